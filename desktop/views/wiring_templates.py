"""The connections of templates of one's own; loaded when one is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.views.parts import Parts
from desktop.views.title_question import TitleQuestion

if TYPE_CHECKING:
    from desktop.domain.template import TemplateRow


class TemplatesWiring(QObject):
    """Asks for a title, then saves or renames."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._renames = ""  # the name of the template; "" while one is saved
        self.question = parts.console.add_overlay(TitleQuestion)
        self.question.chosen.connect(self._chosen)

    def ask_to_save(self) -> None:
        """Keep the open workshop's agenda; what is typed in it is stored first."""
        self._p.console.dismiss_overlays()
        shop = self._p.desk.view.workshop
        if shop is not None:
            self._renames = ""
            self.question.ask_to_save(shop.title)

    def ask_to_rename(self, name: str) -> None:
        """Another title for the template of that name."""
        row = self._row(name)
        if row is not None:
            self._p.console.dismiss_overlays()
            self._renames = name
            self.question.ask_to_rename(row.title)

    def _row(self, name: str) -> TemplateRow | None:
        rows = self._p.library.saved_templates()
        return next((row for row in rows if row.name == name), None)

    def _chosen(self, title: str, summary: str) -> None:
        templates = self._p.conductor.own_templates
        if self._renames:
            templates.rename(self._renames, title)
        else:
            templates.save(title, summary)
