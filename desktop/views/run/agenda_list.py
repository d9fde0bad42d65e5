"""The agenda while it runs: all blocks at a glance, the current one in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.run.agenda_delegate import (
    CURRENT_HIGH,
    CURRENT_LOW,
    LEFT,
    RIGHT,
    ROW_HIGH,
    ROW_LOW,
    AgendaDelegate,
    columns,
)
from desktop.views.run.agenda_model import AgendaModel
from desktop.views.run_lines import RunLine
from desktop.views.widgets.fit import fix_height

HANDS_OFF_MS = 8_000
HEADER_HEIGHT = 30


class AgendaList(QListView):
    """Rows grow to fill the card and shrink to fit it before anything scrolls."""

    def __init__(self, parent: QWidget | None = None, *, twelve_hour: bool = False) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # as in `Scroll`: asking Qt for its own takes 10 ms of a start
        self._lines = AgendaModel(self)
        self.painter = AgendaDelegate(self, twelve_hour=twelve_hour)
        self._current = -1
        # A person who scrolls wants to read something: the list keeps still for a while.
        self._scrolled = QTimer(self, singleShot=True, interval=HANDS_OFF_MS)
        self.setModel(self._lines)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(tr("Agenda"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)

    @property
    def lines(self) -> AgendaModel:
        return self._lines

    def show_lines(self, lines: Sequence[RunLine]) -> None:
        """Take over these lines; the selection and, within reason, the scroll position stay."""
        selected = self._selected_uid()
        was_reset = self._lines.set_lines(lines)
        if was_reset and selected:
            row = self._lines.row_of(selected)
            if row >= 0:
                self.setCurrentIndex(self._lines.index(row))
        current = self._lines.current_row
        if was_reset or current != self._current:
            self._current = current
            self._fit_rows()
            self._follow()

    def _selected_uid(self) -> str:
        row = self.currentIndex().row()
        return self._lines.lines[row].uid if 0 <= row < len(self._lines.lines) else ""

    def _fit_rows(self) -> None:
        lines = self._lines.lines
        if not lines:
            return
        has_current = self._current >= 0
        room = self.viewport().height()
        others = max(1, len(lines) - has_current)
        spare = room - others * scaled(ROW_LOW)
        tall = min(scaled(CURRENT_HIGH), max(scaled(CURRENT_LOW), spare)) if has_current else 0
        height = min(scaled(ROW_HIGH), max(scaled(ROW_LOW), (room - tall) // others))
        self.painter.row_height, self.painter.current_height = height, tall or scaled(CURRENT_LOW)
        self.doItemsLayout()

    def _follow(self) -> None:
        if self._current < 0 or self._scrolled.isActive():
            return
        # The block after it is shown too: that is what a facilitator looks for next.
        after = min(self._current + 1, len(self._lines.lines) - 1)
        self.scrollTo(self._lines.index(after))
        self.scrollTo(self._lines.index(self._current))

    def _on_scrolled_by_hand(self) -> None:
        self._scrolled.start()

    @override
    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        # A QListView lays out and paints all rows once more a moment later; heights are set here
        # and words don't change them, so the row alone is painted, with all else of that second.
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Arrow keys start from the block that runs, not from the top.
        if not self.currentIndex().isValid() and self._current >= 0:
            self.setCurrentIndex(self._lines.index(self._current))
        super().focusInEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the app here, never a jump to a row."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()
        self._follow()


class AgendaTable(QWidget):
    """The list with the names of its columns above."""

    def __init__(self, parent: QWidget | None = None, *, twelve_hour: bool = False) -> None:
        super().__init__(parent)
        self.list = AgendaList(self, twelve_hour=twelve_hour)
        self._header = _Header(self.list, twelve_hour=twelve_hour)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.list, 1)

    def show_twelve_hour(self, *, on: bool) -> None:
        """The columns of times are wider with am and pm."""
        self.list.painter.show_twelve_hour(on=on)
        self._header.show_twelve_hour(on=on)
        self.list.scheduleDelayedItemsLayout()

    def show_lines(self, lines: Sequence[RunLine]) -> None:
        self.list.show_lines(lines)
        self._header.show_run(started=any(line.actual for line in lines))


class _Header(QWidget):
    """Column names in line with the columns, scroll bar or not."""

    def __init__(self, body: QListView, *, twelve_hour: bool) -> None:
        super().__init__()
        self._body = body
        self._twelve_hour = twelve_hour
        self._started = False
        fix_height(self, HEADER_HEIGHT)

    def show_twelve_hour(self, *, on: bool) -> None:
        self._twelve_hour = on
        self.update()

    def show_run(self, *, started: bool) -> None:
        """Before the run there is nothing actual and nothing to drift from."""
        if started != self._started:
            self._started = started
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self._body.viewport().width()
        cells = columns(QRect(0, 0, width, self.height()), twelve_hour=self._twelve_hour)
        font = self.font()
        font.setPixelSize(scaled(12))
        painter.setFont(font)
        painter.setPen(theme().color("text-3"))
        painter.drawText(cells.title, LEFT, tr("Agenda"))
        painter.drawText(cells.plan, RIGHT, tr("Plan"))
        painter.drawText(cells.minutes, RIGHT, tr("Min"))
        if self._started:
            # Wider than its column in most languages; the title column gives it room.
            cells.actual.setLeft(cells.actual.left() - 8)
            painter.drawText(cells.actual, RIGHT, tr("Actual / projected"))
            painter.drawText(cells.drift, RIGHT, tr("Drift"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
