"""The people of a workshop: added, brought in again, changed and forgotten, each with one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import RosterEntry
from desktop.services.people import (
    EditParticipation,
    MoveParticipant,
    PersonField,
    RemoveParticipant,
    RenamePerson,
    RenameTeam,
    SetAccommodation,
    SetContact,
    SetHandsUp,
)
from desktop.services.roster import AddPeople, AddPerson
from desktop.services.workshops import DeleteWorkshop
from tests.builders import add_workshop, dump, open_bench

ADA = RosterEntry("Ada Okafor", "ada@example.org", "Scheduling", "PM", OkrExperience.SOME)
BJORN = RosterEntry("Björn Åkesson", "", "Scheduling", "Engineer", None, PreWork.READ)
CHEN = RosterEntry("Chen Wei 陈伟", "chen@example.org", "Records")


@pytest.fixture
def bench():
    bench = open_bench()
    add_workshop(bench)
    yield bench
    bench.close()


def people(bench, shop=1):
    return bench.library.roster(shop)


def names(bench, shop=1):
    return [row.name for row in people(bench, shop)]


def test_a_typed_person_is_in_the_list_with_team_and_role(bench):
    bench.bus.run(AddPerson(1, ADA))
    (row,) = people(bench)
    assert (row.name, row.team, row.role) == ("Ada Okafor", "Scheduling", "PM")
    assert (row.pre_work, row.attendance) == (PreWork.UNKNOWN, Attendance.EXPECTED)
    assert bench.library.contacts(1)[row.person_id].email == "ada@example.org"
    assert bench.library.workshop(1).people == 1


def test_the_same_name_is_refused_and_nothing_is_stored(bench):
    bench.bus.run(AddPerson(1, ADA))
    before = dump(bench)
    with pytest.raises(UserError, match="in the list already"):
        bench.bus.run(AddPerson(1, RosterEntry("ada  OKAFOR", role="Boss")))
    assert dump(bench) == before


def test_a_list_comes_in_with_one_undo(bench):
    before = dump(bench)
    bench.bus.run(AddPeople(1, (ADA, BJORN, CHEN)))
    assert names(bench) == ["Ada Okafor", "Björn Åkesson", "Chen Wei 陈伟"]
    assert bench.library.team_names(1) == ("Scheduling", "Records")
    bench.bus.undo()
    assert dump(bench) == before


def test_brought_in_again_nobody_is_doubled_and_nothing_changes(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN, CHEN)))
    before = dump(bench)
    assert not bench.bus.run(AddPeople(1, (ADA, BJORN, CHEN)))
    assert dump(bench) == before


def test_what_a_newer_file_says_stands_and_what_it_leaves_out_stays(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN)))
    again = (
        RosterEntry("Ada Okafor-Lind", "ADA@example.org", "Identity", "", None, PreWork.READ),
        RosterEntry("Björn Åkesson", "bjorn@example.org"),
    )
    bench.bus.run(AddPeople(1, again))
    ada, bjorn = people(bench)
    assert (ada.name, ada.team, ada.role) == ("Ada Okafor-Lind", "Identity", "PM")
    assert (ada.experience, ada.pre_work) == (OkrExperience.SOME, PreWork.READ)
    assert (bjorn.team, bjorn.pre_work) == ("Scheduling", PreWork.READ)
    assert bench.library.contacts(1)[bjorn.person_id].email == "bjorn@example.org"


def test_attendance_and_needs_come_with_a_list_and_one_that_is_silent_leaves_them(bench):
    needs = replace(ADA, attendance=Attendance.NO_SHOW, accommodation="Large print")
    bench.bus.run(AddPeople(1, (needs, BJORN)))
    before = dump(bench)
    assert not bench.bus.run(AddPeople(1, (needs,)))
    assert not bench.bus.run(AddPeople(1, (ADA,)))
    assert dump(bench) == before
    bench.bus.run(AddPeople(1, (replace(BJORN, attendance=Attendance.LATE, accommodation="Ramp"),)))
    ada, bjorn = people(bench)
    assert (ada.attendance, bjorn.attendance) == (Attendance.NO_SHOW, Attendance.LATE)
    held = bench.library.contacts(1)
    assert [held[row.person_id].accommodation for row in (ada, bjorn)] == ["Large print", "Ramp"]
    bench.bus.undo()
    assert dump(bench) == before


def test_one_name_with_two_addresses_is_two_people(bench):
    twin = RosterEntry("Ada Okafor", "ada.o@example.com")
    bench.bus.run(AddPeople(1, (ADA, twin)))
    assert names(bench) == ["Ada Okafor", "Ada Okafor"]
    assert len({row.person_id for row in people(bench)}) == 2


def test_whoever_the_programme_knows_is_the_same_person_in_the_next_workshop(bench):
    bench.bus.run(AddPeople(1, (ADA,)))
    add_workshop(bench, title="Follow-up")
    bench.bus.run(AddPerson(2, RosterEntry("Ada Okafor", team="Identity")))
    assert people(bench, 1)[0].person_id == people(bench, 2)[0].person_id
    assert (people(bench, 1)[0].team, people(bench, 2)[0].team) == ("Scheduling", "Identity")


def test_each_field_is_edited_and_comes_back(bench):
    bench.bus.run(AddPerson(1, ADA))
    (row,) = people(bench)
    before = dump(bench)
    for field, value in (
        (PersonField.TEAM, " identity "),
        (PersonField.ROLE, "Lead"),
        (PersonField.EXPERIENCE, "experienced"),
        (PersonField.PRE_WORK, "skimmed"),
    ):
        bench.bus.run(EditParticipation(row.id, field, value))
    (now,) = people(bench)
    assert (now.team, now.role) == ("identity", "Lead")
    assert (now.experience, now.pre_work) == (OkrExperience.EXPERIENCED, PreWork.SKIMMED)
    while bench.bus.undo_label != "Add person":
        bench.bus.undo()
    assert dump(bench) == before


def test_a_team_is_one_team_however_it_is_typed(bench):
    bench.bus.run(AddPerson(1, ADA))
    bench.bus.run(AddPerson(1, RosterEntry("Hana", team="SCHEDULING ")))
    assert {row.team_id for row in people(bench)} == {people(bench)[0].team_id}
    bench.bus.run(EditParticipation(people(bench)[1].id, PersonField.TEAM, ""))
    assert people(bench)[1].team == ""


def test_coming_late_and_leaving_are_noted_with_their_times(bench):
    bench.bus.run(AddPerson(1, ADA))
    (row,) = people(bench)
    nine, ten = (datetime(2026, 3, 10, hour, tzinfo=UTC) for hour in (9, 10))
    edit = EditParticipation
    bench.bus.run(edit(row.id, PersonField.ATTENDANCE, "late", nine))
    bench.bus.run(edit(row.id, PersonField.ATTENDANCE, "left", ten))
    (now,) = people(bench)
    assert (now.attendance, now.arrived_at, now.left_at) == (Attendance.LEFT, nine, ten)
    bench.bus.run(edit(row.id, PersonField.ATTENDANCE, "no_show", ten))
    (now,) = people(bench)
    assert (now.arrived_at, now.left_at) == (None, None)


def test_a_removed_person_is_forgotten_unless_another_workshop_knows_them(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN)))
    add_workshop(bench, title="Follow-up")
    bench.bus.run(AddPerson(2, BJORN))
    ada, bjorn = people(bench)
    bench.bus.run(SetAccommodation(ada.person_id, "large print"))
    for row in (ada, bjorn):
        bench.bus.run(RemoveParticipant(row.id))
    held = dump(bench)
    assert len(held["person"]) == 1
    assert names(bench, 2) == ["Björn Åkesson"]
    assert held["person_contact"] == held["accommodation"] == []
    bench.bus.undo()
    bench.bus.undo()
    assert names(bench) == ["Ada Okafor", "Björn Åkesson"]
    assert bench.library.contacts(1)[ada.person_id].accommodation == "large print"


def test_a_deleted_workshop_takes_its_people_along_and_undo_brings_them_back(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN)))
    before = dump(bench)
    bench.bus.run(DeleteWorkshop(1))
    held = dump(bench)
    assert held["participation"] == held["person"] == held["person_contact"] == []
    bench.bus.undo()
    assert dump(bench) == before


def test_private_things_are_set_and_removed(bench):
    bench.bus.run(AddPerson(1, BJORN))
    person = people(bench)[0].person_id
    bench.bus.run(SetContact(person, " bjorn@example.org "))
    bench.bus.run(SetAccommodation(person, "  step-free access "))
    found = bench.library.contacts(1)[person]
    assert (found.email, found.accommodation) == ("bjorn@example.org", "step-free access")
    bench.bus.run(SetContact(person, ""))
    bench.bus.run(SetAccommodation(person, ""))
    held = dump(bench)
    assert held["person_contact"] == held["accommodation"] == []


@pytest.mark.parametrize("email", ["nobody", "a@b c", "two@at@signs", "<a@b>"])
def test_what_is_no_address_is_refused_and_the_old_one_stays(bench, email):
    bench.bus.run(AddPerson(1, ADA))
    person = people(bench)[0].person_id
    with pytest.raises(UserError, match="not an e-mail address"):
        bench.bus.run(SetContact(person, email))
    assert bench.library.contacts(1)[person].email == "ada@example.org"


def test_an_address_belongs_to_one_person(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN)))
    with pytest.raises(UserError, match="e-mail of Ada Okafor"):
        bench.bus.run(SetContact(people(bench)[1].person_id, "ADA@example.org"))


def test_a_person_and_a_team_are_renamed_everywhere(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN, CHEN)))
    ada = people(bench)[0]
    bench.bus.run(RenamePerson(ada.person_id, "Ada Lind"))
    bench.bus.run(RenameTeam(ada.team_id, "Timetable"))
    assert [(row.name, row.team) for row in people(bench)[:2]] == [
        ("Ada Lind", "Timetable"),
        ("Björn Åkesson", "Timetable"),
    ]
    with pytest.raises(UserError, match="a team “records” already"):
        bench.bus.run(RenameTeam(ada.team_id, "records"))
    with pytest.raises(UserError, match="at least one letter"):
        bench.bus.run(RenamePerson(ada.person_id, " – "))


def test_the_order_is_the_facilitator_s(bench):
    bench.bus.run(AddPeople(1, (ADA, BJORN, CHEN)))
    bench.bus.run(MoveParticipant(people(bench)[2].id, -2))
    assert names(bench) == ["Chen Wei 陈伟", "Ada Okafor", "Björn Åkesson"]


def test_hands_are_counted_and_zero_is_an_answer(bench):
    assert bench.library.workshop(1).hands_up is None
    bench.bus.run(SetHandsUp(1, 0))
    assert bench.library.workshop(1).hands_up == 0
    with pytest.raises(UserError, match="counted from 0"):
        bench.bus.run(SetHandsUp(1, -1))
    bench.bus.undo()
    assert bench.library.workshop(1).hands_up is None
