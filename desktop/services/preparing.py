"""Use cases on what a workshop is for: its goals, its format, and the session's own OKR."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.amounts import valid_amount
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import GoalStatus
from desktop.domain.meeting_cost import valid_currency, valid_rate
from desktop.domain.text import clean, one_line
from desktop.models.base import new_uid
from desktop.models.preparing import Goal, SessionKeyResult
from desktop.models.unit_of_work import Work
from desktop.services.cycles import ensure_brief
from desktop.services.prepare_lists import MAX_WORDS, found, last_rank, move, valid_words
from desktop.services.ranks import rank_between, ranks_after
from desktop.services.workshops import workshop_of


class GoalField(StrEnum):
    """What can be edited on a goal."""

    TEXT = "text"
    STATUS = "status"
    EVIDENCE = "evidence"


class BriefField(StrEnum):
    """The words that stand once for a workshop."""

    FORMAT = "format"
    ADJUSTMENTS = "adjustments"
    OBJECTIVE = "objective"
    SCORE_NOTE = "score_note"


@dataclass(frozen=True, slots=True)
class AddGoals:
    """Add goals at the end, one for each text that has words."""

    workshop_id: int
    texts: tuple[str, ...]

    @property
    def label(self) -> str:
        return tr("Add goal") if len(self.texts) == 1 else tr("Add goals")

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id)
        texts = [text for text in self.texts if one_line(text)] or [""]
        words = [valid_words(text, new=True) for text in texts]
        ranks = ranks_after(last_rank(work.session, Goal, self.workshop_id), len(words))
        for text, rank in zip(words, ranks, strict=True):
            goal = Goal(
                uid=new_uid(),
                rank=rank,
                workshop_id=self.workshop_id,
                text=text,
                status=GoalStatus.OPEN,
                evidence="",
            )
            work.session.add(goal)


@dataclass(frozen=True, slots=True)
class EditGoal:
    """Change a goal, or say at the close whether it was met and what shows it."""

    goal_id: int
    field: GoalField
    value: str

    @property
    def label(self) -> str:
        return tr("Edit goal")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("goal", self.field.value, self.goal_id)

    def execute(self, work: Work) -> None:
        goal = found(work.session, Goal, self.goal_id)
        match self.field:
            case GoalField.TEXT:
                goal.text = valid_words(self.value)
            case GoalField.STATUS:
                goal.status = GoalStatus(self.value)
            case GoalField.EVIDENCE:
                goal.evidence = one_line(self.value, MAX_WORDS)


@dataclass(frozen=True, slots=True)
class MoveGoal:
    """Move a goal up (negative) or down by so many places."""

    goal_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move goal")

    def execute(self, work: Work) -> None:
        move(work.session, found(work.session, Goal, self.goal_id), self.by)


@dataclass(frozen=True, slots=True)
class DeleteGoal:
    """Remove a goal."""

    goal_id: int

    @property
    def label(self) -> str:
        return tr("Delete goal")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, Goal, self.goal_id))


@dataclass(frozen=True, slots=True)
class EditBrief:
    """Write the format, the adjustments for next time, or the session's own objective."""

    workshop_id: int
    field: BriefField
    text: str

    @property
    def label(self) -> str:
        return {
            BriefField.FORMAT: tr("Edit format"),
            BriefField.ADJUSTMENTS: tr("Edit adjustments"),
            BriefField.OBJECTIVE: tr("Edit session objective"),
            BriefField.SCORE_NOTE: tr("Edit score note"),
        }[self.field]

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("brief", self.field.value, self.workshop_id)

    def execute(self, work: Work) -> None:
        many = self.field is BriefField.ADJUSTMENTS
        words = clean(self.text) if many else one_line(self.text, MAX_WORDS)
        setattr(ensure_brief(work, self.workshop_id), self.field.value, words)


@dataclass(frozen=True, slots=True)
class SetRate:
    """Say what an hour of one person costs; None takes it away, no currency keeps the one given."""

    workshop_id: int
    rate: Decimal | None
    currency: str = ""

    @property
    def label(self) -> str:
        return tr("Set hourly rate")

    def execute(self, work: Work) -> None:
        brief = ensure_brief(work, self.workshop_id)
        if self.rate is None:
            brief.hourly_rate, brief.currency = None, None
            return
        brief.hourly_rate = valid_rate(self.rate)
        if currency := valid_currency(self.currency):
            brief.currency = currency


@dataclass(frozen=True, slots=True)
class SetSessionScore:
    """Score the session's objective; None leaves it to the mean of its key results."""

    workshop_id: int
    score: Decimal | None

    @property
    def label(self) -> str:
        return tr("Score the session")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("brief", "score", self.workshop_id)

    def execute(self, work: Work) -> None:
        ensure_brief(work, self.workshop_id).score = valid_score(self.score)


@dataclass(frozen=True, slots=True)
class AddSessionKeyResult:
    """Add a key result to the session's own objective, at the end."""

    workshop_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Add session key result")

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id)
        last = last_rank(work.session, SessionKeyResult, self.workshop_id)
        row = SessionKeyResult(
            uid=new_uid(),
            rank=rank_between(last, None),
            workshop_id=self.workshop_id,
            text=valid_words(self.text, new=True),
        )
        work.session.add(row)


@dataclass(frozen=True, slots=True)
class EditSessionKeyResult:
    """Change the words of a key result of the session."""

    key_result_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit session key result")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("session_key_result", self.key_result_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, SessionKeyResult, self.key_result_id)
        row.text = valid_words(self.text)


@dataclass(frozen=True, slots=True)
class ScoreSessionKeyResult:
    """Score a key result of the session from 0.0 to 1.0; None takes the score away."""

    key_result_id: int
    score: Decimal | None

    @property
    def label(self) -> str:
        return tr("Score session key result")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("session_key_result.score", self.key_result_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, SessionKeyResult, self.key_result_id)
        row.score = valid_score(self.score)


@dataclass(frozen=True, slots=True)
class MoveSessionKeyResult:
    """Move a key result of the session up (negative) or down by so many places."""

    key_result_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move session key result")

    def execute(self, work: Work) -> None:
        move(work.session, found(work.session, SessionKeyResult, self.key_result_id), self.by)


@dataclass(frozen=True, slots=True)
class DeleteSessionKeyResult:
    """Remove a key result of the session."""

    key_result_id: int

    @property
    def label(self) -> str:
        return tr("Delete session key result")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, SessionKeyResult, self.key_result_id))


def valid_score(value: Decimal | None) -> Decimal | None:
    """A score from 0.0 to 1.0 or none. Raises `UserError` for anything else."""
    if value is not None and not 0 <= valid_amount(value) <= 1:
        raise UserError(tr("A score runs from 0.0 to 1.0."), tr("The old one stays."))
    return value
