"""Use cases on one or several blocks of an agenda at once: one step each, for undo too."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.run import Phase
from desktop.models.tables import AgendaItem, RunEventRecord
from desktop.models.unit_of_work import Work
from desktop.services.agenda import EditItem, ItemField, item_of, ranked_items
from desktop.services.agenda_queries import current_item_uid
from desktop.services.ranks import ranks_between

SHORTEST_S = 60
"""How short blocks become that are shortened together."""

SHARED_FIELDS = frozenset({ItemField.CATEGORY, ItemField.PROTECTED})
"""What can be given to several blocks at once."""


@dataclass(frozen=True, slots=True)
class MoveItems:
    """Bring blocks of one workshop together, in their own order, to a place in the agenda.

    `to_index` is the place of the first of them afterwards, counted from 0; past an end means at
    that end. While a run goes on, what is over and the block that is running stay where they are,
    and nothing passes them. Raises `UserError` for that, and when one of the blocks is gone.
    """

    item_ids: tuple[int, ...]
    to_index: int

    @property
    def label(self) -> str:
        return tr("Move blocks") if len(self.item_ids) > 1 else tr("Move block")

    def execute(self, work: Work) -> None:
        wanted = {item_of(work.session, item_id).id for item_id in self.item_ids}
        if not wanted:
            return
        workshop_id = item_of(work.session, self.item_ids[0]).workshop_id
        old = ranked_items(work.session, workshop_id)
        if not wanted <= {item.id for item in old}:
            raise ValueError("blocks of several workshops have no common order")
        moved = [item for item in old if item.id in wanted]
        others = [item for item in old if item.id not in wanted]
        to = max(0, min(len(others), self.to_index))
        new = [*others[:to], *moved, *others[to:]]
        if new == old:
            return
        _refuse_past_current(work.session, workshop_id, old, new)
        before = others[to - 1].rank if to else None
        after = others[to].rank if to < len(others) else None
        for item, rank in zip(moved, ranks_between(before, after, len(moved)), strict=True):
            item.rank = rank


def _refuse_past_current(
    session: Session, workshop_id: int, old: list[AgendaItem], new: list[AgendaItem]
) -> None:
    """While a run goes on, what is over stays over and what is ahead stays ahead."""
    phase, current = current_item_uid(session, workshop_id)
    if phase not in (Phase.RUNNING, Phase.PAUSED):
        return
    settled = next((at for at, item in enumerate(old, start=1) if item.uid == current), 0)
    if old[:settled] != new[:settled]:
        raise UserError(
            tr("What is over or running stays where it is."),
            tr("Blocks that are still ahead can change places."),
        )


@dataclass(frozen=True, slots=True)
class DeleteItems:
    """Remove blocks, all or none; one that a run has used is only hidden, so the record stands.

    Raises `UserError` when one of them is running or gone.
    """

    item_ids: tuple[int, ...]

    @property
    def label(self) -> str:
        return tr("Delete blocks") if len(self.item_ids) > 1 else tr("Delete block")

    def execute(self, work: Work) -> None:
        for item_id in self.item_ids:
            _delete(work.session, item_of(work.session, item_id))


def _delete(session: Session, item: AgendaItem) -> None:
    phase, current = current_item_uid(session, item.workshop_id)
    if phase in (Phase.RUNNING, Phase.PAUSED) and current == item.uid:
        raise UserError(tr("This block is running now."), tr("Move on with N, then delete it."))
    used = session.scalar(
        select(RunEventRecord.id).where(RunEventRecord.item_uid == item.uid).limit(1)
    )
    if used is None:
        session.delete(item)
    else:
        item.removed = True


@dataclass(frozen=True, slots=True)
class EditItems:
    """Give several blocks the same value of a field in `SHARED_FIELDS`."""

    item_ids: tuple[int, ...]
    field: ItemField
    value: object

    @property
    def label(self) -> str:
        return tr("Edit blocks") if len(self.item_ids) > 1 else tr("Edit block")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("agenda_items", self.field.value, *self.item_ids)

    def execute(self, work: Work) -> None:
        if self.field not in SHARED_FIELDS:
            raise TypeError(f"{self.field} belongs to one block")
        for item_id in self.item_ids:
            EditItem(item_id, self.field, self.value).execute(work)


@dataclass(frozen=True, slots=True)
class LengthenItems:
    """Make blocks longer or, by negative seconds, shorter; each stops at a minute and 12 hours."""

    item_ids: tuple[int, ...]
    seconds: int

    @property
    def label(self) -> str:
        return tr("Change lengths") if len(self.item_ids) > 1 else tr("Change length")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("agenda_items", ItemField.PLANNED.value, *self.item_ids)

    def execute(self, work: Work) -> None:
        for item_id in self.item_ids:
            was = item_of(work.session, item_id).planned_s
            planned = min(LONGEST_S, max(min(was, SHORTEST_S), was + self.seconds))
            if planned != was:
                EditItem(item_id, ItemField.PLANNED, planned).execute(work)
