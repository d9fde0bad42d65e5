"""A link the room can scan: made of web addresses only, never of a file's path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit

import segno

from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.prepare_rows import MaterialRow
from desktop.domain.stage import StageLink

LARGEST = 16
"""The version with 81 modules a side. One with more is no longer read from the last row."""

_MOST_ADDRESS = 44
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
_FILE = re.compile(r"^(?:[a-z]:[\\/]|[\\/~]|\.{1,2}[\\/]|file:)", re.IGNORECASE)


def web_address(text: str) -> str:
    """The address as a phone can open it, or "" for anything but http and https.

    As where materials are opened, `www.` alone is an address. A host in another script becomes
    its ASCII form, other letters are percent-encoded.
    """
    words = text.strip()
    if words.lower().startswith("www."):
        words = f"https://{words}"
    try:
        parts = urlsplit(words)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # no host by the rules of addresses, a port that is no number
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    place = f"[{host}]" if ":" in host else host
    place = place if port is None else f"{place}:{port}"
    if parts.username is not None or parts.password is not None:
        place = f"{quote(parts.netloc.rpartition('@')[0], safe=_SAFE)}@{place}"
    rest = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, place, *rest))


def first_link(materials: Sequence[MaterialRow], place: str) -> StageLink:
    """The first material with a link, or else the place of the workshop if that is one.

    Raises UserError when there is none, or when it makes no code.
    """
    found = next((row for row in materials if web_address(row.target)), None)
    if found is not None:
        return material_link(found)
    if not web_address(place):
        raise UserError(
            tr("There is no link for a QR code."),
            tr("Add one to a material in Prepare, or make it the workshop’s place."),
        )
    return stage_link(tr("Join here"), place)


def material_link(row: MaterialRow) -> StageLink:
    """The link of this material. Raises UserError when it has none that can be shown."""
    if not web_address(row.target):
        raise UserError(
            tr("“{title}” has no web address.").format(title=row.title),
            tr("Only what begins with http:// or https:// goes on the stage."),
        )
    return stage_link(row.title, row.target)


def stage_link(title: str, target: str) -> StageLink:
    """The code of a web address, with its title and what can be read of the address.

    Error correction is at least M (15 % may be hidden), by ISO/IEC 18004. Raises UserError for
    an address that holds a password or is too long to be scanned across a room.
    """
    address = web_address(target)
    if "@" in urlsplit(address).netloc:
        raise UserError(
            tr("This link has a name or a password in it, and the room would see it."),
            tr("Use a link without what stands before the @."),
        )
    try:
        code = segno.make_qr(address, error="m")
        modules = tuple("".join(map(str, row)) for row in code.matrix)
    except segno.DataOverflowError:
        modules = ()
    if not modules or len(modules) > 17 + 4 * LARGEST:
        raise UserError(
            ntr(
                "This link has {n} character, too many for a QR code.",
                "This link has {n} characters, too many for a QR code.",
                len(address),
            ),
            tr("Use a short link."),
        )
    # What was pasted as a title may be a path, or the address with all that it holds.
    shown = "" if _FILE.match(title.strip()) or web_address(title) else title
    return StageLink(shown, short_address(target), modules)


def short_address(target: str) -> str:
    """What a person would type: the host and the path, without what only machines need."""
    words = target.strip()
    if not words.lower().startswith("www."):
        words = words.partition("://")[2]
    parts = urlsplit(f"//{words}")
    host = parts.netloc.removeprefix("www.")
    address = f"{host}{parts.path}".rstrip("/")
    return address if len(address) <= _MOST_ADDRESS else tr("{host}/…").format(host=host)
