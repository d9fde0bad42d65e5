"""What teams draft in a quarter: missions, objectives, key results, and every earlier wording."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState
from desktop.models.base import Base, Exported, RowId


class OfTeam(Exported):
    """What belongs to a team in a cycle. `workshop_uid` names where it came from, "" if nowhere.

    It is a name and no reference: a workshop may be deleted while its OKRs are worked with on.
    """

    id: Mapped[RowId]
    workshop_uid: Mapped[str]

    @declared_attr
    @classmethod
    def team_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("team.id"), index=True)

    @declared_attr
    @classmethod
    def cycle_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("cycle.id"), index=True)


class Mission(OfTeam, Base):
    """Who would miss a team and how. Its row says that the team takes part in the cycle.

    The votes count hands for and against the direction, None before they are counted.
    """

    __tablename__ = "mission"
    __table_args__ = (
        UniqueConstraint("team_id", "cycle_id"),
        {"sqlite_autoincrement": True},
    )

    text: Mapped[str]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]


class Objective(OfTeam, Base):
    """What a team wants to change. `score` (0.0 to 1.0) is None while the suggested one counts."""

    __tablename__ = "objective"

    title: Mapped[str]
    why: Mapped[str]
    for_whom: Mapped[str]
    ambition: Mapped[Ambition]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    owner: Mapped[str]
    state: Mapped[ObjectiveState]
    score: Mapped[Decimal | None]
    score_note: Mapped[str]

    key_results: Mapped[list[KeyResult]] = relationship(
        cascade="all, delete-orphan", order_by="KeyResult.rank"
    )


class KeyResult(Exported, Base):
    """How everybody will know. Which numbers count depends on the type (`domain.progress`).

    `follow_up_uid` names the action that looks for a data source, "" if there is none.
    """

    __tablename__ = "key_result"

    id: Mapped[RowId]
    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"), index=True)
    title: Mapped[str]
    type: Mapped[KeyResultType]
    metric: Mapped[str]
    unit: Mapped[str]
    baseline: Mapped[Decimal | None]
    target: Mapped[Decimal | None]
    stretch: Mapped[Decimal | None]
    lower: Mapped[Decimal | None]
    upper: Mapped[Decimal | None]
    baseline_unknown: Mapped[bool]
    data_source: Mapped[str]
    frequency: Mapped[str]
    owner: Mapped[str]
    weight: Mapped[Decimal]
    confidence: Mapped[int | None]
    follow_up_uid: Mapped[str]

    steps: Mapped[list[MilestoneStep]] = relationship(
        cascade="all, delete-orphan", order_by="MilestoneStep.rank"
    )
    check_ins: Mapped[list[CheckIn]] = relationship(
        cascade="all, delete-orphan", order_by="CheckIn.rank"
    )


class MilestoneStep(Exported, Base):
    """One step of a milestone; done or not, nothing between."""

    __tablename__ = "milestone_step"

    id: Mapped[RowId]
    key_result_id: Mapped[int] = mapped_column(ForeignKey("key_result.id"), index=True)
    text: Mapped[str]
    done: Mapped[bool]


class CheckIn(Exported, Base):
    """What a key result stood at, or why nobody knows; the newest one is its value now."""

    __tablename__ = "check_in"

    id: Mapped[RowId]
    key_result_id: Mapped[int] = mapped_column(ForeignKey("key_result.id"), index=True)
    workshop_uid: Mapped[str]
    at: Mapped[datetime]
    value: Mapped[Decimal | None]
    no_data_reason: Mapped[str]
    confidence: Mapped[int | None]
    changed: Mapped[str]
    plan: Mapped[str]


class Initiative(OfTeam, Base):
    """The work itself; it never counts as progress."""

    __tablename__ = "initiative"

    objective_id: Mapped[int | None] = mapped_column(ForeignKey("objective.id"), index=True)
    text: Mapped[str]


class Revision(Exported, Base):
    """One change of wording or number. `entity` is a table; texts are as they were shown."""

    __tablename__ = "revision"

    id: Mapped[RowId]
    entity: Mapped[str]
    entity_uid: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    at: Mapped[datetime]
    workshop_uid: Mapped[str]
    item_uid: Mapped[str]
