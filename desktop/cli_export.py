"""The command that writes a workshop to files: report, tables, or all of it for hand-over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli_parts import FILE, opened, refusals
from desktop.domain.i18n import ntr, tr
from desktop.domain.report_choices import DEFAULT_SECTIONS, NameStyle, PaperSize
from desktop.system.clock import SystemClock
from desktop.system.files import write_bytes, writing

if TYPE_CHECKING:
    from desktop.domain.report import ReportData

# ruff: noqa: PLC0415  each format loads only what it needs

FORMATS = ("pdf", "md", "csv", "workshop")


@click.command()
@click.argument("workshop_id", metavar="ID", type=int)
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True)
@click.option("--output", type=FILE, required=True, help="A file; for csv a folder.")
@click.option("--names", type=click.Choice([n.value for n in NameStyle]), default="full")
@click.option("--paper", type=click.Choice([p.value for p in PaperSize]), default="a4")
@click.option(
    "--with-private", is_flag=True, help="Private notes and e-mails too, in a workshop file."
)
@click.pass_obj
def export(
    database: Path | None,
    workshop_id: int,
    kind: str,
    output: Path,
    names: str,
    paper: str,
    *,
    with_private: bool,
) -> None:
    """Write a workshop as a PDF or Markdown report, as CSV files, or as a workshop file."""
    if with_private and kind != "workshop":
        raise click.UsageError(tr("--with-private is for --format workshop only."))
    with refusals():
        if kind == "workshop":
            said = _write_workshop(database, workshop_id, output, with_private=with_private)
        else:
            from desktop.services.reporting import report_data

            with opened(database) as held:
                data = report_data(held.library, workshop_id, SystemClock().now())
            said = _write_report(data, kind, output, NameStyle(names), PaperSize(paper))
    click.echo(f"{said} · {output} ({kind})")


def _write_report(
    data: ReportData, kind: str, output: Path, names: NameStyle, paper: PaperSize
) -> str:
    if kind == "csv":
        return _write_csv(data, output, names)
    if kind == "md":
        return _write_markdown(data, output, names)
    return _write_pdf(data, output, names, paper)


def _write_pdf(data: ReportData, output: Path, names: NameStyle, paper: PaperSize) -> str:
    from desktop.reports.pdf import write_pdf

    with writing(output) as out:
        done = write_pdf(data, out, sections=DEFAULT_SECTIONS, paper=paper, names=names)
    return ntr("{n} page", "{n} pages", done.pages)


def _write_markdown(data: ReportData, output: Path, names: NameStyle) -> str:
    from desktop.reports.markdown import write_markdown

    text = write_markdown(data, sections=DEFAULT_SECTIONS, names=names)
    write_bytes(output, text.encode())
    return ntr("{n} line", "{n} lines", text.count("\n"))


def _write_csv(data: ReportData, folder: Path, names: NameStyle) -> str:
    from desktop.reports.csv_files import write_csv_files

    made = write_csv_files(data, folder, names=names)
    return ntr("{n} file", "{n} files", len(made))


def _write_workshop(
    database: Path | None, workshop_id: int, output: Path, *, with_private: bool
) -> str:
    from desktop.domain.workshop_zip import pack_workshop

    with opened(database) as held:
        doc = held.library.workshop_doc(workshop_id)
    packed = pack_workshop(doc, with_private=with_private)
    write_bytes(output, packed)
    return ntr("{n} byte", "{n} bytes", len(packed))
