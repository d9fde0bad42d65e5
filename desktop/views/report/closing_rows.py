"""The rows of "Before you close": a mark, what it is about, and the fields that settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.views.okrs.keeping import Ask, FieldKeeper
from desktop.views.painting import Rule
from desktop.views.prepare.wrapped import Wrapped
from desktop.views.report.segment import Segment
from desktop.views.widgets import Card, Field, IconLabel, Text
from desktop.views.widgets.fit import fix_width

FIELD = 118
_WORDS = 140
"""Pixels the words of a row keep beside its fields, or the fields go below them."""


class Answers(QWidget):
    """Segments of which one is chosen, or none while nobody has answered."""

    chosen = Signal(str)  # the value, by a person's hand

    def __init__(self, texts: Mapping[str, str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segments: dict[str, Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value, text in texts.items():
            segment = Segment(text)
            segment.setAccessibleName(f"{name}, {text}")
            self.segments[value] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttonClicked.connect(self._on_clicked)

    def name_it(self, name: str) -> None:
        """What the answers are about, for screen readers."""
        for segment in self.segments.values():
            segment.setAccessibleName(f"{name}, {segment.text()}")

    def show_value(self, value: str) -> None:
        """Take over what is stored; a value that is none of them leaves all unchosen."""
        self._group.setExclusive(False)
        for key, segment in self.segments.items():
            segment.setChecked(key == value)
        self._group.setExclusive(True)

    def _on_clicked(self, button: object) -> None:
        value = next((key for key, each in self.segments.items() if each is button), "")
        if value:
            self.chosen.emit(value)


class NamedField(Field):
    """A narrow field that completes the names it is given."""

    def __init__(self, hint: str, width: int = FIELD, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._names: tuple[str, ...] = ()
        self.setPlaceholderText(hint)
        fix_width(self, width)

    def show_names(self, names: Sequence[str]) -> None:
        """Who could be meant."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        completer = QCompleter(list(names), self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)


class CloseRow(QWidget):
    """Up and Down go to the row above and below from each of its controls."""

    moved_on = Signal(int, int)  # up or down; which control

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Wrapped(middle=True)
        self._mark = IconLabel("circle-dashed", "warn", 16)
        self._controls: list[QWidget] = []
        self._keepers: list[FieldKeeper] = []
        said, self._side = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._mark)
        said.addWidget(self.text, 1)
        self._side.setSpacing(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(14, 4, 10, 4)
        self._row.setSpacing(8)
        self._row.addLayout(said, 1)
        self._row.addLayout(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(self._row)

    @property
    def controls(self) -> Sequence[QWidget]:
        """What can have the focus and is seen, in order."""
        return [each for each in self._controls if each.isVisibleTo(self)]

    def show_text(self, text: str, *, is_open: bool) -> None:
        self.text.show_text(text)
        self._mark.show_icon(*(("circle-dashed", "warn") if is_open else ("check", "ok")))
        self._mark.setAccessibleName(tr("Open") if is_open else tr("Settled"))

    def add(self, control: QWidget, stops: Sequence[QWidget] = ()) -> None:
        """One more control at the right; `stops` are what can have the focus in it."""
        self._side.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        for stop in stops or (control,):
            self._controls.append(stop)
            stop.installEventFilter(self)

    def keep(self, field: Field, ask: Ask) -> FieldKeeper:
        """Add a field that asks for its text when it is done with."""
        self.add(field)
        keeper = FieldKeeper(field, ask)
        self._keepers.append(keeper)
        return keeper

    def enter(self, at: int = 0) -> None:
        controls = self.controls
        if controls:
            controls[min(at, len(controls) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        for keeper in self._keepers:
            keeper.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._side.sizeHint().width()
        beside = room >= scaled(_WORDS)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            controls = list(self.controls)
            if by and not event.modifiers() and watched in controls:
                self.moved_on.emit(by, controls.index(watched))  # pyright: ignore[reportArgumentType]
                return True
        return super().eventFilter(watched, event)


class CloseCard(Card):
    """One kind of open thing: its rows by uid, and how many of how many."""

    def __init__(self, icon: str, token: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, CloseRow] = {}
        self.count = Text(role="sub")
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(8)
        head.addWidget(IconLabel(icon, token, 16))
        head.addWidget(Text(title, "section"))
        head.addStretch()
        head.addWidget(self.count)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self._at = self.body.count()
        self.hide()

    def show_rows(self, rows: Mapping[str, CloseRow], total: int, open_: int) -> None:
        """These rows in this order; the card hides while there are none."""
        for uid in [uid for uid in self.rows if uid not in rows]:
            gone = self.rows.pop(uid)
            self.body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for n, row in enumerate(rows.values(), start=self._at):
            if self.body.indexOf(row) != n:
                self.body.insertWidget(n, row)
        self.rows = dict(rows)
        self.count.setText(tr("{open} of {n} open").format(open=open_, n=total))
        self.setVisible(bool(rows))
