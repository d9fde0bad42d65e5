"""The run as its commands write it: one event each, refusals that say what to do."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.domain.agenda import planned_end
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, WorkshopState
from desktop.domain.run import Phase, run_state
from desktop.services.agenda import AddItem
from desktop.services.agenda_many import DeleteItems
from desktop.services.capture import Capture, ChangeCaptureKind, DeleteCapture, EditCapture
from desktop.services.run import (
    EndRun,
    ExtendItem,
    NextItem,
    PauseRun,
    PreviousItem,
    ReopenRun,
    ResumeRun,
    StartRun,
)
from desktop.services.workshops import CreateWorkshop, DeleteWorkshop
from tests.builders import DAY, HOSTILE, ZONE, add_workshop, open_bench


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


def state(bench, clock, shop=1):
    row = bench.library.workshop(shop)
    end = planned_end(row.day, row.start, row.end, row.zone)
    return run_state(bench.library.agenda(shop), bench.library.events(shop), clock.now(), end)


def test_a_run_from_start_to_end(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    assert bench.library.workshop(shop).state is WorkshopState.RUNNING
    clock.advance(5 * 60)
    bench.bus.run(PauseRun(shop, clock.now()))
    clock.advance(60)
    bench.bus.run(ResumeRun(shop, clock.now()))
    clock.advance(5 * 60)
    assert state(bench, clock).remaining_ms == 0
    bench.bus.run(NextItem(shop, clock.now()))
    bench.bus.run(ExtendItem(shop, clock.now(), 300))
    clock.advance(10 * 60)
    assert state(bench, clock).remaining_ms == 25 * 60_000
    bench.bus.run(EndRun(shop, clock.now()))
    row = bench.library.workshop(shop)
    assert row.state is WorkshopState.CLOSED
    assert row.ended_at == clock.now().utc
    found = state(bench, clock)
    assert found.elapsed_ms == 21 * 60_000
    assert found.paused_ms == 60_000
    assert [event.sequence for event in bench.library.events(shop)] == [1, 2, 3, 4, 5, 6]


def test_an_undone_next_never_happened(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    clock.advance(120)
    bench.bus.run(NextItem(shop, clock.now()))
    clock.advance(30)
    bench.bus.undo()
    found = state(bench, clock)
    assert found.current == 0
    assert found.remaining_ms == (10 * 60 - 150) * 1000


def test_next_ends_a_pause(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(PauseRun(shop, clock.advance(10)))
    bench.bus.run(NextItem(shop, clock.advance(10)))
    assert state(bench, clock).phase is Phase.RUNNING
    bench.bus.undo()
    assert state(bench, clock).phase is Phase.PAUSED


def test_back_charges_the_detour_to_the_block_it_returns_to(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    bench.bus.run(PreviousItem(shop, clock.advance(30)))
    found = state(bench, clock)
    assert found.current == 0
    assert [item.spent_ms for item in found.items] == [90_000, 0, 0, 0]


def test_the_baseline_does_not_move_with_the_plan(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(AddItem(shop, None, "Late idea"))
    baseline = bench.library.events(shop)[0].baseline
    assert [(entry.title, entry.seconds) for entry in baseline] == [
        ("Welcome", 600),
        ("Objectives", 1800),
        ("Break", 900),
        ("Close", 300),
    ]


@pytest.mark.parametrize("make", [PauseRun, ResumeRun, NextItem, PreviousItem, EndRun])
def test_nothing_moves_before_the_start_or_after_the_end(bench, clock, make):
    shop = add_workshop(bench)
    with pytest.raises(UserError, match="not started"):
        bench.bus.run(make(shop, clock.now()))
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(EndRun(shop, clock.now()))
    with pytest.raises(UserError, match="has ended"):
        bench.bus.run(make(shop, clock.now()))


def test_the_last_block_has_no_next_and_the_first_no_back(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    with pytest.raises(UserError, match="first block"):
        bench.bus.run(PreviousItem(shop, clock.now()))
    for _ in range(3):
        bench.bus.run(NextItem(shop, clock.advance(1)))
    with pytest.raises(UserError, match="last block"):
        bench.bus.run(NextItem(shop, clock.advance(1)))


def test_a_run_whose_block_was_taken_out_before_it_was_reopened_says_so(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(EndRun(shop, clock.advance(60)))
    bench.bus.run(DeleteItems((bench.library.agenda(shop)[0].id,)))
    bench.bus.run(ReopenRun(shop, clock.advance(60)))
    for command in (ExtendItem(shop, clock.now(), 60), PreviousItem(shop, clock.now())):
        with pytest.raises(UserError, match="No block is running"):
            bench.bus.run(command)
    bench.bus.run(NextItem(shop, clock.advance(60)))
    assert state(bench, clock).current == 0


def test_a_block_keeps_at_least_something(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(ExtendItem(shop, clock.now(), -9 * 60))
    with pytest.raises(UserError, match="shorter than nothing"):
        bench.bus.run(ExtendItem(shop, clock.now(), -60))


def test_an_empty_agenda_does_not_start(bench, clock):
    bench.bus.run(CreateWorkshop("Empty", DAY, datetime.min.time(), datetime.max.time(), ZONE))
    with pytest.raises(UserError, match="no blocks"):
        bench.bus.run(StartRun(1, clock.now()))


def test_a_run_starts_once_and_goes_on_after_reopening(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    with pytest.raises(UserError, match="started already"):
        bench.bus.run(StartRun(shop, clock.now()))
    with pytest.raises(UserError, match="Only a run that has ended"):
        bench.bus.run(ReopenRun(shop, clock.now()))
    bench.bus.run(EndRun(shop, clock.advance(60)))
    bench.bus.run(ReopenRun(shop, clock.advance(30)))
    found = state(bench, clock)
    assert found.phase is Phase.RUNNING
    assert found.paused_ms == 30_000
    assert bench.library.workshop(shop).ended_at is None


def test_a_running_workshop_is_not_deleted(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    with pytest.raises(UserError, match="running"):
        bench.bus.run(DeleteWorkshop(shop))
    bench.bus.run(EndRun(shop, clock.now()))
    bench.bus.run(DeleteWorkshop(shop))
    assert bench.library.workshops() == ()


@pytest.mark.parametrize("kind", CaptureKind)
def test_every_kind_is_captured_edited_and_deleted(bench, clock, kind):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    clock.advance(61)
    bench.bus.run(Capture(shop, kind, " Said so ", clock.now(), owner="Nell"))
    (row,) = bench.library.captures(shop)
    assert (row.kind, row.text, row.item_title) == (kind, "Said so", "Welcome")
    bench.bus.run(EditCapture(row.ref, "Said otherwise"))
    assert bench.library.captures(shop)[0].text == "Said otherwise"
    bench.bus.run(DeleteCapture(row.ref))
    assert bench.library.captures(shop) == ()
    with pytest.raises(UserError, match="no longer there"):
        bench.bus.run(EditCapture(row.ref, "x"))


def test_feedback_keeps_its_block_and_no_time_name_or_order(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    for n in range(40):
        bench.bus.run(Capture(shop, CaptureKind.KEEP, f"{n:02}", clock.advance(1)))
    rows = bench.library.captures(shop)
    assert all(row.at is None and row.run_ms is None and row.anonymous for row in rows)
    assert all(row.item_title == "Welcome" for row in rows)
    assert all(row.uid[14] == "4" for row in rows)
    assert [row.text for row in rows] != sorted(row.text for row in rows)


def test_a_note_follows_the_run_when_a_next_is_undone(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    clock.advance(60)
    bench.bus.run(Capture(shop, CaptureKind.IDEA, "early", clock.now()))
    bench.bus.run(NextItem(shop, clock.advance(1)))
    bench.bus.run(Capture(shop, CaptureKind.IDEA, "late", clock.advance(1)))
    assert [row.item_title for row in bench.library.captures(shop)] == ["Welcome", "Objectives"]


def test_what_becomes_feedback_loses_its_time_and_its_name(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(Capture(shop, CaptureKind.IDEA, "mine", clock.advance(5)))
    before = bench.library.captures(shop)[0]
    bench.bus.run(ChangeCaptureKind(before.ref, CaptureKind.LEARNED))
    after = bench.library.captures(shop)[0]
    assert (after.kind, after.text, after.at) == (CaptureKind.LEARNED, "mine", None)
    assert after.uid != before.uid
    assert after.item_title == "Welcome"
    bench.bus.run(ChangeCaptureKind(after.ref, CaptureKind.KEEP))
    assert bench.library.captures(shop)[0].ref.id == after.ref.id


def test_a_note_needs_text(bench, clock):
    shop = add_workshop(bench)
    with pytest.raises(UserError, match="needs some text"):
        bench.bus.run(Capture(shop, CaptureKind.IDEA, " \n ", clock.now()))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_are_kept_as_they_are(bench, clock, text):
    shop = add_workshop(bench)
    bench.bus.run(Capture(shop, CaptureKind.OBSERVATION, text, clock.now()))
    assert bench.library.captures(shop)[0].text == text
