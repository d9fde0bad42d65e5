"""Home: the way into every workshop, and the first thing anybody sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.rows import WorkshopRow
from desktop.domain.template import TemplateRow
from desktop.views.home.first import FirstPage
from desktop.views.home.library import LibraryPage


class HomePlace(QWidget):
    """One of two pages: the library, or the first start while it is empty.

    Each is made when it is first shown: hardly anybody sees both.
    """

    open_requested = Signal(int)
    new_requested = Signal(str)
    sample_requested = Signal()
    delete_requested = Signal(int)
    copy_requested = Signal(int)
    template_rename_requested = Signal(object)  # its name
    template_delete_requested = Signal(object)  # its name
    import_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Home"))
        self._templates: tuple[TemplateRow, ...] = ()
        self._pages: list[FirstPage | LibraryPage] = []
        self._stack = QStackedLayout(self)

    @cached_property
    def first(self) -> FirstPage:
        page = FirstPage()
        self._add(page)
        return page

    @cached_property
    def library(self) -> LibraryPage:
        page = LibraryPage()
        page.open_requested.connect(self.open_requested)
        page.delete_requested.connect(self.delete_requested)
        page.copy_requested.connect(self.copy_requested)
        self._add(page)
        return page

    def show_workshops(self, rows: Sequence[WorkshopRow], now: datetime) -> None:
        """Idempotent; keeps what is chosen by id. `now` is aware."""
        held = self.isAncestorOf(focus) if (focus := self._focus()) else False
        page = self.library if rows else self.first
        for made in self._pages:
            if isinstance(made, LibraryPage):
                made.show_workshops(rows, now)
        if page is not self._stack.currentWidget():
            self._stack.setCurrentWidget(page)
            if held:
                self.focus_first()

    def show_templates(self, rows: Sequence[TemplateRow]) -> None:
        self._templates = tuple(rows)
        for page in self._pages:
            page.show_templates(rows)

    @property
    def chosen(self) -> int | None:
        """The workshop that has the focus, if one has."""
        page = self._stack.currentWidget()
        return page.chosen if isinstance(page, LibraryPage) else None

    def rename_template(self) -> bool:
        """Ask for another title of the template under the ring; False when none of one's own is."""
        page = self._stack.currentWidget()
        if not isinstance(page, FirstPage | LibraryPage):
            return False
        if not (page.templates.hasFocus() and page.templates.can_change):
            return False
        page.templates.rename()
        return True

    def focus_first(self) -> None:
        """Put the focus on what somebody most likely wants to do here."""
        page = self._stack.currentWidget()
        if isinstance(page, FirstPage | LibraryPage):
            page.focus_first()

    def _add(self, page: FirstPage | LibraryPage) -> None:
        page.new_requested.connect(self.new_requested)
        page.sample_requested.connect(self.sample_requested)
        page.import_requested.connect(self.import_requested)
        page.paste_requested.connect(self.paste_requested)
        page.templates.rename_requested.connect(self.template_rename_requested)
        page.templates.delete_requested.connect(self.template_delete_requested)
        page.show_templates(self._templates)
        self._pages.append(page)
        self._stack.addWidget(page)

    def _focus(self) -> QWidget | None:
        return self.window().focusWidget()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only where the window has no focus yet: a field somebody types in keeps it.
        if self._focus() is None:
            self.focus_first()
