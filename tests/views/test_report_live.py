"""The Report place in the whole app: its pages follow what is noted and chosen, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.preview import PAUSE_MS
from desktop.domain.agenda_file import AgendaBlock
from desktop.domain.kinds import CaptureKind, ItemKind
from desktop.domain.report_choices import NameStyle, Section
from desktop.services.agenda import SetPrivateNote
from tests.safety.windows import windows

SECRET = "Sentinel: she is leaving"


@pytest.fixture
def app(qapp, tmp_path):
    with windows(qapp, tmp_path) as made:
        made.add_workshop(block("Welcome"), block("Mission drafts"))
        agenda = made.parts.library.agenda(made.parts.desk.workshop_id)
        made.parts.store.run(SetPrivateNote(agenda[0].id, SECRET))
        made.parts.conductor.capture(CaptureKind.ACTION, "@nell-yarrow !fri share the checklist")
        yield made


def block(title):
    return AgendaBlock(title, ItemKind.ACTIVITY, None, 15 * 60)


def open_report(qtbot, app):
    app.press(Qt.Key.Key_7)
    place = app.console.built(PlaceId.REPORT)
    wait_for_pages(qtbot, app)
    return place


def wait_for_pages(qtbot, app):
    view = app.console.built(PlaceId.REPORT).preview.view
    preview = app.parts.exporter.preview
    qtbot.waitUntil(lambda: view.is_drawn and not preview.is_busy, timeout=20_000)


def words(place):
    return " ".join(place.preview.view.accessibleDescription().split())


def focus(widget):
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def test_the_pages_show_what_was_noted_and_nothing_private(qtbot, app):
    place = open_report(qtbot, app)
    assert app.console.place is PlaceId.REPORT
    assert "share the checklist" in words(place)
    assert "nell-yarrow" in words(place)
    assert SECRET not in words(place)


def test_a_note_typed_in_the_capture_bar_is_in_the_pages_a_moment_later(qtbot, app):
    place = open_report(qtbot, app)
    app.press(Qt.Key.Key_Slash)
    app.type("r the timetable changes")
    app.press(Qt.Key.Key_Return)
    wait_for_pages(qtbot, app)
    assert "the timetable changes" in words(place)
    app.press(Qt.Key.Key_Escape)
    app.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_pages(qtbot, app)
    assert "the timetable changes" not in words(place)


def test_while_nothing_changes_nothing_is_made(qtbot, app):
    open_report(qtbot, app)
    with qtbot.assertNotEmitted(app.parts.exporter.preview.made, wait=PAUSE_MS + 300):
        app.pass_time(65)
        app.press(Qt.Key.Key_6)
        app.press(Qt.Key.Key_7)
        app.press(Qt.Key.Key_Right)


def test_a_running_workshop_does_not_make_pages_at_each_tick(qtbot, app):
    app.parts.conductor.toggle_run()
    open_report(qtbot, app)
    with qtbot.assertNotEmitted(app.parts.exporter.preview.made, wait=PAUSE_MS + 300):
        for _ in range(5):
            app.pass_time(1)


def test_owners_are_named_as_chosen_in_pages_file_and_text(qtbot, app, tmp_path):
    place = open_report(qtbot, app)
    focus(place.privacy.segment(NameStyle.FULL))
    app.press(Qt.Key.Key_Right)
    wait_for_pages(qtbot, app)
    assert "N.-Y." in words(place)
    app.press(Qt.Key.Key_Right)
    wait_for_pages(qtbot, app)
    assert "Has an owner" in words(place)
    assert "nell" not in words(place)
    with qtbot.waitSignal(app.parts.exporter.exported) as done:
        app.parts.board.trigger(ActionId.REPORT_SAVE_MARKDOWN)
    text = done.args[0].path.read_text("utf-8")
    assert "| 1 | share the checklist" in text
    assert "nell" not in text
    assert SECRET not in text


def test_a_section_that_is_switched_off_leaves_the_pages(qtbot, app):
    place = open_report(qtbot, app)
    focus(place.sections.box(Section.ACTIONS))
    app.press(Qt.Key.Key_Space)
    wait_for_pages(qtbot, app)
    assert "share the checklist" not in words(place)


def test_markdown_is_copied_and_then_saved_by_key(qtbot, app):
    place = open_report(qtbot, app)
    focus(place.markdown)
    with qtbot.waitSignal(app.parts.exporter.written):
        app.press(Qt.Key.Key_Space)
    app.settle()
    text = QApplication.clipboard().text()
    assert text.startswith("# Q1 OKRs\n")
    assert text.count("share the checklist") == 1
    message = app.console.messages.message
    assert (message.text, message.detail) == ("Report copied as Markdown", "1 KB, ready to paste")
    (save,) = message.actions
    with qtbot.waitSignal(app.parts.exporter.exported) as done:
        app.console.messages.action_requested.emit(save.id)
    assert done.args[0].path.read_text("utf-8") == text
    assert app.console.messages.message.text == "Report saved as Markdown"
    assert place.result.isVisible()


def test_tables_are_saved_by_key(qtbot, app):
    place = open_report(qtbot, app)
    focus(place.csv)
    with qtbot.waitSignal(app.parts.exporter.exported) as done:
        app.press(Qt.Key.Key_Space)
    folder = done.args[0].path
    assert "share the checklist" in (folder / "actions.csv").read_text("utf-8-sig")
    assert not any(SECRET in path.read_text("utf-8-sig") for path in folder.iterdir())
    assert app.console.messages.message.text == f"{done.args[0].files} CSV files saved in a folder"
    assert place.result.isVisible()


def test_another_workshop_has_its_own_pages(qtbot, app):
    place = open_report(qtbot, app)
    app.add_workshop(block("Only this"), title="The other one")
    wait_for_pages(qtbot, app)
    assert "The other one" in words(place)
    assert "share the checklist" not in words(place)


def test_a_deleted_workshop_leaves_no_pages_and_undo_brings_them_back(qtbot, app):
    place = open_report(qtbot, app)
    shop = app.parts.desk.workshop_id
    app.parts.conductor.delete_workshop(shop)
    app.console.show_place(PlaceId.REPORT)
    assert place.preview.view.sentence == "Open a workshop, and its report stands here."
    app.parts.store.undo()
    app.parts.desk.open(shop)
    wait_for_pages(qtbot, app)
    assert "share the checklist" in words(place)


def test_closing_while_pages_are_made_leaves_nothing_running(qtbot, app):
    app.press(Qt.Key.Key_7)
    preview = app.parts.exporter.preview
    qtbot.waitUntil(lambda: preview._worker.is_running)
    app.console.close()
    assert preview._pages is None or not preview._making
    assert not preview._timer.isActive()
