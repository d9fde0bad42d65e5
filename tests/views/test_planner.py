"""Limits, cut order, fixed starts and the cost of a meeting, typed in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import PlaceId
from desktop.domain.people import RosterEntry
from desktop.domain.run import ItemPhase
from desktop.views.privacy import privacy
from desktop.views.run_bar import RunBar
from desktop.views.run_lines import RunLine, clock_text, run_lines
from desktop.views.widgets import Chip
from tests.builders import ZONE, block
from tests.safety.windows import CTRL, Windows, windows

Key = Qt.Key


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        titles = (("Welcome", 15), ("Guest talk", 30), ("Drafts", 60), ("Risks", 15))
        app.add_workshop(*(block(title, minutes) for title, minutes in titles))
        app.console.show_place(PlaceId.PREPARE)
        app.console.activateWindow()
        app.wait_for(app.console.isActiveWindow)
        app.place = app.console.built(PlaceId.PREPARE)
        app.settle()
        yield app
    privacy().hide_private(on=False)


def fill(app: Windows, field: str, text: str, *, at: int | None = None) -> None:
    """Type into a field of the editor, of the block in that row, and press Enter."""
    if at is not None:
        blocks = app.place.agenda.list
        blocks.setFocus()
        blocks.choose(app.parts.desk.view.agenda[at].uid)
    edit = getattr(app.place.editor, field)
    edit.setFocus()
    edit.selectAll()
    app.type(text) if text else app.press(Key.Key_Delete)
    app.press(Key.Key_Return)


def row(app: Windows, at: int):
    return app.parts.desk.view.agenda[at]


def lines(app: Windows):
    model = app.place.agenda.list.model()
    return model.lines


def chips(app: Windows, at: int) -> list[str]:
    return [chip.text for chip in lines(app)[at].chips]


def test_limits_are_typed_and_kept_around_the_block(app):
    fill(app, "minimum", "10", at=1)
    fill(app, "maximum", "45")
    assert (row(app, 1).minimum_s, row(app, 1).maximum_s) == (600, 2700)
    editor = app.place.editor
    fill(app, "minimum", "31")
    assert "longer than the block" in editor.minimum.refusal
    assert editor.minimum.text() == "10 min"
    fill(app, "maximum", "29")
    assert "shorter than the block" in editor.maximum.refusal
    assert editor.maximum.text() == "45 min"
    assert (row(app, 1).minimum_s, row(app, 1).maximum_s) == (600, 2700)


def test_the_block_to_cut_first_says_so_in_the_list(app):
    fill(app, "cut_order", "1", at=3)
    fill(app, "cut_order", "2", at=2)
    assert chips(app, 3) == ["First to cut"]
    assert chips(app, 2) == ["Cut 2nd"]
    fill(app, "cut_order", "", at=3)
    assert row(app, 3).cut_order is None
    assert chips(app, 3) == []


@pytest.mark.parametrize("typed", ["first", "0", "100", "1.5", "-1"])
def test_a_cut_order_that_is_none_is_refused_beside_it(app, typed):
    fill(app, "cut_order", "3", at=3)
    fill(app, "cut_order", typed)
    assert app.place.editor.cut_order.refusal
    assert app.place.editor.cut_order.text() == "3"
    assert row(app, 3).cut_order == 3


def test_protection_takes_the_cut_order_away_and_says_so(app):
    fill(app, "cut_order", "1", at=3)
    editor = app.place.editor
    assert not editor.told.isVisible()
    editor.protected.setFocus()
    app.press(Key.Key_Space)
    assert row(app, 3).protected
    assert row(app, 3).cut_order is None
    assert editor.told.isVisible()
    assert "never cut" in editor.told.text()
    assert editor.cut_order.text() == ""
    fill(app, "cut_order", "1")
    assert "never cut" in editor.cut_order.refusal
    fill(app, "minimum", "5")
    assert "full length" in editor.minimum.refusal
    app.place.agenda.list.setFocus()
    app.press(Key.Key_Z, CTRL)
    assert row(app, 3).cut_order == 1
    assert not editor.told.isVisible()


def test_a_fixed_start_leaves_free_time_before_it_and_the_end_counts_it(app):
    fill(app, "fixed_start", "930", at=1)
    line, totals = lines(app)[1], app.place.totals
    assert (line.start, line.gap, line.pinned) == ("09:30", "15 min free", True)
    assert "15 min free before it" in line.spoken
    assert "Ends 11:15" in totals.end.text()
    assert "15 min" in totals.free.text()
    assert totals.total.text() == "2 h"
    blocks = app.place.agenda.list
    model = blocks.model()
    tall, plain = (blocks.visualRect(model.index(at, 0)).height() for at in (1, 2))
    assert tall > plain
    fill(app, "fixed_start", "")
    assert row(app, 1).fixed_start is None
    assert lines(app)[1].gap == ""
    assert blocks.visualRect(model.index(1, 0)).height() == plain
    assert "Ends 11:00" in totals.end.text()


@pytest.mark.parametrize(("typed", "why"), [("half nine", "not a time"), ("8:00", "before the")])
def test_a_fixed_start_that_can_t_be_is_refused_beside_it(app, typed, why):
    fill(app, "fixed_start", "9:30", at=1)
    fill(app, "fixed_start", typed)
    assert why in app.place.editor.fixed_start.refusal
    assert app.place.editor.fixed_start.text() == "09:30"


def test_a_fixed_start_that_is_missed_is_named_with_the_reason(app):
    fill(app, "fixed_start", "9:10", at=1)
    card = app.place.agenda
    assert chips(app, 1) == ["starts 5 min late"]
    assert card.clash.isVisible()
    assert card.clash.text() == (
        "Guest talk can't start at 09:10: the blocks before take 5 min too long."
    )
    bar = app.console.findChild(RunBar)
    assert any("Fixed start 5 min late" in chip.text for chip in bar.findChildren(Chip))
    fill(app, "duration", "10", at=0)
    assert not card.clash.isVisible()
    assert chips(app, 1) == []


def test_how_late_a_block_will_be_is_private(app):
    fill(app, "fixed_start", "9:10", at=1)
    app.press(Key.Key_H, CTRL)
    app.settle()
    assert not app.place.agenda.clash.isVisible()
    assert chips(app, 1) == []
    app.press(Key.Key_H, CTRL)
    app.settle()
    assert app.place.agenda.clash.isVisible()


def test_the_totals_say_how_early_and_how_late_it_can_end(app):
    assert app.place.totals.bounds.text() == "Earliest 10:01, latest 12:00"
    fill(app, "fixed_start", "9:30", at=1)
    fill(app, "minimum", "30")
    # 09:30 is waited for, then 30 min, and the halves of the two blocks after it
    assert app.place.totals.bounds.text() == "Earliest 10:38, latest 12:07"


def test_the_cost_is_counted_from_people_hours_and_a_typed_rate(app):
    for n in range(16):
        app.parts.conductor.people.add(RosterEntry(f"Person {n}"))
    cost = app.place.cost
    assert not cost.cost.isVisible()
    cost.rate.setFocus()
    app.type("70 EUR")
    app.press(Key.Key_Return)
    app.settle()
    assert cost.cost.text() == "€2,240"
    assert cost.formula.text() == "16 people × 2 h × €70"
    assert cost.yearly.text() == "A one-hour check-in every two weeks: €29,120 a year"
    for typed in ("a lot", "0", "70,50"):
        cost.rate.selectAll()
        app.type(typed)
        app.press(Key.Key_Return)
        assert cost.rate.refusal, typed
        assert cost.rate.text() == "€70"
    cost.rate.selectAll()
    app.type("80")
    app.press(Key.Key_Return)
    assert cost.rate.text() == "€80"
    cost.rate.selectAll()
    app.press(Key.Key_Delete)
    app.press(Key.Key_Return)
    assert app.parts.library.hourly_rate(1) is None
    assert not cost.cost.isVisible()
    app.press(Key.Key_Escape)
    app.press(Key.Key_Z, CTRL)
    assert cost.rate.text() == "€80"


def test_with_nobody_there_it_says_what_is_missing(app):
    app.parts.conductor.preparing.set_rate("70")
    cost = app.place.cost
    assert cost.missing.isVisible()
    assert not cost.cost.isVisible()


def test_a_rate_half_typed_is_stored_when_its_card_is_hidden(app):
    app.place.cost.rate.setFocus()
    app.type("55 CHF")
    app.press(Key.Key_H, CTRL)
    rate = app.parts.library.hourly_rate(1)
    assert rate is not None
    assert (str(rate.amount), rate.currency) == ("55", "CHF")
    assert not app.place.cost.isVisible()


# the run


def ahead(app: Windows) -> tuple[RunLine, ...]:
    return run_lines(app.parts.desk.view, clock_text(ZONE))


def test_the_run_shows_what_is_ahead_of_a_fixed_start(app):
    fill(app, "fixed_start", "9:30", at=1)
    app.console.show_place(PlaceId.RUN)
    app.parts.conductor.toggle_run()
    free = ahead(app)[1]
    assert free.pinned
    assert free.gap.endswith("free")
    assert "free before it" in free.spoken
    app.pass_time(60 * 60)
    late = ahead(app)[1]
    assert late.clash.endswith("late")
    assert "going to start" in late.spoken
    privacy().hide_private(on=True)
    hidden = ahead(app)[1]
    assert (hidden.gap, hidden.clash, hidden.told) == ("", "", "")


def test_a_skipped_block_is_struck_and_says_so(app):
    fill(app, "cut_order", "1", at=3)
    app.console.show_place(PlaceId.RUN)
    app.parts.conductor.toggle_run()
    assert [chip.text for chip in ahead(app)[3].chips] == ["First to cut"]
    app.parts.conductor.running.skip(row(app, 3).uid)
    skipped = ahead(app)[3]
    assert skipped.phase is ItemPhase.SKIPPED
    assert "skipped" in skipped.spoken
    assert skipped.chips == ()
    assert not app.console.grab().isNull()
