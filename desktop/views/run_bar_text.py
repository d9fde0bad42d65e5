"""Turns the desk into the words and numbers of the run bar; paints nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.bridge.actions import ActionId
from desktop.bridge.symbols import CATEGORY, category_name
from desktop.domain.agenda import LATE_START, fixed_starts, local_start, schedule
from desktop.domain.desk import DeskView
from desktop.domain.durations import format_countdown, format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import LAST_MINUTES_MS, ItemRun, Phase, RunState, next_ahead
from desktop.views.privacy import privacy
from desktop.views.when import clock_text, day_text, today_there

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class ChipText:
    """One chip: its words, tone and icon; `private` ones tell how late the run is."""

    text: str
    tone: str
    icon: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class EndText:
    """When it ends, and when it should: "Ends", "13:09", "plan 13:00"."""

    label: str = ""
    at: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class NextText:
    """What comes: "Next", "Break", "15 min"."""

    label: str = ""
    title: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class LinkText:
    """What is offered in a few words, and the action it asks for."""

    words: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class RunBarText:
    """Everything the run bar shows. Tokens name colours of the theme; `fraction` is 0 to 1."""

    phase: Phase
    icon: str = "flag"
    icon_token: str = "text-3"
    eyebrow: str = ""
    title: str = ""
    digits: str = ""
    digits_token: str = "text"
    unit: str = ""
    of: str = ""
    chips: tuple[ChipText, ...] = ()
    ends: EndText = EndText()
    next: NextText = NextText()
    fraction: float = 0.0
    bar_token: str = "accent"
    is_last: bool = False
    link: LinkText | None = None

    @property
    def spoken(self) -> str:
        """The state in one line, for a screen reader and the tooltip of a cut title."""
        chips = ", ".join(chip.text for chip in self.chips)
        parts = (self.title, f"{self.digits} {self.unit} {self.of}".strip(), chips)
        return ", ".join(part for part in parts if part)


def run_bar_text(view: DeskView) -> RunBarText | None:
    """What the run bar shows; None while no workshop is open."""
    if view.workshop is None:
        return None
    text = _text(view, view.workshop)
    return _public(text) if privacy().hidden else text


def _public(text: RunBarText) -> RunBarText:
    """Without drift: what the block does, as on the stage, and when the plan ends."""
    plan = EndText(plan=text.ends.plan)
    chips = tuple(chip for chip in text.chips if not chip.private)
    return replace(text, chips=chips, ends=plan)


def _text(view: DeskView, shop: WorkshopRow) -> RunBarText:
    if view.state.phase is Phase.WAITING:
        return _waiting(view, shop)
    if view.state.phase is Phase.ENDED:
        return _ended(view, shop)
    return _live(view, shop)


def _waiting(view: DeskView, row: WorkshopRow) -> RunBarText:
    planned_s = sum(item.planned_s for item in view.agenda)
    first = view.agenda[0] if view.agenda else None
    late = view.now.utc - local_start(row.day, row.start, row.zone)
    # How long nothing has begun is nothing that participants should watch grow.
    if first is not None and timedelta() <= late < LATE_START and not privacy().hidden:
        return _idle(view, row, first, late)
    ends = view.slots[-1].ends_at if view.slots else None
    start = clock_text(row.start)
    return RunBarText(
        phase=Phase.WAITING,
        icon="calendar-clock",
        eyebrow=_nearness(view, row),
        title=tr("{day}, {time}").format(
            day=day_text(row.day, today_there(row, view.now.utc)), time=start
        ),
        digits=format_countdown(planned_s * 1000),
        digits_token="text-3",
        unit=tr("planned"),
        of=ntr("{n} item", "{n} items", len(view.agenda)),
        chips=(_fit_chip(view, ends),),
        ends=_end_text(tr("Ends"), ends, view, row),
        next=NextText(tr("First"), first.title, _length(first.planned_s)) if first else NextText(),
    )


def _idle(view: DeskView, row: WorkshopRow, first: AgendaRow, late: timedelta) -> RunBarText:
    """It should have started: what has passed since then counts up, and the end moves along."""
    ends = schedule(view.agenda, view.now.utc, fixed_starts(row, view.agenda))[-1].ends_at
    plan = view.state.planned_end
    minutes = _minute(ends) - _minute(plan) if plan else 0
    chip = _fit_chip(view, ends)
    if minutes > 0:
        words = tr("{n} min late").format(n=minutes)
        chip = ChipText(words, "warn", "clock-alert", private=True)
    return RunBarText(
        phase=Phase.WAITING,
        icon="clock-alert",
        icon_token="warn",
        eyebrow=tr("Not started yet"),
        title=tr("{day}, {time}").format(
            day=day_text(row.day, today_there(row, view.now.utc)), time=clock_text(row.start)
        ),
        digits=format_countdown(late // timedelta(seconds=1) * 1000),
        digits_token="warn",
        unit=tr("idle"),
        of=tr("since {time}").format(time=clock_text(row.start)),
        chips=(chip,),
        ends=_end_text(tr("Ends"), ends, view, row),
        next=NextText(tr("First"), first.title, _length(first.planned_s)),
        link=LinkText(tr("It has begun"), ActionId.RUN_STARTED_AGO),
    )


def _live(view: DeskView, row: WorkshopRow) -> RunBarText:
    state, current = view.state, view.state.current
    if current is None:
        return _between(view, row)
    run = state.items[current]
    item = _row_of(view, run)
    symbol = CATEGORY[item.category] if item else None
    words = category_name(item.category) if item else ""
    digits_token, bar_token = _live_tokens(state)
    over = state.remaining_ms < 0
    return RunBarText(
        phase=state.phase,
        icon=symbol.icon if symbol else "flag",
        icon_token=symbol.token if symbol else "text-3",
        eyebrow=tr("Item {n} of {all} · {category}").format(
            n=current + 1, all=len(state.items), category=words
        ),
        title=item.title if item else "",
        digits=format_countdown(state.remaining_ms),
        digits_token=digits_token,
        unit=tr("over") if over else tr("left"),
        of=tr("of {n} min").format(n=format_minutes(run.total_ms // 1000)),
        chips=_live_chips(state),
        fraction=1.0 if over or not run.total_ms else min(1.0, run.spent_ms / run.total_ms),
        bar_token=bar_token,
        is_last=next_ahead(state) is None,
        ends=_end_text(tr("Ends"), state.ends_at, view, row),
        next=_next_text(view),
        link=_undo_link(view),
    )


def _between(view: DeskView, row: WorkshopRow) -> RunBarText:
    """A run that was reopened after the block it had ended in was taken out of the agenda."""
    state = view.state
    return RunBarText(
        phase=state.phase,
        icon_token="idle",
        title=tr("No block is running"),
        digits="" if privacy().hidden else format_countdown(state.idle_ms // 1000 * 1000),
        digits_token="idle",
        unit=tr("idle"),
        is_last=next_ahead(state) is None,
        ends=_end_text(tr("Ends"), state.ends_at, view, row),
        next=_next_text(view),
        link=_undo_link(view),
    )


def _ended(view: DeskView, row: WorkshopRow) -> RunBarText:
    state = view.state
    planned_s = sum(item.planned_ms for item in state.items) // 1000
    return RunBarText(
        phase=Phase.ENDED,
        icon="circle-check",
        icon_token="ok",
        eyebrow=tr("Finished, {day}").format(day=day_text(row.day, row.day)),
        title=row.title,
        digits=_hours(state.elapsed_ms // 1000),
        unit=tr("hours"),
        of=tr("of {hours}").format(hours=_hours(planned_s)),
        chips=(_drift_chip(state, ended=True),),
        fraction=1.0,
        ends=_end_text(tr("Ended"), state.ends_at, view, row),
    )


def _nearness(view: DeskView, row: WorkshopRow) -> str:
    """How far off the start is: "Starts in 2 days", "Starts in 20 min"."""
    days = (row.day - today_there(row, view.now.utc)).days
    if days < 0:
        return ntr("Was due {n} day ago", "Was due {n} days ago", -days)
    if days > 1:
        return tr("Starts in {n} days").format(n=days)
    if days == 1:
        return tr("Starts tomorrow")
    minutes = _minutes_until(view)
    if minutes is None or minutes > 60:
        return tr("Starts today")
    if minutes > 0:
        return tr("Starts in {n} min").format(n=minutes)
    return tr("Ready to start")


def _minutes_until(view: DeskView) -> int | None:
    if not view.slots:
        return None
    return -((view.now.utc - view.slots[0].starts_at) // timedelta(minutes=1))


def _fit_chip(view: DeskView, ends: datetime | None) -> ChipText:
    if ends is None:
        return ChipText(tr("No agenda yet"), "idle", "clipboard-list")
    plan = view.state.planned_end
    over = _minute(ends) - _minute(plan) if plan else 0
    if over > 0:
        words = tr("{n} min too long").format(n=over)
        return ChipText(words, "warn", "clock-alert", private=True)
    late = max((slot.clash_s for slot in view.slots), default=0)
    if late:
        words = tr("Fixed start {n} min late").format(n=-(-late // 60))
        return ChipText(words, "warn", "clock-alert", private=True)
    return ChipText(tr("Agenda fits"), "ok", "circle-check", private=True)


def _live_chips(state: RunState) -> tuple[ChipText, ...]:
    drift = _drift_chip(state)
    if state.phase is Phase.PAUSED:
        pause = format_countdown(state.pause_ms // 1000 * 1000)
        paused = ChipText(tr("Paused {time}").format(time=pause), "idle", "pause")
        return (paused, drift) if drift.tone == "warn" else (paused,)
    if state.remaining_ms < 0:
        minutes = -state.remaining_ms // MINUTE_MS
        text = tr("{n} min over").format(n=minutes) if minutes else tr("Time is up")
        return (ChipText(text, "over", "clock-alert"),)
    if state.remaining_ms <= LAST_MINUTES_MS:
        return (ChipText(tr("Last 2 minutes"), "warn", "hourglass"),)
    return (drift,)


def _live_tokens(state: RunState) -> tuple[str, str]:
    """The colour of the digits and of the bar."""
    if state.phase is Phase.PAUSED:
        return "idle", "idle"
    if state.remaining_ms < 0:
        return "over", "over-fill"
    if state.remaining_ms <= LAST_MINUTES_MS:
        return "warn", "warn-fill"
    return "text", "accent"


def _drift_chip(state: RunState, *, ended: bool = False) -> ChipText:
    """Under a minute is on time; beyond it the number agrees with the two clock times shown."""
    minutes = 0
    if abs(state.drift_ms) >= MINUTE_MS and state.ends_at and state.planned_end:
        minutes = _minute(state.ends_at) - _minute(state.planned_end)
    if minutes > 0:
        words = tr("{n} min over") if ended else tr("{n} min late")
        return ChipText(words.format(n=minutes), "warn", "clock-alert", private=True)
    if minutes < 0:
        early = tr("{n} min early").format(n=-minutes)
        return ChipText(early, "ok", "circle-check", private=True)
    return ChipText(tr("On time"), "ok", "circle-check", private=True)


def _end_text(label: str, ends: datetime | None, view: DeskView, row: WorkshopRow) -> EndText:
    plan = view.state.planned_end
    return EndText(
        label=label if ends else "",
        at=clock_text(ends, row.zone) if ends else "",
        plan=tr("plan {time}").format(time=clock_text(plan, row.zone)) if plan else "",
    )


def _next_text(view: DeskView) -> NextText:
    after = next_ahead(view.state)
    if after is None:
        return NextText(tr("Next"), tr("The end"))
    run = view.state.items[after]
    item = _row_of(view, run)
    return NextText(tr("Next"), item.title if item else "", _length(run.total_ms // 1000))


def _undo_link(view: DeskView) -> LinkText | None:
    """Only while it is the newest thing that happened: one key, and it never did."""
    words = {
        EventKind.MOVED_ON: tr("Undo Next"),
        EventKind.WENT_BACK: tr("Undo Back"),
        EventKind.SKIPPED: tr("Undo Skip"),
    }
    newest = view.newest
    if newest is None or newest not in words:
        return None
    return LinkText(words[newest], ActionId.RUN_TAKE_BACK)


def _row_of(view: DeskView, run: ItemRun) -> AgendaRow | None:
    return next((row for row in view.agenda if row.uid == run.uid), None)


def _length(seconds: int) -> str:
    return tr("{n} min").format(n=format_minutes(seconds))


def _hours(seconds: int) -> str:
    """Hours and minutes, "4:04"."""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}"


def _minute(instant: datetime) -> int:
    """Whole minutes, cut as the clock cuts them."""
    return int(instant.timestamp() // 60)
