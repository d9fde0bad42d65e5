"""What the workshop is called, when it takes place and where, each changed in its own place."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.durations import parse_clock
from desktop.domain.i18n import tr
from desktop.domain.rows import WorkshopRow
from desktop.views.prepare.commit import LineCommit
from desktop.views.prepare.labels import labelled
from desktop.views.prepare.reading import read_day, read_line, read_title, write_clock, write_day
from desktop.views.widgets import Card, Field, Text


class DetailsCard(Card):
    """Each field asks for its own change; the three times are asked for together."""

    rename_requested = Signal(str)
    when_requested = Signal(object, object, object)
    place_requested = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: WorkshopRow | None = None
        self.title, self.day, self.place = Field(), Field(), Field()
        self.start, self.end = Field(), Field()
        self.zone = Text(role="sub", elide=True)
        self._title = LineCommit(self.title, read_title)
        self._day = LineCommit(self.day, read_day, write_day)
        self._start = LineCommit(self.start, parse_clock, write_clock)
        self._end = LineCommit(self.end, parse_clock, write_clock)
        self._place = LineCommit(self.place, read_line)
        self._commits = (self._title, self._day, self._start, self._end, self._place)
        self._lay_out()
        self._title.committed.connect(self._ask_title)
        self._place.committed.connect(self._ask_place)
        self._day.committed.connect(self._ask_day)
        self._start.committed.connect(self._ask_start)
        self._end.committed.connect(self._ask_end)
        for commit in self._commits:
            commit.left.connect(self.left)

    def show_workshop(self, row: WorkshopRow) -> None:
        """Idempotent; a field somebody types in keeps its text."""
        fresh = self._row is None or self._row.uid != row.uid
        self._row = row
        self._title.show_value(row.title, fresh=fresh)
        self._day.show_value(row.day, fresh=fresh)
        self._start.show_value(row.start, fresh=fresh)
        self._end.show_value(row.end, fresh=fresh)
        self._place.show_value(row.place, fresh=fresh)
        overnight = row.end < row.start
        self.zone.setText(
            tr("{zone}, ends the next day").format(zone=row.zone) if overnight else row.zone
        )

    def flush(self) -> None:
        """Commit what is typed."""
        for commit in self._commits:
            commit.flush()

    def _lay_out(self) -> None:
        times = QGridLayout()
        times.setHorizontalSpacing(10)
        times.addLayout(labelled(tr("Start"), self.start), 0, 0)
        times.addLayout(labelled(tr("End"), self.end), 0, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(labelled(tr("Title"), self.title))
        column.addLayout(labelled(tr("Date"), self.day))
        column.addLayout(times)
        column.addWidget(self.zone)
        column.addLayout(labelled(tr("Place or call link"), self.place))
        self.body.setSpacing(8)
        self.body.addWidget(Text(tr("Details"), "section"))
        self.body.addLayout(column)

    def _ask_title(self, title: object) -> None:
        self.rename_requested.emit(title)

    def _ask_place(self, place: object) -> None:
        self.place_requested.emit(place)

    def _ask_day(self, day: object) -> None:
        if self._row is not None and isinstance(day, date):
            self.when_requested.emit(day, self._row.start, self._row.end)

    def _ask_start(self, start: object) -> None:
        if self._row is not None and isinstance(start, time):
            self.when_requested.emit(self._row.day, start, self._row.end)

    def _ask_end(self, end: object) -> None:
        if self._row is not None and isinstance(end, time):
            self.when_requested.emit(self._row.day, self._row.start, end)
