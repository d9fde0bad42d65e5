"""The captured notes, one row each: Enter edits in place, Delete deletes, the menu does all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.symbols import CAPTURE, capture_name
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.views.capture.capture_delegate import CaptureDelegate
from desktop.views.capture.capture_editor import CaptureEditor
from desktop.views.capture.capture_model import CaptureModel, Index
from desktop.views.run_lines import ClockText


class CaptureList(QListView):
    """Shows notes and asks for changes; the row being edited stays open through a refresh."""

    edit_requested = Signal(object, str)
    delete_requested = Signal(object)
    kind_requested = Signal(object, object)

    def __init__(self, clock: ClockText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = CaptureModel(self)
        self._painter = CaptureDelegate(clock, self)
        self._editor: CaptureEditor | None = None
        self.setModel(self._notes)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("Notes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def notes(self) -> CaptureModel:
        return self._notes

    @property
    def editor(self) -> CaptureEditor | None:
        return self._editor

    @property
    def current_ref(self) -> CaptureRef | None:
        row = self._row_at(self.currentIndex())
        return row.ref if row else None

    def show_clock(self, clock: ClockText) -> None:
        self._painter.clock = clock
        self.viewport().update()

    def show_rows(self, rows: Sequence[CaptureRow]) -> None:
        """List these notes; selection, editor and typed text stay with their note."""
        chosen = self._row_at(self.currentIndex())
        typed = self._typed()
        self._notes.set_rows(rows)
        if chosen is not None and not self.currentIndex().isValid():
            self.select(chosen.ref)
        if self._editor is not None:
            self._painter.editing_row = self._notes.row_of(self._editor.row.ref)
        elif typed is not None and self.select(typed[0]):
            self.open_editor()
            self._type(typed[1])

    def select(self, ref: CaptureRef) -> bool:
        """Make this note the current one; False when it is not listed."""
        at = self._notes.row_of(ref)
        if at >= 0:
            self.setCurrentIndex(self._notes.index(at))
        return at >= 0

    def keep_typing(self, ref: CaptureRef, text: str) -> None:
        """The words could not be stored: they wait in the editor, and the focus stays put."""
        focus = self._focused()
        if self.select(ref):
            self.open_editor()
            self._type(text)
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Ask for what is being typed to be stored, before the window closes."""
        if self._editor is not None:
            self._editor.finish()

    def open_editor(self) -> None:
        """Edit the current note in place."""
        row = self._row_at(self.currentIndex())
        if row is None or self._editor is not None:
            return
        editor = CaptureEditor(row, self.viewport())
        editor.finished.connect(self._on_finished)
        editor.height_changed.connect(self._fit_editor)
        self._editor = editor
        self._painter.editing_row = self.currentIndex().row()
        self._painter.editing_height = editor.sizeHint().height()
        self.setIndexWidget(self.currentIndex(), editor)
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_at(self, index: QModelIndex) -> CaptureRow | None:
        return self._notes.rows[index.row()] if index.isValid() else None

    def _typed(self) -> tuple[CaptureRef, str] | None:
        if self._editor is None:
            return None
        return self._editor.row.ref, self._editor.text_edit.toPlainText()

    def _type(self, text: str) -> None:
        if self._editor is not None:
            self._editor.text_edit.setPlainText(text)

    def _fit_editor(self) -> None:
        if self._editor is None:
            return
        height = self._editor.sizeHint().height()
        if height != self._painter.editing_height:
            self._painter.editing_height = height
            self.scheduleDelayedItemsLayout()

    def _on_finished(self, text: str, kind: CaptureKind) -> None:
        editor = self._editor
        if editor is None:
            return
        row, had_focus = editor.row, editor.isAncestorOf(self._focused() or self)
        self._close_editor()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        # The words first: the reference stands until the kind changes.
        if text != row.text:
            self.edit_requested.emit(row.ref, text)
        if kind is not row.kind:
            self.kind_requested.emit(row.ref, kind)

    def _focused(self) -> QWidget | None:
        return self.window().focusWidget()

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        self._editor.drop()
        self._editor.hide()
        self._editor.deleteLater()
        index = self._notes.index(self._painter.editing_row)
        self._editor = None
        self._painter.editing_row = -1
        if index.isValid():
            self.setIndexWidget(index, None)  # pyright: ignore[reportArgumentType]  Qt takes null
        self.doItemsLayout()

    def _ask_for_kind(self, ref: CaptureRef, kind: CaptureKind) -> None:
        self.kind_requested.emit(ref, kind)

    def _ask_for_delete(self) -> None:
        ref = self.current_ref
        if ref is not None:
            self.delete_requested.emit(ref)

    def _menu(self, row: CaptureRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("pencil"), tr("Edit"), self.open_editor)
        kinds = menu.addMenu(tr("Change the kind"))
        for kind in CaptureKind:
            symbol = CAPTURE[kind]
            action = kinds.addAction(icon(symbol.icon, symbol.token), capture_name(kind))
            action.setEnabled(kind is not row.kind)
            action.triggered.connect(partial(self._ask_for_kind, row.ref, kind))
        menu.addAction(icon("trash-2"), tr("Delete"), self._ask_for_delete)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_editor()
        elif event.key() == Qt.Key.Key_Delete:
            self._ask_for_delete()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the app here, never a jump to a row."""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_editor()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        else:
            below = self.visualRect(index).bottomLeft()
            where = self.viewport().mapToGlobal(below + QPoint(14, 0))
        row = self._row_at(index)
        if row is not None:
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._menu(row).popup(where)

    @override
    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        if self._editor is not None and start <= self._painter.editing_row <= end:
            self._close_editor()
        super().rowsAboutToBeRemoved(parent, start, end)

    @override
    def reset(self) -> None:
        if self._editor is not None:
            self._close_editor()
        super().reset()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
