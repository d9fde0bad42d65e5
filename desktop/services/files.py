"""From a file on disk to a command that is ready to run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.agenda_file import AgendaFile, read_agenda
from desktop.domain.workshop_zip import MAX_BYTES, unpack_workshop
from desktop.services.importing import ImportAgenda, ImportWorkshop
from desktop.system.resources import resource
from desktop.system.tables import read_bytes, read_table


@dataclass(frozen=True, slots=True)
class AgendaImport:
    """A file's blocks as a command, and what was noticed while reading it."""

    command: ImportAgenda
    file: AgendaFile


def agenda_import(path: Path, workshop_id: int) -> AgendaImport:
    """Read an agenda in the project's own columns. Raises `UserError`; nothing is stored yet."""
    table = read_table(path).table
    file = read_agenda(table.rows, table.lines)
    return AgendaImport(ImportAgenda(workshop_id, file.blocks, file.start), file)


def workshop_import(path: Path) -> ImportWorkshop:
    """Read a workshop file. Raises `UserError`; nothing is stored yet."""
    return ImportWorkshop(unpack_workshop(read_bytes(path, MAX_BYTES)))


def sample_import() -> ImportWorkshop:
    """The sample workshop, read as any workshop file is."""
    return workshop_import(resource("sample", "sample.json"))
