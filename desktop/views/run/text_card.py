"""A card with a text of the current block that can be changed where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.run.inline_edit import InlineEdit
from desktop.views.run.link_button import LinkButton
from desktop.views.widgets import Card, IconLabel, Text
from desktop.views.widgets.fit import write_in

BULLET = "•"


class TextCard(Card):
    """Shows one text of one block and asks for it to be changed.

    The block may change while somebody types: what was typed is then stored with the block it
    was typed for.
    """

    edit_requested = Signal(int, str)

    def __init__(
        self,
        *,
        icon: str,
        heading: str,
        empty: str,
        private: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, private=private)
        self._item_id = 0
        self._text = ""
        self._empty = empty
        self._heading = Text(heading, role="eyebrow")
        self._change = LinkButton(tr("Edit"))
        self._change.clicked.connect(self._open)
        self._shown: QWidget = Text(empty, role="muted")
        self._edit = InlineEdit(self)
        self._edit.setAccessibleName(heading)
        self._edit.committed.connect(self._on_committed)
        self._edit.closed.connect(self._close)
        self._edit.hide()
        self._is_private = private
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(icon, "text-2" if private else "text-3", 14))
        head.addWidget(self._heading, 1)
        head.addWidget(self._change)
        self.body.setSpacing(5)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.addLayout(head)
        self.body.addWidget(self._shown)
        self.body.addWidget(self._edit)

    @property
    def is_editing(self) -> bool:
        return not self._edit.isHidden()

    @property
    def editor(self) -> InlineEdit:
        return self._edit

    @property
    def change_button(self) -> LinkButton:
        return self._change

    @property
    def text(self) -> str:
        """The text of the block as it was last handed in."""
        return self._text

    def show_heading(self, heading: str) -> None:
        self._heading.setText(heading)
        self._edit.setAccessibleName(heading)

    def show_text(self, item_id: int, text: str) -> None:
        """Show this block's text; an open editor for the same block keeps what is typed."""
        if item_id != self._item_id:
            if self.is_editing:
                self._edit.finish()
            self._item_id = item_id
        elif text == self._text:
            return
        self._text = text
        self._render()

    def _render(self) -> None:
        old = self._shown
        self._shown = self._build_text()
        self.body.replaceWidget(old, self._shown)  # first: on its own it would show as a window
        self._shown.setVisible(not self.is_editing)
        old.hide()
        old.deleteLater()
        self._change.setText(tr("Edit") if self._text else tr("Add"))
        self._change.setAccessibleName(f"{self._change.text()}: {self._heading.text()}")

    def _build_text(self) -> QWidget:
        lines = [line.strip() for line in self._text.splitlines() if line.strip()]
        if not lines:
            return _wrapped(self._empty, "muted")
        if self._is_private and len(lines) > 1:
            return _Bullets(lines)
        label = _wrapped(self._text, "body")
        if not self._is_private:
            write_in(label, 14)  # what is said aloud is read from further away
        return label

    def _open(self) -> None:
        self._edit.open_with(self._text)
        self._shown.hide()
        self._change.hide()
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        had_focus = self._edit.hasFocus()
        self._edit.hide()
        self._shown.show()
        self._change.show()
        if had_focus:
            self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_committed(self, text: str) -> None:
        self.edit_requested.emit(self._item_id, text)


class _Bullets(QWidget):
    """Each line of a note with a dot before it, wrapped lines in line with the first."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(5)
        layout.setColumnStretch(1, 1)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        for row, line in enumerate(lines):
            dot = Text(BULLET, role="sub")
            layout.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(_wrapped(line.lstrip("-*•· "), "body"), row, 1)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout else -1


def _wrapped(text: str, role: str) -> Text:
    label = Text(text, role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
