"""Use cases that put the record of a run right when it was told too late, or by mistake."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.away import Away, answer_event
from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import AwayAnswer, EventKind, WorkshopState
from desktop.domain.run import Phase, started_at
from desktop.models.tables import RunEventRecord
from desktop.models.unit_of_work import Work
from desktop.services.agenda_queries import run_events
from desktop.services.run import StartRun, add_event, going, state_of
from desktop.services.workshops import workshop_of

LONGEST_AGO_S = 12 * 3600


@dataclass(frozen=True, slots=True)
class StartedEarlier:
    """The block that runs began so many seconds ago; before the run, its first block did."""

    workshop_id: int
    at: Moment
    seconds: int

    @property
    def label(self) -> str:
        return tr("Started {n} min ago").format(n=self.seconds // 60)

    def execute(self, work: Work) -> None:
        if not 0 <= self.seconds <= LONGEST_AGO_S:
            raise UserError(
                tr("A block began between now and 12 hours ago."), tr("Nothing was changed.")
            )
        if state_of(work, self.workshop_id, self.at).phase is Phase.WAITING:
            StartRun(self.workshop_id, self.at).execute(work)
        state = going(work, self.workshop_id, self.at)
        if state.current is None:
            raise UserError(tr("No block is running."), tr("N moves on to one."))
        uid = state.items[state.current].uid
        add_event(
            work,
            self.workshop_id,
            EventKind.BACKDATED,
            self.at,
            item_uid=uid,
            seconds=self.seconds,
        )
        workshop = workshop_of(work.session, self.workshop_id)
        workshop.started_at = started_at(run_events(work.session, self.workshop_id))


@dataclass(frozen=True, slots=True)
class AnswerAway:
    """Say what the room did while the laptop slept or the app was gone.

    It was away from `away_from` to `away_to`. With `moved_on` and `in_item` the room has been in
    the block `item_uid` since `moved_at`.
    """

    workshop_id: int
    at: Moment
    answer: AwayAnswer
    away_from: Moment
    away_to: Moment
    item_uid: str = ""
    moved_at: Moment | None = None

    @property
    def label(self) -> str:
        return tr("Answer what the room did")

    def execute(self, work: Work) -> None:
        going(work, self.workshop_id, self.at)
        away = Away(self.away_from, self.away_to)
        event = answer_event(
            run_events(work.session, self.workshop_id),
            away,
            self.answer,
            self.at,
            self.item_uid,
            self.moved_at,
        )
        if event.seconds * 1000 > elapsed_ms(self.away_from, self.at):
            raise UserError(
                tr("That time has not come yet."), tr("Type a time while you were away.")
            )
        add_event(
            work,
            self.workshop_id,
            event.kind,
            event.at,
            item_uid=event.item_uid,
            seconds=event.seconds,
            why=event.why,
            span_ms=(event.from_ms, event.to_ms),
        )


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back what happened last in the run, as if it never had; notes typed since stay.

    That is everything one action did: a catch-up plan is many events of one moment. As each step
    of the undo history before this one is undone after it, the row it needs is there again then.
    """

    workshop_id: int

    @property
    def label(self) -> str:
        return tr("Take back the last step of the run")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        query = (
            select(RunEventRecord)
            .where(RunEventRecord.workshop_id == self.workshop_id)
            .order_by(RunEventRecord.sequence.desc())
        )
        rows = list(work.session.scalars(query))
        if not rows:
            raise UserError(tr("Nothing has happened in this run yet."), tr("P starts it."))
        newest = rows[0]
        taken = [row for row in rows if (row.utc, row.boot_ms) == (newest.utc, newest.boot_ms)]
        for row in taken:
            work.session.delete(row)
        work.session.flush()
        kinds = {row.kind for row in taken}
        workshop.started_at = started_at(run_events(work.session, self.workshop_id))
        if EventKind.STARTED in kinds:
            workshop.state = WorkshopState.DRAFT
        if EventKind.ENDED in kinds:
            workshop.state, workshop.ended_at = WorkshopState.RUNNING, None
        elif EventKind.REOPENED in kinds:
            workshop.state, workshop.ended_at = WorkshopState.CLOSED, rows[len(taken)].utc
