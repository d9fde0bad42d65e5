"""Files appear whole or not at all, and only their owner can read them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from desktop.domain.errors import UserError
from desktop.system.files import replacing, sweep, write_bytes, writing
from desktop.system.folders import user_folders


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_nothing_else_is_left(tmp_path):
    write_bytes(tmp_path / "report.pdf", b"whole")
    assert (tmp_path / "report.pdf").read_bytes() == b"whole"
    assert names(tmp_path) == ["report.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_read_it_even_while_it_is_written(tmp_path):
    with writing(tmp_path / "report.pdf") as file:
        (temporary,) = tmp_path.iterdir()
        assert stat.S_IMODE(temporary.stat().st_mode) == 0o600
        file.write(b"x")
    assert stat.S_IMODE((tmp_path / "report.pdf").stat().st_mode) == 0o600


def test_a_failure_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def fail() -> None:
        with writing(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path):
    path = tmp_path / "gone" / "report.pdf"
    with pytest.raises(UserError) as refused:
        write_bytes(path, b"x")
    assert str(path) in refused.value.what
    assert "No such file or directory" in refused.value.what


def test_a_folder_in_the_place_of_the_file_is_said_in_words(tmp_path):
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(UserError):
        write_bytes(tmp_path / "report.pdf", b"x")
    assert names(tmp_path) == ["report.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"old")
    lines = (
        "import resource, signal, pathlib\n"
        "from desktop.system.files import write_bytes\n"
        "from desktop.domain.errors import UserError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"try: write_bytes(pathlib.Path({str(tmp_path / 'report.pdf')!r}), b'n' * 100_000)\n"
        "except UserError as error: print(error.what)\n"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert "File too large" in done.stdout
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_what_a_crash_left_is_swept_and_nothing_else(tmp_path):
    (tmp_path / ".okr-facilitator-0123456789abcdef.part").write_bytes(b"half")
    (tmp_path / "notes.part").write_bytes(b"not ours")
    assert sweep(tmp_path) == 1
    assert names(tmp_path) == ["notes.part"]
    assert sweep(tmp_path / "gone") == 0


def test_a_file_written_by_name_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "copy.okr"
    with replacing(path) as temporary:
        assert temporary.stat().st_size == 0
        temporary.write_bytes(b"new")
        assert names(tmp_path) == [temporary.name]
    assert path.read_bytes() == b"new"

    def fail() -> None:
        with replacing(path) as temporary:
            temporary.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["copy.okr"]


def test_backups_of_the_own_library_are_among_the_data_and_others_beside_it(tmp_path):
    own = user_folders()
    assert own.backups_of(None) == own.backups_of(own.library) == own.data / "backups"
    assert own.backups_of(tmp_path / "team.okr") == tmp_path / "team backups"
