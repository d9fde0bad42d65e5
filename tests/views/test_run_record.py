"""The run sheet on request, and a quiet word when the agenda is changed after its run."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import ItemKind
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.agenda_many import DeleteItems
from desktop.services.run import EndRun, NextItem, ReopenRun, StartRun
from desktop.views.widgets import Text
from tests.builders import block
from tests.safety.windows import windows

SECRET = "Sentinel: count hands first"
CHANGED = "The agenda was changed after the run, in"


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as made:
        made.add_workshop(block("Welcome", 10, ItemKind.WELCOME), block("Drafts", 30))
        made.parts.store.run(SetPrivateNote(agenda(made)[0].id, SECRET))
        yield made


def agenda(app):
    return app.parts.library.agenda(app.parts.desk.workshop_id)


def written(qtbot, app, action):
    with qtbot.waitSignal(app.parts.exporter.exported, timeout=20_000) as done:
        app.parts.board.action(action).trigger()
    path = done.args[0].path
    return path, "".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_run_sheet_lies_in_the_reports_folder_without_private_notes(qtbot, app):
    path, text = written(qtbot, app, ActionId.RUN_SHEET)
    assert path.parent == app.parts.exporter.folder
    assert path.name.endswith(" run sheet.pdf")
    assert "Drafts" in text
    assert SECRET not in text
    said = app.console.messages.message
    assert said.text == "Run sheet saved, 1 page"
    assert [action.label for action in said.actions] == ["Show in folder", "Open"]


def test_private_notes_are_printed_by_an_action_of_their_own_into_a_file_of_its_own(qtbot, app):
    public, _ = written(qtbot, app, ActionId.RUN_SHEET)
    private, text = written(qtbot, app, ActionId.RUN_SHEET_PRIVATE)
    assert SECRET in text
    assert private.name.endswith(" private run sheet.pdf")
    assert public.exists()


def test_an_empty_agenda_is_refused_with_what_to_do(app):
    app.parts.store.run(DeleteItems(tuple(row.id for row in agenda(app))))
    app.parts.board.action(ActionId.RUN_SHEET).trigger()
    assert app.console.messages.message.text == "There is nothing to print on a run sheet."


def run_through(app, clock):
    shop, run = app.parts.desk.workshop_id, app.parts.store.run
    run(StartRun(shop, clock.now()))
    run(NextItem(shop, clock.advance(700)))
    run(EndRun(shop, clock.advance(1800)))


def notes(place):
    labels = (label for label in place.findChildren(Text) if label.isVisible())
    return [line for label in labels for line in label.text().splitlines() if CHANGED in line]


@pytest.mark.parametrize("place", [PlaceId.PREPARE, PlaceId.RUN])
def test_a_change_of_the_agenda_after_the_run_is_said_once_and_goes_with_the_change(
    app, clock, place
):
    run_through(app, clock)
    app.console.show_place(place)
    shown = app.console.built(place)
    app.settle()
    assert notes(shown) == []
    app.parts.store.run(EditItem(agenda(app)[0].id, ItemField.TITLE, "Hello"))
    app.settle()
    assert notes(shown) == [f"{CHANGED} 1 point. The record stays as it was."]
    app.parts.store.run(DeleteItems((agenda(app)[1].id,)))
    app.settle()
    assert notes(shown) == [f"{CHANGED} 2 points. The record stays as it was."]
    app.parts.store.undo()
    app.parts.store.undo()
    app.settle()
    assert notes(shown) == []


def test_while_a_run_goes_on_nothing_is_after_it(app, clock):
    run_through(app, clock)
    app.parts.store.run(ReopenRun(app.parts.desk.workshop_id, clock.advance(60)))
    app.parts.store.run(EditItem(agenda(app)[0].id, ItemField.TITLE, "Hello"))
    assert app.parts.desk.view.changed_since == 0
