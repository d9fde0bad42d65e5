"""Keeps the open workshop and its run current, and tells the windows when to paint."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.bridge.ticker import Ticker
from desktop.domain.agenda import local_start, planned_end, schedule
from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.desk import DeskView
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import Phase, RunEvent, next_display_ms, run_state
from desktop.domain.stage import Scene, stage_content
from desktop.services.library import Library

_SHOWN = frozenset(
    {Topic.WORKSHOP, Topic.PROGRAMME, Topic.AGENDA_ITEM, Topic.STEP, Topic.RUN_EVENT}
)


class Desk(QObject):
    """The open workshop. Reads the library after a commit, and only the clock on a tick."""

    opened = Signal(object)  # WorkshopRow | None
    refreshed = Signal(object)  # DeskView: something may have changed
    ticked = Signal(object)  # DeskView: only time has passed

    def __init__(
        self, library: Library, clock: Clock, ticker: Ticker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._clock = clock
        self._ticker = ticker
        self._scene: Scene | None = None
        self._twelve_hour = False
        self._workshop: WorkshopRow | None = None
        self._agenda: tuple[AgendaRow, ...] = ()
        self._events: tuple[RunEvent, ...] = ()
        self._planned_end: datetime | None = None
        self._view = self._seen()
        ticker.ticked.connect(self._on_tick)

    @property
    def view(self) -> DeskView:
        return self._view

    @property
    def workshop_id(self) -> int | None:
        return None if self._workshop is None else self._workshop.id

    @property
    def scene(self) -> Scene | None:
        """The scene pinned by hand; None while the stage follows the run."""
        return self._scene

    def open(self, workshop_id: int | None) -> None:
        """Make a workshop the open one; None closes it."""
        self._scene = None
        self._load(workshop_id)
        self.opened.emit(self._workshop)
        self.refreshed.emit(self._view)

    def choose_scene(self, scene: Scene | None) -> None:
        """Pin a scene on the stage, or let it follow the run again."""
        self._scene = scene
        self._view = self._seen()
        self.refreshed.emit(self._view)

    def show_twelve_hour(self, on: bool) -> None:
        self._twelve_hour = on
        self._view = self._seen()
        self.refreshed.emit(self._view)

    def on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if self._workshop is None or not changes.topics & _SHOWN:
            return
        self._load(self._workshop.id)
        if self._view.workshop is None:  # deleted, or its creation undone
            self.opened.emit(None)
        self.refreshed.emit(self._view)

    def _load(self, workshop_id: int | None) -> None:
        found = None if workshop_id is None else self._library.workshop(workshop_id)
        self._workshop = found
        self._agenda = () if found is None else self._library.agenda(found.id)
        self._events = () if found is None else self._library.events(found.id)
        self._planned_end = (
            None if found is None else planned_end(found.day, found.start, found.end, found.zone)
        )
        self._view = self._seen()
        self._arm()

    def _seen(self) -> DeskView:
        now = self._clock.now()
        shop = self._workshop
        state = run_state(self._agenda, self._events, now, self._planned_end)
        slots = (
            ()
            if shop is None
            else schedule(self._agenda, local_start(shop.day, shop.start, shop.zone))
        )
        content = stage_content(
            shop, self._agenda, state, now, self._scene, twelve_hour=self._twelve_hour
        )
        return DeskView(shop, self._agenda, slots, state, content, now)

    def _arm(self) -> None:
        if self._view.state.phase in (Phase.RUNNING, Phase.PAUSED):
            self._ticker.arm(next_display_ms(self._view.state))
        else:
            self._ticker.stop()

    def _on_tick(self) -> None:
        self._view = self._seen()
        self.ticked.emit(self._view)
        self._arm()
