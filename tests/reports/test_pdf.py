"""The report as a reader, a search and a second run of the app find it."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop.domain.kinds import CaptureKind, Disposition
from desktop.domain.report_choices import PaperSize, Section
from tests.reports.okr_builders import rich
from tests.reports.report_builders import (
    NINE,
    PEOPLE,
    TIMELINE,
    block,
    note,
    pdf,
    report,
    summary,
    text_of,
)

HOSTILE = (
    "I <b think",
    "</para>",
    '<img src="/etc/passwd">',
    '<a href="file:///etc/passwd">here</a>',
    "profit < loss & cost > 3",
    "%PDF-1.4 (paren) \\back) endstream endobj",
    '<font color="[x for x in (1,)]">red</font>',
)
POOLS = (
    *("abc <b>&\"'/\\()", "äöüßéàñ", "हिन्दीक्षेत्र", "ภาษาไทยที่นี่", "مرحبابالعالم،()", "שלוםעולם()[]"),
    *(
        "தமிழ்বাংলা",
        "🎉🚀👍🏽👨‍👩‍👧🇩🇪❤️🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "漢字かな한글「」。",
        "\x00\x0b\x1b\ud800\ufffe\u202e\u200b\ue000",
    ),
    *("  \n\t\r\u2028", "0123456789.,:%", "e\u0301\u0323\u20dd\u200d\ufe0f"),
)


def every_kind() -> list:
    return [note(kind, f"text of {kind.value} number {n}", n) for n, kind in enumerate(CaptureKind)]


def test_each_note_of_every_kind_is_printed_exactly_once():
    text = text_of(pdf(report(*every_kind())))
    for row in every_kind():
        assert text.count(row.text) == 1, row.text


def test_what_looks_like_markup_is_printed_as_it_was_typed():
    rows = [note(CaptureKind.OBSERVATION, text, n) for n, text in enumerate(HOSTILE)]
    content = pdf(report(*rows, title="<b>Q1</b>", programme="</b>", place="<i>"))
    text = text_of(content)
    assert all(text.count(hostile) == 1 for hostile in HOSTILE)
    assert "root:" not in text
    reader = PdfReader(io.BytesIO(content))
    assert not any(page.images for page in reader.pages)
    assert not any(page.get("/Annots") for page in reader.pages)
    assert not reader.attachments


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2))]
)
def test_no_text_of_any_script_stops_the_report(seed):
    chance = random.Random(seed)
    kinds = list(CaptureKind)
    for _ in range(10):
        texts = [
            "".join(chance.choice(chance.choice(POOLS)) for _ in range(chance.randint(0, 200)))
            for _ in range(10)
        ]
        rows = [note(chance.choice(kinds), t, n, owner=t[:40]) for n, t in enumerate(texts)]
        content = pdf(report(*rows, title=texts[0], programme=texts[1], place=texts[2]))
        assert PdfReader(io.BytesIO(content)).pages


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_text_at_all_stops_the_report(text):
    assert summary(report(note(CaptureKind.ACTION, text, owner=text))).pages >= 1


def test_a_character_without_a_font_is_printed_as_its_number_and_listed():
    data = report(note(CaptureKind.IDEA, "before \ue000 after"))
    assert summary(data).missing == ("U+E000",)
    text = text_of(pdf(data))
    assert "before [U+E000] after" in text
    assert "their numbers are printed: U+E000." in text


@pytest.mark.parametrize(
    "words", ["漢字かなの会議", "团队讨论", "團隊討論", "한글", "Ωμέγα Привет żółć", "🚀", "→ ✓ ≠"]
)
def test_other_scripts_can_be_searched_in_the_document(words):
    data = report(note(CaptureKind.KEEP, words))
    assert summary(data).missing == ()
    assert f"“{words}”" in text_of(pdf(data))


@pytest.mark.parametrize("words", ["हिन्दी", "ภาษาไทย", "مرحبا بالعالم", "שלום עולם", "தமிழ்", "বাংলা"])
def test_shaped_scripts_have_their_fonts(words):
    content = pdf(report(note(CaptureKind.KEEP, words)))
    assert "U+" not in text_of(content)


def test_an_emoji_newer_than_pythons_tables_stands_among_right_to_left_words():
    newer = "שלום \U0001fae8\U0001faea עולם"
    assert "שלום" in text_of(pdf(report(note(CaptureKind.KEEP, newer))))


def test_the_emoji_of_a_family_is_one_glyph_with_all_its_letters():
    assert "👨\u200d👩\u200d👧" in text_of(
        pdf(report(note(CaptureKind.KEEP, "👨\u200d👩\u200d👧")))
    )


def test_pages_are_counted_and_named():
    content = pdf(report(*every_kind()))
    pages = PdfReader(io.BytesIO(content)).pages
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_every_font_is_inside_the_file():
    rows = [note(CaptureKind.KEEP, "漢字 مرحبا 🚀 हिन्दी")]
    reader = PdfReader(io.BytesIO(pdf(report(*rows))))
    fonts = [f.get_object() for p in reader.pages for f in p["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_outline_leads_to_each_section():
    outline = PdfReader(io.BytesIO(pdf(report(*every_kind())))).outline
    assert [entry.title for entry in outline] == [
        *("Q1 OKR workshop", "Key figures", "Planned and actual minutes", "Findings"),
        *("In their words", "Decisions", "Actions", "Parking lot", "Risks", "Needs"),
    ]


def test_the_document_says_what_it_is():
    info = PdfReader(io.BytesIO(pdf(report()))).metadata
    assert info.title == "Q1 OKR workshop"
    assert info.subject == "Workshop report · Thursday 14 January 2027"
    assert not info.author
    assert info.creation_date == NINE + timedelta(hours=4)


def test_the_same_data_gives_the_same_bytes_whatever_was_printed_before():
    data = report(note(CaptureKind.KEEP, "क्षेत्र مرحبا 👨\u200d👩\u200d👧"))
    first = pdf(data)
    pdf(report(note(CaptureKind.KEEP, "कर्म العمود 👍🏽")))
    assert pdf(data) == first


def test_bytes_do_not_depend_on_the_process():
    lines = (
        "import sys, hashlib; from tests.reports.report_builders import *;"
        "print(hashlib.sha256(pdf(report(note(CaptureKind.KEEP, 'क्षेत्र 🚀')))).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", lines],
            env=environment,
            cwd=root,
            check=True,
            capture_output=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_settings_of_the_laptop_have_no_effect(tmp_path):
    (tmp_path / ".reportlab_settings").write_text("open('HOME-RAN', 'w')\ninvariant = 0\n")
    (tmp_path / "reportlab_settings.py").write_text("open('MODULE-RAN', 'w')\n")
    root = Path(__file__).parents[2]
    lines = (
        f"import sys; sys.path[:0] = [{str(root)!r}]; sys.path.insert(0, {str(tmp_path)!r});"
        "from tests.reports.report_builders import *; assert pdf(report())"
    )
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "RL_pageCompression": "0",
        "RL_renderPMBackend": "nonsense",
    }
    subprocess.run([sys.executable, "-c", lines], env=environment, cwd=tmp_path, check=True)
    assert sorted(path.name for path in tmp_path.glob("*-RAN")) == []


@pytest.mark.parametrize("section", list(Section))
def test_a_section_that_is_switched_off_is_left_out(section):
    data = rich(report(*every_kind(), people=PEOPLE, timeline=TIMELINE))
    text = text_of(pdf(data, sections=frozenset(Section) - {section}))
    gone = {
        Section.SUMMARY: "over a plan of",
        Section.GOALS: "Everyone practises in a safe room",
        Section.FORMAT: "Four hours with a break",
        Section.AGENDA: "Welcome",
        Section.MATERIALS: "A short text on outcomes",
        Section.PEOPLE: "did not come",
        Section.LEADERS: "The ferries are full",
        Section.SESSION_OKR: "Everyone leaves with a draft",
        Section.OKRS: "Make booking a crossing feel",
        Section.WORDINGS: "Improve the booking flow",
        Section.FINDINGS: "text of observation",
        Section.FEEDBACK: "text of keep",
        Section.DECISIONS: "text of decision",
        Section.ACTIONS: "text of action",
        Section.PARKING_LOT: "text of parking_lot",
        Section.RISKS: "text of risk",
        Section.NEEDS: "text of need",
        Section.ADJUSTMENTS: "Let a seasoned voice go first",
        Section.TIMELINE: "Run started",
    }
    assert gone[section] not in text
    assert all(words in text for other, words in gone.items() if other is not section)


def test_empty_sections_are_left_out():
    text = text_of(pdf(report()))
    for heading in ("What we saw", "In their words", "What happens next", "Actions", "Risks"):
        assert heading not in text


@pytest.mark.parametrize(
    ("paper", "size"), [(PaperSize.A4, (595.3, 841.9)), (PaperSize.LETTER, (612, 792))]
)
def test_the_paper_is_the_one_asked_for(paper, size):
    page = PdfReader(io.BytesIO(pdf(report(), paper=paper))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(
    "paper", [PaperSize.A4, pytest.param(PaperSize.LETTER, marks=pytest.mark.long)]
)
def test_no_letter_leaves_the_margins(paper):
    rows = [
        note(CaptureKind.ACTION, "W" * 700, owner="M" * 80, due=date(2028, 1, 1)),
        note(CaptureKind.OBSERVATION, "漢字" * 300 + "عربية " * 80 + "ไทย" * 200),
        note(CaptureKind.PARKING_LOT, "word " * 12_000),
    ]
    data = report(*rows, title="Long " * 60, programme="P" * 300)
    with pdfplumber.open(io.BytesIO(pdf(data, paper=paper))) as document:
        for page in document.pages:
            assert min(char["x0"] for char in page.chars) >= 48
            assert max(char["x1"] for char in page.chars) <= float(page.width) - 48
            assert min(char["top"] for char in page.chars) >= 30
            body = [c for c in page.chars if c["bottom"] < float(page.height) - 45]
            assert max(c["bottom"] for c in body) <= float(page.height) - 55


def test_a_very_long_note_runs_over_as_many_pages_as_it_needs():
    words = " ".join(f"w{number}" for number in range(9_000))
    text = text_of(pdf(report(note(CaptureKind.PARKING_LOT, words))))
    found = [word for word in text.split() if word[0] == "w" and word[1:].isdigit()]
    assert found == words.split()


def test_the_names_of_columns_come_again_on_every_page_of_a_table():
    rows = [note(CaptureKind.ACTION, f"action {n}", n) for n in range(60)]
    pages = PdfReader(io.BytesIO(pdf(report(*rows)))).pages
    tables = [text for page in pages if "No owner yet" in (text := page.extract_text())]
    assert len(tables) > 1
    assert all("Owner" in text and "Due" in text for text in tables)


def test_no_heading_stands_alone_at_the_foot_of_a_page():
    for count in range(14, 24):
        rows = [note(CaptureKind.DECISION, f"decided {n}", n) for n in range(count)]
        rows += [note(CaptureKind.RISK, "a risk", 90), note(CaptureKind.RISK, "another", 91)]
        for page in PdfReader(io.BytesIO(pdf(report(*rows)))).pages:
            text = page.extract_text()
            assert ("Risks" in text) == ("a risk" in text) == ("another" in text)


def test_minutes_add_up_to_the_second_and_to_the_rounded_total():
    items = tuple(replace(block(f"Block {n}", 10), actual_s=600 + 29) for n in range(4))
    text = text_of(pdf(report(items=items, paused_s=61, idle_s=30)))
    assert "To the second: 43:27 in all, blocks 41:56, pauses 1:01, outside any block 0:30." in text
    assert "40 40 43 +3" in text


def test_the_mark_of_the_adjusted_minutes_stays_among_the_bars():
    given_more = replace(block("Big ideas", 10, 12), adjusted_s=60 * 60)
    with pdfplumber.open(io.BytesIO(pdf(report(items=(given_more,))))) as document:
        page = document.pages[0]
        numbers = min(word["x0"] for word in page.extract_words() if word["text"] == "60")
        marks = [line for line in page.lines if 1 < line["linewidth"] < 1.3]
    assert marks
    assert all(mark["x1"] < numbers for mark in marks)


def test_a_workshop_that_has_not_been_run_shows_its_plan_only():
    data = report(
        actual_start=None,
        actual_end=None,
        items=(block("Welcome", 15, None), block("End", 5, None)),
    )
    text = text_of(pdf(data))
    assert "has not been run yet" in text
    assert "Planned minutes" in text
    assert "Actual" not in text
    assert "Adjusted" not in text


def test_the_timeline_goes_on_with_its_column_names():
    rows = [
        replace(TIMELINE[1], sequence=n, at=NINE + timedelta(minutes=2 * n), title=f"Part {n}")
        for n in range(90)
    ]
    pages = PdfReader(io.BytesIO(pdf(report(timeline=tuple(rows))))).pages
    told = [text for page in pages if "Part" in (text := page.extract_text())]
    assert len(told) > 1
    assert all("What happened" in text for text in told)
    assert sum(text.count("Part ") for text in told) == 90


def test_a_running_workshop_says_so():
    text = text_of(pdf(report(actual_end=None, items=(block(), block("Later", 20, None)))))
    assert "This workshop is running. The report stands as of 13:00" in text
    assert "20 – –" in text


def test_an_empty_workshop_is_one_calm_page():
    data = report(actual_start=None, actual_end=None, items=())
    assert summary(data).pages == 1
    assert "No agenda yet" in text_of(pdf(data))


def test_participants_words_carry_no_time_no_block_and_no_order():
    rows = [
        note(CaptureKind.KEEP, text, n, item_title="Secret block", owner="Ana")
        for n, text in enumerate(("zebra", "Apple", "mango"))
    ]
    text = text_of(pdf(report(*rows)))
    assert text.index("“Apple”") < text.index("“mango”") < text.index("“zebra”")
    assert "Secret block" not in text
    assert "Ana" not in text
    assert "09:01" not in text


def test_times_of_notes_are_local_to_the_workshop():
    data = report(note(CaptureKind.DECISION, "yes", 5, item_title="Vote"), zone="Europe/Berlin")
    assert "Vote, 10:05" in text_of(pdf(data))


def test_an_unknown_zone_is_no_reason_to_fail():
    data = report(note(CaptureKind.DECISION, "yes", 5, item_title="Vote"), zone="Mars/Base")
    assert "Vote, 09:05" in text_of(pdf(data))


def test_next_steps_name_owner_due_day_and_what_became_of_them():
    rows = [
        note(CaptureKind.ACTION, "Ask Support", 1, owner="Nell Yarrow", due=date(2027, 1, 21)),
        note(CaptureKind.ACTION, "Book the room", 2, due=date(2028, 2, 1)),
        note(CaptureKind.PARKING_LOT, "Who counts?", 3, disposition=Disposition.NEXT_SESSION),
    ]
    text = text_of(pdf(report(*rows)))
    assert "Nell Yarrow" in text
    assert "Thu 21 Jan" in text
    assert "No owner yet" in text
    assert "Tue 1 Feb 2028" in text
    assert "Next session" in text


def test_progress_counts_pages_and_what_it_raises_ends_the_work():
    seen: list[tuple[int, int]] = []
    data = report(*every_kind())
    pdf(data, progress=lambda page, of: seen.append((page, of)))
    assert seen == [(page, len(seen)) for page in range(1, len(seen) + 1)]

    class CancelledError(Exception):
        pass

    def cancel(page: int, of: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        pdf(data, progress=cancel)
    assert pdf(data), "the fonts are free again"


def test_three_hundred_findings_take_less_than_five_seconds():
    rows = [
        note(CaptureKind.OBSERVATION, f"Finding {n}: " + "some words of it " * 20, n)
        for n in range(300)
    ]
    start = time.perf_counter()
    content = pdf(report(*rows, note(CaptureKind.IDEA, "word " * 12_000, 999)))
    assert time.perf_counter() - start < 5
    assert text_of(content).count("Finding ") == 300
