"""The Capture place: everything that was noted, found, changed and deleted by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import ntr, tr
from desktop.domain.rows import CaptureRow
from desktop.views.capture.capture_list import CaptureList
from desktop.views.capture.chips import FilterChips
from desktop.views.capture.empty_card import EmptyCard
from desktop.views.capture.filters import Filter, chip_lines, chosen
from desktop.views.run_lines import clock_text
from desktop.views.widgets import Card, Field, IconLabel, Scroll, Text
from desktop.views.widgets.fit import fix_width

SIDE_WIDTH = 276
SEARCH_PAUSE_MS = 80


class CapturePlace(QWidget):
    """Shows notes; asks for other words, another kind, or to delete."""

    edit_requested = Signal(object, str)
    delete_requested = Signal(object)
    kind_requested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twelve_hour = False
        self._zone = "UTC"
        self._rows: tuple[CaptureRow, ...] = ()
        self.list = CaptureList(clock_text(self._zone))
        self.chips = FilterChips()
        self.search = _Search()
        self._count = Text(role="sub")
        self._nothing = Text(role="muted")
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(self._pause.start)
        self.search.down_pressed.connect(self._go_to_list)
        self.chips.filter_chosen.connect(self._filter)
        self.list.edit_requested.connect(self.edit_requested)
        self.list.delete_requested.connect(self.delete_requested)
        self.list.kind_requested.connect(self.kind_requested)
        self._refresh()

    @property
    def is_empty(self) -> bool:
        return not self._rows

    def show_captures(self, rows: Sequence[CaptureRow], zone: str = "") -> None:
        """List these notes, times in the workshop's zone; the person's place is kept."""
        if zone and zone != self._zone:
            self._zone = zone
            self.list.show_clock(clock_text(zone, twelve_hour=self._twelve_hour))
        self._rows = tuple(rows)
        self._refresh()

    def show_found(self, _entity: str, uid: str) -> None:
        """Go to the note with this uid; a filter that hides it is lifted."""
        found = next((row.ref for row in self._rows if row.uid == uid), None)
        if found is None:
            return
        if not self.list.select(found):
            self.search.clear()
            self.chips.choose(Filter.ALL)
            self._filter()
            self.list.select(found)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_twelve_hour(self, *, on: bool) -> None:
        """Times of day count to twelve, or to twenty-four."""
        self._twelve_hour = on
        self.list.show_clock(clock_text(self._zone, twelve_hour=on))

    def _refresh(self) -> None:
        many = len(self._rows)
        self._pages.setCurrentIndex(0 if many else 1)
        self._tip.setVisible(not many)
        self.chips.setVisible(bool(many))
        self.search.setVisible(bool(many))
        self._count.setVisible(not many)
        self._count.setText(tr("Nothing noted yet"))
        hint = ntr("Search {n} note", "Search {n} notes", many)
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.chips.show_lines(chip_lines(self._rows))
        self._filter()

    def _filter(self, *_: object) -> None:
        self._pause.stop()
        found = chosen(self._rows, self.chips.chosen, self.search.text())
        self.list.show_rows(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        words = self.search.text().strip()
        self._nothing.setText(tr("No note here has “{words}”.").format(words=words))

    def _go_to_list(self) -> None:
        self._filter()
        if not self.list.currentIndex().isValid() and self.list.notes.rows:
            self.list.setCurrentIndex(self.list.notes.index(0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self._build_main(), 1)
        layout.addWidget(self._build_side())

    def _build_main(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(tr("Capture"), role="page"))
        head.addWidget(self.search)
        head.addWidget(self._count)
        head.addStretch(1)
        card = Card()
        card.body.setContentsMargins(1, 5, 1, 5)
        card.body.addWidget(self.list, 1)
        self._nothing.setContentsMargins(14, 8, 14, 8)
        card.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        empty = QWidget()
        top = QVBoxLayout(empty)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(EmptyCard())
        top.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(card)
        self._pages.addWidget(Scroll(empty))
        main = QVBoxLayout()
        main.setSpacing(10)
        main.addLayout(head)
        main.addWidget(self.chips)
        main.addWidget(self._pages, 1)
        return main

    def _build_side(self) -> QWidget:
        column = QWidget()
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        self._tip = _tip_card()
        cards.addWidget(_anonymous_card())
        cards.addWidget(self._tip)
        cards.addStretch(1)
        scroll = Scroll(column)
        fix_width(scroll, SIDE_WIDTH)
        return scroll


class _Search(Field):
    """Down goes on to what was found, Esc forgets the words."""

    down_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        fix_width(self, 220)
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _anonymous_card() -> Card:
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel("venetian-mask", "ok", 20), 0, Qt.AlignmentFlag.AlignTop)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(Text(tr("Feedback stays anonymous"), role="strong"))
    kept = Text(tr("No names or times are kept."), role="muted")
    kept.setWordWrap(True)
    texts.addWidget(kept)
    row.addLayout(texts, 1)
    card.body.addLayout(row)
    return card


def _tip_card() -> Card:
    card = Card(private=True)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(IconLabel("eye-off", "text-2", 14))
    head.addWidget(Text(tr("Only you see this"), role="eyebrow"), 1)
    tip = Text(
        tr(
            "Write what people say, in their words. Your own reading of it is a finding:"
            " the report keeps the two voices apart."
        )
    )
    tip.setWordWrap(True)
    card.body.setSpacing(6)
    card.body.addLayout(head)
    card.body.addWidget(tip)
    return card
