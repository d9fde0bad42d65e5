"""A screen of our own for what only a real window shows: Xvfb with a window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1366x768x24"
READY_S = 10

missing = tuple(name for name in ("Xvfb", "openbox", "xdotool") if shutil.which(name) is None)
"""What is missing on this machine; empty when windows can be measured."""


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The environment for programs on a screen that nobody else uses."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read, encoding="ascii") as told:
        number = told.readline().strip()
    dropped = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    env["DISPLAY"] = f":{number}"
    manager = subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL)
    try:
        _wait_for_manager(env)
        yield env
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def _wait_for_manager(env: dict[str, str]) -> None:
    """Until the window manager answers: a window shown before would be placed without it."""
    for _ in range(READY_S * 20):
        done = subprocess.run(["xdotool", "get_desktop"], env=env, capture_output=True, check=False)
        if done.returncode == 0:
            return
        time.sleep(0.05)
    raise TimeoutError("the window manager did not start")


def home(folder: Path) -> dict[str, str]:
    """The folders of somebody who has nothing else on this machine."""
    folders = {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_STATE_HOME": folder / "state",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for path in folders.values():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(path) for name, path in folders.items()}


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = sys.executable
