"""Turns the bytes of somebody else's table into rows, and refuses what would be misread.

`csv.Sniffer` takes a carriage return for the delimiter of semicolon files and the csv module
reads past an unclosed quote without a word, so the delimiter is scored here and quotes are strict.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.domain.csv_cells import unguarded
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

MAX_BYTES = 20_000_000
DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200
_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding it was read with, to be shown to the person who imports it."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Table:
    """Records as they stand, ragged ones too. `lines[i]` is the line record `rows[i]` starts in.

    An empty line is an empty record. A cell with line breaks makes a record of several lines.
    """

    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    lines: tuple[int, ...]


def check_size(raw: bytes) -> None:
    """Raises UserError for more than any table needs."""
    if len(raw) > MAX_BYTES:
        raise UserError(
            tr("The file is larger than {n} MB.").format(n=MAX_BYTES // 1_000_000),
            tr("Split it into smaller files."),
        )


def decode(raw: bytes) -> Decoded:
    """Byte order mark first, then strict UTF-8, then cp1252. Raises UserError for the rest."""
    check_size(raw)
    text, encoding = _decoded(raw)
    if "\0" in text:
        raise UserError(
            tr("This is not a text file: it holds zero bytes."),
            tr("Save the table as CSV (UTF-8) and import that file."),
        )
    if not text.strip():
        raise UserError(tr("The file is empty."), tr("Choose a file with at least one line."))
    return Decoded(text, encoding)


def read_csv(text: str) -> Table:
    """Every record of the text, split by the delimiter that fits best; no cell is guarded.

    Raises UserError, with the line, for a quote that is never closed or closed mid-cell.
    """
    # the limit is one for the process; no cell can be longer than the largest file
    csv.field_size_limit(MAX_BYTES)
    delimiter = _best_delimiter(text)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _quote_error(line) from error
        if row is None:
            return Table(tuple(rows), delimiter, tuple(lines))
        rows.append(tuple(unguarded(cell) for cell in row))
        lines.append(line)


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding), encoding.removesuffix("-sig").upper()
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strict(raw, "cp1252"), "Windows-1252"


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            tr("The text can't be read: byte {n} fits no known encoding.").format(
                n=error.start + 1
            ),
            tr("Save the table as CSV (UTF-8) and import that file."),
        ) from error


def _quote_error(line: int) -> UserError:
    return UserError(
        tr(
            "Line {line}: a quotation mark opens a cell and is not closed where the cell ends."
        ).format(line=line),
        tr('Close it, or write a quotation mark inside a cell twice ("").'),
    )


def _best_delimiter(text: str) -> str:
    best = max(DELIMITERS, key=lambda delimiter: _score(text, delimiter))
    return best if any(_score(text, best)) else ","


def _score(text: str, delimiter: str) -> tuple[bool, bool, float, int]:
    """How well it splits: all alike, the first record like most, the share alike, the columns."""
    widths = [len(row) for row in islice(_filled(text, delimiter), _SAMPLE_RECORDS)]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return (False, False, 0.0, 0)
    width, n = max(counts.items(), key=lambda entry: (entry[1], entry[0]))
    return (n == len(widths), widths[0] == width, n / len(widths), width)


def _filled(text: str, delimiter: str) -> Iterator[list[str]]:
    # not strict: a wrong guess must not fail, only score badly
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if any(cell.strip() for cell in row):
            yield row
