"""Fixtures of the shell's tests."""

from __future__ import annotations

import pytest

from desktop.bridge.theme import apply_theme, load_theme


@pytest.fixture
def look(qapp):
    """The light theme on the application, as in the app."""
    if qapp.property("okr_theme") != "light":
        apply_theme(qapp, load_theme("light"))
    return qapp
