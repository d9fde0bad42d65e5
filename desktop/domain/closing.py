"""What is looked through before a workshop is closed, and when each thing counts as settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.kinds import Disposition, GoalStatus
from desktop.domain.okr_rows import TeamLine
from desktop.domain.prepare_rows import GoalRow, Preparation

_NOTHING = Preparation()
_NEEDS_OWNER = (Disposition.ACTION, Disposition.NEXT_SESSION)


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A parked question, and what became of it."""

    id: int
    uid: str
    text: str
    disposition: Disposition = Disposition.OPEN
    reason: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Who does what by when."""

    id: int
    uid: str
    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """All that the page "Before you close" goes through. It advises; nothing here blocks."""

    preparation: Preparation = _NOTHING
    parked: tuple[ParkedRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    teams: tuple[TeamLine, ...] = ()

    @property
    def uids(self) -> frozenset[str]:
        """The uids of everything that is looked through."""
        rows = (*self.preparation.goals, *self.parked, *self.actions, *self.teams)
        return frozenset(row.uid for row in rows)

    @property
    def open_uids(self) -> frozenset[str]:
        """The uids of everything that is not settled."""
        return frozenset(
            (
                *(row.uid for row in self.preparation.goals if goal_open(row)),
                *(row.uid for row in self.parked if parked_open(row)),
                *(row.uid for row in self.actions if action_open(row)),
                *(row.uid for row in self.teams if team_open(row)),
            )
        )


def goal_open(row: GoalRow) -> bool:
    """Whether nobody has said yet if the goal was met."""
    return row.status is GoalStatus.OPEN


def parked_open(row: ParkedRow) -> bool:
    """Whether it is undecided, or nobody takes along what has to be taken along."""
    return row.disposition is Disposition.OPEN or (
        row.disposition in _NEEDS_OWNER and not row.owner
    )


def action_open(row: ActionRow) -> bool:
    """Whether owner or day are missing while it is still to do."""
    return not row.done and (not row.owner or row.due is None)


def team_open(row: TeamLine) -> bool:
    """Whether a team goes home without an objective."""
    return row.objectives == 0
