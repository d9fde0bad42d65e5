"""The finished workshops with the drift they ended with, one line each."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.home.choices import ChoiceList
from desktop.views.home.delegates import PastDelegate, past_rects
from desktop.views.painting import LEADING, RIGHT, draw_text, font_at
from desktop.views.privacy import privacy
from desktop.views.widgets import Card, KeyHint, Text
from desktop.views.widgets.fit import fix_height
from desktop.views.widgets.follow import key_of_action


class PastHeader(QWidget):
    """The column names, on the same columns as the rows."""

    def __init__(self, rows: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._font = font_at(12)
        self._names: tuple[str, ...] = ()
        self.show_names()
        fix_height(self, 25)
        # A scroll bar makes the rows narrower, and the column names move with them.
        rows.verticalScrollBar().rangeChanged.connect(self._moved)

    def show_names(self) -> None:
        """How late a run ended is private."""
        public = (tr("Name"), tr("Date"), tr("Blocks"))
        self._names = public if privacy().hidden else (*public, tr("Drift"))
        self.setAccessibleName(", ".join(self._names))
        self.update()

    def _moved(self) -> None:
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 25)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme().color("text-3")
        bar = self._rows.verticalScrollBar()
        # Not of viewport(), as `icons.device_ratio` says.
        width = self._rows.maximumViewportSize().width() - bar.width() * bar.isVisible()
        cells = past_rects(QRect(0, 0, width, 18))
        for at, (cell, name) in enumerate(zip(cells, self._names, strict=False)):
            draw_text(painter, cell, name, self._font, color, RIGHT if at > 1 else LEADING)


class PastCard(Card):
    """Title, column names, the rows, and the keys that act on them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ChoiceList(tr("Past workshops"), can_delete=True)
        self.list.setItemDelegate(PastDelegate(self.list))
        self.empty = Text(tr("Finished workshops stand here, with how far they drifted."), "muted")
        self.header = PastHeader(self.list)
        self._keys = QWidget()
        self._note = Text(tr("Drift: minutes after the planned end"), "sub")
        self._lay_out()
        self.show_state(empty=True, searching=False)

    def show_state(self, *, empty: bool, searching: bool) -> None:
        """Rows, or one line that says why there are none."""
        words = (
            tr("No finished workshop has these words in its title.")
            if searching
            else tr("Finished workshops stand here, with how far they drifted.")
        )
        self.empty.setText(words)
        self.empty.setVisible(empty)
        for part in (self.list, self.header, self._keys):
            part.setVisible(not empty)
        self.header.show_names()
        self._note.setVisible(not empty and not privacy().hidden)

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout(self._keys)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Text(tr("Past"), "section"))
        head.addStretch()
        head.addWidget(self._note)
        keys.setContentsMargins(16, 8, 16, 0)
        keys.setSpacing(6)
        for hints, words in ((("↑", "↓"), tr("choose")), (("Enter",), tr("open"))):
            for hint in hints:
                keys.addWidget(KeyHint(hint))
            keys.addWidget(Text(words, "sub"))
            keys.addSpacing(6)
        copy = KeyHint("D")
        key_of_action(copy, ActionId.FILE_DUPLICATE)
        keys.addWidget(copy)
        keys.addWidget(Text(tr("duplicate"), "sub"))
        keys.addSpacing(6)
        keys.addWidget(KeyHint("Del"))
        keys.addWidget(Text(tr("delete, Ctrl+Z brings it back"), "sub"))
        keys.addStretch()
        self.body.setContentsMargins(1, 12, 1, 10)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addSpacing(6)
        self.body.addWidget(self.header)
        self.empty.setContentsMargins(16, 4, 16, 0)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._keys)
        self.body.addStretch()
