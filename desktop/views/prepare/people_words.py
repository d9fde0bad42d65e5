"""What is said of people on screen: the names of states, in lists and in the editor."""

from __future__ import annotations

from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork

LEVELS: dict[OkrExperience, int] = {
    OkrExperience.NONE: 1,
    OkrExperience.SOME: 2,
    OkrExperience.EXPERIENCED: 3,
}
"""Of three dots, how many are filled."""


def experience_names() -> dict[OkrExperience, str]:
    """How familiar somebody is with OKRs."""
    return {
        OkrExperience.NONE: tr("New to OKRs"),
        OkrExperience.SOME: tr("Some"),
        OkrExperience.EXPERIENCED: tr("Experienced"),
    }


def pre_work_names() -> dict[PreWork, str]:
    """What somebody has done of the pre-work."""
    return {
        PreWork.READ: tr("Read"),
        PreWork.SKIMMED: tr("Skimmed"),
        PreWork.NOT: tr("Not read"),
        PreWork.UNKNOWN: tr("Not known"),
    }


def attendance_names() -> dict[Attendance, str]:
    """Whether somebody is there."""
    return {
        Attendance.EXPECTED: tr("Expected"),
        Attendance.PRESENT: tr("Present"),
        Attendance.LATE: tr("Came late"),
        Attendance.LEFT: tr("Has left"),
        Attendance.NO_SHOW: tr("Not there"),
    }


def away_names() -> dict[Attendance, str]:
    """The same in a narrow column, for those who are not simply there."""
    return {
        Attendance.LATE: tr("late"),
        Attendance.LEFT: tr("has left"),
        Attendance.NO_SHOW: tr("not there"),
    }
