"""The first page: title, the facts in a sentence, key figures, planned against actual minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.durations import signed
from desktop.domain.i18n import tr
from desktop.domain.report import ReportData, section_name
from desktop.domain.report_choices import Section
from desktop.reports.blocks import (
    ACTUAL,
    INK,
    PLANNED,
    PX,
    RULE,
    Art,
    Block,
    Cell,
    Placed,
    Row,
    Stack,
)
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.facts import Figure, MinutesRow, figures, minutes, sentence
from desktop.reports.sheet import (
    BODY,
    CAPTION,
    COLUMN,
    FIGURE,
    HEADING,
    LABEL,
    LABEL_GREY,
    LABEL_PLAIN,
    LEAD,
    TITLE,
    TITLE_SMALL,
    Sheet,
)


def title_block(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the title and the sentence below it."""
    name = data.title or tr("Workshop")
    title = sheet.words(name, TITLE, sheet.width)
    if len(title.lines) > 2:
        title = sheet.words(name, TITLE_SMALL, sheet.width)
    lead = sheet.words(sentence(data), LEAD, sheet.width * 0.92)
    return [
        Placed(Stack((sheet.space(26), title, sheet.space(14))), bookmark=data.title, keep=True),
        Placed(lead, keep=True),
        Placed(sheet.space(4)),
    ]


def key_figures(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the strip of figures between two rules."""
    shown = figures(data)
    if not shown:
        return []
    step = sheet.width / len(shown)
    pad = 16 * PX
    cells: list[Cell] = []
    for place, figure in enumerate(shown):
        indent = pad if place else 0.0
        room = step - indent - 8 * PX
        number = _Number(sheet, figure, room).block()
        meaning = sheet.words(figure.meaning, CAPTION, room)
        cells.append(Cell(place * step + indent, Stack((number, meaning))))
    row = Row(tuple(cells), top=14 * PX, bottom=13 * PX, rule=RULE, width=sheet.width)
    strip = Art(row.height, _framed(row, sheet.width, step, len(shown)))
    name = section_name(Section.SUMMARY)
    return [Placed(strip, before=24 * PX, bookmark=name, section=Section.SUMMARY)]


@dataclass(frozen=True, slots=True)
class _Number:
    """A big number with its unit on the same baseline."""

    sheet: Sheet
    figure: Figure
    width: float

    def block(self) -> Block:
        number = self.sheet.words(self.figure.number, FIGURE, self.width)
        if not self.figure.unit:
            return number
        unit = self.sheet.words(self.figure.unit, BODY, self.width)
        beside = self.sheet.setter.width(self.figure.number, FIGURE) + 5 * PX

        def paint(canvas: Canvas, x: float, y: float) -> None:
            number.draw(canvas, x, y)
            # On the baseline of the big digits, which is lower than its own.
            drop = FIGURE.leading / 2 + 0.35 * FIGURE.size - BODY.leading / 2 - 0.35 * BODY.size
            unit.draw(canvas, x + beside, y - drop)

        return Art(number.height, paint)


def _framed(
    row: Row, width: float, step: float, count: int
) -> Callable[[Canvas, float, float], None]:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        row.draw(canvas, x, y)
        canvas.line(x, y - row.height, x + width, y - row.height)
        for place in range(1, count):
            canvas.line(x + place * step, y, x + place * step, y - row.height)

    return paint


def minutes_chart(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return one row of bars per block and the totals below."""
    chart = _Chart(sheet, data)
    return [chart.heading(), *chart.rows(), chart.total(), *chart.notes()]


class _Chart:
    """Planned and actual minutes with their bars, a mark at the adjusted ones, and why."""

    LABEL_WIDTH, NUMBER, DRIFT, GAP = 174 * PX, 66 * PX, 42 * PX, 14 * PX

    def __init__(self, sheet: Sheet, data: ReportData) -> None:
        self._sheet = sheet
        self._data = data
        self._minutes = minutes(data)
        spans = [(row.planned_s, row.adjusted_s, row.actual_s) for row in self._minutes.rows]
        self._longest = max([1, *(seconds or 0 for span in spans for seconds in span)])
        columns = 3 * self.NUMBER + self.DRIFT if data.started else self.NUMBER
        self._values_width = columns
        self._bars_width = sheet.width - self.LABEL_WIDTH - columns - 2 * self.GAP

    def heading(self) -> Placed:
        name = section_name(Section.AGENDA) if self._data.started else tr("Planned minutes")
        title = self._sheet.words(name, HEADING, self._sheet.width / 2)
        legend = Art(title.height, self._legend)
        row = Row((Cell(0, title), Cell(0, legend)), bottom=8 * PX)
        return Placed(row, before=30 * PX, keep=True, bookmark=name, section=Section.AGENDA)

    def rows(self) -> list[Placed]:
        placed = [self._row(row) for row in self._minutes.rows]
        if placed:  # the last row stays with the total
            placed[-1] = Placed(placed[-1].block, keep=True)
        return placed

    def total(self) -> Placed:
        total = self._minutes.total
        label = self._sheet.words(total.title, LABEL, self._sheet.width / 2)
        values = self._values(total)
        cells = (Cell(0, label), Cell(self._sheet.width - self._values_width, values))
        row = Row(cells, top=7 * PX, rule=INK, width=self._sheet.width)
        return Placed(row, before=5 * PX, keep=bool(self._minutes.notes))

    def notes(self) -> list[Placed]:
        width = self._sheet.width
        return [
            Placed(self._sheet.words(words, CAPTION, width), before=6 * PX)
            for words in self._minutes.notes
        ]

    def _row(self, row: MinutesRow) -> Placed:
        label = self._sheet.words(row.title, LABEL_PLAIN, self.LABEL_WIDTH)
        height = max(20 * PX, label.height)
        bars = Art(height, self._bars(row, height))
        right = self._sheet.width - self._values_width
        cells = (
            Cell(0, self._centred(label, bars.height)),
            Cell(self.LABEL_WIDTH + self.GAP, bars),
            Cell(right, self._centred(self._values(row), height)),
        )
        if not row.why:
            return Placed(Row(cells, top=4 * PX, bottom=4 * PX))
        left = self.LABEL_WIDTH + self.GAP
        words = self._sheet.words(row.why, CAPTION, self._sheet.width - left)
        said = Row((Cell(left, words),), top=1 * PX)
        return Placed(Row((Cell(0, Stack((Row(cells), said))),), top=4 * PX, bottom=5 * PX))

    def _centred(self, block: Block, height: float) -> Block:
        return Stack((Art((height - block.height) / 2, _nothing), block))

    def _bars(self, row: MinutesRow, height: float) -> Callable[[Canvas, float, float], None]:
        scale = (self._bars_width - 8 * PX) / self._longest
        bars = ((row.planned_s, PLANNED, 0.5 * PX), (row.actual_s, ACTUAL, -7.5 * PX))
        mark = row.adjusted_s if row.adjusted_s != row.planned_s else None

        def paint(canvas: Canvas, x: float, y: float) -> None:
            middle = y - height / 2
            for seconds, color, low in bars:
                if seconds:
                    canvas.setFillColor(HexColor(color))
                    canvas.rect(x, middle + low, seconds * scale, 7 * PX, stroke=0, fill=1)
            canvas.setStrokeColor(HexColor(INK))
            canvas.setLineWidth(PX)
            canvas.line(x, y, x, y - height)
            if mark:
                canvas.setLineWidth(1.6 * PX)
                at = x + mark * scale
                canvas.line(at, middle - 9 * PX, at, middle + 9 * PX)

        return paint

    def _values(self, row: MinutesRow) -> Block:
        """Return the numbers in their columns; no difference while the minutes still grow."""
        known = [row.planned, row.adjusted, row.actual] if self._data.started else [row.planned]
        cells = [
            Cell(
                place * self.NUMBER,
                self._sheet.words(
                    "–" if number is None else str(number),
                    LABEL_PLAIN if place == len(known) - 1 else LABEL_GREY,
                    self.NUMBER,
                    align_right=True,
                ),
            )
            for place, number in enumerate(known)
        ]
        if self._data.started:
            difference = "" if row.drift is None else signed(row.drift)
            strong = self._sheet.words(difference, LABEL, self.DRIFT, align_right=True)
            cells.append(Cell(len(known) * self.NUMBER, strong))
        return Row(tuple(cells))

    def _legend(self, canvas: Canvas, x: float, y: float) -> None:
        """The names of the columns, each with what stands for it among the bars."""
        names = ((tr("Planned"), PLANNED), (tr("Adjusted"), ""), (tr("Actual"), ACTUAL))
        left = x + self._sheet.width - self._values_width
        for place, (name, color) in enumerate(names if self._data.started else names[:1], start=1):
            line = self._sheet.words(name, COLUMN, self._sheet.width)
            at = left + place * self.NUMBER - self._sheet.setter.width(name, COLUMN)
            line.draw(canvas, at, y - 2 * PX)
            if color:
                canvas.setFillColor(HexColor(color))
                canvas.rect(at - 14 * PX, y - 12.5 * PX, 10 * PX, 7 * PX, stroke=0, fill=1)
            else:
                canvas.setFillColor(HexColor(INK))
                canvas.rect(at - 7 * PX, y - 15 * PX, 1.6 * PX, 12 * PX, stroke=0, fill=1)


def _nothing(canvas: Canvas, x: float, y: float) -> None:
    """Draw a space."""
