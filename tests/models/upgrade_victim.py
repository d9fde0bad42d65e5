"""The process that is killed while it upgrades an old library.

Arguments: an old library, a folder, and `points FIRST STEP` or `times COUNT`. For each victim it
copies the library into a folder of its own and forks; it prints how many were killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from desktop.models import migrate, upgrade  # noqa: F401  imported once, before the fork
from desktop.models.library import open_library

_WATCHED = ("open", "os.", "sqlite3.")
_LONGEST_S = 0.5


def die_at(point: int) -> None:
    """From now on, the n-th file operation or statement is the last: it does not happen."""
    left = [point]

    def tick(*_: object) -> None:
        left[0] -= 1
        if left[0] == -1:  # killing is an operation too
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(name: str, _args: object) -> None:
        if name.startswith(_WATCHED):
            tick()

    event.listen(Engine, "before_cursor_execute", tick)
    event.listen(Engine, "commit", tick)
    sys.addaudithook(hook)


def die_after(seconds: float) -> None:
    """Inside a system call of SQLite, perhaps; nothing handles this signal."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def killed(old: Path, home: Path, arm: Callable[[], None]) -> bool:
    """Let one victim upgrade a copy in `home`; False if it got through."""
    home.mkdir()
    path = Path(shutil.copyfile(old, home / "library.okr"))
    pid = os.fork()
    if pid == 0:
        try:
            arm()
            open_library(path).dispose()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or status == 0, status
    return os.WIFSIGNALED(status)


def main(old: Path, folder: Path, how: str, *numbers: int) -> int:
    if how == "times":
        after = [_LONGEST_S * (n + 1) / numbers[0] for n in range(numbers[0])]
        deaths = [killed(old, folder / f"{s:.5f}", partial(die_after, s)) for s in after]
        return sum(deaths)
    for number, point in enumerate(count(*numbers)):
        if not killed(old, folder / f"{point:05}", partial(die_at, point)):
            return number
    raise AssertionError


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])))
