"""Keys act where they should and stay with the widget where a person types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.bridge.actions import ActionBoard, ActionId, PlaceId
from desktop.bridge.keys import KeyFilter

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk(QMainWindow):
    """A window with one of each kind of widget, and the keys of the app."""

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        column = QVBoxLayout(body)
        self.button = QPushButton("Press")
        self.line = QLineEdit()
        self.plain = QPlainTextEdit()
        self.spin = QSpinBox()
        self.when = QDateTimeEdit()
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.kinds = QComboBox()
        self.kinds.addItems(["Deck", "Pre-work"])
        self.rows = QListWidget()
        self.rows.addItems(["Break", "Next steps", "Peer round", "2 more"])
        for each in (
            self.button,
            self.line,
            self.plain,
            self.spin,
            self.when,
            self.combo,
            self.kinds,
            self.rows,
        ):
            column.addWidget(each)
        self.setCentralWidget(body)
        self.covered = False
        self.asked: list[ActionId] = []
        self.now_ms = 0
        self.board = ActionBoard(self, now_ms=self.tick)
        self.board.triggered.connect(self.asked.append)
        self.keys = KeyFilter(self.board, covered=lambda: self.covered, parent=self)

    def tick(self) -> int:
        self.now_ms += 1000
        return self.now_ms


@pytest.fixture
def desk(qtbot, qapp):
    window = Desk()
    qtbot.addWidget(window)
    qapp.installEventFilter(window.keys)
    with qtbot.waitActive(window):
        window.show()
    yield window
    qapp.removeEventFilter(window.keys)
    window.close()


def press(qtbot, widget, key, modifiers=NONE):
    widget.setFocus()
    qtbot.keyClick(widget, key, modifiers)


def send(widget, key, modifiers=NONE, text="", *, repeat=False):
    """A key as a keyboard layout may send it, or as a held key does."""
    widget.setFocus()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text, repeat))


@pytest.mark.parametrize(
    ("key", "modifiers", "action"),
    [
        (Qt.Key.Key_P, NONE, ActionId.RUN_TOGGLE),
        (Qt.Key.Key_N, NONE, ActionId.RUN_NEXT),
        (Qt.Key.Key_N, SHIFT, ActionId.RUN_BACK),
        (Qt.Key.Key_Up, CTRL, ActionId.RUN_PLUS_5),
        (Qt.Key.Key_Down, CTRL, ActionId.RUN_MINUS_5),
        (Qt.Key.Key_Up, CTRL | KEYPAD, ActionId.RUN_PLUS_5),
        (Qt.Key.Key_Q, CTRL | SHIFT, ActionId.RUN_END),
        (Qt.Key.Key_F1, NONE, ActionId.KEYS_OPEN),
        (Qt.Key.Key_K, CTRL, ActionId.PALETTE_OPEN),
        (Qt.Key.Key_Z, CTRL, ActionId.EDIT_UNDO),
        (Qt.Key.Key_Z, CTRL | SHIFT, ActionId.EDIT_REDO),
        (Qt.Key.Key_3, CTRL, ActionId.GO_RUN),
        (Qt.Key.Key_S, SHIFT, ActionId.STAGE_PIN),
    ],
)
def test_a_key_asks_for_its_action(desk, qtbot, key, modifiers, action):
    press(qtbot, desk.button, key, modifiers)
    assert desk.asked == [action]


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "action"),
    [
        (Qt.Key.Key_Plus, SHIFT, "+", ActionId.RUN_PLUS_1),
        (Qt.Key.Key_Equal, NONE, "=", ActionId.RUN_PLUS_1),
        (Qt.Key.Key_Plus, KEYPAD, "+", ActionId.RUN_PLUS_1),
        (Qt.Key.Key_Minus, KEYPAD, "-", ActionId.RUN_MINUS_1),
        (Qt.Key.Key_Slash, SHIFT, "/", ActionId.CAPTURE_FOCUS),
        (Qt.Key.Key_3, SHIFT, "3", ActionId.GO_RUN),
        (Qt.Key.Key_7, KEYPAD, "7", ActionId.GO_REPORT),
        (Qt.Key.Key_P, NONE, "P", ActionId.RUN_TOGGLE),
        (Qt.Key.Key_unknown, NONE, "p", ActionId.RUN_TOGGLE),
    ],
)
def test_signs_and_digits_count_by_what_they_type(desk, key, modifiers, text, action):
    send(desk.button, key, modifiers, text)
    assert desk.asked == [action]


@pytest.mark.parametrize("field", ["line", "plain", "spin", "when", "combo"])
def test_in_a_text_field_single_keys_are_typing(desk, qtbot, field):
    widget = getattr(desk, field)
    for key in (Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_Minus, Qt.Key.Key_Slash):
        press(qtbot, widget, key)
    press(qtbot, widget, Qt.Key.Key_N, SHIFT)
    assert desk.asked == []


def test_a_letter_that_chooses_in_a_drop_down_is_no_action(desk, qtbot):
    press(qtbot, desk.kinds, Qt.Key.Key_P)
    assert desk.kinds.currentText() == "Pre-work"
    assert desk.asked == []
    press(qtbot, desk.kinds, Qt.Key.Key_N)  # nothing there begins with it
    assert desk.asked == [ActionId.RUN_NEXT]


def test_what_is_typed_arrives_in_the_field(desk, qtbot):
    desk.line.setFocus()
    qtbot.keyClicks(desk.line, "pn+-=/23 Sb")
    assert desk.line.text() == "pn+-=/23 Sb"
    assert desk.asked == []


@pytest.mark.parametrize("field", ["line", "plain", "spin", "when", "combo"])
def test_in_a_text_field_control_and_function_keys_act(desk, qtbot, field):
    widget = getattr(desk, field)
    press(qtbot, widget, Qt.Key.Key_K, CTRL)
    press(qtbot, widget, Qt.Key.Key_F2)
    press(qtbot, widget, Qt.Key.Key_Up, CTRL)
    press(qtbot, widget, Qt.Key.Key_E, CTRL | SHIFT)
    assert desk.asked == [
        ActionId.PALETTE_OPEN,
        ActionId.CAPTURE_FOCUS,
        ActionId.RUN_PLUS_5,
        ActionId.REPORT_EXPORT,
    ]


@pytest.mark.parametrize("field", ["line", "plain"])
def test_undo_takes_typing_back_first_then_the_last_action(desk, qtbot, field):
    widget = getattr(desk, field)
    widget.setFocus()
    qtbot.keyClicks(widget, "abc")
    press(qtbot, widget, Qt.Key.Key_Z, CTRL)
    text = widget.text() if field == "line" else widget.toPlainText()
    assert text == ""
    assert desk.asked == []
    press(qtbot, widget, Qt.Key.Key_Z, CTRL)
    assert desk.asked == [ActionId.EDIT_UNDO]


def test_a_read_only_text_is_no_text_field(desk, qtbot):
    desk.plain.setReadOnly(True)
    press(qtbot, desk.plain, Qt.Key.Key_P)
    assert desk.asked == [ActionId.RUN_TOGGLE]


def test_a_list_does_not_swallow_keys_for_its_search(desk, qtbot):
    desk.rows.setCurrentRow(0)
    press(qtbot, desk.rows, Qt.Key.Key_N)
    press(qtbot, desk.rows, Qt.Key.Key_2)
    assert desk.asked == [ActionId.RUN_NEXT, ActionId.GO_PREPARE]
    assert desk.rows.currentRow() == 0


def test_space_presses_the_focused_button(desk, qtbot):
    with qtbot.waitSignal(desk.button.clicked):
        press(qtbot, desk.button, Qt.Key.Key_Space)
    assert desk.asked == []


def test_a_held_next_acts_once_and_a_held_plus_again_and_again(desk):
    send(desk.button, Qt.Key.Key_N, text="n")
    for _ in range(20):
        send(desk.button, Qt.Key.Key_N, text="n", repeat=True)
    assert desk.asked == [ActionId.RUN_NEXT]
    for _ in range(3):
        send(desk.button, Qt.Key.Key_Equal, text="=", repeat=True)
    assert desk.asked.count(ActionId.RUN_PLUS_1) == 3


def test_under_an_overlay_only_control_and_function_keys_act(desk, qtbot):
    desk.covered = True
    press(qtbot, desk.button, Qt.Key.Key_N)
    press(qtbot, desk.button, Qt.Key.Key_F1)
    press(qtbot, desk.button, Qt.Key.Key_Up, CTRL)
    assert desk.asked == [ActionId.KEYS_OPEN, ActionId.RUN_PLUS_5]


def test_in_a_dialog_only_control_and_function_keys_act(desk, qtbot):
    dialog = QDialog(desk)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_N)
    qtbot.keyClick(dialog, Qt.Key.Key_F5)
    assert desk.asked == [ActionId.STAGE_TOGGLE]
    dialog.close()


def test_an_open_menu_keeps_its_keys(desk, qtbot):
    menu = QMenu(desk)
    menu.addAction("Pause")
    menu.addAction("Next")
    with qtbot.waitExposed(menu):
        menu.popup(desk.mapToGlobal(desk.rect().center()))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_1)
    assert desk.asked == []
    menu.close()


def test_keys_act_in_every_window(desk, qtbot):
    stage = QMainWindow()
    qtbot.addWidget(stage)
    stage.show()
    qtbot.keyClick(stage, Qt.Key.Key_N)
    qtbot.keyClick(stage, Qt.Key.Key_B, CTRL)
    assert desk.asked == [ActionId.RUN_NEXT, ActionId.STAGE_BLANK]
    stage.close()


def test_a_key_of_one_place_does_not_exist_in_another(desk, qtbot):
    desk.keys.show_place(PlaceId.RUN)
    press(qtbot, desk.button, Qt.Key.Key_B)
    assert desk.asked == []
    desk.keys.show_place(PlaceId.PREPARE)
    press(qtbot, desk.button, Qt.Key.Key_B)
    press(qtbot, desk.line, Qt.Key.Key_Up, ALT)
    assert desk.asked == [ActionId.PREPARE_ADD_BLOCK, ActionId.PREPARE_MOVE_UP]


def test_other_modifiers_make_another_key(desk, qtbot):
    for modifiers in (CTRL | SHIFT, ALT, CTRL | ALT):
        press(qtbot, desk.button, Qt.Key.Key_P, modifiers)
    assert desk.asked == []
