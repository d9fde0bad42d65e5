"""The main job, by keys alone: a file's agenda run to its end, twenty notes, one report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from desktop.bridge.actions import PlaceId
from desktop.domain.capture import LETTERS
from desktop.domain.kinds import CaptureKind, WorkshopState
from desktop.domain.run import Phase
from desktop.domain.stage import Scene
from tests.builders import HOSTILE, block
from tests.clocks import FakeClock
from tests.safety.scraping import printed_by, spoken_by
from tests.safety.windows import CTRL, SHIFT, Windows, windows

AGENDA = Path(__file__).parent / "data" / "agenda_own_format.csv"
KEY = Qt.Key
BEFORE_START_S = 4 * 3600  # the clock stands at 09:00, the file begins at 13:00
# What each block takes, in minutes; the third is paused besides, the sixth runs over.
ACTUAL = (9, 22, 41, 28, 15, 87, 14, 15, 10)
PLANNED = (10, 20, 40, 30, 15, 75, 20, 15, 15)
PAUSED, OVERRUN = 2, 5
PAUSE_MIN = 4
LETTER_OF = {kind: letter for letter, kind in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Note:
    """A note to be typed, and what the report is to say."""

    block: int
    kind: CaptureKind
    words: str
    typed: str = ""


def _notes() -> tuple[Note, ...]:
    """Twenty, of all thirteen kinds, spread over the nine blocks."""
    kinds = [*CaptureKind, *list(CaptureKind)[:7]]
    notes = []
    for n, kind in enumerate(kinds):
        words = f"number {n} of the {kind.replace('_', ' ')} notes, said at the window"
        typed = f"@Nell !fri {words}" if kind is CaptureKind.ACTION else words
        notes.append(Note(n * len(ACTUAL) // len(kinds), kind, words, typed))
    return tuple(notes)


NOTES = _notes()


@pytest.fixture
def app(qapp, tmp_path):
    with windows(qapp, tmp_path, FakeClock(), choose_file=lambda _parent: str(AGENDA)) as made:
        made.console.show_place(PlaceId.HOME)
        made.settle()
        yield made


def capture(app: Windows, note: Note) -> None:
    """A slash, the letter of the kind, the words, Enter; Esc goes back to where one was."""
    app.press(KEY.Key_Slash)
    app.type(f"{LETTER_OF[note.kind]} {note.typed or note.words}")
    assert app.console.capture_bar.kind is note.kind
    app.press(KEY.Key_Return)
    assert app.console.capture_bar.line.text() == ""
    app.press(KEY.Key_Escape)


def prepare(app: Windows) -> None:
    """A new workshop, and the file's blocks in it."""
    app.press(KEY.Key_N, CTRL)
    assert app.console.place is PlaceId.PREPARE
    app.press(KEY.Key_K, CTRL)
    app.type("import an agenda")
    app.press(KEY.Key_Return)
    overlay = app.app.wiring.imports.overlay
    app.wait_for(overlay.source.isVisible)
    app.press(KEY.Key_Return)
    app.press(KEY.Key_3, CTRL)


def run_through(app: Windows) -> None:
    app.pass_time(BEFORE_START_S)
    app.press(KEY.Key_P)
    for place, minutes in enumerate(ACTUAL):
        app.pass_time(30)
        for note in NOTES:
            if note.block == place:
                capture(app, note)
        if place == PAUSED:
            app.press(KEY.Key_P)
            assert app.stage.content.paused
            app.pass_time(60 * PAUSE_MIN)
            app.press(KEY.Key_P)
        app.pass_time(60 * minutes - 30)
        if place == OVERRUN:
            assert app.stage.content.over
            assert app.stage.content.digits == "+12:00"
        if place < len(ACTUAL) - 1:
            app.press(KEY.Key_N)
    app.press(KEY.Key_Q, CTRL | SHIFT)
    app.press(KEY.Key_Return)


def export(app: Windows, qtbot) -> str:
    """The report's text, as somebody finds it who opens the file."""
    with qtbot.waitSignal(app.parts.exporter.exported, timeout=20_000) as done:
        app.press(KEY.Key_E, CTRL | SHIFT)
    pages = PdfReader(done.args[0].path).pages
    return one_line("\n".join(page.extract_text() for page in pages))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_from_a_file_to_a_report_with_the_keyboard_alone(app, qtbot):
    app.stage.show()
    prepare(app)
    (shop,) = app.parts.library.workshops()
    agenda = app.parts.library.agenda(shop.id)
    assert [row.planned_s for row in agenda] == [60 * minutes for minutes in PLANNED]
    run_through(app)

    view = app.parts.desk.view
    assert view.workshop.state is WorkshopState.CLOSED
    assert view.state.phase is Phase.ENDED
    assert [item.spent_ms for item in view.state.items] == [60_000 * m for m in ACTUAL]
    assert view.state.paused_ms == 60_000 * PAUSE_MIN
    assert view.state.elapsed_ms == 60_000 * (sum(ACTUAL) + PAUSE_MIN)
    assert app.console.place is PlaceId.REPORT

    titles = [row.title for row in agenda]
    stored = {row.text: row for row in app.parts.library.captures(shop.id)}
    assert len(stored) == len(NOTES) == 20
    for note in NOTES:
        row = stored[note.words]
        assert (row.kind, row.item_title) == (note.kind, titles[note.block])
        assert row.owner == ("Nell" if note.kind is CaptureKind.ACTION else "")

    text = export(app, qtbot)
    for note in NOTES:
        assert text.count(note.words) == 1, note.words
    for title, planned, actual in zip(titles, PLANNED, ACTUAL, strict=True):
        sign = "0" if actual == planned else f"{actual - planned:+}".replace("-", "−")
        numbers = rf"{planned} \d+ {actual} {re.escape(sign)}"  # between them what was adjusted
        assert re.search(f"{re.escape(title)} {numbers}", text), title
    assert re.search(rf"{sum(PLANNED)} \d+ {sum(ACTUAL) + PAUSE_MIN}", text)
    notes = app.parts.library.private_notes(shop.id)
    assert len(notes) == 6
    assert not [private for private in notes.values() if private in text]


def test_undone_to_the_start_and_done_again_the_report_says_the_same(app, qtbot):
    prepare(app)
    run_through(app)
    text = export(app, qtbot)
    steps = 0
    while app.parts.store.undo_label != "Import agenda":
        app.parts.store.undo()
        steps += 1
    assert app.parts.desk.view.state.phase is Phase.WAITING
    assert not app.parts.library.captures(1)
    for _ in range(steps):
        app.press(KEY.Key_Z, CTRL | SHIFT)
    assert export(app, qtbot) == text


def test_hostile_texts_are_text_in_the_list_on_the_stage_and_in_the_report(app, qtbot):
    shop = app.add_workshop(block("Only block", 30))
    item = app.parts.library.agenda(shop)[0].id
    app.stage.show()
    app.parts.conductor.toggle_run()
    app.console.show_place(PlaceId.CAPTURE)
    kinds = (CaptureKind.OBSERVATION, CaptureKind.KEEP, CaptureKind.PARKING_LOT, CaptureKind.RISK)
    wanted = [unicodedata.normalize("NFC", one_line(words)) for words in HOSTILE]
    for n, words in enumerate(HOSTILE):
        app.press(KEY.Key_F2)
        app.type(f"{LETTER_OF[kinds[n % 4]]} ")
        app.paste(words)
        app.press(KEY.Key_Return)
        app.press(KEY.Key_Escape)
        app.parts.conductor.edit_instruction(item, words)
        app.settle()
        _check_stage(app, words)
    stored = [row.text for row in app.parts.library.captures(shop)]
    assert sorted(map(one_line, stored)) == sorted(wanted)

    spoken = one_line("\n".join(spoken_by(app.console)))
    painted = printed_by(app.console)
    text = export(app, qtbot)
    for words in wanted:
        assert words in spoken
        assert words in painted or not words.isascii(), words
        if not _is_shaped(words):
            assert text.count(words) == 1, words
    assert "root:" not in text
    assert "U+" not in text


def _check_stage(app: Windows, words: str) -> None:
    lines = one_line("\n".join(app.stage.texts()))
    assert one_line(words) in lines
    assert app.stage.content.scene is Scene.TIMER
    if words.isascii():
        assert one_line(words).casefold() in printed_by(app.stage).casefold()


def _is_shaped(words: str) -> bool:
    """Joined letters are read back from a PDF in the order of the glyphs, not of the text."""
    return any(
        unicodedata.bidirectional(char) in {"R", "AL"} or ord(char) > 0xFFFF for char in words
    )
