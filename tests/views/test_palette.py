"""Every action by its name, with its key, and why when it is off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget

from desktop.bridge.actions import ACTIONS, ActionBoard, ActionId
from desktop.views.palette import Palette, agenda_item, matches
from desktop.views.palette_row import key_caps, split_marks
from tests.views.desks import desk as a_desk
from tests.views.desks import empty_desk
from tests.views.shell import dress


@pytest.fixture
def desk(qtbot, qapp):
    dress(qapp)
    window = QMainWindow()
    area = QWidget()
    window.button = QPushButton("under", area)
    QVBoxLayout(area).addWidget(window.button)
    window.setCentralWidget(area)
    window.board = ActionBoard(window)
    window.asked = []
    window.board.triggered.connect(window.asked.append)
    window.board.show_desk(a_desk())
    window.palette_ = Palette(window.board, area)
    qtbot.addWidget(window)
    window.resize(1194, 692)
    with qtbot.waitActive(window):
        window.show()
    window.button.setFocus()
    yield window
    window.close()


def lines(palette):
    rows = (palette.model.item(row) for row in range(palette.model.rowCount()))
    return [item for item in rows if item is not None]


def test_it_opens_with_every_action_and_the_cursor_in_the_field(desk):
    desk.palette_.toggle()
    assert desk.palette_.field.hasFocus()
    ids = {item.id for item in lines(desk.palette_)}
    assert ids == {spec.id for spec in ACTIONS} - {ActionId.PALETTE_OPEN}


def test_typing_finds_by_name_and_by_other_words(desk, qtbot):
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "blank")
    assert [item.id for item in lines(desk.palette_)] == [ActionId.STAGE_BLANK]
    desk.palette_.field.clear()
    qtbot.keyClicks(desk.palette_.field, "projector")
    assert [item.id for item in lines(desk.palette_)] == [ActionId.STAGE_FULLSCREEN]


def test_all_words_must_be_found_in_any_order(desk, qtbot):
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "less five")
    assert [item.id for item in lines(desk.palette_)] == [ActionId.RUN_MINUS_5]


def test_enter_runs_the_chosen_action_and_the_focus_goes_back(desk, qtbot):
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "stage")
    qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Down)
    second = lines(desk.palette_)[1].id
    qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Return)
    assert desk.asked == [second]
    assert not desk.palette_.isVisible()
    assert desk.button.hasFocus()


def test_arrows_pass_over_headings_and_stop_at_the_ends(desk, qtbot):
    palette = desk.palette_
    palette.toggle()
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.model.item(palette.list.currentIndex().row()) is lines(palette)[0]
    for _ in range(80):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.model.item(palette.list.currentIndex().row()) is lines(palette)[-1]
    qtbot.keyClick(palette.field, Qt.Key.Key_PageUp)
    assert palette.model.item(palette.list.currentIndex().row()) is not None


def test_an_action_that_is_off_says_why_and_does_not_run(desk, qtbot):
    desk.board.show_desk(empty_desk())
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "next item")
    assert lines(desk.palette_)[0].why == "Open a workshop first"
    qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Return)
    assert desk.asked == []
    assert desk.palette_.isVisible()


def test_what_is_on_comes_before_what_is_off(desk):
    desk.board.show_desk(empty_desk())
    desk.palette_.toggle()
    offs = [bool(item.why) for item in lines(desk.palette_) if item.group == "Actions"]
    assert offs == sorted(offs)


def test_escape_and_a_press_beside_it_close_it(desk, qtbot):
    desk.palette_.toggle()
    qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Escape)
    assert not desk.palette_.isVisible()
    desk.palette_.toggle()
    qtbot.mouseClick(
        desk.palette_, Qt.MouseButton.LeftButton, pos=desk.palette_.rect().bottomLeft()
    )
    assert not desk.palette_.isVisible()
    assert desk.asked == []


def test_a_click_runs_a_line(desk, qtbot):
    palette = desk.palette_
    palette.toggle()
    spot = palette.list.visualRect(palette.model.index(1, 0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(desk.asked) == 1


def test_other_lines_can_be_chosen_too(desk, qtbot):
    desk.palette_.set_extra([agenda_item("item-9", "Wrap-up: next steps and score", "flag")])
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "wrap")
    with qtbot.waitSignal(desk.palette_.item_chosen) as chosen:
        qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Return)
    assert chosen.args == ["agenda:item-9"]


def test_no_match_says_so(desk, qtbot):
    desk.palette_.toggle()
    qtbot.keyClicks(desk.palette_.field, "zzzz")
    assert lines(desk.palette_) == []
    qtbot.keyClick(desk.palette_.field, Qt.Key.Key_Return)
    assert desk.palette_.isVisible()


def test_tab_stays_inside(desk):
    desk.palette_.toggle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(desk.palette_.field, key)
    focus = desk.focusWidget()
    assert desk.palette_.isAncestorOf(focus)


def test_nothing_typed_matches_everything_and_nothing_matches_nothing():
    assert matches([], "") == []
    assert split_marks("Blank the stage", ["stage"]) == [("Blank the ", False), ("stage", True)]
    assert split_marks("Stage", ["st", "stage"]) == [("Stage", True)]
    assert key_caps("Ctrl+Up") == ["Ctrl", "↑"]
    assert key_caps("+") == ["+"]
