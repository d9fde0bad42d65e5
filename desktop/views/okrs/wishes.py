"""Every wish of the OKRs place in one object, and whether the last one was granted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.views.wishes import Asking


class Wishes(Asking):
    """Handed to every part of the place."""

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
