"""A rehearsal: the whole app on a scratch copy, faster, and nothing of it in the real library."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QApplication

from desktop.app import build
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.rehearsals import RehearsalRunner, Scratch, command, sweep_rehearsals
from desktop.bridge.settings import Settings, TextSize, ThemeChoice
from desktop.bridge.theme import apply_theme, load_theme
from desktop.cli import commands
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, WorkshopState
from desktop.domain.run import Phase
from desktop.domain.stage import Scene
from desktop.rehearsal import build_rehearsal
from desktop.services.capture import Capture
from desktop.services.rehearsing import scratch_copy
from desktop.services.run import NextItem, StartRun
from desktop.system.folders import user_folders
from desktop.views.message_bar import Tone
from tests import guards
from tests.builders import add_workshop, dump, open_bench

START_MS = 30_000


@pytest.fixture
def bench(tmp_path):
    made = open_bench(tmp_path / "library.okr")
    yield made
    made.close()


@pytest.fixture
def rehearse(qtbot, qapp, tmp_path, clock, bench):
    """The app on a scratch copy of the bench, in this process."""
    apply_theme(qapp, load_theme("light"))
    opened = []

    def run(workshop_id, speed=300):
        path = tmp_path / "scratch" / "rehearsal.okr"
        path.parent.mkdir()
        scratch_copy(bench.engine, path).run()
        settings = Settings(path.with_name("settings.ini"), path)
        made = build_rehearsal(path, settings, path.with_name("reports"), speed, clock)
        guards.guard_library(path)
        opened.append((made, path))
        made.app.listen()
        with qtbot.waitActive(made.app.console):
            made.app.console.show()
            made.app.console.activateWindow()
        made.open(workshop_id)
        return made

    yield run
    for made, path in opened:
        made.app.console.close()
        made.app.stage.close()
        made.app.close()
        guards.release_library(path)
        made.app.console.deleteLater()
        made.app.stage.deleteLater()


def run_a_little(bench, clock):
    """A workshop whose run goes on, with a note in it."""
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(Capture(shop, CaptureKind.IDEA, "said in the real one", clock.advance(60)))
    bench.bus.run(NextItem(shop, clock.advance(600)))
    return shop


def test_a_whole_agenda_rehearsed_leaves_the_library_as_it_is(rehearse, bench, clock, qtbot):
    shop = run_a_little(bench, clock)
    before = dump(bench)
    app = rehearse(shop).app
    board, desk = app.parts.board, app.parts.desk
    assert desk.view.state.phase is Phase.WAITING
    board.trigger(ActionId.RUN_TOGGLE)
    for item in range(4):
        app.parts.conductor.capture(CaptureKind.RISK, f"rehearsed {item}")
        clock.advance(desk.view.agenda[item].planned_s / 300)
        desk._ticker.ticked.emit()
        assert desk.view.state.current == item
        if item < 3:
            app.parts.conductor.next_item()
    assert desk.view.state.drift_ms == 0
    board.trigger(ActionId.RUN_END)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.view.workshop.state is WorkshopState.CLOSED
    assert len(app.parts.library.captures(shop)) == 4
    assert dump(bench) == before


def test_it_begins_fresh_at_the_planned_start_whatever_has_happened(rehearse, bench, clock):
    shop = run_a_little(bench, clock)
    made = rehearse(shop)
    view = made.app.parts.desk.view
    assert made.app.parts.library.captures(shop) == ()
    assert view.workshop.state is WorkshopState.DRAFT
    assert view.now.utc == view.slots[0].starts_at
    assert made.app.console.place is PlaceId.RUN
    assert made.app.bus.undo_label is None
    assert [row.title for row in view.agenda] == ["Welcome", "Objectives", "Break", "Close"]


def test_nobody_is_late_who_looks_around_before_the_start(rehearse, bench, clock):
    made = rehearse(add_workshop(bench))
    clock.advance(600)
    made.app.parts.board.trigger(ActionId.RUN_TOGGLE)
    state = made.app.parts.desk.view.state
    assert (state.phase, state.drift_ms) == (Phase.RUNNING, 0)
    assert made.app.parts.desk._ticker.is_armed
    clock.advance(1)
    made.app.parts.desk._ticker.ticked.emit()
    assert made.app.parts.desk.view.state.elapsed_ms == 300_000


def test_the_banner_says_how_fast_it_goes_and_changes_it(rehearse, bench, clock, qtbot):
    made = rehearse(add_workshop(bench), speed=60)
    made.app.parts.board.trigger(ActionId.RUN_TOGGLE)
    assert made.banner.what.text() == "Rehearsal at 60 times the speed."
    assert made.banner.height() == 40
    clock.advance(1)
    speed = made.banner.speeds.segment(made.banner.speeds.value)
    speed.setFocus()
    qtbot.keyClick(speed, Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert made.clock.speed == 1
    assert made.banner.what.text() == "Rehearsal at the real speed."
    assert made.app.parts.desk.view.state.elapsed_ms == 60_000
    clock.advance(1)
    made.app.parts.desk._ticker.ticked.emit()
    assert made.app.parts.desk.view.state.elapsed_ms == 61_000


def test_it_never_wakes_more_than_twenty_times_a_second(rehearse, bench):
    made = rehearse(add_workshop(bench))
    made.app.parts.board.trigger(ActionId.RUN_TOGGLE)
    ticker = made.app.parts.desk._ticker
    assert ticker._timer.interval() == 50
    made.set_speed(1)
    assert ticker._timer.interval() > 900


def test_nobody_takes_its_windows_for_the_real_ones(rehearse, bench):
    app = rehearse(add_workshop(bench, title="Q1 <b>OKRs</b>")).app
    assert app.console.windowTitle() == "Rehearsal · Q1 <b>OKRs</b>"
    assert app.stage.windowTitle() == "Rehearsal stage"
    assert app.stage.content.scene is Scene.WELCOME


def test_no_rehearsal_within_a_rehearsal(rehearse, bench):
    app = rehearse(add_workshop(bench)).app
    said = []
    app.parts.board.refused.connect(lambda _action, why: said.append(why))
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    assert said == ["This is a rehearsal already"]
    assert app.console.run_bar.button("rehearse").isHidden()
    assert app.console.run_bar.button("start").isVisible()


def test_its_end_closes_the_window(rehearse, bench, qtbot):
    made = rehearse(add_workshop(bench))
    made.banner.end.setFocus()
    qtbot.keyClick(made.banner.end, Qt.Key.Key_Return)
    assert not made.app.console.isVisible()


def test_it_comes_forward_when_it_is_asked_for_again(rehearse, bench, qtbot):
    made = rehearse(add_workshop(bench))
    made.app.console.showMinimized()
    with qtbot.waitActive(made.app.console):
        made.come_forward()
    assert not made.app.console.isMinimized()


# the app that starts one


@pytest.fixture
def app(qtbot, qapp, tmp_path, clock):
    apply_theme(qapp, load_theme("light"))
    path = tmp_path / "library.okr"
    settings = Settings(tmp_path / "settings.ini", path)
    settings.theme, settings.text_size = ThemeChoice.DARK, TextSize.LARGER
    made = build(path, clock=clock, settings=settings, reports=tmp_path / "reports")
    guards.guard_library(path)
    made.console.show()
    yield made
    made.console.close()
    made.stage.close()
    made.close()
    guards.release_library(path)
    made.console.deleteLater()
    made.stage.deleteLater()


def said(app):
    message = app.console.messages.message
    return "" if message is None else message.text


def folders():
    root = user_folders().rehearsals
    return [each for each in root.iterdir() if each.is_dir()] if root.is_dir() else []


def test_an_empty_agenda_is_not_rehearsed_and_says_why(app):
    app.parts.conductor.new_workshop()
    button = app.console.run_bar.button("rehearse")
    assert not button.isEnabled()
    assert button.toolTip() == "The agenda has no block yet"


def test_the_button_stands_left_of_start_and_goes_with_it(app):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.console.resize(1366, 768)
    bar = app.console.run_bar
    rehearse, start = bar.button("rehearse"), bar.button("start")
    assert rehearse.isVisible()
    assert rehearse.geometry().right() < start.geometry().left()
    app.parts.board.trigger(ActionId.RUN_TOGGLE)
    assert rehearse.isHidden()


def test_a_real_rehearsal_opens_and_ends_and_leaves_nothing(app, qtbot):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.parts.board.trigger(ActionId.RUN_TOGGLE)
    before = dump(app)
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    assert said(app) == "The rehearsal opens in a window of its own"
    runner = app.wiring._run.rehearsals
    scratch = runner.scratch
    qtbot.waitUntil(scratch.is_up.exists, timeout=START_MS)
    assert Settings(scratch.settings).theme is ThemeChoice.DARK
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    assert said(app) == "A rehearsal is open already, in a window of its own"
    assert folders() == [scratch.folder]
    assert sweep_rehearsals(user_folders().rehearsals) == 0
    assert app.parts.conductor.capture(CaptureKind.IDEA, "the app stays usable")
    app.parts.store.undo()
    with qtbot.waitSignal(runner.ended, timeout=START_MS):
        runner._process.terminate()  # closes its window, as a person does
    assert not scratch.folder.exists()
    assert not runner.is_running
    assert said(app) == "Undone: Note"  # an end that was asked for is no news
    assert dump(app) == before


def test_closing_the_app_ends_its_rehearsal(app, qtbot):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    scratch = app.wiring._run.rehearsals.scratch
    qtbot.waitUntil(scratch.is_up.exists, timeout=START_MS)
    process = app.wiring._run.rehearsals._process
    app.console.close()
    assert process.state() is QProcess.ProcessState.NotRunning
    assert folders() == []


def test_a_rehearsal_that_breaks_off_says_so_and_can_be_had_again(app, qtbot):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    runner = app.wiring._run.rehearsals
    qtbot.waitUntil(runner.scratch.is_up.exists, timeout=START_MS)
    runner._process.kill()
    qtbot.waitUntil(lambda: "broke off" in said(app), timeout=START_MS)
    assert folders() == []
    assert not runner.is_running


def test_a_rehearsal_that_cannot_start_says_so(app, qtbot, monkeypatch):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    app.parts.board.trigger(ActionId.RUN_REHEARSE)
    qtbot.waitUntil(lambda: "did not start" in said(app))
    assert app.console.messages.message.tone is Tone.WARN
    assert folders() == []


def test_a_copy_that_cannot_be_written_says_so(app, tmp_path, qtbot):
    def broken(path):
        path.mkdir()
        return scratch_copy(app.engine, path)

    runner = RehearsalRunner(broken, app.parts.settings, tmp_path / "rehearsals", app.console)
    with qtbot.waitSignal(runner.failed) as blocker:
        runner.start(1)
    assert "did not start" in blocker.args[0].what
    assert not runner.is_running
    assert [each for each in (tmp_path / "rehearsals").iterdir() if each.is_dir()] == []


def test_what_a_crash_left_is_swept_and_what_is_in_use_stays(tmp_path):
    left, used = Scratch(tmp_path / "left"), Scratch(tmp_path / "used")
    for scratch in (left, used):
        scratch.calls.mkdir(parents=True)
        scratch.library.write_bytes(b"x")
    lock = used.lock("window")
    assert lock.tryLock(0)
    assert sweep_rehearsals(tmp_path) == 1
    assert used.library.exists()
    assert not left.folder.exists()
    lock.unlock()


def test_what_was_chosen_goes_along_and_libraries_do_not(tmp_path):
    settings = Settings(tmp_path / "mine.ini", tmp_path / "library.okr")
    settings.theme, settings.library, settings.workshop_id = ThemeChoice.DARK, tmp_path, 3
    settings.keys = {"run.next": ("F9",)}
    settings.copy_to(tmp_path / "copy.ini")
    copy = Settings(tmp_path / "copy.ini", tmp_path / "library.okr")
    assert copy.theme is ThemeChoice.DARK
    assert copy.keys == {"run.next": ("F9",)}
    assert copy.library is None
    assert copy.workshop_id is None


def opened_with(*arguments):
    asked = []

    def open_app(database, **more):
        asked.append((database, more))

    done = CliRunner().invoke(commands, arguments, obj=open_app)
    return asked, done


def test_the_command_that_is_started_is_understood(tmp_path):
    program = command(tmp_path / "rehearsal.okr", 7, 60)
    (asked,), _ = opened_with(*program[3:])
    assert asked == (
        tmp_path / "rehearsal.okr",
        {"sample": False, "self_test": False, "rehearse": (60, 7)},
    )


@pytest.mark.parametrize("more", [(), ("--workshop", "1"), ("--database", "x.okr")])
def test_half_of_it_opens_nothing(more):
    asked, done = opened_with("--rehearse", "60", *more)
    assert (asked, done.exit_code) == ([], 2)
    assert "--rehearse" not in CliRunner().invoke(commands, ["--help"]).output


def test_a_real_library_is_never_rehearsed_in(qapp, bench, tmp_path, clock):
    from desktop.rehearsal import run_rehearsal

    shop = run_a_little(bench, clock)
    before = dump(bench)
    refused = partial(run_rehearsal, Path(bench.path), 60, shop, None)
    with pytest.raises(UserError, match="no scratch copy"):
        refused()
    assert dump(bench) == before


def test_a_workshop_that_is_gone_is_named(rehearse, bench):
    with pytest.raises(UserError, match="no workshop 99"):
        rehearse(99)


def test_the_copy_is_private_and_whole(bench, tmp_path, clock):
    shop = run_a_little(bench, clock)
    path = scratch_copy(bench.engine, tmp_path / "copy.okr").run()
    assert path.stat().st_mode & 0o077 == 0
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT count(*) FROM run_event WHERE workshop_id=?", (shop,))
    assert found.fetchone() == (2,)
    connection.close()
