"""What participants see in each situation, and what they never see."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, time

import pytest

from desktop.domain.agenda import planned_end
from desktop.domain.kinds import Category, EventKind, ItemKind
from desktop.domain.run import Phase
from desktop.domain.stage import (
    BLANK,
    Scene,
    StageAgenda,
    StageContent,
    StageGoals,
    StageLink,
    StageOkr,
    StagePeople,
    StageTeam,
    stage_content,
)
from tests.domain.builders import Run, block, with_steps, workshop

AGENDA = (
    block("a", 30, title="Objectives", instruction="One idea per card", kind=ItemKind.BREAKOUT),
    block("b", 15, title="Break", kind=ItemKind.BREAK),
    block("c", 45.5, title="Key results"),
    block("d", 1, title="Close", kind=ItemKind.CLOSE),
)


def shown(run: Run, chosen: Scene | None = None, *, twelve_hour: bool = False) -> StageContent:
    return stage_content(
        workshop(), run.agenda, run.state, run.clock.now(), chosen, twelve_hour=twelve_hour
    )


def test_without_a_workshop_the_stage_is_blank() -> None:
    run = Run(AGENDA)
    assert stage_content(None, (), run.state, run.clock.now(), Scene.WELCOME) == BLANK


def test_before_the_start_people_are_welcomed() -> None:
    content = shown(Run(AGENDA))
    assert content.scene is Scene.WELCOME
    assert (content.title, content.subtitle) == ("Q2 goals", "Starts at 09:00")


def test_a_running_block_shows_its_timer() -> None:
    run = Run(AGENDA)
    run.start()
    run.wait(7.5)
    assert shown(run) == StageContent(
        scene=Scene.TIMER,
        title="Objectives",
        instruction="One idea per card",
        category=Category.OBJECTIVE,
        digits="22:30",
        progress=0.25,
        next_title="Break",
        next_minutes="15 minutes",
        finish_at="13:00",
    )


def test_R17_the_step_that_runs_is_on_the_timer_with_its_own_time() -> None:
    run = Run((with_steps(AGENDA[0], 10, 20), *AGENDA[1:]))
    run.start()
    run.wait(4)
    content = shown(run)
    assert (content.digits, content.step_digits) == ("26:00", "6:00")
    assert (content.step_title, content.step_instruction) == ("Step 1", "How 1")
    run.wait(7)
    assert shown(run).step_digits == "+1:00"
    run.add(EventKind.STEPPED, "a", 1)
    assert (shown(run).step_title, shown(run).step_digits) == ("Step 2", "20:00")
    run.next("b")
    assert (shown(run).step_title, shown(run).step_digits) == ("", "")


def test_R17_no_other_scene_has_a_step() -> None:
    run = Run((with_steps(AGENDA[0], 10, 20), *AGENDA[1:]))
    run.start()
    for scene in (Scene.WELCOME, Scene.BREAK, Scene.BLANK):
        assert shown(run, scene).step_digits == ""


@pytest.mark.parametrize("scene", [None, Scene.TIMER])
def test_the_finish_is_the_end_that_was_agreed(scene: Scene | None) -> None:
    shop = workshop()
    end = planned_end(shop.day, shop.start, shop.end, shop.zone)
    run = Run(AGENDA, planned_end=end)
    run.start()
    assert shown(run, scene).finish_at == "13:00"
    run.add(EventKind.END_MOVED, seconds=600)
    assert shown(run, scene).finish_at == "13:10"
    assert shown(run, Scene.WELCOME).subtitle == "09:00 – 13:10"
    assert shown(run, scene, twelve_hour=True).finish_at == "1:10 pm"


def test_the_finish_on_the_agenda_is_the_end_that_was_agreed() -> None:
    shop = workshop()
    run = Run(AGENDA, planned_end=planned_end(shop.day, shop.start, shop.end, shop.zone))
    run.start()
    run.add(EventKind.END_MOVED, seconds=-600)
    content = stage_content(
        shop, run.agenda, run.state, run.clock.now(), Scene.AGENDA, sheet=StageAgenda()
    )
    assert content.finish_at == "12:50"


def test_a_block_that_is_over_counts_up() -> None:
    run = Run(AGENDA)
    run.start()
    run.wait(30)
    assert (shown(run).digits, shown(run).over, shown(run).progress) == ("0:00", False, 1.0)
    run.wait(2)
    assert (shown(run).digits, shown(run).over, shown(run).progress) == ("+2:00", True, 1.0)


def test_a_pause_shows_on_the_timer() -> None:
    run = Run(AGENDA)
    run.start()
    run.pause()
    run.wait(5)
    assert shown(run).paused
    assert shown(run).digits == "30:00"


def test_a_break_says_when_to_be_back_on_the_next_full_minute() -> None:
    run = Run(AGENDA)
    run.start()
    run.wait(30)
    run.next("b")
    content = shown(run)
    assert (content.scene, content.back_at, content.digits) == (Scene.BREAK, "09:45", "15:00")
    assert content.next_minutes == "45:30 minutes"
    run.extend("b", 0.25)
    assert shown(run).back_at == "09:46"


def test_the_time_to_be_back_does_not_flicker_by_a_millisecond() -> None:
    run = Run(AGENDA)
    run.start()
    run.wait(30)
    run.next("b")
    for step in (0.001, -0.002):
        run.clock.step_wall(step)
        assert shown(run).back_at == "09:45"


def test_a_break_that_is_over_keeps_the_time_it_named() -> None:
    run = Run(AGENDA)
    run.start()
    run.next("b")
    run.wait(18)
    content = shown(run)
    assert (content.back_at, content.digits, content.over) == ("09:15", "+3:00", True)


def test_a_break_through_the_change_of_the_clocks_names_the_new_time() -> None:
    run = Run(AGENDA, start=datetime(2026, 3, 29, 0, 50, tzinfo=UTC))
    run.start("b")
    night = workshop(day=date(2026, 3, 29), start=time(1), end=time(5))
    content = stage_content(night, run.agenda, run.state, run.clock.now(), None)
    assert content.back_at == "03:05"


def test_a_pause_moves_the_time_to_be_back() -> None:
    run = Run(AGENDA)
    run.start("b")
    run.pause()
    run.wait(5)
    assert shown(run).back_at == "09:20"


def test_after_the_end_people_are_thanked() -> None:
    run = Run(AGENDA)
    run.start()
    run.end()
    for chosen in (None, Scene.WELCOME, Scene.TIMER, Scene.BREAK):
        content = shown(run, chosen)
        assert content.scene is Scene.WELCOME
        assert (content.title, content.subtitle) == ("Thank you", "Q2 goals")


def test_a_chosen_scene_stays() -> None:
    run = Run(AGENDA)
    run.start()
    assert shown(run, Scene.BLANK) == BLANK
    assert shown(run, Scene.WELCOME).subtitle == "09:00 – 13:00"
    assert shown(run, Scene.BREAK).back_at == "09:30"
    run.next("b")
    assert shown(run, Scene.TIMER).scene is Scene.TIMER
    assert shown(run, Scene.TIMER).back_at == ""


@pytest.mark.parametrize("chosen", [None, Scene.TIMER, Scene.BREAK, Scene.WELCOME])
def test_a_scene_about_a_block_becomes_the_welcome_while_none_is_current(
    chosen: Scene | None,
) -> None:
    run = Run(AGENDA)
    assert shown(run, chosen).scene is Scene.WELCOME
    run.start("deleted")
    assert shown(run, chosen).scene is Scene.WELCOME


def test_the_finish_is_the_planned_one_however_late_the_run_is() -> None:
    run = Run(AGENDA)
    run.start()
    early = shown(run)
    run.wait(29)
    run.extend("a", 300)
    assert run.state.ends_at is not None
    assert shown(run).finish_at == early.finish_at == "13:00"


def test_the_next_block_is_the_next_one_ahead() -> None:
    run = Run(AGENDA)
    run.start("b")
    run.next("c")
    run.extend("d", 1)
    assert (shown(run).next_title, shown(run).next_minutes) == ("Close", "2 minutes")
    run.extend("d", -1)
    assert shown(run).next_minutes == "1 minute"
    run.next("d")
    assert (shown(run).next_title, shown(run).next_minutes) == ("", "")


def test_a_block_without_any_time_is_used_up() -> None:
    run = Run(AGENDA)
    run.start()
    run.extend("a", -30)
    assert shown(run).progress == 1.0


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (time(0, 5), "12:05 am"),
        (time(9), "9:00 am"),
        (time(12), "12:00 pm"),
        (time(13, 5), "1:05 pm"),
        (time(23, 59), "11:59 pm"),
    ],
)
def test_twelve_hour_times(start: time, text: str) -> None:
    run = Run(AGENDA)
    content = stage_content(
        workshop(start=start), run.agenda, run.state, run.clock.now(), None, twelve_hour=True
    )
    assert content.subtitle == f"Starts at {text}"


@pytest.mark.parametrize("chosen", [None, *Scene])
def test_nothing_private_ever_reaches_the_stage(chosen: Scene | None) -> None:
    run = Run(AGENDA)
    seen: list[StageContent] = [shown(run, chosen)]
    run.start()
    seen.append(shown(run, chosen))
    run.pause()
    run.next("b")
    seen.append(shown(run, chosen))
    run.end()
    assert run.state.phase is Phase.ENDED
    seen.append(shown(run, chosen))
    texts = [str(getattr(content, field.name)) for content in seen for field in fields(content)]
    assert not [text for text in texts if "SECRET" in text]


def test_a_chosen_sheet_shows_the_time_left_and_without_one_the_run() -> None:
    run = Run(AGENDA)
    run.start()
    now = run.clock.now()
    okr, goals = StageOkr("Booking"), StageGoals(("Leave with one objective",))
    people = StagePeople((StageTeam("Ops", 1, ("Ada",)),))
    link = StageLink("Feedback", "example.org", ("10", "01"))
    for scene, sheet, kept in (
        (Scene.OKR, okr, {"okr": okr}),
        (Scene.GOALS, goals, {"goals": goals}),
        (Scene.PEOPLE, people, {"people": people}),
        (Scene.QR, link, {"link": link}),
    ):
        content = stage_content(workshop(), run.agenda, run.state, now, scene, sheet=sheet)
        assert content == StageContent(scene, digits="30:00", **kept)
        for other in {okr, goals, people, link, None} - {sheet}:
            told = stage_content(workshop(), run.agenda, run.state, now, scene, sheet=other)
            assert told == shown(run), "it follows the run"
