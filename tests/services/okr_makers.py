"""Makers of every command on OKRs, for the undo property: each looks for a row to act on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState
from desktop.services.cycles import SetCycle
from desktop.services.initiatives import (
    AddInitiative,
    AddStep,
    DeleteInitiative,
    DeleteStep,
    EditInitiative,
    EditStep,
    MarkStep,
)
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    DeleteKeyResult,
    EditKeyResult,
    KeyResultField,
    MoveKeyResult,
    MoveToInitiatives,
)
from desktop.services.okr_restore import Restore
from desktop.services.okr_teams import AddTeams, CountVotes, EditMission, RemoveTeam
from desktop.services.okrs import (
    AddObjective,
    DeleteObjective,
    EditObjective,
    MoveObjective,
    ObjectiveField,
)


def draft(bench, clock) -> None:
    """One row in each table of the OKRs of workshop 1."""
    for command in (
        AddTeams(1, ("Ferry", "Records")),
        EditMission(1, clock.now(), 1, "Mission"),
        AddObjective(1, clock.now(), 1, "Objective"),
        AddKeyResult(1, clock.now(), 1, KeyResultLine("Key result", target=Decimal(4))),
        AddStep(1, clock.now(), 1, "Step"),
        AddInitiative(1, clock.now(), 1, "Initiative"),
        CheckInOn(1, clock.now(), 1, Decimal("0.5")),
    ):
        bench.bus.run(command)


def _shop(bench, n):
    rows = bench.library.workshops()
    return rows[n % len(rows)].id if rows else 1


def _teams(bench):
    return [team for w in bench.library.workshops() for team in bench.library.all_team_okrs(w.id)]


def _objectives(bench):
    return [row for team in _teams(bench) for row in team.objectives]


def _results(bench):
    return [row for objective in _objectives(bench) for row in objective.key_results]


def _steps(bench):
    return [row for result in _results(bench) for row in result.steps]


def _initiatives(bench):
    return [row for team in _teams(bench) for row in team.initiatives]


def _revisions(bench):
    uids = {row.uid for row in (*_objectives(bench), *_results(bench), *_initiatives(bench))}
    return bench.library.revisions(uids | {team.mission_uid for team in _teams(bench)})


def _on(rows_of, make):
    def build(bench, clock, n, text, kind):
        rows = rows_of(bench)
        if not rows:
            return None
        row = rows[n % len(rows)]
        return make(_shop(bench, n), clock.advance(n), row, n, text)

    return build


def _edit_objective(shop, at, row, n, text):
    fields = [
        (ObjectiveField.TITLE, text),
        (ObjectiveField.WHY, text),
        (ObjectiveField.FOR_WHOM, text),
        (ObjectiveField.AMBITION, list(Ambition)[n % 3]),
        (ObjectiveField.THEME, n if n % 2 else None),
        (ObjectiveField.OWNER, text),
        (ObjectiveField.STATE, list(ObjectiveState)[n % 5]),
        (ObjectiveField.SCORE, Decimal(n) / 40),
        (ObjectiveField.SCORE_NOTE, text),
    ]
    return EditObjective(shop, at, row.id, *fields[n % len(fields)])


def _edit_result(shop, at, row, n, text):
    fields = [
        (KeyResultField.TITLE, text),
        (KeyResultField.TYPE, list(KeyResultType)[n % len(KeyResultType)]),
        (KeyResultField.BASELINE, Decimal(n % 3) if n % 5 else None),
        (KeyResultField.TARGET, Decimal(n % 3)),
        (KeyResultField.LOWER, Decimal(n % 7)),
        (KeyResultField.UPPER, Decimal(3)),
        (KeyResultField.BASELINE_UNKNOWN, bool(n % 2)),
        (KeyResultField.DATA_SOURCE, text),
        (KeyResultField.WEIGHT, Decimal(n) / 4),
        (KeyResultField.CONFIDENCE, n % 12),
        (KeyResultField.UNIT, text),
    ]
    return EditKeyResult(shop, at, row.id, *fields[n % len(fields)])


def _check_in(shop, at, row, n, text):
    value = Decimal(n) / 8 if n % 2 else None
    reason = "" if n % 2 else text
    return CheckInOn(shop, at, row.id, value, reason, n % 12, text, text)


OKR_MAKERS = [
    lambda b, c, n, t, k: AddTeams(_shop(b, n), (t, f"Team {n % 4}")),
    lambda b, c, n, t, k: SetCycle(_shop(b, n), f"Q{n % 5} 2026"),
    _on(_teams, lambda shop, at, row, n, t: RemoveTeam(shop, row.team_id)),
    _on(_teams, lambda shop, at, row, n, t: EditMission(shop, at, row.team_id, t)),
    _on(_teams, lambda shop, at, row, n, t: CountVotes(shop, at, row.team_id, n % 9 - 1, None)),
    _on(_teams, lambda shop, at, row, n, t: AddObjective(shop, at, row.team_id, t)),
    _on(_objectives, _edit_objective),
    _on(_objectives, lambda shop, at, row, n, t: MoveObjective(row.id, n % 5 - 2)),
    _on(_objectives, lambda shop, at, row, n, t: DeleteObjective(row.id)),
    _on(_objectives, lambda shop, at, row, n, t: AddKeyResult(shop, at, row.id, KeyResultLine(t))),
    _on(_results, _edit_result),
    _on(_results, _edit_result),
    _on(_results, lambda shop, at, row, n, t: MoveKeyResult(row.id, n % 5 - 2)),
    _on(_results, lambda shop, at, row, n, t: DeleteKeyResult(row.id)),
    _on(_results, lambda shop, at, row, n, t: MoveToInitiatives(shop, at, row.id)),
    _on(
        _results,
        lambda shop, at, row, n, t: AskForSource(shop, at, row.id, t, date(2026, 5, 1 + n % 28)),
    ),
    _on(_results, _check_in),
    _on(_results, lambda shop, at, row, n, t: AddStep(shop, at, row.id, t)),
    _on(_steps, lambda shop, at, row, n, t: EditStep(shop, at, row.id, t)),
    _on(_steps, lambda shop, at, row, n, t: MarkStep(shop, at, row.id, not row.done)),
    _on(_steps, lambda shop, at, row, n, t: DeleteStep(row.id)),
    _on(_teams, lambda shop, at, row, n, t: AddInitiative(shop, at, row.team_id, t)),
    _on(_initiatives, lambda shop, at, row, n, t: EditInitiative(shop, at, row.id, t)),
    _on(_initiatives, lambda shop, at, row, n, t: DeleteInitiative(row.id)),
    _on(_revisions, lambda shop, at, row, n, t: Restore(shop, at, row.id)),
]
