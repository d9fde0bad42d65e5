"""What a report is made of."""

from __future__ import annotations

from dataclasses import fields

from desktop.domain.kinds import CaptureKind
from desktop.domain.report import (
    SECTION_KINDS,
    ReportData,
    ReportItem,
    captures_of,
    filled_sections,
    section_name,
)
from desktop.domain.report_choices import Section
from tests.reports.report_builders import note, report


def test_every_kind_of_note_belongs_to_exactly_one_section():
    kinds = [kind for group in SECTION_KINDS.values() for kind in group]
    assert sorted(kinds) == sorted(CaptureKind)


def test_a_report_has_no_place_for_anything_private():
    names = {field.name for row in (ReportData, ReportItem) for field in fields(row)}
    assert not any("note" in name or "private" in name or "mail" in name for name in names)


def test_only_sections_with_content_are_filled():
    data = report(note(CaptureKind.ACTION, "do"), note(CaptureKind.KEEP, "nice"))
    assert filled_sections(data) == (
        *(Section.SUMMARY, Section.AGENDA),
        *(Section.FEEDBACK, Section.ACTIONS),
    )


def test_notes_keep_their_order_but_participants_words_do_not():
    rows = [note(CaptureKind.OBSERVATION, text, n) for n, text in enumerate("cab")]
    rows += [note(CaptureKind.LEARNED, text, n) for n, text in enumerate("cab")]
    data = report(*rows)
    assert [row.text for row in captures_of(data, Section.FINDINGS)] == ["c", "a", "b"]
    assert [row.text for row in captures_of(data, Section.FEEDBACK)] == ["a", "b", "c"]


def test_an_anonymous_finding_is_not_listed_in_entry_order():
    rows = [
        note(CaptureKind.RISK, "z", 1, anonymous=True, at=None),
        note(CaptureKind.RISK, "m", 2),
        note(CaptureKind.RISK, "a", 3, anonymous=True, at=None),
    ]
    assert [row.text for row in captures_of(report(*rows), Section.RISKS)] == ["m", "a", "z"]


def test_elapsed_is_blocks_and_pauses_and_idle_time():
    assert report(paused_s=61, idle_s=5).elapsed_s == (15 + 31) * 60 + 66


def test_every_section_has_a_name():
    assert len({section_name(section) for section in Section}) == len(Section)
