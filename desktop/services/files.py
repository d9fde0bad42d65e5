"""From a file on disk to a command that is ready to run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.agenda_file import AgendaFile
from desktop.domain.agenda_preview import AgendaSource, read_source
from desktop.domain.agenda_text import capped, text_source
from desktop.domain.csv_reading import MAX_BYTES as MAX_TABLE
from desktop.domain.csv_reading import decode
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.roster import RosterFile, read_roster
from desktop.domain.workshop_zip import MAX_BYTES, unpack_workshop
from desktop.services.importing import ImportAgenda
from desktop.services.workshop_import import ImportWorkshop
from desktop.system.files import read_bytes
from desktop.system.resources import resource
from desktop.system.tables import parse_table, read_table

DOCUMENTS = frozenset({".md", ".markdown", ".mdown", ".txt", ".text"})
"""Files of words, which may hold a table as well."""


@dataclass(frozen=True, slots=True)
class AgendaImport:
    """A file's blocks as a command, and what was noticed while reading it."""

    command: ImportAgenda
    file: AgendaFile


def agenda_import(path: Path, workshop_id: int) -> AgendaImport:
    """Read an agenda, its columns guessed. Raises `UserError`; nothing is stored yet."""
    file = read_source(agenda_source(path))
    return AgendaImport(ImportAgenda(workshop_id, file.blocks, file.start), file)


def agenda_source(path: Path, sheet: str = "") -> AgendaSource:
    """The agenda in a file, and how it was read. Raises `UserError`.

    A document is read for tables and lines; everything else is a table.
    """
    from desktop.system.sheets import is_workbook  # noqa: PLC0415  5 ms

    raw = read_bytes(path, MAX_TABLE)
    if path.suffix.lower() in DOCUMENTS and not is_workbook(raw):
        return _document(path.name, raw)
    found = parse_table(path.name, raw, sheet)
    return AgendaSource(path.name, len(raw), found.table, found.encoding, found.sheet, found.sheets)


def pasted_agenda(text: str) -> AgendaSource:
    """The agenda in a text from the clipboard. Raises `UserError`."""
    pasted = capped(text)
    size = len(pasted.text.encode("utf-8", "surrogatepass"))
    return text_source(tr("Pasted text"), pasted.text, size, tr("Clipboard"), pasted.warnings)


def _document(name: str, raw: bytes) -> AgendaSource:
    try:
        decoded = decode(raw)
        return text_source(name, decoded.text, len(raw), decoded.encoding)
    except UserError as error:
        raise UserError(f"{name}: {error.what}", error.hint) from error


def roster_file(path: Path) -> RosterFile:
    """Read who takes part. Raises `UserError`; nothing is stored yet."""
    table = read_table(path).table
    return read_roster(table.rows, table.lines)


def workshop_import(path: Path) -> ImportWorkshop:
    """Read a workshop file. Raises `UserError`; nothing is stored yet."""
    return ImportWorkshop(unpack_workshop(read_bytes(path, MAX_BYTES)))


def sample_import() -> ImportWorkshop:
    """The sample workshop, read as any workshop file is."""
    return workshop_import(resource("sample", "sample.json"))
