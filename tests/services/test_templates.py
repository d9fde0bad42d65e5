"""Templates that ship are sound, and a broken one is named."""

from __future__ import annotations

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind, WorkshopKind
from desktop.services.template_files import find_template, read_template, template_rows
from desktop.system.resources import resource

SMALL = """
name = "small"
title = "Small"
summary = "One talk."
kind = "training"
[[blocks]]
title = "Team  missions"
kind = "breakout"
minutes = 20
steps = [{ title = "Alone", minutes = 5 }, { title = "All", minutes = 15, instruction = "Say it." }]
"""


@pytest.fixture
def drafting():
    return find_template(resource("templates"), "okr-drafting-4h")


def test_the_drafting_template_lasts_four_hours(drafting):
    assert drafting.kind is WorkshopKind.DRAFTING
    assert drafting.row.minutes == 240
    assert sum(minutes for _, minutes in drafting.row.shares) == 240
    assert sum(block.planned_s for block in drafting.blocks) == 240 * 60
    assert drafting.row.title
    assert drafting.row.summary


def test_its_protected_break_lies_in_the_middle(drafting):
    breaks = [block for block in drafting.blocks if block.kind is ItemKind.BREAK]
    assert [(block.planned_s, block.protected) for block in breaks] == [(900, True)]
    before = sum(b.planned_s for b in drafting.blocks[: drafting.blocks.index(breaks[0])])
    assert abs(before + 450 - 120 * 60) <= 10 * 60


def test_steps_fill_their_block(drafting):
    stepped = [block for block in drafting.blocks if block.steps]
    assert {"1-2-4-All", "Celebrity interview"} <= {block.technique for block in stepped}
    for block in stepped:
        assert sum(seconds for _, seconds, _ in block.steps) == block.planned_s, block.title


SHIPPED = {
    "okr-drafting-4h": (WorkshopKind.DRAFTING, 240, [15]),
    "okr-follow-up-1h": (WorkshopKind.FOLLOW_UP, 60, []),
    "okr-check-in-60m": (WorkshopKind.CHECK_IN, 60, []),
    "okr-ambassador-1d": (WorkshopKind.TRAINING, 480, [15, 60, 15]),
    "okr-remote-90m": (WorkshopKind.DRAFTING, 90, [5]),
}


def test_every_shipped_template_can_be_read():
    templates = template_rows(resource("templates"))
    assert [template.name for template in templates] == [
        "okr-drafting-4h",
        "okr-follow-up-1h",
        "okr-check-in-60m",
        "okr-remote-90m",
        "okr-ambassador-1d",
    ], "what most begin with is first"
    assert all(len(template.summary) <= 54 for template in templates), "one line in Home"


@pytest.mark.parametrize("name", SHIPPED)
def test_its_kind_its_minutes_and_its_protected_breaks_are_as_promised(name):
    kind, minutes, breaks = SHIPPED[name]
    template = find_template(resource("templates"), name)
    assert (template.kind, template.row.minutes) == (kind, minutes)
    assert sum(block.planned_s for block in template.blocks) == minutes * 60
    rests = [block for block in template.blocks if block.kind is ItemKind.BREAK]
    assert [block.planned_s // 60 for block in rests] == breaks
    assert all(block.protected and block.category is Category.BREAK for block in rests)


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_sits_for_two_hours_and_more_without_a_break(name):
    sitting = 0
    for block in find_template(resource("templates"), name).blocks:
        sitting = 0 if block.kind is ItemKind.BREAK else sitting + block.planned_s
        assert sitting <= 130 * 60, block.title


@pytest.mark.parametrize("name", SHIPPED)
def test_every_block_speaks_to_the_room_warns_the_facilitator_and_has_steps_that_fill_it(name):
    for block in find_template(resource("templates"), name).blocks:
        assert 0 < len(block.instruction) <= 140, block.title
        assert block.private_note, block.title
        assert block.category is not None
        assert block.protected or (block.minimum_s or 0) < block.planned_s, block.title
        if block.steps:
            assert sum(seconds for _, seconds, _ in block.steps) == block.planned_s, block.title
            assert all(0 < len(said) <= 90 for _, _, said in block.steps), block.title


def test_the_check_in_asks_the_four_questions_in_their_order():
    blocks = find_template(resource("templates"), "okr-check-in-60m").blocks
    numbered = [block.title[:2] for block in blocks if block.title[0].isdigit()]
    assert numbered == ["1.", "2.", "3.", "4."]


def test_what_a_template_leaves_out_is_left_to_the_defaults(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL)
    template = read_template(tmp_path / "small.toml")
    (block,) = template.blocks
    assert block.title == "Team missions"
    assert (block.category, block.minimum_s, block.protected) == (None, None, False)
    assert block.steps == (("Alone", 300, ""), ("All", 900, "Say it."))
    assert template.row.shares == ((Category.MISSION, 20),)


@pytest.mark.parametrize("name", ["okr-drafting-9h", "../templates/okr-drafting-4h", ""])
def test_a_name_that_does_not_exist_is_answered_with_those_that_do(name):
    with pytest.raises(UserError, match="okr-drafting-4h"):
        find_template(resource("templates"), name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 20", "minutes = 0", r"blocks\[0\].minutes"),
        ("minutes = 20", "minutes = 721", r"blocks\[0\].minutes"),
        ("minutes = 20", "minutes = 19", "the steps of “Team  missions” are longer"),
        ("minutes = 20", "minutes = 20\nminimum = 21", "the minimum of “Team  missions”"),
        ("minutes = 20", "minutes = 20\ncolour = 1", "colour"),
        ('"breakout"', '"party"', r"blocks\[0\].kind"),
        ('name = "small"', 'name = "tall"', "“tall” is not the file's"),
        ("[[blocks]]", "[[blocks", "small"),
    ],
)
def test_a_mistake_names_file_and_place(tmp_path, old, new, said):
    (tmp_path / "small.toml").write_text(SMALL.replace(old, new))
    with pytest.raises(UserError, match=said) as refusal:
        template_rows(tmp_path)
    assert "small.toml" in str(refusal.value)


def test_a_template_in_another_encoding_or_of_any_size_is_refused(tmp_path):
    for raw in (b"title = '\xff'", b"#" * 1_000_001):
        (tmp_path / "small.toml").write_bytes(raw)
        with pytest.raises(UserError, match=r"small\.toml"):
            read_template(tmp_path / "small.toml")
