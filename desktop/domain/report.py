"""What a session report is made of: rows in, so that no report ever needs the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop.domain.i18n import tr
from desktop.domain.kinds import (
    FEEDBACK,
    FINDINGS,
    CaptureKind,
    Category,
    ItemKind,
    PreWork,
    WorkshopKind,
)
from desktop.domain.report_choices import Notation, Section
from desktop.domain.rows import CaptureRow

if TYPE_CHECKING:
    from desktop.domain.okr_rows import RevisionRow, TeamOkrs
    from desktop.domain.prepare_rows import Preparation
    from desktop.domain.record_reasons import Reason, TimelineEntry
    from desktop.domain.run_record import AgendaChange, PauseSpan


SECTION_KINDS: Mapping[Section, frozenset[CaptureKind]] = {
    Section.FINDINGS: FINDINGS,
    Section.FEEDBACK: FEEDBACK,
    Section.DECISIONS: frozenset({CaptureKind.DECISION}),
    Section.ACTIONS: frozenset({CaptureKind.ACTION}),
    Section.PARKING_LOT: frozenset({CaptureKind.PARKING_LOT}),
    Section.RISKS: frozenset({CaptureKind.RISK}),
    Section.NEEDS: frozenset({CaptureKind.NEED}),
}
"""Every kind of note belongs to one section, so each note is printed exactly once."""


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One block of the agenda, as the record of the run has it.

    `planned_s` is what the run began with, None for a block that was added later. `actual_s` is
    None while it hasn't been run, `ends_at` while it isn't over; times are local. `adjusted_s` is
    what it was to take in the end, None where nothing has been run. Minimum to instruction are
    for those who take the agenda along.
    """

    title: str
    category: Category
    kind: ItemKind
    planned_s: int | None
    actual_s: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    minimum_s: int | None = None
    protected: bool = False
    technique: str = ""
    lead: str = ""
    instruction: str = ""
    adjusted_s: int | None = None
    paused_s: int = 0
    skipped: bool = False
    pauses: tuple[PauseSpan, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPerson:
    """Somebody who took part, or was expected and did not come; `name` is "" where none may be.

    Role and pre-work are for those who take the table along; `pre_work` is None where nobody may
    be recognised by it.
    """

    name: str
    team: str = ""
    came: bool = True
    role: str = ""
    pre_work: PreWork | None = PreWork.UNKNOWN


def _nothing_prepared() -> Preparation:
    from desktop.domain.prepare_rows import Preparation  # noqa: PLC0415  a start prints nothing

    return Preparation()


@dataclass(frozen=True, slots=True)
class ReportData:
    """One workshop as its report tells it. There is no field for a private note.

    Nor for an e-mail, an accommodation or anybody's experience. `read_pre_work` counts who read
    the pre-work, None when nobody asked. `wordings` are revisions of missions and of titles of
    objectives, oldest first.

    The planned and actual datetimes and `made_at` are local to `zone`, aware or not; `at` of a
    capture is UTC. `made_at` is the only date the report knows beside those of the workshop.

    `pauses`, `timeline` (UTC) and `end_moved_s`, by how much later the room agreed to end, are of
    the run; `changed_since` is what was done to the agenda after it.
    """

    title: str
    programme: str
    kind: WorkshopKind
    day: date
    made_at: datetime
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    zone: str = "UTC"
    place: str = ""
    items: tuple[ReportItem, ...] = ()
    paused_s: int = 0
    idle_s: int = 0
    captures: tuple[CaptureRow, ...] = ()
    people: tuple[ReportPerson, ...] = ()
    read_pre_work: int | None = None
    preparation: Preparation = field(default_factory=_nothing_prepared)
    teams: tuple[TeamOkrs, ...] = ()
    wordings: tuple[RevisionRow, ...] = ()
    notation: Notation = field(default_factory=Notation)
    pauses: tuple[PauseSpan, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    end_moved_s: int = 0
    changed_since: tuple[AgendaChange, ...] = ()

    @property
    def started(self) -> bool:
        return self.actual_start is not None

    @property
    def running(self) -> bool:
        return self.actual_start is not None and self.actual_end is None

    @property
    def planned_s(self) -> int:
        return sum(item.planned_s or 0 for item in self.items)

    @property
    def elapsed_s(self) -> int:
        """Blocks, pauses and time outside any block: together the whole run, to the second."""
        return sum(item.actual_s or 0 for item in self.items) + self.paused_s + self.idle_s


def captures_of(data: ReportData, section: Section) -> tuple[CaptureRow, ...]:
    """Return the notes that `section` prints.

    The participants' words and anything else anonymous come in alphabetical order: the order
    they were typed in could tell who spoke. All else keeps the order it was captured in.
    """
    kinds = SECTION_KINDS.get(section, frozenset())
    rows = [row for row in data.captures if row.kind in kinds]
    told = [row for row in rows if not (row.anonymous or section is Section.FEEDBACK)]
    hidden = [row for row in rows if row.anonymous or section is Section.FEEDBACK]
    hidden.sort(key=lambda row: (row.text.casefold(), row.text, row.uid))
    rows = told + hidden
    if section in (Section.FINDINGS, Section.FEEDBACK):
        order = {kind: place for place, kind in enumerate(CaptureKind)}
        rows.sort(key=lambda row: order[row.kind])
    return tuple(rows)


def filled_sections(data: ReportData) -> tuple[Section, ...]:
    """Return the sections that have something to print, in printing order."""
    told = data.preparation
    filled: Mapping[Section, object] = {
        Section.SUMMARY: data.items or data.captures or data.started or drafted(data),
        Section.GOALS: told.goals,
        Section.FORMAT: told.format,
        Section.AGENDA: data.items,
        Section.MATERIALS: told.materials,
        Section.PEOPLE: data.people,
        Section.LEADERS: told.leader_inputs or told.themes,
        Section.SESSION_OKR: told.objective or told.key_results,
        Section.OKRS: drafted(data),
        Section.WORDINGS: earlier_wordings(data),
        Section.ADJUSTMENTS: told.adjustments,
        Section.TIMELINE: data.timeline,
    }
    return tuple(
        section for section in Section if filled.get(section) or captures_of(data, section)
    )


def drafted(data: ReportData) -> tuple[TeamOkrs, ...]:
    """Return the teams that have drafted anything."""
    return tuple(
        team
        for team in data.teams
        if team.mission or team.objectives or team.initiatives or _voted(team)
    )


def _voted(team: TeamOkrs) -> bool:
    return team.votes_for is not None or team.votes_against is not None


@dataclass(frozen=True, slots=True)
class Wording:
    """How a mission or the title of an objective once read; `at` (UTC) is None for the first.

    `number` says which objective of the team it was, 0 for the mission.
    """

    team: str
    number: int
    text: str
    at: datetime | None = None


def earlier_wordings(data: ReportData) -> tuple[Wording, ...]:
    """Return every wording that isn't the one of now, which stands with its team."""
    changes: dict[str, list[RevisionRow]] = {}
    for revision in data.wordings:
        changes.setdefault(revision.entity_uid, []).append(revision)
    found: list[Wording] = []
    for team in data.teams:
        mission = (team.mission_uid, team.mission, 0)
        titles = [(row.uid, row.title, n) for n, row in enumerate(team.objectives, start=1)]
        for uid, text, number in (mission, *titles):
            known = {text, ""}
            first = changes.get(uid, [])[:1]
            readings = [(row.old, None) for row in first]
            readings += [(row.new, row.at) for row in changes.get(uid, [])]
            for wording, at in readings:
                if wording not in known:
                    known.add(wording)
                    found.append(Wording(team.name, number, wording, at))
    return tuple(found)


def section_name(section: Section) -> str:
    """Return the heading of a section, which is also its name beside the switch."""
    return {
        Section.SUMMARY: tr("Key figures"),
        Section.GOALS: tr("Goals"),
        Section.FORMAT: tr("Format"),
        Section.AGENDA: tr("Planned and actual minutes"),
        Section.MATERIALS: tr("Materials"),
        Section.PEOPLE: tr("People"),
        Section.LEADERS: tr("Leaders’ input and themes"),
        Section.SESSION_OKR: tr("OKR of the session"),
        Section.OKRS: tr("Team OKRs"),
        Section.WORDINGS: tr("How the wording grew"),
        Section.FINDINGS: tr("Findings"),
        Section.FEEDBACK: tr("In their words"),
        Section.DECISIONS: tr("Decisions"),
        Section.ACTIONS: tr("Actions"),
        Section.PARKING_LOT: tr("Parking lot"),
        Section.RISKS: tr("Risks"),
        Section.NEEDS: tr("Needs"),
        Section.ADJUSTMENTS: tr("Adjustments for next time"),
        Section.TIMELINE: tr("Timeline of the run"),
    }[section]
