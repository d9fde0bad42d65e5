"""Reads tables as an import does, its columns guessed."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.agenda_file import AgendaFile
from desktop.domain.agenda_preview import AgendaSource, read_source
from desktop.domain.csv_reading import Table


def read_agenda(rows: Sequence[Sequence[str]], lines: Sequence[int] = ()) -> AgendaFile:
    """The blocks of a table; its lines are counted from 1 when they are not given."""
    records = tuple(tuple(row) for row in rows)
    table = Table(records, ",", tuple(lines) or tuple(range(1, len(records) + 1)))
    return read_source(AgendaSource("agenda.csv", 1, table, "UTF-8"))
