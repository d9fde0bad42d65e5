"""Other keys for the actions: what is taken, what is refused, and what a file may not break."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.bridge.actions import ACTIONS, SPECS, ActionBoard, ActionId
from desktop.bridge.key_choices import (
    USUAL,
    KeyChoices,
    is_key,
    is_reserved,
    is_single,
    key_of,
    read_choices,
    shown_key,
)

A = ActionId
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def pressed(key, modifiers=NONE, text=""):
    return key_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


def test_without_a_choice_the_keys_are_those_of_the_table():
    assert USUAL.specs() == ACTIONS


def test_every_key_of_the_table_is_one_a_keyboard_sends():
    for spec in ACTIONS:
        assert all(is_key(key) for key in spec.keys), spec.id


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "name"),
    [
        (Qt.Key.Key_G, NONE, "g", "G"),
        (Qt.Key.Key_N, SHIFT, "N", "Shift+N"),
        (Qt.Key.Key_Plus, SHIFT, "+", "+"),
        (Qt.Key.Key_Comma, CTRL, "", "Ctrl+,"),
        (Qt.Key.Key_F8, NONE, "", "F8"),
        (Qt.Key.Key_Up, CTRL, "", "Ctrl+Up"),
        (Qt.Key.Key_Tab, NONE, "\t", "Tab"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
        (Qt.Key.Key_Control, CTRL, "", ""),
    ],
)
def test_a_pressed_key_has_the_name_it_has_in_the_table(key, modifiers, text, name):
    assert pressed(key, modifiers, text) == name


def test_a_new_key_takes_the_place_of_the_one_of_its_sort():
    assert USUAL.with_key(A.REPORT_EXPORT, "J").keys(A.REPORT_EXPORT) == ("J", "Ctrl+Shift+E")
    assert USUAL.with_key(A.REPORT_EXPORT, "F8").keys(A.REPORT_EXPORT) == ("E", "F8")
    assert USUAL.with_key(A.RUN_NEXT, "F8").keys(A.RUN_NEXT) == ("F8", "N")


def test_a_key_that_is_taken_is_known_and_can_be_swapped():
    assert USUAL.holder("P", A.RUN_NEXT) is A.RUN_TOGGLE
    assert USUAL.holder("J", A.RUN_NEXT) is None
    swapped = USUAL.swapped(A.RUN_NEXT, "P")
    assert swapped.keys(A.RUN_NEXT) == ("P",)
    assert swapped.keys(A.RUN_TOGGLE) == ("N",)


def test_the_old_key_comes_back_unless_another_has_it_by_now():
    moved = USUAL.with_key(A.RUN_NEXT, "J")
    assert moved.as_before(A.RUN_NEXT).changed == {}
    taken = moved.with_key(A.RUN_TOGGLE, "N")
    assert taken.as_before(A.RUN_NEXT) == taken


def test_single_keys_can_be_off_and_the_others_go_on():
    off = KeyChoices({}, single=False)
    assert off.acting(A.RUN_NEXT) == ()
    assert off.acting(A.REPORT_EXPORT) == ("Ctrl+Shift+E",)
    assert off.keys(A.RUN_NEXT) == ("N",)


@pytest.mark.parametrize("key", ["Esc", "Return", "Tab", "Space", "Up", "Ctrl+Z", "Ctrl+C", "Del"])
def test_what_widgets_need_is_reserved(key):
    assert is_reserved(key)


@pytest.mark.parametrize(
    ("key", "single"),
    [("N", True), ("Shift+N", True), ("+", True), ("F2", False), ("Ctrl+,", False)],
)
def test_single_means_without_ctrl_alt_or_f(key, single):
    assert is_single(key) is single


@pytest.mark.parametrize(
    "stored",
    [
        {"no.such": ("J",)},
        {"edit.undo": ("J",)},
        {"run.next": ("P",)},  # as pause has it
        {"run.next": ("J",), "run.back": ("J",)},
    ],
)
def test_what_makes_no_sense_in_the_file_is_not_obeyed(stored):
    assert read_choices(stored, single=True).changed == {}


def test_nonsense_among_the_keys_is_left_out():
    found = read_choices({"run.next": ("J", "Tab", "Hello", "J")}, single=True)
    assert found.keys(A.RUN_NEXT) == ("J",)


def test_the_board_tells_menus_and_filters(qtbot):
    board = ActionBoard()
    with qtbot.waitSignal(board.keys_changed):
        board.show_keys(USUAL.with_key(A.RUN_NEXT, "J"))
    assert board.keys(A.RUN_NEXT) == ("J",)
    assert board.action(A.RUN_NEXT).shortcut().toString() == "J"
    assert SPECS[A.RUN_NEXT].keys == ("N",)


def test_the_first_key_is_shown_as_it_is_drawn():
    assert shown_key(("Ctrl+Up", "U")) == "Ctrl+↑"
    assert shown_key(("-",)) == "−"
    assert shown_key(()) == ""
