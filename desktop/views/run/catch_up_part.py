"""Shows the strip of ways back while a run is late, and the preview in the agenda's place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.catch_up import CatchUp, WayKind
from desktop.domain.rows import AgendaRow
from desktop.views.overlay import focus_back, focused_in
from desktop.views.privacy import privacy
from desktop.views.run.catch_up import CatchUpPreview, CatchUpStrip
from desktop.views.run_lines import ClockText

LATE_S = 120
"""From here on the ways back are offered; the key offers them from the first second."""
WORSE_S = 300
"""A strip that was sent away comes back when it has got so much later."""


class CatchUpPart(QObject):
    """Nothing here changes the run: `way_requested` asks for what was looked at."""

    way_requested = Signal(object)  # Way

    def __init__(self, place: QWidget, column: QVBoxLayout, agenda: QWidget) -> None:
        super().__init__(place)
        self._agenda = agenda
        self._found: CatchUp | None = None
        self._rows: Mapping[str, AgendaRow] = {}
        self._clock: ClockText | None = None
        self._hidden_s: int | None = None  # how late it was when the strip was sent away
        self._came_from: QWidget | None = None
        self._waits = False  # an open question may change how late it is
        self.strip = CatchUpStrip(place)
        self.preview = CatchUpPreview(place)
        self.strip.hide()
        self.preview.hide()
        at = column.indexOf(agenda)
        column.insertWidget(at, self.strip)
        column.insertWidget(at + 1, self.preview, 1)
        self.strip.way_chosen.connect(self.look)
        self.strip.dismissed.connect(self._send_away)
        self.preview.left.connect(self.leave)
        self.preview.chosen_changed.connect(self._show_again)
        self.preview.applied.connect(self._apply)

    @property
    def is_open(self) -> bool:
        """Whether the preview is shown."""
        return not self.preview.isHidden()

    def show_ways(
        self, found: CatchUp | None, rows: Mapping[str, AgendaRow], clock: ClockText
    ) -> None:
        """Each second; None closes all of it."""
        self._found, self._rows, self._clock = found, rows, clock
        if found is None:
            self._hidden_s = None
            self.strip.hide()
            self.leave()
            return
        if privacy().hidden:
            self.leave()
        if self.is_open:
            self.preview.show_ways(found, rows, clock)
        else:
            self.strip.show_ways(found, rows, clock)
        self._show_strip()

    def let_wait(self, *, on: bool) -> None:
        """While something is asked first the strip offers nothing; the key still does."""
        if on != self._waits:
            self._waits = on
            self._show_strip()

    def look(self, kind: WayKind | None = None) -> None:
        """Open the preview, with that way first; the focus goes there, as it was asked for."""
        if self._found is None or self._clock is None:
            return
        if not self.is_open:
            self._came_from = focused_in(self.preview.window())
        self.preview.choose(kind)
        self.preview.show_ways(self._found, self._rows, self._clock)
        self.strip.hide()
        self._agenda.hide()
        self.preview.show()
        self.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Back to the agenda; nothing has changed."""
        if not self.is_open:
            return
        self.preview.hide()
        self._agenda.show()
        focus_back(self._came_from, self._agenda)
        self._show_strip()

    def _apply(self, way: object) -> None:
        self.leave()
        self.way_requested.emit(way)

    def _send_away(self) -> None:
        self._hidden_s = None if self._found is None else self._found.late_s
        self._show_strip()

    def _show_again(self) -> None:
        if self._found is not None and self._clock is not None:
            self.preview.show_ways(self._found, self._rows, self._clock)

    def _show_strip(self) -> None:
        late_s = 0 if self._found is None else self._found.late_s
        worse = self._hidden_s is None or late_s >= self._hidden_s + WORSE_S
        # How late a run is nobody else is to see.
        is_wanted = late_s >= LATE_S and worse and not self.is_open and not privacy().hidden
        self.strip.setVisible(is_wanted and not self._waits)
