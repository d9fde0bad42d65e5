"""The connections of the library's card: copies, checks, and another library in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.i18n import tr
from desktop.views.announcer import reveal_file
from desktop.views.message_bar import Message, MessageAction, Tone
from desktop.views.parts import Parts
from desktop.views.when import clock_text, day_text

if TYPE_CHECKING:
    from desktop.services.backups import Backup
    from desktop.views.settings.library_card import LibraryCard

RESTORE = "library.restore"
STAY = "library.stay"
_ABOUT = "library"
Choose = Callable[[QWidget, str], str]


class LibraryWiring(QObject):
    """Made with the settings; a restart is asked for, never done unasked."""

    def __init__(self, parts: Parts, card: LibraryCard, choose: Choose | None = None) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._card = card
        self._choose = choose or _ask_for_library
        self._asked: Path | None = None
        self._opens = False
        card.show_requested.connect(self._show)
        card.backup_requested.connect(self._back_up)
        card.check_requested.connect(self._check)
        card.restore_requested.connect(self._ask_to_restore)
        card.other_requested.connect(self._ask_for_other)
        card.own_requested.connect(self._open_own)
        parts.backups.done.connect(self._on_backup)
        parts.backups.failed.connect(self._on_failed)
        parts.backups.listed.connect(self._on_listed)
        parts.care.checked.connect(self._on_checked)
        parts.care.judged.connect(self._on_judged)
        parts.care.failed.connect(self._on_failed)
        parts.console.messages.action_requested.connect(self._on_answer)

    def fill(self) -> None:
        """Show what is on disk now."""
        care, chosen = self._p.care, self._p.settings.library
        is_own = chosen is None or chosen.resolve() != care.path.resolve()
        count = len(self._p.library.workshops())
        self._card.show_library(care.path, care.size(), count, is_own=is_own)
        self._p.backups.look()

    def _show(self) -> None:
        reveal_file(str(self._p.care.path))

    def _back_up(self) -> None:
        self._card.show_busy(tr("Making a backup"))
        self._p.backups.start()

    def _check(self) -> None:
        self._card.show_busy(tr("Checking the library"))
        self._p.care.check()

    def _on_backup(self, done: Backup) -> None:
        self._card.show_busy("")
        self._p.backups.look()
        if done.kind == "backup":  # the daily one says nothing
            self._say(Message(tr("Backup made and read back"), done.path.name, Tone.OK))

    def _on_failed(self, _error: object) -> None:
        self._card.show_busy("")

    def _on_listed(self, copies: tuple[Backup, ...]) -> None:
        faults = [copy.path.name for copy in copies if copy.fault]
        whole = [copy for copy in copies if not copy.fault]
        self._card.show_copies(_made(whole[0].made) if whole else "", faults)

    def _on_checked(self, problems: tuple[str, ...]) -> None:
        self._card.show_busy("")
        if problems:
            hint = tr("Restore a backup, or write to the maintainers.")
            self._say(Message(problems[0], hint, Tone.OVER, about=_ABOUT))
        else:
            self._say(Message(tr("The library is whole"), tone=Tone.OK))

    def _ask_to_restore(self) -> None:
        self._judge(str(self._p.backups.folder), opens=False)

    def _ask_for_other(self) -> None:
        self._judge(str(self._p.care.path.parent), opens=True)

    def _judge(self, folder: str, *, opens: bool) -> None:
        path = self._choose(self._p.console, folder)
        if path and not self._p.care.is_running:
            self._opens = opens
            self._card.show_busy(tr("Reading the file"))
            self._p.care.judge(Path(path))

    def _on_judged(self, path: Path, fault: str) -> None:
        self._card.show_busy("")
        if path.resolve() == self._p.care.path.resolve():
            fault = tr("it is this library")
        if fault:
            what = tr("{file} was not taken: {reason}.").format(file=path.name, reason=fault)
            self._say(Message(what, tr("Choose another file."), Tone.WARN, about=_ABOUT))
            return
        self._asked = path
        what = tr("Open {file} now?") if self._opens else tr("Restore {file} now?")
        hint = tr("The windows close and open again. Undo starts anew.")
        self._say(
            Message(
                what.format(file=path.name),
                hint,
                Tone.QUESTION,
                (
                    MessageAction(tr("Yes"), RESTORE, "Enter", primary=True),
                    MessageAction(tr("No"), STAY, "Esc"),
                ),
                about=_ABOUT,
            )
        )

    def _on_answer(self, answer: str) -> None:
        if answer not in {RESTORE, STAY}:
            return
        path, self._asked = self._asked, None
        self._p.console.messages.solve(_ABOUT)
        if answer == RESTORE and path is not None:
            if self._opens:
                self._p.settings.library = path
                self._p.settings.opens_other = True
            else:
                self._p.settings.restore_from = path
            self._restart()

    def _open_own(self) -> None:
        self._p.settings.library = None
        self._restart()

    def _restart(self) -> None:
        self._p.settings.opens_again = True
        self._p.console.close()

    def _say(self, message: Message) -> None:
        self._p.console.show_message(message)


def _made(at: datetime) -> str:
    here = at.astimezone()
    return tr("{day}, {time}").format(day=day_text(here.date()), time=clock_text(here.time()))


def _ask_for_library(parent: QWidget, folder: str) -> str:
    kinds = tr("Libraries (*.okr)")
    path, _ = QFileDialog.getOpenFileName(parent, tr("Choose a library"), folder, kinds)
    return path
