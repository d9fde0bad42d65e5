"""Says, after a bug, first what is safe, and gives the maintainers what they need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.views.overlay import Panel, make_bare
from desktop.views.widgets import Button, IconLabel, Text

WIDTH = 520
DETAIL_LINES = 8


class CrashDialog(QDialog):
    """Shown over the console, never over the stage. Closing it in any way goes on working."""

    def __init__(self, details: str, version: str, parent: QWidget | None = None) -> None:
        """`details` holds no text of the workshop: the kind of error, the file and the line."""
        super().__init__(parent)
        self._report = tr("{details}\nversion {version}").format(
            details=details.strip(), version=version
        )
        self.setWindowTitle(tr("OKR Facilitator"))
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self.copy_button = Button(tr("Copy details"), icon="copy")
        self.go_on_button = Button(tr("Go on"), key="Enter", role="primary")
        face = Panel("surface")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(face)
        rows = QVBoxLayout(face)
        rows.setContentsMargins(22, 20, 22, 18)
        rows.setSpacing(14)
        rows.addLayout(self._head())
        rows.addLayout(self._safe())
        rows.addWidget(self._details())
        rows.addLayout(self._answers())
        self.copy_button.clicked.connect(self._on_copy)
        self.go_on_button.clicked.connect(self.accept)
        self.go_on_button.setDefault(True)
        self.go_on_button.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("triangle-alert", "warn", 20))
        row.addWidget(Text(tr("Something broke here. Your work is safe."), role="title"))
        row.addStretch(1)
        return row

    def _safe(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(7)
        for words in (
            tr("All you did before is stored. Only the last click did nothing."),
            tr("The timer went on."),
            tr("The room saw none of this. The stage goes on as it was."),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("check", "ok", 14))
            row.addWidget(Text(words), 1)
            rows.addLayout(row)
        return rows

    def _details(self) -> QWidget:
        box = Panel("sunken", radius=6)
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        make_bare(text)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("For the maintainers"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(scaled(12))
        text.setFont(font)
        lines = min(DETAIL_LINES, self._report.count("\n") + 1)
        text.setFixedHeight(17 * lines + 10)
        head = QHBoxLayout()
        head.addWidget(Text(tr("For the maintainers")))
        head.addStretch(1)
        head.addWidget(Text(tr("no names, no workshop text"), role="sub"))
        rows = QVBoxLayout(box)
        rows.setContentsMargins(12, 9, 12, 10)
        rows.setSpacing(5)
        rows.addLayout(head)
        rows.addWidget(text)
        return box

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.go_on_button, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.setText(tr("Copied"))
