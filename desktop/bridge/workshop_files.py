"""Whole workshops to pass on: writes the open one to a file, and brings in one of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridge.conductor import Conductor
from desktop.bridge.desk import Desk
from desktop.bridge.exporter import file_name
from desktop.bridge.worker import Worker
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_zip import SUFFIX, pack_workshop
from desktop.services.files import workshop_import
from desktop.services.library import Library
from desktop.services.workshop_import import ImportWorkshop
from desktop.system.files import make_folder, write_bytes


@dataclass(frozen=True, slots=True)
class SavedWorkshop:
    """A finished file, and whether private notes and e-mail addresses are in it."""

    path: Path
    with_private: bool


class WorkshopFiles(QObject):
    """Reads and writes off the UI thread; what is brought in is one step for undo."""

    saved = Signal(object)  # SavedWorkshop
    failed = Signal(object)  # UserError

    def __init__(
        self,
        conductor: Conductor,
        desk: Desk,
        library: Library,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._desk = desk
        self._library = library
        self._folder = folder
        self._writer, self._reader = Worker(self), Worker(self)
        self._writer.finished.connect(self.saved)
        self._writer.failed.connect(self.failed)
        self._reader.finished.connect(self._bring_in)
        self._reader.failed.connect(self.failed)

    def save(self, *, with_private: bool = False) -> None:
        """Write the open workshop beside its report; a second call meanwhile is the same wish."""
        shop, data = self._desk.workshop_id, self._conductor.report()
        if shop is None or data is None or self._writer.is_running:
            return
        name = Path(file_name(data, SUFFIX.removeprefix(".")))
        if with_private:  # a name of its own: nobody passes on the wrong one by mistake
            name = name.with_stem(f"{name.stem} {tr('private')}")
        doc, path = self._library.workshop_doc(shop), self._folder / name
        self._writer.start(lambda progress: _write(path, doc, with_private=with_private))

    def bring_in(self, path: Path) -> None:
        """Read a file and add its workshop; why not is said with `failed`."""
        if self._reader.is_running:
            self.failed.emit(
                UserError(tr("The file before is still being read."), tr("Try again soon."))
            )
            return
        self._reader.start(lambda progress: workshop_import(path))

    def drain(self) -> None:
        """Before the app ends."""
        self._reader.drain()
        self._writer.drain()

    def _bring_in(self, command: ImportWorkshop) -> None:
        if self._conductor.bring_in(command):
            self._conductor.said.emit(what_came(command.doc), "")


def what_came(doc: WorkshopDoc) -> str:
    """What a file brought, in one sentence."""
    blocks = sum(not item.removed for item in doc.agenda)
    teams = sum(bool(part.objectives) for part in doc.okrs)
    counts = (
        (blocks, ntr("{n} block", "{n} blocks", blocks)),
        (len(doc.people), ntr("{n} person", "{n} people", len(doc.people))),
        (len(doc.captures), ntr("{n} note", "{n} notes", len(doc.captures))),
        (teams, ntr("OKRs of {n} team", "OKRs of {n} teams", teams)),
    )
    came = ", ".join(text for n, text in counts if n)
    if not came:
        return tr("“{title}” is here.").format(title=doc.workshop.title)
    return tr("“{title}” is here: {things}.").format(title=doc.workshop.title, things=came)


def _write(path: Path, doc: WorkshopDoc, *, with_private: bool) -> SavedWorkshop:
    make_folder(path.parent)
    write_bytes(path, pack_workshop(doc, with_private=with_private))
    return SavedWorkshop(path, with_private)
