"""What the room may see of a team's draft: its words and numbers, no confidence, no sources."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from desktop.domain.amounts import format_amount
from desktop.domain.i18n import tr
from desktop.domain.kinds import KeyResultType, ObjectiveState
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.domain.stage import StageOkr, StageResult


def stage_okr(
    team: TeamOkrs,
    objective_id: int | None = None,
    *,
    decimal_comma: bool = False,
    naming: Callable[[str], str] | None = None,
) -> StageOkr:
    """The team's objective of that id; without one, the first that is neither parked nor closed.

    `naming` says how its owner is called; without it nobody is named.
    """
    found = next((row for row in team.objectives if row.id == objective_id), None)
    if found is None:
        found = next((row for row in team.objectives if _is_open(row)), None)
    if found is None:
        return StageOkr(team.name, team.mission)
    results = tuple(
        _result(row, decimal_comma=decimal_comma) for row in found.key_results if row.title
    )
    owner = "" if naming is None else naming(found.owner)
    return StageOkr(team.name, team.mission, found.title, results, owner)


def _is_open(row: ObjectiveRow) -> bool:
    return row.state not in (ObjectiveState.PARKED, ObjectiveState.CLOSED)


def _result(row: KeyResultRow, *, decimal_comma: bool) -> StageResult:
    said = partial(_said, decimal_comma=decimal_comma)
    low, high, goal = said(row.lower), said(row.upper), said(row.target)
    match row.type:
        case KeyResultType.KEEP_AT_OR_ABOVE:
            return StageResult(row.title, "", _bound("≥", goal), row.unit)
        case KeyResultType.KEEP_AT_OR_BELOW:
            return StageResult(row.title, "", _bound("≤", goal), row.unit)
        case KeyResultType.KEEP_BETWEEN:
            goal = tr("{low} – {high}").format(low=low, high=high) if low and high else ""
            return StageResult(row.title, "", goal, row.unit)
        case KeyResultType.MILESTONE:
            steps, done = len(row.steps), sum(step.done for step in row.steps)
            goal = tr("{done} of {steps}").format(done=done, steps=steps) if steps else ""
            return StageResult(row.title, "", goal)
        case KeyResultType.FIND_BASELINE:
            return StageResult(row.title, "", tr("find today’s value"))
        case _:
            start = "?" if row.baseline_unknown and goal else said(row.baseline)
            return StageResult(row.title, start if goal else "", goal, row.unit if goal else "")


def _said(amount: Decimal | None, *, decimal_comma: bool) -> str:
    return "" if amount is None else format_amount(amount, decimal_comma=decimal_comma)


def _bound(sign: str, amount: str) -> str:
    return f"{sign} {amount}" if amount else ""
