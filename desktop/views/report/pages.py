"""Paints pages of the report side by side, as sheets of paper, and turns them by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.preview import Pages, Picture
from desktop.bridge.theme import theme
from desktop.domain.i18n import ntr, tr

MARGIN, GAP = 14, 20
SIDE_BY_SIDE = 2
POINTS_TO_PIXELS = 96 / 72
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0)
PAPER = QColor("#FFFFFF")
"""Paper is white in both themes: it shows what will be printed."""


class PageView(QWidget):
    """Shows up to two pages; asks for their pictures in the size it needs."""

    pictures_needed = Signal(object, int, int)  # page numbers from 0, width and height in pixels
    turned = Signal()  # other pages or another size

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._pictures: dict[int, Picture] = {}
        self._first = 0
        self._zoom: float | None = None
        self._room = QSize()
        self._sentence = tr("Making the pages")
        self._drawn = False
        self._asked: tuple[tuple[int, ...], QSize] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name_it()

    @property
    def count(self) -> int:
        return 0 if self._pages is None else self._pages.count

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the pages in view, from 0."""
        return tuple(range(self._first, min(self._first + SIDE_BY_SIDE, self.count)))

    @property
    def scale(self) -> float:
        """1.0 is as large as the paper, at 96 dots an inch."""
        return self._fitting() if self._zoom is None else max(self._zoom, self._fitting())

    @property
    def sentence(self) -> str:
        """What stands in place of the pages; empty while there are pages."""
        return self._sentence

    @property
    def is_drawn(self) -> bool:
        """Whether every page in view has its picture."""
        return self._drawn

    def show_pages(self, pages: Pages) -> None:
        """Show these from now on; the old pictures stay until the new ones come."""
        self._pages = pages
        self._sentence = ""
        self._first = min(self._first, self._last_first())
        self._asked = None
        self._changed()

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        for picture in pictures:
            self._pictures[picture.page] = picture
        self._pictures = {n: p for n, p in self._pictures.items() if n in self.shown}
        self._drawn = bool(self.shown) and {p.page for p in pictures} >= set(self.shown)
        self._name_it()
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Say why there are no pages."""
        self._pages, self._sentence = None, sentence
        self._pictures, self._drawn, self._asked = {}, False, None
        self._changed()

    def show_first(self, page: int) -> None:
        """Show the pair this page, from 0, is in."""
        first = max(0, min(page // SIDE_BY_SIDE * SIDE_BY_SIDE, self._last_first()))
        if first != self._first:
            self._first = first
            self._changed()

    def turn(self, by: int) -> bool:
        """Go on or back by pairs; False where there is none."""
        before = self._first
        self.show_first(self._first + by * SIDE_BY_SIDE)
        return self._first != before

    def zoom(self, by: int) -> None:
        """One step larger or smaller; smaller than the window's room is never shown."""
        now = self.scale
        if by > 0:
            self._zoom = next((step for step in ZOOMS if step > now + 0.005), self._zoom)
        else:
            smaller = [step for step in ZOOMS if step < now - 0.005]
            self._zoom = smaller[-1] if smaller and smaller[-1] > self._fitting() else None
        self._changed()

    def fit(self) -> None:
        """Show whole pages."""
        self._zoom = None
        self._changed()

    def can_turn(self, by: int) -> bool:
        return 0 <= self._first + by * SIDE_BY_SIDE < self.count

    def can_zoom(self, by: int) -> bool:
        if not self.count:
            return False
        return self.scale < ZOOMS[-1] if by > 0 else self.scale > self._fitting()

    def set_room(self, room: QSize) -> None:
        """How much can be seen at once without scrolling."""
        if room != self._room:
            self._room = room
            self._changed()

    def _last_first(self) -> int:
        return max(0, (self.count - 1) // SIDE_BY_SIDE * SIDE_BY_SIDE)

    def _fitting(self) -> float:
        """The scale at which a pair of pages is seen whole."""
        if self._pages is None or self._room.isEmpty():
            return ZOOMS[0]
        across = min(SIDE_BY_SIDE, self.count)
        width = self._room.width() - 2 * MARGIN - (across - 1) * GAP
        height = self._room.height() - 2 * MARGIN
        wide = width / (across * self._pages.width * POINTS_TO_PIXELS)
        return max(0.1, min(wide, height / (self._pages.height * POINTS_TO_PIXELS)))

    def _page_size(self) -> QSizeF:
        if self._pages is None:
            return QSizeF()
        size = QSizeF(self._pages.width, self._pages.height) * POINTS_TO_PIXELS * self.scale
        return QSizeF(round(size.width()), round(size.height()))

    def _changed(self) -> None:
        """Take the size the pages need, ask for what is missing, and tell."""
        page = self._page_size()
        across = min(SIDE_BY_SIDE, max(1, self.count))
        width = across * page.width() + (across - 1) * GAP + 2 * MARGIN
        if self._zoom is None:
            self.setMinimumSize(0, 0)
        else:
            self.setMinimumSize(round(width), round(page.height() + 2 * MARGIN))
        self._ask()
        self._name_it()
        self.update()
        self.turned.emit()

    def _ask(self) -> None:
        if self._pages is None or self._room.isEmpty():
            return
        size = (self._page_size() * self.devicePixelRatioF()).toSize()
        if self._asked != (self.shown, size):
            self._asked, self._drawn = (self.shown, size), False
            self.pictures_needed.emit(self.shown, size.width(), size.height())

    def _name_it(self) -> None:
        if self._pages is None:
            self.setAccessibleName(self._sentence)
            self.setAccessibleDescription("")
            return
        self.setAccessibleName(tr("The report, {pages}").format(pages=self.label()))
        texts = [self._pictures[n].text for n in self.shown if n in self._pictures]
        self.setAccessibleDescription("\n".join(texts))

    def label(self) -> str:
        """Return "1 and 2 of 4"."""
        numbers = [number + 1 for number in self.shown]
        if not numbers:
            return ""
        if len(numbers) == 1:
            return tr("{n} of {count}").format(n=numbers[0], count=self.count)
        text = tr("{n} and {m} of {count}")
        return text.format(n=numbers[0], m=numbers[1], count=self.count)

    def pages_text(self) -> str:
        """Return "4 pages"; empty while it isn't known."""
        return ntr("{n} page", "{n} pages", self.count) if self._pages is not None else ""

    def page_box(self, place: int) -> QRectF:
        """Where the first or second page in view is painted."""
        size, across = self._page_size(), len(self.shown)
        whole = across * size.width() + (across - 1) * GAP
        left = max(MARGIN, round((self.width() - whole) / 2))
        top = max(MARGIN, round((self.height() - size.height()) / 2))
        return QRectF(QPointF(left + place * (size.width() + GAP), top), size)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("nav"))
        if self._pages is None:
            self._paint_sentence(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, number in enumerate(self.shown):
            box = self.page_box(place)
            painter.fillRect(box, PAPER)
            picture = self._pictures.get(number)
            if picture is not None:
                painter.drawImage(box, picture.image)
            painter.setPen(QPen(theme().color("line"), 1))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(theme().color("text-2"))
        room = self.rect().adjusted(40, 20, -40, -20)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self._sentence)
