"""The time zone this computer stands in."""

from __future__ import annotations

import tzlocal


def local_zone() -> str:
    """Its IANA name, such as Europe/Copenhagen; UTC when the computer does not say."""
    try:
        return tzlocal.get_localzone_name()
    except (LookupError, OSError, ValueError):  # no setting, or one that is no zone
        return "UTC"
