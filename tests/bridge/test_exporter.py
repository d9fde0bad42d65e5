"""The files of a report: where they go, what they are called, and what is in them."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader

from desktop.bridge import exporter as module
from desktop.bridge.exporter import Exporter, file_name
from desktop.domain.kinds import CaptureKind
from desktop.domain.report_choices import NameStyle, Notation, Section
from desktop.reports.markdown import write_markdown
from tests.reports.report_builders import note, report

DATA = report(note(CaptureKind.ACTION, "share it", owner="Nell Yarrow"))


@pytest.fixture
def exporter(qtbot, tmp_path):
    made = Exporter(tmp_path / "reports")
    yield made
    made.drain()


def test_the_pdf_names_owners_as_chosen(qtbot, exporter):
    exporter.names = NameStyle.INITIALS
    with qtbot.waitSignal(exporter.exported) as done:
        exporter.export(DATA)
    text = "".join(page.extract_text() for page in PdfReader(done.args[0].path).pages)
    assert "N. Y." in text
    assert "Nell" not in text


def test_the_markdown_file_lies_beside_the_pdf(qtbot, exporter, tmp_path):
    exporter.names = NameStyle.NONE
    exporter.sections = frozenset({Section.ACTIONS})
    with qtbot.waitSignal(exporter.exported) as done:
        exporter.save_markdown(DATA)
    path = done.args[0].path
    assert path == tmp_path / "reports" / "Harbourline Q1 OKR workshop 2027-01-14 0900.md"
    expected = write_markdown(DATA, sections=exporter.sections, names=NameStyle.NONE)
    assert path.read_text("utf-8") == expected
    assert done.args[0].pages == 0
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_the_tables_lie_in_a_folder_beside_the_pdf(qtbot, exporter, tmp_path):
    exporter.names = NameStyle.NONE
    with qtbot.waitSignal(exporter.exported) as done:
        exporter.save_csv(DATA)
    made = done.args[0]
    assert made.path == tmp_path / "reports" / "Harbourline Q1 OKR workshop 2027-01-14 0900 CSV"
    assert made.files == len(list(made.path.iterdir())) > 10
    text = (made.path / "actions.csv").read_text("utf-8-sig")
    assert "share it,Has an owner" in text
    assert "Nell" not in text


def test_the_text_for_the_clipboard_is_the_same(qtbot, exporter):
    with qtbot.waitSignal(exporter.written) as done:
        exporter.write_markdown(DATA)
    assert done.args[0] == write_markdown(DATA, sections=exporter.sections, names=NameStyle.FULL)


def test_a_folder_that_cannot_be_made_is_refused(qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    exporter = Exporter(tmp_path / "file" / "reports")
    with qtbot.waitSignal(exporter.failed) as failed:
        exporter.save_markdown(DATA)
    assert "file" in failed.args[0].what
    exporter.drain()


def test_after_a_bug_the_next_export_can_be_asked_for(qtbot, exporter, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, trace: caught.append(kind))
    monkeypatch.setattr(module, "_write_pdf", lambda *_: 1 / 0)
    with qtbot.waitSignal(exporter.cancelled):
        exporter.export(DATA)
    qtbot.waitUntil(lambda: bool(caught))
    monkeypatch.undo()
    with qtbot.waitSignal(exporter.exported):
        exporter.export(DATA)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Q1: plans / goals?", "Harbourline Q1 plans goals 2027-01-14 0900.md"),
        ("...", "Harbourline 2027-01-14 0900.md"),
        ("目標", "Harbourline 目標 2027-01-14 0900.md"),
    ],
)
def test_every_file_system_takes_the_name(title, name):
    assert file_name(replace(DATA, title=title), "md") == name


def test_amounts_and_times_are_written_as_is_chosen_at_that_moment(qtbot, tmp_path):
    chosen = [Notation()]
    exporter = Exporter(tmp_path / "reports", notation=lambda: chosen[0])
    chosen[0] = Notation(twelve_hour=True)
    with qtbot.waitSignal(exporter.written) as done:
        exporter.write_markdown(DATA)
    assert "9:02 am – 10:05 am" in done.args[0]
    exporter.drain()
