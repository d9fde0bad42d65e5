"""The blocks that a file makes, as they will stand in the agenda."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.symbols import CATEGORY
from desktop.domain.agenda_preview import BlockView
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.views.prepare.reading import kind_names
from desktop.views.when import clock_text
from desktop.views.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
START, TITLE, MINUTES, KIND = range(4)
_NONE = QModelIndex()


class BlocksModel(QAbstractTableModel):
    """Texts are worked out once, when blocks are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[BlockView, ...] = ()
        self._lines: list[tuple[str, str, str, str]] = []
        self._heads = (tr("Start"), tr("Title"), tr("Min"), tr("Kind"))

    @property
    def lines(self) -> Sequence[tuple[str, str, str, str]]:
        return self._lines

    def show_blocks(self, blocks: Sequence[BlockView]) -> None:
        if tuple(blocks) == self._blocks:
            return
        names = kind_names()
        self.beginResetModel()
        self._blocks = tuple(blocks)
        self._lines = [
            (
                "" if block.start is None else clock_text(block.start),
                block.title,
                format_minutes(block.planned_s),
                tr("{kind}, protected").format(kind=names[block.kind])
                if block.protected
                else names[block.kind],
            )
            for block in blocks
        ]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return len(self._lines)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return len(self._heads)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == TITLE:
            return plain_tip(line[TITLE])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            start, title, minutes, kind = line
            said = (start, title, tr("{n} min").format(n=minutes), kind)
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == KIND:
            symbol = CATEGORY[self._blocks[index.row()].category]
            return icon(symbol.icon, symbol.token, 14)
        return None


class BlocksTable(QTableView):
    """Read only; the arrow keys scroll it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks = BlocksModel(self)
        self.setModel(self.blocks)
        self.setAccessibleName(tr("Blocks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((START, 72), (MINUTES, 56), (KIND, 160)):
            self.setColumnWidth(column, width)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == MINUTES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
