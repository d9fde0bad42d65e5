"""What is prepared for a workshop, and the OKRs of teams with their revisions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _preparing()
    _okrs()
    _key_results()
    _table(
        "revision",
        *(_text(name) for name in ("entity", "entity_uid", "field", "old", "new", "at")),
        _text("workshop_uid"),
        _text("item_uid"),
    )
    _index("revision", "entity_uid")


def _table(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
    """A table with `id`, `uid` and `rank`."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        _text("uid"),
        _text("rank"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uid", name=f"uq_{name}_uid"),
        sqlite_autoincrement=True,
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _reference(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(
        column,
        sa.Integer(),
        sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}"),
        nullable=nullable,
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _preparing() -> None:
    _table(
        "cycle",
        _reference("cycle", "programme_id", "programme"),
        _text("label"),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        _text("state"),
    )
    _index("cycle", "programme_id")
    _table(
        "workshop_brief",
        _reference("workshop_brief", "workshop_id", "workshop"),
        _reference("workshop_brief", "cycle_id", "cycle", nullable=True),
        *(_text(name) for name in ("format", "adjustments", "objective")),
        _text("score", nullable=True),
        _text("score_note"),
        sa.UniqueConstraint("workshop_id", name="uq_workshop_brief_workshop_id"),
    )
    _index("workshop_brief", "cycle_id")
    _of_workshop("session_key_result", _text("text"), _text("score", nullable=True))
    _of_workshop("goal", _text("text"), _text("status"), _text("evidence"))
    _of_workshop(
        "material",
        *(_text(name) for name in ("kind", "title", "target")),
        sa.Column("ready", sa.Boolean(), nullable=False),
    )
    _of_workshop("leader_input", *(_text(name) for name in ("kind", "text", "speaker")))
    _table("theme", _reference("theme", "cycle_id", "cycle"), _text("title"))
    _index("theme", "cycle_id")


def _of_workshop(name: str, *columns: sa.Column[Any]) -> None:
    _table(name, _reference(name, "workshop_id", "workshop"), *columns)
    _index(name, "workshop_id")


def _of_team(name: str, *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
    _table(
        name,
        _text("workshop_uid"),
        _reference(name, "team_id", "team"),
        _reference(name, "cycle_id", "cycle"),
        *columns,
    )
    _index(name, "team_id", "cycle_id")


def _okrs() -> None:
    _of_team(
        "mission",
        _text("text"),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.UniqueConstraint("team_id", "cycle_id", name="uq_mission_team_id"),
    )
    _of_team(
        "objective",
        *(_text(name) for name in ("title", "why", "for_whom", "ambition")),
        _reference("objective", "theme_id", "theme", nullable=True),
        _text("owner"),
        _text("state"),
        _text("score", nullable=True),
        _text("score_note"),
    )
    _index("objective", "theme_id")
    _of_team(
        "initiative",
        _reference("initiative", "objective_id", "objective", nullable=True),
        _text("text"),
    )
    _index("initiative", "objective_id")


def _key_results() -> None:
    _table(
        "key_result",
        _reference("key_result", "objective_id", "objective"),
        *(_text(name) for name in ("title", "type", "metric", "unit")),
        *(
            _text(name, nullable=True)
            for name in ("baseline", "target", "stretch", "lower", "upper")
        ),
        sa.Column("baseline_unknown", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("data_source", "frequency", "owner", "weight")),
        sa.Column("confidence", sa.Integer(), nullable=True),
        _text("follow_up_uid"),
    )
    _index("key_result", "objective_id")
    _of_key_result("milestone_step", _text("text"), sa.Column("done", sa.Boolean(), nullable=False))
    _of_key_result(
        "check_in",
        _text("workshop_uid"),
        _text("at"),
        _text("value", nullable=True),
        _text("no_data_reason"),
        sa.Column("confidence", sa.Integer(), nullable=True),
        _text("changed"),
        _text("plan"),
    )


def _of_key_result(name: str, *columns: sa.Column[Any]) -> None:
    _table(name, _reference(name, "key_result_id", "key_result"), *columns)
    _index(name, "key_result_id")
