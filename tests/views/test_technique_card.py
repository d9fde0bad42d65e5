"""The Technique card of Run: which step runs, what it says, and the way to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.desk import DeskView
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow
from desktop.domain.run import Phase
from desktop.domain.run_steps import step_run
from desktop.views.run.technique_card import StepState, TechniqueCard, step_lines
from tests.domain.builders import Run, block, with_steps
from tests.views.desks import desk

STEPPED = with_steps(block("item-0", 12), 1, 2, 4, 5)


@pytest.fixture
def card(qtbot) -> TechniqueCard:
    made = TechniqueCard()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def run() -> Run:
    return Run((STEPPED, replace(block("b", 15), technique="")))


def view_of(run: Run) -> DeskView:
    return replace(desk(), agenda=run.agenda, state=run.state)


def texts(card: TechniqueCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def lines_of(row: AgendaRow, run: Run):
    state = run.state
    return step_lines(row, step_run(row, state), paused=state.phase is Phase.PAUSED)


def test_R17_done_steps_keep_their_minutes_and_the_one_that_runs_has_its_time_left(run, card):
    run.start("item-0")
    run.add(EventKind.STEPPED, "item-0", 2)
    run.wait(1.2)
    card.show_desk(view_of(run))
    assert not card.isHidden()
    assert texts(card) == [
        "Technique: 1-2-4-All", "3 of 4", "Step 1", "1 min", "Step 2", "2 min",
        "Step 3", "2:48", "How 3", "Step 4", "5 min",
    ]  # fmt: skip
    states = [line.state for line in lines_of(STEPPED, run)]
    assert states == [StepState.DONE, StepState.DONE, StepState.NOW, StepState.AHEAD]


def test_R17_a_step_that_is_over_counts_up(run, card):
    run.start("item-0")
    run.wait(1.5)
    card.show_desk(view_of(run))
    assert "+0:30" in texts(card)
    assert lines_of(STEPPED, run)[0].state is StepState.OVER


def test_R17_a_pause_shows_on_the_step(run, card):
    run.start("item-0")
    run.pause()
    run.wait(3)
    card.show_desk(view_of(run))
    assert "1:00" in texts(card)
    assert lines_of(STEPPED, run)[0].state is StepState.PAUSED


def test_R17_before_the_run_all_steps_of_the_first_block_can_be_read(run, card):
    card.show_desk(view_of(run))
    seen = texts(card)
    assert "1 of 4" not in seen
    assert {"How 1", "How 2", "How 3", "How 4", "4 min"} <= set(seen)


def test_R17_the_buttons_ask_for_a_step(run, card, qtbot):
    run.start("item-0")
    card.show_desk(view_of(run))
    with qtbot.waitSignal(card.step_requested) as asked:
        qtbot.mouseClick(card.on, Qt.MouseButton.LeftButton)
    assert asked.args == [1]
    with qtbot.waitSignal(card.step_requested) as asked:
        qtbot.keyClick(card.back, Qt.Key.Key_Space)
    assert asked.args == [-1]


def test_without_technique_and_steps_there_is_no_card(run, card):
    run.start("item-0")
    card.show_desk(view_of(run))
    run.next("b")
    card.show_desk(view_of(run))
    assert card.isHidden()


def test_a_technique_without_steps_is_named(run, card):
    run.agenda = (replace(STEPPED, steps=()), run.agenda[1])
    run.start("item-0")
    card.show_desk(view_of(run))
    assert texts(card) == ["Technique: 1-2-4-All"]


def test_a_tick_touches_nothing_but_the_time(run, card, monkeypatch):
    run.start("item-0")
    card.show_desk(view_of(run))
    set_by = []
    plain = QLabel.setText
    monkeypatch.setattr(
        QLabel, "setText", lambda self, text: (set_by.append(text), plain(self, text))
    )
    run.wait(1 / 60)
    card.show_desk(view_of(run))
    assert set_by == ["0:59"]
    card.show_desk(view_of(run))
    assert set_by == ["0:59"]


def test_hostile_words_are_plain_text(run, card):
    words = '<b>x</b> <img src="/etc/passwd">'
    steps = tuple(replace(step, title=words, instruction=words) for step in STEPPED.steps)
    run.agenda = (replace(STEPPED, technique=words, steps=steps), run.agenda[1])
    run.start("item-0")
    card.show_desk(view_of(run))
    labels = [label for label in card.findChildren(QLabel) if words in label.text()]
    assert len(labels) == 6
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
