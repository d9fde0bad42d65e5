"""The commands that keep a library safe: backup, restore and check."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from desktop.cli_parts import FILE, JSON, opened, refusals, refuse, say
from desktop.domain.i18n import ntr, tr
from desktop.system.clock import SystemClock
from desktop.system.folders import user_folders

# ruff: noqa: PLC0415  these services are not for every start


@click.command()
@click.option("--output", type=FILE, help="This file instead of one in the backups folder.")
@JSON
@click.pass_obj
def backup(database: Path | None, output: Path | None, as_json: bool) -> None:
    """Copy the whole library, read the copy back and put a checksum beside it."""
    from desktop.services.backups import Backups, prepare

    now = SystemClock().now().utc
    with refusals(), opened(database) as held:
        if output is None:
            folder = user_folders().backups_of(database)
            job = Backups(held.engine, folder).job(now)
        else:
            job = prepare(held.engine, output, now)
        made = job.run()
    document = {"backup": str(made.path), "bytes": made.size, "sha256": made.sha256}
    said = tr("Backed up to {file} ({n} bytes).").format(file=made.path, n=made.size)
    say(as_json, document, said)


@click.command()
@click.argument("file", type=FILE)
@JSON
@click.pass_obj
def restore(database: Path | None, file: Path, as_json: bool) -> None:
    """Put a backup in the place of the library; today's state is backed up first."""
    from desktop.services.restoring import restore as bring_back

    folders = user_folders()
    library = database or folders.library
    with refusals():
        done = bring_back(file, library, folders.backups_of(library), SystemClock().now().utc)
    kept = None if done.kept is None else str(done.kept)
    document = {"library": str(library), "restored": str(file), "kept": kept}
    lines = [tr("{library} is now what {file} holds.").format(library=library, file=file)]
    if kept is not None:
        lines.append(tr("What it was before is in {file}.").format(file=kept))
    say(as_json, document, "\n".join(lines))


@click.command()
@JSON
@click.pass_obj
def check(database: Path | None, as_json: bool) -> None:
    """Read the whole library and say what is wrong with it, if anything is."""
    from desktop.services.checking import check as look

    with refusals(), opened(database) as held:
        found = look(held.engine)
        workshops = len(held.library.workshops()) if found.is_whole else 0
    document = {
        "ok": found.is_whole,
        "problems": list(found.problems),
        "schema": found.schema,
        "tables": found.tables,
        "rows": found.rows,
    }
    for problem in found.problems:
        refuse(problem)
    said = [
        tr("The library is whole."),
        ntr("{n} workshop.", "{n} workshops.", workshops),
        tr("{rows} rows in {tables} tables, schema {schema}.").format(
            rows=found.rows, tables=found.tables, schema=found.schema
        ),
    ]
    if found.is_whole or as_json:
        say(as_json, document, "\n".join(said))
    sys.exit(0 if found.is_whole else 1)
