"""Who is meant by a name, and what the room may see of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import (
    Fate,
    KnownPerson,
    RosterEntry,
    people_text,
    plan_people,
    pre_work_share,
    public_names,
    valid_email,
    valid_name,
)
from desktop.domain.rows import PersonRow


def person(n: int, pre_work: PreWork) -> PersonRow:
    none = OkrExperience.NONE
    return PersonRow(n, f"u{n}", n, f"P{n}", None, "", "", none, pre_work, Attendance.EXPECTED)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Ada Okafor", "Björn Åkesson"], ["Ada", "Björn"]),
        (["Ada Okafor", "Ada Berg"], ["Ada O.", "Ada B."]),
        (["Ada Berg", "ada Becker"], ["Ada Berg", "ada Becker"]),
        (["Ada", "Ada Berg"], ["Ada", "Ada B."]),
        (["Ibarra López, Inés", "Ines"], ["Inés", "Ines"]),
        (["Chen Wei 陈伟", "Chen Li"], ["Chen W.", "Chen L."]),
        (["داليا حداد", "Dalia Haddad"], ["داليا", "Dalia"]),
        (["Σοφία Παππά"], ["Σοφία"]),
        (["O"], ["O"]),
    ],
)
def test_the_room_sees_first_names_and_an_initial_where_two_are_alike(names, shown):
    assert [public_names(names)[name] for name in names] == shown


@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip()), max_size=8))
def test_every_name_has_something_to_show_and_no_two_are_alike(names):
    shown = public_names(names)
    assert set(shown) == set(names)
    assert all(said.strip() for said in shown.values())
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize("name", ["", "  ", "–", "x" * 201])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(UserError):
        valid_name(name)


@pytest.mark.parametrize("email", ["", "a@b", "ada.okafor+x@example.org", " a@b "])
def test_an_address_may_look_like_this(email):
    assert valid_email(email) == email.strip()


def test_an_e_mail_decides_before_a_name():
    known = (
        KnownPerson(1, "Ada Okafor", "ada@x.org", 11),
        KnownPerson(2, "Ada Okafor", "other@x.org", 12),
        KnownPerson(3, "Björn"),
    )
    entries = (
        RosterEntry("Ada Lind", "OTHER@x.org"),
        RosterEntry("ada okafor"),
        RosterEntry("Björn", team="Ops"),
        RosterEntry("Chen"),
    )
    planned = plan_people(entries, known)
    assert [one.known.person_id if one.known else None for one in planned] == [2, 1, 3, None]
    assert [one.fate for one in planned] == [Fate.CHANGED, Fate.CHANGED, Fate.NEW, Fate.NEW]


def test_what_an_entry_leaves_out_is_no_change():
    known = (KnownPerson(1, "Ada", "a@x", 5, "Ops", "PM", OkrExperience.SOME, PreWork.READ),)
    same = RosterEntry("Ada", team="Ops")
    other = RosterEntry("Ada", team="Sales")
    assert plan_people([same], known)[0].fate is Fate.SAME
    assert plan_people([other], known)[0].fate is Fate.CHANGED


@pytest.mark.parametrize(
    ("people", "teams", "said"),
    [(16, 6, "16 people, 6 teams"), (1, 1, "1 person, 1 team"), (3, 0, "3 people")],
)
def test_how_many_there_are(people, teams, said):
    assert people_text(people, teams) == said


def test_hands_count_before_the_list():
    rows = [person(1, PreWork.READ), person(2, PreWork.SKIMMED)]
    assert pre_work_share(rows, None) == (1, True)
    assert pre_work_share(rows, 0) == (0, True)
    assert pre_work_share([person(1, PreWork.UNKNOWN)], None) == (0, False)
