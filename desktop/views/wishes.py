"""How a part of a place asks for something and hears, beside its field, why it was not granted."""

from __future__ import annotations

from PySide6.QtCore import QObject, SignalInstance


class Asking(QObject):
    """Base of a place's wishes. Whoever hears a wish may `refuse` it, with the reason."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._why = ""

    def refuse(self, why: str) -> None:
        """The wish that is being heard is not granted."""
        self._why = why

    def ask(self, wish: SignalInstance, *values: object) -> str:
        """Ask, and hear why not; "" once it is stored."""
        self._why = ""
        wish.emit(*values)
        why, self._why = self._why, ""
        return why
