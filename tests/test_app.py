"""The wired app: what a person asks for in the window happens, and is said."""

from __future__ import annotations

import logging
import sys
from datetime import date, time
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import app as composition
from desktop.app import build, ensure_sample, open_where_it_was
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.settings import Settings, ThemeChoice
from desktop.bridge.theme import apply_theme, load_theme, theme
from desktop.domain.errors import NotStoredError, UserError
from desktop.domain.kinds import CaptureKind, WorkshopState
from desktop.domain.run import Phase
from desktop.domain.stage import Scene
from desktop.models.library import LibraryBusyError
from desktop.views.crash import CrashDialog
from desktop.views.message_bar import Tone
from tests import guards

AGENDA = Path(__file__).parent / "data" / "agenda_own_format.csv"


@pytest.fixture
def make(qtbot, qapp, tmp_path, clock):
    apply_theme(qapp, load_theme("light"))
    opened = []

    def run(name="library", choose=""):
        path = tmp_path / f"{name}.okr"
        made = build(
            path,
            clock=clock,
            settings=Settings(tmp_path / "settings.ini"),
            reports=tmp_path / "reports",
            zone=lambda: "Europe/Copenhagen",
            choose_file=lambda _parent: str(choose),
        )
        guards.guard_library(path)
        opened.append((made, path))
        with qtbot.waitActive(made.console):
            made.console.show()
            made.console.activateWindow()
        open_where_it_was(made)
        return made

    yield run
    for made, path in opened:
        made.console.close()
        made.stage.close()
        made.close()
        guards.release_library(path)
        made.console.deleteLater()
        made.stage.deleteLater()


def do(app, *actions):
    for action in actions:
        app.parts.board.trigger(action)


def said(app):
    message = app.console.messages.message
    return "" if message is None else message.text


def with_workshop(app):
    app.parts.conductor.new_workshop("okr-drafting-4h")
    return app.parts.desk.workshop_id


def test_a_first_start_shows_home_and_a_programme_to_work_in(make):
    app = make()
    assert app.console.place is PlaceId.HOME
    assert app.parts.library.workshops() == ()
    assert app.bus.undo_label is None


def test_a_second_opening_of_the_same_library_is_refused(make):
    make()
    with pytest.raises(LibraryBusyError, match="open in the app"):
        make()


def test_a_workshop_from_a_template_opens_in_prepare(make):
    app = make()
    with_workshop(app)
    assert app.console.place is PlaceId.PREPARE
    assert len(app.parts.desk.view.agenda) == 12


def previewed(app, qtbot):
    """The import's preview, once the file has been read."""
    overlay = app.wiring.imports.overlay
    qtbot.waitUntil(overlay.source.isVisible)
    return overlay


def test_an_agenda_brought_to_an_empty_library_makes_a_workshop(make, qtbot):
    app = make(choose=AGENDA)
    do(app, ActionId.GO_HOME)
    app.console.built(PlaceId.HOME).import_requested.emit()
    qtbot.keyClick(previewed(app, qtbot).confirm, Qt.Key.Key_Return)
    assert app.parts.desk.view.workshop.title == "agenda own format"
    assert app.parts.desk.view.agenda
    assert "blocks added" in said(app)
    assert app.console.place is PlaceId.PREPARE


def test_a_file_with_a_bad_value_says_so_in_its_preview_and_stores_nothing(make, tmp_path, qtbot):
    bad = tmp_path / "bad.csv"
    bad.write_text("Title,Duration\nGood,10\nBad,soon\n")
    app = make(choose=bad)
    with_workshop(app)
    before = app.parts.desk.view.agenda
    do(app, ActionId.FILE_IMPORT_AGENDA)
    overlay = previewed(app, qtbot)
    assert "soon" in overlay.notes.said[0]
    qtbot.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    assert overlay.isVisible()
    assert app.parts.desk.view.agenda == before
    qtbot.keyClick(app.console.focusWidget(), Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert app.parts.desk.view.agenda == before


def test_a_file_that_cannot_be_read_is_refused_in_the_message_bar(make, tmp_path, qtbot):
    app = make(choose=tmp_path / "gone.csv")
    with_workshop(app)
    do(app, ActionId.FILE_IMPORT_AGENDA)
    qtbot.waitUntil(lambda: "does not exist" in said(app))
    assert app.console.messages.message.tone is Tone.WARN
    assert not app.console.is_covered()


def test_a_run_that_was_cut_off_is_shown_at_once_and_goes_on(make, clock):
    app = make()
    with_workshop(app)
    do(app, ActionId.RUN_TOGGLE)
    assert app.console.place is PlaceId.RUN
    clock.advance(65)
    app.close()
    again = make()
    assert again.console.place is PlaceId.RUN
    assert again.parts.desk.view.state.elapsed_ms == 65_000


def test_a_deleted_note_is_offered_back(make):
    app = make()
    with_workshop(app)
    app.parts.conductor.capture(CaptureKind.IDEA, "keep me")
    (row,) = app.parts.library.captures(app.parts.desk.workshop_id)
    app.parts.conductor.delete_capture(row.ref)
    assert said(app) == "Note deleted"
    app.console.messages.action_requested.emit(ActionId.EDIT_UNDO)
    assert [r.text for r in app.parts.library.captures(row.ref.id)] == ["keep me"]
    assert said(app).startswith("Undone")
    do(app, ActionId.EDIT_REDO)
    assert app.parts.library.captures(app.parts.desk.workshop_id) == ()


def test_ending_takes_a_second_key_and_esc_goes_on(make, qtbot):
    app = make()
    with_workshop(app)
    do(app, ActionId.RUN_TOGGLE, ActionId.RUN_END)
    assert app.parts.desk.view.state.phase is Phase.RUNNING
    assert app.console.messages.press("Esc")
    assert app.parts.desk.view.state.phase is Phase.RUNNING
    do(app, ActionId.RUN_END)
    assert app.console.messages.press("Enter")
    assert app.parts.desk.view.workshop.state is WorkshopState.CLOSED
    assert app.console.place is PlaceId.REPORT
    do(app, ActionId.RUN_REOPEN)
    assert app.parts.desk.view.state.phase is Phase.RUNNING


def test_undoing_the_making_of_the_open_workshop_goes_home(make):
    app = make()
    with_workshop(app)
    do(app, ActionId.EDIT_UNDO)
    assert app.console.place is PlaceId.HOME
    assert app.parts.desk.view.workshop is None


def test_the_stage_is_blanked_and_shown_again(make):
    app = make()
    with_workshop(app)
    do(app, ActionId.STAGE_TOGGLE)
    assert app.stage.isVisible()
    do(app, ActionId.STAGE_BLANK)
    assert app.stage.content.scene is Scene.BLANK
    do(app, ActionId.STAGE_BLANK)
    assert app.stage.content.scene is Scene.WELCOME
    do(app, ActionId.STAGE_PIN, ActionId.RUN_TOGGLE)
    assert app.stage.content.scene is Scene.WELCOME
    do(app, ActionId.STAGE_PIN)
    assert app.stage.content.scene is Scene.TIMER
    do(app, ActionId.STAGE_TOGGLE)
    assert not app.stage.isVisible()


def test_the_report_is_made_in_the_background_and_offered(make, qtbot, tmp_path):
    app = make()
    with_workshop(app)
    app.parts.conductor.capture(CaptureKind.DECISION, "We ship on Friday.")
    with qtbot.waitSignal(app.parts.exporter.exported, timeout=10_000) as blocker:
        do(app, ActionId.REPORT_EXPORT)
    (done,) = blocker.args
    text = "\n".join(page.extract_text() for page in PdfReader(done.path).pages)
    assert text.count("We ship on Friday.") == 1
    assert done.path.parent == tmp_path / "reports"
    assert said(app).startswith("Report saved")


def test_a_report_that_cannot_be_written_says_so(make, qtbot, tmp_path):
    (tmp_path / "reports").write_text("a file where the folder should be")
    app = make()
    with_workshop(app)
    with qtbot.waitSignal(app.parts.exporter.failed, timeout=10_000) as blocker:
        do(app, ActionId.REPORT_EXPORT)
    assert isinstance(blocker.args[0], UserError)
    assert app.console.messages.message.tone is Tone.WARN


def test_the_theme_is_switched_and_remembered(make):
    app = make()
    do(app, ActionId.VIEW_THEME)
    assert theme().is_dark
    assert app.parts.settings.theme is ThemeChoice.DARK
    do(app, ActionId.VIEW_THEME)
    assert not theme().is_dark


def test_the_sample_is_brought_in_once(make):
    app = make()
    ensure_sample(app)
    ensure_sample(app)
    app.parts.conductor.open_sample()
    assert len(app.parts.library.workshops()) == 1
    assert app.console.place is PlaceId.REPORT


def test_a_bug_is_shown_and_logged_without_workshop_text(make, qtbot, caplog, monkeypatch):
    app = make()
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    composition.catch_bugs(app.console, logging.getLogger("okr-facilitator"))
    try:
        raise ValueError("SENTINEL of a participant")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    (dialog,) = app.console.findChildren(CrashDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert "ValueError" in caplog.text
    assert "SENTINEL" not in caplog.text
    with_workshop(app)
    assert app.parts.desk.view.agenda


def test_a_full_disk_keeps_the_note_in_the_bar(make, qtbot, monkeypatch):
    app = make()
    with_workshop(app)

    def full(_command):
        raise UserError("Not stored: the disk is full.", "Free some space.")

    monkeypatch.setattr(app.bus, "run", lambda command, initiator=None: full(command))
    do(app, ActionId.CAPTURE_FOCUS)
    qtbot.keyClicks(QApplication.focusWidget(), "important")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert app.console.capture_bar.line.text() == "important"
    assert "disk is full" in said(app)


def test_a_blank_stage_stays_black_when_another_workshop_is_opened(make):
    app = make()
    with_workshop(app)
    do(app, ActionId.STAGE_BLANK)
    app.parts.conductor.new_workshop()
    assert app.stage.content.scene is Scene.BLANK
    do(app, ActionId.STAGE_BLANK)
    assert app.stage.content.scene is Scene.WELCOME


def test_lifting_the_blank_brings_the_pinned_scene_back(make):
    app = make()
    with_workshop(app)
    do(app, ActionId.STAGE_PIN, ActionId.RUN_TOGGLE, ActionId.STAGE_BLANK, ActionId.STAGE_BLANK)
    assert app.stage.content.scene is Scene.WELCOME


def test_the_undo_of_a_toast_is_gone_with_the_next_action(make):
    app = make()
    with_workshop(app)
    app.parts.conductor.capture(CaptureKind.IDEA, "first")
    (row,) = app.parts.library.captures(app.parts.desk.workshop_id)
    app.parts.conductor.delete_capture(row.ref)
    app.parts.conductor.capture(CaptureKind.IDEA, "second")
    assert said(app) == ""


def test_of_two_running_workshops_the_one_that_was_open_comes_back(make, clock):
    app = make()
    today = with_workshop(app)
    do(app, ActionId.RUN_TOGGLE)
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.parts.conductor.reschedule(date(2026, 3, 20), time(9), time(13))
    do(app, ActionId.RUN_TOGGLE)
    app.parts.desk.open(today)
    app.close()
    assert make().parts.desk.workshop_id == today


def test_while_it_waits_the_run_bar_is_told_each_minute(make, clock):
    app = make()
    with_workshop(app)
    assert app.parts.desk._ticker.is_armed


def test_a_block_that_nobody_sees_is_not_moved(make):
    app = make()
    with_workshop(app)
    do(app, ActionId.RUN_TOGGLE)
    before = [row.uid for row in app.parts.desk.view.agenda]
    do(app, ActionId.PREPARE_MOVE_DOWN)
    assert app.console.place is PlaceId.PREPARE
    do(app, ActionId.PREPARE_MOVE_DOWN)
    assert [row.uid for row in app.parts.desk.view.agenda] == before
    assert "running" in said(app)


def test_what_the_disk_refuses_waits_in_the_field(make, qtbot, monkeypatch):
    app = make()
    with_workshop(app)
    edit = app.console.built(PlaceId.PREPARE).editor.note
    edit.setFocus()
    run = app.bus.run

    def full(_command, initiator=None):
        raise NotStoredError("Not stored: the disk is full.", "Free some space.")

    monkeypatch.setattr(app.bus, "run", full)
    edit.setPlainText("precious thought")
    app.console.built(PlaceId.PREPARE).flush()
    assert app.console.messages.message.tone is Tone.OVER
    monkeypatch.setattr(app.bus, "run", run)
    app.console.built(PlaceId.PREPARE).flush()
    notes = app.parts.library.private_notes(app.parts.desk.workshop_id)
    assert "precious thought" in notes.values()
    assert said(app) == ""


def test_a_note_being_edited_is_stored_when_the_window_closes(make, qtbot):
    app = make()
    shop = with_workshop(app)
    app.parts.conductor.capture(CaptureKind.IDEA, "old words")
    do(app, ActionId.GO_CAPTURE)
    place = app.console.built(PlaceId.CAPTURE)
    (row,) = app.parts.library.captures(shop)
    place.list.select(row.ref)
    place.list.open_editor()
    place.list._editor.text_edit.setPlainText("new words")
    app.console.close()
    assert [r.text for r in app.parts.library.captures(shop)] == ["new words"]


def test_a_second_bug_opens_no_second_dialog(make, qtbot, monkeypatch):
    app = make()
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    composition.catch_bugs(app.console, logging.getLogger("okr-facilitator"))
    for _ in range(5):
        sys.excepthook(ValueError, ValueError("x"), None)
    (dialog,) = app.console.findChildren(CrashDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def type_a_note(app, qtbot, text):
    do(app, ActionId.CAPTURE_FOCUS)
    qtbot.keyClicks(QApplication.focusWidget(), text)


def texts_of(app, shop):
    return [row.text for row in app.parts.library.captures(shop)]


def test_a_half_typed_note_stays_with_its_workshop(make, qtbot):
    app = make()
    first = with_workshop(app)
    type_a_note(app, qtbot, "r for client A")
    second = with_workshop(app)
    assert second != first
    assert app.console.capture_bar.draft() == (None, "")
    assert texts_of(app, first) == ["for client A"]
    assert texts_of(app, second) == []


def test_a_half_typed_note_is_kept_when_the_window_closes(make, qtbot):
    app = make()
    shop = with_workshop(app)
    type_a_note(app, qtbot, "almost")
    app.console.close()
    assert texts_of(app, shop) == ["almost"]


def test_home_brings_an_agenda_into_a_workshop_of_its_own(make):
    app = make(choose=AGENDA)
    shop = with_workshop(app)
    before = app.parts.library.agenda(shop)
    do(app, ActionId.GO_HOME)
    app.console.built(PlaceId.HOME).import_requested.emit()
    assert app.parts.library.agenda(shop) == before


def test_two_workshops_of_one_name_and_day_make_two_files(make, qtbot):
    app = make()
    names = set()
    for start in (time(9), time(14)):
        with_workshop(app)
        app.parts.conductor.reschedule(date(2026, 3, 10), start, time(18))
        with qtbot.waitSignal(app.parts.exporter.exported, timeout=10_000) as blocker:
            do(app, ActionId.REPORT_EXPORT)
        names.add(blocker.args[0].path.name)
    assert len(names) == 2


def test_a_title_of_emoji_makes_a_name_that_fits(make, qtbot):
    app = make()
    with_workshop(app)
    app.parts.conductor.rename("🎉" * 75)
    with qtbot.waitSignal(app.parts.exporter.exported, timeout=10_000) as blocker:
        do(app, ActionId.REPORT_EXPORT)
    assert blocker.args[0].path.exists()


def test_several_blocks_move_change_and_go_as_one_step_each(make, qtbot):
    app = make()
    shop = with_workshop(app)
    blocks = app.console.built(PlaceId.PREPARE).agenda.list
    shift, alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier

    def agenda():
        return [(row.title, row.planned_s) for row in app.parts.library.agenda(shop)]

    begin = agenda()
    qtbot.keyClick(blocks, Qt.Key.Key_Down, shift)
    orders = [begin]
    for key, modifier in (
        (Qt.Key.Key_Down, alt),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(blocks, key, modifier)
        orders.append(agenda())
    assert orders[1] == [begin[2], *begin[:2], *begin[3:]]
    longer = [(title, planned + 300) for title, planned in begin[:2]]
    assert orders[2] == [begin[2], *longer, *begin[3:]]
    assert orders[3] == [begin[2], *begin[3:]]
    assert said(app) == "2 blocks deleted"
    for expected in orders[2::-1]:
        do(app, ActionId.EDIT_UNDO)
        assert agenda() == expected
        assert blocks.count == len(expected)


def test_during_a_run_a_selection_with_the_running_block_stays_and_the_reason_is_said(make, qtbot):
    app = make()
    shop = with_workshop(app)
    do(app, ActionId.RUN_TOGGLE, ActionId.GO_PREPARE)
    blocks = app.console.built(PlaceId.PREPARE).agenda.list
    before = app.parts.library.agenda(shop)
    qtbot.keyClick(blocks, Qt.Key.Key_Home)
    qtbot.keyClick(blocks, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(blocks, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert said(app) == "What is over or running stays where it is."
    qtbot.keyClick(blocks, Qt.Key.Key_Delete)
    assert said(app) == "This block is running now."
    assert app.parts.library.agenda(shop) == before
    assert len(blocks.chosen_rows) == 2
