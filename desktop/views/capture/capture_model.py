"""The captured notes as a Qt model that changes row by row, so that selection and editor stay."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.bridge.symbols import capture_name
from desktop.domain.rows import CaptureRef, CaptureRow

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
TOP = QModelIndex()


class CaptureModel(QAbstractListModel):
    """Holds the rows handed in; a note keeps its index as long as it is listed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CaptureRow] = []

    @property
    def rows(self) -> Sequence[CaptureRow]:
        return self._rows

    def row_of(self, ref: CaptureRef) -> int:
        """Where this note stands, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.ref == ref), -1)

    def set_rows(self, rows: Sequence[CaptureRow]) -> None:
        """Take over these rows with the fewest moves; a reset only for another order."""
        wanted = {_key(row) for row in rows}
        staying = [_key(row) for row in self._rows if _key(row) in wanted]
        had = set(staying)
        if staying != [_key(row) for row in rows if _key(row) in had]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._remove_others(wanted)
        self._insert_missing(rows)
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                index = self.index(at)
                self.dataChanged.emit(index, index)

    def _remove_others(self, wanted: set[object]) -> None:
        at = len(self._rows) - 1
        while at >= 0:
            last = at
            while at >= 0 and _key(self._rows[at]) not in wanted:
                at -= 1
            if at < last:
                self.beginRemoveRows(QModelIndex(), at + 1, last)
                del self._rows[at + 1 : last + 1]
                self.endRemoveRows()
            at -= 1

    def _insert_missing(self, rows: Sequence[CaptureRow]) -> None:
        at = 0
        while at < len(rows):
            first = at
            here = _key(self._rows[at]) if at < len(self._rows) else None
            while at < len(rows) and _key(rows[at]) != here:
                at += 1
            if at > first:
                self.beginInsertRows(QModelIndex(), first, at - 1)
                self._rows[first:first] = rows[first:at]
                self.endInsertRows()
            at += 1

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{capture_name(row.kind)}: {row.text}"
        return None


def _key(row: CaptureRow) -> object:
    # The uid outlives a change of kind, which moves the note to another table.
    return row.uid or row.ref
