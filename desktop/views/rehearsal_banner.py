"""Says all the time that this is no workshop, how fast it goes, and how it ends."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.views.overlay import Panel
from desktop.views.report.segment import Choice
from desktop.views.widgets import Button, IconLabel, Text
from desktop.views.widgets.fit import fix_height

HEIGHT = 40


class Pace(StrEnum):
    """How fast a rehearsal can go."""

    REAL = "1"
    MINUTES = "60"  # a minute in a second
    FASTEST = "300"  # a session of four hours in 48 seconds


class RehearsalBanner(Panel):
    """Lies under the run bar for as long as the rehearsal lasts."""

    speed_requested = Signal(int)
    end_requested = Signal()

    def __init__(self, speed: int, parent: QWidget | None = None) -> None:
        super().__init__("warn-soft", Qt.Edge.BottomEdge, line="warn-line", parent=parent)
        fix_height(self, HEIGHT)
        self.what = Text(role="strong")
        texts: dict[StrEnum, str] = {
            Pace.REAL: tr("1x"),
            Pace.MINUTES: tr("60x"),
            Pace.FASTEST: tr("300x"),
        }
        self.speeds = Choice(texts, tr("Speed of the rehearsal"))
        self.end = Button(tr("End rehearsal"), icon="x", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel("flask-conical", "warn"))
        row.addWidget(self.what)
        row.addWidget(Text(tr("Your workshop stays as it is."), role="muted"))
        row.addStretch(1)
        row.addWidget(self.speeds)
        row.addWidget(self.end)
        self.speeds.chosen.connect(self._on_chosen)
        self.end.clicked.connect(self._on_end)
        self.show_speed(speed)

    def show_speed(self, speed: int) -> None:
        """It goes that many times as fast as a clock."""
        pace = next((pace for pace in Pace if int(pace) == speed), None)
        if pace is not None:
            self.speeds.show_value(pace)
        text = tr("Rehearsal at {n} times the speed.").format(n=speed)
        self.what.setText(tr("Rehearsal at the real speed.") if speed == 1 else text)
        self.setAccessibleName(self.what.text())

    def _on_chosen(self, pace: Pace) -> None:
        self.speed_requested.emit(int(pace))

    def _on_end(self) -> None:
        self.end_requested.emit()
