"""The first page: title, the facts in a sentence, key figures, planned against actual minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import ItemKind
from desktop.domain.report import ReportData, Section, captures_of, section_name
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
from desktop.reports.wording import clock, exact, signed, span, whole_minutes


def title_block(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the title and the sentence below it."""
    name = data.title or tr("Workshop")
    title = sheet.words(name, TITLE, sheet.width)
    if len(title.lines) > 2:
        title = sheet.words(name, TITLE_SMALL, sheet.width)
    lead = sheet.words(_sentence(data), LEAD, sheet.width * 0.92)
    return [
        Placed(Stack((sheet.space(26), title, sheet.space(14))), bookmark=data.title, keep=True),
        Placed(lead, keep=True),
        Placed(sheet.space(4)),
    ]


def _sentence(data: ReportData) -> str:
    """Say what is true of the time: planned, running, or over."""
    planned = round(data.planned_s / 60)
    blocks = ntr("{n} block", "{n} blocks", len(data.items))
    if not data.started:
        if not data.items:
            return tr("No agenda yet. This workshop has not been run.")
        text = tr("{blocks} and {minutes} min are planned. This workshop has not been run yet.")
        return text.format(blocks=blocks, minutes=planned)
    if data.running:
        text = tr("This workshop is running. The report stands as of {time}; minutes still change.")
        return text.format(time=clock(data.made_at))
    hours, minutes = divmod(round(data.elapsed_s / 60), 60)
    taken = tr("{h} h {m} min").format(h=hours, m=minutes) if hours else f"{minutes} min"
    if data.place:
        text = tr("{blocks} in {time}. Place: {place}.")
        return text.format(blocks=blocks, time=taken, place=data.place.rstrip("."))
    return tr("{blocks} in {time}.").format(blocks=blocks, time=taken)


@dataclass(frozen=True, slots=True)
class _Figure:
    number: str
    unit: str
    meaning: str


def _figures(data: ReportData) -> list[_Figure]:
    """Return up to five figures, each counted from the rows of this report."""
    if not data.started and not data.captures:
        return _planned_figures(data)
    actions = captures_of(data, Section.ACTIONS)
    ownerless = sum(not row.owner for row in actions)
    decisions = len(captures_of(data, Section.DECISIONS))
    voices = len(captures_of(data, Section.FEEDBACK))
    meaning = ntr("action", "actions", len(actions))
    if ownerless:
        meaning += tr(", {n} without an owner").format(n=ownerless)
    return [
        _time_figure(data),
        _Figure(str(len(data.captures)), "", ntr("note taken", "notes taken", len(data.captures))),
        _Figure(
            str(voices),
            "",
            ntr("participant’s comment", "comments by participants", voices),
        ),
        _Figure(str(decisions), "", ntr("decision", "decisions", decisions)),
        _Figure(str(len(actions)), "", meaning),
    ]


def _planned_figures(data: ReportData) -> list[_Figure]:
    """Return what can be said before anything has happened."""
    if not data.items:
        return []
    breaks = sum(item.planned_s for item in data.items if item.kind is ItemKind.BREAK)
    count = len(data.items)
    figures = [
        _time_figure(data),
        _Figure(str(count), "", ntr("block", "blocks", count)),
    ]
    if breaks:
        figures.append(_Figure(str(round(breaks / 60)), tr("min"), tr("of breaks in it")))
    if data.planned_start is not None:
        figures.append(_Figure(clock(data.planned_start), "", tr("start")))
    return figures


def _time_figure(data: ReportData) -> _Figure:
    planned = round(data.planned_s / 60)
    if not data.started:
        return _Figure(str(planned), tr("min"), tr("planned"))
    taken = round(data.elapsed_s / 60)
    if data.running:
        return _Figure(str(taken), tr("min"), tr("so far, of a plan of {n}").format(n=planned))
    if taken == planned:
        return _Figure("0", tr("min"), tr("off a plan of {n}").format(n=planned))
    text = tr("over a plan of {n}") if taken > planned else tr("under a plan of {n}")
    return _Figure(str(abs(taken - planned)), tr("min"), text.format(n=planned))


def key_figures(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the strip of figures between two rules."""
    figures = _figures(data)
    if not figures:
        return []
    step = sheet.width / len(figures)
    pad = 16 * PX
    cells: list[Cell] = []
    for place, figure in enumerate(figures):
        indent = pad if place else 0.0
        room = step - indent - 8 * PX
        number = _Number(sheet, figure, room).block()
        meaning = sheet.words(figure.meaning, CAPTION, room)
        cells.append(Cell(place * step + indent, Stack((number, meaning))))
    row = Row(tuple(cells), top=14 * PX, bottom=13 * PX, rule=RULE, width=sheet.width)
    strip = Art(row.height, _framed(row, sheet.width, step, len(figures)))
    return [Placed(strip, before=24 * PX, bookmark=section_name(Section.SUMMARY))]


@dataclass(frozen=True, slots=True)
class _Number:
    """A big number with its unit on the same baseline."""

    sheet: Sheet
    figure: _Figure
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
    """Planned and actual minutes, rounded so that each column adds up to its total."""

    LABEL_WIDTH, VALUES_WIDTH, GAP = 174 * PX, 104 * PX, 14 * PX

    def __init__(self, sheet: Sheet, data: ReportData) -> None:
        self._sheet = sheet
        self._data = data
        self._planned = whole_minutes(item.planned_s for item in data.items)
        spans = [item.actual_s or 0 for item in data.items]
        spans += [data.paused_s, data.idle_s]
        self._actual = whole_minutes(spans)
        self._longest = max([1, *(item.planned_s for item in data.items), *spans])
        self._bars_width = sheet.width - self.LABEL_WIDTH - self.VALUES_WIDTH - 2 * self.GAP

    def heading(self) -> Placed:
        name = section_name(Section.AGENDA) if self._data.started else tr("Planned minutes")
        title = self._sheet.words(name, HEADING, self._sheet.width / 2)
        legend = Art(title.height, self._legend)
        row = Row((Cell(0, title), Cell(0, legend)), bottom=8 * PX)
        return Placed(row, before=30 * PX, keep=True, bookmark=name)

    def rows(self) -> list[Placed]:
        data = self._data
        placed: list[Placed] = []
        for place, item in enumerate(data.items):
            ran = item.actual_s is not None
            actual = self._actual[place] if ran else None
            settled = not data.running or item.ends_at is not None
            values = self._values(self._planned[place], actual, drift=settled)
            placed.append(self._row(item.title, (item.planned_s, item.actual_s), values))
        extras = ((tr("Pauses"), data.paused_s), (tr("Outside any block"), data.idle_s))
        for place, (name, seconds) in enumerate(extras, start=len(data.items)):
            if seconds:
                values = self._values(None, self._actual[place])
                placed.append(self._row(name, (None, seconds), values))
        if placed:  # the last row stays with the total
            placed[-1] = Placed(placed[-1].block, keep=True)
        return placed

    def total(self) -> Placed:
        data = self._data
        name = tr("Total")
        if data.actual_start is not None:
            name = tr("Total, with a start at {time}").format(time=clock(data.actual_start))
        elif data.planned_start is not None:
            name = tr("Total, {span}").format(span=span(data.planned_start, data.planned_end))
        label = self._sheet.words(name, LABEL, self._sheet.width / 2)
        actual = sum(self._actual) if data.started else None
        values = self._values(sum(self._planned), actual, drift=not data.running)
        cells = (Cell(0, label), Cell(self._sheet.width - self.VALUES_WIDTH, values))
        row = Row(cells, top=7 * PX, rule=INK, width=self._sheet.width)
        return Placed(row, before=5 * PX, keep=bool(data.started))

    def note(self) -> Placed | None:
        """Return the sum to the second, so that nobody has to trust rounded minutes."""
        data = self._data
        if not data.started:
            return None
        blocks = data.elapsed_s - data.paused_s - data.idle_s
        parts = [tr("blocks {time}").format(time=exact(blocks))]
        if data.paused_s:
            parts.append(tr("pauses {time}").format(time=exact(data.paused_s)))
        if data.idle_s:
            parts.append(tr("outside any block {time}").format(time=exact(data.idle_s)))
        text = tr("To the second: {whole} in all, {parts}.")
        if len(parts) == 1:
            text = tr("To the second: {whole} in all.")
        words = text.format(whole=exact(data.elapsed_s), parts=", ".join(parts))
        return Placed(self._sheet.words(words, CAPTION, self._sheet.width), before=6 * PX)

    def _row(self, title: str, spans: tuple[int | None, int | None], values: Block) -> Placed:
        label = self._sheet.words(title, LABEL_PLAIN, self.LABEL_WIDTH)
        bars = Art(max(20 * PX, label.height), self._bars(*spans, max(20 * PX, label.height)))
        cells = (
            Cell(0, self._centred(label, bars.height)),
            Cell(self.LABEL_WIDTH + self.GAP, bars),
            Cell(self._sheet.width - self.VALUES_WIDTH, self._centred(values, bars.height)),
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

    def _values(self, planned: int | None, actual: int | None, *, drift: bool = True) -> Block:
        """Return "20 → 24  +4"; without the difference while the minutes still grow."""
        if actual is None and not self._data.started:
            words = "" if planned is None else str(planned)
            return self._sheet.words(words, LABEL_PLAIN, self.VALUES_WIDTH, align_right=True)
        before = "–" if planned is None else str(planned)
        after = "–" if actual is None else str(actual)
        drift_width = 33 * PX
        words = f"{before} → {after}"
        numbers = self._sheet.words(
            words, LABEL_GREY, self.VALUES_WIDTH - drift_width, align_right=True
        )
        difference = signed(actual - (planned or 0)) if drift and actual is not None else ""
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
