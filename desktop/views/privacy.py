"""One-screen mode: whether what only the facilitator may see is hidden in the console, too.

The one place that knows. A pane made as `Card(private=True)` hides by itself. What is private in
something public (a column, a chip, a time) asks `privacy().hidden` when it is filled or painted:
after a change every place is filled and painted again.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol
from weakref import WeakSet

from shiboken6 import isValid


class PrivatePane(Protocol):
    """A widget that is seen only while private things are."""

    def show_privacy(self) -> None:
        """Hide, or come back if it would be seen otherwise."""
        ...


class Privacy:
    """On or off, for as long as the app runs."""

    def __init__(self) -> None:
        self._hidden = False
        self._panes: WeakSet[PrivatePane] = WeakSet()

    @property
    def hidden(self) -> bool:
        """Whether private panes are hidden now."""
        return self._hidden

    def add_pane(self, pane: PrivatePane) -> None:
        """From now on this pane follows."""
        self._panes.add(pane)

    def hide_private(self, *, on: bool) -> None:
        self._hidden = on
        for pane in list(self._panes):
            if isValid(pane):
                pane.show_privacy()


@cache
def privacy() -> Privacy:
    """The one of this app."""
    return Privacy()
