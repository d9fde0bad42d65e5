"""What a person is shown of a list of people before any of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.csv_reading import Table
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.people import Fate, KnownPerson, PlannedPerson, plan_people
from desktop.domain.roster import RosterFile, read_mapped, refusal_of
from desktop.domain.roster_mapping import (
    RosterMapping,
    guess_mapping,
    header_choices,
    mapping_under,
    sheet_of,
)
from desktop.domain.roster_words import PRIVATE, Column, column_name
from desktop.domain.text import one_line

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class RosterSource:
    """A table and where it is from: a file's name, and in words how it was read."""

    name: str
    details: str
    table: Table


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A column of the file, what stands in it and what it is read as; None: left out.

    What is not known to be public may be an e-mail, so `private` is true for what is left out too.
    `clash` says why what was chosen last for it could not be.
    """

    position: int
    heading: str
    samples: str
    column: Column | None
    clash: str = ""

    @property
    def private(self) -> bool:
        return self.column is None or self.column in PRIVATE or "@" in self.samples


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """All that is known before the import; with a `refusal` nobody can be brought in.

    `headers` are the lines that may be chosen as the headings, with their words.
    """

    source: RosterSource
    mapping: RosterMapping
    headers: tuple[tuple[int, str], ...]
    columns: tuple[RosterColumn, ...]
    known: tuple[KnownPerson, ...]
    file: RosterFile
    planned: tuple[PlannedPerson, ...] = ()
    refusal: UserError | None = None

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.planned)

    def reads(self, column: Column) -> bool:
        """Whether anything is read as that."""
        return self.mapping.loose or column in self.mapping.columns


def first_preview(
    source: RosterSource, known: Sequence[KnownPerson], *, needs_header: bool
) -> RosterPreview:
    """With the columns guessed. Raises UserError for a table there is nothing to choose in."""
    table = source.table
    mapping = guess_mapping(table.rows, table.lines, needs_header=needs_header)
    return preview(source, tuple(known), mapping)


def with_header(shown: RosterPreview, header_line: int | None) -> RosterPreview:
    """The same list with another line naming the columns, or none; columns are guessed anew."""
    table = shown.source.table
    return preview(shown.source, shown.known, mapping_under(table.rows, table.lines, header_line))


def with_column(shown: RosterPreview, position: int, wanted: Column | None) -> RosterPreview:
    """The same list with one column read as something else, or with the reason why it can't be."""
    twin = shown.mapping.twin(position, wanted)
    if wanted is None or twin is None:
        return preview(shown.source, shown.known, shown.mapping.choose(position, wanted))
    words = tr("{name} is read from “{heading}” already. Leave that one out first.")
    clash = words.format(name=column_name(wanted), heading=shown.columns[twin].heading)
    columns = (
        replace(column, clash=clash if column.position == position else "")
        for column in shown.columns
    )
    return replace(shown, columns=tuple(columns))


def with_known(shown: RosterPreview, known: Sequence[KnownPerson]) -> RosterPreview:
    """The same list, when others are known by now."""
    if shown.known == tuple(known):
        return shown
    return preview(shown.source, tuple(known), shown.mapping)


def preview(
    source: RosterSource, known: tuple[KnownPerson, ...], mapping: RosterMapping
) -> RosterPreview:
    """What this mapping makes of the list; a refusal is part of the answer."""
    table = source.table
    sheet = sheet_of(table.rows, table.lines, mapping.header_line)
    columns = tuple(
        RosterColumn(at, sheet.heading(at), _samples(sheet.cells(at)), column)
        for at, column in enumerate(mapping.columns)
    )
    headers = tuple(
        (line, " · ".join(_short(cell) for cell in row if cell.strip())[:80])
        for line, row in header_choices(table.rows, table.lines)
    )
    file = read_mapped(sheet, mapping)
    refusal = refusal_of(file, tr("Choose what each column is, or another line of headings."))
    if not mapping.has_names:
        refusal = UserError(
            tr("No column holds names, so nobody can be brought in."),
            tr("Choose the column that holds them, or another line of headings."),
        )
    planned = () if refusal is not None else plan_people(file.people, known)
    return RosterPreview(source, mapping, headers, columns, known, file, planned, refusal)


def _samples(cells: Sequence[str]) -> str:
    found = list(dict.fromkeys(_short(cell) for cell in cells[:50]))
    return " · ".join(found[:_SAMPLES])


def _short(cell: str) -> str:
    return one_line(cell[:200])[:60]
