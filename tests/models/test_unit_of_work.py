"""The repairs that make the journal sound, each with the accident it prevents."""

from __future__ import annotations

import ast
import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, inspect, text, update
from sqlalchemy.orm import ColumnProperty

from desktop.domain.changes import Topic
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, ItemKind
from desktop.models.base import new_uid
from desktop.models.tables import AgendaItem, Base, Finding, Workshop
from desktop.services.agenda import EditItem, ItemField
from desktop.services.capture import Capture
from tests.builders import add_workshop, dump, open_bench

MODELS = Path(__file__).parents[2] / "desktop" / "models"


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


class Doing:
    """A command made of a function."""

    def __init__(self, execute, label="Doing", merge_key=None):
        self.execute = execute
        self.label = label
        self.merge_key = merge_key


@pytest.mark.parametrize("statement", [update(Workshop).values(title="x"), delete(Workshop)])
def test_bulk_statements_are_refused(bench, statement):
    add_workshop(bench)
    before = dump(bench)
    with pytest.raises(TypeError, match="undo journal"):
        bench.bus.run(Doing(lambda work: work.session.execute(statement)))
    assert dump(bench) == before


def test_no_table_leaves_deleting_or_defaults_to_the_database():
    for table in Base.metadata.tables.values():
        assert all(key.ondelete is None and key.onupdate is None for key in table.foreign_keys)
        assert all(column.server_default is None for column in table.columns)


def test_no_association_is_hidden_in_a_secondary_table():
    for path in MODELS.rglob("*.py"):
        tree = ast.parse(path.read_text())
        keywords = {k.arg for n in ast.walk(tree) if isinstance(n, ast.Call) for k in n.keywords}
        assert "secondary" not in keywords, path


def test_ids_are_never_reused(bench):
    first = add_workshop(bench)
    bench.bus.undo()
    assert add_workshop(bench) > first


def test_a_column_left_out_of_a_new_row_is_journalled_when_it_is_set_later(bench):
    """SQLAlchemy knows no old value of it: the second flush would look like no change."""
    shop = add_workshop(bench)

    def add_then_count(work):
        first = work.session.get(Workshop, shop)
        made = Workshop(
            uid=new_uid(),
            rank="z9",
            **{
                name: getattr(first, name)
                for name in (
                    *("programme_id", "title", "kind", "state", "day"),
                    *("starts", "ends", "zone", "place"),
                )
            },
        )
        work.session.add(made)
        work.session.flush()
        made.hands_up = 0

    bench.bus.run(Doing(add_then_count))
    after = dump(bench)
    bench.bus.undo()
    bench.bus.redo()
    assert dump(bench) == after


def test_every_column_remembers_its_old_value():
    for mapper in Base.registry.mappers:
        for attribute in mapper.attrs:
            if isinstance(attribute, ColumnProperty):
                assert getattr(mapper.class_, attribute.key).impl.active_history, attribute


def test_setting_an_expired_column_is_journalled(bench):
    workshop_id = add_workshop(bench, title="Old")

    def rename(work):
        workshop = work.session.get_one(Workshop, workshop_id)
        work.session.expire(workshop)
        workshop.title = "New"

    changes = bench.bus.run(Doing(rename))
    assert changes.topics == {Topic.WORKSHOP}
    bench.bus.undo()
    assert bench.library.workshop(workshop_id).title == "Old"


def test_a_failing_command_leaves_nothing(bench):
    workshop_id = add_workshop(bench)
    before = dump(bench)

    def half(work):
        work.session.get_one(Workshop, workshop_id).title = "Half"
        work.session.flush()
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        bench.bus.run(Doing(half))
    assert dump(bench) == before
    assert bench.bus.undo_label == "New workshop"


def test_a_change_that_changes_nothing_is_no_step(bench):
    workshop_id = add_workshop(bench, title="Same")
    heard = []
    bench.bus.subscribe(lambda *args: heard.append(args))

    def same(work):
        work.session.get_one(Workshop, workshop_id).title = "Same"

    assert not bench.bus.run(Doing(same))
    assert heard == []
    assert bench.bus.undo_label == "New workshop"


def test_a_step_whose_undo_fails_stays_in_the_history(bench, monkeypatch):
    add_workshop(bench)

    def full(_journal):
        raise UserError("disk full")

    monkeypatch.setattr(bench.uow, "replay", full)
    with pytest.raises(UserError):
        bench.bus.undo()
    assert bench.bus.undo_label == "New workshop"
    assert bench.bus.redo_label is None
    monkeypatch.undo()
    bench.bus.undo()
    assert bench.library.workshops() == ()


def test_consecutive_edits_of_one_field_are_one_step(bench):
    item = bench.library.agenda(add_workshop(bench))[0]
    for title in ("W", "We", "Wel"):
        bench.bus.run(EditItem(item.id, ItemField.TITLE, title))
    bench.bus.run(EditItem(item.id, ItemField.LEAD, "Ada"))
    bench.bus.undo()
    bench.bus.undo()
    assert bench.library.agenda(1)[0].title == "Welcome"
    bench.bus.redo()
    assert bench.library.agenda(1)[0].title == "Wel"


def test_an_edit_taken_back_by_hand_leaves_no_step(bench):
    item = bench.library.agenda(add_workshop(bench))[0]
    bench.bus.run(EditItem(item.id, ItemField.TITLE, "Hello"))
    bench.bus.run(EditItem(item.id, ItemField.TITLE, "Welcome"))
    assert bench.bus.undo_label == "New workshop"


def test_the_history_holds_a_hundred_steps(bench, clock):
    workshop_id = add_workshop(bench)
    for n in range(120):
        bench.bus.run(Capture(workshop_id, CaptureKind.IDEA, f"{n}", clock.now()))
    undone = 0
    while bench.bus.undo():
        undone += 1
    assert undone == 100
    assert len(bench.library.captures(workshop_id)) == 20


def finding(workshop_id, n):
    return {
        "uid": new_uid(),
        "rank": f"a{n:05}",
        "workshop_id": workshop_id,
        "text": f"note {n}",
        "captured_at": None,
        "run_ms": None,
        "item_uid": "",
        "kind": "idea",
    }


def test_many_rows_are_one_step_with_ids_that_stay(bench):
    workshop_id = add_workshop(bench)
    ids = []

    def many(work):
        ids.extend(work.add_rows(Finding, [finding(workshop_id, n) for n in range(1_000)]))

    changes = bench.bus.run(Doing(many))
    full = dump(bench)
    assert changes.row_ids == {(Topic.FINDING, row_id) for row_id in ids}
    assert len(ids) == len(set(ids)) == 1_000
    bench.bus.undo()
    assert bench.library.captures(workshop_id) == ()
    bench.bus.redo()
    assert dump(bench) == full


def test_rows_and_objects_mix_in_one_command(bench):
    workshop_id = add_workshop(bench)
    before = dump(bench)

    def mixed(work):
        work.session.get_one(Workshop, workshop_id).title = "Mixed"
        work.add_rows(Finding, [finding(workshop_id, 1)])
        work.session.get_one(Workshop, workshop_id).place = "Room 4"
        work.add_rows(Finding, [finding(workshop_id, 2)])

    bench.bus.run(Doing(mixed))
    after = dump(bench)
    bench.bus.undo()
    assert dump(bench) == before
    bench.bus.redo()
    assert dump(bench) == after


def test_adding_no_rows_is_no_change(bench):
    assert not bench.bus.run(Doing(lambda work: work.add_rows(Finding, [])))


def test_another_thread_is_refused(bench):
    caught = []

    def use():
        try:
            with bench.uow.read():
                pass
        except RuntimeError as error:
            caught.append(str(error))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert caught == ["the library belongs to one thread"]


def test_units_of_work_are_never_nested(bench):
    with bench.uow.begin(), pytest.raises(RuntimeError, match="one unit of work"), bench.uow.read():
        pass


def test_a_commit_after_somebody_else_rolled_back_is_loud(bench):
    def lose(work):
        work.session.add(
            AgendaItem(
                uid=new_uid(),
                rank="a0",
                workshop_id=1,
                title="x",
                kind=ItemKind.TALK,
                category="frame",
                planned_s=1,
                minimum_s=1,
                maximum_s=1,
                protected=False,
                technique="",
                lead="",
                instruction="",
                removed=False,
            )
        )
        work.session.flush()
        work.session.connection().connection.dbapi_connection.rollback()

    add_workshop(bench)
    with pytest.raises(RuntimeError, match="outside a transaction"):
        bench.bus.run(Doing(lose))


def test_parameters_stay_out_of_errors(bench):
    def clash(work):
        rows = [finding(1, 1), finding(1, 2)]
        rows[1]["uid"] = rows[0]["uid"]
        rows[1]["text"] = rows[0]["text"] = "SENTINEL"
        work.add_rows(Finding, rows)

    add_workshop(bench)
    with pytest.raises(Exception, match="UNIQUE") as caught:
        bench.bus.run(Doing(clash))
    assert "SENTINEL" not in str(caught.value)


def test_a_full_disk_is_said_and_nothing_before_it_is_lost(tmp_path, clock):
    bench = open_bench(tmp_path / "small.okr")
    workshop_id = add_workshop(bench)
    with bench.uow.read() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count={pages + 1}"))
    before = dump(bench)
    with pytest.raises(UserError, match="disk is full"):
        bench.bus.run(Capture(workshop_id, CaptureKind.IDEA, "x" * 9_000, clock.now()))
    assert dump(bench) == before
    bench.bus.run(Capture(workshop_id, CaptureKind.IDEA, "small", clock.now()))
    assert [row.text for row in bench.library.captures(workshop_id)] == ["small"]
    bench.close()


def test_every_mapped_row_that_is_exported_has_a_uid():
    for mapper in Base.registry.mappers:
        columns = inspect(mapper.class_).columns
        assert columns["uid"].unique or "uid" in columns, mapper
