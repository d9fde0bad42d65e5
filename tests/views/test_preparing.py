"""Goals, materials, leaders and the list before the close, in the wired app by real keys."""

from __future__ import annotations

from unittest import mock

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import CaptureKind, GoalStatus, LeaderInputKind
from desktop.domain.stage import Scene, StageGoals
from desktop.services.preparing import AddGoals
from tests.builders import HOSTILE, block
from tests.safety.windows import CTRL, windows

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(block("Welcome", 10), block("Close", 5))
        app.console.show_place(PlaceId.PREPARE)
        app.settle()
        yield app


@pytest.fixture
def place(app):
    return app.console.built(PlaceId.PREPARE)


def ask(app, action):
    app.parts.board.trigger(action)
    app.settle()


def prepared(app):
    return app.parts.library.preparation(1)


def goals(app):
    return [row.text for row in prepared(app).goals]


def closing(app):
    return app.parts.library.closing(1)


def type_goals(app, *texts):
    ask(app, ActionId.PREPARE_GOALS)
    for text in texts:
        app.type(text)
        app.press(Key.Key_Return)


# goals


def test_goals_are_typed_one_after_the_other(app, place):
    type_goals(app, "First", "Second")
    assert goals(app) == ["First", "Second"]
    assert place.goals.add.hasFocus()
    assert place.goals.add.text() == ""


def test_pasted_lines_are_a_goal_each(app):
    ask(app, ActionId.PREPARE_GOALS)
    app.paste("First\n\nSecond\r\nThird")
    assert goals(app) == ["First", "Second", "Third"]
    app.press(Key.Key_Z, CTRL)
    assert goals(app) == []


def test_a_goal_is_changed_in_place_with_enter(app, place):
    type_goals(app, "First")
    app.press(Key.Key_Up)
    app.press(Key.Key_Return)
    app.type("Better")
    app.press(Key.Key_Return)
    assert goals(app) == ["Better"]
    assert place.goals.rows.boxes[0].hasFocus()
    assert place.goals.rows.boxes[0].form is None


def test_esc_brings_the_old_words_back(app):
    type_goals(app, "First")
    app.press(Key.Key_Up)
    app.press(Key.Key_Return)
    app.type("x")
    app.press(Key.Key_Escape)
    assert goals(app) == ["First"]


def test_a_goal_without_words_is_refused_beside_it_and_stays_open(app, place):
    type_goals(app, "First")
    app.press(Key.Key_Up)
    app.press(Key.Key_Return)
    app.press(Key.Key_Delete)
    app.press(Key.Key_Return)
    form = place.goals.rows.boxes[0].form
    assert form is not None
    assert "needs some words" in form.text.refusal.text()
    assert goals(app) == ["First"]


def test_too_many_words_stay_in_the_line_with_the_reason(app, place):
    ask(app, ActionId.PREPARE_GOALS)
    app.paste("x" * 600)
    app.press(Key.Key_Return)
    assert "characters" in place.goals.add.refusal
    assert len(place.goals.add.text()) == 600
    assert goals(app) == []


def test_goals_are_moved_and_deleted_by_key_and_undone(app, place):
    type_goals(app, "First", "Second", "Third")
    app.press(Key.Key_Up)
    app.press(Key.Key_Up, ALT)
    assert goals(app) == ["First", "Third", "Second"]
    assert place.goals.rows.boxes[1].hasFocus()
    app.press(Key.Key_Delete)
    assert goals(app) == ["First", "Second"]
    assert place.goals.rows.boxes[1].hasFocus()
    app.press(Key.Key_Z, CTRL)
    app.press(Key.Key_Z, CTRL)
    assert goals(app) == ["First", "Second", "Third"]


def test_alt_with_an_arrow_in_the_agenda_moves_the_block_as_before(app, place):
    type_goals(app, "First")
    place.agenda.list.setFocus()
    app.press(Key.Key_Down, ALT)
    assert [row.title for row in app.parts.library.agenda(1)] == ["Close", "Welcome"]


def test_goals_and_the_session_s_objective_are_shown_on_the_stage_as_they_are_typed(app):
    desk, conductor = app.parts.desk, app.parts.conductor.preparing
    app.stage.show()
    desk.choose_scene(Scene.GOALS)
    assert app.stage.content.scene is Scene.WELCOME  # nothing to show: it follows the run
    type_goals(app, "Leave with one objective")
    assert app.stage.content.goals == StageGoals(("Leave with one objective",))
    conductor.edit_brief("objective", "Goals we believe in")
    conductor.add_session_key_result("Six drafts")
    assert app.stage.texts()[-4:] == [
        *("Objective of the session", "Goals we believe in", "1", "Six drafts")
    ]
    app.parts.store.undo()
    assert app.stage.content.goals.results == ()
    desk.choose_scene(None)
    assert app.stage.content.scene is Scene.WELCOME


def test_another_workshop_shows_its_own(app, place):
    type_goals(app, "First")
    app.add_workshop(block("Only", 10), title="Other")
    app.settle()
    assert not place.goals.rows.boxes
    place.goals.format.setFocus()
    app.type("On site")
    app.parts.desk.open(1)
    app.settle()
    assert place.goals.format.text() == ""
    assert [box.line.text for box in place.goals.rows.boxes] == ["First"]


def test_the_format_is_stored_when_it_is_left(app, place):
    place.goals.format.setFocus()
    app.type("Video call")
    app.press(Key.Key_Return)
    assert prepared(app).format == "Video call"


# materials


def test_a_material_is_typed_ticked_and_given_its_link_by_keyboard(app, place):
    ask(app, ActionId.PREPARE_MATERIALS)
    app.type("Guide")
    app.press(Key.Key_Return)
    app.press(Key.Key_Up)
    app.press(Key.Key_Space)
    assert prepared(app).materials[0].ready
    assert place.materials.count.text() == "1 of 1 ready"
    app.press(Key.Key_Return)
    form = place.materials.rows.boxes[0].form
    form.choices["kind"].setFocus()
    app.press(Key.Key_Up)  # the one before Document
    form.fields["target"].setFocus()
    app.type("https://example.org/guide")
    app.press(Key.Key_Return)
    (row,) = prepared(app).materials
    assert (row.kind, row.target) == ("recording", "https://example.org/guide")
    assert place.materials.rows.boxes[0].link.text() == "Open"
    assert place.materials.rows.boxes[0].hasFocus()


def test_a_link_is_opened_on_request_and_only_then(app, place):
    conductor = app.parts.conductor.preparing
    with mock.patch("desktop.views.wiring_preparing.QDesktopServices.openUrl") as opened:
        conductor.add_material("Guide", target="https://example.org/guide")
        conductor.add_material("Nothing there", target="javascript:alert(1)")
        ask(app, ActionId.PREPARE_MATERIALS)
        assert not opened.called
        first, second = place.materials.rows.boxes
        first.link.setFocus()
        app.press(Key.Key_Return)
        assert opened.call_args.args[0].toString() == "https://example.org/guide"
        opened.reset_mock()
        second.link.setFocus()
        app.press(Key.Key_Return)
        assert not opened.called
        assert "neither an address nor a file" in app.console.messages.message.text


def test_add_link_goes_to_the_field_for_it(app, place):
    app.parts.conductor.preparing.add_material("Guide")
    ask(app, ActionId.PREPARE_MATERIALS)
    place.materials.rows.boxes[0].link.setFocus()
    app.press(Key.Key_Return)
    assert place.materials.rows.boxes[0].form.fields["target"].hasFocus()


# leaders


def test_leaders_themes_and_the_session_okr_are_typed(app, place):
    ask(app, ActionId.PREPARE_LEADERS)
    app.type("Short talks @Ada Okafor")
    app.press(Key.Key_Return)
    app.press(Key.Key_Down)
    app.type("Two counts")
    app.press(Key.Key_Return)
    place.leaders.add_theme.setFocus()
    app.type("Fewer steps")
    app.press(Key.Key_Return)
    place.leaders.objective.setFocus()
    app.type("Every team has a draft")
    app.press(Key.Key_Return)
    place.leaders.add_result.setFocus()
    app.type("Six drafts")
    app.press(Key.Key_Return)
    row = prepared(app)
    assert [(said.kind, said.text, said.speaker) for said in row.leader_inputs] == [
        (LeaderInputKind.WORKS, "Short talks", "Ada Okafor"),
        (LeaderInputKind.HARD, "Two counts", ""),
    ]
    assert [theme.title for theme in row.themes] == ["Fewer steps"]
    assert row.objective == "Every team has a draft"
    assert [each.text for each in row.key_results] == ["Six drafts"]


def test_the_quarter_is_changed_and_nonsense_is_refused_beside_it(app, place):
    ask(app, ActionId.PREPARE_LEADERS)
    field = place.leaders.quarter
    field.setFocus()
    field.selectAll()
    app.type("soon")
    app.press(Key.Key_Return)
    assert field.refusal
    assert field.text() == "soon"
    field.selectAll()
    app.type("Q4 2026")
    app.press(Key.Key_Return)
    assert prepared(app).cycle.label == "Q4 2026"


def test_a_note_moves_to_another_heading(app, place):
    app.parts.conductor.preparing.add_leader_input("works", "Short talks", "")
    ask(app, ActionId.PREPARE_LEADERS)
    place.leaders.inputs[LeaderInputKind.WORKS].enter()
    app.press(Key.Key_Return)
    form = place.leaders.inputs[LeaderInputKind.WORKS].boxes[0].form
    form.choices["kind"].setFocus()
    app.press(Key.Key_Down)
    assert prepared(app).leader_inputs[0].kind is LeaderInputKind.HARD
    assert not place.leaders.inputs[LeaderInputKind.WORKS].boxes


def test_long_and_foreign_words_fit_their_column(app, place):
    app.app.bus.run(AddGoals(1, (*HOSTILE, "x" * 400)))
    app.settle()
    for box in place.goals.rows.boxes:
        assert box.width() <= place.goals.width()
        assert box.height() >= box._text.heightForWidth(box._text.width())


# before the close


@pytest.fixture
def page(app):
    app.app.bus.run(AddGoals(1, ("First", "Second")))
    conductor = app.parts.conductor
    conductor.toggle_run()
    conductor.capture(CaptureKind.PARKING_LOT, "Who counts?")
    conductor.capture(CaptureKind.ACTION, "Book a room")
    conductor.okrs.add_teams(["Ferry"])
    app.press(Key.Key_L, CTRL)
    return app.console.built(PlaceId.REPORT)._stack.currentWidget()


def test_the_key_opens_what_is_open_with_the_first_of_it_in_hand(app, page):
    assert app.console.place is PlaceId.REPORT
    assert page.of.text() == "of 5 settled"
    row = next(iter(page.goals.rows.values()))
    assert row.status.segments["met"].hasFocus()
    assert closing(app).preparation.goals[0].status is GoalStatus.OPEN


def test_everything_is_settled_by_keyboard_and_stays_in_sight(app, page):
    app.press(Key.Key_Space)  # Met
    app.press(Key.Key_Down)
    app.press(Key.Key_Right)
    app.press(Key.Key_Space)  # Partly
    rows = list(page.goals.rows.values())
    rows[1].evidence.setFocus()
    app.type("Half of them")
    app.press(Key.Key_Return)
    goals = closing(app).preparation.goals
    assert [row.status for row in goals] == [GoalStatus.MET, GoalStatus.PARTLY]
    assert goals[1].evidence == "Half of them"
    parked = next(iter(page.parked.rows.values()))
    parked.disposition.segments["next_session"].setFocus()
    app.press(Key.Key_Space)
    parked.owner.setFocus()
    app.type("Nell")
    app.press(Key.Key_Return)
    action = next(iter(page.to_do.rows.values()))
    action.owner.setFocus()
    app.type("Kofi")
    app.press(Key.Key_Tab)
    app.type("fri")
    app.press(Key.Key_Return)
    (row,) = closing(app).actions
    assert (row.owner, row.due.isoformat()) == ("Kofi", "2026-03-13")
    assert page.number.text() == "4"
    assert len(page.goals.rows) == 2


def test_a_day_that_is_none_is_refused_beside_it_and_stays(app, page):
    action = next(iter(page.to_do.rows.values()))
    action.due.setFocus()
    app.type("whenever")
    app.press(Key.Key_Return)
    assert "is not a day" in action.due.refusal
    assert action.due.text() == "whenever"
    assert closing(app).actions[0].due is None


def test_undo_takes_a_status_back(app, page):
    app.press(Key.Key_Space)
    app.press(Key.Key_Z, CTRL)
    assert closing(app).preparation.goals[0].status is GoalStatus.OPEN
    row = next(iter(page.goals.rows.values()))
    assert not any(segment.isChecked() for segment in row.status.segments.values())


def test_what_is_answered_asks_for_its_reason_instead_of_an_owner(app, page):
    parked = next(iter(page.parked.rows.values()))
    parked.disposition.segments["answered"].setFocus()
    app.press(Key.Key_Space)
    assert parked.reason.isVisible()
    assert not parked.owner.isVisible()


def test_next_time_is_written_down(app, page):
    page.adjustments.setFocus()
    app.type("Start earlier")
    page.flush()
    assert prepared(app).adjustments == "Start earlier"


def test_the_session_is_scored_with_a_suggestion(app, page):
    conductor = app.parts.conductor.preparing
    conductor.edit_brief("objective", "Every team has a draft")
    conductor.add_session_key_result("Six drafts")
    conductor.score_session_key_result(1, "0.8")
    app.settle()
    assert page.session.isVisible()
    assert page.session.suggested.text().endswith("suggested 0.8")
    page.session.score.setFocus()
    app.type("7")
    app.press(Key.Key_Return)
    assert "0.0 to 1.0" in page.session.score.refusal
    page.session.score.selectAll()
    app.type("0.7")
    app.press(Key.Key_Return)
    assert str(prepared(app).score) == "0.7"


def test_a_team_without_an_objective_is_one_key_away(app, page):
    row = next(iter(page.teams.rows.values()))
    row.open.setFocus()
    app.press(Key.Key_Return)
    assert app.console.place is PlaceId.OKRS


def test_esc_goes_back_to_the_report_and_ends_nothing(app, page):
    app.press(Key.Key_Escape)
    assert app.console.built(PlaceId.REPORT)._stack.currentWidget() is not page
    assert app.parts.desk.view.state.phase == "running"


def test_closing_asks_once_and_is_never_blocked(app, page):
    page.end.click()
    app.settle()
    assert app.console.messages.message.text.startswith("End the run")


def test_the_last_block_offers_the_list_once(app):
    app.app.bus.run(AddGoals(1, ("First",)))
    app.parts.conductor.toggle_run()
    app.settle()
    app.parts.conductor.next_item()
    app.settle()
    assert app.console.messages.message.text == "This is the last block."
    ask(app, ActionId.REPORT_CLOSE_LIST)
    assert app.console.place is PlaceId.REPORT


def test_nothing_is_offered_when_nothing_is_open(app):
    app.parts.conductor.toggle_run()
    app.parts.conductor.next_item()
    app.settle()
    message = app.console.messages.message
    assert message is None or message.text != "This is the last block."


def test_what_is_typed_is_stored_when_the_window_closes(app, place):
    ask(app, ActionId.PREPARE_MATERIALS)
    app.type("Half typed")
    app.console.close()
    assert [row.title for row in prepared(app).materials] == ["Half typed"]


def test_what_was_settled_is_listed_again_on_request_and_can_be_changed(app, page):
    app.press(Key.Key_Space)
    app.press(Key.Key_Escape)
    app.press(Key.Key_L, CTRL)
    assert len(page.goals.rows) == 1
    page.all.setFocus()
    app.press(Key.Key_Return)
    assert len(page.goals.rows) == 2
    assert not page.all.isVisible()
    app.press(Key.Key_Right)
    assert closing(app).preparation.goals[0].status is GoalStatus.PARTLY
