"""What participants may see: the value the stage is given has no room for anything private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum

from desktop.domain.agenda import zone_named
from desktop.domain.clock import Moment
from desktop.domain.durations import format_clock, format_countdown, format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import ItemPhase, Phase, RunState


class Scene(StrEnum):
    """What kind of poster the stage shows."""

    WELCOME = "welcome"
    GOALS = "goals"
    TIMER = "timer"
    BREAK = "break"
    OKR = "okr"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class StageResult:
    """One key result as the room reads it: from `start` to `goal`, either may be empty."""

    text: str
    start: str = ""
    goal: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StageOkr:
    """One team's draft: words and numbers, no owner, no confidence, no source."""

    team: str
    mission: str = ""
    objective: str = ""
    results: tuple[StageResult, ...] = ()


@dataclass(frozen=True, slots=True)
class StageGoals:
    """What the session is for, in words: what became of it, scores and proof have no place here."""

    goals: tuple[str, ...] = ()
    objective: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageContent:
    """Everything on the stage, ready to paint. Texts are plain, times already local.

    `progress` runs from 0 to 1. `over` says that this block's own time is used up; how far the
    whole run has drifted is not here, nor is any name, note or number of people.
    """

    scene: Scene
    title: str = ""
    subtitle: str = ""
    instruction: str = ""
    category: Category = Category.FRAME
    digits: str = ""
    progress: float = 0.0
    over: bool = False
    paused: bool = False
    back_at: str = ""
    next_title: str = ""
    next_minutes: str = ""
    finish_at: str = ""
    okr: StageOkr | None = None
    goals: StageGoals | None = None


BLANK = StageContent(Scene.BLANK)


def stage_content(
    workshop: WorkshopRow | None,
    agenda: Sequence[AgendaRow],
    state: RunState,
    now: Moment,
    chosen: Scene | None,
    *,
    twelve_hour: bool = False,
    okr: StageOkr | None = None,
    goals: StageGoals | None = None,
) -> StageContent:
    """What the stage shows: the `chosen` scene, or by itself the one that fits the run.

    Reads public titles, instructions, categories, kinds and planned times only. The finish is
    the planned one, so the room never sees how far the run has drifted. A scene about a block
    becomes the welcome when no block is current. The scene of a team's OKR shows `okr`, that of
    the goals `goals`, with the time left while a block runs; without one the stage follows the
    run.
    """
    if workshop is None or chosen is Scene.BLANK:
        return BLANK
    current = state.current
    if chosen is Scene.OKR and okr is not None:
        return replace(_time_left(chosen, state), okr=okr)
    if chosen is Scene.GOALS and goals is not None:
        return replace(_time_left(chosen, state), goals=goals)
    if chosen in (Scene.OKR, Scene.GOALS):
        chosen = None
    if current is None or chosen is Scene.WELCOME:
        return _welcome(workshop, state, twelve_hour)
    row, item = agenda[current], state.items[current]
    scene = chosen or (Scene.BREAK if row.kind is ItemKind.BREAK else Scene.TIMER)
    back_at = ""
    if scene is Scene.BREAK:
        back_at = format_clock(_back_at(now, state, workshop.zone), twelve_hour=twelve_hour)
    following = next(
        (i for i in range(current + 1, len(agenda)) if state.items[i].phase is ItemPhase.AHEAD),
        None,
    )
    return StageContent(
        scene=scene,
        title=row.title,
        instruction=row.instruction,
        category=row.category,
        digits=format_countdown(state.remaining_ms),
        progress=min(1.0, item.spent_ms / item.total_ms) if item.total_ms else 1.0,
        over=state.remaining_ms < 0,
        paused=state.phase is Phase.PAUSED,
        back_at=back_at,
        next_title="" if following is None else agenda[following].title,
        next_minutes="" if following is None else _minutes(state.items[following].total_ms // 1000),
        finish_at=format_clock(workshop.end, twelve_hour=twelve_hour),
    )


def _time_left(scene: Scene, state: RunState) -> StageContent:
    digits = "" if state.current is None else format_countdown(state.remaining_ms)
    over = state.current is not None and state.remaining_ms < 0
    paused = state.phase is Phase.PAUSED
    return StageContent(scene, digits=digits, over=over, paused=paused)


def _welcome(workshop: WorkshopRow, state: RunState, twelve_hour: bool) -> StageContent:
    if state.phase is Phase.ENDED:
        return StageContent(Scene.WELCOME, title=tr("Thank you"), subtitle=workshop.title)
    start = format_clock(workshop.start, twelve_hour=twelve_hour)
    end = format_clock(workshop.end, twelve_hour=twelve_hour)
    if state.phase is Phase.WAITING:
        subtitle = tr("Starts at {time}").format(time=start)
    else:
        subtitle = tr("{start} – {end}").format(start=start, end=end)
    return StageContent(Scene.WELCOME, title=workshop.title, subtitle=subtitle, finish_at=end)


def _back_at(now: Moment, state: RunState, zone: str) -> time:
    """When the block's time is up, on the next full minute of the local clock.

    Once it is over this stays where it was instead of moving along with the clock. Fractions of
    a second are left out first: the two clocks behind `now` may differ by one millisecond.
    """
    due = now.utc + timedelta(milliseconds=state.remaining_ms)
    local = due.astimezone(zone_named(zone)).replace(microsecond=0)
    if local.second:
        local = (due + timedelta(seconds=60 - local.second)).astimezone(zone_named(zone))
    return local.time()


def _minutes(seconds: int) -> str:
    if seconds % 60:
        return tr("{minutes} minutes").format(minutes=format_minutes(seconds))
    return ntr("{n} minute", "{n} minutes", seconds // 60)
