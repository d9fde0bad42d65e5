"""How far a key result, an objective and a team have come, in exact numbers and plain words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamLine

KEEP_TYPES = frozenset(
    {KeyResultType.KEEP_AT_OR_ABOVE, KeyResultType.KEEP_AT_OR_BELOW, KeyResultType.KEEP_BETWEEN}
)
_ZERO, _ONE = Decimal(0), Decimal(1)
_PRECISION = 100  # two amounts of 40 digits are subtracted without losing one


class TeamState(StrEnum):
    """What a team has by now."""

    NOTHING = "nothing"
    MISSION_ONLY = "mission_only"
    OBJECTIVE_ONLY = "objective_only"
    DRAFTING = "drafting"
    AGREED = "agreed"


def value_now(kr: KeyResultRow) -> Decimal | None:
    """What the newest check-in says; None when there is none, or when it has no data."""
    return kr.check_ins[-1].value if kr.check_ins else None


def baseline_found(kr: KeyResultRow) -> bool:
    """The state of a key result that has to find its baseline first."""
    return kr.baseline is not None or any(check.value is not None for check in kr.check_ins)


def progress(kr: KeyResultRow) -> Decimal | None:
    """From 0 to 1, None while there is no number to tell it by."""
    if kr.type is KeyResultType.MILESTONE:
        done = sum(step.done for step in kr.steps)
        return _quotient(Decimal(done), Decimal(len(kr.steps)))
    now = value_now(kr)
    if kr.type is KeyResultType.FIND_BASELINE or now is None:
        return None
    if kr.type in KEEP_TYPES:
        keeps = _kept(kr)
        return None if keeps is None else _ONE if keeps(now) else _ZERO
    start = _ZERO if kr.type is KeyResultType.REACH and kr.baseline is None else kr.baseline
    if start is None or kr.target is None:
        return None
    with localcontext(prec=_PRECISION):
        share = _quotient(now - start, kr.target - start)
    return None if share is None else min(max(share, _ZERO), _ONE)


def held(kr: KeyResultRow) -> tuple[int, int] | None:
    """In how many of the measured check-ins a value was kept; None for other types or no value."""
    keeps = _kept(kr)
    values = [check.value for check in kr.check_ins if check.value is not None]
    if keeps is None or not values:
        return None
    return sum(keeps(value) for value in values), len(values)


def objective_progress(objective: ObjectiveRow) -> Decimal | None:
    """The weighted mean of the key results that have a number; None when none has."""
    known = [
        (kr.weight, share) for kr in objective.key_results if (share := progress(kr)) is not None
    ]
    with localcontext(prec=_PRECISION):
        return _quotient(
            sum((weight * share for weight, share in known), _ZERO),
            sum((weight for weight, _ in known), _ZERO),
        )


def weakest(objective: ObjectiveRow) -> KeyResultRow | None:
    """The key result that is furthest behind, the first of equals: the objective's status."""
    known = [kr for kr in objective.key_results if progress(kr) is not None]
    return min(known, key=lambda kr: progress(kr) or _ZERO, default=None)


def suggested_score(objective: ObjectiveRow) -> Decimal | None:
    """The progress to one digit, 0.0 to 1.0; a person may give another with a note."""
    mean = objective_progress(objective)
    return None if mean is None else mean.quantize(Decimal("0.1"), ROUND_HALF_UP)


def check_numbers(
    kind: KeyResultType,
    baseline: Decimal | None,
    target: Decimal | None,
    lower: Decimal | None,
    upper: Decimal | None,
) -> None:
    """Raises UserError when the numbers leave nothing to measure by."""
    if kind is KeyResultType.REACH and baseline is None:
        baseline = _ZERO
    moves = (KeyResultType.INCREASE_TO, KeyResultType.DECREASE_TO, KeyResultType.REACH)
    if kind in moves and baseline is not None and baseline == target:
        raise UserError(
            tr("Baseline and target are the same."),
            tr("For a number that is to stay, choose “Keep at or above”."),
        )
    if kind is not KeyResultType.KEEP_BETWEEN or lower is None or upper is None:
        return
    if lower > upper:
        raise UserError(tr("The lower end is above the upper end."), tr("The old number stays."))


def type_name(kind: KeyResultType) -> str:
    """What a type is called."""
    return {
        KeyResultType.INCREASE_TO: tr("Increase"),
        KeyResultType.DECREASE_TO: tr("Reduce"),
        KeyResultType.KEEP_AT_OR_ABOVE: tr("Keep at or above"),
        KeyResultType.KEEP_AT_OR_BELOW: tr("Keep at or below"),
        KeyResultType.KEEP_BETWEEN: tr("Keep between"),
        KeyResultType.REACH: tr("Reach"),
        KeyResultType.MILESTONE: tr("Milestone"),
        KeyResultType.FIND_BASELINE: tr("Find the baseline"),
    }[kind]


def ambition_name(ambition: Ambition) -> str:
    """What kind of promise it is, in a word."""
    return {
        Ambition.COMMITTED: tr("Committed"),
        Ambition.ASPIRATIONAL: tr("Aspirational"),
        Ambition.LEARNING: tr("Learning"),
    }[ambition]


def state_name(state: ObjectiveState) -> str:
    """How far an objective has come, in a word."""
    return {
        ObjectiveState.IDEA: tr("Idea"),
        ObjectiveState.DRAFT: tr("Draft"),
        ObjectiveState.AGREED: tr("Agreed"),
        ObjectiveState.PARKED: tr("Parked"),
        ObjectiveState.CLOSED: tr("Closed"),
    }[state]


def team_state(line: TeamLine) -> TeamState:
    """What a team has by now; it has agreed when all its open objectives are agreed."""
    if not line.objectives:
        return TeamState.MISSION_ONLY if line.has_mission else TeamState.NOTHING
    if not line.key_results:
        return TeamState.OBJECTIVE_ONLY
    return TeamState.AGREED if line.agreed == line.objectives else TeamState.DRAFTING


def team_state_text(line: TeamLine) -> str:
    """The same in words: "Drafting · 4 results"."""
    n = line.key_results
    match team_state(line):
        case TeamState.NOTHING:
            return tr("Nothing yet")
        case TeamState.MISSION_ONLY:
            return tr("Mission only")
        case TeamState.OBJECTIVE_ONLY:
            return tr("Objective only")
        case TeamState.DRAFTING:
            return ntr("Drafting · {n} result", "Drafting · {n} results", n)
        case TeamState.AGREED:
            return ntr("Agreed · {n} result", "Agreed · {n} results", n)


def _quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None


def _kept(kr: KeyResultRow) -> Callable[[Decimal], bool] | None:
    """Whether a value is where it is to stay; None for other types and without a threshold."""
    lower = kr.target if kr.target is not None else kr.lower
    upper = kr.target if kr.target is not None else kr.upper
    if kr.type is KeyResultType.KEEP_AT_OR_ABOVE and lower is not None:
        return lambda value: value >= lower
    if kr.type is KeyResultType.KEEP_AT_OR_BELOW and upper is not None:
        return lambda value: value <= upper
    low, high = kr.lower, kr.upper
    if kr.type is KeyResultType.KEEP_BETWEEN and low is not None and high is not None:
        return lambda value: low <= value <= high
    return None
