"""The Run place: what its rows say, what a tick touches, and how its texts are changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.agenda import schedule
from desktop.domain.clock import Moment
from desktop.domain.desk import DeskView
from desktop.domain.kinds import Category, ItemKind, WorkshopKind, WorkshopState
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import ItemPhase, ItemRun, Phase, RunState
from desktop.domain.stage import Scene, StageContent
from desktop.views.run.place import RunPlace
from desktop.views.run_lines import Tone, clock_text, next_line, run_lines, status_text

NINE = datetime(2027, 1, 14, 8, tzinfo=UTC)  # 09:00 in Berlin
BERLIN = clock_text("Europe/Berlin")
TITLES = ("Welcome", "Leader", "Objectives", "Break", "Wrap-up")
LENGTHS = (15, 20, 35, 15, 15)
HOSTILE = 'I <b>think</b> <img src="/etc/passwd"> 😀 目标 هدف'


def agenda(titles: tuple[str, ...] = TITLES) -> tuple[AgendaRow, ...]:
    return tuple(
        AgendaRow(
            id=number + 1,
            uid=f"item-{number}",
            title=title,
            kind=ItemKind.BREAK if title == "Break" else ItemKind.ACTIVITY,
            category=Category.BREAK if title == "Break" else Category.OBJECTIVE,
            planned_s=LENGTHS[number % len(LENGTHS)] * 60,
            minimum_s=0,
            maximum_s=7200,
            protected=title == "Break",
            technique="",
            lead="",
            instruction=f"Do {title}",
        )
        for number, title in enumerate(titles)
    )


def workshop() -> WorkshopRow:
    return WorkshopRow(
        id=1,
        uid="w",
        title="Q1",
        kind=WorkshopKind.DRAFTING,
        state=WorkshopState.RUNNING,
        programme="P",
        day=date(2027, 1, 14),
        start=time(9),
        end=time(13),
        zone="Europe/Berlin",
        place="",
        item_count=5,
        planned_s=6000,
        started_at=None,
        ended_at=None,
    )


def desk(
    phase: Phase = Phase.RUNNING,
    *,
    current: int = 2,
    used_s: int = 600,
    rows: tuple[AgendaRow, ...] | None = None,
    spent_minutes: tuple[int, ...] = (15, 24),
    late_start_minutes: int = 2,
) -> DeskView:
    """A run that started late and took `spent_minutes` for the blocks before the current one."""
    rows = rows if rows is not None else agenda()
    slots = schedule(rows, NINE)
    at = NINE + timedelta(minutes=late_start_minutes)
    runs: list[ItemRun] = []
    for number, row in enumerate(rows):
        if phase is Phase.WAITING:
            item, length = ItemPhase.AHEAD, 0
        elif phase is Phase.ENDED or number < current:
            item = ItemPhase.DONE
            length = 60 * (spent_minutes[number] if number < len(spent_minutes) else 15)
        elif number == current:
            item, length = ItemPhase.CURRENT, max(row.planned_s, used_s)
        else:
            item, length = ItemPhase.AHEAD, row.planned_s
        ends = at + timedelta(seconds=length)
        waits = phase is Phase.WAITING
        spent = used_s if item is ItemPhase.CURRENT else length * (item is ItemPhase.DONE)
        runs.append(
            ItemRun(
                uid=row.uid,
                planned_ms=row.planned_s * 1000,
                total_ms=row.planned_s * 1000,
                spent_ms=spent * 1000,
                phase=item,
                starts_at=None if waits else at,
                ends_at=None if waits else ends,
            )
        )
        at = ends
    lives = phase in (Phase.RUNNING, Phase.PAUSED)
    state = RunState(
        phase=phase,
        items=tuple(runs),
        current=current if lives else None,
        elapsed_ms=sum(run.spent_ms for run in runs),
        remaining_ms=(rows[current].planned_s - used_s) * 1000 if lives else 0,
        ends_at=None if phase is Phase.WAITING else at,
        planned_end=slots[-1].ends_at,
    )
    scene = Scene.TIMER if lives else Scene.WELCOME
    return DeskView(workshop(), rows, slots, state, StageContent(scene), Moment(NINE, 0, "boot"))


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication) -> Iterator[RunPlace]:
    apply_theme(qapp, load_theme("light"))
    # Inside a window with another field, so that focus has somewhere to go.
    window = QWidget()
    layout = QVBoxLayout(window)
    made = RunPlace(window)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    window.resize(1174, 660)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    QAbstractItemModelTester(
        made.agenda.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    yield made
    # At once: hundreds of widgets that wait for the collector make each next test slower.
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def texts(place: QWidget) -> list[str]:
    return [label.text() for label in place.findChildren(QLabel) if label.isVisible()]


def test_a_done_block_says_when_it_took_place() -> None:
    line = run_lines(desk(), BERLIN)[1]
    assert (line.plan, line.actual, line.minutes) == ("09:15", "09:17 – 09:41", "20")


def test_drift_of_the_blocks_adds_up_to_the_drift_of_the_run() -> None:
    lines = run_lines(desk(spent_minutes=(15, 13)), BERLIN)
    assert [line.drift_text for line in lines[:2]] == ["+2", "\N{MINUS SIGN}7"]
    assert lines[2].drift is None


def test_a_block_ahead_says_when_it_is_expected() -> None:
    line = run_lines(desk(), BERLIN)[3]
    assert (line.plan, line.actual, line.protected) == ("10:10", "10:16", True)


def test_used_and_left_add_up() -> None:
    line = run_lines(desk(used_s=17 * 60 + 12), BERLIN)[2]
    assert (line.used, line.left) == ("17:12 used", "17:48 left")
    assert line.tone is Tone.CALM


def test_used_and_left_change_at_the_same_instant() -> None:
    view = desk()
    runs = list(view.state.items)
    runs[2] = replace(runs[2], spent_ms=600_400)
    state = replace(view.state, items=tuple(runs), remaining_ms=35 * 60_000 - 600_400)
    line = run_lines(replace(view, state=state), BERLIN)[2]
    assert (line.used, line.left) == ("10:00 used", "25:00 left")


def test_a_block_past_its_end_counts_up() -> None:
    line = run_lines(desk(used_s=35 * 60 + 130), BERLIN)[2]
    assert (line.left, line.tone, line.fraction) == ("2:10 over", Tone.OVER, 1.0)


def test_more_time_stands_beside_the_plan() -> None:
    view = desk()
    runs = list(view.state.items)
    runs[2] = replace(runs[2], total_ms=40 * 60_000)
    lines = run_lines(replace(view, state=replace(view.state, items=tuple(runs))), BERLIN)
    assert lines[2].minutes == "35+5"


def test_twelve_hours_on_the_clock() -> None:
    show = clock_text("Europe/Berlin", twelve_hour=True)
    hours = [show(NINE + timedelta(hours=h)) for h in (-9, 0, 3, 4)]
    assert hours == ["12:00 am", "9:00 am", "12:00 pm", "1:00 pm"]


def test_before_the_run_only_the_plan_is_known() -> None:
    view = desk(Phase.WAITING)
    assert all(not line.actual for line in run_lines(view, BERLIN))
    assert status_text(view, BERLIN) == "Nothing runs yet. Planned 09:00 – 10:40."
    first = next_line(view, BERLIN)
    assert first is not None
    assert (first.title, first.meta) == ("Welcome", "09:00 · 15 min")


def test_without_an_agenda_it_says_where_one_is_made(place: RunPlace) -> None:
    place.show_desk(desk(Phase.WAITING))
    empty = RunState(Phase.WAITING, ())
    place.show_desk(replace(desk(Phase.WAITING), agenda=(), slots=(), state=empty))
    assert texts(place) == ["No agenda yet. Its blocks are added in Prepare."]


def test_after_the_run_everything_is_actual() -> None:
    view = desk(Phase.ENDED, spent_minutes=(15, 20, 35, 15, 17))
    assert status_text(view, BERLIN) == "Ended 10:44, 4 min late."
    assert all(line.phase is ItemPhase.DONE for line in run_lines(view, BERLIN))
    assert next_line(view, BERLIN) is None


def test_what_comes_next_has_the_minutes_it_was_given() -> None:
    view = desk(current=2)
    longer = replace(view.state.items[3], total_ms=view.state.items[3].planned_ms + 180_000)
    items = (*view.state.items[:3], longer, *view.state.items[4:])
    after = next_line(replace(view, state=replace(view.state, items=items)), BERLIN)
    assert after is not None
    assert after.meta.endswith(f"· {longer.total_ms // 60_000} min")


def test_the_last_block_is_followed_by_the_end() -> None:
    after = next_line(desk(current=4), BERLIN)
    assert after is not None
    assert not after.title


def test_a_screen_reader_hears_the_whole_line() -> None:
    spoken = run_lines(desk(), BERLIN)[1].spoken
    assert spoken == "Leader, planned 09:15, took place 09:17 – 09:41, 20 minutes, drift +4"


def test_a_tick_changes_only_the_current_row(place: RunPlace) -> None:
    place.show_desk(desk(used_s=600))
    resets: list[int] = []
    changed: list[int] = []
    model = place.agenda.list.lines
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    place.show_tick(desk(used_s=601))
    assert (resets, changed) == ([], [2])


def test_a_tick_that_moves_the_end_by_a_minute_changes_the_rows_ahead(place: RunPlace) -> None:
    place.show_desk(desk(used_s=35 * 60))
    changed: list[tuple[int, int]] = []
    place.agenda.list.lines.dataChanged.connect(
        lambda first, last: changed.append((first.row(), last.row()))
    )
    place.show_tick(desk(used_s=36 * 60))
    assert changed == [(2, 4)]


def test_the_selected_block_stays_selected_when_one_is_added_before_it(place: RunPlace) -> None:
    place.show_desk(desk())
    listed = place.agenda.list
    listed.setCurrentIndex(listed.lines.index(3))
    place.show_desk(desk(rows=agenda(("Welcome", "New", "Leader", "Objectives", "Wrap-up"))))
    # `item-3` is the block's name whatever row it stands in.
    assert listed.lines.lines[listed.currentIndex().row()].uid == "item-3"


def test_twelve_rows_fit_without_scrolling(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk(rows=agenda(TITLES + tuple("ABCDEFG"))))
    bar = place.agenda.list.verticalScrollBar()
    qtbot.waitUntil(lambda: place.agenda.list.visualRect(_last(place)).isValid())
    assert bar.maximum() == 0


def test_the_current_block_is_brought_into_view(qtbot: QtBot, place: RunPlace) -> None:
    many = tuple(f"Block {n}" for n in range(30))
    place.show_desk(desk(rows=agenda(many), current=2))
    place.show_desk(desk(rows=agenda(many), current=25))
    listed = place.agenda.list
    rect = listed.visualRect(listed.lines.index(25))
    assert listed.viewport().rect().contains(rect)


def test_a_person_who_scrolls_is_left_alone(place: RunPlace) -> None:
    many = tuple(f"Block {n}" for n in range(30))
    place.show_desk(desk(rows=agenda(many), current=2))
    _wheel(place, down=False)
    place.show_desk(desk(rows=agenda(many), current=25))
    assert place.agenda.list.verticalScrollBar().value() == 0


def test_the_instruction_is_changed_where_it_stands(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    qtbot.mouseClick(place.instruction.change_button, Qt.MouseButton.LeftButton)
    editor = place.instruction.editor
    assert editor.hasFocus()
    qtbot.keyClicks(editor, " now")
    with qtbot.waitSignal(place.instruction_edit_requested) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [3, "Do Objectives now"]
    assert not place.instruction.is_editing


def test_a_pause_in_typing_stores_and_goes_on(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    place.show_notes({3: "Otto first"})
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(place.note_edit_requested, timeout=2000) as asked:
        qtbot.keyClicks(place.note.editor, "!")
    assert asked.args == [3, "Otto first!"]
    assert place.note.is_editing


def test_esc_brings_the_old_text_back(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    place.show_notes({3: "Otto first"})
    asked: list[tuple[int, str]] = []
    place.note_edit_requested.connect(lambda item, text: asked.append((item, text)))
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(place.note.editor, "!")
    qtbot.keyClick(place.note.editor, Qt.Key.Key_Escape)
    assert asked == []
    assert "Otto first" in texts(place)


def test_esc_takes_back_what_a_pause_has_stored(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    place.show_notes({3: "Otto first"})
    asked: list[str] = []
    place.note_edit_requested.connect(lambda _item, text: asked.append(text))
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(place.note_edit_requested, timeout=2000):
        qtbot.keyClicks(place.note.editor, "!")
    qtbot.keyClick(place.note.editor, Qt.Key.Key_Escape)
    assert asked == ["Otto first!", "Otto first"]


def test_leaving_the_field_stores(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(place.note.editor, "Ask Nell")
    with qtbot.waitSignal(place.note_edit_requested) as asked:
        qtbot.keyClick(place.note.editor, Qt.Key.Key_Tab)
    assert asked.args == [3, "Ask Nell"]


def test_what_is_typed_stays_with_the_block_it_was_typed_for(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk(current=2))
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(place.note.editor, "For objectives")
    with qtbot.waitSignal(place.note_edit_requested) as asked:
        place.show_desk(desk(current=3))
    assert asked.args == [3, "For objectives"]
    assert not place.note.is_editing


def test_a_refresh_leaves_an_open_editor_alone(qtbot: QtBot, place: RunPlace) -> None:
    place.show_desk(desk())
    qtbot.mouseClick(place.note.change_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(place.note.editor, "Half a tho")
    place.show_desk(desk(used_s=700))
    place.show_notes({3: "stored meanwhile"})
    assert place.note.editor.toPlainText() == "Half a tho"


def test_hostile_text_is_shown_as_it_was_written(place: RunPlace) -> None:
    rows = list(agenda())
    rows[2] = replace(rows[2], title=HOSTILE, instruction=HOSTILE)
    place.show_desk(desk(rows=tuple(rows)))
    place.show_notes({3: HOSTILE})
    labels = [label for label in place.findChildren(QLabel) if HOSTILE in label.text()]
    assert len(labels) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_after_the_end_no_text_waits_for_an_edit(place: RunPlace) -> None:
    place.show_desk(desk(Phase.ENDED, spent_minutes=(15, 20, 35, 15, 17)))
    assert not place.instruction.isVisible()
    assert not place.note.isVisible()
    assert "How it went" in texts(place)


def _last(place: RunPlace):
    model = place.agenda.list.lines
    return model.index(model.rowCount() - 1)


def _wheel(place: RunPlace, *, down: bool) -> None:
    viewport = place.agenda.list.viewport()
    middle = viewport.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(viewport.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, -120 if down else 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
