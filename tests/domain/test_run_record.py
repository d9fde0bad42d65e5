"""The record of a run: every second is somebody's, and every difference has its reason."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.record_reasons import CATCH_UP
from desktop.domain.record_words import block_words, changes_sentence, event_words, pause_words
from desktop.domain.rows import AgendaRow
from desktop.domain.run import BaselineItem, RunEvent, run_state
from desktop.domain.run_record import ChangeKind, RunRecord, changes_since, run_record
from tests.clocks import FakeClock
from tests.domain.builders import Run, block, blocks

LIKELY = [
    *[EventKind.MOVED_ON] * 6,
    *[EventKind.WENT_BACK, EventKind.EXTENDED, EventKind.PAUSED, EventKind.RESUMED] * 3,
    *EventKind,
]


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def baseline(rows: Sequence[AgendaRow], **seconds: int) -> tuple[BaselineItem, ...]:
    lengths = [(row, seconds.get(row.uid, row.planned_s)) for row in rows]
    return tuple(BaselineItem(row.uid, row.title, length) for row, length in lengths)


def told(run: Run, **seconds: int) -> Run:
    """The same run with what `StartRun` and `EndRun` keep of the agenda."""
    run.events[0] = replace(run.events[0], baseline=baseline(run.agenda))
    if run.events[-1].kind is EventKind.ENDED:
        run.events[-1] = replace(run.events[-1], baseline=baseline(run.agenda, **seconds))
    return run


def record(run: Run, rows: Sequence[AgendaRow] | None = None) -> RunRecord:
    rows = run.agenda if rows is None else rows
    return run_record(run.events, rows, {row.uid for row in rows}, run.clock.now())


def why(run: Run, uid: str) -> str:
    found = next(one for one in record(run).blocks if one.uid == uid)
    return block_words(found, clock)


def random_run(seed: int, count: int, *, millis: bool) -> tuple[Run, tuple[AgendaRow, ...]]:
    """Anything at all that may be stored as events, sensible or not."""
    rng = random.Random(seed)
    rows = blocks(*[rng.randint(1, 8) for _ in range(4)])
    run = Run(rows)
    for number in range(count):
        run.clock.advance(rng.randint(0, 90_000) / 1000 if millis else rng.randint(0, 90))
        kind = EventKind.STARTED if number == 0 else rng.choice(LIKELY)
        since = rng.randint(-100, 400)
        run.events.append(
            RunEvent(
                *(number, kind, run.clock.now(), rng.choice([*"abcd", "gone", ""])),
                *(rng.choice([-300, -60, 0, 60, 300]), (), rng.choice([*AwayAnswer, ""])),
                *(1000 * since, 1000 * (since + rng.randint(-50, 300))),
            )
        )
    run.clock.advance(rng.randint(0, 90_000) / 1000 if millis else rng.randint(0, 90))
    return run, rows


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 25), st.booleans())
def test_R20_report_truth(seed: int, count: int, millis: bool) -> None:
    """Actual + idle + pauses = elapsed, to the second, whatever happened."""
    run, rows = random_run(seed, count, millis=millis)
    told = record(run)
    state = run_state(rows, run.events, run.clock.now(), None)
    actual = sum(one.actual_s or 0 for one in told.blocks)
    assert actual + told.idle_s + told.paused_s == told.elapsed_s
    assert told.paused_s == sum(pause.seconds for pause in told.pauses)
    assert told.paused_s >= sum(one.paused_s for one in told.blocks)
    assert all(one.paused_s == sum(p.seconds for p in one.pauses) for one in told.blocks)
    assert told.idle_s >= 0
    assert abs(told.elapsed_s * 1000 - state.elapsed_ms) <= 500
    if not millis:
        assert [1000 * (one.actual_s or 0) for one in told.blocks] == [
            item.spent_ms for item in state.items
        ]
        assert (told.idle_s * 1000, told.paused_s * 1000) == (state.idle_ms, state.paused_ms)
    spans = [(pause.starts_at, pause.ends_at or run.clock.now().utc) for pause in told.pauses]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_run_to_the_plan_needs_no_reasons() -> None:
    run = Run(blocks(10, 20))
    run.start("a")
    run.wait(10)
    run.next("b")
    run.wait(20)
    run.end()
    found = record(told(run)).blocks
    assert [(one.planned_s, one.adjusted_s, one.actual_s) for one in found] == [
        (600, 600, 600),
        (1200, 1200, 1200),
    ]
    assert [one.reasons for one in found] == [(), ()]


def test_every_difference_has_its_reason_and_its_time() -> None:
    run = Run(blocks(10, 20, 15, 5, 5))
    run.start("a")
    run.wait(7)
    run.started_ago(14)
    run.wait(5)
    run.extend("a", 5)
    run.wait(3)
    run.next("b")
    run.wait(5)
    run.pause()
    run.wait(4)
    run.resume()
    for uid, seconds in (("c", -90), ("d", 0)):
        kind = EventKind.EXTENDED if seconds else EventKind.SKIPPED
        run.add(kind, uid, seconds)
        run.events[-1] = replace(run.events[-1], why=CATCH_UP)
    run.next("c")
    run.wait(1)
    run.back("b")
    run.wait(1)
    run.skip("e")
    run.wait(1)
    run.end()
    told(run, a=900, c=810)
    assert why(run, "a") == "started 14 min earlier than noted · +5 min at 08:12"
    assert why(run, "b") == "went back to it at 08:25 · pause 08:20 to 08:24"
    assert why(run, "c") == "catch-up plan −1:30 min at 08:24 · not reached"
    assert why(run, "d") == "left out by the catch-up plan at 08:24"
    assert why(run, "e") == "skipped at 08:26"
    found = record(run).blocks
    assert [one.adjusted_s for one in found] == [900, 1200, 810, 0, 0]
    assert [one.skipped for one in found] == [False, False, False, True, True]
    assert [one.actual_s for one in found] == [22 * 60, 8 * 60, None, None, None]


@pytest.mark.parametrize(
    ("answer", "left", "came"),
    [
        (AwayAnswer.KEPT_GOING, "laptop away 08:05 to 08:25: the block went on", "not reached"),
        (AwayAnswer.PAUSED, "laptop away 08:05 to 08:25: counted as a pause", "not reached"),
        (
            AwayAnswer.MOVED_ON,
            "laptop away 08:05 to 08:25: the room moved on",
            "begun at 08:10 while the laptop was away",
        ),
        (
            AwayAnswer.IN_ITEM,
            "laptop away 08:05 to 08:25: the room was in another block",
            "begun at 08:10 while the laptop was away",
        ),
    ],
)
def test_an_absence_is_told_with_what_the_room_did(
    answer: AwayAnswer, left: str, came: str
) -> None:
    run = Run(blocks(30, 20))
    run.start("a")
    run.wait(25)
    moved = answer in (AwayAnswer.MOVED_ON, AwayAnswer.IN_ITEM)
    run.answer(answer, 5, 25, "b" if moved else "", 10 if moved else 0)
    run.wait(1)
    run.end()
    assert why(told(run), "a") == left
    assert why(run, "b") == came


def test_one_minute_key_after_key_is_one_reason_and_very_many_are_a_sum() -> None:
    run = Run(blocks(10, 10))
    run.start("a")
    for _ in range(5):
        run.clock.advance(1)
        run.extend("a", 1)
    assert why(told(run), "a") == "+5 min at 08:00"
    for _ in range(500):
        run.wait(2)
        run.extend("a", 1)
    run.wait(5)
    run.extend("a", 2)
    run.extend("a", -2)
    assert why(run, "a") == "+505 min in 505 steps, 08:00 to 00:40"


def test_a_pause_that_goes_on_says_since_when() -> None:
    run = Run(blocks(10))
    run.start("a")
    run.wait(3)
    run.pause()
    run.wait(4)
    (pause,) = record(run).pauses
    assert (pause.ends_at, pause.seconds) == (None, 240)
    assert pause_words(pause, clock) == "paused since 08:03"


def test_the_time_between_end_and_reopening_is_told_as_closed() -> None:
    run = Run(blocks(10))
    run.start("a")
    run.wait(3)
    run.end()
    run.wait(10)
    run.reopen()
    run.wait(2)
    run.end()
    assert why(told(run), "a") == "closed 08:03 to 08:13"
    assert record(run).elapsed_s == 15 * 60


def test_what_is_edited_added_renamed_and_taken_out_during_the_run_is_told() -> None:
    run = Run(blocks(10, 20, 15))
    run.start("a")
    told(run)
    run.wait(10)
    a, b, _ = run.agenda
    now = (a, replace(b, title="Longer", planned_s=1500), block("n", 5))
    found = record(run, now).blocks
    words = {one.uid: block_words(one, clock) for one in found}
    assert words == {
        "a": "",
        "b": "was called “Block b” · plan edited by +5 min",
        "c": "taken out of the agenda",
        "n": "added during the run",
    }
    assert [one.uid for one in found] == ["a", "b", "c", "n"]
    assert [one.planned_s for one in found] == [600, 1200, 900, None]
    assert [one.adjusted_s for one in found] == [600, 1500, 0, 300]


def test_a_block_that_was_run_and_then_taken_out_keeps_its_time() -> None:
    run = Run(blocks(10, 20))
    run.start("a")
    run.wait(4)
    run.next("b")
    run.wait(4)
    told(run)
    found = run_record(run.events, run.agenda, {"b"}, run.clock.now()).blocks
    assert [(one.actual_s, one.adjusted_s) for one in found] == [(240, 0), (240, 1200)]
    run.end()
    told(run, a=0)
    assert why(run, "a") == "taken out of the agenda"
    assert changes_since(run.events, run.agenda[1:]) == ()


def test_after_the_end_no_edit_of_the_agenda_changes_the_record() -> None:
    run = Run(blocks(10, 20, 15))
    run.start("a")
    run.wait(12)
    run.extend("a", 5)
    run.next("b")
    run.wait(20)
    run.end()
    told(run, a=900)
    before = record(run)
    a, b, _ = run.agenda
    edited = (
        replace(b, planned_s=60, title="Other"),
        block("n", 5, title="New"),
        replace(a, title="A"),
    )
    assert record(run, edited) == before
    assert record(run, ()) == before
    assert changes_since(run.events, run.agenda) == ()
    found = changes_since(run.events, edited)
    assert [one.kind for one in found] == [
        *(ChangeKind.RENAMED, ChangeKind.RENAMED, ChangeKind.LENGTH),
        *(ChangeKind.REMOVED, ChangeKind.ADDED, ChangeKind.ORDER),
    ]
    assert changes_sentence(found) == (
        "Changed in the agenda after the run: “Block a” is now “A”; “Block b” is now “Other”; "
        "“Block b” 20 to 1 min; “Block c” deleted; “New” added; another order."
    )


def test_a_run_that_goes_on_again_has_no_later_changes() -> None:
    run = Run(blocks(10))
    run.start("a")
    run.wait(3)
    run.end()
    told(run)
    run.reopen()
    assert changes_since(run.events, ()) == ()
    assert changes_since((), run.agenda) == ()


def test_the_timeline_has_every_event_with_its_block() -> None:
    run = Run(blocks(10, 20))
    run.start("a")
    run.wait(2)
    run.pause()
    run.wait(1)
    run.resume()
    run.wait(1)
    run.next("b")
    run.add(EventKind.STEPPED, "b", 1)
    run.add(EventKind.END_MOVED, "", 600)
    run.end()
    lines = [(clock(one.at), event_words(one, clock), one.title) for one in record(run).timeline]
    assert lines == [
        ("08:00", "Run started", "Block a"),
        ("08:02", "Paused", "Block a"),
        ("08:03", "Went on", "Block a"),
        ("08:04", "Begun", "Block b"),
        ("08:04", "Step 2", "Block b"),
        ("08:04", "Agreed end moved by +10 min", "Block b"),
        ("08:04", "Run ended", "Block b"),
    ]
    assert record(run).end_moved_s == 600


def test_a_clock_that_was_set_back_makes_no_block_shorter() -> None:
    run = Run(blocks(10, 20))
    run.clock = FakeClock()
    run.start("a")
    run.wait(5)
    run.clock.step_wall(-3600)
    run.next("b")
    run.wait(5)
    run.end()
    assert [one.actual_s for one in record(told(run)).blocks] == [300, 300]


def test_before_the_run_there_is_only_a_plan() -> None:
    run = Run(blocks(10, 20))
    found = record(run)
    assert [(one.planned_s, one.actual_s, one.reasons) for one in found.blocks] == [
        (600, None, ()),
        (1200, None, ()),
    ]
    assert (found.elapsed_s, found.timeline, found.started_at) == (0, (), None)
