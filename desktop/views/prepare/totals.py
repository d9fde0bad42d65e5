"""Whether the agenda fits, and where its minutes go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.bridge.symbols import CATEGORY, category_name
from desktop.domain.agenda import Slot, bounds, fixed_starts, local_start, planned_end
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.views.prepare.strip import category_totals
from desktop.views.when import clock_text, span_text
from desktop.views.widgets import Card, Chip, IconLabel, Text


class TotalsCard(Card):
    """The planned total, the end it leads to, and a line for every category in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = Text(role="big")
        self.chip = Chip()
        self.end = Text(role="muted")
        self.free, self.bounds = Text(role="sub"), Text(role="sub")
        self._lines = {category: _Line(category) for category in Category}
        state = QHBoxLayout()  # in a line of its own: it can be "1 h 30 too long"
        state.addWidget(self.chip)
        state.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, line in enumerate(self._lines.values()):
            line.add_to(grid, at)
        self.bounds.setToolTip(tr("When every block takes its least, or its most."))
        for label in (self.end, self.free, self.bounds):
            label.setWordWrap(True)
        self.body.setSpacing(4)
        self.body.addWidget(Text(tr("Planned"), "section"))
        self.body.addWidget(self.total)
        self.body.addLayout(state)
        self.body.addWidget(self.end)
        self.body.addWidget(self.free)
        self.body.addWidget(self.bounds)
        self.body.addSpacing(6)
        self.body.addLayout(grid)

    def show_agenda(
        self, row: WorkshopRow, agenda: Sequence[AgendaRow], slots: Sequence[Slot]
    ) -> None:
        """Idempotent."""
        planned = sum(item.planned_s for item in agenda)
        free = sum(slot.gap_s for slot in slots)
        self.total.setText(span_text(planned))
        begins = local_start(row.day, row.start, row.zone)
        ends = slots[-1].ends_at if slots else begins
        due = planned_end(row.day, row.start, row.end, row.zone)
        end, plan = clock_text(ends, row.zone), clock_text(due, row.zone)
        self.end.setText(tr("Ends {end} · plan {plan}").format(end=end, plan=plan))
        self.free.setText(tr("With {span} free before fixed starts").format(span=span_text(free)))
        self.free.setVisible(free > 0)
        self._show_chip(round((due - ends).total_seconds()), empty=not agenda)
        self._show_bounds(row, agenda)
        totals = dict(category_totals(agenda))
        for category, line in self._lines.items():
            line.show_seconds(totals.get(category))

    def _show_chip(self, spare: int, *, empty: bool) -> None:
        if empty:
            self.chip.show_state(tr("Empty"), "idle", "circle-dashed")
        elif spare < 0:
            text = tr("{span} too long").format(span=span_text(-spare))
            self.chip.show_state(text, "warn", "clock-alert")
        elif spare < 60:
            self.chip.show_state(tr("Fits"), "ok", "circle-check")
        else:
            text = tr("{span} free").format(span=span_text(spare))
            self.chip.show_state(text, "ok", "circle-check")

    def _show_bounds(self, row: WorkshopRow, agenda: Sequence[AgendaRow]) -> None:
        begins = local_start(row.day, row.start, row.zone)
        earliest, latest = bounds(agenda, begins, fixed_starts(row, agenda))
        self.bounds.setVisible(bool(agenda))
        self.bounds.setText(
            tr("Earliest {earliest}, latest {latest}").format(
                earliest=clock_text(earliest, row.zone), latest=clock_text(latest, row.zone)
            )
        )


class _Line:
    """One category with its minutes; hidden while no block has it."""

    def __init__(self, category: Category) -> None:
        symbol = CATEGORY[category]
        self._icon = IconLabel(symbol.icon, symbol.token, 14)
        self._name = Text(category_name(category), "muted")
        self._span = Text(role="muted")
        self._span.setAlignment(Qt.AlignmentFlag.AlignRight)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        for column, part in enumerate((self._icon, self._name, self._span)):
            grid.addWidget(part, row, column)

    def show_seconds(self, seconds: int | None) -> None:
        for part in (self._icon, self._name, self._span):
            part.setVisible(seconds is not None)
        self._span.setText(span_text(seconds or 0))
