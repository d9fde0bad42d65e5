"""Frozen rows of what is prepared for a workshop and looked back on at its close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.kinds import GoalStatus, LeaderInputKind, MaterialKind


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal, and at the close whether it was met and what shows it."""

    id: int
    uid: str
    text: str
    status: GoalStatus = GoalStatus.OPEN
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One thing to have ready; `target` is an address or a path, perhaps still empty."""

    id: int
    uid: str
    kind: MaterialKind
    title: str
    target: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class LeaderInputRow:
    """What a leader said before the quarter; `speaker` may be empty."""

    id: int
    uid: str
    kind: LeaderInputKind
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme of the quarter."""

    id: int
    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class SessionKeyResultRow:
    """One key result of the session itself; the score runs from 0.0 to 1.0."""

    id: int
    uid: str
    text: str
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CycleRow:
    """The quarter a workshop belongs to; both dates belong to it."""

    id: int
    uid: str
    label: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Preparation:
    """All that is prepared for one workshop. `cycle` is None until it is first needed.

    `objective` is the session's own; `score` (0.0 to 1.0) is what the facilitator gave it, None
    while the mean of the key results counts.
    """

    format: str = ""
    adjustments: str = ""
    objective: str = ""
    score: Decimal | None = None
    score_note: str = ""
    key_results: tuple[SessionKeyResultRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    materials: tuple[MaterialRow, ...] = ()
    leader_inputs: tuple[LeaderInputRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    cycle: CycleRow | None = None

    @property
    def suggested_score(self) -> Decimal | None:
        """The mean of the key results that have a score, to one digit; None without any."""
        scores = [row.score for row in self.key_results if row.score is not None]
        if not scores:
            return None
        mean = sum(scores, Decimal(0)) / len(scores)
        return mean.quantize(Decimal("0.1"), ROUND_HALF_UP)
