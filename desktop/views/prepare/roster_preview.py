"""What an import of people would do, shown before anything is stored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import ntr, tr
from desktop.domain.people import Fate
from desktop.domain.roster import ColumnUse, RosterPreview, column_name
from desktop.views.capture.flow_layout import FlowLayout
from desktop.views.overlay import CAPTURE_BAR, Overlay
from desktop.views.painting import Rule
from desktop.views.prepare.roster_rows import RosterRows, lines_of
from desktop.views.widgets import Button, Chip, Text

_WIDTH = 1040
_WARNINGS = 4  # lines; the rest is counted


class RosterPreviewOverlay(Overlay):
    """Enter imports, Esc leaves everything as it was."""

    accepted = Signal(object)  # RosterPreview

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, _WIDTH)
        self._preview: RosterPreview | None = None
        self.source = Chip("", "line", "file-text")
        self.details = Text(role="sub", elide=True)
        self.cancel = Button(tr("Cancel"), key="Esc")
        self.accept_button = Button(tr("Import"), key="Enter", role="primary")
        self.rows = RosterRows()
        self.warnings = Text(role="sub")
        self.warnings.set_tone("warn")
        self.warnings.setWordWrap(True)
        self._columns = QWidget()
        self._lay_out()
        self.cancel.clicked.connect(self._leave)
        self.accept_button.clicked.connect(self._accept)

    def show_preview(self, preview: RosterPreview) -> None:
        """Open on this list; the focus is on the button that imports it."""
        self._preview = preview
        self.source.show_state(preview.source, "line", "file-text")
        self.details.setText(preview.details)
        self._show_columns(preview.file.columns)
        self.rows.show_lines(lines_of(preview))
        self._show_warnings(preview.file.warnings)
        new, changed = preview.count(Fate.NEW), preview.count(Fate.CHANGED)
        self.accept_button.setText(_deed(new, changed))
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(bool(new or changed))
        self.body.invalidate()  # its height follows the new lines
        self.open_over(self.accept_button if new or changed else self.cancel)
        self.place_card()

    def _show_columns(self, columns: tuple[ColumnUse, ...]) -> None:
        flow = self._columns.layout()
        assert flow is not None
        while (item := flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for use in columns:
            if use.column is None:
                chip = Chip(tr("{heading}: left out").format(heading=use.heading), "idle", "minus")
            else:
                name = column_name(use.column)
                same = name.casefold() == use.heading.casefold()
                chip = Chip(name if same else f"{use.heading} → {name}", "ok", "check")
            flow.addWidget(chip)
        if not columns:
            words = tr("No headings: each line is read as name, team, role.")
            flow.addWidget(Text(words, "sub"))

    def _show_warnings(self, warnings: tuple[str, ...]) -> None:
        rest = len(warnings) - _WARNINGS
        lines = list(warnings[:_WARNINGS])
        if rest > 0:
            lines.append(ntr("and {n} more", "and {n} more", rest))
        self.warnings.setText("\n".join(lines))
        self.warnings.setVisible(bool(lines))

    def _lay_out(self) -> None:
        head, deeds, page = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(tr("Import people"), "page"))
        head.addSpacing(4)
        head.addWidget(self.source)
        head.addWidget(self.details, 1)
        head.addWidget(Text(tr("Nothing is stored yet. Undo takes it back."), "sub"))
        head.addWidget(self.cancel)
        head.addWidget(self.accept_button)
        flow = FlowLayout(self._columns)
        flow.setContentsMargins(0, 0, 0, 0)
        page.setContentsMargins(18, 16, 18, 12)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(self._columns)
        page.addWidget(self.warnings)
        deeds.setContentsMargins(1, 0, 1, 10)
        deeds.setSpacing(0)
        deeds.addWidget(Rule())
        deeds.addWidget(self.rows, 1)
        self.body.addLayout(page)
        self.body.addLayout(deeds, 1)

    def _accept(self) -> None:
        preview = self._preview
        if preview is not None and self.accept_button.isEnabled():
            self.dismiss()
            self.accepted.emit(preview)

    def _leave(self) -> None:
        self.dismiss()

    @override
    def card_height(self, room: int) -> int:
        return super().card_height(room - CAPTURE_BAR)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
            return
        super().keyPressEvent(event)


def _deed(new: int, changed: int) -> str:
    """What the button does, in numbers."""
    if not new and not changed:
        return tr("Nothing new")
    if not new:
        return ntr("Change {n} person", "Change {n} people", changed)
    return ntr("Import {n} person", "Import {n} people", new + changed)
