"""One owner per library, a kill in the middle of a run, and an end by the system."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

from desktop.domain.clock import elapsed_ms
from desktop.domain.run import Phase, run_state
from tests.journeys.desktop import Display, Program, running, stored


def test_a_second_start_says_that_the_library_is_open(live: Program):
    app = live
    second, listing = app.command(), app.command("list", "--json")
    for refused in (second, listing):
        assert refused.returncode == 1
        assert refused.stderr.startswith("error: ")
        assert "is open in the app" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert refused.stdout == ""
    app.display.keys("p")
    app.has_happened("started", "paused")
    app.quit()
    listed = app.command("list", "--json")
    assert listed.returncode == 0
    (row,) = json.loads(listed.stdout)
    assert row["state"] == "running"


def test_after_a_kill_the_run_goes_on_at_the_right_second(display: Display, home: Path):
    with running(display, home) as first:
        display.keys("Return")
        first.shows("prepare")
        display.keys("p")
        first.has_happened("started")
        started = time.monotonic()
        display.keys("slash")
        display.enter("r Written just before the power went")
        first.has_noted("Written just before the power went")
        time.sleep(1.2)
        first.kill()
    left = stored(first.database)
    assert left.kinds == ["started"]
    assert left.texts == ["Written just before the power went"]
    with running(display, home) as second:
        second.shows("run")
        display.photograph("40-after-a-kill")
        display.keys("p")
        second.has_happened("started", "paused")
        passed = time.monotonic() - started
        left = second.library()
        paused = left.events[-1].at
        state = run_state(left.agenda, left.events, paused, None)
        assert state.phase is Phase.PAUSED
        assert abs(state.items[0].spent_ms / 1000 - passed) < 1.0
        assert state.remaining_ms == 600_000 - elapsed_ms(left.events[0].at, paused)
        display.keys("ctrl+z")
        second.has_happened("started")
        second.quit()
    assert intact(second.database)


def test_the_system_ends_it_in_order_and_keeps_what_was_typed(prepared: Program):
    app = prepared
    app.display.keys("Return")  # the block's title
    app.display.type("Half typed")
    app.display.photograph("41-half-typed")  # answered after the keys before it
    began = time.monotonic()
    app.terminate()
    app.ended(within_s=2.0)
    assert time.monotonic() - began < 2.0
    left = stored(app.database)
    assert left.agenda[0].title == "Half typed"
    assert intact(app.database)


def test_it_opens_again_where_it_was(display: Display, home: Path):
    with running(display, home) as first:
        display.keys("Return")
        first.shows("prepare")
        first.quit()
    with running(display, home) as second:
        second.shows("home")
        display.photograph("41-home")
        display.keys("2")
        second.shows("prepare")
        second.quit()


def test_a_file_that_is_no_library_is_named_and_left_alone(display: Display, home: Path):
    with running(display, home) as app:
        app.quit()
    other = home / "holiday.okr"
    other.write_text("no library at all, but somebody's words", encoding="utf-8")
    app.database = other
    refused = app.command()
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: ")
    assert str(other) in refused.stderr
    assert other.read_text(encoding="utf-8") == "no library at all, but somebody's words"


def intact(database: Path) -> bool:
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()
