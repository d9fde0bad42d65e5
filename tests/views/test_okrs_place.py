"""OKRs in the wired app: a team drafts by keyboard; typing survives; what is refused stays."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import PlaceId
from desktop.domain.kinds import KeyResultType, ObjectiveState
from desktop.domain.people import RosterEntry
from desktop.domain.stage import Scene
from desktop.services.roster import AddPeople
from desktop.views.okrs.keeping import PAUSE_MS
from desktop.views.okrs.results_model import Column, column_needs, column_widths
from desktop.views.okrs.words import Amounts
from desktop.views.when import day_text
from tests.builders import block
from tests.safety.windows import CTRL, Windows, windows

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
T = KeyResultType


class Actor:
    """A person at the keyboard. Every key but those that write a text is counted."""

    def __init__(self, app: Windows) -> None:
        self.app = app
        self.actions = 0

    @property
    def focus(self):
        return self.app.console.focusWidget()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.actions += 1
        self.app.press(key, modifiers)

    def enter(self, text):
        self.app.type(text)
        self.press(Key.Key_Return)


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(block("Objectives", 10), block("Close", 5))
        yield app


@pytest.fixture
def okrs(app):
    return app.parts.conductor.okrs


@pytest.fixture
def me(app):
    return Actor(app)


def show(app):
    app.console.show_place(PlaceId.OKRS)
    app.settle()
    return app.console.built(PlaceId.OKRS)


def team(app, name=None):
    lines = app.parts.library.team_lines(1)
    line = next(line for line in lines if name in (None, line.name))
    return app.parts.library.team_okrs(1, line.team_id)


def objective(app):
    return team(app).objectives[0]


def results(app):
    return objective(app).key_results


def titles(app):
    return [row.title for row in results(app)]


@pytest.fixture
def drafted(app, okrs):
    """One team with an objective and three key results, in its place."""
    okrs.add_teams(["Booking"])
    okrs.add_objective(team(app).team_id, "Make booking easy")
    for line in ("Bookings in three minutes: 41 -> 65 %", "Calls: 320 -> 180 per week", "Seat map"):
        okrs.add_key_result(objective(app).id, line)
    return show(app)


# typing a whole set


def test_from_a_blank_team_to_an_agreed_objective_with_three_results_in_few_actions(app, okrs, me):
    okrs.add_teams(["Booking"])
    place = show(app)
    assert place.editor.cards[0].title.hasFocus()
    me.enter("Make booking a crossing feel as easy as stepping aboard")
    me.enter("Bookings done in three minutes: 41 -> 65 %")
    me.enter("Calls about changing a trip: 320 -> 180 per week")
    me.enter("Sailings on time: keep >= 99.9 %")
    me.press(Key.Key_Escape)
    me.press(Key.Key_A)
    row = objective(app)
    assert row.state is ObjectiveState.AGREED
    assert [(r.title, r.type, r.baseline, r.target, r.unit) for r in row.key_results] == [
        ("Bookings done in three minutes", T.INCREASE_TO, Decimal(41), Decimal(65), "%"),
        ("Calls about changing a trip", T.DECREASE_TO, Decimal(320), Decimal(180), "per week"),
        ("Sailings on time", T.KEEP_AT_OR_ABOVE, None, Decimal("99.9"), "%"),
    ]
    assert me.actions <= 40


def test_the_same_cell_by_cell_takes_no_more_than_forty_actions(app, okrs, me):
    okrs.add_teams(["Booking"])
    show(app)
    me.enter("Make booking easy")
    for title in ("Bookings in three minutes", "Travellers who book again", "Calls answered"):
        me.enter(title)
    me.press(Key.Key_Escape)  # in the table, on the last result
    me.press(Key.Key_Up)
    me.press(Key.Key_Up)
    for n, (start, goal) in enumerate((("41", "65"), ("62", "75"), ("80", "95"))):
        me.press(Key.Key_Right)
        if not n:
            me.press(Key.Key_Right)  # past the direction, which is right already
        me.press(Key.Key_Return)
        app.type(start)
        me.press(Key.Key_Tab)
        app.type(goal)
        me.press(Key.Key_Return)
        if n < 2:
            me.press(Key.Key_Down)
            me.press(Key.Key_Left)
            me.press(Key.Key_Left)
    me.press(Key.Key_A)
    assert [(r.baseline, r.target) for r in results(app)] == [(41, 65), (62, 75), (80, 95)]
    assert objective(app).state is ObjectiveState.AGREED
    assert me.actions <= 40


def test_the_typed_line_says_how_it_is_read(app, drafted):
    card = drafted.editor.cards[0]
    card.add.setFocus()
    app.type("Wait: 5 -> 2 min")
    assert "Reduce · 5 → 2 min" in card.add_line.reading.text()
    assert card.add_line.reading.isVisible()


def test_an_objective_after_the_first_goes_on_with_its_own_results(app, drafted, me):
    drafted.editor.add.setFocus()
    me.enter("Pay as you board")
    me.enter("Payments at the gate: 12 -> 40 %")
    assert [row.title for row in team(app).objectives[1].key_results] == ["Payments at the gate"]


# teams


def test_without_teams_a_name_and_enter_make_one_and_the_next_can_follow(app, me):
    place = show(app)
    assert place.empty.field.hasFocus()
    me.enter("Platform")
    assert place.teams.add.hasFocus()
    me.enter("Payments")
    me.press(Key.Key_Return)
    assert [line.name for line in app.parts.library.team_lines(1)] == ["Platform", "Payments"]
    assert place.editor.cards[0].title.hasFocus()


def test_a_pasted_list_makes_one_team_of_every_line(app):
    show(app)
    app.paste("Platform\nPayments\n\n  Booking\n")
    lines = app.parts.library.team_lines(1)
    assert [line.name for line in lines] == ["Platform", "Payments", "Booking"]


def test_teams_of_the_roster_stand_there_already(app):
    app.app.bus.run(AddPeople(1, (RosterEntry("Mira Holm", team="Booking"),)))
    place = show(app)
    assert place.head.name.text() == "Booking"
    assert place.head.people.text() == "Mira Holm"


def test_the_roster_opens_where_people_are_added(app):
    place = show(app)
    place.empty.roster.click()
    app.settle()
    assert app.console.place is PlaceId.PREPARE
    assert app.console.built(PlaceId.PREPARE).people.field.hasFocus()


def test_choosing_a_team_shows_it_and_keeps_its_half_typed_neighbour(app, okrs, me):
    okrs.add_teams(["Platform", "Payments"])
    place = show(app)
    app.type("Make releases a non-event")
    place.teams.list.setFocus()
    me.press(Key.Key_Down)
    assert place.head.name.text() == "Payments"
    assert team(app, "Platform").objectives[0].title == "Make releases a non-event"
    me.press(Key.Key_Return)
    assert place.editor.cards[0].title.hasFocus()
    assert place.editor.cards[0].title.text() == ""


def test_delete_removes_a_team_and_undo_brings_it_back(app, okrs, me):
    okrs.add_teams(["Platform", "Payments"])
    place = show(app)
    place.teams.list.setFocus()
    me.press(Key.Key_Delete)
    assert [line.name for line in app.parts.library.team_lines(1)] == ["Payments"]
    assert place.head.name.text() == "Payments"
    me.press(Key.Key_Z, CTRL)
    assert [line.name for line in app.parts.library.team_lines(1)] == ["Platform", "Payments"]


def test_the_quarter_and_the_teams_name_are_changed_in_the_head(app, drafted, me):
    drafted.head.cycle.setFocus()
    drafted.head.cycle.selectAll()
    me.enter("Q2 2027")
    assert app.parts.library.cycle(1).label == "Q2 2027"


def test_the_number_of_agreed_teams_is_told(app, drafted, me):
    assert drafted.teams._count.text() == "0 of 1 agreed"
    drafted.editor.cards[0].table.enter()
    me.press(Key.Key_A)
    assert drafted.teams._count.text() == "1 of 1 agreed"
    me.press(Key.Key_A)
    assert objective(app).state is ObjectiveState.DRAFT


# the table


def test_cells_are_edited_one_after_the_other_with_tab(app, drafted, me):
    table = drafted.editor.cards[0].table
    table.enter()
    me.press(Key.Key_Return)
    app.type("Bookings in two minutes")
    me.press(Key.Key_Tab)
    me.press(Key.Key_Tab)  # past the direction
    app.type("40.5")
    me.press(Key.Key_Tab)
    app.type("66.25")
    me.press(Key.Key_Tab)
    me.press(Key.Key_Tab)
    app.type("Web analytics")
    me.press(Key.Key_Tab)
    app.type("6")
    me.press(Key.Key_Return)
    row = results(app)[0]
    assert (row.title, row.baseline, row.target) == (
        "Bookings in two minutes",
        Decimal("40.5"),
        Decimal("66.25"),
    )
    assert (row.data_source, row.confidence) == ("Web analytics", 6)
    assert table.hasFocus()


def test_a_refused_number_stays_in_its_cell_with_the_reason_and_the_old_one_stored(
    app, drafted, me
):
    table = drafted.editor.cards[0].table
    table.enter()
    table._set_current(0, Column.TO)
    me.press(Key.Key_Return)
    app.type("many")
    me.press(Key.Key_Return)
    field = table.editor.field
    assert field.hasFocus()
    assert field.text() == "many"
    assert "not a number" in field.refusal
    assert results(app)[0].target == 65
    app.parts.conductor.okrs.edit_mission(team(app).team_id, "Somebody else was at it")
    app.settle()
    assert field.text() == "many"
    me.press(Key.Key_Escape)
    assert not field.isVisible()
    assert table.hasFocus()


def test_a_target_like_the_baseline_is_refused_beside_the_cell(app, drafted, me):
    table = drafted.editor.cards[0].table
    table.enter()
    table._set_current(0, Column.TO)
    me.press(Key.Key_Return)
    app.type("41")
    me.press(Key.Key_Return)
    assert "same" in table.editor.field.refusal
    assert results(app)[0].target == 65


def test_a_question_mark_is_a_baseline_nobody_knows(app, drafted, me):
    table = drafted.editor.cards[0].table
    table.enter()
    table._set_current(0, Column.FROM)
    me.press(Key.Key_Return)
    app.type("?")
    me.press(Key.Key_Return)
    assert results(app)[0].baseline_unknown
    assert results(app)[0].baseline is None


def test_rows_move_go_to_initiatives_and_go_by_key(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    me.press(Key.Key_Down, ALT)
    assert titles(app) == ["Calls", "Bookings in three minutes", "Seat map"]
    assert drafted.editor.cards[0].table.chosen.title == "Bookings in three minutes"
    me.press(Key.Key_Down)
    me.press(Key.Key_M)
    assert [row.text for row in team(app).initiatives] == ["Seat map"]
    me.press(Key.Key_Delete)
    assert titles(app) == ["Calls", "Bookings in three minutes"]
    me.press(Key.Key_Z, CTRL)
    assert titles(app) == ["Calls", "Bookings in three minutes", ""]


def test_single_keys_write_letters_while_somebody_types(app, drafted, me):
    drafted.editor.cards[0].add.setFocus()
    app.type("am g")
    assert drafted.editor.cards[0].add.text() == "am g"
    assert objective(app).state is ObjectiveState.DRAFT


def test_up_and_down_lead_through_everything_a_team_has(app, drafted, me):
    card = drafted.editor.cards[0]
    drafted.editor.mission.text.setFocus()
    seen = []
    for _ in range(7):
        me.press(Key.Key_Down)
        seen.append(me.focus)
    assert seen[0] is card.title
    assert seen[1:4] == [card.table] * 3
    assert seen[4] is card.add
    assert seen[5] is drafted.editor.add
    assert seen[6] is drafted.editor.initiatives.add


def test_g_shows_the_chosen_objective_on_the_stage(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    me.press(Key.Key_G)
    content = app.parts.desk.view.content
    assert content.scene is Scene.OKR
    assert content.okr.objective == "Make booking easy"


# what is typed


def test_a_wording_is_stored_while_it_is_typed_and_the_cursor_stays(app, drafted, qtbot):
    title = drafted.editor.cards[0].title
    drafted.editor.focus_objective()
    app.type(" for all ")
    qtbot.waitUntil(lambda: objective(app).title == "Make booking easy for all", timeout=4000)
    assert title.text() == "Make booking easy for all "
    app.type("of us")
    assert title.text() == "Make booking easy for all of us"
    assert PAUSE_MS == 500


def test_typing_survives_what_happens_elsewhere(app, drafted, okrs):
    card = drafted.editor.cards[0]
    card.add.setFocus()
    app.type("Half a thou")
    okrs.add_key_result(objective(app).id, "From elsewhere")
    okrs.add_teams(["Another"])
    app.parts.desk.open(1)
    app.settle()
    assert card.add.text() == "Half a thou"
    assert card.add.hasFocus()


def test_an_empty_objective_is_refused_beside_it_and_esc_brings_the_old_one_back(app, drafted, me):
    title = drafted.editor.cards[0].title
    drafted.editor.focus_objective()
    title.selectAll()
    me.press(Key.Key_Delete)
    me.press(Key.Key_Return)
    assert title.refusal.isVisible()
    assert title.hasFocus()
    assert objective(app).title == "Make booking easy"
    me.press(Key.Key_Escape)
    assert title.text() == "Make booking easy"
    assert not title.refusal.isVisible()


def test_leaving_the_place_or_closing_stores_what_is_typed(app, drafted, me):
    drafted.editor.mission.text.setFocus()
    app.type("Get every traveller to a seat")
    me.press(Key.Key_6, CTRL)
    assert team(app).mission == "Get every traveller to a seat"
    me.press(Key.Key_5, CTRL)
    drafted.editor.cards[0].add.setFocus()
    app.type("Refunds: 6 -> 2 days")
    app.console.close()
    assert titles(app)[-1] == "Refunds"


def test_the_choice_is_kept_by_uid_through_a_refresh(app, drafted, okrs):
    drafted.editor.cards[0].table.enter()
    drafted.editor.cards[0].table._set_current(1, Column.TO)
    okrs.delete_key_result(results(app)[0].id)
    app.settle()
    assert drafted.editor.cards[0].table.chosen.title == "Calls"
    assert drafted.key_result.form.fields["target"].text() == "180"


# details


def test_the_details_say_all_of_the_chosen_result_and_change_it(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    form = drafted.key_result.form
    form.fields["data_source"].setFocus()
    me.enter("Web analytics")
    form.fields["stretch"].setFocus()
    me.enter("70.5")
    assert (results(app)[0].data_source, results(app)[0].stretch) == (
        "Web analytics",
        Decimal("70.5"),
    )
    form.fields["stretch"].setFocus()
    form.fields["stretch"].selectAll()
    me.enter("lots")
    assert "not a number" in form.fields["stretch"].refusal
    assert results(app)[0].stretch == Decimal("70.5")
    me.press(Key.Key_Escape)
    assert form.fields["stretch"].text() == "70.5"
    me.press(Key.Key_Escape)
    assert drafted.editor.cards[0].table.hasFocus()


def test_a_missing_source_is_asked_for_by_name_and_day(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    details = drafted.key_result
    details.ask_owner.setFocus()
    app.type("Mira Holm")
    details.ask_due.setFocus()
    me.enter("28 Jan 2027")
    asked = results(app)[0].follow_up
    assert (asked.owner, asked.due.isoformat()) == ("Mira Holm", "2027-01-28")
    details.ask_due.setFocus()
    details.ask_due.selectAll()
    me.enter("soon")
    assert "not a day" in details.ask_due.refusal
    me.press(Key.Key_Escape)
    assert drafted.editor.cards[0].table.hasFocus()
    details.ask_due.setFocus()
    details.ask_due.selectAll()
    me.enter("fri")
    due = results(app)[0].follow_up.due
    assert due.strftime("%a") == "Fri"
    assert details.ask_due.text() == day_text(due)


def test_a_milestone_is_told_by_its_steps(app, drafted, okrs, me):
    okrs.edit_key_result(results(app)[2].id, "type", "milestone")
    drafted.editor.cards[0].table.enter(last=True)
    steps = drafted.key_result.steps
    steps.focus_first()
    me.enter("Plan the piers")
    me.enter("Trial")
    steps._lines[results(app)[2].steps[0].uid].box.setFocus()
    me.press(Key.Key_Space)
    assert [(step.text, step.done) for step in results(app)[2].steps] == [
        ("Plan the piers", True),
        ("Trial", False),
    ]
    assert drafted.key_result._far.text() == "50 %"
    me.press(Key.Key_Delete)
    assert [step.text for step in results(app)[2].steps] == ["Trial"]


def test_a_check_in_takes_a_value_or_the_reason_why_there_is_none(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    card = drafted.check_in
    card.value.setFocus()
    me.enter("53")
    assert results(app)[0].check_ins[-1].value == 53
    assert card.value.text() == ""
    assert drafted.key_result._far.text() == "50 %"
    card.reason.setFocus()
    me.enter("The survey runs in March")
    assert results(app)[0].check_ins[-1].no_data_reason == "The survey runs in March"
    card.value.setFocus()
    me.enter("a few")
    assert "not a number" in card.value.refusal
    assert len(results(app)[0].check_ins) == 2


def test_earlier_wordings_are_listed_and_come_back(app, drafted, okrs, clock, me):
    drafted.editor.focus_objective()
    for words in ("Make booking easier", "Make booking a joy"):
        clock.advance(300)
        okrs.edit_objective(objective(app).id, "title", words)
    app.settle()
    lines = drafted.history.list.lines
    assert [line.text for line in lines] == [
        "Make booking a joy",
        "Make booking easier",
        "Make booking easy",
    ]
    assert drafted.head.drafts.text == "Draft 3"
    drafted.history.list.setFocus()
    me.press(Key.Key_Down)
    me.press(Key.Key_Return)
    assert objective(app).title == "Make booking easier"


def test_hands_for_and_against_a_direction_are_counted(app, drafted, me):
    drafted.editor.mission.votes_for.setFocus()
    me.enter("12")
    drafted.editor.mission.votes_against.setFocus()
    me.enter("2")
    assert (team(app).votes_for, team(app).votes_against) == (12, 2)
    drafted.editor.mission.votes_against.setFocus()
    drafted.editor.mission.votes_against.selectAll()
    me.enter("some")
    assert drafted.editor.mission.votes_against.refusal
    assert team(app).votes_against == 2


def test_initiatives_are_added_changed_and_deleted(app, drafted, me):
    card = drafted.editor.initiatives
    card.add.setFocus()
    me.enter("Guest checkout")
    me.enter("Seat map trial")
    card._chips[team(app).initiatives[0].uid].setFocus()
    me.press(Key.Key_Return)
    card.add.selectAll()
    me.enter("Guest checkout on phones")
    assert [row.text for row in team(app).initiatives] == [
        "Guest checkout on phones",
        "Seat map trial",
    ]
    card._chips[team(app).initiatives[1].uid].setFocus()
    me.press(Key.Key_Delete)
    assert [row.text for row in team(app).initiatives] == ["Guest checkout on phones"]


# numbers and room


def test_amounts_are_shown_with_every_digit(app, drafted, okrs):
    for typed, shown in (
        ("0.5", "0.5"),
        ("1.25", "1.25"),
        ("99.95", "99.95"),
        ("-12", "−12"),
        ("12345678901234567.123", "12345678901234567.123"),
    ):
        assert okrs.edit_key_result(results(app)[0].id, "baseline", typed)
        app.settle()
        model = drafted.editor.cards[0].table.results
        assert shown in model.index(0, Column.FROM).data()


def test_columns_leave_the_result_the_most_room(app, drafted):
    needs = column_needs(results(app), Amounts())
    narrow = column_widths(needs, 646)
    assert sum(narrow.values()) == 646
    assert narrow[Column.RESULT] == max(narrow.values())
    assert narrow[Column.NOW] == 0
    assert sum(column_widths(needs, 1200).values()) == 1200


def test_many_results_fit_one_large_screen(app, drafted, okrs):
    for title in ("Second", "Third"):
        okrs.add_objective(team(app).team_id, title)
    for row in team(app).objectives:
        for n in range(5 - len(row.key_results)):
            okrs.add_key_result(row.id, f"Result {n}: {n} -> {n + 5} %")
    app.console.resize(1920, 1080)
    app.settle()
    bottom = drafted.editor.cards[-1].table
    assert len(bottom.results.rows) == 5
    low = bottom.mapTo(drafted.editor.pane, bottom.rect().bottomLeft()).y()
    assert low <= drafted.editor.pane.height()


def test_an_action_and_its_refresh_stay_quick_with_many_objectives(app, okrs):
    names = [f"Team {n}" for n in range(40)]
    okrs.add_teams(names)
    for line in app.parts.library.team_lines(1):
        for n in range(5):
            okrs.add_objective(line.team_id, f"Objective {n}")
        for row in app.parts.library.team_okrs(1, line.team_id).objectives:
            for n in range(3):
                okrs.add_key_result(row.id, f"Result {n}: 1 -> {n + 2} %")
    place = show(app)
    uid = place.editor.cards[0].table.results.rows[0].uid
    taken = []
    for n in range(15):
        row = place.editor.cards[0].table.results.rows[0]
        started = time.perf_counter_ns()
        okrs.edit_key_result(row.id, "title", f"Other words {n}")
        QApplication.sendPostedEvents()
        taken.append(time.perf_counter_ns() - started)
    assert place.editor.cards[0].table.results.rows[0].uid == uid
    assert sorted(taken)[len(taken) // 2] < 120_000_000  # the bench holds it to 30 ms


def test_an_objective_is_deleted_and_undone(app, drafted, me):
    drafted.editor.focus_objective()
    drafted.objective.remove.click()
    app.settle()
    assert team(app).objectives == ()
    assert drafted.editor.cards[0].row is None
    me.press(Key.Key_Z, CTRL)
    assert titles(app) == ["Bookings in three minutes", "Calls", "Seat map"]
    assert drafted.editor.cards[0].title.text() == "Make booking easy"


def test_what_was_found_is_shown_in_its_team(app, drafted, okrs):
    okrs.add_teams(["Payments"])
    okrs.add_objective(team(app, "Payments").team_id, "Pay as you board")
    okrs.add_key_result(team(app, "Payments").objectives[0].id, "Payments at the gate")
    okrs.add_initiative(team(app, "Booking").team_id, "Guest checkout")
    found = team(app, "Payments").objectives[0].key_results[0]
    drafted.show_found("key_result", found.uid)
    app.settle()
    assert drafted.head.name.text() == "Payments"
    assert drafted.editor.cards[0].table.hasFocus()
    assert drafted.editor.cards[0].table.chosen == found
    drafted.show_found("initiative", team(app, "Booking").initiatives[0].uid)
    app.settle()
    assert drafted.head.name.text() == "Booking"
    assert app.console.focusWidget().text() == "Guest checkout"


def stops(me, times, modifiers=Qt.KeyboardModifier.NoModifier):
    """What has the focus after each Tab."""
    found = []
    for _ in range(times):
        me.press(Key.Key_Tab, modifiers)
        found.append(me.focus)
    return found


def test_tab_goes_from_the_mission_down_to_the_initiatives(app, drafted, me):
    editor = drafted.editor
    card = editor.cards[0]
    editor.mission.text.setFocus()
    votes = [editor.mission.votes_for, editor.mission.votes_against]
    assert stops(me, 5) == [*votes, card.title, card.state, card.table]
    card.add.setFocus()
    assert stops(me, 2) == [editor.add, editor.initiatives.add]


def test_tab_is_in_order_for_a_second_objective_too(app, okrs, drafted, me):
    okrs.add_objective(team(app).team_id, "Make changing easy")
    app.settle()
    first, second = drafted.editor.cards
    first.add.setFocus()
    assert stops(me, 3) == [second.title, second.state, second.add]


def test_control_d_goes_to_the_details_of_a_result_and_escape_back(app, drafted, me):
    table = drafted.editor.cards[0].table
    table.enter()
    me.press(Key.Key_D, CTRL)
    assert drafted.key_result.isAncestorOf(me.focus)
    me.press(Key.Key_Escape)
    assert table.hasFocus()
    drafted.editor.focus_objective()
    me.press(Key.Key_D, CTRL)
    assert me.focus is drafted.objective.why


def test_tab_in_the_details_of_a_result_goes_from_top_to_bottom(app, drafted, me):
    drafted.editor.cards[0].table.enter()
    me.press(Key.Key_D, CTRL)
    details = drafted.key_result
    me.press(Key.Key_Tab, SHIFT)
    seen = [me.focus, *stops(me, 8)]
    assert all(details.isAncestorOf(each) for each in seen)
    tops = [each.mapTo(details, each.rect().topLeft()) for each in seen]
    rows = [(at.y() // 20, at.x()) for at in tops]
    assert rows == sorted(rows)
