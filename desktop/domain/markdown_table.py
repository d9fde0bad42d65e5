"""Finds the tables in a Markdown document, each cell as it is read there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.markup import unmarked

_RULE = re.compile(r"^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*){0,200}\|?$")
_SPLIT = re.compile(r"(?<!\\)\|")
_QUOTE = re.compile(r"^(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """The first row names the columns; `lines[i]` is the line of `rows[i]`.

    `rule` is the line of dashes between the headings and the rest.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    rule: int


def markdown_tables(lines: Sequence[str]) -> tuple[MarkdownTable, ...]:
    """Every table of GitHub's dialect in these lines; the first line is line 1.

    A row with fewer cells than the headings is filled up, one with more keeps them.
    """
    plain = [_QUOTE.sub("", line.strip()).strip() for line in lines]
    found: list[MarkdownTable] = []
    at = 1
    while at < len(plain):
        if "|" in plain[at - 1] and "|" in plain[at] and _RULE.match(plain[at]):
            end = at + 1
            while end < len(plain) and "|" in plain[end]:
                end += 1
            numbers = (at - 1, *range(at + 1, end))
            width = len(_cells(plain[at - 1]))
            rows = tuple(_filled(_cells(plain[n]), width) for n in numbers)
            found.append(MarkdownTable(rows, tuple(n + 1 for n in numbers), at + 1))
            at = end
        at += 1
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(unmarked(cell.strip()) for cell in _SPLIT.split(inner))


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *("",) * (width - len(cells)))
