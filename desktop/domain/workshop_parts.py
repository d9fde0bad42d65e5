"""The parts of a workshop file: one struct for each kind of row, in the format of the file.

A renamed field is a new version of the format. Amounts are texts of digits, so that no reader of
JSON can pass them through a float.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

import msgspec

from desktop.domain.agenda import LONGEST_S
from desktop.domain.kinds import (
    Ambition,
    Attendance,
    CaptureKind,
    Category,
    CycleState,
    Disposition,
    EventKind,
    FeedbackSource,
    GoalStatus,
    ItemKind,
    KeyResultType,
    LeaderInputKind,
    Level,
    MaterialKind,
    ObjectiveState,
    OkrExperience,
    PreWork,
    WorkshopKind,
    WorkshopState,
)
from desktop.domain.people import MAX_NAME

MAX_TEXT = 10_000
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

REVISED = (
    "mission",
    "objective",
    "key_result",
    "milestone_step",
    "check_in",
    "initiative",
)
"""The tables whose rows have revisions."""

Uid = Annotated[str, msgspec.Meta(pattern=f"^{_UUID}$")]
ItemUid = Annotated[str, msgspec.Meta(pattern=f"^({_UUID})?$")]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT)]
Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME)]
ShortText = Annotated[str, msgspec.Meta(max_length=MAX_NAME)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
WallTime = Annotated[time, msgspec.Meta(tz=False)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_S)]
Planned = Annotated[int, msgspec.Meta(ge=1, le=LONGEST_S)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
YEAR_S = 366 * 24 * 3600
InAYear = Annotated[int, msgspec.Meta(ge=0, le=YEAR_S)]
RunMs = Annotated[int, msgspec.Meta(ge=0, le=100 * YEAR_S * 1000)]
Amount = Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]{1,40}(\.[0-9]{1,40})?$")]
Score = Annotated[str, msgspec.Meta(pattern=r"^(0(\.[0-9]{1,40})?|1(\.0{1,40})?)$")]
Confidence = Annotated[int, msgspec.Meta(ge=0, le=10)]


class Part(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What all parts share: fields by name, nothing unknown dropped, defaults left out."""


class WorkshopPart(Part, frozen=True, kw_only=True):
    """The head. `day`, `start` and `end` are wall time in `zone`; an early end is the next day.

    When it started and ended is in the events.
    """

    uid: Uid
    title: Title
    kind: WorkshopKind
    state: WorkshopState
    day: date
    start: WallTime
    end: WallTime
    zone: Text
    programme: Text = ""
    number: Count | None = None
    place: Text = ""
    hands_up: Count | None = None


class StepPart(Part, frozen=True, kw_only=True):
    """One timed step of a block's technique."""

    uid: Uid
    title: Title
    seconds: Planned
    instruction: Text = ""


class ItemPart(Part, frozen=True, kw_only=True):
    """One block, in the order of the agenda; `removed` ones are kept for the run they were in."""

    uid: Uid
    title: Title
    kind: ItemKind
    category: Category
    planned_s: Planned
    minimum_s: Seconds
    maximum_s: Annotated[int, msgspec.Meta(ge=0, le=2 * LONGEST_S)]
    protected: bool = False
    removed: bool = False
    cut_order: Annotated[int, msgspec.Meta(ge=1, le=99)] | None = None
    fixed_start: WallTime | None = None
    technique: Text = ""
    lead: Text = ""
    instruction: Text = ""
    steps: list[StepPart] = []
    private_note: Text = ""


class TeamPart(Part, frozen=True, kw_only=True):
    """A team of the programme that somebody in this workshop is in."""

    uid: Uid
    name: Name


class PersonPart(Part, frozen=True, kw_only=True):
    """Somebody who takes part: `uid` is the participation's, `person` the person's own.

    `team` is the uid of one of the file's teams. E-mail and accommodation are private.
    """

    uid: Uid
    person: Uid
    name: Name
    team: ItemUid = ""
    role: ShortText = ""
    experience: OkrExperience = OkrExperience.NONE
    pre_work: PreWork = PreWork.UNKNOWN
    attendance: Attendance = Attendance.EXPECTED
    arrived_at: Instant | None = None
    left_at: Instant | None = None
    email: ShortText = ""
    accommodation: Text = ""


class BaselinePart(Part, frozen=True, kw_only=True):
    """What a block was planned as when the run started, or had come to when it ended.

    With what it was given by hand it may have come to more than a plan can be.
    """

    uid: Uid
    title: Title
    seconds: InAYear


class EventPart(Part, frozen=True, kw_only=True):
    """One run event; see `domain.run.RunEvent` for what the fields mean.

    An absence, and so how far into it the room moved on, may have lasted longer than any block.
    """

    uid: Uid
    seq: Count
    kind: EventKind
    utc: Instant
    boot_ms: Count
    boot_id: Text
    item: ItemUid = ""
    seconds: Annotated[int, msgspec.Meta(ge=-YEAR_S, le=YEAR_S)] = 0
    baseline: list[BaselinePart] = []
    why: Text = ""
    from_ms: RunMs = 0
    to_ms: RunMs = 0


class CapturePart(Part, frozen=True, kw_only=True):
    """One captured thing of any kind; fields that its kind does not have keep their default.

    Anonymous ones have neither `at` nor `run_ms`, and name their block in `item` instead.
    """

    uid: Uid
    kind: CaptureKind
    text: Title
    at: Instant | None = None
    run_ms: Count | None = None
    item: ItemUid = ""
    owner: Text = ""
    due: date | None = None
    done: bool = False
    disposition: Disposition = Disposition.OPEN
    reason: Text = ""
    source: FeedbackSource = FeedbackSource.SPOKEN
    anonymous: bool = False
    likelihood: Level = Level.UNKNOWN
    impact: Level = Level.UNKNOWN


class BriefPart(Part, frozen=True, kw_only=True):
    """What a workshop is to be; `objective`, score and note are the session's own OKR."""

    uid: Uid
    format: Text = ""
    adjustments: Text = ""
    objective: Text = ""
    score: Score | None = None
    score_note: Text = ""
    hourly_rate: Amount | None = None
    currency: Text = ""


class SessionKeyResultPart(Part, frozen=True, kw_only=True):
    """One key result of the session's own OKR."""

    uid: Uid
    text: Text
    score: Score | None = None


class GoalPart(Part, frozen=True, kw_only=True):
    """What participants should take away, and whether they did."""

    uid: Uid
    text: Text
    status: GoalStatus = GoalStatus.OPEN
    evidence: Text = ""


class MaterialPart(Part, frozen=True, kw_only=True):
    """A thing to have ready; only its address or path, never its content."""

    uid: Uid
    kind: MaterialKind
    title: Text
    target: Text = ""
    ready: bool = False


class LeaderInputPart(Part, frozen=True, kw_only=True):
    """What a leader said before the quarter."""

    uid: Uid
    kind: LeaderInputKind
    text: Text
    speaker: Text = ""


class CyclePart(Part, frozen=True, kw_only=True):
    """The quarter the workshop belongs to; both dates belong to it."""

    uid: Uid
    label: Text
    starts: date
    ends: date
    state: CycleState = CycleState.PLANNED


class ThemePart(Part, frozen=True, kw_only=True):
    """A theme of the quarter."""

    uid: Uid
    title: Text


class MissionPart(Part, frozen=True, kw_only=True):
    """That a team takes part in the quarter, and what it is there for.

    `workshop`, here and below, is the uid of the workshop it came from, "" if from none.
    """

    uid: Uid
    workshop: ItemUid = ""
    text: Text = ""
    votes_for: Count | None = None
    votes_against: Count | None = None


class MilestoneStepPart(Part, frozen=True, kw_only=True):
    """One step of a milestone."""

    uid: Uid
    text: Text
    done: bool = False


class CheckInPart(Part, frozen=True, kw_only=True):
    """What a key result stood at, or why nobody knows."""

    uid: Uid
    at: Instant
    workshop: ItemUid = ""
    value: Amount | None = None
    no_data_reason: Text = ""
    confidence: Confidence | None = None
    changed: Text = ""
    plan: Text = ""


class KeyResultPart(Part, frozen=True, kw_only=True):
    """One key result; which amounts count depends on its type.

    `follow_up` is the uid of the action that looks for a data source, in this file or not.
    """

    uid: Uid
    title: Text
    type: KeyResultType
    metric: Text = ""
    unit: Text = ""
    baseline: Amount | None = None
    target: Amount | None = None
    stretch: Amount | None = None
    lower: Amount | None = None
    upper: Amount | None = None
    baseline_unknown: bool = False
    data_source: Text = ""
    frequency: Text = ""
    owner: Text = ""
    weight: Amount = "1"
    confidence: Confidence | None = None
    follow_up: ItemUid = ""
    steps: Annotated[list[MilestoneStepPart], msgspec.Meta(max_length=1_000)] = []
    check_ins: Annotated[list[CheckInPart], msgspec.Meta(max_length=10_000)] = []


class ObjectivePart(Part, frozen=True, kw_only=True):
    """One objective with its key results; `theme` is the uid of one of the file's themes."""

    uid: Uid
    title: Text
    workshop: ItemUid = ""
    why: Text = ""
    for_whom: Text = ""
    ambition: Ambition = Ambition.COMMITTED
    theme: ItemUid = ""
    owner: Text = ""
    state: ObjectiveState = ObjectiveState.DRAFT
    score: Score | None = None
    score_note: Text = ""
    key_results: Annotated[list[KeyResultPart], msgspec.Meta(max_length=1_000)] = []


class InitiativePart(Part, frozen=True, kw_only=True):
    """A piece of work; `objective` is the uid of one of its team's objectives, or ""."""

    uid: Uid
    text: Text
    workshop: ItemUid = ""
    objective: ItemUid = ""


class TeamOkrsPart(Part, frozen=True, kw_only=True):
    """What one team has drafted in the quarter; `team` is the uid of one of the file's teams."""

    team: Uid
    mission: MissionPart | None = None
    objectives: Annotated[list[ObjectivePart], msgspec.Meta(max_length=1_000)] = []
    initiatives: Annotated[list[InitiativePart], msgspec.Meta(max_length=10_000)] = []


class RevisionPart(Part, frozen=True, kw_only=True):
    """One change of a wording or a number: `field` of the row `of` in the table `entity`."""

    uid: Uid
    entity: Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(REVISED)})$")]
    of: Uid
    field: Annotated[str, msgspec.Meta(pattern="^[a-z_]{1,40}$")]
    at: Instant
    old: Text = ""
    new: Text = ""
    workshop: ItemUid = ""
    item: ItemUid = ""
