"""The report's pages are made elsewhere, soon after a change, and only then."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer

from desktop.bridge import preview as module
from desktop.bridge.preview import MOST_PIXELS, PAUSE_MS, Previewer, Wanted, bounded
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind
from desktop.domain.report_choices import ALL_SECTIONS, NameStyle, PaperSize, Section
from tests.reports.report_builders import note, report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def preview(qtbot):
    made = Previewer()
    yield made
    made.drain()
    assert not made.is_busy


TWO_PAGES = tuple(f"note {n:02}" for n in range(16))


def wanted(*texts, sections=ALL_SECTIONS, paper=PaperSize.A4, names=NameStyle.FULL, **fields):
    rows = [note(CaptureKind.ACTION, text, n, owner="Nell Yarrow") for n, text in enumerate(texts)]
    return Wanted(report(*rows, **fields), frozenset(sections), paper, names)


def show(qtbot, preview, what):
    with qtbot.waitSignal(preview.made) as made:
        preview.show(what)
    return made.args[0]


def draw(qtbot, preview, *numbers, size=(300, 424)):
    with qtbot.waitSignal(preview.drawn) as drawn:
        preview.draw(numbers, *size)
    return drawn.args[0]


def test_the_first_pages_come_at_once_and_can_be_drawn(qtbot, preview):
    pages = show(qtbot, preview, wanted(*TWO_PAGES, "share the checklist"))
    assert (pages.count, round(pages.width), round(pages.height)) == (2, 595, 842)
    assert dict(pages.starts)[Section.SUMMARY] == 1
    first, second = draw(qtbot, preview, 0, 1)
    assert (first.image.width(), first.image.height()) == (300, 424)
    assert "Q1 OKR workshop" in first.text
    assert "share the checklist" in second.text
    colours = {first.image.pixelColor(x, y).name() for x in range(0, 300, 3) for y in range(424)}
    assert len(colours) > 5


def test_the_minute_alone_is_no_reason_to_make_them_again(qtbot, preview):
    show(qtbot, preview, wanted("a"))
    later = wanted("a")
    later = replace(
        later, data=replace(later.data, made_at=later.data.made_at + timedelta(hours=1))
    )
    preview.show(later)
    assert not preview.is_busy


@pytest.mark.parametrize(
    "change",
    [
        {"paper": PaperSize.LETTER},
        {"names": NameStyle.INITIALS},
        {"sections": {Section.SUMMARY}},
        {"title": "Another title"},
    ],
)
def test_any_other_change_makes_them_again_after_a_pause(qtbot, preview, change):
    show(qtbot, preview, wanted("a"))
    since = QElapsedTimer()
    since.start()
    pages = show(qtbot, preview, wanted("a", **change))
    assert since.elapsed() >= PAUSE_MS - 20
    if "paper" in change:
        assert round(pages.width) == 612


def test_ten_quick_changes_make_one_document(qtbot, preview):
    show(qtbot, preview, wanted("a"))
    made = []
    preview.made.connect(made.append)
    for n in range(10):
        preview.show(wanted("a", title=f"Title {n}"))
    qtbot.waitUntil(lambda: bool(made) and not preview.is_busy, timeout=10_000)
    assert len(made) == 1
    assert "Title 9" in draw(qtbot, preview, 0)[0].text


def test_a_change_while_they_are_made_wins(qtbot, preview, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    real = module._make

    def slow(what, progress):
        if what.data.title == "Old":
            begun.set()
            go_on.wait(10)
        return real(what, progress)

    monkeypatch.setattr(module, "_make", slow)
    made = []
    preview.made.connect(made.append)
    preview.show(wanted("a", title="Old"))
    qtbot.waitUntil(begun.is_set)
    preview.show(wanted("a", title="New"))
    QTimer.singleShot(PAUSE_MS + 200, go_on.set)
    qtbot.waitUntil(lambda: bool(made) and not preview.is_busy, timeout=10_000)
    assert len(made) == 1
    assert "New" in draw(qtbot, preview, 0)[0].text


def test_owners_are_shown_as_asked(qtbot, preview):
    show(qtbot, preview, wanted("a", names=NameStyle.NONE))
    text = " ".join(picture.text for picture in draw(qtbot, preview, 0, 1))
    assert "Has an owner" in text
    assert "Nell" not in text


def test_turning_back_needs_no_drawing(qtbot, preview, monkeypatch):
    show(qtbot, preview, wanted(*TWO_PAGES))
    draw(qtbot, preview, 0, 1)
    monkeypatch.setattr(module, "_draw", None)
    assert [picture.page for picture in draw(qtbot, preview, 1)] == [1]


def test_only_the_last_wish_is_drawn(qtbot, preview):
    show(qtbot, preview, wanted("a"))
    drawn = []
    preview.drawn.connect(drawn.append)
    for width in range(200, 260, 10):
        preview.draw((0,), width, width * 2)
    qtbot.waitUntil(lambda: bool(drawn) and drawn[-1][0].image.width() == 250)
    assert len(drawn) <= 2


def test_pages_that_are_not_there_are_not_drawn(qtbot, preview):
    preview.draw((0,), 100, 100)
    show(qtbot, preview, wanted("a"))
    assert draw(qtbot, preview, 7, -1) == ()


def test_a_refusal_becomes_a_sentence_and_is_not_tried_again(qtbot, preview, monkeypatch):
    tries = []

    def refuse(what, progress):
        tries.append(what)
        raise UserError("The fonts are gone.", "Install the app again.")

    monkeypatch.setattr(module, "_make", refuse)
    with qtbot.waitSignal(preview.failed) as failed:
        preview.show(wanted("a"))
    assert failed.args == ["The fonts are gone. Install the app again."]
    preview.show(wanted("a"))
    assert not preview.is_busy
    monkeypatch.undo()
    show(qtbot, preview, wanted("b"))
    assert len(tries) == 1


def test_a_bug_becomes_a_sentence_and_is_still_reported(qtbot, preview, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, trace: caught.append(kind))
    monkeypatch.setattr(module, "_make", lambda what, progress: 1 / 0)
    with qtbot.waitSignal(preview.failed) as failed:
        preview.show(wanted("a"))
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]
    assert failed.args[0].startswith("The pages can't be shown.")


def test_a_computer_without_that_part_of_qt_is_told_so(qtbot, preview, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtPdf", None)
    show(qtbot, preview, wanted("a"))
    with qtbot.waitSignal(preview.failed) as failed:
        preview.draw((0,), 100, 141)
    assert "The PDF can be made all the same." in failed.args[0]


def test_what_is_forgotten_is_made_afresh(qtbot, preview):
    show(qtbot, preview, wanted("a"))
    preview.forget()
    assert show(qtbot, preview, wanted("a")).count == 1


def test_forgetting_while_they_are_made_shows_nothing(qtbot, preview):
    with qtbot.assertNotEmitted(preview.made, wait=1000):
        preview.show(wanted("a"))
        QTimer.singleShot(5, preview.forget)


def test_draining_ends_what_runs_and_starts_nothing_more(qtbot):
    preview = Previewer()
    preview.show(wanted(*(f"note {n}" for n in range(300))))
    qtbot.waitUntil(lambda: preview._worker.is_running)
    preview.show(wanted("b"))
    preview.drain()
    with qtbot.assertNotEmitted(preview.made, wait=PAUSE_MS + 200):
        assert not preview._timer.isActive()


def test_a_picture_is_never_larger_than_its_limit():
    assert bounded(700, 990) == (700, 990)
    width, height = bounded(6000, 8480)
    assert width * height <= MOST_PIXELS
    assert abs(width / height - 6000 / 8480) < 0.001
    assert bounded(0, -5) == (1, 1)


def test_the_window_stays_awake_while_three_hundred_notes_become_pages(qtbot, preview):
    gc.collect()
    gc.freeze()  # the heap of the test runner is not the app's
    beats, clock = [], QElapsedTimer()
    clock.start()
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: beats.append(clock.elapsed()))
    beat.start(5)
    show(qtbot, preview, wanted(*(f"note {n}, and some more words " * 5 for n in range(300))))
    draw(qtbot, preview, 0, 1, size=(1400, 1980))
    beat.stop()
    gc.unfreeze()
    gaps = sorted(after - before for before, after in pairwise(beats))
    # Not the very longest: another process may have had both processors.
    assert gaps[int(len(gaps) * 0.95)] < 100, gaps[-10:]


def test_the_start_does_not_load_that_part_of_qt():
    code = (
        "import desktop.app, sys;"
        "print(sorted(m for m in ('PySide6.QtPdf', 'reportlab') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr
