"""Copies are whole or not there, damage is seen, and bringing one back loses nothing."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind
from desktop.models.library import SCHEMA, LibraryBusyError, open_library
from desktop.services.backups import (
    KEPT,
    BackupKind,
    Backups,
    backup,
    checksum_of,
    fault_of,
    list_backups,
    prepare,
)
from desktop.services.capture import Capture
from desktop.services.restoring import restore
from tests.builders import add_workshop, dump, open_bench
from tests.models.old_libraries import make_old

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.okr"


@pytest.fixture
def bench(path):
    made = open_bench(path)
    add_workshop(made, title="First")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def titles(path: Path) -> list[str]:
    bench = open_bench(path)
    found = sorted(row.title for row in bench.library.workshops())
    bench.close()
    return found


def spoil(path: Path) -> None:
    """Damage a text deep inside, which no check of SQLite can see."""
    content = path.read_bytes()
    assert content.count(b"First") >= 1
    path.write_bytes(content.replace(b"First", b"Fjrst"))


def test_a_copy_holds_every_row_and_is_its_owners_alone(bench, folder):
    made = backup(bench.engine, folder, NOW)
    assert made.path.name == "backup-20260310T090000Z.okr"
    assert names(folder) == [made.path.name, f"{made.path.name}.sha256"]
    for each in folder.iterdir():
        assert os.name == "nt" or stat.S_IMODE(each.stat().st_mode) == 0o600
    before = dump(bench)
    copy = open_bench(made.path)
    assert dump(copy) == before
    copy.close()


def test_the_checksum_is_one_that_other_tools_understand(bench, folder):
    made = backup(bench.engine, folder, NOW)
    assert checksum_of(made.path).read_text() == f"{made.sha256}  {made.path.name}\n"
    assert (len(made.sha256), made.size) == (64, made.path.stat().st_size)


def test_two_copies_in_one_second_are_two_files(bench, folder):
    assert backup(bench.engine, folder, NOW).path != backup(bench.engine, folder, NOW).path
    assert len(list_backups(folder)) == 2


def test_the_newest_fourteen_automatic_copies_are_kept_and_all_that_were_asked_for(bench, folder):
    asked = [backup(bench.engine, folder, NOW + timedelta(hours=n)).path.name for n in range(2)]
    by_itself = [
        backup(bench.engine, folder, NOW + timedelta(days=n), BackupKind.AUTOMATIC).path.name
        for n in range(KEPT + 3)
    ]
    assert [each.path.name for each in list_backups(folder)] == [
        *reversed(by_itself[3:]),
        *reversed(asked),
    ]
    assert len(names(folder)) == 2 * (KEPT + 2)


@pytest.mark.parametrize(
    ("hours", "due"), [(0, False), (23.9, False), (24, True), (-23.9, False), (-24, True)]
)
def test_a_copy_is_due_after_a_day_also_when_the_clock_was_wrong(bench, folder, hours, due):
    backups = Backups(bench.engine, folder)
    assert backups.is_due(NOW)
    backups.job(NOW, BackupKind.BY_HAND).run()
    assert backups.is_due(NOW)
    backups.job(NOW, BackupKind.AUTOMATIC).run()
    assert backups.is_due(NOW + timedelta(hours=hours)) is due


def test_an_empty_library_has_nothing_to_lose(path, folder):
    bench = open_bench(path)
    assert not Backups(bench.engine, folder).is_due(NOW)
    bench.close()


def test_damage_that_sqlite_does_not_see_is_seen(bench, folder):
    whole = backup(bench.engine, folder, NOW)
    bad = backup(bench.engine, folder, NOW + timedelta(hours=1))
    spoil(bad.path)
    raw = sqlite3.connect(bad.path)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    newest, oldest = list_backups(folder)
    assert newest.path == bad.path
    assert "checksum" in newest.fault
    assert (oldest.path, oldest.fault) == (whole.path, "")


def strange_files(folder: Path) -> dict[str, str]:
    (folder / "text.okr").write_text("Dear diary")
    for name, pragma in (("newer", f"user_version={SCHEMA + 1}"), ("foreign", "application_id=7")):
        open_library(folder / f"{name}.okr").dispose()
        raw = sqlite3.connect(folder / f"{name}.okr")
        raw.execute(f"PRAGMA {pragma}")
        raw.close()
    open_library(folder / "cut.okr").dispose()
    with (folder / "cut.okr").open("r+b") as file:
        file.truncate(4096 * 3)
    return {
        "text": "damaged or not a library",
        "newer": "newer version",
        "foreign": "not a library of OKR",
        "cut": "damaged",
    }


def test_a_file_that_cannot_be_restored_says_why_and_the_library_stays(bench, path, folder):
    folder.mkdir()
    reasons = strange_files(folder)
    bench.close()
    before = path.read_bytes()
    for each in list_backups(folder):
        reason = reasons[each.path.stem]
        assert reason in each.fault
        with pytest.raises(UserError, match=reason):
            restore(each.path, path, folder, NOW)
        assert path.read_bytes() == before
    assert not [name for name in names(folder) if name.startswith("before")]
    assert names(path.parent) == ["backups", "library.okr"]


def test_a_copy_that_is_brought_back_takes_the_place_of_what_is_kept(bench, path, folder):
    made = backup(bench.engine, folder, NOW)
    add_workshop(bench, title="Second")
    bench.close()
    done = restore(made.path, path, folder, NOW + timedelta(hours=1))
    assert titles(path) == ["First"]
    assert done.kept is not None
    assert done.kept.name == "before-restore-20260310T100000Z.okr"
    assert fault_of(done.kept) == ""
    assert titles(done.kept) == ["First", "Second"]
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(path.parent) == ["backups", "library.okr"]


def test_an_older_copy_is_brought_up_when_it_is_opened(path, folder, tmp_path):
    old = make_old(tmp_path / "old.okr", 1)
    done = restore(old, path, folder, NOW)
    assert done.kept is None
    assert len(titles(path)) == 3
    assert path.with_name(f"library.before-{SCHEMA}.okr").exists()


def test_while_somebody_has_the_library_open_nothing_is_brought_back(bench, path, folder):
    made = backup(bench.engine, folder, NOW)
    with pytest.raises(LibraryBusyError, match="open in the app"):
        restore(made.path, path, folder, NOW)
    assert len(bench.library.workshops()) == 1
    assert len(names(folder)) == 2


def test_a_library_in_use_is_no_backup(bench, path, tmp_path, folder):
    other = tmp_path / "other" / "library.okr"
    with pytest.raises(LibraryBusyError):
        restore(path, other, folder, NOW)
    bench.close()
    with pytest.raises(UserError, match="can't be restored over"):
        restore(path, path, folder, NOW)
    Path(f"{path}-journal").write_bytes(b"hot")
    with pytest.raises(UserError, match="cut off"):
        restore(path, other, folder, NOW)


def test_a_damaged_library_is_kept_as_it_is(bench, path, folder):
    made = backup(bench.engine, folder, NOW)
    bench.close()
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 5] = b"\xff" * 4096 * 4
    path.write_bytes(content)
    done = restore(made.path, path, folder, NOW)
    assert done.kept is not None
    assert done.kept.read_bytes() == content
    assert titles(path) == ["First"]


def test_a_file_that_is_no_library_at_all_is_not_replaced(bench, folder, tmp_path):
    made = backup(bench.engine, folder, NOW)
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary, " * 100)
    with pytest.raises(UserError, match="not a library"):
        restore(made.path, diary, folder, NOW)
    theirs = tmp_path / "theirs.okr"
    raw = sqlite3.connect(theirs)
    raw.execute("CREATE TABLE theirs(a)")
    raw.commit()
    raw.close()
    with pytest.raises(UserError, match="not a library of OKR"):
        restore(made.path, theirs, folder, NOW)
    assert diary.read_text().startswith("Dear diary")


def hot_journal(path: Path) -> None:
    """Leave the library as a process does that is killed in the middle of a transaction."""
    code = (
        "import os, sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1])\n"
        "raw.execute('PRAGMA cache_size=1'); raw.execute('PRAGMA cache_spill=1')\n"
        "raw.execute('BEGIN IMMEDIATE')\n"
        'raw.execute("UPDATE agenda_item SET title = hex(zeroblob(90000))")\n'
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert Path(f"{path}-journal").stat().st_size


@pytest.mark.parametrize("gone", [False, True])
def test_a_journal_left_by_a_crash_never_gets_into_what_is_brought_back(bench, path, folder, gone):
    made = backup(bench.engine, folder, NOW)
    add_workshop(bench, title="Second")
    bench.close()
    hot_journal(path)
    if gone:
        path.unlink()
    done = restore(made.path, path, folder, NOW)
    assert titles(path) == ["First"]
    if done.kept is not None:
        assert titles(done.kept) == ["First", "Second"]
    assert (done.kept is None) is gone


@pytest.mark.parametrize("failing", ["put_in_place", "sync_folder"])
def test_a_restore_cut_off_at_the_end_leaves_the_library_as_it_was(
    bench, path, folder, monkeypatch, failing
):
    made = backup(bench.engine, folder, NOW)
    bench.close()

    def stop(*_: object):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"desktop.models.copying.{failing}", stop)
    with pytest.raises(KeyboardInterrupt):
        restore(made.path, path, folder, NOW)
    monkeypatch.undo()
    assert titles(path) == ["First"]


def test_the_library_itself_is_no_place_for_a_copy(bench, path):
    for target in (path, Path(f"{path}-journal")):
        with pytest.raises(UserError, match="library itself"):
            prepare(bench.engine, target, NOW)


def test_a_folder_that_cannot_be_written_is_said_in_words(bench, tmp_path):
    with pytest.raises(UserError, match="No such file or directory"):
        prepare(bench.engine, tmp_path / "gone" / "copy.okr", NOW).run()


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_full_disk_leaves_no_copy_and_says_so(bench, path, tmp_path):
    bench.close()
    code = (
        "import resource, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from desktop.domain.errors import UserError\n"
        "from desktop.models.library import open_library\n"
        "from desktop.services.backups import prepare\n"
        "engine = open_library(Path(sys.argv[1]))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "try: prepare(engine, Path(sys.argv[2]), datetime.now(UTC)).run()\n"
        "except UserError as error: print(error.what)\n"
    )
    command = [sys.executable, "-c", code, str(path), str(tmp_path / "copy.okr")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "not written" in done.stdout
    assert names(tmp_path) == ["library.okr"]


def test_what_is_stored_while_a_copy_is_made_is_in_it_whole_or_not(bench, path, folder, clock):
    """The library's thread writes; the copies are made and read back in another."""
    shop = bench.library.workshops()[0].id
    backups, made, errors = Backups(bench.engine, folder), [], []

    def copy(job):
        try:
            made.append(job.run())
        except UserError as error:  # pragma: no cover
            errors.append(error)

    stored = 0
    for _ in range(5):
        worker = threading.Thread(target=copy, args=(backups.job(NOW),))
        worker.start()
        while worker.is_alive():
            bench.bus.run(Capture(shop, CaptureKind.OBSERVATION, f"note {stored}", clock.now()))
            stored += 1
        worker.join()
    assert not errors
    assert len(bench.library.captures(shop)) == stored > 5
    for each in made:
        assert fault_of(each.path) == ""
        copied = open_bench(each.path)
        notes = [row.text for row in copied.library.captures(shop)]
        assert sorted(notes) == sorted(f"note {n}" for n in range(len(notes)))
        copied.close()
