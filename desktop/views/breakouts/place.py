"""Breakouts: not here yet, and the place says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.i18n import tr
from desktop.views.empty_place import EmptyPlace


class BreakoutsPlace(EmptyPlace):
    """What a breakout round will have here, once people and groups are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        lines = (
            ("users", "text-2", tr("Groups"), tr("Balanced, random, by team or by hand.")),
            (
                "timer",
                "text-2",
                tr("Round timer"),
                tr("A time of its own, with a warning before it ends."),
            ),
            (
                "list-ordered",
                "text-2",
                tr("Presenting order"),
                tr("Who reports back first, and how long each group has."),
            ),
            (
                "notebook-pen",
                "text-2",
                tr("Group notes"),
                tr("What each group brings back, in its own words."),
            ),
        )
        super().__init__(
            tr("Breakouts"),
            tr("Here groups will be made and timed"),
            lines,
            parent,
            words=tr(
                "Who works with whom, in which room, and for how long. "
                "This version does not do that yet."
            ),
            heading=tr("What each round will have here"),
            note=tr("Until then, a breakout in the agenda is timed like any other block."),
        )
