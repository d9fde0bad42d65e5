"""After an absence the facilitator is asked once, in Run, and one key answers from anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.fonts import set_text_percent
from desktop.bridge.theme import apply_theme, theme
from desktop.domain.away import Away
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.run import Phase
from desktop.views.privacy import privacy
from desktop.views.run.away_strip import away_words
from desktop.views.widgets.fit import fit_all
from tests.builders import HOSTILE, block
from tests.safety.windows import CTRL, Windows, windows

Key = Qt.Key
A = AwayAnswer
KEYS = {A.KEPT_GOING: Key.Key_K, A.PAUSED: Key.Key_W, A.MOVED_ON: Key.Key_O, A.IN_ITEM: Key.Key_I}
BLOCKS = ("Welcome", "Feedback", "Risks", "Wrap-up")


@pytest.fixture
def app(qapp, tmp_path, clock):
    """Feedback has run for four of its thirty minutes, and Run is shown."""
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(*(block(title, 30) for title in BLOCKS), start=timed(clock))
        app.app.watch(None)
        app.console.activateWindow()
        app.wait_for(app.console.isActiveWindow)
        app.press(Key.Key_P)
        for _ in range(30):
            app.pass_time(60)
        app.press(Key.Key_N)
        for _ in range(4):
            app.pass_time(60)
        yield app
    privacy().hide_private(on=False)


def timed(clock):
    return (clock.now().utc + timedelta(hours=1)).time()  # 09:00 in Copenhagen


def sleep(app: Windows, minutes: float = 20) -> None:
    """The laptop sleeps; then the console is woken once."""
    app.pass_time(60 * minutes)


def strip(app: Windows):
    return app.console.built(PlaceId.RUN).away


def outcome(app: Windows, answer: AwayAnswer) -> str:
    return strip(app).cards[answer].outcome.words


def message(app: Windows) -> str:
    shown = app.console.messages.message
    return "" if shown is None else shown.text


def kinds(app: Windows) -> list[EventKind]:
    return [event.kind for event in app.parts.desk.events]


def test_R04_after_twenty_minutes_of_sleep_the_clock_is_right_and_one_question_waits(app):
    focus = app.console.focusWidget()
    sleep(app)
    assert app.parts.desk.view.state.remaining_ms == 6 * 60_000
    assert strip(app).isVisible()
    assert strip(app)._what.text() == "This laptop slept for 20 minutes"
    assert strip(app)._when.text() == "09:34 to 09:54. What did the room do?"
    assert app.console.focusWidget() is focus
    assert outcome(app, A.KEPT_GOING) == "6:00 left · ends 11:00"
    assert outcome(app, A.PAUSED) == "26:00 left · ends 11:20"


def test_R03_the_results_count_on_while_it_waits_and_nothing_happens_by_itself(app):
    before = kinds(app)
    sleep(app)
    app.pass_time(30)
    assert outcome(app, A.KEPT_GOING) == "5:30 left · ends 11:00"
    assert outcome(app, A.PAUSED) == "25:30 left · ends 11:20"
    app.pass_time(400)
    assert outcome(app, A.KEPT_GOING) == "+1:10 over · ends 11:01"
    assert kinds(app) == before


@pytest.mark.parametrize("answer", list(A))
@pytest.mark.parametrize("place", [PlaceId.RUN, PlaceId.CAPTURE])
def test_R03_one_key_answers_with_what_the_card_shows_from_every_place(app, answer, place):
    sleep(app, 40)
    shown = outcome(app, answer)
    app.console.show_place(place)
    app.press(KEYS[answer])
    assert app.parts.desk.view.away is None
    assert not strip(app).isVisible()
    state = app.parts.desk.view.state
    assert shown.startswith("+" if state.remaining_ms < 0 else str(state.remaining_ms // 60_000))
    assert app.console.messages.message.actions[0].id == ActionId.EDIT_UNDO
    assert kinds(app)[-1] is EventKind.AWAY_ANSWERED
    app.press(Key.Key_Z, CTRL)
    app.console.show_place(PlaceId.RUN)
    assert strip(app).isVisible()
    assert outcome(app, answer) == shown


def test_R03_each_answer_says_what_was_done(app):
    said = []
    sleep(app, 40)
    for answer in A:
        app.press(KEYS[answer])
        said.append(message(app))
        app.press(Key.Key_Z, CTRL)
    assert said == [
        "It kept going: nothing was changed.",
        "Paused from 09:34 to 10:14.",
        "Moved on to “Risks” at 10:00.",
        "In “Risks” since 10:00.",
    ]


@pytest.mark.parametrize(
    ("seconds", "crashed", "words"),
    [
        (61, False, "This laptop slept for 1 minute"),
        (1200, True, "The app was gone for 20 minutes"),
        (6600, False, "This laptop slept for 1 h 50"),
        (7200, True, "The app was gone for 2 h"),
    ],
)
def test_R03_a_crash_is_told_apart_from_sleep(clock, seconds, crashed, words):
    assert away_words(Away(clock.now(), clock.advance(seconds), crashed)) == words


def test_R03_live_keys_keep_their_meaning_while_it_waits(app):
    sleep(app)
    app.press(Key.Key_Plus)
    assert app.parts.desk.view.state.remaining_ms == 7 * 60_000
    app.press(Key.Key_N)
    assert app.parts.desk.view.state.current == 2
    app.press(Key.Key_P)
    assert app.parts.desk.view.state.phase is Phase.PAUSED
    assert strip(app).isVisible()


def test_R03_who_pressed_next_too_late_can_still_say_when(app):
    app.clock.advance(40 * 60)
    app.press(Key.Key_N)  # before the console has woken
    card = strip(app).cards[A.MOVED_ON]
    assert card.sub.text() == "Risks began"
    app.press(Key.Key_O)
    state = app.parts.desk.view.state
    assert (state.current, state.remaining_ms) == (2, 16 * 60_000)


def test_R03_another_time_and_item_are_chosen_with_the_keyboard(app):
    sleep(app, 40)
    cards, since = strip(app).cards, strip(app).since
    strip(app).item.setFocus()
    QTest.keyClick(strip(app).item, Key.Key_Down)
    assert strip(app).item.currentText() == "Wrap-up"
    since.setFocus()
    since.selectAll()
    app.type("9.58")
    app.press(Key.Key_Return)
    assert cards[A.IN_ITEM].button.hasFocus()
    assert since.text() == "09:58"
    assert outcome(app, A.IN_ITEM) == "14:00 left · ends 10:28"
    app.pass_time(1)
    assert (since.text(), strip(app).item.currentText()) == ("09:58", "Wrap-up")
    app.press(Key.Key_I)
    assert message(app) == "In “Wrap-up” since 09:58."
    assert app.parts.desk.view.state.remaining_ms == 14 * 60_000 - 1000


@pytest.mark.parametrize(
    ("typed", "words"),
    [("11:30", "11:30 is not within the absence."), ("soon", "“soon” is not a time of day.")],
)
def test_R03_a_time_that_makes_no_sense_is_refused_beside_the_field(app, typed, words):
    sleep(app, 40)
    field, before = strip(app).moved_at, outcome(app, A.MOVED_ON)
    field.setFocus()
    field.selectAll()
    app.type(typed)
    app.press(Key.Key_Return)
    assert field.refusal.startswith(words)
    assert field.hasFocus()
    assert outcome(app, A.MOVED_ON) == before
    app.press(Key.Key_Escape)
    assert (field.text(), field.refusal) == ("10:00", "")
    app.press(Key.Key_O)
    assert message(app) == "Moved on to “Risks” at 10:00."


def test_R03_what_was_refused_does_not_stay_in_a_field_that_is_left(app):
    sleep(app, 40)
    field = strip(app).moved_at
    field.setFocus()
    field.selectAll()
    app.type("noon")
    app.press(Key.Key_Tab)
    assert (field.text(), field.refusal) == ("10:00", "")


def test_R03_letters_typed_into_a_field_answer_nothing(app):
    sleep(app)
    strip(app).moved_at.setFocus()
    app.type("kwoi")
    app.console.capture_bar.focus_field()
    app.type("kwoi")
    assert app.parts.desk.view.away is not None
    assert EventKind.AWAY_ANSWERED not in kinds(app)


def test_R03_another_place_is_told_once_that_a_question_waits_in_run(app):
    app.console.show_place(PlaceId.CAPTURE)
    sleep(app)
    assert message(app) == "This laptop slept for 20 minutes"
    app.console.messages.clear()
    app.pass_time(1)
    assert message(app) == ""
    app.console.show_place(PlaceId.PREPARE)
    assert message(app) == ""


def test_R03_the_note_leads_to_run_and_goes_away_there(app):
    app.console.show_place(PlaceId.CAPTURE)
    sleep(app)
    app.console.messages._on_action(app.console.messages.message.actions[0].id)
    assert app.console.place is PlaceId.RUN
    assert strip(app).isVisible()
    assert message(app) == ""


def test_R05_a_clock_that_was_set_is_told_of_first(app):
    app.console.show_place(PlaceId.CAPTURE)
    app.clock.step_wall(3600)
    sleep(app)
    assert message(app) == "The computer’s clock was set forward by 1 hour"
    app.console.messages.clear()
    app.pass_time(1)
    assert message(app) == "This laptop slept for 20 minutes"


def test_R03_the_answers_are_off_while_nothing_is_asked(app):
    for key in KEYS.values():
        app.press(key)
    assert EventKind.AWAY_ANSWERED not in kinds(app)
    assert message(app) == "No absence waits to be explained"


def test_R03_in_the_last_block_only_two_answers_make_sense(app):
    for _ in range(2):
        app.press(Key.Key_N)
        app.pass_time(1)
    sleep(app)
    assert [card.isVisible() for card in strip(app).cards.values()] == [True, True, False, False]
    app.press(Key.Key_O)
    assert message(app) == "No other item lies ahead"
    assert app.parts.desk.view.away is not None


def test_R03_one_screen_mode_hides_it_and_the_keys_still_answer(app):
    app.press(Key.Key_H, CTRL)
    sleep(app)
    assert not strip(app).isVisible()
    assert message(app) == "A question waits for you"
    app.press(Key.Key_H, CTRL)
    assert strip(app).isVisible()
    assert message(app) == ""
    app.press(Key.Key_H, CTRL)
    app.press(Key.Key_W)
    assert app.parts.desk.view.away is None


def test_R03_the_stage_shows_the_same_with_and_without_the_question(app):
    sleep(app)
    asked = app.parts.desk.view
    app.parts.desk.show_away(None)
    assert asked.away is not None
    assert app.parts.desk.view.content == asked.content


def test_R03_the_mouse_answers_and_the_focus_stays_where_keys_act(app, qtbot):
    sleep(app)
    qtbot.mouseClick(strip(app).cards[A.MOVED_ON], Qt.MouseButton.LeftButton)
    assert app.parts.desk.view.away is not None  # beside its field: a click that missed
    strip(app).cards[A.PAUSED].button.setFocus()
    app.press(Key.Key_Space)
    assert app.parts.desk.view.away is None
    app.press(Key.Key_P)
    assert app.parts.desk.view.state.phase is Phase.PAUSED


def test_R09_ways_back_wait_until_the_question_is_answered(app):
    app.pass_time(45 * 60)
    place = app.console.built(PlaceId.RUN)
    assert not place.catch_up.strip.isVisible()
    app.press(Key.Key_K)
    assert place.catch_up.strip.isVisible()


@pytest.mark.parametrize("percent", [100, 130, 150])
@pytest.mark.parametrize("title", ["A" * 200, HOSTILE[5], HOSTILE[2], HOSTILE[4] * 20])
def test_R03_long_titles_and_large_text_stay_within_the_window(app, qapp, percent, title):
    rows = app.parts.desk.view.agenda
    app.parts.conductor.edit_item(rows[2].id, "title", title)
    app.console.resize(1366, 768)
    try:
        set_text_percent(percent)
        apply_theme(qapp, theme())
        fit_all()
        sleep(app)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        app.settle()
        shown = strip(app)
        parts = [each for card in shown.cards.values() for each in (card, card.button)]
        for part in (*parts, shown.moved_at, shown.since, shown.item):
            left = part.mapTo(shown, part.rect().topLeft()).x()
            assert left >= 0
            assert left + part.width() <= shown.width()
        assert app.console.width() == 1366
    finally:
        set_text_percent(100)
        apply_theme(qapp, theme())
        fit_all()
