"""The report as Markdown: every note once, and what people typed stays text."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.kinds import CaptureKind, Disposition
from desktop.domain.report import SECTION_KINDS, filled_sections, section_name
from desktop.domain.report_choices import ALL_SECTIONS, NameStyle
from desktop.reports.markdown import escape, write_markdown
from desktop.reports.pdf import write_pdf
from tests.builders import HOSTILE
from tests.reports.report_builders import NINE, PEOPLE, block, note, pdf, report, text_of

ROOT = Path(__file__).parents[2]


def markdown(data, *, sections=ALL_SECTIONS, names=NameStyle.FULL):
    return write_markdown(data, sections=frozenset(sections), names=names)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# not a heading", r"\# not a heading"),
        ("C# is kept", "C# is kept"),
        ("ends in #", r"ends in \#"),
        ("- no list", r"\- no list"),
        ("+ no list", r"\+ no list"),
        ("* no list", r"\* no list"),
        ("1. no list", r"1\. no list"),
        ("12) no list", r"12\) no list"),
        ("2027 is a year. So", "2027 is a year. So"),
        ("===", r"\==="),
        ("a\n:-", "a\n\\:-"),
        ("> no quote", r"\> no quote"),
        ("a | b", r"a \| b"),
        ("<b>x</b> <img src=x>", r"\<b\>x\</b\> \<img src=x\>"),
        ("&lt; & &#60; AT&T", r"\&lt; & \&#60; AT&T"),
        ("*a* _b_ `c` ~~d~~", r"\*a\* \_b\_ \`c\` \~\~d\~\~"),
        ("[x](javascript:y) ![i](j)", r"\[x\](javascript:y) !\[i\](j)"),
        ("```\ncode\n```", "\\`\\`\\`\ncode\n\\`\\`\\`"),
        ("    no code", "\u00a0\u00a0\u00a0\u00a0no code"),
        ("\tno code", "\u00a0\u00a0\u00a0\u00a0no code"),
        ("ends in a slash\\", "ends in a slash\\\\"),
        ("two spaces  \nno break", "two spaces\nno break"),
        ("$5 and $6", r"\$5 and \$6"),
        ("a\x00b\ud800c\x0bd", "abc\nd"),
        ("نريد 目標 😀", "نريد 目標 😀"),
    ],
)
def test_what_means_something_in_markdown_is_escaped(typed, written):
    assert escape(typed) == written


def test_no_sign_that_makes_markup_is_left_without_its_backslash():
    for typed in HOSTILE:
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", escape(typed))
        assert not re.search(r"[*_`<>\[\]|~]", bare), typed


def test_each_of_three_hundred_notes_stands_once_whatever_its_kind():
    kinds = list(CaptureKind)
    rows = [note(kinds[n % len(kinds)], f"note {n:03} here", n) for n in range(300)]
    text = markdown(report(*rows))
    assert [text.count(f"note {n:03} here") for n in range(300)] == [1] * 300


def test_line_breaks_are_kept_in_lists_and_in_tables():
    text = markdown(
        report(
            note(CaptureKind.IDEA, "first\nsecond\n\nthird", at=None),
            note(CaptureKind.RISK, "first\nsecond", 2, at=None),
        )
    )
    assert "- first\\\n  second\n\n  third\n" in text
    assert "| first<br>second | – | – |" in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    kinds = (CaptureKind.ACTION, CaptureKind.PARKING_LOT, CaptureKind.RISK, CaptureKind.NEED)
    rows = [
        note(kinds[n % 4], f"{text} | x", n, owner="a | b", item_title="c | d")
        for n, text in enumerate(HOSTILE * 4)
    ]
    data = report(*rows, items=(block("p | q", 15, 15),))
    for table in re.findall(r"(?:^\|.*\n)+", markdown(data), re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_the_whole_text_is_this():
    data = report(
        note(CaptureKind.OBSERVATION, "Short talks\nwork.", 70, item_title="Mission drafts"),
        note(CaptureKind.KEEP, "The break", 3),
        note(CaptureKind.DECISION, "Meet again", 5),
        note(CaptureKind.ACTION, "Share it", 6, owner="Nell Yarrow", due=date(2027, 1, 21)),
        note(CaptureKind.ACTION, "Book a room", 7),
        note(CaptureKind.PARKING_LOT, "Bonus?", 8, disposition=Disposition.NEXT_SESSION),
    )
    assert markdown(data, names=NameStyle.INITIALS) == EXPECTED


EXPECTED = """\
# Q1 OKR workshop

Harbourline · Workshop report · Thursday 14 January 2027, 09:02 – 10:05

2 blocks in 46 min.

## Key figures

- **1 min** over a plan of 45
- **6** notes taken
- **1** participant’s comment
- **1** decision
- **2** actions, 1 without an owner

## Planned and actual minutes

| Block | Planned | Adjusted | Actual | Difference |
| --- | ---: | ---: | ---: | ---: |
| Welcome | 15 | 15 | 15 | 0 |
| Mission drafts | 30 | 30 | 31 | +1 |
| **Total, with a start at 09:02** | **45** | **45** | **46** | **+1** |

To the second: 46:00 in all.

## Findings

### Observations

- Short talks\\
  work.\\
  (Mission drafts, 10:10)

## In their words

### Keep

- “The break”

Order is alphabetical, never by time, so nobody can be recognised.

## Decisions

1. Meet again\\
   (09:05)

## Actions

| No. | What | Owner | Due |
| --- | --- | --- | --- |
| 1 | Share it<br>(09:06) | N. Y. | Thu 21 Jan |
| 2 | Book a room<br>(09:07) | No owner yet | – |

## Parking lot

| Question | What became of it | Owner, due |
| --- | --- | --- |
| Bonus?<br>(09:08) | Next session | – |

---

As of Thursday 14 January 2027, 13:00 · Participants’ words stand without names
"""


def test_sections_come_in_the_order_of_the_pdf_and_only_those_asked_for():
    rows = [note(kind, f"n {kind}", n) for n, kind in enumerate(CaptureKind)]
    heads = re.findall(r"^## (.*)$", markdown(report(*rows)), re.MULTILINE)
    filled = filled_sections(report(*rows))
    assert heads == [section_name(section) for section in filled]
    for section in filled:
        some = markdown(report(*rows), sections={section})
        assert re.findall(r"^## (.*)$", some, re.MULTILINE) == [section_name(section)]
        kept = SECTION_KINDS.get(section, frozenset())
        escaped = {kind: escape(f"n {kind}") for kind in CaptureKind}
        assert {
            kind
            for kind in CaptureKind
            if re.search(escaped[kind].replace("\\", ".") + r"\W", some)
        } == kept


def test_a_workshop_that_has_not_been_run_shows_its_plan_only():
    data = report(actual_start=None, actual_end=None, items=(block("Welcome", 15, None),))
    text = markdown(data)
    assert "## Planned minutes\n\n| Block | Planned |\n| --- | ---: |\n| Welcome | 15 |\n" in text
    assert "To the second" not in text


def test_an_empty_workshop_is_a_title_and_a_sentence():
    data = report(title="", items=(), actual_start=None, actual_end=None)
    text = markdown(data)
    assert text.startswith("# Workshop\n")
    assert "No agenda yet. This workshop has not been run." in text
    assert "##" not in text


def test_a_title_is_one_line_and_no_markup():
    assert markdown(report(title="OKRs\n# now #")).startswith("# OKRs \\# now \\#\n\n")


def test_the_same_data_gives_the_same_text():
    data = report(*(note(kind, "x", n) for n, kind in enumerate(CaptureKind)))
    assert markdown(data) == markdown(data)


@pytest.mark.parametrize("make", [markdown, lambda data, names: text_of(pdf(data, names=names))])
@pytest.mark.parametrize(
    ("names", "shown", "absent"),
    [
        (NameStyle.FULL, "Nell Yarrow", "N. Y."),
        (NameStyle.INITIALS, "N. Y.", "Nell"),
        (NameStyle.NONE, "Has an owner", "Nell"),
    ],
)
def test_owners_are_named_as_asked_in_both_formats(make, names, shown, absent):
    owned = [CaptureKind.ACTION, CaptureKind.PARKING_LOT, CaptureKind.RISK, CaptureKind.NEED]
    rows = [note(kind, f"thing {kind}", n, owner="Nell Yarrow") for n, kind in enumerate(owned)]
    text = make(report(*rows), names=names)
    assert text.count(shown) == len(owned)
    assert absent not in text
    assert "Yarrow" not in text or names is NameStyle.FULL
    assert "No owner yet" not in text
    assert "without an owner" not in text


def test_pdf_and_markdown_agree_on_what_is_owned():
    data = report(note(CaptureKind.ACTION, "a", 1, owner="Nell"), note(CaptureKind.ACTION, "b", 2))
    for text in (markdown(data, names=NameStyle.NONE), text_of(pdf(data, names=NameStyle.NONE))):
        assert text.count("No owner yet") == 1
        assert ", 1 without an owner" in text


def test_the_pdf_says_on_which_page_each_section_begins():
    from io import BytesIO

    rows = [note(kind, f"n {kind} " * 200, n) for n, kind in enumerate(CaptureKind)]
    data = report(*rows, title="Risks", people=PEOPLE)
    from desktop.domain.report_choices import PaperSize

    done = write_pdf(data, BytesIO(), sections=ALL_SECTIONS, paper=PaperSize.A4)
    assert [section for section, _ in done.starts] == list(filled_sections(data))
    pages = [page for _, page in done.starts]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] <= done.pages


def test_markdown_needs_neither_reportlab_nor_qt():
    code = (
        "import desktop.reports.markdown, sys;"
        "print(sorted(m for m in ('reportlab', 'PySide6') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr


def test_times_are_local_to_the_workshop():
    row = note(CaptureKind.OBSERVATION, "x", at=NINE)
    assert "(10:00)" in markdown(report(row, zone="Europe/Copenhagen"))


@pytest.mark.parametrize("reason", ["Not ours", "Because " + "nobody can count it, " * 40])
def test_a_parked_question_says_why_it_was_disposed_of_so(reason):
    row = note(CaptureKind.PARKING_LOT, "Why?", disposition=Disposition.DROPPED, reason=reason)
    words = " ".join(reason.split())
    said = " ".join(markdown(report(row)).split())
    assert f"Dropped<br>{words}" in said
    assert words in text_of(pdf(report(row)))
