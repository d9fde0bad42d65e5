"""Chooses a font for every character of a report, so that no script ends as empty boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

from desktop.reports.engine import ReportFont, register
from desktop.system.resources import resource


class Role(StrEnum):
    """A voice in the typography; the value is the font file that speaks it."""

    SANS = "NotoSans-Regular"
    STRONG = "NotoSans-SemiBold"
    SERIF = "NotoSerif-Regular"
    DISPLAY = "NotoSerifDisplay-Regular"


# One weight for the scripts below: a bold Arabic or Chinese would double the size of the app.
_SHAPED = (
    *("Arabic", "Hebrew", "Thai", "Bengali", "Gujarati", "Gurmukhi", "Kannada"),
    *("Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu"),
)
_FALLBACK = (
    Role.SANS.value,
    *(f"NotoSans{script}-Regular" for script in _SHAPED),
    *("NotoSansArmenian-Regular", "NotoSansGeorgian-Regular", "NotoSansEthiopic-Regular"),
    *("NotoSansSC-subset", "NotoSansKR-subset", "NotoEmoji-Regular"),
    *("NotoSansMath-subset", "NotoSansSymbols-subset", "NotoSansSymbols2-subset"),
)
_EMOJI = "NotoEmoji-Regular"
_NEED_SHAPING = frozenset({*(f"NotoSans{script}-Regular" for script in _SHAPED), _EMOJI})
_STAYS = frozenset({"Mn", "Mc", "Me", "Sk"})

INVISIBLE = "\u200c\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0xE0020, 0xE0080)))
"""Joiners, variation selectors, flag tags: they go with the letters around them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one font."""

    font: str
    text: str


class FontShelf:
    """The fonts of one document, read when a character first asks for them.

    Shaping writes into ReportLab's font objects, so each document gets fresh ones: the same
    data then gives the same bytes, whatever was printed before.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts: dict[str, ReportFont] = {}
        self._covered: dict[str, Any] = {}
        self._choice: dict[tuple[Role, str], str] = {}
        self._advances: dict[tuple[str, str, float], float] = {}

    def name_for(self, char: str, role: Role) -> str:
        """Return the first font that has `char`, in the order of the fallback; "" if none."""
        key = (role, char)
        if key not in self._choice:
            chain = (role.value, *_FALLBACK)
            self._choice[key] = next((name for name in chain if self._has(name, char)), "")
        return self._choice[key]

    def names(self, text: str, role: Role) -> list[str]:
        """Return the font of each character; marks and joiners stay with their base."""
        chosen: list[str] = []
        for char in text:
            before = chosen[-1] if chosen else ""
            if before and (
                char in INVISIBLE
                or (unicodedata.category(char) in _STAYS and self._has(before, char))
                # The space of the emoji font is two letters wide.
                or (char == " " and before != _EMOJI and self._has(before, char))
            ):
                chosen.append(before)
            else:
                chosen.append(self.name_for(char, role) or role.value)
        return chosen

    def runs(self, text: str, role: Role) -> list[Run]:
        """Split `text` into runs of one font each."""
        if text.isascii():
            return [Run(role.value, text)] if text else []
        runs: list[Run] = []
        start = 0
        for name, group in groupby(self.names(text, role)):
            end = start + sum(1 for _ in group)
            runs.append(Run(name, text[start:end]))
            start = end
        return runs

    def glyphs(self, run: Run, size: float) -> str:
        """Return what to draw for a run: shaped where its script needs it, else its letters."""
        if not self.needs_shaping(run):
            return run.text.translate(_DROP_INVISIBLE)
        return self.font(run.font).shape(run.text, size)

    def width(self, text: str, role: Role, size: float) -> float:
        """Return the width of `text` on one line, in points."""
        return sum(self._run_width(run, size) for run in self.runs(text, role))

    def needs_shaping(self, run: Run) -> bool:
        """Say whether letters of this run join, stack or move."""
        if run.text.isascii():
            return False
        return run.font in _NEED_SHAPING or any(
            unicodedata.category(char)[0] == "M" for char in run.text if char not in INVISIBLE
        )

    def font(self, name: str) -> ReportFont:
        """Return a font by the name of its file, reading it the first time."""
        if name not in self._fonts:
            font = ReportFont(f"okr-{name}", str(self._folder / f"{name}.ttf"))
            register(font)
            face: Any = font.face
            self._fonts[name] = font
            # A copy: shaping adds private characters to the original.
            self._covered[name] = frozenset(face.charToGlyph)
        return self._fonts[name]

    def put_back(self) -> None:
        """Forget the fonts of this document."""
        for font in self._fonts.values():
            font.unregister()
        self._fonts.clear()

    def _has(self, name: str, char: str) -> bool:
        if name not in self._covered:
            self.font(name)
        return ord(char) in self._covered[name]

    def _run_width(self, run: Run, size: float) -> float:
        key = (run.font, run.text, size)
        if key not in self._advances:
            self._advances[key] = self.font(run.font).advance(self.glyphs(run, size), size)
        return self._advances[key]


_DROP_INVISIBLE = {ord(char): None for char in INVISIBLE}
_one_document = Lock()


@contextmanager
def font_shelf() -> Generator[FontShelf]:
    """Lend the fonts for one document; ReportLab's table of fonts is shared, so one at a time."""
    with _one_document:
        shelf = FontShelf(resource("fonts", "pdf"))
        try:
            yield shelf
        finally:
            shelf.put_back()
