"""What other people call the columns of an agenda and the kinds of its blocks."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import pairwise

from desktop.domain.agenda_file import Column
from desktop.domain.i18n import tr
from desktop.domain.kinds import ItemKind


class Field(StrEnum):
    """What a column of somebody's agenda can be; all but the end are columns of our own."""

    TITLE = "title"
    START = "start"
    END = "end"
    DURATION = "duration"
    KIND = "kind"
    TECHNIQUE = "technique"
    LEAD = "lead"
    INSTRUCTION = "instruction"
    NOTES = "notes"
    MINIMUM = "minimum"
    PROTECTED = "protected"


OWN: dict[Field, Column] = {
    Field.TITLE: Column.TITLE,
    Field.START: Column.START,
    Field.DURATION: Column.DURATION,
    Field.KIND: Column.KIND,
    Field.TECHNIQUE: Column.TECHNIQUE,
    Field.LEAD: Column.LEAD,
    Field.INSTRUCTION: Column.INSTRUCTION,
    Field.NOTES: Column.NOTES,
    Field.MINIMUM: Column.MINIMUM,
    Field.PROTECTED: Column.PROTECTED,
}
"""The project's own format."""


def field_name(field: Field) -> str:
    """What a person chooses by."""
    return {
        Field.TITLE: tr("Title"),
        Field.START: tr("Start"),
        Field.END: tr("End"),
        Field.DURATION: tr("Duration"),
        Field.KIND: tr("Kind"),
        Field.TECHNIQUE: tr("Technique"),
        Field.LEAD: tr("Lead"),
        Field.INSTRUCTION: tr("Public instruction"),
        Field.NOTES: tr("Private notes"),
        Field.MINIMUM: tr("Minimum"),
        Field.PROTECTED: tr("Protected"),
    }[field]


# English, German, Spanish, French; the surest word first. Written as `plain` leaves them.
HEADINGS: dict[Field, tuple[str, ...]] = {
    field: tuple(word.strip() for word in words.split(","))
    for field, words in {
        Field.TITLE: (
            "title, block, agenda item, session title, session, topic, programme item,"
            " program item, item, subject, headline, module, segment, activity, what, step,"
            " agenda, name, section,"
            " titel, programmpunkt, tagesordnungspunkt, top, thema, einheit, punkt, was, aktivitat,"
            " titulo, tema, sesion, asunto, punto, bloque, actividad, que,"
            " titre, intitule, sujet, sequence, point, theme, activite, quoi"
        ),
        Field.START: (
            "start, start time, starts, starts at, begin, begins, beginning, from, start at, time,"
            " clock, clock time, at, when, hour, schedule,"
            " startzeit, beginn, anfang, uhrzeit, von, wann, zeit,"
            " inicio, comienzo, hora de inicio, hora inicio, desde, hora, horario, cuando,"
            " debut, heure de debut, heure debut, heure, horaire, de, quand"
        ),
        Field.END: (
            "end, end time, ends, ends at, until, to, finish, finish time,"
            " ende, endzeit, bis, fin, hora de fin, hora fin, hasta, termina,"
            " heure de fin, heure fin, jusqu a"
        ),
        Field.DURATION: (
            "duration, length, minutes, mins, min, time needed, timing, how long, time allotted,"
            " allotted time, time allocated, planned duration, planned, hours,"
            " dauer, lange, minuten, zeitbedarf, zeitdauer,"
            " duracion, minutos, tiempo, horas, duree, temps, longueur"
        ),
        Field.KIND: (
            "kind, type, category, block type, session type, activity type, phase,"
            " art, typ, kategorie, tipo, categoria, clase, categorie, genre"
        ),
        Field.TECHNIQUE: (
            "technique, method, methodology, format, tool, approach,"
            " technik, methode, methodik, tecnica, metodo, metodologia, formato, outil"
        ),
        Field.LEAD: (
            "lead, led by, leader, facilitator, speaker, presenter, host, owner, responsible,"
            " moderator, who, leitung, moderation, referent, referentin, sprecher, verantwortlich,"
            " wer, responsable, facilitador, facilitadora, ponente, quien, dirige,"
            " animateur, animatrice, animation, intervenant, intervenante, qui"
        ),
        Field.INSTRUCTION: (
            "public instruction, instruction, instructions, description, public description,"
            " details, detail, content, contents, what participants do, how, outline, summary,"
            " goal, purpose, beschreibung, anleitung, inhalt, ablauf, details, ziel,"
            " instrucciones, instruccion, descripcion, contenido, detalles, objetivo,"
            " consigne, consignes, contenu, deroule, deroulement, objectif"
        ),
        Field.NOTES: (
            "private notes, private note, facilitator notes, notes, note, speaker notes, materials,"
            " material, comments, comment, remarks, props, equipment, supplies, resources,"
            " additional information, additional info, notizen, notiz, anmerkungen, anmerkung,"
            " bemerkungen, hinweise, materialien, notas, nota, materiales, comentarios,"
            " observaciones, recursos, materiel, remarques, commentaires, ressources"
        ),
        Field.MINIMUM: (
            "minimum, minimum duration, min duration, minimum length, at least, shortest,"
            " mindestdauer, mindestens, minimo, duracion minima, duree minimale, minimale"
        ),
        Field.PROTECTED: (
            "protected, locked, fixed, is protected, geschutzt, fest, fix, protegido, fijo,"
            " protege, fixe"
        ),
    }.items()
}

AMBIGUOUS = frozenset(
    {"time", "times", "timing", "schedule", "hour", "hours", "zeit", "hora", "horas", "tiempo"}
    | {"heure", "temps", "horaire", "horario", "planned"}
)
"""Said of times of day and of lengths alike: the cells decide."""

UNITS: dict[str, str] = {
    **dict.fromkeys(("min", "mins", "minutes", "minute", "minuten", "minutos", "mn"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunden", "horas", "heures"), "h"),
    **dict.fromkeys(("s", "sec", "secs", "seconds", "sek", "sekunden", "segundos"), "s"),
}
"""What a heading says of the numbers under it."""

KINDS: dict[str, ItemKind] = {
    word.strip(): kind
    for kind, words in {
        ItemKind.WELCOME: (
            "welcome, opening, open, intro, introduction, introductions, arrival, arrive,"
            " begrussung, einstieg, ankommen, eroffnung, einfuhrung,"
            " bienvenida, apertura, introduccion, llegada, accueil, ouverture, bienvenue"
        ),
        ItemKind.TALK: (
            "talk, input, presentation, lecture, keynote, theory, demo, briefing, speech, explain,"
            " vortrag, impuls, prasentation, theorie, ponencia, charla, presentacion, teoria,"
            " expose, apport, presentation"
        ),
        ItemKind.ACTIVITY: (
            "activity, work, exercise, task, practice, workshop, game, energizer, energiser,"
            " individual work, hands on, arbeit, ubung, aktivitat, ejercicio, trabajo, actividad,"
            " practica, travail, exercice, activite, pratique"
        ),
        ItemKind.BREAKOUT: (
            "breakout, breakouts, breakout session, group work, groupwork, groups, small groups,"
            " teams, team work, teamwork, pairs, gruppenarbeit, kleingruppen, gruppen,"
            " trabajo en grupo, grupos, travail en groupe, groupes, sous groupes, atelier"
        ),
        ItemKind.DISCUSSION: (
            "discussion, review, debrief, reflection, reflect, plenary, feedback, sharing, share,"
            " dialogue, dialog, q a, qa, questions, debate, diskussion, auswertung, reflexion,"
            " plenum, austausch, discusion, revision, plenaria, debat, echange, bilan, pleniere"
        ),
        ItemKind.VOTE: (
            "vote, voting, poll, polling, decision, abstimmung, votacion, votation, sondage"
        ),
        ItemKind.BREAK: (
            "break, breaks, lunch, lunch break, coffee, coffee break, tea, tea break, short break,"
            " bio break, pause, dinner, breakfast, rest, mittag, mittagessen, mittagspause,"
            " kaffeepause, kurze pause, descanso, almuerzo, comida, pausa, pausa cafe, receso,"
            " dejeuner, pause dejeuner, pause cafe, repas"
        ),
        ItemKind.CHECK_IN: "check in, checkin",
        ItemKind.CLOSE: (
            "close, closing, closure, wrap up, wrapup, end, ending, check out, checkout,"
            " next steps, goodbye, conclusion, abschluss, ende, schluss, verabschiedung, ausklang,"
            " cierre, clausura, conclusiones, cloture, fin"
        ),
    }.items()
    for word in words.split(",")
}

ENDS = frozenset(
    {"end", "the end", "close", "finish", "end of workshop", "end of day", "end of session"}
    | {"end of agenda", "ende", "schluss", "fin", "cierre", "cloture", "final"}
)
"""Titles of a last line that only says when it is over."""

TOTALS = frozenset(
    {"total", "totals", "sum", "total time", "total duration", "summe", "gesamt", "gesamtdauer"}
    | {"duracion total", "somme", "duree totale", "tiempo total"}
)
"""Titles of a line that adds up the others."""

YES = frozenset({"ja", "j", "si", "s", "oui", "o", "wahr", "verdadero", "vrai", "locked", "✓", "✔"})
NO = frozenset({"nein", "non", "falsch", "falso", "faux", "unlocked", "-", "–"})


def plain(text: str) -> str:
    """Lower case, without accents, brackets and signs: how the words above are written."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text[:200])
    spread = unicodedata.normalize("NFKD", bare.casefold())
    kept = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def unit_of(heading: str) -> str:
    """The unit a heading names, "min", "h" or "s"; empty when it names none."""
    in_brackets = re.findall(r"[(\[]\s*([^\W\d_]+)", heading[:200].casefold())
    words = re.findall(r"[^\W\d_]{2,}", heading[:200].casefold())  # "today's" is no second
    return next((UNITS[word] for word in (*in_brackets, *words) if word in UNITS), "")


def kind_of(words: str) -> ItemKind | None:
    """The kind somebody's word stands for: the whole of it, else its first known word."""
    said = plain(words)
    if not said:
        return None
    found = KINDS.get(said)
    if found is not None:
        return found
    own = said.replace(" ", "_")
    if own in set(ItemKind):
        return ItemKind(own)
    parts = said.split()
    pairs = (" ".join(pair) for pair in pairwise(parts))
    return next((KINDS[part] for part in (*pairs, *parts) if part in KINDS), None)
