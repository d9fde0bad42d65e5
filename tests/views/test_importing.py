"""The preview of an import, by keys: what it says, what may be chosen, what is stored and when."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.agenda_words import Field
from desktop.domain.kinds import ItemKind
from tests.builders import block
from tests.safety.windows import CTRL, SHIFT, Windows, windows
from tests.system.test_sheets import ROWS, workbook

DATA = Path(__file__).parents[1] / "data"
OTHER_TOOL = DATA / "agenda_other_tool.csv"
OWN = DATA / "agenda_own_format.csv"
KEY = Qt.Key


@pytest.fixture
def file(tmp_path):
    """What the file dialog would answer; a test puts another path into it."""
    return [OTHER_TOOL]


@pytest.fixture
def app(qapp, tmp_path, file):
    with windows(qapp, tmp_path, choose_file=lambda _parent: str(file[0])) as made:
        made.add_workshop(block("Already here", 30), title="Q1 OKRs")
        made.console.show_place(PlaceId.PREPARE)
        yield made


def shown(app: Windows):
    """The import is asked for; its preview is open."""
    app.parts.board.trigger(ActionId.FILE_IMPORT_AGENDA)
    overlay = app.app.wiring.imports.overlay
    app.wait_for(overlay.source.isVisible)
    return overlay


def agenda(app: Windows):
    return app.parts.desk.view.agenda


def choice(overlay, heading: str):
    return next(row.choice for row in overlay.columns.rows if row.heading.text() == heading)


def pick(app: Windows, box, value) -> None:
    """Down opens the list, arrows go to the value, Enter takes it."""
    tab_to(app, box)
    app.press(KEY.Key_Down)
    view = box.view()
    assert view.isVisible()
    way = KEY.Key_Down if box.findData(value) > view.currentIndex().row() else KEY.Key_Up
    while view.currentIndex().row() != box.findData(value):
        QTest.keyClick(view, way)
    QTest.keyClick(view, KEY.Key_Return)
    app.settle()
    assert app.console.focusWidget() is box


def tab_to(app: Windows, widget) -> None:
    for _ in range(40):
        if app.console.focusWidget() is widget:
            return
        app.press(KEY.Key_Tab)
    pytest.fail(f"Tab does not lead to {widget}")


def test_it_shows_how_the_file_was_read_and_what_comes_of_it(app):
    overlay = shown(app)
    source = overlay.source
    assert source.encoding.text() == "UTF-8"
    assert source.delimiter.text().startswith("Semicolon")
    assert source.header.currentText().startswith("Line 3: Von · Bis")
    assert source.goes.text() == "After the block there"
    assert overlay.confirm.text() == "Import 6 blocks"
    assert overlay.table.blocks.lines[0] == ("09:30", "Ankommen", "30", "Welcome")
    assert overlay.table.blocks.lines[2] == ("11:15", "Kaffee", "15", "Break, protected")
    said = "\n".join(overlay.notes.said)
    for words in ("Raum", "worked out from the times", "Line 11", "begins at 08:30"):
        assert words in said
    assert len(agenda(app)) == 1


def test_enter_imports_in_one_step_that_one_undo_takes_back(app):
    overlay = shown(app)
    assert app.console.focusWidget() is overlay.confirm
    app.press(KEY.Key_Return)
    assert not overlay.isVisible()
    assert [row.title for row in agenda(app)][:2] == ["Already here", "Ankommen"]
    assert [row.kind for row in agenda(app) if row.protected] == [ItemKind.BREAK] * 2
    app.press(KEY.Key_Z, CTRL)
    assert len(agenda(app)) == 1


def test_esc_stores_nothing_and_the_focus_goes_back(app):
    before = app.console.focusWidget()
    overlay = shown(app)
    app.press(KEY.Key_Escape)
    assert not overlay.isVisible()
    assert app.console.focusWidget() is before
    assert len(agenda(app)) == 1
    assert app.parts.store.undo_label == "New workshop"


def test_a_column_is_read_otherwise_by_keys_and_enter_still_imports(app):
    overlay = shown(app)
    pick(app, choice(overlay, "Raum"), Field.LEAD)
    assert choice(overlay, "Programmpunkt").currentData() == Field.TITLE
    app.press(KEY.Key_Return)
    assert [row.lead for row in agenda(app)][1:3] == ["Foyer", "Saal"]


def test_a_column_that_is_needed_and_left_out_says_why_nothing_can_be_imported(app):
    overlay = shown(app)
    title = choice(overlay, "Programmpunkt")
    pick(app, title, None)
    assert not overlay.confirm.isEnabled()
    assert "not a header with the column Title" in overlay.notes.said[0]
    app.press(KEY.Key_Return)
    assert overlay.isVisible()
    assert len(agenda(app)) == 1
    pick(app, title, Field.TITLE)
    assert overlay.confirm.isEnabled()
    app.press(KEY.Key_Return)
    assert len(agenda(app)) == 7


def test_another_line_may_name_the_columns(app):
    overlay = shown(app)
    pick(app, overlay.source.header, 1)
    assert not overlay.confirm.isEnabled()
    assert overlay.notes.title.text() == "Can't be imported yet"
    pick(app, overlay.source.header, 3)
    assert overlay.confirm.text() == "Import 6 blocks"


def test_the_own_format_is_previewed_too_and_twice_is_told(app, file):
    file[0] = OWN
    overlay = shown(app)
    assert [note for note in overlay.notes.said if "already" in note] == []
    app.press(KEY.Key_Return)
    assert len(agenda(app)) == 10
    overlay = shown(app)
    assert "All 9 titles are in the agenda already" in overlay.notes.said[0]
    app.press(KEY.Key_Return)
    assert len(agenda(app)) == 19


def test_a_workbook_is_read_and_its_sheet_shown(app, file, tmp_path):
    file[0] = tmp_path / "plan.xlsx"
    file[0].write_bytes(workbook(*ROWS, before=("Cover",)))
    overlay = shown(app)
    assert overlay.source.encoding.text() == "XLSX"
    assert overlay.source.sheet.currentText() == "Plan"
    app.press(KEY.Key_Return)
    assert [row.title for row in agenda(app)][1:] == ["Hello & <b>hopes</b>", "Working", "Coffee"]


def test_home_brings_it_into_a_new_workshop(app, file):
    file[0] = OWN
    app.console.show_place(PlaceId.HOME)
    app.app.wiring.imports.into_new()
    overlay = app.app.wiring.imports.overlay
    app.wait_for(overlay.source.isVisible)
    assert overlay.source.goes.text() == "Into a new workshop"
    assert overlay.table.blocks.lines[0][0] == "13:00"
    app.press(KEY.Key_Return)
    assert app.parts.desk.view.workshop.title == "agenda own format"
    assert len(app.parts.library.workshops()) == 2


def test_it_closes_when_the_workshop_it_is_for_goes_away(app):
    overlay = shown(app)
    app.parts.store.undo()
    app.settle()
    assert not overlay.isVisible()


def test_what_changes_meanwhile_is_seen(app):
    overlay = shown(app)
    app.parts.conductor.add_item(None)
    assert overlay.source.goes.text() == "After the 2 blocks there"


def test_a_refused_store_keeps_the_preview_open(app, monkeypatch):
    overlay = shown(app)
    monkeypatch.setattr(app.parts.conductor, "import_agenda", lambda *_: False)
    app.press(KEY.Key_Return)
    assert overlay.isVisible()
    monkeypatch.undo()
    app.press(KEY.Key_Return)
    assert not overlay.isVisible()
    assert len(agenda(app)) == 7


def test_tab_goes_round_inside_both_ways(app):
    overlay = shown(app)
    seen = set()
    for _ in range(30):
        app.press(KEY.Key_Tab)
        seen.add(app.console.focusWidget())
    assert all(overlay.isAncestorOf(widget) for widget in seen)
    assert {overlay.confirm, overlay.cancel, overlay.table, overlay.source.header} <= seen
    app.press(KEY.Key_Backtab, SHIFT)
    assert overlay.isAncestorOf(QApplication.focusWidget())


MAIL = """Hi all, this is Thursday:

09:00 Welcome
- names
09:15 Draft objectives
Bring a pen
10:45 Break (15 min)
13:00 End
"""


def pasted(app: Windows, text: str):
    """Ctrl+V in the agenda of Prepare; the preview is open."""
    app.parts.board.trigger(ActionId.GO_PREPARE)
    app.console.built(PlaceId.PREPARE).agenda.list.setFocus()
    app.paste(text)
    overlay = app.app.wiring.imports.overlay
    app.wait_for(overlay.source.isVisible)
    return overlay


def refusal(app: Windows) -> str:
    """What the message bar says."""
    message = app.console.messages.message
    return "" if message is None else message.text


def titles(app: Windows) -> list[str]:
    return [row.title for row in agenda(app)]


def test_a_markdown_file_is_previewed_and_stored_like_a_table(app, file, tmp_path):
    file[0] = tmp_path / "plan.md"
    file[0].write_text("# Plan\n\n## 09:00 Welcome (15 min)\n\nSay **hello**.\n\n## 09:15 End\n")
    overlay = shown(app)
    assert overlay.source.form.text() == "Lines with times or lengths"
    assert overlay.columns.title.text() == "Parts of the lines"
    assert not overlay.source.header.isVisible()
    assert not overlay.source.delimiter.isVisible()
    app.press(KEY.Key_Return)
    assert titles(app) == ["Already here", "Welcome"]
    assert agenda(app)[1].instruction == "Say hello."
    app.press(KEY.Key_Z, CTRL)
    assert titles(app) == ["Already here"]


def test_a_table_in_markdown_keeps_its_columns(app, file, tmp_path):
    file[0] = tmp_path / "plan.md"
    file[0].write_text("| Time | Topic | Who |\n|--|--|--|\n| 09:00 | Welcome | Ada |\n")
    overlay = shown(app)
    assert overlay.source.form.text() == "A table in Markdown"
    assert overlay.source.header.isVisible()
    app.press(KEY.Key_Return)
    assert [row.lead for row in agenda(app)] == ["", "Ada"]


def test_ctrl_v_in_the_agenda_previews_the_clipboard_and_names_what_is_skipped(app):
    overlay = pasted(app, MAIL)
    assert overlay.file.text == "Pasted text"
    assert app.console.focusWidget() is overlay.confirm
    assert overlay.confirm.text() == "Import 3 blocks"
    said = "\n".join(overlay.notes.said)
    assert "Lines 1, 6: no time and no length" in said
    assert "Line 8: only says when the agenda ends" in said
    assert len(agenda(app)) == 1
    app.press(KEY.Key_Return)
    assert titles(app)[1:] == ["Welcome", "Draft objectives", "Break"]
    assert [row.planned_s // 60 for row in agenda(app)][1:] == [15, 90, 15]
    app.press(KEY.Key_Z, CTRL)
    assert len(agenda(app)) == 1


def test_esc_after_a_paste_stores_nothing(app):
    overlay = pasted(app, MAIL)
    app.press(KEY.Key_Escape)
    assert not overlay.isVisible()
    assert len(agenda(app)) == 1


def test_ctrl_v_in_the_preview_reads_the_clipboard_instead(app):
    overlay = shown(app)
    app.paste("- Hello (5 min)\n- Work (20 min)\n")
    app.wait_for(lambda: overlay.confirm.text() == "Import 2 blocks")
    assert app.console.focusWidget() is overlay.confirm
    app.press(KEY.Key_Return)
    assert titles(app) == ["Already here", "Hello", "Work"]


def test_a_paste_that_is_no_agenda_leaves_the_preview_and_says_why(app):
    overlay = shown(app)
    app.paste("no agenda at all")
    app.wait_for(lambda: refusal(app) != "")
    app.wait_for(overlay.source.isVisible)
    assert overlay.confirm.text() == "Import 6 blocks"
    assert "Line 1 says" in refusal(app)
    app.press(KEY.Key_Return)
    assert len(agenda(app)) == 7


def test_a_paste_that_is_no_agenda_opens_nothing_and_says_why(app):
    app.console.built(PlaceId.PREPARE).agenda.list.setFocus()
    app.paste("25:00 Welcome")
    overlay = app.app.wiring.imports.overlay
    app.wait_for(lambda: refusal(app) != "")
    assert not overlay.isVisible()
    assert "25:00" in refusal(app)
    assert len(agenda(app)) == 1


def test_the_text_below_a_heading_becomes_a_private_note_by_keys(app):
    overlay = pasted(app, "## 10:00 Draft (45 min)\nMind the loud ones.\n")
    pick(app, choice(overlay, "Text below"), Field.NOTES)
    app.press(KEY.Key_Return)
    notes = app.parts.library.private_notes(app.parts.desk.workshop_id)
    assert list(notes.values()) == ["Mind the loud ones."]
    assert [row.instruction for row in agenda(app)] == ["", ""]


def test_a_part_that_is_needed_and_left_out_can_be_mended_by_keys(app):
    overlay = pasted(app, "10:00 Draft (45 min)\n")
    words = choice(overlay, "Words")
    pick(app, words, None)
    assert not overlay.confirm.isEnabled()
    assert overlay.notes.said[0] == "No part of the lines is read as Title."
    pick(app, words, Field.TITLE)
    assert overlay.confirm.isEnabled()


def test_home_pastes_into_a_new_workshop(app):
    app.console.show_place(PlaceId.HOME)
    app.console.built(PlaceId.HOME).focus_first()
    app.paste("09:00 Welcome\n09:30 End\n")
    overlay = app.app.wiring.imports.overlay
    app.wait_for(overlay.source.isVisible)
    assert overlay.source.goes.text() == "Into a new workshop"
    app.press(KEY.Key_Return)
    assert app.parts.desk.view.workshop.title == "Pasted agenda"


def test_a_field_keeps_its_own_paste(app):
    app.console.show_place(PlaceId.HOME)
    search = app.console.built(PlaceId.HOME).library.search
    search.setFocus()
    app.paste("09:00 Welcome")
    assert search.text() == "09:00 Welcome"
    assert app.app.wiring.imports.overlay is None
