"""Key hints that show the key an action has now."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktop.bridge.actions import ActionBoard, ActionId
from desktop.bridge.key_choices import shown_key

_ACTION = "key-of"


@runtime_checkable
class ShowsKeys(Protocol):
    """A button or a hint."""

    def show_keys(self, keys: str) -> None: ...


def key_of_action(widget: QWidget, action: ActionId) -> None:
    """The key that this button or hint shows is the one of an action."""
    widget.setProperty(_ACTION, str(action))


def show_keys_on(root: QWidget, board: ActionBoard) -> None:
    """Let every button and hint within `root` show the key its action has now."""
    for widget in root.findChildren(QWidget):
        name = widget.property(_ACTION)
        if isinstance(name, str):
            keys = shown_key(board.keys(ActionId(name)))
            if isinstance(widget, ShowsKeys):
                widget.show_keys(keys)
