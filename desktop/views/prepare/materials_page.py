"""What has to be ready before the day: each with its kind, its address and a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.bridge.actions import ActionId
from desktop.domain.i18n import tr
from desktop.domain.kinds import MaterialKind
from desktop.domain.prepare_rows import MaterialRow, Preparation
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.prepare.rows import Asks, Extra, RowLine, Rows, close_up
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Card, KeyHint, Scroll, Text
from desktop.views.widgets.follow import key_of_action


def material_names() -> dict[MaterialKind, str]:
    """The six kinds of material in the person's language."""
    return {
        MaterialKind.ANNOUNCEMENT: tr("Announcement"),
        MaterialKind.PRE_WORK: tr("Pre-work"),
        MaterialKind.DECK: tr("Deck"),
        MaterialKind.TEMPLATE: tr("Template"),
        MaterialKind.RECORDING: tr("Recording"),
        MaterialKind.DOCUMENT: tr("Document"),
    }


class MaterialsPage(QWidget):
    """Space ticks, Enter opens the fields; an address is opened on request only."""

    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._uid = ""
        self._rows: tuple[MaterialRow, ...] = ()
        asks = Asks(self._edit, self._delete, self._move, self._mark, self._open)
        kinds = {str(kind): name for kind, name in material_names().items()}
        hint = tr("Paste an address, or the path of a file")
        extras = (
            Extra("kind", tr("Kind"), choices=kinds),
            Extra("target", tr("Link or file"), hint),
        )
        self.rows = Rows(tr("Materials"), asks, extras)
        self.add = AddField(self._add)
        self.count = Text(role="sub")
        self._empty = Text(
            tr("Nothing yet. What do people need: an announcement, pre-work, a deck, a room?"),
            "muted",
        )
        self._empty.setWordWrap(True)
        self._hints = QWidget()
        self._lay_out()
        self.rows.left.connect(self.add.setFocus)
        self.rows.up_left.connect(self.left)
        self.add.up_pressed.connect(self._go_up)
        self.add.left.connect(self.left)

    def show_preparation(self, uid: str, row: Preparation) -> None:
        """Idempotent; typing stays unless it is another workshop's turn."""
        if uid != self._uid:
            self.add.setText("")
        self._uid = uid
        self._rows = row.materials
        ready = sum(each.ready for each in row.materials)
        text = tr("{ready} of {n} ready").format(ready=ready, n=len(row.materials))
        self.count.setText(text if row.materials else "")
        self._empty.setVisible(not row.materials)
        self._hints.setVisible(bool(row.materials))
        self.rows.show_lines(_lines(row.materials))

    def focus_first(self) -> None:
        self.add.setFocus()

    def flush(self) -> None:
        self.rows.flush()
        self.add.flush()

    def _go_up(self) -> None:
        self.rows.enter(last=True)

    def _edit(self, material_id: int, field: str, value: str) -> str:
        name = "title" if field == "text" else field
        return self._wishes.ask(self._wishes.material_edit_requested, material_id, name, value)

    def _delete(self, material_id: int) -> str:
        return self._wishes.ask(self._wishes.material_delete_requested, material_id)

    def _move(self, material_id: int, by: int) -> str:
        return self._wishes.ask(self._wishes.material_move_requested, material_id, by)

    def _mark(self, material_id: int, ready: bool) -> str:
        return self._wishes.ask(self._wishes.material_mark_requested, material_id, ready)

    def _open(self, material_id: int) -> str:
        target = next((row.target for row in self._rows if row.id == material_id), "")
        return self._wishes.ask(self._wishes.material_open_requested, target)

    def _add(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.material_add_requested, lines[0])

    def _lay_out(self) -> None:
        card, head, inner = Card(), QHBoxLayout(), QWidget()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(Text(tr("Materials"), "section"))
        head.addStretch()
        head.addWidget(self.count)
        self._empty.setContentsMargins(6, 0, 6, 0)
        keys = QHBoxLayout(self._hints)
        keys.setContentsMargins(6, 4, 6, 0)
        keys.setSpacing(6)
        for key, words in (
            (tr("Space"), tr("ready")),
            ("Enter", tr("edit")),
            ("Del", tr("delete")),
            ("G", tr("QR code")),
        ):
            hint = KeyHint(key)
            if key == "G":
                key_of_action(hint, ActionId.PREPARE_STAGE)
            keys.addWidget(hint)
            keys.addWidget(Text(words, "sub"))
        keys.addStretch()
        card.body.setContentsMargins(8, 10, 8, 10)
        card.body.setSpacing(6)
        card.body.addLayout(head)
        line = AddLine(self.add, tr("Add material"))
        close_up(line)
        for part in (self._empty, self.rows, line, self._hints):
            card.body.addWidget(part)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))


def _lines(rows: Sequence[MaterialRow]) -> list[RowLine]:
    names = material_names()
    return [
        RowLine(
            row.id,
            row.uid,
            row.title,
            names[row.kind],
            done=row.ready,
            link=tr("Open") if row.target else tr("Add link"),
            can_open=bool(row.target),
            values={"kind": str(row.kind), "target": row.target},
        )
        for row in rows
    ]
