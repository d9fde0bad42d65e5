"""A person brings in who takes part, by typing and from a file, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.desktop import CONSOLE, ROOT, Program, running, until

ROSTER = ROOT / "tests" / "data" / "roster.csv"


def names(app: Program) -> list[str]:
    return [row.name for row in app.library().people]


def has(app: Program, *wanted: str) -> None:
    until(lambda: names(app) == list(wanted), lambda: f"{wanted} take part, it is {names(app)}")


def ask(app: Program, action: str) -> None:
    app.display.keys("ctrl+k")
    app.display.enter(action)


def test_people_are_typed_changed_and_still_there_after_a_kill(prepared: Program, home: Path):
    display = prepared.display
    ask(prepared, "add people")
    display.enter("Ada Okafor, Scheduling, PM")
    has(prepared, "Ada Okafor")
    display.enter("Hana Novak, Content")
    has(prepared, "Ada Okafor", "Hana Novak")
    display.keys("ctrl+z")
    has(prepared, "Ada Okafor")
    display.keys("ctrl+shift+z")
    has(prepared, "Ada Okafor", "Hana Novak")
    display.keys("Down", "Return")
    display.photograph("30-person")
    display.enter("Ada Lind")
    has(prepared, "Ada Lind", "Hana Novak")
    display.keys("Escape", "Down", "Delete")
    has(prepared, "Ada Lind")
    prepared.kill()
    with running(display, home, prepared.database) as again:
        has(again, "Ada Lind")
        (row,) = again.library().people
        assert (row.team, row.role) == ("Scheduling", "PM")
        again.quit()


def test_a_roster_is_brought_in_with_the_keyboard_alone(prepared: Program):
    display = prepared.display
    ask(prepared, "import people")
    until(lambda: display.window("Import people"), "a dialog asks for the file")
    display.enter(str(ROSTER))
    until(lambda: not display.window("Import people"), "the dialog is gone")
    display.photograph("31-import-people")
    assert not names(prepared), "nothing is stored before Enter"
    display.keys("Return")
    until(lambda: len(names(prepared)) == 7, "seven people are there")
    assert "داليا حداد" in names(prepared)
    display.activate(CONSOLE)
    display.keys("ctrl+z")
    until(lambda: not names(prepared), "one undo takes all of them back")
    prepared.quit()
