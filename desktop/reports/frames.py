"""Blocks around other blocks: a heading that never stands alone, a tinted panel, a bar."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.reports.blocks import ACTUAL, PX, Block
from desktop.reports.engine import Canvas, HexColor

TINT = "#F6F5F2"


@dataclass(frozen=True, slots=True)
class Headed:
    """A body under a heading, which is never parted from the body's first lines."""

    heading: Block
    body: Block

    @property
    def height(self) -> float:
        return self.heading.height + self.body.height

    @property
    def least(self) -> float:
        return self.heading.height + min(self.body.least, self.body.height)

    def split(self, room: float) -> tuple[Block, Block] | None:
        halves = self.body.split(room - self.heading.height)
        return (replace(self, body=halves[0]), halves[1]) if halves else None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        self.heading.draw(canvas, x, y)
        self.body.draw(canvas, x, y - self.heading.height)


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted ground, which goes on where its content does."""

    inner: Block
    width: float
    side: float = 18 * PX
    pad: float = 14 * PX

    @property
    def height(self) -> float:
        return self.inner.height + 2 * self.pad

    @property
    def least(self) -> float:
        return min(self.inner.least, self.inner.height) + 2 * self.pad

    def split(self, room: float) -> tuple[Panel, Panel] | None:
        halves = self.inner.split(room - 2 * self.pad)
        return (replace(self, inner=halves[0]), replace(self, inner=halves[1])) if halves else None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColor(HexColor(TINT))
        canvas.rect(x, y - self.height, self.width, self.height, stroke=0, fill=1)
        self.inner.draw(canvas, x + self.side, y - self.pad)


@dataclass(frozen=True, slots=True)
class Barred:
    """A strong bar at the left of the content, as long as that is."""

    inner: Block
    indent: float = 24 * PX

    @property
    def height(self) -> float:
        return self.inner.height

    @property
    def least(self) -> float:
        return min(self.inner.least, self.inner.height)

    def split(self, room: float) -> tuple[Barred, Barred] | None:
        halves = self.inner.split(room)
        return (replace(self, inner=halves[0]), replace(self, inner=halves[1])) if halves else None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColor(HexColor(ACTUAL))
        canvas.rect(x, y - self.height, 4 * PX, self.height, stroke=0, fill=1)
        self.inner.draw(canvas, x + self.indent, y)
