"""One workshop as JSON: what the workshop file holds, and the check of every file that comes in.

The structs are the file's format: a renamed field is a new version. `domain.workshop_zip` puts
the JSON in the zip that people pass on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated, Any, cast

import msgspec

from desktop.domain.agenda import LONGEST_S, planned_end
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import (
    FEEDBACK,
    Attendance,
    CaptureKind,
    Category,
    Disposition,
    EventKind,
    FeedbackSource,
    ItemKind,
    Level,
    OkrExperience,
    PreWork,
    WorkshopKind,
    WorkshopState,
)
from desktop.domain.people import MAX_NAME, is_email, name_key
from desktop.domain.text import clean

FORMAT = "okr-facilitator/workshop"
VERSION = 1
_MAX_TEXT = 10_000
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

Uid = Annotated[str, msgspec.Meta(pattern=f"^{_UUID}$")]
ItemUid = Annotated[str, msgspec.Meta(pattern=f"^({_UUID})?$")]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=_MAX_TEXT)]
Text = Annotated[str, msgspec.Meta(max_length=_MAX_TEXT)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME)]
ShortText = Annotated[str, msgspec.Meta(max_length=MAX_NAME)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
WallTime = Annotated[time, msgspec.Meta(tz=False)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_S)]
Planned = Annotated[int, msgspec.Meta(ge=1, le=LONGEST_S)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


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
    """What a block was planned as when the run started."""

    uid: Uid
    title: Title
    seconds: Seconds


class EventPart(Part, frozen=True, kw_only=True):
    """One run event; see `domain.run.RunEvent` for what the fields mean."""

    uid: Uid
    seq: Count
    kind: EventKind
    utc: Instant
    boot_ms: Count
    boot_id: Text
    item: ItemUid = ""
    seconds: Annotated[int, msgspec.Meta(ge=-LONGEST_S, le=LONGEST_S)] = 0
    baseline: list[BaselinePart] = []


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


class WorkshopDoc(Part, frozen=True, kw_only=True, omit_defaults=False):
    """The whole file. Lists stand in their order; `format` and `version` fill themselves in."""

    format: str = FORMAT
    version: int = VERSION
    workshop: WorkshopPart
    teams: Annotated[list[TeamPart], msgspec.Meta(max_length=10_000)] = []
    people: Annotated[list[PersonPart], msgspec.Meta(max_length=10_000)] = []
    agenda: Annotated[list[ItemPart], msgspec.Meta(max_length=10_000)] = []
    events: Annotated[list[EventPart], msgspec.Meta(max_length=100_000)] = []
    captures: Annotated[list[CapturePart], msgspec.Meta(max_length=100_000)] = []


class _Head(msgspec.Struct, frozen=True):
    """Read first, so that a stranger or a newer version is called by its name."""

    format: str
    version: int


def encode_workshop(doc: WorkshopDoc, *, with_private: bool = False) -> bytes:
    """Write the document as indented JSON; private notes, e-mails and such only on request.

    Anonymous captures stand last, ordered by their random uids, so that the file does not tell
    the order they came in.
    """
    notes = {} if with_private else {"private_note": ""}
    contacts = {} if with_private else {"email": "", "accommodation": ""}
    named = [part for part in doc.captures if not part.anonymous]
    anonymous = sorted((part for part in doc.captures if part.anonymous), key=lambda p: p.uid)
    shown = msgspec.structs.replace(
        doc,
        people=[msgspec.structs.replace(part, **contacts) for part in doc.people],
        agenda=[msgspec.structs.replace(part, **notes) for part in doc.agenda],
        captures=named + anonymous,
    )
    return msgspec.json.format(msgspec.json.encode(shown), indent=2) + b"\n"


def decode_workshop(raw: bytes) -> WorkshopDoc:
    """Read and check a whole document; texts are normalised. Raises UserError: what and where."""
    try:
        plain = msgspec.json.decode(raw)
        head = msgspec.convert(plain, _Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(
            tr("This is not a workshop file."),
            tr("Choose a file that this app has exported as a workshop."),
        ) from error
    if head.format != FORMAT:
        raise UserError(
            tr("This is not a workshop file: it calls itself “{format}”.").format(
                format=clean(head.format)[:60]
            ),
            tr("Choose a file that this app has exported as a workshop."),
        )
    if head.version != VERSION:
        what = tr("This workshop file has version {n}; this app reads version {known}.")
        raise UserError(
            what.format(n=head.version, known=VERSION), tr("Open it with a newer version.")
        )
    try:
        doc = msgspec.convert(_cleaned(plain), WorkshopDoc)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        raise _refusal(place.removesuffix("`") or "workshop", reason) from error
    except RecursionError as error:
        raise _refusal("workshop", tr("too many levels")) from error
    _check(doc)
    return doc


def _cleaned(value: object) -> object:
    """Return the same JSON with every text normalised; one that is too long is left to fail."""
    if isinstance(value, str):
        return clean(value) if len(value) <= _MAX_TEXT else value
    if isinstance(value, list):
        return [_cleaned(entry) for entry in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _cleaned(entry) for key, entry in cast("dict[str, Any]", value).items()}
    return value


def _refusal(place: str, reason: str) -> UserError:
    what = tr("The workshop file is damaged at {place}: {reason}.")
    return UserError(
        what.format(place=place, reason=reason), tr("Nothing was imported. Export it again.")
    )


def _check(doc: WorkshopDoc) -> None:
    """Refuse what the types alone let through."""
    head = doc.workshop
    try:
        planned_end(head.day, head.start, head.end, head.zone)
    except UserError as error:
        raise _refusal("workshop", error.what.rstrip(".")) from error
    seen: set[str] = set()
    for place, uid in _uids(doc):
        if uid in seen:
            raise _refusal(place, tr("this uid stands twice"))
        seen.add(uid)
    for i, item in enumerate(doc.agenda):
        if not item.minimum_s <= item.planned_s <= item.maximum_s:
            reason = tr("the duration is not between minimum and maximum")
            raise _refusal(f"agenda[{i}].planned_s", reason)
    _check_people(doc)
    items = {item.uid for item in doc.agenda}
    items.update(entry.uid for event in doc.events for entry in event.baseline)
    _check_events(doc.events, items)
    for i, capture in enumerate(doc.captures):
        _check_capture(f"captures[{i}]", capture, items)


def _uids(doc: WorkshopDoc) -> Iterator[tuple[str, str]]:
    yield "workshop.uid", doc.workshop.uid
    for i, team in enumerate(doc.teams):
        yield f"teams[{i}].uid", team.uid
    for i, person in enumerate(doc.people):
        yield f"people[{i}].uid", person.uid
        yield f"people[{i}].person", person.person
    for i, item in enumerate(doc.agenda):
        yield f"agenda[{i}].uid", item.uid
        for j, step in enumerate(item.steps):
            yield f"agenda[{i}].steps[{j}].uid", step.uid
    for i, event in enumerate(doc.events):
        yield f"events[{i}].uid", event.uid
    for i, capture in enumerate(doc.captures):
        yield f"captures[{i}].uid", capture.uid


def _check_people(doc: WorkshopDoc) -> None:
    teams = {team.uid for team in doc.teams}
    if len({name_key(team.name) for team in doc.teams}) < len(doc.teams):
        raise _refusal("teams", tr("two teams have one name"))
    for i, person in enumerate(doc.people):
        if person.team and person.team not in teams:
            raise _refusal(f"people[{i}].team", tr("no such team"))
        if person.email and not is_email(person.email):
            raise _refusal(f"people[{i}].email", tr("not an e-mail address"))


_NAMES_ITEM = frozenset(
    {EventKind.STARTED, EventKind.MOVED_ON, EventKind.WENT_BACK, EventKind.EXTENDED}
)


def _check_events(events: list[EventPart], items: set[str]) -> None:
    previous: EventPart | None = None
    for i, event in enumerate(events):
        place = f"events[{i}]"
        if previous is not None and event.seq <= previous.seq:
            raise _refusal(f"{place}.seq", tr("events are not in order"))
        if (event.kind is EventKind.STARTED) != (previous is None):
            raise _refusal(f"{place}.kind", tr("a run starts once, with its first event"))
        ended = previous is not None and previous.kind is EventKind.ENDED
        if (event.kind is EventKind.REOPENED) != ended:
            raise _refusal(f"{place}.kind", tr("after the end a run can only be reopened"))
        if bool(event.baseline) != (event.kind is EventKind.STARTED):
            raise _refusal(f"{place}.baseline", tr("it belongs to the first event, and only there"))
        if (event.kind in _NAMES_ITEM or event.item) and event.item not in items:
            raise _refusal(f"{place}.item", tr("no such block"))
        previous = event


def _check_capture(place: str, capture: CapturePart, items: set[str]) -> None:
    if capture.item and capture.item not in items:
        raise _refusal(f"{place}.item", tr("no such block"))
    if not capture.anonymous:
        return
    if capture.kind not in FEEDBACK:
        raise _refusal(f"{place}.anonymous", tr("only feedback can be anonymous"))
    if capture.at is not None or capture.run_ms is not None or capture.owner:
        raise _refusal(place, tr("anonymous feedback carries no time and no name"))
    if capture.uid[14] != "4":  # any other version could tell when it was written
        raise _refusal(f"{place}.uid", tr("the uid of anonymous feedback must be random"))
