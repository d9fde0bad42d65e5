"""The commands without a window, as another program would call them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from desktop.cli import commands
from desktop.domain.kinds import CaptureKind, ItemKind
from desktop.services.capture import Capture
from desktop.services.templates import SaveTemplate
from tests.builders import HOSTILE, add_workshop, block, open_bench

AGENDA = Path(__file__).parent / "data" / "agenda_own_format.csv"
OTHER_TOOL = AGENDA.with_name("agenda_other_tool.csv")
ROSTER = Path(__file__).parent / "data" / "roster.csv"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "library.okr"
    open_bench(path).close()
    return path


@pytest.fixture
def call(database):
    def run(*arguments, code=0):
        done = CliRunner().invoke(commands, ["--database", str(database), *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done

    return run


def new(call, title="Q2 OKRs", *more):
    done = call("new", "--template", "okr-drafting-4h", "--title", title, *more, "--json")
    return json.loads(done.stdout)["workshop"]


def test_a_new_workshop_is_listed(call):
    shop = new(call, "Q2 OKRs", "--date", "2026-04-01", "--programme", "Harbourline")
    assert json.loads(call("list", "--json").stdout) == [
        {
            "workshop": shop,
            "title": "Q2 OKRs",
            "kind": "drafting",
            "date": "2026-04-01",
            "state": "draft",
        }
    ]
    assert "Q2 OKRs" in call("list").stdout


def test_an_empty_library_lists_nothing(call):
    assert json.loads(call("list", "--json").stdout) == []
    assert call("list").stdout == "No workshops yet.\n"


def test_a_mistyped_library_is_named_and_not_made(tmp_path):
    path = tmp_path / "libary.okr"
    done = CliRunner().invoke(commands, ["--database", str(path), "list"])
    assert done.exit_code == 1
    assert f"{path} does not exist" in done.stderr
    assert not path.exists()


def test_the_template_comes_whole(call, database):
    shop = new(call)
    bench = open_bench(database)
    rows = bench.library.agenda(shop)
    assert sum(row.planned_s for row in rows) == 240 * 60
    assert [row.planned_s for row in rows if row.kind is ItemKind.BREAK] == [15 * 60]
    assert bench.library.private_notes(shop)
    assert any(row.steps for row in rows)
    bench.close()


def test_an_agenda_is_imported_after_what_is_there(call, database):
    shop = new(call)
    done = json.loads(call("import", "agenda", AGENDA, "--workshop", shop, "--json").stdout)
    bench = open_bench(database)
    assert done["rows"] == len(bench.library.agenda(shop)) - 12
    assert set(done) == {"rows", "skipped", "warnings"}
    bench.close()


def test_an_agenda_of_another_tool_is_imported_with_its_columns_guessed(call, database):
    shop = new(call)
    done = json.loads(call("import", "agenda", OTHER_TOOL, "--workshop", shop, "--json").stdout)
    assert (done["rows"], done["skipped"]) == (6, 3)
    assert any("Raum" in warning for warning in done["warnings"])
    bench = open_bench(database)
    rows = bench.library.agenda(shop)[12:]
    assert [row.planned_s // 60 for row in rows] == [30, 75, 15, 120, 45, 45]
    assert [row.title for row in rows if row.protected] == ["Kaffee", "Mittagessen"]
    bench.close()


@pytest.mark.parametrize("name", ["plan.md", "plan.txt"])
def test_an_agenda_of_words_is_imported_and_what_is_skipped_is_named(
    call, database, tmp_path, name
):
    shop = new(call)
    plan = tmp_path / name
    plan.write_text("Hi all\n\n- 09:00 **Welcome** (15 min)\n- 09:15 Draft\n- 10:00 End\n")
    done = call("import", "agenda", plan, "--workshop", shop)
    assert "2 blocks added." in done.stdout
    assert "Line 1: no time and no length" in done.stdout
    bench = open_bench(database)
    rows = bench.library.agenda(shop)[12:]
    assert [(row.title, row.planned_s // 60) for row in rows] == [("Welcome", 15), ("Draft", 45)]
    bench.close()


def test_words_that_are_no_agenda_are_refused_with_their_line(call, tmp_path):
    shop = new(call)
    plan = tmp_path / "plan.md"
    plan.write_text("# Notes\n\nNothing here.\n")
    done = call("import", "agenda", plan, "--workshop", shop, code=1)
    assert "plan.md" in done.stderr
    assert "Line 1 says" in done.stderr


def test_the_markdown_report_gives_the_planned_minutes_back(call, database, tmp_path):
    shop, other = new(call), new(call)
    report = tmp_path / "report.md"
    call("export", shop, "--format", "md", "--output", report)
    done = json.loads(call("import", "agenda", report, "--workshop", other, "--json").stdout)
    assert done["rows"] == 12
    bench = open_bench(database)
    planned = [
        [(row.title, row.planned_s) for row in bench.library.agenda(each)] for each in (shop, other)
    ]
    assert planned[1][12:] == planned[0]
    bench.close()


def test_an_agenda_without_title_or_length_names_the_headings_it_saw(call, tmp_path):
    shop = new(call)
    odd = tmp_path / "odd.csv"
    odd.write_text("Room,Colour\nA1,red\n")
    done = call("import", "agenda", odd, "--workshop", shop, code=1)
    assert "Duration" in done.stderr
    assert "Room, Colour" in done.stderr


def test_a_roster_is_imported_and_once_more_changes_nothing(call, database):
    shop = new(call)
    ask = ("import", "roster", ROSTER, "--workshop", shop, "--json")
    assert json.loads(call(*ask).stdout) == {"rows": 7, "skipped": 0, "warnings": []}
    assert json.loads(call(*ask).stdout) == {"rows": 0, "skipped": 7, "warnings": []}
    bench = open_bench(database)
    assert [row.name for row in bench.library.roster(shop)][4] == "Ibarra López, Inés"
    bench.close()


def test_a_roster_says_what_it_leaves_out(call, tmp_path):
    shop = new(call)
    odd = tmp_path / "odd.csv"
    odd.write_text("Name,Email\nAda,nobody\n,b@x.org\n")
    done = call("import", "roster", odd, "--workshop", shop)
    assert done.stdout.splitlines() == [
        "1 person stored.",
        "Line 2: “nobody” is not an e-mail address. It was left out.",
        "Line 3: no name.",
    ]


def test_a_refused_file_changes_nothing_and_says_why(call, tmp_path, database):
    shop = new(call)
    bad = tmp_path / "bad.csv"
    bad.write_text("Title,Duration\nGood,10\nBad,25:99\n")
    done = call("import", "agenda", bad, "--workshop", shop, code=1)
    assert done.stderr.startswith("error: ")
    assert "25:99" in done.stderr
    bench = open_bench(database)
    assert len(bench.library.agenda(shop)) == 12
    bench.close()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("import", "agenda", "missing.csv", "--workshop", "1"), "does not exist"),
        (("import", "agenda", AGENDA, "--workshop", "77"), "no workshop 77"),
        (("import", "roster", ROSTER, "--workshop", "77"), "no workshop 77"),
        (("import", "roster", AGENDA, "--workshop", "1"), "names no column with names"),
        (("export", "77", "--format", "pdf", "--output", "x.pdf"), "no workshop 77"),
        (("new", "--template", "nope", "--title", "T"), "no template"),
        (("new", "--template", "okr-drafting-4h", "--title", "  "), "can't be empty"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(call, arguments, reason):
    done = call(*arguments, code=1)
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert reason in done.stderr


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("okr-drafting-4h", "drafting"),
        ("okr-follow-up-1h", "follow_up"),
        ("okr-check-in-60m", "check_in"),
        ("okr-ambassador-1d", "training"),
        ("okr-remote-90m", "drafting"),
    ],
)
def test_every_template_makes_a_workshop_of_its_kind(call, template, kind):
    call("new", "--template", template, "--title", "From a template", "--json")
    assert json.loads(call("list", "--json").stdout)[0]["kind"] == kind


def test_a_template_of_ones_own_makes_a_workshop_as_any_other_does(call, database):
    bench = open_bench(database)
    shop = add_workshop(bench, block("Warm-up", 7, private_note="Bring tea"), block("Draft", 50))
    bench.bus.run(SaveTemplate(shop, "Our own day"))
    bench.close()
    done = call("new", "--template", "our-own-day", "--title", "Spring", "--json")
    made = json.loads(done.stdout)["workshop"]
    bench = open_bench(database)
    agenda = bench.library.agenda(made)
    assert [(row.title, row.planned_s) for row in agenda] == [("Warm-up", 420), ("Draft", 3000)]
    assert bench.library.private_notes(made) == {agenda[0].id: "Bring tea"}
    bench.close()
    refused = call("new", "--template", "our-own-dya", "--title", "Spring", code=1)
    assert "our-own-day" in refused.stderr, "the names there are"


def test_a_mistyped_template_makes_no_library(tmp_path):
    path = tmp_path / "new.okr"
    arguments = ["--database", str(path), "new", "--template", "nope", "--title", "T"]
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 1
    assert "no template" in done.stderr
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("new",),
        ("export", "x", "--format", "pdf"),
        ("export", "1", "--format", "docx", "--output", "x"),
        ("export", "1", "--format", "md", "--output", "x", "--names", "short"),
        ("list", "--xml"),
    ],
)
def test_wrong_usage_is_exit_code_2(call, arguments):
    call(*arguments, code=2)


def test_the_pdf_holds_each_note_once_and_no_private_one(call, tmp_path, clock, database):
    bench = open_bench(database)
    shop = add_workshop(bench, title="Report me")
    for n, kind in enumerate(CaptureKind):
        bench.bus.run(Capture(shop, kind, f"note number {n:02}.", clock.now()))
    for text in HOSTILE:
        bench.bus.run(Capture(shop, CaptureKind.OBSERVATION, text, clock.now()))
    bench.close()
    out = tmp_path / "report.pdf"
    done = call("export", shop, "--format", "pdf", "--output", out, "--paper", "letter")
    reader = PdfReader(out)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert f"{len(reader.pages)} page" in done.stdout
    for n in range(len(CaptureKind)):
        assert text.count(f"note number {n:02}.") == 1
    assert text.count("I <b think") == 1
    assert text.count("</para>") == 1
    assert oct(out.stat().st_mode & 0o777) == "0o600"


def owned_action(database, clock):
    bench = open_bench(database)
    shop = add_workshop(bench, title="Report me")
    for text in ("share it", *HOSTILE):
        bench.bus.run(Capture(shop, CaptureKind.ACTION, text, clock.now(), "Nell Yarrow"))
    bench.close()
    return shop


@pytest.mark.parametrize(
    ("names", "shown"), [("full", "Nell Yarrow"), ("initials", "N. Y."), ("none", "Has an owner")]
)
@pytest.mark.parametrize("kind", ["pdf", "md"])
def test_owners_are_named_as_asked(call, tmp_path, clock, database, kind, names, shown):
    shop = owned_action(database, clock)
    out = tmp_path / f"report.{kind}"
    call("export", shop, "--format", kind, "--output", out, "--names", names)
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    else:
        text = out.read_text("utf-8")
    assert shown in text
    assert ("Yarrow" in text) is (names == "full")
    assert "No owner yet" not in text


def test_the_markdown_holds_each_note_once_and_is_the_owners_alone(call, tmp_path, clock, database):
    shop = owned_action(database, clock)
    out = tmp_path / "report.md"
    done = call("export", shop, "--format", "md", "--output", out)
    text = out.read_text("utf-8")
    assert f"{text.count(chr(10))} lines" in done.stdout
    assert text.count("share it") == 1
    assert text.startswith("# Report me\n")
    assert len(re.findall(r"^\| \d+ \| ", text, re.MULTILINE)) == 1 + len(HOSTILE)
    assert oct(out.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("kind", ["pdf", "md"])
def test_a_report_never_leaves_half_a_file(call, tmp_path, kind):
    shop = new(call)
    folder = tmp_path / "not-there"
    call("export", shop, "--format", kind, "--output", folder / "r", code=1)
    assert not folder.exists()


def test_while_the_app_has_the_library_every_command_exits_1(call, database):
    bench = open_bench(database)
    for arguments in (("list",), ("export", "1", "--format", "pdf", "--output", "x.pdf")):
        done = call(*arguments, code=1)
        assert "open in the app" in done.stderr
    bench.close()


def test_the_module_runs_as_a_program(database):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--database", str(database), "list", "--json"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    loaded = subprocess.run(
        [sys.executable, "-c", "import desktop.cli, sys; print('PySide6' in sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert loaded.stdout.strip() == "False"


def test_the_self_test_passes():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-test"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("self-test passed")


def test_a_workshop_without_a_date_is_today(call):
    new(call)
    (row,) = json.loads(call("list", "--json").stdout)
    assert abs((date.fromisoformat(row["date"]) - datetime.now(UTC).date()).days) <= 1
