"""The agenda and a link on the stage: asked for by key or from the menu, right while pinned."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import ItemKind
from desktop.domain.stage import Scene, StageAgenda, StageBlock, StageContent, StageLink
from desktop.domain.stage_link import stage_link
from desktop.views.stage import StageView
from desktop.views.stage.agenda import window
from desktop.views.stage.layout import poster
from desktop.views.stage.poster import QUIET, Part
from tests.builders import block
from tests.safety.windows import windows

Key = Qt.Key
FORM = "https://forms.example.org/ok"


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(
            block("Welcome", 10), block("Break", 15, ItemKind.BREAK), block("Close", 5)
        )
        app.console.show_place(PlaceId.PREPARE)
        app.stage.show()
        app.settle()
        yield app


@pytest.fixture
def place(app):
    return app.console.built(PlaceId.PREPARE)


def content(app):
    app.settle()
    return app.stage.content


def materials(app):
    return app.parts.library.preparation(1).materials


def choose_in_menu(app, name):
    app.parts.board.trigger(ActionId.STAGE_CHOOSE)
    menu = app.console.rail.findChildren(QMenu)[-1]
    (action,) = (each for each in menu.actions() if each.text() == name)
    action.trigger()
    menu.close()
    app.settle()


def on_material(app, place, number=0):
    place.side.show_page(place.materials)
    app.settle()
    place.materials.rows.boxes[number].setFocus()
    app.settle()


# asked for


def test_g_on_a_material_puts_its_link_on_the_stage(app, place):
    app.parts.conductor.preparing.add_material("Slides", target="https://slides.example.org")
    app.parts.conductor.preparing.add_material("Feedback", target=FORM)
    on_material(app, place, 1)
    app.press(Key.Key_G)
    assert content(app).scene is Scene.QR
    assert content(app).link == stage_link("Feedback", FORM)
    assert place.materials.rows.chosen is place.materials.rows.boxes[1]


@pytest.mark.parametrize("target", ["", "/home/me/deck.pdf", r"C:\deck.pdf", "file:///x"])
def test_g_on_a_material_without_a_web_address_says_so_and_leaves_the_stage(app, place, target):
    app.parts.conductor.preparing.add_material("Deck", target=target)
    before = content(app)
    on_material(app, place)
    app.press(Key.Key_G)
    assert content(app) == before
    assert app.parts.desk.scene is None
    message = app.console.messages.message
    assert message.text == "“Deck” has no web address."
    assert "https://" in message.detail


def test_g_on_the_goals_and_on_the_agenda_shows_these(app, place):
    app.parts.conductor.preparing.add_goals(["One objective each"])
    app.settle()
    place.goals.rows.boxes[0].setFocus()
    app.press(Key.Key_G)
    assert content(app).scene is Scene.GOALS
    place.agenda.list.setFocus()
    app.press(Key.Key_G)
    assert content(app).scene is Scene.AGENDA
    assert [each.title for each in content(app).agenda.blocks] == ["Welcome", "Break", "Close"]


def test_the_menu_offers_the_first_link(app):
    app.parts.conductor.preparing.add_material("Deck", target="/home/me/deck.pdf")
    app.parts.conductor.preparing.add_material("Feedback", target=FORM)
    choose_in_menu(app, "QR code")
    assert content(app).link.title == "Feedback"


def test_the_menu_says_that_there_is_no_link(app):
    before = content(app)
    choose_in_menu(app, "QR code")
    assert content(app) == before
    assert app.console.messages.message.text == "There is no link for a QR code."


def test_the_menu_leaves_the_link_that_was_chosen(app, place):
    app.parts.conductor.preparing.add_material("Slides", target="https://slides.example.org")
    app.parts.conductor.preparing.add_material("Feedback", target=FORM)
    on_material(app, place, 1)
    app.press(Key.Key_G)
    choose_in_menu(app, "QR code")
    assert content(app).link.title == "Feedback"


def test_a_call_s_link_is_shown_when_no_material_has_one(app):
    app.parts.conductor.set_place("https://call.example.org/42")
    choose_in_menu(app, "QR code")
    assert content(app).link.address == "call.example.org/42"


def test_a_link_too_long_for_a_code_is_refused(app, place):
    app.parts.conductor.preparing.add_material("Long", target=FORM + "x" * 800)
    on_material(app, place)
    app.press(Key.Key_G)
    assert app.parts.desk.scene is None
    assert "too many for a QR code" in app.console.messages.message.text


# while pinned


def test_a_changed_link_is_right_at_once_and_a_deleted_one_is_gone(app):
    do = app.parts.conductor.preparing
    do.add_material("Feedback", target=FORM)
    app.parts.conductor.show_link(materials(app)[0].id)
    do.edit_material(materials(app)[0].id, "target", f"{FORM}/2")
    assert content(app).link.address == "forms.example.org/ok/2"
    do.delete_material(materials(app)[0].id)
    assert content(app).scene is Scene.WELCOME, "it follows the run"
    app.parts.store.undo()
    assert content(app).link.address == "forms.example.org/ok/2"


def test_a_changed_place_is_right_at_once(app):
    app.parts.conductor.set_place("https://call.example.org/42")
    app.parts.conductor.show_link()
    app.parts.conductor.set_place("https://call.example.org/43")
    assert content(app).link.address == "call.example.org/43"


def test_the_agenda_goes_along_with_the_run_and_with_edits(app):
    app.parts.desk.choose_scene(Scene.AGENDA)
    app.parts.conductor.toggle_run()
    app.pass_time(5 * 60)
    told = content(app).agenda
    assert [each.current for each in told.blocks] == [True, False, False]
    assert told.progress == pytest.approx(0.5)
    app.parts.conductor.next_item()
    assert [each.done for each in content(app).agenda.blocks] == [True, False, False]
    first = app.parts.desk.view.agenda[0]
    app.parts.conductor.edit_item(first.id, "title", "Hello")
    assert content(app).agenda.blocks[0].title == "Hello"


def test_an_agenda_without_blocks_follows_the_run(app):
    for row in app.parts.desk.view.agenda:
        app.parts.conductor.delete_items((row.id,))
    app.parts.desk.choose_scene(Scene.AGENDA)
    assert content(app).scene is Scene.WELCOME


def test_the_finish_above_the_agenda_can_be_left_out(app):
    app.parts.desk.choose_scene(Scene.AGENDA)
    assert "We finish at" in app.stage.texts()
    app.parts.desk.show_finish(on=False)
    app.settle()
    assert "We finish at" not in app.stage.texts()


# the posters


@pytest.mark.parametrize("count", [1, 2, 12, 13, 14, 15, 20, 57, 200])
def test_the_window_of_an_agenda_has_the_current_block_in_it_and_fills_its_rows(count):
    for fitting in (5, 12, 13):
        for at in range(count):
            start, stop = window(count, at, fitting)
            assert 0 <= start <= at < stop <= count
            rows = stop - start + (start > 0) + (stop < count)
            assert rows == min(count, fitting)
            assert start != 1, "the words would take the row of the one they speak of"


@pytest.mark.parametrize(("count", "at"), [(20, 3), (200, 0), (200, 57), (200, 199)])
def test_what_an_agenda_has_no_room_for_is_counted(qtbot, count, at):
    blocks = tuple(
        StageBlock(f"Block {n}", minutes="5 min", start="09:00", done=n < at, current=n == at)
        for n in range(count)
    )
    content = StageContent(Scene.AGENDA, agenda=StageAgenda(blocks))
    texts = poster(content, QSizeF(1920, 1080)).strings
    shown = [int(text.split()[1]) for text in texts if text.startswith("Block ")]
    assert at in shown
    before, after = shown[0], count - shown[-1] - 1
    assert (f"{before} blocks done" in texts) == (before > 0)
    assert (f"and {after} more" in texts) == (after > 0)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)])
@pytest.mark.parametrize("length", [0, 20, 100, 400])
def test_a_code_is_three_fifths_of_the_window_high_and_has_its_quiet_zone(qtbot, size, length):
    link = stage_link("Feedback", f"https://a.example/{'x' * length}")
    view = StageView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_content(StageContent(Scene.QR, link=link))
    code = view.poster.code
    assert code is not None
    image, middle = view.grab().toImage(), code.box.center().toPoint()
    dark = QColor("#101216").rgb()
    rows = [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) == dark for x in range(int(code.box.left()), middle.x()))
    ]
    assert rows[-1] - rows[0] + 1 >= 0.6 * size[1]
    assert rows[0] - code.box.top() >= QUIET * code.module - 1
    assert code.box.bottom() - rows[-1] >= QUIET * code.module - 1


def read_back(view: StageView) -> tuple[str, ...]:
    """The modules as a camera sees them: the colour in the middle of each."""
    code = view.poster.code
    assert code is not None
    image, dark = view.grab().toImage(), QColor("#101216").rgb()
    rows = range(int(code.box.top()), int(code.box.bottom()))
    columns = range(int(code.box.left()), int(code.box.right()))
    top = next(y for y in rows if any(image.pixel(x, y) == dark for x in columns))
    left = next(x for x in columns if image.pixel(x, top) == dark)
    right = next(x for x in reversed(columns) if image.pixel(x, top) == dark)
    count = len(code.modules)
    module = (right - left + 1) / count
    return tuple(
        "".join(
            "1"
            if image.pixel(int(left + (x + 0.5) * module), int(top + (y + 0.5) * module)) == dark
            else "0"
            for x in range(count)
        )
        for y in range(count)
    )


@pytest.mark.parametrize("width", [640, 1000, 1280, 1366, 1920])
def test_what_is_painted_is_the_code(qtbot, width):
    view = StageView()
    qtbot.addWidget(view)
    view.resize(width, width * 9 // 16)
    for target in (FORM, FORM + "x" * 390):
        link = stage_link("Feedback", target)
        view.show_content(StageContent(Scene.QR, link=link))
        assert read_back(view) == link.modules


def test_a_link_without_a_title_shows_its_address(qtbot):
    sheet = poster(
        StageContent(Scene.QR, link=StageLink("", "example.org", ("10", "01"))), QSizeF(1920, 1080)
    )
    assert sheet.strings == ["Scan to open", "example.org"]
    assert sheet.find(Part.TITLE) is None


# steps


def test_a_step_leaves_the_digits_of_the_block_a_fifth_of_the_height(qtbot):
    for digits in ("17:48", "+10:00", "1:23:45"):
        step = StageContent(
            Scene.TIMER,
            title="Draft objectives " * 6,
            instruction="In your four. " * 9,
            digits=digits,
            step_title="In pairs",
            step_instruction="Compare your two sentences. " * 9,
            step_digits="1:42",
        )
        sheet = poster(step, QSizeF(1280, 720))
        piece, small = sheet.find(Part.DIGITS), sheet.find(Part.STEP_DIGITS)
        assert piece is not None
        assert small is not None
        assert piece.box.height() >= 0.2 * 720
        assert small.fitted.style.size < piece.fitted.style.size / 3


def test_from_step_to_step_the_digits_stay_where_they_are(qtbot):
    places = set()
    for words in ("", "Alone.", "Compare. " * 30):
        step = StageContent(
            Scene.TIMER, title="Ideas", digits="17:48", step_title="x", step_instruction=words
        )
        piece = poster(step, QSizeF(1920, 1080)).find(Part.DIGITS)
        assert piece is not None
        places.add((piece.at.x(), piece.at.y(), piece.fitted.style.size))
    assert len(places) == 1
