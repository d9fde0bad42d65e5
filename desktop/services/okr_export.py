"""The OKRs of teams as parts of a workshop file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.domain.workshop_parts import (
    CheckInPart,
    InitiativePart,
    KeyResultPart,
    MilestoneStepPart,
    MissionPart,
    ObjectivePart,
    RevisionPart,
    TeamOkrsPart,
)
from desktop.models.okrs import CheckIn, Initiative, KeyResult, Mission, Objective, Revision
from desktop.models.preparing import Theme
from desktop.models.tables import Team

_AT_ONCE = 500
"""Names in one query: SQLite takes a limited number of values."""


def amount_text(value: Decimal | None) -> str | None:
    """The digits of an amount, without an exponent."""
    return None if value is None else format(value, "f")


def team_okrs_part(session: Session, team: Team, cycle_id: int) -> TeamOkrsPart:
    """Everything one team has drafted in a quarter, in order."""
    mission = session.scalars(
        select(Mission).where(Mission.team_id == team.id, Mission.cycle_id == cycle_id)
    ).first()
    objectives = session.scalars(
        select(Objective)
        .where(Objective.team_id == team.id, Objective.cycle_id == cycle_id)
        .order_by(Objective.rank, Objective.id)
        .options(
            selectinload(Objective.key_results).selectinload(KeyResult.steps),
            selectinload(Objective.key_results).selectinload(KeyResult.check_ins),
        )
    ).all()
    initiatives = session.scalars(
        select(Initiative)
        .where(Initiative.team_id == team.id, Initiative.cycle_id == cycle_id)
        .order_by(Initiative.rank, Initiative.id)
    )
    uids = {row.id: row.uid for row in objectives}
    return TeamOkrsPart(
        team=team.uid,
        mission=None if mission is None else _mission(mission),
        objectives=[_objective(row, _theme_uid(session, row)) for row in objectives],
        initiatives=[
            InitiativePart(
                uid=row.uid,
                text=row.text,
                workshop=row.workshop_uid,
                objective=uids.get(row.objective_id or 0, ""),
            )
            for row in initiatives
        ],
    )


def part_uids(okrs: TeamOkrsPart) -> Iterator[tuple[str, str]]:
    """Table and uid of every row that a team's part stands for."""
    if okrs.mission is not None:
        yield "mission", okrs.mission.uid
    for objective in okrs.objectives:
        yield "objective", objective.uid
        for result in objective.key_results:
            yield "key_result", result.uid
            for step in result.steps:
                yield "milestone_step", step.uid
            for check_in in result.check_ins:
                yield "check_in", check_in.uid
    for initiative in okrs.initiatives:
        yield "initiative", initiative.uid


def revision_parts(session: Session, okrs: Sequence[TeamOkrsPart]) -> list[RevisionPart]:
    """How the wording of all this grew, in order."""
    uids = [uid for part in okrs for _, uid in part_uids(part)]
    rows: list[Revision] = []
    for start in range(0, len(uids), _AT_ONCE):
        some = uids[start : start + _AT_ONCE]
        rows.extend(session.scalars(select(Revision).where(Revision.entity_uid.in_(some))))
    rows.sort(key=lambda row: (row.rank, row.id))
    return [
        RevisionPart(
            uid=row.uid,
            entity=row.entity,
            of=row.entity_uid,
            field=row.field,
            at=row.at,
            old=row.old,
            new=row.new,
            workshop=row.workshop_uid,
            item=row.item_uid,
        )
        for row in rows
    ]


def _theme_uid(session: Session, objective: Objective) -> str:
    theme = None if objective.theme_id is None else session.get(Theme, objective.theme_id)
    return "" if theme is None or theme.cycle_id != objective.cycle_id else theme.uid


def _mission(row: Mission) -> MissionPart:
    return MissionPart(
        uid=row.uid,
        workshop=row.workshop_uid,
        text=row.text,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
    )


def _objective(row: Objective, theme: str) -> ObjectivePart:
    return ObjectivePart(
        uid=row.uid,
        title=row.title,
        workshop=row.workshop_uid,
        why=row.why,
        for_whom=row.for_whom,
        ambition=row.ambition,
        theme=theme,
        owner=row.owner,
        state=row.state,
        score=amount_text(row.score),
        score_note=row.score_note,
        key_results=[_key_result(result) for result in row.key_results],
    )


def _key_result(row: KeyResult) -> KeyResultPart:
    return KeyResultPart(
        uid=row.uid,
        title=row.title,
        type=row.type,
        metric=row.metric,
        unit=row.unit,
        baseline=amount_text(row.baseline),
        target=amount_text(row.target),
        stretch=amount_text(row.stretch),
        lower=amount_text(row.lower),
        upper=amount_text(row.upper),
        baseline_unknown=row.baseline_unknown,
        data_source=row.data_source,
        frequency=row.frequency,
        owner=row.owner,
        weight=format(row.weight, "f"),
        confidence=row.confidence,
        follow_up=row.follow_up_uid,
        steps=[
            MilestoneStepPart(uid=step.uid, text=step.text, done=step.done) for step in row.steps
        ],
        check_ins=[_check_in(one) for one in row.check_ins],
    )


def _check_in(row: CheckIn) -> CheckInPart:
    return CheckInPart(
        uid=row.uid,
        at=row.at,
        workshop=row.workshop_uid,
        value=amount_text(row.value),
        no_data_reason=row.no_data_reason,
        confidence=row.confidence,
        changed=row.changed,
        plan=row.plan,
    )
