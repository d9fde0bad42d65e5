"""Every wish about preparation and closing in one object, and whether the last one was granted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.views.wishes import Asking


class PrepareWishes(Asking):
    """Handed to every part that asks."""

    goals_add_requested = Signal(object)  # list[str]
    goal_edit_requested = Signal(int, str, str)  # id, field, value
    goal_move_requested = Signal(int, int)
    goal_delete_requested = Signal(int)
    brief_edit_requested = Signal(str, str)  # field, text
    rate_requested = Signal(str)  # as typed
    score_requested = Signal(str)  # as typed
    session_result_add_requested = Signal(str)
    session_result_edit_requested = Signal(int, str)
    session_result_score_requested = Signal(int, str)
    session_result_move_requested = Signal(int, int)
    session_result_delete_requested = Signal(int)
    technique_requested = Signal(int, str)  # block, name
    step_add_requested = Signal(int, str)  # block, as typed
    step_edit_requested = Signal(int, str, str)  # id, field, as typed
    step_move_requested = Signal(int, int)
    step_delete_requested = Signal(int)
    material_add_requested = Signal(str)
    material_edit_requested = Signal(int, str, str)
    material_mark_requested = Signal(int, bool)
    material_move_requested = Signal(int, int)
    material_delete_requested = Signal(int)
    material_open_requested = Signal(str)  # address or path
    material_stage_requested = Signal(int)  # its link, for all to scan
    leader_input_add_requested = Signal(str, str, str)  # kind, text, speaker
    leader_input_edit_requested = Signal(int, str, str)
    leader_input_delete_requested = Signal(int)
    theme_add_requested = Signal(str)
    theme_edit_requested = Signal(int, str)
    theme_move_requested = Signal(int, int)
    theme_delete_requested = Signal(int)
    quarter_requested = Signal(str)
    action_edit_requested = Signal(int, str, object)
    parked_edit_requested = Signal(int, str, str)
