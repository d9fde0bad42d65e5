"""Keeps the open workshop and its run current, and tells the windows when to paint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.bridge.ticker import Ticker
from desktop.domain.agenda import Slot, local_start, planned_end, schedule
from desktop.domain.changes import OKRS, PREPARED, Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.desk import DeskView
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import Phase, RunEvent, next_display_ms, run_state
from desktop.domain.stage import Scene, StageGoals, StageOkr, stage_content
from desktop.services.library import Library

_SHOWN = frozenset(
    {
        Topic.WORKSHOP,
        Topic.PROGRAMME,
        Topic.AGENDA_ITEM,
        Topic.STEP,
        Topic.RUN_EVENT,
        Topic.PARTICIPATION,
    }
)
_ROW = _SHOWN - {Topic.RUN_EVENT, Topic.STEP}
_AGENDA = frozenset({Topic.AGENDA_ITEM, Topic.STEP})


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
        self._okr_of: tuple[int, int | None] | None = None  # team, objective
        self._okr: StageOkr | None = None
        self._goals: StageGoals | None = None
        self._twelve_hour = False
        self._decimal_comma = False
        self._shows_finish = True
        self._workshop: WorkshopRow | None = None
        self._agenda: tuple[AgendaRow, ...] = ()
        self._events: tuple[RunEvent, ...] = ()
        self._slots: tuple[Slot, ...] = ()
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
        if self._scene is not Scene.BLANK:  # black stays black until it is lifted by hand
            self._scene = None
        self._okr_of = self._okr = self._goals = None
        self._load(workshop_id)
        self.opened.emit(self._workshop)
        self.refreshed.emit(self._view)

    def choose_scene(self, scene: Scene | None) -> None:
        """Pin a scene on the stage, or let it follow the run again."""
        self._scene = scene
        if scene is Scene.OKR:
            self._read_okr()
        elif scene is Scene.GOALS:
            self._read_goals()
        self._show_again()

    def show_okr(self, team_id: int, objective_id: int | None = None) -> None:
        """Pin a team's draft on the stage: that objective, or the first that is open."""
        self._okr_of = (team_id, objective_id)
        self.choose_scene(Scene.OKR)

    def show_twelve_hour(self, *, on: bool) -> None:
        self._twelve_hour = on
        self._show_again()

    def show_decimal_comma(self, *, on: bool) -> None:
        """Which sign stands in the amounts of a draft on the stage."""
        if on != self._decimal_comma:
            self._decimal_comma = on
            if self._scene is Scene.OKR:
                self.choose_scene(Scene.OKR)

    def show_finish(self, *, on: bool) -> None:
        """Whether the stage says when the workshop is to finish."""
        if on != self._shows_finish:
            self._shows_finish = on
            self._show_again()

    def on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if self._workshop is None:
            return
        okr_changed = self._scene is Scene.OKR and bool(changes.topics & OKRS)
        goals_changed = self._scene is Scene.GOALS and bool(changes.topics & PREPARED)
        if not (changes.topics & _SHOWN or okr_changed or goals_changed):
            return
        if okr_changed:
            self._read_okr()
        if goals_changed:
            self._read_goals()
        self._load(self._workshop.id, changes.topics)
        if self._view.workshop is None:  # deleted, or its creation undone
            self.opened.emit(None)
        self.refreshed.emit(self._view)

    def _load(self, workshop_id: int | None, topics: frozenset[Topic] = _SHOWN) -> None:
        """Read what these topics touch: reading 200 blocks again for each Next takes 5 ms."""
        found = self._workshop
        if workshop_id is None:
            found = None
        elif topics & _ROW:
            found = self._library.workshop(workshop_id)
        self._workshop = found
        if found is None:
            self._agenda, self._events = (), ()
        if found is not None and topics & _AGENDA:
            self._agenda = self._library.agenda(found.id)
        if found is not None and Topic.RUN_EVENT in topics:
            self._events = self._library.events(found.id)
        self._slots = () if found is None else _planned(found, self._agenda)
        self._planned_end = (
            None if found is None else planned_end(found.day, found.start, found.end, found.zone)
        )
        self._view = self._seen()
        self._arm()

    def _show_again(self) -> None:
        self._view = self._seen()
        self.refreshed.emit(self._view)

    def _read_okr(self) -> None:
        """The draft that was asked for, or that of the first team with an objective."""
        from desktop.domain.stage_okr import stage_okr  # noqa: PLC0415  a start shows none

        self._okr = None
        shop = self._workshop
        if shop is None:
            return
        if self._okr_of is None:
            lines = self._library.team_lines(shop.id)
            with_one = (line.team_id for line in lines if line.objectives)
            found = next(with_one, lines[0].team_id if lines else None)
            if found is None:
                return
            self._okr_of = (found, None)
        team_id, objective_id = self._okr_of
        team = self._library.team_okrs(shop.id, team_id)
        if team is not None:
            self._okr = stage_okr(team, objective_id, decimal_comma=self._decimal_comma)

    def _read_goals(self) -> None:
        from desktop.domain.stage_goals import stage_goals  # noqa: PLC0415  a start shows none

        shop = self._workshop
        told = None if shop is None else self._library.preparation(shop.id)
        self._goals = None if told is None else stage_goals(told)

    def _seen(self) -> DeskView:
        now = self._clock.now()
        shop = self._workshop
        state = run_state(self._agenda, self._events, now, self._planned_end)
        content = stage_content(
            shop,
            self._agenda,
            state,
            now,
            self._scene,
            twelve_hour=self._twelve_hour,
            okr=self._okr,
            goals=self._goals,
        )
        if not self._shows_finish:
            content = replace(content, finish_at="")
        return DeskView(shop, self._agenda, self._slots, state, content, now)

    def _arm(self) -> None:
        if self._view.state.phase in (Phase.RUNNING, Phase.PAUSED):
            self._ticker.arm(next_display_ms(self._view.state))
        elif self._workshop is not None and self._view.state.phase is Phase.WAITING:
            now = self._view.now.utc  # "Starts in 20 min" is told by the minute
            self._ticker.arm(60_000 - now.second * 1000 - now.microsecond // 1000)
        else:
            self._ticker.stop()

    def _on_tick(self) -> None:
        self._view = self._seen()
        self.ticked.emit(self._view)
        self._arm()


def _planned(shop: WorkshopRow, agenda: tuple[AgendaRow, ...]) -> tuple[Slot, ...]:
    return schedule(agenda, local_start(shop.day, shop.start, shop.zone))
