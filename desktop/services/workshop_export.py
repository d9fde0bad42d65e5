"""Builds the document of a workshop file from the library: all of one workshop, in order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.domain.kinds import CaptureKind
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_parts import (
    BaselinePart,
    BriefPart,
    CapturePart,
    CyclePart,
    EventPart,
    GoalPart,
    ItemPart,
    LeaderInputPart,
    MaterialPart,
    PersonPart,
    SessionKeyResultPart,
    StepPart,
    TeamOkrsPart,
    TeamPart,
    ThemePart,
    WorkshopPart,
)
from desktop.models.captured import Captured
from desktop.models.okrs import Initiative, Mission, Objective
from desktop.models.preparing import (
    Cycle,
    Goal,
    LeaderInput,
    Material,
    SessionKeyResult,
    Theme,
    WorkshopBrief,
)
from desktop.models.tables import (
    ActionItem,
    AgendaItem,
    Decision,
    FeedbackItem,
    Finding,
    Need,
    ParkingLotItem,
    Participation,
    Person,
    Programme,
    Risk,
    RunEventRecord,
    Team,
    Workshop,
)
from desktop.services.cycles import cycle_of
from desktop.services.okr_export import amount_text, revision_parts, team_okrs_part
from desktop.services.workshops import workshop_of

_LAST = datetime.max.replace(tzinfo=UTC)


def workshop_doc(session: Session, workshop_id: int) -> WorkshopDoc:
    """Everything about one workshop. Raises `UserError` when it is gone.

    What is private is in it; `encode_workshop` leaves it out unless it is asked for.
    """
    workshop = workshop_of(session, workshop_id)
    cycle = cycle_of(session, workshop_id)
    teams = _teams(session, workshop_id, cycle)
    okrs = [] if cycle is None else _okrs(session, teams, cycle)
    return WorkshopDoc(
        workshop=_head(session, workshop),
        teams=[TeamPart(uid=team.uid, name=team.name) for team in teams],
        people=_people(session, workshop_id),
        agenda=_agenda(session, workshop_id),
        events=_events(session, workshop_id),
        captures=_captures(session, workshop_id),
        brief=_brief(session, workshop_id),
        session_key_results=[
            SessionKeyResultPart(uid=row.uid, text=row.text, score=amount_text(row.score))
            for row in _ranked(session, SessionKeyResult, workshop_id)
        ],
        goals=[
            GoalPart(uid=row.uid, text=row.text, status=row.status, evidence=row.evidence)
            for row in _ranked(session, Goal, workshop_id)
        ],
        materials=[
            MaterialPart(
                uid=row.uid, kind=row.kind, title=row.title, target=row.target, ready=row.ready
            )
            for row in _ranked(session, Material, workshop_id)
        ],
        leader_inputs=[
            LeaderInputPart(uid=row.uid, kind=row.kind, text=row.text, speaker=row.speaker)
            for row in _ranked(session, LeaderInput, workshop_id)
        ],
        cycle=None if cycle is None else _cycle_part(cycle),
        themes=[] if cycle is None else theme_parts(session, cycle.id),
        okrs=okrs,
        revisions=revision_parts(session, okrs),
    )


def theme_parts(session: Session, cycle_id: int) -> list[ThemePart]:
    """The themes of a quarter in order."""
    query = select(Theme).where(Theme.cycle_id == cycle_id).order_by(Theme.rank, Theme.id)
    return [ThemePart(uid=row.uid, title=row.title) for row in session.scalars(query)]


def _head(session: Session, workshop: Workshop) -> WorkshopPart:
    programme = session.get_one(Programme, workshop.programme_id)
    return WorkshopPart(
        uid=workshop.uid,
        title=workshop.title,
        kind=workshop.kind,
        state=workshop.state,
        day=workshop.day,
        start=workshop.starts,
        end=workshop.ends,
        zone=workshop.zone,
        programme=programme.name,
        number=workshop.number,
        place=workshop.place,
        hands_up=workshop.hands_up,
    )


def _teams(session: Session, workshop_id: int, cycle: Cycle | None) -> list[Team]:
    """Those with somebody in the workshop, and those that take part in its quarter."""
    here = select(Participation.team_id).where(
        Participation.workshop_id == workshop_id, Participation.team_id.is_not(None)
    )
    ids = set(session.scalars(here))
    if cycle is not None:
        for table in (Mission, Objective, Initiative):
            ids.update(session.scalars(select(table.team_id).where(table.cycle_id == cycle.id)))
    query = select(Team).where(Team.id.in_(ids)).order_by(Team.rank, Team.id)
    return list(session.scalars(query))


def _okrs(session: Session, teams: Iterable[Team], cycle: Cycle) -> list[TeamOkrsPart]:
    parts = (team_okrs_part(session, team, cycle.id) for team in teams)
    return [part for part in parts if part.mission or part.objectives or part.initiatives]


def _people(session: Session, workshop_id: int) -> list[PersonPart]:
    query = (
        select(Participation)
        .where(Participation.workshop_id == workshop_id)
        .order_by(Participation.rank, Participation.id)
        .options(
            selectinload(Participation.team),
            selectinload(Participation.person).selectinload(Person.contact),
            selectinload(Participation.person).selectinload(Person.accommodation),
        )
    )
    return [_person(row) for row in session.scalars(query)]


def _person(row: Participation) -> PersonPart:
    person = row.person
    return PersonPart(
        uid=row.uid,
        person=person.uid,
        name=person.name,
        team="" if row.team is None else row.team.uid,
        role=row.role,
        experience=row.experience,
        pre_work=row.pre_work,
        attendance=row.attendance,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        email="" if person.contact is None else person.contact.email,
        accommodation="" if person.accommodation is None else person.accommodation.text,
    )


def _agenda(session: Session, workshop_id: int) -> list[ItemPart]:
    query = (
        select(AgendaItem)
        .where(AgendaItem.workshop_id == workshop_id)
        .order_by(AgendaItem.rank, AgendaItem.id)
        .options(selectinload(AgendaItem.steps), selectinload(AgendaItem.private_note))
    )
    return [
        ItemPart(
            uid=row.uid,
            title=row.title,
            kind=row.kind,
            category=row.category,
            planned_s=row.planned_s,
            minimum_s=row.minimum_s,
            maximum_s=row.maximum_s,
            protected=row.protected,
            removed=row.removed,
            cut_order=row.cut_order,
            fixed_start=row.fixed_start,
            technique=row.technique,
            lead=row.lead,
            instruction=row.instruction,
            steps=[
                StepPart(
                    uid=step.uid,
                    title=step.title,
                    seconds=step.seconds,
                    instruction=step.instruction,
                )
                for step in row.steps
            ],
            private_note="" if row.private_note is None else row.private_note.text,
        )
        for row in session.scalars(query)
    ]


def _events(session: Session, workshop_id: int) -> list[EventPart]:
    table = RunEventRecord
    query = select(table).where(table.workshop_id == workshop_id).order_by(table.sequence)
    return [
        EventPart(
            uid=row.uid,
            seq=row.sequence,
            kind=row.kind,
            utc=row.utc,
            boot_ms=row.boot_ms,
            boot_id=row.boot_id,
            item=row.item_uid,
            seconds=row.seconds,
            baseline=[
                BaselinePart(uid=uid, title=title, seconds=seconds)
                for uid, title, seconds in row.baseline
            ],
            why=row.why or "",
            from_ms=row.from_ms or 0,
            to_ms=row.to_ms or 0,
        )
        for row in session.scalars(query)
    ]


_KINDS: dict[type[Captured], CaptureKind] = {
    ParkingLotItem: CaptureKind.PARKING_LOT,
    Risk: CaptureKind.RISK,
    Decision: CaptureKind.DECISION,
    ActionItem: CaptureKind.ACTION,
    Need: CaptureKind.NEED,
}
_OWN = ("owner", "due", "done", "disposition", "reason", "source", "likelihood", "impact")


def _captures(session: Session, workshop_id: int) -> list[CapturePart]:
    """As they came in; those of one kind keep their order, anonymous ones have none."""
    lists: list[list[CapturePart]] = []
    for table in (Finding, FeedbackItem, *_KINDS):
        query = select(table).where(table.workshop_id == workshop_id)
        rows = session.scalars(query.order_by(table.rank, table.id))
        lists.append([_capture(row) for row in rows])
    merged = list(heapq.merge(*lists, key=lambda part: part.at or _LAST))
    anonymous = sorted((part for part in merged if part.anonymous), key=lambda part: part.uid)
    return [part for part in merged if not part.anonymous] + anonymous


def _capture(row: Captured) -> CapturePart:
    said = isinstance(row, (Finding, FeedbackItem))  # these two say their kind themselves
    own = {name: getattr(row, name) for name in _OWN if hasattr(row, name)}
    return CapturePart(
        uid=row.uid,
        kind=CaptureKind(row.kind) if said else _KINDS[type(row)],
        text=row.text,
        at=row.captured_at,
        run_ms=row.run_ms,
        item=row.item_uid,
        anonymous=getattr(row, "anonymous", False),
        **own,
    )


def _brief(session: Session, workshop_id: int) -> BriefPart | None:
    """None while there is not a word in it: then the file can do without."""
    query = select(WorkshopBrief).where(WorkshopBrief.workshop_id == workshop_id)
    row = session.scalars(query).first()
    if row is None:
        return None
    words = (row.format, row.adjustments, row.objective, row.score_note, row.currency)
    if row.score is None and row.hourly_rate is None and not any(words):
        return None
    return BriefPart(
        uid=row.uid,
        format=row.format,
        adjustments=row.adjustments,
        objective=row.objective,
        score=amount_text(row.score),
        score_note=row.score_note,
        hourly_rate=amount_text(row.hourly_rate),
        currency=row.currency or "",
    )


_Row = TypeVar("_Row", SessionKeyResult, Goal, Material, LeaderInput)


def _ranked(session: Session, table: type[_Row], workshop_id: int) -> Sequence[_Row]:
    query = select(table).where(table.workshop_id == workshop_id)
    return session.scalars(query.order_by(table.rank, table.id)).all()


def _cycle_part(cycle: Cycle) -> CyclePart:
    return CyclePart(
        uid=cycle.uid, label=cycle.label, starts=cycle.starts, ends=cycle.ends, state=cycle.state
    )
