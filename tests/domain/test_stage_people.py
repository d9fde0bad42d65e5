"""Who is here, as the room may see it: called as was chosen, by team."""

from __future__ import annotations

import pytest

from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.rows import PersonRow
from desktop.domain.stage import StageNames, StagePeople, StageTeam
from desktop.domain.stage_people import owner_naming, stage_people

FIRST, FULL, NONE = StageNames.FIRST, StageNames.FULL, StageNames.NONE
PRESENT, NO_SHOW = Attendance.PRESENT, Attendance.NO_SHOW


def person(name, team="", attendance=PRESENT):
    known = (OkrExperience.EXPERIENCED, PreWork.READ)
    return PersonRow(1, "u", 1, name, None, team, "SECRET role", *known, attendance)


PEOPLE = (
    person("Mira Sand", "Booking"),
    person("Otto Lind"),
    person("Zia Kim", "Platform"),
    person("Mira Holt", "Platform"),
    person("Teo Bo", "Booking", Attendance.LATE),
    person("Pia Brandt", "Booking", NO_SHOW),
)
TEAMS = ("Platform", "Booking", "Nobody here")


def test_people_stand_by_team_in_the_order_of_the_teams_and_those_of_none_last():
    assert stage_people(PEOPLE, TEAMS, FIRST) == StagePeople(
        (
            StageTeam("Platform", 2, ("Zia", "Mira H.")),
            StageTeam("Booking", 2, ("Mira S.", "Teo")),
            StageTeam("", 1, ("Otto",)),
        )
    )


def test_names_can_be_whole_or_only_counted():
    full, none = (stage_people(PEOPLE, TEAMS, style) for style in (FULL, NONE))
    assert [team.names for team in full.teams] == [
        *(("Zia Kim", "Mira Holt"), ("Mira Sand", "Teo Bo"), ("Otto Lind",))
    ]
    assert none.teams == (StageTeam("Platform", 2), StageTeam("Booking", 2), StageTeam("", 1))


@pytest.mark.parametrize("style", StageNames)
def test_who_does_not_come_is_not_there_but_changes_no_other_name(style):
    rows = (person("Mira Sand"), person("Mira Holt", attendance=NO_SHOW))
    shown = stage_people(rows, (), style)
    called = {FIRST: ("Mira S.",), FULL: ("Mira Sand",), NONE: ()}[style]
    assert shown == StagePeople((StageTeam("", 1, called),))


def test_without_anybody_there_is_nothing_to_show():
    assert stage_people((), TEAMS, FULL) is None
    assert stage_people((person("Mira", attendance=NO_SHOW),), (), FULL) is None


def test_two_people_whom_no_name_tells_apart_are_both_there():
    shown = stage_people((person("Mira Sand"), person("Mira Sand")), (), FIRST)
    assert shown == StagePeople((StageTeam("", 2, ("Mira", "Mira")),))


@pytest.mark.parametrize("style", StageNames)
def test_nothing_else_that_is_known_of_them_and_no_address_is_shown(style):
    rows = (person("mira@example.org", "Ops"), person("Zia <zia@example.org> Kim", "Ops"))
    told = str(stage_people(rows, ("Ops",), style))
    assert "SECRET" not in told
    assert "example" not in told


@pytest.mark.parametrize(
    ("owner", "first", "full"),
    [
        ("Zia Kim", "Zia", "Zia Kim"),
        ("  zia  KIM ", "Zia", "zia KIM"),
        ("Mira Holt", "Mira H.", "Mira Holt"),
        ("Mira H.", "Mira H.", "Mira H."),
        ("Mira", "Mira", "Mira"),
        ("Juno Asa Petrov", "Juno", "Juno Asa Petrov"),
        ("Juno, Asa and Bo", "Juno", "Juno, Asa and Bo"),
        ("@nell", "nell", "nell"),
        ("nell@example.org", "nell", "nell"),
        ("مريم سند", "مريم", "مريم سند"),
        (" ", "", ""),
        ("", "", ""),
    ],
)
def test_an_owner_is_called_like_a_participant_or_by_the_first_word(owner, first, full):
    assert owner_naming(PEOPLE, FIRST)(owner) == first
    assert owner_naming(PEOPLE, FULL)(owner) == full
    assert owner_naming(PEOPLE, NONE)(owner) == ""
