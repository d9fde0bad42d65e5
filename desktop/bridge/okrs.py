"""Turns what is wished for in the OKRs place into commands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal

from desktop.bridge.wishes import WishConductor
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.key_result_line import KeyResultLine, parse_key_result_line
from desktop.services.bus import Command
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
    AMOUNTS,
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
    Value,
)
from desktop.services.people import RenameTeam


class OkrConductor(WishConductor):
    """One method for each wish. Those that write words return True once they are on disk.

    After a refusal `refusal` says why, for a message beside the field.
    """

    said = Signal(str, str)  # what was done, detail

    # teams

    def add_teams(self, names: Sequence[str]) -> bool:
        return self._on_workshop(lambda shop, _at: AddTeams(shop, tuple(names)))

    def rename_team(self, team_id: int, name: str) -> bool:
        return self._run(RenameTeam(team_id, name))

    def remove_team(self, team_id: int) -> None:
        if self._on_workshop(lambda shop, _at: RemoveTeam(shop, team_id)):
            self.deleted.emit(tr("Team removed"))

    def set_cycle(self, quarter: str) -> bool:
        return self._on_workshop(lambda shop, _at: SetCycle(shop, quarter))

    def edit_mission(self, team_id: int, text: str) -> bool:
        return self._on_workshop(lambda shop, at: EditMission(shop, at, team_id, text))

    def count_votes(self, team_id: int, votes_for: object, votes_against: object) -> bool:
        """Hands for and against the direction; None: not counted."""
        return self._typed(
            lambda shop, at: CountVotes(shop, at, team_id, _whole(votes_for), _whole(votes_against))
        )

    # objectives

    def add_objective(self, team_id: int, title: str) -> bool:
        return self._on_workshop(lambda shop, at: AddObjective(shop, at, team_id, title))

    def edit_objective(self, objective_id: int, field: str, value: object) -> bool:
        """Change one field; a score may come as typed."""
        what = ObjectiveField(field)

        def make(shop: int, at: Moment) -> Command:
            given = self._amount(value) if what is ObjectiveField.SCORE else _value(value)
            return EditObjective(shop, at, objective_id, what, given)

        return self._typed(make)

    def move_objective(self, objective_id: int, by: int) -> None:
        self._run(MoveObjective(objective_id, by))

    def delete_objective(self, objective_id: int) -> None:
        self._delete(DeleteObjective(objective_id), tr("Objective deleted"))

    # key results

    def add_key_result(self, objective_id: int, line: object) -> bool:
        """Add one of a line, as typed or as it was read."""
        comma = self._decimal_comma()
        read = (
            line
            if isinstance(line, KeyResultLine)
            else parse_key_result_line(str(line), decimal_comma=comma)
        )
        return self._on_workshop(lambda shop, at: AddKeyResult(shop, at, objective_id, read))

    def edit_key_result(self, key_result_id: int, field: str, value: object) -> bool:
        """Change one field; amounts and the confidence may come as typed."""
        what = KeyResultField(field)

        def make(shop: int, at: Moment) -> Command:
            if what in AMOUNTS:
                given = self._amount(value)
            else:
                given = _whole(value) if what is KeyResultField.CONFIDENCE else _value(value)
            return EditKeyResult(shop, at, key_result_id, what, given)

        return self._typed(make)

    def move_key_result(self, key_result_id: int, by: int) -> None:
        self._run(MoveKeyResult(key_result_id, by))

    def delete_key_result(self, key_result_id: int) -> None:
        self._delete(DeleteKeyResult(key_result_id), tr("Key result deleted"))

    def move_to_initiatives(self, key_result_id: int) -> bool:
        done = self._on_workshop(lambda shop, at: MoveToInitiatives(shop, at, key_result_id))
        if done:
            self.said.emit(tr("Moved to initiatives."), tr("What changes if it works?"))
        return done

    def ask_for_source(self, key_result_id: int, owner: str, due: object) -> bool:
        """Make an action for whoever finds the data, by a day that may be typed."""
        return self._typed(
            lambda shop, at: AskForSource(shop, at, key_result_id, owner, self._day(due))
        )

    def check_in(
        self,
        key_result_id: int,
        value: object,
        no_data_reason: str,
        confidence: object,
        changed: str,
        plan: str,
    ) -> bool:
        """Write what it stands at now, as typed, or why nobody knows."""
        return self._typed(
            lambda shop, at: CheckInOn(
                shop,
                at,
                key_result_id,
                self._amount(value),
                no_data_reason,
                _whole(confidence),
                changed,
                plan,
            )
        )

    # steps and initiatives

    def add_step(self, key_result_id: int, text: str) -> bool:
        return self._on_workshop(lambda shop, at: AddStep(shop, at, key_result_id, text))

    def edit_step(self, step_id: int, text: str) -> bool:
        return self._on_workshop(lambda shop, at: EditStep(shop, at, step_id, text))

    def mark_step(self, step_id: int, done: bool) -> bool:
        return self._on_workshop(lambda shop, at: MarkStep(shop, at, step_id, done))

    def delete_step(self, step_id: int) -> None:
        self._delete(DeleteStep(step_id), tr("Step deleted"))

    def add_initiative(self, team_id: int, text: str) -> bool:
        return self._on_workshop(lambda shop, at: AddInitiative(shop, at, team_id, text))

    def edit_initiative(self, initiative_id: int, text: str) -> bool:
        return self._on_workshop(lambda shop, at: EditInitiative(shop, at, initiative_id, text))

    def delete_initiative(self, initiative_id: int) -> None:
        self._delete(DeleteInitiative(initiative_id), tr("Initiative deleted"))

    # history

    def restore(self, revision_id: int) -> bool:
        """Set a field back to what it was before that revision."""
        return self._on_workshop(lambda shop, at: Restore(shop, at, revision_id))


def _whole(value: object) -> int | None:
    """A count as typed or given; None and no text are none."""
    if value is None or isinstance(value, int):
        return value
    text = str(value).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UserError(
            tr("“{text}” is not a whole number.").format(text=text[:40]),
            tr("Type digits only. The old one stays."),
        )
    return int(text)


def _value(value: object) -> Value:
    if value is None or isinstance(value, (str, bool, int, Decimal)):
        return value
    raise TypeError(f"no field holds a {type(value).__name__}")
