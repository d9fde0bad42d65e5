"""Paints one captured note: what kind, the words, where and when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.icons import device_ratio, pixmap
from desktop.bridge.symbols import CAPTURE, capture_name
from desktop.bridge.theme import theme
from desktop.domain.rows import CaptureRow
from desktop.views.capture.capture_model import Index, RowRole
from desktop.views.capture.lines import when_text, who_text
from desktop.views.capture.wrapping import Wrapping
from desktop.views.painting import font_at
from desktop.views.run_lines import ClockText

PADDING, TOP = 14, 8
ICON, KIND, META = 16, 100, 190
LINE = 18
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CaptureDelegate(QStyledItemDelegate):
    """Reads the row and its own fields only. `editing_height` is the room an open editor takes."""

    def __init__(self, clock: ClockText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.width = 600
        self.editing_row = -1
        self.editing_height = 0
        self._body = Wrapping(font_at(13))
        self._small = font_at(12, digits=True)
        self._kind = font_at(12, 500)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.row() == self.editing_row:
            return QSize(0, self.editing_height)
        row: CaptureRow = index.data(RowRole)
        lines = len(self._body.lines(row.text, self._text_width()))
        height = 2 * TOP + lines * self._body.line_height
        return QSize(0, height + (scaled(LINE) if who_text(row, _day) else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() == self.editing_row:
            return
        row: CaptureRow = index.data(RowRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  absent in the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, theme().color("accent-soft"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme().color("accent"))
        if index.row():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme().color("line"))
        self._paint_kind(painter, rect, row)
        self._paint_words(painter, rect, row)
        self._paint_meta(painter, rect, row)
        if is_selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def _text_width(self) -> int:
        return max(80, self.width - _text_left() - META - 16 - PADDING)

    def _paint_kind(self, painter: QPainter, rect: QRect, row: CaptureRow) -> None:
        symbol = CAPTURE[row.kind]
        ratio = device_ratio(painter)
        image = pixmap(symbol.icon, theme().color(symbol.token), ICON, ratio)
        painter.drawPixmap(QPointF(rect.left() + PADDING, rect.top() + TOP + 1), image)
        cell = QRect(rect.left() + PADDING + ICON + 8, rect.top() + TOP, scaled(KIND), scaled(LINE))
        painter.setFont(self._kind)
        painter.setPen(theme().color("text-2"))
        painter.drawText(cell, LEFT | Qt.TextFlag.TextSingleLine, capture_name(row.kind))

    def _paint_words(self, painter: QPainter, rect: QRect, row: CaptureRow) -> None:
        width = self._text_width()
        step = self._body.line_height
        top = rect.top() + TOP
        painter.setFont(self._body.font)
        painter.setPen(theme().color("text"))
        for line in self._body.lines(row.text, width):
            cell = QRect(rect.left() + _text_left(), top, width, step)
            painter.drawText(cell, LEFT | Qt.TextFlag.TextSingleLine, line)
            top += step
        who = who_text(row, _day)
        if who:
            cell = QRect(rect.left() + _text_left(), top, width, scaled(LINE))
            self._paint_small(painter, cell, who, LEFT)

    def _paint_meta(self, painter: QPainter, rect: QRect, row: CaptureRow) -> None:
        when = when_text(row, self.clock)
        taken = QFontMetrics(self._small).horizontalAdvance(f" · {when}") if when else 0
        title = QFontMetrics(self._small).elidedText(
            row.item_title, Qt.TextElideMode.ElideRight, max(0, META - taken)
        )
        cell = QRect(rect.right() + 1 - PADDING - META, rect.top() + TOP, META, scaled(LINE))
        both = " · ".join(part for part in (title, when) if part)
        self._paint_small(painter, cell, both, RIGHT)

    def _paint_small(
        self, painter: QPainter, cell: QRect, text: str, align: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._small)
        painter.setPen(theme().color("text-3"))
        shown = QFontMetrics(self._small).elidedText(
            text, Qt.TextElideMode.ElideRight, cell.width()
        )
        flags = align | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        painter.drawText(cell, flags, shown)


def _text_left() -> int:
    return PADDING + ICON + 8 + scaled(KIND) + 8


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")
