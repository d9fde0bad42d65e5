"""Rows under column names, which come again on every page the table reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.reports.blocks import HAIR, INK, PX, Block, Cell, Placed, Row, Stack, Words
from desktop.reports.paragraphs import Style
from desktop.reports.sheet import COLUMN, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and its width in pixels of the mock-ups, 0 for all that is left."""

    name: str
    width: float
    right: bool = False


class Table:
    """Rows of blocks side by side; `story` is the whole of it."""

    PAD = 8 * PX

    def __init__(self, sheet: Sheet, columns: Sequence[tuple[str, float] | Column]) -> None:
        self._sheet = sheet
        self._columns = [one if isinstance(one, Column) else Column(*one) for one in columns]
        rest = sheet.width - sum(column.width * PX for column in self._columns)
        self._widths = [column.width * PX or rest for column in self._columns]
        self._starts = [sum(self._widths[:place]) for place in range(len(columns))]
        self.story: list[Placed] = [Placed(self._heading(), before=8 * PX, keep=True)]

    def width(self, column: int) -> float:
        return self._widths[column] - (self.PAD if column < len(self._widths) - 1 else 0)

    def start(self, column: int) -> float:
        return self._starts[column]

    def words(self, column: int, text: str, style: Style) -> Words:
        right = self._columns[column].right
        return self._sheet.words(text, style, self.width(column), align_right=right)

    def add(self, *blocks: Block, below: Block | None = None, whole: float = 0) -> None:
        """Add a row; `below` stands under its cells, from the second column on.

        A row lower than `whole` is never cut.
        """
        cells = tuple(Cell(x, block) for x, block in zip(self._starts, blocks, strict=True))
        if below is not None:
            under = Row((Cell(self._starts[1], below),))
            cells = (Cell(0, Stack((Row(cells), under))),)
        rule = INK if len(self.story) == 1 else ""
        row = Row(
            cells,
            top=5 * PX,
            bottom=7 * PX,
            rule=rule,
            rule_below=HAIR,
            width=self._sheet.width,
            on_top=self._with_heading,
            whole=whole,
        )
        self.story.append(Placed(row))

    def _with_heading(self, row: Row) -> Stack:
        return Stack((self._heading(), replace(row, rule=INK)))

    def _heading(self) -> Row:
        cells = tuple(
            Cell(x, self.words(place, column.name, COLUMN))
            for place, (x, column) in enumerate(zip(self._starts, self._columns, strict=True))
        )
        return Row(cells, bottom=6 * PX)


def together(rows: list[Placed]) -> list[Placed]:
    """Hold the first two rows on one page, and the last two: no row stands alone."""
    held = (rows[:2] if len(rows) > 2 else []) + rows[-2:-1]
    return [replace(row, keep=True) if any(row is h for h in held) else row for row in rows]
