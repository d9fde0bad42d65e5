"""What a session report is made of: rows in, so that no report ever needs the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.i18n import tr
from desktop.domain.kinds import (
    FEEDBACK,
    FINDINGS,
    CaptureKind,
    Category,
    ItemKind,
    WorkshopKind,
)
from desktop.domain.rows import CaptureRow


class PaperSize(StrEnum):
    """The sheet the report is laid out for."""

    A4 = "a4"
    LETTER = "letter"


class Section(StrEnum):
    """The parts of a report that can be switched, in the order they are printed."""

    SUMMARY = "summary"
    AGENDA = "agenda"
    PEOPLE = "people"
    FINDINGS = "findings"
    FEEDBACK = "feedback"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    PARKING_LOT = "parking_lot"
    RISKS = "risks"
    NEEDS = "needs"


ALL_SECTIONS = frozenset(Section)

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
    """One block of the agenda.

    `actual_s` is None while it hasn't been run, `ends_at` while it isn't over; times are local.
    """

    title: str
    category: Category
    kind: ItemKind
    planned_s: int
    actual_s: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportPerson:
    """Somebody who took part, or was expected and did not come; `name` is "" where none may be."""

    name: str
    team: str = ""
    came: bool = True


@dataclass(frozen=True, slots=True)
class ReportData:
    """One workshop as its report tells it. There is no field for a private note.

    Nor for an e-mail, an accommodation or anybody's experience. `read_pre_work` counts who read
    the pre-work, None when nobody asked.

    The planned and actual datetimes and `made_at` are local to `zone`, aware or not; `at` of a
    capture is UTC. `made_at` is the only date the report knows beside those of the workshop.
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

    @property
    def started(self) -> bool:
        return self.actual_start is not None

    @property
    def running(self) -> bool:
        return self.actual_start is not None and self.actual_end is None

    @property
    def planned_s(self) -> int:
        return sum(item.planned_s for item in self.items)

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
    return tuple(
        section
        for section in Section
        if (section is Section.SUMMARY and (data.items or data.captures or data.started))
        or (section is Section.AGENDA and data.items)
        or (section is Section.PEOPLE and data.people)
        or captures_of(data, section)
    )


def section_name(section: Section) -> str:
    """Return the heading of a section, which is also its name beside the switch."""
    return {
        Section.SUMMARY: tr("Key figures"),
        Section.AGENDA: tr("Planned and actual minutes"),
        Section.PEOPLE: tr("People"),
        Section.FINDINGS: tr("Findings"),
        Section.FEEDBACK: tr("In their words"),
        Section.DECISIONS: tr("Decisions"),
        Section.ACTIONS: tr("Actions"),
        Section.PARKING_LOT: tr("Parking lot"),
        Section.RISKS: tr("Risks"),
        Section.NEEDS: tr("Needs"),
    }[section]
