"""The real clock: one that goes on while the laptop sleeps, with UTC and the boot beside it."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from desktop.domain.clock import Moment


class SystemClock:
    """The time of this computer."""

    def __init__(self) -> None:
        self._boot_id = boot_id()

    def now(self) -> Moment:
        """Both readings, taken one right after the other."""
        return Moment(datetime.now(UTC), _boot_ns() // 1_000_000, self._boot_id)


@cache
def boot_id() -> str:
    """Names this run of the computer, the same for every process until it restarts.

    It is never worked out from the time of day, which anybody can set. Where the system has no
    such name, this process has its own: after a restart of the app UTC then decides.
    """
    return _system_boot_id() or f"process-{uuid.uuid4()}"


if sys.platform == "linux":

    def _boot_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def _system_boot_id() -> str:
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

elif sys.platform == "darwin":

    def _boot_ns() -> int:
        # Unlike CLOCK_MONOTONIC it can't be slewed; it counts sleep.
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)

    def _system_boot_id() -> str:
        # Not kern.boottime, which moves whenever the clock is set.
        try:
            done = subprocess.run(
                ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"],
                capture_output=True,
                text=True,
                timeout=2,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return done.stdout.strip()

elif sys.platform == "win32":
    import winreg

    _BOOT_KEY = (
        r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    )

    def _boot_ns() -> int:
        return time.monotonic_ns()

    def _system_boot_id() -> str:
        # A counter that Windows raises by one at each start.
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _BOOT_KEY) as key:
                return f"windows-{int(winreg.QueryValueEx(key, 'BootId')[0])}"
        except (OSError, ValueError):
            return ""

else:

    def _boot_ns() -> int:
        return time.monotonic_ns()

    def _system_boot_id() -> str:
        return ""
