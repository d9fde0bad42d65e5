"""Use cases that bring in many rows at once: an agenda, a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from desktop.domain.agenda import (
    category_for,
    default_maximum,
    default_minimum,
    local_start,
    zone_named,
)
from desktop.domain.agenda_file import AgendaBlock
from desktop.domain.i18n import tr
from desktop.domain.kinds import WorkshopKind
from desktop.models.base import new_uid
from desktop.models.tables import AgendaItem, PrivateNote, Step
from desktop.models.unit_of_work import Work
from desktop.services.agenda import ranked_items
from desktop.services.ranks import ranks_after
from desktop.services.workshops import CreateWorkshop, workshop_of


def end_after(day: date, start: time, zone: str, seconds: int) -> time:
    """The wall time so many seconds after a workshop's start."""
    end = local_start(day, start, zone) + timedelta(seconds=seconds)
    return end.astimezone(zone_named(zone)).time()


def _add_blocks(
    work: Work, workshop_id: int, blocks: Sequence[AgendaBlock], after: str | None
) -> None:
    ranks = ranks_after(after, len(blocks))
    items = [
        {
            "uid": new_uid(),
            "rank": rank,
            "workshop_id": workshop_id,
            "title": block.title,
            "kind": block.kind,
            "category": block.category or category_for(block.kind, block.title),
            "planned_s": block.planned_s,
            "minimum_s": default_minimum(block.planned_s, block.protected)
            if block.minimum_s is None
            else block.minimum_s,
            "maximum_s": default_maximum(block.planned_s)
            if block.maximum_s is None
            else block.maximum_s,
            "protected": block.protected,
            "technique": block.technique,
            "lead": block.lead,
            "instruction": block.instruction,
            "removed": False,
            "cut_order": block.cut_order,
            "fixed_start": None,
        }
        for block, rank in zip(blocks, ranks, strict=True)
    ]
    ids = work.add_rows(AgendaItem, items)
    steps = [
        {"uid": new_uid(), "rank": rank, "item_id": item_id} | _step(step)
        for item_id, block in zip(ids, blocks, strict=True)
        for step, rank in zip(block.steps, ranks_after(None, len(block.steps)), strict=True)
    ]
    work.add_rows(Step, steps)
    rank = ranks_after(None, 1)[0]
    notes = [
        {"uid": new_uid(), "rank": rank, "item_id": item_id, "text": block.private_note}
        for item_id, block in zip(ids, blocks, strict=True)
        if block.private_note
    ]
    work.add_rows(PrivateNote, notes)


def _step(step: tuple[str, int, str]) -> dict[str, Any]:
    title, seconds, instruction = step
    return {"title": title, "seconds": seconds, "instruction": instruction}


@dataclass(frozen=True, slots=True)
class ImportAgenda:
    """Put the blocks of a file at the end of an agenda.

    An agenda that was empty takes the file's start, and the end that its blocks add up to.
    """

    workshop_id: int
    blocks: tuple[AgendaBlock, ...]
    start: time | None = None

    @property
    def label(self) -> str:
        return tr("Import agenda")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        items = ranked_items(work.session, self.workshop_id)
        if not items and self.start is not None and workshop.started_at is None:
            total = sum(block.planned_s for block in self.blocks)
            workshop.starts = self.start
            workshop.ends = end_after(workshop.day, self.start, workshop.zone, total)
        work.session.flush()
        _add_blocks(work, self.workshop_id, self.blocks, items[-1].rank if items else None)


@dataclass(frozen=True, slots=True)
class CreateWithAgenda:
    """Add a workshop that is as long as the blocks it is given."""

    title: str
    day: date
    start: time
    zone: str
    blocks: tuple[AgendaBlock, ...]
    kind: WorkshopKind = WorkshopKind.DRAFTING
    programme: str = ""

    @property
    def label(self) -> str:
        return tr("New workshop")

    def execute(self, work: Work) -> None:
        total = sum(block.planned_s for block in self.blocks)
        end = end_after(self.day, self.start, self.zone, total)
        workshop = CreateWorkshop(
            self.title, self.day, self.start, end, self.zone, self.kind, self.programme
        ).create(work)
        _add_blocks(work, workshop.id, self.blocks, None)
