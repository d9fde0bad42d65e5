"""What the app remembers survives, and nonsense in the file reads as the default."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from desktop.bridge.settings import Settings, ThemeChoice


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.ini"


def test_a_first_start_has_defaults(path):
    settings = Settings(path)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.workshop_id is None
    assert settings.geometry.isEmpty()
    assert settings.stage_geometry.isEmpty()


def test_everything_is_there_at_the_next_start(path):
    settings = Settings(path)
    settings.theme = ThemeChoice.DARK
    settings.workshop_id = 7
    settings.geometry = QByteArray(b"\x01\x02\x00\x03")
    settings.stage_geometry = QByteArray(b"stage")
    settings.sync()
    again = Settings(path)
    assert again.theme is ThemeChoice.DARK
    assert again.workshop_id == 7
    assert again.geometry == QByteArray(b"\x01\x02\x00\x03")
    assert again.stage_geometry == QByteArray(b"stage")


def test_a_workshop_is_remembered_for_the_library_it_is_in(path, tmp_path):
    Settings(path, tmp_path / "sample.okr").workshop_id = 3
    assert Settings(path, tmp_path / "library.okr").workshop_id is None
    assert Settings(path, tmp_path / "sample.okr").workshop_id == 3


def test_a_choice_can_be_taken_back(path):
    settings = Settings(path)
    settings.workshop_id = 7
    settings.workshop_id = None
    assert settings.workshop_id is None


def test_nonsense_reads_as_the_default(path):
    path.write_text("[look]\ntheme=pink\n", encoding="utf-8")
    settings = Settings(path)
    settings._store.setValue(settings._workshop, "x²")
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.workshop_id is None
