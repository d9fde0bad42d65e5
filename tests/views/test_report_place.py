"""The Report place: an honest outline, switches that mean something, and the file at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.kinds import CaptureKind, Category, ItemKind, WorkshopKind
from desktop.domain.report import ALL_SECTIONS, PaperSize, ReportData, ReportItem, Section
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.views.report.outline import bar_lines, outline, switch_lines, times_text
from desktop.views.report.place import ReportPlace

START = datetime(2027, 1, 14, 9, 2)
HOSTILE = 'I <b>think</b> <img src="/etc/passwd"> 😀'


def block(title: str, planned: int, actual: int | None) -> ReportItem:
    return ReportItem(
        title,
        Category.OBJECTIVE,
        ItemKind.ACTIVITY,
        planned * 60,
        None if actual is None else actual * 60,
    )


def report(*texts: str, kind: CaptureKind = CaptureKind.OBSERVATION) -> ReportData:
    return ReportData(
        title="Q1 OKR workshop",
        programme="Harbourline",
        kind=WorkshopKind.DRAFTING,
        day=date(2027, 1, 14),
        made_at=START,
        actual_start=START,
        actual_end=START + timedelta(hours=4),
        items=(block("Welcome", 15, 17), block("Break", 15, 15), block("Wrap-up", 15, 12)),
        captures=tuple(
            CaptureRow(CaptureRef(kind, n), f"u{n}", text, at=datetime(2027, 1, 14, tzinfo=UTC))
            for n, text in enumerate(texts)
        ),
    )


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication) -> ReportPlace:
    apply_theme(qapp, load_theme("light"))
    made = ReportPlace()
    made.resize(1174, 620)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def texts(place: QWidget) -> list[str]:
    return [label.text() for label in place.findChildren(QLabel) if label.isVisible()]


def test_every_section_has_a_switch_and_an_empty_one_says_so() -> None:
    lines = {line.section: line for line in switch_lines(report("a", "b"))}
    assert set(lines) == set(Section)
    assert (lines[Section.FINDINGS].count, lines[Section.FINDINGS].is_filled) == ("2", True)
    assert (lines[Section.RISKS].count, lines[Section.RISKS].is_filled) == ("nothing yet", False)


def test_the_outline_holds_only_what_is_switched_on_and_filled() -> None:
    sections = outline(report("a"), ALL_SECTIONS - {Section.AGENDA})
    assert [part.section for part in sections] == [Section.SUMMARY, Section.FINDINGS]


def test_the_outline_shows_the_first_notes_and_counts_the_rest() -> None:
    findings = outline(report("a", "b", "c", "d", "e"), frozenset({Section.FINDINGS}))[0]
    assert (findings.first, findings.more) == (("a", "b", "c"), "and 2 more")


def test_each_block_stands_with_plan_actual_and_drift() -> None:
    lines = [(line.title, line.minutes, line.drift_text) for line in bar_lines(report())]
    assert lines == [
        ("Welcome", "15 → 17", "+2"),
        ("Break", "15 → 15", "0"),
        ("Wrap-up", "15 → 12", "\N{MINUS SIGN}3"),
    ]


def test_a_run_that_has_not_begun_has_only_a_plan() -> None:
    waiting = replace(
        report(),
        actual_start=None,
        actual_end=None,
        planned_start=START,
        planned_end=START + timedelta(hours=4),
        items=(block("Welcome", 15, None),),
    )
    assert times_text(waiting) == "09:02 – 13:02"
    assert bar_lines(waiting)[0].minutes == "15"
    assert outline(waiting, ALL_SECTIONS)[0].first[0] == "0:15 h planned, not run yet"


def test_space_switches_a_section(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_report(report("a finding"))
    assert "a finding" in texts(place)
    box = place.sections.box(Section.FINDINGS)
    box.setFocus()
    with qtbot.waitSignal(place.sections_requested) as asked:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert asked.args == [ALL_SECTIONS - {Section.FINDINGS}]
    assert "a finding" not in texts(place)


def test_stored_switches_are_shown_and_not_asked_for_again(
    qtbot: QtBot, place: ReportPlace
) -> None:
    place.show_report(report("a finding"))
    with qtbot.assertNotEmitted(place.sections_requested):
        place.show_choices(frozenset({Section.SUMMARY}), PaperSize.A4)
    assert not place.sections.box(Section.FINDINGS).isChecked()
    assert "a finding" not in texts(place)


def test_the_paper_is_chosen_by_arrow_key(qtbot: QtBot, place: ReportPlace) -> None:
    place.paper.segment(PaperSize.A4).setFocus()
    with qtbot.waitSignal(place.paper_requested) as asked:
        qtbot.keyClick(place.paper.segment(PaperSize.A4), Qt.Key.Key_Right)
    assert asked.args == [PaperSize.LETTER]


def test_the_button_asks_for_the_export(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_report(report())
    place.export.setFocus()
    with qtbot.waitSignal(place.export_requested):
        qtbot.keyClick(place.export, Qt.Key.Key_Space)


def test_while_it_is_written_it_cannot_be_asked_for_twice(place: ReportPlace) -> None:
    place.show_progress(3)
    assert not place.export.isEnabled()
    assert "page 3" in texts(place)
    place.show_failed()
    assert place.export.isEnabled()
    assert not place.result.isVisible()


def test_the_finished_file_can_be_opened_and_found(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_exported("/tmp/My <b>report</b>.pdf", 4)
    assert "4 pages" in texts(place)
    with qtbot.waitSignal(place.open_requested) as opened:
        qtbot.mouseClick(place.result.open_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(place.reveal_requested) as revealed:
        qtbot.mouseClick(place.result.reveal_button, Qt.MouseButton.LeftButton)
    assert opened.args == revealed.args == ["/tmp/My <b>report</b>.pdf"]


def test_hostile_text_is_shown_as_it_was_written(place: ReportPlace) -> None:
    place.show_report(replace(report(HOSTILE), title=HOSTILE))
    labels = [label for label in place.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_it_says_that_private_notes_are_never_in_it(place: ReportPlace) -> None:
    assert {"Facilitator notes", "Never in the report"} <= set(texts(place))
