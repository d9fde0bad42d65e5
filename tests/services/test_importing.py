"""Whole workshops come in at once, and leave with one undo."""

from __future__ import annotations

from dataclasses import fields
from datetime import time

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, ItemKind, WorkshopState
from desktop.domain.people import RosterEntry
from desktop.domain.report import ReportData, ReportItem
from desktop.domain.run import Phase
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.agenda_many import DeleteItems
from desktop.services.capture import Capture
from desktop.services.files import sample_import
from desktop.services.importing import CreateWithAgenda
from desktop.services.reporting import report_data
from desktop.services.roster import AddPerson
from desktop.services.run import EndRun, NextItem, PauseRun, ResumeRun, StartRun
from desktop.services.workshops import DeleteWorkshop
from tests.builders import DAY, ZONE, add_workshop, block, dump, open_bench


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


def test_the_sample_is_a_finished_workshop_of_four_hours(bench, clock):
    command = sample_import()
    bench.bus.run(command)
    row = bench.library.workshop(1)
    assert row.state is WorkshopState.CLOSED
    assert row.planned_s == 240 * 60
    assert row.started_at is not None
    assert row.ended_at is not None
    assert len(bench.library.captures(1)) == len(command.doc.captures)
    assert {row.kind for row in bench.library.captures(1)} == set(CaptureKind)
    breaks = [r for r in bench.library.agenda(1) if r.kind is ItemKind.BREAK]
    assert [(r.planned_s, r.protected) for r in breaks] == [(15 * 60, True)]
    data = report_data(bench.library, 1, clock.now())
    assert data.elapsed_s == (row.ended_at - row.started_at).total_seconds()


def test_one_undo_takes_a_whole_workshop_away_and_redo_brings_it_back(bench):
    bench.bus.run(sample_import())
    full = dump(bench)
    bench.bus.undo()
    assert bench.library.workshops() == ()
    bench.bus.redo()
    assert dump(bench) == full


def test_a_workshop_comes_in_once(bench):
    bench.bus.run(sample_import())
    before = dump(bench)
    with pytest.raises(UserError, match="in this library already"):
        bench.bus.run(sample_import())
    assert dump(bench) == before


def test_a_workshop_may_end_after_midnight(bench):
    bench.bus.run(
        CreateWithAgenda("Late", DAY, time(23, 30), ZONE, (block("One", 45), block("Two", 30)))
    )
    row = bench.library.workshop(1)
    assert (row.start, row.end) == (time(23, 30), time(0, 45))


def test_the_report_adds_up_to_the_second(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    for seconds in (0.4, 0.4, 0.4):
        bench.bus.run(PauseRun(shop, clock.advance(61.3)))
        bench.bus.run(ResumeRun(shop, clock.advance(seconds)))
        bench.bus.run(NextItem(shop, clock.advance(33.3)))
    bench.bus.run(EndRun(shop, clock.advance(10)))
    data = report_data(bench.library, shop, clock.now())
    assert data.elapsed_s == round((61.3 + 0.4 + 33.3) * 3 + 10)
    assert (data.actual_end - data.actual_start).total_seconds() == pytest.approx(
        data.elapsed_s, abs=1
    )


def test_the_report_keeps_the_plan_the_run_began_with(bench, clock):
    shop = add_workshop(bench)
    first, second = bench.library.agenda(shop)[:2]
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(NextItem(shop, clock.advance(300)))
    bench.bus.run(EditItem(first.id, ItemField.PLANNED, 3600))
    bench.bus.run(DeleteItems((first.id,)))
    items = report_data(bench.library, shop, clock.advance(60)).items
    assert (items[0].title, items[0].planned_s, items[0].actual_s) == ("Welcome", 600, 300)
    assert items[0].ends_at is not None
    assert (items[1].title, items[1].actual_s, items[1].ends_at) == (second.title, 60, None)
    assert items[2].actual_s is None


def test_a_report_is_there_at_any_moment(bench, clock):
    shop = add_workshop(bench)
    assert not report_data(bench.library, shop, clock.now()).started
    bench.bus.run(StartRun(shop, clock.now()))
    assert report_data(bench.library, shop, clock.advance(5)).running
    with pytest.raises(UserError, match="no workshop 99"):
        report_data(bench.library, 99, clock.now())


def test_private_notes_have_no_way_into_a_report(bench, clock):
    shop = add_workshop(bench)
    item = bench.library.agenda(shop)[0]
    bench.bus.run(SetPrivateNote(item.id, "SENTINEL"))
    bench.bus.run(Capture(shop, CaptureKind.IDEA, "public", clock.now()))
    assert "SENTINEL" not in repr(report_data(bench.library, shop, clock.now()))
    names = {f.name for kind in (ReportData, ReportItem) for f in fields(kind)}
    assert not {name for name in names if "private" in name or "note" in name}


def test_a_block_that_was_deleted_before_it_ran_is_not_in_the_report(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(DeleteItems((bench.library.agenda(shop)[1].id,)))
    titles = [item.title for item in report_data(bench.library, shop, clock.now()).items]
    assert titles == ["Welcome", "Break", "Close"]


def test_phases_of_the_sample(bench):
    bench.bus.run(sample_import())
    from desktop.domain.run import run_state

    events = bench.library.events(1)
    state = run_state(bench.library.agenda(1), events, events[-1].at, None)
    assert state.phase is Phase.ENDED
    assert state.paused_ms == 120_000


def test_the_people_of_a_file_come_with_their_teams_and_what_is_private(bench):
    bench.bus.run(sample_import())
    people = bench.library.roster(1)
    assert len(people) == 16
    assert (people[0].name, people[0].team) == ("Mira Fennel", "Booking")
    late = next(row for row in people if row.attendance == "late")
    assert late.arrived_at is not None
    assert bench.library.contacts(1)[people[0].person_id].email == "mira.fennel@example.org"
    assert bench.library.workshop(1).hands_up == 3


def test_a_file_knows_the_people_and_teams_that_are_there(bench):
    command = sample_import()
    bench.bus.run(command)
    before = bench.library.roster(1)
    bench.bus.run(AddPerson(add_workshop(bench, title="Other"), RosterEntry("Nobody")))
    bench.bus.run(DeleteWorkshop(1))
    add = CreateWithAgenda("Next", DAY, time(9), ZONE, (block(),), programme="Harbourline")
    bench.bus.run(add)
    shop = max(row.id for row in bench.library.workshops())
    bench.bus.run(AddPerson(shop, RosterEntry("Mira Fennel", "mira.fennel@example.org")))
    bench.bus.run(command)
    again = max(row.id for row in bench.library.workshops())
    after = bench.library.roster(again)
    assert [row.name for row in after] == [row.name for row in before]
    assert {row.team_id for row in after} == {row.team_id for row in before}
    assert after[0].person_id == bench.library.roster(shop)[0].person_id
