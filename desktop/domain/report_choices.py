"""What a person chooses for a report; every start reads the choices, and no report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperSize(StrEnum):
    """The sheet the report is laid out for."""

    A4 = "a4"
    LETTER = "letter"


class Section(StrEnum):
    """The parts of a report that can be switched, in the order they are printed."""

    SUMMARY = "summary"
    GOALS = "goals"
    FORMAT = "format"
    AGENDA = "agenda"
    MATERIALS = "materials"
    PEOPLE = "people"
    LEADERS = "leaders"
    SESSION_OKR = "session_okr"
    OKRS = "okrs"
    WORDINGS = "wordings"
    FINDINGS = "findings"
    FEEDBACK = "feedback"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    PARKING_LOT = "parking_lot"
    RISKS = "risks"
    NEEDS = "needs"
    ADJUSTMENTS = "adjustments"
    TIMELINE = "timeline"


ALL_SECTIONS = frozenset(Section)
DEFAULT_SECTIONS = ALL_SECTIONS - {Section.WORDINGS}
"""What is printed unless somebody chooses: earlier wordings are for those who ask for them."""


class NameStyle(StrEnum):
    """What stands where a person is named."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Notation:
    """How amounts and times of day are written in what people read; tables have their own way."""

    decimal_comma: bool = False
    twelve_hour: bool = False
