"""Who gives how much when a run is late: the arithmetic under the catch-up plan.

Time is shared out in steps of 30 seconds by the largest remainder method (A. Hamilton, 1792; see
M. Balinski and H. P. Young, "Fair Representation", 1982): everybody gets the whole steps of the
exact share, and the steps that are left go to the largest fractions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

STEP_S = 30
"""Blocks are shortened by whole steps of this many seconds, as far as that comes out even."""

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """One block that is ahead. Instants count microseconds from now on.

    `left_us` is how long it is going to take and `spare_s` by how many whole seconds it can be
    shortened, never more than it has left. `fixed_us` is when it starts and not before;
    `cut_order` is None for a block that is never cut.
    """

    left_us: int
    spare_s: int
    fixed_us: int | None = None
    cut_order: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rest of a run goes. One entry for each block; what is cut has 0 everywhere.

    `given_s` is what a block is shortened by. `late_us` is how late a fixed start remains.
    `slack_us`, which cut blocks have too, is the time that is free before the next fixed start
    behind the block: shortening or cutting the block only makes that longer.
    """

    cut: frozenset[int]
    given_s: tuple[int, ...]
    starts_us: tuple[int, ...]
    late_us: tuple[int, ...]
    slack_us: tuple[int, ...]
    end_us: int


@dataclass(frozen=True, slots=True)
class Path:
    """The blocks ahead, from the end of the current one (`free_us`) to the due end."""

    blocks: Sequence[Block]
    free_us: int
    due_us: int

    def plan(self, cut: Set[int] = frozenset(), *, trim: bool = True) -> Plan:
        """The rest without `cut`, and with every other block as long as it can stay.

        One stretch after the other, each up to a fixed start or the end: its blocks give what
        it is late by, and what they can't give the stretches behind it have to.
        """
        n = len(self.blocks)
        given, starts, late, slack = [0] * n, [0] * n, [0] * n, [0] * n
        at, first = self.free_us, 0
        for stop in [*self._fixed(cut), n]:
            stretch = [i for i in range(first, stop) if i not in cut]
            due = self.blocks[stop].fixed_us if stop < n else self.due_us
            assert due is not None
            free = at + sum(self.blocks[i].left_us for i in stretch)
            if trim and free > due:
                spare = [self.blocks[i].spare_s for i in stretch]
                for i, seconds in zip(stretch, shares(seconds_up(free - due), spare), strict=True):
                    given[i] = seconds
            for i in stretch:
                starts[i] = at
                at += self.blocks[i].left_us - given[i] * SECOND_US
            if stop < n:
                late[stop] = max(0, at - due)
                slack[first:stop] = [max(0, due - at)] * (stop - first)
                at, first = max(at, due), stop
        return Plan(frozenset(cut), tuple(given), tuple(starts), tuple(late), tuple(slack), at)

    def _fixed(self, cut: Set[int]) -> list[int]:
        return [
            i for i, block in enumerate(self.blocks) if block.fixed_us is not None and i not in cut
        ]

    def can_be_on_time(self, cut: Set[int] = frozenset()) -> bool:
        """Whether the end is reached with everything else as short as it can be."""
        at = self.free_us
        for i, block in enumerate(self.blocks):
            if i not in cut:
                if block.fixed_us is not None and block.fixed_us > at:
                    at = block.fixed_us
                at += block.left_us - block.spare_s * SECOND_US
        return at <= self.due_us

    def cut_order(self) -> list[int]:
        """The places of the blocks that may be cut, first to cut first, ties to the later.

        Without those that stand before a fixed start which is on time anyhow and stays: the
        time they take does not reach what comes after it.
        """
        now = self.plan(trim=False)
        found, counts = list[int](), True
        for i in reversed(range(len(self.blocks))):
            block = self.blocks[i]
            counts = counts or now.late_us[i] > 0
            if block.cut_order is not None and counts:
                found.append(i)
            if block.fixed_us is not None and block.cut_order is None and not now.late_us[i]:
                counts = False
        # Stable: what stands later in the agenda was found first.
        return sorted(found, key=lambda i: self.blocks[i].cut_order or 0)

    def cut_plan(self, order: Sequence[int]) -> Plan | None:
        """As few cuts of `order` as reach the end, and what is then still needed trimmed.

        At least one cut, or None when cutting gains nothing.
        """
        fewest = bisect_left(
            range(1, len(order)), x=True, key=lambda n: self.can_be_on_time(set(order[:n]))
        )
        for n in range(fewest + 1, len(order) + 1):
            plan = self._without_idle_cuts(order[:n])
            if plan.cut:
                return plan
        return None

    def _without_idle_cuts(self, cuts: Sequence[int]) -> Plan:
        """Takes back, the last cut first, every cut that only makes a gap longer."""
        plan = self.plan(set(cuts))
        for i in reversed(cuts):
            if plan.slack_us[i] or not self.blocks[i].left_us:
                other = self.plan(plan.cut - {i})
                same = other.given_s == plan.given_s and other.late_us == plan.late_us
                if same and other.end_us == plan.end_us:
                    plan = other
        return plan


def seconds_up(span_us: int) -> int:
    """Whole seconds that are at least as long."""
    return -(-span_us // SECOND_US)


def shares(need_s: int, spare_s: Sequence[int]) -> list[int]:
    """`need_s` seconds shared out in proportion to what each can spare, or all there is.

    In steps of 30 seconds by largest remainder, ties to the later one; nobody gives more than it
    can spare. What is less than a step, or fits nowhere as a whole one, goes by the same order to
    whoever has room. The sum is exact unless all that can be spared is less.
    """
    room_s = sum(spare_s)
    if need_s >= room_s:
        return list(spare_s)
    steps = need_s // STEP_S
    given = [steps * spare // room_s * STEP_S for spare in spare_s]
    order = sorted(
        range(len(spare_s)), key=lambda i: (steps * spare_s[i] % room_s, i), reverse=True
    )
    rest = need_s - sum(given)
    while rest >= STEP_S:
        able = [i for i in order if spare_s[i] - given[i] >= STEP_S][: rest // STEP_S]
        if not able:
            break
        for i in able:
            given[i] += STEP_S
        rest -= STEP_S * len(able)
    for i in order:
        extra = min(rest, spare_s[i] - given[i])
        given[i] += extra
        rest -= extra
    return given
