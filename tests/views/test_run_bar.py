"""The run bar says in words, digits and icon where the run stands, and never jumps about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionBoard, ActionId
from desktop.domain.run import Phase
from desktop.views.run_bar import RunBar
from desktop.views.run_bar_text import run_bar_text
from tests.views.desks import desk, empty_desk
from tests.views.shell import dress


def chips(view):
    return [(chip.text, chip.tone) for chip in run_bar_text(view).chips]


def test_running_late_as_designed():
    text = run_bar_text(desk())
    assert text.eyebrow == "Item 5 of 10 · Objectives"
    assert text.title == "Draft objectives"
    assert (text.digits, text.unit, text.of) == ("17:48", "left", "of 35 min")
    assert (text.ends.label, text.ends.at, text.ends.plan) == ("Ends", "13:09", "plan 13:00")
    assert (text.next.title, text.next.length) == ("Break", "15 min")
    assert text.fraction == pytest.approx(0.4914, abs=0.001)
    assert chips(desk()) == [("9 min late", "warn")]


@pytest.mark.parametrize(
    ("late_s", "words"),
    [
        (0, "On time"),
        (59, "On time"),
        (-59, "On time"),
        (60, "1 min late"),
        (9 * 60 + 59, "9 min late"),
        (-180, "3 min early"),
    ],
)
def test_drift_is_told_in_whole_minutes(late_s, words):
    assert chips(desk(late_s=late_s))[0][0] == words


@pytest.mark.parametrize(
    ("remaining_s", "digits", "chip", "token", "bar"),
    [
        (120.4, "2:01", ("On time", "ok"), "text", "accent"),
        (120, "2:00", ("Last 2 minutes", "warn"), "warn", "warn-fill"),
        (0, "0:00", ("Last 2 minutes", "warn"), "warn", "warn-fill"),
        (-30, "+0:30", ("Time is up", "over"), "over", "over-fill"),
        (-130, "+2:10", ("2 min over", "over"), "over", "over-fill"),
    ],
)
def test_the_end_of_a_block_comes_near_and_passes(remaining_s, digits, chip, token, bar):
    view = desk(remaining_s=remaining_s, late_s=0)
    text = run_bar_text(view)
    assert text.digits == digits
    assert chips(view) == [chip]
    assert (text.digits_token, text.bar_token) == (token, bar)


def test_over_time_the_bar_is_full():
    assert run_bar_text(desk(remaining_s=-1)).fraction == 1.0


def test_a_late_pause_shows_both_with_the_pause_first():
    view = desk(phase=Phase.PAUSED, pause_s=80)
    assert chips(view) == [("Paused 1:20", "idle"), ("9 min late", "warn")]
    assert chips(desk(phase=Phase.PAUSED, pause_s=80, late_s=0)) == [("Paused 1:20", "idle")]


@pytest.mark.parametrize("left", [0, 3])
def test_it_stands_when_the_block_that_ran_was_taken_out_of_a_reopened_run(left):
    view = desk()
    lost = replace(view.state, current=None, items=view.state.items[:left], idle_ms=65_000)
    text = run_bar_text(replace(view, agenda=view.agenda[:left], state=lost))
    assert text.title == "No block is running"
    assert (text.digits, text.unit, text.ends.plan) == ("1:05", "idle", "plan 13:00")


def test_waiting_shows_the_plan():
    text = run_bar_text(desk(phase=Phase.WAITING, now=datetime(2027, 1, 12, 9, tzinfo=UTC)))
    assert text.eyebrow == "Starts in 2 days"
    assert text.title == "Thu 14 Jan, 09:00"
    assert (text.digits, text.unit, text.of) == ("4:00:00", "planned", "10 items")
    assert text.chips[0].text == "Agenda fits"
    assert (text.next.label, text.next.title) == ("First", "Welcome and goals")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2027, 1, 13, 9, tzinfo=UTC), "Starts tomorrow"),
        (datetime(2027, 1, 14, 5, tzinfo=UTC), "Starts today"),
        (datetime(2027, 1, 14, 7, 40, tzinfo=UTC), "Starts in 20 min"),
        (datetime(2027, 1, 14, 8, 3, tzinfo=UTC), "Not started yet"),
        (datetime(2027, 1, 14, 11, 3, tzinfo=UTC), "Ready to start"),
        (datetime(2027, 1, 16, 8, 3, tzinfo=UTC), "Was due 2 days ago"),
    ],
)
def test_how_far_off_the_start_is(now, words):
    assert run_bar_text(desk(phase=Phase.WAITING, now=now)).eyebrow == words


def test_an_empty_agenda_says_so():
    text = run_bar_text(desk(phase=Phase.WAITING, blocks=0, current=0))
    assert text.chips[0].text == "No agenda yet"
    assert text.ends.at == ""


def test_after_the_end_it_sums_up():
    text = run_bar_text(desk(phase=Phase.ENDED, late_s=240, elapsed_s=4 * 3600 + 240))
    assert (text.eyebrow, text.title) == ("Finished, Thu 14 Jan", "Q1 OKR workshop")
    assert (text.digits, text.unit, text.of) == ("4:04", "hours", "of 4:00")
    assert (text.chips[0].text, text.ends.label, text.ends.at) == ("4 min over", "Ended", "13:04")


def test_without_a_workshop_there_is_nothing_to_say():
    assert run_bar_text(empty_desk()) is None


@pytest.fixture
def bar(qtbot, qapp):
    dress(qapp)
    board = ActionBoard()
    board.asked = []
    board.triggered.connect(board.asked.append)
    bar = RunBar(board)
    bar.board = board
    qtbot.addWidget(bar)
    bar.resize(1194, 76)
    with qtbot.waitActive(bar):
        bar.show()
    yield bar
    bar.close()


def show(bar, view):
    bar.board.show_desk(view)
    bar.show_desk(view)


def visible(bar):
    names = ("minus", "plus", "start", "pause", "resume", "next", "end", "reopen")
    return [name for name in names if bar.button(name).isVisible()]


@pytest.mark.parametrize(
    ("view", "names"),
    [
        (desk(phase=Phase.WAITING), ["start"]),
        (desk(), ["minus", "plus", "pause", "next"]),
        (desk(current=9), ["minus", "plus", "pause", "end"]),
        (desk(phase=Phase.PAUSED), ["minus", "plus", "resume", "next"]),
        (desk(phase=Phase.ENDED), ["reopen"]),
    ],
)
def test_it_offers_what_can_be_done_now(bar, view, names):
    show(bar, view)
    assert visible(bar) == names
    assert all(bar.button(name).isEnabled() for name in names)


def test_its_buttons_ask_for_actions(bar, qtbot):
    show(bar, desk())
    for name in ("minus", "plus", "pause", "next"):
        qtbot.mouseClick(bar.button(name), Qt.MouseButton.LeftButton)
    assert bar.board.asked == [
        ActionId.RUN_MINUS_1,
        ActionId.RUN_PLUS_1,
        ActionId.RUN_TOGGLE,
        ActionId.RUN_NEXT,
    ]


def test_the_digits_keep_their_width_while_they_count(bar):
    show(bar, desk(remaining_s=1111))
    width = bar.digits.width()
    show(bar, desk(remaining_s=1008))
    assert bar.digits.width() == width


def test_the_bar_never_changes_its_height(bar):
    heights = set()
    for view in (desk(), desk(phase=Phase.PAUSED), desk(phase=Phase.ENDED), desk(remaining_s=-9)):
        show(bar, view)
        heights.add((bar.height(), bar.minimumSizeHint().height() <= 76))
    assert heights == {(76, True)}


def test_space_on_pause_leaves_the_focus_on_resume(bar, qtbot):
    show(bar, desk())
    bar.button("pause").setFocus()
    show(bar, desk(phase=Phase.PAUSED))
    assert bar.button("resume").hasFocus()


def test_everything_fits_the_smallest_console(bar):
    show(bar, desk(phase=Phase.PAUSED, pause_s=180, late_s=720))
    assert bar.minimumSizeHint().width() <= 1194
    right = max(bar.button(name).geometry().right() for name in visible(bar))
    assert right <= 1194 - 20


def test_a_title_of_a_person_is_plain_text(bar):
    view = desk()
    show(bar, view)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in bar.findChildren(type(bar._unit))
    )
