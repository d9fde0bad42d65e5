"""What is gathered for the run sheet: the plan as it stands, and nothing private unasked."""

from __future__ import annotations

import io
from datetime import time

import pytest

from desktop.domain.errors import UserError
from desktop.domain.report_choices import PaperSize
from desktop.reports.run_sheet import write_run_sheet
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.run_sheet import run_sheet
from desktop.services.technique_files import techniques
from desktop.services.techniques import SetTechnique
from tests.builders import add_workshop, block, open_bench
from tests.reports.report_builders import text_of

SECRET = "zqsecret"


@pytest.fixture
def bench(tmp_path):
    made = open_bench(tmp_path / "library.okr")
    yield made
    made.close()


def test_times_follow_each_other_and_wait_for_a_fixed_start(bench):
    shop = add_workshop(bench)
    second = bench.library.agenda(shop)[1]
    bench.bus.run(EditItem(second.id, ItemField.FIXED_START, time(9, 20)))
    bench.bus.run(EditItem(second.id, ItemField.CUT_ORDER, 1))
    plan = run_sheet(bench.library, shop)
    assert [f"{one.starts_at:%H:%M}" for one in plan.blocks] == ["09:00", "09:20", "09:50", "10:05"]
    assert [one.is_fixed for one in plan.blocks] == [False, True, False, False]
    assert [one.cut_order for one in plan.blocks] == [None, 1, None, None]
    assert [one.protected for one in plan.blocks] == [False, False, True, False]
    assert (f"{plan.ends_at:%H:%M}", plan.planned_s) == ("10:10", 3600)


def test_steps_last_as_long_as_the_block_has_for_them(bench):
    shop = add_workshop(bench, block("Ideas", 24))
    row = bench.library.agenda(shop)[0]
    chosen = next(one for one in techniques() if one.title == "1-2-4-All")
    bench.bus.run(SetTechnique(row.id, chosen.title))
    (one,) = run_sheet(bench.library, shop).blocks
    assert one.technique == "1-2-4-All"
    assert sum(seconds for _, seconds in one.steps) == 24 * 60


def test_a_private_note_is_printed_only_on_request(bench):
    shop = add_workshop(bench)
    for row in bench.library.agenda(shop):
        bench.bus.run(SetPrivateNote(row.id, SECRET))
    for asked in (False, True):
        plan, out = run_sheet(bench.library, shop, with_private=asked), io.BytesIO()
        write_run_sheet(plan, out, paper=PaperSize.A4)
        assert (SECRET in repr(plan)) is asked
        assert (SECRET in text_of(out.getvalue())) is asked


def test_without_blocks_there_is_nothing_to_print(bench):
    shop = add_workshop(bench, block("Only"))
    from desktop.services.agenda_many import DeleteItems

    bench.bus.run(DeleteItems((bench.library.agenda(shop)[0].id,)))
    with pytest.raises(UserError, match="nothing to print"):
        run_sheet(bench.library, shop)
    with pytest.raises(UserError, match="nothing to print"):
        run_sheet(bench.library, 99)
