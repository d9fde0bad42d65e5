"""Reading who takes part: files with columns in any order, pastes and typed lines."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from desktop.domain.csv_reading import read_csv
from desktop.domain.errors import UserError
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import Fate, KnownPerson
from desktop.domain.roster import read_pasted, read_person, read_roster
from desktop.domain.roster_preview import (
    RosterSource,
    first_preview,
    with_column,
    with_header,
    with_known,
)
from desktop.domain.roster_words import Column

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


def mapped(text: str, *, needs_header: bool = True):
    table = read_csv(text)
    return first_preview(RosterSource("list", "", table), (), needs_header=needs_header)


def people_of(shown):
    return [(p.name, p.team, p.role, p.email) for p in shown.file.people]


def test_a_wrong_guess_is_repaired_column_by_column():
    shown = mapped("Name,Who,Title\nOps,Ada Okafor,PM\n")
    assert people_of(shown) == [("Ops", "", "PM", "")]
    for position, column in ((0, None), (1, Column.NAME), (0, Column.TEAM)):
        shown = with_column(shown, position, column)
    assert people_of(shown) == [("Ada Okafor", "Ops", "PM", "")]
    assert shown.file.warnings == ()
    assert [one.fate for one in shown.planned] == [Fate.NEW]


def test_two_equal_headings_are_two_columns_and_the_second_can_be_the_one():
    shown = mapped("Name,Name,Email,Email\nx1,Ada,,a@x.org\n")
    assert [each.column for each in shown.columns] == [Column.NAME, None, Column.EMAIL, None]
    for position, column in ((0, None), (1, Column.NAME), (2, None), (3, Column.EMAIL)):
        shown = with_column(shown, position, column)
    assert people_of(shown) == [("Ada", "", "", "a@x.org")]


def test_two_columns_of_one_meaning_are_refused_and_the_old_choice_is_kept():
    shown = mapped("Name,Team,Guild\nAda,Ops,Design\n")
    clashed = with_column(shown, 2, Column.TEAM)
    assert clashed.mapping == shown.mapping
    assert clashed.columns[2].clash.startswith("Team is read from “Team” already.")
    assert people_of(clashed) == people_of(shown)
    assert not any(each.clash for each in with_column(clashed, 2, Column.ROLE).columns)
    with pytest.raises(UserError, match="column 2"):
        shown.mapping.choose(2, Column.TEAM)


def test_names_of_several_parts_and_several_needs_are_joined():
    shown = mapped("First name,Middle,Last name,Diet,Access\nAda,Ngozi,Okafor,Vegan,Ramp\n")
    for position, column in (
        (1, Column.GIVEN),
        (3, Column.ACCOMMODATION),
        (4, Column.ACCOMMODATION),
    ):
        shown = with_column(shown, position, column)
    (one,) = shown.file.people
    assert (one.name, one.accommodation) == ("Ada Ngozi Okafor", "Vegan; Ramp")


def test_without_a_column_of_names_nobody_can_be_brought_in():
    shown = mapped("Agenda,Minutes\nWelcome,5\n")
    assert shown.refusal is not None
    assert "No column holds names" in shown.refusal.what
    assert (shown.file.people, shown.planned) == ((), ())
    assert with_column(shown, 0, Column.NAME).refusal is None


def test_a_list_without_headings_has_its_first_line_as_a_person():
    shown = mapped("Ada Okafor,a@x.org,Ops\nBo Lind,,Design,Lead\n")
    assert shown.refusal is not None  # a file names its columns, as far as anybody knows
    shown = with_header(shown, None)
    assert people_of(shown) == [
        ("Ada Okafor", "Ops", "", "a@x.org"),
        ("Bo Lind", "Design", "Lead", ""),
    ]
    assert with_header(shown, 1).refusal is not None


def test_headings_may_stand_further_down_and_what_is_above_is_skipped():
    shown = with_header(mapped("Spring list\n\nName,Team\nAda,Ops\n"), 3)
    assert people_of(shown) == [("Ada", "Ops", "", "")]
    assert [(each.line, each.why) for each in shown.file.skipped] == [(1, "above the headings")]


def test_an_e_mail_anywhere_is_found_until_a_column_is_chosen_by_hand():
    shown = mapped("Ada\tOps\tPM\nCy\tcy@x.org\tOps\tLead\n", needs_header=False)
    assert shown.mapping.loose
    assert people_of(shown)[1] == ("Cy", "Ops", "Lead", "cy@x.org")
    by_hand = with_column(shown, 3, Column.EMAIL)
    assert not by_hand.mapping.loose
    assert people_of(by_hand)[0] == ("Ada", "Ops", "PM", "")


def test_attendance_is_read_in_other_words():
    found = read("Name,Attendance\nAda,Yes\nBo,No show\nCy,late\nDee,perhaps\nEve,\n")
    assert [one.attendance for one in found.people] == [
        Attendance.PRESENT,
        Attendance.NO_SHOW,
        Attendance.LATE,
        None,
        None,
    ]
    assert len(found.warnings) == 1


def test_what_quotes_something_private_is_known():
    found = read("Name,Email,OKR experience,Pre-work\nAda,nobody,very,maybe\n")
    assert {words.split("“")[1].split("”")[0] for words in found.private} == {"nobody", "very"}


def test_an_address_alone_gives_a_name_that_the_room_may_see():
    (one,) = read_pasted("ada.okafor@example.org\n").people
    assert (one.name, one.email) == ("ada.okafor", "ada.okafor@example.org")


def test_five_hundred_people_are_read_again_at_once():
    rows = "".join(f"Person {n},p{n}@x.org,Team {n % 9}\n" for n in range(500))
    shown = mapped("Name,Email,Team\n" + rows)
    known = tuple(KnownPerson(n, f"Person {n}", f"p{n}@x.org", n) for n in range(500))
    shown = with_known(shown, known)
    began = monotonic()
    shown = with_column(shown, 2, Column.ROLE)
    assert monotonic() - began < 0.5  # 0.1 s is wanted; a busy machine is slower
    assert {one.fate for one in shown.planned} == {Fate.CHANGED}


def test_more_lines_than_a_list_has_are_refused_before_they_are_read():
    with pytest.raises(UserError, match="2001 lines"):
        mapped("Name\n" + "x\n" * 2000)
