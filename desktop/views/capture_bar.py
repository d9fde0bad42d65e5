"""The field at the bottom of every place: type, Enter, stored."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.fonts import scaled, text_percent
from desktop.bridge.symbols import CAPTURE
from desktop.domain.capture import KIND_NAMES, LETTERS, chip_for
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.views.message_bar import MessageBar
from desktop.views.overlay import CAPTURE_BAR, Panel, focus_back, focused_in, make_bare
from desktop.views.widgets import Chip, IconLabel, KeyHint, Text
from desktop.views.widgets.fit import fix_height
from desktop.views.widgets.follow import key_of_action

LIMIT = 10_000
_LEGEND_UP_TO = 115
"""Percent of the text size."""

LEGEND = (
    CaptureKind.OBSERVATION,
    CaptureKind.KEEP,
    CaptureKind.CHANGE,
    CaptureKind.PARKING_LOT,
    CaptureKind.RISK,
    CaptureKind.ACTION,
    CaptureKind.OPEN_QUESTION,
)

_MESSAGE = 460
"""Pixels a message takes at the least, so that it is read beside its buttons."""


class CaptureLine(QLineEdit):
    """One line without a frame. Pasted lines are joined; more than 10,000 characters are cut."""

    chip_typed = Signal(object)  # CaptureKind: a letter and a space at the start
    chip_taken_back = Signal()  # Backspace before the first character
    left = Signal()  # Esc
    truncated = Signal(int)  # the limit: the rest was left out
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_bare(self)
        self.setMaxLength(LIMIT)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Note"))
        self.has_chip = False
        self.textEdited.connect(self._on_edited)
        self.inputRejected.connect(self._on_rejected)

    def insert_text(self, text: str) -> None:
        """What was pasted or dropped, as one line, as much of it as fits."""
        line = one_line(text)
        room = LIMIT - len(self.text()) + len(self.selectedText())
        self.insert(line[:room])
        if len(line) > room:
            self.truncated.emit(LIMIT)

    def _on_edited(self, text: str) -> None:
        if len(text.splitlines()) > 1:  # pasted from the context menu
            self.setText(one_line(text))
            return
        found = None if self.has_chip or self.cursorPosition() != 2 else chip_for(text)
        if found is None:
            return
        kind, rest = found
        self.setText(rest)
        self.setCursorPosition(0)
        self.chip_typed.emit(kind)

    def _on_rejected(self) -> None:
        if len(self.text()) >= LIMIT:
            self.truncated.emit(LIMIT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert_text(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and self._is_before_text():
            self.chip_taken_back.emit()
        else:
            super().keyPressEvent(event)

    def _is_before_text(self) -> bool:
        return self.has_chip and self.cursorPosition() == 0 and not self.hasSelectedText()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.insert_text(clipboard.text(clipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_text(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if _has_text(event.mimeData()):
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.insert_text(event.mimeData().text())
            event.acceptProposedAction()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class _LegendKey(QWidget):
    """A letter and what it stands for; a click chooses it."""

    clicked = Signal()

    def __init__(self, letter: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(KeyHint(letter))
        row.addWidget(Text(name, role="sub"))
        self.setAccessibleName(tr("{kind}: {letter} and Space").format(kind=name, letter=letter))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class CaptureBar(Panel):
    """Asks for a note to be stored and keeps it until it is told that it was.

    While the message bar has something to say it stands where the legend is.
    """

    captured = Signal(object, str)  # CaptureKind, text
    truncated = Signal(int)  # the limit: the rest was left out

    def __init__(self, messages: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__("surface", Qt.Edge.TopEdge, parent=parent)
        self._messages = messages
        self._kind: CaptureKind | None = None
        self._came_from: QWidget | None = None
        fix_height(self, CAPTURE_BAR)
        self._box = Panel("surface", line="line-strong", radius=6)
        fix_height(self._box, 34)
        self._pen = IconLabel("pencil-line", "text-3", 14)
        self.chip = Chip(tone="accent")
        self.line = CaptureLine()
        self._hint = KeyHint("/")
        key_of_action(self._hint, ActionId.CAPTURE_FOCUS)
        self._legend = self._make_legend()
        self._lay_out()
        self._connect()
        self.set_available(False)

    @property
    def kind(self) -> CaptureKind:
        """What the note will be; without a chip an observation."""
        return self._kind or CaptureKind.OBSERVATION

    def focus_field(self) -> None:
        """Come here from anywhere; Esc goes back."""
        if not self.line.isEnabled():
            return
        focus = focused_in(self.window())
        if focus is not self.line:
            self._came_from = focus
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_available(self, available: bool) -> None:
        """Whether a workshop is open to store a note in."""
        if not available:
            self.accept()
        self.line.setEnabled(available)
        self.line.setPlaceholderText(
            tr("Capture anything, then Enter")
            if available
            else tr("Open a workshop, then note anything here")
        )
        self._legend.setVisible(available and text_percent() <= _LEGEND_UP_TO)
        self._show_state()

    def refit(self) -> None:
        """Large text leaves no room for the legend; the key sheet has it as well."""
        self._keep_room()
        self.set_available(self.line.isEnabled())

    def _keep_room(self) -> None:
        policy = self._legend.sizePolicy()
        # the field keeps its width without a workshop
        policy.setRetainSizeWhenHidden(text_percent() <= _LEGEND_UP_TO)
        self._legend.setSizePolicy(policy)

    def accept(self) -> None:
        """The note is stored: ready for the next."""
        self.line.setText("")  # not clear(): Ctrl+Z must not bring back what is stored
        self.set_kind(None)

    def draft(self) -> tuple[CaptureKind | None, str]:
        """What is typed and not stored yet."""
        return self._kind, self.line.text()

    def set_kind(self, kind: CaptureKind | None) -> None:
        """Show this kind as a chip; None for plain text."""
        self._kind = kind
        self.line.has_chip = kind is not None
        if kind is not None:
            self.chip.show_state(KIND_NAMES()[kind], "accent", CAPTURE[kind].icon)
        self._show_state()

    def _make_legend(self) -> QWidget:
        legend = QWidget()
        row = QHBoxLayout(legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(11)
        letters = {kind: letter for letter, kind in LETTERS.items()}
        names = KIND_NAMES()
        short = {CaptureKind.OBSERVATION: tr("Finding"), CaptureKind.OPEN_QUESTION: tr("Question")}
        for kind in LEGEND:
            key = _LegendKey(letters[kind], short.get(kind, names[kind]))
            key.clicked.connect(partial(self._on_legend, kind))
            row.addWidget(key)
        return legend

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._box)
        inside.setContentsMargins(10, 0, 8, 0)
        inside.setSpacing(8)
        for each in (self._pen, self.chip):
            inside.addWidget(each)
        inside.addWidget(self.line, 1)
        inside.addWidget(self._hint)
        saved = QWidget()
        saved_row = QHBoxLayout(saved)
        saved_row.setContentsMargins(0, 0, 0, 0)
        saved_row.setSpacing(6)
        saved_row.addWidget(IconLabel("circle-check", "text-3", 14))
        saved_row.addWidget(Text(tr("All changes saved"), role="sub"))
        quiet = QWidget()
        quiet_row = QHBoxLayout(quiet)
        quiet_row.setContentsMargins(0, 0, 0, 0)
        quiet_row.setSpacing(16)
        quiet_row.addWidget(self._legend)
        quiet_row.addStretch(1)
        quiet_row.addWidget(saved)
        self._right = QStackedLayout()
        self._right.addWidget(quiet)
        self._right.addWidget(_centred(self._messages))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 20, 0)
        row.setSpacing(16)
        row.addWidget(self._box, 1)
        row.addLayout(self._right)
        self._keep_room()
        self._messages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._box.setMinimumWidth(260)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._on_return)
        self.line.chip_typed.connect(self.set_kind)
        self.line.chip_taken_back.connect(self._on_taken_back)
        self.line.left.connect(self._on_left)
        self.line.truncated.connect(self.truncated)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.focus_changed.connect(self._on_focus_changed)
        self._messages.shown.connect(self._on_message)
        self._messages.cleared.connect(self._on_message)

    def _show_state(self) -> None:
        focus = self.line.hasFocus()
        available = self.line.isEnabled()
        self.chip.setVisible(self._kind is not None)
        self._pen.setVisible(self._kind is None and not focus)
        self._hint.setVisible(available and not self.line.text())
        fill = "surface" if available else "sunken"
        quiet_line = "line-strong" if available else "line"
        self._box.set_colors(fill, "focus" if focus else quiet_line)
        self._box.set_line_width(2 if focus else 1)

    def _on_return(self) -> None:
        text = self.line.text().strip()
        if text:
            self.captured.emit(self.kind, text)

    def _on_taken_back(self) -> None:
        letter = next(letter for letter, kind in LETTERS.items() if kind is self._kind)
        self.set_kind(None)
        self.line.setText(f"{letter} {self.line.text()}"[:LIMIT])
        self.line.setCursorPosition(2)

    def _on_left(self) -> None:
        back, self._came_from = self._came_from, None
        focus_back(back, self.window())

    def _on_legend(self, kind: CaptureKind) -> None:
        if self.line.isEnabled():
            self.focus_field()
            self.set_kind(kind)

    def _on_message(self) -> None:
        quiet = self._messages.message is None
        self._messages.setMinimumWidth(0 if quiet else scaled(_MESSAGE))
        self._right.setCurrentIndex(0 if quiet else 1)

    def _on_text_changed(self, _text: str) -> None:
        self._hint.setVisible(self.line.isEnabled() and not self.line.text())

    def _on_focus_changed(self, _has: bool) -> None:
        self._show_state()


def one_line(text: str) -> str:
    """Pasted lines as one, with a space for each break."""
    return re.sub(r"[\t ]*[\r\n\v\f\u0085\u2028\u2029]+[\t ]*", " ", text.strip())


def _centred(widget: QWidget) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addStretch(1)
    rows.addWidget(widget)
    rows.addStretch(1)
    return page


def _has_text(data: QMimeData) -> bool:
    return data.hasText()
