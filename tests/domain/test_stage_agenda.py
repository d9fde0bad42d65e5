"""The agenda as the room may see it: planned times, whatever the run does."""

from __future__ import annotations

from datetime import date, time

import pytest

from desktop.domain.agenda import local_start, schedule
from desktop.domain.kinds import Category, EventKind, ItemKind
from desktop.domain.stage import Scene, StageAgenda, StageContent, stage_content
from desktop.domain.stage_agenda import stage_agenda
from tests.domain.builders import Run, block, workshop

ZONE = "Europe/Copenhagen"
ROWS = (
    block("a", 15, title="Welcome", kind=ItemKind.WELCOME),
    block("b", 15, title="Break", kind=ItemKind.BREAK),
    block("c", 30.5, title="Close", kind=ItemKind.CLOSE),
)


def shown(run: Run, *, twelve_hour: bool = False) -> StageAgenda:
    slots = schedule(run.agenda, local_start(date(2026, 3, 10), time(9), ZONE))
    made = stage_agenda(run.agenda, slots, run.state, ZONE, twelve_hour=twelve_hour)
    assert made is not None
    return made


def test_before_the_run_all_blocks_lie_ahead_with_their_planned_times() -> None:
    told = shown(Run(ROWS))
    assert [(b.title, b.minutes, b.start) for b in told.blocks] == [
        ("Welcome", "15 min", "09:00"),
        ("Break", "15 min", "09:15"),
        ("Close", "30:30 min", "09:30"),
    ]
    assert told.blocks[1].category is Category.BREAK
    assert not any(block.done or block.current for block in told.blocks)
    assert (told.is_live, told.used) == (False, 0)


def test_a_late_start_extra_time_and_over_time_move_no_time_on_the_stage() -> None:
    run = Run(ROWS)
    plan = [(block.minutes, block.start) for block in shown(run).blocks]
    run.wait(77)
    run.start()
    for happens in (lambda: run.extend("a", 10), lambda: run.wait(40), lambda: run.next("b")):
        happens()
        assert [(block.minutes, block.start) for block in shown(run).blocks] == plan


def test_the_current_block_is_marked_with_how_much_of_it_is_used() -> None:
    run = Run(ROWS)
    run.start()
    run.wait(22)
    run.next("b")
    run.wait(3)
    told = shown(run)
    marks = [(block.done, block.current) for block in told.blocks]
    assert marks == [(True, False), (False, True), (False, False)]
    assert told.progress == pytest.approx(0.2)
    assert told.used == pytest.approx((15 + 3) / 60.5)


def test_what_is_over_is_used_up_and_no_more() -> None:
    run = Run(ROWS)
    run.start()
    run.wait(60)
    assert shown(run).progress == 1


def test_half_a_second_changes_nothing_that_could_be_seen() -> None:
    run = Run(ROWS)
    run.start()
    run.wait(6)
    before = shown(run)
    run.wait(0.4 / 60)
    assert shown(run) == before


def test_a_skipped_block_is_left_out() -> None:
    run = Run(ROWS)
    run.start()
    run.add(EventKind.SKIPPED, "b")
    assert [block.title for block in shown(run).blocks] == ["Welcome", "Close"]


def test_once_it_has_ended_all_is_done() -> None:
    run = Run(ROWS)
    run.start()
    run.wait(30)
    for uid in ("b", "c"):
        run.next(uid)
    run.end()
    assert (shown(run).used, shown(run).is_live) == (1, False)


def test_twelve_hours_are_said_so() -> None:
    assert shown(Run(ROWS), twelve_hour=True).blocks[0].start == "9:00 am"


def test_an_empty_agenda_is_nothing_to_show() -> None:
    run = Run(ROWS)
    run.agenda = ()
    assert stage_agenda((), (), run.state, ZONE) is None


def test_the_stage_has_the_planned_finish_above_it_and_no_time_that_moves() -> None:
    run = Run(ROWS)
    run.start()
    run.wait(40)
    told, now = shown(run), run.clock.now()
    content = stage_content(workshop(), run.agenda, run.state, now, Scene.AGENDA, sheet=told)
    assert content == StageContent(Scene.AGENDA, finish_at="13:00", agenda=told)
