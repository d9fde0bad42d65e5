"""The agenda in the middle of Prepare: strip, legend, blocks, and the keys that act on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.fonts import scaled
from desktop.domain.agenda import Slot
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.views.overlay import focused_in
from desktop.views.painting import Rule
from desktop.views.prepare.agenda_list import AgendaList
from desktop.views.prepare.agenda_model import clash_words, lines_of
from desktop.views.prepare.strip import CategoryStrip
from desktop.views.when import room_s
from desktop.views.widgets import Button, Card, IconLabel, KeyHint, Text
from desktop.views.widgets.follow import key_of_action

_HINTS_FROM = 400
"""Pixels the card must be wide to name its keys."""

_LEAST = 230
_NAMES_FROM = 420
"""Pixels it must be wide for words on the buttons of its head."""


class AgendaCard(Card):
    """Shows the blocks, or how to begin while there are none."""

    add_requested = Signal()
    import_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = AgendaList()
        self.strip = CategoryStrip()
        self.total = Text(role="strong")
        self.room = Text(role="sub")
        self.bring = Button("", icon="file-up", small=True)
        self.bring.setAccessibleName(tr("Import an agenda"))
        self.bring.setToolTip(tr("Read an agenda from a table, a Markdown or a text file"))
        self.paste = Button("", icon="clipboard-list", small=True)
        self.paste.setAccessibleName(tr("Paste an agenda"))
        self.paste.setToolTip(tr("Read an agenda from the clipboard (Ctrl+V in the list)"))
        self.add = Button(tr("Add block"), icon="plus", key="B", role="quiet")
        key_of_action(self.add, ActionId.PREPARE_ADD_BLOCK)
        self.begin = Button(tr("Add the first block"), icon="plus", key="B", role="primary")
        key_of_action(self.begin, ActionId.PREPARE_ADD_BLOCK)
        self.begin_import = Button(tr("Import a file"), icon="file-up")
        self.begin_paste = Button(tr("Paste text"), icon="clipboard-list", key="Ctrl+V")
        self.clash = Text(role="sub")
        self._clash = QWidget()
        self.since = Text(role="sub")
        self._hints = QWidget()
        self._filled = QWidget()
        self._empty = self._make_empty()
        self._lay_out()
        for button in (self.add, self.begin):
            button.clicked.connect(self._add)
        for button in (self.bring, self.begin_import):
            button.clicked.connect(self._import)
        for button in (self.paste, self.begin_paste):
            button.clicked.connect(self._paste)

    def show_agenda(
        self, row: WorkshopRow, agenda: Sequence[AgendaRow], slots: Sequence[Slot], choose: str
    ) -> None:
        """Idempotent; the ring goes to the block with the uid `choose`."""
        planned = sum(item.planned_s for item in agenda)
        self.total.setText(format_minutes(planned))
        self.room.setText(tr("of {n} min").format(n=format_minutes(room_s(row))))
        self.strip.show_agenda(agenda)
        self.list.show_lines(lines_of(agenda, slots, row.zone), choose)
        self.clash.setText(clash_words(agenda, slots))
        self._clash.setVisible(bool(self.clash.text()))
        self._show_page(filled=bool(agenda))

    def show_changes(self, number: int) -> None:
        """In how many points the agenda is another one than the run ended with."""
        if number or not self.since.isHidden():
            from desktop.domain.record_words import changes_count  # noqa: PLC0415  after a run

            self.since.setText(changes_count(number))
            self.since.setVisible(bool(number))

    def _show_page(self, *, filled: bool) -> None:
        """Swap the two pages; the focus goes along, or Qt would hand it to the next button."""
        page, other = (self._filled, self._empty) if filled else (self._empty, self._filled)
        focus = focused_in(self.window())
        page.show()
        if focus is not None and other.isAncestorOf(focus):
            (self.list if filled else self.begin).setFocus()
        other.hide()

    def _lay_out(self) -> None:
        self._lay_out_clash()
        head, foot, filled = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self._filled)
        head.setContentsMargins(14, 10, 14, 0)
        head.setSpacing(4)
        head.addWidget(Text(tr("Agenda"), "section"))
        head.addStretch()
        head.addWidget(self.total)
        head.addWidget(self.room)
        head.addSpacing(8)
        head.addWidget(self.bring)
        head.addWidget(self.paste)
        strip = QHBoxLayout()
        strip.setContentsMargins(14, 8, 14, 8)
        strip.addWidget(self.strip)
        foot.setContentsMargins(6, 6, 14, 6)
        foot.setSpacing(6)
        foot.addWidget(self.add)
        foot.addStretch()
        self._hints.setMinimumWidth(1)  # they go before anything else is cut
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        hints.setSpacing(6)
        for keys, words in (
            (("←", "→"), tr("5 min")),
            (("Alt", "↑", "↓"), tr("move")),
            (("Enter",), tr("edit")),
        ):
            for key in keys:
                hints.addWidget(KeyHint(key))
            hints.addWidget(Text(words, "sub"))
            hints.addSpacing(4)
        foot.addWidget(self._hints)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(0)
        filled.addLayout(strip)
        filled.addWidget(Rule())
        filled.addWidget(self.list, 1)
        filled.addWidget(Rule())
        filled.addWidget(self._clash)
        filled.addWidget(self.since)
        filled.addLayout(foot)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._filled, 1)
        self.body.addWidget(self._empty, 1)

    def _lay_out_clash(self) -> None:
        self.since.hide()
        self.since.setWordWrap(True)
        self.since.setContentsMargins(14, 8, 14, 0)
        self._clash.hide()
        self.clash.setWordWrap(True)
        self.clash.set_tone("warn")
        row = QHBoxLayout(self._clash)
        row.setContentsMargins(14, 8, 14, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("clock-alert", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.clash, 1)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column, row = QVBoxLayout(page), QHBoxLayout()
        column.setContentsMargins(14, 28, 14, 14)
        column.setSpacing(6)
        column.addWidget(Text(tr("What happens first?"), "big"))
        words = Text(
            tr(
                "Add a block and give it a length. Start times and the end follow by themselves. "
                "An agenda in a table, a document or a mail can be brought in."
            ),
            "muted",
        )
        words.setWordWrap(True)
        row.setSpacing(8)
        for button in (self.begin, self.begin_import, self.begin_paste):
            row.addWidget(button)
        row.addStretch()
        self._ways = row
        column.addWidget(words)
        column.addSpacing(10)
        column.addLayout(row)
        column.addStretch()
        return page

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hints.setVisible(self.width() >= scaled(_HINTS_FROM))
        whole = self.width() >= scaled(_NAMES_FROM)
        self._name_buttons(whole=whole)
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self._ways.setDirection(across if whole else down)

    @override
    def minimumSizeHint(self) -> QSize:
        """Less than the words on its buttons need: in a narrow card they give way."""
        return QSize(scaled(_LEAST), super().minimumSizeHint().height())

    def _name_buttons(self, *, whole: bool) -> None:
        """With their words, or as icons only where those would be cut."""
        for button, word, spoken in (
            (self.bring, tr("Import"), tr("Import an agenda")),
            (self.paste, tr("Paste"), tr("Paste an agenda")),
        ):
            button.setText(word if whole else "")
            button.setAccessibleName(spoken)

    def _add(self) -> None:
        self.add_requested.emit()

    def _import(self) -> None:
        self.import_requested.emit()

    def _paste(self) -> None:
        self.paste_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()  # no field in here takes it
        else:
            super().keyPressEvent(event)
