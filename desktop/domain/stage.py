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
    PEOPLE = "people"
    AGENDA = "agenda"
    TIMER = "timer"
    BREAK = "break"
    OKR = "okr"
    QR = "qr"
    BLANK = "blank"


class StageNames(StrEnum):
    """How people are called on the stage."""

    FIRST = "first"
    FULL = "full"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StageResult:
    """One key result as the room reads it: from `start` to `goal`, either may be empty."""

    text: str
    start: str = ""
    goal: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StageOkr:
    """One team's draft: words and numbers, no confidence, no source.

    `owner` is the objective's, called as the room may call people; empty when it may not.
    """

    team: str
    mission: str = ""
    objective: str = ""
    results: tuple[StageResult, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class StageGoals:
    """What the session is for, in words: what became of it, scores and proof have no place here."""

    goals: tuple[str, ...] = ()
    objective: str = ""
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageTeam:
    """The people of one team as they are called; of none when `name` is empty.

    Without `names` nobody may be called, and `people` says how many they are.
    """

    name: str
    people: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StagePeople:
    """Who takes part, by team; what else is known about them has no place here."""

    teams: tuple[StageTeam, ...] = ()


@dataclass(frozen=True, slots=True)
class StageBlock:
    """One block of the agenda as it was planned; `weight` is its share of all the weights."""

    title: str
    category: Category = Category.FRAME
    minutes: str = ""
    start: str = ""
    weight: float = 1.0
    done: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class StageAgenda:
    """The agenda, and how much of the current block is used, from 0 to 1."""

    blocks: tuple[StageBlock, ...] = ()
    progress: float = 0.0

    @property
    def is_live(self) -> bool:
        return any(block.current for block in self.blocks)

    @property
    def used(self) -> float:
        """How much of the whole is done, from 0 to 1."""
        whole = sum(block.weight for block in self.blocks)
        done = sum(block.weight for block in self.blocks if block.done)
        done += sum(block.weight * self.progress for block in self.blocks if block.current)
        return done / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class StageLink:
    """A link to scan. Each text of `modules` is a row of its code: 1 is dark, 0 is light."""

    title: str
    address: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageContent:
    """Everything on the stage, ready to paint. Texts are plain, times already local.

    `progress` runs from 0 to 1. `over` says that this block's own time is used up; how far the
    whole run has drifted is not here, nor is any note. Names are those that may be called.
    The `step_` texts are those of the technique step that runs, empty when there is none.
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
    people: StagePeople | None = None
    agenda: StageAgenda | None = None
    link: StageLink | None = None
    step_title: str = ""
    step_instruction: str = ""
    step_digits: str = ""


StageSheet = StageOkr | StageGoals | StagePeople | StageAgenda | StageLink
_SHEETS: dict[Scene, type[StageSheet]] = {
    Scene.OKR: StageOkr,
    Scene.GOALS: StageGoals,
    Scene.PEOPLE: StagePeople,
    Scene.AGENDA: StageAgenda,
    Scene.QR: StageLink,
}

BLANK = StageContent(Scene.BLANK)


def stage_content(
    workshop: WorkshopRow | None,
    agenda: Sequence[AgendaRow],
    state: RunState,
    now: Moment,
    chosen: Scene | None,
    *,
    twelve_hour: bool = False,
    sheet: StageSheet | None = None,
) -> StageContent:
    """What the stage shows: the `chosen` scene, or by itself the one that fits the run.

    Reads public titles, instructions, categories, kinds, steps and planned times only. The finish
    is the planned one, moved by what was agreed with the room, so that nobody sees how far the
    run has drifted. A scene about a block
    becomes the welcome when no block is current. A scene that shows a sheet of its own
    (a team's OKR, the goals, who is here, a link) has the time left while a block runs, the
    agenda the finish; without its `sheet` the stage follows the run.
    """
    if workshop is None or chosen is Scene.BLANK:
        return BLANK
    current = state.current
    finish_at = format_clock(_finish(workshop, state), twelve_hour=twelve_hour)
    if chosen is not None and chosen in _SHEETS:
        if isinstance(sheet, _SHEETS[chosen]):
            content = _sheet_content(_time_left(chosen, state), sheet)
            return replace(content, finish_at=finish_at) if chosen is Scene.AGENDA else content
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
    content = StageContent(
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
        finish_at=finish_at,
    )
    return _with_step(content, row, state) if scene is Scene.TIMER and row.steps else content


def _with_step(content: StageContent, row: AgendaRow, state: RunState) -> StageContent:
    from desktop.domain.run_steps import step_run  # noqa: PLC0415  few blocks have any

    step = step_run(row, state)
    if step is None:
        return content
    return replace(
        content,
        step_title=step.title,
        step_instruction=step.instruction,
        step_digits=format_countdown(step.remaining_ms),
    )


def _finish(workshop: WorkshopRow, state: RunState) -> time:
    """The end as it was planned and agreed, on the clock of the workshop's place."""
    if not state.end_moved_s or state.planned_end is None:
        return workshop.end
    return state.planned_end.astimezone(zone_named(workshop.zone)).time()


def _sheet_content(content: StageContent, sheet: StageSheet) -> StageContent:
    match sheet:
        case StageOkr():
            return replace(content, okr=sheet)
        case StageGoals():
            return replace(content, goals=sheet)
        case StagePeople():
            return replace(content, people=sheet)
        case StageAgenda():  # without digits: it would be laid out anew every second
            return StageContent(content.scene, agenda=sheet)
        case StageLink():
            return replace(content, link=sheet)


def _time_left(scene: Scene, state: RunState) -> StageContent:
    digits = "" if state.current is None else format_countdown(state.remaining_ms)
    over = state.current is not None and state.remaining_ms < 0
    paused = state.phase is Phase.PAUSED
    return StageContent(scene, digits=digits, over=over, paused=paused)


def _welcome(workshop: WorkshopRow, state: RunState, twelve_hour: bool) -> StageContent:
    if state.phase is Phase.ENDED:
        return StageContent(Scene.WELCOME, title=tr("Thank you"), subtitle=workshop.title)
    start = format_clock(workshop.start, twelve_hour=twelve_hour)
    end = format_clock(_finish(workshop, state), twelve_hour=twelve_hour)
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
