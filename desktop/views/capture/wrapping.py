"""Breaks a note into the few lines a list row has room for, at a cost that ignores its length."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from desktop.bridge.fonts import scaled

MOST_LINES = 3
ENOUGH = 800
"""Characters looked at: more than three lines hold, so a megabyte costs no more."""


class Wrapping:
    """Remembers how each text was broken for one font; asking again is a dictionary look-up."""

    KEPT = 2_000

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._known: dict[tuple[str, int, int], tuple[str, ...]] = {}

    @property
    def font(self) -> QFont:
        return self._font

    @property
    def line_height(self) -> int:
        return max(scaled(18), QFontMetrics(self._font).height())

    def lines(self, text: str, width: int) -> tuple[str, ...]:
        """At most three lines no wider than `width` pixels; the last one elided if need be."""
        key = (text[:ENOUGH], width, self._font.pixelSize())
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self.KEPT:
                self._known.clear()
            found = self._known[key] = self._break(key[0], width)
        return found

    def _break(self, text: str, width: int) -> tuple[str, ...]:
        # A text layout knows lines by the line separator only.
        flat = text.strip().replace("\n", "\u2028")
        layout = QTextLayout(flat, self._font)
        layout.setTextOption(_option())
        layout.beginLayout()
        cuts: list[tuple[int, int]] = []
        while len(cuts) < MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            cuts.append((line.textStart(), line.textStart() + line.textLength()))
        layout.endLayout()
        if not cuts:
            return ("",)
        lines = [flat[start:end].strip("\u2028 ") for start, end in cuts]
        if cuts[-1][1] < len(flat.rstrip("\u2028 ")):
            rest = flat[cuts[-1][0] :].split("\u2028")[0]
            # Always an ellipsis here, also when the next line of the note is what is left out.
            lines[-1] = QFontMetrics(self._font).elidedText(
                f"{rest}\u2026", Qt.TextElideMode.ElideRight, width
            )
        return tuple(lines)


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
