"""Use cases on key results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.amounts import valid_amount
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import CaptureKind, KeyResultType
from desktop.domain.progress import check_numbers
from desktop.models.base import new_uid
from desktop.models.okrs import CheckIn, KeyResult, Objective
from desktop.models.tables import ActionItem
from desktop.models.unit_of_work import Work
from desktop.services.capture import Capture
from desktop.services.drafting import (
    found,
    last_rank,
    moved_rank,
    valid_confidence,
    valid_owner,
    valid_short,
    valid_title,
    valid_weight,
    valid_words,
)
from desktop.services.initiatives import new_initiative
from desktop.services.okrs import Value
from desktop.services.ranks import rank_between
from desktop.services.revisions import Pen
from desktop.services.workshops import workshop_of


class KeyResultField(StrEnum):
    """What can be edited on a key result."""

    TITLE = "title"
    TYPE = "type"
    METRIC = "metric"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    STRETCH = "stretch"
    LOWER = "lower"
    UPPER = "upper"
    BASELINE_UNKNOWN = "baseline_unknown"
    DATA_SOURCE = "data_source"
    FREQUENCY = "frequency"
    OWNER = "owner"
    WEIGHT = "weight"
    CONFIDENCE = "confidence"


AMOUNTS = frozenset(
    {
        KeyResultField.BASELINE,
        KeyResultField.TARGET,
        KeyResultField.STRETCH,
        KeyResultField.LOWER,
        KeyResultField.UPPER,
        KeyResultField.WEIGHT,
    }
)
"""The fields that hold a Decimal; all but the weight may be empty."""

_SHORT = (KeyResultField.METRIC, KeyResultField.UNIT, KeyResultField.FREQUENCY)


@dataclass(frozen=True, slots=True)
class AddKeyResult:
    """Add a key result to an objective, at the end, with the numbers its line names."""

    workshop_id: int
    at: Moment
    objective_id: int
    line: KeyResultLine

    @property
    def label(self) -> str:
        return tr("Add key result")

    def execute(self, work: Work) -> None:
        line = self.line
        title = valid_title(line.title, new=True)
        kind = line.type or KeyResultType.INCREASE_TO
        check_numbers(kind, line.baseline, line.target, line.lower, line.upper)
        objective = found(work.session, Objective, self.objective_id)
        row = KeyResult(
            uid=new_uid(),
            rank=rank_between(last_rank(_ranked(work.session, objective.id)), None),
            objective_id=objective.id,
            title=title,
            type=kind,
            metric="",
            unit=valid_short(line.unit),
            baseline=_amount(line.baseline),
            target=_amount(line.target),
            lower=_amount(line.lower),
            upper=_amount(line.upper),
            baseline_unknown=line.baseline_unknown,
            data_source="",
            frequency="",
            owner="",
            weight=Decimal(1),
            follow_up_uid="",
        )
        work.session.add(row)
        Pen(work, self.workshop_id, self.at).added(row, "title")


@dataclass(frozen=True, slots=True)
class EditKeyResult:
    """Change one field of a key result; amounts are exact Decimals, None for none."""

    workshop_id: int
    at: Moment
    key_result_id: int
    field: KeyResultField
    value: Value

    @property
    def label(self) -> str:
        return tr("Edit key result")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("key_result", self.field.value, self.key_result_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, KeyResult, self.key_result_id)
        write_key_result(Pen(work, self.workshop_id, self.at), row, self.field, self.value)


def write_key_result(
    pen: Pen, row: KeyResult, field: KeyResultField, value: Value, *, on_its_own: bool = False
) -> None:
    """Check a value and give it to the field. Raises `UserError` when it makes no sense.

    A known baseline and "unknown" exclude each other: the last word counts.
    """
    value = _valid(row, field, value)
    if field is KeyResultField.BASELINE and value is not None:
        pen.set(row, "baseline_unknown", False)
    if field is KeyResultField.BASELINE_UNKNOWN and value:
        pen.set(row, "baseline", None)
    pen.set(row, field.value, value, on_its_own=on_its_own)
    check_numbers(row.type, row.baseline, row.target, row.lower, row.upper)


def _valid(row: KeyResult, field: KeyResultField, value: Value) -> Value:
    match value:
        case bool() if field is KeyResultField.BASELINE_UNKNOWN:
            return value
        case Decimal() | None if field in AMOUNTS:
            value = _amount(value)
            return valid_weight(value) if field is KeyResultField.WEIGHT else value
        case int() | None if field is KeyResultField.CONFIDENCE:
            return valid_confidence(value)
        case str() if field not in AMOUNTS:
            return _valid_text(row, field, value)
        case _:
            raise TypeError(f"{field} takes no {type(value).__name__}")


def _valid_text(row: KeyResult, field: KeyResultField, value: str) -> str:
    if field is KeyResultField.TITLE:
        # a stub has no words yet, and leaving its field is no mistake
        return valid_title(value) if row.title or value.strip() else ""
    if field is KeyResultField.TYPE:
        return KeyResultType(value)
    if field is KeyResultField.OWNER:
        return valid_owner(value)
    return valid_short(value) if field in _SHORT else valid_words(value)


@dataclass(frozen=True, slots=True)
class MoveKeyResult:
    """Move a key result up (negative) or down its objective's list by so many places."""

    key_result_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move key result")

    def execute(self, work: Work) -> None:
        row = found(work.session, KeyResult, self.key_result_id)
        row.rank = moved_rank(_ranked(work.session, row.objective_id), row, self.by)


@dataclass(frozen=True, slots=True)
class DeleteKeyResult:
    """Remove a key result; an action that looks for its data stays."""

    key_result_id: int

    @property
    def label(self) -> str:
        return tr("Delete key result")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, KeyResult, self.key_result_id))


@dataclass(frozen=True, slots=True)
class MoveToInitiatives:
    """Keep a key result's words as an initiative; a key result without words is left behind."""

    workshop_id: int
    at: Moment
    key_result_id: int

    @property
    def label(self) -> str:
        return tr("Move to initiatives")

    def execute(self, work: Work) -> None:
        row = found(work.session, KeyResult, self.key_result_id)
        if not row.title:
            raise UserError(
                tr("This key result has no words to move."), tr("Type what changes if it works.")
            )
        objective = found(work.session, Objective, row.objective_id)
        pen = Pen(work, self.workshop_id, self.at)
        new_initiative(pen, objective.team_id, objective.cycle_id, row.title, objective.id)
        pen.set(row, "title", "")


@dataclass(frozen=True, slots=True)
class AskForSource:
    """Make an action for whoever finds out where a key result's number comes from."""

    workshop_id: int
    at: Moment
    key_result_id: int
    owner: str = ""
    due: date | None = None

    @property
    def label(self) -> str:
        return tr("Ask for a data source")

    def execute(self, work: Work) -> None:
        row = found(work.session, KeyResult, self.key_result_id)
        query = select(ActionItem).where(ActionItem.uid == row.follow_up_uid)
        asked = work.session.scalars(query).first()
        if asked is not None:
            asked.owner, asked.due = valid_owner(self.owner), self.due
            return
        title = row.title or found(work.session, Objective, row.objective_id).title
        text = tr("Find a data source for “{title}”").format(title=title)
        shop, owner = self.workshop_id, self.owner
        made = Capture(shop, CaptureKind.ACTION, text, self.at, owner, self.due).create(work)
        row.follow_up_uid = made.uid


@dataclass(frozen=True, slots=True)
class CheckInOn:
    """Write what a key result stands at now, or why nobody knows."""

    workshop_id: int
    at: Moment
    key_result_id: int
    value: Decimal | None
    no_data_reason: str = ""
    confidence: int | None = None
    changed: str = ""
    plan: str = ""

    @property
    def label(self) -> str:
        return tr("Check-in")

    def execute(self, work: Work) -> None:
        row = found(work.session, KeyResult, self.key_result_id)
        reason = valid_words(self.no_data_reason)
        if (self.value is None) == (not reason):
            raise UserError(
                tr("A check-in has a value, or the reason why there is none."),
                tr("Type one of the two."),
            )
        query = select(CheckIn).where(CheckIn.key_result_id == row.id)
        earlier = work.session.scalars(query.order_by(CheckIn.rank, CheckIn.id)).all()
        check = CheckIn(
            uid=new_uid(),
            rank=rank_between(earlier[-1].rank if earlier else None, None),
            key_result_id=row.id,
            workshop_uid=workshop_of(work.session, self.workshop_id).uid,
            at=self.at.utc,
            value=_amount(self.value),
            no_data_reason=reason,
            confidence=valid_confidence(self.confidence),
            changed=valid_words(self.changed),
            plan=valid_words(self.plan),
        )
        work.session.add(check)
        if self.confidence is not None:
            Pen(work, self.workshop_id, self.at).set(row, "confidence", self.confidence)


def _amount(value: Decimal | None) -> Decimal | None:
    return None if value is None else valid_amount(value)


def _ranked(session: Session, objective_id: int) -> list[KeyResult]:
    query = select(KeyResult).where(KeyResult.objective_id == objective_id)
    return list(session.scalars(query.order_by(KeyResult.rank, KeyResult.id)))
