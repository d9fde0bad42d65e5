"""The cues of a run as they are heard: which sound, how loud, and when none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.bridge.chime import Chime
from desktop.bridge.settings import ChimeSound, Settings
from desktop.domain.away import Away
from desktop.domain.run import Phase
from tests.domain.builders import Run, block, with_steps
from tests.views.desks import desk

BELL = ("bell.wav", 0.6, 1)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def chime(qapp, settings, heard):
    def play(path, volume, times):
        assert path.is_file()
        heard.append((path.name, round(volume, 3), times))

    return Chime(settings, play=play)


def at(remaining_ms, current=0, phase=Phase.RUNNING, run_ms=0):
    view = desk(phase=phase, current=current, remaining_s=remaining_ms / 1000)
    return replace(view, state=replace(view.state, run_ms=run_ms))


def let_pass(chime, moment_ms):
    """With a look before and one after it, ten minutes into the run."""
    for left in (moment_ms + 500, moment_ms - 500):
        chime.show(at(left, run_ms=600_000 - left))


def test_R18_it_sounds_when_the_time_of_a_block_is_up(chime, heard):
    for left in (2000, 1000, 0, -1000):
        chime.show(at(left))
    assert heard == [BELL]


def test_R18_five_minutes_one_minute_and_the_end_sound_different(chime, heard):
    for minute in (5, 1, 0, -1):
        let_pass(chime, minute * 60_000)
    assert len(set(heard)) == len(heard) == 4


def test_R17_the_end_of_a_step_is_a_knock(chime, heard):
    run = Run((with_steps(block("a", 10), 2, 8),))
    run.start()
    for _ in range(121):
        chime.show(replace(desk(), agenda=run.agenda, state=run.state))
        run.clock.advance(1)
    assert heard == [("wood.wav", 0.36, 1)]


def test_every_block_sounds(chime, heard):
    for block_ in range(3):
        chime.show(at(1000, block_))
        chime.show(at(0, block_))
    assert len(heard) == 3


def test_what_was_over_when_the_app_came_up_is_no_news(chime, heard):
    chime.show(at(-1000))
    chime.show(at(-2000))
    assert heard == []


def test_a_paused_run_is_silent(chime, heard):
    chime.show(at(1000))
    chime.show(at(0, phase=Phase.PAUSED))
    assert heard == []


def test_R18_an_absence_that_nobody_has_explained_is_silent(chime, heard):
    chime.show(at(1000))
    now = at(0).now
    chime.show(replace(at(0), away=Away(now, now)))
    chime.show(at(-1000))
    assert heard == []


def test_muted_it_is_silent_and_does_not_make_up_for_it(chime, heard, settings):
    settings.chime = False
    chime.show(at(1000))
    chime.show(at(0))
    settings.chime = True
    chime.show(at(-1000))
    assert heard == []


def test_R18_once_a_minute_while_over_can_be_switched_off_on_its_own(chime, heard, settings):
    settings.chime_again = False
    for minute in (0, -1):
        let_pass(chime, minute * 60_000)
    assert heard == [BELL]
    settings.chime_again = True
    let_pass(chime, -120_000)
    assert len(heard) == 2


def test_it_plays_what_was_chosen(chime, heard, settings):
    settings.chime_sound, settings.volume = ChimeSound.WOOD, 25
    chime.play()
    assert heard == [("wood.wav", 0.25, 1)]


def test_a_computer_without_sound_is_no_error(qapp, settings):
    chime = Chime(settings)
    chime.play()
    assert isinstance(chime.output(), str)
