"""The commands without a window: same services, exit 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

import click

from desktop import __version__
from desktop.cli_backup import backup, check, restore
from desktop.cli_export import export
from desktop.cli_parts import FILE, JSON, opened, refusals, say
from desktop.domain.i18n import ntr, tr
from desktop.system.clock import SystemClock
from desktop.system.folders import user_folders
from desktop.system.resources import resource
from desktop.system.zone import local_zone

FIRST_HOUR = time(9)
"""A workshop made without a time starts at nine."""


class OpenApp(Protocol):
    """Opens the windows; handed in, because nothing here knows Qt."""

    def __call__(
        self,
        database: Path | None,
        *,
        sample: bool,
        self_test: bool,
        rehearse: tuple[int, int] | None = None,
    ) -> None:
        """`rehearse` is for a scratch copy only: how many times as fast, and which workshop."""


@click.group(name="okr-facilitator", invoke_without_command=True)
@click.version_option(__version__, prog_name="okr-facilitator")
@click.option("--database", type=FILE, help="Use this library instead of your own.")
@click.option("--sample", is_flag=True, help="Open a demo library with the sample workshop.")
@click.option("--self-test", is_flag=True, help="Write, read and export in a scratch library.")
@click.option("--rehearse", type=click.IntRange(min=1), hidden=True)
@click.option("--workshop", "workshop_id", type=int, hidden=True)
@click.pass_context
def commands(
    context: click.Context,
    database: Path | None,
    sample: bool,
    self_test: bool,
    rehearse: int | None,
    workshop_id: int | None,
) -> None:
    """Run an OKR workshop from one laptop. Without a command, the app opens."""
    open_app: OpenApp = context.obj
    context.obj = database
    if context.invoked_subcommand is None:
        asked = None if rehearse is None or workshop_id is None else (rehearse, workshop_id)
        if rehearse is not None and (asked is None or database is None):
            raise click.UsageError("--rehearse takes --workshop and a scratch --database")
        with refusals():
            open_app(database, sample=sample, self_test=self_test, rehearse=asked)


for command in (backup, restore, check, export):
    commands.add_command(command)


@commands.command("list")
@JSON
@click.pass_obj
def list_workshops(database: Path | None, as_json: bool) -> None:
    """List the workshops of the library."""
    with refusals(), opened(database) as held:
        rows = held.library.workshops()
    document = [
        {
            "workshop": row.id,
            "title": row.title,
            "kind": row.kind,
            "date": row.day.isoformat(),
            "state": row.state,
        }
        for row in rows
    ]
    lines = [f"{row.id:>5}  {row.day}  {row.state:<8} {row.title}" for row in rows]
    say(as_json, document, "\n".join(lines) or tr("No workshops yet."))


@commands.command()
@click.option("--template", required=True, help="Its name, such as okr-drafting-4h.")
@click.option("--title", required=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Today unless given.")
@click.option("--programme", default="", help="The first one unless named.")
@JSON
@click.pass_obj
def new(
    database: Path | None,
    template: str,
    title: str,
    day: datetime | None,
    programme: str,
    as_json: bool,
) -> None:
    """Make a workshop from a template, one that ships or one of your own."""
    from desktop.services.importing import CreateWithAgenda  # noqa: PLC0415  20 ms, not every start
    from desktop.services.template_files import find_template  # noqa: PLC0415

    with refusals():
        if not (database or user_folders().library).exists():
            find_template(resource("templates"), template)  # a mistyped name makes no library
        with opened(database, create=True) as held:
            found = held.library.template(template)
            today = SystemClock().now().utc.astimezone().date()
            chosen: date = today if day is None else day.date()
            zone = local_zone()
            before = {row.id for row in held.library.workshops()}
            held.bus.run(
                CreateWithAgenda(
                    title, chosen, FIRST_HOUR, zone, found.blocks, found.kind, programme
                )
            )
            (made,) = {row.id for row in held.library.workshops()} - before
    say(as_json, {"workshop": made}, tr("Workshop {id} is ready.").format(id=made))


@commands.group("import")
def import_() -> None:
    """Bring in a file: all of it or nothing."""


@import_.command()
@click.argument("file", type=FILE)
@click.option("--workshop", "workshop_id", type=int, required=True)
@JSON
@click.pass_obj
def agenda(database: Path | None, file: Path, workshop_id: int, as_json: bool) -> None:
    """Put the blocks of a table, a Markdown or a text file at the end of a workshop's agenda."""
    from desktop.services.files import agenda_import  # noqa: PLC0415  20 ms, not every start

    with refusals():
        ready = agenda_import(file, workshop_id)
        with opened(database) as held:
            held.bus.run(ready.command)
    rows = len(ready.file.blocks)
    document = {
        "rows": rows,
        "skipped": len(ready.file.skipped),
        "warnings": list(ready.file.warnings),
    }
    left = [
        tr("Line {line}: {why}").format(line=each.line, why=each.why) for each in ready.file.skipped
    ]
    lines = [ntr("{n} block added.", "{n} blocks added.", rows), *ready.file.warnings, *left]
    say(as_json, document, "\n".join(lines))


@import_.command()
@click.argument("file", type=FILE)
@click.option("--workshop", "workshop_id", type=int, required=True)
@JSON
@click.pass_obj
def roster(database: Path | None, file: Path, workshop_id: int, as_json: bool) -> None:
    """Put the people of a table on a workshop's list; who is there already is not doubled."""
    from desktop.domain.people import Fate, plan_people  # noqa: PLC0415  not every start
    from desktop.services.files import roster_file  # noqa: PLC0415
    from desktop.services.roster import AddPeople  # noqa: PLC0415

    with refusals():
        read = roster_file(file)
        with opened(database) as held:
            planned = plan_people(read.people, held.library.known_people(workshop_id))
            held.bus.run(AddPeople(workshop_id, read.people))
    same = sum(one.fate is Fate.SAME for one in planned)
    rows = len(planned) - same
    left_out = [tr("Line {line}: {why}.").format(line=s.line, why=s.why) for s in read.skipped]
    warnings = [*read.warnings, *left_out]
    document = {"rows": rows, "skipped": len(read.skipped) + same, "warnings": warnings}
    lines = [ntr("{n} person stored.", "{n} people stored.", rows), *warnings]
    say(as_json, document, "\n".join(lines))


@import_.command()
@click.argument("file", type=FILE)
@JSON
@click.pass_obj
def workshop(database: Path | None, file: Path, as_json: bool) -> None:
    """Add the workshop of a workshop file; one that is here already is refused."""
    from desktop.services.files import workshop_import  # noqa: PLC0415  not at every start

    with refusals():
        ready = workshop_import(file)
        with opened(database, create=True) as held:
            stored = held.bus.run(ready)
            made = max(row.id for row in held.library.workshops())
    rows = len(stored.row_ids)
    warnings: list[str] = []  # a workshop file comes whole or not at all
    document = {"workshop": made, "rows": rows, "skipped": 0, "warnings": warnings}
    said = tr("Workshop {id} is here, with {n} rows.").format(id=made, n=rows)
    say(as_json, document, said)


def run(arguments: list[str], open_app: OpenApp) -> None:
    """Run one command, or open the app; ends the process with its exit code."""
    commands(arguments, prog_name="okr-facilitator", obj=open_app)
