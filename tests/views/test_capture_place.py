"""The Capture place: finding a note, changing it where it stands, and deleting it, by key."""

from __future__ import annotations

import time as stopwatch
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.kinds import CaptureKind, Disposition
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.views.capture.capture_editor import CaptureEditor
from desktop.views.capture.filters import Filter, chip_lines, chosen
from desktop.views.capture.lines import when_text, who_text
from desktop.views.capture.place import CapturePlace
from desktop.views.capture.wrapping import Wrapping
from desktop.views.run_lines import clock_text

NOON = datetime(2027, 1, 14, 11, tzinfo=UTC)
BERLIN = clock_text("Europe/Berlin")
HOSTILE = 'I <b>think</b> <img src="/etc/passwd"> </para> 😀 目标 هدف'


def note(number: int, kind: CaptureKind = CaptureKind.OBSERVATION, text: str = "") -> CaptureRow:
    return CaptureRow(
        CaptureRef(kind, number),
        uid=f"uid-{number}",
        text=text or f"Note {number}",
        at=NOON,
        item_title="Draft objectives",
    )


NOTES = (
    note(1, CaptureKind.OBSERVATION, "Few people had read the pre-work."),
    note(2, CaptureKind.KEEP, "The break came when we needed it."),
    note(3, CaptureKind.ACTION, "Book the follow-up on risks."),
    note(4, CaptureKind.OPEN_QUESTION, "Who counts a group booking?"),
)


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication) -> Iterator[CapturePlace]:
    apply_theme(qapp, load_theme("light"))
    window = QWidget()
    layout = QVBoxLayout(window)
    made = CapturePlace(window)
    layout.addWidget(made)
    layout.addWidget(QLineEdit(objectName="elsewhere"))
    window.resize(1174, 660)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    QAbstractItemModelTester(
        made.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    yield made
    # At once: hundreds of widgets that wait for the collector make each next test slower.
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def listed(place: CapturePlace) -> list[str]:
    return [row.text for row in place.list.notes.rows]


def choose(place: CapturePlace, row: int) -> None:
    place.list.setFocus()
    place.list.setCurrentIndex(place.list.notes.index(row))


def opened(qtbot: QtBot, place: CapturePlace, row: int) -> CaptureEditor:
    """Press Enter on a row, as a person does."""
    choose(place, row)
    qtbot.keyClick(place.list, Qt.Key.Key_Return)
    editor = place.list.editor
    assert editor is not None
    return editor


def test_chips_stand_for_what_there_is() -> None:
    shown = [(line.name, line.count) for line in chip_lines(NOTES)]
    assert shown == [("All", 4), ("Findings", 1), ("Keep", 1), ("Actions", 1), ("Questions", 1)]


def test_every_kind_has_exactly_one_chip_beside_all() -> None:
    rows = [note(n, kind) for n, kind in enumerate(CaptureKind)]
    lines = chip_lines(rows)
    assert sum(line.count for line in lines[1:]) == lines[0].count == len(CaptureKind)


def test_every_word_must_be_found_in_any_order_and_case() -> None:
    assert chosen(NOTES, Filter.ALL, "PRE-WORK few") == NOTES[:1]
    assert chosen(NOTES, Filter.KEEP, "few") == ()


def test_an_anonymous_note_has_no_time() -> None:
    anonymous = replace(NOTES[1], anonymous=True, at=None)
    assert when_text(anonymous, BERLIN) == "anonymous"
    assert when_text(NOTES[0], BERLIN) == "12:00"


def test_an_action_says_who_and_by_when() -> None:
    def day(value: date) -> str:
        return f"{value.day}.{value.month}."

    assert who_text(NOTES[2], day) == "No owner yet"
    given = replace(NOTES[2], owner="Nell", due=date(2027, 1, 21))
    assert who_text(given, day) == "Nell · due 21.1."
    parked = replace(note(9, CaptureKind.PARKING_LOT), disposition=Disposition.ANSWERED)
    assert who_text(parked, day) == "Answered"


def test_a_long_note_takes_three_lines_and_says_that_there_is_more(qapp: QApplication) -> None:
    wrapping = Wrapping(qapp.font())
    lines = wrapping.lines("word " * 500, 400)
    assert len(lines) == 3
    assert lines[-1].endswith("\u2026")
    assert wrapping.lines("one\ntwo", 400) == ("one", "two")
    assert wrapping.lines("one\ntwo\nthree\nfour", 400) == ("one", "two", "three\u2026")


def test_a_word_without_end_costs_no_more_than_a_sentence(qapp: QApplication) -> None:
    wrapping = Wrapping(qapp.font())
    start = stopwatch.perf_counter()
    assert len(wrapping.lines("x" * 1_000_000, 400)) == 3
    assert stopwatch.perf_counter() - start < 0.1


def test_before_the_first_note_every_kind_is_explained(place: CapturePlace) -> None:
    shown = [label.text() for label in place.findChildren(QLabel) if label.isVisible()]
    assert "Hear something worth keeping? Press / and type." in shown
    assert {"Observation", "Hypothesis", "Keep", "Need", "Decision"} <= set(shown)
    place.show_captures(NOTES)
    assert place.list.isVisible()


def test_enter_edits_and_ctrl_enter_keeps(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    editor = opened(qtbot, place, 0)
    assert editor.text_edit.hasFocus()
    qtbot.keyClicks(editor.text_edit, " Again.")
    with qtbot.waitSignal(place.edit_requested) as asked:
        qtbot.keyClick(editor.text_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [NOTES[0].ref, "Few people had read the pre-work. Again."]
    assert place.list.editor is None
    assert place.list.hasFocus()


def test_enter_alone_is_a_new_line(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    editor = opened(qtbot, place, 0)
    qtbot.keyClick(editor.text_edit, Qt.Key.Key_Return)
    assert editor.text_edit.toPlainText().endswith("\n")
    qtbot.keyClick(editor.text_edit, Qt.Key.Key_Escape)


def test_esc_leaves_the_note_as_it_was(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    asked: list[object] = []
    place.edit_requested.connect(lambda ref, _text: asked.append(ref))
    place.kind_requested.connect(lambda ref, _kind: asked.append(ref))
    editor = opened(qtbot, place, 0)
    editor.kind_box.setCurrentIndex(5)
    qtbot.keyClicks(editor.text_edit, "zzz")
    qtbot.keyClick(editor.text_edit, Qt.Key.Key_Escape)
    assert asked == []
    assert place.list.editor is None


def test_leaving_the_editor_keeps_what_was_typed(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    editor = opened(qtbot, place, 1)
    qtbot.keyClicks(editor.text_edit, "!")
    elsewhere = place.window().findChild(QLineEdit, "elsewhere")
    with qtbot.waitSignal(place.edit_requested) as asked:
        elsewhere.setFocus(Qt.FocusReason.MouseFocusReason)
    assert asked.args == [NOTES[1].ref, "The break came when we needed it.!"]
    assert elsewhere.hasFocus()


def test_the_kind_is_chosen_in_the_editor(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    editor = opened(qtbot, place, 0)
    qtbot.keyClick(editor.text_edit, Qt.Key.Key_Tab)
    assert editor.kind_box.hasFocus()
    assert place.list.editor is editor
    qtbot.keyClick(editor.kind_box, Qt.Key.Key_Down)
    with qtbot.waitSignal(place.kind_requested) as asked:
        place.list.setFocus()
    assert asked.args == [NOTES[0].ref, CaptureKind.HYPOTHESIS]


def test_delete_asks_for_the_current_note_to_go(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    choose(place, 2)
    with qtbot.waitSignal(place.delete_requested) as asked:
        qtbot.keyClick(place.list, Qt.Key.Key_Delete)
    assert asked.args == [NOTES[2].ref]


def test_after_a_delete_its_neighbour_is_current(place: CapturePlace) -> None:
    place.show_captures(NOTES)
    choose(place, 1)
    place.show_captures((NOTES[0], *NOTES[2:]))
    assert place.list.current_ref in (NOTES[0].ref, NOTES[2].ref)


def test_the_current_note_stays_current_when_others_come_and_go(place: CapturePlace) -> None:
    place.show_captures(NOTES)
    choose(place, 2)
    place.show_captures((note(7), NOTES[0], note(8), *NOTES[2:], note(9)))
    assert place.list.current_ref == NOTES[2].ref


def test_the_current_note_stays_current_in_another_order(place: CapturePlace) -> None:
    place.show_captures(NOTES)
    choose(place, 2)
    place.show_captures(tuple(reversed(NOTES)))
    assert place.list.current_ref == NOTES[2].ref


def test_a_note_of_another_kind_stays_current(place: CapturePlace) -> None:
    place.show_captures(NOTES)
    choose(place, 0)
    moved = replace(NOTES[0], ref=CaptureRef(CaptureKind.KEEP, 77))
    place.show_captures((moved, *NOTES[1:]))
    assert place.list.current_ref == moved.ref


@pytest.mark.parametrize(
    "after",
    [(*NOTES, note(9)), (NOTES[3], *NOTES[:3])],
    ids=["one more", "another order"],
)
def test_what_is_being_typed_survives_a_refresh(
    qtbot: QtBot, place: CapturePlace, after: Sequence[CaptureRow]
) -> None:
    place.show_captures(NOTES)
    editor = opened(qtbot, place, 1)
    qtbot.keyClicks(editor.text_edit, " And cake")
    place.show_captures(after)
    editor = place.list.editor
    assert editor is not None
    assert editor.row.ref == NOTES[1].ref
    assert editor.text_edit.toPlainText().endswith(" And cake")


def test_a_note_that_goes_takes_its_editor_with_it(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    asked: list[object] = []
    place.edit_requested.connect(lambda ref, _text: asked.append(ref))
    editor = opened(qtbot, place, 1)
    qtbot.keyClicks(editor.text_edit, "gone")
    place.show_captures(NOTES[2:])
    assert place.list.editor is None
    assert asked == []


def test_arrow_keys_move_along_the_chips(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    everything = place.chips.chip(Filter.ALL)
    assert everything is not None
    everything.setFocus()
    qtbot.keyClick(everything, Qt.Key.Key_Right)
    assert listed(place) == [NOTES[0].text]
    assert place.chips.chosen is Filter.FINDINGS


def test_the_chosen_chip_falls_back_to_all_when_its_notes_are_gone(
    qtbot: QtBot, place: CapturePlace
) -> None:
    place.show_captures(NOTES)
    keep = place.chips.chip(Filter.KEEP)
    assert keep is not None
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert listed(place) == [NOTES[1].text]
    place.show_captures((NOTES[0], *NOTES[2:]))
    assert len(listed(place)) == 3


def test_typing_finds_and_down_goes_to_what_was_found(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    place.search.setFocus()
    qtbot.keyClicks(place.search, "booking")
    qtbot.keyClick(place.search, Qt.Key.Key_Down)
    assert listed(place) == [NOTES[3].text]
    assert place.list.hasFocus()
    assert place.list.current_ref == NOTES[3].ref


def test_nothing_found_says_so(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures(NOTES)
    place.search.setFocus()
    qtbot.keyClicks(place.search, "<b>zebra")
    shown = "No note here has “<b>zebra”."
    qtbot.waitUntil(
        lambda: any(
            label.text() == shown and label.isVisible() for label in place.findChildren(QLabel)
        )
    )
    qtbot.keyClick(place.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(place)) == 4)


def test_hostile_words_are_edited_as_they_were_written(qtbot: QtBot, place: CapturePlace) -> None:
    place.show_captures((note(1, text=HOSTILE),))
    place.grab()  # painted once: no Qt warning may come of it
    editor = opened(qtbot, place, 0)
    assert editor.text_edit.toPlainText() == HOSTILE
    qtbot.keyClick(editor.text_edit, Qt.Key.Key_Escape)


def test_five_hundred_notes_are_listed_at_once(place: CapturePlace) -> None:
    rows = [note(n, text=f"{n} " + "a longer note that wraps " * 8) for n in range(500)]
    start = stopwatch.perf_counter()
    place.show_captures(rows)
    place.grab()
    first = stopwatch.perf_counter() - start
    start = stopwatch.perf_counter()
    place.show_captures([*rows, note(501)])
    place.grab()
    assert first < 1.0
    assert stopwatch.perf_counter() - start < 0.3
