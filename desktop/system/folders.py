"""Where the app keeps its files on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "okr-facilitator"


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's own folders; nothing in them exists until something is written."""

    data: Path
    config: Path
    log: Path
    documents: Path

    @property
    def library(self) -> Path:
        """The user's own library."""
        return self.data / "library.okr"

    @property
    def demo_library(self) -> Path:
        """The library of `--sample`, so that looking around never touches the user's own."""
        return self.data / "sample.okr"

    def backups_of(self, library: Path | None) -> Path:
        """Where copies of a library are kept: the user's own among the data, others beside it."""
        if library is None or library.resolve() == self.library.resolve():
            return self.data / "backups"
        return library.with_name(f"{library.stem} backups")

    @property
    def rehearsals(self) -> Path:
        """Scratch copies, each in a folder that is gone with its rehearsal."""
        return self.data / "rehearsals"

    @property
    def settings(self) -> Path:
        return self.config / "settings.ini"

    @property
    def log_file(self) -> Path:
        return self.log / "okr-facilitator.log"


def user_folders() -> Folders:
    """The folders of the person who is logged in, as the platform has them."""
    return Folders(
        data=Path(platformdirs.user_data_dir(NAME, appauthor=False)),
        config=Path(platformdirs.user_config_dir(NAME, appauthor=False)),
        log=Path(platformdirs.user_log_dir(NAME, appauthor=False)),
        documents=Path(platformdirs.user_documents_dir()),
    )
