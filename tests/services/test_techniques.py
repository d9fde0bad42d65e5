"""A technique brings its steps, they can be edited one by one, and all of it can be undone."""

from __future__ import annotations

import pytest

from desktop.domain.errors import UserError
from desktop.services.agenda import EditItem, ItemField
from desktop.services.run import StartRun
from desktop.services.search import search
from desktop.services.technique_files import read_techniques, techniques
from desktop.services.techniques import (
    MOST_STEPS,
    AddStep,
    DeleteStep,
    EditStep,
    MoveStep,
    SetTechnique,
    StepField,
)
from desktop.system.resources import resource
from tests.builders import HOSTILE, add_workshop, block, dump, open_bench
from tests.clocks import FakeClock


@pytest.fixture
def bench():
    bench = open_bench()
    yield bench
    bench.close()


def agenda(bench, minutes=12):
    """One block of so many minutes with two steps of its own; its id."""
    steps = (("Read", 120, "Quietly."), ("Talk", 180, ""))
    shop = add_workshop(bench, block("Drafts", minutes, technique="Ours", steps=steps))
    return bench.library.agenda(shop)[0].id


def row(bench):
    return bench.library.agenda(1)[0]


def seconds(bench):
    return [step.seconds for step in row(bench).steps]


def names(bench):
    return [step.title for step in row(bench).steps]


# what ships


def test_the_techniques_that_ship_are_complete():
    found = techniques()
    titles = [each.title for each in found]
    assert 8 <= len(found) <= 16
    assert {"1-2-4-All", "Celebrity interview", "Impromptu pairs", "Round robin"} <= set(titles)
    assert {"Silent writing", "Fist of five", "Gallery walk", "Troika", "25/10"} <= set(titles)
    for each in found:
        assert 0 < len(each.purpose) <= 110, each.title
        assert len(each.steps) >= 2, each.title
        assert all(0 < len(step.instruction) <= 90 for step in each.steps), each.title


def test_R17_one_two_four_all_is_1_2_4_5_minutes():
    (found,) = [each for each in techniques() if each.title == "1-2-4-All"]
    assert [step.seconds for step in found.steps] == [60, 120, 240, 300]


def test_what_comes_from_liberating_structures_says_so():
    credited = {each.title for each in techniques() if "Liberating Structures" in each.credit}
    assert {"1-2-4-All", "25/10", "Troika", "TRIZ", "15% solutions"} <= credited


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seconds = 60,", "seconds = 0,", r"techniques\[0\].steps\[0\].seconds"),
        ('title = "Troika"', 'title = "round  ROBIN"', "twice"),
        ("purpose", "colour", "colour"),
        ("[[techniques]]", "[[techniques", "techniques"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, old, new, said):
    path = tmp_path / "techniques.toml"
    text = resource("techniques.toml").read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=said) as refusal:
        read_techniques(path)
    assert "techniques.toml" in str(refusal.value)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UserError, match="larger"):
        read_techniques(path)


# choosing


def test_R17_a_technique_inserts_its_steps_in_place_of_the_old_ones(bench):
    bench.bus.run(SetTechnique(agenda(bench), "1-2-4-all"))
    assert row(bench).technique == "1-2-4-All"
    assert names(bench) == ["Alone", "In pairs", "In fours", "All"]
    assert seconds(bench) == [60, 120, 240, 300]
    assert all(step.instruction for step in row(bench).steps)


@pytest.mark.parametrize("minutes", [1, 5, 12, 35, 60, 720])
@pytest.mark.parametrize("name", [each.title for each in techniques()])
def test_the_steps_fill_the_block_exactly(bench, minutes, name):
    bench.bus.run(SetTechnique(agenda(bench, minutes), name))
    assert sum(seconds(bench)) == minutes * 60
    assert min(seconds(bench)) >= 1


def test_one_undo_brings_the_old_technique_and_its_steps_back(bench):
    item = agenda(bench)
    before = dump(bench)
    bench.bus.run(SetTechnique(item, "Troika"))
    after = dump(bench)
    bench.bus.undo()
    assert dump(bench) == before
    bench.bus.redo()
    assert dump(bench) == after


def test_an_own_name_keeps_the_steps_and_no_name_takes_them_away(bench):
    item = agenda(bench)
    bench.bus.run(SetTechnique(item, "  By\nteam "))
    assert (row(bench).technique, names(bench)) == ("By team", ["Read", "Talk"])
    bench.bus.run(SetTechnique(item, ""))
    assert (row(bench).technique, names(bench)) == ("", [])
    with pytest.raises(UserError):
        bench.bus.run(SetTechnique(item, "x" * 201))


def test_a_block_of_fewer_seconds_than_steps_still_has_real_steps(bench):
    item = agenda(bench)
    bench.bus.run(EditItem(item, ItemField.PLANNED, 3))
    bench.bus.run(SetTechnique(item, "25/10"))
    assert seconds(bench) == [1] * 7


def test_the_block_that_runs_can_be_given_another_technique(bench):
    item, clock = agenda(bench), FakeClock()
    bench.bus.run(StartRun(1, clock.now()))
    bench.bus.run(SetTechnique(item, "Round robin"))
    assert names(bench) == ["Think", "Round", "Second round"]


# steps


def test_a_step_is_added_at_the_end(bench):
    item = agenda(bench)
    bench.bus.run(AddStep(item, "  Vote \n now", 90))
    assert names(bench) == ["Read", "Talk", "Vote now"]
    assert row(bench).steps[-1].seconds == 90
    bench.bus.undo()
    assert names(bench) == ["Read", "Talk"]


def test_each_field_of_a_step_can_be_edited(bench):
    agenda(bench)
    step = row(bench).steps[0].id
    for field, value in (
        (StepField.TITLE, "Listen"),
        (StepField.SECONDS, 45),
        (StepField.INSTRUCTION, "Only\n listen."),
    ):
        bench.bus.run(EditStep(step, field, value))
    found = row(bench).steps[0]
    assert (found.title, found.seconds, found.instruction) == ("Listen", 45, "Only listen.")


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_are_stored_as_they_are(bench, text):
    agenda(bench)
    step = row(bench).steps[0].id
    bench.bus.run(EditStep(step, StepField.TITLE, text))
    bench.bus.run(EditStep(step, StepField.INSTRUCTION, text))
    found = row(bench).steps[0]
    assert found.title == found.instruction == " ".join(text.split())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (StepField.TITLE, "  "),
        (StepField.TITLE, "x" * 201),
        (StepField.SECONDS, 0),
        (StepField.SECONDS, 12 * 3600 + 1),
        (StepField.INSTRUCTION, "x" * 2_001),
    ],
)
def test_a_refused_value_leaves_the_old_one(bench, field, value):
    item = agenda(bench)
    before = dump(bench)
    with pytest.raises(UserError):
        bench.bus.run(EditStep(row(bench).steps[0].id, field, value))
    if field is StepField.SECONDS:
        with pytest.raises(UserError):
            bench.bus.run(AddStep(item, "More", value))
    if field is StepField.TITLE:
        with pytest.raises(UserError):
            bench.bus.run(AddStep(item, value))
    assert dump(bench) == before


@pytest.mark.parametrize(("by", "order"), [(1, "BACD"), (2, "BCAD"), (99, "BCDA"), (-1, "ABCD")])
def test_a_step_moves_by_places_and_stops_at_the_ends(bench, by, order):
    add_workshop(bench, block("Drafts", steps=tuple((title, 60, "") for title in "ABCD")))
    bench.bus.run(MoveStep(row(bench).steps[0].id, by))
    assert "".join(names(bench)) == order


def test_a_deleted_step_is_gone_until_undo(bench):
    agenda(bench)
    step = row(bench).steps[0].id
    bench.bus.run(DeleteStep(step))
    assert names(bench) == ["Talk"]
    for command in (
        DeleteStep(step),
        MoveStep(step, 1),
        EditStep(step, StepField.TITLE, "No"),
    ):
        with pytest.raises(UserError, match="no longer there"):
            bench.bus.run(command)
    bench.bus.undo()
    assert names(bench) == ["Read", "Talk"]


def test_a_block_has_at_most_a_hundred_steps(bench):
    steps = tuple((f"Step {n}", 60, "") for n in range(MOST_STEPS))
    add_workshop(bench, block("Many", 100, steps=steps))
    with pytest.raises(UserError, match="at most 100 steps"):
        bench.bus.run(AddStep(row(bench).id, "One more"))


def test_typing_at_one_field_is_one_undo_step(bench):
    agenda(bench)
    step = row(bench).steps[0].id
    for text in ("L", "Li", "Listen"):
        bench.bus.run(EditStep(step, StepField.TITLE, text))
    bench.bus.undo()
    assert names(bench) == ["Read", "Talk"]


def test_new_words_of_a_step_are_found_by_search(bench):
    agenda(bench)
    bench.bus.run(EditStep(row(bench).steps[0].id, StepField.INSTRUCTION, "Fold the paper"))
    with bench.uow.read() as session:
        found = search(session, "fold the")
    assert [hit.target_uid for hit in found.hits] == [row(bench).uid], (
        "its block is where it leads to"
    )
