"""Fits plain text of any length and script into a box: smaller first, then wrapped, then elided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from desktop.bridge.fonts import FAMILY, exact_font, tabular

MOST_CHARACTERS = 2_000
"""More never fits a poster; laying it all out again at each size would be felt."""

_ELLIPSIS = "…"
_LINE_BREAK = "\u2028"  # what QTextLayout takes for a new line
_TALL = 1.3
"""Inter's lines are 1.21 of its size; what is taller is a script that needs the room."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `spacing` is in parts of the size, `leading` is line height by size."""

    size: float
    weight: int = 400
    family: str = FAMILY
    leading: float = 1.3
    spacing: float = 0.0
    tabular: bool = False

    def at(self, size: float) -> Style:
        return replace(self, size=size)

    def font(self, text: str) -> QFont:
        made = exact_font(self.size, self.weight, self.family)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if self.tabular:
            made = tabular(made)
        # Arabic letters join and Devanagari hangs from one line: spacing would tear them apart.
        if self.spacing and _is_western(text):
            step = self.spacing * self.size
            made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, step)
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A text laid out and ready to paint at any place. `text` is what can be read of it."""

    text: str
    style: Style
    drawing: QTextLayout
    lines: int
    width: float
    height: float

    @property
    def ascent(self) -> float:
        """From the top of the first line to its baseline."""
        line = self.drawing.lineAt(0)
        return line.y() + line.ascent()


def one_line(text: str) -> str:
    """The text without line breaks and runs of spaces."""
    return " ".join(text.split())


def few_lines(text: str) -> str:
    """The text without empty lines and runs of spaces."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for sign in text[:MOST_CHARACTERS]:
        direction = bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def fit(text: str, tries: Sequence[tuple[Style, int]], width: float, height: float) -> Fitted:
    """The text by the first of these (style, most lines) that takes it whole.

    If none does it is elided by the last one, and one line is kept in any case.
    """
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rstrip() + _ELLIPSIS
    text = text.replace("\n", _LINE_BREAK)
    for style, most in tries:
        fitted, rest = _lay_out(text, style, width, height, most)
        if not rest and fitted.height <= height:
            return fitted
    style, most = tries[-1]
    return _elided(text, style, width, height, most)


def fit_line(text: str, style: Style, width: float, smallest: float = 0.0) -> Fitted:
    """The text in one line from the left, smaller down to `smallest`, then elided."""
    text = one_line(text)[:MOST_CHARACTERS]
    natural = natural_width(text, style)
    if natural > width and smallest:
        style = style.at(max(smallest, int(style.size * width / natural)))
    fitted = fit(text, [(style, 1)], width, float("inf"))
    if not is_rtl(text):
        return fitted
    # Its own width, or it would stand at the right of the room it was offered.
    return _lay_out(fitted.text, fitted.style, fitted.width + 1, float("inf"), 1)[0]


def natural_width(text: str, style: Style) -> float:
    """How wide the text is in one line."""
    return _lay_out(text, style, float(1 << 20), float("inf"), 1)[0].width


def _lay_out(text: str, style: Style, width: float, height: float, most: int) -> tuple[Fitted, int]:
    """The lines that fit, and where the first line starts that does not; 0 if all fit."""
    layout = QTextLayout(text, style.font(text))
    layout.setCacheEnabled(True)
    layout.setTextOption(_option(text))
    leading = style.leading * style.size
    y = widest = 0.0
    count = 0
    rest = 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        step = leading if line.height() <= _TALL * style.size else line.height()
        if count and (count == most or y + step > height):
            rest = line.textStart()
            break
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
        widest = max(widest, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    shown = text.replace(_LINE_BREAK, "\n")
    return Fitted(shown, style, layout, count, min(widest, width), y), rest


def _elided(text: str, style: Style, width: float, height: float, most: int) -> Fitted:
    """As many lines as fit; the last one ends in an ellipsis."""
    fitted, rest = _lay_out(text, style, width, height, most)
    if not rest:
        return fitted
    start = fitted.drawing.lineAt(fitted.lines - 1).textStart()
    head, tail = _split(text, start)
    tail = tail.replace(_LINE_BREAK, " ")
    metrics = QFontMetricsF(style.font(text))
    tail = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, width)
    fitted, rest = _lay_out(head + tail, style, width, height, most)
    while rest and len(tail) > 1:  # measured alone, a line may come out a little narrower
        tail = tail[:-2].rstrip() + _ELLIPSIS
        fitted, rest = _lay_out(head + tail, style, width, height, most)
    if rest:
        fitted, _ = _lay_out(_split(head + tail, rest)[0], style, width, height, most)
    return fitted


def _split(text: str, unit: int) -> tuple[str, str]:
    """Qt counts in UTF-16, where an emoji is two."""
    coded = text.encode("utf-16-le", "surrogatepass")
    head, tail = coded[: 2 * unit], coded[2 * unit :]
    return head.decode("utf-16-le", "surrogatepass"), tail.decode("utf-16-le", "surrogatepass")


def _option(text: str) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rtl = is_rtl(text)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    directions = Qt.LayoutDirection
    option.setTextDirection(directions.RightToLeft if rtl else directions.LeftToRight)
    return option


def _is_western(text: str) -> bool:
    return all(ord(sign) < 0x530 or 0x1E00 <= ord(sign) < 0x2100 for sign in text)
