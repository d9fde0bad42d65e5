"""Starts the app or runs one command: arguments, log and what catches a bug."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import cli
from desktop.domain.i18n import install
from desktop.system.folders import user_folders
from desktop.system.language import catalogue, preferred_languages
from desktop.system.log import start_log
from desktop.system.process import harden
from desktop.system.resources import resource


def _open_app(database: Path | None, *, sample: bool, self_test: bool) -> None:
    with loading():
        from desktop import app  # noqa: PLC0415  Qt: the commands need none of it
        from desktop.system.folders import user_folders  # noqa: PLC0415
        from desktop.system.log import start_log  # noqa: PLC0415

    if self_test:
        app.self_test()
        return
    log = start_log(user_folders().log_file)
    sys.exit(app.run_app(database, sample=sample, log=log))


def main() -> None:
    """Entry point of the `okr-facilitator` command."""
    harden()
    install(catalogue(resource("i18n"), preferred_languages()))
    cli.run(sys.argv[1:], _open_app)


if __name__ == "__main__":
    main()
