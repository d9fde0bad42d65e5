"""What a facilitator feels: keys, actions on a long agenda, places, the theme."""

from __future__ import annotations

from functools import partial
from statistics import median

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionId, PlaceId
from tests.bench.apps import (
    add_agenda,
    add_many,
    add_notes,
    commits_ms,
    each_ms,
    long_run,
    settle,
    timed_ms,
)

CAPTURES = 200
ITEMS = 200


def test_the_disk_itself(floors, tmp_path):
    times = commits_ms(tmp_path, 200)
    floors.tell("one commit of the bare disk, median", median(times), "ms")
    floors.tell("one commit of the bare disk, worst of 200", max(times), "ms")


@pytest.mark.parametrize("place", [PlaceId.RUN, PlaceId.CAPTURE])
def test_a_note_is_on_disk_and_listed_before_the_next_is_begun(app, qtbot, floors, place):
    shop = add_agenda(app, 12)
    app.parts.desk.open(shop)
    app.console.show_place(place)
    line = app.console.capture_bar.line
    line.setFocus()
    times = []
    for number in range(CAPTURES):
        qtbot.keyClicks(line, f"The ferry is {number} minutes late, and nobody says so.")
        settle()
        times.append(timed_ms(partial(qtbot.keyClick, line, Qt.Key.Key_Return)))
        assert not line.text()
    assert len(app.parts.library.captures(shop)) == CAPTURES
    floors.tell(f"capture, Enter to disk, {place} shown, median", median(times), "ms")
    floors.hold(f"capture, Enter to disk, {place} shown, worst of 200", max(times), 100, "ms")


@pytest.mark.parametrize("place", [PlaceId.PREPARE, PlaceId.RUN])
def test_an_action_on_200_blocks_is_stored_and_shown_at_once(app, floors, clock, place):
    shop = add_agenda(app, ITEMS)
    app.parts.desk.open(shop)
    app.console.show_place(place)
    conductor = app.parts.conductor
    rows = app.parts.desk.view.agenda
    edits = [partial(conductor.edit_item, row.id, "planned_s", 1200) for row in rows[5:35]]
    moves = [
        partial(conductor.move_items, (row.id,), at + 1) for at, row in enumerate(rows[40:55], 40)
    ]
    for name, acts in (("edit", edits), ("move", moves)):
        took = median(each_ms(acts))
        floors.hold(f"200 blocks, {name} a block, {place} shown", took, 30, "ms")
    conductor.toggle_run()

    def go_on() -> None:
        clock.advance(600)
        conductor.next_item()

    took = median(each_ms([go_on] * 30))
    floors.hold(f"200 blocks, next, {place} shown", took, 30, "ms")
    took = median(each_ms([partial(conductor.extend, 1)] * 30))
    floors.hold(f"200 blocks, one minute more, {place} shown", took, 30, "ms")
    took = median(each_ms([app.parts.store.undo] * 30))
    floors.hold(f"200 blocks, undo, {place} shown", took, 30, "ms")


def test_the_run_of_60_blocks_is_folded_in_a_blink(floors):
    run = long_run()
    times = [timed_ms(lambda: run.state) for _ in range(50)]
    floors.hold("fold and projection, 60 blocks, 111 events", median(times), 1, "ms")


@pytest.mark.parametrize("late", [False, True], ids=["on time", "late"])
def test_a_second_of_a_run_is_shown_within_a_frame(app, floors, clock, late):
    """Late, the ways back to the planned end are worked out each second as well."""
    app.parts.desk.open(add_agenda(app, 60))
    app.console.show_place(PlaceId.RUN)
    app.stage.show()
    app.console.activateWindow()
    clock.advance(7200 if late else 0)
    app.parts.conductor.toggle_run()
    settle()

    def tick() -> None:
        clock.advance(1)
        app.parts.desk.tick()

    times = each_ms([tick] * 60)
    name = "late, with ways back" if late else "on time"
    floors.hold(f"run view refresh, 60 blocks, {name}", median(times), 16, "ms")


def test_home_opens_with_2000_workshops(app, floors):
    add_many(app, 2000)
    app.console.show_place(PlaceId.REPORT)
    took = median(each_ms([partial(app.parts.board.trigger, ActionId("go.home"))]))
    floors.hold("Home with 2,000 workshops, first visit", took, 500, "ms")
    again = []
    for _ in range(10):
        app.console.show_place(PlaceId.REPORT)
        again += each_ms([partial(app.console.show_place, PlaceId.HOME)])
    floors.hold("Home with 2,000 workshops, again", median(again), 100, "ms")
    search = app.console.built(PlaceId.HOME).library.search
    typed = each_ms([partial(search.setText, text) for text in ("w", "wo", "workshop 4", "47")])
    floors.hold("Home with 2,000 workshops, a key in the search", max(typed), 50, "ms")


@pytest.mark.parametrize("place", [PlaceId.PREPARE, PlaceId.RUN, PlaceId.CAPTURE, PlaceId.REPORT])
def test_a_place_opens_with_its_content(app, floors, place):
    app.parts.desk.open(add_agenda(app, 30))
    add_notes(app, 100)
    app.console.show_place(PlaceId.OKRS)
    show = partial(app.console.show_place, place)
    floors.hold(f"{place}, first visit, 30 blocks, 100 notes", each_ms([show])[0], 300, "ms")
    again = []
    for _ in range(5):
        app.console.show_place(PlaceId.OKRS)
        again += each_ms([show])
    floors.hold(f"{place}, again", median(again), 100, "ms")


def test_the_theme_switches_at_once(app, floors):
    app.parts.desk.open(add_agenda(app, 30))
    for place in (PlaceId.HOME, PlaceId.PREPARE, PlaceId.CAPTURE, PlaceId.REPORT, PlaceId.RUN):
        app.console.show_place(place)
    app.stage.show()
    app.console.activateWindow()
    switch = partial(app.parts.board.trigger, ActionId.VIEW_THEME)
    times = each_ms([switch] * 6)
    floors.hold("theme switch, five places made, stage shown", median(times), 150, "ms")
