"""Workshop files in the wired app: saved to pass on, opened from a colleague, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.workshop_file import encode_workshop
from desktop.domain.workshop_zip import pack_workshop, unpack_workshop
from desktop.services.agenda import SetPrivateNote
from desktop.services.files import sample_import
from tests.builders import block, dump, open_bench
from tests.safety.windows import CTRL, windows

V1 = Path(__file__).parents[1] / "data" / "workshop_version_1.json"


@pytest.fixture
def chosen(tmp_path):
    """What the file dialog answers."""
    path = tmp_path / "from a colleague.okrworkshop"
    path.write_bytes(pack_workshop(sample_import().doc))
    return [path]


@pytest.fixture
def app(qapp, tmp_path, clock, chosen):
    with windows(qapp, tmp_path, clock, choose_file=lambda _parent: str(chosen[0])) as app:
        yield app


def said(app):
    message = app.console.messages.message
    return "" if message is None else message.text


def detail(app):
    message = app.console.messages.message
    return "" if message is None else message.detail


def titles(app):
    return [row.title for row in app.parts.library.workshops()]


def open_file(app, qtbot, what):
    app.parts.board.trigger(ActionId.FILE_OPEN_WORKSHOP)
    qtbot.waitUntil(lambda: what in said(app))
    app.settle()


def saved_files(tmp_path):
    return sorted((tmp_path / "reports").glob("*.okrworkshop"))


def test_a_colleague_s_file_opens_and_says_what_came(app, qtbot):
    open_file(app, qtbot, "is here")
    assert said(app) == (
        "“Q1 OKR workshop” is here: 10 blocks, 16 people, 26 notes, OKRs of 5 teams."
    )
    assert app.console.place is PlaceId.REPORT
    assert len(app.parts.library.all_team_okrs(1)) == 6


def test_one_undo_takes_it_away_again(app, qtbot):
    open_file(app, qtbot, "is here")
    app.press(Qt.Key.Key_Z, CTRL)
    assert titles(app) == []


def test_a_file_twice_is_refused_and_nothing_changes(app, qtbot):
    open_file(app, qtbot, "is here")
    before = dump(app.app)
    open_file(app, qtbot, "in this library already")
    assert dump(app.app) == before


def test_a_file_of_the_first_version_opens_too(app, qtbot, chosen):
    chosen[0] = V1
    open_file(app, qtbot, "is here")
    assert said(app) == "“Q1 OKR workshop” is here: 2 blocks, 2 people, 10 notes."


def test_a_file_of_something_else_is_refused(app, qtbot, chosen, tmp_path):
    chosen[0] = tmp_path / "letter.txt"
    chosen[0].write_text("Dear all")
    open_file(app, qtbot, "not a workshop file")
    assert titles(app) == []


def test_no_file_chosen_is_no_wish(app, chosen):
    chosen[0] = ""
    app.parts.board.trigger(ActionId.FILE_OPEN_WORKSHOP)
    app.settle()
    assert said(app) == ""


def with_a_private_note(app):
    shop = app.add_workshop(block("Welcome", 10), block("Close", 5))
    item = app.parts.library.agenda(shop)[0]
    app.app.bus.run(SetPrivateNote(item.id, "only me"))
    return shop


def test_the_open_workshop_is_saved_without_what_is_private(app, qtbot, tmp_path):
    shop = with_a_private_note(app)
    app.parts.board.trigger(ActionId.FILE_SAVE_WORKSHOP)
    qtbot.waitUntil(lambda: said(app) == "Workshop file saved")
    (path,) = saved_files(tmp_path)
    assert detail(app) == "Without private notes and e-mails"
    doc = app.parts.library.workshop_doc(shop)
    assert unpack_workshop(path.read_bytes()).agenda[0].private_note == ""
    assert path.read_bytes() == pack_workshop(doc)


def test_a_button_saves_it_with_them_under_a_name_that_says_so(app, qtbot, tmp_path):
    shop = with_a_private_note(app)
    app.parts.board.trigger(ActionId.FILE_SAVE_WORKSHOP)
    qtbot.waitUntil(lambda: detail(app).startswith("Without"))
    app.console.messages.action_requested.emit("workshop.with-private")
    qtbot.waitUntil(lambda: detail(app).startswith("With private"))
    assert [path.stem.endswith(" private") for path in saved_files(tmp_path)] == [True, False]
    private = saved_files(tmp_path)[0].read_bytes()
    assert unpack_workshop(private) == app.parts.library.workshop_doc(shop)


def test_a_saved_workshop_is_the_same_in_another_library(app, qtbot, tmp_path):
    shop = with_a_private_note(app)
    app.parts.board.trigger(ActionId.FILE_SAVE_WORKSHOP)
    qtbot.waitUntil(lambda: "saved" in said(app))
    from desktop.services.files import workshop_import

    bench = open_bench()
    bench.bus.run(workshop_import(saved_files(tmp_path)[0]))
    there, here = bench.library.workshop_doc(1), app.parts.library.workshop_doc(shop)
    bench.close()
    assert encode_workshop(there) == encode_workshop(here)


def test_without_an_open_workshop_there_is_nothing_to_save(app, tmp_path):
    app.parts.board.trigger(ActionId.FILE_SAVE_WORKSHOP)
    app.settle()
    assert not saved_files(tmp_path)
    assert "saved" not in said(app)
