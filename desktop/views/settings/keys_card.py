"""Every action with its key, and another key by pressing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ACTIONS, SPECS, ActionId, ActionSpec, Section
from desktop.bridge.fonts import font, scaled
from desktop.bridge.key_choices import (
    FIXED,
    USUAL,
    KeyChoices,
    is_key,
    is_reserved,
    key_of,
    shown_key,
)
from desktop.bridge.settings import SettingId
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.run.link_button import PADDING, LinkButton
from desktop.views.settings.controls import Row, SettingsCard, SwitchRow
from desktop.views.widgets import IconLabel, Text
from desktop.views.widgets.key_hint import draw_keys, keys_width

_FIRST = (ActionId.RUN_TOGGLE, ActionId.RUN_NEXT, ActionId.RUN_PLUS_1, ActionId.RUN_MINUS_1)
_FIELD = 64


class KeyField(QAbstractButton):
    """Shows a key; pressed, it waits for another one."""

    waiting_changed = Signal(bool)
    key_pressed = Signal(str)
    reset_pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._keys: tuple[str, ...] = ()
        self._waits = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.show_keys(())

    @property
    def waits(self) -> bool:
        """Whether the next key is taken."""
        return self._waits

    def show_keys(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        said = " ".join(keys) or tr("no key")
        self.setAccessibleName(tr("{action}: {keys}").format(action=self._name, keys=said))
        self.updateGeometry()
        self.update()

    def stop(self) -> None:
        """Take no key any more."""
        if self._waits:
            self._waits = False
            self.waiting_changed.emit(False)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(scaled(_FIELD), keys_width(shown_key(self._keys)) + 16), scaled(26))

    @override
    def event(self, event: QEvent) -> bool:
        # Tab and the shortcuts of widgets come here before they act.
        if self._waits and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.reset_pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        if self._waits or self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(QPen(look.color("line-strong"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        shown = shown_key(self._keys)
        if self._waits or not shown:
            painter.setFont(font(12, 500))
            painter.setPen(look.color("text-3"))
            word = "…" if self._waits else tr("none")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, word)
            return
        left = self.width() - keys_width(shown) - 6
        draw_keys(painter, left, self.height() / 2, shown)

    def _on_clicked(self) -> None:
        self._waits = True
        self.waiting_changed.emit(True)
        self.update()

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
            return
        key = key_of(event)
        if key and is_key(key):
            self.stop()
            self.key_pressed.emit(key)


class KeyLine(Row):
    """One action; below it, when there is one, what stands against the key."""

    height_at_least = 32

    def __init__(self, action: ActionId) -> None:
        spec = SPECS[action]
        name = tr(spec.sheet or spec.text)
        super().__init__(name)
        self.action = action
        self.field = KeyField(name)
        self.field.setEnabled(action not in FIXED)
        self.hint = Text(tr("Press a key"), role="sub")
        self.hint.hide()
        self.field.waiting_changed.connect(self.hint.setVisible)
        self.controls.addWidget(self.hint)
        self.controls.addWidget(self.field)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        self.words = f"{tr(SPECS[self.action].text)} {' '.join(keys)} {tr('key shortcut')}"
        self.field.show_keys(keys)


class _Refusal(QWidget):
    """Why a key was not taken, and what can be done about it."""

    swap_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Text(role="refusal")
        self._words.setWordWrap(True)
        self.swap = LinkButton(tr("Swap them"))
        self.swap.clicked.connect(self._on_swap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 6)
        row.setSpacing(6)
        row.addWidget(IconLabel("triangle-alert", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, words: str, *, can_swap: bool) -> None:
        self._words.setText(words)
        self.swap.setVisible(can_swap)
        self.show()

    def _on_swap(self) -> None:
        self.swap_requested.emit()


class KeysCard(SettingsCard):
    """A few keys in sight, all of them on demand."""

    keys_requested = Signal(object)  # KeyChoices
    waiting_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__("keyboard", tr("Keys"))
        self._choices = USUAL
        self._clash: tuple[ActionId, str] | None = None
        self._is_whole = False
        self.add(
            SwitchRow(
                SettingId.SINGLE_KEYS,
                tr("Single keys"),
                tr("Off: only keys with Ctrl, Alt or F act"),
            )
        )
        self.lines = {spec.id: KeyLine(spec.id) for spec in _in_order()}
        self.refusal = _Refusal()
        self.refusal.swap_requested.connect(self._swap)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        for line in self.lines.values():
            self._add_line(line)
        self.body.addLayout(self._list)
        self.all = LinkButton(tr("All keys"))
        self.back = LinkButton(tr("Back to the defaults"))
        foot = QHBoxLayout()
        foot.setContentsMargins(-PADDING, 6, 0, 4)  # the words begin where the others do
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.back)
        self.body.addLayout(foot)
        self.all.clicked.connect(self._on_all)
        self.back.clicked.connect(self._on_back)

    def show_keys(self, choices: KeyChoices) -> None:
        """Take over the keys as they are stored."""
        self._choices = choices
        for action, line in self.lines.items():
            line.show_keys(choices.keys(action))
        self.row(SettingId.SINGLE_KEYS).show_value(choices.single)
        self.back.setEnabled(bool(choices.changed))

    @override
    def search(self, words: list[str]) -> bool:
        found = super().search(words)
        if not words and not self._is_whole:
            for line in self.lines.values():
                line.setVisible(line.action in _FIRST)
        self._show_refusal()
        return found

    def _add_line(self, line: KeyLine) -> None:
        self.rows.append(line)
        self._list.addWidget(line)
        line.field.waiting_changed.connect(self._on_waiting)
        line.field.key_pressed.connect(partial(self._on_key, line.action))
        line.field.reset_pressed.connect(partial(self._on_reset, line.action))

    def _on_waiting(self, waits: bool) -> None:
        if waits:
            self._settle()
        self.waiting_changed.emit(waits)

    def _on_key(self, action: ActionId, key: str) -> None:
        holder = self._choices.holder(key, action)
        if is_reserved(key):
            words = tr("{key} belongs to fields, lists and buttons. Choose another key.")
            self._refuse(action, words.format(key=key))
        elif holder in FIXED:
            words = tr("{key} always takes back or does again. Choose another key.")
            self._refuse(action, words.format(key=key))
        elif holder is not None:
            words = tr("{key} already has an action: {action}. Nothing is changed yet.")
            name = tr(SPECS[holder].sheet or SPECS[holder].text)
            self._clash = (action, key)
            self._refuse(action, words.format(key=key, action=name), can_swap=True)
        else:
            self._ask(self._choices.with_key(action, key))

    def _on_reset(self, action: ActionId) -> None:
        self._ask(self._choices.as_before(action))

    def _swap(self) -> None:
        if self._clash is not None:
            action, key = self._clash
            self._ask(self._choices.swapped(action, key))
            self.lines[action].field.setFocus()

    def _refuse(self, action: ActionId, words: str, *, can_swap: bool = False) -> None:
        self._list.removeWidget(self.refusal)
        self._list.insertWidget(self._list.indexOf(self.lines[action]) + 1, self.refusal)
        self.refusal.say(words, can_swap=can_swap)

    def _ask(self, choices: KeyChoices) -> None:
        self._settle()
        self.keys_requested.emit(choices)

    def _settle(self) -> None:
        self._clash = None
        self.refusal.hide()

    def _show_refusal(self) -> None:
        if self._clash is not None and self.lines[self._clash[0]].isHidden():
            self._settle()

    def _on_all(self) -> None:
        self._is_whole = not self._is_whole
        self.all.setText(tr("Fewer keys") if self._is_whole else tr("All keys"))
        self.all.setAccessibleName(self.all.text())
        self.all.updateGeometry()
        self.search([])

    def _on_back(self) -> None:
        self._ask(KeyChoices({}, self._choices.single))


def _in_order() -> list[ActionSpec]:
    """The keys of a run first: they are the ones in sight."""
    return sorted(ACTIONS, key=_is_later)


def _is_later(spec: ActionSpec) -> bool:
    return spec.section is not Section.RUN
