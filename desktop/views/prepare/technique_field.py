"""A line for the name of a technique, with a list of those that ship to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.icons import icon
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.technique import Technique
from desktop.views.home.choices import ROW, Choice, ChoiceList, Choices, Index
from desktop.views.home.delegates import ChoiceDelegate
from desktop.views.painting import LEFT, RIGHT, draw_box, draw_ring, draw_text
from desktop.views.when import span_text
from desktop.views.widgets import Field

_WIDTH, _SHOWN = 340, 6
_NONE = ""


class TechniqueField(Field):
    """Any name can be typed; Down opens the list, Enter there takes one."""

    picked = Signal(str)  # the title; "" for no technique

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._techniques: tuple[Technique, ...] = ()
        self.menu = TechniqueMenu(self)
        self.setPlaceholderText(tr("Choose or type"))
        self.setAccessibleDescription(tr("Type a name, or press Down to choose one."))
        self.open = self.addAction(
            icon("chevrons-up-down", "text-2"), Field.ActionPosition.TrailingPosition
        )
        self.open.setText(tr("Choose a technique"))
        self.open.setToolTip(tr("Choose a technique (Down)"))
        self.open.triggered.connect(self.show_menu)
        self.menu.open_requested.connect(self.picked)

    def show_techniques(self, techniques: Sequence[Technique]) -> None:
        """What can be chosen."""
        self._techniques = tuple(techniques)

    def show_menu(self) -> None:
        """Open the list under the line, at the technique that is there now."""
        self.setFocus()
        self.menu.show_techniques(self._techniques, self.text(), clearable=bool(self.text()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.show_menu()
        else:
            super().keyPressEvent(event)


class TechniqueMenu(QFrame):
    """Stands under its field until one is taken, or Esc or a click beside it closes it."""

    open_requested = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setProperty("menu", "true")
        self.setAccessibleName(tr("Techniques"))
        self.list = _TechniqueList(tr("Techniques"))
        self.list.setItemDelegate(_TechniqueDelegate(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.open_requested.connect(self._take)

    def show_techniques(
        self, techniques: Sequence[Technique], name: str, *, clearable: bool
    ) -> None:
        """Show them with the ring on the one of that name; `clearable` offers none as well."""
        none = (Technique(_NONE, tr("Takes the steps away as well."), ()),) if clearable else ()
        rows = (*none, *techniques)
        self.list.show_rows(Choices(rows, _choice, _title))
        titles = [row.title.casefold() for row in rows]
        wanted = name.strip().casefold()
        at = titles.index(wanted) if wanted in titles else len(none)
        self._place(len(rows))
        self.show()
        self.list.setFocus()
        self.list.choose_row(at)

    def _place(self, count: int) -> None:
        row = scaled(_TechniqueDelegate.height)
        width, height = scaled(_WIDTH), min(count, _SHOWN) * row + 12
        room = self._field.screen().availableGeometry()
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        top = below.y()
        if top + height > room.bottom():
            top = below.y() - self._field.height() - height - 4
        left = min(below.x(), room.right() - width)
        self.setGeometry(max(room.left(), left), max(room.top(), top), width, height)

    def _take(self, title: object) -> None:
        self.hide()
        self.open_requested.emit(str(title))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._field.setFocus()


class _TechniqueList(ChoiceList):
    """Letters go to the next technique that begins with them."""

    @override
    def keyboardSearch(self, search: str) -> None:
        keys, wanted = [str(key).casefold() for key in self.keys], search.casefold()
        start = self.currentIndex().row() + 1
        order = (*range(start, len(keys)), *range(start))
        found = next((at for at in order if keys[at].startswith(wanted)), None)
        if found is not None:
            self.choose_row(found)


class _TechniqueDelegate(ChoiceDelegate):
    """Title and length above, what it is good for below."""

    height = 62

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, technique = theme(), cast("Technique", index.data(ROW))
        rect = self.rect(option)
        chosen, ring, hover = self.states(option)
        if chosen or hover:
            draw_box(painter, rect, look.color("accent-soft" if chosen else "sunken"))
        if ring:
            draw_ring(painter, rect, look)
        inner = rect.adjusted(10, scaled(6), -10, -scaled(6))
        head = QRect(inner.left(), inner.top(), inner.width(), scaled(20))
        if technique.total_s:
            length = span_text(technique.total_s)
            used = draw_text(painter, head, length, self.small_digits, look.color("text-3"), RIGHT)
            head.setWidth(head.width() - used - 10)
        name = technique.title or tr("No technique")
        draw_text(painter, head, name, self.medium, look.color("text"), LEFT)
        below = inner.adjusted(0, scaled(20), 0, 0)
        painter.setFont(self.small)
        painter.setPen(look.color("text-2"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), technique.purpose)


def _title(technique: Technique) -> str:
    return technique.title


def _choice(technique: Technique) -> Choice:
    name = technique.title or tr("No technique")
    length = span_text(technique.total_s) if technique.total_s else ""
    spoken = ", ".join(part for part in (name, length, technique.purpose) if part)
    return Choice(technique.title, technique, spoken)
