"""The library is backed up while it is in use, by itself once a day."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QTimer

from desktop.bridge.backup import BackupRunner
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind
from desktop.services.backups import BackupKind, Backups, fault_of, list_backups
from desktop.services.capture import Capture
from tests.builders import add_workshop, open_bench

LIMIT_S = 0.1


@pytest.fixture
def bench(tmp_path):
    made = open_bench(tmp_path / "library.okr")
    yield made
    made.close()


@pytest.fixture
def runner(qapp, bench, tmp_path, clock):
    made = BackupRunner(lambda: Backups(bench.engine, tmp_path / "backups"), clock)
    yield made
    made.drain()


def test_what_is_asked_for_is_made_and_said(qtbot, runner, bench):
    with qtbot.waitSignal(runner.done) as told:
        runner.start()
        assert runner.is_running
    (made,) = told.args
    assert made.kind is BackupKind.BY_HAND
    assert fault_of(made.path) == ""
    assert not runner.is_running


def test_it_backs_up_by_itself_once_a_day(qtbot, runner, bench, clock):
    runner.start_if_due()
    assert not runner.is_running  # an empty library has nothing to lose
    add_workshop(bench)
    for _ in range(2):
        with qtbot.waitSignal(runner.done) as told:
            runner.start_if_due()
        assert told.args[0].kind is BackupKind.AUTOMATIC
        runner.start_if_due()
        assert not runner.is_running
        clock.advance(timedelta(hours=25).total_seconds())
    assert len(list_backups(runner.folder)) == 2


def test_the_copies_are_listed_with_their_faults(qtbot, runner, bench):
    with qtbot.waitSignal(runner.done) as told:
        runner.start()
    told.args[0].path.write_bytes(b"gone")
    with qtbot.waitSignal(runner.listed) as listed:
        runner.look()
    assert [bool(each.fault) for each in listed.args[0]] == [True]


def test_it_can_be_cancelled_and_leaves_nothing(qtbot, runner, bench):
    fill(bench, 4000)
    runner.start()
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel()
    assert not list(runner.folder.iterdir())


def test_a_folder_that_cannot_be_made_is_said(qtbot, bench, tmp_path, clock):
    (tmp_path / "file").write_text("")
    runner = BackupRunner(lambda: Backups(bench.engine, tmp_path / "file" / "in"), clock)
    with qtbot.waitSignal(runner.failed) as told:
        runner.start()
    assert isinstance(told.args[0], UserError)


def fill(bench, notes: int) -> int:
    """A library of many megabytes."""
    shop = add_workshop(bench)
    with bench.uow.begin() as work:
        from desktop.models.base import new_uid
        from desktop.models.tables import Decision

        work.add_rows(
            Decision,
            [
                {
                    "uid": new_uid(),
                    "rank": f"a{n}",
                    "workshop_id": shop,
                    "text": f"{n} " * 500,
                    "captured_at": None,
                    "run_ms": None,
                    "item_uid": "",
                }
                for n in range(notes)
            ],
        )
    return shop


def test_the_window_is_never_kept_waiting_and_what_is_typed_is_stored(qtbot, runner, bench, clock):
    shop = fill(bench, 4000)
    waits, last = [], [perf_counter()]

    def tick() -> None:
        if len(waits) % 10 == 0:
            bench.bus.run(Capture(shop, CaptureKind.NEED, f"need {len(waits)}", clock.now()))
        now = perf_counter()
        waits.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    with qtbot.waitSignal(runner.done, timeout=20_000) as told:
        runner.start()
    timer.stop()
    assert max(waits) < LIMIT_S * 5  # five times the room, as in every test of speed
    assert told.args[0].size > 10_000_000
    assert fault_of(told.args[0].path) == ""
