"""A technique's steps in the running app: keys, card, stage, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.bridge.actions import PlaceId
from tests.builders import block
from tests.safety.windows import windows


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as made:
        made.add_workshop(block("Ideas", 12), block("Close", 5))
        first = made.parts.desk.view.agenda[0]
        made.parts.conductor.preparing.set_technique(first.id, "1-2-4-All")
        made.console.show_place(PlaceId.RUN)
        made.settle()
        yield made


def press(app, qtbot, key):
    qtbot.keyClick(app.console, key)
    app.settle()


def card(app):
    return app.console.built(PlaceId.RUN).technique


def words(app):
    return [each.text() for each in card(app).findChildren(QLabel) if each.isVisible()]


def test_R17_point_and_comma_go_through_the_steps_and_undo_takes_one_back(app, qtbot):
    app.parts.conductor.toggle_run()
    app.settle()
    assert {"1 of 4", "1:00"} <= set(words(app))
    press(app, qtbot, Qt.Key.Key_Period)
    assert {"2 of 4", "2:00"} <= set(words(app))
    assert app.parts.desk.view.content.step_digits == "2:00"
    press(app, qtbot, Qt.Key.Key_Period)
    press(app, qtbot, Qt.Key.Key_Comma)
    assert "2 of 4" in words(app)
    app.parts.store.undo()
    app.settle()
    assert "3 of 4" in words(app)


def test_R17_the_buttons_do_the_same_and_the_last_step_says_that_it_is_the_last(app, qtbot):
    app.parts.conductor.toggle_run()
    app.settle()
    for _ in range(3):
        qtbot.mouseClick(card(app).on, Qt.MouseButton.LeftButton)
    assert "4 of 4" in words(app)
    qtbot.mouseClick(card(app).on, Qt.MouseButton.LeftButton)
    assert "4 of 4" in words(app)
    assert "last step" in app.console.messages.message.text


def test_R17_a_step_that_is_over_waits_for_the_facilitator(app):
    app.parts.conductor.toggle_run()
    app.pass_time(90)
    assert {"1 of 4", "+0:30"} <= set(words(app))
    app.parts.conductor.extend(1)
    app.settle()
    assert {"1 of 4", "0:30"} <= set(words(app))


def test_R17_a_block_without_steps_has_no_card(app):
    app.parts.conductor.toggle_run()
    app.pass_time(5)
    app.parts.conductor.next_item()
    app.settle()
    assert card(app).isHidden()
    assert app.parts.desk.view.content.step_digits == ""
