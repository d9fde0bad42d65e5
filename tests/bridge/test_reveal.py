"""Showing a finished file: selected in the file manager, or at least its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtGui import QDesktopServices

from desktop.bridge import reveal


@pytest.fixture
def opened(monkeypatch):
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toLocalFile()))
    return seen


def answering(monkeypatch, tmp_path, code):
    """A file manager that notes what it is asked and answers with `code`."""
    program = tmp_path / "manager"
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\nexit {code}\n')
    program.chmod(0o755)
    monkeypatch.setattr(reveal, "command", lambda path, _platform: (str(program), [path]))


def test_each_system_has_its_way_to_select_a_file():
    program, words = reveal.command("/tmp/Q1, a report é.pdf", "linux")
    assert program == "dbus-send"
    assert "array:string:file:///tmp/Q1%2C%20a%20report%20%C3%A9.pdf" in words
    assert "org.freedesktop.FileManager1.ShowItems" in words
    assert reveal.command("/tmp/a.pdf", "darwin") == ("open", ["-R", "/tmp/a.pdf"])
    assert reveal.command("/tmp/a.pdf", "win32") == (
        *("explorer.exe",),
        ["/select,", str(Path("/tmp/a.pdf"))],
    )


def test_a_file_manager_that_answers_is_enough(qtbot, monkeypatch, tmp_path, opened):
    answering(monkeypatch, tmp_path, 0)
    reveal.show_in_folder("/tmp/reports/a.pdf")
    qtbot.waitUntil((tmp_path / "asked").exists)
    qtbot.waitUntil(lambda: (tmp_path / "asked").read_text().strip() == "/tmp/reports/a.pdf")
    qtbot.waitUntil(lambda: not QCoreApplication.instance().findChildren(QProcess))
    assert opened == []


def test_without_an_answer_the_folder_is_opened(qtbot, monkeypatch, tmp_path, opened):
    answering(monkeypatch, tmp_path, 1)
    reveal.show_in_folder("/tmp/reports/a.pdf")
    qtbot.waitUntil(lambda: opened == ["/tmp/reports"])


def test_without_such_a_program_the_folder_is_opened(qtbot, monkeypatch, opened):
    monkeypatch.setattr(reveal, "command", lambda *_: ("no-such-program", []))
    reveal.show_in_folder("/tmp/reports/a.pdf")
    qtbot.waitUntil(lambda: opened == ["/tmp/reports"])
