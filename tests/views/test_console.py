"""The window as a whole: places, keys, overlays, messages, and where it stands on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.bridge.actions import ActionBoard, ActionId, PlaceId, action_place
from desktop.bridge.keys import KeyFilter
from desktop.domain.run import Phase
from desktop.views.console import Console
from desktop.views.message_bar import Message, MessageAction, Tone
from tests.views.desks import desk, empty_desk
from tests.views.shell import dress

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board():
    return ActionBoard()


@pytest.fixture
def console(qtbot, qapp, board):
    dress(qapp)
    window = Console(board)
    window.made = []
    window.asked = []
    for place in PlaceId:
        window.add_place(place, lambda name=place: window.made.append(name) or QLabel(name))

    def go(action):
        window.asked.append(action)
        place = action_place(action)
        if place is not None:
            window.show_place(place)

    board.triggered.connect(go)
    keys = KeyFilter(board, covered=window.is_covered, parent=window)
    qapp.installEventFilter(keys)
    qtbot.addWidget(window)
    window.show_desk(desk())
    window.show_place(PlaceId.RUN)
    with qtbot.waitActive(window):
        window.show()
    yield window
    qapp.removeEventFilter(keys)
    window.close()


def press(qtbot, console, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(console.focusWidget() or console, key, modifiers)


def test_a_place_is_built_on_its_first_visit_and_kept(console, qtbot):
    assert console.made == [PlaceId.RUN]
    press(qtbot, console, Qt.Key.Key_2)
    press(qtbot, console, Qt.Key.Key_3)
    press(qtbot, console, Qt.Key.Key_2)
    assert console.made == [PlaceId.RUN, PlaceId.PREPARE]
    assert console.place is PlaceId.PREPARE
    assert console.rail.places[PlaceId.PREPARE].isChecked()


def test_it_says_which_place_is_shown(console, qtbot):
    with qtbot.waitSignal(console.place_shown) as shown:
        console.show_place(PlaceId.REPORT)
    assert shown.args == [PlaceId.REPORT, console.built(PlaceId.REPORT)]


def test_the_rail_goes_to_a_place(console, qtbot):
    qtbot.mouseClick(console.rail.places[PlaceId.CAPTURE], Qt.MouseButton.LeftButton)
    assert console.place is PlaceId.CAPTURE


def test_without_a_workshop_there_is_home_and_no_run_bar(console, qtbot):
    console.show_desk(empty_desk())
    console.show_place(PlaceId.HOME)
    assert not console.run_bar.isVisible()
    assert not console.rail.places[PlaceId.RUN].isEnabled()
    assert console.rail.head.title.text() == "OKR Facilitator"
    press(qtbot, console, Qt.Key.Key_3)
    assert console.place is PlaceId.HOME


def test_the_measures_are_those_of_the_design(console):
    assert console.size().width() == 1366
    assert console.rail.width() == 172
    assert console.run_bar.height() == 76
    assert console.capture_bar.height() == 52


def test_every_action_is_in_a_menu(console, board):
    in_menus = {
        action.objectName()
        for part in console.rail.menu.actions()
        for action in part.menu().actions()
    }
    assert in_menus == {action for action in ActionId if action is not ActionId.MENU_OPEN}


def test_f10_opens_the_menu(console, qtbot):
    press(qtbot, console, Qt.Key.Key_F10)
    assert console.rail.menu.isVisible()
    console.rail.menu.close()


def test_slash_goes_to_the_capture_bar_and_escape_comes_back(console, qtbot):
    button = console.run_bar.button("pause")
    button.setFocus()
    press(qtbot, console, Qt.Key.Key_Slash)
    assert console.capture_bar.line.hasFocus()
    qtbot.keyClicks(console.capture_bar.line, "n p 1 +")
    assert console.capture_bar.line.text() == "p 1 +"
    press(qtbot, console, Qt.Key.Key_Escape)
    assert button.hasFocus()
    assert ActionId.RUN_NEXT not in console.asked


def test_going_elsewhere_while_typing_keeps_the_cursor_in_the_field(console, qtbot):
    press(qtbot, console, Qt.Key.Key_F2)
    press(qtbot, console, Qt.Key.Key_7, CTRL)
    assert console.place is PlaceId.REPORT
    assert console.capture_bar.line.hasFocus()


def test_ctrl_k_and_f1_open_and_close_and_replace_each_other(console, qtbot):
    press(qtbot, console, Qt.Key.Key_K, CTRL)
    assert console.palette_overlay.isVisible()
    press(qtbot, console, Qt.Key.Key_F1)
    assert not console.palette_overlay.isVisible()
    assert console.key_sheet.isVisible()
    press(qtbot, console, Qt.Key.Key_F1)
    assert not console.is_covered()


def test_an_overlay_leaves_run_bar_and_rail_clear(console, qtbot):
    press(qtbot, console, Qt.Key.Key_K, CTRL)
    overlay = console.palette_overlay
    corner = overlay.mapTo(console, overlay.rect().topLeft())
    assert (corner.x(), corner.y()) == (172, 76)
    assert overlay.mapTo(console, overlay.rect().bottomRight()).y() == console.height() - 1


def test_single_keys_wait_while_an_overlay_is_open(console, qtbot):
    press(qtbot, console, Qt.Key.Key_F1)
    console.run_bar.button("pause").setFocus()
    press(qtbot, console, Qt.Key.Key_N)
    assert ActionId.RUN_NEXT not in console.asked


def test_a_palette_choice_goes_to_the_place_and_closes(console, qtbot):
    press(qtbot, console, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(console.palette_overlay.field, "breakouts")
    press(qtbot, console, Qt.Key.Key_Return)
    assert console.place is PlaceId.BREAKOUTS
    assert not console.is_covered()


def test_escape_never_ends_the_run(console, qtbot):
    console.show_message(
        Message(
            "End the run now?",
            tone=Tone.QUESTION,
            actions=(MessageAction("End the run", "end", "Enter"), MessageAction("Go on", "stay")),
        )
    )
    answers = []
    console.messages.action_requested.connect(answers.append)
    press(qtbot, console, Qt.Key.Key_Escape)
    press(qtbot, console, Qt.Key.Key_Escape)
    assert answers == []


def test_escape_anywhere_cancels_long_work(console, qtbot):
    answers = []
    console.messages.action_requested.connect(answers.append)
    console.show_message(
        Message("Making the report", progress=0.1, actions=(MessageAction("Cancel", "no", "Esc"),))
    )
    press(qtbot, console, Qt.Key.Key_Escape)
    assert answers == ["no"]


def test_good_news_go_with_the_next_action(console, qtbot):
    console.show_message(Message("Report saved", tone=Tone.OK))
    press(qtbot, console, Qt.Key.Key_2)
    assert console.messages.message is None


def test_a_tick_moves_the_digits_only(console):
    console.show_tick(desk(remaining_s=1000))
    assert console.run_bar.digits.text == "16:40"


def test_what_is_half_typed_is_committed_when_the_window_closes(console, qtbot):
    field = QLineEdit()
    console.built(PlaceId.RUN).hide()
    console.add_place(PlaceId.PREPARE, lambda: field)
    console.show_place(PlaceId.PREPARE)
    field.setFocus()
    qtbot.keyClicks(field, "half")
    with qtbot.waitSignals([field.editingFinished, console.closing]):
        console.close()


def test_a_window_saved_on_a_screen_that_is_gone_comes_back_in_sight(console, qapp):
    console.restore(QByteArray(b"nonsense"))
    screen = qapp.primaryScreen().availableGeometry()
    assert screen.intersects(console.geometry())
    console.showNormal()
    console.move(30_000, 30_000)
    far = console.saveGeometry()
    console.restore(far)
    assert screen.intersects(console.geometry())


def test_the_menu_word_for_start_follows_the_run(console, board):
    assert board.text(ActionId.RUN_TOGGLE) == "Pause the run"
    console.show_desk(desk(phase=Phase.PAUSED))
    assert board.text(ActionId.RUN_TOGGLE) == "Resume the run"


def test_live_is_a_word_and_not_only_a_colour(console):
    console.rail.set_live(True)
    assert "Live" in [label.text() for label in console.rail.findChildren(QLabel)]
    console.rail.set_live(False)
    assert "Off" in [label.text() for label in console.rail.findChildren(QLabel)]


def test_everything_that_takes_the_focus_has_a_name(console):
    nameless = [
        type(each).__name__
        for each in console.findChildren(type(console).__mro__[1])
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]
    assert nameless == []
