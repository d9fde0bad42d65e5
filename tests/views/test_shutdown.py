"""The system's wish to end the app arrives as an event, and the signals are left as found."""

from __future__ import annotations

import os
import signal

import pytest

from desktop.views.shutdown import ShutdownRequests

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_becomes_a_request(qtbot, number):
    before = signal.getsignal(number)
    requests = ShutdownRequests()
    requests.install()
    try:
        with qtbot.waitSignal(requests.requested, timeout=2000):
            os.kill(os.getpid(), number)
    finally:
        requests.remove()
    assert signal.getsignal(number) is before
    assert signal.set_wakeup_fd(-1) == -1


def test_installing_twice_and_removing_twice_does_no_harm(qtbot):
    requests = ShutdownRequests()
    requests.install()
    requests.install()
    requests.remove()
    requests.remove()
