"""Documents of workshop files as Hypothesis draws them."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from desktop.domain.kinds import (
    FEEDBACK,
    Ambition,
    AwayAnswer,
    CaptureKind,
    Category,
    Disposition,
    EventKind,
    FeedbackSource,
    GoalStatus,
    ItemKind,
    KeyResultType,
    LeaderInputKind,
    Level,
    MaterialKind,
    ObjectiveState,
    WorkshopKind,
    WorkshopState,
)
from desktop.domain.text import clean
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_parts import (
    YEAR_S,
    BaselinePart,
    BriefPart,
    CapturePart,
    CheckInPart,
    CyclePart,
    EventPart,
    GoalPart,
    InitiativePart,
    ItemPart,
    KeyResultPart,
    LeaderInputPart,
    MaterialPart,
    MilestoneStepPart,
    MissionPart,
    ObjectivePart,
    RevisionPart,
    SessionKeyResultPart,
    StepPart,
    TeamOkrsPart,
    TeamPart,
    ThemePart,
    WorkshopPart,
)

texts = st.text(max_size=30).map(clean)
titles = texts.filter(bool)
uids = st.uuids(version=4).map(str)
instants = st.datetimes(timezones=st.just(UTC))
seconds = st.integers(1, 12 * 3600)
run_ms = st.integers(0, 100 * YEAR_S * 1000)
counts = st.integers(0, 2**53)
days = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@st.composite
def items(draw):
    least, planned, most = sorted(draw(st.tuples(seconds, seconds, seconds)))
    return ItemPart(
        uid=draw(uids),
        title=draw(titles),
        kind=draw(st.sampled_from(ItemKind)),
        category=draw(st.sampled_from(Category)),
        planned_s=planned,
        minimum_s=least,
        maximum_s=most,
        protected=draw(st.booleans()),
        removed=draw(st.booleans()),
        cut_order=draw(st.none() | st.integers(1, 99)),
        fixed_start=draw(st.none() | st.times()),
        technique=draw(texts),
        lead=draw(texts),
        instruction=draw(texts),
        steps=draw(
            st.lists(
                st.builds(StepPart, uid=uids, title=titles, seconds=seconds, instruction=texts),
                max_size=2,
            )
        ),
        private_note=draw(texts),
    )


@st.composite
def runs(draw, agenda):
    if not agenda or draw(st.booleans()):
        return []
    events = []
    kinds = [EventKind.STARTED, *draw(st.lists(st.sampled_from(EventKind), max_size=4))]
    for kind in kinds:
        ended = bool(events) and events[-1].kind is EventKind.ENDED
        started = kind is EventKind.STARTED
        if started == bool(events) or (kind is EventKind.REOPENED) != ended:
            continue
        events.append(
            EventPart(
                uid=draw(uids),
                seq=len(events) * 2,
                kind=kind,
                utc=draw(instants),
                boot_ms=draw(counts),
                boot_id=draw(texts),
                item=draw(st.sampled_from(agenda)).uid,
                seconds=draw(st.integers(-YEAR_S, YEAR_S)),
                baseline=[
                    BaselinePart(uid=item.uid, title=item.title, seconds=item.planned_s)
                    for item in agenda
                    if started or kind is EventKind.ENDED
                ],
                why=draw(st.sampled_from(AwayAnswer)) if kind is EventKind.AWAY_ANSWERED else "",
                from_ms=draw(run_ms),
                to_ms=draw(run_ms),
            )
        )
    return events


@st.composite
def captures(draw, agenda):
    anonymous = draw(st.booleans())
    return CapturePart(
        uid=draw(uids),
        kind=draw(st.sampled_from(sorted(FEEDBACK) if anonymous else list(CaptureKind))),
        text=draw(titles),
        at=None if anonymous else draw(st.none() | instants),
        run_ms=None if anonymous else draw(st.none() | counts),
        item=draw(st.sampled_from(["", *(item.uid for item in agenda)])),
        owner="" if anonymous else draw(texts),
        due=draw(st.none() | days),
        done=draw(st.booleans()),
        disposition=draw(st.sampled_from(Disposition)),
        reason=draw(texts),
        source=draw(st.sampled_from(FeedbackSource)),
        anonymous=anonymous,
        likelihood=draw(st.sampled_from(Level)),
        impact=draw(st.sampled_from(Level)),
    )


def lists(part, most=2):
    return st.lists(part, max_size=most)


amounts = st.builds(
    lambda digits, places: format(Decimal(digits).scaleb(-places), "f"),
    st.integers(-(10**15), 10**15),
    st.integers(0, 12),
)
scores = st.sampled_from(["0", "0.0", "0.7", "0.125", "1", "1.00"])
maybe = st.none() | amounts
confidences = st.none() | st.integers(0, 10)
places = st.just("") | uids


@st.composite
def key_results(draw):
    return KeyResultPart(
        uid=draw(uids),
        title=draw(texts),
        type=draw(st.sampled_from(KeyResultType)),
        metric=draw(texts),
        unit=draw(texts),
        **{name: draw(maybe) for name in ("baseline", "target", "stretch", "lower", "upper")},
        baseline_unknown=draw(st.booleans()),
        data_source=draw(texts),
        frequency=draw(texts),
        owner=draw(texts),
        weight=draw(amounts),
        confidence=draw(confidences),
        follow_up=draw(places),
        steps=draw(lists(st.builds(MilestoneStepPart, uid=uids, text=texts, done=st.booleans()))),
        check_ins=draw(lists(check_ins)),
    )


check_ins = st.builds(
    CheckInPart,
    uid=uids,
    at=instants,
    workshop=places,
    value=maybe,
    no_data_reason=texts,
    confidence=confidences,
    changed=texts,
    plan=texts,
)


@st.composite
def team_okrs(draw, team, themes):
    objectives = [
        ObjectivePart(
            uid=draw(uids),
            title=draw(texts),
            workshop=draw(places),
            why=draw(texts),
            for_whom=draw(texts),
            ambition=draw(st.sampled_from(Ambition)),
            theme=draw(st.sampled_from(["", *themes])),
            owner=draw(texts),
            state=draw(st.sampled_from(ObjectiveState)),
            score=draw(st.none() | scores),
            score_note=draw(texts),
            key_results=draw(lists(key_results())),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    mission = MissionPart(
        uid=draw(uids),
        workshop=draw(places),
        text=draw(texts),
        votes_for=draw(st.none() | counts),
        votes_against=draw(st.none() | counts),
    )
    homes = st.sampled_from(["", *(objective.uid for objective in objectives)])
    return TeamOkrsPart(
        team=team,
        mission=mission if draw(st.booleans()) else None,
        objectives=objectives,
        initiatives=draw(
            lists(st.builds(InitiativePart, uid=uids, text=texts, workshop=places, objective=homes))
        ),
    )


@st.composite
def prepared(draw):
    """Everything since the second version of the file."""
    teams = [TeamPart(uid=draw(uids), name=f"Team {n}") for n in range(draw(st.integers(0, 2)))]
    themes = draw(lists(st.builds(ThemePart, uid=uids, title=texts)))
    start = draw(days)
    cycle = CyclePart(
        uid=draw(uids), label=draw(texts), starts=start, ends=start + timedelta(days=89)
    )
    okrs = [draw(team_okrs(team.uid, [theme.uid for theme in themes])) for team in teams]
    objectives = [one.uid for part in okrs for one in part.objectives]
    revisions = st.builds(
        RevisionPart,
        uid=uids,
        entity=st.just("objective"),
        of=st.sampled_from(objectives or [""]),
        field=st.just("title"),
        at=instants,
        old=texts,
        new=texts,
        workshop=places,
        item=places,
    )
    scored = st.none() | scores
    return {
        "teams": teams,
        "brief": draw(
            st.none()
            | st.builds(
                BriefPart,
                uid=uids,
                format=texts,
                adjustments=texts,
                objective=texts,
                score=scored,
                score_note=texts,
                hourly_rate=maybe,
                currency=texts,
            )
        ),
        "session_key_results": draw(
            lists(st.builds(SessionKeyResultPart, uid=uids, text=texts, score=scored))
        ),
        "goals": draw(
            lists(
                st.builds(
                    GoalPart,
                    uid=uids,
                    text=texts,
                    status=st.sampled_from(GoalStatus),
                    evidence=texts,
                )
            )
        ),
        "materials": draw(
            lists(
                st.builds(
                    MaterialPart,
                    uid=uids,
                    kind=st.sampled_from(MaterialKind),
                    title=texts,
                    target=texts,
                    ready=st.booleans(),
                )
            )
        ),
        "leader_inputs": draw(
            lists(
                st.builds(
                    LeaderInputPart,
                    uid=uids,
                    kind=st.sampled_from(LeaderInputKind),
                    text=texts,
                    speaker=texts,
                )
            )
        ),
        "cycle": cycle,
        "themes": themes,
        "okrs": okrs,
        "revisions": draw(lists(revisions)) if objectives else [],
    }


@st.composite
def docs(draw):
    agenda = draw(st.lists(items(), max_size=3, unique_by=lambda item: item.uid))
    taken = draw(st.lists(captures(agenda), max_size=4))
    return WorkshopDoc(
        workshop=WorkshopPart(
            uid=draw(uids),
            title=draw(titles),
            kind=draw(st.sampled_from(WorkshopKind)),
            state=draw(st.sampled_from(WorkshopState)),
            day=draw(days),
            start=draw(st.times()),
            end=draw(st.times()),
            zone=draw(st.sampled_from(["UTC", "Europe/Copenhagen", "Asia/Kathmandu"])),
            programme=draw(texts),
            number=draw(st.none() | counts),
            place=draw(texts),
        ),
        agenda=agenda,
        events=draw(runs(agenda)),
        # the file holds them in this order, so a document that was read has it
        captures=[c for c in taken if not c.anonymous]
        + sorted((c for c in taken if c.anonymous), key=lambda c: c.uid),
        **draw(prepared()),
    )
