"""Reading who takes part: files with columns in any order, pastes and typed lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.csv_reading import read_csv
from desktop.domain.errors import UserError
from desktop.domain.kinds import OkrExperience, PreWork
from desktop.domain.roster import Column, read_pasted, read_person, read_roster

ROSTER = Path(__file__).parents[1] / "data" / "roster.csv"


def read(text: str):
    table = read_csv(text)
    return read_roster(table.rows, table.lines)


def test_a_roster_of_any_script_comes_whole():
    found = read(ROSTER.read_text(encoding="utf-8"))
    assert [one.name for one in found.people][2:5] == [
        "Chen Wei 陈伟",
        "داليا حداد",
        "Ibarra López, Inés",
    ]
    assert found.people[0].email == "ada.okafor@example.org"
    assert [one.email for one in found.people].count("") == 1
    assert found.people[0].experience is OkrExperience.EXPERIENCED
    assert found.people[2].pre_work is PreWork.SKIMMED
    assert (found.warnings, found.skipped) == ((), ())
    assert [use.column for use in found.columns] == [
        Column.NAME,
        Column.EMAIL,
        Column.TEAM,
        Column.ROLE,
        Column.EXPERIENCE,
        Column.PRE_WORK,
    ]


def test_columns_are_known_by_other_names_in_any_order():
    found = read(
        "Department;Prework:;E-Mail address (work);Last Name;First Name;OKR-Experience\n"
        "Ops;yes;a@x.org;Okafor;Ada;expert\n"
    )
    (one,) = found.people
    assert (one.name, one.team, one.email) == ("Ada Okafor", "Ops", "a@x.org")
    assert (one.experience, one.pre_work) == (OkrExperience.EXPERIENCED, PreWork.READ)


def test_a_column_that_is_not_read_is_named():
    found = read("Name,Shoe size,Name\nAda,42,Other\n")
    assert found.people[0].name == "Ada"
    assert found.warnings == ("These columns were not read: Shoe size, Name.",)


def test_what_is_not_understood_is_left_out_and_said():
    found = read("Name,Email,OKR experience,Pre-work\nAda,nobody,very,maybe\n")
    (one,) = found.people
    assert (one.email, one.experience, one.pre_work) == ("", None, None)
    assert len(found.warnings) == 3
    assert all(words.startswith("Line 2: ") for words in found.warnings)


def test_lines_without_a_name_or_that_come_twice_are_skipped_with_the_reason():
    found = read(
        "Name,Email\nAda,a@x.org\n,b@x.org\nADA,\nAda,other@x.org\nBo,A@X.org\n\nNils,n@x,more\n"
    )
    assert [one.name for one in found.people] == ["Ada", "Ada"]
    assert [(s.line, s.why.split(";")[0]) for s in found.skipped] == [
        (3, "no name"),
        (4, "the same person as line 2"),
        (6, "the same person as line 2"),
        (8, "it has 3 cells, the header 2"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Agenda,Minutes\nWelcome,5\n", "names no column with names"),
        ("Name,Team\n", "nobody in it"),
        ("Name,Team\n,Ops\n,Ops\n", "line 2: no name"),
        ("Name\n" + "".join(f"Person {n}\n" for n in range(501)), "501 people"),
    ],
)
def test_a_table_without_people_is_refused_with_the_reason(text, reason):
    with pytest.raises(UserError, match=reason):
        read(text)


def test_pasted_lines_need_no_header():
    found = read_pasted("Ada Okafor\nBjörn Åkesson\n\nΣοφία Παππά\n")
    assert [one.name for one in found.people] == ["Ada Okafor", "Björn Åkesson", "Σοφία Παππά"]


def test_pasted_cells_are_name_team_and_role_with_an_e_mail_anywhere():
    found = read_pasted("Ada Okafor\tOps\tPM\nBo <bo@x.org>\tOps\nCy\tcy@x.org\tOps\tLead\n")
    assert [(p.name, p.email, p.team, p.role) for p in found.people] == [
        ("Ada Okafor", "", "Ops", "PM"),
        ("Bo", "bo@x.org", "Ops", ""),
        ("Cy", "cy@x.org", "Ops", "Lead"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "team", "role"),
    [
        ("Ada Okafor", "Ada Okafor", "", ""),
        (" Ada  Okafor , Ops", "Ada Okafor", "Ops", ""),
        ("Ada, Ops, PM", "Ada", "Ops", "PM"),
        ('"López, Inés", Ops', "López, Inés", "Ops", ""),
        ("陈伟", "陈伟", "", ""),
    ],
)
def test_a_typed_line_is_a_person(text, name, team, role):
    found = read_person(text)
    assert (found.name, found.team, found.role) == (name, team, role)


@pytest.mark.parametrize("text", ["", "  ", ", Ops", '"Ada', "Ada <not an address@>"])
def test_a_typed_line_that_is_nobody_is_refused(text):
    with pytest.raises(UserError):
        read_person(text)
