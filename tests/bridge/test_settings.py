"""What the app remembers survives, and nonsense in the file reads as the default."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from desktop.bridge.settings import (
    ChimeSound,
    ClockChoice,
    DecimalSign,
    SettingId,
    Settings,
    StageLook,
    StageScreen,
    TextSize,
    ThemeChoice,
)
from desktop.domain.report_choices import NameStyle, PaperSize
from desktop.domain.stage import StageNames

CHOSEN = {
    SettingId.THEME: ThemeChoice.DARK,
    SettingId.TEXT_SIZE: TextSize.LARGE,
    SettingId.CLOCK: ClockChoice.H12,
    SettingId.DECIMAL_SIGN: DecimalSign.COMMA,
    SettingId.CHIME: False,
    SettingId.CHIME_AGAIN: False,
    SettingId.CHIME_SOUND: ChimeSound.WOOD,
    SettingId.VOLUME: 35,
    SettingId.STAGE_LOOK: StageLook.DARK,
    SettingId.STAGE_SCREEN: StageScreen.SECOND,
    SettingId.STAGE_FINISH: False,
    SettingId.NAMES_ON_STAGE: StageNames.NONE,
    SettingId.REPORT_NAMES: NameStyle.INITIALS,
    SettingId.PAPER: PaperSize.LETTER,
    SettingId.SINGLE_KEYS: False,
    SettingId.HIDE_PRIVATE: True,
}


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


def test_every_choice_is_there_at_the_next_start(path):
    settings = Settings(path)
    for setting, value in CHOSEN.items():
        assert getattr(settings, setting) != value, setting
        setattr(settings, setting, value)
    settings.keys = {"run.next": ("G", "+"), "go.settings": ("Ctrl+,",)}
    settings.library = path
    settings.sync()
    again = Settings(path)
    assert {setting: getattr(again, setting) for setting in SettingId} == CHOSEN
    assert again.keys == {"run.next": ("G", "+"), "go.settings": ("Ctrl+,",)}
    assert again.library == path
    assert again.decimal_comma
    assert again.twelve_hour


def test_nonsense_in_any_choice_reads_as_its_default(path):
    plain = Settings(path.with_name("plain.ini"))
    settings = Settings(path)
    for setting, value in CHOSEN.items():
        setattr(settings, setting, value)
    for key in settings._store.allKeys():
        settings._store.setValue(key, "-7 ²")
    for setting in SettingId:
        assert getattr(settings, setting) == getattr(plain, setting), setting


def test_a_volume_beyond_the_loudest_is_the_usual_one(path):
    settings = Settings(path)
    settings._store.setValue("sound/volume", "101")
    assert settings.volume == 60
