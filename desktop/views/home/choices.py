"""One keyboard-driven list of things to choose: workshops, planned or past, and templates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it stands for, what the delegate paints, and what a screen reader says.

    A `fixed` one can't be deleted.
    """

    key: Hashable
    row: object
    spoken: str
    fixed: bool = False


class Choices(Generic[_Row]):
    """Rows that are put into words when somebody looks at them: for 2,000 that takes 65 ms.

    `stamp` says what the words depend on beside the row, the day for example.
    """

    def __init__(
        self,
        rows: Sequence[_Row] = (),
        make: Callable[[_Row], Choice] | None = None,
        key: Callable[[_Row], Hashable] | None = None,
        stamp: Hashable = None,
    ) -> None:
        self._rows = tuple(rows)
        self._make = make
        self._stamp = stamp
        self._made: dict[int, Choice] = {}
        self.keys = tuple(key(row) for row in rows) if key is not None else ()

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> Choice:
        found = self._made.get(at)
        if found is None:
            assert self._make is not None
            found = self._made[at] = self._make(self._rows[at])
        return found

    def says_the_same(self, other: Choices[_Row]) -> bool:
        """Whether the other rows would be worded alike."""
        return (self._rows, self._stamp) == (other._rows, other._stamp)


class ChoiceModel(QAbstractListModel):
    """Rows handed in by the view; never touches the database."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Choices[Any] = Choices()

    @property
    def rows(self) -> Choices[Any]:
        return self._rows

    def set_rows(self, rows: Choices[Any]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place_of(self, key: Hashable) -> int:
        """The row of `key`, or -1."""
        return self._rows.keys.index(key) if key in self._rows.keys else -1

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self._rows[index.row()]
        if role == ROW:
            return choice.row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.spoken
        return None


class ChoiceList(QListView):
    """Up and Down choose, Enter or a click opens, Delete deletes; decides nothing."""

    open_requested = Signal(object)
    delete_requested = Signal(object)
    copy_requested = Signal(object)
    left_top = Signal()
    left_bottom = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, can_delete: bool = False
    ) -> None:
        super().__init__(parent)
        self._can_delete = can_delete
        self._rows = ChoiceModel(self)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._open)

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """What is listed, from top to bottom."""
        return self._rows.rows.keys

    @property
    def chosen(self) -> Hashable | None:
        """The key under the ring, if any."""
        index = self.currentIndex()
        return self._rows.rows.keys[index.row()] if index.isValid() else None

    @property
    def can_change(self) -> bool:
        """Whether what is under the ring can be deleted here."""
        index = self.currentIndex()
        return self._can_delete and index.isValid() and not self._rows.rows[index.row()].fixed

    def show_rows(self, rows: Choices[Any]) -> None:
        """Idempotent; keeps the choice by key, or by place where that row is gone."""
        if rows.says_the_same(self._rows.rows):
            return
        key, place = self.chosen, self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._rows.set_rows(rows)
        found = self._rows.place_of(key) if key is not None else -1
        if found < 0 <= place:
            found = min(place, len(rows) - 1)
        if found >= 0:
            self.setCurrentIndex(self._rows.index(found))
        self.verticalScrollBar().setValue(scrolled)

    def choose_row(self, row: int) -> None:
        """Put the ring on a row; -1 is the last one."""
        count = self._rows.rowCount()
        if count:
            self.setCurrentIndex(self._rows.index(row % count))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(self._rows.rows.keys[index.row()])

    def delete(self) -> None:
        if self.can_change:
            self.delete_requested.emit(self.chosen)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, last = self.currentIndex().row(), self._rows.rowCount() - 1
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Delete:
                self.delete()
            case Qt.Key.Key_Up:
                self.choose_row(row - 1) if row > 0 else self.left_top.emit()
            case Qt.Key.Key_Down:
                self.choose_row(row + 1) if row < last else self.left_bottom.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self.choose_row(0)  # before Qt, which would make it current without choosing it
        super().focusInEvent(event)
        # Not all of the viewport: to find its class, PySide loads all it has, 10 ms of a start.
        self.update(self.currentIndex())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()  # the key has no place of its own
        if not self._can_delete or not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, step in self.steps():
            menu.addAction(text).triggered.connect(step)
        under = self.visualRect(index).bottomLeft()
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(under) if by_key else event.globalPos())

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What can be done with the row under the ring: the menu's lines."""
        return (
            (tr("Open"), self.open_chosen),
            (tr("Duplicate"), self._copy),
            (tr("Delete"), self.delete),
        )

    def open_chosen(self) -> None:
        self._open(self.currentIndex())

    def _copy(self) -> None:
        self.copy_requested.emit(self.chosen)
