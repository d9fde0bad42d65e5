"""The windows close and open again: on another library, or on a backup in the place of this one."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time

import pytest

from desktop import app as composition
from desktop.bridge.settings import Settings
from desktop.domain.errors import UserError
from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.backups import backup
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.services.workshops import CreateWorkshop, ensure_programme
from desktop.system.folders import user_folders

LOG = logging.getLogger("tests")
NOW = datetime(2027, 1, 21, 8, 0, tzinfo=UTC)


def write(path, *titles):
    """A library with these workshops; returns a backup of it."""
    engine = open_library(path)
    uow = UnitOfWork(engine)
    with uow.begin() as work:
        ensure_programme(work)
    bus = CommandBus(uow)
    for title in titles:
        bus.run(CreateWorkshop(title, date(2027, 1, 21), time(9), time(13), "Europe/Copenhagen"))
    made = backup(engine, path.parent / "copies", NOW)
    engine.dispose()
    return made.path


def titles(path):
    engine = open_library(path)
    found = {row.title for row in Library(UnitOfWork(engine)).workshops()}
    engine.dispose()
    return found


@pytest.fixture
def opened(qapp, monkeypatch):
    """What each opening of the windows was given; `answers` are what a person does in them."""
    seen, answers = [], []

    def once(_qt, path, settings, refused, *, sample, log):
        seen.append((path, refused))
        if answers:
            answers.pop(0)(settings)
        return 0

    monkeypatch.setattr(composition, "_run_once", once)
    yield seen, answers
    Settings(user_folders().settings).library = None


def test_a_restored_backup_is_what_opens_again(opened, tmp_path):
    path = tmp_path / "library.okr"
    copy = write(path, "Kept")
    write(path, "Made later")
    seen, answers = opened

    def restore(settings):
        settings.restore_from, settings.opens_again = copy, True

    answers.append(restore)
    assert composition.run_app(path, sample=False, log=LOG) == 0
    assert seen == [(path, None), (path, None)]
    assert titles(path) == {"Kept"}


def test_a_backup_that_is_refused_leaves_the_library_and_is_said(opened, tmp_path):
    path = tmp_path / "library.okr"
    write(path, "Kept")
    seen, answers = opened

    def restore(settings):
        settings.restore_from, settings.opens_again = tmp_path / "gone.okr", True

    answers.append(restore)
    composition.run_app(path, sample=False, log=LOG)
    assert isinstance(seen[1][1], UserError)
    assert titles(path) == {"Kept"}


def test_another_library_opens_and_is_remembered(opened, tmp_path):
    path, other = tmp_path / "library.okr", tmp_path / "other.okr"
    write(other, "Theirs")
    seen, answers = opened

    def choose(settings):
        settings.library, settings.opens_other, settings.opens_again = other, True, True

    answers.append(choose)
    composition.run_app(path, sample=False, log=LOG)
    composition.run_app(None, sample=False, log=LOG)
    assert [each for each, _ in seen] == [path, other, other]


def test_a_chosen_library_that_is_gone_gives_way_to_the_own_one(opened, tmp_path):
    Settings(user_folders().settings).library = tmp_path / "gone.okr"
    composition.run_app(None, sample=False, log=LOG)
    assert opened[0] == [(user_folders().library, None)]
