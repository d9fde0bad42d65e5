"""An agenda table becomes blocks, all of them or none."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from desktop.domain.agenda_file import AgendaBlock, Skipped
from desktop.domain.errors import UserError
from desktop.domain.kinds import ItemKind
from desktop.system.tables import read_table
from tests.domain.tables import read_agenda

OWN_FORMAT = Path(__file__).parents[1] / "data" / "agenda_own_format.csv"
HEADER = ("Title", "Duration")


def read(*rows):
    return read_agenda([HEADER, *rows])


def test_every_column_of_the_own_format_is_read():
    table = read_table(OWN_FORMAT).table
    agenda = read_agenda(table.rows, table.lines)
    assert agenda.start == time(13)
    assert agenda.warnings == ()
    assert agenda.skipped == ()
    assert sum(block.planned_s for block in agenda.blocks) == 240 * 60
    assert agenda.blocks[0] == AgendaBlock(
        title="Hello and hopes",
        kind=ItemKind.WELCOME,
        category=None,
        planned_s=600,
        minimum_s=300,
        protected=False,
        technique="",
        lead="Facilitator",
        instruction="Name, team, one hope",
        private_note="Hands up for the pre-work, count quietly",
    )
    pause = agenda.blocks[4]
    assert (pause.kind, pause.protected, pause.minimum_s) == (ItemKind.BREAK, True, 900)
    assert agenda.blocks[5].planned_s == 75 * 60
    assert agenda.blocks[7].minimum_s == 0


def test_columns_may_stand_in_any_order_and_case():
    agenda = read_agenda([("PROTECTED", " duration", "title"), ("YES", "45", "Talk")])
    assert agenda.blocks[0].planned_s == 45 * 60
    assert agenda.blocks[0].protected
    assert agenda.start is None


def test_what_the_file_does_not_say_is_left_to_the_defaults():
    block = read(("Ideas", "20")).blocks[0]
    assert (block.kind, block.category, block.minimum_s) == (ItemKind.ACTIVITY, None, None)
    assert read(("Coffee break", "10")).blocks[0].kind is ItemKind.BREAK


def test_kinds_are_read_as_people_write_them():
    agenda = read_agenda(
        [("Title", "Duration", "Kind"), ("A", "5", "Check-In"), ("B", "5", "VOTE")]
    )
    assert [block.kind for block in agenda.blocks] == [ItemKind.CHECK_IN, ItemKind.VOTE]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Duration", "soon", "Line 3, column Duration: “soon”"),
        ("Duration", "", "Line 3, column Duration"),
        ("Duration", "0", "Line 3, column Duration"),
        ("Duration", "13 h", "Line 3, column Duration"),
        ("Start", "25:00", "Line 3, column Start: “25:00”"),
        ("Kind", "juggling", "Line 3, column Kind: “juggling”"),
        ("Minimum", "all", "Line 3, column Minimum: “all”"),
        ("Minimum", "40", "can't be longer than the duration, 30 min"),
        ("Protected", "perhaps", "Line 3, column Protected: “perhaps”"),
        ("Title", " ", "Line 3, column Title"),
        ("Private notes", "x" * 10_001, "Line 3, column Private notes"),
    ],
)
def test_a_bad_value_refuses_the_file_and_says_where(column, value, said):
    good = {
        "Title": "Talk",
        "Duration": "30",
        "Start": "",
        "Kind": "",
        "Minimum": "",
        "Protected": "",
        "Private notes": "",
    }
    bad = good | {column: value}
    with pytest.raises(UserError, match=said) as refusal:
        read_agenda([tuple(good), tuple(good.values()), tuple(bad.values())])
    assert refusal.value.hint


def test_an_overlong_value_is_shown_shortened():
    with pytest.raises(UserError) as refusal:
        read_agenda([(*HEADER, "Kind"), ("Talk", "10", "x" * 5_000)])
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "empty"),
        ([("", " "), ()], "empty"),
        ([("Welcome", "10"), ("Talk", "20")], "Line 1 is not a header"),
        ([("Title", "Room"), ("Talk", "B 20")], "column Duration"),
        ([HEADER, (), ("", "")], "no blocks"),
        ([HEADER, *[("Talk", "1")] * 501], "501 blocks"),
        ([HEADER, ("Talk", "10", "and then, questions")], "Line 2 has 3 cells"),
    ],
)
def test_a_table_that_is_no_agenda_is_refused(rows, said):
    with pytest.raises(UserError, match=said) as refusal:
        read_agenda(rows)
    assert refusal.value.hint


def test_five_hundred_blocks_are_fine():
    assert len(read(*[("Talk", "1")] * 500).blocks) == 500


def test_empty_lines_are_skipped_and_counted_by_their_line():
    agenda = read_agenda([(), HEADER, ("A", "10"), ("", ""), ("B", "10")], (1, 2, 3, 5, 6))
    assert [block.title for block in agenda.blocks] == ["A", "B"]
    assert agenda.skipped == (Skipped(1, "empty line"), Skipped(5, "empty line"))


def test_unknown_and_repeated_columns_are_named():
    agenda = read_agenda([("Title", "Room", "Duration", "title", ""), ("A", "1", "5", "B", "")])
    assert agenda.blocks[0].title == "A"
    (warning,) = agenda.warnings
    assert "Room, title, column 5" in warning


def test_a_start_that_does_not_follow_warns_once_and_names_its_line():
    agenda = read_agenda(
        [("Start", *HEADER), ("9:00", "A", "10"), ("9:15", "B", "10"), ("9:25", "C", "10")]
    )
    (warning,) = agenda.warnings
    assert "Line 3" in warning
    assert "09:15" in warning
    assert "09:10" in warning
    assert agenda.start == time(9)


def test_starts_may_pass_midnight():
    agenda = read_agenda([("Start", *HEADER), ("23:30", "A", "45"), ("0:15", "B", "10")])
    assert agenda.warnings == ()


def test_the_first_start_is_worked_out_when_a_later_line_gives_one():
    agenda = read_agenda([("Start", *HEADER), ("", "A", "10"), ("9:10", "B", "10")])
    assert agenda.start == time(9)
    assert agenda.warnings == ()


def test_a_protected_block_keeps_its_full_time():
    agenda = read_agenda(
        [(*HEADER, "Minimum", "Protected"), ("Break", "15", "10", "yes"), ("B", "9", "9 min", "x")]
    )
    assert [block.minimum_s for block in agenda.blocks] == [900, 540]
    (warning,) = agenda.warnings
    assert "Line 2" in warning


def test_text_is_normalised_and_kept_plain():
    agenda = read_agenda(
        [
            (*HEADER, "Public instruction"),
            ("Cafe\u0301 \n talk", "5", "one\x0btwo <b>three</b>\r\nfour"),
        ]
    )
    assert agenda.blocks[0].title == "Café talk"
    assert agenda.blocks[0].instruction == "one\ntwo <b>three</b>\nfour"
