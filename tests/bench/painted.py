"""Times starts until the window's content is painted, by watching the pixels of the screen.

Run as a program on a real display: `painted.py ROUNDS COMMAND...`, each command one JSON list.
The commands take turns, after one round that does not count. Prints, for each command, pairs of
seconds: until something is seen, and until what is seen is what it stays.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication, QImage

STILL_S = 0.6
"""A screen that has not changed for this long is painted."""

GIVE_UP_S = 30.0
PAUSE_S = 0.008
PIECES = 16
SAME = 0.99
"""A caret blinks and a second passes; the rest has to be as it stays."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start, in seconds from the start of the process."""

    seen: float
    painted: float


def _look() -> bytes:
    image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def _alike(one: bytes, other: bytes) -> float:
    """The share of short stretches of pixels that are equal."""
    size = QGuiApplication.primaryScreen().size()
    step = size.width() * 4 // PIECES
    starts = range(0, len(one) - step, step)
    return sum(one[at : at + step] == other[at : at + step] for at in starts) / len(starts)


def _watch(command: list[str]) -> Start:
    empty = last = _look()
    looks: list[tuple[float, bytes]] = []
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not looks or time.perf_counter() - began - looks[-1][0] < STILL_S:
            at, now = time.perf_counter() - began, _look()
            if now != last:
                looks.append((time.perf_counter() - began, now))
                last = now
            if at > GIVE_UP_S or process.poll() is not None:
                raise RuntimeError(f"{command} showed no window")
            time.sleep(PAUSE_S)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    painted = next(at for at, look in looks if _alike(look, last) >= SAME)
    _wait_for(empty)
    return Start(looks[0][0], painted)


def _wait_for(empty: bytes) -> None:
    """Until the window is gone, so that the next one is not taken for it."""
    until = time.perf_counter() + GIVE_UP_S
    while _alike(_look(), empty) < SAME and time.perf_counter() < until:
        time.sleep(PAUSE_S)


def main() -> None:
    app = QGuiApplication(sys.argv[:1])
    rounds, commands = int(sys.argv[1]), [json.loads(text) for text in sys.argv[2:]]
    starts: list[list[tuple[float, float]]] = [[] for _ in commands]
    for turn in range(rounds + 1):
        for command, times in zip(commands, starts, strict=True):
            start = _watch(command)
            if turn:
                times.append((start.seen, start.painted))
    print(json.dumps(starts))
    app.quit()


if __name__ == "__main__":
    main()
