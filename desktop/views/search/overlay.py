"""Type a part of any word, see every row that has it, Enter goes there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionBoard, ActionId
from desktop.bridge.key_choices import shown_key
from desktop.domain.i18n import tr
from desktop.domain.search import SearchHit, SearchResults, is_too_short
from desktop.views.finder import Finder, FinderItem
from desktop.views.search.lines import hit_item
from desktop.views.widgets import KeyHint, Text

WIDTH = 860
PAUSE_MS = 120


class SearchOverlay(Finder):
    """Asks for what is typed, shortly after the last key; shows what it is handed."""

    search_requested = Signal(str, bool)  # what was typed; in all workshops, or in the open one
    hit_chosen = Signal(object)  # SearchHit

    def __init__(self, board: ActionBoard, area: QWidget) -> None:
        super().__init__(area, WIDTH, tr("Find in this workshop"), tr("go there"))
        self._board = board
        self._everywhere = False
        self._today: date | None = None
        self._hits: tuple[SearchHit, ...] = ()
        self._found_for: str | None = None  # what the shown results answer
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._scope = Text(role="sub")
        self._scope_key = KeyHint("Ctrl+F")
        self.head.insertWidget(2, self._scope_key)
        self.head.insertWidget(3, self._scope)
        self.list.setAccessibleName(tr("What was found"))
        self.field.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._on_pause)

    @property
    def everywhere(self) -> bool:
        """Whether all workshops are searched."""
        return self._everywhere

    @property
    def is_waiting(self) -> bool:
        """Whether what is typed has not been looked for yet."""
        return self._pause.isActive()

    @property
    def message(self) -> str:
        """What stands in place of hits; empty while there are some."""
        return self._none.text() if self._none.isVisibleTo(self) else ""

    def open(self, *, everywhere: bool, today: date | None) -> None:
        """Open it, or look for the same words elsewhere; the same key again closes it."""
        if self.isVisible() and everywhere is self._everywhere:
            self.dismiss()
            return
        fresh = not self.isVisible()
        self._everywhere, self._today = everywhere, today
        self._ask(tr("Find in all workshops") if everywhere else tr("Find in this workshop"))
        self._show_scope()
        self.open_over(self.field)
        if fresh:
            self.field.selectAll()
        self.refresh()

    def refresh(self) -> None:
        """Ask again for what is typed, because something has changed."""
        if self.isVisible():
            self._search()

    def show_results(self, results: SearchResults) -> None:
        """List the hits for what was typed when they were asked for."""
        if results.text != self.field.text():
            return  # more has been typed since
        fresh = self._found_for != results.text
        at = self.list.currentIndex().row()
        self._found_for = results.text
        self._hits = results.hits
        items = [
            hit_item(hit, n, everywhere=self._everywhere, today=self._today)
            for n, hit in enumerate(results.hits)
        ]
        self._none.setText(self._why_nothing(results.text))
        self._show_items(items)
        keep = not fresh and self.model.item(at) is not None
        self._select(at if keep else self._step(-1, 1))
        self.hint.setText(_foot_text(results))
        self.place_card()

    @override
    def choose(self, item: FinderItem) -> None:
        hit = self._hits[int(item.id)]
        self.dismiss()
        self.hit_chosen.emit(hit)

    def _show_scope(self) -> None:
        other = ActionId.SEARCH_WORKSHOP if self._everywhere else ActionId.SEARCH_EVERYWHERE
        keys = shown_key(self._board.keys(other))
        offered = bool(keys) and self._board.is_enabled(other)
        self._scope.setText(tr("this workshop") if self._everywhere else tr("all workshops"))
        self._scope.setVisible(offered)
        self._scope_key.setVisible(offered)
        self._scope_key.show_keys(keys)

    def _on_typed(self, _text: str) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self._search()

    def _search(self) -> None:
        self._pause.stop()
        self.search_requested.emit(self.field.text(), self._everywhere)

    def _why_nothing(self, typed: str) -> str:
        if not typed.strip():
            return tr("Type a part of any word: of a note, a block, a name, a title.")
        if is_too_short(typed):
            return tr("One letter is too little. Type another one.")
        words = " ".join(typed.split())
        if self._everywhere:
            return tr("Nothing in any workshop has “{words}”.").format(words=words)
        return tr("Nothing in this workshop has “{words}”.").format(words=words)

    @override
    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pause.isActive():
            self._search()  # Enter goes to what the last letters find, not to what is still listed
        return super()._on_key(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()


def _foot_text(results: SearchResults) -> str:
    if results.more:
        return tr("The best {n} are shown. Another word narrows it down.").format(
            n=len(results.hits)
        )
    return tr("Parts of words count, capitals and accents do not") if not results.hits else ""
