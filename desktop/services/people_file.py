"""Brings in the people of a workshop file, and recognises those the programme knows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from desktop.domain.people import RosterEntry, name_key, plan_people
from desktop.domain.text import clean, one_line
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_parts import PersonPart, TeamPart
from desktop.models.base import new_uid
from desktop.models.tables import (
    Accommodation,
    Participation,
    Person,
    PersonContact,
    Team,
    Workshop,
)
from desktop.models.unit_of_work import Work
from desktop.services.people_queries import known_people
from desktop.services.ranks import rank_between, ranks_after


def add_people(work: Work, workshop: Workshop, doc: WorkshopDoc) -> dict[str, int]:
    """Put the people of the file on the list of a workshop that has none yet.

    Returns the ids of the file's teams by their uids there.
    """
    teams = _teams(work, workshop.programme_id, doc.teams)
    people = _people(work, workshop, doc.people)
    rows = [
        {
            "uid": part.uid,
            "rank": rank,
            "workshop_id": workshop.id,
            "person_id": people[part.person],
            "team_id": teams.get(part.team),
            "role": one_line(part.role),
            "experience": part.experience,
            "pre_work": part.pre_work,
            "attendance": part.attendance,
            "arrived_at": part.arrived_at,
            "left_at": part.left_at,
        }
        for part, rank in zip(doc.people, ranks_after(None, len(doc.people)), strict=True)
    ]
    work.add_rows(Participation, rows)
    return teams


def _teams(work: Work, programme_id: int, parts: list[TeamPart]) -> dict[str, int]:
    """Ids by the file's uid; a team of that uid, or else of the same name, is the same team."""
    query = select(Team).where(Team.programme_id == programme_id).order_by(Team.rank)
    held = list(work.session.scalars(query))
    by_uid = {team.uid: team.id for team in held}
    known = {name_key(team.name): team.id for team in held}
    strangers = [
        part for part in parts if part.uid not in by_uid and name_key(part.name) not in known
    ]
    taken = _taken(work, Team, [part.uid for part in strangers])
    ranks = ranks_after(held[-1].rank if held else None, len(strangers))
    rows = [
        {
            "uid": new_uid() if part.uid in taken else part.uid,
            "rank": rank,
            "programme_id": programme_id,
            "name": one_line(part.name),
        }
        for part, rank in zip(strangers, ranks, strict=True)
    ]
    made = work.add_rows(Team, rows)
    known |= {name_key(part.name): id_ for part, id_ in zip(strangers, made, strict=True)}
    return {part.uid: by_uid.get(part.uid) or known[name_key(part.name)] for part in parts}


def _people(work: Work, workshop: Workshop, parts: list[PersonPart]) -> dict[str, int]:
    """Ids by the file's uid; whoever the programme knows keeps what is known of them."""
    entries = [RosterEntry(one_line(part.name), part.email) for part in parts]
    planned = plan_people(entries, known_people(work.session, workshop.id))
    ids = {
        part.person: one.known.person_id
        for part, one in zip(parts, planned, strict=True)
        if one.known is not None
    }
    strangers = [part for part in parts if part.person not in ids]
    taken = _taken(work, Person, [part.person for part in strangers])
    query = select(Person.rank).where(Person.programme_id == workshop.programme_id)
    last = work.session.scalar(query.order_by(Person.rank.desc()).limit(1))
    rows = [
        {
            "uid": new_uid() if part.person in taken else part.person,
            "rank": rank,
            "programme_id": workshop.programme_id,
            "name": one_line(part.name),
        }
        for part, rank in zip(strangers, ranks_after(last, len(strangers)), strict=True)
    ]
    made = dict(zip((p.person for p in strangers), work.add_rows(Person, rows), strict=True))
    _add_private(work, strangers, made)
    return ids | made


def _add_private(work: Work, parts: list[PersonPart], ids: dict[str, int]) -> None:
    rank = rank_between(None, None)

    def row(part: PersonPart, **more: str) -> dict[str, Any]:
        return {"uid": new_uid(), "rank": rank, "person_id": ids[part.person], **more}

    work.add_rows(PersonContact, [row(p, email=p.email) for p in parts if p.email])
    needs = [row(p, text=clean(p.accommodation)) for p in parts if p.accommodation]
    work.add_rows(Accommodation, needs)


def _taken(work: Work, table: type[Team | Person], uids: list[str]) -> set[str]:
    """Uids that a row of another programme has already."""
    return set(work.session.scalars(select(table.uid).where(table.uid.in_(uids))))
