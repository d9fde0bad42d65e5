"""Brings what closed workshops teach to Prepare, after that has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.bridge.actions import PlaceId
from desktop.bridge.learning import Learner
from desktop.domain.changes import Changes, Topic
from desktop.domain.kinds import WorkshopState
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.domain.learned import History
    from desktop.views.prepare.place import PreparePlace

_RUNS = frozenset({Topic.WORKSHOP, Topic.RUN_EVENT})


class LearnedWiring(QObject):
    """Made with Prepare; reads on while that is in sight."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._learner = Learner(parts.library, self)
        self._learner.learned.connect(self._show)
        parts.console.place_shown.connect(self._on_place_shown)
        parts.store.changed.connect(self._on_changed)

    def look(self) -> None:
        """Read what is not known yet, soon."""
        self._learner.look()

    def _on_place_shown(self, place: PlaceId, _widget: QWidget) -> None:
        if place is PlaceId.PREPARE:
            self._learner.look()
        else:
            self._learner.stop()

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        shop = self._p.desk.view.workshop
        closed = shop is not None and shop.state is WorkshopState.CLOSED
        if closed and Topic.AGENDA_ITEM in changes.topics:
            self._learner.forget(self._p.desk.workshop_id)
        elif changes.topics & _RUNS:
            self._learner.forget()
        if self._p.console.place is PlaceId.PREPARE:
            self._learner.look()

    def _show(self, history: History) -> None:
        place = cast("PreparePlace | None", self._p.console.built(PlaceId.PREPARE))
        if place is not None:
            place.show_history(history)
