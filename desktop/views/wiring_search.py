"""The connections of the search: what is asked of the library, and where a hit is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.changes import Changes
from desktop.views.parts import Parts
from desktop.views.privacy import privacy

if TYPE_CHECKING:
    from desktop.domain.search import SearchHit
    from desktop.views.search.overlay import SearchOverlay


@runtime_checkable
class ShowsFound(Protocol):
    """A place that can choose one of its rows, named by table and uid."""

    def show_found(self, entity: str, uid: str) -> None: ...


class SearchWiring(QObject):
    """Makes the overlay when it is first asked for."""

    open_requested = Signal(int)  # a workshop, in the place that fits it

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self.overlay: SearchOverlay | None = None

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.SEARCH_WORKSHOP: self._in_workshop,
            ActionId.SEARCH_EVERYWHERE: self._everywhere,
        }

    def _in_workshop(self) -> None:
        self._open(everywhere=False)

    def _everywhere(self) -> None:
        self._open(everywhere=True)

    def _open(self, *, everywhere: bool) -> None:
        if self.overlay is None:
            self.overlay = self._made()
        self._p.console.dismiss_overlays(but=self.overlay)
        self.overlay.open(everywhere=everywhere, today=self._p.desk.view.now.utc.date())

    def _made(self) -> SearchOverlay:
        from desktop.views.search.overlay import SearchOverlay  # noqa: PLC0415  when it is needed

        made = self._p.console.add_overlay(self._make)
        assert isinstance(made, SearchOverlay)
        made.search_requested.connect(self._search)
        made.hit_chosen.connect(self._go)
        self._p.store.changed.connect(self._on_changed)
        return made

    def _make(self, area: QWidget) -> SearchOverlay:
        from desktop.views.search.overlay import SearchOverlay  # noqa: PLC0415  as above

        return SearchOverlay(self._p.board, area)

    def _search(self, typed: str, everywhere: bool) -> None:
        if self.overlay is None:
            return
        results = self._p.library.search(typed, None if everywhere else self._p.desk.workshop_id)
        if privacy().hidden:
            public = tuple(hit for hit in results.hits if not hit.private)
            results = replace(results, hits=public)
        self.overlay.show_results(results)

    def refresh(self) -> None:
        """Look again for what is typed, if it is open."""
        if self.overlay is not None:
            self.overlay.refresh()

    def _on_changed(self, _changes: Changes, _initiator: object | None) -> None:
        self.refresh()

    def _go(self, hit: SearchHit) -> None:
        """Open the hit's workshop and its place there, and choose its row."""
        place = _place_of(hit)
        if place is None:
            self.open_requested.emit(hit.workshop_id)
            return
        if hit.workshop_id != self._p.desk.workshop_id:
            self._p.conductor.open(hit.workshop_id)
        self._p.console.show_place(place)
        widget = self._p.console.built(place)
        if isinstance(widget, ShowsFound):
            widget.show_found(hit.entity, hit.target_uid)


def _place_of(hit: SearchHit) -> PlaceId | None:
    from desktop.domain.search import SearchPlace  # noqa: PLC0415  no start needs it

    return {
        SearchPlace.AGENDA: PlaceId.PREPARE,
        SearchPlace.PEOPLE: PlaceId.PREPARE,
        SearchPlace.PREPARED: PlaceId.PREPARE,
        SearchPlace.OKRS: PlaceId.OKRS,
        SearchPlace.CAPTURE: PlaceId.CAPTURE,
    }.get(hit.place)
