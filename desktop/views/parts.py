"""The parts of the running app, handed as one to what wires them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.bridge.actions import ActionBoard
    from desktop.bridge.backup import BackupRunner
    from desktop.bridge.care import CareRunner
    from desktop.bridge.conductor import Conductor
    from desktop.bridge.desk import Desk
    from desktop.bridge.exporter import Exporter
    from desktop.bridge.keys import KeyFilter
    from desktop.bridge.rehearsals import RehearsalRunner
    from desktop.bridge.settings import Settings
    from desktop.bridge.store import Store
    from desktop.services.library import Library
    from desktop.views.console import Console
    from desktop.views.stage import StageWindow


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is wired together."""

    console: Console
    stage: StageWindow
    board: ActionBoard
    keys: KeyFilter
    store: Store
    desk: Desk
    library: Library
    conductor: Conductor
    exporter: Exporter
    settings: Settings
    backups: BackupRunner
    care: CareRunner
    make_rehearsals: Callable[[], RehearsalRunner]
