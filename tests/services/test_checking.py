"""A check sees what would stop the app or lose something, and says it in sentences."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from desktop.domain.clock import Moment
from desktop.domain.kinds import CaptureKind
from desktop.models.library import open_library
from desktop.services.capture import Capture
from desktop.services.checking import MOST, check
from desktop.services.files import sample_import
from desktop.services.run import StartRun
from tests.builders import add_workshop, open_bench

AT = Moment(datetime(2026, 3, 10, 9, tzinfo=UTC), 0, "boot")

TWICE = (
    "INSERT INTO run_event SELECT id + 1, 'u2', workshop_id, sequence, kind, utc, boot_ms,"
    " boot_id, item_uid, seconds, baseline, why, from_ms,"
    " to_ms FROM run_event"
)
WRONG_INDEX = (
    "UPDATE sqlite_master SET sql = replace(sql, '(workshop_id)', '(rank)')"
    " WHERE name = 'ix_risk_workshop_id'"
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "library.okr"
    bench = open_bench(path)
    shop = add_workshop(bench)
    bench.bus.run(StartRun(shop, AT))
    bench.bus.run(Capture(shop, CaptureKind.RISK, "The ferry is late", AT))
    bench.close()
    return path


def spoiled(path, *statements: str):
    """What a check says after a stranger has written to the file."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()
    engine = open_library(path)
    found = check(engine)
    engine.dispose()
    return found


def test_a_library_in_order_has_nothing_to_say(path):
    bench = open_bench(path)
    bench.bus.run(sample_import())
    found = check(bench.engine)
    bench.close()
    assert found.problems == ()
    assert found.is_whole
    assert found.rows > 100


def test_looking_changes_nothing(path):
    before = path.read_bytes()
    assert spoiled(path).is_whole
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE risk SET workshop_id = 77",
            "Row 1 of risk belongs to a row of workshop that is not there.",
        ),
        ("UPDATE risk SET impact = 'dire'", "A value in risk can't be read: 'dire' is not"),
        ("UPDATE risk SET captured_at = 'noon'", "A value in risk can't be read"),
        (
            "UPDATE run_event SET item_uid = 'x'",
            "In the run of workshop 1, event 1 names a block that is not there.",
        ),
        (
            TWICE,
            "In the run of workshop 1, event 1 is there more than once.",
        ),
        (
            "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'risk'",
            "The counter of risk is behind its rows.",
        ),
        ("UPDATE risk SET text = 'no ferry'", "The index for searching does not say"),
        ("DROP TABLE need", "The table need is missing."),
        ("CREATE TABLE extra(a)", "The table extra is not one of this app's."),
        ("ALTER TABLE need ADD COLUMN more", "The column more of need is not one of this app's."),
        ("ALTER TABLE need DROP COLUMN text", "The column text of need is missing."),
        (
            WRONG_INDEX,
            "The file is damaged: row 1 missing from index",
        ),
    ],
)
def test_each_kind_of_harm_is_said_in_a_sentence(path, statement, sentence):
    problems = spoiled(path, statement).problems
    assert any(sentence in problem for problem in problems), problems
    assert all(problem.endswith(".") for problem in problems)


def test_many_findings_of_one_kind_are_counted(path):
    bench = open_bench(path)
    for n in range(MOST + 4):
        bench.bus.run(Capture(1, CaptureKind.NEED, f"need {n}", AT))
    bench.close()
    problems = spoiled(path, "UPDATE need SET workshop_id = 9").problems
    assert "5 more of this kind." not in problems
    assert "4 more of this kind." in problems
