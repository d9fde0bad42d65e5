"""The connections of what a run can be asked for beside start, pause and next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.run import Phase
from desktop.views.announcer import Announcer
from desktop.views.parts import Parts
from desktop.views.run_lines import current_row

if TYPE_CHECKING:
    from desktop.views.run.started_ago import StartedAgo


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
            ActionId.RUN_STEP: partial(self._step, 1),
            ActionId.RUN_STEP_BACK: partial(self._step, -1),
        }

    @cached_property
    def started_ago(self) -> StartedAgo:
        """Made, and its module loaded, when it is first asked for."""
        from desktop.views.run.started_ago import StartedAgo  # noqa: PLC0415

        made = self._p.console.add_overlay(StartedAgo)
        made.chosen.connect(self._started_ago)
        return made

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

    def _step(self, by: int) -> None:
        self._p.conductor.running.step(by)
