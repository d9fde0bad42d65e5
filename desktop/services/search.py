"""Finds words in everything that was written, and says where each find can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from desktop.domain.kinds import CaptureKind
from desktop.domain.search import (
    TRIGRAM,
    SearchGroup,
    SearchHit,
    SearchPlace,
    SearchResults,
    found_in,
    is_too_short,
    search_words,
    snippet_of,
)
from desktop.models.search import SEARCHED, TABLES

MOST = 50
_LOOKED_AT = 500

_FEW = (how.number for how in SEARCHED.values() if how.through in {"", "id"})
_RARE = f"rowid % {TABLES} IN ({', '.join(map(str, _FEW))})"

_OWN = "SELECT x.id, x.workshop_id, x.id FROM {table} x WHERE x.id IN :ids"
_ITEM = (
    "SELECT x.id, i.workshop_id, i.id FROM {table} x"
    " JOIN agenda_item i ON i.id = x.item_id WHERE i.removed = 0 AND x.id IN :ids"
)
# A workshop shows the OKRs that came from it, and those of its quarter.
_OKR = (
    "SELECT x.id, w.id, o.id FROM {path} JOIN workshop w ON w.uid = o.workshop_uid"
    " WHERE x.id IN :ids"
    " UNION SELECT x.id, b.workshop_id, o.id FROM {path}"
    " JOIN workshop_brief b ON b.cycle_id = o.cycle_id WHERE x.id IN :ids"
)
_OF_OBJECTIVE = "{table} x JOIN objective o ON o.id = x.objective_id"

LINKS: dict[str, str] = {
    **{table: _OWN.format(table=table) for table, how in SEARCHED.items() if how.through},
    "workshop": "SELECT x.id, x.id, x.id FROM workshop x WHERE x.id IN :ids",
    "agenda_item": _OWN.format(table="agenda_item") + " AND x.removed = 0",
    "step": _ITEM.format(table="step"),
    "private_note": _ITEM.format(table="private_note"),
    "person": "SELECT x.person_id, x.workshop_id, x.id FROM participation x"
    " WHERE x.person_id IN :ids",
    "team": "SELECT x.team_id, x.workshop_id, min(x.id) FROM participation x"
    " WHERE x.team_id IN :ids GROUP BY x.team_id, x.workshop_id",
    "theme": "SELECT x.id, b.workshop_id, x.id FROM theme x"
    " JOIN workshop_brief b ON b.cycle_id = x.cycle_id WHERE x.id IN :ids",
    "mission": _OKR.format(path="mission x JOIN mission o ON o.id = x.id"),
    "objective": _OKR.format(path="objective x JOIN objective o ON o.id = x.id"),
    "initiative": _OKR.format(path="initiative x JOIN initiative o ON o.id = x.id"),
    "key_result": _OKR.format(path=_OF_OBJECTIVE.format(table="key_result")),
    "milestone_step": _OKR.format(
        path="milestone_step x JOIN key_result k ON k.id = x.key_result_id"
        " JOIN objective o ON o.id = k.objective_id"
    ),
}
"""For each table: id of the row, a workshop it is met in, id of what is selected there."""

_TARGETS = {
    "step": "agenda_item",
    "private_note": "agenda_item",
    "person": "participation",
    "team": "participation",
    "key_result": "objective",
    "milestone_step": "objective",
}
_CONTEXTS = {
    "agenda_item": "SELECT id, title FROM agenda_item WHERE id IN :ids",
    "step": "SELECT s.id, i.title FROM step s JOIN agenda_item i ON i.id = s.item_id"
    " WHERE s.id IN :ids",
    "private_note": "SELECT n.id, i.title FROM private_note n JOIN agenda_item i"
    " ON i.id = n.item_id WHERE n.id IN :ids",
    "participation": "SELECT x.id, p.name FROM participation x JOIN person p"
    " ON p.id = x.person_id WHERE x.id IN :ids",
    "objective": "SELECT id, title FROM objective WHERE id IN :ids",
    "key_result": "SELECT id, title FROM key_result WHERE id IN :ids",
    "mission": "SELECT x.id, t.name FROM mission x JOIN team t ON t.id = x.team_id"
    " WHERE x.id IN :ids",
}
_KINDS = {
    **dict.fromkeys(("finding", "feedback_item", "leader_input", "material"), "kind"),
    "parking_lot_item": f"'{CaptureKind.PARKING_LOT}'",
    "decision": f"'{CaptureKind.DECISION}'",
    "action_item": f"'{CaptureKind.ACTION}'",
    "risk": f"'{CaptureKind.RISK}'",
    "need": f"'{CaptureKind.NEED}'",
}
"""The SQL for the kind of a row, where it has one."""

_A, _P = SearchGroup, SearchPlace
_WHERE: dict[str, tuple[SearchGroup, SearchPlace]] = {
    "workshop": (_A.WORKSHOPS, _P.HOME),
    "agenda_item": (_A.AGENDA, _P.AGENDA),
    "step": (_A.AGENDA, _P.AGENDA),
    "private_note": (_A.PRIVATE, _P.AGENDA),
    **dict.fromkeys(
        (
            "finding",
            "feedback_item",
            "parking_lot_item",
            "decision",
            "action_item",
            "risk",
            "need",
        ),
        (_A.NOTES, _P.CAPTURE),
    ),
    **dict.fromkeys(("participation", "person", "team"), (_A.PEOPLE, _P.PEOPLE)),
    **dict.fromkeys(
        ("workshop_brief", "session_key_result", "goal", "material", "leader_input"),
        (_A.PREPARED, _P.PREPARED),
    ),
    **dict.fromkeys(
        ("theme", "mission", "objective", "key_result", "milestone_step", "initiative"),
        (_A.OKRS, _P.OKRS),
    ),
}
_ORDER = {group: n for n, group in enumerate(SearchGroup)}


@dataclass(frozen=True, slots=True)
class _Candidate:
    entity: str
    id: int
    rank: int
    rowid: int


@dataclass(frozen=True, slots=True)
class _Found:
    of: _Candidate
    workshop: int
    target: int


def search(session: Session, typed: str, workshop_id: int | None = None) -> SearchResults:
    """The rows in which every typed word is found, in one workshop or in all; best first.

    A word is found anywhere in another; case and accents don't matter, and no sign has a meaning
    of its own. Rows that begin a word with what was typed come before others, then the newest.
    """
    words = search_words(typed)
    if is_too_short(typed):
        return SearchResults(typed)
    candidates, more = _candidates(session, words, workshop_id)
    found = _met(session, candidates, workshop_id)
    shops = _workshops(session, {each.workshop for each in found})
    found.sort(key=lambda each: (each.of.rank, -shops[each.workshop][1].toordinal(), -each.of.id))
    more = more or len(found) > MOST
    hits = _hits(session, found[:MOST], shops, words)
    hits.sort(key=lambda hit: _ORDER[hit.group])  # stable: within a group still best first
    return SearchResults(typed, tuple(hits), more)


def _candidates(
    session: Session, words: tuple[str, ...], workshop_id: int | None
) -> tuple[list[_Candidate], bool]:
    """What the index finds: the newest rows, and the rarer kinds even if notes are many."""
    asked: dict[str, Any] = {"most": _LOOKED_AT + 1, "shop": workshop_id}
    # To read every row costs the same for every word. A frequent word found in all workshops, and
    # then held against its row, costs more.
    indexed = workshop_id is None and all(len(word) >= TRIGRAM for word in words)
    where: list[str] = []
    if indexed:
        where.append("search_text MATCH :match")
        asked["match"] = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
    if workshop_id is not None:
        where.append("(workshop_id = :shop OR workshop_id IS NULL)")
    for n, word in enumerate(() if indexed else words):
        where.append(f"instr(text, :word{n}) > 0")
        asked[f"word{n}"] = word
    rows = _rows(session, where, asked)
    more = len(rows) > _LOOKED_AT
    if more:
        rows = list(dict.fromkeys([*rows, *_rows(session, [*where, _RARE], asked)]))
    return [
        _Candidate(entity, row_id, _rank(words, plain), rowid)
        for rowid, plain, entity, row_id in rows
    ], more


def _rows(
    session: Session, where: list[str], asked: Mapping[str, Any]
) -> list[tuple[int, str, str, int]]:
    query = (
        "SELECT rowid, text, entity, entity_id FROM search_text"
        f" WHERE {' AND '.join(where)} ORDER BY rowid DESC LIMIT :most"
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(text(query), asked)]


def _rank(words: tuple[str, ...], plain: str) -> int:
    """How many of the words are found only inside of others."""
    return sum(not _begins_a_word(word, plain) for word in words)


def _begins_a_word(word: str, plain: str) -> bool:
    at = plain.find(word)
    while at > 0 and plain[at - 1].isalnum():
        at = plain.find(word, at + 1)
    return at >= 0


def _met(
    session: Session, candidates: Iterable[_Candidate], workshop_id: int | None
) -> list[_Found]:
    """Where each can be looked at: the open workshop, or the latest; none, and it is no hit."""
    by_entity: dict[str, dict[int, _Candidate]] = {}
    for each in candidates:
        by_entity.setdefault(each.entity, {})[each.id] = each
    found: list[_Found] = []
    for entity, held in by_entity.items():
        best: dict[int, _Found] = {}
        for row_id, shop, target in _with_ids(session, LINKS[entity], held):
            better = row_id not in best or shop > best[row_id].workshop
            if better and workshop_id in (None, shop):
                best[row_id] = _Found(held[row_id], shop, target)
        found += best.values()
    return found


def _workshops(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, date]]:
    rows = _with_ids(session, "SELECT id, title, day FROM workshop WHERE id IN :ids", ids)
    return {row[0]: (row[1], date.fromisoformat(row[2])) for row in rows}


def _hits(
    session: Session,
    found: Iterable[_Found],
    shops: Mapping[int, tuple[str, date]],
    words: tuple[str, ...],
) -> list[SearchHit]:
    found = list(found)
    rows = _contents(session, found)
    uids = _target_uids(session, found)
    hits: list[SearchHit] = []
    for each in found:
        entity, row_id = each.of.entity, each.of.id
        group, place = _WHERE[entity]
        fields, kind, context = rows[entity, row_id]
        snippet, marks = snippet_of(_telling(fields, words), words)
        title, day = shops[each.workshop]
        hits.append(
            SearchHit(
                entity=entity,
                id=row_id,
                group=group,
                place=place,
                target_id=each.target,
                target_uid=uids[_TARGETS.get(entity, entity), each.target],
                workshop_id=each.workshop,
                workshop_title=title,
                day=day,
                snippet=snippet,
                marks=marks,
                context="" if context == snippet else context,
                kind=kind,
                private=group is SearchGroup.PRIVATE,
            )
        )
    return hits


def _contents(
    session: Session, found: Iterable[_Found]
) -> dict[tuple[str, int], tuple[list[str], str, str]]:
    """Of every row its texts, its kind, and what it belongs to."""
    contents: dict[tuple[str, int], tuple[list[str], str, str]] = {}
    for entity, ids in _by_entity((each.of.entity, each.of.id) for each in found).items():
        contexts: dict[int, str] = {}
        if entity in _CONTEXTS:
            contexts = {row[0]: row[1] for row in _with_ids(session, _CONTEXTS[entity], ids)}
        columns = ", ".join(("id", _KINDS.get(entity, "''"), *SEARCHED[entity].fields))
        query = f'SELECT {columns} FROM "{entity}" WHERE id IN :ids'
        for row_id, kind, *fields in _with_ids(session, query, ids):
            contents[entity, row_id] = (fields, kind, contexts.get(row_id, ""))
    return contents


def _target_uids(session: Session, found: Iterable[_Found]) -> dict[tuple[str, int], str]:
    targets = ((_TARGETS.get(each.of.entity, each.of.entity), each.target) for each in found)
    return {
        (table, row[0]): row[1]
        for table, ids in _by_entity(targets).items()
        for row in _with_ids(session, f'SELECT id, uid FROM "{table}" WHERE id IN :ids', ids)
    }


def _by_entity(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    grouped: dict[str, set[int]] = {}
    for entity, row_id in pairs:
        grouped.setdefault(entity, set()).add(row_id)
    return grouped


def _telling(fields: Iterable[str], words: tuple[str, ...]) -> str:
    """The field in which most of the words are."""
    return max(fields, key=lambda field: len(found_in(field, words)))


def _with_ids(session: Session, query: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    statement = text(query).bindparams(bindparam("ids", expanding=True))
    return [tuple(row) for row in session.execute(statement, {"ids": list(ids)})]
