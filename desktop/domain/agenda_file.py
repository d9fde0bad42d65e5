"""The project's own agenda table: one line per block, all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from desktop.domain.durations import format_minutes, parse_clock, parse_duration
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.text import clean

Line = tuple[int, Sequence[str]]
"""A line's number in the file, and its cells."""

MAX_BLOCKS = 500
DAY_S = 24 * 60 * 60
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})
_BREAK_TITLES = frozenset({"break", "coffee break", "short break", "lunch", "lunch break"})


class Column(StrEnum):
    """The columns of the format; the value is the heading, which is part of the format."""

    START = "Start"
    DURATION = "Duration"
    TITLE = "Title"
    KIND = "Kind"
    TECHNIQUE = "Technique"
    LEAD = "Lead"
    INSTRUCTION = "Public instruction"
    NOTES = "Private notes"
    MINIMUM = "Minimum"
    PROTECTED = "Protected"


RECORD_COLUMNS = (
    *("Started", "Ended", "Planned seconds", "Adjusted seconds", "Actual seconds"),
    *("Paused seconds", "Skipped", "Reasons"),
)
"""What an exported agenda says of its run beside the plan; none of it is read in again."""


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """One block as a file or template gives it. Durations in seconds, steps in order.

    `category`, `minimum_s` and `maximum_s` are None where the file says nothing, so that the
    defaults apply. A step is (title, seconds, instruction).
    """

    title: str
    kind: ItemKind
    category: Category | None
    planned_s: int
    minimum_s: int | None = None
    protected: bool = False
    technique: str = ""
    lead: str = ""
    instruction: str = ""
    private_note: str = ""
    steps: tuple[tuple[str, int, str], ...] = ()
    cut_order: int | None = None
    maximum_s: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was not read, and the reason."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """What was read, and what the person should know about it before it is stored."""

    blocks: tuple[AgendaBlock, ...]
    start: time | None
    warnings: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands in a table, and what the file calls it if not by its own name."""

    positions: Mapping[Column, int]
    names: Mapping[Column, str] = field(default_factory=dict[Column, str])


@dataclass(frozen=True, slots=True)
class _Record:
    """One line below the header, addressed by column."""

    line: int
    cells: Sequence[str]
    layout: Layout

    def __getitem__(self, column: Column) -> str:
        position = self.layout.positions.get(column)
        if position is None or position >= len(self.cells):
            return ""
        try:
            return clean(self.cells[position])
        except UserError as error:
            raise self.located(column, error.what, error.hint) from error

    def one_line(self, column: Column) -> str:
        return " ".join(self[column].split())

    def refusal(self, column: Column, hint: str) -> UserError:
        value = self.one_line(column)
        shown = value if len(value) <= 60 else value[:59] + "…"
        return self.located(column, tr("“{value}” can't be used.").format(value=shown), hint)

    def located(self, column: Column, what: str, hint: str) -> UserError:
        place = tr("Line {line}, column {column}: {what}")
        name = self.layout.names.get(column, column.value)
        return UserError(place.format(line=self.line, column=name, what=what), hint)


def read_blocks(
    below: Sequence[Line], layout: Layout
) -> tuple[tuple[AgendaBlock, ...], time | None, tuple[str, ...]]:
    """The blocks of the lines below a header, when the first one starts, and the warnings.

    Raises UserError naming line, column, value and what to do.
    """
    check_size(below)
    records = [_Record(line, row, layout) for line, row in below]
    blocks = tuple(_block(record) for record in records)
    start, warnings = _clock(records, blocks)
    return blocks, start, (*warnings, *_minimum_warnings(records, blocks))


def without_record(headings: Sequence[str]) -> list[str]:
    """The headings but for those under which an exported agenda tells of its run."""
    return [heading for heading in headings if heading not in RECORD_COLUMNS]


def unread_warning(line: int, columns: Sequence[str]) -> str:
    """What is said of columns that hold something and are left out."""
    warning = tr("Line {line}: these columns were not read: {columns}.")
    return warning.format(line=line, columns=", ".join(columns))


def check_size(below: Sequence[Line]) -> None:
    """Raises UserError for a table with no blocks, or with more than an agenda has."""
    if not below:
        raise UserError(
            tr("The agenda has a header but no blocks."), tr("Add one line for each block.")
        )
    if len(below) > MAX_BLOCKS:
        raise UserError(
            tr("The agenda has {n} blocks; {limit} is the most.").format(
                n=len(below), limit=MAX_BLOCKS
            ),
            tr("Split it into several workshops."),
        )


def check_width(below: Sequence[Line], width: int) -> None:
    """Raises UserError for a line with something in a cell that no heading stands over."""
    for line, row in below:
        if any(cell.strip() for cell in row[width:]):
            what = tr("Line {line} has {n} cells, but the header names {width} columns.")
            raise UserError(
                what.format(line=line, n=len(row), width=width),
                tr("Put quotation marks around a cell that holds the delimiter."),
            )


def _block(record: _Record) -> AgendaBlock:
    title = record.one_line(Column.TITLE)
    if not title:
        raise record.refusal(Column.TITLE, tr("Every block needs a title."))
    planned_s = _duration(record, Column.DURATION)
    protected = _protected(record)
    return AgendaBlock(
        title=title,
        kind=_kind(record, title),
        category=None,
        planned_s=planned_s,
        minimum_s=_minimum(record, planned_s, protected=protected),
        protected=protected,
        technique=record.one_line(Column.TECHNIQUE),
        lead=record.one_line(Column.LEAD),
        instruction=record[Column.INSTRUCTION],
        private_note=record[Column.NOTES],
    )


def _duration(record: _Record, column: Column, *, allow_zero: bool = False) -> int:
    try:
        return parse_duration(record[column], allow_zero=allow_zero)
    except UserError as error:
        raise record.located(column, error.what, error.hint) from error


def _minimum(record: _Record, planned_s: int, *, protected: bool) -> int | None:
    if not record[Column.MINIMUM]:
        return None
    minimum_s = _duration(record, Column.MINIMUM, allow_zero=True)
    if minimum_s > planned_s:
        hint = tr("The minimum can't be longer than the duration, {minutes} min.")
        raise record.refusal(Column.MINIMUM, hint.format(minutes=format_minutes(planned_s)))
    return planned_s if protected else minimum_s


def _protected(record: _Record) -> bool:
    value = record[Column.PROTECTED].casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise record.refusal(Column.PROTECTED, tr("Write yes or no."))


def _kind(record: _Record, title: str) -> ItemKind:
    value = record[Column.KIND]
    if not value:
        return ItemKind.BREAK if title.casefold() in _BREAK_TITLES else ItemKind.ACTIVITY
    try:
        return ItemKind(re.sub(r"[\s-]+", "_", value.casefold()))
    except ValueError as error:
        hint = tr("Use one of: {kinds}.").format(kinds=", ".join(ItemKind))
        raise record.refusal(Column.KIND, hint) from error


def _clock(
    records: Sequence[_Record], blocks: Sequence[AgendaBlock]
) -> tuple[time | None, list[str]]:
    """Return when the first block starts, and a warning for each start that does not follow."""
    start: time | None = None
    warnings: list[str] = []
    elapsed_s = 0  # of all blocks so far
    expected_s: int | None = None  # where the durations lead, in seconds of the day
    for record, block in zip(records, blocks, strict=True):
        given = _start(record)
        if given is not None:
            given_s = given.hour * 3600 + given.minute * 60 + given.second
            if expected_s is None:
                start = _of_day(given_s - elapsed_s)
            elif given_s != expected_s:
                warning = tr(
                    "Line {line}: the start {start} does not follow from the durations before it,"
                    " which lead to {expected}. The durations were kept."
                )
                shown = f"{_of_day(expected_s):%H:%M}"
                warnings.append(
                    warning.format(line=record.line, start=f"{given:%H:%M}", expected=shown)
                )
            # go on from the given start: one gap is one warning, not one for each line after it
            expected_s = given_s
        elapsed_s += block.planned_s
        if expected_s is not None:
            expected_s = (expected_s + block.planned_s) % DAY_S
    return start, warnings


def _start(record: _Record) -> time | None:
    if not record[Column.START]:
        return None
    try:
        return parse_clock(record[Column.START])
    except UserError as error:
        raise record.located(Column.START, error.what, error.hint) from error


def _of_day(seconds: int) -> time:
    seconds %= DAY_S
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _minimum_warnings(records: Sequence[_Record], blocks: Sequence[AgendaBlock]) -> list[str]:
    warning = tr("Line {line}: a protected block keeps its full time, so its minimum was not used.")
    return [
        warning.format(line=record.line)
        for record, block in zip(records, blocks, strict=True)
        if block.protected
        and record[Column.MINIMUM]
        and parse_duration(record[Column.MINIMUM], allow_zero=True) != block.planned_s
    ]
