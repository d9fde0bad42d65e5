"""The index of all words: one FTS5 table that every unit of work keeps, replays too.

Triggers can't do it: `trusted_schema=OFF` forbids them to write to a virtual table. The index holds
folded text (`domain.search.folded`) and nothing that isn't in the tables: it can be made again at
any time. Deleting is by rowid, which table and id give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from desktop.domain.text import folded

if TYPE_CHECKING:
    from desktop.models.journal import RowChange

NAME = "search_text"
DDL = (
    "CREATE VIRTUAL TABLE search_text USING fts5("
    "text, entity UNINDEXED, entity_id UNINDEXED, workshop_id UNINDEXED, tokenize='trigram')"
)
_INSERT = (
    "INSERT INTO search_text(rowid, text, entity, entity_id, workshop_id) VALUES (?, ?, ?, ?, ?)"
)
TABLES = 64
"""rowid = id * TABLES + number of the table."""

Entry = tuple[int, str, str, int, int | None]
"""rowid, folded text, table, id, workshop."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The columns of a table that are text, and its column that leads to the workshop.

    `number` is part of the rowid: it never changes and is never given to another table. Rows
    without `through` (people, OKRs) may be met in many workshops: the query finds out.
    """

    number: int
    fields: tuple[str, ...]
    through: str = ""


_NOTE = ("text", "owner")
_SHOP = "workshop_id"

# E-mail addresses, accommodations and earlier wordings are not here: nobody looks for them.
SEARCHED: dict[str, Searched] = {
    "workshop": Searched(1, ("title", "place"), "id"),
    "agenda_item": Searched(2, ("title", "instruction", "lead", "technique"), _SHOP),
    "step": Searched(3, ("title", "instruction"), "item_id"),
    "private_note": Searched(4, ("text",), "item_id"),
    "finding": Searched(5, ("text",), _SHOP),
    "feedback_item": Searched(6, ("text",), _SHOP),
    "parking_lot_item": Searched(7, ("text", "reason", "owner"), _SHOP),
    "decision": Searched(8, ("text",), _SHOP),
    "action_item": Searched(9, _NOTE, _SHOP),
    "risk": Searched(10, _NOTE, _SHOP),
    "need": Searched(11, ("text",), _SHOP),
    "participation": Searched(12, ("role",), _SHOP),
    "person": Searched(13, ("name",)),
    "team": Searched(14, ("name",)),
    "workshop_brief": Searched(15, ("format", "adjustments", "objective"), _SHOP),
    "session_key_result": Searched(16, ("text",), _SHOP),
    "goal": Searched(17, ("text", "evidence"), _SHOP),
    "material": Searched(18, ("title", "target"), _SHOP),
    "leader_input": Searched(19, ("text", "speaker"), _SHOP),
    "theme": Searched(20, ("title",)),
    "mission": Searched(21, ("text",)),
    "objective": Searched(22, ("title", "why", "for_whom", "owner")),
    "key_result": Searched(23, ("title", "metric", "data_source", "owner")),
    "milestone_step": Searched(24, ("text",)),
    "initiative": Searched(25, ("text",)),
}


def rebuild(connection: Connection) -> None:
    """Make the index of the library as it is now, in the caller's transaction."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {NAME}")
    connection.exec_driver_sql(DDL)
    _insert(connection, _entries(connection))


def is_current(connection: Connection) -> bool:
    """Whether the index is whole and says what the tables say."""
    try:
        connection.exec_driver_sql(f"INSERT INTO {NAME}({NAME}) VALUES ('integrity-check')")
        held = connection.exec_driver_sql(
            f"SELECT rowid, text, entity, entity_id, workshop_id FROM {NAME} ORDER BY rowid"
        )
        return [tuple(row) for row in held] == sorted(_entries(connection))
    except DatabaseError:
        return False


def follow(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the index to what these changes made of the rows, in the same transaction."""
    images: dict[tuple[str, int], tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]] = {}
    for change in changes:
        if change.table in SEARCHED:
            key = (change.table, change.row_id)
            first = images[key][0] if key in images else change.before
            images[key] = (first, change.after)
    changed = [
        (key, before, after)
        for key, (before, after) in images.items()
        if _words(key[0], before) != _words(key[0], after)
    ]
    gone = [(_rowid(*key),) for key, before, _ in changed if _words(key[0], before)]
    if gone:
        connection.exec_driver_sql(f"DELETE FROM {NAME} WHERE rowid = ?", gone)
    _insert(
        connection,
        [
            (_rowid(*key), words, *key, _workshop(connection, key[0], after))
            for key, _, after in changed
            if after is not None and (words := _words(key[0], after))
        ],
    )


def _rowid(table: str, row_id: int) -> int:
    return row_id * TABLES + SEARCHED[table].number


def _words(table: str, image: Mapping[str, Any] | None) -> str:
    """The folded text of a row, a field a line; "" for no row and no text."""
    if image is None:
        return ""
    return folded("\n".join(filter(None, (image[field] for field in SEARCHED[table].fields))))


def _workshop(connection: Connection, table: str, image: Mapping[str, Any]) -> int | None:
    through = SEARCHED[table].through
    if through != "item_id":
        return image[through] if through else None
    found = connection.exec_driver_sql(
        "SELECT workshop_id FROM agenda_item WHERE id = ?", (image[through],)
    )
    return found.scalar_one()


def _insert(connection: Connection, entries: Iterable[Entry]) -> None:
    rows = list(entries)
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def _entries(connection: Connection) -> Iterator[Entry]:
    """What the index has to hold, from the tables."""
    shops = dict(
        tuple(row) for row in connection.exec_driver_sql("SELECT id, workshop_id FROM agenda_item")
    )
    for table, searched in SEARCHED.items():
        columns = ", ".join(("id", *searched.fields, searched.through or "NULL"))
        for row in connection.exec_driver_sql(f'SELECT {columns} FROM "{table}"'):
            image = dict(zip(("id", *searched.fields), row, strict=False))
            if words := _words(table, image):
                shop = shops[row[-1]] if searched.through == "item_id" else row[-1]
                yield (_rowid(table, row[0]), words, table, row[0], shop)
