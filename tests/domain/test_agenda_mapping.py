"""Anybody's agenda becomes blocks: headings in other words, times of twelve hours, no lengths."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agenda_guess import guess_mapping, header_choices, mapping_under
from desktop.domain.agenda_mapping import Mapping, apply_mapping
from desktop.domain.agenda_preview import (
    AgendaSource,
    Target,
    first_preview,
    with_field,
    with_header,
)
from desktop.domain.agenda_times import duration_text, is_time, read_span
from desktop.domain.agenda_words import HEADINGS, KINDS, Field, kind_of, plain
from desktop.domain.csv_reading import Table
from desktop.domain.errors import UserError
from desktop.domain.kinds import ItemKind
from desktop.system.tables import read_table
from tests.domain.tables import read_agenda

OTHER_TOOL = Path(__file__).parents[1] / "data" / "agenda_other_tool.csv"
PLANNER = (
    ("When", "Session", "Length (min)", "Details", "Props", "Type"),
    ("11:30 AM", "Coffee & names", "15", "Doors are open", "Badges", "Opening"),
    ("11:45 AM", "The <quarter> & us", "30", "One\nword", "", "Input"),
    ("12:15 PM", "LUNCH", "45", "", "", "Break"),
    ("1:00 PM", "Drafts", "60", 'In "fours"', "Pens; cards", "Work"),
    ("2:00 PM", "Walk round", "20", "", "", "Review"),
    ("2:20 PM", "Close", "10", "", "", "Closing"),
)


def minutes(agenda):
    return [block.planned_s // 60 for block in agenda.blocks]


def kinds(agenda):
    return [block.kind for block in agenda.blocks]


def test_an_agenda_of_another_planner_is_read_whole():
    agenda = read_agenda(PLANNER)
    assert agenda.start == time(11, 30)
    assert minutes(agenda) == [15, 30, 45, 60, 20, 10]
    assert kinds(agenda) == [
        ItemKind.WELCOME,
        ItemKind.TALK,
        ItemKind.BREAK,
        ItemKind.ACTIVITY,
        ItemKind.DISCUSSION,
        ItemKind.CLOSE,
    ]
    assert [block.title for block in agenda.blocks if block.protected] == ["LUNCH"]
    assert agenda.blocks[1].title == "The <quarter> & us"
    assert agenda.blocks[1].instruction == "One\nword"
    assert agenda.blocks[3].private_note == "Pens; cards"
    assert agenda.warnings == ()
    assert agenda.skipped == ()


def test_a_german_file_with_a_title_line_and_no_lengths_is_read():
    table = read_table(OTHER_TOOL).table
    mapping = guess_mapping(table.rows, table.lines)
    assert mapping.header_line == 3
    assert mapping.field_at(6) is None
    agenda = apply_mapping(table.rows, table.lines, mapping)
    assert agenda.start == time(8, 30)
    assert minutes(agenda) == [30, 75, 15, 120, 45, 45]
    assert kinds(agenda)[:4] == [
        ItemKind.WELCOME,
        ItemKind.BREAKOUT,
        ItemKind.BREAK,
        ItemKind.ACTIVITY,
    ]
    assert agenda.blocks[0].instruction == "Kaffee & <b>Namensschilder</b>\nbitte ankommen"
    assert [each.line for each in agenda.skipped] == [1, 2, 11]
    said = " ".join(agenda.warnings)
    assert "Raum" in said
    assert "worked out" in said


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Titre", Field.TITLE),
        ("Título", Field.TITLE),
        ("AGENDA ITEM", Field.TITLE),
        ("Session title", Field.TITLE),
        ("Durée (min)", Field.DURATION),
        ("Dauer in Minuten", Field.DURATION),
        ("Time (min)", Field.DURATION),
        ("Start time", Field.START),
        ("Heure de début", Field.START),
        ("Hora de fin", Field.END),
        ("Catégorie", Field.KIND),
        ("Facilitator", Field.LEAD),
        ("Facilitator notes", Field.NOTES),
        ("Public instruction", Field.INSTRUCTION),
        ("Méthode", Field.TECHNIQUE),
        ("Mindestdauer", Field.MINIMUM),
        ("Geschützt", Field.PROTECTED),
    ],
)
def test_headings_are_known_in_four_languages(heading, field):
    assert guess_mapping([(heading, "xyzzy")]).field_at(0) is field


def test_the_own_heading_wins_over_a_word_like_it():
    mapping = guess_mapping([("Block", "Title", "Length", "Duration"), ("A", "B", "1", "2")])
    assert mapping.position(Field.TITLE) == 1
    assert mapping.position(Field.DURATION) == 3


def test_time_over_minutes_is_a_length_and_over_clock_times_a_start():
    assert minutes(read_agenda([("Topic", "Time"), ("A", "15"), ("B", "40 min")])) == [15, 40]
    agenda = read_agenda([("Topic", "Time"), ("A", "9:00"), ("B", "9:20"), ("End", "10:00")])
    assert minutes(agenda) == [20, 40]


def test_columns_without_a_known_heading_are_known_by_their_cells():
    agenda = read_agenda(
        [("#", "Foo", "Bar", "Baz"), ("1", "9:00", "Hello", "5 min"), ("2", "9:05", "Talk", "1h")]
    )
    assert [block.title for block in agenda.blocks] == ["Hello", "Talk"]
    assert minutes(agenda) == [5, 60]
    assert agenda.start == time(9)


@pytest.mark.parametrize(
    ("starts", "lengths"),
    [
        (("11:30", "12:15", "1:00", "2:30"), [45, 45, 90, 15]),
        (("22:30", "23:45", "0:15", "1:00"), [75, 30, 45, 15]),
        (("11:00 PM", "11:45 PM", "12:15 AM", "1:00 a.m."), [45, 30, 45, 15]),
        (("9h", "9h30", "10h15", "noon"), [30, 45, 105, 15]),
        (("2026-05-04 09:00", "2026-05-04 09:10:00", "9:30", "10.00 Uhr"), [10, 20, 30, 15]),
    ],
)
def test_lengths_follow_from_the_starts_past_noon_and_midnight(starts, lengths):
    agenda = read_agenda([("Start", "Topic"), *((at, f"Part {n}") for n, at in enumerate(starts))])
    assert minutes(agenda) == lengths
    assert "was given 15 min" in agenda.warnings[-1]


def test_a_line_that_only_says_when_it_ends_gives_the_last_length():
    for end in ("End", "Close", "Ende"):
        agenda = read_agenda([("Start", "Topic"), ("9:00", "A"), ("9:30", "B"), ("10:30", end)])
        assert minutes(agenda) == [30, 60]
        assert [each.line for each in agenda.skipped] == [4]


def test_a_range_of_times_gives_start_and_length():
    agenda = read_agenda(
        [
            ("Time", "Topic"),
            ("11:30 – 12:15 PM", "A"),
            ("12:15-1:00 pm", "B"),
            ("1 to 1:05 pm", "C"),
        ]
    )
    assert minutes(agenda) == [45, 45, 5]
    assert agenda.start == time(11, 30)
    assert is_time("9:00–9:15")


def test_a_gap_between_ranges_is_told_and_the_lengths_are_kept():
    agenda = read_agenda([("Time", "Topic"), ("9:00-9:15", "A"), ("9:30-9:45", "B")])
    assert minutes(agenda) == [15, 15]
    assert any("does not follow" in warning for warning in agenda.warnings)


@pytest.mark.parametrize(
    ("heading", "cell", "seconds"),
    [
        ("Length (h)", "1.5", 5400),
        ("Hours", "2", 7200),
        ("Minutes", "7.5", 450),
        ("Dauer", "1 Std 30 Min", 5400),
        ("Duración", "45 minutos", 2700),
        ("Length", "0:45:00", 2700),
        ("Length", "1 hour and 15 minutes", 4500),
    ],
)
def test_lengths_are_read_in_the_unit_they_are_in(heading, cell, seconds):
    assert read_agenda([("Topic", heading), ("A", cell)]).blocks[0].planned_s == seconds


def test_minutes_and_seconds_are_told_from_hours_by_what_can_be():
    agenda = read_agenda([("Topic", "Length"), ("A", "05:00"), ("B", "45:00")])
    assert minutes(agenda) == [5, 45]
    assert "minutes and seconds" in agenda.warnings[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Start", "Topic", "Room"), ("9", "A", "1"), ("", "B", "2")], "Line 2 gives no"),
        ([("Start", "Topic"), ("9:00", "A"), ("9:00", "B")], "Line 2 starts at 09:00"),
        ([("Start", "Topic"), ("9:00", "A"), ("later", "B")], "Line 2 gives no length"),
        ([("Topic", "Length (min)"), ("A", "soon")], "column Length \\(min\\): “soon”"),
        ([("Topic", "Length", "When"), ("A", "5", "dawn")], "column When: “dawn”"),
        ([("Topic", "Room"), ("A", "B 2")], "It says: Topic, Room"),
        ([("Room", "Colour"), ("A", "B")], "column Duration. It says: Room, Colour"),
        ([("Topic", "Length"), ("A", "5", "x")], "3 cells"),
        ([("Topic", "Length"), *[("A", "1")] * 501], "501 blocks"),
        ([("Topic", "Length"), *[("A", "1")] * 3000], "3000 blocks"),
        ([("Topic", "Length", *["x"] * 99), ("A", "5")], "101 columns"),
        ([("Topic", "Length", "Locked"), ("A", "5", "perhaps")], "column Locked"),
    ],
)
def test_what_does_not_fit_is_refused_in_the_words_of_the_file(rows, said):
    with pytest.raises(UserError, match=said) as refusal:
        read_agenda(rows)
    assert refusal.value.hint


def test_words_for_kinds_are_understood_and_unknown_ones_told():
    rows = [("Topic", "Min", "Category"), ("A", "5", "Small groups"), ("B", "5", "Juggling")]
    agenda = read_agenda(rows)
    assert kinds(agenda) == [ItemKind.BREAKOUT, ItemKind.ACTIVITY]
    (warning,) = agenda.warnings
    assert "Line 3" in warning
    assert "Juggling" in warning
    own = read_agenda([("Title", "Duration", "Kind"), ("A", "5", "Input")])
    assert kinds(own) == [ItemKind.TALK]
    assert not read_agenda([("Title", "Duration", "Kind"), ("A", "5", "break")]).blocks[0].protected


def test_a_title_alone_tells_a_break_and_breaks_are_protected():
    agenda = read_agenda([("Topic", "Min"), ("Mittagspause", "45"), ("Break the ice", "5")])
    assert kinds(agenda) == [ItemKind.BREAK, ItemKind.ACTIVITY]
    assert [block.protected for block in agenda.blocks] == [True, False]
    named = read_agenda([("Topic", "Min", "Locked"), ("Lunch", "45", "no"), ("B", "5", "oui")])
    assert [block.protected for block in named.blocks] == [False, True]


def test_sums_headings_and_repeated_headers_are_left_out_and_named():
    agenda = read_agenda(
        [
            ("Topic", "Min"),
            ("Morning", ""),
            ("A", "5"),
            ("Topic", "Min"),
            ("B", "10"),
            ("Total", "15"),
        ]
    )
    assert minutes(agenda) == [5, 10]
    assert [each.line for each in agenda.skipped] == [2, 4, 6]


def test_a_person_may_choose_otherwise():
    rows = (("Topic", "X", "Y"), ("A", "5", "say it aloud"))
    source = AgendaSource("a.csv", 10, Table(rows, ",", (1, 2)), "UTF-8")
    shown = first_preview(source, Target())
    assert shown.columns[2].field is None
    shown = with_field(shown, 2, Field.INSTRUCTION)
    assert shown.file.blocks[0].instruction == "say it aloud"
    shown = with_field(shown, 2, Field.DURATION)
    assert shown.columns[1].field is None
    assert "say it aloud" in str(shown.refusal)
    assert shown.file is None
    shown = with_header(with_field(shown, 1, Field.DURATION), None)
    assert shown.mapping.header_line is None


def test_a_table_without_headings_is_read_when_a_person_says_so():
    rows = (("9:00", "Hello"), ("9:10", "Talk"), ("9:40", "End"))
    with pytest.raises(UserError, match="not a header"):
        read_agenda(rows)
    agenda = apply_mapping(rows, (), mapping_under(rows, (), None))
    assert minutes(agenda) == [10, 30]
    assert [line for line, _ in header_choices(rows, ())] == [1, 2, 3]


def test_a_preview_says_when_all_titles_are_there_already():
    source = AgendaSource("a.csv", 10, Table(PLANNER, ",", tuple(range(1, 8))), "UTF-8")
    titles = frozenset(row[1].upper() for row in PLANNER[1:])
    target = Target("Q1", 6, time(13), titles)
    shown = first_preview(source, target)
    assert shown.doubled
    assert shown.blocks[0].start == time(13)
    assert shown.blocks[1].start == time(13, 15)
    assert not first_preview(source, Target("Q1", 1, time(13), frozenset({"Close"}))).doubled


def test_every_known_word_is_written_as_it_is_looked_up():
    for words in (*HEADINGS.values(), tuple(KINDS)):
        assert [word for word in words if plain(word) != word] == []


def test_spans_and_lengths_leave_what_they_do_not_know():
    assert read_span("soon") is None
    assert read_span("9:00 or 10:00") is None
    assert duration_text("a while", "min") == "a while"
    assert kind_of("") is None


LIKELY = (
    *("9:00", "9:15 AM", "12:30 pm", "1:00", "15", "0:45", "45:00", "1h30", "9:00 – 9:30", "Break"),
    *("End", "Total", "yes", "Title", "Start", "Duration", "Length (h)", "Kind", "Time"),
)
CELLS = st.one_of(st.text(max_size=20), st.sampled_from(LIKELY))
TABLES = st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=8)


@given(TABLES)
def test_no_table_does_more_harm_than_a_refusal(rows):
    with suppress(UserError):
        agenda = read_agenda(rows)
        assert agenda.blocks
        assert all(block.title and 0 < block.planned_s <= 12 * 3600 for block in agenda.blocks)


@given(
    TABLES,
    st.dictionaries(st.sampled_from(Field), st.integers(0, 7), max_size=6),
    st.one_of(st.none(), st.integers(1, 9)),
)
def test_no_choice_does_more_harm_than_a_refusal(rows, columns, header_line):
    with suppress(UserError):
        apply_mapping(rows, (), Mapping(dict(columns), header_line))
