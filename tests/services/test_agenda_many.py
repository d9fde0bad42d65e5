"""One or several blocks moved, deleted, edited and lengthened at once, each as one step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.kinds import Category
from desktop.services.agenda import EditItem, ItemField
from desktop.services.agenda_many import DeleteItems, EditItems, LengthenItems, MoveItems
from desktop.services.run import EndRun, NextItem, StartRun
from tests.builders import add_workshop, block, open_bench

ORDER = "ABCDEFG"


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


def lettered(bench, letters=ORDER):
    return add_workshop(bench, *(block(letter) for letter in letters))


def order(bench):
    return "".join(row.title for row in bench.library.agenda(1))


def ids(bench, letters):
    by_title = {row.title: row.id for row in bench.library.agenda(1, with_removed=True)}
    return tuple(by_title[letter] for letter in letters)


def minutes(bench):
    return [row.planned_s / 60 for row in bench.library.agenda(1)]


MOVES = st.lists(
    st.tuples(st.lists(st.sampled_from(ORDER), unique=True), st.integers(-2, 9)), max_size=12
)


@settings(max_examples=60)
@given(MOVES)
def test_moves_order_blocks_as_a_plain_list_does_and_undo_brings_each_order_back(moves):
    bench = open_bench()
    lettered(bench)
    orders = [ORDER]
    for letters, to in moves:
        old = orders[-1]
        others = [letter for letter in old if letter not in letters]
        place = max(0, min(len(others), to))
        new = [*others[:place], *(x for x in old if x in letters), *others[place:]]
        bench.bus.run(MoveItems(ids(bench, letters), to))
        assert order(bench) == "".join(new)
        if order(bench) != old:
            orders.append(order(bench))
    for expected in reversed(orders[:-1]):
        bench.bus.undo()
        assert order(bench) == expected
    bench.close()


def test_a_move_that_changes_nothing_is_no_step(bench):
    lettered(bench)
    label = bench.bus.undo_label
    bench.bus.run(MoveItems(ids(bench, "BC"), 1))
    bench.bus.run(MoveItems((), 3))
    assert bench.bus.undo_label == label


def test_blocks_with_gaps_come_together_in_one_step(bench):
    lettered(bench)
    bench.bus.run(MoveItems(ids(bench, "GBD"), 1))
    assert order(bench) == "ABDGCEF"
    assert bench.bus.undo_label == "Move blocks"
    bench.bus.undo()
    assert order(bench) == ORDER


def test_moving_back_and_forth_a_thousand_times_keeps_the_order(bench):
    lettered(bench, "ABC")
    middle = ids(bench, "B")
    for n in range(1_000):
        bench.bus.run(MoveItems(middle, 0 if n % 2 else 2))
    bench.bus.run(MoveItems(middle, 1))
    assert order(bench) == "ABC"


def test_blocks_of_two_workshops_are_never_mixed(bench):
    lettered(bench, "AB")
    other = add_workshop(bench, block("X"))
    with pytest.raises(ValueError, match="several workshops"):
        bench.bus.run(MoveItems((*ids(bench, "A"), bench.library.agenda(other)[0].id), 1))


@pytest.fixture
def running(bench, clock):
    """C is running, A and B are over, D to G are ahead."""
    shop = lettered(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    return bench


@pytest.mark.parametrize(
    ("letters", "to"), [("A", 1), ("B", 6), ("C", 3), ("DC", 3), ("E", 2), ("EG", 0), ("AE", 0)]
)
def test_during_a_run_what_is_over_or_running_stays_and_nothing_passes_it(running, letters, to):
    with pytest.raises(UserError, match="stays where it is"):
        running.bus.run(MoveItems(ids(running, letters), to))
    assert order(running) == ORDER


def test_during_a_run_blocks_ahead_change_places(running, clock):
    running.bus.run(MoveItems(ids(running, "EG"), 3))
    assert order(running) == "ABCEGDF"
    running.bus.run(EndRun(1, clock.advance(60)))
    running.bus.run(MoveItems(ids(running, "A"), 6))
    assert order(running) == "BCEGDFA", "after the run it is a plan again"


def test_blocks_are_deleted_all_or_none(running):
    with pytest.raises(UserError, match="running now"):
        running.bus.run(DeleteItems(ids(running, "BCD")))
    assert order(running) == ORDER
    running.bus.run(DeleteItems(ids(running, "BDF")))
    assert order(running) == "ACEG"
    kept = [row.title for row in running.library.agenda(1, with_removed=True)]
    assert "".join(kept) == "ABCEG", "the run has used B"
    running.bus.undo()
    assert order(running) == ORDER


@pytest.mark.parametrize(
    "command",
    [
        lambda gone: MoveItems(gone, 0),
        DeleteItems,
        lambda gone: EditItems(gone, ItemField.PROTECTED, True),
        lambda gone: LengthenItems(gone, 60),
    ],
)
def test_a_block_that_is_gone_refuses_the_whole(bench, command):
    lettered(bench)
    gone = ids(bench, "AG")
    bench.bus.run(DeleteItems(gone[1:]))
    before = bench.library.agenda(1)
    with pytest.raises(UserError, match="no longer in the agenda"):
        bench.bus.run(command(gone))
    assert bench.library.agenda(1) == before


def test_several_blocks_take_a_category_and_protection_in_one_step_each(bench):
    lettered(bench)
    some = ids(bench, "BD")
    before = bench.library.agenda(1)
    bench.bus.run(EditItems(some, ItemField.CATEGORY, Category.MISSION.value))
    bench.bus.run(EditItems(some, ItemField.PROTECTED, True))
    rows = [row for row in bench.library.agenda(1) if row.id in some]
    assert all(row.category is Category.MISSION and row.protected for row in rows)
    assert all(row.minimum_s == row.planned_s for row in rows)
    bench.bus.undo()
    bench.bus.undo()
    assert bench.library.agenda(1) == before


def test_a_title_belongs_to_one_block(bench):
    lettered(bench)
    with pytest.raises(TypeError, match="one block"):
        bench.bus.run(EditItems(ids(bench, "AB"), ItemField.TITLE, "Same"))


def test_blocks_become_longer_and_shorter_in_one_step_within_a_minute_and_twelve_hours(bench):
    add_workshop(bench, block("A", 4), block("B", 30), block("C", LONGEST_S // 60))
    all_three = ids(bench, "ABC")
    bench.bus.run(LengthenItems(all_three, 300))
    assert minutes(bench) == [9, 35, 720]
    bench.bus.undo()
    assert minutes(bench) == [4, 30, 720]
    bench.bus.run(LengthenItems(all_three, -300))
    assert minutes(bench) == [1, 25, 715]


def test_shortening_never_makes_a_block_longer(bench):
    add_workshop(bench, block("A"))
    bench.bus.run(EditItem(ids(bench, "A")[0], ItemField.PLANNED, 30))
    bench.bus.run(LengthenItems(ids(bench, "A"), -300))
    assert minutes(bench) == [0.5]
