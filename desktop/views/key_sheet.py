"""Every key on one sheet, made from the table of actions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ACTIONS, SPECS, ActionBoard, ActionSpec, Section
from desktop.bridge.fonts import scaled, text_percent
from desktop.bridge.theme import theme
from desktop.domain.capture import KIND_NAMES, LETTERS
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.views.overlay import CAPTURE_BAR, CARD_RADIUS, Overlay, Panel
from desktop.views.palette_row import key_caps
from desktop.views.widgets import Button, IconLabel, KeyHint, Scroll, Text
from desktop.views.widgets.fit import fix_height, fix_width

Specs = tuple[ActionSpec, ...]
WIDTH = 1154
_LARGE = 120
_LONG = 14
"""Lines of a group from which on two stand side by side, where text is not large."""
ROW_HEIGHT = 25


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What is done, and by which keys; `joint` stands between them."""

    text: str
    keys: tuple[str, ...]
    joint: str = ""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A heading and its lines."""

    name: str
    icon: str
    lines: tuple[KeyLine, ...]
    note: str = ""


def key_columns(specs: Specs = ACTIONS) -> tuple[tuple[KeyGroup, ...], ...]:
    """The sheet as it is laid out: three columns of groups."""
    run = KeyGroup(tr("Run"), "timer", _lines(specs, Section.RUN))
    stage = KeyGroup(tr("Stage"), "monitor", _lines(specs, Section.STAGE))
    close = KeyLine(tr("Close, go back. Never ends a run"), ("Esc",))
    everywhere = KeyGroup(tr("Everywhere"), "keyboard", (*_lines(specs, Section.EVERYWHERE), close))
    go = KeyGroup(tr("Go to"), "navigation", _go_lines(specs))
    place = KeyGroup(tr("In a place"), "target", _lines(specs, Section.PLACE))
    store = KeyLine(tr("Store and stay"), ("Enter",))
    back = KeyLine(tr("Go back"), ("Esc",))
    bar = KeyGroup(tr("Capture bar"), "pencil-line", (*_lines(specs, Section.CAPTURE), store, back))
    return ((run, stage), (everywhere, go, place), (bar, _letters()))


def _lines(specs: Specs, section: Section) -> tuple[KeyLine, ...]:
    return tuple(
        KeyLine(_name(spec), spec.keys, tr("or"))
        for spec in specs
        if spec.section is section and spec.keys
    )


def _name(spec: ActionSpec) -> str:
    return tr(spec.sheet or spec.text)


def _go_lines(specs: Specs) -> tuple[KeyLine, ...]:
    go = [spec for spec in specs if spec.section is Section.GO]
    if any(spec.keys != SPECS[spec.id].keys for spec in go):
        return _lines(specs, Section.GO)
    first, last = go[0], go[-1]
    names = tr("{first} … {last}, as in the rail").format(first=tr(first.text), last=tr(last.text))
    return (
        KeyLine(names, (first.keys[0], last.keys[0]), tr("to")),
        KeyLine(tr("The same while you type"), (first.keys[1], last.keys[0]), tr("to")),
    )


def _letters() -> KeyGroup:
    names = KIND_NAMES()
    lines = tuple(
        KeyLine(names[kind], (letter,))
        for letter, kind in LETTERS.items()
        if kind is not CaptureKind.ACTION
    )
    action = next(letter for letter, kind in LETTERS.items() if kind is CaptureKind.ACTION)
    example = KeyLine(tr("Action, owner, date"), (tr("{a} @nell !fri").format(a=action),))
    note = tr("none: observation")
    return KeyGroup(tr("A letter and Space"), "inbox", (*lines, example), note)


class _Line(QWidget):
    """One line of the sheet over a thin rule."""

    def __init__(self, line: KeyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fix_height(self, ROW_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(4)
        row.addWidget(Text(line.text, role="muted"))
        row.addStretch(1)
        for n, keys in enumerate(line.keys):
            if n and line.joint:
                row.addWidget(Text(line.joint, role="sub"))
            for cap in key_caps(keys):
                row.addWidget(KeyHint(cap))
        words = [line.text, *line.keys, *(" ".join(key_caps(keys)) for keys in line.keys)]
        self.found_by = " ".join(words).casefold()
        self.setAccessibleName(f"{line.text}: {f' {line.joint} '.join(line.keys)}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)


class _Group(QWidget):
    """A heading with its lines; hides with the last of them."""

    def __init__(
        self, group: KeyGroup, parent: QWidget | None = None, *, paired: bool = True
    ) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.setSpacing(8)
        head.addWidget(IconLabel(group.icon, "accent", 14))
        head.addWidget(Text(group.name, role="strong"))
        head.addStretch(1)
        if group.note:
            head.addWidget(Text(group.note, role="sub"))
        self._lines = [_Line(line) for line in group.lines]
        grid = QGridLayout()
        grid.setSpacing(0)
        in_pairs = paired and len(group.lines) > _LONG
        if in_pairs:
            grid.setHorizontalSpacing(20)
        for n, line in enumerate(self._lines):
            if in_pairs and n < len(self._lines) - 1:
                grid.addWidget(line, n // 2, n % 2)
            else:
                grid.addWidget(line, n, 0, 1, 2 if in_pairs else 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 10)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addLayout(grid)

    def search(self, words: list[str]) -> int:
        """Show the lines in which all words are found; how many those are."""
        count = 0
        for line in self._lines:
            found = all(word in line.found_by for word in words)
            line.setVisible(found)
            count += found
        self.setVisible(count > 0)
        return count


class KeySheet(Overlay):
    """Opened by F1. Built when it is first opened, and again when the keys are others."""

    def __init__(self, area: QWidget, board: ActionBoard | None = None) -> None:
        super().__init__(area, WIDTH)
        self._board = board
        self._specs: Specs = ()
        self._percent = 0  # of the text when the columns were made
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a key or an action"))
        self.field.setAccessibleName(tr("Find a key or an action"))
        self._groups: list[_Group] = []
        self._scroll: Scroll | None = None
        self._none = Text(tr("No key does that. Ctrl+K finds every action."), role="muted")
        self.field.textChanged.connect(self._on_typed)

    def toggle(self) -> None:
        if self.isVisible():
            self.dismiss()
            return
        specs = ACTIONS if self._board is None else self._board.specs
        if (specs, text_percent()) != (self._specs, self._percent):
            self._specs, self._percent = specs, text_percent()
            self._show_columns()
        self.field.clear()
        self.open_over(self.field)

    def count(self) -> int:
        """How many lines the search leaves."""
        words = self.field.text().casefold().split()
        return sum(group.search(words) for group in self._groups)

    @override
    def card_height(self, room: int) -> int:
        return room - scaled(CAPTURE_BAR)

    def _show_columns(self) -> None:
        if self._scroll is None:
            self.body.addWidget(self._head())
            self._none.hide()
            self.body.addWidget(self._none, 0, Qt.AlignmentFlag.AlignCenter)
            self._scroll = Scroll(self._columns())
            self.body.addWidget(self._scroll, 1)
            self.body.addWidget(self._foot())
        else:
            self._scroll.setWidget(self._columns())

    def _columns(self) -> QWidget:
        self._groups.clear()
        columns = QWidget()
        columns.setProperty("plain", "true")
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        parts = key_columns(self._specs)
        if text_percent() >= _LARGE:  # three side by side would be cut
            parts = (parts[0] + sum(parts[2:], ()), parts[1])
        for n, groups in enumerate(parts):
            row.addWidget(self._column(groups, first=n == 0), 1)
        return columns

    def _head(self) -> QWidget:
        head = Panel("", Qt.Edge.BottomEdge)
        fix_height(head, 60)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(Text(tr("Keys"), role="page"))
        row.addStretch(1)
        fix_width(self.field, 260)
        row.addWidget(self.field)
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self._on_close)
        row.addWidget(close)
        return head

    def _column(self, groups: tuple[KeyGroup, ...], *, first: bool) -> QWidget:
        column = Panel("surface") if first else Panel("surface", Qt.Edge.LeftEdge)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(20, 14, 20, 0)
        rows.setSpacing(4)
        for group in groups:
            widget = _Group(group, paired=text_percent() < _LARGE)
            self._groups.append(widget)
            rows.addWidget(widget)
        rows.addStretch(1)
        return column

    def _foot(self) -> QWidget:
        foot = Panel("sunken", Qt.Edge.TopEdge, foot_radius=CARD_RADIUS - 1)
        foot.setMinimumHeight(scaled(38))
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel("info", "text-2", 14))
        words = tr(
            "Single keys act only while no text field has the focus. "
            "Keys with Ctrl or F work everywhere. Space always presses the focused button."
        )
        label = Text(words, role="muted")
        label.setWordWrap(True)
        row.addWidget(label, 1)
        return foot

    def _on_typed(self, _text: str) -> None:
        self._none.setVisible(self.count() == 0)

    def _on_close(self) -> None:
        self.dismiss()
