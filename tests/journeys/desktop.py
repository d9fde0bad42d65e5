"""The real program on a display of its own, worked with real keys and looked at from outside."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from desktop.domain.closing import Closing
from desktop.domain.okr_rows import TeamOkrs
from desktop.domain.rows import AgendaRow, CaptureRow, PersonRow, WorkshopRow
from desktop.domain.run import RunEvent
from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.library import Library

ROOT = Path(__file__).parents[2]
WATCH = Path(__file__).parent / "watch"
PICTURES = ROOT / "build" / "journey"
CONSOLE = "OKR Facilitator"
STAGE = "OKR Facilitator - Stage"
PACKAGES = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
PATIENCE_S = 8.0
SCREEN = "2720x900"  # room for both windows side by side, so that each can be looked at
BESIDE = 1400  # where the stage is put then
_T = TypeVar("_T")
MANAGER = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <theme><keepBorder>no</keepBorder></theme>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""
"""A window manager without frames, so that a window's box is what the program paints."""
PLACES = {
    "home": 79,
    "prepare": 130,
    "run": 164,
    "breakouts": 198,
    "okrs": 232,
    "capture": 266,
    "report": 300,
}
"""Where the middle of each button of the rail is, in pixels below the console's upper edge."""


def require_tools() -> None:
    """Journeys need an X server to drive: skipped where there is none, an error on Linux."""
    missing = [package for tool, package in PACKAGES.items() if shutil.which(tool) is None]
    if not missing:
        return
    names = " ".join(missing)
    if platform.system() != "Linux":
        pytest.skip(f"{names}: no such package for {platform.system()}, journeys drive an X server")
    pytest.fail(f"Type: sudo apt-get install --no-install-recommends {names}")


def until(
    look: Callable[[], _T], what: str | Callable[[], str], within_s: float = PATIENCE_S
) -> _T:
    """The first true answer of `look`; fails after `within_s` seconds."""
    deadline = time.monotonic() + within_s
    while not (answer := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not within {within_s:g} s: {what if isinstance(what, str) else what()}")
        time.sleep(0.02)
    return answer


def stays(look: Callable[[], object], what: str, for_s: float = 0.4) -> None:
    """Fails if `look` turns false: for what must not happen, which has no end to wait for."""
    deadline = time.monotonic() + for_s
    while time.monotonic() < deadline:
        assert look(), what
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Window:
    """One visible window as the X server has it."""

    id: str
    title: str
    box: QRect


class Display:
    """An X server with a window manager, one keyboard and one screen."""

    def __init__(self, folder: Path, size: str = SCREEN) -> None:
        self._frame = folder / "Xvfb_screen0"
        read, write = os.pipe()
        server = f"Xvfb -screen 0 {size}x24 -nolisten tcp".split()
        server += ["-displayfd", str(write), "-fbdir", str(folder)]
        server += ["-noreset"]  # else it starts over whenever its last client goes
        server += ["-ardelay", "150", "-arinterval", "30"]  # held keys repeat soon
        self._server = subprocess.Popen(server, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        self.env = {"DISPLAY": f":{number}", "PATH": os.environ["PATH"], "HOME": str(folder)}
        self._manager: subprocess.Popen[bytes] | None = None

    def manage(self, folder: Path) -> None:
        """Start the window manager."""
        rules = folder / "rc.xml"
        rules.write_text(MANAGER, encoding="utf-8")
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--config-file", str(rules)],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: self.ask("get_num_desktops"), "a window manager")

    def close(self) -> None:
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait(5)

    def ask(self, *words: str) -> str | None:
        """What xdotool says, or None if it could not."""
        done = subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, text=True, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else None

    def windows(self) -> list[Window]:
        """Every visible window with a name, menus and dialogs too."""
        # xdotool gives up when any window of the display, such as a frame, goes while it looks.
        search = ("search", "--onlyvisible", "--class", "okr-facilitator")
        looks = (self.ask(*search) for _ in range(3))
        ids = next((found for found in looks if found), "")
        found = []
        for each in ids.split():
            title, place = (
                self.ask("getwindowname", each),
                self.ask("getwindowgeometry", "--shell", each),
            )
            if title is None or place is None:
                continue  # gone meanwhile
            at = dict(line.split("=", 1) for line in place.splitlines() if "=" in line)
            box = QRect(int(at["X"]), int(at["Y"]), int(at["WIDTH"]), int(at["HEIGHT"]))
            found.append(Window(each, title, box))
        return found

    def window(self, title: str) -> Window | None:
        return next((each for each in self.windows() if each.title == title), None)

    def active(self) -> str | None:
        """Title of the window the keyboard writes to."""
        return self.ask("getactivewindow", "getwindowname")

    def activate(self, title: str) -> None:
        window = until(lambda: self.window(title), f"window {title}")
        self.ask("windowactivate", window.id)
        until(lambda: self.active() == title, f"{title} is active")

    def keys(self, *names: str) -> None:
        """Press these one after the other, as a fast typist would."""
        assert self.ask("key", "--delay", "30", *names) is not None, names

    def type(self, text: str) -> None:
        """Write a text, key by key."""
        assert self.ask("type", "--delay", "4", text) is not None, text

    def enter(self, text: str) -> None:
        """Write a text, then Enter."""
        self.type(text)
        self.keys("Return")

    def hold(self, name: str, seconds: float) -> None:
        """Keep a key down: the X server repeats it."""
        self.ask("keydown", name)
        time.sleep(seconds)
        self.ask("keyup", name)

    def screen(self) -> QImage:
        """What the screen shows now, out of the server's own frame buffer (an xwd file)."""
        raw = self._frame.read_bytes()
        head = struct.unpack(">25I", raw[:100])
        size, width, height, line, colors = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colors
        frame = raw[start : start + line * height]
        return QImage(frame, width, height, line, QImage.Format.Format_RGB32).copy()

    def see(self, title: str) -> QImage:
        """What one window shows, as far as no other covers it."""
        window = until(lambda: self.window(title), f"window {title}")
        return self.screen().copy(window.box)

    def colors(self, title: str) -> int:
        """How many colours a window shows at a coarse grid of points: 1 is a blank one."""
        image = self.see(title)
        across, down = range(5, image.width(), 5), range(5, image.height(), 5)
        return len({image.pixel(x, y) for x in across for y in down})

    def photograph(self, name: str, title: str = CONSOLE) -> None:
        """Keep a picture of a window, and what lies over it, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        window = self.window(title)
        image = self.screen() if window is None else self.screen().copy(window.box)
        image.save(str(PICTURES / f"{name}.png"))

    def move(self, title: str, x: int, y: int) -> None:
        """Put a window where nothing covers it."""
        window = until(lambda: self.window(title), f"window {title}")
        self.ask("windowmove", window.id, str(x), str(y))
        until(lambda: self._is_at(title, x, y), f"{title} has moved")

    def _is_at(self, title: str, x: int, y: int) -> bool:
        window = self.window(title)
        return window is not None and (window.box.x(), window.box.y()) == (x, y)

    def place(self) -> str | None:
        """The place whose button is lit in the rail."""
        console = self.window(CONSOLE)
        if console is None:
            return None
        image = self.screen().copy(console.box)
        plain = image.pixel(125, 500)
        lit = [name for name, y in PLACES.items() if image.pixel(125, y) != plain]
        return lit[0] if len(lit) == 1 else None


class Program:
    """One start of the app, as a child process with a home of its own."""

    def __init__(self, display: Display, home: Path, database: Path, *arguments: str) -> None:
        self.display = display
        self.database = database
        self._notes = home / "network"
        self._errors = home / f"errors-{time.monotonic_ns()}"
        self.env = _environment(display, home) | {"OKR_WATCH": str(self._notes)}
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "desktop", "--database", str(database), *arguments],
                cwd=home,
                env=self.env,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        until(lambda: self.process.poll() is not None or display.window(CONSOLE), "a window")
        assert self.process.poll() is None, self.errors
        display.activate(CONSOLE)
        display.move(CONSOLE, 0, 0)

    @property
    def errors(self) -> str:
        """What the program wrote to standard error."""
        return self._errors.read_text(encoding="utf-8")

    @property
    def network(self) -> str:
        """Internet sockets and name look-ups of all programs of this home."""
        return self._notes.read_text(encoding="utf-8") if self._notes.exists() else ""

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A second start on the same library."""
        return subprocess.run(
            [sys.executable, "-m", "desktop", "--database", str(self.database), *arguments],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )

    def library(self) -> Stored:
        """What is stored at this moment, while the app goes on."""
        return peek(self.database)

    def shows(self, place: str) -> None:
        """Waits until this place is shown."""
        until(lambda: self.display.place() == place, f"{place} is shown")

    def has_happened(self, *kinds: str) -> None:
        """Waits until the run's events are exactly these."""
        until(
            lambda: self.library().kinds == list(kinds),
            lambda: f"the run has {kinds}; it has {self.library().kinds}",
        )

    def has_noted(self, *texts: str) -> None:
        """Waits until exactly these notes are stored, in whatever order."""
        until(
            lambda: sorted(self.library().texts) == sorted(texts),
            lambda: f"the notes are {texts}; they are {self.library().texts}",
        )

    def show_stage(self) -> None:
        """F5, and the stage put beside the console; the keys stay with the console."""
        self.display.keys("F5")
        until(lambda: self.display.window(STAGE), "the stage is shown")
        self.display.move(STAGE, BESIDE, 0)
        until(lambda: self.display.active() == CONSOLE, "the keys are the console's")

    def quit(self) -> None:
        """Ctrl+Q, and an end without a word of complaint."""
        self.display.keys("ctrl+q")
        self.ended()

    def ended(self, within_s: float = PATIENCE_S) -> None:
        """The process is gone in order: code 0, nothing on standard error."""
        until(lambda: self.process.poll() is not None, "the program ended", within_s)
        assert self.process.returncode == 0
        assert self.errors == ""
        assert self.network == ""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(5)

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a library holds of its newest workshop."""

    workshop: WorkshopRow | None
    agenda: tuple[AgendaRow, ...]
    events: tuple[RunEvent, ...]
    captures: tuple[CaptureRow, ...]
    notes: dict[int, str]
    people: tuple[PersonRow, ...] = ()
    teams: tuple[TeamOkrs, ...] = ()
    closing: Closing = field(default_factory=Closing)

    @property
    def kinds(self) -> list[str]:
        """What happened in the run, in order."""
        return [str(event.kind) for event in self.events]

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.captures]


def stored(database: Path) -> Stored:
    """Read a closed library the way the app does."""
    engine = open_library(database)
    try:
        library = Library(UnitOfWork(engine))
        rows = library.workshops()
        if not rows:
            return Stored(None, (), (), (), {})
        row = max(rows, key=lambda each: each.id)
        return Stored(
            row,
            library.agenda(row.id),
            library.events(row.id),
            library.captures(row.id),
            library.private_notes(row.id),
            library.roster(row.id),
            library.all_team_okrs(row.id),
            library.closing(row.id),
        )
    finally:
        engine.dispose()


def peek(database: Path) -> Stored:
    """Read a copy of a library that the app has open.

    Opening the file here drops no lock of the app's: they belong to its own process. A copy is
    whole when no transaction is under way (the journal is empty) before and after it was made.
    """
    journal = Path(f"{database}-journal")

    def copy() -> bytes | None:
        before = database.stat().st_mtime_ns
        if journal.exists() and journal.stat().st_size:
            return None
        taken = database.read_bytes()
        still = not journal.exists() or not journal.stat().st_size
        return taken if still and database.stat().st_mtime_ns == before else None

    whole = until(copy, "a moment without a transaction")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.okr"
        path.write_bytes(whole)
        return stored(path)


@contextmanager
def desk(folder: Path, size: str = SCREEN) -> Iterator[Display]:
    """A display for one test."""
    require_tools()
    frames = folder / "frames"
    frames.mkdir(mode=0o700)
    display = Display(frames, size)
    try:
        display.manage(frames)
        yield display
    finally:
        display.close()


@contextmanager
def running(
    display: Display, home: Path, database: Path | None = None, *arguments: str
) -> Iterator[Program]:
    """A program that is gone when the test is, whatever became of the test."""
    program = Program(display, home, database or home / "library.okr", *arguments)
    try:
        yield program
    finally:
        if program.process.poll() is None:
            display.photograph("left-running")
            program.process.send_signal(signal.SIGABRT)  # says where it stands, for the report
            program.process.wait(5)
            sys.stderr.write(program.errors)


def _environment(display: Display, home: Path) -> dict[str, str]:
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_DOCUMENTS_DIR": home / "Documents",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **{name: str(folder) for name, folder in folders.items()},
        **display.env,
        "HOME": str(home),
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": f"{WATCH}{os.pathsep}{ROOT}",
        "PYTHONWARNINGS": "default",
        "PYTHONFAULTHANDLER": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "Asia/Kathmandu",
    }
