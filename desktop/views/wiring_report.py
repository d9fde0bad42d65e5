"""Every connection of the Report place: its choices, its pages, and the files it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.bridge.actions import ActionId
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.report_choices import NameStyle, PaperSize, Section
from desktop.views.announcer import (
    CANCEL,
    OPEN,
    REVEAL,
    SAVE_MARKDOWN,
    Announcer,
    open_file,
    reveal_file,
)
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.domain.report import ReportData
    from desktop.views.report.place import ReportPlace


class ReportWiring(QObject):
    """Holds the connections for as long as the windows live."""

    def __init__(self, parts: Parts, announcer: Announcer) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = announcer
        self._place: ReportPlace | None = None
        exporter = parts.exporter
        exporter.progressed.connect(announcer.export_progressed)
        exporter.exported.connect(announcer.exported)
        exporter.failed.connect(announcer.export_failed)
        exporter.cancelled.connect(announcer.export_cancelled)
        exporter.written.connect(self._on_written)

    def make_place(self) -> ReportPlace:
        from desktop.views.report.place import ReportPlace  # noqa: PLC0415  when it is first shown

        place, exporter = ReportPlace(), self._p.exporter
        preview = exporter.preview
        self._place = place
        place.show_choices(exporter.sections, exporter.paper, exporter.names)
        place.sections_requested.connect(self._choose_sections)
        place.paper_requested.connect(self._choose_paper)
        place.names_requested.connect(self._choose_names)
        place.pictures_requested.connect(preview.draw)
        place.export_requested.connect(self.export)
        place.markdown_requested.connect(self.copy_markdown)
        place.markdown_file_requested.connect(self.save_markdown)
        place.csv_requested.connect(self.save_csv)
        place.open_requested.connect(open_file)
        place.reveal_requested.connect(reveal_file)
        preview.made.connect(place.show_pages)
        preview.drawn.connect(place.preview.view.show_pictures)
        preview.failed.connect(place.show_no_pages)
        return place

    def fill(self, _view: DeskView) -> None:
        """Show what the open workshop's report would say now."""
        data = self._p.conductor.report()
        if self._place is None:
            return
        if data is None:
            self._p.exporter.preview.forget()
            self._place.show_no_pages(tr("Open a workshop, and its report stands here."))
        else:
            self._place.show_report(data)
            self._p.exporter.show(data)

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.REPORT_EXPORT: self.export,
            ActionId.REPORT_COPY_MARKDOWN: self.copy_markdown,
            ActionId.REPORT_SAVE_MARKDOWN: self.save_markdown,
            ActionId.REPORT_SAVE_CSV: self.save_csv,
            ActionId.RUN_SHEET: self.save_run_sheet,
            ActionId.RUN_SHEET_PRIVATE: self.save_private_run_sheet,
        }

    def message_actions(self) -> dict[str, Callable[[], object]]:
        """What the buttons of messages about a report do."""
        return {
            OPEN: self._announcer.open_exported,
            REVEAL: self._announcer.reveal_exported,
            SAVE_MARKDOWN: self.save_markdown,
            CANCEL: self._p.exporter.cancel,
        }

    def export(self) -> None:
        self._with_data(self._p.exporter.export)

    def copy_markdown(self) -> None:
        self._with_data(self._p.exporter.write_markdown)

    def save_markdown(self) -> None:
        self._with_data(self._p.exporter.save_markdown)

    def save_csv(self) -> None:
        self._with_data(self._p.exporter.save_csv)

    def save_run_sheet(self) -> None:
        self._print(with_private=False)

    def save_private_run_sheet(self) -> None:
        self._print(with_private=True)

    def _print(self, *, with_private: bool) -> None:
        try:
            plan = self._p.conductor.run_sheet(with_private=with_private)
        except UserError as error:
            self._announcer.failed(error)
            return
        if plan is not None:
            self._p.exporter.save_run_sheet(plan)

    def _with_data(self, act: Callable[[ReportData], None]) -> None:
        data = self._p.conductor.report()
        if data is not None:
            act(data)

    def _choose_sections(self, sections: frozenset[Section]) -> None:
        self._p.exporter.sections = sections
        self._with_data(self._p.exporter.show)

    def _choose_paper(self, paper: PaperSize) -> None:
        self._p.exporter.paper = paper
        self._p.settings.paper = paper
        self._with_data(self._p.exporter.show)

    def _choose_names(self, names: NameStyle) -> None:
        self._p.exporter.names = names
        self._p.settings.report_names = names
        self._with_data(self._p.exporter.show)

    def _on_written(self, text: str) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self._announcer.copied(len(text.encode()))
