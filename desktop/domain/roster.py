"""Reads who takes part, from a file, a paste or one typed line, and finds those already known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from desktop.domain.agenda_file import Skipped
from desktop.domain.csv_reading import read_csv
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import OkrExperience, PreWork
from desktop.domain.people import (
    MAX_NAME,
    Fate,
    PlannedPerson,
    RosterEntry,
    is_email,
    is_same_person,
    shortened,
    valid_email,
    valid_name,
)
from desktop.domain.text import clean, one_line

MAX_PEOPLE = 500
_Level = TypeVar("_Level", OkrExperience, PreWork)
_NAME_AND_EMAIL = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*@[^<>]*)>\s*")


class Column(StrEnum):
    """What a column can hold; the value is the heading, which is part of the format."""

    NAME = "Name"
    GIVEN = "First name"
    FAMILY = "Last name"
    EMAIL = "Email"
    TEAM = "Team"
    ROLE = "Role"
    EXPERIENCE = "OKR experience"
    PRE_WORK = "Pre-work"


_HEADINGS: Mapping[Column, str] = {
    Column.NAME: "name,full name,display name,participant,participant name,attendee,person,people",
    Column.GIVEN: "first name,given name,forename,firstname,givenname",
    Column.FAMILY: "last name,family name,surname,lastname,familyname",
    Column.EMAIL: "email,e mail,mail,email address,e mail address,user email",
    Column.TEAM: "team,team name,group,department,squad,unit",
    Column.ROLE: "role,title,job title,job,position,function",
    Column.EXPERIENCE: "okr experience,experience,okr,okrs,okr level,familiarity,okr familiarity",
    Column.PRE_WORK: "pre work,prework,pre reading,pre read,preread,preparation",
}
_BY_HEADING = {word: column for column, words in _HEADINGS.items() for word in words.split(",")}
_EXPERIENCE: Mapping[OkrExperience, str] = {
    OkrExperience.NONE: "none,no,0,new,new to okrs,beginner,never",
    OkrExperience.SOME: "some,1,a little,little,basic,intermediate",
    OkrExperience.EXPERIENCED: "experienced,2,3,a lot,advanced,expert,yes",
}
_PRE_WORK: Mapping[PreWork, str] = {
    PreWork.READ: "read,yes,y,x,✓,✔,done,complete,completed,true,1",
    PreWork.SKIMMED: "skimmed,partly,partially,partial,half,started",
    PreWork.NOT: "not,no,n,unread,not read,not yet,not done,false,0",
    PreWork.UNKNOWN: "unknown,?,-,–,not asked",
}
_EXPERIENCE_WORDS = {w: level for level, words in _EXPERIENCE.items() for w in words.split(",")}
_PRE_WORK_WORDS = {word: state for state, words in _PRE_WORK.items() for word in words.split(",")}


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the file by its heading, and what it is read as; None is left out."""

    heading: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What was read, and what the person should know about it before it is stored."""

    people: tuple[RosterEntry, ...]
    warnings: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    columns: tuple[ColumnUse, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What an import would do. `source` is a file's name, `details` how it was read."""

    source: str
    details: str
    file: RosterFile
    planned: tuple[PlannedPerson, ...]

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.planned)


def column_name(column: Column) -> str:
    """What a column is called on screen."""
    return {
        Column.NAME: tr("Name"),
        Column.GIVEN: tr("First name"),
        Column.FAMILY: tr("Last name"),
        Column.EMAIL: tr("E-mail"),
        Column.TEAM: tr("Team"),
        Column.ROLE: tr("Role"),
        Column.EXPERIENCE: tr("OKR experience"),
        Column.PRE_WORK: tr("Pre-work"),
    }[column]


def read_person(text: str) -> RosterEntry:
    """One typed line: "Name", "Name, Team" or "Name, Team, Role", an e-mail anywhere in it."""
    cells = list(read_csv(one_line(text)).rows[0]) if text.strip() else [""]
    entry = _loose(cells, 1)
    valid_email(entry.email)
    return RosterEntry(
        valid_name(entry.name),
        entry.email,
        _within(entry.team),
        _within(entry.role),
    )


def read_pasted(text: str) -> RosterFile:
    """Lines from a table, a mail or a chat; without a header a line is name, team, role."""
    table = read_csv(text)
    return read_roster(table.rows, table.lines, needs_header=False)


def read_roster(
    rows: Sequence[Sequence[str]], lines: Sequence[int] = (), *, needs_header: bool = True
) -> RosterFile:
    """The people of a table whose first filled row names the columns, in any order.

    `lines[i]` is the line of the file that `rows[i]` starts in; without it rows are counted.
    Raises `UserError` when no column holds names, nobody is left, or there are too many.
    """
    filled = [
        (line, row)
        for line, row in zip(lines or range(1, len(rows) + 1), rows, strict=True)
        if any(cell.strip() for cell in row)
    ]
    if not filled:
        raise UserError(tr("There is nobody in it."), _header_hint())
    columns = _columns(filled[0][1])
    has_header = any(use.column in (Column.NAME, Column.GIVEN, Column.FAMILY) for use in columns)
    if not has_header and needs_header:
        raise UserError(
            tr("Line {line} names no column with names.").format(line=filled[0][0]),
            _header_hint(),
        )
    reading = _Reading(columns if has_header else ())
    for line, row in filled[1:] if has_header else filled:
        reading.add(line, row)
    return reading.result()


def _header_hint() -> str:
    names = ", ".join(c.value for c in Column if c not in (Column.GIVEN, Column.FAMILY))
    return tr("The first line must name the columns: {columns}. Only Name is needed.").format(
        columns=names
    )


def _columns(header: Sequence[str]) -> tuple[ColumnUse, ...]:
    uses: list[ColumnUse] = []
    for at, cell in enumerate(header):
        heading = one_line(cell[:200])
        column = _BY_HEADING.get(_word(heading))
        if column in {use.column for use in uses}:
            column = None
        uses.append(ColumnUse(heading or tr("column {n}").format(n=at + 1), column))
    return tuple(uses)


def _word(heading: str) -> str:
    """The heading without case, brackets and signs: "E-Mail (work):" is "e mail"."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", heading.casefold())
    return " ".join(re.sub(r"[^\w]|_", " ", bare).split())


class _Reading:
    """Collects the people of a table, and why others are not among them."""

    def __init__(self, columns: tuple[ColumnUse, ...]) -> None:
        self._columns = columns
        self._people: list[RosterEntry] = []
        self._warnings: list[str] = []
        self._skipped: list[Skipped] = []
        unread = [use.heading for use in columns if use.column is None]
        if unread:
            text = tr("These columns were not read: {columns}.")
            self._warnings.append(text.format(columns=", ".join(map(shortened, unread))))

    def add(self, line: int, row: Sequence[str]) -> None:
        if self._columns and any(cell.strip() for cell in row[len(self._columns) :]):
            why = tr("it has {n} cells, the header {width}; quote a cell that holds the delimiter")
            self._skip(line, why.format(n=len(row), width=len(self._columns)))
            return
        try:
            entry = self._entry(line, row) if self._columns else _loose(row, line)
            entry = self._checked(entry)
        except UserError as error:
            self._skip(line, error.what.rstrip("."))
            return
        twin = next((other for other in self._people if is_same_person(entry, other)), None)
        if twin is not None:
            self._skip(line, tr("the same person as line {line}").format(line=twin.line))
        else:
            self._people.append(entry)

    def result(self) -> RosterFile:
        if not self._people:
            reasons = "; ".join(
                tr("line {line}: {why}").format(line=s.line, why=s.why) for s in self._skipped[:3]
            )
            raise UserError(
                tr("There is nobody in it.") + (f" {reasons}." if reasons else ""), _header_hint()
            )
        if len(self._people) > MAX_PEOPLE:
            raise UserError(
                tr("It names {n} people; {limit} is the most.").format(
                    n=len(self._people), limit=MAX_PEOPLE
                ),
                tr("Split it into several workshops."),
            )
        return RosterFile(
            tuple(self._people), tuple(self._warnings), tuple(self._skipped), self._columns
        )

    def _entry(self, line: int, row: Sequence[str]) -> RosterEntry:
        cells = {
            use.column: one_line(clean(row[at]))
            for at, use in enumerate(self._columns)
            if use.column is not None and at < len(row)
        }
        parts = (cells.get(Column.GIVEN, ""), cells.get(Column.FAMILY, ""))
        name = cells.get(Column.NAME, "") or " ".join(part for part in parts if part)
        return RosterEntry(
            name,
            cells.get(Column.EMAIL, ""),
            cells.get(Column.TEAM, ""),
            cells.get(Column.ROLE, ""),
            self._level(line, Column.EXPERIENCE, cells, _EXPERIENCE_WORDS),
            self._level(line, Column.PRE_WORK, cells, _PRE_WORK_WORDS),
            line,
        )

    def _level(
        self, line: int, column: Column, cells: Mapping[Column, str], words: Mapping[str, _Level]
    ) -> _Level | None:
        value = cells.get(column, "")
        found = words.get(value.casefold())
        if value and found is None:
            text = tr("Line {line}: “{value}” in {column} is not known and was left out.")
            self._warnings.append(
                text.format(line=line, value=shortened(value), column=column_name(column))
            )
        return found

    def _checked(self, entry: RosterEntry) -> RosterEntry:
        email = entry.email
        if not entry.name:
            raise UserError(tr("no name"))
        try:
            email = valid_email(email)
        except UserError as error:
            text = tr("Line {line}: {what} It was left out.")
            self._warnings.append(text.format(line=entry.line, what=error.what))
            email = ""
        return RosterEntry(
            valid_name(entry.name),
            email,
            _within(entry.team),
            _within(entry.role),
            entry.experience,
            entry.pre_work,
            entry.line,
        )

    def _skip(self, line: int, why: str) -> None:
        self._skipped.append(Skipped(line, why))


def _loose(row: Sequence[str], line: int) -> RosterEntry:
    """A line without a header: name, team, role; an e-mail is known by its sign."""
    cells = [one_line(clean(cell)) for cell in row]
    email = ""
    if cells and (both := _NAME_AND_EMAIL.fullmatch(cells[0])):
        cells[0], email = both["name"] or both["email"].split("@")[0], both["email"].strip()
    for at, cell in enumerate(cells[1:], start=1):
        if not email and is_email(cell):
            email = cells.pop(at)
            break
    name, team, role, *_ = [*cells, "", "", ""]
    return RosterEntry(name, email, team, role, line=line)


def _within(text: str) -> str:
    if len(text) > MAX_NAME:
        raise UserError(
            tr("“{text}” is too long.").format(text=shortened(text)),
            tr("{n} characters fit.").format(n=MAX_NAME),
        )
    return text
