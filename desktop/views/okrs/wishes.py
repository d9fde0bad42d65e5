"""Every wish of the OKRs place in one object, and whether the last one was granted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance


class Wishes(QObject):
    """Handed to every part of the place. Whoever hears a wish may `refuse` it, with the reason."""

    team_chosen = Signal(int)
    find_requested = Signal(str)  # the uid of anything a team has drafted
    teams_add_requested = Signal(object)  # list[str]
    team_rename_requested = Signal(int, str)
    team_remove_requested = Signal(int)
    roster_requested = Signal()
    cycle_requested = Signal(str)
    mission_edit_requested = Signal(int, str)
    votes_requested = Signal(int, object, object)
    objective_add_requested = Signal(int, str)
    objective_edit_requested = Signal(int, str, object)
    objective_delete_requested = Signal(int)
    objective_move_requested = Signal(int, int)
    key_result_add_requested = Signal(int, object)  # objective id, KeyResultLine
    key_result_edit_requested = Signal(int, str, object)
    key_result_delete_requested = Signal(int)
    key_result_move_requested = Signal(int, int)
    to_initiatives_requested = Signal(int)
    step_add_requested = Signal(int, str)
    step_edit_requested = Signal(int, str)
    step_done_requested = Signal(int, bool)
    step_delete_requested = Signal(int)
    initiative_add_requested = Signal(int, str)
    initiative_edit_requested = Signal(int, str)
    initiative_delete_requested = Signal(int)
    follow_up_requested = Signal(int, str, object)
    check_in_requested = Signal(int, object, str, object, str, str)
    restore_requested = Signal(int)
    stage_requested = Signal(int, object)  # team id, objective id or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._why = ""

    def refuse(self, why: str) -> None:
        """The wish that is being heard is not granted."""
        self._why = why

    def ask(self, wish: SignalInstance, *values: object) -> str:
        """Ask, and hear why not; "" once it is stored."""
        self._why = ""
        wish.emit(*values)
        why, self._why = self._why, ""
        return why
