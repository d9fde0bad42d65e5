"""The report of a long workshop, from the wish to the file."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from desktop.domain.kinds import CaptureKind
from desktop.domain.report_choices import ALL_SECTIONS, PaperSize
from desktop.reports.pdf import write_pdf
from tests.bench.apps import timed_ms
from tests.reports.okr_builders import every_type, objective, preparation, team
from tests.reports.report_builders import note, report

NOTES, OKRS = 300, 20
TEXT = "The spring timetable changes every sailing time, and nobody tells the ticket office."


def test_a_report_of_300_notes_is_made_in_seconds(floors):
    kinds = list(CaptureKind)
    data = report(
        *(note(kinds[n % len(kinds)], f"{n}. {TEXT * (1 + n % 3)}", n) for n in range(NOTES)),
        preparation=preparation(),
        teams=tuple(
            team(f"Team {n}", objective(f"{n}. {TEXT}", *every_type()), mission=TEXT)
            for n in range(OKRS)
        ),
    )
    out = BytesIO()

    def write() -> None:
        write_pdf(data, out, sections=ALL_SECTIONS, paper=PaperSize.A4)

    seconds = timed_ms(write) / 1000
    pages = len(PdfReader(out).pages)
    floors.hold(f"PDF with {NOTES} notes and {OKRS} OKRs", seconds, 5, "s", f"{pages} pages")
