"""How the file was read: kind, encoding, headings, delimiter, and where its blocks go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.agenda_preview import AgendaPreview, Target
from desktop.domain.i18n import ntr, tr
from desktop.views.importing.choice import OpenChoice
from desktop.views.overlay import Panel
from desktop.views.widgets import Card, Text

NO_HEADINGS = -1
"""Stands for None in the list of lines: a list can't hold that as a value."""


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
        self.sheet, self.header = OpenChoice(), OpenChoice()
        self.goes = Text("", "strong", elide=True)
        self._read = _Part(tr("File"), self.encoding)
        self._sheet = _Part(tr("Sheet"), self.sheet, Qt.Edge.LeftEdge)
        self._split = _Part(tr("Columns split by"), self.delimiter, Qt.Edge.LeftEdge)
        self._head = _Part(tr("Headings"), self.header, Qt.Edge.LeftEdge)
        self._goes = _Part(tr("Goes"), self.goes, Qt.Edge.LeftEdge)
        row = QHBoxLayout()
        row.setSpacing(0)
        for part, stretch in (
            (self._read, 3),
            (self._sheet, 3),
            (self._split, 3),
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
        is_text = not source.sheets
        self.encoding.setText(source.encoding)
        self._read.note.setText(_size(source.size))
        self._split.setVisible(is_text)
        self._sheet.setVisible(not is_text)
        self.delimiter.setText(_delimiter_name(source.table.delimiter))
        columns = len(shown.columns)
        self._split.note.setText(ntr("{n} column", "{n} columns", columns))
        _fill(self.sheet, [(name, name) for name in source.sheets])
        self.sheet.show_data(source.sheet)
        self._sheet.note.setText(
            ntr("the only one with cells", "{n} sheets with cells", len(source.sheets))
        )
        lines = [(tr("Line {n}: {words}").format(n=n, words=w), n) for n, w in shown.headers]
        _fill(self.header, [*lines, (tr("No line names the columns"), NO_HEADINGS)])
        line = shown.mapping.header_line
        self.header.show_data(NO_HEADINGS if line is None else line)
        known = sum(column.field is not None for column in shown.columns)
        self._head.note.setText(
            tr("{known} of {n} columns are read").format(known=known, n=columns)
        )
        place, note = _target(shown.target)
        self.goes.setText(place)
        self._goes.note.setText(note)

    def _on_header(self, index: int) -> None:
        line = self.header.itemData(index)
        self.header_requested.emit(None if line == NO_HEADINGS else line)

    def _on_sheet(self, index: int) -> None:
        self.sheet_requested.emit(self.sheet.itemData(index))


def _fill(choice: OpenChoice, items: list[tuple[str, object]]) -> None:
    """Anew only when they are others: an open list must not close under a hand."""
    if [(choice.itemText(n), choice.itemData(n)) for n in range(choice.count())] != items:
        choice.clear()
        for words, value in items:
            choice.addItem(words, value)


def _target(target: Target) -> tuple[str, str]:
    if not target.title:
        return tr("Into a new workshop"), tr("named like the file, today")
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
