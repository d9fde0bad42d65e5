"""What closed workshops teach about the length of a block, and what they don't."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.kinds import Category, EventKind, ItemKind
from desktop.domain.learned import (
    Basis,
    Habit,
    History,
    PastBlock,
    basis_words,
    past_blocks,
    sentence,
)
from desktop.domain.run import BaselineItem, RunEvent
from desktop.domain.run_record import run_record
from tests.clocks import FakeClock
from tests.views.desk_rows import block

MINE = 99
ROW = replace(
    block(1, "Draft objectives", 15),
    kind=ItemKind.BREAKOUT,
    category=Category.OBJECTIVE,
    technique="",
)


def past(shop, planned=15, actual=27, title="draft objectives", technique="", **more):
    kind = more.get("kind", ItemKind.BREAKOUT)
    category = more.get("category", Category.OBJECTIVE)
    return PastBlock(shop, title, technique, kind, category, planned * 60, round(actual * 60))


def learned(*blocks, row=ROW):
    return History(blocks).learned(row, MINE)


def told(*blocks, row=ROW):
    found = learned(*blocks, row=row)
    return None if found is None else sentence(found)


def test_most_sessions_ran_over_by_so_much():
    overs = [past(n, actual=minutes) for n, minutes in enumerate((27, 25, 40, 29))]
    found = learned(*overs, past(5, actual=15))
    assert (found.basis, found.sessions, found.habit, found.like) == (
        Basis.TITLE,
        5,
        Habit.OVER,
        4,
    )
    assert sentence(found) == "Ran 13 min over in 4 of 5 sessions", "the median of the four"
    assert found.offer_s == 27 * 60, "the median of all five"


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        ((27, 27), "Ran 12 min over in all 2 sessions"),
        ((9, 9, 15), "Took 6 min less in 2 of 3 sessions"),
        ((9, 9), "Took 6 min less in all 2 sessions"),
        ((15, 16, 14), "Took about as planned in 3 sessions"),
        ((15, 16, 30), "Took about as planned in 2 of 3 sessions"),
        ((10, 20), "Took 10 to 20 min in 2 sessions"),
    ],
)
def test_the_sentence_says_what_most_did(actual, words):
    assert told(*(past(n, actual=each) for n, each in enumerate(actual))) == words


def test_sessions_planned_otherwise_that_took_the_same_are_told_by_that():
    assert told(past(1, 10, 20), past(2, 30, 20)) == "Took 20 min in 2 sessions"


def test_a_long_block_may_be_a_twentieth_off():
    assert told(past(1, 100, 105), past(2, 100, 95)) == "Took about as planned in 2 sessions"
    assert learned(past(1, 100, 106), past(2, 100, 106)).habit is Habit.OVER


def test_one_session_says_nothing_and_of_those_only_alike_two_say_nothing():
    assert learned(past(1)) is None
    assert learned(past(1, title="other"), past(2, title="else")) is None
    found = learned(*(past(n, title=f"other {n}") for n in range(3)))
    assert (found.basis, found.sessions) == (Basis.ALIKE, 3)


def test_the_closest_likeness_is_taken_and_named():
    row = replace(ROW, technique="1-2-4-All")
    alike = [past(n, title="other", technique="1-2-4-all", actual=30) for n in (1, 2, 3)]
    found = learned(past(4), *alike, row=row)
    assert (found.basis, found.sessions) == (Basis.TECHNIQUE, 3)
    assert "technique" in basis_words(found)
    assert learned(past(4), past(5), *alike, row=row).basis is Basis.TITLE


def test_a_title_is_known_whatever_its_case_accents_and_spaces():
    row = replace(ROW, title="  DRÄFT   Objectives")
    assert learned(past(1), past(2), row=row).basis is Basis.TITLE


def test_blocks_only_alike_are_planned_for_about_as_long():
    others = [past(n, 60, 80, title=f"{n}") for n in range(5)]
    assert learned(*others) is None
    assert learned(*others, row=replace(ROW, planned_s=1800)).basis is Basis.ALIKE


def test_the_workshop_that_is_planned_does_not_count_itself():
    assert learned(past(1), past(MINE)) is None


def test_a_session_with_several_such_blocks_counts_once():
    assert learned(past(1), past(1), past(1)) is None
    found = learned(past(1, 10, 12), past(1, 20, 28), past(2, 15, 20))
    assert (found.sessions, found.habit, found.actual_s) == (2, Habit.OVER, 20 * 60)


def test_what_is_offered_is_at_least_a_minute_and_at_most_twelve_hours():
    assert learned(past(1, actual=0.5), past(2, actual=0.5)).offer_s == 60
    assert learned(past(1, actual=900), past(2, actual=900)).offer_s == 12 * 3600


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 200), st.integers(1, 300))))
def test_whatever_happened_the_words_are_true(runs):
    found = learned(*(past(shop, planned, actual) for shop, planned, actual in runs))
    shops = {shop for shop, _, _ in runs}
    assert (found is not None) == (len(shops) >= 2)
    if found is None:
        return
    assert found.sessions == len(shops)
    assert found.shortest_s <= found.actual_s <= found.longest_s
    assert (2 * found.like > found.sessions) == (found.habit is not Habit.MIXED)
    assert found.habit is not Habit.OVER or found.off_s > 60
    assert found.habit is not Habit.UNDER or found.off_s < -60
    assert "{" not in sentence(found) + basis_words(found)


def test_only_blocks_that_were_really_held_are_remembered_as_planned_at_the_start():
    clock = FakeClock()
    rows = [replace(ROW, id=n, uid=f"u{n}", title=f"Block {n}") for n in range(5)]
    baseline = tuple(BaselineItem(row.uid, row.title, 600) for row in rows)
    events: list[RunEvent] = []

    def happens(kind, after=0.0, uid="", **more):
        events.append(RunEvent(len(events), kind, clock.advance(after), uid, **more))

    happens(EventKind.STARTED, uid="u0", baseline=baseline)
    happens(EventKind.PAUSED, 300)
    happens(EventKind.RESUMED, 1000)
    happens(EventKind.MOVED_ON, 420, "u1")
    happens(EventKind.MOVED_ON, 20, "u2")  # passed over
    happens(EventKind.SKIPPED, 200, "u2")
    happens(EventKind.MOVED_ON, 0, "u3")
    happens(EventKind.ENDED, 900)
    record = run_record(events, rows, {row.uid for row in rows}, clock.now())
    found = past_blocks(7, record, rows)
    assert [(each.title, each.planned_s, each.actual_s) for each in found] == [
        ("block 0", 600, 720),
        ("block 3", 600, 900),
    ]
    assert past_blocks(7, record, rows[1:])[0].title == "block 3", "its block is gone for good"
