"""The facilitator's window: rail, run bar, one place at a time, capture bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionBoard, ActionId, PlaceId
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.views.capture_bar import CaptureBar
from desktop.views.message_bar import Message, MessageBar
from desktop.views.overlay import Overlay, focused_in
from desktop.views.rail import Rail
from desktop.views.run_bar import RunBar

if TYPE_CHECKING:
    from desktop.views.key_sheet import KeySheet
    from desktop.views.palette import Palette

WIDTH, HEIGHT = 1366, 768
SMALLEST = (1200, 640)
PlaceFactory = Callable[[], QWidget]
_Overlay = TypeVar("_Overlay", bound=Overlay)


class Console(QMainWindow):
    """Shows what it is given. A place is built when it is first shown."""

    place_shown = Signal(object, object)  # PlaceId, QWidget
    closing = Signal()

    def __init__(self, board: ActionBoard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._factories: dict[PlaceId, PlaceFactory] = {}
        self._built: dict[PlaceId, QWidget] = {}
        self._place: PlaceId | None = None
        self._view: DeskView | None = None
        self.setWindowTitle(tr("OKR Facilitator"))
        self.rail = Rail(board)
        self.run_bar = RunBar(board)
        self.messages = MessageBar()
        self.capture_bar = CaptureBar(self.messages)
        self._places = QStackedWidget()
        self._cover = QWidget()
        self._overlays: list[Overlay] = []
        self._lay_out()
        self.setMinimumSize(*SMALLEST)
        self.resize(WIDTH, HEIGHT)
        self.run_bar.hide()
        board.triggered.connect(self._on_action)

    @cached_property
    def palette_overlay(self) -> Palette:
        """Made, and its module loaded, when it is first asked for: a start shows none."""
        from desktop.views.palette import Palette  # noqa: PLC0415

        palette = Palette(self._board, self._cover)
        self._overlays.append(palette)
        return palette

    @cached_property
    def key_sheet(self) -> KeySheet:
        """Made when it is first asked for, as the palette is."""
        from desktop.views.key_sheet import KeySheet  # noqa: PLC0415

        sheet = KeySheet(self._cover, self._board)
        self._overlays.append(sheet)
        return sheet

    def add_overlay(self, make: Callable[[QWidget], _Overlay]) -> _Overlay:
        """One more surface that can lie over the work area, made for it."""
        overlay = make(self._cover)
        self._overlays.append(overlay)
        return overlay

    def add_banner(self, banner: QWidget) -> None:
        """A lasting condition, under the run bar; it takes room and covers nothing."""
        self._main.insertWidget(1, banner)

    @property
    def place(self) -> PlaceId | None:
        """The place that is shown."""
        return self._place

    def add_place(self, place: PlaceId, factory: PlaceFactory) -> None:
        """Say how a place is made; it is not made yet."""
        self._factories[place] = factory

    def built(self, place: PlaceId) -> QWidget | None:
        """The place if it has been shown before."""
        return self._built.get(place)

    def show_place(self, place: PlaceId) -> None:
        """Show a place, building it on its first visit."""
        self.dismiss_overlays()
        widget = self._built.get(place)
        if widget is None:
            widget = self._factories[place]()
            self._built[place] = widget
            self._places.addWidget(widget)
        self._place = place
        self._places.setCurrentWidget(widget)
        self.rail.show_place(place)
        self._show_run_bar()
        self._focus_place(widget)
        self.place_shown.emit(place, widget)

    def show_desk(self, view: DeskView) -> None:
        """Show another state of the desk; the places are shown it by whoever listens."""
        self._view = view
        self._board.show_desk(view)
        self.rail.show_desk(view)
        self.run_bar.show_desk(view)
        self.capture_bar.set_available(view.workshop is not None)
        self._show_run_bar()

    def show_tick(self, view: DeskView) -> None:
        """Only time has passed."""
        self._view = view
        self.rail.show_tick(view)
        self.run_bar.show_tick(view)

    def show_message(self, message: Message) -> None:
        self.messages.show_message(message)

    def is_covered(self) -> bool:
        """Whether the palette or the key sheet lies over the work area."""
        return any(overlay.isVisible() for overlay in self._overlays)

    def dismiss_overlays(self, but: Overlay | None = None) -> None:
        """Close what lies over the work area, except for `but`."""
        for overlay in self._overlays:
            if overlay is not but:
                overlay.dismiss()

    def restore(self, geometry: QByteArray) -> None:
        """Stand where it stood, or in the middle when that screen is gone."""
        if not geometry.isEmpty() and self.restoreGeometry(geometry) and self._is_on_a_screen():
            return
        self.setWindowState(Qt.WindowState.WindowNoState)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        size = screen.size().boundedTo(self.size().expandedTo(self.minimumSize()))
        if size.width() < WIDTH or size.height() < HEIGHT or screen.width() <= WIDTH:
            self.setGeometry(screen)
            self.setWindowState(Qt.WindowState.WindowMaximized)
            return
        box = QRect(0, 0, WIDTH, HEIGHT)
        box.moveCenter(screen.center())
        self.setGeometry(box)

    def _is_on_a_screen(self) -> bool:
        """Whether enough of the head is in sight to take hold of."""
        frame = self.geometry()
        head = QRect(frame.left(), frame.top(), frame.width(), 40)
        return any(
            head.intersected(screen.availableGeometry()).width() >= 200
            and frame.width() >= SMALLEST[0]
            for screen in QGuiApplication.screens()
        )

    def _lay_out(self) -> None:
        under = QVBoxLayout(self._cover)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self._places, 1)
        under.addWidget(self.capture_bar)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.run_bar)
        main.addWidget(self._cover, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(main, 1)
        self._main = main
        self.setCentralWidget(body)

    def _focus_place(self, widget: QWidget) -> None:
        """The keys of a place are at hand at once, unless a note is being typed."""
        focus = focused_in(self)
        if focus is None or not self.capture_bar.isAncestorOf(focus):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_run_bar(self) -> None:
        self.run_bar.setVisible(self._view is not None and self._view.workshop is not None)

    def _on_action(self, action: ActionId) -> None:
        """What concerns only the window; the rest is wired elsewhere."""
        self.messages.next_action()
        if action is ActionId.PALETTE_OPEN:
            self.dismiss_overlays(but=self.palette_overlay)
            self.palette_overlay.toggle()
        elif action is ActionId.KEYS_OPEN:
            self.dismiss_overlays(but=self.key_sheet)
            self.key_sheet.toggle()
        elif action is ActionId.MENU_OPEN:
            self.rail.open_menu()
        elif action is ActionId.CAPTURE_FOCUS:
            self.dismiss_overlays()
            self.capture_bar.focus_field()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nobody wanted it further in: Esc answers a message that offers it, as "Cancel" does.
        if event.key() == Qt.Key.Key_Escape and self.messages.press("Esc"):
            return
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        focus = focused_in(self)
        if focus is not None:
            focus.clearFocus()  # what is half typed in a field is committed, not lost
        self.closing.emit()
        super().closeEvent(event)
