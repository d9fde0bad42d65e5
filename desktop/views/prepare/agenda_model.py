"""The agenda as a list model: rows handed in, texts worked out once per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.bridge.symbols import category_name
from desktop.domain.agenda import Slot
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.views.when import clock_text, span_text
from desktop.views.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One block as the list paints it."""

    row: AgendaRow
    start: str
    minutes: str
    spoken: str


def lines_of(agenda: Sequence[AgendaRow], slots: Sequence[Slot], zone: str) -> list[AgendaLine]:
    """One line per block; `slots` are in the order of `agenda`."""
    return [
        _line(row, clock_text(slot.starts_at, zone))
        for row, slot in zip(agenda, slots, strict=True)
    ]


def _line(row: AgendaRow, start: str) -> AgendaLine:
    parts = [start, row.title, span_text(row.planned_s), category_name(row.category)]
    if row.technique:
        parts.append(row.technique)
    if row.protected:
        parts.append(tr("protected"))
    return AgendaLine(row, start, format_minutes(row.planned_s), ", ".join(parts))


class AgendaModel(QAbstractListModel):
    """Patches itself where the order stands, so that a changed minute moves nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[AgendaLine] = []

    @property
    def lines(self) -> Sequence[AgendaLine]:
        return self._lines

    def show_lines(self, lines: list[AgendaLine]) -> bool:
        """True when rows came, went or moved, and the view has to find its place again."""
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
        """The row of that block, or -1."""
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
            return plain_tip(line.row.title)
        return None
