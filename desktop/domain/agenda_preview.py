"""What a person is shown of somebody's agenda before any of it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum

from desktop.domain.agenda import category_for
from desktop.domain.agenda_file import DAY_S, AgendaBlock, AgendaFile, Skipped
from desktop.domain.agenda_guess import guess_mapping, header_choices, mapping_under
from desktop.domain.agenda_mapping import MADE_HERE, Mapping, apply_mapping, sheet_of
from desktop.domain.agenda_words import Field
from desktop.domain.csv_reading import Table
from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.text import one_line

_SAMPLES = 3


class SourceForm(StrEnum):
    """What the agenda was written as."""

    TABLE = "table"
    MARKDOWN = "markdown"
    LINES = "lines"


def _none_below() -> dict[int, tuple[int, ...]]:
    return {}


@dataclass(frozen=True, slots=True)
class AgendaSource:
    """A table from a file or a text, and how it was read; a text file has no sheets.

    `size` in bytes. `mapping` is known where the table was made of lines: then `skipped` are those
    that are no part of it and `below` says which lines belong to the block in another.
    """

    name: str
    size: int
    table: Table
    encoding: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    form: SourceForm = SourceForm.TABLE
    mapping: Mapping | None = None
    skipped: tuple[Skipped, ...] = ()
    below: dict[int, tuple[int, ...]] = field(default_factory=_none_below)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where the blocks go: behind `count` blocks of a workshop, or into a new one (`title` "").

    `starts` is when the first of them would begin, None when the file's own start decides.
    """

    title: str = ""
    count: int = 0
    starts: time | None = None
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file, what stands in it and what it is read as; None: left out."""

    position: int
    heading: str
    samples: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as it will be."""

    start: time | None
    title: str
    planned_s: int
    kind: ItemKind
    category: Category
    protected: bool


@dataclass(frozen=True, slots=True)
class AgendaPreview:
    """All that is known before the import; without a `file` there is a `refusal`.

    `headers` are the lines that may be chosen as the headings; `doubled`: every title stands in
    the agenda already.
    """

    source: AgendaSource
    target: Target
    mapping: Mapping
    headers: tuple[tuple[int, str], ...]
    columns: tuple[ColumnView, ...]
    blocks: tuple[BlockView, ...] = ()
    file: AgendaFile | None = None
    refusal: UserError | None = None
    doubled: bool = False

    @property
    def warnings(self) -> tuple[str, ...]:
        return () if self.file is None else self.file.warnings

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return () if self.file is None else self.file.skipped

    @property
    def planned_s(self) -> int:
        return sum(block.planned_s for block in self.blocks)


def read_source(source: AgendaSource) -> AgendaFile:
    """The blocks with the columns guessed. Raises UserError; then nothing is imported."""
    return _read(source, _first_mapping(source))


def first_preview(source: AgendaSource, target: Target) -> AgendaPreview:
    """With the columns guessed. Raises UserError for a table there is nothing to choose in."""
    return preview(source, target, _first_mapping(source))


def with_header(shown: AgendaPreview, header_line: int | None) -> AgendaPreview:
    """The same file with another line naming the columns, or none; columns are guessed anew."""
    table = shown.source.table
    mapping = mapping_under(table.rows, table.lines, header_line)
    return preview(shown.source, shown.target, mapping)


def with_field(shown: AgendaPreview, position: int, field: Field | None) -> AgendaPreview:
    """The same file with one column read as something else."""
    return preview(shown.source, shown.target, shown.mapping.choose(position, field))


def with_target(shown: AgendaPreview, target: Target) -> AgendaPreview:
    """The same file, going somewhere else."""
    return preview(shown.source, target, shown.mapping)


def preview(source: AgendaSource, target: Target, mapping: Mapping) -> AgendaPreview:
    """What this mapping makes of the file; a refusal is part of the answer."""
    table = source.table
    sheet = sheet_of(table.rows, table.lines, mapping.header_line)
    columns = tuple(
        ColumnView(
            at,
            sheet.heading(at),
            _samples([row[at] for _, row in sheet.below[:50] if at < len(row)]),
            mapping.field_at(at),
        )
        for at in range(len(sheet.header))
    )
    headers = tuple(
        (line, " · ".join(_short(cell) for cell in row if cell.strip())[:80])
        for line, row in header_choices(table.rows, table.lines)
        if mapping.header_line != MADE_HERE
    )
    shown = AgendaPreview(source, target, mapping, headers, columns)
    try:
        file = _read(source, mapping)
    except UserError as error:
        return replace(shown, refusal=error)
    titles = {block.title.casefold() for block in file.blocks}
    return replace(
        shown,
        file=file,
        blocks=_blocks(file, target),
        doubled=titles <= {title.casefold() for title in target.titles},
    )


def _first_mapping(source: AgendaSource) -> Mapping:
    return source.mapping or guess_mapping(source.table.rows, source.table.lines)


def _read(source: AgendaSource, mapping: Mapping) -> AgendaFile:
    """With what was said and skipped before there was a table."""
    file = apply_mapping(source.table.rows, source.table.lines, mapping)
    with_it = (
        Skipped(below, each.why)
        for each in file.skipped
        for below in source.below.get(each.line, ())
    )
    skipped = sorted((*source.skipped, *file.skipped, *with_it), key=lambda each: each.line)
    return replace(file, warnings=(*source.warnings, *file.warnings), skipped=tuple(skipped))


def _blocks(file: AgendaFile, target: Target) -> tuple[BlockView, ...]:
    first = target.starts or file.start
    at = None if first is None else first.hour * 3600 + first.minute * 60
    found: list[BlockView] = []
    for block in file.blocks:
        start = None if at is None else time(at // 3600, at // 60 % 60)
        found.append(_block(block, start))
        at = None if at is None else (at + block.planned_s) % DAY_S
    return tuple(found)


def _block(block: AgendaBlock, start: time | None) -> BlockView:
    category = block.category or category_for(block.kind, block.title)
    return BlockView(start, block.title, block.planned_s, block.kind, category, block.protected)


def _samples(cells: list[str]) -> str:
    found = list(dict.fromkeys(_short(cell) for cell in cells if cell.strip()))
    return " · ".join(found[:_SAMPLES])


def _short(cell: str) -> str:
    return one_line(cell[:200])[:60]
