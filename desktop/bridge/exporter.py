"""Writes the report off the UI thread, so that the timer never stutters while it is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.worker import Progress, Worker
from desktop.domain.i18n import tr
from desktop.domain.report_choices import DEFAULT_SECTIONS, NameStyle, Notation, PaperSize, Section
from desktop.system.files import make_folder, write_bytes, writing

if TYPE_CHECKING:
    from desktop.bridge.preview import Previewer, Wanted
    from desktop.domain.report import ReportData
    from desktop.domain.run_sheet import RunSheet

_NAME_BYTES = 160  # file systems stop at 255, and names may be four bytes a letter
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file; `pages` is 0 where a format has none.

    `missing` are characters that no shipped font has. `files` is how many are in `path` where
    that is a folder. `is_run_sheet` tells the plan on paper from a report.
    """

    path: Path
    pages: int
    missing: tuple[str, ...] = ()
    files: int = 0
    is_run_sheet: bool = False


def file_name(data: ReportData | RunSheet, ending: str = "pdf") -> str:
    """A name every file system takes: programme, title, day and planned start.

    Together they tell two workshops apart; the next report of one replaces its last.
    """
    title = _NOT_IN_NAMES.sub(" ", f"{data.programme} {data.title}").strip(" .")
    title = title.encode()[:_NAME_BYTES].decode(errors="ignore").strip()
    start = f" {data.planned_start:%H%M}" if data.planned_start else ""
    return f"{title or 'Workshop'} {data.day.isoformat()}{start}.{ending}"


class Exporter(QObject):
    """Remembers what the report is to hold and how, and makes it in a worker."""

    progressed = Signal(int, int)  # page, of
    exported = Signal(object)  # Exported
    written = Signal(object)  # str: the report as Markdown, for the clipboard
    failed = Signal(object)  # UserError
    cancelled = Signal()

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        *,
        notation: Callable[[], Notation] = Notation,
    ) -> None:
        """`notation` says how amounts and times are written, asked for each report."""
        super().__init__(parent)
        self._folder = folder
        self._notation = notation
        self.sections: frozenset[Section] = DEFAULT_SECTIONS
        self.paper = PaperSize.A4
        self.names = NameStyle.FULL
        self._worker = Worker(self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self.exported)
        self._worker.failed.connect(self.failed)
        self._worker.cancelled.connect(self.cancelled)
        self._worker.broke.connect(self.cancelled)
        self._writer = Worker(self)
        self._writer.finished.connect(self.written)

    @cached_property
    def preview(self) -> Previewer:
        """The pages to look at. Loaded when the report is first shown."""
        from desktop.bridge.preview import Previewer  # noqa: PLC0415

        return Previewer(self)

    @property
    def folder(self) -> Path:
        """Where finished files go."""
        return self._folder

    @property
    def is_running(self) -> bool:
        return self._worker.is_running

    def show(self, data: ReportData) -> None:
        """Let the preview show this, with the choices as they are."""
        self.preview.show(self._wanted(data))

    def export(self, data: ReportData) -> None:
        """Begin the PDF; a second call while a file is written is the same wish again."""
        if not self._worker.is_running:
            path, wanted = self._folder / file_name(data), self._wanted(data)
            self._worker.start(lambda progress: _write_pdf(path, wanted, progress))

    def save_markdown(self, data: ReportData) -> None:
        """Write a Markdown file beside the PDF."""
        if not self._worker.is_running:
            path, wanted = self._folder / file_name(data, "md"), self._wanted(data)
            self._worker.start(lambda progress: _save_markdown(path, wanted))

    def save_csv(self, data: ReportData) -> None:
        """Write a folder of CSV files beside the PDF."""
        if not self._worker.is_running:
            name = f"{file_name(data, 'csv').removesuffix('.csv')} CSV"
            folder, wanted = self._folder / name, self._wanted(data)
            self._worker.start(lambda progress: _save_csv(folder, wanted))

    def save_run_sheet(self, plan: RunSheet) -> None:
        """Write the run sheet beside the reports, on the paper that is chosen for them."""
        if not self._worker.is_running:
            ending = tr("private run sheet") if plan.with_notes else tr("run sheet")
            name = f"{file_name(plan).removesuffix('.pdf')} {ending}.pdf"
            path, paper = self._folder / name, self.paper
            plan = replace(plan, notation=self._notation())
            self._worker.start(lambda progress: _save_run_sheet(path, plan, paper))

    def write_markdown(self, data: ReportData) -> None:
        """Make the text; it comes with `written`."""
        if not self._writer.is_running:
            wanted = self._wanted(data)
            self._writer.start(lambda progress: _markdown(wanted))

    def cancel(self) -> None:
        self._worker.cancel()

    def drain(self) -> None:
        """Before the app ends."""
        self._writer.cancel()
        if "preview" in vars(self):  # it has been made
            self.preview.drain()
        self._worker.drain()

    def _wanted(self, data: ReportData) -> Wanted:
        from desktop.bridge.preview import Wanted  # noqa: PLC0415

        data = replace(data, notation=self._notation())
        return Wanted(data, self.sections, self.paper, self.names)


def _write_pdf(path: Path, wanted: Wanted, progress: Progress) -> Exported:
    from desktop.reports.pdf import write_pdf  # noqa: PLC0415  ReportLab only when it is needed

    make_folder(path.parent)
    with writing(path) as out:
        done = write_pdf(
            wanted.data,
            out,
            sections=wanted.sections,
            paper=wanted.paper,
            names=wanted.names,
            progress=progress,
        )
    return Exported(path, done.pages, done.missing)


def _save_run_sheet(path: Path, plan: RunSheet, paper: PaperSize) -> Exported:
    from desktop.reports.run_sheet import write_run_sheet  # noqa: PLC0415  only when it is needed

    make_folder(path.parent)
    with writing(path) as out:
        done = write_run_sheet(plan, out, paper=paper)
    return Exported(path, done.pages, done.missing, is_run_sheet=True)


def _save_markdown(path: Path, wanted: Wanted) -> Exported:
    make_folder(path.parent)
    write_bytes(path, _markdown(wanted).encode())
    return Exported(path, 0)


def _save_csv(folder: Path, wanted: Wanted) -> Exported:
    from desktop.reports.csv_files import write_csv_files  # noqa: PLC0415  only when it is needed

    made = write_csv_files(wanted.data, folder, names=wanted.names)
    return Exported(folder, 0, files=len(made))


def _markdown(wanted: Wanted) -> str:
    from desktop.reports.markdown import write_markdown  # noqa: PLC0415  only when it is needed

    return write_markdown(wanted.data, sections=wanted.sections, names=wanted.names)
