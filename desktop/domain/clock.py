"""Time as the rules see it: two readings taken at once, and the span between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant.

    `utc` is what the computer's clock says (aware, UTC). `boot_ms` counts milliseconds on a
    clock that goes on while the laptop sleeps and that nobody can set; it means something only
    beside the same `boot_id`.
    """

    utc: datetime
    boot_ms: int
    boot_id: str


class Clock(Protocol):
    """Handed to everything that needs the time; tests hand in their own."""

    def now(self) -> Moment: ...


def elapsed_ms(earlier: Moment, later: Moment) -> int:
    """Milliseconds from one moment to the next, never negative.

    Within one boot the boot clock decides, so clock steps and daylight saving change nothing.
    Across boots only UTC is left; a clock that went backwards then counts as no time at all.
    """
    if earlier.boot_id == later.boot_id:
        span = later.boot_ms - earlier.boot_ms
    else:
        span = round((later.utc - earlier.utc).total_seconds() * 1000)
    return max(0, span)
