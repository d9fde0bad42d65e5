"""What was pressed too late, too early or twice is put right with one or three keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import PlaceId
from desktop.domain.kinds import EventKind
from desktop.domain.run import Phase
from tests.builders import block
from tests.safety.windows import CTRL, SHIFT, Windows, windows

Key = Qt.Key
MINUTE = 60_000


@pytest.fixture
def app(qapp, tmp_path, clock):
    """Three blocks of ten minutes; it is the minute they are to start."""
    with windows(qapp, tmp_path, clock) as app:
        nine = (clock.now().utc + timedelta(hours=1)).time()  # in Copenhagen
        app.add_workshop(*(block(f"Block {n}", 10) for n in range(3)), start=nine)
        app.console.show_place(PlaceId.RUN)
        app.console.activateWindow()
        app.wait_for(app.console.isActiveWindow)
        yield app


def state(app: Windows):
    return app.parts.desk.view.state


def link(app: Windows) -> str:
    """The words of the link in the run bar that can be read."""
    shown = app.console.run_bar.link
    return shown.text() if shown.isVisible() else ""


def held(app: Windows, key: Qt.Key, text: str) -> None:
    """The keyboard repeats a key that nobody lets go of."""
    target = app.console.focusWidget() or app.console
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True, 1)
    QApplication.sendEvent(target, event)
    app.settle()


def test_R12_late_start_in_three_keys_while_the_run_waits(app):
    app.pass_time(7 * 60)
    app.press(Key.Key_L)
    app.press(Key.Key_7)
    app.press(Key.Key_Return)
    assert state(app).phase is Phase.RUNNING
    assert state(app).items[0].spent_ms == 7 * MINUTE
    assert state(app).drift_ms == 0
    assert app.console.place is PlaceId.RUN
    app.press(Key.Key_Z, CTRL)
    assert state(app).phase is Phase.WAITING


def test_R12_late_start_in_three_keys_while_the_run_goes_on(app):
    app.pass_time(6 * 60)
    app.press(Key.Key_P)
    app.pass_time(60)
    assert state(app).drift_ms == 6 * MINUTE
    app.press(Key.Key_L)
    app.press(Key.Key_7)
    app.press(Key.Key_Return)
    assert state(app).remaining_ms == 3 * MINUTE
    assert state(app).drift_ms == 0
    assert not app.console.is_covered()
    app.press(Key.Key_Z, CTRL)
    assert state(app).remaining_ms == 9 * MINUTE


@pytest.mark.parametrize("typed", ["", "soon", "13h"])
def test_R12_a_length_that_makes_no_sense_is_refused_beside_the_field(app, typed):
    app.press(Key.Key_P)
    app.press(Key.Key_L)
    app.type(typed)
    app.press(Key.Key_Return)
    field = app.console.focusWidget()
    assert field.refusal
    assert field.text() == typed
    assert "“”" not in field.refusal
    app.press(Key.Key_Escape)
    assert [event.kind for event in app.parts.desk.events] == [EventKind.STARTED]
    assert not app.console.is_covered()


def test_R12_an_idle_block_counts_up_and_the_end_moves_along(app):
    app.pass_time(7 * 60)
    shown = app.console.run_bar.shown
    assert (shown.eyebrow, shown.digits, shown.unit) == ("Not started yet", "7:00", "idle")
    assert (shown.chips[0].text, shown.chips[0].tone) == ("7 min late", "warn")
    assert (shown.ends.at, shown.ends.plan) == ("09:37", "plan 09:30")
    assert link(app) == "It has begun"
    app.pass_time(1)
    assert app.console.run_bar.shown.digits == "7:01"
    app.press(Key.Key_H, CTRL)
    shown = app.console.run_bar.shown
    assert (shown.eyebrow, shown.digits) == ("Ready to start", "30:00")


def test_R12_the_console_stays_the_active_window_when_run_is_filled(app):
    app.press(Key.Key_P)
    app.pass_time(1)
    app.press(Key.Key_N)
    assert app.console.isActiveWindow()


def test_R13_undo_next_keeps_notes_typed_since(app):
    app.press(Key.Key_P)
    app.pass_time(4 * 60)
    app.press(Key.Key_N)
    assert link(app) == "Undo Next"
    app.pass_time(60)
    app.press(Key.Key_Slash)
    app.type("f shorter talks")
    app.press(Key.Key_Return)
    app.press(Key.Key_Escape)
    assert link(app) == "Undo Next"
    app.pass_time(60)
    app.press(Key.Key_U)
    assert (state(app).current, state(app).remaining_ms) == (0, 4 * MINUTE)
    assert [item.spent_ms for item in state(app).items] == [6 * MINUTE, 0, 0]
    assert [row.text for row in app.parts.library.captures(1)] == ["shorter talks"]
    assert link(app) == ""
    app.press(Key.Key_Z, CTRL)
    assert (state(app).current, state(app).remaining_ms) == (1, 8 * MINUTE)
    assert [row.text for row in app.parts.library.captures(1)] == ["shorter talks"]
    assert link(app) == "Undo Next"


def test_R13_the_link_says_what_it_takes_back(app):
    app.press(Key.Key_P)
    assert link(app) == ""
    app.pass_time(60)
    app.press(Key.Key_X)
    assert link(app) == "Undo Skip"
    app.pass_time(60)
    app.press(Key.Key_N, SHIFT)
    assert link(app) == "Undo Back"
    app.press(Key.Key_Plus)
    assert link(app) == ""


def test_R13_the_link_and_its_key_do_the_same(app, qtbot):
    app.press(Key.Key_P)
    app.pass_time(60)
    app.press(Key.Key_N)
    shown = app.console.run_bar.link
    assert shown.keys == "U"
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert state(app).current == 0
    app.pass_time(60)
    app.press(Key.Key_N)
    shown.setFocus()
    app.press(Key.Key_Space)
    assert state(app).current == 0
    assert app.console.run_bar.button("next").hasFocus()


@pytest.mark.parametrize("width", [1200, 1366, 1920])
@pytest.mark.parametrize("paused", [False, True])
def test_R13_the_link_never_pushes_a_button_out(app, width, paused):
    app.console.resize(width, 768)
    app.press(Key.Key_P)
    app.pass_time(25 * 60)
    app.press(Key.Key_N)
    if paused:
        app.press(Key.Key_P)
        app.pass_time(25 * 60)
    bar = app.console.run_bar
    assert bar.width() == app.console.width() - app.console.rail.width()
    shown = [bar.button(name) for name in ("minus", "plus", "pause", "resume", "next")]
    for each in shown:
        if each.isVisible():
            assert each.width() >= each.sizeHint().width()
            assert each.geometry().right() <= bar.width() - 20
    assert bar.link.isVisible() == (width >= 1366 and not paused)


def test_R14_double_next_within_half_a_second_counts_once(app):
    app.press(Key.Key_P)
    app.pass_time(60)
    app.press(Key.Key_N)
    app.clock.advance(0.49)
    app.press(Key.Key_N)
    assert state(app).current == 1
    app.clock.advance(0.02)
    app.press(Key.Key_N)
    assert state(app).current == 2


def test_R14_auto_repeat_of_next_advances_once(app):
    app.press(Key.Key_P)
    app.pass_time(60)
    app.press(Key.Key_N)
    for _ in range(40):
        app.clock.advance(0.03)
        held(app, Key.Key_N, "n")
    assert state(app).current == 1
