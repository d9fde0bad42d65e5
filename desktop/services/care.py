"""What a person wants to know about their library: where it is, how large, and if it is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from desktop.models.library import open_library
from desktop.services.backups import BackupJob, fault_of, prepare
from desktop.services.checking import CheckReport, check

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CheckJob:
    """Prepared on the library's thread; `run` may be called on another.

    It checks a copy page by page, so that the library stays in use.
    """

    copy: BackupJob
    folder: TemporaryDirectory[str]

    def run(self, step: Step | None = None) -> CheckReport:
        """Copy, check, and throw the copy away. Raises `UserError`, or what `step` raises."""
        with self.folder:
            self.copy.run(step)
            engine = open_library(self.copy.path)
            try:
                return check(engine)
            finally:
                engine.dispose()


class LibraryCare:
    """The open library as a file."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size

    def check_job(self, now: datetime) -> CheckJob:
        """Call it on the library's thread. Raises `UserError`."""
        folder = TemporaryDirectory()
        copy = Path(folder.name) / "check.okr"
        return CheckJob(prepare(self._engine, copy, now), folder)


def judge(path: Path) -> str:
    """Why this file can't be restored or opened; "" when it can. It is read as a whole."""
    return fault_of(path)
