"""What leaders said before the quarter, the themes made of it, and the session's own OKR."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.kinds import LeaderInputKind
from desktop.domain.prepare_rows import LeaderInputRow, Preparation
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.okrs.keeping import FieldKeeper, GrowingEdit
from desktop.views.prepare.rows import Asks, Extra, RowLine, Rows, close_up
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Card, Field, IconLabel, Scroll, Text
from desktop.views.widgets.fit import fix_width

_LONGEST_NAME = 60
_ICONS = {
    LeaderInputKind.WORKS: "thumbs-up",
    LeaderInputKind.HARD: "triangle-alert",
    LeaderInputKind.VISION: "flag",
}


def leader_names() -> dict[LeaderInputKind, str]:
    """What leaders are asked, in the person's language."""
    return {
        LeaderInputKind.WORKS: tr("What works"),
        LeaderInputKind.HARD: tr("What is hard"),
        LeaderInputKind.VISION: tr("Where it should go"),
    }


class LeadersPage(QWidget):
    """Three cards one below the other; every list has a line that adds to it."""

    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._uid = ""
        self.inputs: dict[LeaderInputKind, Rows] = {}
        self.adds: dict[LeaderInputKind, AddField] = {}
        self.themes = Rows(tr("Themes"), Asks(self._edit_theme, self._drop_theme, self._move_theme))
        self.add_theme = AddField(self._add_theme)
        self.quarter = Field()
        self.quarter.setAccessibleName(tr("Quarter"))
        fix_width(self.quarter, 96)
        self._quarter = FieldKeeper(self.quarter, self._ask_quarter)
        self.objective = GrowingEdit(self._ask_objective)
        self.objective.setProperty("quiet", "false")
        self.objective.setPlaceholderText(tr("Every team leaves with a draft it would show"))
        self.objective.setAccessibleName(tr("Objective of this session"))
        asks = Asks(self._edit_result, self._drop_result, self._move_result)
        self.results = Rows(tr("Key results of this session"), asks)
        self.add_result = AddField(self._add_result)
        self._lay_out()
        self._chain()

    def show_preparation(self, uid: str, row: Preparation, quarter: str) -> None:
        """Idempotent; typing stays unless it is another workshop's turn. `quarter` is its name."""
        fresh = uid != self._uid
        self._uid = uid
        for kind, rows in self.inputs.items():
            rows.show_lines([_line(each) for each in row.leader_inputs if each.kind is kind])
        self.themes.show_lines([RowLine(t.id, t.uid, t.title) for t in row.themes])
        self._quarter.show_value(quarter, fresh=fresh)
        self.objective.show_value(row.objective, fresh=fresh)
        self.results.show_lines(
            [RowLine(r.id, r.uid, r.text, number=f"{n}.") for n, r in enumerate(row.key_results, 1)]
        )
        if fresh:
            for field in (*self.adds.values(), self.add_theme, self.add_result):
                field.setText("")

    def focus_first(self) -> None:
        self.adds[LeaderInputKind.WORKS].setFocus()

    def flush(self) -> None:
        for rows in (*self.inputs.values(), self.themes, self.results):
            rows.flush()
        for field in (*self.adds.values(), self.add_theme, self.add_result):
            field.flush()
        self._quarter.flush()
        self.objective.flush()

    # what is asked for

    def _add_input(self, kind: LeaderInputKind, lines: list[str]) -> str:
        words, _, speaker = lines[0].rpartition(" @")
        if not words.strip() or len(speaker) > _LONGEST_NAME:
            words, speaker = lines[0], ""
        wish = self._wishes.leader_input_add_requested
        return self._wishes.ask(wish, str(kind), words, speaker)

    def _edit_input(self, input_id: int, field: str, value: str) -> str:
        wish = self._wishes.leader_input_edit_requested
        return self._wishes.ask(wish, input_id, field, value)

    def _drop_input(self, input_id: int) -> str:
        return self._wishes.ask(self._wishes.leader_input_delete_requested, input_id)

    def _add_theme(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.theme_add_requested, lines[0])

    def _edit_theme(self, theme_id: int, _field: str, value: str) -> str:
        return self._wishes.ask(self._wishes.theme_edit_requested, theme_id, value)

    def _drop_theme(self, theme_id: int) -> str:
        return self._wishes.ask(self._wishes.theme_delete_requested, theme_id)

    def _move_theme(self, theme_id: int, by: int) -> str:
        return self._wishes.ask(self._wishes.theme_move_requested, theme_id, by)

    def _ask_quarter(self, text: str) -> str:
        return self._wishes.ask(self._wishes.quarter_requested, text)

    def _ask_objective(self, text: str) -> str:
        return self._wishes.ask(self._wishes.brief_edit_requested, "objective", text)

    def _add_result(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.session_result_add_requested, lines[0])

    def _edit_result(self, row_id: int, _field: str, value: str) -> str:
        return self._wishes.ask(self._wishes.session_result_edit_requested, row_id, value)

    def _drop_result(self, row_id: int) -> str:
        return self._wishes.ask(self._wishes.session_result_delete_requested, row_id)

    def _move_result(self, row_id: int, by: int) -> str:
        return self._wishes.ask(self._wishes.session_result_move_requested, row_id, by)

    # how it is laid out

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self._leaders(), self._quarter_card(), self._session()):
            column.addWidget(card)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))

    def _leaders(self) -> Card:
        card = _card()
        card.body.addWidget(_indented(Text(tr("Leader input"), "section")))
        extras = (
            Extra("speaker", tr("Who said it")),
            Extra("kind", tr("About"), choices={str(k): n for k, n in leader_names().items()}),
        )
        for kind, name in leader_names().items():
            head = QHBoxLayout()
            head.setContentsMargins(6, 4, 6, 0)
            head.setSpacing(6)
            head.addWidget(IconLabel(_ICONS[kind], "text-2", 14))
            head.addWidget(Text(name, "strong"), 1)
            rows = Rows(name, Asks(self._edit_input, self._drop_input), extras)
            field = AddField(partial(self._add_input, kind))
            field.setToolTip(tr("“… @Ada” says who said it."))
            line = AddLine(field, tr("Add a note"))
            close_up(line)
            field.setAccessibleName(tr("Add a note: {kind}").format(kind=name))
            self.inputs[kind], self.adds[kind] = rows, field
            card.body.addLayout(head)
            card.body.addWidget(rows)
            card.body.addWidget(line)
        return card

    def _quarter_card(self) -> Card:
        card, head = _card(), QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(Text(tr("Themes of the quarter"), "section"))
        head.addStretch()
        head.addWidget(self.quarter)
        card.body.addLayout(head)
        card.body.addWidget(self.themes)
        line = AddLine(self.add_theme, tr("Add theme"))
        close_up(line)
        card.body.addWidget(line)
        return card

    def _session(self) -> Card:
        card = _card()
        card.body.addWidget(_indented(Text(tr("OKR of this session"), "section")))
        words = Text(tr("What would make it worth everybody's time?"), "sub")
        words.setWordWrap(True)
        card.body.addWidget(_indented(words))
        held = QVBoxLayout()
        held.setContentsMargins(6, 2, 6, 2)
        held.addWidget(self.objective)
        held.addWidget(self.objective.refusal)
        card.body.addLayout(held)
        card.body.addWidget(self.results)
        line = AddLine(self.add_result, tr("Add key result"))
        close_up(line)
        card.body.addWidget(line)
        return card

    def _chain(self) -> None:
        """Up and Down go from one list to the next."""
        lists: list[tuple[Rows, AddField]] = [
            *((self.inputs[kind], self.adds[kind]) for kind in self.inputs),
            (self.themes, self.add_theme),
            (self.results, self.add_result),
        ]
        before: Callable[[], object] | None = None
        for at, (rows, field) in enumerate(lists):
            rows.left.connect(field.setFocus)
            field.up_pressed.connect(partial(self._up_from, at, lists))
            field.down_pressed.connect(partial(self._down_from, at, lists))
            field.left.connect(self.left)
            if before is not None:
                rows.up_left.connect(before)
            before = field.setFocus
        self.objective.left.connect(self.left)

    def _up_from(self, at: int, lists: list[tuple[Rows, AddField]]) -> None:
        if not lists[at][0].enter(last=True) and at:
            lists[at - 1][1].setFocus()

    def _down_from(self, at: int, lists: list[tuple[Rows, AddField]]) -> None:
        if at + 1 < len(lists) and not lists[at + 1][0].enter():
            lists[at + 1][1].setFocus()


def _line(row: LeaderInputRow) -> RowLine:
    values = {"speaker": row.speaker, "kind": str(row.kind)}
    return RowLine(row.id, row.uid, row.text, row.speaker, values=values)


def _card() -> Card:
    card = Card()
    card.body.setContentsMargins(8, 10, 8, 10)
    card.body.setSpacing(4)
    return card


def _indented(text: Text) -> Text:
    text.setContentsMargins(6, 0, 6, 0)
    return text
