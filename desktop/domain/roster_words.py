"""What a column of a list of people can be, and the words other people have for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork


class Column(StrEnum):
    """What a column can hold; the value is the heading, which is part of the format."""

    NAME = "Name"
    GIVEN = "First name"
    FAMILY = "Last name"
    EMAIL = "Email"
    TEAM = "Team"
    ROLE = "Role"
    EXPERIENCE = "OKR experience"
    PRE_WORK = "Pre-work"
    ATTENDANCE = "Attendance"
    ACCOMMODATION = "Accommodation"


NAMES = frozenset({Column.NAME, Column.GIVEN, Column.FAMILY})
"""One of them is needed."""
PRIVATE = frozenset({Column.EMAIL, Column.EXPERIENCE, Column.ACCOMMODATION})
"""What stands in them only the facilitator may see."""
JOINED: Mapping[Column, str] = {Column.GIVEN: " ", Column.FAMILY: " ", Column.ACCOMMODATION: "; "}
"""Several columns may be read as one of these, with that between their cells."""

_HEADINGS: Mapping[Column, str] = {
    Column.NAME: "name,full name,display name,participant,participant name,attendee,person,people",
    Column.GIVEN: "first name,given name,forename,firstname,givenname",
    Column.FAMILY: "last name,family name,surname,lastname,familyname",
    Column.EMAIL: "email,e mail,mail,email address,e mail address,user email",
    Column.TEAM: "team,team name,group,department,squad,unit",
    Column.ROLE: "role,title,job title,job,position,function",
    Column.EXPERIENCE: "okr experience,experience,okr,okrs,okr level,familiarity,okr familiarity",
    Column.PRE_WORK: "pre work,prework,pre reading,pre read,preread,preparation",
    Column.ATTENDANCE: "attendance,attended,attendance status",
    Column.ACCOMMODATION: "accommodation,accommodations,accessibility,accessibility needs"
    ",access needs,special needs,dietary requirements,dietary needs",
}
_EXPERIENCE: Mapping[OkrExperience, str] = {
    OkrExperience.NONE: "none,no,0,new,new to okrs,beginner,never",
    OkrExperience.SOME: "some,1,a little,little,basic,intermediate",
    OkrExperience.EXPERIENCED: "experienced,2,3,a lot,advanced,expert,yes",
}
_PRE_WORK: Mapping[PreWork, str] = {
    PreWork.READ: "read,yes,y,x,✓,✔,done,complete,completed,true,1",
    PreWork.SKIMMED: "skimmed,partly,partially,partial,half,started",
    PreWork.NOT: "not,no,n,unread,not read,not yet,not done,false,0",
    PreWork.UNKNOWN: "unknown,?,-,–,not asked",
}
_ATTENDANCE: Mapping[Attendance, str] = {
    Attendance.EXPECTED: "expected,invited,accepted,registered,tentative,?",
    Attendance.PRESENT: "present,yes,y,x,✓,✔,attended,here,there,came,joined,true,1",
    Attendance.LATE: "late,came late,joined late",
    Attendance.LEFT: "left,has left,left early",
    Attendance.NO_SHOW: "no_show,no show,no,n,-,–,absent,not there,missing,declined,false,0",
}
_BY_HEADING = {word: column for column, words in _HEADINGS.items() for word in words.split(",")}
EXPERIENCE_WORDS = {w: level for level, words in _EXPERIENCE.items() for w in words.split(",")}
PRE_WORK_WORDS = {word: state for state, words in _PRE_WORK.items() for word in words.split(",")}
ATTENDANCE_WORDS = {w: state for state, words in _ATTENDANCE.items() for w in words.split(",")}


def column_of(heading: str) -> Column | None:
    """What a heading says, without case, brackets and signs: "E-Mail (work):" is an e-mail."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", heading[:200].casefold())
    return _BY_HEADING.get(" ".join(re.sub(r"[^\w]|_", " ", bare).split()))


def column_name(column: Column) -> str:
    """What a column is called on screen."""
    return {
        Column.NAME: tr("Name"),
        Column.GIVEN: tr("First name"),
        Column.FAMILY: tr("Last name"),
        Column.EMAIL: tr("E-mail"),
        Column.TEAM: tr("Team"),
        Column.ROLE: tr("Role"),
        Column.EXPERIENCE: tr("OKR experience"),
        Column.PRE_WORK: tr("Pre-work"),
        Column.ATTENDANCE: tr("Attendance"),
        Column.ACCOMMODATION: tr("Accommodation"),
    }[column]
