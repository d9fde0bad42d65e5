"""Starts a rehearsal as a process of its own on a scratch copy, and clears up after it."""

from __future__ import annotations

import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QProcess, Signal

from desktop.bridge.settings import Settings
from desktop.bridge.worker import Worker
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.services.rehearsing import ScratchCopy, not_started
from desktop.system.files import make_folder

SPEED = 60
"""How fast a rehearsal begins: an hour in a minute."""
_WAIT_MS = 1_000
END_MS = 4_000
"""How long a rehearsal may take to close its window before it is killed."""
_REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Scratch:
    """The private folder of one rehearsal. Whoever uses it holds a lock in it."""

    folder: Path

    @property
    def library(self) -> Path:
        return self.folder / "rehearsal.okr"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.ini"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def calls(self) -> Path:
        """Every new file in here asks the rehearsal to come forward."""
        return self.folder / "calls"

    @property
    def is_up(self) -> Path:
        """Is there once the rehearsal's window has been painted."""
        return self.folder / "up"

    def lock(self, name: str) -> QLockFile:
        return _lock_in(self.folder, name)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class RehearsalRunner(QObject):
    """One rehearsal at a time, on a copy made in a worker while the library stays in use."""

    said = Signal(str, str)  # what happens, detail
    failed = Signal(object)  # UserError
    ended = Signal()  # its window is closed and its folder gone

    def __init__(
        self,
        copy: Callable[[Path], ScratchCopy],
        settings: Settings,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        """`copy` prepares one of the open library; scratch folders are made in `folder`."""
        super().__init__(parent)
        self._copy = copy
        self._settings = settings
        self._folder = folder
        self._workshop_id = 0
        self._scratch: Scratch | None = None
        self._lock: QLockFile | None = None
        self._process: QProcess | None = None
        self._worker = Worker(self)
        self._worker.finished.connect(self._on_copied)
        self._worker.failed.connect(self._on_not_copied)
        self._worker.broke.connect(self._clear_up)

    @property
    def scratch(self) -> Scratch | None:
        """That of the rehearsal that is on; None while there is none."""
        return self._scratch

    @property
    def is_running(self) -> bool:
        return self._scratch is not None

    def start(self, workshop_id: int) -> bool:
        """Open a rehearsal of that workshop; the one that is open comes forward instead."""
        if self._scratch is not None:
            self._call_forward(self._scratch)
            return False
        try:
            scratch = self._new_scratch()
            self._settings.copy_to(scratch.settings)
            work = self._copy(scratch.library).run
        except UserError as error:
            self._clear_up()
            self.failed.emit(error)
            return False
        self._workshop_id = workshop_id
        self.said.emit(tr("The rehearsal opens in a window of its own"), "")
        self._worker.start(work)
        return True

    def drain(self) -> None:
        """Before the library is closed: no copy, no rehearsal, no scratch folder is left."""
        self._worker.drain()
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            if not process.waitForFinished(END_MS):
                process.kill()
                process.waitForFinished(END_MS)
            process.deleteLater()
        self._clear_up()

    def _new_scratch(self) -> Scratch:
        make_folder(self._folder)
        with _alone(self._folder):  # or a start that sweeps would take it for a left one
            try:
                scratch = Scratch(Path(tempfile.mkdtemp(dir=self._folder)))
                self._scratch = scratch
                self._lock = scratch.lock("owner")
                self._lock.tryLock(0)
                scratch.calls.mkdir()
            except OSError as error:
                raise not_started(error.strerror or type(error).__name__) from error
        return scratch

    def _call_forward(self, scratch: Scratch) -> None:
        with suppress(OSError):  # then it is only said
            (scratch.calls / secrets.token_hex(8)).touch()
        self.said.emit(tr("A rehearsal is open already, in a window of its own"), "")

    def _on_copied(self, _path: object) -> None:
        scratch = self._scratch
        if scratch is None:
            return
        program, *arguments = command(scratch.library, self._workshop_id, SPEED)
        process = self._process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(program, arguments)

    def _on_not_copied(self, error: UserError) -> None:
        self._clear_up()
        self.failed.emit(error)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._fail(not_started(self._process.errorString()))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process, scratch = self._process, self._scratch
        if process is None or scratch is None:
            return
        if code == 0 and status is QProcess.ExitStatus.NormalExit:
            self._let_go()
        elif scratch.is_up.exists():
            self._fail(
                UserError(
                    tr("The rehearsal broke off."),
                    tr("Your workshop stays as it is. Rehearse again."),
                )
            )
        else:
            said = bytes(process.readAllStandardError().data()).decode(errors="replace")
            self._fail(not_started(_reason(said)))

    def _fail(self, error: UserError) -> None:
        self._let_go()
        self.failed.emit(error)

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._clear_up()

    def _clear_up(self) -> None:
        scratch, self._scratch = self._scratch, None
        if self._lock is not None:
            self._lock.unlock()  # before: Windows removes no file that is open
            self._lock = None
        if scratch is not None:
            scratch.remove()
            self.ended.emit()


def command(library: Path, workshop_id: int, speed: int) -> list[str]:
    """What starts a rehearsal: this very program, bundled or not."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [
        *own,
        "--rehearse",
        str(speed),
        "--workshop",
        str(workshop_id),
        "--database",
        str(library),
    ]


def sweep_rehearsals(folder: Path) -> int:
    """Remove what rehearsals left whose processes are gone; returns how many there were."""
    with _alone(folder):
        return sum(_swept(Scratch(each)) for each in folder.iterdir() if each.is_dir())


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """No other window makes or sweeps scratch folders meanwhile; it takes milliseconds."""
    lock = _lock_in(folder, "making")
    lock.tryLock(_WAIT_MS)
    try:
        yield
    finally:
        lock.unlock()


def _lock_in(folder: Path, name: str) -> QLockFile:
    """One that a process loses with its life and never by age."""
    lock = QLockFile(str(folder / f"{name}.lock"))
    lock.setStaleLockTime(0)
    return lock


def _swept(scratch: Scratch) -> bool:
    locks = [scratch.lock("owner"), scratch.lock("window")]
    is_left = all([lock.tryLock(0) for lock in locks])  # noqa: C419  both, to let go of both
    for lock in locks:
        lock.unlock()
    if is_left:
        scratch.remove()
    return is_left


def _reason(said: str) -> str:
    """The last thing a process said on its way out, without what goes before every refusal."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1].removeprefix("error: ") if lines else tr("it ended at once")
    return last[:_REASON_LENGTH]
