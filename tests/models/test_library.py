"""Opening: what is ours opens and is held, what is not is named and left as it is."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from desktop.models.library import (
    APPLICATION_ID,
    SCHEMA,
    LibraryBusyError,
    LibraryError,
    open_library,
)
from desktop.models.tables import Base
from tests.builders import add_workshop, open_bench

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "library.okr"


def made(path: Path) -> Path:
    open_library(path).dispose()
    return path


def is_mapped(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words and its shadow tables are nobody's class."""
    return kind != "table" or not (name or "").startswith("search_text")


def test_the_revisions_and_the_mapped_classes_agree(path):
    engine = open_library(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_mapped})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_library_carries_its_mark_and_its_schema(path):
    made(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    raw.close()


def test_the_storage_mode_is_the_one_that_loses_nothing(path):
    engine = open_library(path)
    wanted = {
        "locking_mode": "exclusive",
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "journal_size_limit": 0,
        "trusted_schema": 0,
    }
    with engine.connect() as connection:
        found = {k: connection.exec_driver_sql(f"PRAGMA {k}").scalar() for k in wanted}
    engine.dispose()
    assert found == wanted


def test_what_was_stored_is_there_after_a_restart(path):
    bench = open_bench(path)
    add_workshop(bench, title="Kept")
    bench.close()
    again = open_bench(path)
    assert [row.title for row in again.library.workshops()] == ["Kept"]
    again.close()


def test_a_second_opening_is_refused_while_the_first_holds_it(path):
    engine = open_library(path)
    with pytest.raises(LibraryBusyError, match="open in the app"):
        open_library(path)
    engine.dispose()
    open_library(path).dispose()


def test_another_process_is_refused_too(path):
    engine = open_library(path)
    code = (
        "import sys; from pathlib import Path; from desktop.models.library import *\n"
        "try: open_library(Path(sys.argv[1]))\n"
        "except LibraryBusyError: print('busy')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    engine.dispose()
    assert done.stdout.strip() == "busy", done.stderr


def foreign_database(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs(a)")
    raw.commit()
    raw.close()


def newer_library(path: Path) -> None:
    made(path)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
    raw.close()


def text_file(path: Path) -> None:
    path.write_text("Dear diary, " * 200)


def damaged_library(path: Path) -> None:
    made(path)
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 4] = b"\xff" * 4096 * 3
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (foreign_database, "not a library of OKR Facilitator"),
        (newer_library, "newer version"),
        (text_file, "damaged or not a library"),
        (damaged_library, "damaged or not a library"),
    ],
)
def test_what_cannot_be_opened_is_named_and_left_byte_for_byte(tmp_path, make, reason):
    path = tmp_path / "strange.okr"
    make(path)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=reason) as caught:
        open_library(path)
    assert str(path) in caught.value.what
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["strange.okr"]


def test_a_folder_is_not_a_library(tmp_path):
    with pytest.raises(LibraryError, match="is a folder"):
        open_library(tmp_path)


@pytest.fixture
def open_folder():
    """A folder that another user may enter; pytest's own are closed to everybody else."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="Windows has no user ids to change to")
@pytest.mark.parametrize("mode", [0o400, 0o000])
def test_without_permission_the_reason_is_named(open_folder, mode):
    path = made(open_folder / "locked.okr")
    before = path.read_bytes()
    open_folder.chmod(0o555)
    path.chmod(mode)
    code = (
        "import sys; from pathlib import Path; from desktop.models.library import *\n"
        "import desktop.models.migrate, os\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: open_library(Path(sys.argv[1]))\n"
        "except LibraryError as error: print(error.what)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    open_folder.chmod(0o755)
    path.chmod(0o600)
    assert "no permission" in done.stdout, done.stderr
    assert path.read_bytes() == before


def test_a_creation_cut_off_leaves_a_library_that_opens(path, monkeypatch):
    def stop(_connection):
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.models.migrate.create", stop)
    with pytest.raises(KeyboardInterrupt):
        open_library(path)
    monkeypatch.undo()
    open_library(path).dispose()


def test_files_are_for_their_owner_only(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from desktop.system.process import harden\n"
        "harden(); from desktop.models.library import open_library\n"
        "open_library(Path(sys.argv[1])).dispose()"
    )
    path = tmp_path / "mine" / "library.okr"
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_foreign_database_with_a_journal_left_beside_it_is_refused_too(tmp_path):
    path = tmp_path / "theirs.db"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA journal_mode=PERSIST")
    raw.execute("CREATE TABLE theirs(a)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    assert Path(f"{path}-journal").stat().st_size
    with pytest.raises(LibraryError, match="not a library of OKR Facilitator"):
        open_library(path)
    assert path.read_bytes() == before
