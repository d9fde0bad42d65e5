"""The file people pass on: the workshop's JSON in a zip, opened with care."""

from __future__ import annotations

import io
import zipfile
import zlib

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.workshop_file import WorkshopDoc, decode_workshop, encode_workshop

SUFFIX = ".okrworkshop"
ENTRY = "workshop.json"
MAX_BYTES = 100_000_000
_MAX_ENTRIES = 1_000
_MAX_RATIO = 100
_ENCRYPTED = 0x1
_ZIP_START = b"PK"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # equal workshops make equal files


def pack_workshop(doc: WorkshopDoc, *, with_private: bool = False) -> bytes:
    """Write the workshop file; private notes only on request."""
    raw = encode_workshop(doc, with_private=with_private)
    packed = _zipped(raw, zipfile.ZIP_DEFLATED)
    if len(raw) > _MAX_RATIO // 2 * len(packed):
        # so repetitive that reading it back would take it for a zip bomb
        return _zipped(raw, zipfile.ZIP_STORED)
    return packed


def unpack_workshop(raw: bytes) -> WorkshopDoc:
    """Read a workshop file, or its bare JSON. Raises UserError: what is wrong and where."""
    if len(raw) > MAX_BYTES:
        raise _refusal(tr("it is larger than {n} MB").format(n=MAX_BYTES // 1_000_000))
    return decode_workshop(_unzipped(raw) if raw.startswith(_ZIP_START) else raw)


def _zipped(raw: bytes, compression: int) -> bytes:
    entry = zipfile.ZipInfo(ENTRY, _ZIP_TIME)
    entry.compress_type = compression
    entry.external_attr = 0o600 << 16
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(entry, raw)
        return file.getvalue()


def _unzipped(raw: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entry = _checked_entry(archive)
            with archive.open(entry) as file:
                # the directory may lie about the size: never read more than allowed
                content = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _refusal(tr("the zip is damaged")) from error
    if len(content) > MAX_BYTES:
        raise _refusal(tr("it unpacks to more than {n} MB").format(n=MAX_BYTES // 1_000_000))
    return content


def _checked_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES:
        raise _refusal(tr("it holds more than {n} files").format(n=_MAX_ENTRIES))
    size = sum(entry.file_size for entry in entries)
    if size > MAX_BYTES:
        raise _refusal(tr("it unpacks to more than {n} MB").format(n=MAX_BYTES // 1_000_000))
    if size > _MAX_RATIO * sum(entry.compress_size for entry in entries):
        raise _refusal(tr("it unpacks to more than {n} times its size").format(n=_MAX_RATIO))
    found = [entry for entry in entries if entry.filename == ENTRY]
    if len(found) != 1:
        raise _refusal(tr("there is no {name} in it").format(name=ENTRY))
    if found[0].flag_bits & _ENCRYPTED:
        raise _refusal(tr("it is locked with a password"))
    # the app writes no other; bzip2 and LZMA would bring failures and memory needs of their own
    if found[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refusal(tr("it is compressed in an unusual way"))
    return found[0]


def _refusal(reason: str) -> UserError:
    return UserError(
        tr("This is not a workshop file: {reason}.").format(reason=reason),
        tr("Choose a file that this app has exported as a workshop."),
    )
