"""Turns what is prepared for the open workshop, and settled before its close, into commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.agenda import zone_named
from desktop.domain.amounts import parse_amount
from desktop.domain.clock import Clock
from desktop.domain.due import parse_due
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import LeaderInputKind, MaterialKind
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
    SetSessionScore,
)


class PrepareConductor(QObject):
    """One method for each wish. True once it is on disk; else `refusal` says why it is not."""

    deleted = Signal(str)  # what is gone; undo brings it back

    def __init__(
        self,
        store: Store,
        desk: Desk,
        clock: Clock,
        decimal_comma: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._clock = clock
        self._decimal_comma = decimal_comma
        self.refusal = ""
        store.failed.connect(self._on_failed)

    # goals and the brief

    def add_goals(self, texts: Sequence[str]) -> bool:
        return self._on_workshop(lambda shop: AddGoals(shop, tuple(texts)))

    def edit_goal(self, goal_id: int, field: str, value: str) -> bool:
        return self._run(EditGoal(goal_id, GoalField(field), value))

    def move_goal(self, goal_id: int, by: int) -> bool:
        return self._run(MoveGoal(goal_id, by))

    def delete_goal(self, goal_id: int) -> bool:
        return self._delete(DeleteGoal(goal_id), tr("Goal deleted"))

    def edit_brief(self, field: str, text: str) -> bool:
        return self._on_workshop(lambda shop: EditBrief(shop, BriefField(field), text))

    def score_session(self, typed: str) -> bool:
        """Score the session's objective as typed; no text leaves it to its key results."""
        return self._typed(lambda shop: SetSessionScore(shop, self._score(typed)))

    def add_session_key_result(self, text: str) -> bool:
        return self._on_workshop(lambda shop: AddSessionKeyResult(shop, text))

    def edit_session_key_result(self, key_result_id: int, text: str) -> bool:
        return self._run(EditSessionKeyResult(key_result_id, text))

    def score_session_key_result(self, key_result_id: int, typed: str) -> bool:
        return self._typed(lambda _shop: ScoreSessionKeyResult(key_result_id, self._score(typed)))

    def move_session_key_result(self, key_result_id: int, by: int) -> bool:
        return self._run(MoveSessionKeyResult(key_result_id, by))

    def delete_session_key_result(self, key_result_id: int) -> bool:
        return self._delete(DeleteSessionKeyResult(key_result_id), tr("Key result deleted"))

    # materials, leaders, themes

    def add_material(self, title: str, kind: str = MaterialKind.DOCUMENT, target: str = "") -> bool:
        return self._on_workshop(lambda shop: AddMaterial(shop, title, MaterialKind(kind), target))

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
        return self._on_workshop(lambda shop: AddLeaderInput(shop, what, text, speaker))

    def edit_leader_input(self, input_id: int, field: str, value: str) -> bool:
        return self._run(EditLeaderInput(input_id, LeaderInputField(field), value))

    def delete_leader_input(self, input_id: int) -> bool:
        return self._delete(DeleteLeaderInput(input_id), tr("Leader input deleted"))

    def add_theme(self, title: str) -> bool:
        return self._on_workshop(lambda shop: AddTheme(shop, title))

    def edit_theme(self, theme_id: int, title: str) -> bool:
        return self._run(EditTheme(theme_id, title))

    def move_theme(self, theme_id: int, by: int) -> bool:
        return self._run(MoveTheme(theme_id, by))

    def delete_theme(self, theme_id: int) -> bool:
        return self._delete(DeleteTheme(theme_id), tr("Theme deleted"))

    def set_cycle(self, quarter: str) -> bool:
        return self._on_workshop(lambda shop: SetCycle(shop, quarter))

    # before the close

    def edit_action(self, action_id: int, field: str, value: object) -> bool:
        """Change one field; a day comes as typed."""
        what = ActionField(field)

        def make(_shop: int) -> Command:
            if what is ActionField.DONE:
                return EditAction(action_id, what, bool(value))
            typed = str(value)
            return EditAction(
                action_id, what, self._due(typed) if what is ActionField.DUE else typed
            )

        return self._typed(make)

    def edit_parked(self, item_id: int, field: str, value: str) -> bool:
        """Change one field; a day comes as typed."""
        what = ParkedField(field)
        return self._typed(
            lambda _shop: EditParked(
                item_id, what, self._due(value) if what is ParkedField.DUE else value
            )
        )

    def _due(self, typed: str) -> date | None:
        shop = self._desk.view.workshop
        zone = zone_named(shop.zone if shop is not None else "UTC")
        return parse_due(typed, self._clock.now().utc.astimezone(zone).date())

    def _score(self, typed: str) -> Decimal | None:
        text = typed.strip()
        return parse_amount(text, decimal_comma=self._decimal_comma()) if text else None

    def _typed(self, make: Callable[[int], Command]) -> bool:
        """Run a command that is made of typed text, which may make no sense."""
        try:
            return self._on_workshop(make)
        except UserError as error:
            self._store.failed.emit(error)
            return False

    def _on_workshop(self, make: Callable[[int], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._run(make(shop))

    def _run(self, command: Command) -> bool:
        self.refusal = ""
        return self._store.run(command)

    def _delete(self, command: Command, sentence: str) -> bool:
        done = self._run(command)
        if done:
            self.deleted.emit(sentence)
        return done

    def _on_failed(self, error: UserError) -> None:
        self.refusal = str(error)
