"""The workshop file gives back what went in, and refuses what it should not hold."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from datetime import date, time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import desktop.domain.workshop_zip as zips
from desktop.domain.agenda import planned_end
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.kinds import (
    FEEDBACK,
    Ambition,
    CaptureKind,
    Category,
    GoalStatus,
    ItemKind,
    KeyResultType,
    LeaderInputKind,
    MaterialKind,
    ObjectiveState,
    OkrExperience,
    PreWork,
    WorkshopKind,
    WorkshopState,
)
from desktop.domain.rows import AgendaRow
from desktop.domain.run import BaselineItem, Phase, RunEvent, item_at, run_state
from desktop.domain.workshop_file import VERSION, WorkshopDoc, decode_workshop, encode_workshop
from desktop.domain.workshop_parts import (
    CapturePart,
    ItemPart,
    WorkshopPart,
)
from desktop.domain.workshop_zip import ENTRY, pack_workshop, unpack_workshop
from desktop.system.resources import resource
from tests.domain.workshop_docs import docs


@given(docs())
def test_a_workshop_comes_back_exactly(doc):
    assert decode_workshop(encode_workshop(doc, with_private=True)) == doc
    assert unpack_workshop(pack_workshop(doc, with_private=True)) == doc


@given(docs())
def test_equal_workshops_make_equal_files(doc):
    packed = pack_workshop(doc)
    assert pack_workshop(unpack_workshop(packed)) == packed


@given(st.binary(max_size=200))
def test_noise_is_refused_in_words(raw):
    with pytest.raises(UserError):
        unpack_workshop(raw)
    with pytest.raises(UserError):
        unpack_workshop(b"PK\x03\x04" + raw)


@given(st.data())
def test_a_damaged_file_is_refused_or_still_a_workshop(data):
    plain = sample_bytes()
    raw = bytearray(data.draw(st.sampled_from([plain, pack_workshop(decode_workshop(plain))])))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpack_workshop(bytes(raw))
    except UserError:
        return
    assert isinstance(found, WorkshopDoc)


def uid() -> str:
    return str(uuid.uuid4())


def small_doc() -> WorkshopDoc:
    talk = ItemPart(
        uid=uid(),
        title="Talk",
        kind=ItemKind.TALK,
        category=Category.CONTEXT,
        planned_s=600,
        minimum_s=300,
        maximum_s=900,
        private_note="PRIVATE SENTINEL",
    )
    return WorkshopDoc(
        workshop=WorkshopPart(
            uid=uid(),
            title="Spring",
            kind=WorkshopKind.DRAFTING,
            state=WorkshopState.READY,
            day=date(2027, 1, 14),
            start=time(9),
            end=time(13),
            zone="Europe/Copenhagen",
        ),
        agenda=[talk],
        captures=[
            CapturePart(uid=uid(), kind=CaptureKind.KEEP, text=f"Voice {n}", anonymous=True)
            for n in range(20)
        ],
    )


def test_private_notes_leave_only_on_request():
    doc = small_doc()
    assert b"SENTINEL" not in encode_workshop(doc)
    with zipfile.ZipFile(io.BytesIO(pack_workshop(doc))) as archive:
        assert b"SENTINEL" not in archive.read(ENTRY)
    assert b"SENTINEL" in encode_workshop(doc, with_private=True)


def test_the_file_does_not_tell_the_order_anonymous_voices_came_in():
    doc = small_doc()
    turned = msgspec.structs.replace(doc, captures=doc.captures[::-1])
    assert encode_workshop(turned) == encode_workshop(doc)


def test_texts_are_normalised_when_they_come_in():
    plain = json.loads(encode_workshop(small_doc()))
    plain["workshop"]["title"] = " Cafe\u0301\x00 "
    assert decode_workshop(json.dumps(plain).encode()).workshop.title == "Café"


def test_another_zone_s_instants_are_the_same_instants():
    plain = json.loads(sample_bytes())
    plain["events"][0]["utc"] = "2027-01-14T09:02:00+01:00"
    assert decode_workshop(json.dumps(plain).encode()).events[0].utc == started_at()


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("format", "somebody/else", "calls itself “somebody/else”"),
        ("version", 4, "version 4; this app reads versions up to 3"),
        ("version", 0, "version 0"),
        ("version", 1, "at brief: version 1 has no such part"),
        ("workshop.title", "", "at workshop.title"),
        ("workshop.title", "x" * 10_001, "at workshop.title"),
        ("workshop.zone", "Europe/Atlantis", "Europe/Atlantis"),
        ("workshop.day", "2027-02-29", r"at workshop\.day"),
        ("workshop.start", "09:00:00+01:00", "at workshop.start"),
        ("workshop.kind", "party", "at workshop.kind"),
        ("workshop.uid", "7", "at workshop.uid"),
        ("workshop.colour", "red", "colour"),
        ("agenda.0.planned_s", 0, r"at agenda\[0\].planned_s"),
        ("agenda.0.planned_s", "600", r"at agenda\[0\].planned_s"),
        ("agenda.0.planned_s", 12 * 3600 + 1, r"at agenda\[0\].planned_s"),
        ("agenda.0.minimum_s", 1_000, "between minimum and maximum"),
        ("agenda.1.uid", "AGENDA-0-UID", r"at agenda\[1\].uid: this uid stands twice"),
        ("events.0.kind", "paused", r"at events\[0\].kind: a run starts once"),
        ("events.2.kind", "started", r"at events\[2\].kind: a run starts once"),
        ("events.3.kind", "ended", r"at events\[4\].kind: after the end"),
        ("events.3.kind", "reopened", r"at events\[3\].kind: after the end"),
        ("events.3.seq", 2, r"at events\[3\].seq"),
        ("events.3.utc", "2027-01-14T09:00:00", r"at events\[3\].utc"),
        ("events.3.utc", "yesterday", r"at events\[3\].utc"),
        ("events.1.item", "", r"at events\[1\].item: no such block"),
        ("events.1.boot_ms", -1, r"at events\[1\].boot_ms"),
        ("events.0.baseline", [], r"at events\[0\].baseline"),
        ("captures.0.item", "00000000-0000-4000-8000-000000000000", "no such block"),
        ("captures.0.text", " \u0000 ", r"at captures\[0\].text"),
        ("captures.0.anonymous", True, "only feedback can be anonymous"),
        ("captures.-1.run_ms", 5, "carries no time and no name"),
        ("captures.-1.owner", "Ana", "carries no time and no name"),
        ("captures.-1.uid", "01a3040c-7fa8-7e62-a1ea-fdac30a760d0", "must be random"),
        ("captures", {}, "at captures"),
        ("agenda", None, "at agenda"),
        ("brief.score", "1.1", r"at brief\.score"),
        ("brief.colour", "red", "colour"),
        ("goals.0.status", "perhaps", r"at goals\[0\].status"),
        ("materials.0.ready", "yes", r"at materials\[0\].ready"),
        ("cycle", None, "no quarter for the OKRs"),
        ("cycle.ends", "2026-12-31", r"at cycle\.ends: it lies before the start"),
        ("themes.0.uid", "AGENDA-0-UID", r"at themes\[0\].uid: this uid stands twice"),
        ("okrs.0.team", "00000000-0000-4000-8000-000000000000", r"at okrs\[0\].team: no such team"),
        ("okrs.1.team", "TEAM-0-UID", r"at okrs\[1\].team: no such team, or named twice"),
        ("okrs.0.objectives.0.theme", "AGENDA-0-UID", "no such theme"),
        ("okrs.0.initiatives.0.objective", "AGENDA-0-UID", "no such objective"),
        ("okrs.0.objectives.0.key_results.0.target", 65, r"key_results\[0\].target"),
        ("okrs.0.objectives.0.key_results.0.target", 65.5, r"key_results\[0\].target"),
        ("okrs.0.objectives.0.key_results.0.target", "1e9", r"key_results\[0\].target"),
        ("okrs.0.objectives.0.key_results.0.target", "NaN", r"key_results\[0\].target"),
        ("okrs.0.objectives.0.key_results.0.target", "9" * 41, r"key_results\[0\].target"),
        ("okrs.0.objectives.0.key_results.0.confidence", 11, "confidence"),
        ("okrs.0.objectives.0.key_results.0.type", "double", r"key_results\[0\].type"),
        ("okrs.0.objectives.0.key_results.0.check_ins.0.at", "2027-01-14T09:00:00", "check_ins"),
        ("revisions.0.of", "AGENDA-0-UID", r"at revisions\[0\].of: no such row"),
        ("revisions.0.entity", "person", r"at revisions\[0\].entity"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path, value, said):
    plain = json.loads(sample_bytes())
    if value == "AGENDA-0-UID":
        value = plain["agenda"][0]["uid"]
    if value == "TEAM-0-UID":
        value = plain["teams"][0]["uid"]
    *way, last = (int(step) if step.lstrip("-").isdigit() else step for step in path.split("."))
    target = plain
    for step in way:
        target = target[step]
    target[last] = value
    with pytest.raises(UserError, match=said) as refusal:
        decode_workshop(json.dumps(plain).encode())
    assert refusal.value.hint


@pytest.mark.parametrize(
    "raw",
    [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 200_000, b'{"format": "x"}', b'"\\ud800"'],
)
def test_other_json_and_other_bytes_are_no_workshop_file(raw):
    with pytest.raises(UserError, match="not a workshop file"):
        decode_workshop(raw)


def test_nesting_without_end_is_refused():
    raw = encode_workshop(small_doc()).rstrip()[:-1] + b', "deep": ' + b"[" * 200_000
    with pytest.raises(UserError):
        decode_workshop(raw)


def zipped(method: int = zipfile.ZIP_DEFLATED, **contents: bytes) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, content in contents.items():
                archive.writestr(name.replace("_", "."), content)
        return file.getvalue()


def test_a_zip_of_something_else_is_refused():
    with pytest.raises(UserError, match=r"there is no workshop\.json in it"):
        unpack_workshop(zipped(letter_txt=b"Dear"))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_compression_the_app_writes_is_read(method):
    with pytest.raises(UserError, match="unusual way"):
        unpack_workshop(zipped(method, workshop_json=sample_bytes()))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UserError, match="more than 100 times its size"):
        unpack_workshop(zipped(workshop_json=b" " * 1_000_000))


def test_too_many_entries_and_too_many_bytes_are_refused(monkeypatch):
    with pytest.raises(UserError, match="more than 1000 files"):
        unpack_workshop(zipped(**{f"f{n}": b"" for n in range(1_001)}))
    packed = pack_workshop(small_doc())
    monkeypatch.setattr(zips, "MAX_BYTES", len(packed))
    with pytest.raises(UserError, match="unpacks to more than"):
        unpack_workshop(packed)
    monkeypatch.setattr(zips, "MAX_BYTES", len(packed) - 1)
    with pytest.raises(UserError, match="larger than"):
        unpack_workshop(packed)


def test_a_cut_zip_is_refused():
    packed = pack_workshop(small_doc())
    for length in (4, len(packed) // 2, len(packed) - 5):
        with pytest.raises(UserError, match="the zip is damaged"):
            unpack_workshop(packed[:length])


def test_a_very_repetitive_workshop_can_still_be_read_back():
    doc = msgspec.structs.replace(
        small_doc(),
        captures=[
            CapturePart(uid=uid(), kind=CaptureKind.IDEA, text="a" * 10_000) for _ in range(50)
        ],
    )
    assert unpack_workshop(pack_workshop(doc, with_private=True)) == doc


# Files of the first version


def version_1() -> bytes:
    return (Path(__file__).parent.parent / "data" / "workshop_version_1.json").read_bytes()


def test_a_file_of_the_first_version_is_still_read():
    doc = decode_workshop(version_1())
    assert (doc.workshop.title, doc.version) == ("Q1 OKR workshop", VERSION)
    assert [person.name for person in doc.people] == ["Mira Fennel", "Juno Sorrel"]
    assert [item.title for item in doc.agenda] == ["Welcome and goals", "Break"]
    assert (len(doc.events), len(doc.captures)) == (3, 10)
    assert (doc.brief, doc.cycle, doc.goals, doc.okrs) == (None, None, [], [])


def test_a_file_of_the_first_version_holds_nothing_that_came_later():
    plain = json.loads(version_1())
    later = set(WorkshopDoc.__struct_fields__) - set(plain)
    assert len(later) == 9
    for name in later:
        with pytest.raises(UserError, match=f"at {name}: version 1 has no such part"):
            decode_workshop(json.dumps(plain | {name: None}).encode())


def test_a_file_of_the_first_version_comes_back_as_one_of_the_newest():
    doc = decode_workshop(version_1())
    again = encode_workshop(doc, with_private=True)
    assert json.loads(again)["version"] == VERSION
    assert decode_workshop(again) == doc


# The sample workshop


def sample_bytes() -> bytes:
    return Path(resource("sample", "sample.json")).read_bytes()


def started_at():
    return decode_workshop(sample_bytes()).events[0].utc


def rows(doc: WorkshopDoc) -> list[AgendaRow]:
    return [
        AgendaRow(
            n,
            part.uid,
            part.title,
            part.kind,
            part.category,
            part.planned_s,
            part.minimum_s,
            part.maximum_s,
            part.protected,
            part.technique,
            part.lead,
            part.instruction,
        )
        for n, part in enumerate(doc.agenda)
    ]


def run_events(doc: WorkshopDoc) -> list[RunEvent]:
    return [
        RunEvent(
            part.seq,
            part.kind,
            Moment(part.utc, part.boot_ms, part.boot_id),
            part.item,
            part.seconds,
            tuple(BaselineItem(entry.uid, entry.title, entry.seconds) for entry in part.baseline),
        )
        for part in doc.events
    ]


def test_the_sample_is_a_four_hour_plan_with_a_protected_break_in_the_middle():
    doc = decode_workshop(sample_bytes())
    minutes = [part.planned_s // 60 for part in doc.agenda]
    assert minutes == [15, 20, 15, 35, 35, 15, 45, 30, 15, 15]
    assert sum(minutes) == 240
    pause = doc.agenda[5]
    assert (pause.kind, pause.protected, pause.minimum_s) == (ItemKind.BREAK, True, 900)
    for part in doc.agenda:
        assert not part.steps or sum(step.seconds for step in part.steps) == part.planned_s
        assert part.private_note
        assert 0 < len(part.instruction) <= 140


def test_the_sample_run_started_late_was_paused_and_extended_and_ended_at_four_past_one():
    doc = decode_workshop(sample_bytes())
    events = run_events(doc)
    head = doc.workshop
    end = planned_end(head.day, head.start, head.end, head.zone)
    state = run_state(rows(doc), events, events[-1].at, end)
    assert state.phase is Phase.ENDED
    actual = [item.spent_ms / 60_000 for item in state.items]
    assert actual == [15, 24, 13, 40, 26, 15, 44, 31, 13, 19]
    assert state.paused_ms == 2 * 60_000
    assert state.idle_ms == 0
    assert state.elapsed_ms == 242 * 60_000
    assert state.drift_ms == 4 * 60_000
    assert state.items[3].total_ms == 40 * 60_000
    assert f"{started_at():%H:%M}" == "08:02"
    assert f"{state.ends_at:%H:%M}" == "12:04"


def test_the_sample_events_agree_with_each_other():
    doc = decode_workshop(sample_bytes())
    first = doc.events[0]
    assert [entry.uid for entry in first.baseline] == [item.uid for item in doc.agenda]
    for event in doc.events:
        assert event.boot_id == first.boot_id
        assert event.boot_ms - first.boot_ms == (event.utc - first.utc).total_seconds() * 1000


def test_the_sample_holds_every_kind_of_note_at_a_time_of_its_run():
    doc = decode_workshop(sample_bytes())
    events = run_events(doc)
    assert {part.kind for part in doc.captures} == set(CaptureKind)
    assert len({part.text for part in doc.captures}) == len(doc.captures)
    for part in doc.captures:
        assert part.anonymous == (part.kind in FEEDBACK)
        if part.anonymous:
            assert part.item
        else:
            assert (part.at - started_at()).total_seconds() * 1000 == part.run_ms
            assert item_at(events, part.run_ms)


def test_the_sample_follows_up_with_names_and_dates():
    doc = decode_workshop(sample_bytes())
    owned = {(part.kind, bool(part.owner), bool(part.due)) for part in doc.captures}
    assert (CaptureKind.ACTION, True, True) in owned
    assert (CaptureKind.ACTION, False, True) in owned  # one nobody has taken yet
    parked = {p.disposition for p in doc.captures if p.kind is CaptureKind.PARKING_LOT}
    assert len(parked) == 3


def test_the_sample_is_written_as_the_app_writes_it():
    raw = sample_bytes()
    assert encode_workshop(decode_workshop(raw), with_private=True) == raw


def test_the_sample_s_people_are_sixteen_in_six_teams_with_different_experience():
    doc = decode_workshop(sample_bytes())
    assert (len(doc.people), len(doc.teams)) == (16, 6)
    assert {part.team for part in doc.people} == {team.uid for team in doc.teams}
    assert {part.experience for part in doc.people} == set(OkrExperience)
    assert {part.pre_work for part in doc.people} == set(PreWork)
    assert doc.workshop.hands_up == 3
    names = {part.name for part in doc.people}
    assert {part.owner for part in doc.captures if part.owner} <= names


def test_what_is_private_of_people_leaves_only_on_request():
    doc = decode_workshop(sample_bytes())
    public, private = encode_workshop(doc), encode_workshop(doc, with_private=True)
    assert b"@example.org" in private
    assert b"@" not in public
    assert b"accommodation" not in public
    assert decode_workshop(private) == doc


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"team": "01a3040c-7fa8-7e62-a1ea-fdac30a760d9"}, "no such team"),
        ({"email": "nobody"}, "not an e-mail address"),
        ({"experience": "wizard"}, "people"),
        ({"name": ""}, "people"),
    ],
)
def test_a_person_who_does_not_fit_is_refused_with_the_place(change, reason):
    plain = json.loads(sample_bytes())
    plain["people"][3] |= change
    with pytest.raises(UserError, match=reason) as caught:
        decode_workshop(json.dumps(plain).encode())
    assert "people[3]" in caught.value.what


def test_the_sample_has_a_quarter_with_teams_of_every_state_and_results_of_every_type():
    doc = decode_workshop(sample_bytes())
    assert doc.cycle is not None
    assert doc.cycle.starts <= doc.workshop.day <= doc.cycle.ends
    assert [part.team for part in doc.okrs] == [team.uid for team in doc.teams]
    objectives = [one for part in doc.okrs for one in part.objectives]
    results = [one for objective in objectives for one in objective.key_results]
    assert {result.type for result in results} == set(KeyResultType)
    assert {one.state for one in objectives} >= {
        ObjectiveState.DRAFT,
        ObjectiveState.AGREED,
        ObjectiveState.PARKED,
    }
    assert {one.ambition for one in objectives} == set(Ambition)
    assert any(not part.objectives for part in doc.okrs)
    assert any(not one.key_results for one in objectives)
    assert all(part.mission and part.initiatives for part in doc.okrs)


def test_the_sample_asks_a_named_person_for_the_source_that_is_missing():
    doc = decode_workshop(sample_bytes())
    results = [k for part in doc.okrs for one in part.objectives for k in one.key_results]
    (asked,) = [result for result in results if result.follow_up]
    (action,) = [capture for capture in doc.captures if capture.uid == asked.follow_up]
    assert asked.baseline_unknown
    assert not asked.data_source
    assert (action.kind, action.owner) == (CaptureKind.ACTION, "Lena Sage")


def test_the_sample_s_owners_take_part_and_its_history_ends_with_what_is_there():
    doc = decode_workshop(sample_bytes())
    names = {person.name for person in doc.people}
    objectives = [one for part in doc.okrs for one in part.objectives]
    results = [one for objective in objectives for one in objective.key_results]
    assert {one.owner for one in (*objectives, *results)} <= names
    now = {one.uid: one.title for one in (*objectives, *results)}
    now |= {part.mission.uid: part.mission.text for part in doc.okrs}
    last: dict[str, str] = {}
    for revision in doc.revisions:
        if revision.field in ("title", "text"):
            assert revision.old == last.get(revision.of, "")
            last[revision.of] = revision.new
    assert last == now
    assert sum(bool(revision.old) for revision in doc.revisions) > 10


def test_the_sample_was_prepared_and_looked_back_on():
    doc = decode_workshop(sample_bytes())
    assert {goal.status for goal in doc.goals} == {
        GoalStatus.MET,
        GoalStatus.PARTLY,
        GoalStatus.UNKNOWN,
    }
    assert {part.kind for part in doc.materials} == set(MaterialKind)
    assert {part.kind for part in doc.leader_inputs} == set(LeaderInputKind)
    assert {part.ready for part in doc.materials} == {True, False}
    assert doc.brief is not None
    assert doc.brief.score == "0.7"
    assert all(result.score for result in doc.session_key_results)
    assert doc.brief.adjustments
    assert doc.themes
