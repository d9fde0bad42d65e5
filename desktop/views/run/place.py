"""The Run place: the agenda as it goes, and what belongs to the block that runs now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.run import Phase
from desktop.domain.stage import Scene
from desktop.views.run.agenda_list import AgendaTable
from desktop.views.run.paging import page_by_key
from desktop.views.run.side_cards import NextCard, SummaryCard
from desktop.views.run.technique_card import TechniqueCard
from desktop.views.run.text_card import TextCard
from desktop.views.run_lines import (
    ClockText,
    clock_text,
    current_row,
    next_line,
    run_lines,
    status_text,
)
from desktop.views.widgets import Card, KeyHint, Scroll, Text
from desktop.views.widgets.follow import key_of_action

if TYPE_CHECKING:
    from desktop.bridge.away_question import AwayCards
    from desktop.domain.catch_up import CatchUp
    from desktop.views.run.away_strip import AwayStrip
    from desktop.views.run.catch_up_part import CatchUpPart

SIDE_WIDTH = 372


class RunPlace(QWidget):
    """Shows the desk; asks for changes of the instruction and of the private note."""

    instruction_edit_requested = Signal(int, str)
    note_edit_requested = Signal(int, str)
    way_requested = Signal(object)  # Way
    step_requested = Signal(int)  # by how many

    def __init__(self, parent: QWidget | None = None, *, twelve_hour: bool = False) -> None:
        super().__init__(parent)
        self._twelve_hour = twelve_hour
        self._zone = "UTC"
        self._clock: ClockText = clock_text(self._zone, twelve_hour=twelve_hour)
        self._notes: dict[int, str] = {}
        self._view: DeskView | None = None
        self.agenda = AgendaTable(self, twelve_hour=twelve_hour)
        self._status = _StatusStrip()
        self.instruction = TextCard(
            icon="monitor",
            heading=tr("On the stage now"),
            empty=tr("No instruction. Participants see the title and the time."),
        )
        self.note = TextCard(
            icon="eye-off",
            heading=tr("Only you see this"),
            empty=tr("Nothing noted for this block."),
            private=True,
        )
        self.technique = TechniqueCard()
        self._next = NextCard()
        self._summary = SummaryCard()
        self.instruction.edit_requested.connect(self.instruction_edit_requested)
        self.note.edit_requested.connect(self.note_edit_requested)
        self.technique.step_requested.connect(self.step_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        self._agenda_card = self._build_agenda_card()
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.addWidget(self._agenda_card, 1)
        layout.addLayout(self.column, 1)
        layout.addWidget(self._build_side())

    def show_desk(self, view: DeskView) -> None:
        """Show everything; safe to call again with the same desk."""
        self._view = view
        if view.workshop is not None and view.workshop.zone != self._zone:
            self._zone = view.workshop.zone
            self._clock = clock_text(self._zone, twelve_hour=self._twelve_hour)
        self._show_agenda(view)
        self._show_side(view)

    def show_twelve_hour(self, *, on: bool) -> None:
        """Times of day count to twelve, or to twenty-four."""
        self._twelve_hour = on
        self._clock = clock_text(self._zone, twelve_hour=on)
        self.agenda.show_twelve_hour(on=on)

    def show_tick(self, view: DeskView) -> None:
        """A second has passed: the rows whose text changed, and what comes next."""
        self._view = view
        self._show_agenda(view)
        self.technique.show_desk(view)
        self._show_next(view)

    @cached_property
    def catch_up(self) -> CatchUpPart:
        """The ways back to the planned end; made when a run is late for the first time."""
        from desktop.views.run.catch_up_part import CatchUpPart  # noqa: PLC0415

        made = CatchUpPart(self, self.column, self._agenda_card)
        made.way_requested.connect(self.way_requested)
        return made

    def show_ways(self, found: CatchUp | None) -> None:
        """Ways back to the planned end as of now; None while the run is not late."""
        if found is not None or "catch_up" in vars(self):
            rows = {} if self._view is None else {row.uid: row for row in self._view.agenda}
            self.catch_up.let_wait(on=self._view is not None and self._view.away is not None)
            self.catch_up.show_ways(found, rows, self._clock)

    @cached_property
    def away(self) -> AwayStrip:
        """What the room did while the laptop was away; made with the first question."""
        from desktop.views.run.away_strip import AwayStrip  # noqa: PLC0415

        made = AwayStrip(self)
        self.column.insertWidget(0, made)
        return made

    def show_away(self, asked: AwayCards | None) -> None:
        """An absence that is to be explained; None when there is nothing to ask."""
        if asked is not None or "away" in vars(self):
            self.away.show_cards(asked, self._clock)

    def flush(self) -> None:
        """Ask for what is being typed to be stored, before the window closes."""
        for card in (self.instruction, self.note):
            if card.is_editing:
                card.editor.commit()

    def show_notes(self, notes: Mapping[int, str]) -> None:
        """Private notes by the id of their block."""
        self._notes = dict(notes)
        if self._view is not None:
            self._show_side(self._view)

    def _show_agenda(self, view: DeskView) -> None:
        self.agenda.show_lines(run_lines(view, self._clock))
        can_start = view.state.phase is Phase.WAITING and bool(view.agenda)
        self._status.show_status(status_text(view, self._clock), can_start=can_start)

    def _show_side(self, view: DeskView) -> None:
        row = current_row(view)
        if row is None:
            # A run that ends while somebody types: what was typed is stored first.
            for card in (self.instruction, self.note):
                if card.is_editing:
                    card.editor.finish()
        else:
            is_live = view.state.phase in (Phase.RUNNING, Phase.PAUSED)
            is_shown = is_live and view.content.scene is Scene.TIMER
            heading = tr("On the stage now") if is_shown else tr("For the stage")
            self.instruction.show_heading(heading)
            self.instruction.show_text(row.id, row.instruction)
            self.note.show_text(row.id, self._notes.get(row.id, ""))
        self.instruction.setVisible(row is not None)
        self.note.setVisible(row is not None)
        self.technique.show_desk(view)
        self._summary.show_run(view, self._clock)
        self._show_next(view)

    def _show_next(self, view: DeskView) -> None:
        is_waiting = view.state.phase is Phase.WAITING
        heading = tr("First") if is_waiting else tr("Next")
        self._next.show_next(next_line(view, self._clock), heading)

    def _build_agenda_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(1, 4, 1, 5)
        card.body.setSpacing(0)
        card.body.addWidget(self._status)
        card.body.addWidget(self.agenda, 1)
        return card

    def _build_side(self) -> QWidget:
        column = QWidget()
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self._summary, self.instruction, self.note, self.technique, self._next):
            cards.addWidget(card)
        cards.addStretch(1)
        self._side = Scroll(column)
        self._side.setFixedWidth(SIDE_WIDTH)
        return self._side

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not page_by_key(self._side, event):
            super().keyPressEvent(event)


class _StatusStrip(QWidget):
    """One line above the agenda while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Text(role="strong")
        self._key = KeyHint("P")
        key_of_action(self._key, ActionId.RUN_TOGGLE)
        self._does = Text(tr("starts the first block."), role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        for widget in (self._text, self._key, self._does):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.hide()

    def show_status(self, text: str, *, can_start: bool) -> None:
        if text != self._text.text():
            self._text.setText(text)
        self._key.setVisible(can_start)
        self._does.setVisible(can_start)
        self.setVisible(bool(text))
