"""A workshop leaves the library as a document and comes back as it was, or not at all."""

from __future__ import annotations

from datetime import date, time
from itertools import count

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.kinds import AwayAnswer, CaptureKind
from desktop.domain.people import RosterEntry
from desktop.domain.workshop_file import decode_workshop, encode_workshop
from desktop.services.agenda import SetPrivateNote
from desktop.services.agenda_many import DeleteItems
from desktop.services.capture import Capture
from desktop.services.files import sample_import
from desktop.services.importing import CreateWithAgenda
from desktop.services.people import SetAccommodation, SetContact
from desktop.services.roster import AddPerson
from desktop.services.run import EndRun, ExtendItem, NextItem, ReopenRun, StartRun
from desktop.services.run_changes import CatchUp
from desktop.services.run_repair import AnswerAway, StartedEarlier
from desktop.services.workshop_import import ImportWorkshop
from desktop.services.workshops import DeleteWorkshop
from tests.builders import ZONE, add_workshop, block, dump, open_bench
from tests.domain.workshop_docs import prepared


@pytest.fixture
def bench():
    opened = open_bench()
    yield opened
    opened.close()


def in_a_new_library(doc):
    other = open_bench()
    other.bus.run(ImportWorkshop(doc))
    again = other.library.workshop_doc(1)
    other.close()
    return again


def test_the_sample_leaves_as_it_came(bench):
    command = sample_import()
    bench.bus.run(command)
    assert bench.library.workshop_doc(1) == command.doc


def test_a_workshop_of_this_library_is_the_same_in_another(bench, clock):
    shop = add_workshop(bench)
    item = bench.library.agenda(shop)[0]
    bench.bus.run(SetPrivateNote(item.id, "only me"))
    bench.bus.run(AddPerson(shop, RosterEntry("Ada Okafor", "ada@example.org", "Scheduling")))
    bench.bus.run(StartRun(shop, clock.now()))
    for kind in (*CaptureKind, CaptureKind.RISK, CaptureKind.KEEP, CaptureKind.OBSERVATION):
        bench.bus.run(Capture(shop, kind, f"note of {kind}", clock.advance(7)))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    bench.bus.run(DeleteItems((item.id,)))
    bench.bus.run(EndRun(shop, clock.advance(60)))
    doc = bench.library.workshop_doc(shop)
    assert doc.agenda[0].removed
    assert in_a_new_library(doc) == doc
    assert decode_workshop(encode_workshop(doc, with_private=True)) == doc


def test_what_is_private_leaves_only_on_request(bench):
    shop = add_workshop(bench)
    bench.bus.run(SetPrivateNote(bench.library.agenda(shop)[0].id, "SENTINEL note"))
    bench.bus.run(AddPerson(shop, RosterEntry("Ada Okafor")))
    person = bench.library.roster(shop)[0].person_id
    bench.bus.run(SetContact(person, "sentinel@example.org"))
    bench.bus.run(SetAccommodation(person, "SENTINEL need"))
    doc = bench.library.workshop_doc(shop)
    assert b"sentinel" not in encode_workshop(doc).lower()
    assert encode_workshop(doc, with_private=True).lower().count(b"sentinel") == 3


def test_a_workshop_that_is_gone_is_said_to_be(bench):
    with pytest.raises(UserError, match="no workshop 7"):
        bench.library.workshop_doc(7)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_was_prepared_and_drafted_comes_back_with_its_names_its_order_and_every_digit(data):
    bench = open_bench()
    add_workshop(bench)
    parts = data.draw(prepared())
    doc = msgspec.structs.replace(bench.library.workshop_doc(1), **parts)
    bench.close()
    again = in_a_new_library(doc)
    brief = doc.brief
    if brief is not None and brief == type(brief)(uid=brief.uid):
        doc = msgspec.structs.replace(doc, brief=None)  # not a word in it
    used = {part.team for part in doc.okrs if part.mission or part.objectives or part.initiatives}
    doc = msgspec.structs.replace(
        doc,
        teams=[team for team in doc.teams if team.uid in used],
        okrs=[part for part in doc.okrs if part.team in used],
    )
    assert again == doc


def next_workshop(bench, day=date(2027, 2, 11)):
    """Another workshop of the sample's programme and quarter."""
    one = CreateWithAgenda("Check-in", day, time(9), ZONE, (block(),), programme="Harbourline")
    bench.bus.run(one)
    return max(row.id for row in bench.library.workshops())


def test_a_deleted_workshop_finds_the_okrs_that_others_went_on_with(bench):
    command = sample_import()
    bench.bus.run(command)
    other = next_workshop(bench)
    bench.bus.run(DeleteWorkshop(1))
    assert len(bench.library.all_team_okrs(other)) == 6
    bench.bus.run(command)
    back = max(row.id for row in bench.library.workshops())
    assert bench.library.workshop_doc(back) == command.doc
    assert bench.library.all_team_okrs(other)[0].objectives


def changed(doc):
    booking = doc.okrs[0]
    objective = msgspec.structs.replace(booking.objectives[0], title="Something else")
    booking = msgspec.structs.replace(booking, objectives=[objective, *booking.objectives[1:]])
    return msgspec.structs.replace(doc, okrs=[booking, *doc.okrs[1:]])


def test_okrs_that_differ_from_those_that_are_here_are_refused_and_nothing_is_stored(bench):
    doc = sample_import().doc
    bench.bus.run(ImportWorkshop(doc))
    next_workshop(bench)
    bench.bus.run(DeleteWorkshop(1))
    before = dump(bench)
    with pytest.raises(UserError, match="Booking has OKRs for Q1 2027 in this library already"):
        bench.bus.run(ImportWorkshop(changed(doc)))
    assert dump(bench) == before


def renamed(doc):
    """The same workshop under other names, as another facilitator would have made it."""
    fresh = (f"{n:08x}-0000-4000-8000-000000000000" for n in count(1))
    names: dict[str, str] = {}
    raw = encode_workshop(doc, with_private=True).decode()
    plain = msgspec.json.decode(raw)

    def walk(value):
        if isinstance(value, dict):
            for key, one in value.items():
                if key in ("uid", "person") and one:
                    names.setdefault(one, next(fresh))
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(plain)
    for old, new in names.items():
        raw = raw.replace(old, new)
    return decode_workshop(raw.encode())


def test_a_team_s_second_mission_in_a_quarter_is_refused(bench):
    doc = sample_import().doc
    bench.bus.run(ImportWorkshop(doc))
    before = dump(bench)
    with pytest.raises(UserError, match="has OKRs for Q1 2027"):
        bench.bus.run(ImportWorkshop(renamed(doc)))
    assert dump(bench) == before


def test_a_part_that_another_workshop_has_is_refused(bench):
    doc = sample_import().doc
    bench.bus.run(ImportWorkshop(doc))
    before = dump(bench)
    head = msgspec.structs.replace(doc.workshop, uid="00000001-0000-4000-8000-000000000000")
    with pytest.raises(UserError, match="in another workshop") as refusal:
        bench.bus.run(ImportWorkshop(msgspec.structs.replace(doc, workshop=head)))
    assert refusal.value.hint == "Nothing was imported."
    assert dump(bench) == before


def test_a_team_is_known_by_its_uid_after_it_was_renamed(bench):
    doc = sample_import().doc
    bench.bus.run(ImportWorkshop(doc))
    next_workshop(bench)
    bench.bus.run(DeleteWorkshop(1))
    teams = [
        msgspec.structs.replace(team, name=f"{team.name} crew" if n == 0 else team.name)
        for n, team in enumerate(doc.teams)
    ]
    bench.bus.run(ImportWorkshop(msgspec.structs.replace(doc, teams=teams)))
    back = max(row.id for row in bench.library.workshops())
    assert bench.library.workshop_doc(back).teams[0].name == "Booking"
    assert len(bench.library.team_lines(back)) == 6


def test_one_undo_takes_the_okrs_away_with_the_workshop(bench):
    empty = dump(bench)
    bench.bus.run(sample_import())
    full = dump(bench)
    bench.bus.undo()
    assert dump(bench) == empty
    bench.bus.redo()
    assert dump(bench) == full


def test_a_start_that_was_told_later_is_the_same_in_another_library(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartedEarlier(shop, clock.now(), 7 * 60))
    bench.bus.run(EndRun(shop, clock.advance(600)))
    assert same_run_elsewhere(bench, shop)


def test_a_run_that_was_reopened_goes_on_in_another_library(bench, clock):
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    bench.bus.run(EndRun(shop, clock.advance(600)))
    bench.bus.run(ReopenRun(shop, clock.advance(600)))
    assert same_run_elsewhere(bench, shop)


def test_what_took_longer_than_a_block_may_be_planned_for_leaves_and_comes_back(bench, clock):
    """A laptop that was asleep overnight, a day that ended late and 800 times one more minute."""
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, clock.now()))
    for _ in range(800):
        bench.bus.run(ExtendItem(shop, clock.advance(1), 60))
    uid, since = bench.library.agenda(shop)[1].uid, clock.now()
    until = clock.advance(20 * 3600)
    moved_on = AwayAnswer.MOVED_ON
    bench.bus.run(AnswerAway(shop, clock.advance(5), moved_on, since, until, uid, until))
    bench.bus.run(CatchUp(shop, clock.advance(5), end_moved_s=20 * 3600))
    bench.bus.run(EndRun(shop, clock.advance(5)))
    doc = bench.library.workshop_doc(shop)
    assert decode_workshop(encode_workshop(doc, with_private=True)) == doc
    assert same_run_elsewhere(bench, shop)


def same_run_elsewhere(bench, shop):
    here, other = bench.library.workshop(shop), open_bench()
    other.bus.run(ImportWorkshop(bench.library.workshop_doc(shop)))
    there = other.library.workshops()[0]
    other.close()
    return (there.started_at, there.ended_at) == (here.started_at, here.ended_at)
