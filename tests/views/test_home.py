"""Home: what stands where, and that keys alone open, begin, find and delete."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.durations import parse_clock, signed
from desktop.views.home.lines import drift_words, fit, past_choice, planned_choice
from desktop.views.home.place import HomePlace
from desktop.views.when import clock_text, drift_minutes, nearness, span_text
from tests.views.desk_rows import NOW, ended, template, workshop

Key = Qt.Key


@pytest.fixture
def place(qtbot: QtBot) -> HomePlace:
    place = HomePlace()
    qtbot.addWidget(place)
    place.resize(1194, 640)
    place.show_templates([template(), template("okr-follow-up-1h", "Follow-up")])
    return place


def shown(qtbot: QtBot, place: HomePlace) -> HomePlace:
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    return place


def press(qtbot: QtBot, place: HomePlace, *keys: Qt.Key) -> None:
    for key in keys:
        target = place.window().focusWidget()
        assert target is not None
        qtbot.keyClick(target, key)


def filled(place: HomePlace) -> list[int]:
    place.show_workshops(
        [
            workshop(1),
            workshop(2, "Follow-up: risks", day=date(2027, 1, 21), start=time(10), end=time(11)),
            workshop(3, "Check-in 1", day=date(2027, 1, 29), end=time(10)),
            ended(4, "Q4 workshop", date(2026, 10, 8), 11),
            ended(5, "Q4 check-in", date(2026, 12, 18), -3),
        ],
        NOW,
    )
    return [1, 2, 3, 5, 4]


# First start


def test_the_first_start_asks_one_question_with_the_first_template_focused(
    qtbot: QtBot, place: HomePlace
) -> None:
    place.show_workshops([], NOW)
    shown(qtbot, place)
    assert place.first.isVisible()
    assert place.window().focusWidget() is place.first.templates
    with qtbot.waitSignal(place.new_requested) as asked:
        press(qtbot, place, Key.Key_Return)
    assert asked.args == ["okr-drafting-4h"]


def test_down_then_enter_begins_from_the_second_template(qtbot: QtBot, place: HomePlace) -> None:
    place.show_workshops([], NOW)
    shown(qtbot, place)
    with qtbot.waitSignal(place.new_requested) as asked:
        press(qtbot, place, Key.Key_Down, Key.Key_Return)
    assert asked.args == ["okr-follow-up-1h"]


def test_the_other_ways_to_begin(qtbot: QtBot, place: HomePlace) -> None:
    place.show_workshops([], NOW)
    shown(qtbot, place)
    with qtbot.waitSignal(place.new_requested) as asked:
        qtbot.keyClick(place.first.empty, Key.Key_Space)
    assert asked.args == [""]
    with qtbot.waitSignal(place.sample_requested):
        qtbot.keyClick(place.first.sample.open, Key.Key_Space)
    with qtbot.waitSignal(place.import_requested):
        qtbot.keyClick(place.first.bring, Key.Key_Space)


def test_without_templates_the_empty_agenda_is_the_first_action(
    qtbot: QtBot, place: HomePlace
) -> None:
    place.show_templates([])
    place.show_workshops([], NOW)
    shown(qtbot, place)
    place.focus_first()
    assert place.window().focusWidget() is place.first.empty


# The library


def test_the_nearest_workshop_is_the_large_one(place: HomePlace) -> None:
    filled(place)
    assert place.library.next.shown_id == 1
    assert place.library.next.title.text() == "Q1 OKR workshop"
    assert place.library.planned.keys == (2, 3)
    assert place.library.past.list.keys == (5, 4)


def test_a_running_workshop_comes_before_a_nearer_one(place: HomePlace) -> None:
    running = workshop(7, "Training", day=date(2027, 1, 12), started_at=NOW)
    place.show_workshops([workshop(1, day=date(2027, 1, 12)), running], NOW)
    assert place.library.next.shown_id == 7


def test_a_day_that_went_by_without_a_run_is_not_past(place: HomePlace) -> None:
    late = workshop(8, day=date(2027, 1, 5))
    place.show_workshops([late, workshop(1)], NOW)
    assert place.library.next.shown_id == 1
    assert place.library.planned.keys == (8,)
    assert nearness(late, NOW) == "7 days ago, not run"


def test_keys_go_through_everything_and_enter_opens(qtbot: QtBot, place: HomePlace) -> None:
    order = filled(place)
    shown(qtbot, place)
    place.focus_first()
    opened: list[int] = []
    place.open_requested.connect(opened.append)
    for _ in order:
        press(qtbot, place, Key.Key_Return, Key.Key_Down)
    assert opened == order
    press(qtbot, place, *[Key.Key_Up] * len(order))
    assert place.window().focusWidget() is place.library.search


def test_delete_asks_for_the_chosen_one_and_the_neighbour_is_next(
    qtbot: QtBot, place: HomePlace
) -> None:
    filled(place)
    shown(qtbot, place)
    place.focus_first()
    asked: list[int] = []
    place.delete_requested.connect(asked.append)
    press(qtbot, place, Key.Key_Delete, Key.Key_Down, Key.Key_Delete)
    assert asked == [1, 2]
    place.show_workshops([workshop(1), workshop(3, "Check-in 1", day=date(2027, 1, 29))], NOW)
    assert place.library.planned.chosen == 3


def test_a_refresh_keeps_the_choice_and_the_search(qtbot: QtBot, place: HomePlace) -> None:
    filled(place)
    shown(qtbot, place)
    place.library.search.setFocus()
    qtbot.keyClicks(place.library.search, "q4")
    place.library.past.list.choose_row(1)
    filled(place)
    assert place.library.past.list.chosen == 4
    assert place.library.search.text() == "q4"
    assert place.library.past.list.keys == (5, 4)


def test_search_narrows_by_title_and_escape_brings_all_back(qtbot: QtBot, place: HomePlace) -> None:
    filled(place)
    shown(qtbot, place)
    place.library.search.setFocus()
    qtbot.keyClicks(place.library.search, "CHECK")
    assert place.library.next.shown_id == 3
    assert place.library.past.list.keys == (5,)
    press(qtbot, place, Key.Key_Escape)
    assert place.library.next.shown_id == 1
    qtbot.keyClicks(place.library.search, "zzz")
    assert place.library.none_planned.isVisible()
    assert place.library.past.empty.isVisible()


def test_deleting_the_last_workshop_leads_back_to_the_first_question(
    qtbot: QtBot, place: HomePlace
) -> None:
    place.show_workshops([workshop(1)], NOW)
    shown(qtbot, place)
    place.focus_first()
    place.show_workshops([], NOW)
    assert place.window().focusWidget() is place.first.templates


def test_new_and_sample_are_there_beside_the_workshops(qtbot: QtBot, place: HomePlace) -> None:
    filled(place)
    shown(qtbot, place)
    with qtbot.waitSignal(place.new_requested) as asked:
        qtbot.keyClick(place.library.new, Key.Key_Space)
    assert asked.args == [""]
    with qtbot.waitSignal(place.sample_requested):
        qtbot.keyClick(place.library.sample.open, Key.Key_Space)
    with qtbot.waitSignal(place.import_requested):
        qtbot.keyClick(place.library.bring, Key.Key_Space)
    with qtbot.waitSignal(place.new_requested) as asked:
        place.library.templates.setFocus()
        press(qtbot, place, Key.Key_Down, Key.Key_Return)
    assert asked.args == ["okr-follow-up-1h"]


def test_five_hundred_workshops_are_shown_and_searched_at_once(
    qtbot: QtBot, place: HomePlace
) -> None:
    rows = [
        ended(at, f"Workshop {at}", date.fromordinal(739_000 + at), at % 20 - 5)
        for at in range(1, 501)
    ]
    shown(qtbot, place)
    began = clock.perf_counter()
    place.show_workshops(rows, NOW)
    place.grab()
    assert clock.perf_counter() - began < 0.5
    began = clock.perf_counter()
    place.library.search.setText("workshop 49")
    assert clock.perf_counter() - began < 0.2
    assert len(place.library.past.list.keys) == 15


def test_a_list_that_gets_the_focus_shows_which_row_the_keys_are_for(
    qtbot: QtBot, place: HomePlace
) -> None:
    filled(place)
    shown(qtbot, place)
    for part in (place.library.past.list, place.library.templates):
        part.setFocus()
        assert [index.row() for index in part.selectedIndexes()] == [0]


# Words


def test_drift_agrees_with_the_clock_times_and_is_none_under_a_minute() -> None:
    row = ended(4, "Q4", date(2026, 10, 8), 0)
    assert row.ended_at is not None
    past = {
        s: replace(row, ended_at=row.ended_at + timedelta(seconds=s)) for s in (-188, -59, 59, 220)
    }
    assert [drift_minutes(each) for each in past.values()] == [-4, 0, 0, 3]


def test_drift_is_told_in_signed_minutes_and_in_words() -> None:
    assert [signed(n) for n in (11, 0, -3)] == ["+11", "0", "\N{MINUS SIGN}3"]
    assert drift_words(1) == "Ended 1 minute late."
    assert (
        "Ended 11 minutes late."
        in past_choice(ended(4, "Q4", date(2026, 10, 8), 11), date(2027, 1, 12)).spoken
    )


@pytest.mark.parametrize(
    ("planned_min", "words", "good"),
    [
        (240, "Agenda fits 4 h", True),
        (250, "Agenda is 10 min too long", False),
        (200, "Agenda fits, 40 min free", True),
    ],
)
def test_whether_an_agenda_fits(planned_min: int, words: str, good: bool) -> None:
    assert fit(workshop(planned_s=planned_min * 60)) == (words, good)


def test_a_workshop_without_blocks_says_so() -> None:
    row = workshop(item_count=0, planned_s=0)
    assert fit(row) == ("No blocks yet", False)
    assert "No blocks yet" in planned_choice(row, NOW).spoken


@pytest.mark.parametrize(
    ("seconds", "text"), [(3600, "1 h"), (5400, "1 h 30"), (2700, "45 min"), (0, "0 min")]
)
def test_spans(seconds: int, text: str) -> None:
    assert span_text(seconds) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [(12, "Today"), (13, "Tomorrow"), (14, "In 2 days"), (11, "1 day ago, not run")],
)
def test_nearness(day: int, text: str) -> None:
    assert nearness(workshop(day=date(2027, 1, day)), NOW) == text


def test_a_locale_with_two_twelves_says_am_and_pm() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        assert clock_text(time(13, 5)) == "1:05 pm"
        assert parse_clock(clock_text(time(0, 5))) == time(0, 5)
    finally:
        QLocale.setDefault(before)
    assert clock_text(time(13, 5)) == "13:05"


def test_hostile_and_right_to_left_titles_are_shown_as_text(qtbot: QtBot, place: HomePlace) -> None:
    shown(qtbot, place)
    titles = ("<b>x</b><img src=x>", "ورشة عمل", "סדנת יעדים " * 40, "y" * 3000)
    for at, title in enumerate(titles):
        place.show_workshops(
            [workshop(1, title), workshop(2, title), ended(3, title, date(2026, 1, 1), at)], NOW
        )
        place.grab()
        assert place.library.next.title.text() == title
