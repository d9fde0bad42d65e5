"""Painting of the three lists of Home; every text was worked out before."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.views.home.choices import ROW, Index
from desktop.views.home.lines import PastLine, PlannedLine, TemplateLine
from desktop.views.painting import (
    RIGHT,
    draw_box,
    draw_icon,
    draw_ring,
    draw_shares,
    draw_text,
    font_at,
)

PAST_COLUMNS = (124, 76, 76)
"""Widths of date, blocks and drift; the name takes what is left."""
PAST_PADDING = 16
PLANNED_GAP = 12


def past_rects(row: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """Name, date, blocks and drift of one row of the past table, shared with its header."""
    inner = row.adjusted(PAST_PADDING, 0, -PAST_PADDING, 0)
    widths = [scaled(width) for width in PAST_COLUMNS]
    day, blocks, drift = widths
    name = QRect(inner)
    name.setWidth(inner.width() - day - blocks - drift - 8)
    left = name.right() + 9
    cells: list[QRect] = []
    for width in widths:
        cells.append(QRect(left, row.top(), width, row.height()))
        left += width
    return name, cells[0], cells[1], cells[2]


class ChoiceDelegate(QStyledItemDelegate):
    """Fonts once, and the three states a row can be in."""

    height = 44

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plain = font_at(13)
        self.medium = font_at(13, 500)
        self.strong = font_at(14, 600)
        self.small = font_at(12)
        self.digits = font_at(13, digits=True)
        self.small_digits = font_at(12, digits=True)

    def states(self, option: QStyleOptionViewItem) -> tuple[bool, bool, bool]:
        """Chosen, chosen with the focus in the list, under the mouse."""
        state = option.state
        widget = self.parent()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = isinstance(widget, QWidget) and widget.hasFocus()
        return chosen, chosen and focused, bool(state & QStyle.StateFlag.State_MouseOver)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, scaled(self.height))

    def rect(self, option: QStyleOptionViewItem) -> QRect:
        return option.rect


class PastDelegate(ChoiceDelegate):
    """One row of the past table."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, line, rect = theme(), cast("PastLine", index.data(ROW)), self.rect(option)
        chosen, ring, hover = self.states(option)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("line"))
        if chosen or hover:
            fill = look.color("accent-soft" if ring else "sunken")
            draw_box(painter, rect.adjusted(1, 1, -1, 0), fill)
        if ring:
            draw_ring(painter, rect.adjusted(1, 0, -1, 0), look)
        name, day, blocks, drift = past_rects(rect)
        draw_icon(painter, name.left(), rect.center().y() + 1, line.icon, look.color("text-3"), 16)
        name.setLeft(name.left() + 24)
        draw_text(painter, name, line.title, self.medium, look.color("text"))
        draw_text(painter, day, line.day, self.digits, look.color("text-2"))
        draw_text(painter, blocks, line.blocks, self.digits, look.color("text-2"), RIGHT)
        draw_text(painter, drift, line.drift, self.digits, look.color(line.tone), RIGHT)


class PlannedDelegate(ChoiceDelegate):
    """One planned workshop as a card, with the gap to the next one below it."""

    height = 98
    gap = PLANNED_GAP

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, scaled(self.height) + self.gap)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, line = theme(), cast("PlannedLine", index.data(ROW))
        card = self.rect(option).adjusted(0, 0, 0, -self.gap)
        _, ring, hover = self.states(option)
        edge = "line-strong" if hover else "line"
        draw_box(painter, card, look.color("surface"), look.color(edge), 10)
        if ring:
            draw_box(painter, card, look.color("accent-soft"), look.color("focus"), 10, 2)
        text = card.adjusted(16, 0, -16, 0)
        top = card.center().y() - scaled(30)
        rows = (
            (16, line.when, self.small_digits, "text-3"),
            (20, line.title, self.strong, "text"),
            (18, line.note, self.plain, line.tone),
        )
        for design, words, font, token in rows:
            height = scaled(design)
            draw_text(
                painter,
                QRect(text.left(), top, text.width(), height),
                words,
                font,
                look.color(token),
            )
            top += height + 3


class TemplateDelegate(ChoiceDelegate):
    """A template: one line beside the workshops, or the tall form of the first start."""

    def __init__(self, parent: QWidget, *, tall: bool) -> None:
        super().__init__(parent)
        self._tall = tall
        self.height = 72 if tall else 38

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = cast("TemplateLine", index.data(ROW)), self.rect(option)
        _, ring, hover = self.states(option)
        look = theme()
        first = index.row() == 0
        if not first:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("line"))
        if ring:
            fill, edge = look.color("accent-soft"), look.color("focus")
            draw_box(painter, rect, fill, edge, 10 if self._tall else 6, 2)
        elif hover:
            draw_box(painter, rect.adjusted(1, 1, -1, -1), look.color("sunken"))
        if self._tall:
            self._paint_tall(painter, rect, line, ring)
        else:
            self._paint_small(painter, rect, line)

    def _paint_small(self, painter: QPainter, rect: QRect, line: TemplateLine) -> None:
        look = theme()
        inner = rect.adjusted(8, 0, -8, 0)
        draw_icon(painter, inner.left(), rect.center().y() + 1, line.icon, look.color("text-2"), 16)
        taken = draw_text(painter, inner, line.span, self.small_digits, look.color("text-3"), RIGHT)
        if line.mark:
            inner.setRight(inner.right() - taken - 8)
            tone = "warn" if line.row.is_damaged else "text-3"
            taken = draw_text(painter, inner, line.mark, self.small, look.color(tone), RIGHT)
        name = inner.adjusted(26, 0, -taken - 10, 0)
        draw_text(painter, name, line.row.title, self.medium, look.color("text"))

    def _paint_tall(self, painter: QPainter, rect: QRect, line: TemplateLine, ring: bool) -> None:
        look, middle = theme(), rect.center().y()
        inner = rect.adjusted(18, 0, -18, 0)
        box = QRect(QPoint(inner.left(), middle - 18), QSize(38, 38))
        fill, edge = ("surface", "accent-line") if ring else ("sunken", "line")
        draw_box(painter, box, look.color(fill), look.color(edge), 8)
        tint = look.color("accent" if ring else "text-2")
        draw_icon(painter, box.left() + 9, box.center().y() + 1, line.icon, tint, 20)
        arrow = "arrow-right" if ring else "chevron-right"
        draw_icon(
            painter,
            inner.right() - 16,
            middle,
            arrow,
            look.color("accent" if ring else "text-3"),
            16,
        )
        span = QRect(inner.right() - 30 - scaled(66), rect.top(), scaled(66), rect.height())
        draw_text(painter, span, line.span, self.digits, look.color("text-2"), RIGHT)
        strip = QRect(span.left() - 14 - 176, middle - 3, 176, 6)
        draw_shares(painter, strip, line.row.shares, look)
        words = QRect(
            box.right() + 17, middle - scaled(19), strip.left() - box.right() - 33, scaled(20)
        )
        marked = QFontMetrics(self.small).horizontalAdvance(line.mark) + 10 if line.mark else 0
        title = words.adjusted(0, 0, -marked, 0)
        taken = draw_text(painter, title, line.row.title, self.strong, look.color("text"))
        tone = "warn" if line.row.is_damaged else "text-3"
        mark = words.adjusted(taken + 10, 0, 0, 0)
        draw_text(painter, mark, line.mark, self.small, look.color(tone))
        words.translate(0, scaled(20))
        words.setHeight(scaled(18))
        draw_text(painter, words, line.row.summary, self.plain, look.color("text-3"))
