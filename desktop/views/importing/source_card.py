"""How the file was read: kind, encoding, headings, delimiter, and where its blocks go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.agenda_preview import AgendaPreview, SourceForm, Target
from desktop.domain.i18n import ntr, tr
from desktop.views.importing.choice import HeaderChoice, OpenChoice
from desktop.views.overlay import Panel
from desktop.views.widgets import Card, Text

HEIGHT = 34


class _Part(Panel):
    """A name, what it is, and a quiet line of what that means."""

    def __init__(self, name: str, control: QWidget, *edges: Qt.Edge) -> None:
        super().__init__("", *edges)
        self.note = Text("", "sub", elide=True)
        label = Text(name, "sub")
        label.setBuddy(control)
        control.setAccessibleName(name)
        control.setMinimumHeight(HEIGHT)  # what can't be chosen stands in line with what can
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(control)
        column.addWidget(self.note)


class SourceCard(Card):
    """Shown for every file, its own format too."""

    header_requested = Signal(object)  # line, or None
    sheet_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding = Text("", "strong", elide=True)
        self.delimiter = Text("", "strong", elide=True)
        self.sheet, self.header = OpenChoice(), HeaderChoice()
        self.goes = Text("", "strong", elide=True)
        self._read = _Part(tr("Source"), self.encoding)
        self._sheet = _Part(tr("Sheet"), self.sheet, Qt.Edge.LeftEdge)
        self._split = _Part(tr("Columns split by"), self.delimiter, Qt.Edge.LeftEdge)
        self.form = Text("", "strong", elide=True)
        self._form = _Part(tr("Read as"), self.form, Qt.Edge.LeftEdge)
        self._head = _Part(tr("Headings"), self.header, Qt.Edge.LeftEdge)
        self._goes = _Part(tr("Goes"), self.goes, Qt.Edge.LeftEdge)
        row = QHBoxLayout()
        row.setSpacing(0)
        for part, stretch in (
            (self._read, 3),
            (self._sheet, 3),
            (self._split, 3),
            (self._form, 5),
            (self._head, 5),
            (self._goes, 5),
        ):
            row.addWidget(part, stretch)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(row)
        self.header.activated.connect(self._on_header)
        self.sheet.activated.connect(self._on_sheet)

    def show_source(self, shown: AgendaPreview) -> None:
        """Idempotent."""
        source = shown.source
        is_table = source.form is SourceForm.TABLE
        is_lines = source.form is SourceForm.LINES
        self.encoding.setText(source.encoding)
        self._read.note.setText(_size(source.size))
        self._split.setVisible(is_table and not source.sheets)
        self._sheet.setVisible(bool(source.sheets))
        self._form.setVisible(not is_table)
        self._head.setVisible(not is_lines)
        self._show_form(shown)
        self.delimiter.setText(_delimiter_name(source.table.delimiter))
        columns = len(shown.columns)
        self._split.note.setText(ntr("{n} column", "{n} columns", columns))
        self.sheet.show_items([(name, name) for name in source.sheets])
        self.sheet.show_data(source.sheet)
        self._sheet.note.setText(
            ntr("the only one with cells", "{n} sheets with cells", len(source.sheets))
        )
        self.header.show_headers(shown.headers, shown.mapping.header_line)
        known = sum(column.field is not None for column in shown.columns)
        self._head.note.setText(
            tr("{known} of {n} columns are read").format(known=known, n=columns)
        )
        self._show_goes(shown)

    def _show_form(self, shown: AgendaPreview) -> None:
        read = ntr("{n} line is a block", "{n} lines are blocks", len(shown.blocks))
        if shown.source.form is SourceForm.LINES:
            self.form.setText(tr("Lines with times or lengths"))
            self._form.note.setText(read)
        else:
            self.form.setText(tr("A table in Markdown"))
            self._form.note.setText(ntr("{n} column", "{n} columns", len(shown.columns)))

    def _show_goes(self, shown: AgendaPreview) -> None:
        place, note = _target(shown.target)
        self.goes.setText(place)
        self._goes.note.setText(note)

    def _on_header(self, index: int) -> None:
        self.header_requested.emit(self.header.header_at(index))

    def _on_sheet(self, index: int) -> None:
        self.sheet_requested.emit(self.sheet.itemData(index))


def _target(target: Target) -> tuple[str, str]:
    if not target.title:
        return tr("Into a new workshop"), tr("named like the text or file, today")
    if not target.count:
        return tr("Into the empty agenda"), target.title
    after = ntr("After the block there", "After the {n} blocks there", target.count)
    return after, target.title


def _size(size: int) -> str:
    if size < 1_000:
        return ntr("{n} byte", "{n} bytes", size)
    return tr("{n} KB").format(n=round(size / 1_000))


def _delimiter_name(delimiter: str) -> str:
    return {
        ",": tr("Comma  ,"),
        ";": tr("Semicolon  ;"),
        "\t": tr("Tab"),
        "|": tr("Bar  |"),
    }.get(delimiter, delimiter)
