"""The table of `make bench`, and the app the measurements are taken on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import App
from tests.bench.apps import opened
from tests.bench.floors import Floors
from tests.clocks import FakeClock

_FLOORS = pytest.StashKey[Floors]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FLOORS] = Floors()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    floors = terminalreporter.config.stash.get(_FLOORS, None)
    if floors is not None and floors.lines:
        terminalreporter.section("measured")
        terminalreporter.write_line(floors.table())


@pytest.fixture
def floors(request: pytest.FixtureRequest) -> Floors:
    """Where a measurement is put beside its floor."""
    return request.config.stash[_FLOORS]


@pytest.fixture
def app(qapp: QApplication, tmp_path, clock: FakeClock) -> Iterator[App]:
    """The wired app on a real file, shown, with an empty library."""
    with opened(qapp, tmp_path, clock) as made:
        yield made
