"""The log file: what broke and where, never a word of a workshop."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LIMIT = 500_000
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def start_log(path: Path) -> logging.Logger:
    """Write to this file from now on; a folder that can't be written leaves the app without."""
    log = logging.getLogger("okr-facilitator")
    log.setLevel(logging.INFO)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LIMIT, backupCount=2, encoding="utf-8")
    except OSError:
        return log  # a read-only home is no reason not to start
    handler.setFormatter(logging.Formatter(_FORMAT))
    log.addHandler(handler)
    return log


def describe(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> str:
    """Kind of failure and the places it passed, newest last.

    Neither the message nor the source line of a frame is in it: both may hold workshop text.
    """
    frames = traceback.extract_tb(trace)
    places = [
        f"  {Path(frame.filename).name}, line {frame.lineno}, in {frame.name}" for frame in frames
    ]
    return "\n".join([kind.__name__, *places])
