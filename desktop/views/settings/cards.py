"""The cards of the settings whose rows are nothing but choices."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.bridge.settings import (
    ChimeSound,
    ClockChoice,
    DecimalSign,
    SettingId,
    StageLook,
    StageScreen,
    TextSize,
    ThemeChoice,
)
from desktop.domain.i18n import tr
from desktop.domain.report_choices import NameStyle, PaperSize
from desktop.domain.stage import StageNames
from desktop.views.settings.controls import (
    ChoiceRow,
    DropRow,
    FactRow,
    Row,
    SettingsCard,
    SwitchRow,
    Texts,
    VolumeRow,
)
from desktop.views.widgets import Button

_S = SettingId


def appearance() -> SettingsCard:
    """Theme and size of the console."""
    card = SettingsCard("palette", tr("Appearance"))
    themes: Texts = {
        ThemeChoice.SYSTEM: tr("System"),
        ThemeChoice.LIGHT: tr("Light"),
        ThemeChoice.DARK: tr("Dark"),
    }
    card.add(ChoiceRow(_S.THEME, themes, tr("Theme")))
    sizes: Texts = {size: str(size) for size in TextSize}
    card.add(ChoiceRow(_S.TEXT_SIZE, sizes, tr("Text size"), tr("100 to 150 %")))
    return card


def clock() -> SettingsCard:
    """Times of day and amounts."""
    card = SettingsCard("clock", tr("Clock and numbers"))
    clocks: Texts = {ClockChoice.H24: tr("24 h"), ClockChoice.H12: tr("12 h")}
    card.add(ChoiceRow(_S.CLOCK, clocks, tr("Times of day")))
    signs: Texts = {
        DecimalSign.SYSTEM: tr("As the system"),
        DecimalSign.POINT: tr("Point, 4.5"),
        DecimalSign.COMMA: tr("Comma, 4,5"),
    }
    card.add(DropRow(_S.DECIMAL_SIGN, signs, tr("Decimal sign")))
    return card


class SoundCard(SettingsCard):
    """The cues of a run, and how they sound."""

    play_requested = Signal()

    def __init__(self) -> None:
        super().__init__("volume-2", tr("Sound"))
        self.add(SwitchRow(_S.CHIME, tr("Cues"), tr("5 min left, 1 min left, time is up")))
        again = tr("Again while over time")
        self.add(SwitchRow(_S.CHIME_AGAIN, again, tr("At most once a minute")))
        sounds: Texts = {ChimeSound.BELL: tr("Soft bell"), ChimeSound.WOOD: tr("Wood block")}
        which = DropRow(_S.CHIME_SOUND, sounds, tr("Chime"))
        self.play = Button(tr("Play"), icon="play", small=True)
        self.play.setAccessibleName(tr("Play the chime"))
        self.play.clicked.connect(self._on_play)
        which.controls.addWidget(self.play)
        self.add(which)
        self._volume = VolumeRow(_S.VOLUME, tr("Volume"))
        self.add(self._volume)

    def show_output(self, name: str) -> None:
        """What the computer plays sound on; empty when it has nothing."""
        found = tr("Found: {name}").format(name=name)
        self._volume.say(found if name else tr("No sound output found"))

    def _on_play(self) -> None:
        self.play_requested.emit()


def stage() -> SettingsCard:
    """What participants see."""
    card = SettingsCard("monitor", tr("Stage"), tr("what participants see"))
    looks: Texts = {
        StageLook.DARK: tr("Dark"),
        StageLook.LIGHT: tr("Light"),
        StageLook.SCENE: tr("By scene"),
    }
    card.add(ChoiceRow(_S.STAGE_LOOK, looks, tr("Theme"), tr("Breaks are always indigo")))
    screens: Texts = {
        StageScreen.LAST: tr("Where it was"),
        StageScreen.SAME: tr("This screen"),
        StageScreen.SECOND: tr("Second screen"),
    }
    card.add(DropRow(_S.STAGE_SCREEN, screens, tr("Opens on")))
    detail = tr("Shows the planned end, never lateness")
    card.add(SwitchRow(_S.STAGE_FINISH, tr("“We finish at”"), detail))
    names: Texts = {
        StageNames.FIRST: tr("First name"),
        StageNames.FULL: tr("Full"),
        StageNames.NONE: tr("None"),
    }
    card.add(ChoiceRow(_S.NAMES_ON_STAGE, names, tr("Names"), tr("Owners and who is here")))
    return card


def privacy() -> SettingsCard:
    """Names, and what is private whatever is chosen."""
    card = SettingsCard("shield-check", tr("Privacy and report"))
    names: Texts = {
        NameStyle.FULL: tr("Full"),
        NameStyle.INITIALS: tr("Initials"),
        NameStyle.NONE: tr("None"),
    }
    card.add(ChoiceRow(_S.REPORT_NAMES, names, tr("Names in a new report")))
    papers: Texts = {PaperSize.A4: tr("A4"), PaperSize.LETTER: tr("Letter")}
    card.add(ChoiceRow(_S.PAPER, papers, tr("Paper")))
    detail = tr("When only one screen is found")
    card.add(SwitchRow(_S.HIDE_PRIVATE, tr("Hide private panes"), detail))
    card.add(
        FactRow(
            tr("Facilitator notes"),
            tr("Never on the stage, never in a report"),
            tr("Always private"),
        )
    )
    return card


class AboutCard(SettingsCard):
    """What this is and whose work is in it."""

    licences_requested = Signal()

    def __init__(self, version: str) -> None:
        super().__init__("info", tr("About"))
        name = tr("OKR Facilitator {version}").format(version=version)
        first = Row(name, tr("MIT licence. Opens no network connection"))
        self.licences = Button(tr("Licences"), small=True)
        self.licences.clicked.connect(self._on_licences)
        first.controls.addWidget(self.licences)
        self.add(first)
        self.add(Row(tr("Made with the work of others"), tr("Qt, Lucide, Inter, Noto, ReportLab")))

    def _on_licences(self) -> None:
        self.licences_requested.emit()
