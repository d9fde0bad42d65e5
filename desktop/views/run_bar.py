"""The strip on top of every place: what runs, how long it has left, and the keys that steer it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionBoard, ActionId
from desktop.bridge.fonts import scaled
from desktop.bridge.key_choices import shown_key
from desktop.bridge.theme import theme
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.run import Phase
from desktop.views.overlay import Panel
from desktop.views.run_bar_parts import TITLE_WIDTH, Block, Digits, KeyLink, Tile, What
from desktop.views.run_bar_text import ChipText, RunBarText, run_bar_text
from desktop.views.widgets import Button, Chip, Text
from desktop.views.widgets.fit import fix_height
from desktop.views.widgets.follow import key_of_action

HEIGHT = 76
BAR = 3
TITLE_GROWTH = 220
NEXT_FROM = 1110
"""Pixels the bar must be wide to name the next item; the agenda below names it as well."""
WORDS_FROM = 900
"""Pixels it must be wide to say what the digits are of, and what was planned."""


class RunBar(Panel):
    """Never moves and never changes its height; repaints only what has changed."""

    def __init__(self, board: ActionBoard, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._board = board
        self._shown = RunBarText(Phase.WAITING)
        fix_height(self, HEIGHT)
        self._tile = Tile()
        self._what = What()
        self.digits = Digits()
        self._unit, self._of = Text(role="sub"), Text(role="sub")
        self._chips = (Chip(), Chip())
        self._ends = (Text(role="sub"), Text(role="strong"), Text(role="sub"))
        self._next = (Text(role="sub"), Text(role="strong", elide=True), Text(role="muted"))
        self._next_block = Block()
        self.link = KeyLink()
        self._buttons = self._make_buttons()
        self._lay_out()
        self._show_text(replace(self._shown, fraction=0.0), force=True)
        board.changed.connect(self._on_actions_changed)
        self._on_actions_changed()

    @property
    def shown(self) -> RunBarText:
        """What it shows now."""
        return self._shown

    def button(self, name: str) -> Button:
        """One of minus, plus, rehearse, start, pause, resume, next, end, reopen."""
        return self._buttons[name]

    def show_desk(self, view: DeskView) -> None:
        text = run_bar_text(view)
        if text is not None:
            self._show_text(text)

    def show_tick(self, view: DeskView) -> None:
        self.show_desk(view)

    def _make_buttons(self) -> dict[str, Button]:
        a = ActionId
        buttons = {
            "minus": (Button("−1", key="−"), a.RUN_MINUS_1),
            "plus": (Button("+1", key="+"), a.RUN_PLUS_1),
            "rehearse": (Button(tr("Rehearse"), icon="flask-conical"), a.RUN_REHEARSE),
            "start": (Button(tr("Start"), icon="play", key="P", role="primary"), a.RUN_TOGGLE),
            "pause": (Button(tr("Pause"), icon="pause", key="P"), a.RUN_TOGGLE),
            "resume": (Button(tr("Resume"), icon="play", key="P"), a.RUN_TOGGLE),
            "next": (Button(tr("Next"), icon="arrow-right", key="N", role="primary"), a.RUN_NEXT),
            "end": (Button(tr("End"), icon="flag", role="primary"), a.RUN_END),
            "reopen": (Button(tr("Reopen"), icon="rotate-ccw"), a.RUN_REOPEN),
        }
        for button, action in buttons.values():
            button.clicked.connect(partial(self._ask, action))
            button.setProperty("action", str(action))
            if button.key:
                key_of_action(button, action)
        buttons["minus"][0].setAccessibleName(tr("One minute less"))
        buttons["plus"][0].setAccessibleName(tr("One minute more"))
        return {name: button for name, (button, _) in buttons.items()}

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(0)
        row.addWidget(self._tile)
        row.addWidget(self._what)
        row.addWidget(self._time_block())
        row.addWidget(self._ends_block())
        self._fill_next_block()
        row.addWidget(self._next_block)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons.values():
            buttons.addWidget(button)
        row.addLayout(buttons)

    def _time_block(self) -> QWidget:
        block = Block()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._unit)
        words.addWidget(self._of)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.digits)
        line.addLayout(words)
        block.rows.addLayout(line)
        return block

    def _ends_block(self) -> QWidget:
        block = Block()
        chips, ends = QHBoxLayout(), QHBoxLayout()
        chips.setSpacing(6)
        ends.setSpacing(4)
        for chip in self._chips:
            chips.addWidget(chip)
        for text in self._ends:
            ends.addWidget(text)
        chips.addStretch(1)
        ends.addStretch(1)
        block.rows.addLayout(chips)
        block.rows.addLayout(ends)
        return block

    def _fill_next_block(self) -> None:
        label, title, length = self._next
        self._next_block.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(title)
        line.addWidget(length)
        line.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label)
        head.addWidget(self.link)
        head.addStretch(1)
        self._next_block.rows.addLayout(head)
        self.link.clicked.connect(self._on_link)
        self._next_block.rows.addLayout(line)

    def _show_text(self, text: RunBarText, *, force: bool = False) -> None:
        old, self._shown = self._shown, text
        if old == text and not force:
            return
        self._tile.show_icon(text.icon, text.icon_token)
        self.digits.show_digits(text.digits, text.digits_token)
        self._what.eyebrow.say(text.eyebrow)
        self._what.title.say(text.title)
        self._unit.say(text.unit)
        self._of.say(text.of)
        if force or old.chips != text.chips:
            self._show_chips(text.chips)
        if force or old.ends != text.ends:
            self._show_ends(text)
            self._show_next_block()
        if force or (old.next, old.link) != (text.next, text.link):
            self._show_next(text)
        if force or (old.phase, old.is_last) != (text.phase, text.is_last):
            self._show_buttons(text)
        if force or (old.fraction, old.bar_token) != (text.fraction, text.bar_token):
            self.update(self._bar_rect())
        self.setAccessibleName(text.spoken)

    def _show_chips(self, chips: tuple[ChipText, ...]) -> None:
        for n, chip in enumerate(self._chips):
            if n < len(chips):
                chip.show_state(chips[n].text, chips[n].tone, chips[n].icon)
            chip.setVisible(n < len(chips))

    def _show_ends(self, text: RunBarText) -> None:
        ends = text.ends
        plan = f"· {ends.plan}" if ends.plan and ends.at else ends.plan
        for label, words in zip(self._ends, (ends.label, ends.at, plan), strict=True):
            label.setText(words)
            label.setVisible(bool(words))

    def _show_next(self, text: RunBarText) -> None:
        words = (text.next.label, text.next.title, text.next.length)
        for label, each in zip(self._next, words, strict=True):
            label.setText(each)
        if text.link is not None:
            self.link.show_words(text.link.words)
            self.link.show_keys(shown_key(self._board.keys(text.link.action)))
            key_of_action(self.link, text.link.action)
        self._show_next_block()

    def _show_next_block(self) -> None:
        """Where there is no room for all of it, what is needed least gives way first.

        That is what a key, the menu or the palette does as well; the buttons never do.
        """
        rehearse, words = self._buttons["rehearse"], (self._unit, self._of, self._ends[-1])
        had_focus = self.link.hasFocus() or rehearse.hasFocus()
        has_room = self.width() >= scaled(NEXT_FROM)
        self._next_block.setVisible(has_room and bool(self._shown.next.title))
        for label in words:
            label.setVisible(self.width() >= scaled(WORDS_FROM) and bool(label.text()))
        self.link.setVisible(self._shown.link is not None)
        waits = self._shown.phase is Phase.WAITING
        rehearse.setVisible(waits and not self._board.forbids(ActionId.RUN_REHEARSE))
        for each in (rehearse, self.link, self._next_block, *words):
            if self.minimumSizeHint().width() > self.width():
                each.hide()
        if had_focus and not (self.link.hasFocus() or rehearse.hasFocus()):
            shown = (self._buttons[name] for name in ("next", "end", "start", "reopen"))
            heir = next((each for each in shown if not each.isHidden()), None)
            (heir or self.window()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, text: RunBarText) -> None:
        names = {
            Phase.WAITING: {"rehearse", "start"},
            Phase.RUNNING: {"minus", "plus", "pause"},
            Phase.PAUSED: {"minus", "plus", "resume"},
            Phase.ENDED: {"reopen"},
        }[text.phase]
        if text.phase in {Phase.RUNNING, Phase.PAUSED}:
            names = names | ({"end"} if text.is_last else {"next"})
        focused = next((name for name, each in self._buttons.items() if each.hasFocus()), "")
        for name, button in self._buttons.items():
            button.setVisible(name in names)
        self._show_next_block()
        # Space on Pause becomes Space on Resume: the focus must not wander off.
        if focused and focused not in names:
            heir = next(name for name in (*_HEIRS, *names) if name in names)
            self._buttons[heir].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_link(self) -> None:
        if self._shown.link is not None:
            self._ask(self._shown.link.action)

    def _ask(self, action: ActionId) -> None:
        self._board.trigger(action)

    def _on_actions_changed(self) -> None:
        for button in self._buttons.values():
            action = ActionId(str(button.property("action")))
            button.setEnabled(self._board.is_enabled(action))
            button.setToolTip(self._board.why(action))

    def _bar_rect(self) -> QRect:
        return QRect(0, self.height() - BAR, self.width(), BAR)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, min(TITLE_GROWTH, (self.width() - 1194) // 2))
        self._what.give_width(TITLE_WIDTH + 12 + spare)
        self._show_next_block()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        bar = self._bar_rect()
        painter.fillRect(bar, theme().color("line"))
        done: QColor = theme().color(self._shown.bar_token)
        bar.setWidth(round(bar.width() * self._shown.fraction))
        painter.fillRect(bar, done)


_HEIRS = ("pause", "resume", "start", "reopen")
