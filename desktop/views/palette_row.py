"""Paints one line of the palette or the search: icon, name with the found words, place, key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.bridge import icons
from desktop.bridge.fonts import font, scaled
from desktop.bridge.theme import theme

if TYPE_CHECKING:
    from desktop.views.finder import FinderItem

ROW_HEIGHT = 36
HEADING_HEIGHT = 24
HEADING_GAP = 17
META_WIDTH = 230
FOUND_META_WIDTH = 320
_ITEM = Qt.ItemDataRole.UserRole + 1
_MARKS = Qt.ItemDataRole.UserRole + 2
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def split_marks(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, True for those that were typed."""
    if not words:
        return [(text, False)]
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return [(piece, n % 2 == 1) for n, piece in enumerate(pieces) if piece]


def split_ranges(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in pieces, True for those in one of the ranges."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(piece, is_mark) for piece, is_mark in (*pieces, (text[at:], False)) if piece]


def line_height(row: int, *, is_heading: bool) -> int:
    """Pixels; a heading further down has a rule and some air over it."""
    if not is_heading:
        return scaled(ROW_HEIGHT)
    return scaled(HEADING_HEIGHT) + (HEADING_GAP if row else 0)


class PaletteRowPainter(QStyledItemDelegate):
    """Draws headings and lines; what they say comes from the model."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        is_line = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        return QSize(100, line_height(index.row(), is_heading=not is_line))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  missing in the stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  as above
            if state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme().color("accent-soft"))
                painter.drawRoundedRect(QRectF(rect), 6, 6)
            self._line(painter, rect, index.data(_ITEM), index.data(_MARKS))
        else:
            if index.row():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
                painter.setPen(QPen(theme().color("line"), 1))
                painter.drawLine(rect.left() - 8, rect.top() + 8, rect.right() + 8, rect.top() + 8)
            painter.setFont(_font(12, QFont.Weight.DemiBold))
            painter.setPen(theme().color("text-3"))
            low = rect.adjusted(8, rect.height() - scaled(HEADING_HEIGHT), 0, 0)
            painter.drawText(low, _LEFT, str(index.data()))
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, item: FinderItem, words: Sequence[str]) -> None:
        look = theme()
        off = bool(item.why)
        tone = look.color("text-3" if off else "text-2")
        image = icons.pixmap(item.icon, tone, 16, icons.device_ratio(painter))
        painter.drawPixmap(rect.left() + 8, rect.top() + (rect.height() - 16) // 2, image)
        left = self._keys(painter, rect.adjusted(0, 0, -8, 0), item.keys if not off else ())
        # What was found has no keys, and needs no column for them.
        width, keys = (FOUND_META_WIDTH, 0) if item.marks else (META_WIDTH, 134)
        end = min(rect.right() - keys, left - 10)
        meta = QRect(end - width, rect.top(), width, rect.height())
        painter.setFont(_font(12, QFont.Weight.Normal))
        painter.setPen(look.color("text-3"))
        words_right = painter.fontMetrics().elidedText(
            item.why or item.meta, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(meta, _RIGHT, words_right)
        used = QFontMetrics(painter.font()).horizontalAdvance(words_right)
        room = meta.right() - used - 16 - rect.left() - 38
        self._name(painter, rect.adjusted(38, 0, 0, 0), room, item, words)

    def _name(
        self, painter: QPainter, rect: QRect, room: int, item: FinderItem, words: Sequence[str]
    ) -> None:
        look = theme()
        plain, marked = _font(13, QFont.Weight.Medium), _font(13, QFont.Weight.DemiBold)
        text = QFontMetrics(plain).elidedText(item.text, Qt.TextElideMode.ElideRight, room)
        at = rect.left()
        pieces = split_ranges(text, item.marks) if item.marks else split_marks(text, words)
        for piece, is_mark in pieces:
            painter.setFont(marked if is_mark else plain)
            on = look.color("accent" if is_mark else "text")
            painter.setPen(look.color("text-3") if item.why else on)
            width = painter.fontMetrics().horizontalAdvance(piece)
            painter.drawText(QRect(at, rect.top(), width + 2, rect.height()), _LEFT, piece)
            at += width

    def _keys(self, painter: QPainter, rect: QRect, keys: Sequence[str]) -> int:
        """Draws the caps from the right and returns where they begin."""
        look = theme()
        right = rect.right() + 1
        painter.setFont(_font(11, QFont.Weight.Medium))
        for cap in reversed(key_caps(keys[0]) if keys else []):
            width = max(18, painter.fontMetrics().horizontalAdvance(cap) + 10)
            box = QRect(right - width, rect.top() + (rect.height() - 18) // 2, width, 18)
            painter.setPen(QPen(look.color("line"), 1))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(look.color("text-3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
            right = box.left() - 4
        return right


def key_caps(keys: str) -> list[str]:
    """The caps of a key as they are shown: "Ctrl+Up" is Ctrl and an arrow."""
    shown = {"Up": "↑", "Down": "↓", "-": "−"}
    parts = [keys] if keys == "+" else keys.split("+")
    return [shown.get(part, part) for part in parts]


def _font(pixels: int, weight: QFont.Weight) -> QFont:
    return font(pixels, weight.value)
