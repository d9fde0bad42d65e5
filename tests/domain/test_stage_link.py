"""Links for the room: web addresses only, readable, and a code that says exactly the link."""

from __future__ import annotations

import pytest
import segno

from desktop.domain.errors import UserError
from desktop.domain.kinds import MaterialKind
from desktop.domain.prepare_rows import MaterialRow
from desktop.domain.stage_link import (
    LARGEST,
    first_link,
    material_link,
    short_address,
    stage_link,
    web_address,
)


def material(target: str, title: str = "Feedback", number: int = 1) -> MaterialRow:
    return MaterialRow(number, f"m{number}", MaterialKind.DOCUMENT, title, target)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        (" HTTP://Example.org ", "http://example.org"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("https://example.org/a b/ø?q=å%20", "https://example.org/a%20b/%C3%B8?q=%C3%A5%20"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_web_address_is_made_so_that_a_phone_opens_it(typed: str, address: str) -> None:
    assert web_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "Room 4", "example.org", "mailto:a@example.org", "file:///home/me/x.pdf"),
        *("/home/me/x.pdf", r"C:\Users\me\x.pdf", r"\\server\share", "javascript:alert(1)"),
        *("https://", "http:///x", "https://exam ple.org:x/", "http://[", "ftp://example.org"),
        *(f"https://{'ü' * 80}.example/", "https://example.org:99999/"),
    ],
)
def test_anything_else_never_gets_on_the_stage(typed: str) -> None:
    assert web_address(typed) == ""
    with pytest.raises(UserError) as raised:
        material_link(material(typed))
    assert "Feedback" in raised.value.what
    assert "https://" in raised.value.hint


def test_the_code_says_the_link_with_all_that_it_holds() -> None:
    link = stage_link("Feedback", "https://forms.example.org/ok?id=8f1c&x=1#top")
    expected = segno.make_qr("https://forms.example.org/ok?id=8f1c&x=1#top", error="m")
    assert link.modules == tuple("".join(map(str, row)) for row in expected.matrix)
    assert len(link.modules) == len(link.modules[0]) == 17 + 4 * expected.version
    assert link.title == "Feedback"
    assert link.address == "forms.example.org/ok"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://www.example.org/", "example.org"),
        ("www.example.org/a/b", "example.org/a/b"),
        ("http://example.org:8080/a?secret=1", "example.org:8080/a"),
        (f"https://example.org/{'x' * 60}", "example.org/…"),
    ],
)
def test_the_address_to_read_is_short_and_has_no_keys(target: str, address: str) -> None:
    assert short_address(target) == address


def test_a_link_too_long_to_be_scanned_is_refused_with_what_to_do() -> None:
    most = stage_link("x", f"https://example.org/{'x' * 420}")
    assert len(most.modules) == 17 + 4 * LARGEST
    for length in (500, 5_000):
        with pytest.raises(UserError) as raised:
            stage_link("x", f"https://example.org/{'x' * length}")
        assert str(length + 20) in raised.value.what
        assert "short" in raised.value.hint


@pytest.mark.parametrize("who", ["me:secret@", "me@", ":secret@"])
def test_a_link_with_a_password_is_refused(who: str) -> None:
    with pytest.raises(UserError) as raised:
        stage_link("x", f"https://{who}example.org/")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "title",
    [r"C:\Users\me\deck.pdf", "/home/me/deck.pdf", "~/x", "file:x", "https://example.org/?k=1"],
)
def test_a_title_that_is_a_path_or_an_address_is_not_shown(title: str) -> None:
    assert stage_link(title, "https://example.org/").title == ""


def test_the_first_material_with_a_link_comes_before_the_place() -> None:
    rows = (material("/home/me/deck.pdf"), material("https://example.org/b", "B", 2))
    assert first_link(rows, "https://call.example/1").title == "B"
    assert first_link(rows[:1], "https://call.example/1").title == "Join here"
    assert first_link(rows[:1], "https://call.example/1").address == "call.example/1"


def test_without_any_link_it_says_where_to_add_one() -> None:
    with pytest.raises(UserError) as raised:
        first_link((material(""),), "Room 4")
    assert "Prepare" in raised.value.hint
