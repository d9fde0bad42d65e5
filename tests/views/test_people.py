"""People in Prepare, in the wired app: typed, pasted, imported, changed, removed, undone by key."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import RosterEntry
from desktop.domain.roster_words import Column
from desktop.services.roster import AddPeople
from tests.builders import block
from tests.safety.windows import CTRL, windows

ROSTER = Path(__file__).parents[1] / "data" / "roster.csv"
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock, choose_file=lambda _parent: str(ROSTER)) as app:
        app.add_workshop(block("Welcome", 10), block("Close", 5))
        app.console.show_place(PlaceId.PREPARE)
        app.parts.board.trigger(ActionId.PREPARE_PEOPLE)
        app.settle()
        yield app


@pytest.fixture
def panel(app):
    return app.console.built(PlaceId.PREPARE).people


def people(app):
    return app.parts.library.roster(1)


def names(app):
    return [row.name for row in people(app)]


def said(app):
    message = app.console.messages.message
    return "" if message is None else message.text


def fill(app, *entries):
    rows = entries or (
        RosterEntry("Ada Okafor", "ada@x.org", "Ops", "PM", OkrExperience.SOME, PreWork.READ),
        RosterEntry("Björn Åkesson", team="Ops"),
        RosterEntry("Chen Wei 陈伟", team="Records", pre_work=PreWork.NOT),
    )
    app.app.bus.run(AddPeople(1, rows))
    app.settle()


def open_person(app, panel, downs=0):
    panel.list.setFocus()
    for _ in range(downs):
        app.press(Key.Key_Down)
    app.press(Key.Key_Return)


def test_a_name_and_enter_add_a_person_and_the_line_is_ready_for_the_next(app, panel):
    assert panel.field.hasFocus()
    app.type("Ada Okafor")
    app.press(Key.Key_Return)
    app.type("Hana Novak, Ops, Engineer")
    app.press(Key.Key_Return)
    assert [(row.name, row.team, row.role) for row in people(app)] == [
        ("Ada Okafor", "", ""),
        ("Hana Novak", "Ops", "Engineer"),
    ]
    assert panel.field.text() == ""
    assert panel.field.hasFocus()
    assert panel.count.text() == "2 people, 1 team"
    assert app.console.rail.head.when.text().endswith("· 2 people")


def test_ctrl_z_takes_a_person_back(app, panel):
    app.type("Ada")
    app.press(Key.Key_Return)
    app.press(Key.Key_Z, CTRL)
    assert names(app) == []
    assert not panel.list.count
    assert said(app) == "Undone: Add person"


def test_single_keys_are_letters_while_a_name_is_typed(app, panel):
    app.type("pb 1 / +")
    assert panel.field.text() == "pb 1 / +"
    assert app.parts.desk.view.state.phase == "waiting"


@pytest.mark.parametrize("typed", ["–", "Ada <not an address@>"])
def test_what_is_nobody_is_refused_beside_the_field_and_stays(app, panel, typed):
    panel.field.setText(typed)
    app.press(Key.Key_Return)
    assert panel.field.refusal
    assert panel.field.text() == typed
    assert names(app) == []


def test_the_same_name_again_is_refused_and_stays_in_the_field(app, panel):
    fill(app)
    app.type("ada okafor")
    app.press(Key.Key_Return)
    assert "in the list already" in said(app)
    assert panel.field.text() == "ada okafor"
    assert len(names(app)) == 3


def test_the_list_says_everything_of_a_person(app, panel):
    fill(app)
    spoken = panel.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ada Okafor, Ops, PM, OKR experience: Some, pre-work: Read, Expected"


def test_pasted_lines_are_shown_first_and_enter_brings_them_in(app, panel):
    app.paste("Ada Okafor\tOps\nBjörn Åkesson\tOps\n\t\nAda Okafor\n")
    assert app.console.is_covered()
    assert names(app) == []
    app.press(Key.Key_Return)
    assert names(app) == ["Ada Okafor", "Björn Åkesson"]
    assert not app.console.is_covered()
    assert said(app) == "2 people added."
    app.press(Key.Key_Z, CTRL)
    assert names(app) == []


def test_lines_that_come_in_past_the_keyboard_are_shown_first_too(app, panel):
    QApplication.clipboard().setText("Ada\nBo")
    panel.field.paste()
    app.settle()
    assert app.console.is_covered()
    assert panel.field.text() == ""
    app.press(Key.Key_Escape)


def test_one_pasted_line_is_text(app, panel):
    app.paste("Ada Okafor")
    assert panel.field.text() == "Ada Okafor"


def test_a_file_is_shown_first_and_esc_leaves_everything_as_it_was(app, panel):
    app.parts.board.trigger(ActionId.FILE_IMPORT_PEOPLE)
    app.settle()
    overlay = app.console.findChild(type(app.app.wiring._people._preview))
    assert overlay.accept_button.text() == "Import 7 people"
    assert overlay.source.text == "roster.csv"
    assert "UTF-8" in overlay.details.text()
    app.press(Key.Key_Escape)
    assert names(app) == []
    assert not app.console.is_covered()


def test_a_file_brought_in_twice_doubles_nobody_and_says_so(app, panel):
    for _ in range(2):
        app.parts.board.trigger(ActionId.FILE_IMPORT_PEOPLE)
        app.settle()
        app.press(Key.Key_Return)
    assert len(names(app)) == 7
    overlay = app.app.wiring._people._preview
    assert overlay.accept_button.text() == "Nothing new"
    assert not overlay.accept_button.isEnabled()


def test_a_workbook_is_read_too_and_names_its_sheet(app, panel, tmp_path):
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Guests")
        for n, row in enumerate((("Name", "Team"), ("Ada Okafor", "Ops"))):
            sheet.write_row(n, 0, row)
    app.parts.conductor.people.preview_file(path)
    app.settle()
    assert "Guests" in app.app.wiring._people._preview.details.text()
    app.press(Key.Key_Return)
    assert names(app) == ["Ada Okafor"]


def preview_of(app, text):
    """Pasted lines, shown; nothing of them is stored."""
    app.paste(text)
    return app.app.wiring._people._preview


def choice(overlay, heading):
    return next(row.choice for row in overlay.columns.rows if row.heading.text() == heading)


def pick(app, box, value):
    """Tab goes there, Down opens the list, arrows go to the value, Enter takes it."""
    for _ in range(40):
        if app.console.focusWidget() is box:
            break
        app.press(Key.Key_Tab)
    assert app.console.focusWidget() is box
    app.press(Key.Key_Down)
    view, to = box.view(), box.findData(value)
    way = Key.Key_Down if to > view.currentIndex().row() else Key.Key_Up
    while view.currentIndex().row() != to:
        QTest.keyClick(view, way)
    QTest.keyClick(view, Key.Key_Return)
    app.settle()
    assert app.console.focusWidget() is box


def test_a_list_without_anybody_says_so_and_nothing_can_be_brought_in(app, panel):
    overlay = preview_of(app, "Name\tTeam\n\tOps\n")
    assert "There is nobody in it. line 2: no name." in overlay.notes.said
    app.press(Key.Key_Return)
    assert overlay.isVisible()
    app.press(Key.Key_Escape)
    assert names(app) == []


def test_a_wrong_guess_is_put_right_by_keys_and_the_list_follows_at_once(app, panel):
    overlay = preview_of(app, "Name\tWho\tGroup\nOps\tAda Okafor\tPM\nOps\tBo Lind\tLead\n")
    assert overlay.table.rows.spoken[0] == "2: Ops, PM, new"
    assert overlay.table.rows.spoken[1] == "3: Skipped: the same person as line 2"
    pick(app, choice(overlay, "Name"), None)
    assert not overlay.accept_button.isEnabled()
    assert overlay.notes.said[0] == "No column holds names, so nobody can be brought in."
    app.press(Key.Key_Return)
    assert overlay.isVisible()
    pick(app, choice(overlay, "Who"), Column.NAME)
    pick(app, choice(overlay, "Group"), Column.ROLE)
    pick(app, choice(overlay, "Name"), Column.TEAM)
    assert overlay.table.rows.spoken == [
        "2: Ada Okafor, Ops, PM, new",
        "3: Bo Lind, Ops, Lead, new",
    ]
    assert names(app) == []
    app.press(Key.Key_Return)
    assert [(row.name, row.team, row.role) for row in people(app)] == [
        ("Ada Okafor", "Ops", "PM"),
        ("Bo Lind", "Ops", "Lead"),
    ]
    assert not overlay.isVisible()
    app.press(Key.Key_Z, CTRL)
    assert names(app) == []


def test_two_columns_of_one_meaning_are_refused_beside_the_choice(app, panel):
    overlay = preview_of(app, "Name\tTeam\tGuild\nAda\tOps\tDesign\n")
    guild = next(row for row in overlay.columns.rows if row.heading.text() == "Guild")
    pick(app, guild.choice, Column.TEAM)
    assert guild.choice.currentText() == "Left out"
    assert guild.refusal.isVisible()
    assert guild.refusal.text().startswith("Team is read from “Team” already.")
    assert guild.choice.accessibleDescription() == guild.refusal.text()
    assert overlay.table.rows.spoken == ["2: Ada, Ops, new"]
    pick(app, choice(overlay, "Team"), None)
    assert not guild.refusal.isVisible()
    pick(app, guild.choice, Column.TEAM)
    assert overlay.table.rows.spoken == ["2: Ada, Design, new"]
    app.press(Key.Key_Escape)


def test_headings_that_are_a_person_are_chosen_by_key(app, panel):
    overlay = preview_of(app, "People\nOf the harbour\nAda Okafor\n")
    assert overlay.header.currentText() == "Line 1: People"
    pick(app, overlay.header, -1)
    assert overlay.accept_button.text() == "Import 3 people"
    pick(app, overlay.header, 2)
    assert not overlay.accept_button.isEnabled()
    pick(app, choice(overlay, "Of the harbour"), Column.NAME)
    assert overlay.table.rows.spoken == ["1: Skipped: above the headings", "3: Ada Okafor, new"]
    app.press(Key.Key_Return)
    assert names(app) == ["Ada Okafor"]


def test_attendance_and_accommodation_come_in_and_go_with_one_undo(app, panel):
    overlay = preview_of(app, "Name\tCame?\tDiet\nAda\tno show\tVegan\nBo\tperhaps\t\n")
    pick(app, choice(overlay, "Came?"), Column.ATTENDANCE)
    pick(app, choice(overlay, "Diet"), Column.ACCOMMODATION)
    assert overlay.table.rows.spoken[0] == "2: Ada, Not there, new, Vegan"
    assert any("“perhaps” in Attendance is not known" in words for words in overlay.notes.said)
    app.press(Key.Key_Return)
    ada, bo = people(app)
    assert (ada.attendance, bo.attendance) == (Attendance.NO_SHOW, Attendance.EXPECTED)
    assert app.parts.library.contacts(1)[ada.person_id].accommodation == "Vegan"
    app.press(Key.Key_Z, CTRL)
    assert names(app) == []
    assert app.parts.library.contacts(1) == {}


def test_a_preview_goes_with_the_workshop_it_is_for(app, panel):
    overlay = preview_of(app, "Ada\nBo\n")
    app.add_workshop(block("Other"), title="Follow-up")
    app.settle()
    assert not overlay.isVisible()
    assert not app.parts.conductor.people.bring_in()


def test_who_is_added_meanwhile_is_in_the_list_already(app, panel):
    overlay = preview_of(app, "Ada\nBo\n")
    fill(app, RosterEntry("Ada"))
    assert overlay.table.rows.spoken == ["1: Ada, in the list already", "2: Bo, new"]
    app.press(Key.Key_Escape)


def test_enter_opens_a_person_and_every_field_is_stored(app, panel):
    fill(app)
    open_person(app, panel, 1)
    editor = panel.editor
    assert editor.name.hasFocus()
    app.type("Bjorn Lind")
    for field, text in (
        (editor.team, "Identity"),
        (editor.role, "Lead"),
        (editor.email, "b@x.org"),
    ):
        field.setFocus()
        field.selectAll()
        app.type(text)
    editor.accommodation.setFocus()
    app.type("Large print")
    app.press(Key.Key_Escape)
    row = people(app)[1]
    assert (row.name, row.team, row.role) == ("Bjorn Lind", "Identity", "Lead")
    held = app.parts.library.contacts(1)[row.person_id]
    assert (held.email, held.accommodation) == ("b@x.org", "Large print")
    assert panel.list.hasFocus()
    assert not editor.isVisible()


def test_closed_lists_are_stored_by_key(app, panel):
    fill(app)
    open_person(app, panel, 1)
    editor = panel.editor
    for choice in (editor.pre_work, editor.attendance, editor.experience):
        choice.setFocus()
        app.press(Key.Key_Up if choice is editor.pre_work else Key.Key_Down)
    row = people(app)[1]
    assert row.pre_work is PreWork.NOT
    assert row.attendance is Attendance.PRESENT
    assert row.experience is OkrExperience.SOME
    assert row.arrived_at is None  # nothing is running


def test_in_a_run_coming_late_gets_its_time(app, panel, clock):
    fill(app)
    app.parts.conductor.toggle_run()
    app.console.show_place(PlaceId.PREPARE)
    clock.advance(60)
    app.parts.conductor.people.edit(people(app)[0].id, "attendance", "late")
    assert people(app)[0].arrived_at == clock.now().utc


def test_a_wrong_address_is_refused_beside_the_field_and_the_old_one_is_back(app, panel):
    fill(app)
    open_person(app, panel)
    email = panel.editor.email
    email.setFocus()
    email.selectAll()
    app.type("nobody")
    app.press(Key.Key_Return)
    assert "not an e-mail address" in email.refusal
    assert email.text() == "ada@x.org"


def test_delete_removes_and_the_next_one_is_chosen_and_undo_brings_back(app, panel):
    fill(app)
    panel.list.setFocus()
    app.press(Key.Key_Down)
    app.press(Key.Key_Delete)
    assert names(app) == ["Ada Okafor", "Chen Wei 陈伟"]
    assert panel.list.chosen.name == "Chen Wei 陈伟"
    assert said(app) == "Person removed"
    app.press(Key.Key_Z, CTRL)
    assert names(app)[1] == "Björn Åkesson"


def test_alt_and_the_arrows_move_a_person(app, panel):
    fill(app)
    panel.list.setFocus()
    app.press(Key.Key_Down, ALT)
    assert names(app) == ["Björn Åkesson", "Ada Okafor", "Chen Wei 陈伟"]
    assert panel.list.chosen.name == "Ada Okafor"


def test_down_goes_into_the_list_and_up_back_to_the_line(app, panel):
    fill(app)
    panel.field.setFocus()
    app.press(Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.chosen.name == "Ada Okafor"
    app.press(Key.Key_Up)
    assert panel.field.hasFocus()


def test_hands_are_counted_and_few_of_them_are_worth_a_word(app, panel):
    fill(app)
    assert panel.hands.number.text() == "?"
    panel.hands.less.click()
    app.settle()
    assert app.parts.library.workshop(1).hands_up == 0
    assert panel.hands.advice.isVisible()
    assert panel.hands.words.text() == "Pre-work: 0 of 3. Plan a recap."
    for _ in range(2):
        panel.hands.more.click()
        app.settle()
    assert panel.hands.number.text() == "2"
    assert not panel.hands.advice.isVisible()


def test_another_workshop_shows_its_own_people(app, panel):
    fill(app)
    open_person(app, panel)
    app.add_workshop(block("Other"), title="Follow-up")
    app.settle()
    assert panel.list.count == 0
    assert not panel.editor.isVisible()
    assert not panel.count.isVisible()


def test_a_new_block_turns_the_column_back_to_the_block(app, panel):
    place = app.console.built(PlaceId.PREPARE)
    panel.list.setFocus()
    app.parts.board.trigger(ActionId.PREPARE_ADD_BLOCK)
    app.settle()
    assert place.side.page is not panel
    assert place.editor.title.hasFocus()


def test_the_report_has_a_line_of_them(app, panel):
    fill(app)
    data = app.parts.conductor.report()
    assert [(one.name, one.team) for one in data.people][:2] == [
        ("Ada Okafor", "Ops"),
        ("Björn Åkesson", "Ops"),
    ]
    assert data.read_pre_work == 1
