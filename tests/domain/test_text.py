"""What happens to text at the boundary, once."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.text import clean, one_line

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain", "plain"),
        ("  spaced \n", "spaced"),
        ("a\r\nb\rc\x0bd\x0ce\nf", "a\nb\nc\nd\ne\nf"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("nul\x00 bell\x07 esc\x1b del\x7f c1\x9f", "nul bell esc del c1"),
        ("half \ud83d pair", "half  pair"),
        ("non\ufffe\uffff\ufdd0\U0001ffff\U0010fffecharacters", "noncharacters"),
        ("e\u0301", "é"),
        ("e\x00\u0301", "é"),
        (FAMILY, FAMILY),
        ("<b>I <b think</b> & </para>", "<b>I <b think</b> & </para>"),
        ("日本語 مرحبا", "日本語 مرحبا"),
        ("", ""),
        (" \x00 ", ""),
    ],
)
def test_text_is_made_uniform(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(alphabet=st.characters(categories=None)))
def test_cleaning_twice_is_cleaning_once_and_the_result_can_be_stored(raw: str) -> None:
    cleaned = clean(raw)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    cleaned.encode()
    bad = [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not bad


def test_a_text_up_to_the_limit_is_taken_whole() -> None:
    assert clean("x" * 10_000 + "\x00 ") == "x" * 10_000
    assert clean("e\u0301" * 10_000) == "é" * 10_000


def test_a_longer_text_is_refused_and_never_cut() -> None:
    with pytest.raises(UserError) as refused:
        clean("x" * 10_001)
    assert "10001 characters" in refused.value.what
    assert "10000" in refused.value.hint
    with pytest.raises(UserError):
        clean("abc", limit=2)


def test_a_text_made_to_hurt_is_refused_at_once() -> None:
    start = time.perf_counter()
    with pytest.raises(UserError):
        clean("a" + "\u0315\u0300" * 500_000)
    assert time.perf_counter() - start < 2


def test_a_title_has_one_line() -> None:
    assert one_line(" Key\r\n results \t and\u00a0\x0b more ") == "Key results and more"
    assert one_line("\n") == ""
    with pytest.raises(UserError):
        one_line("abc", limit=2)
