"""A field under its name, tied to it for screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.views.widgets import Text


def labelled(name: str, control: QWidget, note: str = "") -> QVBoxLayout:
    """The name, a quiet note beside it, and the control below."""
    label = Text(name, "sub")
    label.setBuddy(control)
    control.setAccessibleName(f"{name} {note}".strip())
    column, head = QVBoxLayout(), QHBoxLayout()
    column.setSpacing(4)
    head.setSpacing(4)
    head.addWidget(label)
    if note:
        head.addWidget(Text(tr("· {note}").format(note=note), "sub"))
    head.addStretch()
    column.addLayout(head)
    column.addWidget(control)
    return column
