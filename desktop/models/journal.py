"""Row images of one transaction: the raw material of undo and of refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, bindparam, event, inspect, text
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from desktop.domain.changes import Changes, Topic
from desktop.models.base import Base

Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, by column name; None means the row did not exist."""

    table: str
    before: Image | None
    after: Image | None

    @property
    def row_id(self) -> int:
        image = self.after if self.after is not None else self.before
        assert image is not None
        return image["id"]

    def reverted(self) -> RowChange:
        return RowChange(self.table, self.after, self.before)


@dataclass(slots=True)
class Journal:
    """Row changes in the order they were flushed."""

    rows: list[RowChange] = field(default_factory=list[RowChange])

    def reverted(self) -> Journal:
        return Journal([row.reverted() for row in reversed(self.rows)])

    def changes(self) -> Changes:
        ids = frozenset((Topic(row.table), row.row_id) for row in self.rows)
        return Changes(frozenset(topic for topic, _ in ids), ids)

    def merged(self, later: Journal) -> Journal:
        """One journal for both: the first image before, the last image after."""
        images: dict[tuple[str, int], RowChange] = {}
        for row in (*self.rows, *later.rows):
            key = (row.table, row.row_id)
            first = images.get(key)
            images[key] = row if first is None else RowChange(row.table, first.before, row.after)
        return Journal([row for row in images.values() if row.before != row.after])


def attach(session: Session) -> Journal:
    """Give the session a journal; every flush of a mapped object is written to it."""
    journal = Journal()
    session.info["journal"] = journal
    event.listen(session, "do_orm_execute", _refuse_bulk)
    return journal


def replay(session: Session, journal: Journal) -> None:
    """Write the `after` image of every row, many rows of one table at a time."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    connection = session.connection()
    for (name, operation), rows in groupby(journal.rows, key=lambda r: (r.table, _operation(r))):
        _write_rows(connection, Base.metadata.tables[name], operation, list(rows))


def _operation(row: RowChange) -> str:
    if row.after is None:
        return "delete"
    return "insert" if row.before is None else "update"


def _write_rows(
    connection: Connection, table: Table, operation: str, rows: Iterable[RowChange]
) -> None:
    where = table.c.id == bindparam("row_id")
    if operation == "delete":
        connection.execute(table.delete().where(where), [{"row_id": r.row_id} for r in rows])
    elif operation == "insert":
        connection.execute(table.insert(), [dict(r.after or {}) for r in rows])
    else:
        connection.execute(
            table.update().where(where), [{**(r.after or {}), "row_id": r.row_id} for r in rows]
        )


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        raise TypeError("bulk statements bypass the undo journal; change mapped objects instead")


def _record(target: object, *, existed: bool, exists: bool) -> None:
    session = object_session(target)
    if session is None or "journal" not in session.info:
        return
    state = inspect(target, raiseerr=True)
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        name = attribute.columns[0].name
        new[name] = getattr(target, attribute.key)
        history = state.attrs[attribute.key].history
        if history.deleted:
            old[name] = history.deleted[0]
        else:  # what was left out when the row was made in this transaction was NULL until now
            old[name] = None if history.added else new[name]
    if existed and exists and old == new:
        return
    table = state.mapper.local_table
    assert isinstance(table, Table)
    session.info["journal"].rows.append(
        RowChange(table.name, old if existed else None, new if exists else None)
    )


def _on_insert(_mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    _record(target, existed=False, exists=True)


def _on_update(_mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    _record(target, existed=True, exists=True)


def _on_delete(_mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    _record(target, existed=True, exists=False)


event.listen(Base, "after_insert", _on_insert, propagate=True)
event.listen(Base, "after_update", _on_update, propagate=True)
event.listen(Base, "after_delete", _on_delete, propagate=True)
