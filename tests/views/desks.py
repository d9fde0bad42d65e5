"""Desks as the shell is shown them: the workshop of the design, at any point of its run."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from desktop.domain.agenda import local_start, planned_end, schedule
from desktop.domain.clock import Moment
from desktop.domain.desk import DeskView
from desktop.domain.kinds import Category, ItemKind, WorkshopKind, WorkshopState
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import ItemPhase, ItemRun, Phase, RunState
from desktop.domain.stage import BLANK, Scene, StageContent

DAY = date(2027, 1, 14)
ZONE = "Europe/Berlin"
_BLOCKS = (
    ("Welcome and goals", Category.FRAME, 15),
    ("Leader’s view of the quarter", Category.CONTEXT, 20),
    ("OKRs are bets, not a plan", Category.CONTEXT, 15),
    ("Mission drafts", Category.MISSION, 35),
    ("Draft objectives", Category.OBJECTIVE, 35),
    ("Break", Category.BREAK, 15),
    ("Draft key results", Category.KEY_RESULT, 45),
    ("Peer feedback round", Category.FEEDBACK, 30),
    ("Risks and overlaps", Category.FEEDBACK, 15),
    ("Wrap-up: next steps and score", Category.FRAME, 15),
)


def agenda(blocks: int = 10) -> tuple[AgendaRow, ...]:
    return tuple(
        AgendaRow(
            id=n,
            uid=f"item-{n}",
            title=title,
            kind=ItemKind.BREAK if category is Category.BREAK else ItemKind.ACTIVITY,
            category=category,
            planned_s=minutes * 60,
            minimum_s=minutes * 30,
            maximum_s=minutes * 90,
            protected=category is Category.BREAK,
            technique="",
            lead="",
            instruction="",
        )
        for n, (title, category, minutes) in enumerate(_BLOCKS[:blocks])
    )


def workshop(planned_s: int = 4 * 3600, title: str = "Q1 OKR workshop") -> WorkshopRow:
    return WorkshopRow(
        id=1,
        uid="workshop-1",
        title=title,
        kind=WorkshopKind.DRAFTING,
        state=WorkshopState.READY,
        programme="Harbourline",
        day=DAY,
        start=time(9),
        end=time(13),
        zone=ZONE,
        place="Video call",
        item_count=10,
        planned_s=planned_s,
        started_at=None,
        ended_at=None,
    )


def desk(
    *,
    phase: Phase = Phase.RUNNING,
    current: int = 4,
    remaining_s: float = 17 * 60 + 48,
    total_s: int = 35 * 60,
    late_s: int = 9 * 60,
    pause_s: int = 0,
    blocks: int = 10,
    elapsed_s: int = 0,
    now: datetime | None = None,
) -> DeskView:
    """A desk whose numbers are told rather than folded, so that each state can be shown."""
    rows = agenda(blocks)
    row = workshop()
    end = planned_end(row.day, row.start, row.end, row.zone)
    slots = schedule(rows, local_start(row.day, row.start, row.zone))
    now = now or datetime(2027, 1, 14, 9, 52, tzinfo=UTC)
    waiting = phase is Phase.WAITING
    items = tuple(
        _item(n, each, current, total_s, remaining_s, phase) for n, each in enumerate(rows)
    )
    state = RunState(
        phase=phase,
        items=items,
        current=current if phase in {Phase.RUNNING, Phase.PAUSED} else None,
        elapsed_ms=elapsed_s * 1000,
        pause_ms=pause_s * 1000,
        remaining_ms=round(remaining_s * 1000),
        ends_at=None if waiting else end + timedelta(seconds=late_s),
        planned_end=end,
        drift_ms=late_s * 1000,
        can_go_back=current > 0,
    )
    content = StageContent(
        Scene.TIMER, title=rows[current].title if rows else "", digits="17:48", progress=0.49
    )
    return DeskView(row, rows, slots, state, content, Moment(now, 0, "boot"))


def empty_desk() -> DeskView:
    """No workshop is open."""
    now = Moment(datetime(2027, 1, 14, 9, 52, tzinfo=UTC), 0, "boot")
    return DeskView(None, (), (), RunState(Phase.WAITING, ()), BLANK, now)


def _item(
    n: int, row: AgendaRow, current: int, total_s: int, remaining_s: float, phase: Phase
) -> ItemRun:
    is_current = n == current and phase in {Phase.RUNNING, Phase.PAUSED}
    where = ItemPhase.DONE if n < current else ItemPhase.AHEAD
    planned_ms = row.planned_s * 1000
    total_ms = total_s * 1000 if is_current else planned_ms
    spent = total_ms - round(remaining_s * 1000) if is_current else 0
    return ItemRun(
        uid=row.uid,
        planned_ms=planned_ms,
        total_ms=total_ms,
        spent_ms=spent,
        phase=ItemPhase.CURRENT if is_current else where,
        starts_at=None,
        ends_at=None,
    )
