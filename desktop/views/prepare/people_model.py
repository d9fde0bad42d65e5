"""The people of a workshop as a list model: rows handed in, texts worked out once per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.rows import PersonRow
from desktop.views.prepare.people_words import (
    attendance_names,
    away_names,
    experience_names,
    pre_work_names,
)
from desktop.views.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the list paints it; `note` stands for the role while attendance matters."""

    row: PersonRow
    note: str
    spoken: str


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


class PeopleModel(QAbstractListModel):
    """Patches itself where the order stands, so that a changed word moves nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PersonLine] = []

    @property
    def lines(self) -> Sequence[PersonLine]:
        return self._lines

    def show_lines(self, lines: list[PersonLine]) -> bool:
        """True when people came, went or moved, and the view has to find its place again."""
        if [line.row.uid for line in lines] != [line.row.uid for line in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return True
        old, self._lines = self._lines, lines
        changed = [at for at, pair in enumerate(zip(old, lines, strict=True)) if pair[0] != pair[1]]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return False

    def place_of(self, uid: str) -> int:
        """The row of that participation, or -1."""
        return next((at for at, line in enumerate(self._lines) if line.row.uid == uid), -1)

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.spoken)
        return None
