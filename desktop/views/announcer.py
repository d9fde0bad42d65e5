"""What the message bar says about what happened, and the one question it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.exporter import Exported
from desktop.domain.errors import NotStoredError, UserError
from desktop.domain.i18n import ntr, tr
from desktop.views.console import Console
from desktop.views.message_bar import Message, MessageAction, Tone

if TYPE_CHECKING:
    from desktop.views.report.place import ReportPlace

REFUSED = "refused"
DELETED = "deleted"
AWAY = "away"
SHOW_AWAY = "away.show"
NOT_STORED = "not-stored"
CANCEL = "report.cancel"
END = "run.end.yes"
STAY = "run.end.no"
OPEN = "report.open"
REVEAL = "report.reveal"
SAVE_MARKDOWN = "report.markdown.file"
_EXPORT = "export"
_CLOCK = "clock"


class Announcer(QObject):
    """Puts sentences into the message bar; the answers come back through its actions."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._exported: Exported | None = None

    def failed(self, error: UserError) -> None:
        """Something was refused: the old value stands. What the disk refused stays in sight."""
        if isinstance(error, NotStoredError):
            self._say(Message(error.what, error.hint, Tone.OVER, about=NOT_STORED))
        else:
            self._say(Message(error.what, error.hint, Tone.WARN, about=REFUSED))

    def refused(self, _action: ActionId, why: str) -> None:
        """A key was pressed whose action can do nothing now."""
        if why:
            self._say(Message(why))

    def deleted(self, sentence: str) -> None:
        undo = MessageAction(tr("Undo"), ActionId.EDIT_UNDO, "Ctrl+Z", "undo-2")
        self._say(Message(sentence, actions=(undo,), icon="trash-2", about=DELETED))

    def undone(self, label: str) -> None:
        self._say(Message(tr("Undone: {label}").format(label=label), icon="undo-2"))

    def redone(self, label: str) -> None:
        self._say(Message(tr("Done again: {label}").format(label=label), icon="redo-2"))

    def said(self, what: str, detail: str) -> None:
        tone = Tone.WARN if detail else Tone.NEUTRAL
        self._say(Message(what, detail, tone, about=REFUSED))

    def truncated(self, limit: int) -> None:
        text = ntr("A note takes {n} character.", "A note takes {n} characters.", limit)
        self._say(Message(text, tr("The rest was left out."), Tone.WARN, about=REFUSED))

    def clock_stepped(self, seconds: int) -> None:
        """The computer's clock was set, forward or back (negative)."""
        length = _length(abs(seconds))
        text = tr("The computer’s clock was set forward by {time}")
        if seconds < 0:
            text = tr("The computer’s clock was set back by {time}")
        detail = tr("No countdown moved. Times of day follow the new clock.")
        text = text.format(time=length)
        self._say(Message(text, detail, icon="clock", seconds=30, about=_CLOCK))

    def away_waits(self, what: str, detail: str, *, show: bool = True) -> bool:
        """A question waits where nobody looks; False when something else stands there first."""
        messages, button = self._console.messages, MessageAction(tr("Show"), SHOW_AWAY)
        if messages.message is None or messages.message.about != _CLOCK:
            actions = (button,) if show else ()
            self._say(Message(what, detail, actions=actions, icon="moon", seconds=30, about=AWAY))
        return messages.message is not None and messages.message.about == AWAY

    def answered(self, what: str) -> None:
        """What was done with an answer, which one undo takes back."""
        self._console.messages.solve(AWAY)
        undo = MessageAction(tr("Undo"), ActionId.EDIT_UNDO, "Ctrl+Z", "undo-2")
        self._say(Message(what, actions=(undo,), icon="check", about=DELETED))

    def ask_to_end(self) -> None:
        """The second key of ending a run; Esc goes on."""
        self._say(
            Message(
                tr("End the run and close the workshop?"),
                tr("Undo, or Reopen later, takes it back."),
                Tone.QUESTION,
                (
                    MessageAction(tr("End the run"), END, "Enter", primary=True),
                    MessageAction(tr("Go on"), STAY, "Esc"),
                ),
                about=END,
            )
        )

    def export_progressed(self, page: int, of: int) -> None:
        place = self._report()
        if place is not None:
            place.show_progress(page)
        text = tr("Making the report, page {page} of {of}").format(page=page, of=of)
        messages = self._console.messages
        if messages.message is None or messages.message.progress is None:
            cancel = MessageAction(tr("Cancel"), CANCEL, "Esc")
            self._say(
                Message(text, "", actions=(cancel,), about=_EXPORT, icon="file-text", progress=0.0)
            )
        messages.show_progress(text, page / of)

    def exported(self, done: Exported) -> None:
        self._exported = done
        self._console.messages.solve(_EXPORT)
        place = self._report()
        if place is not None and not done.is_run_sheet:
            place.show_exported(str(done.path), done.pages, done.files)
        text = tr("Report saved as Markdown")
        if done.is_run_sheet:
            text = ntr("Run sheet saved, {n} page", "Run sheet saved, {n} pages", done.pages)
        elif done.pages:
            text = ntr("Report saved, {n} page", "Report saved, {n} pages", done.pages)
        elif done.files:
            text = ntr("{n} CSV file saved", "{n} CSV files saved in a folder", done.files)
        buttons = (
            MessageAction(tr("Show in folder"), REVEAL, icon="folder-open"),
            MessageAction(tr("Open"), OPEN),
        )
        self._say(Message(text, done.path.name, Tone.OK, buttons))

    def copied(self, size: int) -> None:
        """The report is on the clipboard as Markdown, in this many bytes."""
        what = tr("Report copied as Markdown")
        detail = tr("{kb} KB, ready to paste").format(kb=max(1, round(size / 1024)))
        save = MessageAction(tr("Save as a file"), SAVE_MARKDOWN, icon="download")
        self._say(Message(what, detail, Tone.OK, (save,)))

    def export_failed(self, error: UserError) -> None:
        self.export_cancelled()
        self.failed(error)

    def export_cancelled(self) -> None:
        self._console.messages.solve(_EXPORT)
        place = self._report()
        if place is not None:
            place.show_failed()

    def open_exported(self) -> None:
        if self._exported is not None:
            open_file(str(self._exported.path))

    def reveal_exported(self) -> None:
        if self._exported is not None:
            reveal_file(str(self._exported.path))

    def _say(self, message: Message) -> None:
        self._console.show_message(message)

    def _report(self) -> ReportPlace | None:
        return cast("ReportPlace | None", self._console.built(PlaceId.REPORT))


def open_file(path: str) -> None:
    """Open a file in the program the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def reveal_file(path: str) -> None:
    """Show a file in its folder, selected where the computer can."""
    from desktop.bridge.reveal import show_in_folder  # noqa: PLC0415  when somebody asks

    show_in_folder(path)


def _length(seconds: int) -> str:
    """`1 hour`, `20 minutes` or `5 seconds`: the largest unit, rounded."""
    if seconds >= 3600:
        return ntr("{n} hour", "{n} hours", round(seconds / 3600))
    if seconds >= 60:
        return ntr("{n} minute", "{n} minutes", round(seconds / 60))
    return ntr("{n} second", "{n} seconds", seconds)
