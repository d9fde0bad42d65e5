"""An overlay with a line to type in and what it finds below: the palette, and the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.views.overlay import CAPTURE_BAR, CARD_RADIUS, Overlay, Panel, make_bare
from desktop.views.palette_row import ROW_HEIGHT, PaletteRowPainter, line_height
from desktop.views.widgets import IconLabel, KeyHint, Text
from desktop.views.widgets.fit import fix_height

ITEM = Qt.ItemDataRole.UserRole + 1
MARKS = Qt.ItemDataRole.UserRole + 2
HEAD_HEIGHT, FOOT_HEIGHT = 52, 36


@dataclass(frozen=True, slots=True)
class FinderItem:
    """One line. `why` says why it is off; `group` is its heading, `id` what is asked for.

    `marks` are the ranges of `text` that were found; without them what was typed is marked.
    """

    id: str
    text: str
    group: str
    icon: str
    meta: str = ""
    keywords: str = ""
    keys: tuple[str, ...] = ()
    why: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name over a group of lines."""

    text: str


class FinderModel(QAbstractListModel):
    """Headings and lines in one list; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[FinderItem | Heading] = []
        self._words: tuple[str, ...] = ()

    def show_items(self, items: Sequence[FinderItem], words: Sequence[str] = ()) -> None:
        self.beginResetModel()
        self._words = tuple(words)
        self._lines = []
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                self._lines.append(Heading(group))
            self._lines.append(item)
        self.endResetModel()

    def item(self, row: int) -> FinderItem | None:
        """The line in this row; None for a heading or beyond the end."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, FinderItem) else None

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return len(self._lines)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        line = self._lines[index.row()]
        if role == ITEM:
            return line
        if role == MARKS:
            return self._words
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, FinderItem):
            meta = line.meta if line.marks else ""
            return ", ".join(part for part in (line.text, meta, line.why, *line.keys) if part)
        return None


class Finder(Overlay):
    """Up and Down move through the lines, past headings; Enter or a click chooses one."""

    def __init__(self, area: QWidget, width: int, asks: str, verb: str) -> None:
        """`asks` names the field, `verb` says what Enter does with a line."""
        super().__init__(area, width)
        self.field = QLineEdit()
        make_bare(self.field, "font-size: 16px;")
        self._ask(asks)
        self.model = FinderModel(self)
        self.list = QListView()
        self.head = QHBoxLayout()
        self._none = Text(role="muted")
        self.hint = Text(role="sub")
        self._lay_out(verb)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)

    def choose(self, item: FinderItem) -> None:
        """Somebody wants this line; it is on."""
        raise NotImplementedError

    @override
    def card_height(self, room: int) -> int:
        rows = sum(
            line_height(row, is_heading=self.model.item(row) is None)
            for row in range(self.model.rowCount())
        )
        rows = rows or 2 * scaled(ROW_HEIGHT)
        return min(room - scaled(CAPTURE_BAR), scaled(HEAD_HEIGHT + FOOT_HEIGHT) + rows + 18)

    @override
    def card_top(self) -> int:
        return 24

    def _ask(self, asks: str) -> None:
        self.field.setPlaceholderText(asks)
        self.field.setAccessibleName(asks)

    def _show_items(self, items: Sequence[FinderItem], words: Sequence[str] = ()) -> None:
        self.model.show_items(items, words)
        self._none.setVisible(not items)
        self.list.setVisible(bool(items))

    def _step(self, row: int, by: int) -> int:
        """The next line in that direction, past headings; stays where there is none."""
        at = row + by
        while 0 <= at < self.model.rowCount():
            if self.model.item(at) is not None:
                return at
            at += by
        return row

    def _select(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        if row <= 1:
            self.list.scrollToTop()  # its heading too

    def _choose_row(self, row: int) -> None:
        item = self.model.item(row)
        if item is not None and not item.why:
            self.choose(item)

    def _lay_out(self, verb: str) -> None:
        self.head.setContentsMargins(16, 0, 16, 0)
        self.head.setSpacing(12)
        self.head.addWidget(IconLabel("search", "text-3"))
        self.head.addWidget(self.field, 1)
        self.head.addWidget(KeyHint("Esc"))
        top = Panel("", Qt.Edge.BottomEdge)
        fix_height(top, HEAD_HEIGHT)
        top.setLayout(self.head)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteRowPainter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 8, 8)
        middle.addWidget(self.list, 1)
        middle.addWidget(self._none, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(top)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self._foot(verb))

    def _foot(self, verb: str) -> QWidget:
        foot = Panel("sunken", Qt.Edge.TopEdge, foot_radius=CARD_RADIUS - 1)
        fix_height(foot, FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for keys, words in ((("↑", "↓"), tr("choose")), (("Enter",), verb)):
            for key in keys:
                row.addWidget(KeyHint(key))
            row.addWidget(Text(words, role="sub"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(self.hint)
        return foot

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose_row(index.row())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        last = self.model.rowCount()
        page = max(1, self.list.height() // scaled(ROW_HEIGHT) - 1)
        moves = {
            Qt.Key.Key_Down: partial(self._step, row, 1),
            Qt.Key.Key_Up: partial(self._step, row, -1),
            Qt.Key.Key_PageDown: partial(self._step, min(row + page, last) - 1, 1),
            Qt.Key.Key_PageUp: partial(self._step, max(row - page, 0) + 1, -1),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._select(moves[key]())
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose_row(row)
            return True
        return False
