"""What every test stands on: no screen, no network, no home of a real person, no stray window."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import guards
from tests.clocks import FakeClock

# Set while this file is loaded: Qt reads it once, when the first QApplication is made.
_HOME = Path(tempfile.mkdtemp(prefix="okr-tests-"))
_FOLDERS = {
    "HOME": _HOME,
    "USERPROFILE": _HOME,
    "APPDATA": _HOME / "appdata",
    "LOCALAPPDATA": _HOME / "localappdata",
    "XDG_CONFIG_HOME": _HOME / ".config",
    "XDG_DATA_HOME": _HOME / ".local" / "share",
    "XDG_STATE_HOME": _HOME / ".local" / "state",
    "XDG_CACHE_HOME": _HOME / ".cache",
    "XDG_RUNTIME_DIR": _HOME / "run",
}
for _name, _folder in _FOLDERS.items():
    _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_name] = str(_folder)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
# A zone nobody expects: what silently uses the computer's zone is 5 h 45 min wrong and shows.
os.environ["TZ"] = "Asia/Kathmandu"
if hasattr(time, "tzset"):
    time.tzset()

_TESTS = Path(__file__).parent
_FOLDER_MARKS = {"journeys": "journey", "long": "long", "bench": "bench"}

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", parent=settings.get_profile("ci"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
guards.install()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's folder says what it costs, so that nobody forgets the mark."""
    for item in items:
        if item.path.is_relative_to(_TESTS):
            mark = _FOLDER_MARKS.get(item.path.relative_to(_TESTS).parts[0])
            if mark:
                item.add_marker(mark)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until the test moves it."""
    return FakeClock()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """No internet socket, no name look-up, no `open()` of a live library in any test."""
    guards.offences()
    yield
    caught = guards.offences()
    assert not caught, caught


@pytest.fixture(autouse=True)
def no_stray_windows() -> Iterator[None]:
    """A window that outlives its test fails it, and is closed so that the next one starts clean."""
    yield
    names = _close_windows()
    assert not names, f"left open: {', '.join(names)}"


@pytest.fixture(autouse=True)
def no_chosen_clock() -> Iterator[None]:
    """A choice of 12 or 24 hours ends with the test that made it."""
    yield
    when = sys.modules.get("desktop.views.when")
    if when is not None:
        when.follow_locale()


def _close_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return []
    names: list[str] = []
    for window in widgets.QApplication.topLevelWidgets():
        if window.isVisible():
            title = window.windowTitle() or window.objectName() or "no title"
            names.append(f"{type(window).__name__} ({title})")
            window.hide()
            window.deleteLater()
    return names
