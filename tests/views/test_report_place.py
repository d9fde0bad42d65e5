"""The Report place: switches that mean something, pages that turn, and the file at the end."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.preview import Pages, Picture
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.kinds import CaptureKind, Category, ItemKind, WorkshopKind
from desktop.domain.report import ReportData, ReportItem
from desktop.domain.report_choices import DEFAULT_SECTIONS, NameStyle, PaperSize, Section
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.views.report.place import ReportPlace
from desktop.views.report.switches import switch_lines

START = datetime(2027, 1, 14, 9, 2)
HOSTILE = 'I <b>think</b> <img src="/etc/passwd"> 😀'


def block(title: str, planned: int, actual: int | None) -> ReportItem:
    return ReportItem(
        title,
        Category.OBJECTIVE,
        ItemKind.ACTIVITY,
        planned * 60,
        None if actual is None else actual * 60,
    )


def report(*texts: str, kind: CaptureKind = CaptureKind.OBSERVATION) -> ReportData:
    return ReportData(
        title="Q1 OKR workshop",
        programme="Harbourline",
        kind=WorkshopKind.DRAFTING,
        day=date(2027, 1, 14),
        made_at=START,
        actual_start=START,
        actual_end=START + timedelta(hours=4),
        items=(block("Welcome", 15, 17), block("Break", 15, 15), block("Wrap-up", 15, 12)),
        captures=tuple(
            CaptureRow(CaptureRef(kind, n), f"u{n}", text, at=datetime(2027, 1, 14, tzinfo=UTC))
            for n, text in enumerate(texts)
        ),
    )


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication) -> ReportPlace:
    apply_theme(qapp, load_theme("light"))
    made = ReportPlace()
    made.resize(1174, 620)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def texts(place: QWidget) -> list[str]:
    return [label.text() for label in place.findChildren(QLabel) if label.isVisible()]


def test_every_section_has_a_switch_and_an_empty_one_says_so() -> None:
    lines = {line.section: line for line in switch_lines(report("a", "b"))}
    assert set(lines) == set(Section)
    assert (lines[Section.FINDINGS].count, lines[Section.FINDINGS].is_filled) == ("2", True)
    assert (lines[Section.RISKS].count, lines[Section.RISKS].is_filled) == ("nothing yet", False)


def test_space_switches_a_section(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_report(report("a finding"))
    assert f"3 of {len(Section)}" in texts(place)
    box = place.sections.box(Section.FINDINGS)
    box.setFocus()
    with qtbot.waitSignal(place.sections_requested) as asked:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert asked.args == [DEFAULT_SECTIONS - {Section.FINDINGS}]
    assert f"2 of {len(Section)}" in texts(place)


def test_stored_switches_are_shown_and_not_asked_for_again(
    qtbot: QtBot, place: ReportPlace
) -> None:
    place.show_report(report("a finding"))
    wishes = (place.sections_requested, place.paper_requested, place.names_requested)
    with ExitStack() as quiet:
        for wish in wishes:
            quiet.enter_context(qtbot.assertNotEmitted(wish))
        only = frozenset({Section.SUMMARY})
        place.show_choices(only, PaperSize.LETTER, NameStyle.NONE)
    assert not place.sections.box(Section.FINDINGS).isChecked()
    assert place.paper.segment(PaperSize.LETTER).isChecked()
    assert place.privacy.segment(NameStyle.NONE).isChecked()


def test_how_owners_are_named_is_chosen_by_arrow_key(qtbot: QtBot, place: ReportPlace) -> None:
    full = place.privacy.segment(NameStyle.FULL)
    full.setFocus()
    with qtbot.waitSignal(place.names_requested) as asked:
        qtbot.keyClick(full, Qt.Key.Key_Right)
    assert asked.args == [NameStyle.INITIALS]
    assert full.accessibleName() == "Names, Full"


def test_the_paper_is_chosen_by_arrow_key(qtbot: QtBot, place: ReportPlace) -> None:
    place.paper.segment(PaperSize.A4).setFocus()
    with qtbot.waitSignal(place.paper_requested) as asked:
        qtbot.keyClick(place.paper.segment(PaperSize.A4), Qt.Key.Key_Right)
    assert asked.args == [PaperSize.LETTER]


def test_the_button_asks_for_the_export(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_report(report())
    place.export.setFocus()
    with qtbot.waitSignal(place.export_requested):
        qtbot.keyClick(place.export, Qt.Key.Key_Space)


def test_the_tables_are_asked_for_by_key(qtbot: QtBot, place: ReportPlace) -> None:
    place.csv.setFocus()
    with qtbot.waitSignal(place.csv_requested):
        qtbot.keyClick(place.csv, Qt.Key.Key_Space)
    place.show_exported("/tmp/Report CSV", 0, 23)
    assert "23 files" in texts(place)


def test_more_sections_than_fit_scroll_while_the_other_cards_stay(place: ReportPlace) -> None:
    place.show_report(report("a finding"))
    cards = (place.sections, place.privacy, place.paper)
    low = [card.mapTo(place, card.rect().bottomLeft()).y() for card in cards]
    assert max(low) < place.height()


def test_while_it_is_written_it_cannot_be_asked_for_twice(place: ReportPlace) -> None:
    place.show_progress(3)
    assert not place.export.isEnabled()
    assert "page 3" in texts(place)
    place.show_failed()
    assert place.export.isEnabled()
    assert not place.result.isVisible()


def test_the_finished_file_can_be_opened_and_found(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_exported("/tmp/My <b>report</b>.pdf", 4)
    assert "4 pages" in texts(place)
    with qtbot.waitSignal(place.open_requested) as opened:
        qtbot.mouseClick(place.result.open_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(place.reveal_requested) as revealed:
        qtbot.mouseClick(place.result.reveal_button, Qt.MouseButton.LeftButton)
    assert opened.args == revealed.args == ["/tmp/My <b>report</b>.pdf"]


def test_hostile_text_is_shown_as_it_was_written(place: ReportPlace) -> None:
    place.show_exported(f"/tmp/{HOSTILE.replace('/', '')}.pdf", 1)
    labels = [label for label in place.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_it_says_that_private_notes_are_never_in_it(place: ReportPlace) -> None:
    assert {"Facilitator notes", "Never in the report"} <= set(texts(place))


def pages(count: int, *starts: tuple[Section, int]) -> Pages:
    return Pages(b"", count, 595.0, 842.0, starts, START)


def picture(page: int) -> Picture:
    image = QImage(60, 85, QImage.Format.Format_RGB32)
    image.fill(QColor("#4149C8"))
    return Picture(page, image, f"words of page {page + 1}")


def asked_pages(place: ReportPlace) -> list[tuple[int, ...]]:
    asked: list[tuple[int, ...]] = []
    place.pictures_requested.connect(lambda numbers, _width, _height: asked.append(numbers))
    return asked


def test_before_the_first_pages_it_says_that_they_are_being_made(place: ReportPlace) -> None:
    view = place.preview.view
    assert view.accessibleName() == "Making the pages"
    assert not place.preview.on.isEnabled()
    assert not place.preview.larger.isEnabled()


def test_pages_stand_side_by_side_with_their_numbers(place: ReportPlace) -> None:
    asked = asked_pages(place)
    place.show_pages(pages(5))
    assert asked == [(0, 1)]
    assert {"1 and 2 of 5", "Updated 09:02"} <= set(texts(place))
    first, second = place.preview.view.page_box(0), place.preview.view.page_box(1)
    assert first.right() < second.left()
    assert place.preview.view.rect().contains(second.toRect())


def test_arrows_and_page_keys_turn_and_the_last_page_may_stand_alone(
    qtbot: QtBot, place: ReportPlace
) -> None:
    asked = asked_pages(place)
    place.show_pages(pages(5))
    view = place.preview.view
    view.setFocus()
    keys = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Left)
    shown = []
    for key in (*keys, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
        shown.append(place.preview.numbers.text())
    assert shown == [
        "3 and 4 of 5",
        "5 of 5",
        "5 of 5",
        "3 and 4 of 5",
        "1 and 2 of 5",
        "5 of 5",
        "1 and 2 of 5",
    ]
    assert asked[:3] == [(0, 1), (2, 3), (4,)]


def test_a_place_without_a_focused_control_turns_its_pages_too(
    qtbot: QtBot, place: ReportPlace
) -> None:
    place.show_pages(pages(3))
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_PageDown)
    assert place.preview.numbers.text() == "3 of 3"
    qtbot.mouseClick(place.preview.back, Qt.MouseButton.LeftButton)
    assert place.preview.numbers.text() == "1 and 2 of 3"


def test_ctrl_with_plus_minus_and_0_changes_the_size(qtbot: QtBot, place: ReportPlace) -> None:
    place.show_pages(pages(2))
    view, control = place.preview.view, Qt.KeyboardModifier.ControlModifier
    whole = place.preview.percent.text()
    sizes = [view.page_box(0).size()]
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(view, key, control)
        sizes.append(view.page_box(0).size())
    assert sizes[0].height() < sizes[1].height() < sizes[2].height()
    assert sizes[3] == sizes[1]
    assert sizes[4] == sizes[0]
    assert place.preview.percent.text() == whole
    assert not place.preview.smaller.isEnabled()
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Plus, control)
    assert place.preview.percent.text() == "200%"
    assert not place.preview.larger.isEnabled()


def test_in_a_page_larger_than_the_window_page_down_scrolls_before_it_turns(
    qtbot: QtBot, place: ReportPlace
) -> None:
    place.show_pages(pages(4))
    for _ in range(5):
        qtbot.keyClick(place.preview.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    bar = place.preview.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(place.preview.view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert place.preview.numbers.text() == "1 and 2 of 4"
    for _ in range(10):
        qtbot.keyClick(place.preview.view, Qt.Key.Key_PageDown)
    assert place.preview.numbers.text() == "3 and 4 of 4"


def test_a_smaller_window_asks_for_smaller_pictures(qtbot: QtBot, place: ReportPlace) -> None:
    sizes: list[QSize] = []
    place.pictures_requested.connect(lambda _numbers, *size: sizes.append(QSize(*size)))
    place.show_pages(pages(2))
    place.resize(900, 420)
    qtbot.waitUntil(lambda: len(sizes) > 1)
    assert sizes[-1].height() < sizes[0].height()


def test_pictures_are_painted_and_read_out(place: ReportPlace) -> None:
    place.show_pages(pages(2))
    view = place.preview.view
    assert not view.is_drawn
    place.preview.view.show_pictures((picture(0), picture(1)))
    assert view.is_drawn
    middle = view.page_box(0).center().toPoint()
    assert view.grab().toImage().pixelColor(middle) == QColor("#4149C8")
    assert view.accessibleName() == "The report, 1 and 2 of 2"
    assert view.accessibleDescription() == "words of page 1\nwords of page 2"


def test_old_pictures_stay_until_the_new_ones_come(place: ReportPlace) -> None:
    view = place.preview.view
    place.show_pages(pages(2))
    view.show_pictures((picture(0), picture(1)))
    place.show_pages(pages(2))
    assert not view.is_drawn
    middle = view.page_box(1).center().toPoint()
    assert view.grab().toImage().pixelColor(middle) == QColor("#4149C8")


def test_fewer_pages_than_before_show_the_last_ones(place: ReportPlace) -> None:
    place.show_pages(pages(9))
    place.preview.view.show_first(8)
    place.show_pages(pages(3))
    assert place.preview.numbers.text() == "3 of 3"


def test_a_sentence_stands_in_place_of_pages_that_could_not_be_made(place: ReportPlace) -> None:
    place.show_pages(pages(2, (Section.FINDINGS, 2)))
    place.show_no_pages("The pages can't be shown.")
    assert place.preview.view.sentence == "The pages can't be shown."
    assert place.preview.view.accessibleName() == "The pages can't be shown."
    assert not place.preview.on.isEnabled()
    assert "p. 2" not in texts(place)
    place.show_pages(pages(2))
    assert place.preview.view.sentence == ""


def test_each_section_says_where_it_begins(place: ReportPlace) -> None:
    place.show_report(report("a", "b"))
    place.show_pages(pages(4, (Section.SUMMARY, 1), (Section.FINDINGS, 3)))
    assert {"p. 1", "p. 3", f"3 of {len(Section)} · 4 pages"} <= set(texts(place))
    assert place.sections.box(Section.FINDINGS).accessibleName() == "Findings, 2, p. 3"


def test_the_markdown_button_copies_and_with_shift_saves(qtbot: QtBot, place: ReportPlace) -> None:
    button = place.markdown
    button.setFocus()
    with qtbot.waitSignal(place.markdown_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    with qtbot.waitSignal(place.markdown_file_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)


def test_a_ring_stands_around_the_pages_only_for_the_keyboard(place: ReportPlace) -> None:
    place.show_pages(pages(2))
    place.preview.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not place.findChildren(QWidget, "focus-ring")
    place.markdown.setFocus(Qt.FocusReason.MouseFocusReason)
    place.preview.view.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = place.findChildren(QWidget, "focus-ring")
    assert ring.isVisible()
    place.markdown.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
