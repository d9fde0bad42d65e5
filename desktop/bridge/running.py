"""What a facilitator asks of a run beside start, pause and next; loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.catch_up import CatchUp, Way, catch_up
from desktop.domain.clock import Clock, Moment
from desktop.domain.kinds import AwayAnswer

if TYPE_CHECKING:
    from desktop.services.bus import Command

# ruff: noqa: PLC0415  a start shows the ways back of a run that is late, and needs no command


class RunConductor(QObject):
    """Runs commands on the open workshop's run; each returns True once it is on disk."""

    said = Signal(str, str)  # what was done, detail

    def __init__(
        self, store: Store, desk: Desk, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._clock = clock

    def skip(self, item_uid: str = "") -> bool:
        """Leave out the block that runs, or the one named that is ahead."""
        from desktop.services import run_changes

        return self._run(lambda shop, at: run_changes.SkipItem(shop, at, item_uid))

    def restore(self, item_uid: str) -> bool:
        """Put a skipped block back."""
        from desktop.services import run_changes

        return self._run(lambda shop, at: run_changes.RestoreItem(shop, at, item_uid))

    def step(self, by: int) -> bool:
        """The technique's next step, or the one before."""
        from desktop.services import run_changes

        return self._run(lambda shop, at: run_changes.StepTechnique(shop, at, by))

    def started_ago(self, seconds: int) -> bool:
        """The block that runs began so long ago; a run that waits starts."""
        from desktop.services import run_repair

        return self._run(lambda shop, at: run_repair.StartedEarlier(shop, at, seconds))

    def take_back(self) -> bool:
        """What happened last in the run never did; everything else stays."""
        from desktop.services import run_repair

        return self._run(lambda shop, _at: run_repair.TakeBack(shop))

    def ways_back(self) -> CatchUp | None:
        """The ways to end on time; None while nothing is late."""
        view = self._desk.view
        return catch_up(view.agenda, view.state, view.now)

    def go_way(self, way: Way) -> bool:
        """Apply a way that was looked at."""
        from desktop.services import run_changes

        return self._run(
            lambda shop, at: run_changes.CatchUp(
                shop,
                at,
                tuple((change.uid, change.seconds) for change in way.changes),
                way.cuts,
                way.end_moved_s,
            )
        )

    def answer_away(
        self,
        answer: AwayAnswer,
        away: tuple[Moment, Moment],
        item_uid: str = "",
        moved_at: Moment | None = None,
    ) -> bool:
        """Say what the room did between the two moments."""
        from desktop.services import run_repair

        return self._run(
            lambda shop, at: run_repair.AnswerAway(
                shop, at, answer, away[0], away[1], item_uid, moved_at
            )
        )

    def _run(self, make: Callable[[int, Moment], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._store.run(make(shop, self._clock.now()))
