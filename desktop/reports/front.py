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
    story = [chart.heading(), *chart.rows(), chart.total()]
    note = chart.note()
    return [*story, note] if note else story


class _Chart:
    """Planned and actual minutes, each with its bar."""

    LABEL_WIDTH, VALUES_WIDTH, GAP = 174 * PX, 104 * PX, 14 * PX

    def __init__(self, sheet: Sheet, data: ReportData) -> None:
        self._sheet = sheet
        self._data = data
        self._minutes = minutes(data)
        spans = [seconds for row in self._minutes.rows for seconds in (row.planned_s, row.actual_s)]
        self._longest = max([1, *(seconds or 0 for seconds in spans)])
        self._bars_width = sheet.width - self.LABEL_WIDTH - self.VALUES_WIDTH - 2 * self.GAP

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
        cells = (Cell(0, label), Cell(self._sheet.width - self.VALUES_WIDTH, values))
        row = Row(cells, top=7 * PX, rule=INK, width=self._sheet.width)
        return Placed(row, before=5 * PX, keep=bool(self._minutes.note))

    def note(self) -> Placed | None:
        words = self._minutes.note
        if not words:
            return None
        return Placed(self._sheet.words(words, CAPTION, self._sheet.width), before=6 * PX)

    def _row(self, row: MinutesRow) -> Placed:
        label = self._sheet.words(row.title, LABEL_PLAIN, self.LABEL_WIDTH)
        height = max(20 * PX, label.height)
        bars = Art(height, self._bars(row.planned_s, row.actual_s, height))
        cells = (
            Cell(0, self._centred(label, bars.height)),
            Cell(self.LABEL_WIDTH + self.GAP, bars),
            Cell(self._sheet.width - self.VALUES_WIDTH, self._centred(self._values(row), height)),
        )
        return Placed(Row(cells, top=4 * PX, bottom=4 * PX))

    def _centred(self, block: Block, height: float) -> Block:
        return Stack((Art((height - block.height) / 2, _nothing), block))

    def _bars(
        self, planned: int | None, actual: int | None, height: float
    ) -> Callable[[Canvas, float, float], None]:
        scale = (self._bars_width - 8 * PX) / self._longest

        def paint(canvas: Canvas, x: float, y: float) -> None:
            middle = y - height / 2
            for seconds, color, low in ((planned, PLANNED, 0.5 * PX), (actual, ACTUAL, -7.5 * PX)):
                if seconds:
                    canvas.setFillColor(HexColor(color))
                    canvas.rect(x, middle + low, seconds * scale, 7 * PX, stroke=0, fill=1)
            canvas.setStrokeColor(HexColor(INK))
            canvas.setLineWidth(PX)
            canvas.line(x, y, x, y - height)

        return paint

    def _values(self, row: MinutesRow) -> Block:
        """Return "20 → 24  +4"; without the difference while the minutes still grow."""
        if not self._data.started:
            return self._sheet.words(
                str(row.planned), LABEL_PLAIN, self.VALUES_WIDTH, align_right=True
            )
        before = "–" if row.planned is None else str(row.planned)
        after = "–" if row.actual is None else str(row.actual)
        drift_width = 33 * PX
        words = f"{before} → {after}"
        numbers = self._sheet.words(
            words, LABEL_GREY, self.VALUES_WIDTH - drift_width, align_right=True
        )
        difference = "" if row.drift is None else signed(row.drift)
        strong = self._sheet.words(difference, LABEL, drift_width, align_right=True)
        return Row((Cell(0, numbers), Cell(self.VALUES_WIDTH - drift_width, strong)))

    def _legend(self, canvas: Canvas, x: float, y: float) -> None:
        setter = self._sheet.setter
        right = x + self._sheet.width
        entries = [(tr("Actual"), ACTUAL)] if self._data.started else []
        for name, color in [*entries, (tr("Planned"), PLANNED)]:
            line = self._sheet.words(name, CAPTION, self._sheet.width)
            right -= setter.width(name, CAPTION)
            line.draw(canvas, right, y - 2 * PX)
            right -= 20 * PX
            canvas.setFillColor(HexColor(color))
            canvas.rect(right, y - 13.5 * PX, 14 * PX, 7 * PX, stroke=0, fill=1)
            right -= 16 * PX


def _nothing(canvas: Canvas, x: float, y: float) -> None:
    """Draw a space."""
