"""Several blocks chosen in the agenda: by key and mouse, moved, dragged, edited, and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.kinds import Category
from desktop.views.prepare.agenda_delegate import row_rects
from desktop.views.prepare.agenda_list import AgendaList
from desktop.views.prepare.order import drop_target, step_target
from desktop.views.prepare.place import PreparePlace
from tests.views.desk_rows import block, four_hours
from tests.views.test_prepare import Keeper, press

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(qtbot: QtBot) -> PreparePlace:
    place = PreparePlace()
    qtbot.addWidget(place)
    place.resize(1194, 640)
    place.show()
    qtbot.waitExposed(place)
    return place


@pytest.fixture
def keeper(place: PreparePlace) -> Keeper:
    return Keeper(place, four_hours())


@pytest.fixture
def blocks(place: PreparePlace, keeper: Keeper) -> AgendaList:
    place.agenda.list.setFocus()
    return place.agenda.list


def chosen(blocks: AgendaList) -> list[int]:
    return [row.id for row in blocks.chosen_rows]


def order(keeper: Keeper) -> list[int]:
    return [row.id for row in keeper.rows]


def spot(blocks: AgendaList, row: int, part: str = "text", *, share: float = 0.5) -> QPoint:
    """A point of that part of a row; `share` is how far down in it."""
    rect = blocks.visualRect(blocks.model().index(row, 0))
    found = getattr(row_rects(rect), part).center()
    return QPoint(found.x(), round(rect.top() + rect.height() * share))


def click(blocks: AgendaList, row: int, modifier=Qt.KeyboardModifier.NoModifier, part="text"):
    QTest.mouseClick(blocks.viewport(), LEFT, modifier, spot(blocks, row, part))


def drag(blocks: AgendaList, start: QPoint, *ways: QPoint, let_go: bool = True) -> None:
    QTest.mousePress(blocks.viewport(), LEFT, pos=start)
    for way in ways:
        QTest.mouseMove(blocks.viewport(), way)
    if let_go:
        QTest.mouseRelease(blocks.viewport(), LEFT, pos=ways[-1])


# Choosing


def test_shift_with_up_and_down_chooses_several(qtbot: QtBot, blocks: AgendaList) -> None:
    press(qtbot, blocks, Key.Key_Down)
    press(qtbot, blocks, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert chosen(blocks) == [2, 3, 4]
    press(qtbot, blocks, Key.Key_Up, modifier=SHIFT)
    assert chosen(blocks) == [2, 3]
    press(qtbot, blocks, Key.Key_Down)
    assert chosen(blocks) == [4]


def test_ctrl_a_chooses_all_and_escape_leaves_the_one_under_the_ring(
    qtbot: QtBot, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down)
    press(qtbot, blocks, Key.Key_A, modifier=CTRL)
    assert chosen(blocks) == list(range(1, 11))
    press(qtbot, blocks, Key.Key_Escape)
    assert chosen(blocks) == [2]


def test_shift_click_chooses_up_to_there_and_ctrl_click_one_more_or_less(
    blocks: AgendaList,
) -> None:
    click(blocks, 1)
    click(blocks, 3, SHIFT)
    assert chosen(blocks) == [2, 3, 4]
    click(blocks, 6, CTRL)
    click(blocks, 2, CTRL)
    assert chosen(blocks) == [2, 4, 7]
    click(blocks, 3)
    assert chosen(blocks) == [4], "of several, a plain click leaves one"


def test_the_ring_is_always_on_a_chosen_block(blocks: AgendaList) -> None:
    click(blocks, 1)
    click(blocks, 1, CTRL)
    assert chosen(blocks) == [2], "one is always chosen"
    click(blocks, 5, CTRL)
    click(blocks, 5, CTRL)
    assert chosen(blocks) == [2]
    assert blocks.place == 1


def test_a_click_below_the_rows_changes_nothing(place: PreparePlace, keeper: Keeper) -> None:
    keeper.rows = keeper.rows[:3]
    keeper.show()
    blocks = place.agenda.list
    click(blocks, 2, SHIFT)
    QTest.mouseClick(
        blocks.viewport(), LEFT, pos=QPoint(100, spot(blocks, 2).y() + 2 * blocks.sizeHintForRow(0))
    )
    assert chosen(blocks) == [1, 2, 3]


def test_a_refresh_keeps_what_is_chosen_by_uid(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down, modifier=SHIFT)
    keeper.change(2, title="Renamed", planned_s=60)
    assert chosen(blocks) == [1, 2]
    keeper.rows = [*keeper.rows[5:], *keeper.rows[:5]]
    keeper.show()
    assert chosen(blocks) == [1, 2]
    keeper.rows = [block(50, "Before"), block(51, "Them"), *keeper.rows]
    keeper.show()
    assert chosen(blocks) == [1, 2]
    keeper.rows = [row for row in keeper.rows if row.id != 1]
    keeper.show()
    assert chosen(blocks) == [2]
    assert blocks.chosen == keeper.rows[-4]


def test_a_screen_reader_hears_where_a_block_is(keeper: Keeper, blocks: AgendaList) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert blocks.model().index(1, 0).data(role).endswith("2 of 10")


# Moving by key


def test_alt_with_up_and_down_moves_all_that_is_chosen_and_keeps_it_chosen(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down)
    press(qtbot, blocks, Key.Key_Down, modifier=SHIFT)
    press(qtbot, blocks, Key.Key_Down, modifier=ALT)
    assert keeper.asked == [((2, 3), "move", 2)]
    assert order(keeper)[:5] == [1, 4, 2, 3, 5]
    press(qtbot, blocks, *[Key.Key_Up] * 4, modifier=ALT)
    assert order(keeper)[:5] == [2, 3, 1, 4, 5], "the top is the top"
    assert len(keeper.asked) == 3
    assert chosen(blocks) == [2, 3]
    press(qtbot, blocks, Key.Key_Up, modifier=SHIFT)
    assert chosen(blocks) == [2], "and Shift goes on from where it was"


def test_a_choice_with_gaps_comes_together_with_the_first_step(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    click(blocks, 0)
    click(blocks, 2, CTRL)
    click(blocks, 4, CTRL)
    press(qtbot, blocks, Key.Key_Up, modifier=ALT)
    assert order(keeper)[:6] == [1, 3, 5, 2, 4, 6]
    assert len(keeper.asked) == 1
    press(qtbot, blocks, Key.Key_Up, modifier=ALT)
    assert len(keeper.asked) == 1


@given(st.sets(st.integers(0, 9), min_size=1), st.sampled_from((-1, 1)))
def test_a_step_brings_rows_together_one_place_on(rows: set[int], by: int) -> None:
    ascending = sorted(rows)
    to = step_target(ascending, 10, by)
    if to is None:
        together = ascending[-1] - ascending[0] == len(rows) - 1
        assert together
        assert ascending[0] == 0 if by < 0 else ascending[-1] == 9
    else:
        assert 0 <= to <= 10 - len(rows)
        lead = to if by < 0 else to + len(rows) - 1
        assert lead == max(0, min(9, (ascending[0] if by < 0 else ascending[-1]) + by))


@given(st.sets(st.integers(0, 9), min_size=1), st.integers(0, 10))
def test_rows_let_go_in_a_gap_stand_between_its_two_neighbours(rows: set[int], gap: int) -> None:
    ascending = sorted(rows)
    to = drop_target(ascending, gap)
    others = [row for row in range(10) if row not in rows]
    if to is None:
        assert ascending == list(range(ascending[0], ascending[0] + len(rows)))
        assert ascending[0] <= gap <= ascending[-1] + 1
    else:
        assert all(row < gap for row in others[:to])
        assert all(row >= gap for row in others[to:])


# Moving by mouse


def test_dragging_a_row_of_several_chosen_ones_moves_them_all_at_once(
    keeper: Keeper, blocks: AgendaList
) -> None:
    click(blocks, 1)
    click(blocks, 3, CTRL)
    drag(blocks, spot(blocks, 3), spot(blocks, 4), spot(blocks, 5, share=0.8))
    assert keeper.asked == [((2, 4), "move", 4)]
    assert order(keeper)[:7] == [1, 3, 5, 6, 2, 4, 7]
    assert chosen(blocks) == [2, 4]


def test_dragging_a_row_that_is_not_chosen_moves_that_one(
    keeper: Keeper, blocks: AgendaList
) -> None:
    click(blocks, 1)
    click(blocks, 2, SHIFT)
    drag(blocks, spot(blocks, 5, "grip"), spot(blocks, 0, share=0.2))
    assert keeper.asked == [((6,), "move", 0)]
    assert chosen(blocks) == [6]


def test_let_go_where_it_was_nothing_is_asked(keeper: Keeper, blocks: AgendaList) -> None:
    drag(blocks, spot(blocks, 2), spot(blocks, 5), spot(blocks, 3, share=0.3))
    assert keeper.asked == []


def test_a_click_that_trembles_is_no_drag(keeper: Keeper, blocks: AgendaList) -> None:
    at = spot(blocks, 2)
    drag(blocks, at, at + QPoint(3, 3))
    assert keeper.asked == []
    assert chosen(blocks) == [3]


def test_escape_ends_a_drag_and_nothing_moves(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    click(blocks, 1)
    click(blocks, 2, SHIFT)
    drag(blocks, spot(blocks, 1), spot(blocks, 6), let_go=False)
    press(qtbot, blocks, Key.Key_Escape)
    QTest.mouseRelease(blocks.viewport(), LEFT, pos=spot(blocks, 6))
    assert keeper.asked == []
    assert chosen(blocks) == [2, 3]


def test_the_line_shows_where_the_rows_would_go(blocks: AgendaList) -> None:
    click(blocks, 1)
    before = blocks.grab().toImage()
    drag(blocks, spot(blocks, 1), spot(blocks, 6), let_go=False)
    during = blocks.grab().toImage()
    at = blocks.visualRect(blocks.model().index(6, 0)).top()
    ratio = during.devicePixelRatio()
    x = round((blocks.width() // 2) * ratio)
    spots = [at * ratio, blocks.visualRect(blocks.model().index(7, 0)).top() * ratio]
    assert any(during.pixel(x, round(y)) != before.pixel(x, round(y)) for y in spots)
    QTest.mouseMove(blocks.viewport(), spot(blocks, 1))
    assert blocks.grab().toImage() == before, "back where it was there is no line"
    QTest.mouseRelease(blocks.viewport(), LEFT, pos=spot(blocks, 1))


def test_near_the_edge_the_list_scrolls_by_itself(qtbot: QtBot, place: PreparePlace) -> None:
    keeper = Keeper(place, [block(at, f"Block {at}") for at in range(1, 41)])
    blocks = place.agenda.list
    bar = blocks.verticalScrollBar()
    qtbot.waitUntil(lambda: blocks.height() > place.height() // 2)  # it is laid out
    foot = QPoint(60, blocks.viewport().height() + 40)
    drag(blocks, spot(blocks, 0), spot(blocks, 1), foot, let_go=False)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(blocks.viewport(), LEFT, pos=foot)
    assert keeper.asked == [((1,), "move", 39)]
    assert blocks.place == 39


def test_a_refresh_that_moves_rows_ends_a_drag(keeper: Keeper, blocks: AgendaList) -> None:
    drag(blocks, spot(blocks, 0), spot(blocks, 4), let_go=False)
    keeper.rows = keeper.rows[::-1]
    keeper.show()
    QTest.mouseRelease(blocks.viewport(), LEFT, pos=spot(blocks, 4))
    assert keeper.asked == []


# Lengthening, editing, deleting


def test_plus_and_minus_change_all_that_is_chosen(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    click(blocks, 1)
    click(blocks, 2, SHIFT)
    click(blocks, 1, part="plus")
    press(qtbot, blocks, Key.Key_Left)
    assert keeper.asked == [((2, 3), "longer", 300), ((2, 3), "longer", -300)]
    assert chosen(blocks) == [2, 3]
    click(blocks, 5, part="minus")
    assert keeper.asked[-1] == ((6,), "longer", -300), "of a row that is not chosen, that one"


def test_a_click_on_the_minutes_edits_that_block(
    place: PreparePlace, keeper: Keeper, blocks: AgendaList
) -> None:
    QTest.keyClick(blocks, Key.Key_A, CTRL)
    click(blocks, 2, part="minutes")
    assert chosen(blocks) == [3]
    assert place.editor.isVisible()
    assert place.editor.duration.hasFocus()


def test_with_several_chosen_the_editor_says_how_many_and_one_brings_it_back(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    assert place.many.isVisible()
    assert not place.editor.isVisible()
    assert place.many.heading.text() == "3 blocks chosen"
    assert place.many.total.text() == "50 min together"
    press(qtbot, blocks, Key.Key_Escape)
    assert place.editor.isVisible()
    assert not place.many.isVisible()
    assert place.editor.item_id == 3


def test_category_and_protection_are_given_to_all(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(qtbot, blocks, Key.Key_Return)
    assert place.many.category.hasFocus()
    assert place.many.category.currentIndex() == -1, "they differ"
    press(qtbot, place.many.category, Key.Key_End)
    press(qtbot, place.many.category, Key.Key_Tab)
    assert place.many.protected.hasFocus()
    press(qtbot, place.many.protected, Key.Key_Space)
    assert keeper.asked == [
        ((1, 2, 3), "category", list(Category)[-1]),
        ((1, 2, 3), "protected", True),
    ]
    assert place.many.protected.isChecked()
    press(qtbot, place.many.protected, Key.Key_Escape)
    assert blocks.hasFocus()
    assert chosen(blocks) == [1, 2, 3]


def test_protection_of_some_is_said_in_words(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_A, modifier=CTRL)
    protected = sum(row.protected for row in keeper.rows)
    assert place.many.protected.text() == f"Protected: {protected} of 10"
    assert not place.many.protected.isChecked()


def test_delete_takes_all_that_is_chosen_and_the_next_block_is_chosen(
    qtbot: QtBot, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down)
    press(qtbot, blocks, Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(qtbot, blocks, Key.Key_Delete)
    assert keeper.asked == [((2, 3, 4), "delete")]
    assert chosen(blocks) == [5]


def test_after_deleting_with_the_mouse_the_agenda_has_the_focus(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, blocks: AgendaList
) -> None:
    press(qtbot, blocks, Key.Key_Down, modifier=SHIFT)
    place.many.delete.setFocus()
    press(qtbot, place.many.delete, Key.Key_Space)
    assert keeper.asked == [((1, 2), "delete")]
    assert blocks.hasFocus()
    press(qtbot, blocks, Key.Key_A, modifier=CTRL)
    press(qtbot, blocks, Key.Key_Delete)
    assert keeper.rows == []
    assert place.agenda.begin.hasFocus()
