"""What a committed action touched; the only thing views need to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """One value per mapped table; the value is the table's name."""

    PROGRAMME = "programme"
    SERIES = "series"
    WORKSHOP = "workshop"
    AGENDA_ITEM = "agenda_item"
    STEP = "step"
    PRIVATE_NOTE = "private_note"
    RUN_EVENT = "run_event"
    FINDING = "finding"
    FEEDBACK_ITEM = "feedback_item"
    PARKING_LOT_ITEM = "parking_lot_item"
    DECISION = "decision"
    ACTION_ITEM = "action_item"
    RISK = "risk"
    NEED = "need"
    TEAM = "team"
    PERSON = "person"
    PERSON_CONTACT = "person_contact"
    ACCOMMODATION = "accommodation"
    PARTICIPATION = "participation"
    CYCLE = "cycle"
    WORKSHOP_BRIEF = "workshop_brief"
    SESSION_KEY_RESULT = "session_key_result"
    GOAL = "goal"
    MATERIAL = "material"
    LEADER_INPUT = "leader_input"
    THEME = "theme"
    MISSION = "mission"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    MILESTONE_STEP = "milestone_step"
    INITIATIVE = "initiative"
    CHECK_IN = "check_in"
    REVISION = "revision"
    SAVED_TEMPLATE = "saved_template"


CAPTURED = frozenset(
    {
        Topic.FINDING,
        Topic.FEEDBACK_ITEM,
        Topic.PARKING_LOT_ITEM,
        Topic.DECISION,
        Topic.ACTION_ITEM,
        Topic.RISK,
        Topic.NEED,
    }
)
"""The tables the capture bar writes to."""

PEOPLE = frozenset(
    {
        Topic.TEAM,
        Topic.PERSON,
        Topic.PERSON_CONTACT,
        Topic.ACCOMMODATION,
        Topic.PARTICIPATION,
    }
)
"""Who takes part, and what is known about them."""

PREPARED = frozenset(
    {
        Topic.CYCLE,
        Topic.WORKSHOP_BRIEF,
        Topic.SESSION_KEY_RESULT,
        Topic.GOAL,
        Topic.MATERIAL,
        Topic.LEADER_INPUT,
        Topic.THEME,
    }
)
"""What is written before a workshop and looked back on at its close."""

OKRS = frozenset(
    {
        Topic.CYCLE,
        Topic.TEAM,
        Topic.MISSION,
        Topic.OBJECTIVE,
        Topic.KEY_RESULT,
        Topic.MILESTONE_STEP,
        Topic.INITIATIVE,
        Topic.CHECK_IN,
        Topic.REVISION,
    }
)
"""What teams draft."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Topics and row ids changed by one transaction; falsy when nothing changed."""

    topics: frozenset[Topic] = frozenset()
    row_ids: frozenset[tuple[Topic, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.topics)
