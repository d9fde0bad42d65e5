"""Use cases that change what is still ahead of a run, or the technique step it is in."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import EventKind
from desktop.domain.run import ItemPhase, ItemRun, RunState
from desktop.models.unit_of_work import Work
from desktop.services.agenda_queries import agenda_rows
from desktop.services.run import add_event, end_pause, following, going

CATCH_UP = "catch_up"
"""Why a block was shortened or cut, and the end moved: a plan that was looked at first."""


@dataclass(frozen=True, slots=True)
class SkipItem:
    """Leave a block out: the one that runs, which moves on, or the one named that is ahead."""

    workshop_id: int
    at: Moment
    item_uid: str = ""

    @property
    def label(self) -> str:
        return tr("Skip")

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        item = _named(state, self.item_uid)
        if item.phase is ItemPhase.AHEAD:
            add_event(work, self.workshop_id, EventKind.SKIPPED, self.at, item_uid=item.uid)
            return
        uid = following(state)
        end_pause(work, self.workshop_id, self.at, state)
        add_event(work, self.workshop_id, EventKind.SKIPPED, self.at, item_uid=item.uid)
        add_event(work, self.workshop_id, EventKind.MOVED_ON, self.at, item_uid=uid)


@dataclass(frozen=True, slots=True)
class RestoreItem:
    """Put a skipped block that lies ahead back into the run."""

    workshop_id: int
    at: Moment
    item_uid: str

    @property
    def label(self) -> str:
        return tr("Bring back")

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        ahead = state.items[(state.current or 0) + 1 :]
        if self.item_uid not in {item.uid for item in ahead if item.phase is ItemPhase.SKIPPED}:
            raise UserError(
                tr("This block can't come back."), tr("Only a skipped one that lies ahead can.")
            )
        add_event(work, self.workshop_id, EventKind.RESTORED, self.at, item_uid=self.item_uid)


@dataclass(frozen=True, slots=True)
class StepTechnique:
    """Go on to the next step of the technique (by 1), or back to the one before (by -1)."""

    workshop_id: int
    at: Moment
    by: int

    @property
    def label(self) -> str:
        return tr("Next step") if self.by > 0 else tr("Previous step")

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        rows = agenda_rows(work.session, self.workshop_id)
        steps = () if state.current is None else rows[state.current].steps
        if not steps:
            raise UserError(
                tr("This block has no steps."), tr("Give it a technique in Prepare to have some.")
            )
        step = state.step + self.by
        if step < 0:
            raise UserError(tr("This is the first step."), tr("There is none before it."))
        if step >= len(steps):
            raise UserError(tr("This is the last step."), tr("N moves on to the next block."))
        assert state.current is not None
        uid = rows[state.current].uid
        add_event(work, self.workshop_id, EventKind.STEPPED, self.at, item_uid=uid, seconds=step)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Apply a way back to the planned end that the facilitator has looked at.

    `changes` are signed seconds by uid of blocks that are ahead, `cuts` the uids of blocks that
    are left out, `end_moved_s` by how much later the room has agreed to end.
    """

    workshop_id: int
    at: Moment
    changes: tuple[tuple[str, int], ...] = ()
    cuts: tuple[str, ...] = ()
    end_moved_s: int = 0

    @property
    def label(self) -> str:
        if self.changes or self.cuts:
            return tr("Catch-up plan")
        return ntr("End {n} minute later", "End {n} minutes later", self.end_moved_s // 60)

    def execute(self, work: Work) -> None:
        state = going(work, self.workshop_id, self.at)
        by_uid = {item.uid: item for item in state.items}
        for uid in (*(uid for uid, _ in self.changes), *self.cuts):
            item = by_uid.get(uid)
            if item is None or item.phase is not ItemPhase.AHEAD:
                raise UserError(
                    tr("The agenda has changed since this plan was made."),
                    tr("Nothing was changed. Press C for a new one."),
                )
        for uid, seconds in self.changes:
            self._add(work, EventKind.EXTENDED, uid, seconds)
        for uid in self.cuts:
            self._add(work, EventKind.SKIPPED, uid, 0)
        if self.end_moved_s:
            self._add(work, EventKind.END_MOVED, "", self.end_moved_s)

    def _add(self, work: Work, kind: EventKind, uid: str, seconds: int) -> None:
        add_event(
            work, self.workshop_id, kind, self.at, item_uid=uid, seconds=seconds, why=CATCH_UP
        )


def _named(state: RunState, uid: str) -> ItemRun:
    """The block with that uid, the current one for none; one that is over can't be skipped."""
    found = next((item for item in state.items if item.uid == uid), None)
    if not uid and state.current is not None:
        found = state.items[state.current]
    if found is None or found.phase not in (ItemPhase.AHEAD, ItemPhase.CURRENT):
        raise UserError(
            tr("Only the block that runs, or one ahead of it, can be skipped."),
            tr("Nothing was changed."),
        )
    return found
