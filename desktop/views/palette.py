"""Every action by its name: type a few letters, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
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

from desktop.bridge.actions import ACTIONS, ActionBoard, ActionId, Section, menu_name
from desktop.domain.i18n import tr
from desktop.views.overlay import CAPTURE_BAR, CARD_RADIUS, Overlay, Panel, make_bare
from desktop.views.palette_row import ROW_HEIGHT, PaletteRowPainter, line_height
from desktop.views.widgets import IconLabel, KeyHint, Text

WIDTH = 720
ITEM = Qt.ItemDataRole.UserRole + 1
MARKS = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One line. `why` says why it is off; `group` is its heading, `id` what is asked for."""

    id: str
    text: str
    group: str
    icon: str
    meta: str = ""
    keywords: str = ""
    keys: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name over a group of lines."""

    text: str


def matches(items: Sequence[PaletteItem], typed: str) -> list[PaletteItem]:
    """The lines in which every typed word is found; those that begin with it come first."""
    words = typed.casefold().split()
    found: list[tuple[int, PaletteItem]] = []
    for item in items:
        name = item.text.casefold()
        also = f"{item.meta} {item.keywords}".casefold()
        if all(word in name or word in also for word in words):
            found.append((_rank(name, words), item))
    found.sort(key=lambda pair: (pair[1].group != items[0].group, bool(pair[1].why), pair[0]))
    return [item for _, item in found]


def _rank(name: str, words: list[str]) -> int:
    """0 when a word of the name begins with what is typed, 1 inside a word, 2 elsewhere."""
    parts = name.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 0
    return 1 if all(word in name for word in words) else 2


class PaletteModel(QAbstractListModel):
    """Headings and lines in one list; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PaletteItem | Heading] = []
        self._words: tuple[str, ...] = ()

    def show_items(self, items: Sequence[PaletteItem], words: Sequence[str]) -> None:
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

    def item(self, row: int) -> PaletteItem | None:
        """The line in this row; None for a heading or beyond the end."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, PaletteItem) else None

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
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, PaletteItem):
            return ", ".join(part for part in (line.text, line.why, *line.keys) if part)
        return None


class Palette(Overlay):
    """Opened by Ctrl+K over the work area; run bar and rail stay in sight."""

    item_chosen = Signal(str)  # the id of a line that is no action

    def __init__(self, board: ActionBoard, area: QWidget) -> None:
        super().__init__(area, WIDTH)
        self._board = board
        self._extra: tuple[PaletteItem, ...] = ()
        self.field = QLineEdit()
        make_bare(self.field, "font-size: 16px;")
        self.field.setPlaceholderText(tr("Find an action"))
        self.field.setAccessibleName(tr("Find an action"))
        self.model = PaletteModel(self)
        self.list = QListView()
        self._none = Text(tr("Nothing is called that. Try another word."), role="muted")
        self._lay_out()
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        board.changed.connect(self._on_actions_changed)

    def set_extra(self, items: Sequence[PaletteItem]) -> None:
        """Lines besides the actions, such as the blocks of the agenda."""
        self._extra = tuple(items)
        self._fill()

    def toggle(self) -> None:
        if self.isVisible():
            self.dismiss()
            return
        self.field.clear()
        self._fill()
        self.open_over(self.field)

    def items(self) -> list[PaletteItem]:
        """Every line, unfiltered, as things stand now."""
        return [*self._action_items(), *self._extra]

    @override
    def card_height(self, room: int) -> int:
        rows = sum(
            line_height(row, is_heading=self.model.item(row) is None)
            for row in range(self.model.rowCount())
        )
        rows = rows or 2 * ROW_HEIGHT
        return min(room - CAPTURE_BAR, 52 + rows + 16 + 36 + 2)

    @override
    def card_top(self) -> int:
        return 24

    def _action_items(self) -> list[PaletteItem]:
        actions, places = tr("Actions"), tr("Go to")
        board = self._board
        rows = [
            PaletteItem(
                id=spec.id,
                text=board.text(spec.id),
                group=places if spec.section is Section.GO else actions,
                icon=spec.icon,
                meta=menu_name(spec.menu),
                keywords=f"{tr(spec.keywords)} {tr(spec.text)}",
                keys=spec.keys[:1],
                why=board.why(spec.id),
            )
            for spec in ACTIONS
            if spec.id is not ActionId.PALETTE_OPEN
        ]
        return sorted(rows, key=lambda row: row.group == places)

    def _fill(self) -> None:
        typed = self.field.text()
        keep = self.model.item(self.list.currentIndex().row())
        found = matches(self.items(), typed)
        self.model.show_items(found, typed.casefold().split())
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        row = self._row_of(keep.id) if keep and not typed else self._step(-1, 1)
        self._select(row)
        if self.isVisible():
            self.place_card()

    def _row_of(self, item_id: str) -> int:
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            if item is not None and item.id == item_id:
                return row
        return self._step(-1, 1)

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

    def _choose(self, row: int) -> None:
        item = self.model.item(row)
        if item is None or item.why:
            return
        self.dismiss()
        if item.id in set(ActionId):
            self._board.trigger(ActionId(item.id))
        else:
            self.item_chosen.emit(item.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(IconLabel("search", "text-3"))
        head.addWidget(self.field, 1)
        head.addWidget(KeyHint("Esc"))
        top = Panel("", Qt.Edge.BottomEdge)
        top.setFixedHeight(52)
        top.setLayout(head)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteRowPainter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Actions"))
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 8, 8)
        middle.addWidget(self.list, 1)
        middle.addWidget(self._none, 0, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(top)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = Panel("sunken", Qt.Edge.TopEdge, foot_radius=CARD_RADIUS - 1)
        foot.setFixedHeight(36)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for keys, words in ((("↑", "↓"), tr("choose")), (("Enter",), tr("run"))):
            for key in keys:
                row.addWidget(KeyHint(key))
            row.addWidget(Text(words, role="sub"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(Text(tr("Every action is here, with its key"), role="sub"))
        return foot

    def _on_typed(self, _text: str) -> None:
        self._fill()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _on_actions_changed(self) -> None:
        if self.isVisible():
            self._fill()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        last = self.model.rowCount()
        page = max(1, self.list.height() // ROW_HEIGHT - 1)
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
            self._choose(row)
            return True
        return False


def agenda_item(uid: str, title: str, icon: str) -> PaletteItem:
    """A line that goes to a block of the agenda."""
    blank = PaletteItem("", "", tr("Go to"), icon)
    return replace(blank, id=f"agenda:{uid}", text=title, meta=tr("Agenda"))
