"""Use cases on the work itself: initiatives of a team, and the steps of a milestone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.clock import Moment
from desktop.domain.i18n import tr
from desktop.models.base import new_uid
from desktop.models.okrs import Initiative, KeyResult, MilestoneStep
from desktop.models.unit_of_work import Work
from desktop.services.drafting import found, last_rank, mission_of, valid_title
from desktop.services.ranks import rank_between
from desktop.services.revisions import Pen
from desktop.services.workshops import workshop_of


def new_initiative(
    pen: Pen, team_id: int, cycle_id: int, text: str, objective_id: int | None = None
) -> None:
    """Add an initiative to a team's list in a cycle, at the end."""
    session = pen.work.session
    table = Initiative
    query = select(table).where(table.team_id == team_id, table.cycle_id == cycle_id)
    rows = session.scalars(query.order_by(table.rank, table.id)).all()
    made = Initiative(
        uid=new_uid(),
        rank=rank_between(last_rank(rows), None),
        team_id=team_id,
        cycle_id=cycle_id,
        workshop_uid=workshop_of(session, pen.workshop_id).uid,
        objective_id=objective_id,
        text=valid_title(text, new=True),
    )
    session.add(made)
    pen.added(made, "text")


@dataclass(frozen=True, slots=True)
class AddInitiative:
    """Add a piece of work to a team; it never counts as progress."""

    workshop_id: int
    at: Moment
    team_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Add initiative")

    def execute(self, work: Work) -> None:
        pen = Pen(work, self.workshop_id, self.at)
        _, cycle = mission_of(work, self.workshop_id, self.team_id)
        new_initiative(pen, self.team_id, cycle.id, self.text)


@dataclass(frozen=True, slots=True)
class EditInitiative:
    """Change the words of an initiative."""

    workshop_id: int
    at: Moment
    initiative_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit initiative")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("initiative", self.initiative_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, Initiative, self.initiative_id)
        Pen(work, self.workshop_id, self.at).set(row, "text", valid_title(self.text))


@dataclass(frozen=True, slots=True)
class DeleteInitiative:
    """Remove an initiative."""

    initiative_id: int

    @property
    def label(self) -> str:
        return tr("Delete initiative")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, Initiative, self.initiative_id))


@dataclass(frozen=True, slots=True)
class AddStep:
    """Add a step to a milestone, at the end."""

    workshop_id: int
    at: Moment
    key_result_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Add step")

    def execute(self, work: Work) -> None:
        text = valid_title(self.text, new=True)
        key_result = found(work.session, KeyResult, self.key_result_id)
        query = select(MilestoneStep).where(MilestoneStep.key_result_id == key_result.id)
        rows = work.session.scalars(query.order_by(MilestoneStep.rank, MilestoneStep.id)).all()
        made = MilestoneStep(
            uid=new_uid(),
            rank=rank_between(last_rank(rows), None),
            key_result_id=key_result.id,
            text=text,
            done=False,
        )
        work.session.add(made)
        Pen(work, self.workshop_id, self.at).added(made, "text")


@dataclass(frozen=True, slots=True)
class EditStep:
    """Change the words of a step."""

    workshop_id: int
    at: Moment
    step_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit step")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("milestone_step", self.step_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, MilestoneStep, self.step_id)
        Pen(work, self.workshop_id, self.at).set(row, "text", valid_title(self.text))


@dataclass(frozen=True, slots=True)
class MarkStep:
    """Say that a step is done, or that it isn't."""

    workshop_id: int
    at: Moment
    step_id: int
    done: bool

    @property
    def label(self) -> str:
        return tr("Step done") if self.done else tr("Step not done")

    def execute(self, work: Work) -> None:
        row = found(work.session, MilestoneStep, self.step_id)
        Pen(work, self.workshop_id, self.at).set(row, "done", self.done)


@dataclass(frozen=True, slots=True)
class DeleteStep:
    """Remove a step from a milestone."""

    step_id: int

    @property
    def label(self) -> str:
        return tr("Delete step")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, MilestoneStep, self.step_id))
