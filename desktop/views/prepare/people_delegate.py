"""Painting of one person of the roster, and of the headings above; it reads fields only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import Theme, theme
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.views.painting import (
    LEADING,
    RIGHT,
    draw_box,
    draw_icon,
    draw_ring,
    draw_text,
    font_at,
)
from desktop.views.prepare.line_model import LINE, Index
from desktop.views.prepare.people_model import PersonLine
from desktop.views.prepare.people_words import LEVELS
from desktop.views.privacy import privacy
from desktop.views.widgets.fit import fix_height

ROW_HEIGHT = 28
_SIDE = 14
_GAP = 8
_DOT = 7
_OKR = 38
_PRE = 50
_AWAY = frozenset({Attendance.NO_SHOW, Attendance.LEFT})


@dataclass(frozen=True, slots=True)
class PersonRects:
    """Where the columns of one row lie; rows and headings use the same."""

    name: QRect
    team: QRect
    role: QRect
    okr: QRect
    pre_work: QRect


def person_rects(row: QRect) -> PersonRects:
    """The columns of a row with this rectangle."""
    right = row.right() - _SIDE + 1
    pre = QRect(right - scaled(_PRE), row.top(), scaled(_PRE), row.height())
    okr = QRect(pre.left() - scaled(_OKR), row.top(), scaled(_OKR) - _GAP, row.height())
    left = row.left() + _SIDE
    room = okr.left() - _GAP - left
    name = QRect(left, row.top(), room * 45 // 100 - _GAP, row.height())
    team = QRect(name.right() + 1 + _GAP, row.top(), room * 29 // 100 - _GAP, row.height())
    start = team.right() + 1 + _GAP
    return PersonRects(
        name, team, QRect(start, row.top(), okr.left() - _GAP - start, row.height()), okr, pre
    )


def draw_level(painter: QPainter, rect: QRect, level: OkrExperience, look: Theme) -> None:
    """Three dots, as many of them filled as the level is high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("text-2"), 1))
    top = rect.center().y() - _DOT / 2 + 1
    for n in range(3):
        box = QRectF(rect.left() + n * (_DOT + 4) + 0.5, top, _DOT, _DOT)
        filled = n < LEVELS[level]
        painter.setBrush(look.color("text-2") if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    painter.restore()


class PeopleDelegate(QStyledItemDelegate):
    """Name, team, role, OKR experience as dots, and the pre-work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = font_at(13, 500)
        self._plain, self._small = font_at(13), font_at(12)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(280, scaled(ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, look = option.rect, theme()
        line = cast("PersonLine", index.data(LINE))
        row, parts = line.row, person_rects(rect)
        rule = QRect(rect.left() + _SIDE, rect.top(), rect.width() - 2 * _SIDE, 1)
        painter.fillRect(rule, look.color("line"))
        if option.state & QStyle.StateFlag.State_Selected:
            self._paint_chosen(painter, rect)
        away = row.attendance in _AWAY
        ink, quiet = ("text-3", "text-3") if away else ("text", "text-2")
        draw_text(painter, parts.name, row.name, self._name, look.color(ink))
        draw_text(painter, parts.team, row.team, self._small, look.color(quiet))
        draw_text(painter, parts.role, line.note or row.role, self._small, look.color(quiet))
        if not privacy().hidden:
            draw_level(painter, parts.okr, row.experience, look)
        self._paint_pre_work(painter, parts.pre_work, row.pre_work)

    def _paint_chosen(self, painter: QPainter, rect: QRect) -> None:
        look, view = theme(), self.parent()
        box = rect.adjusted(6, 1, -6, 0)
        if isinstance(view, QWidget) and view.hasFocus():
            draw_box(painter, box, look.color("accent-soft"))
            draw_ring(painter, box, look)
        else:
            # The editor works on this row, so it stays marked while the focus is over there.
            draw_box(painter, box, look.color("accent-soft"), look.color("accent-line"))

    def _paint_pre_work(self, painter: QPainter, rect: QRect, state: PreWork) -> None:
        look = theme()
        if state is PreWork.READ:
            draw_icon(
                painter, rect.right() - 13, rect.center().y() + 1, "check", look.color("ok"), 14
            )
            return
        sign = {PreWork.SKIMMED: "½", PreWork.NOT: "–", PreWork.UNKNOWN: "?"}[state]
        draw_text(painter, rect, sign, self._plain, look.color("text-3"), RIGHT)


class PeopleHead(QWidget):
    """The names of the columns, above the list, which may give some width to a scroll bar."""

    def __init__(self, people: QListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = font_at(12)
        self._list = people
        fix_height(self, 22)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ink = QPainter(self), theme().color("text-3")
        parts = person_rects(QRect(0, 0, self._list.viewport().width(), self.height()))
        wide = parts.pre_work.adjusted(-6, 0, 0, 0)
        for rect, words, align in (
            (parts.name, tr("Name"), LEADING),
            (parts.team, tr("Team"), LEADING),
            (parts.role, tr("Role"), LEADING),
            (parts.okr, "" if privacy().hidden else tr("OKR"), LEADING),
            (wide, tr("Pre-work"), RIGHT),
        ):
            draw_text(painter, rect, words, self._font, ink, align)
