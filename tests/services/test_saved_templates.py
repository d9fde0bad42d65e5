"""Templates of one's own: what they keep of a workshop, and what they leave behind."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import text

from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.people import RosterEntry
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.agenda_many import DeleteItems
from desktop.services.checking import check
from desktop.services.importing import CreateWithAgenda
from desktop.services.roster import AddPeople
from desktop.services.run import EndRun, NextItem, StartRun
from desktop.services.techniques import SetTechnique
from desktop.services.templates import DeleteTemplate, RenameTemplate, SaveTemplate
from tests.builders import HOSTILE, ZONE, add_workshop, block, dump, open_bench
from tests.clocks import FakeClock


@pytest.fixture
def bench():
    made = open_bench()
    yield made
    made.close()


def save(bench, shop, title="My drafting day", summary="As we do it"):
    bench.bus.run(SaveTemplate(shop, title, summary))
    return bench.library.saved_templates()[-1]


def remade(bench, name):
    found = bench.library.template(name)
    bench.bus.run(
        CreateWithAgenda(found.row.title, date(2026, 5, 5), time(9), ZONE, found.blocks, found.kind)
    )
    return max(row.id for row in bench.library.workshops())


def planned(bench, shop):
    """All of an agenda but ids, uids and fixed starts."""
    notes = bench.library.private_notes(shop)
    return [
        (
            *(row.title, row.kind, row.category, row.planned_s, row.minimum_s, row.maximum_s),
            *(row.protected, row.cut_order, row.technique, row.lead, row.instruction),
            [(step.title, step.seconds, step.instruction) for step in row.steps],
            notes.get(row.id, ""),
        )
        for row in bench.library.agenda(shop)
    ]


def test_a_workshop_made_from_it_has_the_same_agenda(bench):
    shop = add_workshop(bench)
    welcome, objectives, rest, _ = bench.library.agenda(shop)
    for command in (
        SetTechnique(objectives.id, "1-2-4-All"),
        SetPrivateNote(objectives.id, "Mind the quiet ones"),
        EditItem(objectives.id, ItemField.MINIMUM, 25 * 60),
        EditItem(objectives.id, ItemField.MAXIMUM, 33 * 60),
        EditItem(objectives.id, ItemField.CUT_ORDER, 2),
        EditItem(objectives.id, ItemField.CATEGORY, Category.MISSION.value),
        EditItem(objectives.id, ItemField.INSTRUCTION, "Write\nalone"),
        EditItem(welcome.id, ItemField.LEAD, "Table hosts"),
        EditItem(rest.id, ItemField.FIXED_START, time(10, 30)),
    ):
        bench.bus.run(command)
    row = save(bench, shop)
    assert (row.name, row.title, row.summary) == (
        "my-drafting-day",
        "My drafting day",
        "As we do it",
    )
    assert row.own
    assert not row.is_damaged
    assert row.minutes == 60
    made = remade(bench, row.name)
    assert planned(bench, made) == planned(bench, shop)
    assert [row.fixed_start for row in bench.library.agenda(made)] == [None] * 4, "of that day"


def test_nobody_who_takes_part_is_named_as_a_lead(bench):
    titles = ("In full", "By first name", "Of a role", "With others", "In another script")
    shop = add_workshop(bench, *(block(title) for title in titles))
    bench.bus.run(AddPeople(shop, (RosterEntry("Ada Okafor"), RosterEntry("山田太郎"))))
    leads = ("ada okafor", "Ada", "Facilitator", "Björn, Áda", "山田太郎さん")
    for row, lead in zip(bench.library.agenda(shop), leads, strict=True):
        bench.bus.run(EditItem(row.id, ItemField.LEAD, lead))
    made = remade(bench, save(bench, shop).name)
    assert [row.lead for row in bench.library.agenda(made)] == ["", "", "Facilitator", "", ""]


def test_its_name_is_unlike_every_other_also_of_those_that_ship(bench):
    shop = add_workshop(bench)
    titles = ("OKR drafting 4h", "OKR: drafting, 4h!", "目標", "目標", "Größe & Maß")
    assert [save(bench, shop, title).name for title in titles] == [
        "okr-drafting-4h-2",
        "okr-drafting-4h-3",
        "template",
        "template-2",
        "grosse-mass",
    ]


def test_a_block_that_was_taken_out_of_a_run_is_not_in_it(bench):
    shop, clock = add_workshop(bench), FakeClock()
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(NextItem(shop, clock.advance(600)))
    bench.bus.run(DeleteItems((bench.library.agenda(shop)[0].id,)))
    bench.bus.run(EndRun(shop, clock.advance(600)))
    template = bench.library.template(save(bench, shop).name)
    assert [each.title for each in template.blocks] == ["Objectives", "Break", "Close"]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_come_back_as_they_were(bench, words):
    shop = add_workshop(bench, block("Block", instruction=words, private_note=words))
    row = save(bench, shop, words, words)
    assert row.title == " ".join(words.split())
    (made,) = bench.library.template(row.name).blocks
    assert (made.instruction, made.private_note) == (words, words)


@pytest.mark.parametrize(
    ("blocks", "title", "reason"),
    [
        ((), "T", "no block"),
        ((block("A"),), "  ", "can't be empty"),
        (tuple(block(f"{n}") for n in range(501)), "T", "at most 500"),
    ],
)
def test_what_makes_no_template_is_refused(bench, blocks, title, reason):
    shop = add_workshop(bench, *blocks) if blocks else add_workshop(bench, block("Only"))
    if not blocks:
        bench.bus.run(DeleteItems((bench.library.agenda(shop)[0].id,)))
    before = dump(bench)
    with pytest.raises(UserError, match=reason):
        bench.bus.run(SaveTemplate(shop, title))
    assert dump(bench) == before


def test_it_is_called_otherwise_and_goes_and_undo_brings_both_back(bench):
    row = save(bench, add_workshop(bench))
    bench.bus.run(RenameTemplate(row.name, "  Our  day "))
    assert bench.library.saved_templates()[0].title == "Our day"
    assert bench.library.template(row.name).row.title == "Our day", "scripts go on working"
    bench.bus.run(DeleteTemplate(row.name))
    assert bench.library.saved_templates() == ()
    with pytest.raises(UserError, match="no template") as refusal:
        bench.library.template(row.name)
    assert "okr-drafting-4h" in refusal.value.hint
    bench.bus.undo()
    bench.bus.undo()
    assert bench.library.saved_templates() == (row,)


@pytest.mark.parametrize("command", [RenameTemplate("okr-drafting-4h", "T"), DeleteTemplate("x")])
def test_those_that_ship_stay_as_they_are(bench, command):
    with pytest.raises(UserError, match="not one of your own"):
        bench.bus.run(command)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("blocks", "["),
        ("blocks", "[]"),
        ("blocks", '[{"title": "A"}]'),
        ("blocks", "[" * 20_000),
        ("kind", "nonsense"),
    ],
)
def test_a_damaged_one_is_named_and_hides_no_other(bench, column, value):
    shop = add_workshop(bench)
    save(bench, shop, "Broken")
    save(bench, shop, "Whole")
    with bench.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE saved_template SET {column} = :value WHERE name = 'broken'"),
            {"value": value},
        )
    broken, whole = bench.library.saved_templates()
    assert broken.is_damaged
    assert "“Broken” can't be used" in broken.summary
    assert not whole.is_damaged
    with pytest.raises(UserError, match="“Broken” can't be used"):
        bench.library.template("broken")
    assert bench.library.template("whole").row == whole


def test_a_least_that_is_longer_than_its_block_is_damage(bench):
    shop = add_workshop(bench, block("A", 10))
    save(bench, shop, "T")
    with bench.engine.begin() as connection:
        connection.execute(
            text("UPDATE saved_template SET blocks = replace(blocks, ': 600', ': 60')")
        )
        connection.execute(
            text("""UPDATE saved_template SET blocks =
            replace(blocks, '"minimum_s": 300', '"minimum_s": 3000')""")
        )
    assert bench.library.saved_templates()[0].is_damaged


def test_the_check_of_a_library_reads_them(bench):
    save(bench, add_workshop(bench))
    assert check(bench.engine).is_whole
    with bench.engine.begin() as connection:
        connection.execute(text("UPDATE saved_template SET kind = 'nonsense'"))
    (problem,) = check(bench.engine).problems
    assert "saved_template" in problem


def test_the_kind_of_the_workshop_is_kept(bench):
    found = bench.library.template("okr-ambassador-1d")
    bench.bus.run(CreateWithAgenda("T", date(2026, 5, 5), time(9), ZONE, found.blocks, found.kind))
    assert bench.library.template(save(bench, 1).name).kind is found.kind
    assert {each.kind for each in found.blocks} >= {ItemKind.BREAK}
