"""What the detail cards share: one-line fields under their names, each asking for one change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout

from desktop.views.okrs.keeping import FieldKeeper
from desktop.views.prepare.choice import Choice
from desktop.views.widgets import Field

AskField = Callable[[str, object], str]
"""Field and value; answers why it was not stored, or nothing."""


class Form(QObject):
    """Fields by their name in the row they show."""

    left = Signal()

    def __init__(self, ask: AskField, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self.fields: dict[str, Field] = {}
        self._keepers: dict[str, FieldKeeper] = {}
        self._choices: dict[str, Choice] = {}

    def line(self, name: str) -> Field:
        """A field of one line."""
        field = Field()
        keeper = FieldKeeper(field, partial(self._ask, name))
        keeper.left.connect(self.left)
        self.fields[name], self._keepers[name] = field, keeper
        return field

    def choice(self, name: str, names: dict[str, str]) -> Choice:
        """A closed list; each value with its word."""
        choice = Choice()
        for value, word in names.items():
            choice.addItem(word, value)
        choice.activated.connect(partial(self._chosen, name, choice))
        self._choices[name] = choice
        return choice

    def show_line(self, name: str, value: str, *, fresh: bool) -> None:
        self._keepers[name].show_value(value, fresh=fresh)

    def show_choice(self, name: str, value: object) -> None:
        self._choices[name].show_data(value)

    def flush(self) -> None:
        """Store what is typed, for the row it was typed for."""
        for keeper in self._keepers.values():
            keeper.flush()

    def _chosen(self, name: str, choice: Choice, at: int) -> None:
        self._ask(name, choice.itemData(at))


def grid() -> QGridLayout:
    """Two columns of one width."""
    made = QGridLayout()
    made.setHorizontalSpacing(8)
    made.setVerticalSpacing(8)
    made.setColumnStretch(0, 1)
    made.setColumnStretch(1, 1)
    return made
