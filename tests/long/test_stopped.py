"""A process that is really stopped for more than a minute is right at once when it goes on."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"), reason="Windows can't stop a process"
)
ROOT = Path(__file__).parents[2]
STOPPED_S = 70
RIGHT_WITHIN_S = 2.0


class Child:
    """The run, and what it said last."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.safety.stopped_child", str(folder)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self._out = self.process.stdout
        self._rest = b""

    def told(self, within_s: float) -> dict[str, Any]:
        """The newest line, once there is one."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if select.select([self._out], [], [], 0.05)[0]:
                *lines, self._rest = (self._rest + os.read(self._out.fileno(), 1 << 16)).split(
                    b"\n"
                )
                if lines and not select.select([self._out], [], [], 0)[0]:
                    return json.loads(lines[-1])
        raise AssertionError("the child says nothing")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._out.close()


def test_R03_R04_stopped_for_seventy_seconds_it_asks_and_is_right_within_two(tmp_path):
    child = Child(tmp_path)
    try:
        before = child.told(30)
        at = time.monotonic()
        os.kill(child.process.pid, signal.SIGSTOP)
        time.sleep(STOPPED_S)  # the one thing that can't be done with a clock turned by hand
        os.kill(child.process.pid, signal.SIGCONT)
        woken = time.monotonic()
        while (after := child.told(5))["away_ms"] is None:
            assert time.monotonic() - woken < RIGHT_WITHIN_S
        passed_ms = (time.monotonic() - at) * 1000
    finally:
        child.end()
    assert abs(before["shown_ms"] - after["shown_ms"] - passed_ms) < RIGHT_WITHIN_S * 1000
    assert abs(after["away_ms"] - STOPPED_S * 1000) < RIGHT_WITHIN_S * 1000
    assert after["current"] == before["current"]  # nothing started or ended by itself
    assert after["scene"] == before["scene"]
