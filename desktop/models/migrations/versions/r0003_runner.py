"""Cut order and fixed starts, what a run event says besides, a meeting's rate, kept templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # All of them may be empty: SQLite fills a new column of old rows, and nothing is known of them.
    _add("agenda_item", sa.Column("cut_order", sa.Integer(), nullable=True))
    _add("agenda_item", sa.Column("fixed_start", sa.Time(), nullable=True))
    _add("run_event", sa.Column("why", sa.String(), nullable=True))
    _add("run_event", sa.Column("from_ms", sa.Integer(), nullable=True))
    _add("run_event", sa.Column("to_ms", sa.Integer(), nullable=True))
    _add("workshop_brief", sa.Column("hourly_rate", sa.String(), nullable=True))
    _add("workshop_brief", sa.Column("currency", sa.String(), nullable=True))
    op.create_table(
        "saved_template",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("name", "title", "summary", "kind")
        ),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_template"),
        sa.UniqueConstraint("name", name="uq_saved_template_name"),
        sa.UniqueConstraint("uid", name="uq_saved_template_uid"),
        sqlite_autoincrement=True,
    )


def _add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column)
