"""Libraries as earlier versions left them: their own revisions, with rows in every table."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

from desktop.models.engine import open_engine
from desktop.models.library import APPLICATION_ID
from desktop.models.migrate import REVISIONS

UTC_TEXT = "2026-03-10T09:00:00.000000+00:00"
FIXED = {
    "utc": UTC_TEXT,
    "started_at": UTC_TEXT,
    "day": "2026-03-10",
    "starts": "09:00:00.000000",
    "ends": "11:30:00.000000",
    "zone": "Europe/Copenhagen",
    "state": "running",
    "baseline": "[]",
    "role": "",
    "experience": "some",
    "pre_work": "read",
    "attendance": "present",
    "category": "feedback",
    "source": "spoken",
    "disposition": "action",
    "likelihood": "low",
    "impact": "high",
}
KINDS = {
    "workshop": "drafting",
    "agenda_item": "talk",
    "run_event": "paused",
    "finding": "observation",
    "feedback_item": "keep",
    "leader_input": "works",
    "material": "deck",
}


def make_old(path: Path, schema: int, rows: int = 3) -> Path:
    """A library of this schema; row n of a table refers to row n of the others."""
    engine = open_engine(path)
    config = Config()
    config.set_main_option("script_location", str(REVISIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{schema:04}")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={schema}")
    engine.dispose()
    raw = sqlite3.connect(path)
    for table in tables(raw):
        _fill(raw, table, rows)
    raw.commit()
    assert not raw.execute("PRAGMA foreign_key_check").fetchall()
    raw.close()
    return path


def tables(raw: sqlite3.Connection) -> list[str]:
    """What the app keeps its rows in; neither bookkeeping nor the index of words."""
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        name
        for (name,) in names
        if not name.startswith(("sqlite_", "search_")) and name != "alembic_version"
    ]


Content = dict[str, list[dict[str, Any]]]


def content(path: Path, only: Content | None = None) -> Content:
    """Every row of a library that nobody has open; of `only`, the tables and columns it has."""
    raw = sqlite3.connect(path)
    raw.row_factory = sqlite3.Row
    found: Content = {}
    for name in tables(raw):
        if only is None or name in only:
            rows = [dict(row) for row in raw.execute(f'SELECT * FROM "{name}" ORDER BY id')]
            known = only[name][0] if only and only[name] else rows[0] if rows else {}
            found[name] = [{column: row[column] for column in known} for row in rows]
    raw.close()
    return found


def _fill(raw: sqlite3.Connection, table: str, rows: int) -> None:
    columns = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    marks = ", ".join("?" * len(columns))
    for n in range(1, rows + 1):
        values = [_value(table, name, kind, n) for _, name, kind, *_ in columns]
        raw.execute(f'INSERT INTO "{table}" VALUES ({marks})', values)


def _value(table: str, name: str, kind: str, n: int) -> object:
    known: dict[str, object] = {
        "kind": KINDS.get(table),
        "uid": f"{table}-{n}",
        "rank": f"a{n}",
        "item_uid": "",
        **FIXED,
    }
    if name in known:
        return known[name]
    if name == "id" or (name.endswith("_id") and kind == "INTEGER"):
        return n
    if kind in ("INTEGER", "BOOLEAN"):
        return n * 60 if kind == "INTEGER" else 0
    return None if name.endswith("_at") or kind == "DATE" else f"{table} {name} {n} größer 目標"
