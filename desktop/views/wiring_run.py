"""The connections of what a run can be asked for beside start, pause and next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.kinds import AwayAnswer
from desktop.domain.run import GOING, Phase
from desktop.views.announcer import Announcer
from desktop.views.parts import Parts
from desktop.views.privacy import privacy
from desktop.views.run_lines import current_row

if TYPE_CHECKING:
    from desktop.bridge.rehearsals import RehearsalRunner
    from desktop.domain.catch_up import Way
    from desktop.views.run.place import RunPlace
    from desktop.views.run.started_ago import StartedAgo
    from desktop.views.wiring_away import AwayWiring


class RunWiring(QObject):
    """The keys of the run; what has to be shown first is shown in its place."""

    def __init__(self, parts: Parts, announcer: Announcer) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = announcer

    def say_clock_stepped(self, seconds: int) -> None:
        self._announcer.clock_stepped(seconds)

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.RUN_SKIP: self._skip,
            ActionId.RUN_TAKE_BACK: self._take_back,
            ActionId.RUN_STARTED_AGO: self._ask_when,
            ActionId.RUN_CATCH_UP: self._look_at_ways,
            ActionId.RUN_AWAY_KEPT: partial(self._answer, AwayAnswer.KEPT_GOING),
            ActionId.RUN_AWAY_WAITED: partial(self._answer, AwayAnswer.PAUSED),
            ActionId.RUN_AWAY_MOVED: partial(self._answer, AwayAnswer.MOVED_ON),
            ActionId.RUN_AWAY_ELSEWHERE: partial(self._answer, AwayAnswer.IN_ITEM),
            ActionId.RUN_STEP: partial(self.step, 1),
            ActionId.RUN_STEP_BACK: partial(self.step, -1),
        }

    @cached_property
    def started_ago(self) -> StartedAgo:
        """Made, and its module loaded, when it is first asked for."""
        from desktop.views.run.started_ago import StartedAgo  # noqa: PLC0415

        made = self._p.console.add_overlay(StartedAgo)
        made.chosen.connect(self._started_ago)
        return made

    @cached_property
    def away(self) -> AwayWiring:
        """What asks about an absence; loaded with the first one."""
        from desktop.views.wiring_away import AwayWiring  # noqa: PLC0415

        return AwayWiring(self._p, self._announcer)

    def show_away(self, view: DeskView) -> None:
        """An absence that waits to be explained, in Run or as a note elsewhere."""
        if view.away is not None or "away" in vars(self):
            self.away.show(view)

    @cached_property
    def rehearsals(self) -> RehearsalRunner:
        """What starts a rehearsal; loaded with the first one."""
        made = self._p.make_rehearsals()
        made.said.connect(self._announcer.said)
        made.failed.connect(self._announcer.failed)
        return made

    def rehearse(self) -> None:
        """Run the agenda in a scratch copy; what is stored now is what is rehearsed."""
        shop = self._p.desk.workshop_id
        if shop is not None:
            self.rehearsals.start(shop)

    def drain(self) -> None:
        """End the rehearsal, if one is on, before the library is closed."""
        if "rehearsals" in vars(self):
            self.rehearsals.drain()

    def _answer(self, answer: AwayAnswer) -> None:
        self.away.answer(answer)

    def show_ways(self, view: DeskView) -> None:
        """What Run offers while it is late; out of sight nothing is computed."""
        place = self._place()
        if place is not None and self._p.console.place is PlaceId.RUN:
            is_late = view.state.phase in GOING and view.state.drift_ms > 0
            place.show_ways(self._p.conductor.running.ways_back() if is_late else None)

    def step(self, by: int) -> None:
        """The technique's next step, or the one before."""
        self._p.conductor.running.step(by)

    def show_ways_soon(self) -> None:
        """After the place is painted: a start in a late run must not wait for it."""
        QTimer.singleShot(0, self, self._show_ways_now)

    def _show_ways_now(self) -> None:
        self.show_ways(self._p.desk.view)

    def go_way(self, way: Way) -> None:
        """Apply what was looked at."""
        if self._p.conductor.running.go_way(way):
            self._announcer.said(tr("Applied. One undo takes all of it back."), "")

    def _look_at_ways(self) -> None:
        view = self._p.desk.view
        if privacy().hidden:  # how late it is everybody would see
            self._announcer.refused(ActionId.RUN_CATCH_UP, tr("Private panes are hidden: Ctrl+H"))
            return
        if view.state.drift_ms <= 0:
            self._announcer.refused(ActionId.RUN_CATCH_UP, tr("Nothing to catch up with"))
            return
        self._p.console.show_place(PlaceId.RUN)
        place = self._place()
        if place is not None:
            self.show_ways(view)
            place.catch_up.look()

    def _place(self) -> RunPlace | None:
        return cast("RunPlace | None", self._p.console.built(PlaceId.RUN))

    def _ask_when(self) -> None:
        view = self._p.desk.view
        row = current_row(view)
        if row is not None:
            self._p.console.dismiss_overlays()
            self.started_ago.ask(row.title, waiting=view.state.phase is Phase.WAITING)

    def _started_ago(self, seconds: int) -> None:
        waiting = self._p.desk.view.state.phase is Phase.WAITING
        if self._p.conductor.running.started_ago(seconds) and waiting:
            self._p.console.show_place(PlaceId.RUN)

    # The conductor of the run loads with the first key that needs it.

    def _skip(self) -> None:
        self._p.conductor.running.skip()

    def _take_back(self) -> None:
        self._p.conductor.running.take_back()
