"""An agenda before it is stored: how it was read, what it makes, where that goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.agenda_preview import AgendaPreview, SourceForm
from desktop.domain.agenda_words import Field, field_name
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.views.importing.blocks import BlocksTable
from desktop.views.importing.columns import ColumnsCard, ShownColumn
from desktop.views.importing.notes import NotesCard
from desktop.views.importing.source_card import SourceCard
from desktop.views.overlay import CAPTURE_BAR, Overlay, Panel
from desktop.views.widgets import Button, Card, Chip, Text
from desktop.views.widgets.fit import fix_height

WIDTH = 1154


class ImportOverlay(Overlay):
    """Enter imports, Esc leaves everything as it was, Ctrl+V reads the clipboard instead."""

    import_requested = Signal()
    field_requested = Signal(int, object)  # position of the column, Field | None
    header_requested = Signal(object)  # line, or None
    sheet_requested = Signal(str)
    paste_requested = Signal()

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, WIDTH)
        self.setAccessibleName(tr("Import an agenda"))
        self.file = Chip("", "line", "file-text")
        self.promise = Text(tr("Nothing is stored yet. One undo takes it back."), "sub", elide=True)
        self.cancel = Button(tr("Cancel"), key="Esc")
        self.confirm = Button(tr("Import"), key="Enter", role="primary")
        self.paste = Button(tr("Paste text"), icon="clipboard-list", key="Ctrl+V", role="quiet")
        self.paste.setToolTip(tr("Read what is on the clipboard instead"))
        self.source = SourceCard()
        self.columns = ColumnsCard([(field_name(field), field) for field in Field])
        self.table = BlocksTable()
        self.total = Text("", "sub")
        self.notes = NotesCard()
        self.waiting = Text("", "muted")
        self._work = QWidget()
        self._lay_out()
        self.cancel.clicked.connect(self._on_cancel)
        self.confirm.clicked.connect(self._ask)
        self.paste.clicked.connect(self._ask_to_paste)
        self.source.header_requested.connect(self.header_requested)
        self.source.sheet_requested.connect(self.sheet_requested)
        self.columns.field_requested.connect(self.field_requested)

    def show_reading(self, name: str) -> None:
        """The file is being read; Esc still leaves."""
        self.file.show_state(name, "line", "file-text")
        self.waiting.setText(tr("Reading {name} …").format(name=name))
        self._show_work(on=False)
        self.confirm.setEnabled(False)
        self.confirm.setText(tr("Import"))
        # Not on Cancel: a second Enter meant for the file must not leave the import.
        self.open_over(self)

    def show_preview(self, shown: AgendaPreview) -> None:
        """Idempotent; the focus stays where it is, and begins on Import."""
        is_first = not self._work.isVisible()
        self.file.show_state(shown.source.name, "line", "file-text")
        self.source.show_source(shown)
        self.columns.show_columns(
            [ShownColumn(each.heading, each.samples, each.field) for each in shown.columns],
            of_lines=shown.source.form is SourceForm.LINES,
        )
        self.table.blocks.show_blocks(shown.blocks)
        self.notes.show_notes(shown)
        count = len(shown.blocks)
        self.total.setText(
            tr("{blocks} · {n} min").format(
                blocks=ntr("{n} block", "{n} blocks", count), n=format_minutes(shown.planned_s)
            )
        )
        can = shown.file is not None
        # where the refusal can be mended; a table made of lines has no line of headings
        mend = self.source.header if shown.headers else self.columns.rows[0].choice
        if not can and self.confirm.hasFocus():
            mend.setFocus(Qt.FocusReason.OtherFocusReason)
        self.confirm.setEnabled(can)
        self.confirm.setText(
            ntr("Import {n} block", "Import {n} blocks", count) if can else tr("Import")
        )
        self._show_work(on=True)
        first = self.confirm if can else mend
        if not self.isVisible():
            self.open_over(first)
        elif is_first:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def card_height(self, room: int) -> int:
        return room - CAPTURE_BAR

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From wherever the focus is: no field in here takes Enter for itself.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            event.accept()
            self._ask()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            self._ask_to_paste()
            return
        super().keyPressEvent(event)

    def _show_work(self, *, on: bool) -> None:
        self._work.setVisible(on)
        self.waiting.setVisible(not on)

    def _ask(self) -> None:
        if self.confirm.isEnabled():
            self.import_requested.emit()

    def _ask_to_paste(self) -> None:
        self.paste_requested.emit()

    def _on_cancel(self) -> None:
        self.dismiss()

    def _lay_out(self) -> None:
        blocks = Card()
        head = QHBoxLayout()
        head.setContentsMargins(8, 10, 8, 6)
        head.addWidget(Text(tr("You get"), "section"))
        head.addStretch(1)
        head.addWidget(self.total)
        blocks.body.setContentsMargins(7, 1, 7, 6)
        blocks.body.setSpacing(0)
        blocks.body.addLayout(head)
        blocks.body.addWidget(self.table, 1)
        parts = QHBoxLayout()
        parts.setSpacing(12)
        for card, stretch in ((self.columns, 36), (blocks, 46), (self.notes, 28)):
            parts.addWidget(card, stretch)
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.source)
        column.addLayout(parts, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 14, 20, 18)
        inside.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self._work, 1)
        self.body.addWidget(self._head())
        self.body.addLayout(inside, 1)

    def _head(self) -> QWidget:
        head = Panel("", Qt.Edge.BottomEdge)
        fix_height(head, 60)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(Text(tr("Import an agenda"), role="page"))
        row.addWidget(self.file)
        row.addStretch(1)
        row.addWidget(self.promise)
        row.addWidget(self.paste)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)
        return head
