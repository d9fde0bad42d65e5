"""Changes the words and the kind of one note where it stands in the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.symbols import CAPTURE, capture_name
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.rows import CaptureRow
from desktop.views.run.inline_edit import InlineEdit
from desktop.views.widgets import KeyHint, Text

# By place, not as item data: Qt would hand a member of a string enumeration back as a string.
KINDS = tuple(CaptureKind)


class CaptureEditor(QFrame):
    """Leaving it or Ctrl+Enter finishes with the new words and kind; Esc with the old ones."""

    finished = Signal(str, object)
    height_changed = Signal()

    def __init__(self, row: CaptureRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._is_done = False
        self.setProperty("role", "editor")
        self.setAutoFillBackground(True)
        self._kind = _kinds(row.kind)
        self.text_edit = InlineEdit(self, by_itself=False)
        self.text_edit.setAccessibleName(tr("Words of the note"))
        self.text_edit.open_with(row.text)
        self.text_edit.restored.connect(self._restore_kind)
        self.text_edit.closed.connect(self.finish)
        self.setFocusProxy(self.text_edit)
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def row(self) -> CaptureRow:
        return self._row

    @property
    def kind_box(self) -> QComboBox:
        return self._kind

    def finish(self) -> None:
        """Say what stands here now; only once."""
        if not self._is_done:
            self._is_done = True
            self.finished.emit(self.text_edit.toPlainText(), KINDS[self._kind.currentIndex()])

    def drop(self) -> None:
        """The note is gone: nothing more to say."""
        self._is_done = True

    def _restore_kind(self) -> None:
        self._kind.setCurrentIndex(KINDS.index(self._row.kind))

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        # No new widget means another window; what is typed stays open until the person is back.
        if old is None or new is None or not self._holds(old) or self._holds(new):
            return
        self.finish()

    def _holds(self, widget: QWidget) -> bool:
        # Not `isAncestorOf`: the list of the kinds is a window of its own.
        above: QWidget | None = widget
        while above is not None:
            if above is self:
                return True
            above = above.parentWidget()
        return False

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._kind)
        head.addStretch(1)
        for keys, does in (("Ctrl+Enter", tr("keeps it")), ("Esc", tr("leaves it as it was"))):
            head.addWidget(KeyHint(keys))
            head.addWidget(Text(does, role="sub"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(self.text_edit)
        layout.addLayout(head)
        # Typing comes first, so the words have the first place in the order of Tab as well.
        self.setTabOrder(self.text_edit, self._kind)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.height_changed.emit()


def _kinds(chosen: CaptureKind) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("Kind of note"))
    box.setIconSize(QSize(16, 16))
    box.setMaxVisibleItems(len(KINDS))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for kind in KINDS:
        symbol = CAPTURE[kind]
        box.addItem(icon(symbol.icon, symbol.token), capture_name(kind))
    box.setCurrentIndex(KINDS.index(chosen))
    return box
