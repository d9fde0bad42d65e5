"""A workshop leaves from the command line: as a file for hand-over, and as tables."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from desktop.cli import commands
from desktop.domain.workshop_zip import unpack_workshop
from desktop.services.files import sample_import
from tests.builders import open_bench


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "library.okr"
    bench = open_bench(path)
    bench.bus.run(sample_import())
    bench.close()
    return path


@pytest.fixture
def call(database):
    def run(*arguments, code=0, library=database):
        done = CliRunner().invoke(commands, ["--database", str(library), *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done

    return run


def test_a_workshop_file_brings_the_workshop_into_another_library(call, tmp_path):
    out, other = tmp_path / "hand-over.okrworkshop", tmp_path / "other.okr"
    done = call("export", 1, "--format", "workshop", "--output", out, "--with-private")
    assert f"{out.stat().st_size} bytes" in done.stdout
    assert oct(out.stat().st_mode & 0o777) == "0o600"
    answer = json.loads(call("import", "workshop", out, "--json", library=other).stdout)
    assert answer["workshop"] == 1
    bench = open_bench(other)
    assert bench.library.workshop_doc(1) == sample_import().doc
    bench.close()


def test_what_is_private_stays_out_of_a_workshop_file_unless_it_is_asked_for(call, tmp_path):
    public, private = tmp_path / "public", tmp_path / "private"
    call("export", 1, "--format", "workshop", "--output", public)
    call("export", 1, "--format", "workshop", "--output", private, "--with-private")
    doc = unpack_workshop(public.read_bytes())
    assert not any(item.private_note for item in doc.agenda)
    assert not any(person.email or person.accommodation for person in doc.people)
    assert len(doc.okrs) == 6
    assert unpack_workshop(private.read_bytes()) == sample_import().doc


def test_a_workshop_comes_in_once(call, tmp_path):
    out = tmp_path / "hand-over.okrworkshop"
    call("export", 1, "--format", "workshop", "--output", out)
    done = call("import", "workshop", out, code=1)
    assert "in this library already" in done.stderr


@pytest.mark.parametrize("kind", ["workshop", "csv"])
def test_a_workshop_that_is_not_there_is_refused_and_nothing_is_written(call, tmp_path, kind):
    done = call("export", 77, "--format", kind, "--output", tmp_path / "out", code=1)
    assert "no workshop 77" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_is_refused(call, tmp_path):
    out = tmp_path / "not-there" / "file"
    done = call("export", 1, "--format", "workshop", "--output", out, code=1)
    assert "could not be written" in done.stderr
    assert not out.parent.exists()


@pytest.mark.parametrize("kind", ["pdf", "md", "csv"])
def test_private_things_are_for_workshop_files_only(call, tmp_path, kind):
    out = tmp_path / "out"
    done = call("export", 1, "--format", kind, "--output", out, "--with-private", code=2)
    assert "--format workshop only" in done.stderr
    assert not out.exists()


def test_csv_is_a_folder_with_one_file_for_each_kind(call, tmp_path):
    folder = tmp_path / "tables"
    done = call("export", 1, "--format", "csv", "--output", folder)
    files = sorted(folder.iterdir())
    assert f"{len(files)} files" in done.stdout
    assert len(files) > 4
    for path in files:
        assert path.suffix == ".csv"
        with path.open(newline="", encoding="utf-8-sig") as file:
            header, *rows = csv.reader(file)
        assert rows
        assert all(len(row) == len(header) for row in rows)
    text = "".join(path.read_text("utf-8-sig") for path in files)
    assert "Bookings done within three minutes" in text
    assert "@example.org" not in text
