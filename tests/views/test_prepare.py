"""Prepare: keys ask for the right change, refusals keep the old value, refreshes are quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.domain.durations import parse_duration
from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.rows import AgendaRow
from desktop.views.prepare.agenda_delegate import row_rects
from desktop.views.prepare.place import PreparePlace
from desktop.views.prepare.reading import read_day, write_duration
from tests.views.desk_rows import block, desk, four_hours, workshop

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Keeper:
    """Stands in for the store: writes down every wish, grants it, and shows the result."""

    def __init__(self, place: PreparePlace, rows: list[AgendaRow]) -> None:
        self.place = place
        self.rows = rows
        self.shop = workshop()
        self.asked: list[tuple[object, ...]] = []
        self.declines = False
        place.item_edit_requested.connect(self.edit)
        place.items_delete_requested.connect(self.delete)
        place.items_move_requested.connect(self.move)
        place.items_edit_requested.connect(self.edit_many)
        place.items_lengthen_requested.connect(self.lengthen)
        place.item_add_requested.connect(self.add)
        place.note_edit_requested.connect(self.note)
        place.wishes.technique_requested.connect(self.technique)
        place.rename_requested.connect(self.rename)
        place.when_requested.connect(self.when)
        place.place_requested.connect(self.where)
        self.show()

    def show(self) -> None:
        self.place.show_desk(desk(self.rows, self.shop))

    def edit(self, item_id: int, field: str, value: object) -> None:
        self.asked.append((item_id, field, value))
        if type(value) is str:
            value = value.strip()  # as the store cleans text
        if not self.declines:
            self.change(item_id, **{field: value})

    def change(self, item_id: int, **values: object) -> None:
        self.rows = [
            replace(row, **values) if row.id == item_id else row  # pyright: ignore[reportArgumentType]
            for row in self.rows
        ]
        self.show()

    def edit_many(self, item_ids: tuple[int, ...], field: str, value: object) -> None:
        self.asked.append((item_ids, field, value))
        self.rows = [
            replace(row, **{field: value}) if row.id in item_ids else row  # pyright: ignore[reportArgumentType]
            for row in self.rows
        ]
        self.show()

    def lengthen(self, item_ids: tuple[int, ...], seconds: int) -> None:
        self.asked.append((item_ids, "longer", seconds))
        self.rows = [
            replace(row, planned_s=row.planned_s + seconds) if row.id in item_ids else row
            for row in self.rows
        ]
        self.show()

    def delete(self, item_ids: tuple[int, ...]) -> None:
        self.asked.append((item_ids, "delete"))
        self.rows = [row for row in self.rows if row.id not in item_ids]
        self.show()

    def move(self, item_ids: tuple[int, ...], to_index: int) -> None:
        self.asked.append((item_ids, "move", to_index))
        moved = [row for row in self.rows if row.id in item_ids]
        others = [row for row in self.rows if row.id not in item_ids]
        self.rows = [*others[:to_index], *moved, *others[to_index:]]
        self.show()

    def add(self, after: int | None) -> None:
        self.asked.append((after, "add"))
        at = next((at for at, row in enumerate(self.rows) if row.id == after), -1)
        self.rows.insert(at + 1, block(99, "New block"))
        self.show()

    def technique(self, item_id: int, name: str) -> None:
        self.edit(item_id, "technique", name)

    def note(self, item_id: int, text: str) -> None:
        self.asked.append((item_id, "note", text))

    def rename(self, title: str) -> None:
        self.shop = replace(self.shop, title=title)
        self.asked.append(("title", title))
        self.show()

    def when(self, day: date, start: time, end: time) -> None:
        self.shop = replace(self.shop, day=day, start=start, end=end)
        self.asked.append((day, start, end))
        self.show()

    def where(self, text: str) -> None:
        self.asked.append(("place", text))


@pytest.fixture
def place(qtbot: QtBot) -> PreparePlace:
    place = PreparePlace()
    qtbot.addWidget(place)
    place.resize(1194, 640)
    place.show()
    return place


@pytest.fixture
def keeper(place: PreparePlace) -> Keeper:
    return Keeper(place, four_hours())


def press(qtbot: QtBot, widget: object, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None):
    for key in keys:
        qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def retype(qtbot: QtBot, field: object, text: str) -> None:
    field.setFocus()  # pyright: ignore
    field.selectAll()  # pyright: ignore
    qtbot.keyClicks(field, text)


# Choosing


def test_the_first_block_is_chosen_when_a_workshop_opens(
    place: PreparePlace, keeper: Keeper
) -> None:
    assert place.agenda.list.chosen == keeper.rows[0]
    assert place.editor.title.text() == "Welcome and goals"


def test_up_and_down_choose_and_the_editor_follows(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert place.editor.item_id == keeper.rows[1].id
    assert place.editor.heading.text() == "Block 2 of 10"


def test_a_refresh_keeps_the_choice_by_uid(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Down, Key.Key_Down)
    wanted = keeper.rows[2].uid
    keeper.rows = [keeper.rows[2], *keeper.rows[:2], *keeper.rows[3:]]
    keeper.show()
    assert place.agenda.list.chosen is not None
    assert place.agenda.list.chosen.uid == wanted


def test_after_a_delete_the_neighbour_is_chosen(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Down, Key.Key_Delete)
    assert keeper.asked == [((2,), "delete")]
    assert place.editor.item_id == 3
    press(qtbot, place.agenda.list, Key.Key_End, Key.Key_Delete)
    assert place.editor.item_id == 9


def test_letters_do_not_search_the_list(qtbot: QtBot, place: PreparePlace, keeper: Keeper) -> None:
    qtbot.keyClicks(place.agenda.list, "r")
    assert place.agenda.list.place == 0


# Moving, lengthening, adding


def test_alt_with_up_and_down_moves_the_block_and_the_ring_goes_with_it(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Down)
    press(qtbot, place.agenda.list, Key.Key_Down, modifier=ALT)
    assert keeper.asked == [((2,), "move", 2)]
    assert place.agenda.list.place == 2
    press(qtbot, place.agenda.list, Key.Key_Up, Key.Key_Up, Key.Key_Up, modifier=ALT)
    assert keeper.asked[1:] == [((2,), "move", 1), ((2,), "move", 0)], "the top is the top"


def test_left_and_right_change_the_length_by_five_minutes(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Right, Key.Key_Left, Key.Key_Left)
    assert keeper.asked == [((1,), "longer", by) for by in (300, -300, -300)]


def test_the_mouse_works_the_stepper_of_any_row(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    blocks = place.agenda.list
    row = row_rects(blocks.visualRect(blocks.model().index(3, 0)))
    for part in (row.plus, row.minus):
        qtbot.mouseClick(blocks.viewport(), Qt.MouseButton.LeftButton, pos=part.center())
    assert keeper.asked == [((4,), "longer", 300), ((4,), "longer", -300)]


def test_dragging_the_grip_moves_a_block(qtbot: QtBot, place: PreparePlace, keeper: Keeper) -> None:
    blocks = place.agenda.list
    grip = row_rects(blocks.visualRect(blocks.model().index(0, 0))).grip.center()
    target = QPoint(grip.x(), blocks.visualRect(blocks.model().index(2, 0)).center().y())
    qtbot.mousePress(blocks.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(blocks.viewport(), pos=target)
    qtbot.mouseRelease(blocks.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert keeper.asked == [((1,), "move", 2)]


def test_a_new_block_follows_the_chosen_one_and_its_title_waits_for_typing(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    press(qtbot, place.agenda.list, Key.Key_Down)
    qtbot.mouseClick(place.agenda.add, Qt.MouseButton.LeftButton)
    assert keeper.asked == [(2, "add")]
    assert place.editor.item_id == 99
    assert place.editor.title.hasFocus()
    qtbot.keyClicks(place.editor.title, "Warm-up")
    press(qtbot, place.editor.title, Key.Key_Return)
    assert keeper.asked[-1] == (99, "title", "Warm-up")


def test_an_empty_agenda_offers_to_begin_one(qtbot: QtBot, place: PreparePlace) -> None:
    keeper = Keeper(place, [])
    place.focus_first()
    assert place.agenda.begin.hasFocus()
    press(qtbot, place.agenda.begin, Key.Key_Space)
    assert keeper.asked == [(None, "add")]
    with qtbot.waitSignal(place.import_requested):
        qtbot.mouseClick(place.agenda.bring, Qt.MouseButton.LeftButton)


# Editing


@pytest.mark.parametrize(
    ("field", "typed", "wish"),
    [
        ("title", "Warm-up", ("title", "Warm-up")),
        ("duration", "1h30", ("planned_s", 5400)),
        ("duration", "90 s", ("planned_s", 90)),
        ("minimum", "0", ("minimum_s", 0)),
        ("technique", "1-2-4-All", ("technique", "1-2-4-All")),
        ("lead", "Ada", ("lead", "Ada")),
    ],
)
def test_enter_commits_a_field(
    qtbot: QtBot,
    place: PreparePlace,
    keeper: Keeper,
    field: str,
    typed: str,
    wish: tuple[str, object],
) -> None:
    edit = getattr(place.editor, field)
    retype(qtbot, edit, typed)
    press(qtbot, edit, Key.Key_Return)
    assert keeper.asked == [(1, *wish)]


def test_leaving_a_field_commits_it_once(qtbot: QtBot, place: PreparePlace, keeper: Keeper) -> None:
    retype(qtbot, place.editor.title, "Warm-up")
    press(qtbot, place.editor.title, Key.Key_Return, Key.Key_Tab)
    assert keeper.asked == [(1, "title", "Warm-up")]


@pytest.mark.parametrize("typed", ["soon", "13h", "-5", "0"])
def test_a_refused_duration_keeps_the_old_value_and_says_why(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, typed: str
) -> None:
    retype(qtbot, place.editor.duration, typed)
    press(qtbot, place.editor.duration, Key.Key_Return)
    assert keeper.asked == []
    assert place.editor.duration.text() == "15 min"
    assert place.editor.duration.refusal.startswith(f"“{typed}”")


def test_an_empty_title_is_refused(qtbot: QtBot, place: PreparePlace, keeper: Keeper) -> None:
    retype(qtbot, place.editor.title, "  ")
    press(qtbot, place.editor.title, Key.Key_Return)
    assert keeper.asked == []
    assert place.editor.title.text() == "Welcome and goals"


def test_a_wish_the_store_declines_leaves_the_old_value(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    keeper.declines = True
    retype(qtbot, place.editor.minimum, "10")
    press(qtbot, place.editor.minimum, Key.Key_Return)
    assert keeper.asked == [(1, "minimum_s", 600)]
    assert place.editor.minimum.text() == "7.5 min"


def test_escape_takes_typing_back_and_then_returns_to_the_agenda(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    retype(qtbot, place.editor.title, "Warm")
    press(qtbot, place.editor.title, Key.Key_Escape)
    assert place.editor.title.text() == "Welcome and goals"
    press(qtbot, place.editor.title, Key.Key_Escape)
    assert place.agenda.list.hasFocus()
    assert keeper.asked == []


def test_escape_in_a_box_or_a_choice_returns_to_the_agenda(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    editor = place.editor
    for widget in (editor.protected, editor.kind, editor.category, editor.delete):
        widget.setFocus()
        press(qtbot, widget, Key.Key_Escape)
        assert place.agenda.list.hasFocus()
    assert keeper.asked == []


def test_a_refresh_leaves_typing_alone_and_shows_the_rest(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    retype(qtbot, place.editor.title, "Warm-up")
    keeper.change(1, planned_s=1800, title="Renamed elsewhere")
    assert place.editor.title.text() == "Warm-up"
    assert place.editor.duration.text() == "30 min"
    press(qtbot, place.editor.title, Key.Key_Return)
    assert keeper.asked == [(1, "title", "Warm-up")]


def test_a_pause_commits_the_instruction_and_the_cursor_stays(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    place.editor.instruction.setFocus()
    place.editor.instruction.selectAll()
    qtbot.keyClicks(place.editor.instruction, "One hope for today ")
    assert keeper.asked == []
    qtbot.waitUntil(lambda: len(keeper.asked) == 1)
    assert keeper.rows[0].instruction == "One hope for today"
    qtbot.keyClicks(place.editor.instruction, "please")
    assert place.editor.instruction.toPlainText() == "One hope for today please"


def test_undo_elsewhere_changes_the_text_that_has_the_focus(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    before = keeper.rows[0].instruction
    place.editor.instruction.setFocus()
    place.editor.instruction.selectAll()
    qtbot.keyClicks(place.editor.instruction, "Short")
    place.editor.flush()
    keeper.change(1, instruction=before)
    assert place.editor.instruction.toPlainText() == before


def test_a_note_is_committed_for_its_own_block_when_another_is_clicked(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    place.show_notes({1: "", 2: "Second"})
    place.editor.note.setFocus()
    qtbot.keyClicks(place.editor.note, "Mind the time")
    blocks = place.agenda.list
    row = blocks.visualRect(blocks.model().index(1, 0))
    blocks.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.mouseClick(blocks.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert keeper.asked == [(1, "note", "Mind the time")]
    assert place.editor.note.toPlainText() == "Second"


def choose(qtbot: QtBot, box: QComboBox, data: object) -> None:
    """By key, as a person would: the list opens only on Alt+Down, so the keys act at once."""
    box.setFocus()
    target = box.findData(data)
    while box.currentIndex() != target:
        press(qtbot, box, Key.Key_Down if box.currentIndex() < target else Key.Key_Up)


def test_kind_and_category_are_chosen_by_key(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper
) -> None:
    choose(qtbot, place.editor.kind, ItemKind.ACTIVITY)
    choose(qtbot, place.editor.category, Category.MISSION)
    assert keeper.rows[0].kind is ItemKind.ACTIVITY
    assert keeper.rows[0].category is Category.MISSION
    assert keeper.asked[-1] == (1, "category", Category.MISSION)


def test_space_asks_for_protection(qtbot: QtBot, place: PreparePlace, keeper: Keeper) -> None:
    place.editor.protected.setFocus()
    press(qtbot, place.editor.protected, Key.Key_Space)
    assert keeper.asked == [(1, "protected", True)]
    assert place.editor.protected.isChecked()


# Details


@pytest.mark.parametrize(
    ("field", "typed", "asked"),
    [
        ("title", "Q2", ("title", "Q2")),
        ("place", "Room 4", ("place", "Room 4")),
        ("day", "2027-02-01", (date(2027, 2, 1), time(9), time(13))),
        ("day", "1.2.2027", (date(2027, 2, 1), time(9), time(13))),
        ("start", "930", (date(2027, 1, 14), time(9, 30), time(13))),
        ("end", "1:15 pm", (date(2027, 1, 14), time(9), time(13, 15))),
    ],
)
def test_the_details_are_changed_in_place(
    qtbot: QtBot,
    place: PreparePlace,
    keeper: Keeper,
    field: str,
    typed: str,
    asked: tuple[object, ...],
) -> None:
    edit = getattr(place.details, field)
    retype(qtbot, edit, typed)
    press(qtbot, edit, Key.Key_Return)
    assert keeper.asked == [asked]


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("start", "25:00", "09:00"),
        ("end", "noonish", "13:00"),
        ("day", "31.2.2027", "Thu 14 Jan 2027"),
        ("title", " ", "Q1 OKR workshop"),
    ],
)
def test_refused_details_keep_the_old_value(
    qtbot: QtBot, place: PreparePlace, keeper: Keeper, field: str, typed: str, shown: str
) -> None:
    edit = getattr(place.details, field)
    retype(qtbot, edit, typed)
    press(qtbot, edit, Key.Key_Return)
    assert keeper.asked == []
    assert edit.text() == shown


# Numbers


@pytest.mark.parametrize(
    ("last", "chip"), [(15, "Fits"), (25, "10 min too long"), (5, "10 min free")]
)
def test_the_totals_say_whether_the_agenda_fits(
    place: PreparePlace, keeper: Keeper, last: int, chip: str
) -> None:
    keeper.change(10, planned_s=last * 60)
    assert place.totals.chip.text == chip
    assert place.totals.end.text().startswith("Ends 1")


def test_durations_are_written_so_that_they_read_back_the_same() -> None:
    for seconds in (60, 90, 450, 451, 906, 900, 5400, 12 * 3600):
        assert parse_duration(write_duration(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "tomorrow", "14", "14 Jan", "31.2.2027", "0001-01-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_day(text)


def test_hostile_and_right_to_left_titles_are_shown_as_text(
    place: PreparePlace, keeper: Keeper
) -> None:
    for title in ("<b>bold</b><img src=x>", "ورشة عمل الأهداف", "סדנת יעדים" * 30, "x" * 5000):
        keeper.change(1, title=title)
        place.grab()
        assert place.editor.title.text() == title


def test_without_a_workshop_the_place_says_so(place: PreparePlace, keeper: Keeper) -> None:
    shown = desk([], workshop())
    place.show_desk(replace(shown, workshop=None, slots=()))
    assert not place.agenda.isVisible()
    place.add_block()
    assert keeper.asked == []


def test_two_hundred_blocks_refresh_at_once(place: PreparePlace, qtbot: QtBot) -> None:
    rows = [block(at, f"Block {at}", 1) for at in range(1, 201)]
    keeper = Keeper(place, rows)
    import time as clock

    began = clock.perf_counter()
    for at in range(1, 21):
        keeper.change(at, planned_s=120)
    assert (clock.perf_counter() - began) / 20 < 0.1
    assert place.agenda.list.count == 200
