"""Reads an agenda out of a Markdown document or pasted words, as a table is read out of a file.

Tables keep their columns; lists, headings and plain lines become a table whose columns are what a
line can say. So the preview, the choices in it and the import are the same for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.agenda_file import Skipped
from desktop.domain.agenda_guess import guess_mapping, mapping_under, names_columns
from desktop.domain.agenda_line import read_line
from desktop.domain.agenda_lines import LineReader
from desktop.domain.agenda_mapping import MADE_HERE, Mapping
from desktop.domain.agenda_preview import AgendaSource, SourceForm
from desktop.domain.agenda_times import is_length, read_span
from desktop.domain.agenda_words import Field
from desktop.domain.csv_reading import Table, read_csv
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.markdown_table import MarkdownTable, markdown_tables
from desktop.domain.text import one_line

MAX_LINES = 20_000
LONGEST_PASTE = 200_000
"""Characters of a pasted text that are read."""
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted text as far as it is read, and what is said of a part that was cut."""

    text: str
    warnings: tuple[str, ...] = ()


def capped(text: str) -> Pasted:
    """At most `LONGEST_PASTE` characters of a text, in whole lines.

    Raises UserError for a text without words.
    """
    if not text.strip():
        raise UserError(
            tr("There is no text to paste."),
            tr("Copy an agenda first: lines of a document, a chat, a table."),
        )
    if len(text) <= LONGEST_PASTE:
        return Pasted(text)
    kept = text[:LONGEST_PASTE]
    ends = [found.start() for found in _BREAKS.finditer(kept)]
    kept = kept[: ends[-1]] if ends else kept
    said = tr("The text was cut after line {line}: {n} characters are the most.")
    return Pasted(kept, (said.format(line=len(ends) or 1, n=LONGEST_PASTE),))


def lines_of(text: str) -> list[str]:
    """The lines as editors count them; the break of a line inside a paragraph counts too."""
    return _BREAKS.split(text.removeprefix("\ufeff"))


def text_source(
    name: str, text: str, size: int, encoding: str, warnings: Sequence[str] = ()
) -> AgendaSource:
    """The agenda in a text, as the source of a preview. `size` in bytes.

    A Markdown table or a table of cells goes on as one; else each line is read for itself. Every
    line that is not empty is in the table, belongs to a line that is, or is skipped with a reason.
    Raises UserError with the first line when none says a time or a length.
    """
    lines = lines_of(text)
    if len(lines) > MAX_LINES:
        what = tr("The text has {n} lines; {limit} is the most.")
        raise UserError(
            what.format(n=len(lines), limit=MAX_LINES), tr("Keep only the agenda in it.")
        )
    found = _from_markdown(lines) or _from_cells(text) or _from_lines(lines)
    return AgendaSource(
        name,
        size,
        found.table,
        encoding,
        form=found.form,
        mapping=found.mapping,
        skipped=found.skipped,
        below=found.below,
        warnings=(*warnings, *found.warnings),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    form: SourceForm
    table: Table
    mapping: Mapping | None = None
    skipped: tuple[Skipped, ...] = ()
    below: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])
    warnings: tuple[str, ...] = ()


# tables


def _from_markdown(lines: Sequence[str]) -> _Found | None:
    """The first table whose headings are those of an agenda, and others under the same ones."""
    tables = [each for each in markdown_tables(lines) if names_columns(each.rows[0])]
    if not tables:
        return None
    same = [each for each in tables if each.rows[0] == tables[0].rows[0]]
    rows, numbers = list(same[0].rows), list(same[0].lines)
    for table in same[1:]:
        rows += table.rows[1:]
        numbers += table.lines[1:]
    skipped = _around(lines, set(numbers), same)
    mapping = guess_mapping(rows, numbers)
    return _Found(
        SourceForm.MARKDOWN, Table(tuple(rows), "|", tuple(numbers)), mapping, tuple(skipped)
    )


def _around(lines: Sequence[str], read: set[int], tables: Sequence[MarkdownTable]) -> list[Skipped]:
    rules = {table.rule for table in tables}
    again = {table.lines[0] for table in tables[1:]}
    found: list[Skipped] = []
    for n, line in enumerate(lines, start=1):
        if n in read or not line.strip():
            continue
        if n in rules:
            why = tr("the line between headings and cells")
        elif n in again:
            why = tr("the headings again")
        else:
            why = tr("not in the agenda's table")
        found.append(Skipped(n, why))
    return found


def _from_cells(text: str) -> _Found | None:
    """Cells of a spreadsheet, or a CSV table under another name."""
    try:
        table = read_csv(text)
    except UserError:
        return None
    numbered = zip(table.lines, table.rows, strict=True)
    filled = [(line, row) for line, row in numbered if any(cell.strip() for cell in row)]
    wide = [row for _, row in filled if sum(map(bool, map(str.strip, row))) > 1]
    if len(wide) < _MOSTLY * len(filled):
        return None
    if any(names_columns(row) for _, row in filled[:20]):
        return _Found(SourceForm.TABLE, table)
    mapping = _headless(table, [row for _, row in filled])
    return None if mapping is None else _Found(SourceForm.TABLE, table, mapping)


def _headless(table: Table, rows: Sequence[Sequence[str]]) -> Mapping | None:
    """What the columns are when no line names them, but each has its own kind of cells."""
    widths = {len(row) for row in rows}
    fewest = {"\t": 2, ";": 3, "|": 3}.get(table.delimiter)
    if fewest is None or len(widths) != 1 or min(widths) < fewest:
        return None
    mapping = mapping_under(table.rows, table.lines, None)
    title = mapping.position(Field.TITLE)
    timed = (mapping.position(each) for each in (Field.START, Field.DURATION))
    if title is None or all(at is None for at in timed):
        return None
    said = [row[title] for row in rows if row[title].strip()]
    if any(read_line(1, words).is_timed for words in said[:20]):
        return None  # the time stands in the title's cell, where only lines are taken apart
    return _with_minutes(mapping, rows)


def _with_minutes(mapping: Mapping, rows: Sequence[Sequence[str]]) -> Mapping:
    """Plain numbers beside start times are minutes, when nothing else says how long."""
    if mapping.position(Field.DURATION) is not None:
        return mapping
    for at in range(len(rows[0])):
        cells = [row[at].strip() for row in rows]
        counts = cells == [str(n) for n in range(1, len(cells) + 1)]
        if mapping.field_at(at) is None and not counts and all(map(is_length, cells)):
            return mapping.choose(at, Field.DURATION)
    return mapping


def _from_lines(raw: Sequence[str]) -> _Found:
    lines = [read_line(n, line) for n, line in enumerate(raw, start=1) if line.strip()]
    reader = LineReader(lines)
    reader.read()
    if not reader.blocks:
        first = lines[0].number if lines else 1
        shown = one_line(lines[0].text[:200])[:60] if lines else ""
        what = tr("No line gives a time or a length. Line {line} says: “{words}”.")
        raise UserError(
            what.format(line=first, words=shown),
            tr("Write one block on each line, such as “09:00 Welcome” or “Welcome (15 min)”."),
        )
    for block in reader.blocks:
        if block.when and read_span(block.when) is None:
            what = tr("Line {line}: “{text}” is not a time of day.")
            raise UserError(
                what.format(line=block.line.number, text=block.when),
                tr("Try 9:30, 930 or 9:30 pm."),
            )
    return _found(reader)


def _found(reader: LineReader) -> _Found:
    blocks = reader.blocks
    cells: dict[Field, tuple[str, list[str]]] = {
        Field.START: (tr("Time"), [block.when for block in blocks]),
        Field.DURATION: (tr("Length"), [block.length for block in blocks]),
        Field.MINIMUM: (tr("Least"), [block.least for block in blocks]),
        Field.TITLE: (tr("Words"), [block.title for block in blocks]),
        Field.INSTRUCTION: (tr("Text below"), [block.text() for block in blocks]),
    }
    used = {each: part for each, part in cells.items() if any(part[1])}
    rows = zip(*(column for _, column in used.values()), strict=True)
    table = Table(
        (tuple(name for name, _ in used.values()), *rows),
        "",
        (MADE_HERE, *(block.line.number for block in blocks)),
    )
    mapping = Mapping({each: at for at, each in enumerate(used)}, MADE_HERE)
    below = {block.line.number: block.numbers() for block in blocks if block.numbers()}
    return _Found(
        SourceForm.LINES, table, mapping, tuple(reader.skipped), below, tuple(reader.warnings())
    )
