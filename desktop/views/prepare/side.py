"""The right column of Prepare: one of its pages at a time, chosen above."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.views.report.segment import Segment


class Side(QWidget):
    """Segments with a page each, in the order they are added."""

    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addStretch()
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        column.addWidget(self._pages, 1)
        self._group.idClicked.connect(self._choose)

    def add_page(self, name: str, page: QWidget) -> None:
        """One more page at the right of the others; the first one is shown."""
        segment = Segment(name)
        at = self._pages.addWidget(page)
        self._group.addButton(segment, at)
        self._row.insertWidget(at, segment)
        segment.setChecked(at == self._pages.currentIndex())

    def segment(self, at: int) -> Segment:
        """The button of that page."""
        button = self._group.button(at)
        assert isinstance(button, Segment)
        return button

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Turn to this page."""
        self._choose(self._pages.indexOf(page))

    def _choose(self, at: int) -> None:
        self.segment(at).setChecked(True)
        if at != self._pages.currentIndex():
            self._pages.setCurrentIndex(at)
            self.page_changed.emit()
