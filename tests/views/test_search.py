"""Ctrl+F and Ctrl+Shift+F find words, and Enter goes to the row that has them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import PlaceId
from desktop.domain.kinds import CaptureKind
from desktop.domain.people import RosterEntry
from desktop.domain.search import SearchResults
from desktop.views.search.overlay import PAUSE_MS
from tests.builders import block
from tests.safety.windows import CTRL, SHIFT, windows

KEY = Qt.Key


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(block("Aims", 30), block("Zebra stripes", 10), title="First")
        (aims, _) = app.parts.library.agenda(1)
        app.parts.conductor.edit_note(aims.id, "Mind the zebra")
        app.add_workshop(block("Aims", 30, instruction="Draw a zebra"), title="Second")
        conductor = app.parts.conductor
        for text in ("a lion", "a zébra crossing", "a giraffe"):
            conductor.capture(CaptureKind.IDEA, text)
        for name in ("Ada", "Zebra Okafor"):
            conductor.people.add(RosterEntry(name, team="Ops"))
        app.console.show_place(PlaceId.HOME)
        app.settle()
        yield app


def find(app, typed, modifiers=CTRL):
    app.press(KEY.Key_F, modifiers)
    overlay = app.app.wiring.search.overlay
    app.type(typed)
    app.wait_for(lambda: not overlay.is_waiting)
    return overlay


def shown(overlay):
    rows = (overlay.model.item(row) for row in range(overlay.model.rowCount()))
    return [item.text for item in rows if item is not None]


def headings(overlay):
    rows = range(overlay.model.rowCount())
    return [overlay.model.index(row).data() for row in rows if overlay.model.item(row) is None]


def down_to(app, overlay, text):
    while overlay.list.currentIndex().data() != text:
        before = overlay.list.currentIndex().row()
        app.press(KEY.Key_Down)
        assert overlay.list.currentIndex().row() > before, f"{text} is not there"


def test_ctrl_f_finds_in_the_open_workshop_and_says_where(app):
    overlay = find(app, "zebra")
    assert shown(overlay) == ["Draw a zebra", "a zébra crossing", "Zebra Okafor"]
    assert headings(overlay) == ["Agenda", "Notes", "People"]
    item = overlay.model.item(1)
    assert item.meta == "Aims"
    assert [item.text[slice(*mark)] for mark in item.marks] == ["zebra"]


@pytest.mark.parametrize("kind", CaptureKind)
def test_a_note_of_every_kind_has_its_line(app, kind):
    app.parts.conductor.capture(kind, "kangaroo")
    assert shown(find(app, "kangaroo")) == ["kangaroo"]


def test_ctrl_shift_f_finds_in_all_and_names_workshop_and_day(app):
    overlay = find(app, "zebra", CTRL | SHIFT)
    assert "Mind the zebra" in shown(overlay)
    assert "Zebra stripes" in shown(overlay)
    down_to(app, overlay, "Mind the zebra")
    assert overlay.model.item(overlay.list.currentIndex().row()).meta.startswith("First · ")


def test_enter_goes_to_the_note_even_when_a_filter_hides_it(app):
    app.console.show_place(PlaceId.CAPTURE)
    capture = app.console.built(PlaceId.CAPTURE)
    capture.search.setFocus()
    app.type("lion")
    app.wait_for(lambda: len(capture.list.notes.rows) == 1)
    overlay = find(app, "crossing")
    app.press(KEY.Key_Return)
    assert not overlay.isVisible()
    assert app.console.place is PlaceId.CAPTURE
    assert capture.list.hasFocus()
    assert capture.list.currentIndex().isValid()
    row = capture.list.notes.rows[capture.list.currentIndex().row()]
    assert row.text == "a zébra crossing"
    assert capture.search.text() == ""


def test_enter_goes_to_a_person(app):
    find(app, "okafor")
    app.press(KEY.Key_Return)
    place = app.console.built(PlaceId.PREPARE)
    assert app.console.place is PlaceId.PREPARE
    assert place.people.list.chosen.name == "Zebra Okafor"
    assert place.people.list.hasFocus()


def test_enter_opens_the_other_workshop_at_the_block_of_a_private_note(app):
    overlay = find(app, "mind", CTRL | SHIFT)
    down_to(app, overlay, "Mind the zebra")
    app.press(KEY.Key_Return)
    assert app.parts.desk.view.workshop.title == "First"
    place = app.console.built(PlaceId.PREPARE)
    assert place.agenda.list.chosen.title == "Aims"
    assert place.agenda.list.hasFocus()
    assert place.editor.note.toPlainText() == "Mind the zebra"


def test_enter_on_a_workshop_opens_it(app):
    find(app, "first", CTRL | SHIFT)
    app.press(KEY.Key_Return)
    assert app.parts.desk.view.workshop.title == "First"
    assert app.console.place is PlaceId.PREPARE


def test_enter_right_after_typing_goes_to_what_was_typed_last(app):
    find(app, "zebra")
    app.press(KEY.Key_A, CTRL)
    app.type("lion")
    app.press(KEY.Key_Return)
    assert app.console.place is PlaceId.CAPTURE
    capture = app.console.built(PlaceId.CAPTURE)
    assert capture.list.notes.rows[capture.list.currentIndex().row()].text == "a lion"


def test_it_waits_a_moment_after_the_last_key(app):
    app.press(KEY.Key_F, CTRL)
    overlay = app.app.wiring.search.overlay
    asked = []
    overlay.search_requested.connect(lambda typed, _: asked.append(typed))
    app.type("zebra")
    assert asked == []
    assert PAUSE_MS == 120
    app.wait_for(lambda: asked == ["zebra"])


def test_esc_gives_the_focus_back_and_the_words_are_there_the_next_time(app):
    app.console.show_place(PlaceId.CAPTURE)
    line = app.console.capture_bar.line
    line.setFocus()
    app.type("half a note")
    overlay = find(app, "zebra")
    app.press(KEY.Key_Escape)
    assert not overlay.isVisible()
    assert line.hasFocus()
    assert line.text() == "half a note"
    app.press(KEY.Key_F, CTRL)
    assert overlay.field.selectedText() == "zebra"
    assert shown(overlay)


def test_the_other_key_looks_for_the_same_words_elsewhere_and_the_same_key_closes(app):
    overlay = find(app, "stripes")
    assert shown(overlay) == []
    app.press(KEY.Key_F, CTRL | SHIFT)
    assert overlay.everywhere
    assert shown(overlay) == ["Zebra stripes"]
    app.press(KEY.Key_F, CTRL | SHIFT)
    assert not overlay.isVisible()


def test_it_says_why_there_is_nothing(app):
    overlay = find(app, "z")
    assert "One letter" in overlay.message
    app.type("q")
    app.wait_for(lambda: "“zq”" in overlay.message)
    assert "this workshop" in overlay.message
    app.press(KEY.Key_F, CTRL | SHIFT)
    assert "any workshop" in overlay.message
    overlay.field.clear()
    app.wait_for(lambda: "Type a part" in overlay.message)
    app.press(KEY.Key_Return)
    assert overlay.isVisible()


def test_it_says_that_there_are_more(app):
    for number in range(60):
        app.parts.conductor.capture(CaptureKind.IDEA, f"kangaroo {number}")
    overlay = find(app, "kangaroo")
    assert len(shown(overlay)) == 50
    assert "The best 50" in overlay.hint.text()


def test_what_changes_meanwhile_is_seen(app):
    overlay = find(app, "giraffe")
    assert shown(overlay) == ["a giraffe"]
    while app.parts.library.captures(2):
        app.parts.store.undo()
    app.settle()
    assert shown(overlay) == []


def test_results_for_other_words_are_not_shown(app):
    overlay = find(app, "zebra")
    overlay.show_results(SearchResults("something else"))
    assert len(shown(overlay)) == 3


def test_without_a_workshop_only_all_can_be_searched(app):
    app.parts.desk.open(None)
    app.press(KEY.Key_F, CTRL)
    assert app.app.wiring.search.overlay is None
    overlay = find(app, "lion", CTRL | SHIFT)
    assert shown(overlay) == ["a lion"]
    app.press(KEY.Key_Return)
    assert app.parts.desk.view.workshop.title == "Second"


def test_a_click_goes_there_too(app, qtbot):
    overlay = find(app, "okafor")
    at = overlay.list.visualRect(overlay.list.currentIndex()).center()
    qtbot.mouseClick(overlay.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert app.console.place is PlaceId.PREPARE
