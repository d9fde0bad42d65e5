"""The switch, and the line of the settings with its words and its control."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.settings import LOUDEST, SettingId
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.report.segment import Choice
from desktop.views.widgets import Card, IconLabel, Text
from desktop.views.widgets.fit import fix_width
from desktop.views.widgets.press import PressButton

Texts = Mapping[StrEnum, str]
_STEP = 5


class Switch(PressButton):
    """On or off, told by where the knob is as well as by its colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(28) + 8, scaled(16) + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, is_on = theme(), self.isChecked()
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent" if is_on else "line-strong"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = box.height() - 4
        left = box.right() - side - 2 if is_on else box.left() + 2
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(QRectF(left, box.top() + 2, side, side))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class Drop(QComboBox):
    """A list to choose from; the wheel scrolls the place, not the choice."""

    def __init__(self, texts: Texts, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for value, text in texts.items():
            self.addItem(text, value)

    def show_value(self, value: object) -> None:
        """Take over what is stored."""
        self.setCurrentIndex(max(0, self.findData(value)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Slider(QSlider):
    """From silent to loud in steps of five."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, LOUDEST)
        self.setSingleStep(_STEP)
        self.setPageStep(4 * _STEP)
        self.setAccessibleName(name)
        fix_width(self, 96)

    @override
    def sizeHint(self) -> QSize:
        return QSize(96, 22)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        look, middle = theme(), self.height() / 2
        track = QRectF(8, middle - 2, self.width() - 16, 4)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(track, 2, 2)
        at = track.width() * self.value() / LOUDEST
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), at, 4), 2, 2)
        painter.setBrush(look.color("surface"))
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawEllipse(QRectF(track.left() + at - 7, middle - 7, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Row(QWidget):
    """What is chosen, a word about it, and the control at the right."""

    chosen = Signal(object, object)  # SettingId, value
    height_at_least = 42

    def __init__(self, name: str, detail: str = "", setting: SettingId | None = None) -> None:
        super().__init__()
        self.setting = setting
        self.words = f"{name} {detail}"
        self._detail = _wrapped(Text(detail, role="sub"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(_wrapped(Text(name)))
        texts.addWidget(self._detail)
        texts.addStretch(1)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 4)
        row.setSpacing(10)
        row.addLayout(texts, 1)
        row.addLayout(self.controls)
        self._detail.setVisible(bool(detail))  # now that it is no window of its own
        self.refit()

    @property
    def words_below(self) -> str:
        """What it says below its name."""
        return self._detail.text()

    def say(self, detail: str) -> None:
        """Another word below the name."""
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def show_value(self, value: object) -> None:
        """Take over what is stored; a row with buttons has nothing to show."""

    def refit(self) -> None:
        """As high as a line of the design with the text as large as it is."""
        self.setMinimumHeight(scaled(self.height_at_least))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)

    def _choose(self, value: object) -> None:
        self.chosen.emit(self.setting, value)


class ChoiceRow(Row):
    """A few choices side by side."""

    def __init__(self, setting: SettingId, texts: Texts, name: str, detail: str = "") -> None:
        super().__init__(name, detail, setting)
        self.control = Choice(texts, name)
        self.control.chosen.connect(self._choose)
        self.controls.addWidget(self.control)

    @override
    def show_value(self, value: object) -> None:
        if isinstance(value, StrEnum):
            self.control.show_value(value)


class SwitchRow(Row):
    """On or off."""

    def __init__(self, setting: SettingId, name: str, detail: str = "") -> None:
        super().__init__(name, detail, setting)
        self.control = Switch(name)
        self.control.clicked.connect(self._choose)
        self.controls.addWidget(self.control)

    @override
    def show_value(self, value: object) -> None:
        self.control.setChecked(bool(value))


class DropRow(Row):
    """One of a list."""

    def __init__(self, setting: SettingId, texts: Texts, name: str, detail: str = "") -> None:
        super().__init__(name, detail, setting)
        self.control = Drop(texts, name)
        self.control.activated.connect(self._on_activated)
        self.controls.addWidget(self.control)

    @override
    def show_value(self, value: object) -> None:
        self.control.show_value(value)

    def _on_activated(self, index: int) -> None:
        self._choose(self.control.itemData(index))


class VolumeRow(Row):
    """How loud."""

    def __init__(self, setting: SettingId, name: str) -> None:
        super().__init__(name, "", setting)
        self.control = Slider(name)
        self._percent = Text(role="sub")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fix_width(self._percent, 38)
        self.control.valueChanged.connect(self._show_percent)
        self.control.valueChanged.connect(self._choose)
        self.controls.addWidget(self.control)
        self.controls.addWidget(self._percent)

    @override
    def show_value(self, value: object) -> None:
        if isinstance(value, int):
            self.control.blockSignals(True)
            self.control.setValue(value)
            self.control.blockSignals(False)
            self._show_percent(value)

    def _show_percent(self, percent: int) -> None:
        self._percent.setText(tr("{n} %").format(n=percent))


class FactRow(Row):
    """What holds whatever is chosen."""

    def __init__(self, name: str, detail: str, fact: str) -> None:
        super().__init__(name, detail)
        self.words = f"{name} {detail} {fact}"
        self.controls.addWidget(IconLabel("lock", "text-3", 14))
        self.controls.addWidget(Text(fact, role="sub"))


class SettingsCard(Card):
    """A heading and its rows."""

    chosen = Signal(object, object)  # SettingId, value

    def __init__(self, icon: str, name: str, note: str = "") -> None:
        super().__init__()
        self.name = name
        self.rows: list[Row] = []
        self.setAccessibleName(name)
        self.body.setContentsMargins(14, 9, 14, 5)
        self.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 2, 0, 8)
        head.setSpacing(8)
        head.addWidget(IconLabel(icon, "accent", 16))
        head.addWidget(Text(name, role="section"))
        head.addStretch(1)
        if note:
            head.addWidget(Text(note, role="sub"))
        self.body.addLayout(head)

    def add(self, row: Row) -> None:
        """One more row below the others."""
        self.rows.append(row)
        row.chosen.connect(self.chosen)
        self.body.addWidget(row)

    def row(self, setting: SettingId) -> Row:
        """The row of a setting. Raises StopIteration for one that is not here."""
        return next(row for row in self.rows if row.setting is setting)

    def search(self, words: list[str]) -> bool:
        """Show the rows in which all words are found, or all if the heading has them."""
        whole = all(word in self.name.casefold() for word in words)
        found = [row for row in self.rows if whole or _has(row.words, words)]
        for row in self.rows:
            row.setVisible(row in found)
        self.setVisible(bool(found))
        return bool(found)


def _wrapped(text: Text) -> Text:
    text.setWordWrap(True)
    return text


def _has(text: str, words: list[str]) -> bool:
    return all(word in text.casefold() for word in words)
