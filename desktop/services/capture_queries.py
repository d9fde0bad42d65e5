"""What is read about captured things; a start shows none of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.kinds import CaptureKind, Disposition
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.domain.run import item_at
from desktop.models.tables import (
    ActionItem,
    AgendaItem,
    Base,
    Decision,
    FeedbackItem,
    Finding,
    Need,
    ParkingLotItem,
    Risk,
)
from desktop.services.agenda_queries import run_events

_CAPTURED = (Finding, FeedbackItem, ParkingLotItem, Risk, Decision, ActionItem, Need)
_KINDS: dict[type[Base], CaptureKind] = {
    ParkingLotItem: CaptureKind.PARKING_LOT,
    Risk: CaptureKind.RISK,
    Decision: CaptureKind.DECISION,
    ActionItem: CaptureKind.ACTION,
    Need: CaptureKind.NEED,
}


def captures(session: Session, workshop_id: int) -> tuple[CaptureRow, ...]:
    """Everything captured in a workshop: by kind of table, then by rank (random for feedback)."""
    events = run_events(session, workshop_id)
    query = select(AgendaItem.uid, AgendaItem.title).where(AgendaItem.workshop_id == workshop_id)
    titles = dict(session.execute(query).all())
    rows: list[CaptureRow] = []
    for table in _CAPTURED:
        columns = [
            table.id,
            table.uid,
            table.text,
            table.captured_at,
            table.run_ms,
            table.item_uid,
            *(
                getattr(table, name)
                for name in ("kind", "owner", "due", "disposition", "anonymous", "reason")
                if hasattr(table, name)
            ),
        ]
        query = select(*columns).where(table.workshop_id == workshop_id)
        for row in session.execute(query.order_by(table.rank, table.id)).mappings():
            item_uid = row["item_uid"]
            if row["run_ms"] is not None:
                item_uid = item_at(events, row["run_ms"])
            kind = _KINDS.get(table) or CaptureKind(row["kind"])
            rows.append(
                CaptureRow(
                    CaptureRef(kind, row["id"]),
                    row["uid"],
                    row["text"],
                    row["captured_at"],
                    row["run_ms"],
                    item_uid,
                    titles.get(item_uid, ""),
                    row.get("owner", ""),
                    row.get("due"),
                    row.get("disposition", Disposition.OPEN),
                    row.get("anonymous", False),
                    row.get("reason", ""),
                )
            )
    return tuple(rows)
