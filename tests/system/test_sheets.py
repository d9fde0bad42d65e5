"""Workbooks are read as they look, and hostile ones are refused before they take anything."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from desktop.domain.errors import UserError
from desktop.domain.kinds import ItemKind
from desktop.system import sheets
from desktop.system.sheets import cell_text, read_workbook
from desktop.system.tables import read_table
from tests.domain.tables import read_agenda

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows, name="Plan", before=(), **options) -> bytes:
    """A workbook with these lines; times and lengths formatted as people do."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    for empty in before:
        book.add_worksheet(empty)
    sheet = book.add_worksheet(name)
    clock = book.add_format({"num_format": "h:mm AM/PM"})
    length = book.add_format({"num_format": "[h]:mm"})
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            shape = {time: clock, timedelta: length, datetime: day}.get(type(value))
            if shape is None:
                sheet.write(y, x, value)
            else:
                sheet.write_datetime(y, x, value, shape)
    book.close()
    return file.getvalue()


def altered(raw: bytes, **parts: bytes) -> bytes:
    """The archive with other parts; names as `sheet=` for the first sheet."""
    names = {"sheet": SHEET, "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    new = {names.get(name, name): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as made:
        for entry in old.infolist():
            made.writestr(entry.filename, new.pop(entry.filename, old.read(entry)))
        for name, content in new.items():
            made.writestr(name, content)
    return out.getvalue()


def sheet_xml(cells: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}<sheetData>{cells}</sheetData></worksheet>".encode()


ROWS = (
    ("Off-site, second day",),
    (),
    ("When", "Topic", "Length", "Type", "Notes"),
    (time(9, 30), "Hello & <b>hopes</b>", timedelta(minutes=15), "Opening", "two\nlines"),
    (time(9, 45), "Working", timedelta(minutes=75), "Work", 7),
    (time(11), "Coffee", timedelta(minutes=20), "Break", True),
)


def test_an_agenda_in_a_workbook_is_read_from_the_first_sheet_with_cells(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(*ROWS, before=("Cover",)))
    found = read_table(path)
    assert (found.encoding, found.sheet, found.sheets) == ("XLSX", "Plan", ("Plan",))
    agenda = read_agenda(found.table.rows, found.table.lines)
    assert agenda.start == time(9, 30)
    assert [block.planned_s // 60 for block in agenda.blocks] == [15, 75, 20]
    assert agenda.blocks[0].title == "Hello & <b>hopes</b>"
    assert [block.private_note for block in agenda.blocks] == ["two\nlines", "7", "yes"]
    assert agenda.blocks[2].kind is ItemKind.BREAK
    assert [each.line for each in agenda.skipped] == [1, 2]


def test_another_sheet_can_be_chosen():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write(0, 0, f"in {name}")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "secret")
        hidden.hide()
    found = read_workbook(file.getvalue(), "Two")
    assert found.sheets == ("One", "Two")
    assert found.table.rows == (("in Two",),)
    assert read_workbook(file.getvalue(), "Nine").sheet == "One"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15.0, "15"),
        (7.5, "7.5"),
        (0.1 + 0.2, "0.3"),
        (float("inf"), ""),
        (True, "yes"),
        (time(9, 5), "09:05"),
        (time(9, 4, 59, 999_700), "09:05"),
        (time(9, 5, 30), "09:05:30"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(seconds=90), "90 s"),
        (date(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4, 9, 30), "2026-05-04 09:30"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999), "9999-12-31 23:59:59"),
        ("as it is", "as it is"),
    ],
)
def test_cells_say_what_a_person_would_type(value, text):
    assert cell_text(value) == text


def test_one_cell_in_the_last_corner_is_refused_and_not_laid_out():
    far = FIRST + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(UserError, match="far more"):
        read_workbook(altered(workbook(("x",)), sheet=sheet_xml(far)))


def test_cells_that_are_only_coloured_do_not_count():
    far = FIRST + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    raw = altered(workbook(("x",)), sheet=sheet_xml(far))
    assert read_workbook(raw).table.rows == (("1",),)


@pytest.mark.parametrize("reference", ["ZZZZZZZZ1", "A0", "A99999999", "1A", "", "A-1"])
def test_a_cell_that_is_nowhere_is_refused(reference):
    cells = f'<row r="1"><c r="{reference}"><v>1</v></c></row>'
    with pytest.raises(UserError, match="damaged"):
        read_workbook(altered(workbook(("x",)), sheet=sheet_xml(cells)))


def test_a_long_text_that_many_cells_share_is_refused():
    count = 4000
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(count))
    text = "long " * 6000
    strings = f"<sst><si><t>{text}</t></si></sst>".encode()
    with pytest.raises(UserError, match="far more"):
        read_workbook(altered(workbook(("x",)), sheet=sheet_xml(rows), strings=strings))


def test_an_archive_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(monkeypatch):
    raw = altered(workbook(("x",)), **{"xl/media/x.xml": b" " * 3_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(UserError, match="far more"):
        read_workbook(raw)


def test_very_many_parts_are_refused():
    many = {f"xl/part{n}.xml": b"<x/>" for n in range(1000)}
    with pytest.raises(UserError, match="far more"):
        read_workbook(altered(workbook(("x",)), **many))


def test_entities_are_not_followed():
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData>&a;</sheetData></worksheet>'
    with pytest.raises(UserError, match="damaged"):
        read_workbook(altered(workbook(("x",)), sheet=evil))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (sheets.OLD_MARK + b"\0" * 600, "old kind or has a password"),
        (sheets.ZIP_MARK + b"\0" * 600, "damaged"),
        (workbook(), "nothing in it"),
        (altered(workbook(("x",)), **{"content.xml": b"<x/>"}), "not an XLSX"),
        (workbook(("x",))[:-40], "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(raw, said):
    with pytest.raises(UserError, match=said) as refusal:
        read_workbook(raw)
    assert refusal.value.hint


def test_a_refused_workbook_names_its_file(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(sheets.OLD_MARK)
    with pytest.raises(UserError, match=r"plan\.xlsx: This workbook"):
        read_table(path)


def test_damage_anywhere_does_no_more_harm_than_a_refusal():
    chance = random.Random(7)
    raw = workbook(*ROWS)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    names = [name for name in parts if name.startswith(("xl/", "_rels"))]
    for _ in range(300):
        name = chance.choice(names)
        part = bytearray(parts[name])
        at = chance.randrange(len(part))
        part[at : at + chance.randrange(9)] = chance.choice(
            (b"9" * 7, b"<", b'r="XFD1"', b"e400", b"")
        )
        with suppress(UserError):
            read_workbook(altered(raw, **{name: bytes(part)}))
    for _ in range(300):
        broken = bytearray(raw)
        broken[chance.randrange(len(raw))] = chance.randrange(256)
        with suppress(UserError):
            read_workbook(bytes(broken))
