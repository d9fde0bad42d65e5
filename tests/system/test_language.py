"""A catalogue that is dropped in translates the app; without one it speaks English."""

from __future__ import annotations

import gettext
import struct

import pytest

from desktop.domain.i18n import install, ntr, tr
from desktop.system.language import DOMAIN, catalogue, preferred_languages


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    install(gettext.NullTranslations())


def write_catalogue(path, pairs):
    """A .mo file: a header, two tables of lengths and offsets, then the texts, sorted."""
    entries = sorted((key.encode(), value.encode()) for key, value in pairs.items())
    keys = b"".join(key + b"\0" for key, _ in entries)
    start = 28 + 16 * len(entries)
    table_keys, table_values, at_key, at_value = [], [], start, start + len(keys)
    for key, value in entries:
        table_keys += [len(key), at_key]
        table_values += [len(value), at_value]
        at_key += len(key) + 1
        at_value += len(value) + 1
    n = len(entries)
    head = struct.pack("<7I", 0x950412DE, 0, n, 28, 28 + 8 * n, 0, start)
    numbers = struct.pack(f"<{4 * n}I", *table_keys, *table_values)
    path.parent.mkdir(parents=True)
    path.write_bytes(head + numbers + keys + b"".join(value + b"\0" for _, value in entries))


def test_a_catalogue_translates_and_knows_plurals(tmp_path):
    write_catalogue(
        tmp_path / "da" / "LC_MESSAGES" / f"{DOMAIN}.mo",
        {
            "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n!=1;\n",
            "Workshops": "Workshopper",
            "{n} block\0{n} blocks": "{n} blok\0{n} blokke",
        },
    )
    install(catalogue(tmp_path, ["nl", "da_DK"]))
    assert tr("Workshops") == "Workshopper"
    assert ntr("{n} block", "{n} blocks", 3) == "3 blokke"
    assert tr("Not translated") == "Not translated"
    assert tr("") == ""


def test_without_a_catalogue_it_speaks_english(tmp_path):
    install(catalogue(tmp_path, ["xx"]))
    assert ntr("{n} block", "{n} blocks", 1) == "1 block"


def test_the_environment_names_the_language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "da:en")
    assert preferred_languages()[:2] == ["da", "en"]
