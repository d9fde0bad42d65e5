"""The run once more, second by second and without any shortcut, to judge the fold by.

Each second of the run is one entry that says whose it is. Nothing here is shared with
`desktop.domain.run`: it is slow, dumb and easy to believe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow


@dataclass(frozen=True)
class Step:
    """`wait` seconds pass, then the event happens.

    `why`, `since` and `until` (seconds on the clock of the run) belong to an answer.
    """

    wait: int
    kind: EventKind
    uid: str = ""
    seconds: int = 0
    why: str = ""
    since: int = 0
    until: int = 0


@dataclass(eq=False)
class Stay:
    """The time from one move to the next. Going back gives it one more name, the last counts."""

    names: list[str]
    begins: int

    @property
    def name(self) -> str:
        return self.names[-1]


@dataclass
class Oracle:
    """`clock` counts the seconds from `started`; what was before it has negative seconds."""

    agenda: Sequence[AgendaRow]
    fixed: Mapping[str, int] = field(
        default_factory=dict[str, int]
    )  # by uid: seconds after `started`
    state: str = "waiting"
    clock: int = 0
    stays: list[Stay] = field(default_factory=list[Stay])
    owner: dict[int, Stay] = field(default_factory=dict[int, Stay])  # one entry for each second
    paused: set[int] = field(default_factory=set[int])
    closed: set[int] = field(default_factory=set[int])
    paused_at: int = 0
    ended_at: int = 0
    skipped: set[str] = field(default_factory=set[str])
    extended: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    steps: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    end_moved: int = 0

    # What happens

    def tick(self) -> None:
        if self.going:
            self.owner[self.clock] = self.stays[-1]
            if self.state == "paused":
                self.paused.add(self.clock)
        if self.state != "waiting":
            self.clock += 1

    def happen(self, step: Step) -> None:
        if step.kind == "started" and self.state == "waiting":
            self.state = "running"
            self.move(step.uid)
        elif step.kind == "reopened" and self.state == "ended":
            self.state = "running"
            for second in range(self.ended_at, self.clock):
                self.owner[second] = self.stays[-1]
                self.closed.add(second)
                self.paused.add(second)
        elif self.going:
            self.go_on(step)

    def go_on(self, step: Step) -> None:
        if step.kind == "paused" and self.state == "running":
            self.state, self.paused_at = "paused", self.clock
        elif step.kind == "resumed":
            self.state = "running"
        elif step.kind == "moved_on" and step.uid != self.stays[-1].name:
            self.move(step.uid)
        elif step.kind == "went_back" and step.uid:
            self.skipped.discard(step.uid)
            self.stays[-1].names.append(step.uid)
        elif step.kind == "backdated":
            self.backdate(self.clock - max(0, step.seconds))
        elif step.kind == "away_answered":
            self.answer(step)
        elif step.kind == "ended":
            self.state, self.ended_at = "ended", self.clock
        else:
            self.change_the_plan(step)

    def change_the_plan(self, step: Step) -> None:
        if step.kind == "extended":
            self.extended.append((step.uid, step.seconds))
        elif step.kind == "skipped":
            self.skipped.add(step.uid)
        elif step.kind == "restored":
            self.skipped.discard(step.uid)
        elif step.kind == "stepped":
            self.steps[step.uid] = (max(0, step.seconds), self.clock)
        elif step.kind == "end_moved":
            self.end_moved += step.seconds

    def move(self, uid: str) -> None:
        self.skipped.discard(uid)
        self.stays.append(Stay([uid], self.clock))

    def backdate(self, begins: int) -> None:
        stay = self.stays.pop()
        while self.stays and self.stays[-1].begins >= begins:
            self.stays.pop()
        for second in range(begins, self.clock):
            self.owner[second] = stay
        for second in [s for s, whose in self.owner.items() if whose is stay and s < begins]:
            if self.stays:
                self.owner[second] = self.stays[-1]
            else:
                del self.owner[second]
        stay.begins = begins
        self.stays.append(stay)

    def answer(self, step: Step) -> None:
        if step.why == "paused":
            self.paused.update(range(step.since, min(step.until, self.clock)))
        if step.why not in ("moved_on", "in_item"):
            return
        begins = min(step.since + step.seconds, self.clock)
        cut = self.stays[-1] if begins == self.clock else self.owner.get(begins)
        if cut is None or cut.name == step.uid:
            return
        self.skipped.discard(step.uid)
        place = self.stays.index(cut) + 1
        if place < len(self.stays) and self.stays[place].names[0] == step.uid:
            late = self.stays[place]
            late.begins = begins
        else:
            late = Stay([step.uid], begins)
            self.stays.insert(place, late)
        for second in range(begins, self.clock):
            if self.owner[second] is cut:
                self.owner[second] = late

    # What comes of it

    @property
    def going(self) -> bool:
        return self.state in ("running", "paused")

    @property
    def now(self) -> int:
        """The clock of the run, which the end stops."""
        return self.ended_at if self.state == "ended" else self.clock

    @property
    def current(self) -> str:
        return self.stays[-1].name if self.going else ""

    def spent(self, uid: str, since: int | None = None) -> int:
        return sum(
            stay.name == uid and second not in self.paused and (since is None or second >= since)
            for second, stay in self.owner.items()
        )

    def paused_seconds(self) -> int:
        return sum(second in self.paused for second in self.owner)

    def idle_seconds(self) -> int:
        known = {row.uid for row in self.agenda}
        return sum(
            second not in self.paused and stay.name not in known
            for second, stay in self.owner.items()
        )

    def total(self, row: AgendaRow) -> int:
        total = row.planned_s
        for uid, seconds in self.extended:
            if uid == row.uid:
                total = max(0, total + seconds)
        return total

    def left_behind(self) -> set[str]:
        """The blocks that were moved on from and not jumped back over since."""
        order = [row.uid for row in self.agenda]
        left: set[str] = set()
        for number, stay in enumerate(self.stays):
            if number:
                left.add(self.stays[number - 1].name)
            for at, name in enumerate(stay.names[1:]):
                over = stay.names[at]
                if name in order:
                    jumped = order[order.index(name) :]
                    if over in order:
                        jumped = [uid for uid in jumped if order.index(uid) <= order.index(over)]
                    left -= set(jumped)
        return left

    def phase(self, row: AgendaRow) -> str:
        if row.uid == self.current:
            return "current"
        if row.uid in self.skipped:
            return "skipped"
        order = [row.uid for row in self.agenda]
        known = [stay.name for stay in self.stays if stay.name in order]
        here = order.index(known[-1]) if known else -1
        is_ahead = order.index(row.uid) > here and row.uid not in self.left_behind()
        return "ahead" if is_ahead else "done"

    def seen(self, uid: str) -> tuple[int, int] | None:
        """When the block was first come to and last left, in seconds of the clock of the run."""
        ends = [stay.begins for stay in self.stays[1:]] + [self.now]
        stays = zip(self.stays, ends, strict=False)  # before the start there is an end too many
        times = [(stay.begins, end) for stay, end in stays if stay.name == uid]
        return (times[0][0], times[-1][1]) if times else None

    def step(self, row: AgendaRow) -> tuple[int, int]:
        """The step of the block that runs, and the seconds since it was chosen."""
        if not row.steps:
            return 0, 0
        if row.uid not in self.steps:
            return 0, self.spent(row.uid)
        step, since = self.steps[row.uid]
        while step >= len(row.steps):
            step -= 1
        return step, self.spent(row.uid, since)

    def play(self, length: Callable[[AgendaRow], int]) -> dict[str, tuple[int, int, int]]:
        """The rest of the run when each block takes so long in all.

        By uid: when the block could start, when it does and when it ends; "" is the whole.
        """
        at = self.now
        found: dict[str, tuple[int, int, int]] = {}
        queue = [row for row in self.agenda if row.uid == self.current]
        queue += [row for row in self.agenda if self.phase(row) == "ahead"]
        for row in queue:
            free = at
            while row.uid != self.current and at < self.fixed.get(row.uid, at):
                at += 1
            starts, left = at, length(row) - self.spent(row.uid)
            while left > 0:
                left -= 1
                at += 1
            found[row.uid] = (free, starts, at)
        found[""] = (self.now, self.now, at)
        return found

    def shortest(self, row: AgendaRow) -> int:
        return min(self.total(row), row.minimum_s)

    def longest(self, row: AgendaRow) -> int:
        return max(self.total(row), row.maximum_s)

    def owner_at(self, second: int) -> str:
        """Of a run that goes on, time that has not come yet is the current block's."""
        if self.state == "waiting" or second in self.closed or second < self.stays[0].begins:
            return ""
        if second >= self.now:
            return self.current
        return self.owner[second].name
