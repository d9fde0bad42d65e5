"""Libraries of earlier versions open with every row they had, whatever happens on the way."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.models import upgrade as upgrading
from desktop.models.copying import held
from desktop.models.engine import open_engine
from desktop.models.library import SCHEMA, LibraryBusyError, LibraryError, open_library
from desktop.models.search import is_current
from tests import guards
from tests.models.old_libraries import content, make_old, tables

ROOT = Path(__file__).parents[2]
EARLIER = range(1, SCHEMA)


@pytest.fixture
def old(tmp_path):
    return make_old(tmp_path / "library.okr", 1)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def version(path: Path) -> int:
    raw = sqlite3.connect(path)
    (found,) = raw.execute("PRAGMA user_version").fetchone()
    raw.close()
    return found


def assert_one_or_the_other(folder: Path, before: dict) -> None:
    """The old library or the new one; opening it leads to the new one with every row."""
    path = folder / "library.okr"
    open_library(path).dispose()
    assert version(path) == SCHEMA
    assert content(path, before) == before
    assert not [name for name in names(folder) if name.startswith(".") or "-journal" in name]
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()


@pytest.mark.parametrize("schema", EARLIER)
def test_every_row_of_every_earlier_schema_is_there_after_the_upgrade(tmp_path, schema):
    path = make_old(tmp_path / "library.okr", schema)
    before = content(path)
    assert all(before.values())
    engine = open_library(path)
    with engine.begin() as connection:
        assert is_current(connection)
    engine.dispose()
    assert content(path, before) == before
    assert version(path) == SCHEMA


@pytest.mark.parametrize("schema", EARLIER)
def test_an_upgraded_library_has_the_schema_of_a_new_one(tmp_path, schema):
    path = make_old(tmp_path / "library.okr", schema)
    open_library(path).dispose()
    open_library(tmp_path / "new.okr").dispose()
    found = []
    for each in (path, tmp_path / "new.okr"):
        raw = sqlite3.connect(each)
        found.append(raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2").fetchall())
        raw.close()
    assert found[0] == found[1]


def test_the_library_as_it_was_is_kept_beside_it(old):
    before = content(old)
    open_library(old).dispose()
    kept = old.with_name(f"library.before-{SCHEMA}.okr")
    assert names(old.parent) == [kept.name, old.name]
    assert (version(kept), content(kept)) == (1, before)
    if os.name != "nt":
        assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE(old.stat().st_mode) == 0o600


def test_a_library_kept_before_is_never_replaced(old):
    kept = old.with_name(f"library.before-{SCHEMA}.okr")
    kept.write_bytes(b"precious")
    open_library(old).dispose()
    assert kept.read_bytes() == b"precious"
    assert version(old.with_name(f"library.before-{SCHEMA}-2.okr")) == 1


def test_a_transaction_that_was_cut_off_is_rolled_back_first(old):
    before = content(old)
    code = (
        "import os, sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1])\n"
        "raw.execute('PRAGMA cache_size=1'); raw.execute('PRAGMA cache_spill=1')\n"
        "raw.execute('BEGIN IMMEDIATE')\n"
        'raw.execute("UPDATE finding SET text = hex(zeroblob(90000))")\n'
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(old)], check=True)
    assert Path(f"{old}-journal").stat().st_size
    assert_one_or_the_other(old.parent, before)


def test_it_waits_for_nobody_who_has_the_library_open(old):
    before = old.read_bytes()
    engine = open_engine(old)
    guards.guard_library(old)
    with engine.begin():
        pass
    with pytest.raises(LibraryBusyError, match="open in the app"):
        open_library(old)
    engine.dispose()
    guards.release_library(old)
    assert old.read_bytes() == before
    assert names(old.parent) == ["library.okr"]


def test_nobody_writes_to_it_meanwhile(old, monkeypatch):
    create = upgrading.create

    def refused_meanwhile(connection):
        with pytest.raises(LibraryBusyError):
            open_library(old)
        create(connection)

    monkeypatch.setattr(upgrading, "create", refused_meanwhile)
    open_library(old).dispose()
    assert version(old) == SCHEMA


def test_who_waited_for_the_lock_while_it_was_replaced_is_refused(old, tmp_path, monkeypatch):
    other = make_old(tmp_path / "other.okr", 1)
    seen = iter([(0, 1)])
    monkeypatch.setattr("desktop.models.copying.identity", lambda _path: next(seen, (0, 2)))
    with pytest.raises(sqlite3.OperationalError), held(other):
        pass
    seen = iter([(0, 1)])
    monkeypatch.setattr("desktop.models.library.identity", lambda _path: next(seen, (0, 2)))
    with pytest.raises(LibraryBusyError):
        open_library(old)


def fail(*_: object):
    raise OSError(28, "No space left on device")


def lose_rows(connection):
    connection.exec_driver_sql("DELETE FROM risk")


def orphan_rows(connection):
    connection.exec_driver_sql("UPDATE risk SET workshop_id = 99")


@pytest.mark.parametrize(
    ("name", "instead", "reason"),
    [
        ("create", fail, "No space left"),
        ("create", lose_rows, "rows would be lost"),
        ("create", orphan_rows, "rows would be lost"),
        ("swap", fail, "No space left"),
    ],
)
def test_an_upgrade_that_fails_leaves_the_library_as_it_is(old, monkeypatch, name, instead, reason):
    before = old.read_bytes()
    monkeypatch.setattr(upgrading, name, instead)
    with pytest.raises(LibraryError, match=reason) as refused:
        open_library(old)
    assert str(old) in refused.value.what
    assert old.read_bytes() == before
    assert not [each for each in names(old.parent) if each.startswith(".")]


def test_damage_is_named_and_left(old):
    content_before = bytearray(old.read_bytes())
    content_before[4096 * 2 : 4096 * 4] = b"\xff" * 8192
    old.write_bytes(content_before)
    with pytest.raises(LibraryError, match="damaged"):
        open_library(old)
    assert old.read_bytes() == content_before
    assert names(old.parent) == ["library.okr"]


def test_a_current_library_is_not_touched_by_an_upgrade(tmp_path):
    path = tmp_path / "library.okr"
    open_library(path).dispose()
    assert upgrading.upgrade(path) is None
    assert names(tmp_path) == ["library.okr"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")
def test_a_kill_leaves_the_old_library_or_the_new_one(old, tmp_path):
    reached = kill_and_look(old, tmp_path / "victims", "points", "0", "12")
    assert {(1, False), (1, True), (SCHEMA, True)} <= reached


def kill_and_look(old: Path, folder: Path, *how: str) -> set[tuple[int, bool]]:
    """Kill many upgrades; returns which schemas they left, and whether with other files."""
    before = content(old)
    folder.mkdir()
    command = [sys.executable, "-m", "tests.models.upgrade_victim", str(old), str(folder), *how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) >= 20
    reached = set()
    for home in sorted(folder.iterdir()):
        reached.add((version(home / "library.okr"), len(names(home)) > 1))
        assert_one_or_the_other(home, before)
    return reached


def test_the_old_libraries_of_these_tests_have_rows_everywhere(old):
    raw = sqlite3.connect(old)
    assert len(tables(raw)) == 19
    raw.close()
