"""What a report gathers from a library: all that is stored, each thing once."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import CaptureKind, KeyResultType, PreWork
from desktop.domain.people import RosterEntry
from desktop.domain.report import drafted, earlier_wordings
from desktop.domain.report_choices import DEFAULT_SECTIONS, NameStyle, PaperSize
from desktop.models.okrs import Initiative, KeyResult, MilestoneStep, Objective
from desktop.reports.csv_files import write_csv_files
from desktop.reports.markdown import write_markdown
from desktop.reports.pdf import write_pdf
from desktop.services.agenda import AddItem, EditItem, ItemField
from desktop.services.agenda_many import DeleteItems, MoveItems
from desktop.services.capture import Capture
from desktop.services.closing import EditParked, ParkedField
from desktop.services.initiatives import AddInitiative, AddStep
from desktop.services.key_results import AddKeyResult, CheckInOn
from desktop.services.okr_teams import AddTeams, EditMission
from desktop.services.okrs import AddObjective, EditObjective, ObjectiveField
from desktop.services.reporting import report_data
from desktop.services.roster import AddPeople
from desktop.services.run import EndRun, ExtendItem, NextItem, PauseRun, ResumeRun, StartRun
from desktop.services.run_changes import CatchUp
from desktop.services.run_repair import StartedEarlier
from tests.builders import add_workshop, block, open_bench
from tests.clocks import FakeClock

TEAMS, OBJECTIVES, RESULTS = 3, 2, 4
EXACT = ("0.5", "1.25", "99.95", "-12", "12345678901234567.123")


@pytest.fixture
def bench(tmp_path):
    made = open_bench(tmp_path / "library.okr")
    yield made
    made.close()


@pytest.fixture
def clock():
    return FakeClock()


def draft(bench, clock):
    """Teams with objectives, key results, steps and initiatives, each text its own."""
    run = bench.bus.run
    shop = add_workshop(bench, block("Welcome"))
    run(AddTeams(shop, tuple(f"Crew {n}" for n in range(TEAMS))))
    for team in bench.library.team_lines(shop):
        run(EditMission(shop, clock.now(), team.team_id, f"mission of {team.name}."))
        run(AddInitiative(shop, clock.now(), team.team_id, f"initiative of {team.name}."))
        for n in range(OBJECTIVES):
            title = f"objective {n} of {team.name}."
            run(AddObjective(shop, clock.now(), team.team_id, title))
            row = bench.library.team_okrs(shop, team.team_id).objectives[-1]
            for k in range(RESULTS):
                line = KeyResultLine(f"result {k} of {title}", KeyResultType.INCREASE_TO)
                run(AddKeyResult(shop, clock.now(), row.id, line))
            first = bench.library.team_okrs(shop, team.team_id).objectives[-1].key_results[0]
            run(AddStep(shop, clock.now(), first.id, f"step of {title}"))
    return shop


def texts(bench):
    with bench.uow.read() as session:
        return [
            *session.scalars(select(Objective.title)),
            *session.scalars(select(KeyResult.title)),
            *session.scalars(select(MilestoneStep.text)),
            *session.scalars(select(Initiative.text)),
        ]


def read(data):
    out = io.BytesIO()
    write_pdf(data, out, sections=DEFAULT_SECTIONS, paper=PaperSize.A4)
    pages = PdfReader(out).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_row_of_the_library_stands_in_the_report_once(bench, clock):
    shop = draft(bench, clock)
    data = report_data(bench.library, shop, clock.now())
    with bench.uow.read() as session:
        assert session.scalar(select(func.count(KeyResult.id))) == TEAMS * OBJECTIVES * RESULTS
    markdown = write_markdown(data, sections=DEFAULT_SECTIONS, names=NameStyle.FULL)
    for text in (read(data), markdown):
        for words in texts(bench):
            inside = sum(words in other for other in texts(bench))
            assert text.count(words) == inside, words


def test_decimals_are_exact_in_every_format(bench, clock, tmp_path):
    shop = draft(bench, clock)
    row = bench.library.all_team_okrs(shop)[0].objectives[0]
    for text in EXACT:
        line = KeyResultLine(f"exactly {text}", KeyResultType.REACH, target=Decimal(text))
        bench.bus.run(AddKeyResult(shop, clock.now(), row.id, line))
    data = report_data(bench.library, shop, clock.now())
    markdown = write_markdown(data, sections=DEFAULT_SECTIONS, names=NameStyle.FULL)
    write_csv_files(data, tmp_path)
    table = (tmp_path / "key_results.csv").read_text("utf-8-sig")
    for amount in ("0.5", "1.25", "99.95", "−12", "12345678901234567.123"):
        assert f" {amount}" in read(data)
        assert f"| {amount} |" in markdown
        assert f",{amount.replace('−', '-')}," in table


def test_earlier_wordings_come_from_the_revisions(bench, clock):
    shop = draft(bench, clock)
    row = bench.library.all_team_okrs(shop)[0].objectives[0]
    for title in ("better", "best"):
        clock.advance(300)
        edit = EditObjective(shop, clock.now(), row.id, ObjectiveField.TITLE, title)
        bench.bus.run(edit)
    found = earlier_wordings(report_data(bench.library, shop, clock.now()))
    assert [one.text for one in found] == [row.title, "better"]


def test_what_is_measured_is_in_the_report(bench, clock):
    shop = draft(bench, clock)
    result = bench.library.all_team_okrs(shop)[0].objectives[0].key_results[0]
    bench.bus.run(CheckInOn(shop, clock.now(), result.id, Decimal("0.5")))
    assert "Now 0.5" in read(report_data(bench.library, shop, clock.now()))


def test_a_workshop_without_okrs_has_no_such_section(bench, clock):
    shop = add_workshop(bench, block("Welcome"))
    data = report_data(bench.library, shop, clock.now())
    assert drafted(data) == ()
    assert data.preparation.goals == ()
    assert "Team OKRs" not in read(data)


def test_a_parked_question_comes_with_its_reason_and_a_person_with_role_and_pre_work(bench, clock):
    shop = add_workshop(bench)
    entry = RosterEntry("Ada", team="Ops", role="Skipper", pre_work=PreWork.READ)
    bench.bus.run(AddPeople(shop, (entry,)))
    bench.bus.run(Capture(shop, CaptureKind.PARKING_LOT, "Who owns the pier?", clock.now()))
    (row,) = bench.library.captures(shop)
    bench.bus.run(EditParked(row.ref.id, ParkedField.REASON, "Not ours to say"))
    data = report_data(bench.library, shop, clock.now())
    assert [one.reason for one in data.captures] == ["Not ours to say"]
    assert [(one.role, one.pre_work) for one in data.people] == [("Skipper", PreWork.READ)]


def late_run(bench, clock):
    """Starts 7 minutes late, pauses, catches up by leaving the break's follower out."""
    shop = add_workshop(bench)
    run, items = bench.bus.run, bench.library.agenda(shop)
    run(StartedEarlier(shop, clock.advance(420), 420))
    run(ExtendItem(shop, clock.advance(60), 300))
    run(NextItem(shop, clock.advance(600)))
    run(PauseRun(shop, clock.advance(300)))
    run(ResumeRun(shop, clock.advance(90)))
    run(CatchUp(shop, clock.advance(10), ((items[3].uid, -60),), (), 300))
    run(NextItem(shop, clock.advance(600)))
    run(NextItem(shop, clock.advance(900)))
    run(Capture(shop, CaptureKind.IDEA, "Shorter", clock.advance(1)))
    run(EndRun(shop, clock.advance(400.4)))
    return shop


def printed(bench, shop, clock, tmp_path, name):
    """Every format of the report, at one moment, without what was changed after the run."""
    data = report_data(bench.library, shop, clock.now())
    record = replace(data, changed_since=())
    write_csv_files(record, tmp_path / name)
    agenda = (tmp_path / name / "agenda.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(agenda, newline="")))
    told = ("Title", "Started", "Ended", "Planned seconds", "Adjusted seconds", "Actual seconds")
    return (
        read(record),
        write_markdown(record, sections=DEFAULT_SECTIONS, names=NameStyle.FULL),
        (tmp_path / name / "timeline.csv").read_bytes(),
        [[row[key] for key in (*told, "Reasons")] for row in rows],
    ), data


def test_whatever_is_done_to_the_agenda_after_the_end_the_record_stays_and_the_change_shows(
    bench, clock, tmp_path
):
    shop = late_run(bench, clock)
    before, data = printed(bench, shop, clock, tmp_path, "before")
    assert data.changed_since == ()
    first, second, third, _ = bench.library.agenda(shop)
    run = bench.bus.run
    run(EditItem(first.id, ItemField.TITLE, "Hello"))
    run(EditItem(second.id, ItemField.PLANNED, 60))
    run(DeleteItems((third.id,)))
    run(AddItem(shop, None, "Afterthought"))
    run(MoveItems((second.id,), 3))
    after, data = printed(bench, shop, clock, tmp_path, "after")
    assert after == before
    said = (
        "Changed in the agenda after the run: “Welcome” is now “Hello”; “Objectives” 30 to 1 min; "
        "“Break” deleted; “Afterthought” added; another order."
    )
    assert said in read(data)
    assert said in write_markdown(data, sections=DEFAULT_SECTIONS, names=NameStyle.FULL)
    write_csv_files(data, tmp_path / "after")
    assert said in (tmp_path / "after" / "workshop.csv").read_text("utf-8-sig")


def test_the_report_says_what_happened_to_each_block_and_why(bench, clock):
    shop = late_run(bench, clock)
    data = report_data(bench.library, shop, clock.now())
    assert [(one.planned_s, one.adjusted_s, one.actual_s) for one in data.items] == [
        (600, 900, 1080),
        (1800, 1800, 910),
        (900, 900, 900),
        (300, 240, 401),
    ]
    text = read(data)
    for words in (
        "started 7 min earlier than noted · +5 min at 09:08",
        "pause 09:23 to 09:24",
        "catch-up plan −1 min at 09:24",
        "The room agreed on another end: 10:05 (+5 min).",
        "To the second: 56:21 in all, blocks 54:51, pauses 1:30.",
        "Agreed end moved by +5 min",
    ):
        assert words in text, words
    assert (data.paused_s, data.idle_s) == (90, 0)


def test_a_block_that_was_run_and_deleted_keeps_its_time_in_the_report(bench, clock):
    shop = add_workshop(bench)
    run, items = bench.bus.run, bench.library.agenda(shop)
    run(StartRun(shop, clock.now()))
    run(NextItem(shop, clock.advance(300)))
    run(DeleteItems((items[0].id, items[2].id)))
    run(EndRun(shop, clock.advance(60)))
    data = report_data(bench.library, shop, clock.now())
    assert [(one.title, one.adjusted_s, one.actual_s) for one in data.items] == [
        ("Welcome", 0, 300),
        ("Objectives", 1800, 60),
        ("Break", 0, None),
        ("Close", 300, None),
    ]
    assert data.changed_since == ()
    assert read(data).count("taken out of the agenda") == 2
