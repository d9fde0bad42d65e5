"""Closed sets with ids that are stable across the database, files, tests and translations."""

from __future__ import annotations

from enum import StrEnum


class WorkshopKind(StrEnum):
    """What a workshop is for."""

    DRAFTING = "drafting"
    FOLLOW_UP = "follow_up"
    CHECK_IN = "check_in"
    TRAINING = "training"


class WorkshopState(StrEnum):
    """How far a workshop has come."""

    DRAFT = "draft"
    READY = "ready"
    RUNNING = "running"
    CLOSED = "closed"


class ItemKind(StrEnum):
    """What people do in a block of the agenda."""

    WELCOME = "welcome"
    TALK = "talk"
    ACTIVITY = "activity"
    BREAKOUT = "breakout"
    DISCUSSION = "discussion"
    VOTE = "vote"
    BREAK = "break"
    CHECK_IN = "check_in"
    CLOSE = "close"


class Category(StrEnum):
    """What a block is about; the value names its colour token and icon."""

    FRAME = "frame"
    CONTEXT = "context"
    MISSION = "mission"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    FEEDBACK = "feedback"
    BREAK = "break"


class CaptureKind(StrEnum):
    """The thirteen kinds of note; the letters that choose them are in `domain.capture`."""

    OBSERVATION = "observation"
    HYPOTHESIS = "hypothesis"
    OPEN_QUESTION = "open_question"
    IDEA = "idea"
    KEEP = "keep"
    CHANGE = "change"
    LEARNED = "learned"
    UNSURE = "unsure"
    PARKING_LOT = "parking_lot"
    RISK = "risk"
    DECISION = "decision"
    ACTION = "action"
    NEED = "need"


FINDINGS = frozenset(
    {
        CaptureKind.OBSERVATION,
        CaptureKind.HYPOTHESIS,
        CaptureKind.OPEN_QUESTION,
        CaptureKind.IDEA,
    }
)
"""The facilitator's own voice."""

FEEDBACK = frozenset(
    {CaptureKind.KEEP, CaptureKind.CHANGE, CaptureKind.LEARNED, CaptureKind.UNSURE}
)
"""The participants' voice, verbatim, anonymous by default."""


class FeedbackSource(StrEnum):
    """How a participant's words reached the facilitator."""

    SPOKEN = "spoken"
    CHAT = "chat"
    FORM = "form"
    PAPER = "paper"


class Disposition(StrEnum):
    """What became of a parked question."""

    OPEN = "open"
    ANSWERED = "answered"
    ACTION = "action"
    NEXT_SESSION = "next_session"
    DROPPED = "dropped"


class Level(StrEnum):
    """Likelihood or impact of a risk."""

    UNKNOWN = "unknown"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class OkrExperience(StrEnum):
    """How familiar somebody is with OKRs; only the facilitator sees it."""

    NONE = "none"
    SOME = "some"
    EXPERIENCED = "experienced"


class PreWork(StrEnum):
    """What somebody has done of the pre-work."""

    READ = "read"
    SKIMMED = "skimmed"
    NOT = "not"
    UNKNOWN = "unknown"


class Attendance(StrEnum):
    """Whether somebody is there."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    NO_SHOW = "no_show"


class EventKind(StrEnum):
    """What can happen in the run of an agenda."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    MOVED_ON = "moved_on"
    WENT_BACK = "went_back"
    EXTENDED = "extended"
    SKIPPED = "skipped"
    RESTORED = "restored"  # a block that was skipped is back in the agenda
    STEPPED = "stepped"
    BACKDATED = "backdated"
    AWAY_ANSWERED = "away_answered"
    END_MOVED = "end_moved"
    ENDED = "ended"
    REOPENED = "reopened"


class AwayAnswer(StrEnum):
    """What the room did while the laptop was away."""

    KEPT_GOING = "kept_going"
    PAUSED = "paused"
    MOVED_ON = "moved_on"
    IN_ITEM = "in_item"


class CycleState(StrEnum):
    """How far a quarter has come."""

    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"


class GoalStatus(StrEnum):
    """Whether a goal of the workshop was met; open until somebody says so."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


class MaterialKind(StrEnum):
    """What a workshop is prepared and documented with."""

    ANNOUNCEMENT = "announcement"
    PRE_WORK = "pre_work"
    DECK = "deck"
    TEMPLATE = "template"
    RECORDING = "recording"
    DOCUMENT = "document"


class LeaderInputKind(StrEnum):
    """What leaders are asked before a quarter: what works, what is hard, where it should go."""

    WORKS = "works"
    HARD = "hard"
    VISION = "vision"


class Ambition(StrEnum):
    """What kind of promise an objective is."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"
    LEARNING = "learning"


class ObjectiveState(StrEnum):
    """How far an objective has come."""

    IDEA = "idea"
    DRAFT = "draft"
    AGREED = "agreed"
    PARKED = "parked"
    CLOSED = "closed"


class KeyResultType(StrEnum):
    """How a key result is measured; the rules are in `domain.progress`."""

    INCREASE_TO = "increase_to"
    DECREASE_TO = "decrease_to"
    KEEP_AT_OR_ABOVE = "keep_at_or_above"
    KEEP_AT_OR_BELOW = "keep_at_or_below"
    KEEP_BETWEEN = "keep_between"
    REACH = "reach"
    MILESTONE = "milestone"
    FIND_BASELINE = "find_baseline"
