"""Shows a finished file in the file manager, with the file selected where the computer can."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QProcess, QProcessEnvironment, QUrl
from PySide6.QtGui import QDesktopServices

_WAIT_MS = 3_000
"""For an answer of the file manager; it may have to be started."""


def show_in_folder(path: str) -> None:
    """Ask the file manager for it; without an answer the folder is opened."""
    program, arguments = command(path, sys.platform)
    process = QProcess(QCoreApplication.instance())
    process.setProcessEnvironment(_environment())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.errorOccurred.connect(partial(_on_error, process, path))
    process.finished.connect(partial(_on_finished, process, path))
    process.start(program, arguments)


def command(path: str, platform: str) -> tuple[str, list[str]]:
    """Return the program that selects a file, and what it is told."""
    if platform == "win32":
        return "explorer.exe", ["/select,", str(Path(path))]
    if platform == "darwin":
        return "open", ["-R", path]
    manager, shown = "org.freedesktop.FileManager1", Path(path).absolute().as_uri()
    return "dbus-send", [
        "--session",
        "--print-reply",
        f"--reply-timeout={_WAIT_MS}",
        f"--dest={manager}",
        "--type=method_call",
        "/org/freedesktop/FileManager1",
        f"{manager}.ShowItems",
        f"array:string:{shown}",  # the address has no comma of its own: it is written %2C
        "string:",
    ]


def open_folder(path: str) -> None:
    """Open the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))


def _environment() -> QProcessEnvironment:
    """Return what this process was started with: a packed app has its own libraries."""
    environment = QProcessEnvironment.systemEnvironment()
    if getattr(sys, "frozen", False):
        name = "LD_LIBRARY_PATH"
        before = environment.value(f"{name}_ORIG")
        environment.remove(name)
        if before:
            environment.insert(name, before)
    return environment


def _on_error(process: QProcess, path: str, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:
        process.deleteLater()
        open_folder(path)


def _on_finished(process: QProcess, path: str, code: int, _status: QProcess.ExitStatus) -> None:
    process.deleteLater()
    # Windows Explorer ends with 1 whatever happened.
    if code and sys.platform != "win32":
        open_folder(path)
