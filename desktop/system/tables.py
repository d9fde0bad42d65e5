"""Reads a table somebody hands in; every reason a file can't be read is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.csv_reading import MAX_BYTES, Table, check_size, decode, read_csv
from desktop.domain.errors import UserError
from desktop.system.files import read_bytes

WORKBOOK = "XLSX"


@dataclass(frozen=True, slots=True)
class TableFile:
    """The records of a file and how it was read. A text file has no sheets."""

    table: Table
    encoding: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read_table(path: Path) -> TableFile:
    """Return the file's records. Raises UserError that names the file and says why not."""
    return parse_table(path.name, read_bytes(path, MAX_BYTES))


def parse_table(name: str, raw: bytes, sheet: str = "") -> TableFile:
    """The records in the bytes of a file called `name`: a workbook's sheet, or a text table."""
    from desktop.system.sheets import is_workbook, read_workbook  # noqa: PLC0415  5 ms

    try:
        if is_workbook(raw):
            check_size(raw)
            book = read_workbook(raw, sheet)
            return TableFile(book.table, WORKBOOK, book.sheet, book.sheets)
        decoded = decode(raw)
        return TableFile(read_csv(decoded.text), decoded.encoding)
    except UserError as error:
        raise UserError(f"{name}: {error.what}", error.hint) from error
