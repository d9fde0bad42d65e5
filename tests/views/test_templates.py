"""Templates of one's own and duplicated workshops, by real keys on a real library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import text

from desktop.bridge.actions import ActionId, PlaceId
from tests.builders import block
from tests.safety.windows import CTRL, windows

Key = Qt.Key


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        blocks = (block("Welcome", 10), block("Objectives", 35, private_note="Bring tea"))
        app.add_workshop(*blocks, title="Spring")
        app.console.show_place(PlaceId.PREPARE)
        app.settle()
        yield app


def saved(app):
    return app.parts.library.saved_templates()


def save(app, title="Our day", summary=""):
    """From the palette, as somebody without a mouse does."""
    app.press(Key.Key_K, CTRL)
    app.type("save as a template")
    app.press(Key.Key_Return)
    assert app.console.is_covered()
    app.type(title)
    app.press(Key.Key_Tab)
    app.type(summary)
    app.press(Key.Key_Return)


def home(app):
    app.console.show_place(PlaceId.HOME)
    app.settle()
    page = app.console.built(PlaceId.HOME).library
    page.templates.setFocus()
    page.templates.choose_row(0)
    return page


def said(app):
    message = app.console.messages.message
    return "" if message is None else message.text


def test_the_open_agenda_is_saved_under_the_title_that_is_typed(app):
    save(app, "Our day", "How we do it")
    (row,) = saved(app)
    assert (row.name, row.title, row.summary, row.minutes) == (
        "our-day",
        "Our day",
        "How we do it",
        45,
    )
    assert not app.console.is_covered()
    assert "“Our day”" in said(app)


def test_what_is_half_typed_in_the_agenda_is_in_it(app):
    place = app.console.built(PlaceId.PREPARE)
    place.editor.focus_duration()
    app.type("20")
    save(app)
    assert saved(app)[0].minutes == 55


def test_no_title_is_refused_there_and_esc_saves_nothing(app):
    app.parts.board.trigger(ActionId.FILE_SAVE_TEMPLATE)
    app.press(Key.Key_Delete)
    app.press(Key.Key_Return)
    assert app.console.is_covered(), "it asks again"
    app.press(Key.Key_Escape)
    assert not app.console.is_covered()
    assert saved(app) == ()


def test_home_lists_it_first_and_enter_begins_a_workshop_from_it(app):
    save(app)
    page = home(app)
    assert page.templates.keys[:2] == ("our-day", "okr-drafting-4h")
    app.press(Key.Key_Return)
    shop = app.parts.desk.view.workshop
    assert shop.title == "Our day"
    assert [row.planned_s for row in app.parts.desk.view.agenda] == [600, 2100]
    assert "Bring tea" in app.parts.library.private_notes(shop.id).values()


def test_delete_takes_it_away_and_undo_brings_it_back(app):
    save(app)
    page = home(app)
    app.press(Key.Key_Delete)
    assert saved(app) == ()
    assert page.templates.keys[0] == "okr-drafting-4h"
    assert said(app) == "Template deleted"
    app.press(Key.Key_Z, CTRL)
    assert page.templates.keys[0] == "our-day"


def test_r_asks_for_another_title_and_one_undo_takes_it_back(app):
    save(app)
    home(app)
    app.press(Key.Key_R)
    assert app.console.is_covered()
    app.type("Autumn day")
    app.press(Key.Key_Return)
    assert [row.title for row in saved(app)] == ["Autumn day"]
    app.press(Key.Key_Z, CTRL)
    assert [row.title for row in saved(app)] == ["Our day"]


def test_those_that_ship_are_neither_renamed_nor_deleted(app):
    page = home(app)
    app.press(Key.Key_Delete)
    assert page.templates.keys[0] == "okr-drafting-4h"
    app.press(Key.Key_R)
    assert not app.console.is_covered()
    assert "No template of your own" in said(app)


def test_their_menu_offers_what_can_be_done(app):
    save(app)
    page = home(app)
    assert menu_of(page.templates) == ["New workshop from it", "Rename", "Delete"]
    page.templates.choose_row(1)
    assert menu_of(page.templates) == ["New workshop from it"]
    page.next.open.setFocus()
    assert menu_of(page.next) == ["Open", "Duplicate", "Delete"]


def test_a_damaged_one_is_marked_and_can_be_deleted(app):
    save(app)
    with app.app.engine.begin() as connection:
        connection.execute(text("UPDATE saved_template SET blocks = '[]'"))
    page = home(app)
    app.press(Key.Key_Return)
    assert app.console.place is PlaceId.HOME
    assert "can't be used" in said(app)
    page.templates.setFocus()
    app.press(Key.Key_Delete)
    assert saved(app) == ()


def test_on_the_first_start_own_ones_are_there_as_well(app):
    save(app)
    app.parts.conductor.delete_workshop(1)
    app.console.show_place(PlaceId.HOME)
    app.settle()
    first = app.console.built(PlaceId.HOME).first
    assert first.templates.keys[0] == "our-day"
    first.templates.setFocus()
    first.templates.choose_row(0)
    app.press(Key.Key_Delete)
    assert saved(app) == ()


def test_d_in_home_duplicates_what_is_chosen_and_opens_it(app):
    app.console.show_place(PlaceId.HOME)
    app.settle()
    app.press(Key.Key_D)
    assert app.parts.desk.view.workshop.title == "Spring (copy)"
    assert app.console.place is PlaceId.PREPARE
    assert len(app.parts.desk.view.agenda) == 2
    app.press(Key.Key_Z, CTRL)
    assert [row.title for row in app.parts.library.workshops()] == ["Spring"]


def test_elsewhere_the_palette_duplicates_the_open_workshop(app):
    app.press(Key.Key_K, CTRL)
    app.type("duplicate")
    app.press(Key.Key_Return)
    assert app.parts.desk.view.workshop.title == "Spring (copy)"


def test_with_none_chosen_it_says_so(app):
    home(app).search.setFocus()
    app.press(Key.Key_K, CTRL)
    app.type("duplicate")
    app.press(Key.Key_Return)
    assert "No workshop is chosen" in said(app)


def test_d_in_another_place_does_nothing(app):
    app.press(Key.Key_D)
    assert len(app.parts.library.workshops()) == 1


def menu_of(widget):
    """The lines of the menu that the menu key opens."""
    at = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = next(each for each in widget.findChildren(QMenu) if each.isVisible())
    lines = [action.text() for action in menu.actions()]
    QTest.keyClick(menu, Key.Key_Escape)
    QApplication.processEvents()  # it deletes itself
    return lines
