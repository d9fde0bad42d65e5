"""Agendas and runs for the tests of the rules, with a clock turned by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from desktop.domain.agenda import category_for
from desktop.domain.kinds import AwayAnswer, EventKind, ItemKind, WorkshopKind, WorkshopState
from desktop.domain.rows import AgendaRow, StepRow, WorkshopRow
from desktop.domain.run import RunEvent, RunState, run_state
from tests.clocks import WORKSHOP_MORNING, FakeClock


def block(
    uid: str,
    minutes: float = 15,
    *,
    kind: ItemKind = ItemKind.ACTIVITY,
    title: str = "",
    instruction: str = "",
) -> AgendaRow:
    seconds = round(minutes * 60)
    return AgendaRow(
        id=sum(uid.encode()),
        uid=uid,
        title=title or f"Block {uid}",
        kind=kind,
        category=category_for(kind, title),
        planned_s=seconds,
        minimum_s=0,
        maximum_s=2 * seconds,
        protected=False,
        technique="SECRET technique",
        lead="SECRET lead",
        instruction=instruction,
    )


def blocks(*minutes: float) -> tuple[AgendaRow, ...]:
    """Blocks a, b, c ... of that many minutes."""
    return tuple(block(chr(ord("a") + i), length) for i, length in enumerate(minutes))


def workshop(
    zone: str = "Europe/Berlin",
    start: time = time(9),
    end: time = time(13),
    day: date = date(2026, 3, 10),
) -> WorkshopRow:
    return WorkshopRow(
        id=1,
        uid="w",
        title="Q2 goals",
        kind=WorkshopKind.DRAFTING,
        state=WorkshopState.READY,
        programme="SECRET programme",
        day=day,
        start=start,
        end=end,
        zone=zone,
        place="SECRET place",
        item_count=3,
        planned_s=4 * 3600,
        started_at=None,
        ended_at=None,
    )


def with_steps(row: AgendaRow, *minutes: float) -> AgendaRow:
    """The block with a technique whose steps take so many minutes."""
    steps = (
        StepRow(n, f"s{n}", f"Step {n + 1}", round(each * 60), f"How {n + 1}")
        for n, each in enumerate(minutes)
    )
    return replace(row, technique="1-2-4-All", steps=tuple(steps))


class Run:
    """A run as it would be typed: `run.start("a"); run.wait(5); run.next("b")`."""

    def __init__(
        self,
        agenda: Sequence[AgendaRow] = (),
        start: datetime = WORKSHOP_MORNING,
        planned_end: datetime | None = None,
        fixed: Mapping[str, datetime] | None = None,
    ) -> None:
        self.fixed = fixed
        self.agenda = tuple(agenda) or blocks(15, 15, 15)
        self.clock = FakeClock(start)
        self.planned_end = planned_end
        self.events: list[RunEvent] = []

    def wait(self, minutes: float) -> None:
        self.clock.advance(minutes * 60)

    def add(self, kind: EventKind, uid: str = "", seconds: int = 0) -> None:
        number = len(self.events) + 1
        self.events.append(RunEvent(number, kind, self.clock.now(), uid, seconds))

    def started_ago(self, minutes: float) -> None:
        self.add(EventKind.BACKDATED, seconds=round(minutes * 60))

    def skip(self, uid: str) -> None:
        self.add(EventKind.SKIPPED, uid)

    def restore(self, uid: str) -> None:
        self.add(EventKind.RESTORED, uid)

    def answer(
        self, why: AwayAnswer, since: float, until: float, uid: str = "", moved: float = 0
    ) -> None:
        """Away from minute `since` to `until` of the run; the room came to `uid` at `moved`."""
        seconds = round((moved - since) * 60) if moved else 0
        number, span = len(self.events) + 1, (round(since * 60_000), round(until * 60_000))
        self.events.append(
            RunEvent(
                number, EventKind.AWAY_ANSWERED, self.clock.now(), uid, seconds, (), why, *span
            )
        )

    def start(self, uid: str = "a") -> None:
        self.add(EventKind.STARTED, uid)

    def pause(self) -> None:
        self.add(EventKind.PAUSED)

    def resume(self) -> None:
        self.add(EventKind.RESUMED)

    def next(self, uid: str) -> None:
        self.add(EventKind.MOVED_ON, uid)

    def back(self, uid: str) -> None:
        self.add(EventKind.WENT_BACK, uid)

    def extend(self, uid: str, minutes: float) -> None:
        self.add(EventKind.EXTENDED, uid, round(minutes * 60))

    def end(self) -> None:
        self.add(EventKind.ENDED)

    def reopen(self) -> None:
        self.add(EventKind.REOPENED)

    @property
    def state(self) -> RunState:
        return run_state(self.agenda, self.events, self.clock.now(), self.planned_end, self.fixed)

    @property
    def spent(self) -> list[float]:
        """Minutes by block."""
        return [item.spent_ms / 60_000 for item in self.state.items]

    @property
    def phases(self) -> list[str]:
        return [str(item.phase) for item in self.state.items]


def after(minutes: float) -> datetime:
    return WORKSHOP_MORNING + timedelta(minutes=minutes)
