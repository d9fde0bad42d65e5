"""The paper, the type sizes of the design, and the furniture that is on every page."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.report_choices import PaperSize
from desktop.reports.blocks import ACTUAL, GREY, INK, OK, PX, RULE, SOFT, WARN, Art, Words
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.fonts import Role
from desktop.reports.paragraphs import Style, TypeSetter

_SIZES = {PaperSize.A4: (595.276, 841.89), PaperSize.LETTER: (612.0, 792.0)}


def page_size(paper: PaperSize) -> tuple[float, float]:
    """Return width and height in points."""
    return _SIZES[paper]


def style(role: Role, size: float, leading: float, color: str = INK) -> Style:
    """Return a style whose sizes are pixels of the mock-ups."""
    return Style(role, size * PX, leading * PX, color)


TITLE = style(Role.DISPLAY, 50, 58)
TITLE_SMALL = style(Role.DISPLAY, 34, 42)
OBJECTIVE = style(Role.DISPLAY, 27, 36)
OBJECTIVE_SMALL = style(Role.DISPLAY, 19, 27)
FIGURE = style(Role.DISPLAY, 36, 42)
LEAD = style(Role.SERIF, 16.5, 26, SOFT)
QUOTE = style(Role.SERIF, 13.5, 20, "#2A2B2F")
DECISION = style(Role.SERIF, 14.5, 21)
HEADING = style(Role.STRONG, 12.5, 18)
BODY = style(Role.SANS, 12.5, 19)
BODY_GREY = style(Role.SANS, 12.5, 19, GREY)
BODY_WARN = style(Role.SANS, 12.5, 19, WARN)
STRONG = style(Role.STRONG, 12, 19)
STRONG_ACCENT = style(Role.STRONG, 12, 19, ACTUAL)
STRONG_GREY = style(Role.STRONG, 12, 19, GREY)
STRONG_WARN = style(Role.STRONG, 12, 19, WARN)
STRONG_OK = style(Role.STRONG, 12, 19, OK)
RESULT = style(Role.STRONG, 12.5, 19)
LABEL = style(Role.STRONG, 11.5, 17)
LABEL_PLAIN = style(Role.SANS, 11.5, 17)
LABEL_GREY = style(Role.SANS, 11.5, 17, GREY)
EVIDENCE = style(Role.SANS, 11.5, 19, GREY)
CAPTION = style(Role.SANS, 11, 15, GREY)
CAPTION_WARN = style(Role.SANS, 11, 15, WARN)
COLUMN = style(Role.SANS, 10.5, 14, GREY)
FOOT = style(Role.SANS, 10, 14, GREY)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One size of paper with the fonts of the document; lengths in points."""

    paper: PaperSize
    setter: TypeSetter

    @property
    def size(self) -> tuple[float, float]:
        return page_size(self.paper)

    @property
    def margin(self) -> float:
        return 68 * PX

    @property
    def width(self) -> float:
        return self.size[0] - 2 * self.margin

    @property
    def top(self) -> float:
        """Where the text area begins, measured from the lower edge of the paper."""
        return self.size[1] - 96 * PX

    @property
    def height(self) -> float:
        """The height of the text area."""
        return self.top - 84 * PX

    def words(self, text: str, style: Style, width: float, *, align_right: bool = False) -> Words:
        """Return any text, set in lines no wider than `width`."""
        lines = self.setter.lines(text, style, width)
        return Words(self.setter, lines, style, width, align_right)

    def space(self, pixels: float) -> Art:
        return Art(pixels * PX, _nothing)

    def furnish(
        self, canvas: Canvas, left: str, right: str, foot: str, number: tuple[int, int]
    ) -> None:
        """Draw the head line, the foot line and "page / of"."""
        head = self.size[1] - 56 * PX
        self._pair(canvas, left, right, COLUMN, head)
        self._rule(canvas, head - 23 * PX, INK)
        low = 40 * PX + FOOT.leading
        self._rule(canvas, low + 10 * PX, RULE)
        self._pair(canvas, foot, f"{number[0]} / {number[1]}", FOOT, low)

    def _pair(self, canvas: Canvas, left: str, right: str, style: Style, y: float) -> None:
        """Draw two texts at the two ends of one line, the left one cut to what is left."""
        taken = self.setter.width(right, style)
        self._one_line(right, style, self.width).draw(canvas, self.margin + self.width - taken, y)
        room = self.width - taken - 20 * PX
        self._one_line(left, style, room).draw(canvas, self.margin, y)

    def _one_line(self, text: str, style: Style, width: float) -> Words:
        words = self.words(" ".join(text.split()), style, width)
        if len(words.lines) == 1:
            return words
        shorter = self.words(" ".join(text.split()), style, width - 10 * PX)
        return self.words(shorter.lines[0].text + " …", style, width)

    def _rule(self, canvas: Canvas, y: float, color: str) -> None:
        canvas.setStrokeColor(HexColor(color))
        canvas.setLineWidth(PX)
        canvas.line(self.margin, y, self.margin + self.width, y)


def _nothing(canvas: Canvas, x: float, y: float) -> None:
    """Draw a space."""
