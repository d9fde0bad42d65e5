"""Pieces of a page: each knows its height, where it may be cut, and how to draw itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, Self

from desktop.domain.report_choices import Section
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.paragraphs import Line, Style, TypeSetter

PX = 0.72
"""Points in a pixel of the mock-ups, which are drawn at 100 dots per inch."""

INK, GREY, SOFT = "#1C1C1F", "#5C5E64", "#3A3C42"
RULE, HAIR, PLANNED, ACTUAL = "#D9D6CE", "#E2DFD8", "#CFCCC4", "#4149C8"
WARN, OK = "#8A4B00", "#0A6B56"


class Block(Protocol):
    """Something on a page. Lengths are points; `y` is the top edge, growing upwards."""

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The smallest part that may stand at the foot of a page."""
        ...

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Cut so that the first part is at most `room` high; None where that can't be."""
        ...

    def draw(self, canvas: Canvas, x: float, y: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text of one style."""

    setter: TypeSetter
    lines: tuple[Line, ...]
    style: Style
    width: float
    align_right: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        return min(len(self.lines), 3 if len(self.lines) == 3 else 2) * self.style.leading

    def split(self, room: float) -> tuple[Words, Words] | None:
        fit = int((room + 0.01) / self.style.leading)
        fit = min(fit, len(self.lines) - 2)  # a last line never stands alone
        if fit < 2:
            return None
        return replace(self, lines=self.lines[:fit]), replace(self, lines=self.lines[fit:])

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        base = y - self.style.leading / 2 - 0.35 * self.style.size
        for line in self.lines:
            indent = 0.0
            if self.align_right or line.right_to_left:
                indent = self.width - self.setter.width(line.text, self.style)
            self.setter.draw(canvas, line, self.style, x + indent, base)
            base -= self.style.leading


@dataclass(frozen=True, slots=True)
class Art:
    """A drawing of fixed height."""

    height: float
    paint: Callable[[Canvas, float, float], None]

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> None:
        return None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        self.paint(canvas, x, y)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other."""

    parts: tuple[Block, ...]

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)

    @property
    def least(self) -> float:
        return self.parts[0].least if self.parts else 0

    def split(self, room: float) -> tuple[Stack, Stack] | None:
        used = 0.0
        for place, part in enumerate(self.parts):
            if used + part.height > room + 0.01:
                halves = part.split(room - used)
                if halves:
                    before, after = halves
                    return (
                        Stack((*self.parts[:place], before)),
                        Stack((after, *self.parts[place + 1 :])),
                    )
                return (Stack(self.parts[:place]), Stack(self.parts[place:])) if place else None
            used += part.height
        return None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        for part in self.parts:
            part.draw(canvas, x, y)
            y -= part.height


@dataclass(frozen=True, slots=True)
class Cell:
    """A block at a distance from the left edge of its row.

    One that hangs may reach down beside the next rows, so it adds nothing to the height.
    """

    x: float
    block: Block
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side with rules, padding, and a way to go on over pages.

    `on_top` gives the row as it stands at the top of a page: with the heading of its table or
    the name of its group again. The first row of a group already has it. A row lower than
    `whole` is never cut.
    """

    cells: tuple[Cell, ...]
    top: float = 0
    bottom: float = 0
    rule: str = ""
    rule_from: float = 0
    rule_below: str = ""
    width: float = 0
    on_top: Callable[[Row], Block] | None = None
    first: bool = False
    whole: float = 0

    @property
    def height(self) -> float:
        tallest = max((cell.block.height for cell in self.cells if not cell.hangs), default=0)
        return self.top + self.bottom + tallest

    @property
    def least(self) -> float:
        if self.height < self.whole:
            return self.height
        tallest = max((cell.block.least for cell in self.cells if not cell.hangs), default=0)
        return self.top + self.bottom + tallest

    def split(self, room: float) -> tuple[Row, Row] | None:
        if self.height < self.whole:
            return None
        inside = room - self.top - self.bottom
        before: list[Cell] = []
        after: list[Cell] = []
        for cell in self.cells:
            if cell.hangs or cell.block.height <= inside + 0.01:
                before.append(cell)
                continue
            halves = cell.block.split(inside)
            if halves is None:
                return None
            before.append(Cell(cell.x, halves[0]))
            after.append(Cell(cell.x, halves[1]))
        if not after:
            return None
        return (
            replace(self, cells=tuple(before), rule_below=""),
            replace(self, cells=tuple(after), first=False),
        )

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        for color, level in ((self.rule, y), (self.rule_below, y - self.height)):
            if color:
                canvas.setStrokeColor(HexColor(color))
                canvas.setLineWidth(PX)
                canvas.line(x + self.rule_from, level, x + self.width, level)
        for cell in self.cells:
            cell.block.draw(canvas, x + cell.x, y - self.top)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on its way into the page: space before it, and what it means for the document.

    `keep` holds it on one page with what follows. `chapter` names the pages from here on,
    `bookmark` is its entry in the outline, `depth` below how many others it stands there;
    `section` is what begins here. `apart` asks for a new page when less than that share of a
    page is left.
    """

    block: Block
    before: float = 0
    keep: bool = False
    chapter: str = ""
    bookmark: str = ""
    apart: float = 0
    section: Section | None = None
    depth: int = 0

    def at_top(self) -> Self:
        """Return it as it looks first on a page."""
        row = self.block
        if isinstance(row, Row) and row.on_top is not None and not row.first:
            return replace(self, block=row.on_top(row))
        return self

    def going_on(self, rest: Block) -> Self:
        """Return what is left of it for the next page."""
        return replace(self, block=rest, chapter="", bookmark="", apart=0, section=None)


def swatch(color: str, size: float, height: float) -> Art:
    """Return a small filled square that sits in the middle of a line."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColor(HexColor(color))
        canvas.rect(x, y - (height + size) / 2, size, size, stroke=0, fill=1)

    return Art(height, paint)
