"""Makers of every command on preparation and closing, for the undo property."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.kinds import (
    CaptureKind,
    Disposition,
    GoalStatus,
    LeaderInputKind,
    MaterialKind,
)
from desktop.services.capture import Capture
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.duplicating import DuplicateWorkshop
from desktop.services.materials import (
    AddLeaderInput,
    AddMaterial,
    AddTheme,
    DeleteLeaderInput,
    DeleteMaterial,
    DeleteTheme,
    EditLeaderInput,
    EditMaterial,
    EditTheme,
    LeaderInputField,
    MarkMaterial,
    MaterialField,
    MoveMaterial,
    MoveTheme,
)
from desktop.services.preparing import (
    AddGoals,
    AddSessionKeyResult,
    BriefField,
    DeleteGoal,
    DeleteSessionKeyResult,
    EditBrief,
    EditGoal,
    EditSessionKeyResult,
    GoalField,
    MoveGoal,
    MoveSessionKeyResult,
    ScoreSessionKeyResult,
    SetRate,
    SetSessionScore,
)
from desktop.services.techniques import (
    AddStep,
    DeleteStep,
    EditStep,
    MoveStep,
    SetTechnique,
    StepField,
)
from desktop.services.templates import DeleteTemplate, RenameTemplate, SaveTemplate


def prepare(bench, clock) -> None:
    """A row in each table of the preparation of workshop 1, a question, an action, steps."""
    for command in (
        AddGoals(1, ("Every team has a draft", "Nobody waits")),
        AddMaterial(1, "Pre-work guide", MaterialKind.PRE_WORK, "https://example.org/guide"),
        AddLeaderInput(1, LeaderInputKind.WORKS, "Short talks", "Ada"),
        AddTheme(1, "Fewer steps"),
        AddSessionKeyResult(1, "Six drafts"),
        Capture(1, CaptureKind.PARKING_LOT, "Who counts?", clock.now()),
        Capture(1, CaptureKind.ACTION, "Book a room", clock.now()),
        SetTechnique(1, "1-2-4-All"),
    ):
        bench.bus.run(command)


def _shop(bench, n):
    rows = bench.library.workshops()
    return rows[n % len(rows)].id if rows else 1


def _rows(name):
    def rows(bench):
        prepared = [bench.library.preparation(w.id) for w in bench.library.workshops()]
        return [row for each in prepared for row in getattr(each, name)]

    return rows


def _left(name):
    def rows(bench):
        closings = [bench.library.closing(w.id) for w in bench.library.workshops()]
        return [row for each in closings for row in getattr(each, name)]

    return rows


def _template(bench, n):
    rows = bench.library.saved_templates()
    return rows[n % len(rows)].name if rows else "none"


def _blocks(bench):
    return [row for w in bench.library.workshops() for row in bench.library.agenda(w.id)]


def _steps(bench):
    return [step for row in _blocks(bench) for step in row.steps]


def _on(rows_of, make):
    def build(bench, clock, n, text, kind):
        rows = rows_of(bench)
        return make(rows[n % len(rows)], n, text) if rows else None

    return build


def _one_of(*fields):
    def choose(n, text):
        field, value = fields[n % len(fields)]
        return field, text if value is None else value

    return choose


_goal = _one_of(
    (GoalField.TEXT, None), (GoalField.STATUS, GoalStatus.PARTLY), (GoalField.EVIDENCE, None)
)
_material = _one_of(
    (MaterialField.TITLE, None),
    (MaterialField.KIND, MaterialKind.DECK),
    (MaterialField.TARGET, None),
)
_leader = _one_of(
    (LeaderInputField.TEXT, None),
    (LeaderInputField.KIND, LeaderInputKind.VISION),
    (LeaderInputField.SPEAKER, None),
)
_action = _one_of(
    (ActionField.OWNER, None), (ActionField.DUE, date(2026, 5, 1)), (ActionField.DONE, True)
)
_parked = _one_of(
    (ParkedField.DISPOSITION, Disposition.ANSWERED),
    (ParkedField.REASON, None),
    (ParkedField.OWNER, None),
    (ParkedField.DUE, date(2026, 5, 1)),
)
_step = _one_of((StepField.TITLE, None), (StepField.SECONDS, 90), (StepField.INSTRUCTION, None))
_goals, _materials, _themes = _rows("goals"), _rows("materials"), _rows("themes")
_inputs, _results = _rows("leader_inputs"), _rows("key_results")

PREPARE_MAKERS = [
    lambda b, c, n, t, k: AddGoals(_shop(b, n), (t, f"Goal {n}")),
    _on(_goals, lambda row, n, t: EditGoal(row.id, *_goal(n, t))),
    _on(_goals, lambda row, n, t: MoveGoal(row.id, n % 5 - 2)),
    _on(_goals, lambda row, n, t: DeleteGoal(row.id)),
    lambda b, c, n, t, k: AddMaterial(_shop(b, n), t, target=t),
    _on(_materials, lambda row, n, t: EditMaterial(row.id, *_material(n, t))),
    _on(_materials, lambda row, n, t: MarkMaterial(row.id, not row.ready)),
    _on(_materials, lambda row, n, t: MoveMaterial(row.id, n % 5 - 2)),
    _on(_materials, lambda row, n, t: DeleteMaterial(row.id)),
    lambda b, c, n, t, k: AddLeaderInput(_shop(b, n), list(LeaderInputKind)[n % 3], t, t),
    _on(_inputs, lambda row, n, t: EditLeaderInput(row.id, *_leader(n, t))),
    _on(_inputs, lambda row, n, t: DeleteLeaderInput(row.id)),
    lambda b, c, n, t, k: AddTheme(_shop(b, n), t),
    _on(_themes, lambda row, n, t: EditTheme(row.id, t)),
    _on(_themes, lambda row, n, t: MoveTheme(row.id, n % 5 - 2)),
    _on(_themes, lambda row, n, t: DeleteTheme(row.id)),
    lambda b, c, n, t, k: EditBrief(_shop(b, n), list(BriefField)[n % 4], t),
    lambda b, c, n, t, k: SetSessionScore(_shop(b, n), Decimal(n) / 40 if n % 3 else None),
    lambda b, c, n, t, k: SetRate(_shop(b, n), Decimal(n) if n % 3 else None, ("", "€")[n % 2]),
    lambda b, c, n, t, k: AddSessionKeyResult(_shop(b, n), t),
    _on(_results, lambda row, n, t: EditSessionKeyResult(row.id, t)),
    _on(_results, lambda row, n, t: ScoreSessionKeyResult(row.id, Decimal(n) / 40)),
    _on(_results, lambda row, n, t: MoveSessionKeyResult(row.id, n % 5 - 2)),
    _on(_results, lambda row, n, t: DeleteSessionKeyResult(row.id)),
    _on(_blocks, lambda row, n, t: SetTechnique(row.id, ("Troika", "25/10", "", t)[n % 4])),
    _on(_blocks, lambda row, n, t: AddStep(row.id, t, 60 * n)),
    _on(_steps, lambda row, n, t: EditStep(row.id, *_step(n, t))),
    _on(_steps, lambda row, n, t: MoveStep(row.id, n % 5 - 2)),
    _on(_steps, lambda row, n, t: DeleteStep(row.id)),
    _on(_left("actions"), lambda row, n, t: EditAction(row.id, *_action(n, t))),
    lambda b, c, n, t, k: DuplicateWorkshop(_shop(b, n), date(2026, 5, 1 + n % 28)),
    lambda b, c, n, t, k: SaveTemplate(_shop(b, n), f"{t} {n}", t),
    lambda b, c, n, t, k: RenameTemplate(_template(b, n), t),
    lambda b, c, n, t, k: DeleteTemplate(_template(b, n)),
    _on(_left("parked"), lambda row, n, t: EditParked(row.id, *_parked(n, t))),
]
