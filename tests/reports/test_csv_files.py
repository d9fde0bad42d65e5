"""The CSV files as a spreadsheet, a counter and this app itself find them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import time

import pytest

from desktop.domain.agenda_file import Column
from desktop.domain.amounts import parse_amount
from desktop.domain.csv_cells import unguarded
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, Disposition, PreWork
from desktop.domain.prepare_rows import Preparation
from desktop.domain.record_reasons import Reason, ReasonKind
from desktop.domain.report import ReportPerson
from desktop.domain.report_choices import NameStyle, Notation
from desktop.domain.roster import read_roster
from desktop.reports.csv_files import write_csv_files
from desktop.system.tables import read_table
from tests.domain.tables import read_agenda
from tests.reports.okr_builders import goal, objective, preparation, result, rich, team
from tests.reports.report_builders import NINE, PEOPLE, TIMELINE, block, note, report

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", " =1", "'=1", "＝1", "a;=1+1", "a\n=1", "x")


def rows_of(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def tables(data, tmp_path, **kw):
    return {path.stem: rows_of(path) for path in write_csv_files(data, tmp_path / "csv", **kw)}


def everything():
    rows = [note(kind, f"text of {kind.value}", n) for n, kind in enumerate(CaptureKind)]
    return rich(report(*rows, people=PEOPLE))


def test_each_kind_has_a_file_and_each_note_a_line(tmp_path):
    found = tables(everything(), tmp_path)
    cells = [cell for rows in found.values() for row in rows[1:] for cell in row]
    for kind in CaptureKind:
        assert cells.count(f"text of {kind.value}") == 1
    assert {name: len(rows) - 1 for name, rows in found.items()} == {
        "workshop": 18,
        "agenda": 2,
        "timeline": 0,
        "people": 5,
        "goals": 5,
        "materials": 3,
        "leader_input": 4,
        "themes": 2,
        "session_okr": 3,
        "missions": 6,
        "objectives": 5,
        "key_results": 11,
        "milestone_steps": 3,
        "check_ins": 7,
        "initiatives": 7,
        "wordings": 5,
        "findings": 4,
        "feedback": 4,
        "decisions": 1,
        "actions": 1,
        "parking_lot": 1,
        "risks": 1,
        "needs": 1,
    }


def test_every_line_has_as_many_cells_as_its_headings(tmp_path):
    for rows in tables(everything(), tmp_path).values():
        assert {len(row) for row in rows} == {len(rows[0])}


def test_the_files_begin_with_the_mark_of_utf_8(tmp_path):
    for path in write_csv_files(report(), tmp_path / "made" / "csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula_and_reading_gives_the_original(text, tmp_path):
    data = report(
        *(note(kind, text, n, owner=text, item_title=text) for n, kind in enumerate(CaptureKind)),
        preparation=preparation(),
        teams=(team(text, mission=text),),
        people=(ReportPerson(text, text),),
        title=text,
    )
    for rows in tables(data, tmp_path).values():
        for row in rows[1:]:
            assert all(not cell or cell[0] not in "=+-@\t\r＝＋－＠" for cell in row)
    assert read_table(tmp_path / "csv" / "decisions.csv").table.rows[1][0] == text


def test_a_negative_amount_is_a_number_with_all_its_digits(tmp_path):
    rows = tables(everything(), tmp_path)["key_results"]
    cells = {cell for row in rows for cell in row}
    assert {"-0.5", "1.25", "99.95", "12345678901234567.123"} <= cells


def test_text_that_looks_like_a_negative_number_is_guarded_and_a_number_is_not(tmp_path):
    row = result("-12", base="-12", goal="-0.00000001", unit="-1")
    data = report(teams=(team("Booking", objective("O", row)),))
    (found,) = tables(data, tmp_path)["key_results"][1:]
    assert found[2] == "'-12"
    assert found[5] == "'-1"
    assert found[6:8] == ["-12", "-0.00000001"]
    read = read_table(tmp_path / "csv" / "key_results.csv").table.rows[1]
    assert (read[2], read[5], read[6], read[7]) == ("-12", "-1", "-12", "-0.00000001")
    assert [parse_amount(cell) for cell in read[6:8]] == [row.baseline, row.target]


def test_tables_keep_the_point_and_24_hours_whatever_people_read(tmp_path):
    data = everything()
    other = replace(data, notation=Notation(decimal_comma=True, twelve_hour=True))
    assert tables(other, tmp_path) == tables(data, tmp_path)


def test_a_parked_question_has_its_reason(tmp_path):
    parked = note(
        CaptureKind.PARKING_LOT,
        "Who owns the pier?",
        disposition=Disposition.DROPPED,
        reason="=Not ours",
    )
    (row,) = tables(report(parked), tmp_path)["parking_lot"][1:]
    assert row[:3] == ["Who owns the pier?", "dropped", "'=Not ours"]


def test_people_have_their_role_and_pre_work_unless_nobody_may_be_named(tmp_path):
    data = report(people=(ReportPerson("Nell Yarrow", "Ops", True, "Skipper", PreWork.READ),))
    assert tables(data, tmp_path)["people"] == [
        ["Name", "Team", "Took part", "Role", "Pre-work"],
        ["Nell Yarrow", "Ops", "yes", "Skipper", "read"],
    ]
    table = read_table(tmp_path / "csv" / "people.csv").table
    (entry,) = read_roster(table.rows, table.lines).people
    assert (entry.role, entry.pre_work) == ("Skipper", PreWork.READ)
    short = tables(data, tmp_path, names=NameStyle.INITIALS)["people"][1]
    assert short == ["N. Y.", "Ops", "yes", "Skipper", "read"]
    unnamed = tables(data, tmp_path, names=NameStyle.NONE)["people"][1]
    assert unnamed == ["", "Ops", "yes", "", ""]


def test_participants_words_have_no_time_and_stand_in_alphabetical_order(tmp_path):
    rows = [note(CaptureKind.KEEP, text, n) for n, text in enumerate(("zebra", "Apple", "mango"))]
    found = tables(report(*rows), tmp_path)["feedback"]
    assert found == [["Kind", "Text"], ["keep", "Apple"], ["keep", "mango"], ["keep", "zebra"]]


def test_an_anonymous_note_has_no_time(tmp_path):
    rows = [
        note(CaptureKind.RISK, "said aloud", 1),
        note(CaptureKind.RISK, "whispered", 2, anonymous=True),
    ]
    found = tables(report(*rows, zone="Europe/Berlin"), tmp_path)["risks"]
    assert [row[-1] for row in found[1:]] == ["2027-01-14 10:01:00", ""]


def test_people_are_named_as_chosen(tmp_path):
    found = tables(everything(), tmp_path, names=NameStyle.NONE)
    cells = " ".join(cell for rows in found.values() for row in rows for cell in row)
    for name in ("Nell", "Otto", "Dara", "ليلى", "Ines"):
        assert name not in cells


def test_the_agenda_can_be_read_in_again(tmp_path):
    data = report(items=(block("=Welcome", 15), block("Drafts; all", 30)))
    write_csv_files(data, tmp_path)
    table = read_table(tmp_path / "agenda.csv").table
    own = [c.value for c in Column if c is not Column.NOTES]
    assert list(table.rows[0][: len(own)]) == own
    read = read_agenda(table.rows, table.lines)
    assert [(b.title, b.planned_s, b.protected) for b in read.blocks] == [
        ("=Welcome", 15 * 60, False),
        ("Drafts; all", 30 * 60, False),
    ]
    assert read.start == time(9)
    assert not read.warnings


def test_the_agenda_says_what_became_of_each_block_and_why(tmp_path):
    reasons = (
        Reason(ReasonKind.EXTENDED, NINE, seconds=300),
        Reason(ReasonKind.RENAMED, text="=Old"),
    )
    item = replace(block("Late", 10, 17), adjusted_s=900, paused_s=60, reasons=reasons)
    added = replace(block("More", 5, None), planned_s=None, adjusted_s=300, skipped=True)
    found = tables(report(items=(item, added), zone="Europe/Berlin"), tmp_path)["agenda"]
    heads = found[0].index("Planned seconds")
    assert found[1][heads:] == [
        *("600", "900", "1020", "60", "no", "'+5 min at 10:00 · was called “=Old”")
    ]
    assert found[2][heads:] == ["", "300", "", "0", "yes", ""]


def test_the_timeline_has_every_event_with_its_offset_and_no_formula(tmp_path):
    data = report(timeline=TIMELINE, zone="Europe/Berlin")
    found = tables(data, tmp_path)["timeline"]
    assert ",".join(found[0]).startswith("Sequence,Local time,UTC,What,Block,Seconds,Why")
    assert [row[1:6] for row in found[1:]] == [
        ["2027-01-14 10:00:00+01:00", "2027-01-14 09:00:00+00:00", "started", "'=First", "0"],
        ["2027-01-14 10:05:00+01:00", "2027-01-14 09:05:00+00:00", "extended", "'=First", "60"],
        ["2027-01-14 11:00:00+01:00", "2027-01-14 10:00:00+00:00", "ended", "Last", "0"],
    ]


def test_the_people_can_be_read_in_again(tmp_path):
    write_csv_files(report(people=PEOPLE), tmp_path)
    table = read_table(tmp_path / "people.csv").table
    read = read_roster(table.rows, table.lines)
    assert [(entry.name, entry.team) for entry in read.people] == [
        (one.name, one.team) for one in PEOPLE
    ]


def test_a_second_export_replaces_the_first_and_leaves_nothing_else(tmp_path):
    first = write_csv_files(everything(), tmp_path)
    assert write_csv_files(report(), tmp_path) == first
    assert sorted(tmp_path.iterdir()) == sorted(first)
    assert len(rows_of(tmp_path / "goals.csv")) == 1


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="file"):
        write_csv_files(report(), tmp_path / "file")


def test_the_same_data_gives_the_same_files(tmp_path):
    data = everything()
    first = [path.read_bytes() for path in write_csv_files(data, tmp_path)]
    assert [path.read_bytes() for path in write_csv_files(data, tmp_path)] == first


def test_progress_counts_the_files(tmp_path):
    seen = []
    made = write_csv_files(report(), tmp_path, progress=lambda n, of: seen.append((n, of)))
    assert seen == [(n, len(made)) for n in range(1, len(made) + 1)]


def test_goals_keep_their_line_breaks(tmp_path):
    data = report(preparation=Preparation(goals=(goal("one\ntwo, “three”"),)))
    found = tables(data, tmp_path)["goals"]
    assert unguarded(found[1][0]) == "one\ntwo, “three”"
