"""The use case that brings in a whole workshop from its file: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import FEEDBACK, FINDINGS, CaptureKind, EventKind
from desktop.domain.run import RunEvent, started_at
from desktop.domain.text import clean, one_line
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_parts import CapturePart, EventPart, ItemPart
from desktop.models.base import new_uid
from desktop.models.preparing import (
    Goal,
    LeaderInput,
    Material,
    SessionKeyResult,
    WorkshopBrief,
)
from desktop.models.tables import (
    AgendaItem,
    Participation,
    PrivateNote,
    RunEventRecord,
    Step,
    Workshop,
)
from desktop.models.unit_of_work import Work
from desktop.services.capture import TABLES
from desktop.services.okr_import import Named, add_okrs, add_preparation, taken
from desktop.services.people_file import add_people
from desktop.services.ranks import ranks_after
from desktop.services.workshops import CreateWorkshop


@dataclass(frozen=True, slots=True)
class ImportWorkshop:
    """Add the workshop of a file: people, agenda, run, notes, preparation and OKRs."""

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
        self._refuse_taken(work.session)
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
        workshop.started_at = started_at([_run_event(event) for event in self.doc.events])
        workshop.ended_at = self._ended_at()
        work.session.flush()
        teams = add_people(work, workshop, self.doc)
        self._add_agenda(work, workshop.id)
        self._add_events(work, workshop.id)
        self._add_captures(work, workshop.id)
        cycle = add_preparation(work, workshop, self.doc)
        if cycle is not None:
            add_okrs(work, cycle, self.doc, teams)

    def _refuse_taken(self, session: Session) -> None:
        """A name belongs to one row: two files that share one can't both be in a library."""
        uids: dict[Named, list[str]] = {}
        for table, uid in self._own_rows():
            uids.setdefault(table, []).append(uid)
        if any(taken(session, table, some) for table, some in uids.items()):
            raise UserError(
                tr("Parts of “{title}” are in this library already, in another workshop.").format(
                    title=self.doc.workshop.title
                ),
                tr("Nothing was imported."),
            )

    def _own_rows(self) -> Iterator[tuple[Named, str]]:
        """Table and uid of the rows that belong to this workshop alone."""
        doc = self.doc
        if doc.brief is not None:
            yield WorkshopBrief, doc.brief.uid
        for table, parts in (
            (Participation, doc.people),
            (AgendaItem, doc.agenda),
            (Step, [step for item in doc.agenda for step in item.steps]),
            (RunEventRecord, doc.events),
            (SessionKeyResult, doc.session_key_results),
            (Goal, doc.goals),
            (Material, doc.materials),
            (LeaderInput, doc.leader_inputs),
        ):
            for part in parts:
                yield table, part.uid
        for capture in doc.captures:
            yield TABLES[capture.kind], capture.uid

    def _ended_at(self) -> datetime | None:
        """None also for a run that was reopened: it goes on."""
        if not self.doc.events or self.doc.events[-1].kind is not EventKind.ENDED:
            return None
        return self.doc.events[-1].utc.astimezone(UTC)

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
                "why": event.why or None,
                "from_ms": event.from_ms or None,
                "to_ms": event.to_ms or None,
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
            # a random order for anonymous ones, not the one of entry
            parts.sort(key=lambda part: (part.anonymous, part.uid if part.anonymous else ""))
            work.add_rows(
                table,
                [
                    _capture_row(part, workshop_id, rank)
                    for part, rank in zip(parts, ranks, strict=True)
                ],
            )


def _run_event(part: EventPart) -> RunEvent:
    """As much of it as tells when the run began, which may have been told later."""
    at = Moment(part.utc.astimezone(UTC), part.boot_ms, part.boot_id)
    return RunEvent(
        *(part.seq, part.kind, at, part.item, part.seconds),
        why=part.why,
        from_ms=part.from_ms,
        to_ms=part.to_ms,
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
        "cut_order": part.cut_order,
        "fixed_start": part.fixed_start,
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
