"""The people of a workshop line by line: rows handed in, texts worked out once per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.i18n import tr
from desktop.domain.rows import PersonRow
from desktop.views.prepare.people_words import (
    attendance_names,
    away_names,
    experience_names,
    pre_work_names,
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the list paints it; `note` stands for the role while attendance matters."""

    row: PersonRow
    note: str
    spoken: str

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def tip(self) -> str:
        return self.spoken


def lines_of(rows: Sequence[PersonRow]) -> list[PersonLine]:
    """One line per person."""
    return [_line(row) for row in rows]


def _line(row: PersonRow) -> PersonLine:
    there = attendance_names()[row.attendance]
    note = away_names().get(row.attendance, "")
    parts = (
        row.name,
        row.team,
        row.role,
        tr("OKR experience: {level}").format(level=experience_names()[row.experience]),
        tr("pre-work: {state}").format(state=pre_work_names()[row.pre_work]),
        there,
    )
    return PersonLine(row, note, ", ".join(part for part in parts if part))
