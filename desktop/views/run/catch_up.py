"""Late: a strip that offers ways back to the planned end, and the preview of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.catch_up import CatchUp, Way, WayKind
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.views.overlay import Panel
from desktop.views.painting import LEADING, RIGHT, draw_icon, draw_text, font_at
from desktop.views.run.catch_up_words import (
    RowText,
    end_row,
    late_words,
    row_texts,
    way_text,
)
from desktop.views.run.way_card import WayCard
from desktop.views.run_lines import ClockText
from desktop.views.widgets import Button, IconLabel, KeyHint, Scroll, Text

ROW = 36
_WIDTHS = (68, 74, 66, 62)
"""Pixels of the columns Now, New, Change and Starts."""
_WHY = 226


class CatchUpStrip(Panel):
    """Three ways at a glance while the run is late; nothing changes until one is looked at."""

    way_chosen = Signal(object)  # WayKind
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn-soft", line="warn-line", radius=10, parent=parent)
        self._late = Text(role="strong")
        self._words = Text(role="body", elide=True)
        self._close = Button("", icon="x", small=True, role="quiet")
        self._close.setAccessibleName(tr("Hide the ways back"))
        self._close.clicked.connect(self.dismissed)
        self._cards = [WayCard(checkable=False) for _ in WayKind]
        for card in self._cards:
            card.clicked.connect(partial(self._choose, card))
        head, ways, rows = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(8)
        head.addWidget(IconLabel("triangle-alert", "warn", 16))
        head.addWidget(self._late)
        head.addWidget(self._words, 1)
        head.addWidget(KeyHint("C"))
        head.addWidget(self._close)
        ways.setSpacing(8)
        for card in self._cards:
            ways.addWidget(card, 1)
        rows.setContentsMargins(14, 8, 12, 10)
        rows.setSpacing(6)
        rows.addLayout(head)
        rows.addLayout(ways)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_ways(self, found: CatchUp, rows: Mapping[str, AgendaRow], clock: ClockText) -> None:
        self._late.say(late_words(found))
        words = tr("Ways back to {time}. Nothing changes until you apply one.")
        self._words.say(words.format(time=clock(found.planned_end)))
        _show_cards(self._cards, found.ways, rows, clock)

    def _choose(self, card: WayCard) -> None:
        if card.way is not None:
            self.way_chosen.emit(card.way.kind)


class CatchUpPreview(Panel):
    """What a way would change, block by block. Left and Right choose, Enter applies, Esc leaves."""

    applied = Signal(object)  # Way
    left = Signal()
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", line="warn-line", radius=10, parent=parent)
        self._found: CatchUp | None = None
        self._kind: WayKind | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Catch-up plan, a preview"))
        self._late = Text(role="strong")
        self._cards = [WayCard(checkable=True) for _ in WayKind]
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            card.clicked.connect(partial(self._on_card, card))
        self.table = _PlanTable()
        self._scroll = Scroll(self.table)
        self.end = _PlanTable(in_line_with=self._scroll)
        self.apply = Button(tr("Apply"), key="Enter", role="primary")
        self.leave = Button(tr("Leave as it is"), key="Esc")
        self._note = Text(role="muted")
        self._note.setWordWrap(True)
        self.apply.clicked.connect(self._apply)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    @property
    def way(self) -> Way | None:
        """The way that is shown."""
        ways = () if self._found is None else self._found.ways
        chosen = next((way for way in ways if way.kind is self._kind), None)
        return chosen or next(iter(ways), None)

    def choose(self, kind: WayKind | None) -> None:
        """Show this way first; None is the first there is."""
        self._kind = kind

    def show_ways(self, found: CatchUp, rows: Mapping[str, AgendaRow], clock: ClockText) -> None:
        """Safe to call each second: the chosen way stays chosen."""
        self._found = found
        way = self.way
        if way is None:
            return
        self._kind = way.kind
        self._late.say(late_words(found))
        _show_cards(self._cards, found.ways, rows, clock)
        for card in self._cards:
            card.setChecked(card.way is not None and card.way.kind is way.kind)
        self.table.show_rows(row_texts(way, rows, clock))
        self.end.show_rows((end_row(found, way, clock),))
        stage = clock(way.agreed_end if way.kind is WayKind.LATER else found.planned_end)
        words = tr(
            "Counted as if you go on now. One undo takes all of it back. The stage names {end}."
        )
        self._note.say(words.format(end=stage))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._apply()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        shown = [card for card in self._cards if card.isVisibleTo(self)]
        at = next((i for i, card in enumerate(shown) if card.isChecked()), 0)
        self._on_card(shown[(at + by) % len(shown)])

    def _on_card(self, card: WayCard) -> None:
        if card.way is not None:
            self._kind = card.way.kind
            self.chosen_changed.emit()

    def _apply(self) -> None:
        if self.way is not None:
            self.applied.emit(self.way)

    def _lay_out(self) -> None:
        top = Panel("warn-soft", Qt.Edge.BottomEdge, line="warn-line")
        head, ways, band = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(top)
        head.setSpacing(8)
        head.addWidget(IconLabel("triangle-alert", "warn", 16))
        head.addWidget(self._late)
        head.addWidget(Text(tr("Catch-up plan, a preview. Nothing has changed yet."), role="body"))
        head.addStretch(1)
        for key in ("←", "→"):
            head.addWidget(KeyHint(key))
        head.addWidget(Text(tr("other ways"), role="muted"))
        ways.setSpacing(8)
        for card in self._cards:
            ways.addWidget(card, 1)
        band.setContentsMargins(14, 8, 12, 12)
        band.setSpacing(8)
        band.addLayout(head)
        band.addLayout(ways)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        foot.addWidget(self.apply)
        foot.addWidget(self.leave)
        foot.addSpacing(8)
        foot.addWidget(self._note, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addWidget(top)
        rows.addWidget(_Head(self._scroll))
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self.end)
        rows.addLayout(foot)


class _Head(QWidget):
    """The names of the columns, in line with them, scroll bar or not."""

    def __init__(self, body: QScrollArea) -> None:
        super().__init__()
        self._body = body
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, scaled(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        cells = _cells(QRect(0, 0, self._body.viewport().width(), self.height()))
        small, tone = font_at(12), look.color("text-3")
        draw_text(painter, cells[0], tr("Item"), small, tone, LEADING)
        names = (tr("Now"), tr("New"), tr("Change"), tr("Starts"))
        for rect, name in zip(cells[1:5], names, strict=True):
            draw_text(painter, rect, name, small, tone, RIGHT)
        draw_text(painter, cells[5], tr("Why"), small, tone, LEADING)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("line"))


class _PlanTable(QWidget):
    """The lines of a preview, painted; a screen reader hears them as one description."""

    def __init__(self, *, in_line_with: QScrollArea | None = None) -> None:
        super().__init__()
        self._body = in_line_with  # the last line stands below, as wide as those that scroll
        self._rows: tuple[RowText, ...] = ()
        self.setAccessibleName(tr("What would change"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[RowText, ...]:
        return self._rows

    def show_rows(self, rows: Sequence[RowText]) -> None:
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.setAccessibleDescription(". ".join(row.spoken for row in self._rows))
            self.setMinimumHeight(scaled(ROW) * len(self._rows))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, scaled(ROW) * len(self._rows))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, high = QPainter(self), scaled(ROW)
        width = self.width() if self._body is None else self._body.viewport().width()
        for n, row in enumerate(self._rows):
            box = QRect(0, n * high, width, high)
            if box.intersects(event.rect()):
                self._paint_row(painter, box, row, is_end=self._body is not None)

    def _paint_row(self, painter: QPainter, box: QRect, row: RowText, *, is_end: bool) -> None:
        look = theme()
        if row.changed and not is_end:
            painter.fillRect(box, look.color("accent-soft"))
        line = "text-3" if is_end else "line"
        edge = box.top() if is_end else box.bottom()
        painter.fillRect(box.left(), edge, box.width(), 1, look.color(line))
        title, now, new, change, starts, why = _cells(box)
        middle = box.center().y()
        if row.icon:
            draw_icon(painter, 14, middle, row.icon, look.color(row.icon_token), 16)
        strong = font_at(13, 600 if row.changed or is_end else 400)
        width = draw_text(painter, title, row.title, strong, look.color("text"), LEADING)
        title.setLeft(title.left() + width + 6)
        draw_text(painter, title, row.note, font_at(12), look.color("text-3"), LEADING)
        digits = font_at(13, 400, digits=True)
        bold = font_at(13, 600, digits=True)
        draw_text(painter, now, row.now, digits, look.color("text-2"), RIGHT)
        draw_text(painter, new, row.new, bold, look.color("text"), RIGHT)
        tone = "ok" if is_end else "warn"
        if row.change:
            draw_text(painter, change, row.change, bold, look.color(tone), RIGHT)
        elif not is_end:
            draw_text(painter, change, tr("same"), font_at(13), look.color("text-3"), RIGHT)
        draw_text(painter, starts, row.starts, bold, look.color("text"), RIGHT)
        draw_icon(painter, why.left(), middle, row.why_icon, look.color("text-3"), 14)
        why.setLeft(why.left() + 20)
        draw_text(painter, why, row.why, font_at(12), look.color("text-2"), LEADING)


def _cells(row: QRect) -> tuple[QRect, QRect, QRect, QRect, QRect, QRect]:
    """Title, now, new, change, starts and why, from left to right."""
    right = row.right() + 1 - 12 - scaled(_WHY)
    why = QRect(right + 14, row.top(), scaled(_WHY) - 2, row.height())
    cells: list[QRect] = []
    for width in reversed(_WIDTHS):
        cells.append(QRect(right - scaled(width), row.top(), scaled(width), row.height()))
        right -= scaled(width)
    starts, change, new, now = cells
    title = QRect(row.left() + 44, row.top(), max(0, right - row.left() - 44), row.height())
    return title, now, new, change, starts, why


def _show_cards(
    cards: Sequence[WayCard],
    ways: Sequence[Way],
    rows: Mapping[str, AgendaRow],
    clock: ClockText,
) -> None:
    for n, card in enumerate(cards):
        card.setVisible(n < len(ways))
        if n < len(ways):
            card.show_way(way_text(ways[n], rows, clock))
