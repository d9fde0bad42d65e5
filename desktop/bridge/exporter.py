"""Writes the PDF off the UI thread, so that the timer never stutters while it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridge.worker import Progress, Worker
from desktop.domain.report import ALL_SECTIONS, PaperSize, ReportData, Section
from desktop.system.files import make_folder, writing

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file. `missing` are characters that no shipped font has."""

    path: Path
    pages: int
    missing: tuple[str, ...]


def file_name(data: ReportData) -> str:
    """A name every file system takes: title and day of the workshop."""
    title = _NOT_IN_NAMES.sub(" ", data.title).strip(" .")[:80].strip()
    return f"{title or 'Workshop'} {data.day.isoformat()}.pdf"


class Exporter(QObject):
    """Remembers what the report is to hold and on which paper, and makes it in a worker."""

    progressed = Signal(int, int)  # page, of
    exported = Signal(object)  # Exported
    failed = Signal(object)  # UserError
    cancelled = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.sections: frozenset[Section] = ALL_SECTIONS
        self.paper = PaperSize.A4
        self._worker = Worker(self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self.exported)
        self._worker.failed.connect(self.failed)
        self._worker.cancelled.connect(self.cancelled)

    @property
    def is_running(self) -> bool:
        return self._worker.is_running

    def export(self, data: ReportData) -> None:
        """Begin; a second call while one runs is the same wish again."""
        if not self._worker.is_running:
            path, sections, paper = self._folder / file_name(data), self.sections, self.paper
            self._worker.start(lambda progress: _write(path, data, sections, paper, progress))

    def cancel(self) -> None:
        self._worker.cancel()

    def drain(self) -> None:
        """Before the app ends."""
        self._worker.drain()


def _write(
    path: Path,
    data: ReportData,
    sections: frozenset[Section],
    paper: PaperSize,
    progress: Progress,
) -> Exported:
    from desktop.reports.pdf import write_pdf  # noqa: PLC0415  ReportLab only when it is needed

    make_folder(path.parent)
    with writing(path) as out:
        done = write_pdf(data, out, sections=sections, paper=paper, progress=progress)
    return Exported(path, done.pages, done.missing)
