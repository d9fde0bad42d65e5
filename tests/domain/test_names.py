"""People are named in full, by initials, or not at all; what has an owner always keeps one."""

from __future__ import annotations

import pytest

from desktop.domain.kinds import CaptureKind
from desktop.domain.names import initials, with_names
from desktop.domain.report_choices import NameStyle
from tests.reports.report_builders import note, report


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Nell Yarrow", "N. Y."),
        ("nell", "N."),
        ("  Nell   van  der Berg ", "N. V. D. B."),
        ("Jean-Luc Picard", "J.-L. P."),
        ("O'Neil", "O."),
        ("Nell Yarrow, Omar Haddad", "N. Y., O. H."),
        ("Nell & Omar", "N. & O."),
        ("@nell", "N."),
        ("(QA) Team 7", "Q. T. 7."),
        ("nell@harbourline.example", "N."),
        ("Łukasz Żak", "Ł. Ż."),
        ("ßeta", "ß."),
        ("محمد علي", "م. ع."),
        ("किरण", "कि."),
        ("山田 太郎", "山. 太."),
        ("e\u0301mile", "E\u0301."),
        ("🦄", ""),
        ("Nell 🦄", "N."),
    ],
)
def test_initials_of_any_script(name, short):
    assert initials(name) == short


def owners(style):
    rows = [
        note(CaptureKind.ACTION, "share", 1, owner="Nell Yarrow"),
        note(CaptureKind.ACTION, "nobody's", 2),
        note(CaptureKind.PARKING_LOT, "ask", 3, owner="🦄"),
    ]
    return [row.owner for row in with_names(report(*rows), style).captures]


def test_full_names_change_nothing():
    data = report(note(CaptureKind.ACTION, "share", owner="Nell Yarrow"))
    assert with_names(data, NameStyle.FULL) is data


def test_initials_stand_for_names_and_a_name_without_letters_is_not_shown():
    assert owners(NameStyle.INITIALS) == ["N. Y.", "", "Has an owner"]


def test_without_names_what_is_owned_still_says_so():
    assert owners(NameStyle.NONE) == ["Has an owner", "", "Has an owner"]


def test_the_words_of_a_note_are_never_changed():
    data = report(note(CaptureKind.ACTION, "Ask Nell Yarrow", owner="Nell Yarrow"))
    assert with_names(data, NameStyle.NONE).captures[0].text == "Ask Nell Yarrow"
