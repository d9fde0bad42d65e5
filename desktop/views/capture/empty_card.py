"""What Capture shows before the first note: every kind, its letter and an example."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.symbols import CAPTURE, capture_name
from desktop.bridge.theme import theme
from desktop.domain.capture import LETTERS
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.views.widgets import Card, IconLabel, KeyHint, Text

ROW_HEIGHT = 34
LEFT_COLUMN = (
    CaptureKind.OBSERVATION,
    CaptureKind.HYPOTHESIS,
    CaptureKind.OPEN_QUESTION,
    CaptureKind.IDEA,
    CaptureKind.PARKING_LOT,
    CaptureKind.DECISION,
    CaptureKind.NEED,
)
RIGHT_COLUMN = (
    CaptureKind.KEEP,
    CaptureKind.CHANGE,
    CaptureKind.LEARNED,
    CaptureKind.UNSURE,
    CaptureKind.RISK,
    CaptureKind.ACTION,
)


class EmptyCard(Card):
    """Teaches the capture bar by example; nothing on it needs a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.setContentsMargins(20, 18, 20, 16)
        self.body.setSpacing(4)
        self.body.addWidget(Text(tr("Hear something worth keeping? Press / and type."), role="big"))
        how = Text(
            tr(
                "A letter and Space become a label, Backspace turns it back."
                " Enter stores and waits for the next; Esc takes you back."
            ),
            role="muted",
        )
        how.setWordWrap(True)
        self.body.addWidget(how)
        self.body.addSpacing(8)
        self.body.addLayout(_table())


def example(kind: CaptureKind) -> str:
    """What such a note may say."""
    examples = {
        CaptureKind.OBSERVATION: tr("Few people had read the pre-work"),
        CaptureKind.HYPOTHESIS: tr("The examples slide was too much"),
        CaptureKind.OPEN_QUESTION: tr("Who counts a group booking?"),
        CaptureKind.IDEA: tr("One question per page"),
        CaptureKind.PARKING_LOT: tr("One uptime objective for two?"),
        CaptureKind.DECISION: tr("Drafts go to reviewers first"),
        CaptureKind.NEED: tr("Half a day of an analyst"),
        CaptureKind.KEEP: tr("Hearing the other drafts"),
        CaptureKind.CHANGE: tr("Cut the slides"),
        CaptureKind.LEARNED: tr("Why Support asks for our data"),
        CaptureKind.UNSURE: tr("What is a key result, what a task?"),
        CaptureKind.RISK: tr("The spring timetable moves"),
        CaptureKind.ACTION: tr("a @nell !fri share the checklist"),
    }
    return examples[kind]


def _table() -> QHBoxLayout:
    both = QHBoxLayout()
    both.setSpacing(28)
    letters = {kind: letter for letter, kind in LETTERS.items()}
    for kinds in (LEFT_COLUMN, RIGHT_COLUMN):
        half = _Half()
        for row, kind in enumerate(kinds):
            half.add_kind(row, kind, letters[kind])
        if len(kinds) < len(LEFT_COLUMN):
            half.add_line(len(kinds), tr("No letter: an observation"))
        both.addWidget(half, 1)
    return both


class _Half(QWidget):
    """One column of kinds with a line above each row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, 26)
        self._grid.setColumnMinimumWidth(1, 18)
        self._grid.setColumnMinimumWidth(2, 96)
        self._grid.setColumnStretch(3, 1)

    def add_kind(self, row: int, kind: CaptureKind, letter: str) -> None:
        symbol = CAPTURE[kind]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(KeyHint(letter), row, 0, left)
        self._grid.addWidget(IconLabel(symbol.icon, symbol.token, 16), row, 1, left)
        self._grid.addWidget(Text(capture_name(kind), role="body"), row, 2, left)
        self._grid.addWidget(Text(example(kind), role="muted", elide=True), row, 3)
        self._close_row(row)

    def add_line(self, row: int, text: str) -> None:
        self._grid.addWidget(Text(text, role="muted"), row, 2, 1, 2)
        self._close_row(row)

    def _close_row(self, row: int) -> None:
        self._grid.setRowMinimumHeight(row, scaled(ROW_HEIGHT))
        self._rows = row + 1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in range(self._rows):
            top = self._grid.cellRect(row, 0).top()
            painter.fillRect(0, top, self.width(), 1, theme().color("line"))
