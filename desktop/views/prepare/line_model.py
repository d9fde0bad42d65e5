"""Lines with a uid as a list model: what the lists of Prepare have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.views.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


class Line(Protocol):
    """What a line of such a list can say of itself."""

    @property
    def uid(self) -> str: ...

    @property
    def spoken(self) -> str: ...

    @property
    def tip(self) -> str: ...


L = TypeVar("L", bound=Line)


class LineModel(QAbstractListModel, Generic[L]):
    """Patches itself where the order stands, so that a changed word moves nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[L] = []

    @property
    def lines(self) -> Sequence[L]:
        return self._lines

    def show_lines(self, lines: list[L]) -> bool:
        """True when lines came, went or moved, and the view has to find its place again.

        What has only moved keeps the ring and the selection; else a view begins anew.
        """
        new, held = [line.uid for line in lines], [line.uid for line in self._lines]
        if new != held and sorted(new) == sorted(held):
            self._reorder(lines, {uid: at for at, uid in enumerate(new)})
            return True
        if new != held:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return True
        old, self._lines = self._lines, lines
        changed = [at for at, pair in enumerate(zip(old, lines, strict=True)) if pair[0] != pair[1]]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return False

    def _reorder(self, lines: list[L], places: dict[str, int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        after = [self.index(places[self._lines[index.row()].uid]) for index in before]
        self._lines = lines
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def place_of(self, uid: str) -> int:
        """The row of that line, or -1."""
        return next((at for at, line in enumerate(self._lines) if line.uid == uid), -1)

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
            return plain_tip(line.tip)
        return None
