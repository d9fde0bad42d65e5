"""Turns the desk into the lines of the Run place; pure, so that each text can be tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from desktop.domain.agenda import Slot
from desktop.domain.desk import DeskView
from desktop.domain.durations import MINUS, format_countdown, format_minutes, signed
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category
from desktop.domain.rows import AgendaRow
from desktop.domain.run import (
    LAST_MINUTES_MS,
    ItemPhase,
    ItemRun,
    Phase,
    RunState,
    next_ahead,
)
from desktop.views.privacy import privacy
from desktop.views.row_chips import RowChip, row_chips

ClockText = Callable[[datetime], str]
"""Shows an instant (aware UTC) as the clock on the wall of the workshop."""


class Tone(StrEnum):
    """How the current block stands, as the run bar shows it too."""

    CALM = "calm"
    LAST = "last"
    OVER = "over"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class RunLine:
    """One block of the agenda, ready to paint.

    `drift` is how many minutes later (negative: earlier) the run stands after this block than
    before it, so the column adds up to the whole; None while that is not known.
    `fraction`, `used` and `left` belong to the current block. `chips` say whether it can give way,
    `pinned` that it has a fixed start; `gap` and `clash` are ahead of it: free time before it, or
    how late it is going to start, with the words for both in `told`.
    """

    uid: str
    title: str
    category: Category
    protected: bool
    phase: ItemPhase
    plan: str
    actual: str
    minutes: str
    drift: int | None = None
    tone: Tone = Tone.CALM
    fraction: float = 0.0
    used: str = ""
    left: str = ""
    chips: tuple[RowChip, ...] = ()
    pinned: bool = False
    gap: str = ""
    clash: str = ""
    told: str = ""

    @property
    def drift_text(self) -> str:
        """`+2`, `0` or a true minus sign and the number."""
        if self.drift is None:
            return ""
        return signed(self.drift)

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = [self.title, tr("planned {time}").format(time=self.plan)]
        if self.actual:
            word = tr("took place {time}") if self.phase is ItemPhase.DONE else tr("now {time}")
            if self.phase is ItemPhase.AHEAD:
                word = tr("expected {time}")
            parts.append(word.format(time=self.actual))
        parts.append(tr("{n} minutes").format(n=self.minutes))
        if self.drift is not None:
            parts.append(tr("drift {n}").format(n=self.drift_text))
        if self.left:
            parts.append(self.left)
        if self.phase is ItemPhase.SKIPPED:
            parts.append(tr("skipped"))
        if self.pinned:
            parts.append(tr("fixed start"))
        if self.told:
            parts.append(self.told)
        if self.protected:
            parts.append(tr("protected"))
        parts += [chip.text for chip in self.chips if chip.icon == "scissors"]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class NextLine:
    """The block after the current one; an empty `title` means that the workshop ends."""

    title: str
    category: Category
    meta: str


def clock_text(zone: str, *, twelve_hour: bool = False) -> ClockText:
    """A function that shows an instant in this IANA zone, `09:05` or `9:05 am`."""
    place = ZoneInfo(zone)

    @lru_cache(maxsize=1024)  # a long agenda asks for hundreds of times after every action
    def show(instant: datetime) -> str:
        local = instant.astimezone(place)
        if not twelve_hour:
            return f"{local:%H:%M}"
        half = tr("am") if local.hour < 12 else tr("pm")
        return f"{(local.hour - 1) % 12 + 1}:{local:%M} {half}"

    return show


def run_lines(view: DeskView, clock: ClockText) -> tuple[RunLine, ...]:
    """One line for each block of the agenda, in order."""
    runs = {run.uid: run for run in view.state.items}
    lines: list[RunLine] = []
    late = 0
    for row, slot in zip(view.agenda, view.slots, strict=True):
        run = runs.get(row.uid)
        drift = None
        if run is not None and run.phase is ItemPhase.DONE and run.ends_at is not None:
            behind = _minute(run.ends_at) - _minute(slot.ends_at)
            drift, late = behind - late, behind
        lines.append(_line(row, slot, run, view.state, drift, clock))
    if privacy().hidden:  # when things happen and will happen tells how late the run is
        nothing = {"actual": "", "drift": None, "gap": "", "clash": "", "told": ""}
        return tuple(replace(line, **nothing) for line in lines)
    return tuple(lines)


def current_row(view: DeskView) -> AgendaRow | None:
    """The block that runs now; before the run the first one; None after the end."""
    state = view.state
    if state.phase is Phase.WAITING:
        return view.agenda[0] if view.agenda else None
    if state.phase is Phase.ENDED or state.current is None:
        return None
    uid = state.items[state.current].uid
    return next((row for row in view.agenda if row.uid == uid), None)


def next_line(view: DeskView, clock: ClockText) -> NextLine | None:
    """What comes after the current block, before the run the first; None after the end."""
    row = current_row(view)
    if row is None:
        return None
    after = 0 if view.state.phase is Phase.WAITING else next_ahead(view.state)
    if after is None:
        ends = view.state.planned_end if privacy().hidden else view.state.ends_at
        return NextLine("", Category.FRAME, clock(ends) if ends else "")
    coming = view.agenda[after]
    run = next((run for run in view.state.items if run.uid == coming.uid), None)
    starts = run.starts_at if run is not None and run.starts_at else view.slots[after].starts_at
    if privacy().hidden:
        starts = view.slots[after].starts_at
    seconds = coming.planned_s if run is None else run.total_ms // 1000
    length = tr("{n} min").format(n=format_minutes(seconds))
    return NextLine(coming.title, coming.category, f"{clock(starts)} · {length}")


def status_text(view: DeskView, clock: ClockText) -> str:
    """One sentence when nothing runs, because of what; empty while a run goes on."""
    state = view.state
    if not view.agenda:
        return tr("No agenda yet. Its blocks are added in Prepare.")
    if state.phase is Phase.WAITING:
        times = span(view.slots[0].starts_at, view.slots[-1].ends_at, clock)
        return tr("Nothing runs yet. Planned {times}.").format(times=times)
    if state.phase is Phase.ENDED and state.ends_at is not None:
        if privacy().hidden:
            return tr("The run has ended.")
        return tr("Ended {time}, {drift}.").format(
            time=clock(state.ends_at), drift=drift_words(state, view)
        )
    return ""


def drift_words(state: RunState, view: DeskView) -> str:
    """`as planned`, `4 min late` or `6 min early`."""
    end = state.planned_end or (view.slots[-1].ends_at if view.slots else None)
    if end is None or state.ends_at is None:
        return tr("as planned")
    minutes = _minute(state.ends_at) - _minute(end)
    if minutes == 0:
        return tr("as planned")
    if minutes > 0:
        return ntr("{n} min late", "{n} min late", minutes)
    return ntr("{n} min early", "{n} min early", -minutes)


def span(start: datetime, end: datetime, clock: ClockText) -> str:
    """`09:02 – 09:17`."""
    return f"{clock(start)} – {clock(end)}"


def _line(
    row: AgendaRow,
    slot: Slot,
    run: ItemRun | None,
    state: RunState,
    drift: int | None,
    clock: ClockText,
) -> RunLine:
    phase = run.phase if run is not None else ItemPhase.AHEAD
    is_current = phase is ItemPhase.CURRENT and run is not None
    gap, clash, told = _around(slot, run)
    over = phase in (ItemPhase.DONE, ItemPhase.SKIPPED)
    return RunLine(
        uid=row.uid,
        title=row.title,
        category=row.category,
        protected=row.protected,
        phase=phase,
        plan=clock(slot.starts_at),
        actual=_actual(run, clock),
        minutes=_minutes(row, run),
        drift=drift,
        tone=_tone(state) if is_current else Tone.CALM,
        fraction=_fraction(run) if is_current and run is not None else 0.0,
        used=_used(run) if is_current and run is not None else "",
        left=_left(state) if is_current else "",
        chips=row_chips(protected=row.protected, cut_order=None if over else row.cut_order),
        pinned=row.fixed_start is not None,
        gap=gap,
        clash=clash,
        told=told,
    )


def _around(slot: Slot, run: ItemRun | None) -> tuple[str, str, str]:
    """The free time before a block ahead, how late it will start, and the words for either."""
    gap_s, clash_s = slot.gap_s, slot.clash_s
    if run is not None:
        ahead = run.phase is ItemPhase.AHEAD
        gap_s, clash_s = (run.gap_ms // 1000, run.clash_ms // 1000) if ahead else (0, 0)
    if clash_s >= 60:
        n = format_minutes(clash_s // 60 * 60)
        return "", tr("{n} late").format(n=n), tr("going to start {n} min late").format(n=n)
    if gap_s >= 60:
        n = format_minutes(gap_s // 60 * 60)
        return tr("{n} free").format(n=n), "", tr("{n} min free before it").format(n=n)
    return "", "", ""


def _actual(run: ItemRun | None, clock: ClockText) -> str:
    if run is None or run.starts_at is None:
        return ""
    if run.phase is ItemPhase.AHEAD or run.ends_at is None:
        return clock(run.starts_at)
    return span(run.starts_at, run.ends_at, clock)


def _minutes(row: AgendaRow, run: ItemRun | None) -> str:
    """`35`, or `35+5` once it has been given five more."""
    plan = format_minutes(row.planned_s)
    if run is None or run.total_ms == run.planned_ms:
        return plan
    change = run.total_ms - run.planned_ms
    sign = "+" if change > 0 else MINUS
    planned = format_minutes(run.planned_ms // 1000)
    return f"{planned}{sign}{format_minutes(abs(change) // 1000)}"


def _tone(state: RunState) -> Tone:
    if state.phase is Phase.PAUSED:
        return Tone.PAUSED
    if state.remaining_ms < 0:
        return Tone.OVER
    return Tone.LAST if state.remaining_ms <= LAST_MINUTES_MS else Tone.CALM


def _fraction(run: ItemRun) -> float:
    return min(1.0, run.spent_ms / run.total_ms) if run.total_ms > 0 else 1.0


def _used(run: ItemRun) -> str:
    # What has gone counts up and is cut, what is left counts down and is rounded up: both
    # change at the same instant and add up to the block.
    return tr("{time} used").format(time=format_countdown(run.spent_ms // 1000 * 1000))


def _left(state: RunState) -> str:
    if state.remaining_ms < 0:
        over = format_countdown(-state.remaining_ms // 1000 * 1000)
        return tr("{time} over").format(time=over)
    return tr("{time} left").format(time=format_countdown(state.remaining_ms))


def _minute(instant: datetime) -> int:
    """Whole minutes, as the clock shows them, so that times and drift on screen agree."""
    return int(instant.astimezone(UTC).timestamp() // 60)
