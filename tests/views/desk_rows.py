"""Workshops and agendas as the views are handed them, and a desk that answers wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from desktop.domain.agenda import local_start, planned_end, schedule
from desktop.domain.clock import Moment
from desktop.domain.desk import DeskView
from desktop.domain.kinds import Category, ItemKind, WorkshopKind, WorkshopState
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import Phase, RunState
from desktop.domain.stage import BLANK
from desktop.domain.template import TemplateRow

NOW = datetime(2027, 1, 12, 9, 30, tzinfo=UTC)
ZONE = "Europe/Berlin"


def workshop(id_: int = 1, title: str = "Q1 OKR workshop", **changes: object) -> WorkshopRow:
    row = WorkshopRow(
        id=id_,
        uid=f"w{id_}",
        title=title,
        kind=WorkshopKind.DRAFTING,
        state=WorkshopState.READY,
        programme="Harbourline",
        day=date(2027, 1, 14),
        start=time(9),
        end=time(13),
        zone=ZONE,
        place="Video call, four rooms",
        item_count=11,
        planned_s=4 * 3600,
        started_at=None,
        ended_at=None,
    )
    return replace(row, **changes)  # pyright: ignore[reportArgumentType]  tests name real fields


def ended(id_: int, title: str, day: date, late_min: int, **changes: object) -> WorkshopRow:
    begins = local_start(day, time(9), ZONE)
    ends = planned_end(day, time(9), time(13), ZONE)
    return workshop(
        id_,
        title,
        day=day,
        state=WorkshopState.CLOSED,
        started_at=begins,
        ended_at=datetime.fromtimestamp(ends.timestamp() + late_min * 60, UTC),
        **changes,
    )


def block(id_: int, title: str, minutes: int = 15, **changes: object) -> AgendaRow:
    row = AgendaRow(
        id=id_,
        uid=f"b{id_}",
        title=title,
        kind=ItemKind.TALK,
        category=Category.CONTEXT,
        planned_s=minutes * 60,
        minimum_s=minutes * 30,
        maximum_s=minutes * 90,
        protected=False,
        technique="",
        lead="Facilitator",
        instruction="",
    )
    return replace(row, **changes)  # pyright: ignore[reportArgumentType]  tests name real fields


def desk(agenda: Sequence[AgendaRow], row: WorkshopRow | None = None) -> DeskView:
    shop = row or workshop()
    begins = local_start(shop.day, shop.start, shop.zone)
    return DeskView(
        workshop=shop,
        agenda=tuple(agenda),
        slots=schedule(agenda, begins),
        state=RunState(Phase.WAITING, ()),
        content=BLANK,
        now=Moment(NOW, 0, "boot"),
    )


def four_hours() -> list[AgendaRow]:
    """A drafting agenda of ten blocks that adds up to four hours."""
    kind, cat = ItemKind, Category
    rows = (
        ("Welcome and goals", 15, kind.WELCOME, cat.FRAME, ""),
        ("Leader's view of the quarter", 20, kind.TALK, cat.CONTEXT, "Celebrity interview"),
        ("OKRs are bets, not a plan", 15, kind.TALK, cat.CONTEXT, ""),
        ("Mission drafts", 35, kind.BREAKOUT, cat.MISSION, "Breakouts in fours"),
        ("Draft objectives", 35, kind.BREAKOUT, cat.OBJECTIVE, "1-2-4-All"),
        ("Break", 15, kind.BREAK, cat.BREAK, ""),
        ("Draft key results", 45, kind.BREAKOUT, cat.KEY_RESULT, "By team"),
        ("Peer feedback round", 30, kind.ACTIVITY, cat.FEEDBACK, "Breakouts in fours"),
        ("Risks and overlaps", 15, kind.DISCUSSION, cat.FEEDBACK, ""),
        ("Wrap-up: next steps and score", 15, kind.CLOSE, cat.FRAME, ""),
    )
    return [
        block(
            at,
            title,
            minutes,
            kind=what,
            category=category,
            technique=how,
            protected=what is kind.BREAK,
            instruction="What are you trying to change, and why does it matter now?",
        )
        for at, (title, minutes, what, category, how) in enumerate(rows, start=1)
    ]


def template(name: str = "okr-drafting-4h", title: str = "OKR drafting workshop") -> TemplateRow:
    return TemplateRow(
        name=name,
        title=title,
        summary="Missions, objectives and key results for several teams",
        minutes=240,
        shares=tuple((row.category, row.planned_s // 60) for row in four_hours()),
    )
