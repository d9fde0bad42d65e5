"""What the app remembers about windows and taste, in one small file beside the library."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QLocale, QSettings

from desktop.domain.report_choices import NameStyle, PaperSize
from desktop.domain.stage import StageNames

_E = TypeVar("_E", bound=StrEnum)
VOLUME = 60
LOUDEST = 100
_OF_THIS_LIBRARY = frozenset({"console", "library", "workshop"})


class ThemeChoice(StrEnum):
    """Which look is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large the console is written, in percent."""

    USUAL = "100"
    LARGER = "115"
    LARGE = "130"
    LARGEST = "150"


class ClockChoice(StrEnum):
    """How times of day are written."""

    H24 = "24"
    H12 = "12"


class DecimalSign(StrEnum):
    """What stands between the whole and its parts."""

    SYSTEM = "system"
    POINT = "point"
    COMMA = "comma"


class ChimeSound(StrEnum):
    """What is heard; also the name of its file in resources/sounds."""

    BELL = "bell"
    WOOD = "wood"


class StageScreen(StrEnum):
    """Where the stage comes up."""

    LAST = "last"
    SAME = "same"
    SECOND = "second"


class StageLook(StrEnum):
    """The stage's colours; a break keeps its own."""

    DARK = "dark"
    LIGHT = "light"
    SCENE = "scene"


class SettingId(StrEnum):
    """What a person can choose; each is the name of a property of `Settings`."""

    THEME = "theme"
    TEXT_SIZE = "text_size"
    CLOCK = "clock"
    DECIMAL_SIGN = "decimal_sign"
    CHIME = "chime"
    CHIME_AGAIN = "chime_again"
    CHIME_SOUND = "chime_sound"
    VOLUME = "volume"
    STAGE_LOOK = "stage_look"
    STAGE_SCREEN = "stage_screen"
    STAGE_FINISH = "stage_finish"
    NAMES_ON_STAGE = "names_on_stage"
    REPORT_NAMES = "report_names"
    PAPER = "paper"
    SINGLE_KEYS = "single_keys"
    HIDE_PRIVATE = "hide_private_with_one_screen"


def locale_twelve_hour() -> bool:
    """Whether the person's locale counts hours to twelve."""
    return "AP" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).upper()


class Settings:
    """Typed access to an ini file; a value that makes no sense reads as the default."""

    def __init__(self, path: Path, library: Path | None = None) -> None:
        """`library` is the one whose workshops are meant; ids mean nothing in another."""
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        name = "" if library is None else str(library.resolve())
        self.restore_from: Path | None = None
        """A backup that takes the library's place once the windows are closed; not stored."""
        self.opens_other = False
        """Another library was chosen, whatever the start was asked to open; not stored."""
        self.opens_again = False
        """The windows open again once they are closed; not stored."""
        self._workshop = f"workshop/{sha256(name.encode()).hexdigest()[:12]}"

    @property
    def theme(self) -> ThemeChoice:
        return self._choice("look/theme", ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", str(choice))

    @property
    def text_size(self) -> TextSize:
        return self._choice("look/text-size", TextSize.USUAL)

    @text_size.setter
    def text_size(self, choice: TextSize) -> None:
        self._store.setValue("look/text-size", str(choice))

    @property
    def clock(self) -> ClockChoice:
        """As the locale says until somebody has chosen."""
        usual = ClockChoice.H12 if locale_twelve_hour() else ClockChoice.H24
        return self._choice("look/clock", usual)

    @clock.setter
    def clock(self, choice: ClockChoice) -> None:
        self._store.setValue("look/clock", str(choice))

    @property
    def twelve_hour(self) -> bool:
        return self.clock is ClockChoice.H12

    @property
    def decimal_sign(self) -> DecimalSign:
        return self._choice("look/decimal-sign", DecimalSign.SYSTEM)

    @decimal_sign.setter
    def decimal_sign(self, choice: DecimalSign) -> None:
        self._store.setValue("look/decimal-sign", str(choice))

    @property
    def decimal_comma(self) -> bool:
        """Whether amounts are written with a comma."""
        sign = self.decimal_sign
        if sign is DecimalSign.SYSTEM:
            return QLocale().decimalPoint() == ","
        return sign is DecimalSign.COMMA

    @property
    def chime(self) -> bool:
        """Whether cues are heard at all."""
        return self._flag("sound/chime", usual=True)

    @chime.setter
    def chime(self, on: bool) -> None:
        self._store.setValue("sound/chime", _word(on=on))

    @property
    def chime_again(self) -> bool:
        """Whether it sounds again, once a minute, while a block is over."""
        return self._flag("sound/again", usual=True)

    @chime_again.setter
    def chime_again(self, on: bool) -> None:
        self._store.setValue("sound/again", _word(on=on))

    @property
    def chime_sound(self) -> ChimeSound:
        return self._choice("sound/name", ChimeSound.BELL)

    @chime_sound.setter
    def chime_sound(self, choice: ChimeSound) -> None:
        self._store.setValue("sound/name", str(choice))

    @property
    def volume(self) -> int:
        """From 0 to 100."""
        text = self._text("sound/volume")
        makes_sense = text.isascii() and text.isdigit() and int(text) <= LOUDEST
        return int(text) if makes_sense else VOLUME

    @volume.setter
    def volume(self, percent: int) -> None:
        self._store.setValue("sound/volume", str(percent))

    @property
    def stage_look(self) -> StageLook:
        return self._choice("stage/look", StageLook.SCENE)

    @stage_look.setter
    def stage_look(self, choice: StageLook) -> None:
        self._store.setValue("stage/look", str(choice))

    @property
    def stage_screen(self) -> StageScreen:
        return self._choice("stage/screen", StageScreen.LAST)

    @stage_screen.setter
    def stage_screen(self, choice: StageScreen) -> None:
        self._store.setValue("stage/screen", str(choice))

    @property
    def stage_finish(self) -> bool:
        """Whether the stage says when the workshop is to finish."""
        return self._flag("stage/finish", usual=True)

    @stage_finish.setter
    def stage_finish(self, on: bool) -> None:
        self._store.setValue("stage/finish", _word(on=on))

    @property
    def names_on_stage(self) -> StageNames:
        return self._choice("stage/names", StageNames.FIRST)

    @names_on_stage.setter
    def names_on_stage(self, choice: StageNames) -> None:
        self._store.setValue("stage/names", str(choice))

    @property
    def report_names(self) -> NameStyle:
        return self._choice("report/names", NameStyle.FULL)

    @report_names.setter
    def report_names(self, choice: NameStyle) -> None:
        self._store.setValue("report/names", str(choice))

    @property
    def paper(self) -> PaperSize:
        return self._choice("report/paper", PaperSize.A4)

    @paper.setter
    def paper(self, choice: PaperSize) -> None:
        self._store.setValue("report/paper", str(choice))

    @property
    def single_keys(self) -> bool:
        """Whether keys without Ctrl, Alt or F act."""
        return self._flag("keys/single", usual=True)

    @single_keys.setter
    def single_keys(self, on: bool) -> None:
        self._store.setValue("keys/single", _word(on=on))

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of the actions that were given others, by the action's name."""
        self._store.beginGroup("changed-keys")
        names = self._store.childKeys()
        found = {name: tuple(self._text(name).split()) for name in names}
        self._store.endGroup()
        return found

    @keys.setter
    def keys(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        self._store.remove("changed-keys")
        for name, keys in chosen.items():
            self._store.setValue(f"changed-keys/{name}", " ".join(keys))

    @property
    def hide_private_with_one_screen(self) -> bool:
        """Whether a start with one screen hides what only the facilitator may see."""
        return self._flag("look/hide-private", usual=False)

    @hide_private_with_one_screen.setter
    def hide_private_with_one_screen(self, on: bool) -> None:
        self._store.setValue("look/hide-private", _word(on=on))

    @property
    def library(self) -> Path | None:
        """The library that is opened at a start; None for the one in the data folder."""
        text = self._text("library/path")
        return Path(text) if text else None

    @library.setter
    def library(self, path: Path | None) -> None:
        self._store.setValue("library/path", "" if path is None else str(path))

    @property
    def workshop_id(self) -> int | None:
        """The workshop that was open last."""
        text = self._text(self._workshop)
        return int(text) if text.isascii() and text.isdigit() else None

    @workshop_id.setter
    def workshop_id(self, row_id: int | None) -> None:
        if row_id is None:
            self._store.remove(self._workshop)
        else:
            self._store.setValue(self._workshop, str(row_id))

    @property
    def geometry(self) -> QByteArray:
        """Where the console stood; empty at the first start."""
        return self._bytes("console/geometry")

    @geometry.setter
    def geometry(self, saved: QByteArray) -> None:
        self._store.setValue("console/geometry", saved)

    @property
    def stage_geometry(self) -> QByteArray:
        """Where the stage stood; empty at the first start."""
        return self._bytes("stage/geometry")

    @stage_geometry.setter
    def stage_geometry(self, saved: QByteArray) -> None:
        self._store.setValue("stage/geometry", saved)

    def copy_to(self, path: Path) -> None:
        """Write what was chosen into another file, without libraries and where windows stood."""
        other = QSettings(str(path), QSettings.Format.IniFormat)
        for key in self._store.allKeys():
            if key.partition("/")[0] not in _OF_THIS_LIBRARY and key != "stage/geometry":
                other.setValue(key, self._store.value(key))
        other.sync()

    def sync(self) -> None:
        """Write to the disk now rather than soon."""
        self._store.sync()

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _choice(self, key: str, usual: _E) -> _E:
        text = self._text(key)
        return next((value for value in type(usual) if value == text), usual)

    def _flag(self, key: str, *, usual: bool) -> bool:
        return {"on": True, "off": False}.get(self._text(key), usual)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _word(*, on: bool) -> str:
    return "on" if on else "off"
