"""Type, Enter, stored; and nothing typed is ever lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QPushButton, QVBoxLayout, QWidget

from desktop.domain.capture import LETTERS
from desktop.domain.kinds import CaptureKind
from desktop.views.capture_bar import LIMIT, CaptureBar, one_line
from desktop.views.message_bar import Message, MessageBar
from tests.views.shell import dress

ENTER, ESC, BACKSPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.messages = MessageBar()
        self.bar = CaptureBar(self.messages)
        self.button = QPushButton("elsewhere")
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.addWidget(self.button)
        rows.addWidget(self.bar)
        self.setCentralWidget(body)
        self.resize(1194, 120)
        self.stored: list[tuple[CaptureKind, str]] = []
        self.bar.captured.connect(self.store)
        self.refuse = False

    def store(self, kind: CaptureKind, text: str) -> None:
        if not self.refuse:
            self.stored.append((kind, text))
            self.bar.accept()


@pytest.fixture
def desk(qtbot, qapp):
    dress(qapp)
    window = Desk()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.bar.set_available(True)
    window.bar.focus_field()
    yield window
    window.close()


def type_in(desk, qtbot, text):
    qtbot.keyClicks(desk.bar.line, text)


def test_enter_stores_an_observation_and_waits_for_the_next(desk, qtbot):
    type_in(desk, qtbot, "Few people had read the pre-work")
    qtbot.keyClick(desk.bar.line, ENTER)
    type_in(desk, qtbot, "The room is quiet")
    qtbot.keyClick(desk.bar.line, ENTER)
    assert desk.stored == [
        (CaptureKind.OBSERVATION, "Few people had read the pre-work"),
        (CaptureKind.OBSERVATION, "The room is quiet"),
    ]
    assert desk.bar.line.hasFocus()


@pytest.mark.parametrize(("letter", "kind"), LETTERS.items())
def test_a_letter_and_space_choose_the_kind(desk, qtbot, letter, kind):
    type_in(desk, qtbot, f"{letter} something")
    assert desk.bar.chip.isVisible()
    qtbot.keyClick(desk.bar.line, ENTER)
    assert desk.stored == [(kind, "something")]
    assert not desk.bar.chip.isVisible()


def test_backspace_turns_the_chip_back_into_text(desk, qtbot):
    type_in(desk, qtbot, "a ")
    assert desk.bar.kind is CaptureKind.ACTION
    qtbot.keyClick(desk.bar.line, BACKSPACE)
    type_in(desk, qtbot, "good break")
    qtbot.keyClick(desk.bar.line, ENTER)
    assert desk.stored == [(CaptureKind.OBSERVATION, "a good break")]


def test_backspace_in_the_text_only_deletes(desk, qtbot):
    type_in(desk, qtbot, "k abc")
    qtbot.keyClick(desk.bar.line, BACKSPACE)
    assert (desk.bar.kind, desk.bar.line.text()) == (CaptureKind.KEEP, "ab")


@pytest.mark.parametrize("text", ["I think so", "A pause helps", "no letter", "x ray", "fk both"])
def test_other_beginnings_stay_text(desk, qtbot, text):
    type_in(desk, qtbot, text)
    assert (desk.bar.kind, desk.bar.line.text()) == (CaptureKind.OBSERVATION, text)


def test_a_second_letter_after_a_chip_is_text(desk, qtbot):
    type_in(desk, qtbot, "p k or c")
    assert (desk.bar.kind, desk.bar.line.text()) == (CaptureKind.PARKING_LOT, "k or c")


def test_a_chip_can_be_put_before_what_is_written(desk, qtbot):
    type_in(desk, qtbot, "spring timetable moves")
    qtbot.keyClick(desk.bar.line, Qt.Key.Key_Home)
    type_in(desk, qtbot, "r ")
    assert desk.bar.draft() == (CaptureKind.RISK, "spring timetable moves")


def test_what_is_refused_stays(desk, qtbot):
    desk.refuse = True
    type_in(desk, qtbot, "r The spring timetable moves")
    qtbot.keyClick(desk.bar.line, ENTER)
    assert desk.bar.draft() == (CaptureKind.RISK, "The spring timetable moves")


def test_nothing_but_spaces_is_not_stored(desk, qtbot):
    type_in(desk, qtbot, "   ")
    qtbot.keyClick(desk.bar.line, ENTER)
    assert desk.stored == []


def test_escape_goes_back_and_keeps_the_text(desk, qtbot):
    desk.button.setFocus()
    desk.bar.focus_field()
    type_in(desk, qtbot, "half a thou")
    qtbot.keyClick(desk.bar.line, ESC)
    assert desk.button.hasFocus()
    assert desk.bar.line.text() == "half a thou"


def test_what_is_stored_does_not_come_back_with_undo(desk, qtbot):
    type_in(desk, qtbot, "done")
    qtbot.keyClick(desk.bar.line, ENTER)
    assert not desk.bar.line.isUndoAvailable()


def test_pasted_lines_become_one(desk, qtbot):
    QGuiApplication.clipboard().setText("First line\r\n  second\u2028third\n")
    qtbot.keyClick(desk.bar.line, Qt.Key.Key_V, CTRL)
    assert desk.bar.line.text() == "First line second third"


def test_lines_pasted_from_the_context_menu_become_one_too(desk):
    QGuiApplication.clipboard().setText("First\nsecond")
    menu = desk.bar.line.createStandardContextMenu()
    paste = next(each for each in menu.findChildren(QAction) if "aste" in each.text())
    paste.trigger()
    menu.deleteLater()
    assert desk.bar.line.text() == "First second"


def test_a_long_paste_is_cut_and_it_says_so(desk, qtbot):
    QGuiApplication.clipboard().setText("x" * (LIMIT + 5))
    with qtbot.waitSignal(desk.bar.truncated) as cut:
        qtbot.keyClick(desk.bar.line, Qt.Key.Key_V, CTRL)
    assert cut.args == [LIMIT]
    assert len(desk.bar.line.text()) == LIMIT


def test_a_full_field_says_so_when_more_is_typed(desk, qtbot):
    desk.bar.line.setText("x" * LIMIT)
    with qtbot.waitSignal(desk.bar.truncated):
        type_in(desk, qtbot, "y")
    assert len(desk.bar.line.text()) == LIMIT


def test_dropped_text_arrives_as_one_line(desk):
    data = QMimeData()
    data.setText("from the chat\nin two lines")
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    desk.bar.line.dropEvent(event)
    assert desk.bar.line.text() == "from the chat in two lines"


def test_pasted_text_is_no_chip(desk, qtbot):
    QGuiApplication.clipboard().setText("a good break")
    qtbot.keyClick(desk.bar.line, Qt.Key.Key_V, CTRL)
    assert desk.bar.draft() == (None, "a good break")


def test_the_legend_chooses_a_kind(desk, qtbot):
    desk.button.setFocus()
    key = next(
        each
        for each in desk.bar.findChildren(QWidget)
        if each.accessibleName() == "Keep: k and Space"
    )
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert desk.bar.kind is CaptureKind.KEEP
    assert desk.bar.line.hasFocus()


def test_without_a_workshop_it_says_what_to_do(desk):
    desk.bar.set_available(False)
    assert not desk.bar.line.isEnabled()
    assert desk.bar.line.placeholderText() == "Open a workshop, then note anything here"
    desk.bar.focus_field()
    assert not desk.bar.line.hasFocus()


def test_a_message_takes_the_place_of_the_legend_and_nothing_moves(desk, qtbot):
    before = desk.bar.line.geometry(), desk.bar.height()
    desk.messages.show_message(Message("Deleted the note"))
    assert desk.messages.isVisible()
    assert (desk.bar.line.geometry(), desk.bar.height()) == before
    assert desk.bar.line.hasFocus()
    desk.messages.clear()
    assert not desk.messages.isVisible()
    assert (desk.bar.line.geometry(), desk.bar.height()) == before


def test_an_accidental_shorter_text_is_not_touched():
    assert one_line("  a  b ") == "a  b"
