"""One display, one home and one program for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.desktop import Display, Program, desk, running


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with desk(tmp_path) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def app(display: Display, home: Path) -> Iterator[Program]:
    """The app on its first start: an empty library."""
    with running(display, home) as program:
        yield program


@pytest.fixture
def prepared(app: Program) -> Program:
    """A workshop from the template, open in Prepare with the focus on its agenda."""
    app.display.keys("Return")
    app.shows("prepare")
    return app


@pytest.fixture
def live(prepared: Program) -> Program:
    """That workshop, running in its first block."""
    prepared.display.keys("p")
    prepared.has_happened("started")
    prepared.shows("run")
    return prepared
