"""Long work runs elsewhere, reports here, and its failures are told apart."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QThread

from desktop.bridge.worker import Worker
from desktop.domain.errors import UserError


@pytest.fixture
def worker(qtbot):
    worker = Worker()
    yield worker
    assert worker.drain()


def test_the_result_arrives_in_the_thread_of_the_window(worker, qtbot):
    threads = []
    worker.finished.connect(lambda _: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(worker.finished) as finished:
        worker.start(lambda progress: threading.get_ident())
    assert finished.args[0] != threading.get_ident()
    assert threads == [QThread.currentThread()]
    assert not worker.is_running


def test_progress_comes_in_order(worker, qtbot):
    seen = []
    worker.progressed.connect(lambda done, total: seen.append((done, total)))

    def work(progress):
        for page in range(1, 6):
            progress(page, 5)

    with qtbot.waitSignal(worker.finished):
        worker.start(work)
    assert seen == [(n, 5) for n in range(1, 6)]


def test_a_refusal_is_handed_over(worker, qtbot):
    def work(progress):
        raise UserError("The disk is full.", "Free 20 MB.")

    with qtbot.waitSignal(worker.failed) as failed, qtbot.assertNotEmitted(worker.finished):
        worker.start(work)
    assert failed.args[0].hint == "Free 20 MB."


def test_a_bug_reaches_the_excepthook_in_the_thread_of_the_window(worker, qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr(
        sys, "excepthook", lambda kind, bug, trace: caught.append((kind, QThread.currentThread()))
    )

    def work(progress):
        raise IndexError

    with qtbot.assertNotEmitted(worker.failed), qtbot.waitSignal(worker.broke):
        worker.start(work)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught == [(IndexError, QThread.currentThread())]
    assert not worker.is_running


def test_cancelled_work_stops_at_its_next_report(worker, qtbot):
    begun = threading.Event()
    let_go = threading.Event()

    def work(progress):
        begun.set()
        let_go.wait(5)
        progress(1, 2)

    with qtbot.assertNotEmitted(worker.finished), qtbot.waitSignal(worker.cancelled):
        worker.start(work)
        assert begun.wait(5)
        worker.cancel()
        let_go.set()


def test_one_at_a_time_and_the_next_may_start_from_the_answer(worker, qtbot):
    let_go = threading.Event()
    results = []

    def first_done(result):
        results.append(result)
        if result == 1:
            worker.start(lambda progress: 2)

    worker.finished.connect(first_done)
    worker.start(lambda progress: let_go.wait(5) and 1)
    with pytest.raises(RuntimeError):
        worker.start(lambda progress: 3)
    let_go.set()
    qtbot.waitUntil(lambda: results == [1, 2])


def test_five_thousand_signals_do_no_harm(worker, qtbot):
    seen = []
    worker.progressed.connect(lambda done, total: seen.append(True))

    def work(progress):
        for n in range(5000):
            progress(n, 5000)

    with qtbot.waitSignal(worker.finished):
        worker.start(work)
    assert len(seen) == 5000
