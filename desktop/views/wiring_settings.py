"""Every connection of the settings: what is chosen there counts at once, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop import __version__
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.chime import Chime
from desktop.bridge.key_choices import KeyChoices, read_choices
from desktop.bridge.look import Look
from desktop.bridge.settings import SettingId
from desktop.domain.i18n import tr
from desktop.views.message_bar import Message
from desktop.views.parts import Parts
from desktop.views.privacy import privacy
from desktop.views.stage_control import StageControl
from desktop.views.when import use_twelve_hour
from desktop.views.widgets.follow import show_keys_on

if TYPE_CHECKING:
    from desktop.views.capture.place import CapturePlace
    from desktop.views.report.place import ReportPlace
    from desktop.views.run.place import RunPlace
    from desktop.views.settings.licences import Licences
    from desktop.views.settings.place import SettingsPlace
    from desktop.views.wiring_library import LibraryWiring


class SettingsWiring(QObject):
    """Holds the connections for as long as the windows live."""

    def __init__(self, parts: Parts, stage: StageControl) -> None:
        super().__init__(parts.console)
        self._p = parts
        self.look = Look(parts.settings, self)
        self.chime = Chime(parts.settings, self)
        self._place: SettingsPlace | None = None
        self._licences: Licences | None = None
        self._library: LibraryWiring | None = None
        self._before = PlaceId.HOME
        self._keys = read_choices(parts.settings.keys, single=parts.settings.single_keys)
        self._apply: dict[SettingId, Callable[[], None]] = {
            SettingId.THEME: self.look.apply,
            SettingId.TEXT_SIZE: self.look.apply,
            SettingId.CLOCK: self._apply_clock,
            SettingId.DECIMAL_SIGN: self._apply_decimal,
            SettingId.STAGE_LOOK: self._apply_stage_look,
            SettingId.STAGE_SCREEN: stage.stand,
            SettingId.STAGE_FINISH: self._apply_finish,
            SettingId.NAMES_ON_STAGE: self._apply_names,
            SettingId.REPORT_NAMES: self._apply_report,
            SettingId.PAPER: self._apply_report,
            SettingId.SINGLE_KEYS: self._apply_single,
            SettingId.HIDE_PRIVATE: self._apply_private,
        }
        self._start()
        parts.console.add_place(PlaceId.SETTINGS, self._make_place)
        parts.console.place_shown.connect(self._on_place_shown)
        parts.desk.ticked.connect(self.chime.show)
        parts.desk.refreshed.connect(self.chime.show)
        self.look.resized.connect(self._on_resized)

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.VIEW_THEME: self.look.switch,
            ActionId.SOUND_MUTE: self.mute,
        }

    def mute(self) -> None:
        """All cues off, or on again."""
        settings = self._p.settings
        settings.chime = not settings.chime
        said = tr("Cues are on") if settings.chime else tr("Cues are off")
        self._p.console.show_message(Message(said, icon="volume-2"))
        self._refill()

    def _start(self) -> None:
        """What is stored counts from the beginning."""
        settings, exporter = self._p.settings, self._p.exporter
        exporter.names, exporter.paper = settings.report_names, settings.paper
        self._p.desk.show_finish(on=settings.stage_finish)
        self._p.desk.show_names(settings.names_on_stage)
        self._apply_decimal()
        if self._keys.changed or not self._keys.single:
            self._p.board.show_keys(self._keys)
            show_keys_on(self._p.console, self._p.board)

    # the place

    def _make_place(self) -> SettingsPlace:
        from desktop.views.settings.place import SettingsPlace  # noqa: PLC0415  when first shown
        from desktop.views.wiring_library import LibraryWiring  # noqa: PLC0415

        place = SettingsPlace(__version__)
        self._place = place
        place.chosen.connect(self._on_chosen)
        place.keys_requested.connect(self._change_keys)
        place.key_awaited.connect(self._p.keys.pause)
        place.play_requested.connect(self.chime.play)
        place.licences_requested.connect(self._show_licences)
        place.close_requested.connect(self._close)
        self._library = LibraryWiring(self._p, place.library)
        return place

    def _refill(self) -> None:
        if self._place is not None:
            self._place.show_settings(self._p.settings)
            self._place.show_keys(self._keys)

    def _on_place_shown(self, place: PlaceId, widget: QWidget) -> None:
        if place is not PlaceId.SETTINGS:
            self._before = place
            if self._keys.changed or not self._keys.single:
                show_keys_on(widget, self._p.board)
            return
        self._refill()
        if self._place is not None:
            self._place.sound.show_output(self.chime.output())
            self._place.focus_first()
        if self._library is not None:
            self._library.fill()

    def _close(self) -> None:
        needs_workshop = self._before is not PlaceId.HOME
        gone = needs_workshop and self._p.desk.workshop_id is None
        self._p.console.show_place(PlaceId.HOME if gone else self._before)

    def _show_licences(self) -> None:
        from desktop.views.settings.licences import Licences  # noqa: PLC0415  when first asked for

        if self._licences is None:
            self._licences = self._p.console.add_overlay(Licences)
        self._licences.open()

    # what was chosen

    def _on_chosen(self, setting: SettingId, value: object) -> None:
        setattr(self._p.settings, setting, value)
        self._p.settings.sync()
        apply = self._apply.get(setting)
        if apply is not None:
            apply()

    def _apply_clock(self) -> None:
        on = self._p.settings.twelve_hour
        use_twelve_hour(on=on)
        console = self._p.console
        run = cast("RunPlace | None", console.built(PlaceId.RUN))
        capture = cast("CapturePlace | None", console.built(PlaceId.CAPTURE))
        for place in (run, capture):
            if place is not None:
                place.show_twelve_hour(on=on)
        self._p.desk.show_twelve_hour(on=on)  # and with it all that is shown is shown again

    def _apply_stage_look(self) -> None:
        self.look.apply()
        self._p.stage.view.update()
        self._p.console.rail.update()

    def _apply_decimal(self) -> None:
        self._p.desk.show_decimal_comma(on=self._p.settings.decimal_comma)

    def _apply_finish(self) -> None:
        self._p.desk.show_finish(on=self._p.settings.stage_finish)

    def _apply_names(self) -> None:
        self._p.desk.show_names(self._p.settings.names_on_stage)

    def _apply_private(self) -> None:
        """Hide them now where that is wanted; what is hidden is shown again by its key."""
        alone = len(QGuiApplication.screens()) == 1
        if alone and self._p.settings.hide_private_with_one_screen and not privacy().hidden:
            self._p.board.trigger(ActionId.VIEW_PRIVATE)

    def _apply_report(self) -> None:
        settings, exporter = self._p.settings, self._p.exporter
        exporter.names, exporter.paper = settings.report_names, settings.paper
        report = cast("ReportPlace | None", self._p.console.built(PlaceId.REPORT))
        if report is not None:
            report.show_choices(exporter.sections, exporter.paper, exporter.names)

    def _apply_single(self) -> None:
        self._change_keys(KeyChoices(self._keys.changed, self._p.settings.single_keys))

    def _change_keys(self, choices: KeyChoices) -> None:
        settings = self._p.settings
        self._keys = choices
        settings.keys = {str(action): keys for action, keys in choices.changed.items()}
        settings.single_keys = choices.single
        settings.sync()
        self._p.board.show_keys(choices)
        show_keys_on(self._p.console, self._p.board)
        self._refill()

    def _on_resized(self) -> None:
        from desktop.views.widgets.fit import fit_all  # noqa: PLC0415  hardly ever

        fit_all()
