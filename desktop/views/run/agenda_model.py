"""The lines of the Run place as a Qt model; a tick touches only the rows whose text changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from desktop.domain.run import ItemPhase
from desktop.views.run_lines import RunLine

Index = QModelIndex | QPersistentModelIndex
LineRole = Qt.ItemDataRole.UserRole
TOP = QModelIndex()


class AgendaModel(QAbstractListModel):
    """Holds the lines handed in; keeps every index alive while the blocks stay the same."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[RunLine, ...] = ()

    @property
    def lines(self) -> tuple[RunLine, ...]:
        return self._lines

    @property
    def current_row(self) -> int:
        """The row of the block that runs, or -1."""
        for row, line in enumerate(self._lines):
            if line.phase is ItemPhase.CURRENT:
                return row
        return -1

    def row_of(self, uid: str) -> int:
        """The row of this block, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.uid == uid), -1)

    def set_lines(self, lines: Sequence[RunLine]) -> bool:
        """Show these lines; True when blocks came, went or moved and the model was reset."""
        new = tuple(lines)
        if [line.uid for line in new] != [line.uid for line in self._lines]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return True
        old, self._lines = self._lines, new
        pairs = enumerate(zip(old, new, strict=True))
        changed = [row for row, (before, after) in pairs if before != after]
        if changed:  # once: after a Next every block ahead has moved
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return False

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None
