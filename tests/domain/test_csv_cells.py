"""No cell is a formula, and what was typed comes back letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.csv_cells import guarded, unguarded
from desktop.domain.csv_reading import read_csv

ODD = st.text(alphabet="=+-@'\" \t\r\n;|,a1＝＋\u00a0", max_size=12)


@given(st.one_of(ODD, st.text(max_size=40)))
def test_what_is_guarded_comes_back(text):
    assert unguarded(guarded(text)) == text


@given(ODD)
def test_no_guarded_cell_begins_like_a_formula(text):
    shown = guarded(text).lstrip(' \u00a0"')
    assert not shown or shown[0] not in "=+-@\t\r＝＋"


@pytest.mark.parametrize("text", ["a", "don't", "1 - 2", "'tis", "a; b", "- ", "x\n- item"])
def test_plain_text_stays_as_it_is(text):
    assert guarded(text) in (text, f"'{text}")
    assert text[0] == "-" or guarded(text) == text


def test_a_formula_after_a_sign_that_splits_cells_elsewhere_is_text_too():
    assert guarded("a;=1+1") == "a;'=1+1"


def test_a_table_is_read_without_the_guard():
    assert read_csv("Name,Team\n'=Ana,'+1\n'Bo,it's\n").rows[1:] == (
        ("=Ana", "+1"),
        ("'Bo", "it's"),
    )
