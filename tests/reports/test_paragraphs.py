"""How text becomes lines, and how lines of two directions are ordered."""

from __future__ import annotations

import hashlib
import random

import pytest
from bidi import get_display

from desktop.reports.bidi_order import levels
from desktop.reports.fonts import FontShelf, Role, Run, font_shelf
from desktop.reports.paragraphs import Style, TypeSetter, printable, reordered
from desktop.system.resources import resource

BODY = Style(Role.SANS, 10, 14)


@pytest.fixture
def shelf():
    with font_shelf() as fonts:
        yield fonts


@pytest.fixture
def setter(shelf: FontShelf) -> TypeSetter:
    return TypeSetter(shelf)


def texts(setter: TypeSetter, text: str, width: float = 200) -> list[str]:
    return [line.text for line in setter.lines(text, BODY, width)]


def test_line_breaks_of_every_program_become_one_kind():
    assert printable("a\r\nb\rc\x0bd\x0ce\u2028f") == "a\nb\nc\nd\ne\nf"


def test_invisible_controls_and_direction_overrides_are_dropped():
    assert printable("a\x00b\x1b\u202ec\u200b\ud800d\ufeff") == "abcd"


def test_more_than_one_blank_line_is_one():
    assert printable("a\n\n\n\n\nb\n") == "a\n\nb"


def test_lines_are_never_wider_than_asked(setter: TypeSetter):
    for text in ("word " * 50, "W" * 500, "漢字" * 60, "ไทย" * 90, "كلمة " * 40, "a b" * 60):
        lines = setter.lines(text, BODY, 90)
        assert all(setter.width(line.text, BODY) <= 90.01 for line in lines), text


def test_nothing_but_white_space_is_lost_at_line_ends(setter: TypeSetter):
    chance = random.Random(7)
    for _ in range(50):
        text = "".join(chance.choice("ab 漢、。「」ไ🚀 -") for _ in range(120))
        joined = "".join(texts(setter, text, 60))
        assert joined.replace(" ", "") == text.replace(" ", "")


def test_japanese_punctuation_never_begins_a_line(setter: TypeSetter):
    for width in range(30, 120, 5):
        lines = texts(setter, "目標と結果、次の会議。「始め」と終わり。" * 3, width)
        assert not any(line[0] in "、。」" for line in lines)
        assert not any(line[-1] == "「" for line in lines)


def test_a_mark_stays_with_its_letter_where_a_word_is_cut(setter: TypeSetter):
    assert not any(line[0] == "\u0323" for line in texts(setter, "q\u0323" * 100, 50))


def test_the_first_strong_letter_gives_the_side(setter: TypeSetter):
    sides = [line.right_to_left for line in setter.lines("12 abc\n(שלום) abc\n...", BODY, 200)]
    assert sides == [False, True, False]


def test_lines_of_two_directions_are_ordered_as_the_standard_says():
    """The compiled half of python-bidi knows rule N0 and orders the same; it can't give levels."""
    chance = random.Random(1)
    for _ in range(3_000):
        text = "".join(chance.choice("abאבمر12 ().,![]") for _ in range(chance.randint(1, 14)))
        text = text.strip()
        for right in (False, True):
            runs = [
                (level, Run("", char))
                for level, char in zip(levels(text, right_to_left=right), text, strict=True)
            ]
            ordered = "".join(run.text for _, run in reordered(runs))
            assert ordered == get_display(text, base_dir="R" if right else "L"), text


def test_every_character_of_a_run_has_its_font(shelf: FontShelf):
    text = "OKR: 目標 🚀 مرحبا हिन्दी → ok"
    runs = shelf.runs(text, Role.SERIF)
    assert "".join(run.text for run in runs) == text
    assert {run.font for run in runs} >= {
        *("NotoSerif-Regular", "NotoSansSC-subset", "NotoEmoji-Regular"),
        *("NotoSansArabic-Regular", "NotoSans-Regular", "NotoSansMath-subset"),
    }


def test_the_weights_are_four_different_fonts(shelf: FontShelf):
    names = {shelf.font(role.value).face.name for role in Role}
    assert len(names) == 4


def test_the_shipped_fonts_are_the_listed_ones():
    folder = resource("fonts", "pdf")
    listed = dict(
        reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert found == listed
    assert sum(path.stat().st_size for path in folder.iterdir()) < 12_000_000
    assert (folder / "OFL.txt").is_file()
