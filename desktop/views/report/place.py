"""The Report place: choose what goes in, see the pages, and take them along."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.preview import Pages
from desktop.domain.i18n import ntr, tr
from desktop.domain.report import ReportData
from desktop.domain.report_choices import DEFAULT_SECTIONS, NameStyle, PaperSize, Section
from desktop.views.report.preview_card import PreviewCard
from desktop.views.report.sections_card import PaperCard, PrivacyCard, SectionsCard
from desktop.views.report.switches import switch_lines
from desktop.views.widgets import Button, Card, IconLabel, Scroll, Text
from desktop.views.widgets.fit import fix_side
from desktop.views.widgets.follow import key_of_action

SIDE_WIDTH = 296


class ReportPlace(QWidget):
    """Shows what the report is made of; asks for the export and for what follows it."""

    sections_requested = Signal(object)
    paper_requested = Signal(object)
    names_requested = Signal(object)
    pictures_requested = Signal(object, int, int)  # page numbers from 0, size in pixels
    export_requested = Signal()
    markdown_requested = Signal()  # onto the clipboard
    markdown_file_requested = Signal()
    csv_requested = Signal()
    open_requested = Signal(str)
    reveal_requested = Signal(str)
    closing_requested = Signal()  # what is open before the close

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: ReportData | None = None
        self.sections = SectionsCard(DEFAULT_SECTIONS)
        self.paper = PaperCard()
        self.privacy = PrivacyCard()
        self.preview = PreviewCard()
        self._updated = Text(role="sub")
        self.closing = Button(tr("Before you close"), icon="list-checks", key="Ctrl+L")
        key_of_action(self.closing, ActionId.REPORT_CLOSE_LIST)
        self.markdown = Button(tr("Markdown"), icon="copy")
        self.markdown.setAccessibleName(tr("Copy the report as Markdown"))
        self.markdown.setToolTip(tr("Copies the report as Markdown. With Shift: saves a file."))
        self.csv = Button(tr("CSV"), icon="table-2")
        self.csv.setAccessibleName(tr("Save everything as CSV tables"))
        self.csv.setToolTip(tr("Saves a folder with one CSV file for each kind of thing."))
        self.export = Button(tr("PDF"), icon="download", key="E", role="primary")
        key_of_action(self.export, ActionId.REPORT_EXPORT)
        self.export.setAccessibleName(tr("Make the PDF report"))
        self.result = _Result()
        self._connect()
        self._report = QWidget()
        layout = QHBoxLayout(self._report)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self._build_side())
        layout.addLayout(self._build_main(), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._report)

    def show_report(self, data: ReportData) -> None:
        """Show what the report is made of now; the pages come by themselves."""
        self._data = data
        self.sections.show_lines(switch_lines(data))

    def show_choices(
        self,
        chosen: frozenset[Section],
        paper: PaperSize,
        names: NameStyle = NameStyle.FULL,
    ) -> None:
        """Take over the switches as they are stored."""
        self.sections.show_chosen(chosen)
        self.paper.show_paper(paper)
        self.privacy.show_names(names)
        if self._data is not None:
            self.show_report(self._data)

    def show_pages(self, pages: Pages) -> None:
        """Show these pages, and where each section begins."""
        self._updated.setText(tr("Updated {time}").format(time=f"{pages.made_at:%H:%M}"))
        self.preview.view.show_pages(pages)
        self.sections.show_starts(dict(pages.starts), self.preview.view.pages_text())

    def show_no_pages(self, sentence: str) -> None:
        """Say why there are none."""
        self._updated.setText("")
        self.preview.view.show_sentence(sentence)
        self.sections.show_starts({}, "")

    def show_closing(self, page: QWidget) -> None:
        """Turn to what is still open before the close."""
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_pages_again(self) -> None:
        """Turn back to the report."""
        if self._stack.currentWidget() is not self._report:
            self._stack.setCurrentWidget(self._report)
            if self.isVisible():
                self.closing.setFocus()

    def show_progress(self, page: int) -> None:
        """The PDF is being written and has come to this page (from 1)."""
        self.export.setEnabled(False)
        self.result.show_progress(page)

    def show_exported(self, path: str, pages: int, files: int = 0) -> None:
        """The file lies at `path`; `pages` is 0 for one that has none.

        `files` is how many there are where `path` is a folder.
        """
        self.export.setEnabled(True)
        if files:
            self.result.show_file(path, ntr("{n} file", "{n} files", files))
        else:
            self.result.show_file(path, ntr("{n} page", "{n} pages", pages) if pages else "")

    def show_failed(self) -> None:
        """There is no file; the message bar says why."""
        self.export.setEnabled(True)
        self.result.hide()

    def _connect(self) -> None:
        self.export.clicked.connect(self._ask_for_export)
        self.closing.clicked.connect(self._ask_for_closing)
        self.markdown.clicked.connect(self._ask_for_markdown)
        self.csv.clicked.connect(self._ask_for_csv)
        self.sections.chosen_changed.connect(self._on_chosen)
        self.paper.paper_chosen.connect(self.paper_requested)
        self.privacy.names_chosen.connect(self.names_requested)
        self.preview.view.pictures_needed.connect(self.pictures_requested)
        self.result.open_requested.connect(self.open_requested)
        self.result.reveal_requested.connect(self.reveal_requested)

    def _ask_for_closing(self) -> None:
        self.closing_requested.emit()

    def _ask_for_export(self) -> None:
        self.export_requested.emit()

    def _ask_for_csv(self) -> None:
        self.csv_requested.emit()

    def _ask_for_markdown(self) -> None:
        held = QGuiApplication.keyboardModifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.markdown_file_requested.emit()
        else:
            self.markdown_requested.emit()

    def _on_chosen(self, chosen: frozenset[Section]) -> None:
        if self._data is not None:
            self.show_report(self._data)
        self.sections_requested.emit(chosen)

    def _build_side(self) -> QWidget:
        column = _Column()
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self.sections, self.privacy, self.paper):
            cards.addWidget(card)
        cards.addStretch(1)
        scroll = Scroll(column)
        fix_side(scroll, SIDE_WIDTH)
        return scroll

    def _build_main(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(tr("Report"), role="page"))
        head.addSpacing(4)
        head.addWidget(self._updated)
        head.addStretch(1)
        head.addWidget(self.closing)
        head.addWidget(self.markdown)
        head.addWidget(self.csv)
        head.addWidget(self.export)
        main = QVBoxLayout()
        main.setSpacing(12)
        main.addLayout(head)
        main.addWidget(self.result)
        main.addWidget(self.preview, 1)
        return main

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.preview.key(event):
            super().keyPressEvent(event)


class _Column(QWidget):
    """As low as its cards may be: the sections scroll before the whole column does."""

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class _Result(Card):
    """What became of the export, and the two things one does with a new file."""

    open_requested = Signal(str)
    reveal_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self._name = Text(role="strong", elide=True)
        self._pages = Text(role="sub")
        self.open_button = Button(tr("Open"), small=True)
        self.reveal_button = Button(tr("Show in folder"), icon="folder-open", small=True)
        self.open_button.clicked.connect(self._ask_to_open)
        self.reveal_button.clicked.connect(self._ask_to_reveal)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("file-text", "text-2", 16))
        row.addWidget(self._name, 1)
        row.addWidget(self._pages)
        row.addWidget(self.open_button)
        row.addWidget(self.reveal_button)
        self.body.setContentsMargins(14, 8, 8, 8)
        self.body.addLayout(row)
        self.hide()

    def show_progress(self, page: int) -> None:
        self._name.setText(tr("Writing the PDF"))
        self._show(tr("page {n}").format(n=page), has_file=False)

    def show_file(self, path: str, size: str) -> None:
        self._path = path
        self._name.setText(PurePath(path).name)
        self._show(size, has_file=True)

    def _show(self, text: str, *, has_file: bool) -> None:
        self._pages.setText(text)
        self.open_button.setVisible(has_file)
        self.reveal_button.setVisible(has_file)
        self.show()

    def _ask_to_open(self) -> None:
        self.open_requested.emit(self._path)

    def _ask_to_reveal(self) -> None:
        self.reveal_requested.emit(self._path)
