"""Writes Markdown that shows what a person typed letter by letter: nothing in it means anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BREAK = "\\\n"
"""A line break inside a paragraph."""


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it letter by letter, on as many lines as it has.

    Spaces at the start of a line become no-break spaces: four of them would make it code.
    """
    return "\n".join(_line(line.rstrip()) for line in _visible(text).split("\n"))


def _line(line: str) -> str:
    body = line.lstrip()
    indent = line[: len(line) - len(body)].replace("\t", "    ")
    body = _ALWAYS.sub(r"\\\g<0>", body)
    body = _ENTITY.sub(r"\&", body)
    body = _HASH.sub(r"\#", body)
    body = _OPENING.sub(r"\\\g<0>", body)
    body = _NUMBERED.sub(r"\1\\\2", body)
    return "\u00a0" * len(indent) + body


def _visible(text: str) -> str:
    """Return `text` with one kind of line break, without controls and lone surrogates."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).strip("\n")


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ALWAYS = re.compile(r"[\\`*_\[\]<>|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_HASH = re.compile(r"(?<!\S)#|#(?=#*$)")
_OPENING = re.compile(r"^[-+=:]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")


def one_line(text: str) -> str:
    """Return text on one line."""
    return escape(" ".join(_visible(text).split()))


def cell(text: str) -> str:
    """Return text for a table, whose rows are one line each."""
    return escape(text).replace("\n", "<br>")


def block(text: str, indent: str = "") -> str:
    """Return text for a paragraph; `indent` keeps it inside its list item."""
    paragraphs = re.split(r"\n\n+", escape(text))
    lines = (paragraph.replace("\n", BREAK + indent) for paragraph in paragraphs)
    return f"\n\n{indent}".join(lines)


def heading(level: int, text: str) -> str:
    """Return a heading on one line."""
    return f"{'#' * level} {one_line(text)}"


def table(names: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """Return a table of finished cells; the last `numbers` columns hold numbers."""
    rules = ["---"] * (len(names) - numbers) + ["---:"] * numbers
    return "\n".join(f"| {' | '.join(row)} |" for row in ([*names], rules, *rows))
