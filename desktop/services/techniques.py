"""Use cases on the technique of a block and its timed steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.technique import NEW_STEP_S, fitted_steps, technique_named
from desktop.domain.text import one_line
from desktop.models.agenda import AgendaItem, Step
from desktop.models.base import new_uid
from desktop.models.unit_of_work import Work
from desktop.services.agenda import item_of
from desktop.services.ranks import rank_between, ranks_after
from desktop.services.technique_files import techniques
from desktop.services.workshops import valid_title

MOST_STEPS = 100
NAME_LIMIT = 200
INSTRUCTION_LIMIT = 2_000


class StepField(StrEnum):
    """What can be edited on a step."""

    TITLE = "title"
    SECONDS = "seconds"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class SetTechnique:
    """Give a block a technique: one that ships brings its steps, fitted to the block's length.

    They replace the steps there were. An own name only names the steps; no name takes the
    technique away, steps included.
    """

    item_id: int
    name: str

    @property
    def label(self) -> str:
        return tr("Choose technique")

    def execute(self, work: Work) -> None:
        item = item_of(work.session, self.item_id)
        name = one_line(self.name, NAME_LIMIT)
        technique = technique_named(techniques(), name)
        item.technique = name if technique is None else technique.title
        if technique is not None:
            seconds = fitted_steps(technique.steps, item.planned_s)
            ranks = ranks_after(None, len(technique.steps))
            item.steps = [
                Step(
                    uid=new_uid(),
                    rank=rank,
                    title=step.title,
                    seconds=max(1, share),  # a block of fewer seconds than steps
                    instruction=step.instruction,
                )
                for step, share, rank in zip(technique.steps, seconds, ranks, strict=True)
            ]
        elif not name:
            item.steps = []


@dataclass(frozen=True, slots=True)
class AddStep:
    """Add a step to a block, at the end."""

    item_id: int
    title: str
    seconds: int = NEW_STEP_S

    @property
    def label(self) -> str:
        return tr("Add step")

    def execute(self, work: Work) -> None:
        item = item_of(work.session, self.item_id)
        title, seconds = valid_title(self.title, new=True), _valid_seconds(self.seconds)
        if len(item.steps) >= MOST_STEPS:
            raise UserError(
                tr("A block has at most {n} steps.").format(n=MOST_STEPS),
                tr("Make a second block of it."),
            )
        last = item.steps[-1].rank if item.steps else None
        made = Step(
            uid=new_uid(),
            rank=rank_between(last, None),
            title=title,
            seconds=seconds,
            instruction="",
        )
        item.steps.append(made)


@dataclass(frozen=True, slots=True)
class EditStep:
    """Change the title, the seconds or the instruction of a step."""

    step_id: int
    field: StepField
    value: object

    @property
    def label(self) -> str:
        return tr("Edit step")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("step", self.field.value, self.step_id)

    def execute(self, work: Work) -> None:
        step, _ = _step_of(work.session, self.step_id)
        match self.field, self.value:
            case StepField.TITLE, str(title):
                step.title = valid_title(title)
            case StepField.SECONDS, int(seconds):
                step.seconds = _valid_seconds(seconds)
            case StepField.INSTRUCTION, str(text):
                step.instruction = one_line(text, INSTRUCTION_LIMIT)
            case _:
                raise TypeError(f"{self.field} takes no {type(self.value).__name__}")


@dataclass(frozen=True, slots=True)
class MoveStep:
    """Move a step up (negative) or down in its block by so many places."""

    step_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move step")

    def execute(self, work: Work) -> None:
        step, item = _step_of(work.session, self.step_id)
        at = item.steps.index(step)
        to = max(0, min(len(item.steps) - 1, at + self.by))
        if to == at:
            return
        others = [other for other in item.steps if other is not step]
        before = others[to - 1].rank if to else None
        after = others[to].rank if to < len(others) else None
        step.rank = rank_between(before, after)


@dataclass(frozen=True, slots=True)
class DeleteStep:
    """Remove a step from its block."""

    step_id: int

    @property
    def label(self) -> str:
        return tr("Delete step")

    def execute(self, work: Work) -> None:
        step, item = _step_of(work.session, self.step_id)
        item.steps.remove(step)


def _step_of(session: Session, step_id: int) -> tuple[Step, AgendaItem]:
    step = session.get(Step, step_id)
    if step is None:
        raise UserError(tr("This step is no longer there."), tr("Undo brings it back."))
    return step, item_of(session, step.item_id)


def _valid_seconds(seconds: int) -> int:
    if not 0 < seconds <= LONGEST_S:
        raise UserError(
            tr("A step lasts between a second and 12 hours."), tr("The old length stays.")
        )
    return seconds
