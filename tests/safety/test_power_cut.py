"""The power fails: what was written but not yet synced is lost, what was confirmed is not.

Every write of a real script of commands goes through a VFS that records it; then the disk is put
together again as it could look after a cut at any point, with un-synced writes dropped, kept or
torn in half. This exercises the SQLite that comes with apsw, which is newer than the one Python
and the app use; what it proves is that our pragmas ask for the right syncs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest
from sqlalchemy import event, text

from desktop.models.engine import PRAGMAS
from tests.builders import Bench, open_bench
from tests.clocks import FakeClock
from tests.safety.kill_script import Script, lay_ground, obey

COMMANDS = 70
CUTS = 300
SECTOR = 512

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Op:
    """One thing that happened to a file; `ack` after the commit of transaction `at`."""

    kind: str  # write, truncate, sync, delete, ack
    name: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class Recorder:
    """What the VFS has seen."""

    ops: list[Op] = field(default_factory=list)
    is_on: bool = False

    def add(self, op: Op) -> None:
        if self.is_on:
            self.ops.append(op)


class RecordingFile(apsw.VFSFile):
    """A file of the system that tells what is written to it."""

    def __init__(self, recorder: Recorder, name: Any, flags: list[int]) -> None:
        self._name = "" if name is None else name if isinstance(name, str) else name.filename()
        self._recorder = recorder
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._recorder.add(Op("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._recorder.add(Op("truncate", self._name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._recorder.add(Op("sync", self._name))
        super().xSync(flags)


class RecordingVfs(apsw.VFS):
    """The system's own, overheard."""

    NAME = "overheard"

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        super().__init__(self.NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> RecordingFile:
        return RecordingFile(self._recorder, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self._recorder.add(Op("delete", name))
        super().xDelete(name, sync_folder)


@pytest.fixture(scope="module")
def transactions() -> list[list[Statement]]:
    """What the app really writes: the schema and ground first, then one list per command."""
    bench = open_bench()
    written: list[list[Statement]] = []
    event.listen(bench.engine, "begin", lambda _connection: written.append([]))

    def note(_c: Any, _k: Any, sql: str, given: Any, _x: Any, _many: bool) -> None:
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            # several objects in one INSERT count as many, but come as one row of values
            rows = given if isinstance(given, list) else [given]
            written[-1] += [(sql, tuple(one)) for one in rows]

    event.listen(bench.engine, "before_cursor_execute", note)
    lay_ground(bench.bus.run)
    script, clock = Script(5, bench.library), FakeClock()
    for _ in range(COMMANDS):
        obey(bench.bus, script.next(clock.advance(7)))
    schema = [(sql, ()) for sql in _schema(bench)]
    bench.close()
    return [schema, *(each for each in written if each)]


def _schema(bench: Bench) -> Iterator[str]:
    with bench.uow.read() as session:
        # the tables behind the search index are made with it
        query = (
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text_%'"
        )
        yield from session.execute(text(query)).scalars()


def _record(
    path: Path, pragmas: tuple[str, ...], transactions: list[list[Statement]]
) -> tuple[list[Op], list[bytes]]:
    """Every write, and what the library looked like after each confirmed transaction."""
    recorder = Recorder(is_on=True)
    vfs = RecordingVfs(recorder)
    connection = apsw.Connection(str(path), vfs=vfs.NAME)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    after = [_content(connection)]
    for number, statements in enumerate(transactions, start=1):
        connection.execute("BEGIN IMMEDIATE")
        for sql, given in statements:
            connection.execute(sql, given)
        connection.execute("COMMIT")
        recorder.add(Op("ack", at=number))
        after.append(_content(connection))
    recorder.is_on = False
    connection.close()
    vfs.unregister()
    return recorder.ops, after


def _content(connection: apsw.Connection) -> bytes:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY 1")
    rows = [
        (name, connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall())
        for (name,) in tables.fetchall()
    ]
    return repr(rows).encode()


class Disk:
    """Bytes that are safe, and writes that wait for a sync."""

    def __init__(self) -> None:
        self.safe: dict[str, bytearray] = {}
        self.waiting: list[Op] = []
        self.confirmed = 0

    def take(self, op: Op) -> None:
        if op.kind == "ack":
            self.confirmed = op.at
        elif op.kind == "sync":
            for each in self.waiting:
                if each.name == op.name:
                    _apply(self.safe, each)
            self.waiting = [each for each in self.waiting if each.name != op.name]
        elif op.kind == "delete":
            self.waiting = [each for each in self.waiting if each.name != op.name]
            self.safe.pop(op.name, None)
        else:
            self.waiting.append(op)

    def after_cut(self, rnd: random.Random) -> dict[str, bytearray]:
        """One way it can look: each un-synced write lost, there, or there in part."""
        files = {name: bytearray(data) for name, data in self.safe.items()}
        kept = rnd.choice((0.0, 0.5, 0.9))
        for op in self.waiting:
            if rnd.random() < kept:
                _apply(files, _torn(op, rnd) if rnd.random() < 0.3 else op)
        return files


def _torn(op: Op, rnd: random.Random) -> Op:
    """Only so many sectors of it reached the disk."""
    sectors = len(op.data) // SECTOR
    if op.kind != "write" or sectors < 2:
        return op
    return Op(op.kind, op.name, op.at, op.data[: SECTOR * rnd.randrange(1, sectors)])


def _apply(files: dict[str, bytearray], op: Op) -> None:
    data = files.setdefault(op.name, bytearray())
    if op.kind == "truncate":
        del data[op.at :]
        return
    if len(data) < op.at:
        data.extend(bytes(op.at - len(data)))
    data[op.at : op.at + len(op.data)] = op.data


@dataclass
class Losses:
    """What the cuts came to."""

    cuts: int = 0
    lost: int = 0  # something confirmed was gone, or half of a command was there
    damaged: int = 0


def _cut_power(path: Path, pragmas: tuple[str, ...], script: list[list[Statement]]) -> Losses:
    ops, after = _record(path, pragmas, script)
    rnd, disk, losses = random.Random(3), Disk(), Losses()
    chosen = set(rnd.sample(range(len(ops)), min(CUTS, len(ops))))
    for number, op in enumerate(ops):
        disk.take(op)
        if number not in chosen:
            continue
        target = path.with_name(f"cut-{number}.okr")
        for name, data in disk.after_cut(rnd).items():
            Path(f"{target}{name.removeprefix(str(path))}").write_bytes(data)
        losses.cuts += 1
        try:
            found = _recovered(target)
        except apsw.Error:
            losses.damaged += 1
            continue
        losses.lost += found not in after[disk.confirmed : disk.confirmed + 2]
    return losses


def _recovered(path: Path) -> bytes:
    connection = apsw.Connection(str(path))
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise apsw.CorruptError
        return _content(connection)
    finally:
        connection.close()


def test_with_our_pragmas_a_power_cut_loses_nothing_confirmed(tmp_path, transactions):
    losses = _cut_power(tmp_path / "library.okr", PRAGMAS, transactions)
    print(losses)
    assert losses.cuts == CUTS
    assert (losses.lost, losses.damaged) == (0, 0)


def test_without_syncs_the_same_cuts_are_found_to_lose(tmp_path, transactions):
    """Or the test above would prove nothing."""
    pragmas = tuple(
        "synchronous=OFF" if pragma.startswith("synchronous") else pragma for pragma in PRAGMAS
    )
    assert pragmas != PRAGMAS
    losses = _cut_power(tmp_path / "library.okr", pragmas, transactions)
    print(losses)
    assert losses.lost + losses.damaged > CUTS // 10
    assert losses.lost
