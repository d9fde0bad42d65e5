"""The technique of the current block: which step runs, how long it has, what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.desk import DeskView
from desktop.domain.durations import format_countdown, format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.domain.run import Phase
from desktop.domain.run_steps import StepRun, step_run
from desktop.domain.technique import scaled_steps
from desktop.views.painting import CENTER, draw_box, draw_icon, draw_text, font_at
from desktop.views.run_lines import current_row
from desktop.views.widgets import Button, Card, IconLabel, KeyHint, Text
from desktop.views.widgets.fit import write_in
from desktop.views.widgets.follow import key_of_action

_MARK = 20
_OUTSET = 8  # of the step that runs: its words stand in line with the heading


class StepState(StrEnum):
    """Where one step stands."""

    AHEAD = "ahead"
    NOW = "now"
    OVER = "over"
    PAUSED = "paused"
    DONE = "done"


_TONES = {StepState.NOW: "accent", StepState.OVER: "over", StepState.PAUSED: "idle"}
_FILLS = {
    StepState.NOW: "accent-soft",
    StepState.OVER: "accent-soft",
    StepState.PAUSED: "idle-soft",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step, ready to show; `time` is its length, or what is left while it runs."""

    number: int
    title: str
    instruction: str
    time: str
    state: StepState = StepState.AHEAD

    @property
    def is_current(self) -> bool:
        return self.state in (StepState.NOW, StepState.OVER, StepState.PAUSED)


def step_lines(row: AgendaRow, step: StepRun | None, *, paused: bool) -> tuple[StepLine, ...]:
    """One line for each step of the block; none of them runs when `step` is None.

    The instruction stands with the step that runs, and with every step as long as none does.
    """
    if step is None:
        lengths = [1000 * seconds for seconds in scaled_steps(row.steps, row.planned_s)]
    else:
        lengths = list(step.lengths_ms)
    lines = [
        StepLine(
            number + 1,
            each.title,
            each.instruction if step is None else "",
            tr("{n} min").format(n=format_minutes(lengths[number] // 1000)),
            StepState.DONE if step is not None and number < step.index else StepState.AHEAD,
        )
        for number, each in enumerate(row.steps)
    ]
    if step is not None:
        state = StepState.OVER if step.remaining_ms < 0 else StepState.NOW
        lines[step.index] = replace(
            lines[step.index],
            instruction=step.instruction,
            time=format_countdown(step.remaining_ms),
            state=StepState.PAUSED if paused else state,
        )
    return tuple(lines)


class TechniqueCard(Card):
    """The steps in order, and the way to the next; hidden without a technique and steps."""

    step_requested = Signal(int)  # by how many

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Text(role="eyebrow", elide=True)
        self._count = Text(role="sub")
        self.back = Button("", icon="chevron-left", small=True)
        self.on = Button("", icon="chevron-right", small=True)
        self.back.setAccessibleName(tr("Previous step"))
        self.on.setAccessibleName(tr("Next step"))
        self._moves = self._build_moves()
        self._rows: list[_StepRow] = []
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel("list-ordered", "text-3", 14))
        head.addWidget(self._heading, 1)
        head.addWidget(self._moves)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self.body.setContentsMargins(14 - _OUTSET, 10, 14 - _OUTSET, 10)
        head.setContentsMargins(_OUTSET, 0, _OUTSET, 0)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addLayout(self._steps)
        self.hide()

    def show_desk(self, view: DeskView) -> None:
        """The block that runs, or the first one before the run; cheap when nothing changed."""
        row = current_row(view)
        self.setVisible(row is not None and bool(row.technique or row.steps))
        if row is None:
            return
        name = tr("Technique: {name}").format(name=row.technique) if row.technique else tr("Steps")
        if name != self._heading.text():
            self._heading.setText(name)
        step = step_run(row, view.state)
        self._moves.setVisible(step is not None)
        if step is not None:
            count = tr("{n} of {total}").format(n=step.index + 1, total=step.count)
            if count != self._count.text():
                self._count.setText(count)
        self._show_lines(step_lines(row, step, paused=view.state.phase is Phase.PAUSED))

    def _show_lines(self, lines: Sequence[StepLine]) -> None:
        while len(self._rows) > len(lines):
            gone = self._rows.pop()
            self._steps.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(lines):
            fresh = _StepRow(self)
            self._rows.append(fresh)
            self._steps.addWidget(fresh)
            fresh.show()  # now: the layout would only do so a moment later
        for each, line in zip(self._rows, lines, strict=True):
            each.show_line(line)

    def _build_moves(self) -> QWidget:
        """Never disabled: a button that is loses the focus, and the next key types somewhere."""
        holder = QWidget()
        moves = QHBoxLayout(holder)
        moves.setContentsMargins(0, 0, 0, 0)
        moves.setSpacing(4)
        before, after = KeyHint(","), KeyHint(".")
        key_of_action(before, ActionId.RUN_STEP_BACK)
        key_of_action(after, ActionId.RUN_STEP)
        for widget in (before, self.back, self._count, self.on, after):
            moves.addWidget(widget)
        self.back.clicked.connect(partial(self._ask, -1))
        self.on.clicked.connect(partial(self._ask, 1))
        return holder

    def _ask(self, by: int, _checked: bool = False) -> None:
        self.step_requested.emit(by)


class _StepRow(QWidget):
    """Mark, title with its instruction below, and time; tinted while it runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = StepLine(0, "", "", "")
        self._mark = _Mark(self)
        self._title = Text()
        self._instruction = Text(role="muted")
        self._time = Text(role="muted")
        write_in(self._time, 13)
        for text in (self._title, self._instruction):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        top = Qt.AlignmentFlag.AlignTop
        texts = QGridLayout()
        texts.setContentsMargins(0, 2, 0, 0)
        texts.setHorizontalSpacing(10)
        texts.setVerticalSpacing(0)
        texts.setColumnStretch(0, 1)
        texts.addWidget(self._title, 0, 0)
        texts.addWidget(self._time, 0, 1, top | Qt.AlignmentFlag.AlignRight)
        texts.addWidget(self._instruction, 1, 0, 1, 2)  # digits that grow must not wrap it anew
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_OUTSET, 6, _OUTSET, 6)
        layout.setSpacing(10)
        layout.addWidget(self._mark, 0, top)
        layout.addLayout(texts, 1)

    def show_line(self, line: StepLine) -> None:
        if line == self._line:
            return
        before, self._line = self._line, line
        self._time.setText(line.time)
        if replace(before, time=line.time) == line:
            return
        tone = "faint" if line.state is StepState.DONE else ""
        self._title.setText(line.title)
        self._title.set_role("strong" if line.is_current else "body")
        self._title.set_tone(tone)
        self._instruction.setText(line.instruction)
        self._instruction.setVisible(bool(line.instruction))
        self._time.set_role("strong" if line.is_current else "muted")
        self._time.set_tone(_TONES.get(line.state, tone))
        self._mark.show_line(line)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill = _FILLS.get(self._line.state)
        if fill is not None:
            draw_box(QPainter(self), self.rect(), theme().color(fill))


class _Mark(QWidget):
    """A disc with the number of the step, or with what became of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = ""
        self._state = StepState.AHEAD
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_line(self, line: StepLine) -> None:
        self._number, self._state = str(line.number), line.state
        self.setAccessibleName(self._spoken())
        self.update()

    def _spoken(self) -> str:
        said = {
            StepState.DONE: tr("Step {n}, done"),
            StepState.PAUSED: tr("Step {n}, paused"),
            StepState.NOW: tr("Step {n}, now"),
            StepState.OVER: tr("Step {n}, over time"),
        }
        return said.get(self._state, tr("Step {n}")).format(n=self._number)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_MARK), scaled(_MARK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), self.rect()
        round_ = self.height() / 2
        middle, left = self.height() // 2, (self.width() - 12) // 2
        match self._state:
            case StepState.DONE:
                draw_box(painter, rect, look.color("ok-soft"), radius=round_)
                draw_icon(painter, left, middle, "check", look.color("ok"), 12)
            case StepState.PAUSED:
                draw_box(painter, rect, look.color("idle"), radius=round_)
                draw_icon(painter, left, middle, "pause", look.color("surface"), 12)
            case StepState.AHEAD:
                edge = look.color("line-strong")
                draw_box(painter, rect, look.color("surface"), edge, round_)
                draw_text(
                    painter, rect, self._number, font_at(11, 500), look.color("text-2"), CENTER
                )
            case _:
                draw_box(painter, rect, look.color("accent"), radius=round_)
                ink = look.color("on-accent")
                draw_text(painter, rect, self._number, font_at(11, 600), ink, CENTER)
