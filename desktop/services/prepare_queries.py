"""What is read about the preparation of a workshop: columns in, one frozen value out."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.closing import ActionRow, Closing, ParkedRow
from desktop.domain.meeting_cost import HourlyRate
from desktop.domain.prepare_rows import (
    GoalRow,
    LeaderInputRow,
    MaterialRow,
    Preparation,
    SessionKeyResultRow,
    ThemeRow,
)
from desktop.models.preparing import (
    Goal,
    LeaderInput,
    Material,
    SessionKeyResult,
    Theme,
    WorkshopBrief,
)
from desktop.models.tables import ActionItem, ParkingLotItem
from desktop.services.okr_queries import cycle_row, team_lines


def preparation(session: Session, workshop_id: int) -> Preparation:
    """All that is prepared for a workshop, each list in its order."""
    query = select(
        WorkshopBrief.format,
        WorkshopBrief.adjustments,
        WorkshopBrief.objective,
        WorkshopBrief.score,
        WorkshopBrief.score_note,
    ).where(WorkshopBrief.workshop_id == workshop_id)
    row = session.execute(query).first()
    brief = Preparation() if row is None else Preparation(*row)
    cycle = cycle_row(session, workshop_id)
    return replace(
        brief,
        key_results=_key_results(session, workshop_id),
        goals=_goals(session, workshop_id),
        materials=_materials(session, workshop_id),
        leader_inputs=_leader_inputs(session, workshop_id),
        themes=() if cycle is None else _themes(session, cycle.id),
        cycle=cycle,
    )


def hourly_rate(session: Session, workshop_id: int) -> HourlyRate | None:
    """What an hour of one person costs: private, so that nothing else here reads it."""
    query = select(WorkshopBrief.hourly_rate, WorkshopBrief.currency).where(
        WorkshopBrief.workshop_id == workshop_id
    )
    row = session.execute(query).first()
    if row is None or row.hourly_rate is None:
        return None
    return HourlyRate(row.hourly_rate, row.currency or "")


def closing(session: Session, workshop_id: int) -> Closing:
    """What is looked through before a workshop is closed."""
    return Closing(
        preparation(session, workshop_id),
        _parked(session, workshop_id),
        _actions(session, workshop_id),
        team_lines(session, workshop_id),
    )


def _parked(session: Session, workshop_id: int) -> tuple[ParkedRow, ...]:
    table = ParkingLotItem
    query = (
        select(
            table.id,
            table.uid,
            table.text,
            table.disposition,
            table.reason,
            table.owner,
            table.due,
        )
        .where(table.workshop_id == workshop_id)
        .order_by(table.rank, table.id)
    )
    return tuple(ParkedRow(*row) for row in session.execute(query))


def _actions(session: Session, workshop_id: int) -> tuple[ActionRow, ...]:
    table = ActionItem
    query = (
        select(table.id, table.uid, table.text, table.owner, table.due, table.done)
        .where(table.workshop_id == workshop_id)
        .order_by(table.rank, table.id)
    )
    return tuple(ActionRow(*row) for row in session.execute(query))


def _key_results(session: Session, workshop_id: int) -> tuple[SessionKeyResultRow, ...]:
    table = SessionKeyResult
    query = (
        select(table.id, table.uid, table.text, table.score)
        .where(table.workshop_id == workshop_id)
        .order_by(table.rank, table.id)
    )
    return tuple(SessionKeyResultRow(*row) for row in session.execute(query))


def _goals(session: Session, workshop_id: int) -> tuple[GoalRow, ...]:
    query = (
        select(Goal.id, Goal.uid, Goal.text, Goal.status, Goal.evidence)
        .where(Goal.workshop_id == workshop_id)
        .order_by(Goal.rank, Goal.id)
    )
    return tuple(GoalRow(*row) for row in session.execute(query))


def _materials(session: Session, workshop_id: int) -> tuple[MaterialRow, ...]:
    table = Material
    query = (
        select(table.id, table.uid, table.kind, table.title, table.target, table.ready)
        .where(table.workshop_id == workshop_id)
        .order_by(table.rank, table.id)
    )
    return tuple(MaterialRow(*row) for row in session.execute(query))


def _leader_inputs(session: Session, workshop_id: int) -> tuple[LeaderInputRow, ...]:
    table = LeaderInput
    query = (
        select(table.id, table.uid, table.kind, table.text, table.speaker)
        .where(table.workshop_id == workshop_id)
        .order_by(table.rank, table.id)
    )
    return tuple(LeaderInputRow(*row) for row in session.execute(query))


def _themes(session: Session, cycle_id: int) -> tuple[ThemeRow, ...]:
    query = (
        select(Theme.id, Theme.uid, Theme.title)
        .where(Theme.cycle_id == cycle_id)
        .order_by(Theme.rank, Theme.id)
    )
    return tuple(ThemeRow(*row) for row in session.execute(query))
