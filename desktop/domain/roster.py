"""Reads who takes part, from a file, a paste or one typed line, and finds those already known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop.domain.agenda_file import Skipped
from desktop.domain.csv_reading import read_csv
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import (
    MAX_ACCOMMODATION,
    MAX_NAME,
    RosterEntry,
    is_email,
    name_key,
    shortened,
    valid_email,
    valid_name,
)
from desktop.domain.roster_mapping import (
    MAX_PEOPLE,
    RosterMapping,
    RosterSheet,
    guess_mapping,
    header_hint,
    sheet_of,
)
from desktop.domain.roster_words import (
    ATTENDANCE_WORDS,
    EXPERIENCE_WORDS,
    JOINED,
    PRE_WORK_WORDS,
    PRIVATE,
    Column,
    column_name,
)
from desktop.domain.text import clean, one_line

_Level = TypeVar("_Level", OkrExperience, PreWork, Attendance)
_NAME_AND_EMAIL = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*@[^<>]*)>\s*")


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the file by its heading, and what it is read as; None is left out."""

    heading: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What was read, and what the person should know about it before it is stored.

    `private` are those of the warnings that quote what only the facilitator may see.
    """

    people: tuple[RosterEntry, ...]
    warnings: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    private: frozenset[str] = frozenset()


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
    mapping = guess_mapping(rows, lines, needs_header=needs_header)
    if not mapping.has_names:
        raise UserError(
            tr("Line {line} names no column with names.").format(line=mapping.header_line),
            header_hint(),
        )
    file = read_mapped(sheet_of(rows, lines, mapping.header_line), mapping)
    refusal = refusal_of(file, header_hint())
    if refusal is not None:
        raise refusal
    return file


def read_mapped(sheet: RosterSheet, mapping: RosterMapping) -> RosterFile:
    """The people of a table as its columns are read; nobody where no column holds names."""
    reading = _Reading(sheet, mapping)
    if mapping.has_names:
        for line, row in sheet.below:
            reading.add(line, row)
    return reading.result()


def refusal_of(file: RosterFile, hint: str) -> UserError | None:
    """Why nobody of it can be brought in: there is nobody, or there are too many."""
    if not file.people:
        reasons = "; ".join(
            tr("line {line}: {why}").format(line=s.line, why=s.why) for s in file.skipped[:3]
        )
        return UserError(tr("There is nobody in it.") + (f" {reasons}." if reasons else ""), hint)
    if len(file.people) > MAX_PEOPLE:
        return UserError(
            tr("It names {n} people; {limit} is the most.").format(
                n=len(file.people), limit=MAX_PEOPLE
            ),
            tr("Split it into several workshops."),
        )
    return None


class _Reading:
    """Collects the people of a table, and why others are not among them."""

    def __init__(self, sheet: RosterSheet, mapping: RosterMapping) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._people: list[RosterEntry] = []
        self._seen = _Seen()
        self._warnings: list[str] = []
        self._private: set[str] = set()
        self._skipped = list(sheet.above)
        unread = [
            sheet.heading(at)
            for at, column in enumerate(mapping.columns)
            if column is None and (sheet.is_named(at) or sheet.cells(at))
        ]
        if unread:
            text = tr("These columns were not read: {columns}.")
            self._warnings.append(text.format(columns=", ".join(map(shortened, unread))))

    def add(self, line: int, row: Sequence[str]) -> None:
        width = self._sheet.width
        if any(cell.strip() for cell in row[width:]):
            why = tr("it has {n} cells, the header {width}; quote a cell that holds the delimiter")
            self._skip(line, why.format(n=len(row), width=width))
            return
        try:
            entry = _loose(row, line) if self._mapping.loose else self._entry(line, row)
            entry = self._checked(entry)
        except UserError as error:
            self._skip(line, error.what.rstrip("."))
            return
        twin = self._seen.line_of(entry)
        if twin is not None:
            self._skip(line, tr("the same person as line {line}").format(line=twin))
        else:
            self._seen.add(entry)
            self._people.append(entry)

    def result(self) -> RosterFile:
        uses = tuple(
            ColumnUse(self._sheet.heading(at), column)
            for at, column in enumerate(self._mapping.columns)
        )
        return RosterFile(
            tuple(self._people),
            tuple(self._warnings),
            tuple(self._skipped),
            uses,
            frozenset(self._private),
        )

    def _entry(self, line: int, row: Sequence[str]) -> RosterEntry:
        cells: dict[Column, str] = {}
        for column, cell in zip(self._mapping.columns, row, strict=False):
            if column is not None and (text := one_line(clean(cell))):
                before = cells.get(column)
                cells[column] = text if before is None else before + JOINED[column] + text
        parts = (cells.get(Column.GIVEN, ""), cells.get(Column.FAMILY, ""))
        name = cells.get(Column.NAME, "") or " ".join(part for part in parts if part)
        name, email = _parted(name)
        return RosterEntry(
            name,
            cells.get(Column.EMAIL, "") or email,
            cells.get(Column.TEAM, ""),
            cells.get(Column.ROLE, ""),
            self._level(line, Column.EXPERIENCE, cells, EXPERIENCE_WORDS),
            self._level(line, Column.PRE_WORK, cells, PRE_WORK_WORDS),
            line,
            self._level(line, Column.ATTENDANCE, cells, ATTENDANCE_WORDS),
            self._accommodation(line, cells.get(Column.ACCOMMODATION, "")),
        )

    def _level(
        self, line: int, column: Column, cells: Mapping[Column, str], words: Mapping[str, _Level]
    ) -> _Level | None:
        value = cells.get(column, "")
        found = words.get(value.casefold())
        if value and found is None:
            text = tr("Line {line}: “{value}” in {column} is not known and was left out.")
            said = text.format(line=line, value=shortened(value), column=column_name(column))
            self._warn(said, private=column in PRIVATE)
        return found

    def _accommodation(self, line: int, text: str) -> str:
        if len(text) <= MAX_ACCOMMODATION:
            return text
        said = tr("Line {line}: the accommodation has more than {n} characters and was left out.")
        self._warn(said.format(line=line, n=MAX_ACCOMMODATION))
        return ""

    def _checked(self, entry: RosterEntry) -> RosterEntry:
        email = entry.email
        if not entry.name:
            raise UserError(tr("no name"))
        try:
            email = valid_email(email)
        except UserError as error:
            text = tr("Line {line}: {what} It was left out.")
            self._warn(text.format(line=entry.line, what=error.what), private=True)
            email = ""
        _within(entry.team)
        _within(entry.role)
        return replace(entry, name=valid_name(entry.name), email=email)

    def _warn(self, words: str, *, private: bool = False) -> None:
        self._warnings.append(words)
        if private:
            self._private.add(words)

    def _skip(self, line: int, why: str) -> None:
        self._skipped.append(Skipped(line, why))


class _Seen:
    """Finds the line of somebody who came before, as `is_same_person` tells it."""

    def __init__(self) -> None:
        self._by_email: dict[str, int] = {}
        self._by_name: dict[str, list[RosterEntry]] = {}

    def add(self, entry: RosterEntry) -> None:
        if entry.email:
            self._by_email[entry.email.casefold()] = entry.line
        self._by_name.setdefault(name_key(entry.name), []).append(entry)

    def line_of(self, entry: RosterEntry) -> int | None:
        namesakes = self._by_name.get(name_key(entry.name), ())
        lines = [other.line for other in namesakes if not (other.email and entry.email)]
        if entry.email and (same := self._by_email.get(entry.email.casefold())) is not None:
            lines.append(same)
        return min(lines, default=None)


def _parted(name: str) -> tuple[str, str]:
    """ "Ada <ada@x.org>" or "ada@x.org": a name the room may see, and the e-mail."""
    if both := _NAME_AND_EMAIL.fullmatch(name):
        return both["name"] or both["email"].split("@")[0], both["email"].strip()
    return (name.split("@", maxsplit=1)[0], name) if is_email(name) else (name, "")


def _loose(row: Sequence[str], line: int) -> RosterEntry:
    """A line without a header: name, team, role; an e-mail is known by its sign."""
    cells = [one_line(clean(cell)) for cell in row]
    email = ""
    if cells:
        cells[0], email = _parted(cells[0])
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
