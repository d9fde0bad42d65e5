"""A list of a few short texts: chosen with the arrows, edited in place, moved, deleted by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.views.prepare.row_box import Extra, RowBox, RowLine
from desktop.views.widgets.parts import bring_in_sight

__all__ = ["Asks", "Extra", "RowLine", "Rows", "close_up"]

Edit = Callable[[int, str, str], str]
"""Takes id, field and value; answers why it was not stored, or nothing."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What can be asked of the rows of a list; each answers why not, or nothing."""

    edit: Edit
    delete: Callable[[int], str]
    move: Callable[[int, int], str] | None = None
    mark: Callable[[int, bool], str] | None = None
    open: Callable[[int], str] | None = None


def close_up(line: QWidget) -> None:
    """Put the plus of a line that adds under the rows above it."""
    layout = line.layout()
    if layout is not None:
        layout.setContentsMargins(6, 1, 6, 1)


class Rows(QWidget):
    """Shows lines in order; keeps the focus on the row it was on, by uid."""

    left = Signal()  # beyond the last row, or Esc
    up_left = Signal()  # above the first row

    def __init__(
        self,
        name: str,
        asks: Asks,
        extras: Sequence[Extra] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._asks = asks
        self._extras = tuple(extras)
        self._boxes: dict[str, RowBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def boxes(self) -> list[RowBox]:
        return list(self._boxes.values())

    @property
    def chosen(self) -> RowBox | None:
        """The row that has the focus, itself or in a field of it."""
        return next((box for box in self.boxes if box.has_focus), None)

    def show_lines(self, lines: Sequence[RowLine]) -> None:
        """Idempotent; a row that is being edited keeps its typing."""
        order = list(self._boxes)
        focused = next((uid for uid, box in self._boxes.items() if box.has_focus), "")
        at = order.index(focused) if focused else 0
        kept = {line.uid for line in lines}
        for uid in [uid for uid in order if uid not in kept]:
            box = self._boxes.pop(uid)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        boxes = {line.uid: self._boxes.get(line.uid) or self._made() for line in lines}
        for n, line in enumerate(lines):
            box = boxes[line.uid]
            box.show_line(line)
            if self._column.indexOf(box) != n:
                self._column.insertWidget(n, box)
        self._boxes = boxes
        for first, second in zip(self.boxes, self.boxes[1:], strict=False):
            QWidget.setTabOrder(first.last_stop, second)
        self.setVisible(bool(boxes))
        if focused and focused not in boxes:
            self._focus(min(at, len(boxes) - 1))

    def enter(self, *, last: bool = False) -> bool:
        """Take the focus to the first or last row; False when there is none."""
        if self._boxes:
            self._focus(len(self._boxes) - 1 if last else 0)
        return bool(self._boxes)

    def choose(self, uid: str) -> None:
        """Put the focus on this row, if it is listed."""
        if uid in self._boxes:
            self._boxes[uid].setFocus()
            bring_in_sight(self)

    def move_chosen(self, by: int) -> None:
        """Ask for the focused row to move, within the list."""
        box = self.chosen
        if box is None or self._asks.move is None:
            return
        if 0 <= self.boxes.index(box) + by < len(self._boxes):
            box.flush()
            self._asks.move(box.line.id, by)

    def flush(self) -> None:
        """Ask for everything that is typed."""
        for box in self.boxes:
            box.flush()

    def _made(self) -> RowBox:
        box = RowBox(self._asks.edit, self._extras, self)
        box.moved_on.connect(partial(self._step, box))
        box.delete_requested.connect(partial(self._delete, box))
        box.mark_requested.connect(partial(self._mark, box))
        box.open_requested.connect(partial(self._open, box))
        box.left.connect(self.left)
        return box

    def _step(self, box: RowBox, by: int) -> None:
        to = self.boxes.index(box) + by
        if to < 0:
            self.up_left.emit()
        elif to >= len(self._boxes):
            self.left.emit()
        else:
            self._focus(to)

    def _focus(self, at: int) -> None:
        if at >= 0:
            self.boxes[at].setFocus()
            bring_in_sight(self)
        else:
            self.left.emit()

    def _delete(self, box: RowBox) -> None:
        self._asks.delete(box.line.id)

    def _mark(self, box: RowBox) -> None:
        if self._asks.mark is not None and box.line.done is not None:
            self._asks.mark(box.line.id, not box.line.done)

    def _open(self, box: RowBox) -> None:
        if self._asks.open is not None:
            self._asks.open(box.line.id)
