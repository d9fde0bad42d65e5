"""What the commands on preparation share: finding rows, valid words, and places in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.text import one_line
from desktop.models.preparing import Goal, LeaderInput, Material, SessionKeyResult, Theme
from desktop.services.ranks import rank_between

MAX_WORDS = 2_000
MAX_SHORT = 500
Listed = Goal | Material | LeaderInput | SessionKeyResult | Theme
_R = TypeVar("_R", Goal, Material, LeaderInput, SessionKeyResult, Theme)


def found(session: Session, table: type[_R], row_id: int) -> _R:
    """The row with that id. Raises `UserError` when it is gone."""
    row = session.get(table, row_id)
    if row is None:
        what = {
            Goal: tr("This goal is no longer there."),
            Material: tr("This material is no longer there."),
            LeaderInput: tr("This leader input is no longer there."),
            SessionKeyResult: tr("This key result is no longer there."),
            Theme: tr("This theme is no longer there."),
        }
        raise UserError(what[table], tr("Undo brings it back."))
    return row


def _owned(row: Listed) -> ColumnElement[bool]:
    if isinstance(row, Theme):
        return Theme.cycle_id == row.cycle_id
    return type(row).workshop_id == row.workshop_id


def last_rank(session: Session, table: type[Listed], owner_id: int) -> str | None:
    """The rank of the last row of a workshop's list (a cycle's for themes)."""
    owner = table.cycle_id if issubclass(table, Theme) else table.workshop_id
    query = select(table.rank).where(owner == owner_id)
    return session.scalar(query.order_by(table.rank.desc()).limit(1))


def move(session: Session, row: Listed, by: int) -> None:
    """Move a row up (negative) or down its list by so many places."""
    table = type(row)
    query = select(table).where(_owned(row))
    rows: Sequence[Listed] = session.scalars(query.order_by(table.rank, table.id)).all()
    at = next(i for i, other in enumerate(rows) if other.id == row.id)
    to = max(0, min(len(rows) - 1, at + by))
    if to == at:
        return
    others = [other for other in rows if other.id != row.id]
    before = others[to - 1].rank if to else None
    after = others[to].rank if to < len(others) else None
    row.rank = rank_between(before, after)


def valid_words(text: str, limit: int = MAX_SHORT, *, new: bool = False) -> str:
    """The words on one line. Raises `UserError` when there are none or too many."""
    words = one_line(text, limit)
    if not words:
        raise UserError(
            tr("It needs some words."),
            tr("Type them.") if new else tr("The old ones stay. Delete removes it."),
        )
    return words
