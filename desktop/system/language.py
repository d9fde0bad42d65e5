"""Finds the translations for the language of the person at the laptop."""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

DOMAIN = "okr-facilitator"


def preferred_languages() -> list[str]:
    """Languages in the order of preference, as the environment and the system name them."""
    named = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    found = [part for text in named for part in text.split(":") if part]
    system = locale.getlocale()[0]
    return [*found, *([system] if system else [])]


def catalogue(folder: Path, languages: list[str]) -> gettext.NullTranslations:
    """The first language there is a catalogue for; English, as the texts are written, if none.

    A catalogue is `LANGUAGE/LC_MESSAGES/okr-facilitator.mo` in the folder, made by the gettext
    tools.
    """
    return gettext.translation(DOMAIN, folder, languages, fallback=True)
