"""A clock that tests turn by hand, so that four hours pass in a microsecond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.domain.clock import Moment

WORKSHOP_MORNING = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


class FakeClock:
    """Implements `desktop.domain.clock.Clock`; moves only when it is told to."""

    def __init__(self, start: datetime = WORKSHOP_MORNING) -> None:
        if start.tzinfo is None:
            message = "a clock starts at an aware datetime"
            raise ValueError(message)
        self._utc = start.astimezone(UTC)
        self._boot_ms = 1_000_000
        self._boot = 1

    def now(self) -> Moment:
        return Moment(self._utc, self._boot_ms, f"boot-{self._boot}")

    def advance(self, seconds: float) -> Moment:
        """Time passes: both readings move, as they do while a laptop works or sleeps."""
        self._boot_ms += round(seconds * 1000)
        self._utc += timedelta(seconds=seconds)
        return self.now()

    def step_wall(self, seconds: float) -> Moment:
        """Somebody sets the computer's clock; no time passes."""
        self._utc += timedelta(seconds=seconds)
        return self.now()

    def reboot(self, off_s: float) -> Moment:
        """The laptop is off for a while and comes back with a new boot clock."""
        self._utc += timedelta(seconds=off_s)
        self._boot += 1
        self._boot_ms = 20_000
        return self.now()
