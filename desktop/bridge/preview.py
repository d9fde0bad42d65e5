"""Makes the report's pages as pictures off the UI thread, soon after something has changed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from desktop.bridge.worker import Progress, Worker
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.report import ReportData
from desktop.domain.report_choices import NameStyle, PaperSize, Section

PAUSE_MS = 400
"""Pages are made once nothing has changed for this long."""

MOST_PIXELS = 6_000_000
"""Of one picture. Drawing holds Python's lock, 3 ms a million: no hand would feel these 18."""

_KEPT = 8  # pictures, so that turning back needs no drawing
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the pages are to show, and how."""

    data: ReportData
    sections: frozenset[Section]
    paper: PaperSize
    names: NameStyle

    def says_the_same(self, other: Wanted | None) -> bool:
        """Whether only the minute it was asked for differs."""
        return other is not None and replace(self, data=_undated(self.data)) == replace(
            other, data=_undated(other.data)
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """A report in memory. `starts` says where sections begin, from 1; sizes are points."""

    content: bytes
    count: int
    width: float
    height: float
    starts: tuple[tuple[Section, int], ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """One page, from 0, as it looks in this size of pixels, and what it says."""

    page: int
    image: QImage
    text: str


@dataclass(frozen=True, slots=True)
class _Wish:
    """Pages to draw, each in this many pixels."""

    numbers: tuple[int, ...]
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Drawn:
    pages: Pages
    size: tuple[int, int]
    pictures: tuple[Picture, ...]


class Previewer(QObject):
    """Keeps the newest pages. One thing at a time in the worker, and only the last wish counts."""

    made = Signal(object)  # Pages
    drawn = Signal(object)  # tuple[Picture, ...]
    failed = Signal(str)  # a sentence to stand in place of the pages

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Wanted | None = None
        self._to_make: Wanted | None = None
        self._to_draw: _Wish | None = None
        self._making = False
        self._pages: Pages | None = None
        self._pictures: dict[tuple[int, tuple[int, int]], Picture] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_quiet)
        self._worker = Worker(self)
        self._worker.finished.connect(self._on_finished)
        self._worker.failed.connect(self._on_failed)
        self._worker.cancelled.connect(self._go_on)
        self._worker.broke.connect(self._on_broke)

    @property
    def is_busy(self) -> bool:
        """Whether the pages are about to change."""
        return self._timer.isActive() or self._to_make is not None or self._making

    def show(self, wanted: Wanted) -> None:
        """From now on the pages are to say this; nothing happens where they do already."""
        if wanted.says_the_same(self._wanted):
            return
        self._timer.start(0 if self._wanted is None else PAUSE_MS)
        self._wanted = wanted

    def forget(self) -> None:
        """There is nothing to show any more."""
        self._timer.stop()
        self._wanted = self._to_make = self._to_draw = self._pages = None
        self._pictures.clear()
        if self._making:
            self._worker.cancel()

    def draw(self, numbers: Sequence[int], width: int, height: int) -> None:
        """Ask for pictures of these pages; they come with `drawn`, at once where they are kept."""
        if self._pages is None:
            return
        numbers = tuple(number for number in numbers if 0 <= number < self._pages.count)
        wish = _Wish(numbers, bounded(width, height))
        kept = [self._pictures.get((number, wish.size)) for number in numbers]
        ready = tuple(picture for picture in kept if picture is not None)
        if len(ready) == len(numbers):
            self._to_draw = None
            self.drawn.emit(ready)
            return
        self._to_draw = wish
        self._go_on()

    def drain(self) -> None:
        """Before the app ends."""
        self._timer.stop()
        self._to_make = self._to_draw = None
        self._worker.drain()

    def _on_quiet(self) -> None:
        self._to_make = self._wanted
        if self._making:
            self._worker.cancel()
        self._go_on()

    def _go_on(self) -> None:
        """Start what is due; called again whenever the worker is free."""
        if self._worker.is_running:
            return
        self._making = self._to_make is not None
        if self._to_make is not None:
            wanted, self._to_make = self._to_make, None
            self._worker.start(lambda progress: _make(wanted, progress))
        elif self._to_draw is not None and self._pages is not None:
            wish, self._to_draw = self._to_draw, None
            pages = self._pages
            self._worker.start(lambda progress: _draw(pages, wish, progress))

    def _on_finished(self, result: object) -> None:
        self._making = False
        if isinstance(result, Pages) and self._wanted is not None:
            self._pages = result
            self._pictures.clear()
            self._to_draw = None
            self.made.emit(result)
        elif isinstance(result, _Drawn) and result.pages is self._pages:
            self._keep(result)
            self.drawn.emit(result.pictures)
        self._go_on()

    def _keep(self, drawn: _Drawn) -> None:
        for picture in drawn.pictures:
            self._pictures[picture.page, drawn.size] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.pop(next(iter(self._pictures)))

    def _on_failed(self, error: UserError) -> None:
        self._give_up(f"{error.what} {error.hint}".strip())

    def _on_broke(self) -> None:
        self._give_up(tr("The pages can't be shown. Your notes are safe; try to make the PDF."))

    def _give_up(self, sentence: str) -> None:
        """Until something changes: the same again would fail again."""
        self._making = False
        self._pages = self._to_draw = None
        self._pictures.clear()
        self.failed.emit(sentence)
        self._go_on()


def _undated(data: ReportData) -> ReportData:
    return replace(data, made_at=_NO_TIME)


def bounded(width: int, height: int) -> tuple[int, int]:
    """Return the size, made smaller in both directions where the picture would be too big."""
    width, height = max(1, width), max(1, height)
    scale = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _make(wanted: Wanted, progress: Progress) -> Pages:
    from desktop.reports.pdf import write_pdf  # noqa: PLC0415  ReportLab only when it is needed
    from desktop.reports.sheet import page_size  # noqa: PLC0415

    out = BytesIO()
    done = write_pdf(
        wanted.data,
        out,
        sections=wanted.sections,
        paper=wanted.paper,
        names=wanted.names,
        progress=progress,
    )
    width, height = page_size(wanted.paper)
    made_at = wanted.data.made_at
    return Pages(out.getvalue(), done.pages, width, height, done.starts, made_at)


def _draw(pages: Pages, wish: _Wish, progress: Progress) -> _Drawn:
    pictures: list[Picture] = []
    for picture in pictures_of(pages.content, wish.numbers, wish.size):
        progress(picture.page, pages.count)
        pictures.append(picture)
    return _Drawn(pages, wish.size, tuple(pictures))


def pictures_of(
    content: bytes, numbers: Sequence[int], size: tuple[int, int]
) -> Generator[Picture]:
    """Draw pages of a PDF; the document lives and ends in the thread that asks.

    Raises UserError where Qt's part for PDF is missing.
    """
    try:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415  only when it is needed
    except ImportError as error:
        raise UserError(
            tr("The pages can't be shown, because this computer lacks a part of Qt."),
            tr("The PDF can be made all the same."),
        ) from error
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            message = f"the report can't be read back: {document.error()}"
            raise RuntimeError(message)
        for number in numbers:
            image = document.render(number, QSize(*size))
            if image.isNull():
                message = f"page {number} of the report can't be drawn"
                raise RuntimeError(message)
            yield Picture(number, image, document.getAllText(number).text())
    finally:
        document.close()
