"""Techniques in Prepare, by real keys on a real library: choose, type, edit, move, delete."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.bridge.actions import PlaceId
from desktop.domain.rows import StepRow
from desktop.services.technique_files import techniques
from desktop.views.prepare.steps_card import steps_advice
from tests.builders import block
from tests.safety.windows import windows
from tests.views.desk_rows import block as agenda_row

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
OWN = (("Read", 120, "Quietly."), ("Talk", 180, "Aloud."), ("Vote", 60, ""))


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(block("Plain", 12), block("Stepped", 35, technique="Ours", steps=OWN))
        app.console.show_place(PlaceId.PREPARE)
        app.settle()
        yield app


@pytest.fixture
def place(app):
    return app.console.built(PlaceId.PREPARE)


@pytest.fixture
def stepped(app, place):
    """The editor of the block with three steps."""
    app.press(Key.Key_Down)
    return place.editor


def row(app, at=0):
    return app.parts.library.agenda(1)[at]


def names(app, at=0):
    return [step.title for step in row(app, at).steps]


def minutes(app, at=0):
    return [step.seconds / 60 for step in row(app, at).steps]


def in_menu(app, editor, *keys):
    for key in keys:
        QTest.keyClick(editor.technique.menu.list, key)
        app.settle()


def open_menu(app, editor):
    editor.technique.setFocus()
    app.press(Key.Key_Down)
    assert editor.technique.menu.isVisible()
    return editor.technique.menu


# choosing


def test_R17_down_and_enter_give_a_block_a_technique_with_its_steps(app, place):
    menu = open_menu(app, place.editor)
    assert menu.list.keys == tuple(each.title for each in techniques()), "nothing to take away yet"
    in_menu(app, place.editor, Key.Key_Return)
    assert not menu.isVisible()
    assert place.editor.technique.hasFocus()
    assert row(app).technique == place.editor.technique.text() == "1-2-4-All"
    assert minutes(app) == [1, 2, 4, 5]
    assert [box.line.text for box in place.editor.steps.rows.boxes] == names(app)
    assert place.editor.steps.advice.text() == "Steps 12 of 12 min"
    assert place.editor.steps.credit.text() == "After Liberating Structures"


def test_the_list_opens_at_what_is_there_and_letters_jump(app, place):
    open_menu(app, place.editor)
    in_menu(app, place.editor, Key.Key_T, Key.Key_T, Key.Key_Return)
    assert row(app).technique == "Troika"
    menu = open_menu(app, place.editor)
    assert menu.list.chosen == "Troika"
    in_menu(app, place.editor, Key.Key_Escape)
    assert not menu.isVisible()
    assert row(app).technique == "Troika"


def test_no_technique_is_on_the_list_and_takes_the_steps_away(app, stepped):
    menu = open_menu(app, stepped)
    assert menu.list.keys[0] == ""
    in_menu(app, stepped, Key.Key_Up, Key.Key_Home, Key.Key_Return)
    assert (row(app, 1).technique, names(app, 1)) == ("", [])
    assert app.console.messages.message.text == "Steps deleted"
    app.parts.store.undo()
    assert (row(app, 1).technique, names(app, 1)) == ("Ours", ["Read", "Talk", "Vote"])


def test_replaced_steps_are_named_and_one_undo_brings_them_back(app, stepped):
    open_menu(app, stepped)
    in_menu(app, stepped, Key.Key_Down, Key.Key_Return)
    assert app.console.messages.message.text == "Steps of the block replaced"
    app.press(Key.Key_Z, CTRL)
    assert names(app, 1) == ["Read", "Talk", "Vote"]
    assert [box.line.text for box in stepped.steps.rows.boxes] == ["Read", "Talk", "Vote"]


def test_an_own_name_can_be_typed_and_keeps_the_steps(app, stepped):
    stepped.technique.setFocus()
    stepped.technique.selectAll()
    app.type("By team")
    app.press(Key.Key_Return)
    assert (row(app, 1).technique, names(app, 1)) == ("By team", ["Read", "Talk", "Vote"])
    assert app.console.messages.message is None


def test_a_typed_name_that_ships_brings_its_steps(app, place):
    place.editor.technique.setFocus()
    app.type("round ROBIN")
    app.press(Key.Key_Return)
    assert place.editor.technique.text() == "Round robin"
    assert names(app) == ["Think", "Round", "Second round"]


# steps


def test_steps_are_typed_one_after_the_other_with_their_length(app, place):
    add = place.editor.steps.add
    add.setFocus()
    for typed in ("Alone 2 min", "Together"):
        app.type(typed)
        app.press(Key.Key_Return)
    assert (names(app), minutes(app)) == (["Alone", "Together"], [2, 5])
    assert add.hasFocus()
    assert place.editor.steps.advice.text() == "Steps 7 of 12 min: they stretch to fit"


def test_a_step_without_sense_stays_in_the_line_with_the_reason(app, place):
    add = place.editor.steps.add
    add.setFocus()
    app.type("Alone 0 min")
    app.press(Key.Key_Return)
    assert "too short" in add.refusal
    assert add.text() == "Alone 0 min"
    assert names(app) == []


def test_enter_opens_the_fields_of_a_step(app, stepped):
    box = stepped.steps.rows.boxes[0]
    box.setFocus()
    app.press(Key.Key_Return)
    app.press(Key.Key_A, CTRL)
    app.type("Skim")
    app.press(Key.Key_Tab)
    assert box.form.fields["seconds"].text() == "2 min"
    app.press(Key.Key_A, CTRL)
    app.type("90 s")
    app.press(Key.Key_Tab)
    app.press(Key.Key_A, CTRL)
    app.type("Only the headings.")
    app.press(Key.Key_Return)
    step = row(app, 1).steps[0]
    assert (step.title, step.seconds, step.instruction) == ("Skim", 90, "Only the headings.")
    assert box.form is None
    assert box.hasFocus()
    assert box.accessibleName() == "1., Skim, 1:30 min, Only the headings."


def test_a_length_that_makes_no_sense_is_refused_beside_its_field(app, stepped):
    box = stepped.steps.rows.boxes[0]
    box.setFocus()
    app.press(Key.Key_Return)
    field = box.form.fields["seconds"]
    field.setFocus()
    field.selectAll()
    app.type("soon")
    app.press(Key.Key_Return)
    assert "not a length of time" in field.refusal
    assert minutes(app, 1) == [2, 3, 1]
    app.press(Key.Key_Escape)


def test_delete_and_alt_with_arrows_work_on_the_step_not_on_the_block(app, stepped):
    stepped.steps.rows.boxes[0].setFocus()
    app.press(Key.Key_Down, ALT)
    assert names(app, 1) == ["Talk", "Read", "Vote"]
    assert [each.title for each in app.parts.library.agenda(1)] == ["Plain", "Stepped"]
    assert stepped.steps.rows.chosen.line.text == "Read"
    app.press(Key.Key_Delete)
    assert names(app, 1) == ["Talk", "Vote"]
    assert app.console.messages.message.text == "Step deleted"
    app.press(Key.Key_Z, CTRL)
    assert names(app, 1) == ["Talk", "Read", "Vote"]


def test_the_step_that_the_arrows_reach_is_in_sight(app, stepped, place):
    stepped.technique.setFocus()
    for _ in range(4):
        app.parts.conductor.preparing.add_step(row(app, 1).id, "One more")
    stepped.steps.rows.boxes[0].setFocus()
    for _ in range(6):
        app.press(Key.Key_Down)
    box = stepped.steps.rows.chosen
    view = place._block.viewport()
    low = box.mapTo(view, box.rect().bottomLeft()).y()
    assert box.line.number == "7."
    assert 0 < low <= view.height()


def test_another_block_shows_its_own_steps(app, stepped, place):
    assert [box.line.text for box in stepped.steps.rows.boxes] == ["Read", "Talk", "Vote"]
    app.press(Key.Key_Up)
    assert place.agenda.list.hasFocus()
    assert stepped.steps.rows.boxes == []
    assert not stepped.steps.advice.isVisible()
    assert not stepped.steps.purpose.isVisible()


def test_what_is_typed_in_a_step_is_stored_when_the_window_closes(app, stepped):
    stepped.steps.rows.boxes[1].setFocus()
    app.press(Key.Key_Return)
    app.press(Key.Key_A, CTRL)
    app.type("Argue")
    app.console.close()
    assert names(app, 1) == ["Read", "Argue", "Vote"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (720, "Steps 12 of 35 min: they stretch to fit"),
        (2100, "Steps 35 of 35 min"),
        (2130, "Steps 35:30 of 35 min: they shrink to fit"),
    ],
)
def test_the_sum_of_the_steps_is_advice(seconds, said):
    steps = (StepRow(1, "a", "Alone", seconds, ""),)
    assert steps_advice(replace(agenda_row(1, "Drafts"), planned_s=2100, steps=steps)) == said
