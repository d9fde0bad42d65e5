"""Icon, colour and name of each category and each kind of note: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.capture import KIND_NAMES
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind, Category


@dataclass(frozen=True, slots=True)
class Symbol:
    """An icon and the theme token of its colour."""

    icon: str
    token: str


CATEGORY: dict[Category, Symbol] = {
    Category.FRAME: Symbol("flag", "c-frame"),
    Category.CONTEXT: Symbol("mic", "c-context"),
    Category.MISSION: Symbol("compass", "c-mission"),
    Category.OBJECTIVE: Symbol("mountain", "c-objective"),
    Category.KEY_RESULT: Symbol("gauge", "c-kr"),
    Category.FEEDBACK: Symbol("messages-square", "c-feedback"),
    Category.BREAK: Symbol("coffee", "c-break"),
}

CAPTURE: dict[CaptureKind, Symbol] = {
    CaptureKind.OBSERVATION: Symbol("eye", "text-2"),
    CaptureKind.HYPOTHESIS: Symbol("flask-conical", "text-2"),
    CaptureKind.OPEN_QUESTION: Symbol("circle-question-mark", "text-2"),
    CaptureKind.IDEA: Symbol("lightbulb", "c-objective"),
    CaptureKind.KEEP: Symbol("heart", "ok"),
    CaptureKind.CHANGE: Symbol("repeat-2", "c-feedback"),
    CaptureKind.LEARNED: Symbol("graduation-cap", "c-context"),
    CaptureKind.UNSURE: Symbol("meh", "text-2"),
    CaptureKind.PARKING_LOT: Symbol("square-parking", "c-context"),
    CaptureKind.RISK: Symbol("shield-alert", "c-mission"),
    CaptureKind.DECISION: Symbol("gavel", "text-2"),
    CaptureKind.ACTION: Symbol("square-check", "c-objective"),
    CaptureKind.NEED: Symbol("hand-helping", "c-mission"),
}


def category_name(category: Category) -> str:
    """The word that stands beside the colour."""
    return {
        Category.FRAME: tr("Frame"),
        Category.CONTEXT: tr("Context"),
        Category.MISSION: tr("Mission"),
        Category.OBJECTIVE: tr("Objectives"),
        Category.KEY_RESULT: tr("Key results"),
        Category.FEEDBACK: tr("Feedback"),
        Category.BREAK: tr("Break"),
    }[category]


def capture_name(kind: CaptureKind) -> str:
    """What a kind of note is called."""
    return KIND_NAMES()[kind]
