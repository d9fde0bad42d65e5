"""The run once more, second by second and without any shortcut, to judge the fold by.

Each second of the run is one entry in a list that says whose it is. Nothing here is shared with
`desktop.domain.run`: it is slow, dumb and easy to believe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow

PAUSE, GAP = "(pause)", "(gap)"


@dataclass(frozen=True)
class Step:
    """`wait` seconds pass, then the event happens."""

    wait: int
    kind: EventKind
    uid: str = ""
    seconds: int = 0


@dataclass
class Second:
    """One second of the run: the block it is charged to, and how it passed."""

    owner: str
    how: str = ""


@dataclass
class Oracle:
    agenda: Sequence[AgendaRow]
    state: str = "waiting"
    seconds: list[Second] = field(default_factory=list)
    visit_from: int = 0
    current: str = ""
    after_end: int = 0
    seen: list[str] = field(default_factory=list)  # blocks as they were entered, renamed on back
    done: list[str] = field(default_factory=list)
    extended: list[tuple[str, int]] = field(default_factory=list)

    def tick(self) -> None:
        if self.state == "running":
            self.seconds.append(Second(self.current))
        elif self.state == "paused":
            self.seconds.append(Second(self.current, PAUSE))
        elif self.state == "ended":
            self.after_end += 1

    def happen(self, step: Step) -> None:
        going = self.state in ("running", "paused")
        if step.kind == "started" and self.state == "waiting":
            self.state, self.current = "running", step.uid
            self.seen.append(step.uid)
        elif step.kind == "paused" and self.state == "running":
            self.state = "paused"
        elif step.kind == "resumed" and self.state == "paused":
            self.state = "running"
        elif step.kind == "moved_on" and going and step.uid != self.current:
            self.done = [*self.done, self.current]
            self.done = [uid for uid in self.done if uid != step.uid]
            self.current, self.visit_from = step.uid, len(self.seconds)
            self.seen.append(step.uid)
        elif step.kind == "went_back" and going and step.uid:
            self.go_back(step.uid)
        elif step.kind == "extended" and going:
            self.extended.append((step.uid, step.seconds))
        elif step.kind == "ended" and going:
            self.state, self.after_end = "ended", 0
        elif step.kind == "reopened" and self.state == "ended":
            self.state = "running"
            self.seconds += [Second(GAP, GAP) for _ in range(self.after_end)]

    def go_back(self, uid: str) -> None:
        order = [row.uid for row in self.agenda]
        for second in self.seconds[self.visit_from :]:
            if second.owner != GAP:
                second.owner = uid
        if uid in order:
            jumped = order[order.index(uid) :]
            if self.current in order:
                jumped = [u for u in jumped if order.index(u) <= order.index(self.current)]
            self.done = [u for u in self.done if u not in jumped]
        self.done = [u for u in self.done if u != uid]
        self.current = uid
        self.seen[-1] = uid

    def spent(self, uid: str) -> int:
        return sum(second.owner == uid and not second.how for second in self.seconds)

    def total(self, row: AgendaRow) -> int:
        total = row.planned_s
        for uid, seconds in self.extended:
            if uid == row.uid:
                total = max(0, total + seconds)
        return total

    def paused(self) -> int:
        return sum(bool(second.how) for second in self.seconds)

    def ahead(self) -> list[AgendaRow]:
        order = [row.uid for row in self.agenda]
        here = max((i for i, uid in enumerate(self.seen) if uid in order), default=None)
        start = 0 if here is None else order.index(self.seen[here]) + 1
        return [row for row in self.agenda[start:] if row.uid not in self.done]

    def seconds_to_go(self) -> int:
        """Plays the rest of the run: every block until its time is up, one after the other."""
        queue = [row for row in self.agenda if row.uid == self.current] + self.ahead()
        played = 0
        for row in queue:
            left = self.total(row) - self.spent(row.uid)
            while left > 0:
                left -= 1
                played += 1
        return played

    def owner_at(self, second: int) -> str:
        if second < 0 or self.state == "waiting":
            return ""
        if second >= len(self.seconds):
            return "" if self.state == "ended" else self.current
        owner = self.seconds[second].owner
        return "" if owner == GAP else owner
