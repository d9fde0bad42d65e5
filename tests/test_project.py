"""The files around the code agree with each other: locks, targets, version, licence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import desktop

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
TARGETS = ["setup", "run", "test", "test-long", "screens", "bench", "build"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _project() -> dict:
    return tomllib.loads(_text("pyproject.toml"))


def _pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(_text(lock)))


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_but_no_address(lock):
    text = _text(lock)
    assert "http" not in text
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) == len(_pins(lock))
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_locks_hold_what_the_project_asks_for():
    project = _project()
    run, dev = (_pins(lock) for lock in LOCKS)
    assert {_name(r) for r in project["project"]["dependencies"]} <= run.keys()
    assert {_name(r) for r in project["dependency-groups"]["dev"]} <= dev.keys()
    assert run.items() <= dev.items()


def test_the_locked_qt_is_older_than_the_one_that_aborts():
    version = _pins("requirements.lock")["pyside6-essentials"]
    assert (6, 10) <= tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_no_web_engine_comes_along():
    assert "pyside6" not in _pins("requirements.lock")


def test_every_promised_target_is_in_the_makefile():
    makefile = _text("Makefile")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in TARGETS)


@pytest.mark.parametrize("script", [".ci/run", ".ci/setup"])
def test_a_script_can_be_run_and_is_free_of_slips(script):
    path = ROOT / script
    assert os.access(path, os.X_OK)
    shell = path.read_text(encoding="utf-8").splitlines()[0].rpartition("/")[2].split()[-1]
    done = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_changelog_knows_this_version_or_the_next():
    text = _text("CHANGELOG.md")
    assert "## Unreleased" in text or f"## {desktop.__version__}" in text


def test_the_readme_names_the_two_commands_and_the_licence():
    text = _text("README.md")
    assert "make run" in text
    assert "make test" in text
    assert "MIT" in text
    assert _text("LICENSE").startswith("MIT License")


def test_a_wheel_carries_the_code_the_revisions_and_the_resources(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert desktop.__version__ in wheel.name
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"desktop/{p.relative_to(ROOT / 'desktop').as_posix()}" for p in _sources()}
    assert wanted <= names
    resources = {p for p in (ROOT / "resources").rglob("*") if p.is_file()}
    assert resources
    assert {f"desktop/{p.relative_to(ROOT).as_posix()}" for p in resources} <= names


def _sources() -> list[Path]:
    return sorted((ROOT / "desktop").rglob("*.py"))
