"""Takes the signs of Markdown off, so that words from a document stand as they are read there."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = 0x10F000  # an escaped sign waits where no letter is until everything else is off
_HELD_SIGN = re.compile(f"[{chr(_HELD + 0x21)}-{chr(_HELD + 0x7E)}]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|del|ins|mark|code|kbd|sub|sup|small|span|p|div)(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>", re.IGNORECASE)
_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,1000}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{1,100}\])"
)
_CODE = re.compile(r"(`{1,3})([^`]{1,500})\1")
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*\*\*(?=\S)([^*]{1,500})(?<=\S)\*\*\*",
        r"\*\*(?=\S)((?:[^*]|\*(?!\*)){1,500}?)(?<=\S)\*\*",
        r"(?<!\w)__(?=\S)([^_]{1,500})(?<=\S)__(?!\w)",
        r"~~(?=\S)([^~]{1,500})(?<=\S)~~",
        r"(?<!\*)\*(?=[^\s*])([^*]{1,500})(?<=\S)\*(?!\*)",
        r"(?<!\w)_(?=[^\s_])([^_]{1,500})(?<=\S)_(?!\w)",
    )
)


def unmarked(text: str) -> str:
    """The text without bold, italic, code, links, simple tags and escapes; words all stay.

    A `<br>` becomes a line break. Signs that pair with nothing, as in `3 * 4`, are left.
    The signs are those of CommonMark and of GitHub's dialect.
    """
    found = _ESCAPED.sub(_hold, text)
    found = _TAG.sub("", _BREAK.sub("\n", found))
    found = _CODE.sub(r"\2", _LINK.sub(r"\1", _ADDRESS.sub(r"\1", found)))
    for marks in _MARKS:
        found = marks.sub(r"\1", found)
    return _HELD_SIGN.sub(_free, html.unescape(found))


def _hold(found: re.Match[str]) -> str:
    return chr(_HELD + ord(found[1]))


def _free(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - _HELD)
