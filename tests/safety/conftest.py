"""The app as a fixture, for the tests of what must never happen."""

from __future__ import annotations

import pytest

from desktop.bridge.actions import PlaceId
from tests.safety.windows import windows


@pytest.fixture
def app(qapp, tmp_path, clock):
    """Console shown at Home, stage hidden, time standing still."""
    with windows(qapp, tmp_path, clock) as made:
        made.parts.desk.open(None)
        made.console.show_place(PlaceId.HOME)
        yield made
