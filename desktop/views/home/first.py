"""Home before there is any workshop: one question, with the first answer under the fingers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.template import TemplateRow
from desktop.views.home.sample_card import SampleCard
from desktop.views.home.templates import TemplateList
from desktop.views.widgets import Button, Card, IconLabel, KeyHint, Text
from desktop.views.widgets.fit import fix_height
from desktop.views.widgets.follow import key_of_action

_ROW = 72


class FirstPage(QWidget):
    """Templates, an empty agenda, the sample, a file: four ways to begin."""

    new_requested = Signal(str)
    sample_requested = Signal()
    import_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.templates = TemplateList(tall=True)
        self.templates.open_requested.connect(self._new_from)
        self.empty = Button(tr("Start from an empty agenda"), icon="plus", key="Ctrl+N")
        key_of_action(self.empty, ActionId.FILE_NEW_WORKSHOP)
        self.empty.clicked.connect(self._new_empty)
        self.sample = SampleCard(tr("Look around first"))
        self.sample.sample_requested.connect(self.sample_requested)
        self.bring = Button(tr("An agenda, from a file"), icon="table-2")
        self.bring.clicked.connect(self._import)
        self.paste = Button(tr("An agenda, pasted"), icon="clipboard-list", key="Ctrl+V")
        self.paste.setAccessibleName(tr("Paste an agenda"))
        self.paste.clicked.connect(self._paste)
        self._lay_out()

    def show_templates(self, rows: Sequence[TemplateRow]) -> None:
        self.templates.show_templates(rows)
        fix_height(self.templates, _ROW * max(1, min(len(rows), 5)))
        self._card.setVisible(bool(rows))
        if rows and self.templates.chosen is None:
            self.templates.choose_row(0)

    def focus_first(self) -> None:
        """The first action: begin from the first template."""
        first = self.templates if self.templates.keys else self.empty
        first.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 24, 20, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 336)
        grid.setRowStretch(1, 1)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(Text(tr("What will you facilitate first?"), "big"))
        head.addWidget(
            Text(
                tr(
                    "Pick a shape. You get an agenda that adds up, "
                    "with every minute yours to change."
                ),
                "muted",
            )
        )
        grid.addLayout(head, 0, 0, 1, 2)
        grid.addLayout(self._left(), 1, 0)
        grid.addLayout(self._right(), 1, 1)

    def _left(self) -> QVBoxLayout:
        column, begin = QVBoxLayout(), QHBoxLayout()
        self._card = Card()
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.body.addWidget(self.templates)
        begin.setSpacing(6)
        begin.addWidget(self.empty)
        begin.addSpacing(6)
        for hint in ("↑", "↓"):
            begin.addWidget(KeyHint(hint))
        begin.addWidget(Text(tr("choose"), "sub"))
        begin.addWidget(KeyHint("Enter"))
        begin.addWidget(Text(tr("begin"), "sub"))
        begin.addStretch()
        column.setSpacing(14)
        column.addWidget(self._card)
        column.addLayout(begin)
        column.addStretch()
        column.addLayout(self._ways())
        return column

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        ways = (
            ("clipboard-list", tr("Prepare"), tr("An agenda with the end time always worked out.")),
            ("timer", tr("Run"), tr("One key per move. The timer survives a sleep and a crash.")),
            ("file-text", tr("Report"), tr("A PDF that is finished when the workshop is.")),
        )
        for icon, name, words in ways:
            row.addWidget(_Way(icon, name, words), 1)
        return row

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        bring, safe = Card(), Card()
        bring.body.setContentsMargins(16, 14, 16, 14)
        bring.body.setSpacing(10)
        bring.body.addWidget(Text(tr("Bring something with you"), "section"))
        for button in (self.bring, self.paste):
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch()
            bring.body.addLayout(line)
        words = Text(
            tr(
                "No account, no network, no server. "
                "Each step is stored as you make it, so there is no Save button."
            ),
            "muted",
        )
        words.setWordWrap(True)
        safe.body.setContentsMargins(16, 14, 16, 14)
        safe.body.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("laptop", "ok", 20))
        head.addWidget(Text(tr("Everything stays on this laptop"), "section"), 1)
        safe.body.addLayout(head)
        safe.body.addWidget(words)
        for card in (self.sample, bring, safe):
            column.addWidget(card)
        column.addStretch()
        return column

    def _new_from(self, name: object) -> None:
        self.new_requested.emit(str(name))

    def _new_empty(self) -> None:
        self.new_requested.emit("")

    def _import(self) -> None:
        self.import_requested.emit()

    def _paste(self) -> None:
        self.paste_requested.emit()


class _Way(QWidget):
    """One of the three things the app is for; not a control."""

    def __init__(self, icon: str, name: str, words: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(2, 10, 2, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        said = Text(words, "sub")
        said.setWordWrap(True)
        grid.addWidget(IconLabel(icon, "accent"), 0, 0)
        grid.addWidget(Text(name, "strong"), 0, 1)
        grid.addWidget(said, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, self.width(), 1), theme().color("line-strong"))
