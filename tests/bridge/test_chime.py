"""The chime: once for each block, at the moment its time is up, and never late."""

from __future__ import annotations

import pytest

from desktop.bridge.chime import Chime
from desktop.bridge.settings import ChimeSound, Settings
from desktop.domain.run import Phase
from tests.views.desks import desk


@pytest.fixture
def heard():
    return []


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def chime(qapp, settings, heard):
    return Chime(settings, play=lambda path, volume: heard.append((path.name, volume)))


def at(remaining_ms, current=0, phase=Phase.RUNNING):
    return desk(phase=phase, current=current, remaining_s=remaining_ms / 1000)


def test_it_sounds_when_the_time_of_a_block_is_up(chime, heard):
    for left in (2000, 1000, 0, -1000):
        chime.show(at(left))
    assert heard == [("bell.wav", 0.6)]


def test_a_block_that_got_more_time_does_not_sound_again(chime, heard):
    for left in (1000, 0, 60_000, 0):
        chime.show(at(left))
    assert len(heard) == 1


def test_every_block_sounds(chime, heard):
    for block in range(3):
        chime.show(at(1000, block))
        chime.show(at(0, block))
    assert len(heard) == 3


def test_what_was_over_when_the_app_came_up_is_no_news(chime, heard):
    chime.show(at(-1000))
    chime.show(at(-2000))
    assert heard == []


def test_what_ended_while_the_laptop_slept_is_no_news(chime, heard):
    chime.show(at(1000))
    chime.show(at(-1_200_000))
    assert heard == []


def test_a_paused_run_is_silent(chime, heard):
    chime.show(at(1000))
    chime.show(at(0, phase=Phase.PAUSED))
    assert heard == []


def test_muted_it_is_silent_and_does_not_make_up_for_it(chime, heard, settings):
    settings.chime = False
    chime.show(at(1000))
    chime.show(at(0))
    settings.chime = True
    chime.show(at(-1000))
    assert heard == []


def test_it_plays_what_was_chosen(chime, heard, settings):
    settings.chime_sound, settings.volume = ChimeSound.WOOD, 25
    chime.play()
    assert heard == [("wood.wav", 0.25)]


def test_a_computer_without_sound_is_no_error(qapp, settings):
    chime = Chime(settings)
    chime.play()
    assert isinstance(chime.output(), str)
