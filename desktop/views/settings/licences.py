"""Whose work is in the app, and under which terms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.system.resources import resource
from desktop.views.overlay import CAPTURE_BAR, Overlay, Panel
from desktop.views.widgets import Button, Text
from desktop.views.widgets.fit import fix_height, fix_width

_WIDTH = 860


@dataclass(frozen=True, slots=True)
class Part:
    """Something that others made; its files lie below resources."""

    name: str
    licence: str
    files: tuple[str, ...]

    def text(self) -> str:
        """The whole licence."""
        texts = (resource(*file.split("/")).read_text("utf-8") for file in self.files)
        return "\n\n".join(texts)


def read_parts() -> tuple[Part, ...]:
    """Everything that ships with the app, itself first."""
    found = tomllib.loads(resource("licences", "parts.toml").read_text("utf-8"))["part"]
    return tuple(Part(part["name"], part["licence"], tuple(part["files"])) for part in found)


class Licences(Overlay):
    """The parts at the left, the chosen one's licence at the right."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, _WIDTH)
        self.setObjectName("licences")
        self._parts = read_parts()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Parts"))
        self.list.addItems([f"{part.name} · {part.licence}" for part in self._parts])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("Licence"))
        self.text.setTabChangesFocus(True)
        fix_width(self.list, 260)
        self.list.currentRowChanged.connect(self._on_row)
        columns = QHBoxLayout()
        columns.setContentsMargins(12, 12, 12, 12)
        columns.setSpacing(12)
        columns.addWidget(self.list)
        columns.addWidget(self.text, 1)
        self.body.addWidget(self._head())
        self.body.addLayout(columns, 1)
        self.list.setCurrentRow(0)

    def open(self) -> None:
        """Show it; the list has the focus."""
        self.open_over(self.list)

    @override
    def card_height(self, room: int) -> int:
        return room - scaled(CAPTURE_BAR)

    def _head(self) -> QWidget:
        head = Panel("", Qt.Edge.BottomEdge)
        fix_height(head, 60)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(Text(tr("Licences"), role="page"))
        row.addStretch(1)
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self._on_close)
        row.addWidget(close)
        return head

    def _on_row(self, row: int) -> None:
        self.text.setPlainText(self._parts[row].text())

    def _on_close(self) -> None:
        self.dismiss()
