"""Every text a person reads passes through here, so that it can be translated.

Standard `gettext`: a literal goes in, the translation comes out, formatting comes after:
`tr("{n} people").format(n=16)`. It has no Qt, so services, reports and the command line
speak the same language as the window.
"""

from __future__ import annotations

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def install(catalogue: gettext.NullTranslations) -> None:
    """Use these translations from now on; called once at start by `app` or `cli`."""
    global _catalogue  # noqa: PLW0603  the process has one language, as it has one locale
    _catalogue = catalogue


def tr(text: str) -> str:
    """The text in the language of the person at the laptop."""
    return _catalogue.gettext(text) if text else ""


def ntr(one: str, many: str, n: int) -> str:
    """`one` or `many` in that language, by its own plural rule, with `{n}` filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)
