"""Decides, for every key press in every window, whether it is an action or belongs to a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.actions import ACTIONS, ActionBoard, ActionId, ActionSpec, PlaceId
from desktop.bridge.key_choices import combined, is_sign, is_single, pressed, typed


@dataclass(frozen=True, slots=True)
class Hit:
    """An action a key stands for. `single`: no Ctrl, Alt or F key, so text fields come first."""

    spec: ActionSpec
    single: bool


class Keymap:
    """Finds the action for a key event; one place's keys do not exist in the others."""

    def __init__(self, specs: Iterable[ActionSpec] = ACTIONS) -> None:
        self._by_key: dict[int, list[Hit]] = {}
        self._by_text: dict[str, list[Hit]] = {}
        for spec in specs:
            for keys in spec.keys:
                self._add(spec, keys)

    def find(self, event: QKeyEvent, place: PlaceId | None) -> Hit | None:
        """The action of this event in this place, or None."""
        hits = self._by_text.get(typed(event)) or self._by_key.get(pressed(event)) or []
        return next((hit for hit in hits if hit.spec.place in {None, place}), None)

    def _add(self, spec: ActionSpec, keys: str) -> None:
        hit = Hit(spec, is_single(keys))
        if is_sign(keys):
            self._by_text.setdefault(keys, []).append(hit)
        else:
            self._by_key.setdefault(combined(keys), []).append(hit)


class KeyFilter(QObject):
    """Installed on the application; claims `ShortcutOverride` and acts on `KeyPress`.

    `covered` says whether an overlay, such as the palette, lies over the work area: then single
    keys are its own, as they are a menu's or a dialog's.
    """

    def __init__(
        self,
        board: ActionBoard,
        *,
        covered: Callable[[], bool],
        keymap: Keymap | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._covered = covered
        self._keymap = keymap or Keymap()
        self._place: PlaceId | None = None
        self._released = (0, 0)  # key, when
        self._is_paused = False
        board.keys_changed.connect(self._on_keys_changed)

    def pause(self, paused: bool) -> None:
        """While paused every key goes to its widget: a key is being chosen there."""
        self._is_paused = paused

    def show_place(self, place: PlaceId | None) -> None:
        """From now on the keys of this place exist."""
        self._place = place

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._released = (event.key(), event.timestamp())
        if self._is_paused or kind not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
            return False
        # Windows get the event first and hand it to their focused widget.
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        hit = self._keymap.find(event, self._place)
        if hit is None or not self._is_ours(hit, watched, event):
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and (hit.spec.repeats or not self._is_held(event)):
            self._board.trigger(hit.spec.id)
        return True

    def _on_keys_changed(self) -> None:
        self._keymap = Keymap(self._board.specs)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether the keyboard repeats a key that nobody let go of.

        X11 sends a release and a press with one time stamp. Qt calls them a repeat only if both
        have arrived when it looks, which in a busy moment they have not.
        """
        when = event.timestamp()
        return event.isAutoRepeat() or (when > 0 and self._released == (event.key(), when))

    def _is_ours(self, hit: Hit, watched: QWidget, event: QKeyEvent) -> bool:
        if QApplication.activePopupWidget() is not None:
            return False
        focus = QApplication.focusWidget() or watched
        typing = _is_text_field(focus) or _is_text_field(watched)
        if hit.single:
            covered = self._covered() or QApplication.activeModalWidget() is not None
            return not typing and not covered and not _picks(focus, event)
        if hit.spec.id is ActionId.EDIT_UNDO:
            return not _can_undo(focus)
        if hit.spec.id is ActionId.EDIT_REDO:
            return not _can_redo(focus)
        return True


def _is_text_field(widget: QWidget) -> bool:
    """Whether the person may be typing into it."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def _picks(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether this letter chooses in a drop-down, which goes to what begins with it."""
    letter = event.text().casefold()
    if not letter.strip() or not isinstance(widget, QComboBox):
        return False
    return any(widget.itemText(at).casefold().startswith(letter) for at in range(widget.count()))


def _line_of(widget: QWidget) -> QLineEdit | None:
    if isinstance(widget, QLineEdit):
        return widget
    if isinstance(widget, QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    return widget.lineEdit() if isinstance(widget, QComboBox) else None


def _can_undo(widget: QWidget) -> bool:
    """Whether typing is left to be undone in this field."""
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly() and widget.document().isUndoAvailable()
    line = _line_of(widget)
    return line is not None and line.isUndoAvailable()


def _can_redo(widget: QWidget) -> bool:
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly() and widget.document().isRedoAvailable()
    line = _line_of(widget)
    return line is not None and line.isRedoAvailable()
