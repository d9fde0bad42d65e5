"""A clock that goes faster than the real one, so that a workshop is rehearsed in minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.domain.clock import Clock, Moment, elapsed_ms

BOOT_ID = "rehearsal"


class ScaledClock:
    """Goes on with `base`, `speed` times as fast; never backwards, whatever `base` does.

    It can be held, and it can be given another speed on the way: neither makes it jump.
    """

    def __init__(self, base: Clock, speed: int, start: datetime | None = None) -> None:
        """Begins at `start`, an aware datetime, or at the time of `base`."""
        self._base = base
        self._since = base.now()
        self._speed = _checked(speed)
        self._held = False
        self._ms = 0  # gone by here when `_since` was
        self._start = self._since.utc
        if start is not None:
            self.start_at(start)

    @property
    def speed(self) -> int:
        """How many of its seconds pass in one, unless it is held."""
        return self._speed

    @property
    def is_held(self) -> bool:
        return self._held

    def now(self) -> Moment:
        """Both readings go at the same pace."""
        self._go_on()
        return Moment(self._start + timedelta(milliseconds=self._ms), self._ms, BOOT_ID)

    def start_at(self, start: datetime) -> None:
        """Show that instant, aware, from now on. For before anything has happened in the run."""
        if start.tzinfo is None:
            raise ValueError("a clock starts at an aware datetime")
        self._go_on()
        self._start = start.astimezone(UTC) - timedelta(milliseconds=self._ms)

    def set_speed(self, speed: int) -> None:
        """From now on so many times as fast; what has passed stays. At least 1."""
        self._go_on()
        self._speed = _checked(speed)

    def hold(self, *, on: bool) -> None:
        """Stand still, or go on from there."""
        self._go_on()
        self._held = on

    def _go_on(self) -> None:
        """Take in what has passed since the last look, at the speed it passed with."""
        now = self._base.now()
        if not self._held:
            self._ms += elapsed_ms(self._since, now) * self._speed
        self._since = now


def _checked(speed: int) -> int:
    if speed < 1:
        raise ValueError("a clock goes on")
    return speed
