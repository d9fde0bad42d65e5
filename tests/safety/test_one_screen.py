"""In one-screen mode nothing private can be read in the console, in any place; nothing is lost."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import CaptureKind
from desktop.domain.people import RosterEntry
from desktop.domain.roster_words import Column
from desktop.views.privacy import privacy
from desktop.views.widgets import Card, Text
from tests.builders import block
from tests.safety.scraping import GETTERS, printed_by
from tests.safety.windows import CTRL, Windows, windows

SECRET = "zqsecret"
RATE = re.compile(r"7531|7,531|meeting cost", re.IGNORECASE)
DRIFT = re.compile(r"\b(min late|min early|min over|min too long|drift|projected|on time)\b", re.I)
KEY = Qt.Key
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def app(qapp, tmp_path, clock):
    """A run that is late, with a secret in everything that only the facilitator may see."""
    with windows(qapp, tmp_path, clock) as app:
        blocks = [
            block(f"Public {n}", 10, instruction="All read it", private_note=f"{SECRET} note {n}")
            for n in range(4)
        ]
        app.add_workshop(*blocks, title="Past title")
        app.parts.conductor.toggle_run()
        app.pass_time(3000)
        app.parts.conductor.end_run()
        app.add_workshop(*blocks, title="Public title")
        people = app.parts.conductor.people
        people.add(RosterEntry("Zora Public", f"{SECRET}@example.org", "Ops"))
        (person,) = app.parts.library.roster(2)
        people.set_accommodation(person.person_id, f"{SECRET} large print")
        people.edit(person.id, "experience", "experienced")
        app.parts.conductor.preparing.set_rate("€7531")
        app.parts.conductor.capture(CaptureKind.IDEA, "a public idea")
        app.parts.conductor.toggle_run()
        app.pass_time(900)
        app.parts.conductor.next_item()
        app.console.show_place(PlaceId.RUN)
        app.console.activateWindow()
        app.wait_for(app.console.isActiveWindow)
        yield app
    privacy().hide_private(on=False)


def read(app: Windows) -> list[str]:
    """All that can be seen in the console, pointed at, or heard from what is seen."""
    app.settle()
    found: list[str] = [app.console.windowTitle(), printed_by(app.console)]
    for each in (app.console, *app.console.findChildren(QWidget)):
        if not each.isVisible():
            continue
        for name in GETTERS:
            getter = getattr(each, name, None)
            if callable(getter) and isinstance(words := getter(), str):
                found.append(words)
        if isinstance(each, QAbstractItemView):
            model = each.model()
            rows = range(model.rowCount(QModelIndex()))
            found += [str(model.index(row, 0).data(role) or "") for row in rows for role in ROLES]
        found += told_of(each)
    return found


def told_of(widget: QWidget) -> list[str]:
    """What a screen reader is told of one widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    parts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return [] if told is None else [told.text(part) for part in parts]


def check(app: Windows, where: str) -> None:
    texts = read(app)
    assert any("Public" in words for words in texts), "nothing was read"
    leaks = [words for words in texts if SECRET in words.casefold() or RATE.search(words)]
    assert not leaks, f"{where}: {leaks}"
    drift = [words for words in texts if DRIFT.search(words)]
    assert not drift, f"{where}: {drift}"
    experience = [words for words in texts if "experience" in words.casefold()]
    assert not experience, f"{where}: {experience}"


def tour(app: Windows):
    """Every place, and what can be opened in it that shows anything private."""
    for place in (PlaceId.HOME, PlaceId.RUN, PlaceId.PREPARE, PlaceId.CAPTURE, PlaceId.OKRS):
        app.console.show_place(place)
        yield str(place)
    app.parts.board.trigger(ActionId.PREPARE_PEOPLE)
    people = app.console.built(PlaceId.PREPARE).people
    people.list.enter()
    yield "people"
    app.press(KEY.Key_Return)
    yield "person"
    app.press(KEY.Key_Escape)


def test_what_is_hidden_can_be_read_without_it(app):
    texts = [words for _ in tour(app) for words in read(app)]
    for secret in (f"{SECRET} note 1", f"{SECRET}@example.org", f"{SECRET} large print"):
        assert any(secret in words for words in texts), secret
    assert any(DRIFT.search(words) for words in texts)
    assert any("OKR experience" in words for words in texts)
    assert any(RATE.search(words) for words in texts)


def test_in_one_screen_mode_nothing_private_can_be_read_in_any_place(app):
    app.press(KEY.Key_H, CTRL)
    for where in tour(app):
        check(app, where)


def test_an_absence_that_is_to_be_explained_is_hidden_as_well(app):
    app.app.watch(None)
    app.pass_time(5 * 60)
    asked = ("slept", "kept going", "waited", "another item")
    texts = " ".join(read(app)).casefold()
    assert all(words in texts for words in asked)
    app.press(KEY.Key_H, CTRL)
    for where in tour(app):
        check(app, where)
        texts = " ".join(read(app)).casefold()
        assert not [words for words in asked if words in texts], where


def test_it_hides_and_shows_what_is_there_already_and_says_so(app):
    for where in tour(app):
        app.press(KEY.Key_H, CTRL)
        check(app, where)
        assert app.console.rail.private_chip.isVisible()
        app.press(KEY.Key_H, CTRL)
        assert not app.console.rail.private_chip.isVisible()
    app.console.show_place(PlaceId.RUN)
    assert any(SECRET in words for words in read(app))


def test_a_roster_that_is_about_to_come_in_shows_no_e_mail_and_no_experience(app):
    app.press(KEY.Key_H, CTRL)
    app.parts.conductor.people.preview_text(
        f"Name;E-mail;Team;Experience\nAda Public;{SECRET}@example.org;Ops;experienced\n"
    )
    app.wait_for(app.console.is_covered)
    texts = read(app)  # the names of its columns are no secret, what stands in them is
    assert any("Ada Public" in words for words in texts)
    assert not any(SECRET in words or "Experienced" in words for words in texts)


def test_a_roster_with_wrong_headings_or_addresses_shows_none_of_them_either(app):
    text = f"ada@{SECRET}.org;Team\nAda Public;Ops\nName;Email\nBo Public;b@{SECRET}.org\n"
    app.parts.conductor.people.preview_text(text)
    app.press(KEY.Key_H, CTRL)  # while it is shown
    people = app.parts.conductor.people
    for header, column in ((None, None), (3, None), (1, None), (1, Column.ACCOMMODATION)):
        people.choose_header(header)
        if column is not None:
            people.choose_column(0, column)
        app.settle()
        assert not any(SECRET in words for words in read(app)), (header, column)


def test_a_pane_that_its_place_shows_meanwhile_stays_hidden_and_one_it_hid_stays_away(app):
    run = app.console.built(PlaceId.RUN)
    app.press(KEY.Key_H, CTRL)
    app.parts.conductor.next_item()  # fills and shows every card again
    app.pass_time(60)
    check(app, "after next")
    app.parts.conductor.end_run()  # there is no block, and so no note
    app.press(KEY.Key_H, CTRL)
    app.settle()
    assert not run.note.isVisible()


def test_a_card_made_while_it_is_on_is_hidden_until_it_is_off(app, qtbot):
    privacy().hide_private(on=True)
    window = QWidget()
    qtbot.addWidget(window)
    card = Card(private=True)
    card.setParent(window)
    card.body.addWidget(Text("private"))
    window.show()
    assert not card.isVisible()
    card.show()
    assert not card.isVisible()
    privacy().hide_private(on=False)
    assert card.isVisible()


def test_a_card_without_a_parent_does_not_come_up_as_a_window(qtbot):
    privacy().hide_private(on=True)
    card = Card(private=True)
    qtbot.addWidget(card)
    privacy().hide_private(on=False)
    assert not card.isVisible()
    window = QWidget()
    qtbot.addWidget(window)
    card.setParent(window)
    window.show()
    assert card.isVisible()


def test_a_note_half_typed_is_stored_when_its_pane_is_hidden(app):
    run = app.console.built(PlaceId.RUN)
    run.note.change_button.click()
    app.type(f"{SECRET} half typed")
    app.press(KEY.Key_H, CTRL)
    check(app, "typing")
    assert app.console.focusWidget().isVisible()
    notes = app.parts.library.private_notes(2)
    assert any("half typed" in note for note in notes.values())


def test_from_the_other_window_what_is_half_typed_is_stored_too(app):
    run = app.console.built(PlaceId.RUN)
    run.note.change_button.click()
    app.type("half typed")
    app.stage.show()
    app.stage.activateWindow()
    app.wait_for(app.stage.isActiveWindow)
    QTest.keyClick(app.stage, KEY.Key_H, CTRL)
    check(app, "from the stage")
    assert any("half typed" in note for note in app.parts.library.private_notes(2).values())


def test_an_e_mail_that_is_refused_waits_where_it_was_typed(app):
    app.parts.board.trigger(ActionId.PREPARE_PEOPLE)
    people = app.console.built(PlaceId.PREPARE).people
    people.list.enter()
    app.press(KEY.Key_Return)
    email = people.editor.email
    email.setFocus()
    email.selectAll()
    app.type(f"{SECRET} at example")
    app.press(KEY.Key_H, CTRL)
    check(app, "refused")
    app.press(KEY.Key_H, CTRL)
    assert email.hasFocus()
    assert email.text() == f"{SECRET} at example"


def test_a_search_leaves_private_notes_out(app):
    app.press(KEY.Key_F, CTRL)
    overlay = app.app.wiring.search.overlay
    app.type("zqsec")
    app.wait_for(lambda: overlay.model.rowCount() > 0)
    app.press(KEY.Key_H, CTRL)
    assert overlay.isVisible()
    assert overlay.model.rowCount() == 0
    app.press(KEY.Key_H, CTRL)
    assert overlay.model.rowCount() > 0


def test_the_chip_in_the_rail_shows_them_again(app, qtbot):
    app.press(KEY.Key_H, CTRL)
    qtbot.mouseClick(app.console.rail.private_chip, Qt.MouseButton.LeftButton)
    assert not privacy().hidden
    assert not app.console.rail.private_chip.isVisible()
    assert app.parts.board.text(ActionId.VIEW_PRIVATE) == "Hide private panes"


@pytest.mark.parametrize("wanted", [True, False])
def test_with_one_screen_it_starts_as_the_settings_say(qapp, tmp_path, clock, wanted):
    assert len(QGuiApplication.screens()) == 1
    with windows(qapp, tmp_path, clock) as first:
        first.parts.settings.hide_private_with_one_screen = wanted
        first.parts.settings.sync()
    with windows(qapp, tmp_path, clock) as again:
        assert privacy().hidden is wanted
        assert again.console.rail.private_chip.isVisible() is wanted
    privacy().hide_private(on=False)
