"""The one workshop that comes next, or runs now, large enough to be found at a glance."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from desktop.domain.i18n import ntr, tr
from desktop.domain.rows import WorkshopRow
from desktop.views.home.lines import fit, heading_times, is_running
from desktop.views.when import nearness, today_there
from desktop.views.widgets import Button, Card, Chip, IconLabel, Text


class NextCard(Card):
    """Shows one workshop; Enter opens it, Delete deletes it, Up and Down leave it."""

    open_requested = Signal(object)
    delete_requested = Signal(object)
    copy_requested = Signal(object)
    left_top = Signal()
    left_bottom = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id: int | None = None
        self.chip = Chip(icon="calendar", tone="accent")
        self.times = Text(role="sub")
        self.title = Text(role="big", elide=True)
        self.blocks = Text(role="muted", elide=True)
        self.place = Text(role="muted", elide=True)
        self.fit = Text()
        self.open = Button(tr("Open"), icon="arrow-right", key="Enter", role="primary")
        self._fits = IconLabel("circle-check", "ok", 14)
        self._tight = IconLabel("circle-dashed", "warn", 14)
        self._lay_out()
        self.open.clicked.connect(self._open)
        self.open.installEventFilter(self)

    @property
    def shown_id(self) -> int | None:
        return self._id

    def show_workshop(self, row: WorkshopRow, now: datetime) -> None:
        """Idempotent."""
        self._id = row.id
        running = is_running(row)
        late = not running and row.day < today_there(row, now)
        tone = "ok" if running else "warn" if late else "accent"
        icon = "play" if running else "calendar"
        self.chip.show_state(tr("Running now") if running else nearness(row, now), tone, icon)
        self.times.setText(heading_times(row, now))
        self.title.setText(row.title)
        blocks = ntr("{n} block", "{n} blocks", row.item_count)
        self.blocks.setText(
            tr("{programme} · {blocks}").format(programme=row.programme, blocks=blocks)
            if row.programme
            else blocks
        )
        self.place.setText(row.place)
        self.place.setVisible(bool(row.place))
        words, good = fit(row)
        self.fit.setText(words)
        self._fits.setVisible(good)
        self._tight.setVisible(not good)
        self.open.setAccessibleName(tr("Open {title}").format(title=row.title))

    def _lay_out(self) -> None:
        top, note, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.chip)
        top.addStretch()
        top.addWidget(self.times)
        note.setSpacing(8)
        note.addWidget(self._fits)
        note.addWidget(self._tight)
        note.addWidget(self.fit, 1)
        foot.addWidget(self.open)
        foot.addStretch()
        self.body.setContentsMargins(18, 16, 18, 18)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addSpacing(12)
        self.body.addWidget(self.title)
        self.body.addWidget(self.blocks)
        self.body.addWidget(self.place)
        self.body.addSpacing(10)
        self.body.addLayout(note)
        self.body.addStretch()
        self.body.addSpacing(12)
        self.body.addLayout(foot)

    def _open(self) -> None:
        if self._id is not None:
            self.open_requested.emit(self._id)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._id is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, signal in (
            (tr("Open"), self.open_requested),
            (tr("Duplicate"), self.copy_requested),
            (tr("Delete"), self.delete_requested),
        ):
            menu.addAction(text).triggered.connect(partial(self._emit, signal))
        menu.popup(event.globalPos())

    def _emit(self, signal: SignalInstance, _checked: bool = False) -> None:
        signal.emit(self._id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A filter, because a button gives arrow keys a meaning of its own.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case Qt.Key.Key_Delete if self._id is not None:
                self.delete_requested.emit(self._id)
            case Qt.Key.Key_Up:
                self.left_top.emit()
            case Qt.Key.Key_Down:
                self.left_bottom.emit()
            case _:
                return False
        return True
