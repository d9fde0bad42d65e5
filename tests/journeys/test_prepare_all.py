"""A person prepares a workshop by keyboard, and settles before its close what is still open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.domain.closing import Closing
from desktop.domain.kinds import Disposition, GoalStatus
from tests.journeys.desktop import Program, running, until

GOALS = ["Every team has a draft", "Nobody waits for the others"]


def ask(app: Program, action: str) -> None:
    app.display.keys("ctrl+k")
    app.display.enter(action)


def has(app: Program, look: Callable[[Closing], object], what: str) -> None:
    until(lambda: look(app.library().closing), what)


def goals(found: Closing) -> list[str]:
    return [row.text for row in found.preparation.goals]


def test_a_workshop_is_prepared_by_keyboard_and_still_there_after_a_kill(
    prepared: Program, home: Path
):
    display = prepared.display
    ask(prepared, "add goals")
    for goal in GOALS:
        display.enter(goal)
    has(prepared, lambda found: goals(found) == GOALS, "two goals are stored")
    display.keys("Up", "alt+Up")
    has(prepared, lambda found: goals(found) == GOALS[::-1], "they changed places")
    display.photograph("60-goals")
    ask(prepared, "add materials")
    display.enter("Announcement")
    display.enter("Pre-work guide")
    display.keys("Up", "space", "Return", "Tab", "Tab")
    display.enter("https://example.org/guide")
    has(prepared, lambda found: found.preparation.materials[1].target, "the link is stored")
    display.photograph("61-materials")
    ask(prepared, "leader input")
    display.enter("Small releases @Ada Merrow")
    has(prepared, lambda found: found.preparation.leader_inputs, "a leader's note is stored")
    display.photograph("62-leaders")
    prepared.kill()
    with running(display, home, prepared.database) as again:
        row = again.library().closing.preparation
        assert [goal.text for goal in row.goals] == GOALS[::-1]
        assert [each.title for each in row.materials] == ["Announcement", "Pre-work guide"]
        assert [each.ready for each in row.materials] == [False, True]
        assert row.materials[1].target == "https://example.org/guide"
        (said,) = row.leader_inputs
        assert (said.text, said.speaker) == ("Small releases", "Ada Merrow")
        again.quit()


def test_what_is_open_is_settled_before_the_close_by_keyboard(live: Program):
    display = live.display
    display.keys("slash")
    display.enter("p Who counts a group booking?")
    display.enter("a Book a room")
    until(lambda: len(live.library().captures) == 2, "both notes are stored")
    display.keys("Escape")
    ask(live, "add goals")
    display.enter(GOALS[0])
    has(live, goals, "the goal is stored")
    display.keys("ctrl+l")
    live.shows("report")
    display.keys("space")
    has(live, lambda f: f.preparation.goals[0].status is GoalStatus.MET, "the goal is met")
    display.keys("Tab")
    display.enter("All six have one")
    has(live, lambda f: f.preparation.goals[0].evidence == "All six have one", "and this shows it")
    display.keys("shift+Tab", "Down", "Right", "Right", "space")
    has(live, lambda f: f.parked[0].disposition is Disposition.NEXT_SESSION, "next session")
    display.keys("Tab")
    display.enter("Nell Yarrow")
    has(live, lambda f: f.parked[0].owner == "Nell Yarrow", "Nell takes it along")
    display.keys("Tab")
    display.enter("Kofi Rowan")
    display.keys("Tab")
    display.enter("tomorrow")
    has(live, lambda f: not f.open_uids, "nothing is open any more")
    display.photograph("63-closing")
    display.keys("Escape", "ctrl+shift+q", "Return")
    live.has_happened("started", "ended")
    live.quit()
