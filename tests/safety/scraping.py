"""Reads every text a window can give away: painted, spoken, hinted at, or in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSizeF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

GETTERS = (
    "text",
    "toPlainText",
    "title",
    "placeholderText",
    "currentText",
    "windowTitle",
    "windowIconText",
    "windowFilePath",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
)
MOST = 4000


def said_by(widget: QWidget) -> list[str]:
    """Every text property of a widget and of all that is in it."""
    found: list[str] = []
    for each in (widget, *widget.findChildren(QWidget)):
        for name in GETTERS:
            getter = getattr(each, name, None)
            if callable(getter) and isinstance(words := getter(), str):
                found.append(words)
        for action in each.actions():
            found += [action.text(), action.toolTip(), action.statusTip(), action.iconText()]
    return [words for words in found if words]


def spoken_by(widget: QWidget) -> list[str]:
    """What a screen reader finds, and with it any program that looks into windows."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    return [
        words
        for each in interfaces(root)
        for part in QAccessible.Text
        if part is not QAccessible.Text.UserText and (words := each.text(part))
    ]


def interfaces(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """This one and all below it."""
    waiting, seen = [root], 0
    while waiting:
        each = waiting.pop()
        seen += 1
        assert seen < MOST, "the tree does not end"
        yield each
        children = (each.child(n) for n in range(each.childCount()))
        waiting += [child for child in children if child is not None and child.isValid()]


def printed_by(widget: QWidget) -> str:
    """What its painting writes, read back from a PDF made of it; one line, single spaces."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageMargins(writer.pageLayout().minimumMargins())
    writer.setPageSize(QPageSize(QSizeF(widget.size()), QPageSize.Unit.Point))
    painter = QPainter(writer)
    widget.render(painter, QPoint())
    painter.end()
    buffer.close()
    pages = PdfReader(BytesIO(content.data())).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
