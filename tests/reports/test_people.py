"""The people of a report: by team, named as far as they may be, and nothing that is private."""

from __future__ import annotations

from dataclasses import fields

import pytest

from desktop.domain.people import RosterEntry
from desktop.domain.report import ReportPerson
from desktop.domain.report_choices import ALL_SECTIONS, NameStyle
from desktop.reports.facts import people_sentence, team_lines
from desktop.reports.markdown import write_markdown
from desktop.services.people import EditParticipation, PersonField, SetAccommodation, SetHandsUp
from desktop.services.reporting import report_data
from desktop.services.roster import AddPeople
from tests.builders import add_workshop, open_bench
from tests.clocks import FakeClock
from tests.reports.report_builders import PEOPLE, pdf, report, text_of

SECRET = "zqsecret"


def test_who_came_is_counted_and_listed_by_team():
    data = report(people=PEOPLE, read_pre_work=1)
    said = people_sentence(data)
    assert said == "4 people in 2 teams. 1 read the pre-work. 1 did not come."
    assert [(line.team, line.names) for line in team_lines(data)] == [
        ("Platform", "Nell Yarrow"),
        ("Payments", "Otto Quince, Ines Tansy"),
        ("No team", "Σοφία Παππά"),
    ]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (NameStyle.FULL, "Otto Quince, Ines Tansy"),
        (NameStyle.INITIALS, "O. Q., I. T."),
        (NameStyle.NONE, "Payments 2"),
    ],
)
def test_names_stand_as_they_are_asked_for_in_both_formats(style, shown):
    data = report(people=PEOPLE)
    words = text_of(pdf(data, names=style))
    markdown = write_markdown(data, sections=ALL_SECTIONS, names=style).replace("*", "")
    for text in (words, " ".join(markdown.split())):
        assert shown in text
        assert ("Quince" in text) == (style is NameStyle.FULL)


def test_without_people_there_is_no_such_section():
    assert "People" not in text_of(pdf(report()))


def test_the_report_has_no_room_for_anything_private():
    assert {field.name for field in fields(ReportPerson)} == {
        "name",
        "team",
        "came",
        "role",
        "pre_work",
    }
    bench = open_bench()
    add_workshop(bench)
    bench.bus.run(AddPeople(1, (RosterEntry("Ada", f"{SECRET}@x.org", "Ops"), RosterEntry("Bo"))))
    ada, bo = bench.library.roster(1)
    bench.bus.run(SetAccommodation(ada.person_id, SECRET))
    bench.bus.run(EditParticipation(ada.id, PersonField.EXPERIENCE, "experienced"))
    bench.bus.run(EditParticipation(bo.id, PersonField.ATTENDANCE, "no_show"))
    bench.bus.run(SetHandsUp(1, 0))
    data = report_data(bench.library, 1, FakeClock().now())
    bench.close()
    assert data.people == (ReportPerson("Ada", "Ops"), ReportPerson("Bo", "", came=False))
    assert data.read_pre_work == 0
    text = text_of(pdf(data)) + write_markdown(data, sections=ALL_SECTIONS, names=NameStyle.FULL)
    assert SECRET not in text
    assert "xperienced" not in text
