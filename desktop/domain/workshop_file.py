"""One workshop as JSON: the whole document, and the check of every file that comes in.

`domain.workshop_parts` says what the parts are; `domain.workshop_zip` puts the JSON in the zip
that people pass on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, cast

import msgspec

from desktop.domain.agenda import planned_end
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import FEEDBACK, AwayAnswer, EventKind, OkrExperience
from desktop.domain.people import is_email, name_key
from desktop.domain.text import clean
from desktop.domain.workshop_parts import (
    MAX_TEXT,
    BriefPart,
    CapturePart,
    CyclePart,
    EventPart,
    GoalPart,
    ItemPart,
    LeaderInputPart,
    MaterialPart,
    PersonPart,
    RevisionPart,
    SessionKeyResultPart,
    TeamOkrsPart,
    TeamPart,
    ThemePart,
    WorkshopPart,
)

FORMAT = "okr-facilitator/workshop"
VERSION = 3
_FIRST = 1
_SINCE_2 = (
    "brief",
    "session_key_results",
    "goals",
    "materials",
    "leader_inputs",
    "cycle",
    "themes",
    "okrs",
    "revisions",
)
"""What a file of the first version can't hold."""
_FEW = msgspec.Meta(max_length=1_000)


class WorkshopDoc(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file. Lists stand in their order; `format` and `version` fill themselves in."""

    format: str = FORMAT
    version: int = VERSION
    workshop: WorkshopPart
    teams: Annotated[list[TeamPart], msgspec.Meta(max_length=10_000)] = []
    people: Annotated[list[PersonPart], msgspec.Meta(max_length=10_000)] = []
    agenda: Annotated[list[ItemPart], msgspec.Meta(max_length=10_000)] = []
    events: Annotated[list[EventPart], msgspec.Meta(max_length=100_000)] = []
    captures: Annotated[list[CapturePart], msgspec.Meta(max_length=100_000)] = []
    brief: BriefPart | None = None
    session_key_results: Annotated[list[SessionKeyResultPart], _FEW] = []
    goals: Annotated[list[GoalPart], _FEW] = []
    materials: Annotated[list[MaterialPart], _FEW] = []
    leader_inputs: Annotated[list[LeaderInputPart], _FEW] = []
    cycle: CyclePart | None = None
    themes: Annotated[list[ThemePart], _FEW] = []
    okrs: Annotated[list[TeamOkrsPart], _FEW] = []
    revisions: Annotated[list[RevisionPart], msgspec.Meta(max_length=100_000)] = []


class _Head(msgspec.Struct, frozen=True):
    """Read first, so that a stranger or a newer version is called by its name."""

    format: str
    version: int


def encode_workshop(doc: WorkshopDoc, *, with_private: bool = False) -> bytes:
    """Write the document as indented JSON; what is private only on request.

    That is: private notes, e-mails, accommodations, what an hour costs, and how familiar
    somebody is with OKRs.

    Anonymous captures stand last, ordered by their random uids, so that the file does not tell
    the order they came in.
    """
    notes = {} if with_private else {"private_note": ""}
    persons: dict[str, object] = {}
    if not with_private:
        persons = {"email": "", "accommodation": "", "experience": OkrExperience.NONE}
    brief = doc.brief
    if brief is not None and not with_private:
        brief = msgspec.structs.replace(brief, hourly_rate=None, currency="")
    named = [part for part in doc.captures if not part.anonymous]
    anonymous = sorted((part for part in doc.captures if part.anonymous), key=lambda p: p.uid)
    shown = msgspec.structs.replace(
        doc,
        people=[msgspec.structs.replace(part, **persons) for part in doc.people],
        agenda=[msgspec.structs.replace(part, **notes) for part in doc.agenda],
        captures=named + anonymous,
        brief=brief,
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
    if not _FIRST <= head.version <= VERSION:
        what = tr("This workshop file has version {n}; this app reads versions up to {known}.")
        raise UserError(
            what.format(n=head.version, known=VERSION), tr("Open it with a newer version.")
        )
    plain = _as_newest(plain, head.version)
    try:
        doc = msgspec.convert(_cleaned(plain), WorkshopDoc)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        raise _refusal(place.removesuffix("`") or "workshop", reason) from error
    except RecursionError as error:
        raise _refusal("workshop", tr("too many levels")) from error
    _check(doc)
    return doc


def _as_newest(plain: dict[str, Any], version: int) -> dict[str, Any]:
    """A document of an older version in the format of now: it only lacks parts and fields."""
    for name in _SINCE_2:
        if version == _FIRST and name in plain:
            reason = tr("version {n} has no such part").format(n=_FIRST)
            raise _refusal(name, reason)
    return plain | {"version": VERSION}


def _cleaned(value: object) -> object:
    """Return the same JSON with every text normalised; one that is too long is left to fail."""
    if isinstance(value, str):
        return clean(value) if len(value) <= MAX_TEXT else value
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
    _check_okrs(doc)


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
    yield from _prepared_uids(doc)
    for i, okrs in enumerate(doc.okrs):
        yield from _okr_uids(f"okrs[{i}]", okrs)
    for i, revision in enumerate(doc.revisions):
        yield f"revisions[{i}].uid", revision.uid


def _prepared_uids(doc: WorkshopDoc) -> Iterator[tuple[str, str]]:
    if doc.brief is not None:
        yield "brief.uid", doc.brief.uid
    if doc.cycle is not None:
        yield "cycle.uid", doc.cycle.uid
    for name in ("session_key_results", "goals", "materials", "leader_inputs", "themes"):
        for i, part in enumerate(getattr(doc, name)):
            yield f"{name}[{i}].uid", part.uid


def _okr_uids(place: str, okrs: TeamOkrsPart) -> Iterator[tuple[str, str]]:
    if okrs.mission is not None:
        yield f"{place}.mission.uid", okrs.mission.uid
    for i, objective in enumerate(okrs.objectives):
        yield f"{place}.objectives[{i}].uid", objective.uid
        for j, result in enumerate(objective.key_results):
            where = f"{place}.objectives[{i}].key_results[{j}]"
            yield f"{where}.uid", result.uid
            for name in ("steps", "check_ins"):
                for k, part in enumerate(getattr(result, name)):
                    yield f"{where}.{name}[{k}].uid", part.uid
    for i, initiative in enumerate(okrs.initiatives):
        yield f"{place}.initiatives[{i}].uid", initiative.uid


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
    {
        EventKind.STARTED,
        EventKind.MOVED_ON,
        EventKind.WENT_BACK,
        EventKind.EXTENDED,
        EventKind.SKIPPED,
        EventKind.RESTORED,
        EventKind.STEPPED,
    }
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
        if event.kind is EventKind.STARTED and not event.baseline:
            raise _refusal(f"{place}.baseline", tr("it is missing"))
        if event.baseline and event.kind not in (EventKind.STARTED, EventKind.ENDED):
            raise _refusal(f"{place}.baseline", tr("it belongs to the start and the end only"))
        if event.kind is EventKind.AWAY_ANSWERED and event.why not in set(AwayAnswer):
            raise _refusal(f"{place}.why", tr("no such answer"))
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


def _check_okrs(doc: WorkshopDoc) -> None:
    if doc.cycle is None and (doc.okrs or doc.themes):
        raise _refusal("cycle", tr("there is no quarter for the OKRs and themes"))
    if doc.cycle is not None and doc.cycle.ends < doc.cycle.starts:
        raise _refusal("cycle.ends", tr("it lies before the start"))
    teams = {team.uid for team in doc.teams}
    themes = {theme.uid for theme in doc.themes}
    for i, okrs in enumerate(doc.okrs):
        if okrs.team not in teams:  # a team once: what is left over has no team or a second time
            raise _refusal(f"okrs[{i}].team", tr("no such team, or named twice"))
        teams.remove(okrs.team)
        objectives = {objective.uid for objective in okrs.objectives}
        for j, objective in enumerate(okrs.objectives):
            if objective.theme and objective.theme not in themes:
                raise _refusal(f"okrs[{i}].objectives[{j}].theme", tr("no such theme"))
        for j, initiative in enumerate(okrs.initiatives):
            if initiative.objective and initiative.objective not in objectives:
                place = f"okrs[{i}].initiatives[{j}].objective"
                raise _refusal(place, tr("no such objective"))
    revised = {uid for okrs in doc.okrs for _, uid in _okr_uids("", okrs)}
    for i, revision in enumerate(doc.revisions):
        if revision.of not in revised:
            raise _refusal(f"revisions[{i}].of", tr("no such row"))
