"""One message at a time; how long it stays depends on how serious it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from desktop.views.message_bar import Message, MessageAction, MessageBar, Tone
from desktop.views.widgets import Button, Text
from tests.views.shell import dress

UNDO = Message("Deleted the note", actions=(MessageAction("Undo", "undo", "Ctrl+Z"),))
END = Message(
    "End the run now?",
    tone=Tone.QUESTION,
    actions=(
        MessageAction("End the run", "end", "Enter", primary=True),
        MessageAction("Go on", "stay", "Esc"),
    ),
)
FULL = Message("Not stored: the disk is full.", "Free 20 MB.", Tone.OVER, about="store")


@pytest.fixture
def desk(qtbot, qapp):
    dress(qapp)
    window = QMainWindow()
    body = QWidget()
    rows = QVBoxLayout(body)
    window.field = QLineEdit()
    window.bar = MessageBar()
    rows.addWidget(window.field)
    rows.addWidget(window.bar)
    window.setCentralWidget(body)
    window.asked = []
    window.bar.action_requested.connect(window.asked.append)
    qtbot.addWidget(window)
    window.resize(700, 140)
    with qtbot.waitActive(window):
        window.show()
    window.field.setFocus()
    yield window
    window.close()


def buttons(desk):
    return [each for each in desk.bar.findChildren(Button) if each.isVisible() and each.text()]


def test_a_message_never_takes_the_focus(desk):
    for tone in (Tone.NEUTRAL, Tone.OK, Tone.WARN, Tone.OVER):
        desk.bar.show_message(Message("Something", "and why", tone))
        assert desk.field.hasFocus()
        assert desk.bar.isVisible()


def test_its_button_says_what_was_asked_for_and_is_done_with(desk, qtbot):
    desk.bar.show_message(UNDO)
    qtbot.mouseClick(buttons(desk)[0], Qt.MouseButton.LeftButton)
    assert desk.asked == ["undo"]
    assert desk.bar.message is None


def test_a_neutral_message_goes_by_itself(desk, qtbot):
    with qtbot.waitSignal(desk.bar.cleared, timeout=2000):
        desk.bar.show_message(Message("Copied", seconds=0.02))
    assert not desk.bar.isVisible()


def test_good_news_stay_until_the_next_action(desk):
    desk.bar.show_message(Message("Report saved", tone=Tone.OK))
    assert desk.bar.isVisible()
    desk.bar.next_action()
    assert not desk.bar.isVisible()


def test_a_warning_stays_until_it_is_solved(desk):
    desk.bar.show_message(Message("Not a length of time", tone=Tone.WARN, about="item-3"))
    desk.bar.next_action()
    desk.bar.solve("item-4")
    assert desk.bar.isVisible()
    desk.bar.solve("item-3")
    assert not desk.bar.isVisible()


def test_what_could_not_be_stored_is_not_talked_over(desk):
    desk.bar.show_message(FULL)
    desk.bar.show_message(Message("Copied"))
    desk.bar.show_message(Message("Late", tone=Tone.WARN))
    assert desk.bar.message is FULL
    desk.bar.show_message(Message("Stored", tone=Tone.OK, about="store"))
    assert desk.bar.message.text == "Stored"


def test_the_cross_closes_it(desk, qtbot):
    desk.bar.show_message(FULL)
    cross = next(each for each in desk.bar.findChildren(Button) if not each.text())
    assert cross.accessibleName() == "Close the message"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not desk.bar.isVisible()


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_Return, "end"),
        (Qt.Key.Key_Enter, "end"),
        (Qt.Key.Key_Space, "end"),
        (Qt.Key.Key_Escape, "stay"),
    ],
)
def test_a_question_is_answered_by_one_key_and_the_focus_goes_back(desk, qtbot, key, answer):
    desk.bar.show_message(END)
    focus = desk.focusWidget()
    assert desk.bar.isAncestorOf(focus)
    qtbot.keyClick(focus, key)
    assert desk.asked == [answer]
    assert not desk.bar.isVisible()
    assert desk.field.hasFocus()


def test_escape_without_an_answer_only_closes_the_question(desk, qtbot):
    only = Message("End the run now?", tone=Tone.QUESTION, actions=END.actions[:1])
    desk.bar.show_message(only)
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Escape)
    assert desk.asked == []
    assert not desk.bar.isVisible()


def test_a_key_of_the_message_can_be_pressed_from_outside(desk):
    assert not desk.bar.press("Esc")
    desk.bar.show_message(
        Message("Making the report", progress=0.5, actions=(MessageAction("Cancel", "no", "Esc"),))
    )
    assert desk.bar.press("Esc")
    assert desk.asked == ["no"]


def test_progress_moves_without_a_new_message(desk):
    desk.bar.show_message(Message("Making the report, page 1 of 10", progress=0.1))
    desk.bar.show_progress("Making the report, page 6 of 10", 0.6)
    assert desk.bar.message.progress == 0.6
    assert desk.bar.message.text.endswith("6 of 10")


def test_words_of_people_are_plain_text_and_a_screen_reader_hears_them(desk):
    desk.bar.show_message(Message("Deleted “<b>x</b>”", "<img src=a>"))
    assert desk.bar.accessibleName() == "Deleted “<b>x</b>” <img src=a>"
    labels = desk.bar.findChildren(Text)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_long_text_does_not_widen_the_window(desk):
    width = desk.minimumSizeHint().width()
    desk.bar.show_message(Message("word " * 200, "more " * 200))
    assert desk.minimumSizeHint().width() <= max(width, 400)
