"""Settings: each choice counts at once, by keys alone, and Esc goes back to where one was."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import build, ensure_sample, open_where_it_was
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.fonts import set_text_percent, text_percent
from desktop.bridge.settings import (
    ClockChoice,
    DecimalSign,
    SettingId,
    Settings,
    StageLook,
    StageScreen,
    TextSize,
    ThemeChoice,
)
from desktop.bridge.theme import apply_theme, hold_stage_theme, load_theme, stage_theme, theme
from desktop.domain.people import RosterEntry
from desktop.domain.report_choices import NameStyle
from desktop.domain.stage import Scene, StageNames
from desktop.views.privacy import privacy
from desktop.views.settings.licences import read_parts
from desktop.views.when import clock_text
from desktop.views.widgets.fit import fit_all
from tests import guards

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
A = ActionId


@pytest.fixture
def make(qtbot, qapp, tmp_path, clock):
    apply_theme(qapp, load_theme("light"))
    opened = []

    def run():
        path = tmp_path / "library.okr"
        settings = Settings(tmp_path / "settings.ini")
        app = build(path, clock=clock, settings=settings, reports=tmp_path / "reports")
        guards.guard_library(path)
        opened.append((app, path))
        with qtbot.waitActive(app.console):
            app.console.show()
            app.console.activateWindow()
        ensure_sample(app)
        open_where_it_was(app)
        return app

    yield run
    for app, path in opened:
        app.console.close()
        app.stage.close()
        app.close()
        guards.release_library(path)
        app.console.deleteLater()
        app.stage.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_text_percent(100)
    fit_all()
    hold_stage_theme("")
    apply_theme(qapp, load_theme("light"))


@pytest.fixture
def app(make, qtbot):
    made = make()
    press(made, qtbot, Qt.Key.Key_Comma, CTRL)
    return made


@pytest.fixture
def place(app):
    return app.console.built(PlaceId.SETTINGS)


def press(app, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    widget = QApplication.focusWidget()
    qtbot.keyClick(widget if widget is not None else app.console, key, modifiers)


def choose(place, setting, value):
    segment = place.row(setting).control.segment(value)
    segment.click()


def wait_for_key(place, qtbot, action):
    field = place.keys.lines[action].field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.waits
    return field


def waiting(place):
    return next(line.field for line in place.keys.lines.values() if line.field.waits)


def test_the_key_opens_them_and_escape_goes_back(make, qtbot):
    app = make()
    press(app, qtbot, Qt.Key.Key_6, CTRL)
    press(app, qtbot, Qt.Key.Key_Comma, CTRL)
    assert app.console.place is PlaceId.SETTINGS
    assert not any(button.isChecked() for button in app.console.rail.places.values())
    press(app, qtbot, Qt.Key.Key_Escape)
    assert app.console.place is PlaceId.CAPTURE
    assert app.console.rail.places[PlaceId.CAPTURE].isChecked()


def test_a_theme_counts_at_once_and_at_the_next_start(app, place):
    choose(place, SettingId.THEME, ThemeChoice.DARK)
    assert theme().is_dark
    assert app.parts.settings.theme is ThemeChoice.DARK
    choose(place, SettingId.THEME, ThemeChoice.LIGHT)
    assert not theme().is_dark


def test_larger_text_makes_everything_larger_and_back(app, place):
    bar, button = app.console.run_bar, place.close_button
    before = (bar.height(), button.sizeHint().height(), button.font().pixelSize())
    choose(place, SettingId.TEXT_SIZE, TextSize.LARGEST)
    assert text_percent() == 150
    assert bar.height() == 114
    assert button.sizeHint().height() == 51
    assert QApplication.font().pixelSize() == 20
    choose(place, SettingId.TEXT_SIZE, TextSize.USUAL)
    assert (bar.height(), button.sizeHint().height(), button.font().pixelSize()) == before


def test_the_stage_does_not_grow_with_the_console(app, place):
    app.stage.show()
    sizes = [piece.fitted.style.size for piece in app.stage.view.poster.texts]
    choose(place, SettingId.TEXT_SIZE, TextSize.LARGEST)
    app.parts.desk.open(app.parts.desk.workshop_id)
    assert [piece.fitted.style.size for piece in app.stage.view.poster.texts] == sizes


def test_twelve_hours_are_everywhere_at_once(app, place):
    app.console.show_place(PlaceId.RUN)
    run = app.console.built(PlaceId.RUN)
    assert "09:00" in run.agenda.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    app.console.show_place(PlaceId.SETTINGS)
    choose(place, SettingId.CLOCK, ClockChoice.H12)
    assert clock_text(time(13, 0)) == "1:00 pm"
    app.console.show_place(PlaceId.RUN)
    shown = run.agenda.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "9:00 am" in shown
    choose(place, SettingId.CLOCK, ClockChoice.H24)


def test_a_report_is_written_with_the_chosen_sign_and_clock(qtbot, app, place):
    app.parts.settings.decimal_sign = DecimalSign.COMMA
    choose(place, SettingId.CLOCK, ClockChoice.H12)
    app.parts.conductor.preparing.score_session("0,7")
    app.parts.conductor.preparing.edit_brief("objective", "Goals we believe in")
    with qtbot.waitSignal(app.parts.exporter.written) as done:
        app.parts.exporter.write_markdown(app.parts.conductor.report())
    assert "Score 0,7" in done.args[0]
    assert " am" in done.args[0]
    choose(place, SettingId.CLOCK, ClockChoice.H24)


def test_the_stage_can_be_of_one_theme_but_for_a_break(app, place):
    choose(place, SettingId.STAGE_LOOK, StageLook.DARK)
    assert stage_theme("light") == stage_theme("dark")
    assert stage_theme("break").name == "break"
    choose(place, SettingId.STAGE_LOOK, StageLook.SCENE)
    assert stage_theme("light").name == "light"


def test_the_planned_end_can_be_kept_off_the_stage(app, place):
    app.parts.conductor.reopen_run()
    assert app.stage.content.finish_at
    place.row(SettingId.STAGE_FINISH).control.click()
    assert app.stage.content.finish_at == ""
    assert not app.parts.settings.stage_finish


def test_people_are_called_on_the_stage_as_is_chosen_at_once(app, place):
    desk, people = app.parts.desk, app.parts.conductor.people
    app.stage.show()
    app.parts.conductor.new_workshop("okr-drafting-4h")
    for name, team in (("Mira Sand", "Booking"), ("Mira Holt", ""), ("Zia Kim", "Booking")):
        people.add(RosterEntry(name, f"{name[-4:]}@example.org", team))
    desk.choose_scene(Scene.PEOPLE)
    head = ["Who is here", "Booking"]
    assert app.stage.texts() == [*head, "Mira S.", "Zia", "Without a team", "Mira H."]
    choose(place, SettingId.NAMES_ON_STAGE, StageNames.FULL)
    assert app.stage.texts() == [*head, "Mira Sand", "Zia Kim", "Without a team", "Mira Holt"]
    choose(place, SettingId.NAMES_ON_STAGE, StageNames.NONE)
    assert app.stage.texts() == [*head, "2 people", "Without a team", "1 person"]
    choose(place, SettingId.NAMES_ON_STAGE, StageNames.FIRST)
    app.parts.store.undo()
    assert app.stage.texts() == [*head, "Mira S.", "Without a team", "Mira H."]
    app.parts.store.undo()
    assert app.stage.texts() == [*head, "Mira"]


def test_the_owner_of_an_objective_is_called_as_is_chosen_at_once(app, place):
    okrs, people = app.parts.conductor.okrs, app.parts.conductor.people
    app.parts.conductor.new_workshop("okr-drafting-4h")
    people.add(RosterEntry("Mira Sand"))
    people.add(RosterEntry("Mira Holt"))
    okrs.add_teams(["Booking"])
    shop = app.parts.desk.workshop_id
    team = app.parts.library.team_lines(shop)[0].team_id
    okrs.add_objective(team, "Make booking easy")
    objective = app.parts.library.team_okrs(shop, team).objectives[0]
    okrs.edit_objective(objective.id, "owner", "Mira Holt")
    app.parts.desk.show_okr(team)
    assert app.stage.texts()[1] == "Objective · Mira H."
    choose(place, SettingId.NAMES_ON_STAGE, StageNames.FULL)
    assert app.stage.texts()[1] == "Objective · Mira Holt"
    choose(place, SettingId.NAMES_ON_STAGE, StageNames.NONE)
    assert app.stage.texts()[1] == "Objective"


def test_private_panes_are_hidden_at_once_when_there_is_one_screen(app, place):
    switch = place.row(SettingId.HIDE_PRIVATE).control
    switch.click()
    assert privacy().hidden
    switch.click()
    assert privacy().hidden, "only the key shows them again"
    app.parts.board.trigger(ActionId.VIEW_PRIVATE)
    assert not privacy().hidden


def test_the_stage_comes_up_on_this_screen_when_that_is_chosen(app, place):
    drop = place.row(SettingId.STAGE_SCREEN).control
    drop.setCurrentIndex(drop.findData(StageScreen.SAME))
    drop.activated.emit(drop.currentIndex())
    app.parts.board.trigger(A.STAGE_TOGGLE)
    assert app.stage.isVisible()
    assert app.stage.screen() is app.console.screen()


def test_a_new_report_starts_with_the_names_that_were_chosen(app, place):
    choose(place, SettingId.REPORT_NAMES, NameStyle.INITIALS)
    assert app.parts.exporter.names is NameStyle.INITIALS
    assert app.parts.settings.report_names is NameStyle.INITIALS


def test_another_key_counts_at_once_and_everywhere(app, place, qtbot):
    wait_for_key(place, qtbot, A.RUN_NEXT)
    qtbot.keyClick(waiting(place), Qt.Key.Key_J)
    assert app.parts.board.keys(A.RUN_NEXT) == ("J",)
    assert app.console.run_bar.button("next").key == "J"
    assert app.parts.board.action(A.RUN_NEXT).shortcut().toString() == "J"
    assert app.parts.settings.keys == {"run.next": ("J",)}
    item = next(i for i in app.console.palette_overlay.items() if i.id == A.RUN_NEXT)
    assert item.keys == ("J",)


def test_the_changed_key_acts_and_the_old_one_does_not(app, place, qtbot):
    place.keys.all.click()
    wait_for_key(place, qtbot, A.CAPTURE_FOCUS)
    qtbot.keyClick(waiting(place), Qt.Key.Key_J)
    place.close_button.setFocus()
    qtbot.keyClick(place.close_button, Qt.Key.Key_Slash)
    assert not app.console.capture_bar.line.hasFocus()
    qtbot.keyClick(place.close_button, Qt.Key.Key_J)
    assert app.console.capture_bar.line.hasFocus()


def test_a_key_that_is_taken_is_said_and_can_be_swapped(app, place, qtbot):
    wait_for_key(place, qtbot, A.RUN_NEXT)
    qtbot.keyClick(waiting(place), Qt.Key.Key_P)
    assert "P already has an action" in place.keys.refusal.text
    assert app.parts.board.keys(A.RUN_NEXT) == ("N",)
    qtbot.keyClick(place.keys.refusal.swap, Qt.Key.Key_Return)
    assert app.parts.board.keys(A.RUN_NEXT) == ("P",)
    assert app.parts.board.keys(A.RUN_TOGGLE) == ("N",)
    assert place.keys.refusal.isHidden()
    place.keys.back.click()
    assert app.parts.board.keys(A.RUN_TOGGLE) == ("P",)
    assert app.parts.settings.keys == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Up])
def test_keys_of_the_widgets_are_refused(app, place, qtbot, key):
    wait_for_key(place, qtbot, A.RUN_NEXT)
    qtbot.keyClick(waiting(place), key)
    assert "Choose another key" in place.keys.refusal.text
    assert app.parts.settings.keys == {}


def test_escape_while_a_key_is_awaited_changes_nothing_and_stays(app, place, qtbot):
    field = wait_for_key(place, qtbot, A.RUN_NEXT)
    press(app, qtbot, Qt.Key.Key_Escape)
    assert not field.waits
    assert app.console.place is PlaceId.SETTINGS
    press(app, qtbot, Qt.Key.Key_2, CTRL)
    assert app.console.place is PlaceId.PREPARE


def test_single_keys_off_leaves_those_with_ctrl(app, place, qtbot):
    place.row(SettingId.SINGLE_KEYS).control.click()
    place.close_button.setFocus()
    press(app, qtbot, Qt.Key.Key_1)
    assert app.console.place is PlaceId.SETTINGS
    assert app.console.run_bar.button("next").key == ""
    press(app, qtbot, Qt.Key.Key_1, CTRL)
    assert app.console.place is PlaceId.HOME


def test_the_keys_are_the_same_at_the_next_start(app, place, qtbot, make):
    wait_for_key(place, qtbot, A.RUN_NEXT)
    qtbot.keyClick(waiting(place), Qt.Key.Key_J)
    app.console.close()
    app.close()
    again = make()
    assert again.parts.board.keys(A.RUN_NEXT) == ("J",)
    assert again.console.run_bar.button("next").key == "J"


def test_the_key_sheet_shows_the_changed_keys(app, place, qtbot):
    wait_for_key(place, qtbot, A.RUN_NEXT)
    qtbot.keyClick(waiting(place), Qt.Key.Key_F9)
    app.parts.board.trigger(A.KEYS_OPEN)
    app.console.key_sheet.field.setText("F9")
    assert app.console.key_sheet.count() == 1


def test_ctrl_m_mutes_the_chime_and_says_so(app, place, qtbot):
    press(app, qtbot, Qt.Key.Key_M, CTRL)
    assert app.console.messages.message.text == "Cues are off"
    assert not place.row(SettingId.CHIME).control.isChecked()
    press(app, qtbot, Qt.Key.Key_M, CTRL)
    assert app.parts.settings.chime


@pytest.mark.parametrize(
    ("words", "seen"), [("planned end", {"Stage"}), ("text size", {"Appearance"}), ("xyz", set())]
)
def test_the_search_leaves_what_has_the_words(place, words, seen):
    place.search.setText(words)
    assert {card.name for card in place.cards if not card.isHidden()} == seen
    place.search.clear()
    assert all(not card.isHidden() for card in place.cards)


def test_every_licence_can_be_read(app, place, qtbot):
    parts = read_parts()
    assert len(parts) > 10
    assert all(len(part.text()) > 200 for part in parts)
    place.about.licences.click()
    overlay = app.console.findChild(QWidget, "licences")
    assert overlay.isVisible()
    press(app, qtbot, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert app.console.place is PlaceId.SETTINGS


def test_every_control_has_a_name_for_a_screen_reader(place):
    for widget in place.findChildren(QWidget):
        in_place = widget.window() is place.window()  # the list of a combo box is its own window
        if in_place and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget


def test_the_library_is_named_backed_up_and_checked(app, place, qtbot):
    card = place.library
    assert "library.okr" in card.rows[0].words_below
    runner = app.parts.backups
    with qtbot.waitSignals([runner.done, runner.listed], timeout=10_000):
        card.backup.click()
    assert app.console.messages.message.text == "Backup made and read back"
    with qtbot.waitSignal(app.parts.care.checked, timeout=10_000) as found:
        card.check.click()
    assert found.args == [()]
    assert app.console.messages.message.text == "The library is whole"


def test_the_decimal_sign_reaches_the_draft_on_the_stage(app, place):
    desk = app.parts.desk
    drop = place.row(SettingId.DECIMAL_SIGN).control
    team = next(
        row
        for row in app.parts.library.all_team_okrs(desk.workshop_id)
        if any("." in str(result.target) for o in row.objectives for result in o.key_results)
    )
    found = next(
        o for o in team.objectives if any("." in str(result.target) for result in o.key_results)
    )
    desk.show_okr(team.team_id, found.id)
    goals = {result.goal for result in desk.view.content.okr.results}
    drop.activated.emit(drop.findData(DecimalSign.COMMA))
    shown = {result.goal for result in desk.view.content.okr.results}
    assert shown == {goal.replace(".", ",") for goal in goals}
    assert shown != goals
