"""Tables from other programs are read as they are meant, or refused with the line."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.csv_reading import MAX_BYTES, decode, read_csv
from desktop.domain.errors import UserError
from desktop.system.tables import read_table


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_all_records_alike(delimiter):
    lines = (["Name", "Said"], ["Åsa", "a; b, c | d"], ["Ben", 'twice "so"'])
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(lines)
    table = read_csv(file.getvalue())
    assert table.delimiter == delimiter
    assert [list(row) for row in table.rows] == [list(line) for line in lines]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_record(end):
    table = read_csv(f"Title;Length{end}Talk, then questions;10{end}")
    assert table.rows == (("Title", "Length"), ("Talk, then questions", "10"))
    assert table.delimiter == ";"


def test_answers_joined_by_semicolons_do_not_make_a_comma_table_a_semicolon_table():
    rows = "".join(f"P{n},A;B;C;D;\n" for n in range(30))
    assert read_csv("Name,Chosen\n" + rows).delimiter == ","


def test_short_records_do_not_hand_a_semicolon_table_to_its_commas():
    rows = "".join(f"{n};talk, then silence{'' if n % 4 == 0 else ';yes;no'}\n" for n in range(40))
    assert read_csv("Nr;Title;One;Two\n" + rows).delimiter == ";"


def test_ragged_and_empty_records_are_kept_with_their_lines():
    table = read_csv('a,b\n\n"two\nlines",c\nd\n')
    assert table.rows == (("a", "b"), (), ("two\nlines", "c"), ("d",))
    assert table.lines == (1, 2, 3, 5)


def test_one_column_is_a_table_too():
    assert read_csv("Title\nWelcome\n").rows == (("Title",), ("Welcome",))


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,2\n3,"open\n5,6\n',
        'a,b\n1,2\n3,"open\n5,"x"\n',
        'a,b\n1,2\n"half" cell,4\n',
    ],
)
def test_a_quote_that_swallows_what_follows_is_refused_with_its_line(text):
    with pytest.raises(UserError, match="Line 3"):
        read_csv(text)


def test_a_cell_beyond_the_csv_module_s_own_limit_is_read():
    long = "x" * 300_000
    assert read_csv(f"a,b\n{long},1\n").rows[1] == (long, "1")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2
        ),
        min_size=1,
    )
)
def test_what_a_csv_writer_wrote_is_read_back(rows):
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(row) for row in read_csv(file.getvalue()).rows] == rows


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_named(encoding, shown):
    decoded = decode("Hélène,“quoted”".encode(encoding))
    assert decoded.text == "Hélène,“quoted”"
    assert decoded.encoding == shown


def test_utf_16_of_either_byte_order_is_told_by_its_mark():
    assert decode(b"\xff\xfea\0,\0b\0").text == "a,b"
    assert decode(b"\xfe\xff\0a\0,\0b").text == "a,b"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        ("a,b".encode("utf-16-le"), "not a text file"),
        (b"\xff\xfea", "byte"),
        (b"abc \x81", "byte 5"),
        (b"a" * (MAX_BYTES + 1), "20 MB"),
    ],
)
def test_what_is_not_text_is_refused_with_the_reason(raw, said):
    with pytest.raises(UserError, match=said) as refusal:
        decode(raw)
    assert refusal.value.hint


def test_a_file_is_read_with_its_encoding(tmp_path):
    path = tmp_path / "agenda.csv"
    path.write_bytes("Title;Duration\nDéjeuner;45\n".encode("cp1252"))
    found = read_table(path)
    assert found.encoding == "Windows-1252"
    assert found.table.rows[1] == ("Déjeuner", "45")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"nowhere\.csv does not exist"):
        read_table(tmp_path / "nowhere.csv")


def test_a_folder_is_named_as_one(tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        read_table(tmp_path)


def test_a_path_through_a_file_and_an_impossible_path_are_refused(tmp_path):
    (tmp_path / "file").write_text("a,b")
    for path in (tmp_path / "file" / "x.csv", tmp_path / "zero\0byte", tmp_path / ("n" * 300)):
        with pytest.raises(UserError, match="can't be read"):
            read_table(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a POSIX thing")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="not an ordinary file"):
        read_table(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are set otherwise there")
def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "secret.csv"
    path.write_text("a,b")

    def refuse(_path: Path, *_mode: str):
        raise PermissionError(
            13, "Permission denied"
        )  # root may read everything, so chmod proves nothing

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=r"not allowed to read .*secret"):
        read_table(path)


def test_a_refused_table_names_its_file(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text('a,b\n"open\n')
    with pytest.raises(UserError, match=r"notes\.csv: Line 2"):
        read_table(path)
