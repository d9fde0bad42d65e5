"""The one door to ReportLab, opened so that nothing on the laptop changes what it does.

Importing ReportLab runs `~/.reportlab_settings` and a `reportlab_settings` module, and obeys
`RL_*` variables. An empty module stands in their place and the variables are set aside.
"""

# The stubs of ReportLab leave most arguments untyped; no other module sees them.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import importlib
import os
import sys
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from itertools import pairwise
from types import ModuleType
from typing import Any, cast

from typing_extensions import override


def _load_shielded() -> None:
    if "reportlab.rl_config" in sys.modules:
        return
    for name in ("reportlab_settings", "reportlab.local_rl_settings"):
        sys.modules[name] = ModuleType(name)
    aside = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    try:
        importlib.import_module("reportlab.rl_config")
    finally:
        os.environ.update(aside)


_load_shielded()

from reportlab.lib.colors import HexColor  # noqa: E402  only behind the shield
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import (  # noqa: E402
    SUBSETN,
    ShapedStr,
    TTFont,
    shapeStr,
)
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

__all__ = ["Canvas", "HexColor", "ReportFont", "outline", "register", "show_title", "stamped"]

_FORMS = ((0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))  # Arabic and Hebrew letters by position
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))  # shaped glyphs without a character


class ReportFont(TTFont):
    """A TrueType font whose text can be searched and copied out of the PDF, shaped or not.

    ReportLab's own table gives shaped glyphs private code points and emoji five digits where
    four are read, so both come out as rubbish.
    """

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self.meaning: dict[int, str] = {}
        self.hbFont(10)  # before the first word that has two fonts, or shaping crashes

    def shape(self, text: str, size: float) -> str:
        """Return `text` with its glyphs chosen and placed, left to right as they are drawn."""
        glyphs: Any = shapeStr(text, self.fontName, size)
        if isinstance(glyphs, ShapedStr):
            self._learn(text, glyphs, _clusters(glyphs))
        return cast("str", glyphs)

    def advance(self, glyphs: str, size: float) -> float:
        """Return the width of plain or shaped text in points."""
        if isinstance(glyphs, ShapedStr):
            return sum(glyph.x_advance for glyph in _shape_data(glyphs)) * size / 1000
        return self.stringWidth(glyphs, size)

    @override
    def addObjects(self, doc: Any) -> None:
        subsets: list[list[int]] = [list(codes) for codes in self.state[doc].subsets]
        super().addObjects(doc)
        face: Any = self.face
        for number, codes in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", face.name, face.subfontNameX)).decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = self._copy_table(name, codes)

    def _learn(self, text: str, glyphs: str, clusters: list[int]) -> None:
        """Remember which letters the private glyphs of a shaped run stand for."""
        starts = sorted({*clusters, len(text)})
        following = dict(pairwise(starts))
        seen: set[int] = set()
        for glyph, cluster in zip(str(glyphs), clusters, strict=True):
            letters = "" if cluster in seen else text[cluster : following.get(cluster, len(text))]
            seen.add(cluster)
            if _within(ord(glyph), _PRIVATE):
                self.meaning.setdefault(ord(glyph), letters)

    def _copy_table(self, name: str, codes: list[int]) -> str:
        """Return the ToUnicode map of one subset (PDF 32000-1, 9.10.3), 100 entries a block."""
        rows = [f"<{place:02X}> <{self._letters(code)}>" for place, code in enumerate(codes)]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
            f"/CMapName /{name} def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<00> <{len(codes) - 1:02X}>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )

    def _letters(self, code: int) -> str:
        """Return what a glyph stands for as UTF-16 in hexadecimal."""
        letters = self.meaning.get(code, chr(code))
        if _within(code, _FORMS):
            letters = unicodedata.normalize("NFKC", letters)
        return (letters or "\u200b").encode("utf-16-be", "surrogatepass").hex().upper()


def register(font: ReportFont) -> None:
    """Make `font` known to ReportLab until it is unregistered."""
    pdfmetrics.registerFont(font)


def outline(canvas: Canvas, name: str, key: str, top: float, depth: int = 0) -> None:
    """Add an entry to the outline that leads to `top` on the page being drawn."""
    canvas.bookmarkHorizontalAbsolute(key, top)
    canvas.addOutlineEntry(name, key, level=depth)


def show_title(canvas: Canvas) -> None:
    """Ask readers to put the document's title, not its file name, on their window."""
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _shape_data(glyphs: str) -> list[Any]:
    return cast("list[Any]", vars(glyphs)["__shapeData__"])


def _clusters(glyphs: str) -> list[int]:
    """Return, for each glyph, where in the text the letters begin that it was made of."""
    return [int(glyph.cluster) for glyph in _shape_data(glyphs)]


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@contextmanager
def stamped(seconds: int) -> Generator[None]:
    """Within the block a new document is dated `seconds` after 1970 (UTC), not by the clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
