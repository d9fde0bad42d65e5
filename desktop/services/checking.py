"""Looks at everything a library promises and says in sentences what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DatabaseError

from desktop.domain.i18n import ntr, tr
from desktop.models.library import SCHEMA
from desktop.models.registry import Base
from desktop.models.search import NAME as INDEX
from desktop.models.search import is_current

MOST = 10
"""How many findings of one kind are told one by one."""

_OURS = ("sqlite_", f"{INDEX}_")
_NOT_MAPPED = {"alembic_version", INDEX}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`problems` are sentences; none means that the library is whole."""

    schema: int
    tables: int
    rows: int
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.problems


def check(engine: Engine) -> CheckReport:
    """Read the whole library. Call it on the library's thread, outside a unit of work."""
    with engine.connect() as connection:  # never committed: looking changes nothing
        try:
            problems = list(_file(connection)) or list(_schema(connection))
            rows = 0
            if not problems:  # else the rows can't be asked for by name
                problems += [*_references(connection), *_values(connection), *_order(connection)]
                problems += _runs(connection)
                problems += _index(connection)
                rows = _rows(connection)
        finally:
            connection.rollback()
    return CheckReport(SCHEMA, len(Base.metadata.tables), rows, tuple(problems))


def _file(connection: Connection) -> Iterator[str]:
    try:
        said = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
    except DatabaseError as error:
        said = [str(error.orig)]
    for fault in said:
        if fault != "ok":
            yield tr("The file is damaged: {fault}.").format(
                fault=" ".join(str(fault).split()).rstrip(".")
            )


def _schema(connection: Connection) -> Iterator[str]:
    found = inspect(connection)
    there = {
        name
        for name in found.get_table_names()
        if not name.startswith(_OURS) and name not in _NOT_MAPPED
    }
    for name in sorted(there - set(Base.metadata.tables)):
        yield tr("The table {table} is not one of this app's.").format(table=name)
    for table in Base.metadata.sorted_tables:
        if table.name not in there:
            yield tr("The table {table} is missing.").format(table=table.name)
            continue
        columns = {column["name"] for column in found.get_columns(table.name)}
        for name in sorted(set(table.columns.keys()) - columns):
            yield tr("The column {column} of {table} is missing.").format(
                column=name, table=table.name
            )
        for name in sorted(columns - set(table.columns.keys())):
            yield tr("The column {column} of {table} is not one of this app's.").format(
                column=name, table=table.name
            )


def _references(connection: Connection) -> Iterable[str]:
    return _told(
        tr("Row {row} of {table} belongs to a row of {parent} that is not there.").format(
            row=row, table=table, parent=parent
        )
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check")
    )


def _values(connection: Connection) -> Iterator[str]:
    """Every value is read as the app reads it: a damaged one would stop it there."""
    for table in Base.metadata.sorted_tables:
        try:
            for _ in connection.execute(select(table)):
                pass
        except (ValueError, TypeError, ArithmeticError, DatabaseError) as error:
            reason = error.orig if isinstance(error, DatabaseError) else error
            yield tr("A value in {table} can't be read: {reason}.").format(
                table=table.name, reason=reason
            )


def _order(connection: Connection) -> Iterator[str]:
    """Ids are given once: the counter of a table is never behind its rows."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    counters = {row[0]: row[1] for row in rows}
    for name in sorted(Base.metadata.tables):
        highest = connection.exec_driver_sql(f'SELECT max(id) FROM "{name}"').scalar() or 0
        if highest > counters.get(name, 0):
            yield tr("The counter of {table} is behind its rows.").format(table=name)


def _runs(connection: Connection) -> Iterable[str]:
    """The events of a run stand in one order, and what they name is a block of the workshop.

    A block that a run has used is hidden, never removed.
    """
    doubled = connection.exec_driver_sql(
        "SELECT workshop_id, sequence FROM run_event GROUP BY 1, 2 HAVING count(*) > 1"
    )
    lost = connection.exec_driver_sql(
        "SELECT workshop_id, sequence FROM run_event AS e WHERE item_uid <> '' AND NOT EXISTS"
        " (SELECT 1 FROM agenda_item AS i"
        "  WHERE i.uid = e.item_uid AND i.workshop_id = e.workshop_id) ORDER BY 1, 2"
    )
    return [
        *_told(
            tr("In the run of workshop {id}, event {n} is there more than once.").format(
                id=id_, n=n
            )
            for id_, n in doubled
        ),
        *_told(
            tr("In the run of workshop {id}, event {n} names a block that is not there.").format(
                id=id_, n=n
            )
            for id_, n in lost
        ),
    ]


def _index(connection: Connection) -> Iterator[str]:
    if not is_current(connection):
        yield tr("The index for searching does not say what the rows say.")


def _rows(connection: Connection) -> int:
    return sum(
        connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in Base.metadata.tables
    )


def _told(sentences: Iterable[str]) -> list[str]:
    """The first ones, and how many more there are."""
    found = list(sentences)
    if len(found) <= MOST:
        return found
    more = ntr("{n} more of this kind.", "{n} more of this kind.", len(found) - MOST)
    return [*found[:MOST], more]
