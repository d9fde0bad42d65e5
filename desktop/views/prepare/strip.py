"""The agenda as one strip of colour, with a legend that says what each colour is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.symbols import CATEGORY, category_name
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category
from desktop.domain.rows import AgendaRow
from desktop.views.painting import draw_icon, draw_shares, draw_text, font_at
from desktop.views.when import span_text

_BAR = 8


class CategoryStrip(QWidget):
    """Each block as wide as it is long; the legend names the categories that occur."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[tuple[Category, int], ...] = ()
        self._legend: tuple[tuple[Category, str], ...] = ()
        self._font = font_at(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_agenda(self, agenda: Sequence[AgendaRow]) -> None:
        """Idempotent."""
        shares = tuple((row.category, row.planned_s) for row in agenda)
        if shares == self._shares:
            return
        self._shares = shares
        totals = category_totals(agenda)
        self._legend = tuple((category, category_name(category)) for category, _ in totals)
        said = ", ".join(
            tr("{name} {span}").format(name=category_name(category), span=span_text(seconds))
            for category, seconds in totals
        )
        self.setAccessibleName(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, _BAR + 8 + 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        draw_shares(painter, QRect(0, 0, self.width(), _BAR), self._shares, look)
        left, top, metrics = 0, _BAR + 8, QFontMetrics(self._font)  # text can get larger
        for category, name in self._legend:
            width = metrics.horizontalAdvance(name)
            if left + 18 + width > self.width():
                break  # the rows below name their category by its icon too
            symbol = CATEGORY[category]
            draw_icon(painter, left, top + 9, symbol.icon, look.color(symbol.token), 14)
            words = QRect(left + 18, top, width + 2, 18)
            draw_text(painter, words, name, self._font, look.color("text-2"))
            left += 18 + width + 11


def category_totals(agenda: Sequence[AgendaRow]) -> list[tuple[Category, int]]:
    """Planned seconds of each category that occurs, in the order of the categories."""
    totals = dict.fromkeys(Category, 0)
    for row in agenda:
        totals[row.category] += row.planned_s
    used = {row.category for row in agenda}
    return [(category, seconds) for category, seconds in totals.items() if category in used]
