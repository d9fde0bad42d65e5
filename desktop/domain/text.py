"""Typed, pasted and imported text is made uniform here once, before it is stored."""

from __future__ import annotations

import re
import unicodedata

from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr

LONGEST = 10_000
"""Characters in one text."""


def clean(text: str, limit: int = LONGEST) -> str:
    """The text in NFC, stripped, with one kind of line end and nothing that can't be shown.

    PowerPoint pastes VT for a line break, old files FF and CR; all become newlines. NUL, other
    controls, lone surrogates and noncharacters go; tabs and joiners (emoji need them) stay.
    Raises UserError when more than `limit` characters are left; nothing is cut.
    """
    kept = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)).strip()
    # NFC makes one character of four at most, and can take very long on a text made to hurt it.
    tidy = unicodedata.normalize("NFC", kept) if len(kept) <= 4 * limit else kept
    if len(tidy) > limit:
        raise UserError(
            ntr(
                "This text has {n} character, more than fit here.",
                "This text has {n} characters, more than fit here.",
                len(tidy),
            ),
            tr("Shorten it to {limit}, or store it in parts.").format(limit=limit),
        )
    return tidy


def one_line(text: str, limit: int = LONGEST) -> str:
    """The same for titles and names: every run of spaces and line ends becomes one space."""
    return " ".join(clean(text, limit).split())


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def folded(text: str) -> str:
    """The text without case and accents, as the index of all words keeps it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
