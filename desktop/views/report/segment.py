"""One of a few choices that stand side by side, the chosen one on a raised field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme

HEIGHT = 30
PADDING = 12


class Choice(QWidget):
    """Segments side by side; exactly one is chosen, the first to begin with."""

    chosen = Signal(object)  # the value, by a person's hand

    def __init__(
        self, texts: Mapping[StrEnum, str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._segments: dict[StrEnum, Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value, text in texts.items():
            segment = Segment(text)
            segment.setAccessibleName(f"{name}, {text}")
            segment.setChecked(not self._segments)
            self._segments[value] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def value(self) -> StrEnum:
        return next(value for value, segment in self._segments.items() if segment.isChecked())

    def segment(self, value: StrEnum) -> Segment:
        return self._segments[value]

    def show_value(self, value: StrEnum) -> None:
        """Take over what is stored elsewhere, without asking for it again."""
        self._group.blockSignals(True)
        self._segments[value].setChecked(True)
        self._group.blockSignals(False)

    def _on_toggled(self, _button: object, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(self.value)


class Segment(QAbstractButton):
    """Checked by click, Space or the arrow keys, one at a time among its neighbours."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font(is_on=True)).horizontalAdvance(self.text())
        return QSize(width + 2 * PADDING, scaled(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, is_on = theme(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(look.color("line-strong" if is_on else "line"), 1))
        painter.setBrush(look.color("surface" if is_on else "sunken"))
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(self._font(is_on=is_on))
        painter.setPen(look.color("text" if is_on else "text-2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _font(self, *, is_on: bool) -> QFont:
        font = self.font()
        font.setPixelSize(scaled(12))
        font.setWeight(QFont.Weight.DemiBold if is_on else QFont.Weight.Medium)
        return font
