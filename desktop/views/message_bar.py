"""One message at a time, beside the capture field, where nothing moves and nothing is covered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.overlay import Panel, focus_back, focused_in
from desktop.views.widgets import Bar, Button, IconLabel, Text
from desktop.views.widgets.fit import fix_height

NEUTRAL_S = 8.0


class Tone(StrEnum):
    """How serious it is, and with that how long it stays."""

    NEUTRAL = "neutral"  # 8 seconds
    OK = "ok"  # until the next action
    WARN = "warn"  # until it is solved
    OVER = "over"  # something could not be stored: stays
    QUESTION = "question"  # waits for an answer


@dataclass(frozen=True, slots=True)
class MessageAction:
    """A button of a message; `key` is only shown, apart from Enter and Esc of a question."""

    label: str
    id: str
    key: str = ""
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, then why or what to do. `about` names what would solve it.

    `seconds` 0 means as long as the tone says; `progress` from 0 to 1 shows a bar.
    """

    text: str
    detail: str = ""
    tone: Tone = Tone.NEUTRAL
    actions: tuple[MessageAction, ...] = ()
    seconds: float = 0.0
    icon: str = ""
    about: str = ""
    progress: float | None = None


_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.OVER: "hard-drive",
    Tone.QUESTION: "circle-help",
}
_COLORS = {
    Tone.NEUTRAL: ("sunken", "line", "text-2"),
    Tone.OK: ("ok-soft", "ok-line", "ok"),
    Tone.WARN: ("warn-soft", "warn-line", "warn"),
    Tone.OVER: ("over-soft", "over-line", "over"),
    Tone.QUESTION: ("accent-soft", "accent-line", "accent"),
}
_RANK = {Tone.NEUTRAL: 0, Tone.OK: 1, Tone.WARN: 1, Tone.QUESTION: 1, Tone.OVER: 2}


class MessageBar(Panel):
    """Hidden while there is nothing to say. Takes the focus only for a question a key asked."""

    action_requested = Signal(str)  # MessageAction.id
    shown = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", radius=6, parent=parent)
        self._message: Message | None = None
        self._came_from: QWidget | None = None
        self._buttons: list[Button] = []
        fix_height(self, 40)
        self._icon = IconLabel("info", "text-2")
        self._text = Text(role="body", elide=True)
        self._detail = Text(role="sub", elide=True)
        self._bar = Bar(height=6)
        self._bar.setFixedWidth(128)
        self._close = Button("", icon="x", role="quiet", small=True)
        self._close.setAccessibleName(tr("Close the message"))
        self._close.clicked.connect(self._on_close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._lay_out()
        self.hide()

    @property
    def message(self) -> Message | None:
        """What it says now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Say it, unless something more serious still stands."""
        now = self._message
        if now is not None and _RANK[message.tone] < _RANK[now.tone] and now.about != message.about:
            return
        self._message = message
        self._paint_tone(message)
        self._text.setText(message.text)
        self._detail.setText(message.detail)
        self._detail.setVisible(bool(message.detail))
        self._bar.setVisible(message.progress is not None)
        self._bar.set_fraction(message.progress or 0.0)
        self._close.setVisible(message.tone is not Tone.QUESTION and message.progress is None)
        self._make_buttons(message)
        self.show()
        self.shown.emit()
        self._start_timer(message)
        self._announce(message)
        if message.tone is Tone.QUESTION:
            self._take_focus()

    def show_progress(self, text: str, fraction: float) -> None:
        """Move the bar of the message that stands; says nothing aloud, it would not stop."""
        if self._message is None or self._message.progress is None:
            return
        self._message = replace(self._message, text=text, progress=fraction)
        self._text.setText(text)
        self._bar.set_fraction(fraction)

    def clear(self) -> None:
        """Say nothing more."""
        if self._message is None:
            return
        had_focus = self.isAncestorOf(focused_in(self.window()) or self)
        self._timer.stop()
        self._message = None
        self.hide()
        back, self._came_from = self._came_from, None
        if had_focus:
            focus_back(back, self.window())
        self.cleared.emit()

    def solve(self, about: str) -> None:
        """What the message was about is settled."""
        if self._message is not None and self._message.about == about:
            self.clear()

    def next_action(self) -> None:
        """Something was done: good news has been read."""
        if self._message is not None and self._message.tone is Tone.OK:
            self.clear()

    def press(self, key: str) -> bool:
        """Do what the message's button with this key does; False if it has none."""
        actions = self._message.actions if self._message else ()
        action = next((each for each in actions if each.key == key), None)
        if action is None:
            return False
        self._on_action(action.id)
        return True

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(6)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._bar)
        row.addLayout(self._actions)
        row.addWidget(self._close)

    def _paint_tone(self, message: Message) -> None:
        fill, line, token = _COLORS[message.tone]
        self.set_colors(fill, line)
        self._icon.show_icon(message.icon or _ICONS[message.tone], token)

    def _make_buttons(self, message: Message) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in message.actions:
            role = "primary" if action.primary else ""
            button = Button(action.label, icon=action.icon, key=action.key, role=role, small=True)
            button.clicked.connect(partial(self._on_action, action.id))
            self._actions.addWidget(button)
            self._buttons.append(button)

    def _start_timer(self, message: Message) -> None:
        seconds = message.seconds
        if not seconds and message.tone is Tone.NEUTRAL and message.progress is None:
            seconds = NEUTRAL_S
        if seconds:
            self._timer.start(round(seconds * 1000))
        else:
            self._timer.stop()

    def _announce(self, message: Message) -> None:
        words = f"{message.text} {message.detail}".strip()
        self.setAccessibleName(words)
        # Loading these takes 2 ms, and a start says nothing.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

        event = QAccessibleAnnouncementEvent(self, words)
        if message.tone in {Tone.WARN, Tone.OVER, Tone.QUESTION}:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _take_focus(self) -> None:
        if not self._buttons:
            return
        focus = focused_in(self.window())
        if focus is not None and not self.isAncestorOf(focus):
            self._came_from = focus
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_action(self, action_id: str) -> None:
        is_question = self._message is not None and self._message.tone is Tone.QUESTION
        if is_question or (self._message is not None and self._message.progress is None):
            self.clear()
        self.action_requested.emit(action_id)

    def _on_close(self) -> None:
        self.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = {
            Qt.Key.Key_Return: "Enter",
            Qt.Key.Key_Enter: "Enter",
            Qt.Key.Key_Escape: "Esc",
        }
        name = names.get(Qt.Key(event.key()), "")
        if name and self.press(name):
            return
        if name == "Esc" and self._message is not None and self._message.tone is Tone.QUESTION:
            self.clear()
            return
        super().keyPressEvent(event)
