"""Agendas as people write them in documents, mails and chats."""

from __future__ import annotations

from datetime import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agenda_file import AgendaFile
from desktop.domain.agenda_preview import (
    AgendaPreview,
    SourceForm,
    Target,
    first_preview,
    with_field,
)
from desktop.domain.agenda_text import LONGEST_PASTE, MAX_LINES, capped, lines_of, text_source
from desktop.domain.agenda_words import Field
from desktop.domain.errors import UserError
from desktop.domain.kinds import ItemKind
from desktop.domain.markup import unmarked


def preview(text: str) -> AgendaPreview:
    text = dedent(text).removeprefix("\n")
    return first_preview(text_source("plan.md", text, len(text), "UTF-8"), Target())


def read(text: str) -> AgendaFile:
    shown = preview(text)
    if shown.file is None:
        assert shown.refusal is not None
        raise shown.refusal
    return shown.file


def brief(text: str) -> list[tuple[str, int]]:
    """Titles and minutes."""
    return [(block.title, block.planned_s // 60) for block in read(text).blocks]


def skipped(text: str) -> dict[int, str]:
    return {each.line: each.why for each in read(text).skipped}


THREE = [("Welcome", 15), ("Draft objectives", 45), ("Break", 10)]


@pytest.mark.parametrize(
    "text",
    [
        """
        - 09:00 Welcome (15 min)
        - 09:15 Draft objectives (45 min)
        - 10:00 Break (10 min)
        """,
        """
        09:00-09:15 Welcome
        09:15-10:00 Draft objectives
        10:00-10:10 Break
        """,
        """
        9:00 – 9:15 am  Welcome
        9:15 – 10:00 am Draft objectives
        10:00 – 10:10 am Break
        """,
        """
        1. Welcome - 15'
        2. Draft objectives - 45'
        3. Break - 10'
        """,
        """
        * [15m] Welcome
        * [45m] Draft objectives
        * [10m] Break
        """,
        """
        ### 09:00 Welcome 15 min
        ### 09:15 Draft objectives 45 min
        ### 10:00 Break 10 min
        """,
        """
        09:00 Welcome
        09:15 Draft objectives
        10:00 Break
        10:10 End
        """,
        """
        Start: 09:00

        Welcome .......... 15 min
        Draft objectives . 45 min
        Break ............ 10 min
        """,
        """
        | Time  | Topic            | Minutes |
        |-------|:-----------------|--------:|
        | 09:00 | **Welcome**      |      15 |
        | 09:15 | Draft objectives |      45 |
        | 10:00 | Break            |      10 |
        """,
        """
        Topic | Duration
        --- | ---
        Welcome | 15 min
        [Draft objectives](https://example.org) | 45 min
        Break | 10 min
        """,
        "09:00\tWelcome\t15\n09:15\tDraft objectives\t45\n10:00\tBreak\t10\n",
        "Start\tTitle\tDuration\n9:00\tWelcome\t15\n9:15\tDraft objectives\t45\n10:00\tBreak\t10",
        "Title;Duration\nWelcome;15\nDraft objectives;45\nBreak;10\n",
        "09:00 | Welcome | 15 min\n09:15 | Draft objectives | 45 min\n10:00 | Break | 10 min\n",
        """
        > **09:00** – Welcome (15 min)
        > **09:15** – Draft objectives (45 min)
        > **10:00** – Break (10 min)
        """,
        """
        [12/03/2026, 14:05:11] Anna Berg: 09:00 Welcome
        [12/03/2026, 14:05:12] Anna Berg: 09:15 Draft objectives
        [12/03/2026, 14:05:20] Anna Berg: 10:00 Break
        [12/03/2026, 14:05:31] Anna Berg: 10:10 End
        """,
        """
        09:00 - 09:15
        Welcome

        09:15 - 10:00
        Draft objectives

        10:00 - 10:10
        Break
        """,
        """
        Welcome
        09:00 - 09:15
        Draft objectives
        09:15 - 10:00
        Break
        10:00 - 10:10
        """,
        """
        ## Welcome
        Duration: 15 min

        ## Draft objectives
        Duration: 45 min

        ## Break
        Duration: 10 min
        """,
        """
        - [ ] Welcome, 15 min
        - [x] Draft objectives, 45 min
        - [ ] Break, 10 min
        """,
        """
        15 min: Welcome
        45 min: Draft objectives
        10 min: Break
        """,
        """
        # Workshop (70 min)

        - Welcome (15)
        - Draft objectives (45)
        - Break (10)
        """,
        """
        ```
        0900-0915 Welcome
        0915-1000 Draft objectives
        1000-1010 Break
        ```
        """,
        """
        9h00 Welcome
        9h15 Draft objectives
        10h00 Break
        10h10 Fin
        """,
    ],
)
def test_an_agenda_is_read_the_way_people_write_it(text):
    assert brief(text) == THREE


def test_start_times_alone_give_the_lengths_and_the_last_takes_a_default_that_is_named():
    file = read("09:00 Welcome\n09:20 Draft\n11:00 Wrap-up\n")
    assert [block.planned_s // 60 for block in file.blocks] == [20, 100, 15]
    assert file.start == time(9)
    assert "Line 3: nothing says when it ends; it was given 15 min." in file.warnings


def test_a_line_that_says_end_gives_the_last_its_length_and_is_named():
    file = read("09:00 Welcome\n09:20 Draft\n13:00 End\n")
    assert [block.planned_s // 60 for block in file.blocks] == [20, 220]
    assert [(each.line, each.why) for each in file.skipped] == [
        (3, "only says when the agenda ends")
    ]


def test_the_afternoon_is_understood_without_a_word_for_it():
    file = read("11:00 Draft\n12:30 Lunch\n1:15 Review\n2:00 End")
    assert [block.planned_s // 60 for block in file.blocks] == [90, 45, 45]
    assert [block.kind for block in file.blocks][1] == ItemKind.BREAK


def test_paragraphs_below_a_heading_are_its_public_instruction():
    file = read(
        """
        # Agenda

        ## 10:00 Draft objectives (45 min)

        Work in *pairs*.

        - one objective each
        - no numbers yet

        ### Material
        Cards

        ## 10:45 Break 15 min
        """
    )
    first, second = file.blocks
    assert first.instruction == (
        "Work in pairs.\n- one objective each\n- no numbers yet\nMaterial\nCards"
    )
    assert second.instruction == ""
    assert [each.why for each in file.skipped] == ["a heading without a time"]


def test_lengths_further_in_are_steps_of_the_text_and_that_is_said():
    file = read("- 10:00 Draft (30 min)\n  - alone (10 min)\n  - in pairs (20 min)\n")
    assert [block.instruction for block in file.blocks] == ["- alone (10 min)\n- in pairs (20 min)"]
    assert any("the lengths below it" in warning for warning in file.warnings)


def test_a_heading_over_lines_with_times_is_no_block():
    text = """
        ## Morning 09:00-12:00
        - 09:00 Welcome
        - 09:30 Draft
        ## Afternoon 13:00-15:00
        - 13:00 Review
        - 15:00 End
        """
    file = read(text)
    assert [block.title for block in file.blocks] == ["Welcome", "Draft", "Review"]
    assert {1, 4} <= set(skipped(text))


def test_what_stands_around_an_agenda_in_a_mail_is_skipped_with_line_and_reason():
    text = """
        Hi all,

        here is the plan for Thursday. We have 4 hours:

        09:00 Welcome
        09:15 Draft

        Bring a pen!
        13:00 End

        Best
        Anna
        """
    assert brief(text) == [("Welcome", 15), ("Draft", 225)]
    found = skipped(text)
    assert sorted(found) == [1, 3, 8, 9, 11, 12]
    assert found[8] == "no time and no length"


def test_markup_is_taken_off_and_escapes_are_read():
    file = read(r"- **Q&amp;A** with [Ada](mailto:a@b.c) \*live\* `now` (15 min)")
    assert file.blocks[0].title == "Q&A with Ada *live* now"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**a** __b__ *c* _d_ ~~e~~ `f`", "a b c d e f"),
        ("snake_case_name and 3 * 4 * 5", "snake_case_name and 3 * 4 * 5"),
        ("![logo](x.png) [a][1] <https://x.y>", "logo a https://x.y"),
        ("one<br>two <b>three</b> a<b", "one\ntwo three a<b"),
        (r"\# \[x\] \\", r"# [x] \ ".strip()),
    ],
)
def test_signs_of_markdown_go_and_words_stay(marked, plain):
    assert unmarked(marked) == plain


def test_a_range_of_lengths_is_a_length_and_its_minimum():
    (block,) = read("- Draft (20-30 min)").blocks
    assert (block.planned_s, block.minimum_s) == (1800, 1200)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Pitches (3 x 5 min)", 15),
        ("Draft (1:30)", 90),
        ("Draft - 1h30", 90),
        ("Draft 1,5 h", 90),
        ("Draft 1½ h", 90),
        ("Draft (2 hours and 10 minutes)", 130),
        ("Draft, ca. 20 Minuten", 20),
        ("15-minute check-in", 15),
        ("Round ~ 90 s", 1),
    ],
)
def test_lengths_are_read_as_they_are_written(line, minutes):
    assert brief(line)[0][1] == minutes


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("09:00 Welcome\n25:00 Draft\n", "Line 2", "25:00"),
        ("Welcome (15 min)\nDraft (900 min)\n", "Line 2", "too long"),
        ("Welcome (0 min)\n", "Line 1", "too short"),
        ("14:00 Welcome\n09:00 Draft\n11:00 End", "Line 1", "starts at 14:00"),
        ("Dear all\nsee you", "Line 1", "Dear all"),
        ("09:00 Welcome\nDraft (15 min)\n", "Line 1", "gives no length"),
        ("- Draft (45-30 min)\n", "Line 1", "minimum"),
    ],
)
def test_bad_input_is_refused_with_its_line_and_what_to_do(text, line, words):
    with pytest.raises(UserError) as caught:
        read(text)
    said = f"{caught.value.what} {caught.value.hint}"
    assert line in said
    assert words in said
    assert caught.value.hint


def test_the_text_below_can_be_read_as_private_notes_or_left_out():
    shown = preview("## 10:00 Draft (45 min)\nMind the loud ones.\n## 10:45 End\n")
    assert shown.source.form == SourceForm.LINES
    assert shown.headers == ()
    at = shown.mapping.position(Field.INSTRUCTION)
    assert at is not None
    private = with_field(shown, at, Field.NOTES)
    assert private.file is not None
    assert private.file.blocks[0].private_note == "Mind the loud ones."
    assert private.file.blocks[0].instruction == ""
    without = with_field(shown, at, None)
    assert without.warnings[0] == "Not read: Text below."


def test_without_a_title_the_lines_are_refused_in_words_that_fit():
    shown = preview("10:00 Draft (45 min)\n")
    at = shown.mapping.position(Field.TITLE)
    assert at is not None
    refused = with_field(shown, at, None).refusal
    assert refused is not None
    assert refused.what == "No part of the lines is read as Title."


def test_the_first_agenda_table_of_a_document_is_read_with_its_like():
    text = """
        # Two days

        | Key result | Target |
        |---|---|
        | Crossings | 12 |

        ## Day 1
        | Start | Title |
        |---|---|
        | 09:00 | Welcome |
        | 10:00 | Draft |

        ## Day 2
        | Start | Title |
        |---|---|
        | 11:00 | Review |
        | 12:00 | End |
        """
    assert brief(text) == [("Welcome", 60), ("Draft", 60), ("Review", 60)]
    found = skipped(text)
    assert found[3] == "not in the agenda's table"
    assert found[14] == "the headings again"


def test_a_long_paste_is_cut_after_a_whole_line_and_that_is_said():
    line = "- Draft (15 min)\n"
    cut = capped(line * (LONGEST_PASTE // len(line) + 10))
    assert len(cut.text) <= LONGEST_PASTE
    assert cut.text.endswith("(15 min)")
    assert f"line {cut.text.count('Draft')}:" in cut.warnings[0]
    assert capped("09:00 Draft").warnings == ()
    with pytest.raises(UserError, match="no text"):
        capped(" \n")


def test_too_many_lines_are_refused():
    with pytest.raises(UserError, match="20001 lines"):
        read("x\n" * MAX_LINES)


_WRITTEN = (
    "09:00 9:15 10.30 25:00 9-10 (15 min) 15' [30m] 1h30 1:30 - * • 1. ## ### # | --- |--|--| :"
    " Welcome Break End Total Start: Duration: > \t \\ ** _ ` ``` [a](b) <br> &amp; uhr noon 2 x 5"
    " min for . , ; \" ' \u2028 \x00 \ud800 \U0010f041"
)
_PIECES = st.sampled_from(_WRITTEN.split(" "))
_LINES = st.lists(
    st.one_of(st.lists(_PIECES, max_size=7).map(" ".join), st.text(max_size=30)), max_size=14
)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_read_or_refused_and_no_line_gets_lost(lines, end):
    text = end.join(lines)
    try:
        source = text_source("x.md", text, len(text), "UTF-8")
        file = first_preview(source, Target()).file
    except UserError:
        return
    if file is None or source.form == SourceForm.TABLE:
        return
    out = [each.line for each in file.skipped]
    assert len(out) == len(set(out))
    read_lines = {line for line in source.table.lines if line} - set(out)
    read_lines |= {n for line in read_lines for n in source.below.get(line, ())}
    assert len(file.blocks) <= len(read_lines)
    assert read_lines.isdisjoint(out)
    filled = {n for n, line in enumerate(lines_of(text), start=1) if line.strip()}
    assert read_lines | set(out) == filled
