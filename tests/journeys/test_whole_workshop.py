"""A person runs a whole workshop with the keyboard alone, from the first start to the PDF."""

from __future__ import annotations

import time
from pathlib import Path

from pypdf import PdfReader

from desktop.bridge.theme import load_theme
from desktop.domain.capture import LETTERS
from desktop.domain.kinds import CaptureKind, WorkshopState
from tests.journeys.desktop import CONSOLE, ROOT, STAGE, Program, stored, until

AGENDA = ROOT / "tests" / "data" / "agenda_own_format.csv"
BLOCKS = 12
NEXT_PAUSE_S = 0.52  # a second N sooner than this is the same press


class Facilitator:
    """Presses keys and waits for what they do, one after the other."""

    def __init__(self, app: Program) -> None:
        self.app = app
        self.display = app.display
        self.happened: list[str] = []
        self.notes: list[tuple[CaptureKind, str]] = []
        self._moved_at = 0.0

    def press(self, keys: str, event: str) -> None:
        """A key that makes an event of the run."""
        self.display.keys(keys)
        self.happened.append(event)
        self.app.has_happened(*self.happened)

    def next(self) -> None:
        time.sleep(max(0.0, self._moved_at + NEXT_PAUSE_S - time.monotonic()))
        self._moved_at = time.monotonic()
        self.press("n", "moved_on")

    def note(self, letter: str, kind: CaptureKind, text: str, typed: str = "") -> None:
        """A note from wherever the focus is; Esc goes back there."""
        before = len(self.notes)
        self.notes.append((kind, text))
        self.display.keys("slash")
        self.display.enter(f"{letter} {typed or text}" if letter else text)
        until(lambda: len(self.app.library().captures) == before + 1, lambda: f"{text} is stored")
        self.display.keys("Escape")

    def note_number(self, number: int) -> None:
        """The n-th of twenty: every letter once, then some without one, some again."""
        letters = [*LETTERS, "", "k", "a", "", "?", "p", "f"]
        letter = letters[number]
        kind = LETTERS.get(letter, CaptureKind.OBSERVATION)
        text = f"Note {number:02d}: ask the harbour, (e)very + berth / quay"
        owner = "@nell !fri " if kind is CaptureKind.ACTION else ""
        self.note(letter, kind, text, owner + text)


def test_a_person_runs_the_whole_workshop_with_the_keyboard_alone(app: Program, home: Path):
    display, person = app.display, Facilitator(app)
    app.shows("home")
    display.photograph("01-first-start")
    display.keys("Return")
    app.shows("prepare")
    rename(app, "Harbour quarter")
    display.photograph("02-prepare")

    display.keys("ctrl+3")
    app.shows("run")
    person.press("p", "started")
    for keys in ("plus", "minus", "ctrl+Up"):
        person.press(keys, "extended")
    for number in range(20):
        person.note_number(number)
        if number < BLOCKS - 2:
            person.next()
        if number == 3:
            display.photograph("03-running")
            person.press("p", "paused")
            display.photograph("04-paused")
            person.press("p", "resumed")
            person.press("shift+n", "went_back")
            person.next()
    person.next()
    undo_and_redo_a_note(app, person)
    work_the_stage(app)
    run_an_action_from_the_palette(app, person)
    look_at_the_key_sheet(app, person)
    end_the_run(app, person)
    report = export(app, home)
    app.quit()

    left = stored(app.database)
    assert left.workshop is not None
    assert left.workshop.title == "Harbour quarter"
    assert left.workshop.state is WorkshopState.CLOSED
    assert left.kinds == person.happened
    assert [event.seconds for event in left.events if event.seconds] == [60, -60, 300, 60]
    assert sorted((row.kind, row.text) for row in left.captures) == sorted(person.notes)
    assert {row.kind for row in left.captures} == set(CaptureKind)
    assert all(row.owner == "nell" for row in left.captures if row.kind is CaptureKind.ACTION)
    printed = printed_text(report)
    assert {text: printed.count(text) for _, text in person.notes} == {
        text: 1 for _, text in person.notes
    }


def test_an_agenda_file_is_brought_in_with_the_keyboard_alone(app: Program):
    display = app.display
    display.keys("ctrl+n")
    app.shows("prepare")
    display.keys("ctrl+k")
    display.enter("import agenda")
    until(lambda: display.window("Import an agenda"), "a dialog asks for the file")
    display.photograph("20-import-dialog")
    display.enter(str(AGENDA))
    until(lambda: not display.window("Import an agenda"), "the dialog is gone")
    until(lambda: offers_import(app), "the preview offers the import")
    display.photograph("21-import-preview")
    assert not app.library().agenda, "nothing is stored before Import"
    display.keys("Return")
    until(lambda: len(app.library().agenda) == 9, "nine blocks are there")
    display.photograph("22-imported")
    titles = [row.title for row in app.library().agenda]
    assert titles[:2] == ["Hello and hopes", "The quarter in three questions"]
    assert {note for note in app.library().notes.values() if "Monday" in note}
    display.activate(CONSOLE)
    display.keys("ctrl+z")
    until(lambda: not app.library().agenda, "one undo takes all of it back")
    app.quit()


def offers_import(app: Program) -> bool:
    """Whether the preview's primary button is lit, in the head of its card."""
    lit = load_theme("light").color("accent").rgb()
    image = app.display.see(CONSOLE)
    return image.pixel(image.width() - 200, 130) == lit


def rename(app: Program, title: str) -> None:
    """From the agenda's list back to the first field of the place."""
    app.display.keys(*["shift+Tab"] * 9)
    app.display.keys("ctrl+a")
    app.display.enter(title)
    until(lambda: getattr(app.library().workshop, "title", "") == title, "the new title is stored")


def undo_and_redo_a_note(app: Program, person: Facilitator) -> None:
    """With no more to type back, Ctrl+Z belongs to the app."""
    texts = [text for _, text in person.notes]
    app.display.keys("ctrl+z")
    person.happened.pop()
    app.has_happened(*person.happened)
    app.display.keys("ctrl+z")
    app.has_noted(*texts[:-1])
    app.display.photograph("05-undone")
    app.display.keys("ctrl+shift+z")
    app.has_noted(*texts)
    app.display.keys("ctrl+shift+z")
    person.happened.append("moved_on")
    app.has_happened(*person.happened)


def work_the_stage(app: Program) -> None:
    """Show it, blank it, choose a scene for it, let it follow again."""
    display = app.display
    app.show_stage()
    until(lambda: display.colors(STAGE) > 1, "the stage shows something")
    display.photograph("06-stage", STAGE)
    display.keys("ctrl+b")
    until(lambda: display.colors(STAGE) == 1, "the stage is blank")
    display.keys("ctrl+b")
    until(lambda: display.colors(STAGE) > 1, "the stage is back")
    display.keys("s")
    until(lambda: len(display.windows()) == 3, "the scenes are listed")
    display.photograph("07-scenes")
    display.keys("Up", "Return")
    until(lambda: display.colors(STAGE) == 1, "Blank was chosen")
    display.keys("s")
    until(lambda: len(display.windows()) == 3, "the scenes are listed")
    display.keys("Down", "Return")
    until(lambda: display.colors(STAGE) > 1, "the stage follows the run")
    display.keys("F5")
    until(lambda: not display.window(STAGE), "the stage is hidden")


def run_an_action_from_the_palette(app: Program, person: Facilitator) -> None:
    app.display.keys("ctrl+k")
    app.display.type("one minute mo")
    app.display.photograph("08-palette")
    person.press("Return", "extended")


def look_at_the_key_sheet(app: Program, person: Facilitator) -> None:
    """While the sheet lies over the work area, single keys do nothing underneath."""
    before = app.display.see(CONSOLE)
    app.display.keys("F1")
    until(lambda: app.display.see(CONSOLE) != before, "the sheet is shown")
    app.display.photograph("09-keys")
    app.display.keys("plus", "p", "Escape")
    app.has_happened(*person.happened)
    person.press("p", "paused")
    person.press("p", "resumed")


def end_the_run(app: Program, person: Facilitator) -> None:
    app.display.keys("ctrl+shift+q")
    app.display.photograph("10-question")
    person.press("Return", "ended")
    app.shows("report")


def export(app: Program, home: Path) -> Path:
    folder = home / "Documents" / "OKR Facilitator"
    app.display.keys("e")
    until(lambda: list(folder.glob("*.pdf")), "the report is there")
    app.display.photograph("11-exported")
    (report,) = folder.glob("*.pdf")
    return report


def printed_text(report: Path) -> str:
    """All the text of a PDF on one line."""
    pages = [page.extract_text() for page in PdfReader(report).pages]
    return " ".join(" ".join(pages).split())
