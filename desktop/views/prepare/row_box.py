"""One row of a short list: text that turns into its fields on Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.okrs.keeping import FieldKeeper, GrowingEdit
from desktop.views.overlay import focused_in
from desktop.views.prepare.choice import Choice
from desktop.views.prepare.labels import labelled
from desktop.views.prepare.wrapped import Wrapped
from desktop.views.run.link_button import LinkButton
from desktop.views.widgets import Field, Text

_NUMBER = 16


@dataclass(frozen=True, slots=True)
class Extra:
    """A further field of a row: one of `choices`, or a line when there are none.

    One that `grows` shows all of a longer text.
    """

    name: str
    label: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    grows: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """What a row shows. `done` None: it can't be ticked. `link` is the word on its button.

    `aside` is a short amount at the right.
    """

    id: int
    uid: str
    text: str
    sub: str = ""
    number: str = ""
    done: bool | None = None
    link: str = ""
    can_open: bool = False
    aside: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def spoken(self) -> str:
        """All of it, as a screen reader says it."""
        ready = {None: "", True: tr("ready"), False: tr("not ready")}[self.done]
        parts = (self.number, self.text, self.aside, self.sub, ready)
        return ", ".join(part for part in parts if part)


class RowBox(QWidget):
    """Asks for one change at a time; decides nothing."""

    moved_on = Signal(int)  # up or down, to the next row
    delete_requested = Signal()
    mark_requested = Signal()
    open_requested = Signal()
    left = Signal()

    def __init__(
        self,
        edit: Callable[[int, str, str], str],
        extras: Sequence[Extra],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = RowLine(0, "", "")
        self._edit = edit
        self._extras = tuple(extras)
        self._form: _Form | None = None
        self._number = Text(role="sub")
        self._number.setMinimumWidth(_NUMBER)
        self._number.setContentsMargins(0, 1, 0, 0)
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.tick = QCheckBox()
        self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text, self._sub = Wrapped(), Wrapped(12, "text-3")
        self._aside = Text(role="sub")
        self.link = LinkButton("")
        self._shown = QWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            tr("Enter changes it, Delete deletes it, Alt with Up or Down moves it.")
        )
        self._lay_out()
        self.tick.clicked.connect(self._ask_to_mark)
        self.link.clicked.connect(self._follow)

    @property
    def has_focus(self) -> bool:
        focus = focused_in(self.window())
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    @property
    def last_stop(self) -> QWidget:
        """The last widget of the row on the way of Tab."""
        return self.link if self.link.isVisibleTo(self) else self

    @property
    def form(self) -> _Form | None:
        """The fields while it is edited."""
        return self._form

    def show_line(self, line: RowLine) -> None:
        """Idempotent; typing stays."""
        self.line = line
        self.setAccessibleName(line.spoken)
        self._number.setText(line.number)
        self._number.setVisible(bool(line.number))
        self.tick.setVisible(line.done is not None)
        self.tick.setChecked(bool(line.done))
        self.tick.setAccessibleName(line.text)
        self._text.show_text(line.text, "text-3" if line.done else "text")
        self._sub.show_text(line.sub)
        self._sub.setVisible(bool(line.sub))
        self._aside.setText(line.aside)
        self._aside.setVisible(bool(line.aside))
        self.link.setText(line.link)
        self.link.updateGeometry()
        self.link.setAccessibleName(f"{line.link}, {line.text}")
        self.link.setVisible(bool(line.link))
        if self._form is not None:
            self._form.show_line(line)

    def begin_edit(self, name: str = "") -> None:
        """Turn the row into its fields, the cursor in the text or in that field."""
        if self._form is None:
            self._form = _Form(self._edit, self._extras, self)
            self._form.show_line(self.line)
            self._form.closed.connect(self.end_edit)
            self._column.addWidget(self._form)
            self._shown.hide()
        self._form.focus_on(name)

    def end_edit(self) -> None:
        """Back to the text; the focus stays on the row."""
        if self._form is None:
            return
        had = self.has_focus
        form, self._form = self._form, None
        self._shown.show()
        if had:
            self.setFocus()
        form.hide()
        self._column.removeWidget(form)
        form.deleteLater()

    def flush(self) -> None:
        if self._form is not None:
            self._form.flush()

    def drop(self) -> None:
        """Forget what is typed."""
        if self._form is not None:
            self._form.drop()

    def _lay_out(self) -> None:
        texts, row = QVBoxLayout(), QHBoxLayout(self._shown)
        texts.setSpacing(1)
        texts.addWidget(self._text)
        texts.addWidget(self._sub)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 5, 6, 5)
        self._column.addWidget(self._shown)

    def _ask_to_mark(self) -> None:
        self.tick.setChecked(bool(self.line.done))  # what is stored, until it is
        self.mark_requested.emit()

    def _follow(self) -> None:
        if self.line.can_open:
            self.open_requested.emit()
        else:
            self.begin_edit("target")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        match event.key():
            case _ if not plain or not self.hasFocus():
                super().keyPressEvent(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.begin_edit()
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case Qt.Key.Key_Space if self.line.done is not None:
                self.mark_requested.emit()
            case Qt.Key.Key_Up:
                self.moved_on.emit(-1)
            case Qt.Key.Key_Down:
                self.moved_on.emit(1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin_edit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus"), 2))
        painter.setBrush(theme().color("accent-soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class _Form(QWidget):
    """The text and the further fields of a row, each asked for by itself."""

    closed = Signal()

    def __init__(
        self,
        edit: Callable[[int, str, str], str],
        extras: Sequence[Extra],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._line = RowLine(0, "", "")
        self.text = GrowingEdit(partial(self._ask, "text"))
        self.text.setAccessibleName(tr("Text"))
        self.fields: dict[str, Field] = {}
        self.pages: dict[str, GrowingEdit] = {}
        self.choices: dict[str, Choice] = {}
        self._keepers: dict[str, FieldKeeper] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(self.text.refusal)
        for extra in extras:
            column.addLayout(labelled(extra.label, self._control(extra)))
            if extra.grows:
                column.addWidget(self.pages[extra.name].refusal)
        self.text.done.connect(self.closed)
        self.text.left.connect(self.closed)

    def show_line(self, line: RowLine) -> None:
        fresh = line.uid != self._line.uid
        self._line = line
        self.text.show_value(line.text, fresh=fresh)
        for name, keeper in self._keepers.items():
            keeper.show_value(line.values.get(name, ""), fresh=fresh)
        for name, page in self.pages.items():
            page.show_value(line.values.get(name, ""), fresh=fresh)
        for name, choice in self.choices.items():
            choice.show_data(line.values.get(name, ""))

    def focus_on(self, name: str) -> None:
        target = self.fields.get(name, self.text)
        target.setFocus()
        target.selectAll()

    def flush(self) -> None:
        self.text.flush()
        for keeper in self._keepers.values():
            keeper.flush()
        for page in self.pages.values():
            page.flush()

    def drop(self) -> None:
        for part in (self.text, *self._keepers.values(), *self.pages.values()):
            part.drop()

    def _control(self, extra: Extra) -> QWidget:
        if extra.choices:
            choice = self.choices[extra.name] = Choice()
            for value, name in extra.choices.items():
                choice.addItem(name, value)
            choice.activated.connect(partial(self._chosen, extra.name))
            return choice
        if extra.grows:
            page = self.pages[extra.name] = GrowingEdit(partial(self._ask, extra.name))
            page.setPlaceholderText(extra.hint)
            page.setProperty("quiet", "false")
            page.done.connect(self.closed)
            page.left.connect(self.closed)
            return page
        line = self.fields[extra.name] = Field()
        line.setPlaceholderText(extra.hint)
        keeper = FieldKeeper(line, partial(self._ask, extra.name))
        self._keepers[extra.name] = keeper
        keeper.left.connect(self.closed)
        line.returnPressed.connect(partial(self._done_with, keeper))
        return line

    def _done_with(self, keeper: FieldKeeper) -> None:
        keeper.flush()
        if not keeper.field.refusal:
            self.closed.emit()

    def _chosen(self, name: str, at: int) -> None:
        value = str(self.choices[name].itemData(at))
        if value != self._line.values.get(name, ""):
            self._ask(name, value)

    def _ask(self, name: str, value: str) -> str:
        return self._edit(self._line.id, name, value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()  # a line passes it on, and the row would open again
            case _:
                super().keyPressEvent(event)
