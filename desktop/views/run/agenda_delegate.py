"""Paints one block of the agenda: what was planned, what happened, how far off it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.bridge.fonts import scaled, tabular
from desktop.bridge.icons import device_ratio, pixmap
from desktop.bridge.symbols import CATEGORY
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.run import ItemPhase
from desktop.views.row_chips import draw_chips, fit_chips
from desktop.views.run.agenda_model import Index, LineRole
from desktop.views.run_lines import RunLine, Tone

PADDING = 14
GAP = 10
ROW_LOW, ROW_HIGH = 34, 44
CURRENT_LOW, CURRENT_HIGH = 60, 68
EDGE = 3
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
BAR_TOKENS = {
    Tone.CALM: "accent",
    Tone.LAST: "warn-fill",
    Tone.OVER: "over-fill",
    Tone.PAUSED: "idle",
}
LEFT_TOKENS = {Tone.CALM: "text", Tone.LAST: "warn", Tone.OVER: "over", Tone.PAUSED: "idle"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of one row lie, from its left edge to its right."""

    icon: QRect
    title: QRect
    plan: QRect
    actual: QRect
    minutes: QRect
    drift: QRect
    state: QRect


def columns(row: QRect, *, twelve_hour: bool = False) -> Columns:
    """The same for the header and every row; `9:02 am` needs more room than `09:02`."""
    widths = (70, 166, 48, 58, 22) if twelve_hour else (52, 118, 48, 58, 22)
    right = row.right() + 1 - PADDING
    cells: list[QRect] = []
    for design in reversed(widths):
        width = scaled(design)
        cells.append(QRect(right - width, row.top(), width, row.height()))
        right -= width + GAP
    state, drift, minutes, actual, plan = cells
    icon = QRect(row.left() + PADDING, row.top(), 20, row.height())
    start = icon.right() + 1 + GAP
    title = QRect(start, row.top(), max(0, right - start), row.height())
    return Columns(icon, title, plan, actual, minutes, drift, state)


class AgendaDelegate(QStyledItemDelegate):
    """Reads the line and its own fields only; `row_height` is set by the list."""

    def __init__(self, parent: QObject | None = None, *, twelve_hour: bool = False) -> None:
        super().__init__(parent)
        self.row_height = ROW_HIGH
        self.current_height = CURRENT_HIGH
        self._twelve_hour = twelve_hour

    def show_twelve_hour(self, *, on: bool) -> None:
        self._twelve_hour = on

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: RunLine = index.data(LineRole)
        is_current = line.phase is ItemPhase.CURRENT
        return QSize(0, self.current_height if is_current else self.row_height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: RunLine = index.data(LineRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  absent in the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  as above
        font: QFont = option.font  # pyright: ignore[reportAttributeAccessIssue]  as above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.phase is ItemPhase.CURRENT:
            self._paint_current(painter, rect, line, font)
        else:
            self._paint_row(painter, columns(rect, twelve_hour=self._twelve_hour), line, font)
        if index.row():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme().color("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            _focus_ring(painter, rect)
        painter.restore()

    def _paint_current(self, painter: QPainter, rect: QRect, line: RunLine, font: QFont) -> None:
        paused = line.tone is Tone.PAUSED
        painter.fillRect(rect, theme().color("idle-soft" if paused else "accent-soft"))
        edge = theme().color("idle" if paused else "accent")
        painter.fillRect(rect.left(), rect.top(), EDGE, rect.height(), edge)
        top = rect.top() + (rect.height() - scaled(56)) // 2
        cells = columns(
            QRect(rect.left(), top, rect.width(), scaled(32)), twelve_hour=self._twelve_hour
        )
        self._paint_row(painter, cells, line, font)
        meta = tabular(_font(font, 12, QFont.Weight.Normal))
        strong = tabular(_font(font, 12, QFont.Weight.DemiBold))
        end = rect.right() + 1 - PADDING
        cell = QRect(0, top + scaled(30), end, scaled(20))
        left_width = QFontMetrics(strong).horizontalAdvance(line.left)
        _text(painter, cell, line.left, strong, LEFT_TOKENS[line.tone], RIGHT)
        cell.setRight(end - left_width - PADDING)
        _text(painter, cell, line.used, meta, "text-2", RIGHT)
        used_width = QFontMetrics(meta).horizontalAdvance(line.used)
        stop = cell.right() - used_width - PADDING
        bar = QRectF(cells.title.left(), top + scaled(38), stop - cells.title.left(), 4)
        _bar(painter, bar, line)

    def _paint_row(self, painter: QPainter, cells: Columns, line: RunLine, font: QFont) -> None:
        done, current = line.phase is ItemPhase.DONE, line.phase is ItemPhase.CURRENT
        quiet = done or line.phase is ItemPhase.SKIPPED
        symbol = CATEGORY[line.category]
        _icon(painter, cells.icon, symbol.icon, symbol.token, 16)
        weight = QFont.Weight.Normal if quiet else QFont.Weight.Medium
        title = _font(font, 14, QFont.Weight.DemiBold) if current else _font(font, 13, weight)
        self._paint_title(painter, cells.title, line, title)
        plain = tabular(_font(font, 13, QFont.Weight.Normal))
        token = "text-3" if quiet else "text-2"
        _text(painter, cells.plan, line.plan, plain, token, RIGHT)
        _text(painter, cells.minutes, line.minutes, plain, token, RIGHT)
        actual = tabular(_font(font, 13, weight))
        _text(painter, cells.actual, line.actual, actual, "text-3" if quiet else "text", RIGHT)
        if current:
            self._paint_now(painter, cells, line, font)
        elif done:
            drift = line.drift or 0
            tone = "warn" if drift > 0 else "ok" if drift < 0 else "text-3"
            _text(painter, cells.drift, line.drift_text, plain, tone, RIGHT)
            _icon(painter, cells.state, "check", "ok", 14)
        elif line.phase is ItemPhase.SKIPPED:
            _text(painter, cells.drift, tr("skipped"), plain, "text-3", RIGHT)
        else:
            self._paint_ahead(painter, cells, line, font)

    def _paint_title(self, painter: QPainter, cell: QRect, line: RunLine, font: QFont) -> None:
        metrics = QFontMetrics(font)
        small = _font(font, 12, QFont.Weight.Medium)
        wanted = metrics.horizontalAdvance(line.title) + 2  # rounding must not cut a letter
        fitted = fit_chips(line.chips, cell.width(), wanted, small)
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, fitted.title)
        is_skipped = line.phase is ItemPhase.SKIPPED
        if is_skipped:
            font = QFont(font)
            font.setStrikeOut(True)
        token = "text-3" if is_skipped or line.phase is ItemPhase.DONE else "text"
        at_left = Qt.AlignmentFlag.AlignAbsolute | LEFT
        _text(painter, cell, title, font, token, at_left)
        left = cell.left() + metrics.horizontalAdvance(title) + 8
        draw_chips(painter, cell, left, fitted, small)

    def _paint_ahead(self, painter: QPainter, cells: Columns, line: RunLine, font: QFont) -> None:
        """What comes in the way of a block ahead stands where its drift will."""
        if line.clash:
            strong = tabular(_font(font, 13, QFont.Weight.DemiBold))
            _text(painter, cells.drift, line.clash, strong, "warn", RIGHT)
        elif line.gap:
            plain = tabular(_font(font, 13, QFont.Weight.Normal))
            _text(painter, cells.drift, line.gap, plain, "text-2", RIGHT)
        if line.pinned:
            _icon(painter, cells.state, "pin", "warn" if line.clash else "text-2", 14)

    def _paint_now(self, painter: QPainter, cells: Columns, line: RunLine, font: QFont) -> None:
        paused = line.tone is Tone.PAUSED
        strong = _font(font, 13, QFont.Weight.DemiBold)
        token = "idle" if paused else "text-2"
        _text(painter, cells.drift, tr("paused") if paused else tr("now"), strong, token, RIGHT)
        _icon(
            painter, cells.state, "pause" if paused else "play", "idle" if paused else "accent", 14
        )


def _font(base: QFont, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(scaled(pixels))
    font.setWeight(weight)
    return font


def _text(
    painter: QPainter,
    cell: QRect,
    text: str,
    font: QFont,
    token: str,
    align: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(theme().color(token))
    painter.drawText(cell, align | Qt.TextFlag.TextSingleLine, text)


def _icon(painter: QPainter, cell: QRect, name: str, token: str, size: int) -> None:
    ratio = device_ratio(painter)
    image = pixmap(name, theme().color(token), size, ratio)
    top = cell.top() + (cell.height() - size) / 2
    painter.drawPixmap(QPointF(cell.left() + (cell.width() - size) / 2, top), image)


def _bar(painter: QPainter, track: QRectF, line: RunLine) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("line" if line.tone is Tone.PAUSED else "accent-line"))
    painter.drawRoundedRect(track, 2, 2)
    filled = QRectF(track)
    filled.setWidth(max(4.0, track.width() * line.fraction))
    painter.setBrush(QColor(theme().color(BAR_TOKENS[line.tone])))
    painter.drawRoundedRect(filled, 2, 2)


def _focus_ring(painter: QPainter, rect: QRect) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("focus"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
