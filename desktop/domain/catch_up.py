"""The ways back to the planned end of a run that is late, looked at before anything changes.

What is late is made up for in this order: free time before fixed starts absorbs it; then blocks
that are ahead and not protected are shortened, each in proportion to what it has above its
minimum; then blocks are cut, in the cut order that was planned. Shortening is shared out by the
largest remainder (Hamilton) method of apportionment, in steps of 30 seconds; see
`catch_up_path`. Nothing here changes anything: a way that is chosen becomes events of the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.catch_up_path import Block, Path, Plan, seconds_up
from desktop.domain.clock import Moment
from desktop.domain.rows import AgendaRow
from desktop.domain.run import GOING, ItemPhase, ItemRun, RunState

LATER_STEP = timedelta(minutes=5)
"""A later end that the room is asked for is a time that people can remember."""


class WayKind(StrEnum):
    """How to go about being late."""

    TRIM = "trim"  # shorten blocks that are ahead
    CUT = "cut"  # leave blocks out, and shorten others by what is then still late
    LATER = "later"  # agree on a later end


class Reason(StrEnum):
    """Why a block changes, or keeps its time."""

    CURRENT_NEVER_SHORTENED = "current_never_shortened"
    PROTECTED = "protected"
    CAN_GIVE = "can_give"
    AT_MINIMUM = "at_minimum"
    FIRST_TO_CUT = "first_to_cut"  # at its minimum, and what a cut would take first
    CUT = "cut"
    FIXED_START = "fixed_start"  # starts when it has to, and keeps its time
    GAP_ABSORBS = "gap_absorbs"  # a shorter block only makes the gap behind it longer
    NOT_NEEDED = "not_needed"


class Change(NamedTuple):
    """A block that is shortened, by negative seconds."""

    uid: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a way does to one block, in whole seconds and UTC.

    `now_s` is what the current block has left, and what a block ahead may take in all; `new_s` is
    that afterwards. `starts_at` is None for a block that is cut. `can_give_s` is how much more
    than its minimum (`minimum_s`) it had. `late_s` is how late its fixed start remains.
    """

    uid: str
    now_s: int
    new_s: int
    change_s: int
    starts_at: datetime | None
    reason: Reason
    can_give_s: int
    minimum_s: int
    late_s: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to end on time. Seconds are whole, instants UTC.

    `changes` and `cuts` are by uid, in the agenda's order and in cut order. `end_moved_s` is how
    much later the room agrees to end. `ends_at` is the projected end afterwards and
    `agreed_end` the planned one; `missing_s` is how late the run still is when everything that
    helps has been given. `lines` has the current block and those ahead.
    """

    kind: WayKind
    changes: tuple[Change, ...]
    cuts: tuple[str, ...]
    end_moved_s: int
    ends_at: datetime
    agreed_end: datetime
    missing_s: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """How late a run is projected to end, and the ways back, in the order of `WayKind`."""

    late_s: int
    ends_at: datetime
    planned_end: datetime
    ways: tuple[Way, ...]


def catch_up(agenda: Sequence[AgendaRow], state: RunState, now: Moment) -> CatchUp | None:
    """The ways back at `now`; None when nothing runs or the run isn't late.

    `agenda` and `now` are those that `state` was made of. Shortening is offered when anything
    can be given, cutting when it gains something, a later end always. Either of the first two is
    offered also when it is not enough, and says so.
    """
    if state.phase not in GOING or state.planned_end is None or state.drift_ms <= 0:
        return None
    rest = _Rest(agenda, state, now, state.planned_end)
    ways = (rest.trimmed(), rest.cut(), rest.later())
    return CatchUp(
        late_s=seconds_up(rest.late_us(rest.as_it_is)),
        ends_at=rest.at(rest.as_it_is.end_us),
        planned_end=state.planned_end,
        ways=tuple(way for way in ways if way is not None),
    )


_US = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Rest:
    """What is left of the run, and the ways through it."""

    def __init__(
        self, agenda: Sequence[AgendaRow], state: RunState, now: Moment, planned_end: datetime
    ) -> None:
        pairs = list(zip(agenda, state.items, strict=True))
        self._current = None if state.current is None else pairs[state.current]
        self._ahead = [pair for pair in pairs if pair[1].phase is ItemPhase.AHEAD]
        self._remaining_ms = max(0, state.remaining_ms)
        self._now = now.utc
        self._planned_end = planned_end
        self._path = Path(
            [self._block(row, item) for row, item in self._ahead],
            free_us=self._remaining_ms * 1000,
            due_us=(planned_end - self._now) // _US,
        )
        order = self._path.cut_order()
        self._first_to_cut = order[0] if order else None
        self._order = order
        self.as_it_is = self._path.plan(trim=False)

    def trimmed(self) -> Way | None:
        """Blocks ahead are shortened; None when none of them can give anything that helps."""
        plan = self._path.plan()
        return self._way(WayKind.TRIM, plan) if any(plan.given_s) else None

    def cut(self) -> Way | None:
        """Blocks ahead are left out; None when that gains nothing."""
        plan = self._path.cut_plan(self._order)
        return None if plan is None else self._way(WayKind.CUT, plan)

    def later(self) -> Way:
        """Everything keeps its time, and the end becomes one at a full five minutes."""
        ends_at = self.at(self.as_it_is.end_us)
        agreed = _EPOCH - (_EPOCH - ends_at) // LATER_STEP * LATER_STEP
        return self._way(WayKind.LATER, self.as_it_is, -((self._planned_end - agreed) // _SECOND))

    def at(self, offset_us: int) -> datetime:
        return self._now + timedelta(microseconds=offset_us)

    def late_us(self, plan: Plan) -> int:
        return max(0, plan.end_us - self._path.due_us)

    def _block(self, row: AgendaRow, item: ItemRun) -> Block:
        # A block that was jumped back over has had some of its time: that can't be given.
        least_ms = max(row.minimum_s * 1000, item.spent_ms)
        return Block(
            left_us=max(0, item.total_ms - item.spent_ms) * 1000,
            spare_s=0 if row.protected else max(0, item.total_ms - least_ms) // 1000,
            fixed_us=None if item.fixed_at is None else (item.fixed_at - self._now) // _US,
            cut_order=None if row.protected else row.cut_order,
        )

    def _way(self, kind: WayKind, plan: Plan, end_moved_s: int = 0) -> Way:
        uids = [row.uid for row, _ in self._ahead]
        changes = zip(uids, plan.given_s, strict=True)
        return Way(
            kind=kind,
            changes=tuple(Change(uid, -seconds) for uid, seconds in changes if seconds),
            cuts=tuple(uids[i] for i in self._order if i in plan.cut),
            end_moved_s=end_moved_s,
            ends_at=self.at(plan.end_us),
            agreed_end=self._planned_end + timedelta(seconds=end_moved_s),
            missing_s=0 if kind is WayKind.LATER else seconds_up(self.late_us(plan)),
            lines=tuple(self._lines(plan)),
        )

    def _lines(self, plan: Plan) -> Iterator[Line]:
        if self._current is not None:
            row, item = self._current
            left_s = -(-self._remaining_ms // 1000)
            why = Reason.CURRENT_NEVER_SHORTENED
            yield Line(row.uid, left_s, left_s, 0, item.starts_at, why, 0, row.minimum_s)
        for i, (row, item) in enumerate(self._ahead):
            now_s = item.total_ms // 1000
            is_cut = i in plan.cut
            change_s = -now_s if is_cut else -plan.given_s[i]
            yield Line(
                uid=row.uid,
                now_s=now_s,
                new_s=now_s + change_s,
                change_s=change_s,
                starts_at=None if is_cut else self.at(plan.starts_us[i]),
                reason=self._reason(i, plan),
                can_give_s=self._path.blocks[i].spare_s,
                minimum_s=row.minimum_s,
                late_s=seconds_up(plan.late_us[i]),
            )

    def _reason(self, i: int, plan: Plan) -> Reason:
        block = self._path.blocks[i]
        if i in plan.cut:
            return Reason.CUT
        if self._ahead[i][0].protected:
            return Reason.PROTECTED
        if plan.given_s[i]:
            return Reason.CAN_GIVE
        if not block.spare_s:
            return Reason.FIRST_TO_CUT if i == self._first_to_cut else Reason.AT_MINIMUM
        if plan.slack_us[i]:
            return Reason.GAP_ABSORBS
        on_time = block.fixed_us is not None and not plan.late_us[i]
        return Reason.FIXED_START if on_time else Reason.NOT_NEEDED
