"""Use cases on the teams of a cycle: who drafts, what for, and how many hands were for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.people import valid_name
from desktop.domain.text import clean
from desktop.models.okrs import Initiative, Mission, Objective
from desktop.models.tables import Team
from desktop.models.unit_of_work import Work
from desktop.services.cycles import cycle_of
from desktop.services.drafting import found, mission_of, valid_votes, valid_words
from desktop.services.participants import TeamBook
from desktop.services.revisions import Pen
from desktop.services.workshops import workshop_of

MOST_TEAMS = 200


@dataclass(frozen=True, slots=True)
class AddTeams:
    """Let teams take part, each under its name; one that is known is not made again."""

    workshop_id: int
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        return tr("Add teams") if len(self.names) > 1 else tr("Add team")

    def execute(self, work: Work) -> None:
        lines = [line for name in self.names for line in clean(name).splitlines() if line.strip()]
        if not lines:
            raise UserError(tr("A team needs a name."), tr("Type it, then Enter."))
        if len(lines) > MOST_TEAMS:
            raise UserError(
                tr("These are more than {n} teams.").format(n=MOST_TEAMS),
                tr("Nothing was added. Look whether the right lines were pasted."),
            )
        workshop = workshop_of(work.session, self.workshop_id)
        book = TeamBook(work, workshop.programme_id)
        for line in lines:
            team_id = book.id_of(valid_name(line))
            assert team_id is not None
            mission_of(work, self.workshop_id, team_id)


@dataclass(frozen=True, slots=True)
class RemoveTeam:
    """Take away all that a team has drafted in the workshop's cycle; its people stay."""

    workshop_id: int
    team_id: int

    @property
    def label(self) -> str:
        return tr("Remove team")

    def execute(self, work: Work) -> None:
        session = work.session
        found(session, Team, self.team_id)
        cycle = cycle_of(session, self.workshop_id)
        if cycle is None:
            return
        for table in (Initiative, Objective, Mission):  # each before what it points at
            here = (table.team_id == self.team_id) & (table.cycle_id == cycle.id)
            for row in session.scalars(select(table).where(here)).all():
                session.delete(row)
            session.flush()


@dataclass(frozen=True, slots=True)
class EditMission:
    """Change who would miss a team and how; empty text is none yet."""

    workshop_id: int
    at: Moment
    team_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit mission")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("mission.text", self.workshop_id, self.team_id)

    def execute(self, work: Work) -> None:
        text = valid_words(self.text)
        mission, _ = mission_of(work, self.workshop_id, self.team_id)
        Pen(work, self.workshop_id, self.at).set(mission, "text", text)


@dataclass(frozen=True, slots=True)
class CountVotes:
    """Write how many hands were for and against the direction; None: not counted."""

    workshop_id: int
    at: Moment
    team_id: int
    votes_for: int | None
    votes_against: int | None

    @property
    def label(self) -> str:
        return tr("Count votes")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("mission.votes", self.workshop_id, self.team_id)

    def execute(self, work: Work) -> None:
        mission, _ = mission_of(work, self.workshop_id, self.team_id)
        pen = Pen(work, self.workshop_id, self.at)
        pen.set(mission, "votes_for", valid_votes(self.votes_for))
        pen.set(mission, "votes_against", valid_votes(self.votes_against))
