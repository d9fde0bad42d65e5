"""One answer to what the room did meanwhile: its key, what it means, and what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.away import Option
from desktop.domain.durations import format_countdown
from desktop.domain.i18n import tr
from desktop.views.painting import LEADING, draw_text, font_at
from desktop.views.prepare.choice import Choice
from desktop.views.run_lines import ClockText
from desktop.views.widgets import Card, Field, Text, plain_tip
from desktop.views.widgets.fit import fix_height
from desktop.views.widgets.follow import key_of_action
from desktop.views.widgets.key_hint import draw_keys, keys_width
from desktop.views.widgets.press import PressButton

LINE_HEIGHT = 28
LIST_WIDTH = 280
"""Pixels of the list of blocks, which is wider than the field it drops from."""
_SPACE = 4
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)

Part = tuple[str, int, str]
"""A few words, their weight, and the token of their colour."""


class AnswerButton(PressButton):
    """The answer in words with its key; Space and Enter press it as well."""

    def __init__(self, text: str, action: ActionId, keys: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keys = keys
        key_of_action(self, action)
        fix_height(self, 20)

    @property
    def keys(self) -> str:
        return self._keys

    def show_keys(self, keys: str) -> None:
        """Show another key; "" for none."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(font_at(13, 600)).horizontalAdvance(self.text())
        return QSize(words + 8 + keys_width(self._keys), scaled(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, scaled(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hint = keys_width(self._keys)
        ink = "accent-press" if self.isDown() else "accent" if self.underMouse() else "text"
        words = QRect(0, 0, self.width() - (hint + 6 if hint else 0), self.height())
        draw_text(painter, words, self.text(), font_at(13, 600), theme().color(ink))
        draw_keys(painter, self.width() - hint, self.height() / 2, self._keys)
        if self.hasFocus():
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.drawLine(QRectF(words).bottomLeft(), QRectF(words).bottomRight())


class Outcome(QWidget):
    """What is left and when it ends; without room for both, what is left."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        fix_height(self, 20)

    @property
    def words(self) -> str:
        """All of it, also what there is no room for."""
        return " ".join(text for text, _, _ in self._parts)

    def show_option(self, option: Option, clock: ClockText, *, late: bool) -> None:
        over = option.remaining_ms < 0
        parts = [
            (format_countdown(option.remaining_ms), 600, "over" if over else "text"),
            (tr("over") if over else tr("left"), 400, "text-2"),
        ]
        if option.ends_at is not None:
            ends = (clock(option.ends_at), 600, "warn" if late else "text")
            parts += [(tr("· ends"), 400, "text-2"), ends]
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.setAccessibleName(self.words)
            self.setToolTip(plain_tip(self.words))
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_width(self._parts), scaled(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_width(self._parts[:1]), scaled(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0
        for text, weight, token in self._fitting():
            rect = QRect(left, 0, self.width() - left, self.height())
            font = font_at(13, weight, digits=True)
            left += draw_text(painter, rect, text, font, theme().color(token), LEADING) + _SPACE

    def _fitting(self) -> tuple[Part, ...]:
        """As much of it as there is room for: the digits say "over" by their sign as well."""
        parts = self._parts
        choices = (parts, (*parts[:1], *parts[2:]), parts[:2])
        return next((each for each in choices if _width(each) <= self.width()), parts[:1])


def _width(parts: tuple[Part, ...]) -> int:
    widths = (
        QFontMetrics(font_at(13, weight, digits=True)).horizontalAdvance(text)
        for text, weight, _ in parts
    )
    return sum(widths) + _SPACE * max(0, len(parts) - 1)


class TimeField(Field):
    """A time of day. Enter takes it, Esc leaves the one that was there."""

    typed = Signal(str)
    left = Signal()  # the focus is no longer wanted here

    def __init__(self) -> None:
        super().__init__()
        self._taken = ""
        self.setProperty("type", "chip")
        self.setAccessibleName(tr("Since when"))
        self.returnPressed.connect(self._on_enter)

    def show_time(self, text: str) -> None:
        """The time that counts; what is being typed stays."""
        self._taken = text
        if not self.isModified() and text != self.text():
            self.setText(text)

    def _ask(self) -> None:
        if self.isModified() and self.text().strip() != self._taken:
            self.typed.emit(self.text())
        if not self.refusal:
            self._put_back()

    def _put_back(self) -> None:
        self.accept_value()
        self.setText(self._taken)

    def _on_enter(self) -> None:
        self._ask()
        if not self.refusal:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_back()
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self._ask()
            self._put_back()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.setModified(False)
        return super().event(event)


class ItemField(Choice):
    """A block of the agenda, by its uid; the list that drops is wide enough to read titles."""

    chosen = Signal(str)  # uid

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[tuple[str, str], ...] = ()
        self.setProperty("type", "chip")
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Which item"))
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.activated.connect(self._on_activated)

    def show_items(self, items: tuple[tuple[str, str], ...], uid: str) -> None:
        if items != self._items:
            self._items = items
            self.clear()
            for each, title in items:
                self.addItem(" ".join(title.split()), each)
        if self.currentData() != uid:
            self.show_data(uid)
        self.setToolTip(plain_tip(self.currentText()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # As the style paints it, but a title that is cut says so.
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room - 2
        )
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def showPopup(self) -> None:
        self.view().setMinimumWidth(scaled(LIST_WIDTH))
        super().showPopup()

    def _on_activated(self, at: int) -> None:
        self.chosen.emit(str(self.itemData(at)))


class AwayCard(Card):
    """One of the four. `fields` stand before the outcome, or instead of it where it is above."""

    answered = Signal()

    def __init__(self, words: str, action: ActionId, keys: str, *fields: QWidget) -> None:
        super().__init__()
        self.setProperty("answer", "true")
        self.button = AnswerButton(words, action, keys)
        self.sub = Text(role="muted", elide=True)
        self.outcome = Outcome()
        self._asks = bool(fields)
        self.button.clicked.connect(self._on_clicked)
        line = QHBoxLayout()
        line.setSpacing(6)
        for field in fields:
            line.addWidget(field)
        is_above = len(fields) > 1
        self.body.setContentsMargins(10, 8, 10, 9)
        self.body.setSpacing(3)
        self.body.addWidget(self.button)
        self.body.addWidget(self.outcome if is_above else self.sub)
        self.body.addSpacing(3)
        if is_above:
            self.sub.setParent(self)
            self.sub.hide()
        else:
            line.addWidget(self.outcome, 1)
        holder = QWidget()
        holder.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        fix_height(holder, LINE_HEIGHT)
        self.body.addWidget(holder)

    def show_option(self, option: Option, sub: str, clock: ClockText, *, late: bool) -> None:
        self.sub.setText(sub)
        self.outcome.show_option(option, clock, late=late)
        words = f"{sub}. {self.outcome.words}"
        if words != self.button.accessibleDescription():
            self.button.setAccessibleDescription(words)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # Beside a field a click is more likely one that missed it.
        inside = self.rect().contains(event.position().toPoint())
        if not self._asks and inside and event.button() == Qt.MouseButton.LeftButton:
            self.answered.emit()

    def _on_clicked(self) -> None:
        self.answered.emit()
