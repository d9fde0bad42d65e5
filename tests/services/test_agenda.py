"""Blocks: added, edited, moved, deleted; refusals keep the old value."""

from __future__ import annotations

from datetime import time

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind
from desktop.services.agenda import (
    AddItem,
    EditItem,
    ItemField,
    SetPrivateNote,
)
from desktop.services.agenda_many import DeleteItems
from desktop.services.importing import ImportAgenda
from desktop.services.run import NextItem, StartRun
from desktop.services.workshops import CreateWorkshop
from tests.builders import DAY, HOSTILE, ZONE, add_workshop, block, open_bench


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


def titles(bench, workshop_id=1):
    return [row.title for row in bench.library.agenda(workshop_id)]


def test_a_block_is_added_after_another_one_or_at_the_end(bench):
    shop = add_workshop(bench)
    first = bench.library.agenda(shop)[0]
    bench.bus.run(AddItem(shop, first.id, "Second"))
    bench.bus.run(AddItem(shop, None, "Last"))
    assert titles(bench) == ["Welcome", "Second", "Objectives", "Break", "Close", "Last"]


def test_a_new_break_is_protected(bench):
    shop = add_workshop(bench)
    bench.bus.run(AddItem(shop, None, "Lunch", ItemKind.BREAK, 45 * 60))
    lunch = bench.library.agenda(shop)[-1]
    assert (lunch.protected, lunch.minimum_s, lunch.category) == (True, 45 * 60, Category.BREAK)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ItemField.TITLE, "   "),
        (ItemField.TITLE, "x" * 201),
        (ItemField.PLANNED, 0),
        (ItemField.PLANNED, 12 * 3600 + 1),
        (ItemField.MINIMUM, 31 * 60),
        (ItemField.MINIMUM, -1),
        (ItemField.MAXIMUM, 29 * 60),
        (ItemField.INSTRUCTION, "x" * 2_001),
    ],
)
def test_a_refused_value_leaves_the_old_one(bench, field, value):
    before = bench.library.agenda(add_workshop(bench))
    with pytest.raises(UserError):
        bench.bus.run(EditItem(before[1].id, field, value))
    assert bench.library.agenda(1) == before


def test_the_minimum_follows_the_length_until_it_is_set(bench):
    shop = add_workshop(bench)
    item = bench.library.agenda(shop)[1].id
    bench.bus.run(EditItem(item, ItemField.PLANNED, 50 * 60))
    assert bench.library.agenda(shop)[1].minimum_s == 25 * 60
    bench.bus.run(EditItem(item, ItemField.MINIMUM, 40 * 60))
    bench.bus.run(EditItem(item, ItemField.PLANNED, 60 * 60))
    assert bench.library.agenda(shop)[1].minimum_s == 40 * 60


def test_a_protected_block_has_its_whole_length_as_minimum(bench):
    shop = add_workshop(bench)
    item = bench.library.agenda(shop)[1].id
    bench.bus.run(EditItem(item, ItemField.PROTECTED, True))
    bench.bus.run(EditItem(item, ItemField.PLANNED, 20 * 60))
    assert bench.library.agenda(shop)[1].minimum_s == 20 * 60


def test_the_colour_follows_the_kind_until_it_is_chosen(bench):
    shop = add_workshop(bench)
    item = bench.library.agenda(shop)[0].id
    bench.bus.run(EditItem(item, ItemField.KIND, "talk"))
    assert bench.library.agenda(shop)[0].category is Category.CONTEXT
    bench.bus.run(EditItem(item, ItemField.CATEGORY, "mission"))
    bench.bus.run(EditItem(item, ItemField.KIND, "welcome"))
    assert bench.library.agenda(shop)[0].category is Category.MISSION


def test_a_block_that_a_run_has_used_is_hidden_not_lost(bench, clock):
    shop = add_workshop(bench)
    first, second = bench.library.agenda(shop)[:2]
    bench.bus.run(StartRun(shop, clock.now()))
    with pytest.raises(UserError, match="running now"):
        bench.bus.run(DeleteItems((first.id,)))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    bench.bus.run(DeleteItems((first.id,)))
    assert first not in bench.library.agenda(shop)
    assert first in bench.library.agenda(shop, with_removed=True)
    assert second in bench.library.agenda(shop)


def test_a_private_note_is_written_changed_and_removed(bench):
    item = bench.library.agenda(add_workshop(bench))[0].id
    bench.bus.run(SetPrivateNote(item, "Otto goes first"))
    assert bench.library.private_notes(1) == {item: "Otto goes first"}
    bench.bus.run(SetPrivateNote(item, "  "))
    assert bench.library.private_notes(1) == {}
    bench.bus.undo()
    bench.bus.undo()
    assert bench.library.private_notes(1) == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_is(bench, text):
    item = bench.library.agenda(add_workshop(bench))[0].id
    bench.bus.run(EditItem(item, ItemField.INSTRUCTION, text))
    assert bench.library.agenda(1)[0].instruction == text


def test_an_empty_agenda_takes_the_start_and_length_of_the_file(bench):
    bench.bus.run(CreateWorkshop("New", DAY, time(9), time(13), ZONE))
    blocks = (block("One", 45, steps=(("Alone", 60, "write"),), private_note="cue"), block("Two"))
    bench.bus.run(ImportAgenda(1, blocks, time(10, 30)))
    row = bench.library.workshop(1)
    assert (row.start, row.end, row.item_count) == (time(10, 30), time(11, 30), 2)
    assert bench.library.agenda(1)[0].steps[0].title == "Alone"
    assert list(bench.library.private_notes(1).values()) == ["cue"]
    bench.bus.undo()
    row = bench.library.workshop(1)
    assert (row.start, row.end, row.item_count) == (time(9), time(13), 0)


def test_blocks_of_a_file_come_after_what_is_there(bench):
    shop = add_workshop(bench)
    bench.bus.run(ImportAgenda(shop, (block("More"),), time(7)))
    assert titles(bench)[-2:] == ["Close", "More"]
    assert bench.library.workshop(shop).start == time(9)


def test_a_fixed_start_comes_and_goes_and_is_never_before_the_workshop(bench):
    add_workshop(bench)
    item = bench.library.agenda(1)[1].id
    bench.bus.run(EditItem(item, ItemField.FIXED_START, time(9, 30)))
    assert bench.library.agenda(1)[1].fixed_start == time(9, 30)
    with pytest.raises(UserError, match="before the workshop starts"):
        bench.bus.run(EditItem(item, ItemField.FIXED_START, time(8)))
    assert bench.library.agenda(1)[1].fixed_start == time(9, 30)
    bench.bus.run(EditItem(item, ItemField.FIXED_START, None))
    assert bench.library.agenda(1)[1].fixed_start is None


def test_protection_takes_the_place_in_the_cut_order_and_undo_gives_it_back(bench):
    add_workshop(bench)
    item = bench.library.agenda(1)[1].id
    bench.bus.run(EditItem(item, ItemField.CUT_ORDER, 1))
    bench.bus.run(EditItem(item, ItemField.PROTECTED, True))
    assert bench.library.agenda(1)[1].cut_order is None
    with pytest.raises(UserError, match="never cut"):
        bench.bus.run(EditItem(item, ItemField.CUT_ORDER, 1))
    bench.bus.undo()
    assert bench.library.agenda(1)[1].cut_order == 1


def test_a_typed_maximum_stays_while_the_block_fits_into_it(bench):
    add_workshop(bench)
    item = bench.library.agenda(1)[1].id
    bench.bus.run(EditItem(item, ItemField.MAXIMUM, 55 * 60))
    bench.bus.run(EditItem(item, ItemField.PLANNED, 50 * 60))
    assert bench.library.agenda(1)[1].maximum_s == 55 * 60
    bench.bus.run(EditItem(item, ItemField.PLANNED, 60 * 60))
    assert bench.library.agenda(1)[1].maximum_s == 90 * 60
