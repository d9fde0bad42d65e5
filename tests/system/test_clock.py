"""The real clock, as far as one computer can show it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.clock import Clock, elapsed_ms
from desktop.system import clock as system_clock
from desktop.system.clock import SystemClock, boot_id


def test_both_readings_move_on() -> None:
    clock: Clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert second.boot_ms >= first.boot_ms > 0
    assert second.boot_id == first.boot_id
    assert 0 <= elapsed_ms(first, second) < 60_000


def test_utc_is_aware_and_now() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now().utc
    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_all_clocks_of_one_process_share_a_boot() -> None:
    assert SystemClock().now().boot_id == SystemClock().now().boot_id == boot_id() != ""


@pytest.mark.skipif(sys.platform != "linux", reason="this system may have no name for a boot")
def test_another_process_sees_the_same_boot_and_the_same_clock() -> None:
    code = (
        "from desktop.system.clock import SystemClock; m = SystemClock().now();"
        "print(m.boot_id, m.boot_ms)"
    )
    before = SystemClock().now()
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert shown[0] == before.boot_id
    assert before.boot_ms <= int(shown[1]) <= SystemClock().now().boot_ms


def test_a_system_without_a_name_for_its_boot_gets_one_for_this_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boot_id.cache_clear()
    monkeypatch.setattr(system_clock, "_system_boot_id", lambda: "")
    try:
        assert SystemClock().now().boot_id.startswith("process-")
        assert SystemClock().now().boot_id == SystemClock().now().boot_id
    finally:
        boot_id.cache_clear()
