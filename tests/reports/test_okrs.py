"""The OKRs of the teams as readers find them: exact, complete, each once."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pdfplumber
import pytest

from desktop.domain.kinds import CaptureKind, KeyResultType, ObjectiveState
from desktop.domain.okr_rows import FollowUpRow, MilestoneStepRow
from desktop.domain.prepare_rows import Preparation
from desktop.domain.report import earlier_wordings
from desktop.domain.report_choices import (
    ALL_SECTIONS,
    DEFAULT_SECTIONS,
    NameStyle,
    Notation,
    PaperSize,
    Section,
)
from desktop.reports.facts import Figure, figures
from desktop.reports.markdown import write_markdown
from tests.builders import HOSTILE
from tests.reports.okr_builders import objective, result, rich, team
from tests.reports.report_builders import note, pdf, report, summary, text_of

T = KeyResultType
EXACT = ("0.5", "1.25", "99.95", "-12", "12345678901234567.123")
LEFT_TO_RIGHT = (
    "Get every traveller from wish to seat without a second thought.",
    "Make booking a crossing feel as easy as stepping aboard",
    *("Half of all callers only ask how to book.", "People who travel with us once a year"),
    *("We were late with the timetable.", "Nobody waits for an answer", "Ships turn round faster"),
    *("Bookings done in three minutes", "Calls about changing a trip", "Complaints a month"),
    *("Sailings that leave on time", "Water in the tank, degrees", "New members"),
    *("The new timetable is out", "Travellers who would book again", "Answers within a day"),
    *("Draft agreed with both ports", "Printed and on every pier"),
    *("Guest checkout on phones", "Text when a sailing moves", "Seat map trial"),
    *("The survey has not been sent", "We chose the questions", "Send it with the tickets"),
    *("First crossings", "Web analytics", "Support desk", "Port log", "Sensor"),
    *("毎朝ダッシュボードを見る人", "数字を誰の手にも。", "データと分析"),
)


def markdown(data, names=NameStyle.FULL, sections=DEFAULT_SECTIONS):
    return write_markdown(data, sections=frozenset(sections), names=names)


def of(*results, **fields):
    return report(teams=(team("Booking", objective("Easy", *results, **fields)),))


def words_of(*results, **fields):
    return text_of(pdf(of(*results, **fields), sections={Section.OKRS}))


@pytest.mark.parametrize("paper", list(PaperSize))
def test_everything_a_team_drafted_is_printed_once(paper):
    text = text_of(pdf(rich(report()), sections=DEFAULT_SECTIONS, paper=paper))
    for words in LEFT_TO_RIGHT:
        assert text.count(words) == 1, words


def test_everything_a_team_drafted_is_in_the_markdown_once():
    text = markdown(rich(report()))
    for words in (*LEFT_TO_RIGHT, "الحجز والدعم", "حجوزات تتم خلال ثلاث دقائق", "خريطة المقاعد"):
        assert text.count(words) == 1, words


@pytest.mark.parametrize("paper", list(PaperSize))
def test_amounts_keep_every_digit(paper):
    rows = [result(f"number {n}", base=text, goal="7") for n, text in enumerate(EXACT)]
    rows += [
        result("a range", T.KEEP_BETWEEN, lower=EXACT[4], upper=EXACT[4]),
        result("best", stretch="0.10", base="1", goal="2", weight="1.50"),
        result("far", base="0", goal="1E+3", values=("250.0",)),
    ]
    text = text_of(pdf(of(*rows), paper=paper))
    for amount in ("0.5", "1.25", "99.95", "−12", "12345678901234567.123"):
        assert amount in text
        assert amount in markdown(of(*rows))
    assert "12345678901234567.123 – 12345678901234567.123" in text
    assert "Stretch 0.10 · Weight 1.50" in text
    assert "1000" in text
    assert "Now 250.0, progress 25 %" in text


@pytest.mark.parametrize(("now", "share"), [("7", "30 %"), ("10", "0 %"), ("0", "100 %")])
def test_progress_follows_the_rules_of_the_type(now, share):
    row = result("Fewer calls", T.DECREASE_TO, "10", "0", values=(now,))
    assert f"Now {now}, progress {share}" in words_of(row)


def test_values_that_are_kept_say_how_often_they_were():
    row = result("On time", T.KEEP_AT_OR_ABOVE, goal="99.95", values=("99.97", "99.9", "100"))
    text = words_of(row)
    assert "Keep at or above" in text
    assert "Now 100, held in 2 of 3 check-ins" in text


def test_a_milestone_has_its_steps_and_needs_no_source():
    text = text_of(pdf(rich(report()), sections={Section.OKRS}))
    assert "1 of 3 steps done, progress 33 %" in text
    assert "Done: Draft agreed with both ports" in text
    assert "To do: Printed and on every pier" in text
    assert "None yet" not in words_of(result("Out", T.MILESTONE))


def test_a_missing_source_names_who_finds_it_and_by_when():
    asked = FollowUpRow("a", "Find a data source for it", "Dara Flint", date(2027, 1, 21))
    text = words_of(result("Book again", follow_up=asked, baseline_unknown=True))
    assert "None yet Dara Flint, Thu 21 Jan" in text
    assert "Unknown" in text
    assert "Find a data source" not in text, "it stands among the actions"


def test_confidence_is_a_number_too():
    assert "6 / 10" in words_of(result(confidence=6))
    assert "0 / 10" in words_of(result(confidence=0))
    assert "/ 10" not in words_of(result())


def test_an_objective_says_its_state_ambition_progress_and_score():
    rows = (
        result("first", base="0", goal="10", values=("5",)),
        result("second", base="0", goal="10", values=("1",)),
    )
    text = words_of(*rows, state=ObjectiveState.AGREED, score=Decimal("0.7"), score_note="late")
    assert "Objective · Agreed · Committed" in text
    assert "Progress 30 %, furthest behind is key result 2" in text
    assert "Score 0.7: late" in text


def test_a_theme_is_named_where_it_is_not_numbered():
    data = rich(report())
    both = text_of(pdf(data, sections={Section.LEADERS, Section.OKRS}))
    assert both.count("First crossings") == 1
    assert "Theme 1" in both
    assert "Theme First crossings" in text_of(pdf(data, sections={Section.OKRS}))


def test_initiatives_are_not_scored():
    text = text_of(pdf(rich(report()), sections={Section.OKRS}))
    assert "Initiatives, not scored Guest checkout on phones · Text when a sailing moves" in text


def test_votes_on_the_direction_are_totals():
    text = text_of(pdf(rich(report()), sections={Section.OKRS}))
    assert "Is this the right direction? 11 said yes, 3 said no." in text


def test_a_team_without_a_draft_is_named_at_the_end_only():
    text = text_of(pdf(rich(report()), sections={Section.OKRS}))
    assert "No draft yet: Traveller Support." in text
    assert "Q1 2027 · Team 1 of 5" in text
    assert "Team OKRs" not in markdown(report(teams=(team("Empty"),)))


def test_the_summary_counts_teams_and_key_results():
    text = text_of(pdf(rich(report()), sections={Section.SUMMARY}))
    assert "3teams with an objective" in text
    assert "11key results, 5 with a baseline" in text


def test_earlier_wordings_are_printed_only_when_asked_for():
    data = rich(report())
    assert "Improve the booking flow" not in text_of(pdf(data, sections=DEFAULT_SECTIONS))
    text = text_of(pdf(data, sections=ALL_SECTIONS))
    for words in ("Sell tickets", "Improve the booking flow", "10:52", "11:30"):
        assert text.count(words) == 1
    assert text.count("Make booking a crossing feel as easy as stepping aboard") == 1
    assert "of a team that is gone" not in text
    assert [row.text for row in earlier_wordings(data)] == [
        *("Sell tickets", "Tickets for all", "Improve the booking flow", "Make booking faster")
    ]


@pytest.mark.parametrize("style", [NameStyle.INITIALS, NameStyle.NONE])
def test_owners_are_named_as_chosen(style):
    data = rich(report())
    for text in (text_of(pdf(data, names=style)), markdown(data, style)):
        for name in ("Nell", "Otto", "Dara", "ليلى", "Ines"):
            assert name not in text
    shown = "N. Y." if style is NameStyle.INITIALS else "Has an owner"
    assert f"Owner: {shown}" in markdown(data, style)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_every_field_stops_no_report(hostile):
    row = result(
        hostile,
        base="1",
        goal="2",
        metric=hostile,
        unit=hostile,
        data_source=hostile,
        frequency=hostile,
        owner=hostile,
    )
    whole = team(
        hostile,
        objective(hostile, row, why=hostile, for_whom=hostile, owner=hostile, score_note=hostile),
        mission=hostile,
        initiatives=(hostile, hostile),
        people=(hostile,),
    )
    data = report(teams=(whole,))
    for style in NameStyle:
        assert pdf(data, names=style)
        assert markdown(data, style)


def test_a_table_in_markdown_keeps_its_columns_whatever_is_typed():
    data = of(result("a | b\n| c | d |\n---", metric="<br>", data_source="|"))
    lines = [line for line in markdown(data).split("\n") if line.startswith("| ")]
    table = [line for line in lines if "Key result" in line or "a \\| b" in line]
    assert [line.replace("\\|", "").count("|") for line in table] == [8, 8]


def test_a_key_result_longer_than_a_page_flows_on():
    words = " ".join(f"w{n}" for n in range(1_500))
    row = result(words, base="1", goal="2", data_source="long " * 300)
    text = words_of(row, why=words)
    found = [word for word in text.split() if word[0] == "w" and word[1:].isdigit()]
    assert sorted(found) == sorted(words.split() * 2)


def test_the_same_data_gives_the_same_bytes():
    data = rich(report())
    assert pdf(data) == pdf(data)
    assert markdown(data) == markdown(data)


def test_many_teams_and_key_results_hold_their_headings():
    rows = tuple(result(f"key result {n}", base="1", goal=str(n + 2)) for n in range(40))
    text = text_of(pdf(of(*rows)))
    assert all(text.count(f"key result {n} ") == 1 for n in range(40))
    assert text.count("Confidence") > 1, "columns are named again on each page"


def test_three_hundred_findings_and_twenty_okrs_take_less_than_five_seconds():
    rows = [note(CaptureKind.OBSERVATION, f"Finding {n}: " + "words " * 60, n) for n in range(300)]
    example = rich(report()).teams[0].objectives[0]
    teams = tuple(
        team(f"Team {n}", replace(example, uid=f"o-{n}"), mission="A mission " * 12)
        for n in range(20)
    )
    data = report(*rows, teams=teams)
    start = time.perf_counter()
    assert summary(data).pages > 20
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("paper", list(PaperSize))
def test_no_letter_leaves_the_margins(paper):
    wide = "W" * 300
    row = result(
        wide,
        base="1" * 40,
        goal="-" + "9" * 40,
        metric=wide,
        unit="漢字" * 80,
        data_source=wide,
        frequency=wide,
        owner=wide,
        confidence=10,
    )
    between = result(wide, T.KEEP_BETWEEN, lower="1" * 40, upper="2" * 40)
    steps = result("عربية " * 60, T.MILESTONE, steps=(MilestoneStepRow(1, "s", wide),))
    whole = team(
        wide,
        objective(wide, row, between, steps, why=wide, for_whom="ไทย" * 90, owner=wide),
        mission=wide,
        initiatives=(wide, "עברית " * 50),
    )
    with pdfplumber.open(io.BytesIO(pdf(report(teams=(whole,)), paper=paper))) as document:
        for page in document.pages:
            assert min(char["x0"] for char in page.chars) >= 48
            assert max(char["x1"] for char in page.chars) <= float(page.width) - 48
            body = [c for c in page.chars if c["bottom"] < float(page.height) - 45]
            assert max(c["bottom"] for c in body) <= float(page.height) - 55


def test_amounts_and_times_are_written_as_people_there_write_them():
    row = result("Fewer calls", base="-1234.5", goal="0.5", stretch="0.10", values=("99.95",))
    told = Preparation(objective="Goals", score=Decimal("0.7"))
    data = replace(rich(report(note(CaptureKind.RISK, "Fog"))), preparation=told)
    data = replace(data, teams=(*data.teams, *of(row).teams))
    there = replace(data, notation=Notation(decimal_comma=True, twelve_hour=True))
    written = markdown(there, sections=ALL_SECTIONS).replace("\\", "")
    for text in (text_of(pdf(there)), written):
        for words in ("−1234,5", "Stretch 0,10", "Now 99,95", "Score 0,7", "9:02 am – 10:05 am"):
            assert words in text, words
        assert "a start at 9:02 am" in text
        assert "As of Thursday 14 January 2027, 1:00 pm" in text
        assert "9:01 am" in text
        assert not re.search(r"[0-9]\.[0-9]", text)
        assert "09:0" not in text


def test_a_start_that_is_a_key_figure_has_its_half_of_the_day_as_its_unit():
    data = report(actual_start=None, actual_end=None, notation=Notation(twelve_hour=True))
    assert Figure("9:00", "am", "start") in figures(data)
