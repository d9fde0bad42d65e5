"""Frozen rows of the OKRs of one team in one cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState


@dataclass(frozen=True, slots=True)
class MilestoneStepRow:
    """One step of a milestone."""

    id: int
    uid: str
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """What a key result stood at (UTC), or why nobody knows."""

    id: int
    uid: str
    at: datetime
    value: Decimal | None = None
    no_data_reason: str = ""
    confidence: int | None = None
    changed: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Who looks for a missing data source or baseline, and by when; `uid` is the action's."""

    uid: str
    text: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """One key result. Amounts are exact; which of them count depends on `type`.

    Check-ins stand oldest first. Confidence runs from 0 to 10.
    """

    id: int
    uid: str
    title: str
    type: KeyResultType
    metric: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    baseline_unknown: bool = False
    data_source: str = ""
    frequency: str = ""
    owner: str = ""
    weight: Decimal = Decimal(1)
    confidence: int | None = None
    follow_up: FollowUpRow | None = None
    steps: tuple[MilestoneStepRow, ...] = ()
    check_ins: tuple[CheckInRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective with its key results in order."""

    id: int
    uid: str
    title: str
    state: ObjectiveState = ObjectiveState.DRAFT
    why: str = ""
    for_whom: str = ""
    ambition: Ambition = Ambition.COMMITTED
    theme_id: int | None = None
    theme: str = ""
    owner: str = ""
    score: Decimal | None = None
    score_note: str = ""
    key_results: tuple[KeyResultRow, ...] = ()


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """A piece of work; never progress."""

    id: int
    uid: str
    text: str
    objective_id: int | None = None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One earlier change; `at` is UTC, `old` and `new` are as they were shown."""

    id: int
    entity: str
    entity_uid: str
    field: str
    old: str
    new: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TeamOkrs:
    """Everything one team has drafted in a cycle. `people` are the names of its members here."""

    team_id: int
    uid: str
    name: str
    mission: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    objectives: tuple[ObjectiveRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    people: tuple[str, ...] = ()
    mission_id: int | None = None
    mission_uid: str = ""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list: how much it has, without any of it."""

    team_id: int
    uid: str
    name: str
    has_mission: bool = False
    objectives: int = 0  # parked and closed ones left out
    agreed: int = 0
    key_results: int = 0
