"""Use cases on captured things: the seven tables behind one bar."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import (
    FEEDBACK,
    FINDINGS,
    CaptureKind,
    Disposition,
    FeedbackSource,
    Level,
)
from desktop.domain.rows import CaptureRef
from desktop.domain.run import Phase, run_state
from desktop.domain.text import clean, one_line
from desktop.models.base import anonymous_uid, new_uid
from desktop.models.tables import (
    ActionItem,
    Decision,
    FeedbackItem,
    Finding,
    Need,
    ParkingLotItem,
    Risk,
)
from desktop.models.unit_of_work import Work
from desktop.services.agenda_queries import agenda_rows, run_events
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of

CapturedRow = Finding | FeedbackItem | ParkingLotItem | Decision | ActionItem | Risk | Need

TABLES: dict[CaptureKind, type[CapturedRow]] = {
    **dict.fromkeys(FINDINGS, Finding),
    **dict.fromkeys(FEEDBACK, FeedbackItem),
    CaptureKind.PARKING_LOT: ParkingLotItem,
    CaptureKind.RISK: Risk,
    CaptureKind.DECISION: Decision,
    CaptureKind.ACTION: ActionItem,
    CaptureKind.NEED: Need,
}


def captured_of(session: Session, ref: CaptureRef) -> CapturedRow:
    """The captured thing. Raises `UserError` when it is gone."""
    row = session.get(TABLES[ref.kind], ref.id)
    if row is None:
        raise UserError(tr("This note is no longer there."), tr("Undo brings it back."))
    return row


def valid_text(text: str) -> str:
    """The text as it is stored. Raises `UserError` when nothing is left of it."""
    text = clean(text)
    if not text:
        raise UserError(tr("A note needs some text."), tr("Type it, then Enter."))
    return text


@dataclass(frozen=True, slots=True)
class Capture:
    """Store one note. Feedback is anonymous: it keeps its block, and no time, name or order."""

    workshop_id: int
    kind: CaptureKind
    text: str
    at: Moment
    owner: str = ""
    due: date | None = None

    @property
    def label(self) -> str:
        return tr("Note")

    def execute(self, work: Work) -> None:
        self.create(work)

    def create(self, work: Work) -> CapturedRow:
        """Store it in a transaction that goes on."""
        workshop_of(work.session, self.workshop_id)
        events = run_events(work.session, self.workshop_id)
        state = run_state(agenda_rows(work.session, self.workshop_id), events, self.at, None)
        started = state.phase is not Phase.WAITING
        shared = {"workshop_id": self.workshop_id, "text": valid_text(self.text)}
        if self.kind in FEEDBACK:
            current = "" if state.current is None else state.items[state.current].uid
            shared |= _anonymous(current)
        else:
            shared |= {
                "uid": new_uid(),
                "rank": _next_rank(work.session, self.kind, self.workshop_id),
                "captured_at": self.at.utc,
                "run_ms": state.run_ms if started else None,
                "item_uid": "",
            }
        made = _made(self.kind, shared, self.owner, self.due)
        work.session.add(made)
        return made


def _anonymous(item_uid: str) -> dict[str, Any]:
    return {
        "uid": anonymous_uid(),
        "rank": secrets.token_hex(8),  # entry order would tell who spoke first
        "captured_at": None,
        "run_ms": None,
        "item_uid": item_uid,
    }


def _next_rank(session: Session, kind: CaptureKind, workshop_id: int) -> str:
    table = TABLES[kind]
    query = select(table.rank).where(table.workshop_id == workshop_id)
    last = session.scalar(query.order_by(table.rank.desc()).limit(1))
    return rank_between(last, None)


def _made(kind: CaptureKind, shared: dict[str, Any], owner: str, due: date | None) -> CapturedRow:
    table = TABLES[kind]
    owner = one_line(clean(owner, 200))
    own: dict[str, Any] = {}
    if table is Finding:
        own = {"kind": kind.value}
    elif table is FeedbackItem:
        own = {"kind": kind.value, "source": FeedbackSource.SPOKEN, "anonymous": True}
    elif table is ParkingLotItem:
        own = {"disposition": Disposition.OPEN, "reason": "", "owner": owner, "due": due}
    elif table is ActionItem:
        own = {"owner": owner, "due": due, "done": False}
    elif table is Risk:
        own = {"likelihood": Level.UNKNOWN, "impact": Level.UNKNOWN, "owner": owner}
    return table(**shared, **own)


@dataclass(frozen=True, slots=True)
class EditCapture:
    """Change the words of a note."""

    ref: CaptureRef
    text: str

    @property
    def label(self) -> str:
        return tr("Edit note")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("captured", TABLES[self.ref.kind].__tablename__, self.ref.id)

    def execute(self, work: Work) -> None:
        captured_of(work.session, self.ref).text = valid_text(self.text)


@dataclass(frozen=True, slots=True)
class ChangeCaptureKind:
    """Turn a note into another kind; what becomes feedback loses its time and place in order."""

    ref: CaptureRef
    kind: CaptureKind

    @property
    def label(self) -> str:
        return tr("Change the kind of a note")

    def execute(self, work: Work) -> None:
        row = captured_of(work.session, self.ref)
        table = TABLES[self.kind]
        if isinstance(row, table):
            if isinstance(row, (Finding, FeedbackItem)):
                row.kind = self.kind.value
            return
        shared: dict[str, Any] = {"workshop_id": row.workshop_id, "text": row.text}
        if table is FeedbackItem:
            shared |= _anonymous(_item_uid(work.session, row))
        else:
            was_anonymous = isinstance(row, FeedbackItem)
            shared |= {
                "uid": new_uid() if was_anonymous else row.uid,
                "rank": _next_rank(work.session, self.kind, row.workshop_id),
                "captured_at": row.captured_at,
                "run_ms": row.run_ms,
                "item_uid": row.item_uid,
            }
        owner, due = getattr(row, "owner", ""), getattr(row, "due", None)
        if not hasattr(table, "due"):  # a kind without them keeps who and when in its words
            shared["text"] += f" @{owner}" if owner and " " not in owner else ""
            shared["text"] += f" !{due.isoformat()}" if due else ""
        work.session.delete(row)
        work.session.flush()
        work.session.add(_made(self.kind, shared, owner, due))


def _item_uid(session: Session, row: CapturedRow) -> str:
    from desktop.domain.run import item_at  # noqa: PLC0415

    if row.run_ms is None:
        return row.item_uid
    return item_at(run_events(session, row.workshop_id), row.run_ms)


@dataclass(frozen=True, slots=True)
class DeleteCapture:
    """Remove a note."""

    ref: CaptureRef

    @property
    def label(self) -> str:
        return tr("Delete note")

    def execute(self, work: Work) -> None:
        work.session.delete(captured_of(work.session, self.ref))
