"""Kills a real process at random instants and proves what the library file then holds.

A model in memory is led through the same commands at the same instants: the file must hold every
acknowledged command exactly once, and nothing else but, whole, the one that was being stored.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from desktop.domain.clock import Moment
from desktop.domain.run import RunState, run_state
from desktop.models.library import open_library
from desktop.models.tables import Base
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.system.clock import SystemClock
from tests import guards
from tests.builders import open_bench
from tests.safety.kill_script import SHOP, Script, lay_ground, obey

ROOT = Path(__file__).parents[2]
OPENED_IN_S = 3.0
RIGHT_WITHIN_MS = 1000
PATIENCE_S = 30.0
# The windows take half a second to open and some milliseconds for each command.
OPENING_S = {"bare": 0.03, "app": 0.6}
WORKING_S = {"bare": 0.06, "app": 0.2}
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Facts = dict[str, list[dict[str, Any]]]


def facts(uow: UnitOfWork) -> Facts:
    """Every row of every table, times included; random names are replaced by table and id."""
    with uow.read() as session:
        rows: Facts = {
            name: [
                dict(row)
                for row in session.execute(text(f'SELECT * FROM "{name}" ORDER BY id')).mappings()
            ]
            for name in Base.metadata.tables
        }
    names = {row["uid"]: f"{name}#{row['id']}" for name in rows for row in rows[name]}
    for name in rows:
        for row in rows[name]:
            for column, value in row.items():
                if isinstance(value, str) and column != "boot_id":
                    row[column] = UID.sub(lambda uid: names.get(uid[0], "gone"), value)
            if name == "feedback_item":
                row["rank"] = "random"  # so that the order of entry can't be told
    return rows


class Model:
    """What the library must hold: the same commands on one in memory."""

    def __init__(self) -> None:
        self._bench = open_bench()
        lay_ground(self._bench.bus.run)
        self.restart(0)

    def restart(self, seed: int) -> None:
        """A new process: the library stays, the undo history does not."""
        self._bus = CommandBus(self._bench.uow)
        self._script = Script(seed, self._bench.library)

    def play(self, moments: list[Moment]) -> None:
        for at in moments:
            obey(self._bus, self._script.next(at))

    def facts(self) -> Facts:
        return facts(self._bench.uow)

    def close(self) -> None:
        self._bench.close()


@dataclass
class Life:
    """What one victim said before it died."""

    born: float
    status: int = 0
    opened_after_s: float | None = None
    moments: list[Moment] = field(default_factory=list)
    acknowledged: int = 0
    heard_at: dict[int, int] = field(default_factory=dict)  # its boot_ms -> our own monotonic ms


class Executioner:
    """Starts victims and kills them. `app` loads Qt once, before the forks."""

    def __init__(self, *, app: bool = False) -> None:
        command = [sys.executable, "-m", "tests.safety.kill_child", *(["--app"] if app else [])]
        self._server = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._ask, self._out = self._server.stdin, self._server.stdout.fileno()
        self._rest = b""
        self._until(Life(time.monotonic()), "ready")

    def __enter__(self) -> Executioner:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask.close()
        self._server.wait(PATIENCE_S)
        assert self._server.stdout is not None
        self._server.stdout.close()

    def kill(
        self, victim: str, path: Path, seed: int, after_s: float, *, waiting_for: str = "done"
    ) -> Life:
        """One victim, dead `after_s` seconds after it first said the word `waiting_for`."""
        request = {"victim": victim, "path": str(path), "seed": seed}
        self._ask.write(json.dumps(request).encode() + b"\n")
        self._ask.flush()
        life = Life(time.monotonic())
        ((_, pid),) = self._until(life, "pid")
        try:
            if waiting_for != "pid":
                self._until(life, waiting_for)
            deadline = time.monotonic() + after_s
            while (left := deadline - time.monotonic()) > 0:
                self._hear(life, self._lines(left))
        finally:  # also when the test fails: nobody else would ever end it
            os.kill(int(pid), signal.SIGKILL)
        self._until(life, "gone")
        return life

    def _hear(self, life: Life, lines: list[list[str]]) -> None:
        now = time.monotonic_ns() // 1_000_000
        for words in lines:
            match words[0]:
                case "open":
                    life.opened_after_s = time.monotonic() - life.born
                case "go":
                    at = Moment(datetime.fromisoformat(words[3]), int(words[2]), words[4])
                    life.moments.append(at)
                    life.heard_at.setdefault(at.boot_ms, now)
                case "done":
                    life.acknowledged = int(words[1]) + 1
                case "gone":
                    life.status = int(words[1])
                case _:
                    pass

    def _lines(self, left_s: float) -> list[list[str]]:
        if not select.select([self._out], [], [], left_s)[0]:
            return []
        got = os.read(self._out, 1 << 16)
        assert got, "the server died"
        *lines, self._rest = (self._rest + got).split(b"\n")
        return [line.decode().split(" ") for line in lines]

    def _until(self, life: Life, word: str) -> list[list[str]]:
        """Listen until somebody says it; returns the lines that begin with it."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < deadline, f"waited in vain for {word}"
            lines = self._lines(1.0)
            self._hear(life, lines)
            if found := [words for words in lines if words[0] == word]:
                return found
            assert word == "gone" or not life.status, f"the victim died by itself: {life.status}"


@dataclass
class Tally:
    """What a series of kills came to."""

    kills: int = 0
    acknowledged: int = 0
    unfinished: int = 0  # a command was under way
    stored_unsaid: int = 0  # it was on disk, but nobody had been told
    hot_journals: int = 0
    slowest_open_s: float = 0.0
    worst_second_ms: int = 0


class Trial:
    """One library through many lives."""

    def __init__(self, path: Path, seed: int) -> None:
        self.tally = Tally()
        self._path = path
        self._rnd = random.Random(seed)
        self._model = Model()
        self._heard_at: dict[int, int] = {}
        engine = open_library(path)
        lay_ground(CommandBus(UnitOfWork(engine)).run)
        engine.dispose()

    def close(self) -> None:
        self._model.close()

    def life_and_death(self, executioner: Executioner, victim: str) -> None:
        """One victim at work, killed at a random instant; then everything is looked at."""
        seed = self._rnd.randrange(1 << 30)
        if self._rnd.random() < 0.15:
            after_s = self._rnd.uniform(0, OPENING_S[victim])
            life = executioner.kill(victim, self._path, seed, after_s, waiting_for="pid")
        else:
            after_s = self._rnd.uniform(0.004, WORKING_S[victim])
            life = executioner.kill(victim, self._path, seed, after_s)
        assert os.WIFSIGNALED(life.status), life
        assert os.WTERMSIG(life.status) == signal.SIGKILL
        self._heard_at |= life.heard_at
        self.tally.kills += 1
        self.tally.acknowledged += life.acknowledged
        if life.opened_after_s is not None:
            self.tally.slowest_open_s = max(self.tally.slowest_open_s, life.opened_after_s)
            assert life.opened_after_s <= OPENED_IN_S
        journal = Path(f"{self._path}-journal")
        self.tally.hot_journals += journal.exists() and journal.stat().st_size > 0
        self._look(life, seed)

    def _look(self, life: Life, seed: int) -> None:
        began = time.monotonic()
        engine = open_library(self._path)
        guards.guard_library(self._path)
        uow = UnitOfWork(engine)
        agenda_seen = Library(uow).agenda(SHOP)
        took = time.monotonic() - began
        assert took <= OPENED_IN_S
        assert agenda_seen
        self._check_whole(engine)
        self._check_held(uow, life, seed)
        self._check_second(Library(uow))
        engine.dispose()
        guards.release_library(self._path)
        self.tally.slowest_open_s = max(self.tally.slowest_open_s, took)

    def _check_whole(self, engine: Engine) -> None:
        with engine.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()

    def _check_held(self, uow: UnitOfWork, life: Life, seed: int) -> None:
        assert life.acknowledged <= len(life.moments) <= life.acknowledged + 1
        self._model.restart(seed)
        self._model.play(life.moments[: life.acknowledged])
        found, wanted = facts(uow), self._model.facts()
        if len(life.moments) > life.acknowledged:
            self.tally.unfinished += 1
            if found != wanted:
                self._model.play(life.moments[life.acknowledged :])
                wanted = self._model.facts()
                self.tally.stored_unsaid += 1
        for table, rows in wanted.items():
            assert found[table] == rows, f"{table} after {life.acknowledged} commands"

    def _check_second(self, library: Library) -> None:
        """The run as the app folds it, against a stopwatch that this process has held."""
        agenda, events = library.agenda(SHOP), library.events(SHOP)
        if not events:
            return
        now, ours = SystemClock().now(), time.monotonic_ns() // 1_000_000
        assert events[-1].at.boot_id == now.boot_id
        by_stopwatch = [
            replace(event, at=replace(event.at, boot_ms=self._heard_at[event.at.boot_ms]))
            for event in events
        ]
        shown = run_state(agenda, events, now, None)
        true = run_state(agenda, by_stopwatch, replace(now, boot_ms=ours), None)
        assert (shown.phase, shown.current) == (true.phase, true.current)
        error = max(
            abs(shown.elapsed_ms - true.elapsed_ms),
            abs(shown.remaining_ms - true.remaining_ms),
            _worst_item(shown, true),
        )
        assert error <= RIGHT_WITHIN_MS
        self.tally.worst_second_ms = max(self.tally.worst_second_ms, error)


def _worst_item(shown: RunState, true: RunState) -> int:
    pairs = zip(shown.items, true.items, strict=True)
    return max((abs(a.spent_ms - b.spent_ms) for a, b in pairs), default=0)
