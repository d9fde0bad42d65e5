"""Reads an agenda out of anybody's table, once it is known which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.agenda_file import (
    DAY_S,
    MAX_BLOCKS,
    AgendaFile,
    Column,
    Layout,
    Line,
    Skipped,
    check_size,
    check_width,
    read_blocks,
    unread_warning,
    without_record,
)
from desktop.domain.agenda_times import (
    Span,
    duration_text,
    is_length,
    read_span,
    resolve,
    writes_min_sec,
)
from desktop.domain.agenda_words import (
    ENDS,
    KINDS,
    NO,
    OWN,
    TOTALS,
    YES,
    Field,
    kind_of,
    plain,
    unit_of,
)
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import ItemKind
from desktop.domain.text import one_line

LONGEST_BLOCK_S = DAY_S // 2
LAST_BLOCK_MIN = 15
MAX_COLUMNS = 100
MADE_HERE = 0
"""The line of headings that stand in no file: lines of text are made a table under them."""
_MOST_LINES = 4 * MAX_BLOCKS  # no need to look which of them are none
_PLACES = {column: place for place, column in enumerate(Column)}


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a table holds what, by position.

    `header_line` is the line of the file that names the columns, None when none does.
    """

    columns: dict[Field, int | None]
    header_line: int | None

    def position(self, wanted: Field) -> int | None:
        return self.columns.get(wanted)

    def field_at(self, position: int) -> Field | None:
        """What the column is read as; None when it is left out."""
        return next((found for found, at in self.columns.items() if at == position), None)

    def choose(self, position: int, wanted: Field | None) -> Mapping:
        """The same with this column read as that; a column that was it before is left out."""
        kept = {
            found: at for found, at in self.columns.items() if at != position and found != wanted
        }
        if wanted is not None:
            kept[wanted] = position
        return replace(self, columns=kept)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: what names its columns, and the filled lines below."""

    header: Sequence[str]
    below: tuple[Line, ...]
    skipped: tuple[Skipped, ...]
    first_line: int

    def heading(self, position: int) -> str:
        """What a column is called; "column 3" when it has no name."""
        name = one_line(self.header[position][:200]) if position < len(self.header) else ""
        return name[:60] or tr("column {n}").format(n=position + 1)


def sheet_of(rows: Sequence[Sequence[str]], lines: Sequence[int], header_line: int | None) -> Sheet:
    """Part the table at its headings. Raises UserError for a table that is empty or too wide."""
    skipped: list[Skipped] = []
    below: list[Line] = []
    header: Sequence[str] | None = () if header_line is None else None
    for line, row in zip(lines or range(1, len(rows) + 1), rows, strict=True):
        if not any(cell.strip() for cell in row):
            skipped.append(Skipped(line, tr("empty line")))
        elif header is not None:
            below.append((line, row))
        elif line == header_line:
            header = row
        else:
            skipped.append(Skipped(line, tr("above the headings")))
    if header is None:
        raise UserError(tr("The agenda is empty."), header_hint())
    if len(below) > _MOST_LINES:
        check_size(below)
    width = len(header) or max((len(row) for _, row in below), default=0)
    if width > MAX_COLUMNS:
        what = tr("The table has {n} columns; {limit} is the most.")
        raise UserError(
            what.format(n=width, limit=MAX_COLUMNS), tr("Delete the columns that are not needed.")
        )
    first = header_line if header_line is not None else (below[0][0] if below else 1)
    return Sheet(header or ("",) * width, tuple(below), tuple(skipped), first)


def header_hint() -> str:
    """What to do when a table can't be understood."""
    return tr(
        "One line must name the columns: {columns}. Title and Duration are needed, or Title and"
        " Start."
    ).format(columns=", ".join(Column))


def apply_mapping(
    rows: Sequence[Sequence[str]], lines: Sequence[int], mapping: Mapping
) -> AgendaFile:
    """The blocks of a table. `lines[i]` is the line of the file that `rows[i]` starts in.

    Raises UserError naming line, column, value and what to do; then nothing is imported.
    """
    sheet = sheet_of(rows, lines, mapping.header_line)
    _check_needed(sheet, mapping)
    if mapping.header_line is not None:
        check_width(sheet.below, len(sheet.header))
    left = [sheet.heading(at) for at in range(len(sheet.header)) if not mapping.field_at(at)]
    unread = without_record(left) if is_own(sheet, mapping) else left
    warnings = [_unread(sheet, unread)] if unread else []
    reading = _Own(sheet, mapping) if is_own(sheet, mapping) else _Foreign(sheet, mapping)
    blocks, start, found = read_blocks(reading.lines(), reading.layout())
    return AgendaFile(
        blocks,
        start,
        (*warnings, *reading.warnings, *found),
        tuple(sorted((*sheet.skipped, *reading.skipped), key=lambda each: each.line)),
    )


def is_own(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether all that is read stands under the project's own headings."""
    return (
        mapping.header_line not in {None, MADE_HERE}
        and all(
            found in OWN and sheet.heading(at).casefold() == OWN[found].value.casefold()
            for found, at in mapping.columns.items()
            if at is not None
        )
        and mapping.position(Field.DURATION) is not None
    )


def _unread(sheet: Sheet, columns: Sequence[str]) -> str:
    if sheet.first_line == MADE_HERE:
        return tr("Not read: {columns}.").format(columns=", ".join(columns))
    return unread_warning(sheet.first_line, columns)


def _check_needed(sheet: Sheet, mapping: Mapping) -> None:
    timed = (Field.DURATION, Field.START)
    missing = [] if mapping.position(Field.TITLE) is not None else [Column.TITLE.value]
    if all(mapping.position(each) is None for each in timed):
        missing.append(Column.DURATION.value)
    if not missing:
        return
    if mapping.header_line == MADE_HERE:
        raise UserError(
            tr("No part of the lines is read as {columns}.").format(columns=", ".join(missing)),
            tr("Every block needs a title, and a length or a start."),
        )
    what = tr("Line {line} is not a header with the column {columns}. It says: {seen}.")
    seen = [sheet.heading(at) for at in range(min(len(sheet.header), 12))]
    raise UserError(
        what.format(line=sheet.first_line, columns=", ".join(missing), seen=", ".join(seen)),
        header_hint(),
    )


@dataclass(slots=True)
class _Own:
    """The project's own columns, read as they stand; only words for kinds are understood too."""

    sheet: Sheet
    mapping: Mapping
    warnings: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def layout(self) -> Layout:
        columns = self.mapping.columns
        return Layout({OWN[found]: at for found, at in columns.items() if at is not None})

    def lines(self) -> list[Line]:
        at = self.mapping.position(Field.KIND)
        return [(line, _with_known_kind(cells, at)) for line, cells in self.sheet.below]


def _with_known_kind(cells: Sequence[str], at: int | None) -> Sequence[str]:
    known = None if at is None or at >= len(cells) else KINDS.get(plain(cells[at]))
    return cells if known is None else [*cells[:at], known.value, *cells[at + 1 :]]  # pyright: ignore[reportOptionalOperand]  known, so there is a place


@dataclass(slots=True)
class _Foreign:
    """Somebody else's columns, written anew as the project's own.

    `followed` are the lines whose length was worked out beside others that give one, with a note.
    """

    sheet: Sheet
    mapping: Mapping
    warnings: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    followed: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def layout(self) -> Layout:
        names = {
            OWN[found]: self.sheet.heading(at)
            for found, at in self.mapping.columns.items()
            if at is not None and found in OWN
        }
        return Layout(_PLACES, names)

    def lines(self) -> list[Line]:
        lines = [each for each in self.sheet.below if not self._is_skipped(each)]
        check_size(lines)
        spans = [self._span(cells) for _, cells in lines]
        times = resolve(spans)
        over: int | None = None
        if len(lines) > 1 and self._is_end(lines[-1], times[-1][0]):
            over = times[-1][0]
            why = tr("only says when the agenda ends")
            self.skipped.append(Skipped(lines[-1][0], why))
            lines, times = lines[:-1], times[:-1]
        lengths = self._lengths(lines, times, over)
        return [
            (line, self._canonical(line, cells, start, length))
            for (line, cells), (start, _), length in zip(lines, times, lengths, strict=True)
        ]

    def _cell(self, cells: Sequence[str], wanted: Field) -> str:
        at = self.mapping.position(wanted)
        return "" if at is None or at >= len(cells) else cells[at].strip()

    def _is_skipped(self, each: Line) -> bool:
        line, cells = each
        title = self._cell(cells, Field.TITLE)
        filled = [cell for cell in cells if cell.strip()]
        why = ""
        if plain(title.split(",")[0]) in TOTALS and not self._cell(cells, Field.START):
            why = tr("adds up the others")
        elif list(cells) == list(self.sheet.header):
            why = tr("the headings again")
        elif len(filled) == 1 and read_span(filled[0]) is None and not is_length(filled[0]):
            title = one_line(filled[0][:200])[:60]
            why = tr("a heading without a time: “{title}”").format(title=title)
        if why:
            self.skipped.append(Skipped(line, why))
        return bool(why)

    def _span(self, cells: Sequence[str]) -> Span | None:
        span = read_span(self._cell(cells, Field.START))
        if span is None or span.end is not None:
            return span
        end = read_span(self._cell(cells, Field.END))
        return span if end is None else Span(span.start, end.start)

    def _is_end(self, each: Line, start: int | None) -> bool:
        _, cells = each
        length = self._cell(cells, Field.DURATION)
        is_named = plain(self._cell(cells, Field.TITLE)) in ENDS
        if self._cell(cells, Field.INSTRUCTION):
            return False  # something is done in it
        return is_named and start is not None and length.strip("0:. ") in {"", "min"}

    def _lengths(
        self,
        lines: Sequence[Line],
        times: Sequence[tuple[int | None, int | None]],
        over: int | None,
    ) -> list[str]:
        """What stands in the column, or what follows from the times."""
        at = self.mapping.position(Field.DURATION)
        unit = "" if at is None else unit_of(self.sheet.heading(at))
        cells = [self._cell(row, Field.DURATION) for _, row in lines]
        min_sec = writes_min_sec(cells)
        if min_sec:
            self.warnings.append(tr("Lengths such as 15:00 were read as minutes and seconds."))
        found: list[str] = []
        for n, (text, (line, _)) in enumerate(zip(cells, lines, strict=True)):
            if text:
                found.append(duration_text(text, unit, min_sec=min_sec))
                continue
            following = times[n + 1][0] if n + 1 < len(times) else over
            is_last = n + 1 == len(times)
            found.append(self._length_from(line, times[n], following, is_last=is_last))
        if at is None:
            note = tr("No lengths are given; they were worked out from the times.")
            self.warnings.insert(0, note)
        elif len(self.followed) > 1:
            note = tr("Lines {lines} give no length; theirs were worked out from the times.")
            self.warnings.append(note.format(lines=", ".join(str(n) for n, _ in self.followed)))
        else:
            self.warnings += [note for _, note in self.followed]
        return found

    def _length_from(
        self,
        line: int,
        times: tuple[int | None, int | None],
        following: int | None,
        *,
        is_last: bool,
    ) -> str:
        start, end = times
        until = following if end is None else end
        if start is None or (until is None and not is_last):
            raise UserError(
                tr("Line {line} gives no length, and it doesn't follow from the times.").format(
                    line=line
                ),
                tr("Add its length, or its start and the start of the next line."),
            )
        if until is None:
            note = tr("Line {line}: nothing says when it ends; it was given {n} min.")
            self.warnings.append(note.format(line=line, n=LAST_BLOCK_MIN))
            return f"{LAST_BLOCK_MIN} min"
        seconds = (until - start) % DAY_S
        if not 0 < seconds <= LONGEST_BLOCK_S:
            what = tr("Line {line} starts at {start}, and what comes next at {end}.")
            raise UserError(
                what.format(line=line, start=_clock_text(start), end=_clock_text(until)),
                tr("Blocks follow each other and last 12 hours at most. Correct the times."),
            )
        if self.mapping.position(Field.DURATION) is not None:
            note = tr("Line {line}: {n} min follow from the times; it gives no length.")
            self.followed.append((line, note.format(line=line, n=seconds // 60)))
        return f"{seconds} s"

    def _canonical(
        self, line: int, cells: Sequence[str], start: int | None, length: str
    ) -> list[str]:
        row = [""] * len(_PLACES)
        for found, column in OWN.items():
            row[_PLACES[column]] = self._cell(cells, found)
        title = row[_PLACES[Column.TITLE]] or row[_PLACES[Column.KIND]]
        kind = self._kind(line, row[_PLACES[Column.KIND]], title)
        row[_PLACES[Column.TITLE]] = title
        row[_PLACES[Column.KIND]] = kind
        row[_PLACES[Column.DURATION]] = length
        minimum = row[_PLACES[Column.MINIMUM]]
        row[_PLACES[Column.MINIMUM]] = duration_text(minimum, self._minimum_unit())
        row[_PLACES[Column.PROTECTED]] = _yes_or_no(
            row[_PLACES[Column.PROTECTED]], is_break=kind == ItemKind.BREAK
        )
        if start is not None:
            row[_PLACES[Column.START]] = _clock_text(start)
        return row

    def _minimum_unit(self) -> str:
        at = self.mapping.position(Field.MINIMUM)
        return "" if at is None else unit_of(self.sheet.heading(at))

    def _kind(self, line: int, said: str, title: str) -> str:
        kind = kind_of(said)
        if kind is None and said:
            note = tr("Line {line}: “{word}” is no kind of block that is known here.")
            self.warnings.append(note.format(line=line, word=one_line(said[:200])[:40]))
        kind = kind or KINDS.get(plain(title))
        return "" if kind is None else kind.value


def _yes_or_no(said: str, *, is_break: bool) -> str:
    if not said:
        return "yes" if is_break else ""
    word = said.casefold()
    if word in YES:
        return "yes"
    return "no" if word in NO else said


def _clock_text(seconds: int) -> str:
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"
