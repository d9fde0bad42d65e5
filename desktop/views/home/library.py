"""Home with workshops: the next one large, the planned ones beside it, the past ones below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.icons import icon
from desktop.domain.i18n import tr
from desktop.domain.rows import WorkshopRow
from desktop.domain.template import TemplateRow
from desktop.views.home.choices import ChoiceList
from desktop.views.home.delegates import PLANNED_GAP, PlannedDelegate
from desktop.views.home.lines import (
    is_past,
    past_choices,
    planned_choices,
    planned_first,
)
from desktop.views.home.next_card import NextCard
from desktop.views.home.past_card import PastCard
from desktop.views.home.sample_card import SampleCard
from desktop.views.home.templates import TemplateList
from desktop.views.painting import Rule
from desktop.views.widgets import Button, Card, Field, Text
from desktop.views.widgets.fit import fix_height, fix_width
from desktop.views.widgets.follow import key_of_action

_TOP = 208
_TOP_EMPTY = 42
_SIDE = 296


class LibraryPage(QWidget):
    """Up and Down go through everything, Enter opens, Delete deletes; search narrows by title."""

    open_requested = Signal(int)
    delete_requested = Signal(int)
    copy_requested = Signal(int)
    new_requested = Signal(str)
    sample_requested = Signal()
    import_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[WorkshopRow, ...] = ()
        self._now = datetime.min.replace(tzinfo=UTC)
        self.search = Field()
        self.search.setPlaceholderText(tr("Search by title"))
        self.search.setAccessibleName(tr("Search workshops by title"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "text-3"), Field.ActionPosition.LeadingPosition)
        self.new = Button(tr("New workshop"), icon="plus", key="Ctrl+N", role="primary")
        key_of_action(self.new, ActionId.FILE_NEW_WORKSHOP)
        self.next = NextCard()
        self.none_planned = Card()
        self.planned = ChoiceList(tr("Planned workshops"), can_delete=True)
        self.planned.setItemDelegate(PlannedDelegate(self.planned))
        self._top = QWidget()
        self._none = Text(role="muted")
        self.past = PastCard()
        self._begin = Text(tr("Start from a template"), "section")
        self._rule = Rule()
        self.templates = TemplateList(tall=False)
        self.bring = Button(tr("Import an agenda"), icon="table-2", role="quiet")
        self.paste = Button(
            tr("Paste an agenda"), icon="clipboard-list", key="Ctrl+V", role="quiet"
        )
        self.sample = SampleCard(tr("The sample workshop"))
        self._lay_out()
        self._connect()

    def show_workshops(self, rows: Sequence[WorkshopRow], now: datetime) -> None:
        """Idempotent; keeps what is chosen and what is typed in the search."""
        self._rows, self._now = tuple(rows), now
        self._refresh()

    def show_templates(self, rows: Sequence[TemplateRow]) -> None:
        self.templates.show_templates(rows)
        height = self.templates.sizeHintForRow(0) if rows else 0
        fix_height(self.templates, height * min(len(rows), 6))
        for part in (self._begin, self.templates, self._rule):
            part.setVisible(bool(rows))

    def focus_first(self) -> None:
        """The workshop somebody most likely wants: the next one, else the newest past one."""
        for part in (self.next.open, self.planned, self.past.list, self.search):
            if part.isVisibleTo(self):
                part.setFocus()
                return

    @property
    def chosen(self) -> int | None:
        """The workshop that has the focus, if one has."""
        if self.next.open.hasFocus():
            return self.next.shown_id
        for part in (self.planned, self.past.list):
            if part.hasFocus() and isinstance(part.chosen, int):
                return part.chosen
        return None

    def _refresh(self) -> None:
        words = self.search.text().casefold().split()
        found = [row for row in self._rows if _says(row, words)]
        planned = sorted(
            (row for row in found if not is_past(row)),
            key=lambda row: planned_first(row, self._now),
        )
        past = sorted(
            (row for row in found if is_past(row)),
            key=lambda row: (row.day, row.start, row.id),
            reverse=True,
        )
        self._show_planned(planned, searching=bool(words))
        self.past.list.show_rows(past_choices(past, self._now))
        self.past.show_state(empty=not past, searching=bool(words))

    def _show_planned(self, rows: Sequence[WorkshopRow], *, searching: bool) -> None:
        held = self.next.open.hasFocus()
        self.next.setVisible(bool(rows))
        self.none_planned.setVisible(not rows)
        self._none.setText(
            tr("No planned workshop has these words in its title.")
            if searching
            else tr("No workshop is planned. Start from a template, or from an empty agenda.")
        )
        if rows:
            self.next.show_workshop(rows[0], self._now)
        elif held:
            self.search.setFocus()
        self.planned.show_rows(planned_choices(rows[1:], self._now))
        self.planned.setVisible(len(rows) > 1)
        fix_height(self._top, (_TOP if rows else _TOP_EMPTY) + PLANNED_GAP)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setSpacing(16)
        grid.addLayout(self._head(), 0, 0, 1, 2)
        grid.addLayout(self._left(), 1, 0)
        grid.addLayout(self._right(), 1, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        fix_width(self.search, 260)
        head.setSpacing(20)
        head.addWidget(Text(tr("Workshops"), "page"))
        head.addWidget(self.search)
        head.addStretch()
        head.addWidget(self.new)
        return head

    def _left(self) -> QVBoxLayout:
        left, top = QVBoxLayout(), QHBoxLayout(self._top)
        self._none.setWordWrap(True)
        self.none_planned.body.addWidget(self._none)
        fix_width(self.planned, 292)
        fix_height(self.next, _TOP)
        # The gap under the last card is the gap to the table, so two cards need no scroll bar.
        fix_height(self.planned, _TOP + PLANNED_GAP)
        above = Qt.AlignmentFlag.AlignTop
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(self.next, 1, above)
        top.addWidget(self.none_planned, 1, above)
        top.addWidget(self.planned)
        left.setSpacing(0)
        left.addWidget(self._top)
        left.addWidget(self.past, 1)
        return left

    def _right(self) -> QVBoxLayout:
        right, card = QVBoxLayout(), Card()
        card.body.setContentsMargins(8, 14, 8, 8)
        card.body.setSpacing(4)
        self._begin.setContentsMargins(8, 0, 8, 0)
        for part in (self._begin, self.templates, self._rule, self.bring, self.paste):
            card.body.addWidget(part)
        fix_width(card, _SIDE)
        fix_width(self.sample, _SIDE)
        right.setSpacing(12)
        right.addWidget(card)
        right.addWidget(self.sample)
        right.addStretch()
        return right

    def _connect(self) -> None:
        self.search.textChanged.connect(self._refresh)
        self.search.installEventFilter(self)
        self.new.clicked.connect(self._new_empty)
        self.bring.clicked.connect(self._import)
        self.paste.clicked.connect(self._paste)
        self.sample.sample_requested.connect(self.sample_requested)
        self.templates.open_requested.connect(self._new_from)
        self.next.left_top.connect(self.search.setFocus)
        self.next.left_bottom.connect(self._below_next)
        self.planned.left_top.connect(self.next.open.setFocus)
        self.planned.left_bottom.connect(self._into_past)
        self.past.list.left_top.connect(self._above_past)
        for part in (self.next, self.planned, self.past.list):
            part.open_requested.connect(self._open)
            part.delete_requested.connect(self._delete)
            part.copy_requested.connect(self._copy)

    def _below_next(self) -> None:
        if self.planned.keys:
            self.planned.choose_row(0)
            self.planned.setFocus()
        else:
            self._into_past()

    def _into_past(self) -> None:
        if self.past.list.keys:
            self.past.list.choose_row(0)
            self.past.list.setFocus()

    def _above_past(self) -> None:
        if self.planned.keys:
            self.planned.choose_row(-1)
            self.planned.setFocus()
        elif not self.next.isHidden():
            self.next.open.setFocus()
        else:
            self.search.setFocus()

    def _below_search(self) -> None:
        if not self.next.isHidden():
            self.next.open.setFocus()
        else:
            self._into_past()

    def _open(self, key: object) -> None:
        self.open_requested.emit(key)

    def _delete(self, key: object) -> None:
        self.delete_requested.emit(key)

    def _copy(self, key: object) -> None:
        self.copy_requested.emit(key)

    def _new_from(self, name: object) -> None:
        self.new_requested.emit(str(name))

    def _new_empty(self) -> None:
        self.new_requested.emit("")

    def _import(self) -> None:
        self.import_requested.emit()

    def _paste(self) -> None:
        self.paste_requested.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._below_search()
                    return True
                case Qt.Key.Key_Escape if self.search.text():
                    self.search.clear()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)


def _says(row: WorkshopRow, words: Sequence[str]) -> bool:
    title = row.title.casefold()
    return all(word in title for word in words)
