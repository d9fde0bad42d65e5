"""The first schema: programmes, workshops, people, agendas, runs and everything captured."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _programmes()
    _workshops()
    _people()
    _agendas()
    _run_events()
    _captured("finding", sa.Column("kind", sa.String(), nullable=False))
    _captured(
        "feedback_item",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
    )
    _captured(
        "parking_lot_item",
        sa.Column("disposition", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
    )
    _captured("decision")
    _captured(
        "action_item",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
    )
    _captured(
        "risk",
        sa.Column("likelihood", sa.String(), nullable=False),
        sa.Column("impact", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
    )
    _captured("need")


def _table(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint, ranked: bool = True) -> None:
    """A table with `id`, `uid` and, unless it is ordered otherwise, `rank`."""
    rank = [sa.Column("rank", sa.String(), nullable=False)] if ranked else []
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        *rank,
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uid", name=f"uq_{name}_uid"),
        sqlite_autoincrement=True,
    )


def _reference(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(
        column,
        sa.Integer(),
        sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}"),
        nullable=nullable,
    )


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _programmes() -> None:
    _table("programme", sa.Column("name", sa.String(), nullable=False))
    _table(
        "series",
        _reference("series", "programme_id", "programme"),
        sa.Column("title", sa.String(), nullable=False),
    )
    _index("series", "programme_id")


def _workshops() -> None:
    _table(
        "workshop",
        _reference("workshop", "programme_id", "programme"),
        _reference("workshop", "series_id", "series", nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=True),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("hands_up", sa.Integer(), nullable=True),
    )
    _index("workshop", "programme_id")
    _index("workshop", "series_id")


def _people() -> None:
    for name in ("team", "person"):
        _table(
            name,
            _reference(name, "programme_id", "programme"),
            sa.Column("name", sa.String(), nullable=False),
        )
        _index(name, "programme_id")
    for name, column in (("person_contact", "email"), ("accommodation", "text")):
        _table(
            name,
            _reference(name, "person_id", "person"),
            sa.Column(column, sa.String(), nullable=False),
            sa.UniqueConstraint("person_id", name=f"uq_{name}_person_id"),
        )
    _table(
        "participation",
        _reference("participation", "workshop_id", "workshop"),
        _reference("participation", "person_id", "person"),
        _reference("participation", "team_id", "team", nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("experience", sa.String(), nullable=False),
        sa.Column("pre_work", sa.String(), nullable=False),
        sa.Column("attendance", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.String(), nullable=True),
        sa.Column("left_at", sa.String(), nullable=True),
    )
    for column in ("workshop_id", "person_id", "team_id"):
        _index("participation", column)


def _agendas() -> None:
    _table(
        "agenda_item",
        _reference("agenda_item", "workshop_id", "workshop"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("planned_s", sa.Integer(), nullable=False),
        sa.Column("minimum_s", sa.Integer(), nullable=False),
        sa.Column("maximum_s", sa.Integer(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("technique", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("instruction", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
    )
    _index("agenda_item", "workshop_id")
    _table(
        "step",
        _reference("step", "item_id", "agenda_item"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("instruction", sa.String(), nullable=False),
    )
    _index("step", "item_id")
    _table(
        "private_note",
        _reference("private_note", "item_id", "agenda_item"),
        sa.Column("text", sa.String(), nullable=False),
        sa.UniqueConstraint("item_id", name="uq_private_note_item_id"),
    )


def _run_events() -> None:
    _table(
        "run_event",
        _reference("run_event", "workshop_id", "workshop"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("utc", sa.String(), nullable=False),
        sa.Column("boot_ms", sa.Integer(), nullable=False),
        sa.Column("boot_id", sa.String(), nullable=False),
        sa.Column("item_uid", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.JSON(), nullable=False),
        ranked=False,
    )
    _index("run_event", "workshop_id")


def _captured(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
    _table(
        name,
        _reference(name, "workshop_id", "workshop"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("captured_at", sa.String(), nullable=True),
        sa.Column("run_ms", sa.Integer(), nullable=True),
        sa.Column("item_uid", sa.String(), nullable=False),
        *columns,
    )
    _index(name, "workshop_id")
