"""The commands without a window: same services, exit 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

import click

from desktop import __version__
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.names import NameStyle
from desktop.domain.report import ALL_SECTIONS, PaperSize, ReportData
from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.services.reporting import report_data
from desktop.system.clock import SystemClock
from desktop.system.files import write_bytes, writing
from desktop.system.folders import user_folders
from desktop.system.resources import resource
from desktop.system.zone import local_zone

FIRST_HOUR = time(9)
"""A workshop made without a time starts at nine."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A library for the length of one command."""

    bus: CommandBus
    library: Library


@contextmanager
def opened(database: Path | None, *, create: bool = False) -> Generator[Opened]:
    """Hold the library. Raises `UserError` while the app has it open, or for a name mistyped."""
    if database is not None and not create and not database.exists():
        raise UserError(
            tr("{file} does not exist.").format(file=database),
            tr("Check the name; `new` makes a library."),
        )
    engine = open_library(database or user_folders().library)
    try:
        uow = UnitOfWork(engine)
        yield Opened(CommandBus(uow), Library(uow))
    finally:
        engine.dispose()


@contextmanager
def _refusals() -> Generator[None]:
    try:
        yield
    except UserError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


def _say(as_json: bool, document: object, sentence: str) -> None:
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_FILE = click.Path(path_type=Path)


class OpenApp(Protocol):
    """Opens the windows; handed in, because nothing here knows Qt."""

    def __call__(self, database: Path | None, *, sample: bool, self_test: bool) -> None: ...


@click.group(name="okr-facilitator", invoke_without_command=True)
@click.version_option(__version__, prog_name="okr-facilitator")
@click.option("--database", type=_FILE, help="Use this library instead of your own.")
@click.option("--sample", is_flag=True, help="Open a demo library with the sample workshop.")
@click.option("--self-test", is_flag=True, help="Write, read and export in a scratch library.")
@click.pass_context
def commands(context: click.Context, database: Path | None, sample: bool, self_test: bool) -> None:
    """Run an OKR workshop from one laptop. Without a command, the app opens."""
    open_app: OpenApp = context.obj
    context.obj = database
    if context.invoked_subcommand is None:
        with _refusals():
            open_app(database, sample=sample, self_test=self_test)


@commands.command("list")
@_JSON
@click.pass_obj
def list_workshops(database: Path | None, as_json: bool) -> None:
    """List the workshops of the library."""
    with _refusals(), opened(database) as held:
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
    _say(as_json, document, "\n".join(lines) or tr("No workshops yet."))


@commands.command()
@click.option("--template", required=True, help="Its name, such as okr-drafting-4h.")
@click.option("--title", required=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Today unless given.")
@click.option("--programme", default="", help="The first one unless named.")
@_JSON
@click.pass_obj
def new(
    database: Path | None,
    template: str,
    title: str,
    day: datetime | None,
    programme: str,
    as_json: bool,
) -> None:
    """Make a workshop from a template."""
    from desktop.services.importing import CreateWithAgenda  # noqa: PLC0415  20 ms, not every start
    from desktop.services.template_files import find_template  # noqa: PLC0415

    with _refusals():
        found = find_template(resource("templates"), template)
        with opened(database, create=True) as held:
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
    _say(as_json, {"workshop": made}, tr("Workshop {id} is ready.").format(id=made))


@commands.group("import")
def import_() -> None:
    """Bring in a file: all of it or nothing."""


@import_.command()
@click.argument("file", type=_FILE)
@click.option("--workshop", "workshop_id", type=int, required=True)
@_JSON
@click.pass_obj
def agenda(database: Path | None, file: Path, workshop_id: int, as_json: bool) -> None:
    """Put the blocks of a CSV or XLSX file at the end of a workshop's agenda."""
    from desktop.services.files import agenda_import  # noqa: PLC0415  20 ms, not every start

    with _refusals():
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
    _say(as_json, document, "\n".join(lines))


@import_.command()
@click.argument("file", type=_FILE)
@click.option("--workshop", "workshop_id", type=int, required=True)
@_JSON
@click.pass_obj
def roster(database: Path | None, file: Path, workshop_id: int, as_json: bool) -> None:
    """Put the people of a table on a workshop's list; who is there already is not doubled."""
    from desktop.domain.people import Fate, plan_people  # noqa: PLC0415  not every start
    from desktop.services.files import roster_file  # noqa: PLC0415
    from desktop.services.roster import AddPeople  # noqa: PLC0415

    with _refusals():
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
    _say(as_json, document, "\n".join(lines))


@commands.command()
@click.argument("workshop_id", metavar="ID", type=int)
@click.option("--format", "kind", type=click.Choice(["pdf", "md"]), required=True)
@click.option("--output", type=_FILE, required=True)
@click.option("--names", type=click.Choice([n.value for n in NameStyle]), default="full")
@click.option("--paper", type=click.Choice([p.value for p in PaperSize]), default="a4")
@click.pass_obj
def export(
    database: Path | None, workshop_id: int, kind: str, output: Path, names: str, paper: str
) -> None:
    """Write a workshop's session report, as PDF or Markdown."""
    with _refusals():
        with opened(database) as held:
            data = report_data(held.library, workshop_id, SystemClock().now())
        style = NameStyle(names)
        if kind == "md":
            said = _write_markdown(data, output, style)
        else:
            said = _write_pdf(data, output, style, PaperSize(paper))
    click.echo(f"{said} · {output} ({kind})")


def _write_pdf(data: ReportData, output: Path, names: NameStyle, paper: PaperSize) -> str:
    from desktop.reports.pdf import write_pdf  # noqa: PLC0415  ReportLab only when it is needed

    with writing(output) as out:
        done = write_pdf(data, out, sections=ALL_SECTIONS, paper=paper, names=names)
    return ntr("{n} page", "{n} pages", done.pages)


def _write_markdown(data: ReportData, output: Path, names: NameStyle) -> str:
    from desktop.reports.markdown import write_markdown  # noqa: PLC0415  only when it is needed

    text = write_markdown(data, sections=ALL_SECTIONS, names=names)
    write_bytes(output, text.encode())
    return ntr("{n} line", "{n} lines", text.count("\n"))


def run(arguments: list[str], open_app: OpenApp) -> None:
    """Run one command, or open the app; ends the process with its exit code."""
    commands(arguments, prog_name="okr-facilitator", obj=open_app)
