"""The timed steps of a block: in order, each with its minutes and what the room should do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow, StepRow
from desktop.domain.technique import Technique, technique_named
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.prepare.reading import write_duration
from desktop.views.prepare.rows import Asks, Extra, RowLine, Rows, close_up
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Card, KeyHint, Text
from desktop.views.widgets.parts import bring_in_sight


class StepsCard(Card):
    """Asks for one change at a time; what the steps add up to is advice, never a refusal."""

    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._item_id, self._uid = 0, ""
        self._techniques: tuple[Technique, ...] = ()
        extras = (
            Extra("seconds", tr("Duration"), tr("5 min, 90 s")),
            Extra("instruction", tr("Instruction"), tr("What people do in this step"), grows=True),
        )
        self.rows = Rows(tr("Steps"), Asks(self._edit, self._delete, self._move), extras)
        self.add = AddField(self._add)
        self.add.setToolTip(tr("A length at the end counts: “In pairs 4 min”."))
        self.advice = Text(role="sub")
        self.purpose = Text(role="muted")
        self.credit = Text(role="sub", elide=True)
        self._hints = QWidget()
        self._lay_out()
        self.rows.left.connect(self._go_down)
        self.rows.up_left.connect(self.left)
        self.add.up_pressed.connect(self._go_up)
        self.add.left.connect(self.left)

    def show_techniques(self, techniques: Sequence[Technique]) -> None:
        """Those that ship, for what they are good for and whom they come from."""
        self._techniques = tuple(techniques)

    def show_block(self, row: AgendaRow) -> None:
        """Idempotent; typing stays unless it is another block's turn."""
        if row.uid != self._uid:
            self.add.setText("")
            self.add.accept_value()
        self._item_id, self._uid = row.id, row.uid
        self.rows.show_lines(_lines(row.steps))
        self.advice.setText(steps_advice(row))
        self.advice.setVisible(bool(row.steps))
        self._hints.setVisible(bool(row.steps))
        known = technique_named(self._techniques, row.technique)
        self.purpose.setText(known.purpose if known is not None else "")
        self.purpose.setVisible(known is not None)
        credit = known.credit if known is not None else ""
        self.credit.setText(tr("After {whom}").format(whom=credit) if credit else "")

    def flush(self) -> None:
        """Ask for everything that is typed."""
        self.rows.flush()
        self.add.flush()

    def drop(self) -> None:
        """Forget what is typed, because its block is about to go."""
        self.add.setText("")
        for box in self.rows.boxes:
            box.drop()

    def _go_down(self) -> None:
        self.add.setFocus()
        bring_in_sight(self.add)

    def _go_up(self) -> None:
        self.rows.enter(last=True)

    def _edit(self, step_id: int, field: str, value: str) -> str:
        name = "title" if field == "text" else field
        return self._wishes.ask(self._wishes.step_edit_requested, step_id, name, value)

    def _delete(self, step_id: int) -> str:
        return self._wishes.ask(self._wishes.step_delete_requested, step_id)

    def _move(self, step_id: int, by: int) -> str:
        return self._wishes.ask(self._wishes.step_move_requested, step_id, by)

    def _add(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.step_add_requested, self._item_id, lines[0])

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout(self._hints)
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(Text(tr("Steps"), "section"))
        head.setSpacing(10)
        self.credit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.credit, 1)
        for text in (self.purpose, self.advice):
            text.setWordWrap(True)
            text.setContentsMargins(6, 0, 6, 0)
        keys.setContentsMargins(6, 4, 6, 0)
        keys.setSpacing(4)
        for caps, words in (
            (("Enter",), tr("edit")),
            (("Alt", "↑", "↓"), tr("move")),
            (("Del",), tr("delete")),
        ):
            for cap in caps:
                keys.addWidget(KeyHint(cap))
            keys.addWidget(Text(words, "sub"))
            keys.addSpacing(4)
        keys.addStretch()
        line = AddLine(self.add, tr("Add step"))
        close_up(line)
        self.body.setContentsMargins(8, 10, 8, 10)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        for part in (self.purpose, self.rows, line, self.advice, self._hints):
            self.body.addWidget(part)


def steps_advice(row: AgendaRow) -> str:
    """What the steps add up to beside the block: "Steps 12 of 35 min: they stretch to fit"."""
    total = sum(step.seconds for step in row.steps)
    text = tr("Steps {total} of {planned} min")
    if total < row.planned_s:
        text = tr("Steps {total} of {planned} min: they stretch to fit")
    elif total > row.planned_s:
        text = tr("Steps {total} of {planned} min: they shrink to fit")
    return text.format(total=format_minutes(total), planned=format_minutes(row.planned_s))


def _lines(steps: Sequence[StepRow]) -> list[RowLine]:
    return [
        RowLine(
            step.id,
            step.uid,
            step.title,
            step.instruction,
            number=f"{n}.",
            aside=tr("{n} min").format(n=format_minutes(step.seconds)),
            values={
                "seconds": write_duration(step.seconds),
                # one paragraph: what came with line ends is not typing that waits to be stored
                "instruction": " ".join(step.instruction.split()),
            },
        )
        for n, step in enumerate(steps, start=1)
    ]
