"""Turns what is prepared for the open workshop, and settled before its close, into commands."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.bridge.wishes import WishConductor
from desktop.domain.clock import Moment
from desktop.domain.durations import parse_duration
from desktop.domain.i18n import tr
from desktop.domain.kinds import LeaderInputKind, MaterialKind
from desktop.domain.meeting_cost import parse_rate
from desktop.domain.technique import Technique, split_step
from desktop.services.bus import Command
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.cycles import SetCycle
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
from desktop.services.technique_files import techniques
from desktop.services.techniques import (
    AddStep,
    DeleteStep,
    EditStep,
    MoveStep,
    SetTechnique,
    StepField,
)


class PrepareConductor(WishConductor):
    """One method for each wish. True once it is on disk; else `refusal` says why it is not."""

    # goals and the brief

    def add_goals(self, texts: Sequence[str]) -> bool:
        return self._on_workshop(lambda shop, _at: AddGoals(shop, tuple(texts)))

    def edit_goal(self, goal_id: int, field: str, value: str) -> bool:
        return self._run(EditGoal(goal_id, GoalField(field), value))

    def move_goal(self, goal_id: int, by: int) -> bool:
        return self._run(MoveGoal(goal_id, by))

    def delete_goal(self, goal_id: int) -> bool:
        return self._delete(DeleteGoal(goal_id), tr("Goal deleted"))

    def edit_brief(self, field: str, text: str) -> bool:
        return self._on_workshop(lambda shop, _at: EditBrief(shop, BriefField(field), text))

    def set_rate(self, typed: str) -> bool:
        """Set what an hour of one person costs, as typed; no text takes it away."""

        def make(shop: int, _at: Moment) -> Command:
            rate = parse_rate(typed, decimal_comma=self._decimal_comma())
            return (
                SetRate(shop, None) if rate is None else SetRate(shop, rate.amount, rate.currency)
            )

        return self._typed(make)

    def score_session(self, typed: str) -> bool:
        """Score the session's objective as typed; no text leaves it to its key results."""
        return self._typed(lambda shop, _at: SetSessionScore(shop, self._amount(typed)))

    def add_session_key_result(self, text: str) -> bool:
        return self._on_workshop(lambda shop, _at: AddSessionKeyResult(shop, text))

    def edit_session_key_result(self, key_result_id: int, text: str) -> bool:
        return self._run(EditSessionKeyResult(key_result_id, text))

    def score_session_key_result(self, key_result_id: int, typed: str) -> bool:
        return self._typed(
            lambda _shop, _at: ScoreSessionKeyResult(key_result_id, self._amount(typed))
        )

    def move_session_key_result(self, key_result_id: int, by: int) -> bool:
        return self._run(MoveSessionKeyResult(key_result_id, by))

    def delete_session_key_result(self, key_result_id: int) -> bool:
        return self._delete(DeleteSessionKeyResult(key_result_id), tr("Key result deleted"))

    # materials, leaders, themes

    def add_material(self, title: str, kind: str = MaterialKind.DOCUMENT, target: str = "") -> bool:
        return self._on_workshop(
            lambda shop, _at: AddMaterial(shop, title, MaterialKind(kind), target)
        )

    def edit_material(self, material_id: int, field: str, value: str) -> bool:
        return self._run(EditMaterial(material_id, MaterialField(field), value))

    def mark_material(self, material_id: int, ready: bool) -> bool:
        return self._run(MarkMaterial(material_id, ready))

    def move_material(self, material_id: int, by: int) -> bool:
        return self._run(MoveMaterial(material_id, by))

    def delete_material(self, material_id: int) -> bool:
        return self._delete(DeleteMaterial(material_id), tr("Material deleted"))

    def add_leader_input(self, kind: str, text: str, speaker: str) -> bool:
        what = LeaderInputKind(kind)
        return self._on_workshop(lambda shop, _at: AddLeaderInput(shop, what, text, speaker))

    def edit_leader_input(self, input_id: int, field: str, value: str) -> bool:
        return self._run(EditLeaderInput(input_id, LeaderInputField(field), value))

    def delete_leader_input(self, input_id: int) -> bool:
        return self._delete(DeleteLeaderInput(input_id), tr("Leader input deleted"))

    def add_theme(self, title: str) -> bool:
        return self._on_workshop(lambda shop, _at: AddTheme(shop, title))

    def edit_theme(self, theme_id: int, title: str) -> bool:
        return self._run(EditTheme(theme_id, title))

    def move_theme(self, theme_id: int, by: int) -> bool:
        return self._run(MoveTheme(theme_id, by))

    def delete_theme(self, theme_id: int) -> bool:
        return self._delete(DeleteTheme(theme_id), tr("Theme deleted"))

    def set_cycle(self, quarter: str) -> bool:
        return self._on_workshop(lambda shop, _at: SetCycle(shop, quarter))

    # techniques

    def techniques(self) -> tuple[Technique, ...]:
        """Those that ship."""
        return techniques()

    def set_technique(self, item_id: int, name: str) -> bool:
        """Give a block a technique; steps that go for it are named, so that undo is in sight."""
        shown = next((row for row in self._desk.view.agenda if row.id == item_id), None)
        before = () if shown is None else tuple(step.uid for step in shown.steps)
        if not self._run(SetTechnique(item_id, name)):
            return False
        left = {step.uid for row in self._desk.view.agenda for step in row.steps}
        if before and not left.intersection(before):
            self.deleted.emit(tr("Steps of the block replaced") if name else tr("Steps deleted"))
        return True

    def add_step(self, item_id: int, typed: str) -> bool:
        """Add a step as typed: a length at the end counts."""
        return self._typed(lambda _shop, _at: AddStep(item_id, *split_step(typed)))

    def edit_step(self, step_id: int, field: str, typed: str) -> bool:
        """Change one field; a length comes as typed."""
        what = StepField(field)
        return self._typed(
            lambda _shop, _at: EditStep(
                step_id, what, parse_duration(typed) if what is StepField.SECONDS else typed
            )
        )

    def move_step(self, step_id: int, by: int) -> bool:
        return self._run(MoveStep(step_id, by))

    def delete_step(self, step_id: int) -> bool:
        return self._delete(DeleteStep(step_id), tr("Step deleted"))

    # before the close

    def edit_action(self, action_id: int, field: str, value: object) -> bool:
        """Change one field; a day comes as typed."""
        what = ActionField(field)

        def make(_shop: int, _at: Moment) -> Command:
            if what is ActionField.DONE:
                return EditAction(action_id, what, bool(value))
            typed = str(value)
            return EditAction(
                action_id, what, self._day(typed) if what is ActionField.DUE else typed
            )

        return self._typed(make)

    def edit_parked(self, item_id: int, field: str, value: str) -> bool:
        """Change one field; a day comes as typed."""
        what = ParkedField(field)
        return self._typed(
            lambda _shop, _at: EditParked(
                item_id, what, self._day(value) if what is ParkedField.DUE else value
            )
        )
