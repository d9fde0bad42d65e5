"""Backup, restore, check and the import of a workshop, as another program would call them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop.cli import commands
from desktop.models.library import SCHEMA
from desktop.system.resources import resource
from tests.builders import add_workshop, dump, open_bench
from tests.models.old_libraries import make_old


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "library.okr"
    bench = open_bench(path)
    add_workshop(bench, title="First")
    bench.close()
    return path


@pytest.fixture
def call(database):
    def run(*arguments, code=0, library=database):
        done = CliRunner().invoke(commands, ["--database", str(library), *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done

    return run


def titles(call, **more) -> list[str]:
    return sorted(row["title"] for row in json.loads(call("list", "--json", **more).stdout))


def state(path: Path) -> dict:
    bench = open_bench(path)
    found = dump(bench)
    bench.close()
    return found


def test_a_backup_goes_to_the_folder_of_the_library(call, database):
    done = json.loads(call("backup", "--json").stdout)
    made = Path(done["backup"])
    assert made.parent == database.with_name("library backups")
    assert made.stat().st_size == done["bytes"]
    assert done["sha256"] in Path(f"{made}.sha256").read_text()
    assert str(made.parent) in call("backup").stdout
    assert len(list(made.parent.glob("*.okr"))) == 2


def test_a_backup_goes_where_it_is_told_and_replaces_what_is_there(call, tmp_path, database):
    out = tmp_path / "copy.okr"
    for _ in range(2):
        assert json.loads(call("backup", "--output", out, "--json").stdout)["backup"] == str(out)
    assert state(out) == state(database)


def test_there_and_back(call, tmp_path, database):
    out = tmp_path / "copy.okr"
    before = state(database)
    call("backup", "--output", out)
    call("new", "--template", "okr-drafting-4h", "--title", "Second")
    done = json.loads(call("restore", out, "--json").stdout)
    assert state(database) == before
    assert (done["library"], done["restored"]) == (str(database), str(out))
    call("restore", done["kept"])
    assert titles(call) == ["First", "Second"]


def test_a_library_that_is_gone_comes_back(call, tmp_path, database):
    out = tmp_path / "copy.okr"
    call("backup", "--output", out)
    elsewhere = tmp_path / "new" / "place.okr"
    assert json.loads(call("restore", out, "--json", library=elsewhere).stdout)["kept"] is None
    assert titles(call, library=elsewhere) == ["First"]


def test_an_older_library_is_brought_up_by_any_command(call, tmp_path):
    old = make_old(tmp_path / "old.okr", 1)
    assert len(titles(call, library=old)) == 3
    assert (tmp_path / f"old.before-{SCHEMA}.okr").exists()


def test_a_library_in_order_passes_the_check(call):
    assert call("check").stdout.startswith("The library is whole.\n1 workshop.\n")
    done = json.loads(call("check", "--json").stdout)
    assert (done["ok"], done["problems"], done["schema"]) == (True, [], SCHEMA)
    assert done["rows"] > 4


def test_what_a_check_finds_is_an_error_each_and_exit_code_1(call, database):
    raw = sqlite3.connect(database)
    raw.execute("UPDATE agenda_item SET workshop_id = 77 WHERE id = 2")
    raw.commit()
    raw.close()
    done = call("check", code=1)
    assert done.stdout == ""
    sentence = "Row 2 of agenda_item belongs to a row of workshop that is not there."
    assert f"error: {sentence}" in done.stderr.splitlines()
    assert all(line.startswith("error: ") for line in done.stderr.splitlines())
    found = json.loads(call("check", "--json", code=1).stdout)
    assert found["ok"] is False
    assert sentence in found["problems"]


def test_a_damaged_library_fails_the_check_and_no_backup_is_made(call, database):
    content = bytearray(database.read_bytes())
    content[4096 : 4096 * 4] = b"\xff" * 4096 * 3
    database.write_bytes(content)
    for command in ("check", "backup"):
        assert "damaged" in call(command, code=1).stderr
    assert not database.with_name("library backups").exists()


def test_a_workshop_is_imported_once(call):
    sample = resource("sample", "sample.json")
    done = json.loads(call("import", "workshop", sample, "--json").stdout)
    assert set(done) == {"workshop", "rows", "skipped", "warnings"}
    assert done["workshop"] == 2
    assert done["rows"] > 50
    before = titles(call)
    again = call("import", "workshop", sample, "--json", code=1)
    assert again.stderr.startswith("error: ")
    assert "in this library already" in again.stderr
    assert titles(call) == before


def test_a_workshop_makes_its_library(call, tmp_path):
    path = tmp_path / "other.okr"
    done = call("import", "workshop", resource("sample", "sample.json"), library=path)
    assert done.stdout.startswith("Workshop 1 is here")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("restore", "missing.okr"), "does not exist"),
        (("restore", __file__), "damaged or not a library"),
        (("backup", "--output", "/nowhere/copy.okr"), "No such file or directory"),
        (("import", "workshop", "missing.zip"), "does not exist"),
        (("import", "workshop", __file__), "not a workshop file"),
    ],
)
def test_a_refusal_is_one_line_and_changes_nothing(call, database, arguments, reason):
    before = database.read_bytes()
    done = call(*arguments, code=1)
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr
    assert database.read_bytes() == before


def test_the_library_is_not_overwritten_by_its_own_backup(call, database):
    assert "library itself" in call("backup", "--output", database, code=1).stderr
    assert titles(call) == ["First"]


@pytest.mark.parametrize("arguments", [("restore",), ("backup", "--to", "x"), ("check", "x")])
def test_wrong_usage_is_exit_code_2(call, arguments):
    call(*arguments, code=2)


def test_while_the_app_has_the_library_nothing_is_done(call, database, tmp_path):
    out = tmp_path / "copy.okr"
    call("backup", "--output", out)
    bench = open_bench(database)
    sample = resource("sample", "sample.json")
    for arguments in (("backup",), ("check",), ("restore", out), ("import", "workshop", sample)):
        assert "open in the app" in call(*arguments, code=1).stderr
    assert [row.title for row in bench.library.workshops()] == ["First"]
    bench.close()
