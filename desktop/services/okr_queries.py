"""What is read about OKRs: a line per team, one team in full, and how its wording changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from desktop.domain.kinds import ObjectiveState
from desktop.domain.okr_rows import (
    CheckInRow,
    FollowUpRow,
    InitiativeRow,
    KeyResultRow,
    MilestoneStepRow,
    ObjectiveRow,
    RevisionRow,
    TeamLine,
    TeamOkrs,
)
from desktop.domain.prepare_rows import CycleRow
from desktop.models.okrs import (
    CheckIn,
    Initiative,
    KeyResult,
    MilestoneStep,
    Mission,
    Objective,
    Revision,
)
from desktop.models.preparing import Theme
from desktop.models.tables import ActionItem, Participation, Person, Team
from desktop.services.cycles import cycle_of

_R = TypeVar("_R")
_ASIDE = (ObjectiveState.PARKED, ObjectiveState.CLOSED)


def cycle_row(session: Session, workshop_id: int) -> CycleRow | None:
    """The cycle of a workshop; None while nothing has been written for its quarter."""
    cycle = cycle_of(session, workshop_id)
    if cycle is None:
        return None
    return CycleRow(cycle.id, cycle.uid, cycle.label, cycle.starts, cycle.ends)


def team_lines(session: Session, workshop_id: int) -> tuple[TeamLine, ...]:
    """The teams that take part in a workshop or in its cycle, in order."""
    cycle_id = _cycle_id(session, workshop_id)
    missions = select(Mission.team_id, Mission.text).where(Mission.cycle_id == cycle_id).subquery()
    live = Objective.cycle_id == cycle_id, Objective.state.not_in(_ASIDE)
    objectives = (
        select(
            Objective.team_id,
            func.count().label("n"),
            func.count().filter(Objective.state == ObjectiveState.AGREED).label("agreed"),
        )
        .where(*live)
        .group_by(Objective.team_id)
        .subquery()
    )
    results = (
        select(Objective.team_id, func.count().label("n"))
        .join(KeyResult, KeyResult.objective_id == Objective.id)
        .where(*live)
        .group_by(Objective.team_id)
        .subquery()
    )
    query = (
        select(
            Team.id,
            Team.uid,
            Team.name,
            func.coalesce(missions.c.text, "") != "",
            func.coalesce(objectives.c.n, 0),
            func.coalesce(objectives.c.agreed, 0),
            func.coalesce(results.c.n, 0),
        )
        .outerjoin(missions, missions.c.team_id == Team.id)
        .outerjoin(objectives, objectives.c.team_id == Team.id)
        .outerjoin(results, results.c.team_id == Team.id)
        .where(or_(missions.c.team_id.is_not(None), Team.id.in_(_present(workshop_id))))
        .order_by(Team.rank, Team.id)
    )
    return tuple(TeamLine(*row[:3], bool(row[3]), *row[4:]) for row in session.execute(query))


def team_okrs(session: Session, workshop_id: int, team_id: int) -> TeamOkrs | None:
    """One team in full; None when it takes part neither in the workshop nor in its cycle."""
    return next(iter(_teams_in_full(session, workshop_id, team_id)), None)


def all_team_okrs(session: Session, workshop_id: int) -> tuple[TeamOkrs, ...]:
    """All teams of a workshop in full."""
    return _teams_in_full(session, workshop_id, None)


def revisions(session: Session, uids: Collection[str]) -> tuple[RevisionRow, ...]:
    """How the rows of these uids changed, oldest first."""
    query = (
        select(
            Revision.id,
            Revision.entity,
            Revision.entity_uid,
            Revision.field,
            Revision.old,
            Revision.new,
            Revision.at,
        )
        .where(Revision.entity_uid.in_(uids))
        .order_by(Revision.at, Revision.id)
    )
    return tuple(RevisionRow(*row) for row in session.execute(query))


def _cycle_id(session: Session, workshop_id: int) -> int:
    cycle = cycle_of(session, workshop_id)
    return 0 if cycle is None else cycle.id  # no row has the id 0


def _present(workshop_id: int) -> Select[int | None]:
    query = select(Participation.team_id).where(Participation.workshop_id == workshop_id)
    return query.where(Participation.team_id.is_not(None))


def _teams_in_full(session: Session, workshop_id: int, only: int | None) -> tuple[TeamOkrs, ...]:
    cycle_id = _cycle_id(session, workshop_id)
    query = (
        select(
            Team.id,
            Team.uid,
            Team.name,
            Mission.text,
            Mission.votes_for,
            Mission.votes_against,
            Mission.id.label("mission_id"),
            Mission.uid.label("mission_uid"),
        )
        .outerjoin(Mission, (Mission.team_id == Team.id) & (Mission.cycle_id == cycle_id))
        .where(or_(Mission.id.is_not(None), Team.id.in_(_present(workshop_id))))
        .order_by(Team.rank, Team.id)
    )
    if only is not None:
        query = query.where(Team.id == only)
    teams = session.execute(query).all()
    ids = [row.id for row in teams]
    people = _people(session, workshop_id, ids)
    objectives = _objectives(session, cycle_id, ids)
    initiatives = _initiatives(session, cycle_id, ids)
    return tuple(
        TeamOkrs(
            row.id,
            row.uid,
            row.name,
            row.text or "",
            row.votes_for,
            row.votes_against,
            objectives.get(row.id, ()),
            initiatives.get(row.id, ()),
            people.get(row.id, ()),
            row.mission_id,
            row.mission_uid or "",
        )
        for row in teams
    )


def _people(session: Session, workshop_id: int, teams: list[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(Participation.team_id, Person.name)
        .join(Person, Person.id == Participation.person_id)
        .where(Participation.workshop_id == workshop_id, Participation.team_id.in_(teams))
        .order_by(Participation.rank, Participation.id)
    )
    return _grouped(session.execute(query), lambda row: row.name)


def _objectives(
    session: Session, cycle_id: int, teams: list[int]
) -> dict[int, tuple[ObjectiveRow, ...]]:
    query = (
        select(
            Objective.team_id,
            Objective.id,
            Objective.uid,
            Objective.title,
            Objective.state,
            Objective.why,
            Objective.for_whom,
            Objective.ambition,
            Objective.theme_id,
            Theme.title.label("theme"),
            Objective.owner,
            Objective.score,
            Objective.score_note,
        )
        .outerjoin(Theme, Theme.id == Objective.theme_id)
        .where(Objective.cycle_id == cycle_id, Objective.team_id.in_(teams))
        .order_by(Objective.rank, Objective.id)
    )
    rows = session.execute(query).all()
    results = _key_results(session, _of_objectives(cycle_id, teams)) if rows else {}
    return _grouped(
        rows,
        lambda row: ObjectiveRow(
            *row[1:9],
            theme=row.theme or "",
            owner=row.owner,
            score=row.score,
            score_note=row.score_note,
            key_results=results.get(row.id, ()),
        ),
    )


def _of_objectives(cycle_id: int, teams: list[int]) -> Select[int]:
    query = select(KeyResult.id).join(Objective, Objective.id == KeyResult.objective_id)
    return query.where(Objective.cycle_id == cycle_id, Objective.team_id.in_(teams))


def _key_results(session: Session, ids: Select[int]) -> dict[int, tuple[KeyResultRow, ...]]:
    steps = _steps(session, ids)
    checks = _check_ins(session, ids)
    query = (
        select(
            KeyResult.objective_id,
            KeyResult.id,
            KeyResult.uid,
            KeyResult.title,
            KeyResult.type,
            KeyResult.metric,
            KeyResult.unit,
            KeyResult.baseline,
            KeyResult.target,
            KeyResult.stretch,
            KeyResult.lower,
            KeyResult.upper,
            KeyResult.baseline_unknown,
            KeyResult.data_source,
            KeyResult.frequency,
            KeyResult.owner,
            KeyResult.weight,
            KeyResult.confidence,
            KeyResult.follow_up_uid,
        )
        .where(KeyResult.id.in_(ids))
        .order_by(KeyResult.rank, KeyResult.id)
    )
    rows = session.execute(query).all()
    asked = _follow_ups(session, {row.follow_up_uid for row in rows if row.follow_up_uid})
    return _grouped(
        rows,
        lambda row: KeyResultRow(
            *row[1:18],
            follow_up=asked.get(row.follow_up_uid),
            steps=steps.get(row.id, ()),
            check_ins=checks.get(row.id, ()),
        ),
    )


def _follow_ups(session: Session, uids: set[str]) -> dict[str, FollowUpRow]:
    if not uids:
        return {}
    query = select(ActionItem.uid, ActionItem.text, ActionItem.owner, ActionItem.due)
    rows = session.execute(query.where(ActionItem.uid.in_(uids)))
    return {row.uid: FollowUpRow(*row) for row in rows}


def _steps(session: Session, ids: Select[int]) -> dict[int, tuple[MilestoneStepRow, ...]]:
    table = MilestoneStep
    query = (
        select(table.key_result_id, table.id, table.uid, table.text, table.done)
        .where(table.key_result_id.in_(ids))
        .order_by(table.rank, table.id)
    )
    return _grouped(session.execute(query), lambda row: MilestoneStepRow(*row[1:]))


def _check_ins(session: Session, ids: Select[int]) -> dict[int, tuple[CheckInRow, ...]]:
    query = (
        select(
            CheckIn.key_result_id,
            CheckIn.id,
            CheckIn.uid,
            CheckIn.at,
            CheckIn.value,
            CheckIn.no_data_reason,
            CheckIn.confidence,
            CheckIn.changed,
            CheckIn.plan,
        )
        .where(CheckIn.key_result_id.in_(ids))
        .order_by(CheckIn.at, CheckIn.id)
    )
    return _grouped(session.execute(query), lambda row: CheckInRow(*row[1:]))


def _initiatives(
    session: Session, cycle_id: int, teams: list[int]
) -> dict[int, tuple[InitiativeRow, ...]]:
    table = Initiative
    query = (
        select(table.team_id, table.id, table.uid, table.text, table.objective_id)
        .where(table.cycle_id == cycle_id, table.team_id.in_(teams))
        .order_by(table.rank, table.id)
    )
    return _grouped(session.execute(query), lambda row: InitiativeRow(*row[1:]))


def _grouped(
    rows: Iterable[Row[*tuple[Any, ...]]], made: Callable[[Any], _R]
) -> dict[int, tuple[_R, ...]]:
    """What is made of each row, by the row's first column."""
    groups: dict[int, list[_R]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(made(row))
    return {key: tuple(found) for key, found in groups.items()}
