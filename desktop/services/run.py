"""Use cases on the run of an agenda: each adds one event, undo takes it away again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import EventKind, WorkshopState
from desktop.domain.run import Phase, RunState, next_ahead, run_state
from desktop.models.base import new_uid
from desktop.models.tables import RunEventRecord
from desktop.models.unit_of_work import Work
from desktop.services.agenda_queries import agenda_rows, run_events
from desktop.services.workshops import workshop_of

DOUBLE_MS = 500
"""Two Nexts within this time are one: a finger that trembled."""


def add_event(  # noqa: PLR0913  as many as the row has columns
    work: Work,
    workshop_id: int,
    kind: EventKind,
    at: Moment,
    *,
    item_uid: str = "",
    seconds: int = 0,
    baseline: list[list[str | int]] | None = None,
    why: str | None = None,
    span_ms: tuple[int, int] | None = None,
) -> None:
    """One more event of the run, after all that have happened."""
    last = work.session.scalar(
        select(func.max(RunEventRecord.sequence)).where(RunEventRecord.workshop_id == workshop_id)
    )
    work.session.add(
        RunEventRecord(
            uid=new_uid(),
            workshop_id=workshop_id,
            sequence=(last or 0) + 1,
            kind=kind,
            utc=at.utc,
            boot_ms=at.boot_ms,
            boot_id=at.boot_id,
            item_uid=item_uid,
            seconds=seconds,
            baseline=baseline or [],
            why=why,
            from_ms=span_ms[0] if span_ms else None,
            to_ms=span_ms[1] if span_ms else None,
        )
    )
    work.session.flush()


def state_of(work: Work, workshop_id: int, at: Moment) -> RunState:
    """Where the run stands at that moment."""
    rows = agenda_rows(work.session, workshop_id)
    return run_state(rows, run_events(work.session, workshop_id), at, None)


def going(work: Work, workshop_id: int, at: Moment) -> RunState:
    """The same of a run that goes on. Raises `UserError` before it and after."""
    state = state_of(work, workshop_id, at)
    if state.phase is Phase.WAITING:
        raise UserError(tr("The run has not started."), tr("P starts it."))
    if state.phase is Phase.ENDED:
        raise UserError(tr("The run has ended."), tr("Reopen it to go on."))
    return state


def following(state: RunState) -> str:
    """The uid of the block that Next goes to. Raises `UserError` on the last one."""
    ahead = next_ahead(state)
    if ahead is None:
        raise UserError(
            tr("This is the last block."), tr("Ctrl+Shift+Q, then Enter, ends the run.")
        )
    return state.items[ahead].uid


def end_pause(work: Work, workshop_id: int, at: Moment, state: RunState) -> None:
    """Go on if the run stands still: moving to another block ends a pause."""
    if state.phase is Phase.PAUSED:
        add_event(work, workshop_id, EventKind.RESUMED, at)


@dataclass(frozen=True, slots=True)
class StartRun:
    """Start the run with its first block; keeps the plan of that moment as the baseline."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Start the run")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        state = state_of(work, self.workshop_id, self.at)
        if state.phase is not Phase.WAITING:
            raise UserError(tr("The run has started already."), tr("Go on with it."))
        rows = agenda_rows(work.session, self.workshop_id)
        if not rows:
            raise UserError(
                tr("The agenda has no blocks yet."), tr("Add one in Prepare, then start.")
            )
        add_event(
            work,
            self.workshop_id,
            EventKind.STARTED,
            self.at,
            item_uid=rows[0].uid,
            baseline=[[row.uid, row.title, row.planned_s] for row in rows],
        )
        workshop.state = WorkshopState.RUNNING
        workshop.started_at = self.at.utc


@dataclass(frozen=True, slots=True)
class PauseRun:
    """Stand still: block, agenda and stage together."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Pause")

    def execute(self, work: Work) -> None:
        if going(work, self.workshop_id, self.at).phase is Phase.RUNNING:
            add_event(work, self.workshop_id, EventKind.PAUSED, self.at)


@dataclass(frozen=True, slots=True)
class ResumeRun:
    """Go on from where the pause began."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Resume")

    def execute(self, work: Work) -> None:
        if going(work, self.workshop_id, self.at).phase is Phase.PAUSED:
            add_event(work, self.workshop_id, EventKind.RESUMED, self.at)


@dataclass(frozen=True, slots=True)
class NextItem:
    """Move on to the next block; a pause ends with it. Twice within half a second is once."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Next")

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        newest = run_events(work.session, self.workshop_id)[-1]
        if newest.kind is EventKind.MOVED_ON and 0 <= elapsed_ms(newest.at, self.at) < DOUBLE_MS:
            return
        uid = following(state)
        end_pause(work, self.workshop_id, self.at, state)
        add_event(work, self.workshop_id, EventKind.MOVED_ON, self.at, item_uid=uid)


@dataclass(frozen=True, slots=True)
class PreviousItem:
    """Go back to the block before, which goes on with the time it had spent."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Back")

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        if state.current is None:
            raise UserError(tr("No block is running."), tr("N moves on to one."))
        if state.current == 0:
            raise UserError(tr("This is the first block."), tr("There is none before it."))
        target = state.items[state.current - 1].uid
        end_pause(work, self.workshop_id, self.at, state)
        add_event(work, self.workshop_id, EventKind.WENT_BACK, self.at, item_uid=target)


@dataclass(frozen=True, slots=True)
class ExtendItem:
    """Give the current block more time, or less (negative seconds)."""

    workshop_id: int
    at: Moment
    seconds: int

    @property
    def label(self) -> str:
        minutes = abs(self.seconds) // 60
        if self.seconds > 0:
            return tr("{n} min more").format(n=minutes)
        return tr("{n} min less").format(n=minutes)

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        if state.current is None:
            raise UserError(tr("No block is running."), tr("N moves on to one."))
        item = state.items[state.current]
        if item.total_ms + self.seconds * 1000 <= 0:
            raise UserError(
                tr("A block can't be shorter than nothing."), tr("N moves on to the next one.")
            )
        add_event(
            work,
            self.workshop_id,
            EventKind.EXTENDED,
            self.at,
            item_uid=item.uid,
            seconds=self.seconds,
        )


@dataclass(frozen=True, slots=True)
class EndRun:
    """End the run and close the workshop."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("End the run")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        state = going(work, self.workshop_id, self.at)
        rows = agenda_rows(work.session, self.workshop_id, with_removed=True)
        totals = {item.uid: item.total_ms // 1000 for item in state.items}
        events = run_events(work.session, self.workshop_id)
        was_run = {
            item.uid for item in run_state(rows, events, self.at, None).items if item.spent_ms
        }
        # What it came to: a later change of the agenda is seen beside this, and changes none of it.
        # A block that was run and then taken out came to nothing.
        came_to: list[list[str | int]] = [
            [row.uid, row.title, totals.get(row.uid, 0)]
            for row in rows
            if row.uid in totals or row.uid in was_run
        ]
        add_event(work, self.workshop_id, EventKind.ENDED, self.at, baseline=came_to)
        workshop.state = WorkshopState.CLOSED
        workshop.ended_at = self.at.utc


@dataclass(frozen=True, slots=True)
class ReopenRun:
    """Go on with a run that was ended; the time in between counts as a pause."""

    workshop_id: int
    at: Moment

    @property
    def label(self) -> str:
        return tr("Reopen the run")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        if state_of(work, self.workshop_id, self.at).phase is not Phase.ENDED:
            raise UserError(tr("Only a run that has ended can be reopened."), tr("End it first."))
        add_event(work, self.workshop_id, EventKind.REOPENED, self.at)
        workshop.state = WorkshopState.RUNNING
        workshop.ended_at = None
