"""Paints planned against actual minutes of each block, as small bars with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import tabular
from desktop.bridge.icons import pixmap
from desktop.bridge.symbols import CATEGORY
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.report.outline import BarLine

ROW = 24
HEAD = 22
MINUTES, DRIFT, GAP, ICON = 76, 36, 12, 14
TITLE_SHARE = 0.42
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlannedActualBars(QWidget):
    """Grey is the plan, the accent what happened; each number stands beside its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[BarLine, ...] = ()
        self._longest = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lines(self) -> tuple[BarLine, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[BarLine]) -> None:
        self._lines = tuple(lines)
        self._longest = max((max(x.planned_s, x.actual_s or 0) for x in lines), default=1) or 1
        self.setAccessibleName(tr("Planned and actual minutes"))
        self.setAccessibleDescription(
            "; ".join(f"{line.title} {line.minutes} {line.drift_text}" for line in lines)
        )
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, HEAD + ROW * len(self._lines))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEAD + ROW * len(self._lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        for row, line in enumerate(self._lines):
            self._paint_line(painter, HEAD + row * ROW, line)

    def _paint_legend(self, painter: QPainter) -> None:
        font = _sized(self.font(), 12)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        right = self.width()
        legend = [("line-strong", tr("Planned"))]
        if any(line.actual_s is not None for line in self._lines):
            legend.insert(0, ("accent", tr("Actual")))
        for token, word in legend:
            width = metrics.horizontalAdvance(word)
            painter.setPen(theme().color("text-3"))
            painter.drawText(QRect(right - width, 0, width, HEAD - 4), RIGHT, word)
            right -= width + 18
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color(token))
            painter.drawRoundedRect(QRectF(right, HEAD / 2 - 4, 12, 4), 2, 2)
            right -= 14

    def _paint_line(self, painter: QPainter, top: int, line: BarLine) -> None:
        symbol = CATEGORY[line.category]
        image = pixmap(symbol.icon, theme().color(symbol.token), ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, top + (ROW - ICON) / 2), image)
        font = _sized(self.font(), 13)
        width = round(self.width() * TITLE_SHARE) - ICON - 8
        title = QFontMetrics(font).elidedText(line.title, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(theme().color("text"))
        at_left = LEFT | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(ICON + 8, top, width, ROW), at_left, title)
        start = round(self.width() * TITLE_SHARE) + GAP
        room = self.width() - DRIFT - MINUTES - 2 * GAP - start
        self._paint_bars(painter, QRectF(start, top, room, ROW), line)
        self._paint_numbers(painter, top, line)

    def _paint_bars(self, painter: QPainter, room: QRectF, line: BarLine) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        both = ((line.planned_s, "line-strong", 6), (line.actual_s or 0, "accent", 13))
        for seconds, token, down in both:
            if seconds:
                painter.setBrush(theme().color(token))
                width = max(3.0, room.width() * seconds / self._longest)
                painter.drawRoundedRect(QRectF(room.left(), room.top() + down, width, 5), 2, 2)

    def _paint_numbers(self, painter: QPainter, top: int, line: BarLine) -> None:
        painter.setFont(tabular(_sized(self.font(), 12)))
        painter.setPen(theme().color("text-2"))
        right = self.width() - DRIFT - GAP
        painter.drawText(QRect(right - MINUTES, top, MINUTES, ROW), RIGHT, line.minutes)
        drift = line.drift or 0
        tone = "warn" if drift > 0 else "ok" if drift < 0 else "text-3"
        painter.setPen(theme().color(tone))
        painter.drawText(QRect(right + GAP, top, DRIFT, ROW), RIGHT, line.drift_text)


def _sized(base: QFont, pixels: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    return font
