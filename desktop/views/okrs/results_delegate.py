"""Painting of one cell of the key results; the table's own head uses the same edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import KeyResultRow
from desktop.domain.progress import progress
from desktop.views.okrs.results_model import RIGHT as RIGHT_COLUMNS
from desktop.views.okrs.results_model import (
    ROW,
    Column,
    Index,
    cell_text,
    column_names,
)
from desktop.views.okrs.words import DIRECTION_ICONS, NONE, Amounts
from desktop.views.painting import LEADING, RIGHT, draw_icon, draw_text, font_at

SIDE = 8
_ICON = 14


def row_height(*, compact: bool) -> int:
    """Of a row whose title takes one line."""
    return scaled(30 if compact else 36)


def title_lines(title: str, width: int) -> list[str]:
    """A title in at most two lines; the second one is elided when it is drawn."""
    layout = QTextLayout(title, font_at(13, 500))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        return [title]
    line.setLineWidth(max(20, width))
    cut = line.textLength()
    layout.endLayout()
    first, rest = title[:cut].rstrip(), title[cut:].lstrip()
    return [first, rest] if rest else [title]


class ResultsDelegate(QStyledItemDelegate):
    """Number, result, direction, from, now, to, unit, data source, confidence."""

    def __init__(self, amounts: Amounts, parent: QWidget, chosen: Callable[[], str]) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self._chosen = chosen

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 36)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, look = option.rect, theme()
        row, column = cast("KeyResultRow", index.data(ROW)), Column(index.column())
        if row.uid == self._chosen():
            painter.fillRect(rect, look.color("accent-soft"))
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("line"))
        inner = rect.adjusted(SIDE, 1, -SIDE, 0)
        if column is Column.CONFIDENCE:
            inner.adjust(0, 0, -6, 0)
        match column:
            case Column.NUMBER:
                number = str(index.row() + 1)
                draw_text(
                    painter,
                    inner.adjusted(-8, 0, 0, 0),
                    number,
                    _digits(13),
                    look.color("text-3"),
                    RIGHT,
                )
            case Column.RESULT:
                self._paint_title(painter, inner, row)
            case Column.WAY:
                self._paint_way(painter, inner, row)
            case Column.SOURCE:
                self._paint_source(painter, inner, row)
            case Column.NOW:
                self._paint_now(painter, inner, row)
            case _:
                self._paint_plain(painter, inner, row, column)

    def _paint_title(self, painter: QPainter, rect: QRect, row: KeyResultRow) -> None:
        if not row.title:  # its words went to the initiatives
            words = tr("What changes if it works?")
            draw_text(painter, rect, words, _plain(), theme().color("text-3"))
            return
        lines, ink, font = title_lines(row.title, rect.width()), theme().color("text"), _plain(500)
        if len(lines) == 1:
            draw_text(painter, rect, row.title, font, ink)
            return
        step = scaled(17)
        top = rect.center().y() - step + 1
        for at, text in enumerate(lines):
            draw_text(
                painter, QRect(rect.left(), top + at * step, rect.width(), step), text, font, ink
            )

    def _paint_way(self, painter: QPainter, rect: QRect, row: KeyResultRow) -> None:
        ink = theme().color("text-2")
        draw_icon(
            painter, rect.left(), rect.center().y() + 1, DIRECTION_ICONS[row.type], ink, _ICON
        )
        words = cell_text(row, Column.WAY, self._amounts)
        draw_text(painter, rect.adjusted(_ICON + 5, 0, 4, 0), words, _plain(), ink)

    def _paint_source(self, painter: QPainter, rect: QRect, row: KeyResultRow) -> None:
        look = theme()
        if row.data_source:
            draw_text(painter, rect, row.data_source, _plain(), look.color("text-2"))
            return
        asked = row.follow_up is not None
        ink = look.color("text-2" if asked else "warn")
        icon = "user-plus" if asked else "circle-question-mark"
        draw_icon(painter, rect.left(), rect.center().y() + 1, icon, ink, _ICON)
        words = row.follow_up.owner if row.follow_up else ""
        words = words or (tr("Asked") if asked else tr("None yet"))
        draw_text(painter, rect.adjusted(_ICON + 5, 0, 0, 0), words, _plain(), ink)

    def _paint_now(self, painter: QPainter, rect: QRect, row: KeyResultRow) -> None:
        """The value, and under it how far that is."""
        words = cell_text(row, Column.NOW, self._amounts)
        if not words:
            return
        look, share = theme(), progress(row)
        ink = look.color("text" if row.check_ins[-1].value is not None else "text-3")
        if share is None:
            draw_text(painter, rect, words, _digits(13), ink, RIGHT)
            return
        draw_text(painter, rect.adjusted(0, 0, 0, -5), words, _digits(13), ink, RIGHT)
        bar = QRectF(rect.left(), rect.center().y() + 10, rect.width(), 3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, color in ((bar.width(), "line-strong"), (bar.width() * float(share), "accent")):
            painter.setBrush(_soft(look.color(color), soft=color == "line-strong"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), width, 3), 1.5, 1.5)
        painter.restore()

    def _paint_plain(
        self, painter: QPainter, rect: QRect, row: KeyResultRow, column: Column
    ) -> None:
        words, look = cell_text(row, column, self._amounts), theme()
        strong = column is Column.TO
        ink = look.color(
            "text-3" if words == NONE else "text" if column in RIGHT_COLUMNS else "text-2"
        )
        if column is Column.FROM and words != NONE:
            ink = look.color("warn" if words == "?" else "text-2")
        font = _digits(13, 600 if strong else 400)
        draw_text(painter, rect, words, font, ink, RIGHT if column in RIGHT_COLUMNS else LEADING)


class ResultsHead(QWidget):
    """The names of the columns."""

    def __init__(self, edges: Callable[[Column], tuple[int, int]], parent: QWidget) -> None:
        super().__init__(parent)
        self._edges = edges
        self.setFixedHeight(24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ink, font = QPainter(self), theme().color("text-3"), font_at(12, 500)
        for column, name in column_names().items():
            left, width = self._edges(column)
            if not width:
                continue
            rect = QRect(left + SIDE, 0, width - 2 * SIDE, self.height() - 4)
            if column is Column.CONFIDENCE:
                rect.adjust(-10, 0, -6, 0)
            align = RIGHT if column in RIGHT_COLUMNS else LEADING
            draw_text(painter, rect, name, font, ink, align)


def _plain(weight: int = 400) -> QFont:
    return font_at(13, weight)


def _digits(pixels: int, weight: int = 400) -> QFont:
    return font_at(pixels, weight, digits=True)


def _soft(color: QColor, *, soft: bool) -> QColor:
    made = QColor(color)
    if soft:
        made.setAlpha(70)
    return made
