"""Sets user text: the one place where words become lines and lines become ink.

ReportLab's `Paragraph` reads its text as markup, can't order right-to-left lines and crashes on
words of two fonts. This module never makes markup: a string is normalised, broken into lines
by measured width and drawn glyph by glyph, so whatever a person typed is printed as typed.

Right to left: a paragraph takes its side from its first strong letter (UAX #9, rules P2 and
P3), lines are broken in reading order and then each line is ordered by the bidi algorithm of
python-bidi. Levels are worked out per line, not per paragraph; only neutral characters at the
very end of a line can show the difference.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from desktop.reports.bidi_order import has_right, levels, mirrored, starts_right
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.fonts import INVISIBLE, FontShelf, Role, Run


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; size and leading in points."""

    role: Role
    size: float
    leading: float
    color: str = "#1C1C1F"


@dataclass(frozen=True, slots=True)
class Line:
    """One line in reading order; `right_to_left` is the direction of its paragraph."""

    text: str
    right_to_left: bool = False


_BREAKS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": "    "}
)
# Invisible characters that steer direction or breaking; they would hide or reorder other text.
_STEERING = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_WIDE = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
_TOKENS = re.compile(f" +|[{_WIDE}]|[^ {_WIDE}]+")
# Japanese and Chinese line breaking (JIS X 4051, kinsoku): these never start, these never end.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】〉》〕］｝ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々…”’"
)
_NEVER_LAST = frozenset("（「『【〈《〔［｛“‘")


def printable(text: str) -> str:
    """Return `text` with one kind of line break and without characters that can't be seen.

    NFC; control characters, lone surrogates and direction overrides go, joiners stay, more than
    one blank line in a row becomes one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    text = _STEERING.sub("", text)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = unicodedata.normalize("NFC", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


class TypeSetter:
    """Breaks and draws text with the fonts of one document, and lists what no font covers."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf
        self._missing: set[str] = set()

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters printed as `[U+XXXX]` so far, in code point order."""
        return tuple(sorted(self._missing))

    def lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Break `text` into lines no wider than `width` points; at least one line."""
        result: list[Line] = []
        for paragraph in printable(text).split("\n"):
            shown = self._covered(paragraph, style.role)
            right = starts_right(shown)
            filled = self._fill(shown, style, width)
            result.extend(Line(line, right) for line in filled)
        return tuple(result)

    def width(self, text: str, style: Style) -> float:
        return self._shelf.width(text, style.role, style.size)

    def draw(self, canvas: Canvas, line: Line, style: Style, x: float, y: float) -> None:
        """Draw one line with its left end at `x` and its baseline at `y`."""
        if not line.text.strip():
            return
        text = canvas.beginText(x, y)
        text.setFillColor(HexColor(style.color))
        for run in self._visual(line, style.role):
            font = self._shelf.font(run.font)
            glyphs = self._shelf.glyphs(run, style.size)
            text.setTextOrigin(x, y)
            text.setFont(font.fontName, style.size)
            text.textOut(glyphs)
            x += font.advance(glyphs, style.size)
        canvas.drawText(text)

    def _covered(self, text: str, role: Role) -> str:
        """Replace each character that no font has by its number."""
        if text.isascii():
            return text
        shown: list[str] = []
        for char in text:
            if char in INVISIBLE or self._shelf.name_for(char, role):
                shown.append(char)
            elif unicodedata.category(char) == "Zs":
                shown.append(" ")
            else:
                number = f"U+{ord(char):04X}"
                self._missing.add(number)
                shown.append(f"[{number}]")
        return "".join(shown)

    def _fill(self, text: str, style: Style, width: float) -> list[str]:
        lines: list[str] = []
        line, used, gap = "", 0.0, ""
        for token in _tokens(text):
            if token[0] == " ":
                gap = token
                continue
            space = self.width(gap, style)
            size = self.width(token, style)
            if used + space + size <= width:
                line, used = line + gap + token, used + space + size
            else:
                if line:
                    lines.append(line)
                *whole, line = self._cut(token, style, width) if size > width else [token]
                lines.extend(whole)
                used = self.width(line, style)
            gap = ""
        return [*lines, line]

    def _cut(self, word: str, style: Style, width: float) -> list[str]:
        """Cut a word that is wider than a line, never between a letter and its marks."""
        parts: list[str] = []
        part, used = "", 0.0
        for cluster in _clusters(word):
            size = self.width(cluster, style)
            if part and used + size > width:
                parts.append(part)
                part, used = "", 0.0
            part, used = part + cluster, used + size
        return [*parts, part]

    def _visual(self, line: Line, role: Role) -> list[Run]:
        """Return the runs of a line from left to right."""
        if not line.right_to_left and not has_right(line.text):
            return self._shelf.runs(line.text, role)
        names = self._shelf.names(line.text, role)
        depth = levels(line.text, right_to_left=line.right_to_left)
        pieces: list[tuple[int, Run]] = []
        start = 0
        for (level, name), group in groupby(zip(depth, names, strict=True)):
            end = start + sum(1 for _ in group)
            run = Run(name, line.text[start:end])
            # Shaping turns right-to-left letters round by itself; the rest is turned here.
            turned = level % 2 and not (self._shelf.needs_shaping(run) and has_right(run.text))
            pieces.append((level, Run(name, mirrored(run.text)) if turned else run))
            start = end
        return [run for _, run in reordered(pieces)]


def _tokens(text: str) -> list[str]:
    """Split into spaces, words and single wide characters, kinsoku characters attached."""
    tokens: list[str] = []
    for token in _TOKENS.findall(text):
        joins = bool(tokens) and tokens[-1][0] != " " and token[0] != " "
        if joins and (token[0] in _NEVER_FIRST or tokens[-1][-1] in _NEVER_LAST):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def _clusters(word: str) -> list[str]:
    """Split into letters with the marks, joiners and skin tones that belong to them."""
    clusters: list[str] = []
    for char in word:
        follows = (
            unicodedata.category(char)[0] == "M"
            or char in INVISIBLE
            or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if clusters and (follows or clusters[-1][-1] == "\u200d"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def reordered(pieces: list[tuple[int, Run]]) -> list[tuple[int, Run]]:
    """Turn runs round, from the highest level down to the lowest odd one (UAX #9, rule L2)."""
    order = list(pieces)
    for level in range(max((level for level, _ in order), default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and order[end][0] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
