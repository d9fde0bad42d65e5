"""The run sheet as it lies on the table: all of the plan, on one page, with room for a pen."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pdfplumber
import pytest
from pypdf import PdfReader

from desktop.domain.report_choices import Notation, PaperSize
from desktop.domain.run_sheet import RunSheet, SheetBlock
from desktop.reports.run_sheet import write_run_sheet
from tests.builders import HOSTILE
from tests.reports.report_builders import DAY, NINE, text_of

STEPS = (("Alone", 60), ("In pairs", 120), ("In fours", 270), ("All", 300))
WORDS = "Write alone first, then read it aloud to the table and mark what is unclear. " * 4
LEAD = "Nell Yarrow and Otto Quince of the pier"


def rich(number: int) -> SheetBlock:
    return SheetBlock(
        title=f"Block number {number} with a title that is rather long for what it says, as many",
        starts_at=NINE + timedelta(minutes=10 * number),
        planned_s=600,
        is_fixed=number % 4 == 0,
        technique="1-2-4-All",
        steps=STEPS,
        instruction=WORDS,
        lead=LEAD,
        protected=number % 5 == 0,
        cut_order=number % 3 or None,
    )


def plan(*blocks: SheetBlock, **fields: object) -> RunSheet:
    made = RunSheet(
        title="Q1 OKR workshop",
        programme="Harbourline",
        day=DAY,
        planned_start=NINE,
        planned_end=NINE + timedelta(hours=4),
        place="Pier House",
        blocks=blocks or (SheetBlock("Welcome", NINE, 900),),
    )
    return replace(made, **fields)


def printed(sheet: RunSheet, paper: PaperSize = PaperSize.A4) -> bytes:
    out = io.BytesIO()
    write_run_sheet(sheet, out, paper=paper)
    return out.getvalue()


def pages(sheet: RunSheet, paper: PaperSize = PaperSize.A4) -> int:
    return len(PdfReader(io.BytesIO(printed(sheet, paper))).pages)


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("count", [1, 10, 20, 30])
def test_up_to_thirty_blocks_with_everything_in_them_are_one_page(count, paper):
    assert pages(plan(*(rich(n) for n in range(count))), paper) == 1


def test_a_longer_agenda_is_two_pages_with_the_names_of_the_columns_on_both():
    content = printed(plan(*(rich(n) for n in range(45))))
    found = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(found) == 2
    assert all("Actual" in text for text in found)
    assert sum(text.count("Block number") for text in found) == 45
    assert "Total" in found[1]


def test_all_of_the_plan_stands_on_it():
    block = SheetBlock(
        *("Mission drafts", NINE, 1800, True, "1-2-4-All", STEPS, "Who would feel it first?"),
        *("Mara Lind", True, 2),
    )
    text = text_of(printed(plan(block, ends_at=NINE + timedelta(minutes=30))))
    for words in (
        *("Q1 OKR workshop", "Run sheet · Thursday 14 January 2027 · 09:00 – 13:00 · Pier House"),
        *("09:00", "fixed", "30", "Mission drafts", "Mara Lind", "protected", "cut 2"),
        *("1-2-4-All: Alone 1, In pairs 2, In fours 4:30, All 5", "Who would feel it first?"),
        *("Total", "min in all · planned end 13:00 · these blocks end 09:30"),
        "fixed: starts then, and not before · protected: loses no minute · cut 1: the first",
    ):
        assert words in text, words


def test_a_plain_plan_explains_no_marks_it_does_not_have():
    text = text_of(printed(plan()))
    for words in ("fixed", "protected", "cut", "these blocks end", "private"):
        assert words not in text


def test_every_block_has_an_empty_box_for_the_real_time():
    with pdfplumber.open(io.BytesIO(printed(plan(*(rich(n) for n in range(12)))))) as document:
        page = document.pages[0]
        boxes = [rect for rect in page.rects if rect["width"] > 30]
        assert len(boxes) == 13  # and one for the end
        for box in boxes:
            inside = page.crop((box["x0"], box["top"], box["x1"], box["bottom"]))
            assert not inside.chars
            assert box["height"] >= 8
        assert max(char["x1"] for char in page.chars) <= float(page.width) - 30


def test_a_long_instruction_is_cut_with_dots_and_a_note_is_only_there_when_it_is_given():
    text = text_of(printed(plan(rich(1))))
    assert "…" in text
    noted = plan(replace(rich(1), note="Pair Booking with Support"), with_notes=True)
    text = text_of(printed(noted))
    assert "Only you: Pair Booking with Support" in text
    assert "With private notes: for the facilitator only" in text


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_typed_is_printed_as_text(typed):
    block = SheetBlock(typed, NINE, 900, lead=typed, instruction=typed, technique=typed)
    assert pages(plan(block, title=typed, programme=typed, place=typed)) == 1


def test_twelve_hours_where_people_read_those():
    text = text_of(printed(plan(notation=Notation(twelve_hour=True))))
    assert "9:00 am – 1:00 pm" in text


def test_the_same_plan_gives_the_same_bytes():
    assert printed(plan(rich(1))) == printed(plan(rich(1)))


def test_the_paper_is_the_one_asked_for():
    box = PdfReader(io.BytesIO(printed(plan(), PaperSize.LETTER))).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612, 792)
