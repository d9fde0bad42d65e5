"""Reads XLSX workbooks, hostile ones too: what a file would take is measured before it is taken.

The reader lays a sheet out as one rectangle; with cells in two far corners that is more memory
than there is, and the process is aborted. So every part is unpacked here, within bounds, the cells
are counted, and the reader is given a new archive of just those parts.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.parsers import expat

from desktop.domain.csv_reading import Table
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook as Book

MAX_ENTRIES = 1_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
MAX_CELLS = 500_000
"""Of the rectangle that a sheet spans."""

ZIP_MARK = b"PK\x03\x04"
OLD_MARK = b"\xd0\xcf\x11\xe0"
_OTHER_KINDS = frozenset({"content.xml", "xl/workbook.bin"})
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")

Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet's table, and the names of all sheets that have something in them."""

    table: Table
    sheet: str
    sheets: tuple[str, ...]


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are a spreadsheet rather than text."""
    return raw.startswith((ZIP_MARK, OLD_MARK))


def read_workbook(raw: bytes, sheet: str = "") -> Workbook:
    """The named sheet, else the first that has something in it. Raises UserError."""
    if raw.startswith(OLD_MARK):
        raise UserError(
            tr("This workbook is of an old kind or has a password."),
            tr("Save it as XLSX without a password, or as CSV, and import that file."),
        )
    safe = repacked(raw)
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only for workbooks

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(safe)) as book:
            tables = _filled_sheets(book)
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged() from error
    if not tables:
        raise UserError(
            tr("The workbook has nothing in it that can be seen."),
            tr("Choose a file with at least one line."),
        )
    chosen = sheet if sheet in tables else next(iter(tables))
    return Workbook(tables[chosen], chosen, tuple(tables))


def repacked(raw: bytes) -> bytes:
    """A new archive of the parts a reader needs, each measured. Raises UserError."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(out, "w") as made:
            entries = archive.infolist()
            _check_archive(entries, len(raw))
            meter = _Meter()
            for entry in entries:
                if entry.filename.casefold().endswith((".xml", ".rels")):
                    part = archive.read(entry)
                    meter.measure(part)
                    made.writestr(entry.filename, part)
            meter.check()
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,  # a packing that is not known here
        RuntimeError,  # a password
    ) as error:
        raise _damaged() from error
    return out.getvalue()


def _check_archive(entries: list[zipfile.ZipInfo], packed: int) -> None:
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MAX_ENTRIES
        or len(names) < len(entries)
        or unpacked > MAX_UNPACKED
        or unpacked > MAX_RATIO * packed
    ):
        raise _too_much()
    if "xl/workbook.xml" not in names or names & _OTHER_KINDS:
        raise UserError(
            tr("This is not an XLSX workbook."),
            tr("Save it as XLSX or as CSV, and import that file."),
        )


def _too_much() -> UserError:
    return UserError(
        tr("This workbook unpacks to far more than an agenda needs."),
        tr("Copy the lines you need to a new workbook and import that one."),
    )


def _damaged() -> UserError:
    return UserError(
        tr("This workbook is damaged or can't be read."),
        tr("Save it as XLSX or as CSV, and import that file."),
    )


class _Meter:
    """What a workbook's parts would take, once the reader has laid them out."""

    def __init__(self) -> None:
        self._cells = 0
        self._shared: Counter[str] = Counter()  # which shared text, how many cells show it
        self._lengths: list[int] = []  # of the shared texts
        self._rows = self._columns = 0
        self._at = (0, 0)  # row, column, from 1 as in the file
        self._cell: str | None = None  # the type of the cell we are in
        self._text: list[str] = []

    def measure(self, part: bytes) -> None:
        """Add a part; one that is no sheet takes nothing. Raises ExpatError or ValueError."""
        self._rows = self._columns = 0
        self._at, self._cell = (0, 0), None
        self._text.clear()
        parser = expat.ParserCreate("utf-8")  # as the reader takes it, whatever the part says
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(part, True)
        self._cells += self._rows * self._columns
        if self._cells > MAX_CELLS:
            raise _too_much()

    def check(self) -> None:
        """Raises UserError when a long text is shown by very many cells."""
        shown = sum(
            self._lengths[int(place)] * times
            for place, times in self._shared.items()
            if place.isdecimal() and int(place) < len(self._lengths)
        )
        if shown > MAX_UNPACKED:
            raise _too_much()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._at = (_row(attributes.get("r"), self._at[0] + 1), 0)
            case "c":
                self._at = _position(attributes.get("r"), self._at)
                self._cell = attributes.get("t", "")
            case "v" | "is" if self._cell is not None:
                self._rows = max(self._rows, self._at[0])
                self._columns = max(self._columns, self._at[1])
                self._text.clear()
            case "si":
                self._text.clear()
            case _:
                pass

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._cell = None
            case "v" if self._cell == "s":
                self._shared["".join(self._text).strip()] += 1
            case "si":
                self._lengths.append(sum(map(len, self._text)))
            case _:
                pass


def _refuse(*_: object) -> None:
    """No workbook needs a document type, and no reader should follow one."""
    raise ValueError


def _row(reference: str | None, following: int) -> int:
    if reference is None:
        return following
    if _ROW.fullmatch(reference) is None:
        raise ValueError(reference)
    return int(reference)


def _position(reference: str | None, last: tuple[int, int]) -> tuple[int, int]:
    if reference is None:
        return last[0], last[1] + 1
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _filled_sheets(book: Book) -> dict[str, Table]:
    """The sheets a person sees, without those that are empty."""
    found: dict[str, Table] = {}
    for about in book.sheets_metadata:
        # Its names, not its members: the kinds are an enum of the compiled module.
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        if str(about.visible) != "SheetVisibleEnum.Visible":
            continue
        rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        table = _table([[cell_text(value) for value in row] for row in rows])
        if table.rows:
            found[about.name] = table
    return found


def _table(rows: list[list[str]]) -> Table:
    """Without the empty lines and columns at the end, which a sheet has many of."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((n + 1 for row in rows for n, cell in enumerate(row) if cell.strip()), default=0)
    return Table(tuple(tuple(row[:width]) for row in rows), "", tuple(range(1, len(rows) + 1)))


def cell_text(value: Value) -> str:
    """What a cell says, as somebody would type it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(value)
        case timedelta():
            return _length(value)
        case datetime():
            return _day_and_time(value)
        case time():
            return _clock(_whole_second(datetime.combine(date(2000, 1, 1), value)).time())
        case _:
            return str(value)


def _day_and_time(value: datetime) -> str:
    value = _whole_second(value)
    day = value.date().isoformat()
    return day if value.time() == time() else f"{day} {_clock(value.time())}"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


def _length(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, rest = divmod(seconds, 60)
    return f"{seconds} s" if rest or seconds < 0 else f"{minutes} min"


def _whole_second(value: datetime) -> datetime:
    """A spreadsheet keeps times as fractions of a day: 9:15 may be 9:14:59.9997."""
    try:
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        return value.replace(microsecond=0)


def _clock(value: time) -> str:
    return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
