"""The way from place to place, and always in sight what participants see."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge import icons
from desktop.bridge.action_table import PLACE_NAMES
from desktop.bridge.actions import (
    ACTIONS,
    PLACE_ICONS,
    SPECS,
    ActionBoard,
    ActionId,
    Menu,
    PlaceId,
    menu_name,
    place_action,
)
from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.desk import DeskView
from desktop.domain.i18n import ntr, tr
from desktop.domain.stage import Scene
from desktop.views.overlay import Panel
from desktop.views.stage import Thumbnail
from desktop.views.when import clock_text, day_text, today_there
from desktop.views.widgets import IconLabel, KeyHint, Text
from desktop.views.widgets.fit import fix_height, fix_side
from desktop.views.widgets.follow import key_of_action

WIDTH = 172
HEAD_HEIGHT = 43
THUMBNAIL = QSize(151, 85)


class PlaceButton(QAbstractButton):
    """One place: icon, name, digit."""

    def __init__(self, place: PlaceId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._key = SPECS[place_action(place)].keys[0]
        key_of_action(self, place_action(place))
        self.setText(tr(PLACE_NAMES[place]))
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setAutoExclusive(True)
        fix_height(self, 32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_keys(self, keys: str) -> None:
        """Show another key; "" for none."""
        self._key = keys
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 21, scaled(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        on, live = self.isChecked(), self.isEnabled()
        if on:
            painter.setPen(QPen(look.color("line"), 1))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        icon_token = "accent" if on else "text-2" if live else "text-3"
        image = icons.pixmap(
            PLACE_ICONS[self.place], look.color(icon_token), 16, self.devicePixelRatioF()
        )
        painter.drawPixmap(8, (self.height() - 16) // 2, image)
        font = QFont(self.font())
        font.setPixelSize(scaled(13))
        font.setWeight(QFont.Weight.DemiBold if on else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.color("text" if on else "text-2" if live else "text-3"))
        inner = self.rect().adjusted(34, 0, -12, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())
        font.setPixelSize(scaled(11))
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.color("text-3"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, flags, self._key)


class _Head(QAbstractButton):
    """The open workshop and its day; opens the menus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(role="strong", elide=True)
        self.when = Text(role="sub", elide=True)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.title, 1)
        top.addWidget(IconLabel("chevrons-up-down", "text-3", 14))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 4, 8, 4)
        rows.setSpacing(1)
        rows.addLayout(top)
        rows.addWidget(self.when)
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fix_height(self, HEAD_HEIGHT)

    def show_texts(self, title: str, when: str) -> None:
        self.title.setText(title)
        self.when.setText(when)
        self.setAccessibleName(tr("Menu, {title}").format(title=title))
        self.setToolTip(title)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 21, scaled(HEAD_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.hasFocus() or self.underMouse() or self.isDown()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(theme().color("focus" if focus else "line"), 2 if focus else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class _Dot(QWidget):
    """Green beside "Live": the word says it, the dot is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(7, 7)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("ok"))
        painter.drawEllipse(self.rect())


class _StageBox(QWidget):
    """The thumbnail with its state above and its scene below; a click chooses the scene."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = Text(role="eyebrow")
        self.dot = _Dot()
        self.thumbnail = Thumbnail()
        self.thumbnail.setFixedSize(THUMBNAIL)
        self.nothing = Panel("sunken", radius=6)
        self.nothing.setFixedSize(THUMBNAIL)
        inside = QVBoxLayout(self.nothing)
        inside.addWidget(Text(tr("Nothing shared"), role="sub"), 0, Qt.AlignmentFlag.AlignCenter)
        self.scene = Text(role="sub", elide=True)
        self._change = KeyHint("S")
        key_of_action(self._change, ActionId.STAGE_CHOOSE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        heading = Text(tr("Participants see"), role="sub", elide=True)
        rows.addLayout(_line(heading, self.dot, self.state))
        rows.addWidget(self.nothing)
        rows.addWidget(self.thumbnail)
        rows.addLayout(_line(self.scene, Text(tr("Change"), role="sub", elide=True), self._change))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_closed(True)

    def show_closed(self, closed: bool) -> None:
        """There is nothing that a stage could show."""
        self.thumbnail.setVisible(not closed)
        self.nothing.setVisible(closed)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class _PrivateChip(QAbstractButton):
    """Says that private panes are hidden, and shows them again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = Text(tr("Private panes hidden"), role="sub", elide=True)
        self._key = KeyHint("Ctrl+H")
        key_of_action(self._key, ActionId.VIEW_PRIVATE)
        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(IconLabel("eye-off", "text-2", 14))
        top.addWidget(words, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 6, 4, 6)
        rows.setSpacing(4)
        rows.addLayout(top)
        rows.addLayout(_line(Text(tr("Show"), role="sub"), self._key))
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Private panes hidden. Show them."))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(WIDTH - 21, layout.sizeHint().height() if layout else 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(look.color("focus" if focus else "private-line"), 2 if focus else 1))
        painter.setBrush(look.color("private"))
        edge = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 6, 6)


class Rail(Panel):
    """172 px at the left of the console. Every button asks the board."""

    private_requested = Signal()

    def __init__(self, board: ActionBoard, parent: QWidget | None = None) -> None:
        super().__init__("nav", Qt.Edge.RightEdge, parent=parent)
        self._board = board
        self._live = False
        fix_side(self, WIDTH)
        self.head = _Head()
        self.places = {place: PlaceButton(place) for place in PLACE_NAMES}
        self._stage = _StageBox()
        self.private_chip = _PrivateChip()
        self.private_chip.hide()
        self.menu = self._make_menu()
        self._lay_out()
        self.head.clicked.connect(self.open_menu)
        self.private_chip.clicked.connect(self._on_private)
        self._stage.clicked.connect(partial(board.trigger, ActionId.STAGE_CHOOSE))
        for place, button in self.places.items():
            button.clicked.connect(partial(self._on_place, place))
        board.changed.connect(self._on_actions_changed)
        self._on_actions_changed()
        self.set_live(False)

    def show_desk(self, view: DeskView) -> None:
        row = view.workshop
        if row is None:
            self.head.show_texts(tr("OKR Facilitator"), tr("No workshop open"))
        else:
            day = day_text(row.day, today_there(row, view.now.utc))
            people = ntr("{n} person", "{n} people", row.people)
            detail = people if row.people else clock_text(row.start)
            self.head.show_texts(row.title, f"{day} · {detail}")
        self.show_tick(view)

    def show_tick(self, view: DeskView) -> None:
        self._stage.thumbnail.show_content(view.content)
        closed = view.workshop is None and not self._live
        self._stage.show_closed(closed)
        self._stage.scene.setText(tr("Closed") if closed else scene_name(view.content.scene))

    def show_place(self, place: PlaceId) -> None:
        """Mark the place that is shown; the settings have no button here."""
        if place in self.places:
            self.places[place].setChecked(True)
            return
        for button in self.places.values():
            button.setAutoExclusive(False)  # otherwise one stays checked for ever
            button.setChecked(False)
            button.setAutoExclusive(True)

    def set_live(self, live: bool) -> None:
        """Whether the stage window is open, so that it can be shared."""
        self._live = live
        if live:
            self._stage.show_closed(False)
        self._stage.dot.setVisible(live)
        self._stage.state.setText(tr("Live") if live else tr("Off"))
        self._stage.state.set_tone("ok" if live else "")

    def show_private_hidden(self, *, on: bool) -> None:
        """Whether one-screen mode hides the private panes."""
        self.private_chip.setVisible(on)

    def open_menu(self) -> None:
        """Every action, by menu."""
        self.menu.popup(self.head.mapToGlobal(QPoint(0, self.head.height() + 4)))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for each in Menu:
            part = menu.addMenu(menu_name(each))
            for spec in ACTIONS:
                if spec.menu is each and spec.id is not ActionId.MENU_OPEN:
                    part.addAction(self._board.action(spec.id))
        return menu

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 10, 11, 12)
        rows.setSpacing(2)
        rows.addWidget(self.head)
        rows.addSpacing(8)
        for place, button in self.places.items():
            rows.addWidget(button)
            if place is PlaceId.HOME:
                rows.addWidget(_Rule())
        rows.addStretch(1)
        rows.addWidget(self.private_chip)
        rows.addSpacing(8)
        rows.addWidget(self._stage)

    def _on_private(self) -> None:
        self.private_requested.emit()

    def _on_place(self, place: PlaceId) -> None:
        self._board.trigger(place_action(place))

    def _on_actions_changed(self) -> None:
        for place, button in self.places.items():
            action = place_action(place)
            button.setEnabled(self._board.is_enabled(action))
            button.setToolTip(self._board.why(action))


class _Rule(QWidget):
    """The line between Home and the places of the workshop."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(15)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(8, 6, self.width() - 9, 6)


def scene_name(scene: Scene) -> str:
    """What a scene of the stage is called."""
    names = {
        Scene.WELCOME: tr("Welcome"),
        Scene.GOALS: tr("Session goals"),
        Scene.PEOPLE: tr("Who is here"),
        Scene.AGENDA: tr("Agenda"),
        Scene.TIMER: tr("Timer"),
        Scene.BREAK: tr("Break"),
        Scene.OKR: tr("Team OKR"),
        Scene.QR: tr("QR code"),
        Scene.BLANK: tr("Blank"),
    }
    return names[scene]


def _line(left: Text, *right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(2, 0, 2, 0)
    row.setSpacing(6)
    row.addWidget(left)
    row.addStretch(1)
    for each in right:
        row.addWidget(each)
    return row
