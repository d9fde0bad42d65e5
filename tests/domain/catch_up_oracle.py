"""The catch-up plan once more, the slow and obvious way, to judge the real one by.

Nothing here is shared with `desktop.domain.catch_up`. Time is in whole milliseconds from now on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

SECOND = 1000
STEP = 30


@dataclass(frozen=True)
class Item:
    """A block that is ahead. `order` is None for what is never cut."""

    name: str
    total_ms: int
    spent_ms: int
    minimum_s: int
    protected: bool
    order: int | None
    fixed_ms: int | None

    @property
    def left_ms(self) -> int:
        return max(0, self.total_ms - self.spent_ms)

    @property
    def gives_s(self) -> int:
        return _tried_s(self)


@lru_cache(maxsize=1000)  # asked for many times of each block, and slow
def _tried_s(item: Item) -> int:
    """Found by trying: one second less, and one more, as long as it is allowed."""
    seconds = 0
    while not item.protected and (
        item.total_ms - (seconds + 1) * SECOND >= item.minimum_s * SECOND
        and item.left_ms - (seconds + 1) * SECOND >= 0
    ):
        seconds += 1
    return seconds


@dataclass(frozen=True)
class Outcome:
    """How the rest goes: by name, except for the end."""

    starts: dict[str, int]
    late: dict[str, int]
    end: int


@dataclass(frozen=True)
class Solution:
    cuts: tuple[str, ...]
    given: dict[str, int]
    outcome: Outcome
    missing_s: int


def play(items: Sequence[Item], free: int, cut: Sequence[str], given: dict[str, int]) -> Outcome:
    """Every block that is not cut, one after the other, none before its fixed start."""
    starts: dict[str, int] = {}
    late: dict[str, int] = {}
    clock = free
    for item in items:
        if item.name in cut:
            continue
        if item.fixed_ms is not None:
            late[item.name] = max(0, clock - item.fixed_ms)
            clock = max(clock, item.fixed_ms)
        starts[item.name] = clock
        clock += item.left_ms - given.get(item.name, 0) * SECOND
    return Outcome(starts, late, clock)


def trimmed(items: Sequence[Item], free: int, due: int, cut: Sequence[str]) -> dict[str, int]:
    """Seconds given by name: for each fixed start that is late, then for the end.

    After each round the whole rest is played again to see what is still late.
    """
    given: dict[str, int] = {}
    kept = [item for item in items if item.name not in cut]
    since: list[Item] = []
    for item in kept:
        if item.fixed_ms is not None:
            late = play(kept, free, (), given).late[item.name]
            given |= share(late, since)
            since = []
        since.append(item)
    return given | share(play(kept, free, (), given).end - due, since)


def share(late_ms: int, items: Sequence[Item]) -> dict[str, int]:
    """The largest remainder method with fractions, a step at a time, then second by second."""
    seconds = 0
    while seconds * SECOND < late_ms:
        seconds += 1
    can = {item.name: item.gives_s for item in items}
    names = list(can)
    if seconds >= sum(can.values()):
        return can
    steps = seconds // STEP
    exact = {name: Fraction(steps * can[name], sum(can.values())) for name in names}
    given = {name: int(exact[name]) * STEP for name in names}
    queue = list(reversed(names))
    queue.sort(key=lambda name: exact[name] - int(exact[name]), reverse=True)
    while sum(given.values()) + STEP <= seconds:
        before = dict(given)
        for name in queue:
            if sum(given.values()) + STEP <= seconds and given[name] + STEP <= can[name]:
                given[name] += STEP
        if given == before:
            break
    while sum(given.values()) < seconds:
        given[next(name for name in queue if given[name] < can[name])] += 1
    return given


def without_cuts(items: Sequence[Item], free: int, due: int) -> Solution:
    return _solution(items, free, due, ())


def with_cuts(items: Sequence[Item], free: int, due: int) -> Solution | None:
    """The shortest beginning of the cut order that reaches the end and gains something.

    Or all of it when the end is out of reach. None when no cut gains anything.
    """
    order = [item for item in reversed(items) if item.order is not None and not item.protected]
    order.sort(key=lambda item: item.order or 0)
    found = None
    for n in range(1, len(order) + 1):
        names = [item.name for item in order[:n]]
        found = _take_back(items, free, due, names)
        reached = _solution(items, free, due, names).missing_s == 0
        if reached and found.cuts:
            return found
    return found if found and found.cuts else None


def _take_back(items: Sequence[Item], free: int, due: int, names: list[str]) -> Solution:
    """Brings back, the last first, each cut without which all else is exactly the same."""
    best = _solution(items, free, due, names)
    for name in reversed(names):
        fewer = [other for other in best.cuts if other != name]
        trial = _solution(items, free, due, fewer)
        late = {other: ms for other, ms in trial.outcome.late.items() if ms}
        if (
            trial.outcome.end == best.outcome.end
            and late == {other: ms for other, ms in best.outcome.late.items() if ms}
            and trial.given == best.given
        ):
            best = trial
    return best


def _solution(items: Sequence[Item], free: int, due: int, cut: Sequence[str]) -> Solution:
    given = {name: s for name, s in trimmed(items, free, due, cut).items() if s}
    outcome = play(items, free, cut, given)
    missing = 0
    while outcome.end - missing * SECOND > due:
        missing += 1
    return Solution(tuple(cut), given, outcome, missing)


def every_way_to_give(items: Sequence[Item]) -> Iterator[dict[str, int]]:
    """All of them, in steps of half a minute; for a few short blocks only."""
    choices = [range(0, item.gives_s + 1, STEP) for item in items]
    for seconds in product(*choices):
        yield {item.name: s for item, s in zip(items, seconds, strict=True)}


def least_late(
    items: Sequence[Item], free: int, due: int, cut: Sequence[str]
) -> tuple[tuple[int, ...], int]:
    """By search: how late the fixed starts and the end are at best, and the least given for it.

    An earlier fixed start on time is worth more than a later one or the end.
    """
    kept = [item for item in items if item.name not in cut]
    found: list[tuple[tuple[int, ...], int]] = []
    for given in every_way_to_give(kept):
        outcome = play(kept, free, (), given)
        late = (*outcome.late.values(), max(0, outcome.end - due))
        found.append((late, sum(given.values())))
    return min(found)
