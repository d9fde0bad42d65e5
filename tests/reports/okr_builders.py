"""A workshop with all that is prepared for it, and OKRs of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from desktop.domain.kinds import (
    Ambition,
    GoalStatus,
    KeyResultType,
    LeaderInputKind,
    MaterialKind,
    ObjectiveState,
)
from desktop.domain.okr_rows import (
    CheckInRow,
    FollowUpRow,
    InitiativeRow,
    KeyResultRow,
    MilestoneStepRow,
    ObjectiveRow,
    RevisionRow,
    TeamOkrs,
)
from desktop.domain.prepare_rows import (
    CycleRow,
    GoalRow,
    LeaderInputRow,
    MaterialRow,
    Preparation,
    SessionKeyResultRow,
    ThemeRow,
)
from tests.reports.report_builders import DAY, NINE

T = KeyResultType
_ids = count(1)
QUARTER = CycleRow(1, "cycle", "Q1 2027", date(2027, 1, 1), date(2027, 3, 31))


def amount(text):
    return None if text is None else Decimal(text)


def checks(*values):
    return tuple(
        CheckInRow(n, f"check-{n}", NINE + timedelta(days=7 * n), amount(value))
        for n, value in enumerate(values)
    )


def result(title="Bookings done in three minutes", kind=T.INCREASE_TO, base=None, goal=None, **kw):
    n = next(_ids)
    values = kw.pop("values", ())
    kw.setdefault("check_ins", checks(*values))
    for name in ("stretch", "lower", "upper", "weight"):
        if name in kw:
            kw[name] = amount(kw[name])
    return KeyResultRow(n, f"kr-{n}", title, kind, baseline=amount(base), target=amount(goal), **kw)


def objective(title="Make booking a crossing feel easy", *results, **kw):
    n = next(_ids)
    return ObjectiveRow(n, kw.pop("uid", f"objective-{n}"), title, key_results=results, **kw)


def team(name="Booking", *objectives, initiatives=(), **kw):
    n = next(_ids)
    kw.setdefault("mission_uid", f"mission-{n}")
    works = tuple(InitiativeRow(next(_ids), f"i-{name}-{i}", t) for i, t in enumerate(initiatives))
    return TeamOkrs(n, f"team-{n}", name, objectives=objectives, initiatives=works, **kw)


def goal(text, status=GoalStatus.OPEN, evidence=""):
    n = next(_ids)
    return GoalRow(n, f"goal-{n}", text, status, evidence)


def revision(uid, field, old, new, minutes):
    entity = "mission" if field == "text" else "objective"
    at = NINE + timedelta(minutes=minutes)
    return RevisionRow(next(_ids), entity, uid, field, old, new, at)


def every_type():
    """One key result of each type, with all that a type can have."""
    return (
        result(
            "Bookings done in three minutes",
            T.INCREASE_TO,
            "41",
            "65",
            metric="Share of all bookings",
            unit="%",
            data_source="Web analytics",
            frequency="Weekly",
            confidence=6,
            stretch="75",
            values=("44", "52"),
            owner="Nell Yarrow",
        ),
        result(
            "Calls about changing a trip",
            T.DECREASE_TO,
            "320",
            "180",
            metric="Calls per week",
            data_source="Support desk",
            confidence=5,
            weight="2",
        ),
        result(
            "Sailings that leave on time",
            T.KEEP_AT_OR_ABOVE,
            None,
            "99.95",
            unit="%",
            confidence=10,
            data_source="Port log",
            values=("99.97", "99.90", "99.99"),
        ),
        result("Complaints a month", T.KEEP_AT_OR_BELOW, "12", "12", values=("-12",), confidence=0),
        result(
            "Water in the tank, degrees",
            T.KEEP_BETWEEN,
            lower="-0.5",
            upper="1.25",
            data_source="Sensor",
        ),
        result("New members", T.REACH, None, "12345678901234567.123", unit="people"),
        result(
            "The new timetable is out",
            T.MILESTONE,
            steps=(
                MilestoneStepRow(1, "step-1", "Draft agreed with both ports", done=True),
                MilestoneStepRow(2, "step-2", "Printed and on every pier"),
                MilestoneStepRow(3, "step-3", "المواعيد على الموقع"),
            ),
        ),
        result(
            "Travellers who would book again",
            T.FIND_BASELINE,
            baseline_unknown=True,
            confidence=7,
            follow_up=FollowUpRow("a", "Find a data source", "Dara Flint", date(2027, 1, 21)),
            frequency="Monthly",
            check_ins=(
                CheckInRow(
                    1,
                    "c",
                    NINE + timedelta(days=7),
                    None,
                    "The survey has not been sent",
                    4,
                    "We chose the questions",
                    "Send it with the tickets",
                ),
            ),
        ),
    )


def six_teams():
    """Teams with much, with little, in other scripts, and one with nothing."""
    big = objective(
        "Make booking a crossing feel as easy as stepping aboard",
        *every_type(),
        uid="big",
        why="Half of all callers only ask how to book.",
        for_whom="People who travel with us once a year",
        owner="Otto Quince",
        theme_id=1,
        theme="First crossings",
        score=Decimal("0.7"),
        score_note="We were late with the timetable.",
    )
    second = objective(
        "Nobody waits for an answer",
        result("Answers within a day", base="0.5", goal="1.25", unit="of all", confidence=8),
        state=ObjectiveState.AGREED,
        ambition=Ambition.LEARNING,
    )
    return (
        team(
            "Booking",
            big,
            second,
            mission="Get every traveller from wish to seat without a second thought.",
            mission_uid="mission-booking",
            votes_for=11,
            votes_against=3,
            initiatives=("Guest checkout on phones", "Text when a sailing moves", "Seat map trial"),
        ),
        team(
            "الحجز والدعم",
            objective(
                "نريد أن يصل كل مسافر إلى مقعده دون عناء",
                result("حجوزات تتم خلال ثلاث دقائق", base="41", goal="65", unit="٪", owner="ليلى"),
                why="لأن نصف المكالمات تسأل عن الحجز",
            ),
            mission="نوصل كل مسافر إلى مقعده",
            initiatives=("خريطة المقاعد", "رسالة عند تغيير الموعد"),
        ),
        team(
            "データと分析",
            objective(
                "誰もが今日の数字を見て、その場で次の一手を決められるようにする",
                result("毎朝ダッシュボードを見る人", T.REACH, None, "40", unit="人", confidence=3),
            ),
            mission="数字を誰の手にも。",
        ),
        team("Payments", mission="Money arrives, and nobody notices how."),
        team(
            "The team for everything that has to do with harbours and quays",
            objective("Ships turn round faster", state=ObjectiveState.PARKED),
            initiatives=("One long initiative that says much about what we do " * 4, "two\nlines"),
        ),
        team("Traveller Support"),
    )


def preparation():
    """Everything that can be prepared."""
    return Preparation(
        format="Four hours with a break of 15 minutes.\nOne session, everyone takes part.",
        adjustments="Start each page with one plain question and one good answer.\n"
        "Let a seasoned voice go first.",
        objective="Everyone leaves with a draft they would defend",
        score_note="Two teams go on next week.",
        key_results=(
            SessionKeyResultRow(1, "s1", "Each team has an objective", Decimal("0.8")),
            SessionKeyResultRow(2, "s2", "Nobody felt foolish"),
        ),
        goals=(
            goal(
                "Each team leaves with a draft mission and OKRs to discuss at home.",
                GoalStatus.MET,
                "Six missions, six objectives; two teams agreed in full.",
            ),
            goal("Everyone practises in a safe room, rough drafts welcome.", GoalStatus.PARTLY),
            goal("Teams learn what the others work on, and why.", GoalStatus.NOT, "No third round"),
            goal("We know what to ask next", GoalStatus.UNKNOWN),
            goal("We agree on a date"),
        ),
        materials=(
            MaterialRow(1, "m1", MaterialKind.ANNOUNCEMENT, "Invitation", "chat/okr", ready=True),
            MaterialRow(
                2,
                "m2",
                MaterialKind.PRE_WORK,
                "A short text on outcomes",
                "https://example.org/a/very/long/address/that/goes/on/and/on/until/it/ends.html",
                ready=True,
            ),
            MaterialRow(3, "m3", MaterialKind.DECK, "Slides of the day"),
        ),
        leader_inputs=(
            LeaderInputRow(1, "l1", LeaderInputKind.HARD, "Too many tools", "Ines Tansy"),
            LeaderInputRow(2, "l2", LeaderInputKind.WORKS, "The ferries are full"),
            LeaderInputRow(3, "l3", LeaderInputKind.WORKS, "Crews help each other", "Ines Tansy"),
            LeaderInputRow(4, "l4", LeaderInputKind.VISION, "A crossing like a bus ride"),
        ),
        themes=(ThemeRow(1, "t1", "First crossings"), ThemeRow(2, "t2", "Calm quays")),
        cycle=QUARTER,
    )


def wordings():
    """How a mission and an objective came to read as they do."""
    return (
        revision("mission-booking", "text", "", "Sell tickets", 50),
        revision("mission-booking", "text", "Sell tickets", "Tickets for all", 60),
        revision("big", "title", "", "Improve the booking flow", 112),
        revision("big", "title", "Improve the booking flow", "Make booking faster", 150),
        revision(
            "big",
            "title",
            "Make booking faster",
            "Make booking a crossing feel as easy as stepping aboard",
            158,
        ),
        revision("another", "title", "", "of a team that is gone", 158),
    )


def rich(data):
    """The same report with all that."""
    assert data.day == DAY
    return replace(data, preparation=preparation(), teams=six_teams(), wordings=wordings())
