"""No internet socket and no name look-up in a whole journey: asked of Python and of the kernel."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.bridge.actions import PlaceId
from desktop.domain.kinds import CaptureKind
from desktop.domain.stage import Scene
from tests import guards
from tests.safety.journey import LINK, WORDS

ROOT = Path(__file__).parents[2]
# What a resolver reads or talks to before anything leaves the machine.
RESOLVER = re.compile(r"resolv\.conf|nsswitch\.conf|/etc/hosts|nscd|systemd-resolve|libnss_dns")
INTERNET = re.compile(r"AF_INET6?|PF_INET6?|sin6?_addr|AF_PACKET|SOCK_RAW")


def test_the_guard_is_awake():
    with pytest.raises(guards.GuardError):
        socket.socket(socket.AF_INET)
    with pytest.raises(guards.GuardError):
        socket.getaddrinfo("localhost", 80)
    assert len(guards.offences()) == 2


def test_a_full_journey_in_this_process_opens_no_socket(app, qtbot):
    conductor = app.parts.conductor
    conductor.open_sample()
    conductor.new_workshop("okr-drafting-4h")
    conductor.set_place(LINK)
    conductor.rename(WORDS)
    app.stage.show()
    conductor.toggle_run()
    for kind in CaptureKind:
        conductor.capture(kind, WORDS)
    for place in PlaceId:
        app.console.show_place(place)
        app.settle()
    for scene in (*Scene, None):
        app.parts.desk.choose_scene(scene)
        app.settle()
    app.pass_time(600)
    conductor.next_item()
    conductor.end_run()
    with qtbot.waitSignal(app.parts.exporter.exported, timeout=20_000):
        app.parts.exporter.export(conductor.report())
    assert guards.offences() == []


def _strace() -> str:
    """The command, or a skip that says what is missing."""
    found = shutil.which("strace")
    if not sys.platform.startswith("linux") or found is None:
        pytest.skip("strace is for Linux, and has to be installed: apt-get install strace")
    allowed = subprocess.run([found, "-f", "true"], capture_output=True, text=True, check=False)
    if allowed.returncode:
        pytest.skip(f"ptrace is not permitted here: {allowed.stderr.strip()[:200]}")
    return found


def _traced(log: Path, *command: str) -> str:
    """Every call to do with the network, and every file the process opened."""
    subprocess.run(
        [_strace(), "-f", "-qq", "-s", "200", "-e", "trace=network,openat", "-o", log, *command],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=100,
    )
    return log.read_text(encoding="utf-8", errors="replace")


def _offences(calls: str) -> list[str]:
    return [
        line
        for line in calls.splitlines()
        if INTERNET.search(line) or ("ENOENT" not in line and RESOLVER.search(line))
    ]


def test_the_kernel_sees_no_internet_socket_of_the_app(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    calls = _traced(tmp_path / "calls", sys.executable, "-m", "tests.safety.journey", str(folder))
    assert "library.okr" in calls, "nothing was traced"
    assert _offences(calls) == []
    assert list(folder.glob("*.pdf"))


def test_the_kernel_sees_no_internet_socket_of_the_commands(tmp_path):
    library, program = tmp_path / "library.okr", (sys.executable, "-m", "desktop")
    start = (*program, "--database", str(library))
    for number, words in enumerate(
        (
            ("new", "--template", "okr-drafting-4h", "--title", "Traced"),
            ("export", "1", "--format", "pdf", "--output", str(tmp_path / "report.pdf")),
        )
    ):
        calls = _traced(tmp_path / f"calls-{number}", *start, *words)
        assert "library.okr" in calls
        assert _offences(calls) == []


def test_a_look_up_would_be_seen(tmp_path):
    """Or the two tests above would prove nothing."""
    look_up = "import socket\ntry: socket.getaddrinfo('nowhere.invalid', 80)\nexcept OSError: pass"
    calls = _traced(tmp_path / "calls", sys.executable, "-c", look_up)
    assert _offences(calls)
