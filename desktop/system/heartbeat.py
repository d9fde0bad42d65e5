"""A sign of life beside the library, so that a start knows how long the app was gone."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.away import Away
from desktop.domain.clock import Moment


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """`uid` is the workshop whose run went on, `alive` when it was seen last.

    `absences` are those of that run so far, answered or not.
    """

    uid: str
    alive: Moment
    absences: tuple[Away, ...] = ()


def beside(library: Path) -> Path:
    """Where the sign of life of this library is."""
    return library.with_name(f"{library.name}.alive")


def write_sign(path: Path, sign: SignOfLife) -> None:
    """Replace the sign. No sync: after a power cut an older one is as good, and so is none."""
    text = json.dumps(
        {
            "uid": sign.uid,
            "alive": _plain(sign.alive),
            "absences": [
                [_plain(away.since), _plain(away.until), away.crashed] for away in sign.absences
            ],
        }
    )
    fresh = path.with_name(f".{path.name}.new")
    with suppress(OSError):  # a full disk must not stop a run; the newest event stands in for it
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)


def read_sign(path: Path) -> SignOfLife | None:
    """The sign that was left; None when there is none that makes sense."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        absences = tuple(
            Away(_moment(since), _moment(until), bool(crashed))
            for since, until, crashed in found["absences"]
        )
        return SignOfLife(str(found["uid"]), _moment(found["alive"]), absences)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _plain(moment: Moment) -> list[str | int]:
    return [moment.utc.isoformat(), moment.boot_ms, moment.boot_id]


def _moment(plain: list[str | int]) -> Moment:
    utc, boot_ms, boot_id = plain
    at = datetime.fromisoformat(str(utc))
    if at.tzinfo is None:
        raise ValueError("an instant carries its time zone")
    return Moment(at, int(boot_ms), str(boot_id))
