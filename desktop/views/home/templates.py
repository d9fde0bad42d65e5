"""The list of templates: Enter begins; those of one's own can be called otherwise and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.template import TemplateRow
from desktop.views.home.choices import ChoiceList
from desktop.views.home.delegates import TemplateDelegate
from desktop.views.home.lines import template_choices


class TemplateList(ChoiceList):
    """Own ones first, marked as such; those that ship stay as they are."""

    rename_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, tall: bool) -> None:
        super().__init__(tr("Templates"), parent, can_delete=True)
        self.setItemDelegate(TemplateDelegate(self, tall=tall))

    def show_templates(self, rows: Sequence[TemplateRow]) -> None:
        self.show_rows(template_choices(rows))

    @override
    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        begin = (tr("New workshop from it"), self.open_chosen)
        if not self.can_change:
            return (begin,)
        return (begin, (tr("Rename"), self.rename), (tr("Delete"), self.delete))

    def rename(self) -> None:
        """Ask for another title, if this is one of one's own."""
        if self.can_change:
            self.rename_requested.emit(self.chosen)
