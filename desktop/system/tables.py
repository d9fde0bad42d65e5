"""Reads a table somebody hands in; every reason a file can't be read is said in words."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.csv_reading import MAX_BYTES, Table, check_size, decode, read_csv
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

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


def read_bytes(path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of an ordinary file; one more than allowed tells it is too large.

    Raises UserError when it is missing, a folder, not an ordinary file or not readable.
    """
    try:
        # a pipe would wait for a writer for ever and a device never ends
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UserError(
                tr("{path} is a folder.").format(path=path), tr("Choose a file inside it.")
            )
        if not stat.S_ISREG(mode):
            raise UserError(
                tr("{path} is not an ordinary file.").format(path=path),
                tr("Choose a file on a disk."),
            )
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        raise UserError(
            tr("{path} does not exist.").format(path=path), tr("Check the name and the folder.")
        ) from error
    except PermissionError as error:
        raise UserError(
            tr("You are not allowed to read {path}.").format(path=path),
            tr("Change its permissions or copy it to a folder of your own."),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError(
            tr("{path} can't be read: {reason}.").format(path=path, reason=reason),
            tr("Choose another file, or copy it to this computer first."),
        ) from error
