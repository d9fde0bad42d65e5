"""What an import of people would do, shown and put right before anything is stored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import ntr, tr
from desktop.domain.people import Fate
from desktop.domain.roster_preview import RosterColumn, RosterPreview
from desktop.domain.roster_words import Column, column_name
from desktop.views.importing.choice import HeaderChoice
from desktop.views.importing.columns import ColumnsCard, ShownColumn
from desktop.views.importing.notes import Note, NotesCard
from desktop.views.overlay import CAPTURE_BAR, Overlay, Panel
from desktop.views.prepare.roster_rows import RosterTable
from desktop.views.privacy import privacy
from desktop.views.widgets import Button, Card, Chip, Text
from desktop.views.widgets.fit import fix_height

_WIDTH = 1154


class RosterPreviewOverlay(Overlay):
    """Enter imports, Esc leaves everything as it was."""

    import_requested = Signal()
    column_requested = Signal(int, object)  # position of the column, Column | None
    header_requested = Signal(object)  # line, or None

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, _WIDTH)
        self.setAccessibleName(tr("Import people"))
        self._preview: RosterPreview | None = None
        self.source = Chip("", "line", "file-text")
        self.details = Text(role="sub", elide=True)
        self.cancel = Button(tr("Cancel"), key="Esc")
        self.accept_button = Button(tr("Import"), key="Enter", role="primary")
        self.header = HeaderChoice()
        self.header.setAccessibleName(tr("Headings"))
        self.columns = ColumnsCard([(column_name(column), column) for column in Column])
        self.table = RosterTable()
        self.total = Text("", "sub")
        self.notes = NotesCard()
        self._lay_out()
        self.cancel.clicked.connect(self._leave)
        self.accept_button.clicked.connect(self._accept)
        self.header.activated.connect(self._on_header)
        self.columns.field_requested.connect(self.column_requested)
        privacy().add_pane(self)

    def show_preview(self, preview: RosterPreview) -> None:
        """Idempotent; the focus stays where it is, and begins on the button that imports."""
        is_open = self.isVisible()
        self._preview = preview
        self.source.show_state(preview.source.name, "line", "file-text")
        self.details.setText(preview.source.details)
        hidden = privacy().hidden
        headers = [(line, "" if hidden else words) for line, words in preview.headers]
        self.header.show_headers(headers, preview.mapping.header_line)
        self.columns.show_columns([_shown(column) for column in preview.columns])
        self.table.show_preview(preview, keep_place=is_open)
        self._show_notes(preview)
        new, changed = preview.count(Fate.NEW), preview.count(Fate.CHANGED)
        self.total.setText(_total(preview))
        can = bool(new or changed)
        self.accept_button.setText(_deed(preview, new, changed))
        self.accept_button.setAccessibleName(self.accept_button.text())
        had_focus = self.accept_button.hasFocus()
        self.accept_button.setEnabled(can)
        first = self.accept_button if can else self._to_mend(preview)
        if not is_open:
            self.open_over(first)
        elif had_focus and not can:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_privacy(self) -> None:
        """Private cells hide, or are there again."""
        if self._preview is not None and self.isVisible():
            self.show_preview(self._preview)

    def _to_mend(self, preview: RosterPreview) -> QWidget:
        """Where it can be put right that nobody comes in."""
        return self.cancel if preview.refusal is None else self.columns.rows[0].choice

    def _show_notes(self, preview: RosterPreview) -> None:
        notes: list[Note] = []
        refusal, file = preview.refusal, preview.file
        if refusal is not None:
            notes.append(("triangle-alert", "over", refusal.what))
            notes.append(("info", "text-3", refusal.hint))
        if preview.mapping.header_line is None:
            notes.append(("info", "text-3", _without_headings(loose=preview.mapping.loose)))
        private = file.private if privacy().hidden else frozenset[str]()
        said = [words for words in file.warnings if words not in private]
        if private:
            words = ntr(
                "{n} note quotes what is private and is hidden.",
                "{n} notes quote what is private and are hidden.",
                len(private),
            )
            said.append(words)
        notes += [("triangle-alert", "warn", words) for words in said]
        if file.skipped:
            n = len(file.skipped)
            words = ntr(
                "{n} line is skipped; the list says why.",
                "{n} lines are skipped; the list says why.",
                n,
            )
            notes.append(("minus", "text-3", words))
        if not notes:
            notes.append(("check", "ok", tr("Every line and every column is read.")))
        refused = refusal is not None
        title = tr("Can't be imported yet") if refused else tr("Skipped or changed")
        self.notes.show_all(title, notes)

    def _lay_out(self) -> None:
        headings = Card()
        headings.body.setContentsMargins(14, 9, 14, 9)
        line = QHBoxLayout()
        line.setSpacing(12)
        label = Text(tr("Headings"), "section")
        label.setBuddy(self.header)
        line.addWidget(label)
        line.addWidget(self.header, 1)
        headings.body.addLayout(line)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(headings)
        left.addWidget(self.columns, 1)
        people = Card()
        people.body.setContentsMargins(1, 1, 1, 6)
        people.body.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 6)
        top.addWidget(Text(tr("You get"), "section"))
        top.addStretch(1)
        top.addWidget(self.total)
        people.body.addLayout(top)
        people.body.addWidget(self.table, 1)
        parts = QHBoxLayout()
        parts.setContentsMargins(20, 14, 20, 18)
        parts.setSpacing(12)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(people, 5)
        right.addWidget(self.notes, 2)
        parts.addLayout(left, 35)
        parts.addLayout(right, 75)
        self.body.addWidget(self._head())
        self.body.addLayout(parts, 1)

    def _head(self) -> QWidget:
        head = Panel("", Qt.Edge.BottomEdge)
        fix_height(head, 60)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(Text(tr("Import people"), "page"))
        row.addWidget(self.source)
        row.addWidget(self.details, 1)
        promise = Text(tr("Nothing is stored yet. One undo takes it back."), "sub", elide=True)
        row.addWidget(promise)
        row.addWidget(self.cancel)
        row.addWidget(self.accept_button)
        return head

    def _on_header(self, index: int) -> None:
        self.header_requested.emit(self.header.header_at(index))

    def _accept(self) -> None:
        if self.accept_button.isEnabled():
            self.import_requested.emit()

    def _leave(self) -> None:
        self.dismiss()

    @override
    def card_height(self, room: int) -> int:
        return room - CAPTURE_BAR

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From wherever the focus is: no field in here takes Enter for itself.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            event.accept()
            self._accept()
            return
        super().keyPressEvent(event)


def _shown(column: RosterColumn) -> ShownColumn:
    """The column as it may be seen now."""
    samples = column.samples
    if privacy().hidden and column.private:
        samples = tr("hidden in one-screen mode")
    return ShownColumn(column.heading, samples, column.column, column.clash)


def _without_headings(*, loose: bool) -> str:
    if loose:
        return tr("No headings: each line is read as name, team, role; an e-mail may be anywhere.")
    return tr("No headings: the columns were guessed by what stands in them.")


def _total(preview: RosterPreview) -> str:
    """Who comes in, who is there already, what is skipped."""
    new, changed = preview.count(Fate.NEW), preview.count(Fate.CHANGED)
    same, skipped = preview.count(Fate.SAME), len(preview.file.skipped)
    parts = [
        (new, tr("{n} new")),
        (changed, tr("{n} changed")),
        (same, tr("{n} in the list already")),
        (skipped, tr("{n} skipped")),
    ]
    return " · ".join(words.format(n=n) for n, words in parts if n)


def _deed(preview: RosterPreview, new: int, changed: int) -> str:
    """What the button does, in numbers."""
    if preview.refusal is not None:
        return tr("Import")
    if not new and not changed:
        return tr("Nothing new")
    if not new:
        return ntr("Change {n} person", "Change {n} people", changed)
    return ntr("Import {n} person", "Import {n} people", new + changed)
