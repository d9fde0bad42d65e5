"""Goals, format, materials, leaders, the session's OKR and adjustments in every report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader

from desktop.domain.kinds import GoalStatus, MaterialKind
from desktop.domain.names import with_names
from desktop.domain.prepare_rows import MaterialRow, Preparation, SessionKeyResultRow
from desktop.domain.report import filled_sections
from desktop.domain.report_choices import ALL_SECTIONS, NameStyle, PaperSize, Section
from desktop.reports.markdown import write_markdown
from tests.builders import HOSTILE
from tests.reports.okr_builders import goal, preparation, rich
from tests.reports.report_builders import pdf, report, text_of

PREPARED = report(preparation=preparation())
ITEMS = (
    *(row.text for row in preparation().goals),
    *(row.evidence for row in preparation().goals if row.evidence),
    *(row.title for row in preparation().materials),
    *(row.target for row in preparation().materials if row.target),
    *(row.text for row in preparation().leader_inputs),
    *(row.title for row in preparation().themes),
    *(row.text for row in preparation().key_results),
    *(preparation().objective, preparation().score_note),
    *preparation().format.split("\n"),
    *preparation().adjustments.split("\n"),
)


def markdown(data, names=NameStyle.FULL, sections=ALL_SECTIONS):
    return write_markdown(data, sections=frozenset(sections), names=names)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_everything_prepared_is_printed_once(paper):
    text = text_of(pdf(PREPARED, paper=paper))
    for item in ITEMS:
        assert text.count(item) == 1, item


def test_everything_prepared_is_in_the_markdown_once():
    text = markdown(PREPARED)
    for item in ITEMS:
        assert text.count(item) == 1, item


def test_goals_stand_with_status_and_evidence():
    text = text_of(pdf(PREPARED, sections={Section.GOALS}))
    for words in ("Met", "Partly", "Not met", "Unknown", "Open", "two teams agreed in full"):
        assert words in text
    line = next(line for line in markdown(PREPARED).split("\n") if "Teams learn" in line)
    assert (
        line == "| 3 | Teams learn what the others work on, and why. | Not met | No third round |"
    )


def test_what_was_not_prepared_is_left_out():
    data = report()
    prepared = (
        *(Section.GOALS, Section.FORMAT, Section.MATERIALS, Section.LEADERS),
        *(Section.SESSION_OKR, Section.OKRS, Section.WORDINGS, Section.ADJUSTMENTS),
    )
    assert not set(prepared) & set(filled_sections(data))
    text = text_of(pdf(data)) + markdown(data)
    for heading in ("Goals", "Format", "Materials", "Leaders", "Adjustments", "OKR of the"):
        assert heading not in text


def test_the_order_is_that_of_a_workshop_write_up():
    text = markdown(rich(report()))
    headings = [line[3:] for line in text.split("\n") if line.startswith("## ")]
    assert headings == [
        *("Key figures", "Goals", "Format", "Planned and actual minutes", "Materials"),
        *("Leaders’ input and themes", "OKR of the session", "Team OKRs"),
        *("How the wording grew", "Adjustments for next time"),
    ]


def test_the_outline_leads_to_every_section_and_to_every_team(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(rich(report())))
    reader = PdfReader(path)
    names = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert names[0] == "Q1 OKR workshop"
    assert names[-3:] == ["Team OKRs", "How the wording grew", "Adjustments for next time"]
    (teams,) = [entry for entry in reader.outline if isinstance(entry, list)]
    assert [entry.title for entry in teams][:2] == ["Booking", "الحجز والدعم"]
    assert len(teams) == 5


def test_the_score_of_the_session_is_the_mean_until_somebody_gives_one():
    told = Preparation(
        objective="Everyone tries",
        key_results=(
            SessionKeyResultRow(1, "a", "first", Decimal("0.8")),
            SessionKeyResultRow(2, "b", "second", Decimal("0.4")),
        ),
    )
    assert "Mean of the scores 0.6" in text_of(pdf(report(preparation=told)))
    told = replace(told, score=Decimal("0.7"))
    text = text_of(pdf(report(preparation=told)))
    assert "Score 0.7" in text
    assert "Mean" not in text


def test_speakers_are_named_as_chosen():
    assert "Ines Tansy" in markdown(PREPARED)
    short = markdown(PREPARED, NameStyle.INITIALS)
    assert "I. T." in short
    assert "Ines" not in short
    none = markdown(PREPARED, NameStyle.NONE)
    assert "Ines" not in none
    assert "I. T." not in none
    assert "Ines" not in text_of(pdf(PREPARED, names=NameStyle.NONE))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_was_typed(hostile):
    told = Preparation(
        format=hostile,
        adjustments=hostile,
        objective=hostile,
        goals=(goal(hostile, GoalStatus.MET, hostile),),
        materials=(MaterialRow(1, "m", MaterialKind.DECK, hostile, hostile),),
    )
    data = report(preparation=told)
    assert text_of(pdf(data))
    assert markdown(data)
    assert with_names(data, NameStyle.INITIALS)


def test_a_goal_longer_than_a_page_flows_on():
    words = " ".join(f"w{n}" for n in range(3_000))
    told = Preparation(goals=(goal("short"), goal(words, GoalStatus.MET, words)), format=words)
    text = text_of(pdf(report(preparation=told), sections={Section.GOALS}))
    found = [word for word in text.split() if word[0] == "w" and word[1:].isdigit()]
    assert sorted(found) == sorted(words.split() * 2)
