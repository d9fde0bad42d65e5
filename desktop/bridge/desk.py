"""Keeps the open workshop and its run current, and tells the windows when to paint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.ticker import Ticker
from desktop.domain.agenda import LATE_START, Slot, fixed_starts, local_start, planned_end, schedule
from desktop.domain.changes import OKRS, PEOPLE, PREPARED, Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import Phase, RunEvent, RunState, next_display_ms, run_state
from desktop.domain.stage import (
    Scene,
    StageAgenda,
    StageGoals,
    StageLink,
    StageNames,
    StageOkr,
    StagePeople,
    StageSheet,
    stage_content,
)
from desktop.services.library import Library

if TYPE_CHECKING:
    from desktop.domain.away import Away, Run

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
_SCENE = {
    Scene.OKR: OKRS | PEOPLE,
    Scene.GOALS: PREPARED,
    Scene.PEOPLE: PEOPLE,
    Scene.QR: PREPARED | {Topic.WORKSHOP},
}
"""What is read again for a scene; an owner's name depends on who else takes part."""


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
        self._link_of: int | None = None  # material
        self._sheet: StageSheet | None = None  # what a scene shows that is not of the run
        self._names = StageNames.FIRST
        self._twelve_hour = False
        self._decimal_comma = False
        self._shows_finish = True
        self._workshop: WorkshopRow | None = None
        self._agenda: tuple[AgendaRow, ...] = ()
        self._events: tuple[RunEvent, ...] = ()
        self._slots: tuple[Slot, ...] = ()
        self._planned_end: datetime | None = None
        self._fixed: dict[str, datetime] = {}
        self._changed_since = 0
        self._away: Away | None = None
        self._view = self._seen()
        ticker.ticked.connect(self.tick)

    @property
    def view(self) -> DeskView:
        return self._view

    @property
    def workshop_id(self) -> int | None:
        return None if self._workshop is None else self._workshop.id

    @property
    def events(self) -> tuple[RunEvent, ...]:
        """What has happened in the run of the open workshop."""
        return self._events

    @property
    def run(self) -> Run:
        """All that the fold of the open workshop's run takes."""
        from desktop.domain.away import Run  # noqa: PLC0415  a start asks for no answer

        return Run(self._agenda, self._events, self._planned_end, self._fixed)

    @property
    def scene(self) -> Scene | None:
        """The scene pinned by hand; None while the stage follows the run."""
        return self._scene

    def open(self, workshop_id: int | None) -> None:
        """Make a workshop the open one; None closes it."""
        if self._scene is not Scene.BLANK:  # black stays black until it is lifted by hand
            self._scene = None
        self._okr_of = self._link_of = self._sheet = None
        self._away = None  # it belongs to the run that was open
        self._load(workshop_id)
        self.opened.emit(self._workshop)
        self.refreshed.emit(self._view)

    def choose_scene(self, scene: Scene | None) -> None:
        """Pin a scene on the stage, or let it follow the run again."""
        self._scene = scene
        self._read_scene()
        self._show_again()

    def show_okr(self, team_id: int, objective_id: int | None = None) -> None:
        """Pin a team's draft on the stage: that objective, or the first that is open."""
        self._okr_of = (team_id, objective_id)
        self.choose_scene(Scene.OKR)

    def show_link(self, material_id: int | None = None) -> None:
        """Pin the code of that material's link, or of the first link of the workshop.

        Raises UserError when there is none that can be shown; the stage stays as it was.
        """
        self._made_link(material_id)
        self._link_of = material_id
        self.choose_scene(Scene.QR)

    def show_away(self, away: Away | None) -> None:
        """An absence that is to be explained; None when there is nothing to ask."""
        self._away = away
        self._show_again()

    def show_twelve_hour(self, *, on: bool) -> None:
        self._twelve_hour = on
        self._show_again()

    def show_decimal_comma(self, *, on: bool) -> None:
        """Which sign stands in the amounts of a draft on the stage."""
        if on != self._decimal_comma:
            self._decimal_comma = on
            if self._scene is Scene.OKR:
                self.choose_scene(Scene.OKR)

    def show_names(self, names: StageNames) -> None:
        """How people are called on the stage, at once."""
        if names is not self._names:
            self._names = names
            if self._scene in (Scene.OKR, Scene.PEOPLE):
                self.choose_scene(self._scene)

    def show_finish(self, *, on: bool) -> None:
        """Whether the stage says when the workshop is to finish."""
        if on != self._shows_finish:
            self._shows_finish = on
            self._show_again()

    def tick(self) -> None:
        """Time has passed: look at the clock and show it."""
        self._view = self._seen()
        self.ticked.emit(self._view)
        self._arm()

    def on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if self._workshop is None:
            return
        scene = self._scene
        scene_changed = scene is not None and bool(changes.topics & _SCENE.get(scene, frozenset()))
        if not (changes.topics & _SHOWN or scene_changed):
            return
        if scene_changed:
            self._read_scene()
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
        self._fixed = {} if found is None else fixed_starts(found, self._agenda)
        self._slots = () if found is None else _planned(found, self._agenda, self._fixed)
        self._planned_end = (
            None if found is None else planned_end(found.day, found.start, found.end, found.zone)
        )
        self._changed_since = self._count_changes()
        self._view = self._seen()
        self._arm()

    def _show_again(self) -> None:
        self._view = self._seen()
        self.refreshed.emit(self._view)

    def _read_scene(self) -> None:
        match self._scene:
            case Scene.OKR:
                self._sheet = self._read_okr()
            case Scene.GOALS:
                self._sheet = self._read_goals()
            case Scene.PEOPLE:
                self._sheet = self._read_people()
            case Scene.QR:
                self._sheet = self._read_link()
            case _:
                self._sheet = None

    def _read_okr(self) -> StageOkr | None:
        """The draft that was asked for, or that of the first team with an objective."""
        from desktop.domain.stage_okr import stage_okr  # noqa: PLC0415  a start shows none
        from desktop.domain.stage_people import owner_naming  # noqa: PLC0415

        shop = self._workshop
        if shop is None:
            return None
        if self._okr_of is None:
            lines = self._library.team_lines(shop.id)
            with_one = (line.team_id for line in lines if line.objectives)
            found = next(with_one, lines[0].team_id if lines else None)
            if found is None:
                return None
            self._okr_of = (found, None)
        team_id, objective_id = self._okr_of
        team = self._library.team_okrs(shop.id, team_id)
        if team is None:
            return None
        naming = owner_naming(self._library.roster(shop.id), self._names)
        return stage_okr(team, objective_id, decimal_comma=self._decimal_comma, naming=naming)

    def _read_goals(self) -> StageGoals | None:
        from desktop.domain.stage_goals import stage_goals  # noqa: PLC0415  a start shows none

        shop = self._workshop
        return None if shop is None else stage_goals(self._library.preparation(shop.id))

    def _read_people(self) -> StagePeople | None:
        from desktop.domain.stage_people import stage_people  # noqa: PLC0415  a start shows none

        shop = self._workshop
        if shop is None:
            return None
        teams = self._library.team_names(shop.id)
        return stage_people(self._library.roster(shop.id), teams, self._names)

    def _read_link(self) -> StageLink | None:
        try:
            return self._made_link(self._link_of)
        except UserError:  # it was there when it was chosen
            return None

    def _made_link(self, material_id: int | None) -> StageLink | None:
        from desktop.domain.stage_link import first_link, material_link  # noqa: PLC0415  no start

        shop_id = self.workshop_id
        shop = None if shop_id is None else self._library.workshop(shop_id)
        if shop is None:
            return None
        materials = self._library.preparation(shop.id).materials
        if material_id is None:
            return first_link(materials, shop.place)
        row = next((row for row in materials if row.id == material_id), None)
        return None if row is None else material_link(row)

    def _read_agenda(self, state: RunState) -> StageAgenda | None:
        from desktop.domain.stage_agenda import stage_agenda  # noqa: PLC0415  a start shows none

        shop = self._workshop
        if shop is None:
            return None
        return stage_agenda(
            self._agenda, self._slots, state, shop.zone, twelve_hour=self._twelve_hour
        )

    def _seen(self) -> DeskView:
        now = self._clock.now()
        shop = self._workshop
        state = run_state(self._agenda, self._events, now, self._planned_end, self._fixed)
        content = stage_content(
            shop,
            self._agenda,
            state,
            now,
            self._scene,
            twelve_hour=self._twelve_hour,
            sheet=self._read_agenda(state) if self._scene is Scene.AGENDA else self._sheet,
        )
        if not self._shows_finish:
            content = replace(content, finish_at="")
        newest = _newest(self._events)
        return DeskView(
            *(shop, self._agenda, self._slots, state, content, now, newest, self._away),
            changed_since=self._changed_since,
        )

    def _count_changes(self) -> int:
        """In how many points the agenda was changed after the run; its record never is."""
        if _newest(self._events) is not EventKind.ENDED:
            return 0
        from desktop.domain.run_record import changes_since  # noqa: PLC0415  a start has no end

        return len(changes_since(self._events, self._agenda))

    def _arm(self) -> None:
        if self._view.state.phase in (Phase.RUNNING, Phase.PAUSED):
            self._ticker.arm(next_display_ms(self._view.state))
        elif self._workshop is not None and self._view.state.phase is Phase.WAITING:
            self._ticker.arm(self._waiting_ms())
        else:
            self._ticker.stop()

    def _waiting_ms(self) -> int:
        """ "Starts in 20 min" is told by the minute; once it should have started, by the second."""
        now = self._view.now.utc
        into_second = now.microsecond // 1000
        shop = self._workshop
        start = None if shop is None else local_start(shop.day, shop.start, shop.zone)
        if start is not None and timedelta() <= now - start < LATE_START:
            return 1000 - into_second
        return 60_000 - now.second * 1000 - into_second


def _newest(events: tuple[RunEvent, ...]) -> EventKind | None:
    """What was done last: a skip moves on as well, and what a plan leaves out is a part of it."""
    if not events:
        return None
    last, before = events[-1], events[-2:-1]
    if last.kind is EventKind.SKIPPED and last.why:
        return EventKind.EXTENDED
    with_skip = bool(before) and before[0].kind is EventKind.SKIPPED and before[0].at == last.at
    return EventKind.SKIPPED if with_skip and last.kind is EventKind.MOVED_ON else last.kind


def _planned(
    shop: WorkshopRow, agenda: tuple[AgendaRow, ...], fixed: dict[str, datetime]
) -> tuple[Slot, ...]:
    return schedule(agenda, local_start(shop.day, shop.start, shop.zone), fixed)
