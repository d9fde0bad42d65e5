"""The stage: readable from the last row, whatever people typed, and nothing else on it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QMenuBar, QStatusBar, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.kinds import Category
from desktop.domain.stage import (
    BLANK,
    Scene,
    StageAgenda,
    StageBlock,
    StageContent,
    StageGoals,
    StageLink,
    StageOkr,
    StagePeople,
    StageResult,
    StageTeam,
)
from desktop.views.stage import StageView, StageWindow, Thumbnail
from desktop.views.stage.compact import compact_poster
from desktop.views.stage.fitting import MOST_CHARACTERS
from desktop.views.stage.layout import poster
from desktop.views.stage.poster import Part, Poster

FULL_HD = QSizeF(1920, 1080)
TIMER = StageContent(
    Scene.TIMER,
    title="Draft objectives",
    instruction="In your four, finish this sentence. One idea per card, no numbers yet.",
    category=Category.OBJECTIVE,
    digits="17:48",
    progress=0.49,
    next_title="Break",
    next_minutes="15 minutes",
    finish_at="13:00",
)
OVER = replace(TIMER, digits="+1:20", over=True, progress=1.0)
PAUSED = replace(TIMER, paused=True)
BREAK = StageContent(
    Scene.BREAK,
    title="Break",
    category=Category.BREAK,
    digits="8:24",
    progress=0.44,
    back_at="11:15",
    next_title="Draft key results",
    next_minutes="45 minutes",
    finish_at="13:00",
)
BREAK_OVER = replace(BREAK, digits="+0:20", over=True, paused=True, instruction="Stand up.")
WELCOME = StageContent(
    Scene.WELCOME, title="Q1 OKR workshop", subtitle="Starts at 09:00", finish_at="13:00"
)
RESULTS = (
    StageResult("Bookings done in three minutes", "41", "65", "%"),
    StageResult("Calls about changing a trip", "320", "180", "a week"),
    StageResult("Sailings on time", "", "≥ 97.5", "%"),
)
OKR = StageContent(
    Scene.OKR,
    digits="21:30",
    okr=StageOkr("Booking", "From wish to seat", "Make booking as easy as boarding", RESULTS),
)
FOR = StageGoals(
    ("Each team leaves with one objective", "Everybody has said what they cannot do"),
    "The quarter begins with goals we believe in",
    ("Six drafts agreed", "Confidence 7 or more in each room"),
)
GOALS = StageContent(Scene.GOALS, digits="9:30", goals=FOR)
WHO = StagePeople(
    (
        StageTeam("Booking", 3, ("Otto", "Mira S.", "Lena")),
        StageTeam("Partner Portal", 2, ("Mira H.", "Bo")),
        StageTeam("", 1, ("Zia",)),
    )
)
PEOPLE = StageContent(Scene.PEOPLE, digits="9:30", people=WHO)
BLOCKS = (
    StageBlock("Welcome", Category.FRAME, "15 min", "09:00", 15.0, done=True),
    StageBlock("Draft objectives", Category.OBJECTIVE, "45 min", "09:15", 45.0, current=True),
    StageBlock("Break", Category.BREAK, "15 min", "10:00", 15.0),
)
AGENDA = StageContent(Scene.AGENDA, finish_at="13:00", agenda=StageAgenda(BLOCKS, 0.4))
MODULES = tuple(("1001" * 8)[n % 3 :][:29] for n in range(29))
LINK = StageContent(
    Scene.QR, digits="9:30", link=StageLink("Tell us how it was", "forms.example/ok", MODULES)
)
STEP = replace(TIMER, step_title="In pairs", step_instruction="Compare.", step_digits="1:42")
SCENES = {
    "okr": OKR,
    "agenda": AGENDA,
    "link": LINK,
    "step": STEP,
    "step over": replace(STEP, over=True, paused=True, digits="+1:20", step_digits="+0:10"),
    "people": PEOPLE,
    "goals": GOALS,
    "timer": TIMER,
    "over": OVER,
    "paused": PAUSED,
    "break": BREAK,
    "break over": BREAK_OVER,
    "welcome": WELCOME,
    "blank": BLANK,
}

LONG = "A title that somebody pasted from an e-mail and that goes on and on and on " * 4
MARKS = "Z" + "\u0301\u0316" * 60
HOSTILE = {
    "long": LONG * 40,
    "one word": "x" * 10_000,
    "markup": '<img src="/etc/passwd"> <b>think</b> &amp; <script>alert(1)</script> ' * 9,
    "arabic": "في مجموعاتكم الرباعية، أكملوا هذه الجملة بحلول نهاية مارس " * 9,
    "cjk": "四人で次の文を完成させてください：三月末までに、私たちの旅行者は" * 9,
    "emoji": "😀👩‍👩‍👧🏳️‍🌈" * 200,
    "stacked marks": f"{MARKS} " * 30,
    "many lines": "one\n\n\n" * 200,
}
SIZES = (QSizeF(640, 360), QSizeF(1280, 720), FULL_HD, QSizeF(3840, 2160), QSizeF(700, 1000))


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))


def stage(qtbot: QtBot, content: StageContent, width: int = 1280, height: int = 720) -> StageView:
    view = StageView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show_content(content)
    return view


def grabbed(view: QWidget) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def filled(text: str) -> StageContent:
    """A timer with this text in every place that people fill."""
    return replace(PAUSED, title=text, instruction=text, next_title=text, digits="+12:34")


def crowded(text: str) -> tuple[StageGoals, ...]:
    """Goals, an objective and results of this text: all, too many, or one kind only."""
    return (
        StageGoals((text,) * 4, text, (text,) * 4),
        StageGoals((text,) * 30, text, (text,) * 30),
        StageGoals((text,) * 9),
        StageGoals((), text, (text,)),
        StageGoals((), "", (text,) * 9),
    )


def blocks(text: str) -> tuple[StageContent, ...]:
    """Agendas of blocks called this: one, some and far too many, at any place in them."""

    def agenda(count: int, at: int, start: str = "09:00") -> StageContent:
        made = (
            StageBlock(text, Category.FRAME, "120 min", start, 1.0, done=n < at, current=n == at)
            for n in range(count)
        )
        return replace(AGENDA, agenda=StageAgenda(tuple(made), 0.5))

    shapes = ((1, 0), (3, -1), (20, 20), (200, 2))
    return (*(agenda(*each) for each in shapes), agenda(5, 2, "11:15 am"))


def links(text: str) -> tuple[StageContent, ...]:
    """Small and large codes with this title and, as it may be, this address."""
    codes = (("10" * n)[:n] for n in (21, 81))
    return tuple(replace(LINK, link=StageLink(text, text, (row,) * len(row))) for row in codes)


def steps(text: str) -> tuple[StageContent, ...]:
    """Timers with this text in a step, also under a title of two lines."""
    full = replace(filled(text), step_title=text, step_instruction=text, step_digits="+10:00")
    short = replace(full, title="Draft")
    return full, replace(short, step_title="", step_digits="")


def together(*names: str) -> StageContent:
    """People of no team."""
    return replace(PEOPLE, people=StagePeople((StageTeam("", len(names), names),)))


def room(teams: int, people: int, name: str = "Maximilian", team: str = "Team") -> StageContent:
    """So many teams of so many people, no two alike."""
    made = tuple(
        StageTeam(f"{team} {n}", people, tuple(f"{name} {n * people + i}" for i in range(people)))
        for n in range(teams)
    )
    return replace(PEOPLE, people=StagePeople(made))


def gathered(text: str) -> tuple[StageContent, ...]:
    """People and teams of this text: one, some and far too many, with and without names."""
    nameless = StagePeople((StageTeam(text, 3),) * 50)
    return (
        together(text),
        together(*(text,) * 70),
        *(
            replace(room(n, n), people=StagePeople((StageTeam(text, n, (text,) * n),) * n))
            for n in (4, 12)
        ),
        replace(PEOPLE, people=nameless),
        replace(PEOPLE, people=StagePeople((*WHO.teams, StageTeam(text, 1, (text,))))),
    )


def painted(sheet: Poster) -> str:
    """What a painting really writes, without spaces, read from a drawing of it."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    sheet.paint(painter, 1.0)
    painter.end()
    root = ET.fromstring(data.data().decode())
    found = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("}text")]
    return "".join("".join(found).split())


def rows_of_colour(image: QImage, colour: QColor, area: QRect) -> list[int]:
    wanted = colour.rgb()
    return [
        y
        for y in range(area.top(), area.bottom())
        if any(image.pixel(x, y) == wanted for x in range(area.left(), area.right(), 2))
    ]


def furthest(one: QImage, other: QImage) -> float:
    """The largest difference of two pixels' lightness; edges of one glyph vary by some 0.05."""
    return max(
        abs(one.pixelColor(x, y).lightnessF() - other.pixelColor(x, y).lightnessF())
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Digits


@pytest.mark.parametrize("digits", ["17:48", "9:05", "1:23:45", "+12:34", "+1:02:03", "+10:00:00"])
def test_R15_digits_are_a_fifth_of_the_window_high(qtbot: QtBot, digits: str) -> None:
    view = stage(qtbot, replace(TIMER, digits=digits, over=digits[0] == "+"))
    piece = view.poster.find(Part.DIGITS)
    assert piece is not None
    area = piece.box.toAlignedRect().adjusted(0, -20, 0, 20)
    rows = rows_of_colour(grabbed(view), view.poster.colors.color(piece.token), area)
    assert rows[-1] - rows[0] + 1 >= 0.2 * 720


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("digits", ["17:48", "1:23:45", "+12:34", "+12:34:56"])
def test_digits_stay_between_the_margins(qtbot: QtBot, size: QSizeF, digits: str) -> None:
    piece = poster(replace(OVER, digits=digits), size).find(Part.DIGITS)
    assert piece is not None
    assert piece.at.x() >= 0
    assert piece.at.x() + piece.fitted.width <= size.width()


def test_no_digit_moves_when_another_changes(qtbot: QtBot) -> None:
    def places(digits: str) -> list[float]:
        piece = poster(replace(TIMER, digits=digits), FULL_HD).find(Part.DIGITS)
        assert piece is not None
        line = piece.fitted.drawing.lineAt(0)
        return [piece.at.x() + line.cursorToX(index)[0] for index in range(len(digits))]

    # Inter's own "4" is a thousandth narrower than its other digits, here twice half a pixel.
    assert places("17:48") == pytest.approx(places("11:11"), abs=1.2)
    assert places("17:48") == pytest.approx(places("40:00"), abs=1.2)
    assert places("+1:20") == pytest.approx(places("+8:58"), abs=1.2)


def test_ten_minutes_and_nine_are_equally_large(qtbot: QtBot) -> None:
    for first, second in (("10:00", "9:59"), ("+9:59", "+10:00")):
        pieces = [
            poster(replace(TIMER, digits=each), FULL_HD).find(Part.DIGITS)
            for each in (first, second)
        ]
        assert pieces[0] is not None
        assert pieces[1] is not None
        assert pieces[0].fitted.style.size == pieces[1].fitted.style.size


# What is on it


def test_each_scene_shows_its_texts_in_reading_order(qtbot: QtBot) -> None:
    finish = ["We finish at", "13:00"]
    following = ["Next", "Break, 15 minutes", *finish]
    words = [TIMER.title, TIMER.instruction]
    assert stage(qtbot, TIMER).texts() == [*words, "17:48", *following]
    assert stage(qtbot, OVER).texts() == [*words, "+1:20", *following]
    assert stage(qtbot, PAUSED).texts() == [words[0], "Paused", words[1], "17:48", *following]
    after = ["Next", "Draft key results", *finish]
    left = ["8:24", "left, leave the call open"]
    assert stage(qtbot, BREAK).texts() == ["Back at 11:15", *left, *after]
    over = ["Paused", "Stand up.", "Back at 11:15", "+0:20", "over, please come back"]
    assert stage(qtbot, BREAK_OVER).texts() == [*over, *after]
    assert stage(qtbot, WELCOME).texts() == ["Q1 OKR workshop", "Starts at 09:00", *finish]
    assert stage(qtbot, BLANK).texts() == []
    assert stage(qtbot, OKR).texts() == [
        *("Booking", "From wish to seat", "21:30", "Objective", "Make booking as easy as boarding"),
        *("1", "Bookings done in three minutes", "41", "65", "%"),
        *("2", "Calls about changing a trip", "320", "180", "a week"),
        *("3", "Sailings on time", "≥ 97.5", "%"),
    ]
    assert stage(qtbot, GOALS).texts() == [
        *("What this session is for", "9:30"),
        *("1", "Each team leaves with one objective"),
        *("2", "Everybody has said what they cannot do"),
        *("Objective of the session", "The quarter begins with goals we believe in"),
        *("1", "Six drafts agreed", "2", "Confidence 7 or more in each room"),
    ]
    assert stage(qtbot, AGENDA).texts() == [
        *("Where we are", "We finish at", "13:00", "Welcome", "15 min", "09:00"),
        *("Draft objectives", "Now", "45 min", "09:15", "Break", "15 min", "10:00"),
    ]
    assert stage(qtbot, LINK).texts() == [
        *("9:30", "Scan to open", "Tell us how it was", "forms.example/ok")
    ]
    step = ["In pairs", "1:42", "Compare."]
    assert stage(qtbot, STEP).texts() == [words[0], *step, words[1], "17:48", *following]
    assert stage(qtbot, PEOPLE).texts() == [
        *("Who is here", "9:30", "Booking", "Otto", "Mira S.", "Lena"),
        *("Partner Portal", "Mira H.", "Bo", "Without a team", "Zia"),
    ]


@pytest.mark.parametrize("name", [*SCENES, "markup"])
def test_what_is_told_is_what_is_painted(qtbot: QtBot, name: str) -> None:
    content = SCENES.get(name) or filled(HOSTILE[name])
    for sheet in (poster(content, FULL_HD), compact_poster(content, FULL_HD)):
        assert painted(sheet) == "".join("".join(sheet.strings).split())


def test_markup_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    view = stage(qtbot, replace(TIMER, title="<b>x</b> &amp; <img src=x>"))
    assert view.texts()[0] == "<b>x</b> &amp; <img src=x>"


def test_a_welcome_names_the_end_only_once(qtbot: QtBot) -> None:
    view = stage(qtbot, replace(WELCOME, subtitle="09:00 – 13:00"))
    assert view.texts() == ["Q1 OKR workshop", "09:00 – 13:00"]


def test_the_last_block_has_no_next(qtbot: QtBot) -> None:
    view = stage(qtbot, replace(TIMER, next_title="", next_minutes="", finish_at=""))
    assert view.texts() == [TIMER.title, TIMER.instruction, "17:48"]


def test_a_blank_stage_is_one_colour(qtbot: QtBot) -> None:
    image = grabbed(stage(qtbot, BLANK, 640, 360))
    assert {image.pixel(x, y) for x in range(640) for y in range(360)} == {QColor("#101216").rgb()}


def test_over_time_is_amber_with_a_full_bar(qtbot: QtBot) -> None:
    view = stage(qtbot, replace(OVER, progress=0.2))
    bar = view.poster.bar
    assert bar is not None
    right = QPoint(int(bar.box.right()) - 12, int(bar.box.center().y()))
    assert grabbed(view).pixelColor(right) == QColor("#E9A23B")
    digits = view.poster.find(Part.DIGITS)
    assert digits is not None
    assert view.poster.colors.color(digits.token) == QColor("#F4B75E")


def test_pausing_moves_nothing(qtbot: QtBot) -> None:
    going, paused = poster(TIMER, FULL_HD), poster(PAUSED, FULL_HD)
    for piece in going.texts:
        same = paused.find(piece.part)
        assert same is not None
        assert (same.at, same.fitted.style) == (piece.at, piece.fitted.style)


def test_the_screen_reader_hears_what_is_shown(qtbot: QtBot) -> None:
    view = stage(qtbot, TIMER)
    assert view.accessibleName() == "\n".join(view.texts())
    view.show_content(BLANK)
    assert view.accessibleName() == "Nothing is shown"


@pytest.mark.parametrize("name", SCENES)
def test_every_text_has_a_contrast_of_seven(qtbot: QtBot, name: str) -> None:
    for sheet in (poster(SCENES[name], FULL_HD), compact_poster(SCENES[name], FULL_HD)):
        ground = sheet.colors.color("bg")
        for piece in sheet.texts:
            behind = sheet.colors.color(piece.ground)
            assert contrast(sheet.colors.color(piece.token), behind) >= 7, piece.part
        if sheet.bar is not None:
            assert contrast(sheet.colors.color(sheet.bar.token), ground) >= 3


# Texts of any length


@pytest.mark.parametrize(
    "size",
    [
        QSizeF(1280, 720),
        *(pytest.param(size, marks=pytest.mark.long) for size in SIZES if size.width() != 1280),
    ],
)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_overlaps_whatever_people_typed(qtbot: QtBot, name: str, size: QSizeF) -> None:
    text = HOSTILE[name]
    contents = (
        filled(text),
        replace(BREAK_OVER, instruction=text, next_title=text),
        replace(BREAK, back_at="", title=text),
        replace(WELCOME, title=text, subtitle=text),
        replace(OKR, okr=StageOkr(text, text, text, (StageResult(text, text, text, text),) * 7)),
        replace(OKR, okr=StageOkr(text, text)),
        replace(OKR, okr=StageOkr("Data", "", "Answers", owner=text)),
        *(replace(GOALS, goals=goals) for goals in crowded(text)),
        *(*gathered(text), *blocks(text), *links(text), *steps(text)),
    )
    for content in contents:
        sheet = poster(content, size)
        boxes = [(piece.part, piece.box) for piece in (*sheet.texts, *sheet.icons)]
        if sheet.bar is not None:
            boxes.append((Part.LEFT, sheet.bar.box))
        if sheet.code is not None:
            boxes.append((Part.VALUE, sheet.code.box))
        for (part, box), (other, box_2) in combinations(boxes, 2):
            assert not box.intersects(box_2), (content.scene, part, other)
        window = QRectF(-1, -1, size.width() + 2, size.height() + 2)
        for part, box in boxes:
            assert window.contains(box), (content.scene, part)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_digits_look_the_same_beside_any_text(qtbot: QtBot, name: str) -> None:
    plain, hostile = stage(qtbot, filled("Objectives")), stage(qtbot, filled(HOSTILE[name]))
    piece = plain.poster.find(Part.DIGITS)
    assert piece is not None
    area = piece.box.toAlignedRect()
    assert furthest(grabbed(plain).copy(area), grabbed(hostile).copy(area)) < 0.15


def test_a_long_title_ends_in_an_ellipsis_and_keeps_the_minutes(qtbot: QtBot) -> None:
    texts = stage(qtbot, filled(LONG)).texts()
    assert texts[0].endswith("…")
    assert LONG.startswith(texts[0][:-1])
    assert texts[5].endswith("…, 15 minutes")


def test_a_title_a_little_too_long_shrinks_first_and_then_wraps(qtbot: QtBot) -> None:
    fitted = [
        poster(replace(TIMER, title=title), FULL_HD).find(Part.TITLE)
        for title in ("Draft", "Draft objectives " * 2, "Draft objectives " * 4)
    ]
    shapes = [(p.fitted.lines, round(p.fitted.style.size)) for p in fitted if p is not None]
    assert shapes[0] == (1, 88)
    assert shapes[1][0] == 1
    assert 64 <= shapes[1][1] <= 88
    assert shapes[2] == (2, 64)


def test_no_stage_text_is_below_forty(qtbot: QtBot) -> None:
    for name, text in HOSTILE.items():
        okr = StageOkr(text, text, text, (StageResult(text, text, text, text),) * 7)
        goals = (replace(GOALS, goals=each) for each in crowded(text))
        made = (*gathered(text), *blocks(text), *links(text), *steps(text))
        for content in (filled(text), replace(OKR, okr=okr), *goals, *made):
            for piece in poster(content, FULL_HD).texts:
                assert piece.fitted.style.size >= 40, (name, piece.part)


def test_what_has_no_room_on_the_poster_is_counted(qtbot: QtBot) -> None:
    okr = StageOkr("Booking", "", LONG, tuple(StageResult(f"Result {n}") for n in range(12)))
    texts = stage(qtbot, replace(OKR, okr=okr)).texts()
    shown = sum(text.startswith("Result ") for text in texts)
    assert 0 < shown < 12
    assert texts[-1] == f"{12 - shown} more key results"


def test_goals_without_room_are_counted_and_so_are_the_results(qtbot: QtBot) -> None:
    many = StageGoals(
        tuple(f"Goal {n}" for n in range(20)), LONG, tuple(f"Result {n}" for n in range(20))
    )
    texts = stage(qtbot, replace(GOALS, goals=many)).texts()
    goals = sum(text.startswith("Goal ") for text in texts)
    results = sum(text.startswith("Result ") for text in texts)
    assert goals >= 3
    assert results >= 3
    assert f"{20 - goals} more goals" in texts
    assert texts[-1] == f"{20 - results} more key results"


def test_few_goals_stand_larger_than_many(qtbot: QtBot) -> None:
    sizes = [
        round(piece.fitted.style.size)
        for many in (3, 12)
        for goals in [StageGoals(("A goal of some words",) * many)]
        if (piece := poster(replace(GOALS, goals=goals), FULL_HD).find(Part.RESULT))
    ]
    assert sizes == [60, 40]


def test_a_right_to_left_goal_has_its_number_at_the_right(qtbot: QtBot) -> None:
    sheet = poster(replace(GOALS, goals=StageGoals(("مسودة الأهداف",))), FULL_HD)
    number, words = sheet.find(Part.NUMBER), sheet.find(Part.RESULT)
    assert number is not None
    assert words is not None
    assert number.box.right() == pytest.approx(1920 - 96, abs=1)
    assert words.box.right() < number.box.left()


def test_the_owner_is_named_beside_the_objective_and_never_beside_a_mission(qtbot: QtBot) -> None:
    owned = StageOkr("Data", "Answers, not reports", "Ask once", owner="Mira")
    assert "Objective · Mira" in stage(qtbot, replace(OKR, okr=owned)).texts()
    view = stage(qtbot, replace(OKR, okr=replace(owned, objective="")))
    assert not [text for text in view.texts() if "Mira" in text]


@pytest.mark.parametrize(("teams", "people"), [(1, 1), (6, 3), (6, 10), (12, 5), (1, 60)])
def test_all_who_are_here_are_named_in_full(qtbot: QtBot, teams: int, people: int) -> None:
    texts = stage(qtbot, room(teams, people, "Bo")).texts()
    assert {f"Bo {n}" for n in range(teams * people)} <= set(texts)
    assert {f"Team {n}" for n in range(teams)} <= set(texts)
    assert not [text for text in texts if text.endswith(("…", "more"))]


@pytest.mark.parametrize(("teams", "people"), [(6, 50), (60, 5), (1, 400)])
def test_people_without_room_are_counted(qtbot: QtBot, teams: int, people: int) -> None:
    texts = stage(qtbot, room(teams, people)).texts()
    shown = sum(text.startswith("Maximilian ") for text in texts)
    assert shown >= 20
    assert texts[-1] == f"and {teams * people - shown} more"


def test_where_nobody_may_be_named_teams_are_counted(qtbot: QtBot) -> None:
    who = StagePeople((StageTeam("Booking", 3), StageTeam("", 1)))
    texts = stage(qtbot, replace(PEOPLE, digits="", people=who)).texts()
    assert texts == ["Who is here", "Booking", "3 people", "Without a team", "1 person"]
    many = StagePeople(tuple(StageTeam(f"Team {n}", 3) for n in range(50)))
    texts = stage(qtbot, replace(PEOPLE, people=many)).texts()
    shown = texts.count("3 people")
    assert shown >= 10
    assert texts[-1] == f"and {150 - 3 * shown} more"


def test_few_people_stand_larger_than_many(qtbot: QtBot) -> None:
    sizes = [
        round(piece.fitted.style.size)
        for content in (room(6, 3, "Bo"), room(6, 10, "Bo"))
        if (piece := poster(content, FULL_HD).find(Part.NAME))
    ]
    assert sizes[0] > 60 > sizes[1]


def test_where_most_names_run_to_the_left_the_first_stands_at_the_right(qtbot: QtBot) -> None:
    names = StageTeam("شركاء الميناء", 2, ("مريم", "يوسف"))
    sheet = poster(replace(PEOPLE, people=StagePeople((names,))), FULL_HD)
    team, first = sheet.find(Part.TEAM), sheet.find(Part.NAME)
    assert team is not None
    assert first is not None
    assert team.box.right() == pytest.approx(1920 - 96, abs=1)
    assert first.box.right() < team.box.left()
    second = sheet.texts[-1]
    assert second.box.right() < first.box.left()


def test_a_team_without_an_objective_shows_its_mission(qtbot: QtBot) -> None:
    view = stage(qtbot, replace(OKR, digits="", okr=StageOkr("Data", "Answers, not reports")))
    assert view.texts() == ["Data", "Mission", "Answers, not reports"]


def test_far_too_long_texts_are_cut_before_they_are_laid_out(qtbot: QtBot) -> None:
    assert all(
        len(text) <= MOST_CHARACTERS + 20 for text in stage(qtbot, filled("x " * 5000)).texts()
    )


def test_right_to_left_titles_start_at_the_right(qtbot: QtBot) -> None:
    sheet = poster(replace(TIMER, title="مسودة الأهداف"), FULL_HD)
    title = sheet.find(Part.TITLE)
    assert title is not None
    line = title.fitted.drawing.lineAt(0)
    assert title.at.x() + line.naturalTextRect().right() == pytest.approx(1920 - 112 - 112, abs=2)
    assert sheet.icons[0].box.right() == pytest.approx(1920 - 112)


# Painting


class CountingView(StageView):
    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        super().paintEvent(event)


def test_equal_content_is_not_painted_again(qtbot: QtBot) -> None:
    view = CountingView()
    qtbot.addWidget(view)
    view.show_content(TIMER)
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    before = view.paints
    view.show_content(replace(TIMER))
    QApplication.processEvents()
    assert view.paints == before
    view.show_content(replace(TIMER, digits="17:47"))
    QApplication.processEvents()
    assert view.paints == before + 1


# Thumbnail


def test_the_thumbnail_tells_the_same_in_fewer_words(qtbot: QtBot) -> None:
    thumbnail = Thumbnail()
    qtbot.addWidget(thumbnail)
    expected = {
        "okr": ["Booking", "Make booking as easy as boarding"],
        "goals": ["What this session is for", "Each team leaves with one objective"],
        "people": ["Who is here", "Booking", "Partner Portal"],
        "agenda": ["Where we are", "Draft objectives"],
        "link": ["Tell us how it was"],
        "step": ["Draft objectives", "17:48"],
        "step over": ["Draft objectives", "+1:20", "Paused"],
        "timer": ["Draft objectives", "17:48"],
        "over": ["Draft objectives", "+1:20"],
        "paused": ["Draft objectives", "17:48", "Paused"],
        "break": ["Back at 11:15", "8:24"],
        "break over": ["Back at 11:15", "+0:20", "Paused"],
        "welcome": ["Q1 OKR workshop", "Starts at 09:00"],
        "blank": [],
    }
    for name, content in SCENES.items():
        thumbnail.show_content(content)
        assert thumbnail.texts() == expected[name]
        assert thumbnail.content == content
        if expected[name]:
            assert thumbnail.accessibleName() == "\n".join(expected[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_overlaps_on_the_thumbnail(qtbot: QtBot, name: str) -> None:
    text = HOSTILE[name]
    goals = replace(GOALS, goals=StageGoals((text,)))
    made = (goals, *blocks(text), *links(text), *steps(text))
    for content in (filled(text), BREAK_OVER, replace(WELCOME, title=text, subtitle=text), *made):
        sheet = compact_poster(content, QSizeF(151, 85))
        boxes = [piece.box for piece in sheet.texts]
        if sheet.bar is not None:
            boxes.append(sheet.bar.box)
        for box, other in combinations(boxes, 2):
            assert not box.intersects(other)
        assert all(QRectF(0, 0, 300, 170).contains(box) for box in boxes)


def test_the_digits_of_the_thumbnail_can_be_read(qtbot: QtBot) -> None:
    thumbnail = Thumbnail()
    qtbot.addWidget(thumbnail)
    thumbnail.resize(151, 85)
    thumbnail.show_content(TIMER)
    ink = QColor("#F7F7F5")
    rows = rows_of_colour(grabbed(thumbnail), ink, QRect(10, 20, 100, 35))
    assert 16 <= rows[-1] - rows[0] + 1 <= 20


# Window


@pytest.fixture
def window(qtbot: QtBot) -> StageWindow:
    window = StageWindow()
    qtbot.addWidget(window)
    return window


def test_its_title_never_changes(window: StageWindow) -> None:
    for content in SCENES.values():
        window.show_content(content)
        assert window.windowTitle() == "OKR Facilitator - Stage"
        assert window.content == content
        assert window.texts() == window.view.texts()


def test_it_is_a_normal_opaque_window_with_nothing_else_in_it(window: StageWindow) -> None:
    assert window.windowType() == Qt.WindowType.Window
    assert not window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert window.windowOpacity() == 1
    assert window.size() == QSize(1280, 720)
    assert window.minimumSize() == QSize(640, 360)
    assert window.findChildren(QMenuBar) == []
    assert window.findChildren(QStatusBar) == []
    assert all(not each.toolTip() for each in (window, window.view))
    for each in (window, window.view):
        assert each.contextMenuPolicy() == Qt.ContextMenuPolicy.PreventContextMenu


def test_closing_hides_it_and_keeps_the_app(qtbot: QtBot, window: StageWindow) -> None:
    window.show_content(TIMER)
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.isVisible()
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    window.show()
    assert window.content == TIMER
    assert window.isVisible()


def test_full_screen_and_back(window: StageWindow) -> None:
    window.toggle_fullscreen()
    assert window.isFullScreen()
    assert window.isVisible()
    window.toggle_fullscreen()
    assert not window.isFullScreen()


def test_it_stands_again_where_it_stood(qtbot: QtBot, window: StageWindow) -> None:
    window.setGeometry(20, 30, 700, 400)
    saved = window.saveGeometry()
    again = StageWindow()
    qtbot.addWidget(again)
    again.restore(saved)
    assert again.size() == QSize(700, 400)


@pytest.mark.parametrize("saved", [b"", b"nonsense"])
def test_a_place_that_is_gone_gives_the_usual_one(window: StageWindow, saved: bytes) -> None:
    window.restore(QByteArray(saved))
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.size() == QSize(1280, 720).boundedTo(room.size()).expandedTo(QSize(640, 360))
    assert window.geometry().intersects(room)


def test_a_screen_that_was_unplugged_brings_it_back_into_sight(
    qtbot: QtBot, window: StageWindow
) -> None:
    window.setGeometry(9000, 9000, 900, 500)
    again = StageWindow()
    qtbot.addWidget(again)
    again.restore(window.saveGeometry())
    seen = QGuiApplication.primaryScreen().availableGeometry().intersected(again.geometry())
    assert seen.width() >= 600
    assert seen.height() >= 360
