"""Every action by its name: type a few letters, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.bridge.actions import ACTIONS, ActionBoard, ActionId, Section, menu_name
from desktop.domain.i18n import tr
from desktop.views.finder import Finder, FinderItem

WIDTH = 720


def matches(items: Sequence[FinderItem], typed: str) -> list[FinderItem]:
    """The lines in which every typed word is found; those that begin with it come first."""
    words = typed.casefold().split()
    found: list[tuple[int, FinderItem]] = []
    for item in items:
        name = item.text.casefold()
        also = f"{item.meta} {item.keywords}".casefold()
        if all(word in name or word in also for word in words):
            found.append((_rank(name, words), item))
    found.sort(key=lambda pair: (pair[1].group != items[0].group, bool(pair[1].why), pair[0]))
    return [item for _, item in found]


def _rank(name: str, words: list[str]) -> int:
    """0 when a word of the name begins with what is typed, 1 inside a word, 2 elsewhere."""
    parts = name.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 0
    return 1 if all(word in name for word in words) else 2


class Palette(Finder):
    """Opened by Ctrl+K over the work area; run bar and rail stay in sight."""

    item_chosen = Signal(str)  # the id of a line that is no action

    def __init__(self, board: ActionBoard, area: QWidget) -> None:
        super().__init__(area, WIDTH, tr("Find an action"), tr("run"))
        self._board = board
        self._extra: tuple[FinderItem, ...] = ()
        self.list.setAccessibleName(tr("Actions"))
        self._none.setText(tr("Nothing is called that. Try another word."))
        self.hint.setText(tr("Every action is here, with its key"))
        self.field.textChanged.connect(self._on_typed)
        board.changed.connect(self._on_actions_changed)

    def set_extra(self, items: Sequence[FinderItem]) -> None:
        """Lines besides the actions, such as the blocks of the agenda."""
        self._extra = tuple(items)
        self._fill()

    def toggle(self) -> None:
        if self.isVisible():
            self.dismiss()
            return
        self.field.clear()
        self._fill()
        self.open_over(self.field)

    def items(self) -> list[FinderItem]:
        """Every line, unfiltered, as things stand now."""
        return [*self._action_items(), *self._extra]

    def _action_items(self) -> list[FinderItem]:
        actions, places = tr("Actions"), tr("Go to")
        board = self._board
        rows = [
            FinderItem(
                id=spec.id,
                text=board.text(spec.id),
                group=places if spec.section is Section.GO else actions,
                icon=spec.icon,
                meta=menu_name(spec.menu),
                keywords=f"{tr(spec.keywords)} {tr(spec.text)}",
                keys=board.keys(spec.id)[:1],
                why=board.why(spec.id),
            )
            for spec in ACTIONS
            if spec.id is not ActionId.PALETTE_OPEN
        ]
        return sorted(rows, key=lambda row: row.group == places)

    def _fill(self) -> None:
        typed = self.field.text()
        keep = self.model.item(self.list.currentIndex().row())
        found = matches(self.items(), typed)
        self._show_items(found, typed.casefold().split())
        row = self._row_of(keep.id) if keep and not typed else self._step(-1, 1)
        self._select(row)
        if self.isVisible():
            self.place_card()

    def _row_of(self, item_id: str) -> int:
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            if item is not None and item.id == item_id:
                return row
        return self._step(-1, 1)

    @override
    def choose(self, item: FinderItem) -> None:
        self.dismiss()
        if item.id in set(ActionId):
            self._board.trigger(ActionId(item.id))
        else:
            self.item_chosen.emit(item.id)

    def _on_typed(self, _text: str) -> None:
        self._fill()

    def _on_actions_changed(self) -> None:
        if self.isVisible():
            self._fill()


def agenda_item(uid: str, title: str, icon: str) -> FinderItem:
    """A line that goes to a block of the agenda."""
    blank = FinderItem("", "", tr("Go to"), icon)
    return replace(blank, id=f"agenda:{uid}", text=title, meta=tr("Agenda"))
