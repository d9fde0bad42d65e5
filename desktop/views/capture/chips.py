"""A row of filter chips, one of them chosen; arrow keys move along it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.icons import pixmap
from desktop.bridge.symbols import CAPTURE
from desktop.bridge.theme import theme
from desktop.views.capture.filters import KINDS, ChipLine, Filter
from desktop.views.capture.flow_layout import FlowLayout

HEIGHT = 28
PADDING, ICON, GAP = 9, 14, 5


class FilterChip(QAbstractButton):
    """A word and how many notes it stands for."""

    def __init__(self, line: ChipLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._icon = "" if line.which is Filter.ALL else CAPTURE[KINDS[line.which][0]].icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_line(line)

    def show_line(self, line: ChipLine) -> None:
        self._line = line
        self.setText(f"{line.name} {line.count}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        name, count = self._fonts()
        width = QFontMetrics(name).horizontalAdvance(self._line.name)
        width += GAP + QFontMetrics(count).horizontalAdvance(f"{self._line.count}")
        width += ICON + GAP if self._icon else 0
        return QSize(width + 2 * PADDING, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        box = QRectF(self.rect())
        ink = look.color("bg") if self.isChecked() else look.color("text-2")
        painter.setPen(QPen(look.color("text" if self.isChecked() else "line"), 1))
        painter.setBrush(look.color("text" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # Inside the chip, as on a button; on the filled one in the colour of its words.
            painter.setPen(QPen(ink if self.isChecked() else look.color("focus"), 2))
            ring = box.adjusted(3, 3, -3, -3) if self.isChecked() else box.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        faint = ink if self.isChecked() else look.color("text-3")
        self._paint_words(painter, ink, faint)

    def _paint_words(self, painter: QPainter, ink: QColor, faint: QColor) -> None:
        name, count = self._fonts()
        left = PADDING
        if self._icon:
            image = pixmap(self._icon, ink, ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - ICON) / 2), image)
            left += ICON + GAP
        cell = QRect(left, 0, self.width(), self.height())
        painter.setPen(ink)
        painter.setFont(name)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell, flags, self._line.name)
        cell.setLeft(left + QFontMetrics(name).horizontalAdvance(self._line.name) + GAP)
        painter.setPen(faint)
        painter.setFont(count)
        painter.drawText(cell, flags, f"{self._line.count}")

    def _fonts(self) -> tuple[QFont, QFont]:
        name, count = self.font(), self.font()
        for font in (name, count):
            font.setPixelSize(scaled(12))
        name.setWeight(QFont.Weight.Medium)
        return name, count


class FilterChips(QWidget):
    """Only filters that would find something; the chosen one stays as long as it is there."""

    filter_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[Filter, FilterChip] = {}
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self, gap=6)
        self.chosen = Filter.ALL

    def chip(self, which: Filter) -> FilterChip | None:
        return self._chips.get(which)

    def choose(self, which: Filter) -> None:
        """Turn to this filter, if it is there."""
        if which in self._chips:
            self._chips[which].setChecked(True)

    def show_lines(self, lines: Sequence[ChipLine]) -> None:
        if [line.which for line in lines] == list(self._chips):
            for line in lines:
                self._chips[line.which].show_line(line)
            self._flow.invalidate()
            return
        self._rebuild(lines)

    def _rebuild(self, lines: Sequence[ChipLine]) -> None:
        focused = next((which for which, chip in self._chips.items() if chip.hasFocus()), None)
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for line in lines:
            chip = FilterChip(line, self)
            chip.clicked.connect(partial(self._choose, line.which))
            chip.toggled.connect(partial(self._on_toggled, line.which))
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            self._chips[line.which] = chip
            chip.show()
        if self.chosen not in self._chips:
            self._choose(Filter.ALL)
        if self.chosen in self._chips:
            self._chips[self.chosen].setChecked(True)
        if focused is not None and focused in self._chips:
            self._chips[focused].setFocus()

    def _on_toggled(self, which: Filter, is_on: bool) -> None:
        if is_on:
            self._choose(which)

    def _choose(self, which: Filter, *_: object) -> None:
        if which is not self.chosen:
            self.chosen = which
            self.filter_chosen.emit(which)
