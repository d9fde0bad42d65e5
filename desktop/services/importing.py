"""Use cases that bring in many rows at once: an agenda, a template, a whole workshop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from desktop.domain.agenda import (
    category_for,
    default_maximum,
    default_minimum,
    local_start,
    zone_named,
)
from desktop.domain.agenda_file import AgendaBlock
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import FEEDBACK, FINDINGS, CaptureKind, EventKind, WorkshopKind
from desktop.domain.text import clean, one_line
from desktop.domain.workshop_file import CapturePart, ItemPart, WorkshopDoc
from desktop.models.base import new_uid
from desktop.models.tables import AgendaItem, PrivateNote, RunEventRecord, Step, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.agenda import ranked_items
from desktop.services.capture import TABLES
from desktop.services.people_file import add_people
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
            "maximum_s": default_maximum(block.planned_s),
            "protected": block.protected,
            "technique": block.technique,
            "lead": block.lead,
            "instruction": block.instruction,
            "removed": False,
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


@dataclass(frozen=True, slots=True)
class ImportWorkshop:
    """Add the workshop of a file, with its people, its agenda, its run and everything captured."""

    doc: WorkshopDoc

    @property
    def label(self) -> str:
        return tr("Import workshop")

    def execute(self, work: Work) -> None:
        part = self.doc.workshop
        if work.session.scalar(select(Workshop.id).where(Workshop.uid == part.uid)):
            raise UserError(
                tr("“{title}” is in this library already.").format(title=part.title),
                tr("Delete it first to bring it in again."),
            )
        workshop = CreateWorkshop(
            part.title,
            part.day,
            part.start,
            part.end,
            part.zone,
            part.kind,
            part.programme,
            part.place,
        ).create(work)
        workshop.uid, workshop.state, workshop.number = part.uid, part.state, part.number
        workshop.hands_up = part.hands_up
        workshop.started_at = self._instant(EventKind.STARTED)
        workshop.ended_at = self._instant(EventKind.ENDED)
        work.session.flush()
        add_people(work, workshop, self.doc)
        self._add_agenda(work, workshop.id)
        self._add_events(work, workshop.id)
        self._add_captures(work, workshop.id)

    def _instant(self, kind: EventKind) -> datetime | None:
        found = [event.utc for event in self.doc.events if event.kind is kind]
        return found[-1].astimezone(UTC) if found else None

    def _add_agenda(self, work: Work, workshop_id: int) -> None:
        agenda = self.doc.agenda
        ranks = ranks_after(None, len(agenda))
        rows = [
            _item_row(part, workshop_id, rank) for part, rank in zip(agenda, ranks, strict=True)
        ]
        ids = work.add_rows(AgendaItem, rows)
        steps = [
            {
                "uid": step.uid,
                "rank": rank,
                "item_id": item_id,
                "title": one_line(clean(step.title)),
                "seconds": step.seconds,
                "instruction": clean(step.instruction),
            }
            for item_id, part in zip(ids, agenda, strict=True)
            for step, rank in zip(part.steps, ranks_after(None, len(part.steps)), strict=True)
        ]
        work.add_rows(Step, steps)
        rank = ranks_after(None, 1)[0]
        notes = [
            {"uid": new_uid(), "rank": rank, "item_id": item_id, "text": clean(part.private_note)}
            for item_id, part in zip(ids, agenda, strict=True)
            if part.private_note
        ]
        work.add_rows(PrivateNote, notes)

    def _add_events(self, work: Work, workshop_id: int) -> None:
        rows = [
            {
                "uid": event.uid,
                "workshop_id": workshop_id,
                "sequence": event.seq,
                "kind": event.kind,
                "utc": event.utc,
                "boot_ms": event.boot_ms,
                "boot_id": event.boot_id,
                "item_uid": event.item,
                "seconds": event.seconds,
                "baseline": [[b.uid, b.title, b.seconds] for b in event.baseline],
            }
            for event in self.doc.events
        ]
        work.add_rows(RunEventRecord, rows)

    def _add_captures(self, work: Work, workshop_id: int) -> None:
        by_table: dict[Any, list[CapturePart]] = {}
        for part in self.doc.captures:
            by_table.setdefault(TABLES[part.kind], []).append(part)
        for table, parts in by_table.items():
            ranks = ranks_after(None, len(parts))
            if any(part.anonymous for part in parts):
                parts.sort(key=lambda part: part.uid)  # a random order, not the one of entry
            work.add_rows(
                table,
                [
                    _capture_row(part, workshop_id, rank)
                    for part, rank in zip(parts, ranks, strict=True)
                ],
            )


def _item_row(part: ItemPart, workshop_id: int, rank: str) -> dict[str, Any]:
    return {
        "uid": part.uid,
        "rank": rank,
        "workshop_id": workshop_id,
        "title": one_line(clean(part.title)),
        "kind": part.kind,
        "category": part.category,
        "planned_s": part.planned_s,
        "minimum_s": part.minimum_s,
        "maximum_s": part.maximum_s,
        "protected": part.protected,
        "technique": one_line(clean(part.technique)),
        "lead": one_line(clean(part.lead)),
        "instruction": clean(part.instruction),
        "removed": part.removed,
    }


def _capture_row(part: CapturePart, workshop_id: int, rank: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "uid": part.uid,
        "rank": rank,
        "workshop_id": workshop_id,
        "text": clean(part.text),
        "captured_at": None if part.anonymous else part.at,
        "run_ms": None if part.anonymous else part.run_ms,
        "item_uid": part.item,
    }
    if part.kind in FINDINGS:
        return row | {"kind": part.kind.value}
    if part.kind in FEEDBACK:
        return row | {
            "kind": part.kind.value,
            "source": part.source,
            "anonymous": part.anonymous,
        }
    match part.kind:
        case CaptureKind.PARKING_LOT:
            return row | {
                "disposition": part.disposition,
                "reason": part.reason,
                "owner": part.owner,
                "due": part.due,
            }
        case CaptureKind.ACTION:
            return row | {"owner": part.owner, "due": part.due, "done": part.done}
        case CaptureKind.RISK:
            return row | {
                "likelihood": part.likelihood,
                "impact": part.impact,
                "owner": part.owner,
            }
        case _:
            return row
