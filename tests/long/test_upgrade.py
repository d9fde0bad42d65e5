"""Kills at every point of an upgrade, and at a hundred instants."""

from __future__ import annotations

import os

import pytest

from tests.models.old_libraries import make_old
from tests.models.test_upgrade import kill_and_look

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")


@pytest.mark.parametrize("how", [("points", "0", "1"), ("times", "100")])
def test_every_kill_leaves_the_old_library_or_the_new_one(tmp_path, how):
    old = make_old(tmp_path / "library.okr", 1, rows=300)
    assert kill_and_look(old, tmp_path / "victims", *how)
