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
from desktop.views.privacy import privacy


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the list paints it; `note` stands for the role while attendance matters."""

    row: PersonRow
    note: str

    @property
    def spoken(self) -> str:
        """All of it, as a screen reader says it; experience only while private things are seen."""
        row, there = self.row, attendance_names()[self.row.attendance]
        level = tr("OKR experience: {level}").format(level=experience_names()[row.experience])
        parts = (
            row.name,
            row.team,
            row.role,
            "" if privacy().hidden else level,
            tr("pre-work: {state}").format(state=pre_work_names()[row.pre_work]),
            there,
        )
        return ", ".join(part for part in parts if part)

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def tip(self) -> str:
        return self.spoken


def lines_of(rows: Sequence[PersonRow]) -> list[PersonLine]:
    """One line per person."""
    away = away_names()
    return [PersonLine(row, away.get(row.attendance, "")) for row in rows]
