"""Which column of a list of people is what: the guess, and what a person makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.agenda_file import Skipped
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.people import is_email
from desktop.domain.roster_words import JOINED, NAMES, Column, column_name, column_of
from desktop.domain.text import one_line

MAX_PEOPLE = 500
MAX_COLUMNS = 100
_MOST_LINES = 4 * MAX_PEOPLE  # no need to look which of them are nobody
_HEADER_SEARCH = 20
_ADDRESS = re.compile(r"\w@\w")
Line = tuple[int, Sequence[str]]
"""A line's number in the file, and its cells."""


@dataclass(frozen=True, slots=True)
class RosterMapping:
    """What each column is read as, by position; None: left out.

    `header_line` is the line of the file that names the columns, None when none does. In `loose`
    lines an e-mail may stand anywhere: it is taken out, and the other cells move up.
    """

    columns: tuple[Column | None, ...]
    header_line: int | None
    loose: bool = False

    @property
    def has_names(self) -> bool:
        return any(column in NAMES for column in self.columns)

    def twin(self, position: int, wanted: Column | None) -> int | None:
        """Another column that is read as that already and can't be together with this one."""
        if wanted is None or wanted in JOINED:
            return None
        others = (at for at, column in enumerate(self.columns) if column is wanted)
        return next((at for at in others if at != position), None)

    def choose(self, position: int, wanted: Column | None) -> RosterMapping:
        """The same with this column read as that. Raises UserError when another one is already."""
        twin = self.twin(position, wanted)
        if wanted is not None and twin is not None:
            raise UserError(
                tr("{name} is read from column {n} already.").format(
                    name=column_name(wanted), n=twin + 1
                ),
                tr("Leave that one out first."),
            )
        columns = tuple(
            wanted if at == position else column for at, column in enumerate(self.columns)
        )
        return replace(self, columns=columns, loose=False)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A table parted at its headings; `width` in columns."""

    header: Sequence[str]
    below: tuple[Line, ...]
    above: tuple[Skipped, ...]
    width: int

    def heading(self, position: int) -> str:
        """What a column is called; "column 3" when it has no name.

        An address is no name: then somebody's line was taken for the headings, and it is private.
        """
        name = one_line(self.header[position][:200]) if position < len(self.header) else ""
        if not name or _ADDRESS.search(name):
            return tr("column {n}").format(n=position + 1)
        return name[:60]

    def is_named(self, position: int) -> bool:
        return position < len(self.header) and bool(self.header[position].strip())

    def cells(self, position: int) -> list[str]:
        """What stands in a column, without empty cells."""
        return [
            row[position] for _, row in self.below if position < len(row) and row[position].strip()
        ]


def sheet_of(
    rows: Sequence[Sequence[str]], lines: Sequence[int], header_line: int | None
) -> RosterSheet:
    """The filled lines around the headings. Raises UserError: empty, too wide or too long."""
    filled = _filled(rows, lines)
    if not filled:
        raise UserError(tr("There is nobody in it."), header_hint())
    if len(filled) > _MOST_LINES:
        what = tr("It has {n} lines; a list has {limit} people at most.")
        raise UserError(
            what.format(n=len(filled), limit=MAX_PEOPLE), tr("Split it into several workshops.")
        )
    first = 0 if header_line is None else header_line
    header = next((row for line, row in filled if line == header_line), ())
    below = tuple(each for each in filled if each[0] > first)
    above = tuple(Skipped(line, tr("above the headings")) for line, _ in filled if line < first)
    width = len(header) if header_line is not None else max(len(row) for _, row in below)
    if width > MAX_COLUMNS:
        what = tr("The table has {n} columns; {limit} is the most.")
        raise UserError(
            what.format(n=width, limit=MAX_COLUMNS), tr("Delete the columns that are not needed.")
        )
    return RosterSheet(header, below, above, width)


def guess_mapping(
    rows: Sequence[Sequence[str]], lines: Sequence[int] = (), *, needs_header: bool = True
) -> RosterMapping:
    """The first filled line names the columns, if any of them are names or it has to.

    Raises UserError as `sheet_of` does.
    """
    filled = _filled(rows, lines)
    first = filled[0][0] if filled else None
    mapping = mapping_under(rows, lines, first)
    if mapping.has_names or needs_header:
        return mapping
    return mapping_under(rows, lines, None)


def mapping_under(
    rows: Sequence[Sequence[str]], lines: Sequence[int], header_line: int | None
) -> RosterMapping:
    """The best guess when this line names the columns, or none does."""
    sheet = sheet_of(rows, lines, header_line)
    if header_line is None:
        return _without_headings(sheet)
    found: list[Column | None] = []
    for heading in sheet.header:
        column = column_of(heading)
        found.append(None if column in found else column)
    return RosterMapping(tuple(found), header_line)


def header_choices(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> tuple[Line, ...]:
    """The lines a person may choose as the headings."""
    return tuple(_filled(rows, lines)[:_HEADER_SEARCH])


def header_hint() -> str:
    """What to do when a table can't be understood."""
    names = ", ".join(c.value for c in Column if c not in (Column.GIVEN, Column.FAMILY))
    return tr("The first line must name the columns: {columns}. Only Name is needed.").format(
        columns=names
    )


def _filled(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> list[Line]:
    numbered = zip(lines or range(1, len(rows) + 1), rows, strict=True)
    return [(line, row) for line, row in numbered if any(cell.strip() for cell in row)]


def _without_headings(sheet: RosterSheet) -> RosterMapping:
    """Name, team, role, and an e-mail where one column has them all."""
    places = {
        at for _, row in sheet.below for at, cell in enumerate(row) if at and is_email(cell.strip())
    }
    email = next(iter(places)) if len(places) == 1 else None
    if email is not None and not all(
        email >= len(row) or not row[email].strip() or is_email(row[email].strip())
        for _, row in sheet.below
    ):
        email = None
    loose = bool(places) and email is None
    others = iter((Column.NAME, Column.TEAM, Column.ROLE))
    columns = tuple(
        Column.EMAIL if at == email else next(others, None) for at in range(sheet.width)
    )
    return RosterMapping(columns, None, loose)
