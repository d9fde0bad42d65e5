"""Starts the app or runs one command: arguments, language, log."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.system.process import harden, loading

# ruff: noqa: PLC0415  what a start loads, it loads while the garbage collector rests


def _open_app(
    database: Path | None,
    *,
    sample: bool,
    self_test: bool,
    rehearse: tuple[int, int] | None = None,
) -> None:
    with loading():
        from desktop import app  # Qt: the commands need none of it
        from desktop.system.folders import user_folders
        from desktop.system.log import start_log

    if self_test:
        app.self_test()
        return
    if rehearse is not None and database is not None:
        from desktop.rehearsal import run_rehearsal

        # Not the app's own: two processes can't take turns in one file.
        log = start_log(user_folders().log_file.with_name("rehearsal.log"))
        sys.exit(run_rehearsal(database, *rehearse, log))
    log = start_log(user_folders().log_file)
    sys.exit(app.run_app(database, sample=sample, log=log))


def main() -> None:
    """Entry point of the `okr-facilitator` command."""
    harden()
    with loading():
        from desktop import cli
        from desktop.domain.i18n import install
        from desktop.system.language import catalogue, preferred_languages
        from desktop.system.resources import resource

    install(catalogue(resource("i18n"), preferred_languages()))
    cli.run(sys.argv[1:], _open_app)


if __name__ == "__main__":
    main()
