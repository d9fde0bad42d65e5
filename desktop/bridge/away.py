"""Notices when the laptop slept or the app was gone during a run, and when the clock was set."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridge.desk import Desk
from desktop.domain.away import AWAY_MS, Away, is_answered
from desktop.domain.clock import Clock, Moment, elapsed_ms
from desktop.domain.desk import DeskView
from desktop.domain.run import Phase
from desktop.system.heartbeat import SignOfLife, read_sign, write_sign

BEAT_MS = 10_000
"""How often the app leaves a sign of life while a run goes on."""

STEP_MS = 900
"""A clock that is off by this much more than a moment ago was set; corrections are smaller."""


class AwayWatch(QObject):
    """Asks through the desk: `DeskView.away` is the oldest absence that nobody has explained.

    Nothing starts or ends by itself meanwhile. A run that is paused stands still anyway, so an
    absence during a pause is no question.
    """

    clock_stepped = Signal(int)  # seconds the computer's clock was set forward, or back (negative)

    def __init__(
        self, desk: Desk, clock: Clock, sign: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._sign = sign
        self._uid = ""
        self._alive: Moment | None = None
        self._absences: tuple[Away, ...] = ()
        self._of_others: dict[str, tuple[Away, ...]] = {}  # whose runs go on as well
        self._is_running = False  # not paused, when it was seen last
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        desk.refreshed.connect(self._on_refreshed)
        desk.ticked.connect(self._on_ticked)
        self._on_refreshed(desk.view)

    def _on_refreshed(self, view: DeskView) -> None:
        uid = "" if view.workshop is None else view.workshop.uid
        going = view.state.phase in (Phase.RUNNING, Phase.PAUSED)
        if not going:
            if uid == self._uid:
                self._forget()
            return
        self._is_running = view.state.phase is Phase.RUNNING
        if uid != self._uid:
            self._take_up(uid)
        self._on_ticked(view)
        if not self._timer.isActive():
            self._timer.start()
            self._beat()

    def _take_up(self, uid: str) -> None:
        """The run of another workshop: what was left of it, or its newest event."""
        sign = None if self._sign is None else read_sign(self._sign)
        started, newest = self._desk.events[0].at, self._desk.events[-1].at
        in_process = self._alive is not None and self._timer.isActive()
        self._of_others[self._uid] = self._absences
        self._uid, absences = uid, self._of_others.pop(uid, ())
        if sign is not None and sign.uid == uid:
            absences = sign.absences
            if elapsed_ms(newest, sign.alive) > 0:
                newest = sign.alive
        # Of an earlier start, which was taken back, nothing is asked any more.
        self._absences = tuple(away for away in absences if not elapsed_ms(away.since, started))
        if not in_process:  # else the app has been here all the time, with another workshop
            self._alive = newest
            self._look(crashed=True)

    def _on_ticked(self, view: DeskView) -> None:
        if self._uid and view.workshop is not None and view.workshop.uid == self._uid:
            self._is_running = view.state.phase is Phase.RUNNING
            self._look(crashed=False)
            self._ask(view)

    def _look(self, *, crashed: bool) -> None:
        """Compare with the last sign of life."""
        now, before = self._clock.now(), self._alive
        self._alive = now
        if before is None:
            return
        gone_ms = elapsed_ms(before, now)
        if before.boot_id == now.boot_id and not crashed:
            step_ms = round((now.utc - before.utc).total_seconds() * 1000) - gone_ms
            if abs(step_ms) >= STEP_MS:
                self.clock_stepped.emit(round(step_ms / 1000))
        if gone_ms > AWAY_MS and self._is_running:  # also while another workshop is open
            self._absences = (*self._absences, Away(before, now, crashed))
            self._leave_sign()

    def _ask(self, view: DeskView) -> None:
        events = self._desk.events
        waiting = (away for away in self._absences if not is_answered(events, away))
        asked = next(waiting, None) if view.state.phase is Phase.RUNNING else view.away
        if asked != view.away:
            self._desk.show_away(asked)

    def _beat(self) -> None:
        self._look(crashed=False)
        self._leave_sign()

    def _leave_sign(self) -> None:
        if self._sign is not None and self._uid and self._alive is not None:
            write_sign(self._sign, SignOfLife(self._uid, self._alive, self._absences))

    def _forget(self) -> None:
        self._timer.stop()
        self._uid, self._alive, self._absences = "", None, ()
        if self._desk.view.away is not None:
            self._desk.show_away(None)
