"""Learned durations in Prepare: quiet, with their evidence, and taken with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.learning import Learner
from desktop.views.privacy import privacy
from tests.builders import block
from tests.safety.windows import CTRL, windows

Key = Qt.Key


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        yield app
    privacy().hide_private(on=False)


def hold(app, minutes, title="Draft objectives", planned=15):
    """A workshop that is held and closed; its first block takes so many minutes."""
    app.add_workshop(block(title, planned), block("Close", 5), title=f"Held {minutes}")
    conductor = app.parts.conductor
    conductor.toggle_run()
    app.pass_time(60 * minutes)
    conductor.next_item()
    app.pass_time(300)
    conductor.end_run()


def plan(app, *blocks):
    app.add_workshop(*(blocks or (block("Draft objectives", 15), block("New", 10))))
    app.console.show_place(PlaceId.PREPARE)
    app.settle()
    return app.console.built(PlaceId.PREPARE).editor


def test_a_block_that_ran_over_before_says_so_and_enter_takes_the_median(app):
    for minutes in (27, 25, 40, 29, 15):
        hold(app, minutes)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    assert editor.learned.words.text() == "Ran 13 min over in 4 of 5 sessions"
    assert editor.learned.use.text() == "Use 27 min"
    editor.learned.use.setFocus()
    app.press(Key.Key_Return)
    (row, _) = app.parts.desk.view.agenda
    assert row.planned_s == 27 * 60
    assert not editor.learned.use.isVisible(), "it is taken"
    assert editor.learned.words.isVisible()
    assert editor.duration.hasFocus()
    app.press(Key.Key_Escape)
    app.press(Key.Key_Z, CTRL)
    assert app.parts.desk.view.agenda[0].planned_s == 15 * 60
    assert editor.learned.use.isVisible()


def test_a_block_nothing_is_known_of_says_nothing(app):
    for minutes in (27, 25):
        hold(app, minutes)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    app.press(Key.Key_Down)
    assert not editor.learned.isVisible()


def test_after_one_session_nothing_is_said(app):
    hold(app, 27)
    editor = plan(app)
    learner = learner_of(app)
    app.wait_for(lambda: learner.is_done)
    assert not editor.learned.isVisible()


def test_what_it_rests_on_is_told_where_it_is_not_the_title(app):
    for n, minutes in enumerate((27, 25, 29)):
        hold(app, minutes, f"Other {n}")
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    assert editor.learned.basis.text() == "Blocks of this kind, category and length"


def test_a_run_that_is_closed_or_reopened_meanwhile_counts_or_does_not(app):
    for minutes in (27, 25):
        hold(app, minutes)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    last = app.parts.desk.workshop_id
    app.parts.desk.open(2)
    app.parts.conductor.reopen_run()
    app.parts.desk.open(last)
    app.wait_for(lambda: not editor.learned.isVisible())
    app.parts.store.undo()
    app.wait_for(editor.learned.isVisible)


def test_what_is_done_or_running_is_given_no_advice(app):
    for minutes in (27, 25):
        hold(app, minutes)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    app.parts.conductor.toggle_run()
    assert not editor.learned.isVisible()


def test_it_is_hidden_with_the_private_panes(app):
    for minutes in (27, 25):
        hold(app, minutes)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    app.parts.board.trigger(ActionId.VIEW_PRIVATE)
    assert not editor.learned.isVisible()
    app.parts.board.trigger(ActionId.VIEW_PRIVATE)
    assert editor.learned.isVisible()


def test_each_closed_workshop_is_read_once(app, monkeypatch):
    for minutes in (27, 25):
        hold(app, minutes)
    read = []
    library, blocks_of_run = app.parts.library, app.parts.library.blocks_of_run

    def counted(workshop_id):
        read.append(workshop_id)
        return blocks_of_run(workshop_id)

    monkeypatch.setattr(library, "blocks_of_run", counted)
    editor = plan(app)
    app.wait_for(editor.learned.isVisible)
    app.console.show_place(PlaceId.HOME)
    app.console.show_place(PlaceId.PREPARE)
    app.parts.conductor.rename("Another title")
    learner = learner_of(app)
    app.wait_for(lambda: learner.is_done)
    assert sorted(read) == [1, 2]


def learner_of(app):
    (found,) = app.console.findChildren(Learner)
    return found
