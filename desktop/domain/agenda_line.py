"""What one line of a plain agenda says: when, how long, and what; in the order people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.domain.agenda_times import is_time, read_span
from desktop.domain.durations import parse_duration
from desktop.domain.errors import UserError
from desktop.domain.markup import unmarked

LONGEST_LINE = 2_000
"""Characters of a line that can be a block; what is longer is no title."""
_TAB = 4
_FLAGS = re.IGNORECASE | re.ASCII

_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_CHAT = re.compile(
    r"^\s*(?:\[[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},?\s+[0-9:.]{4,8}(?:\s?[AP]M)?\]\s+"
    r"|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4},?\s+[0-9:.]{4,8}(?:\s?[AP]M)?\s+-\s+)[^:]{1,60}:\s",
    _FLAGS,
)
"""WhatsApp and Signal put who said it and when before every message."""
_HEADING = re.compile(r"^(#{1,6})[ \t]+")
_BULLET = re.compile(
    r"^(?:[-*+\u2022\u25cf\u25cb\u25e6\u25aa\u25ab\u2023\u2043\u2013\u2014\u00b7\uf0b7][ \t\u00a0]+"
    r"|[-\u2022\u25cf\u25aa\u2013\u00b7](?=[0-9\[(])"
    r"|[0-9]{1,3}[.)][ \t\u00a0]+|[0-9]\ufe0f?\u20e3[ \t]*|[a-zA-Z][.)][ \t]+)"
)
_NUMBERED = re.compile(r"^(?:[0-9]{1,3}[.)]|[0-9]{1,2}(?:\.[0-9]){1,3}\.?)[ \t]+")
_BOX = re.compile(r"^\[[ xX]\][ \t]+")
_DIAL = re.compile(
    "^[\U0001f550-\U0001f567\u23f0\u23f1\u23f2\u23f3\u231a\u231b\u2610\u2611\u2705\ufe0f ]+"
)

_HALF = r"(?:\s?[ap]\.?m\b\.?)"
_CLOCK = (
    rf"(?:[0-9]{{1,2}}[:.][0-9]{{2}}(?::[0-9]{{2}})?{_HALF}?|[0-9]{{1,2}}{_HALF}"
    r"|(?:[7-9]|1[0-9]|2[0-4])\s?h(?:\s?[0-9]{2})?(?![a-z])|[0-9]{1,2}(?:[:.][0-9]{2})?\s?uhr"
    r"|0[0-9]{3}|noon|midday|midnight|mittag)(?:\s?(?:uhr|hrs|h)\b)?"
)
"""A time of day; 9h30 is one and 1h30 a length, since no workshop begins before seven."""
_TO = "\\s*(?:[-\u2010-\u2015\u2212\u2192>]+|\\b(?:to|until|till|bis|hasta|a|\u00e0)\\b)\\s*"
_BARE = r"(?!(?:19|20)[0-9]{2})[0-9]{3,4}"  # years are no clock
_RANGE = rf"(?:(?:{_CLOCK}|[0-9]{{1,2}}){_TO}{_CLOCK}|{_BARE}\s?[-\u2013]\s?[0-9]{{3,4}})"
_ENDED = r"(?![.:]?[0-9])(?!\w)"
_LEADING = re.compile(
    rf"^(?:(?:at|from|um|ab|von|de|ca\.?)\s+)?([\[(]?)({_RANGE}|{_CLOCK}){_ENDED}([\])]?)", _FLAGS
)
_TRAILING = re.compile(rf"(?:^|[\s,:(\[|])({_RANGE}){_ENDED}[\])]?\s*$", _FLAGS)
_FOUR = re.compile(r"^([0-9]{1,2})([0-9]{2})$")
_UHR = re.compile(r"^([0-9]{1,2})\s?uhr$", _FLAGS)
_PARTED = re.compile(_TO, _FLAGS)
_BROKEN = re.compile(r"^([0-9]{1,2}:[0-9]{2})(?![0-9:])")

_ABOUT = r"(?:(?:~|\u2248|ca\.?|circa|approx\.?|about|around|etwa|max\.?|env\.?|up to)\s*)?"
_NUMBER = "(?:[0-9]{1,3}(?:[.,][0-9]{1,3})?|[0-9]?\u00bd)"
_HOURS = r"(?:hours?|hrs?|h|std\.?|stunden?|horas?|heures?)"
_MINUTES = "(?:minuten?|minutes?|minutos?|mins?\\.?|mn|m|['\u2019\u2032])"
_SECONDS = r"(?:seconds?|secs?|sekunden?|sek\.?|s)"
_LENGTH = (
    rf"(?:(?P<h>{_NUMBER})[\s-]?{_HOURS}"
    rf"(?:\s?(?:and|und|y|et|,)?\s?(?P<hm>[0-9]{{1,2}})(?:\s?{_MINUTES})?)?"
    rf"|(?P<m>{_NUMBER})[\s-]?{_MINUTES}|(?P<s>[0-9]{{1,5}})[\s-]?{_SECONDS})"
)
_LEAST = (
    rf"(?:(?P<least>{_NUMBER})\s?(?:[-\u2013\u2014]|to|bis)\s?"
    "|(?P<times>[0-9]{1,2})\\s?[x\u00d7]\\s?)?"
)
_WHOLE = re.compile(rf"{_ABOUT}{_LEAST}{_LENGTH}\.?", _FLAGS)
_LONG_FIRST = re.compile(rf"^{_ABOUT}{_LEAST}{_LENGTH}{_ENDED}", _FLAGS)
_LONG_LAST = re.compile(rf"^(.*?\S)\s+({_ABOUT}{_LEAST}{_LENGTH})\.?$", _FLAGS)
_MIN_SEC = re.compile(r"[0-6]:[0-5][0-9]", re.ASCII)
_MINUTES_ALONE = re.compile(r"[0-9]{1,3}", re.ASCII)
_FEWEST, _MOST = 5, 240  # minutes a number without a unit may mean; "Part (2)" is none

_BRACKET = re.compile(r"[\[(]([^\[\]()]{1,60})[\])]")
_PARTS = re.compile(
    "(\\s+[-\u2010-\u2015|\u00b7\u2022\u2192]+\\s+|\\s*\\|\\s*|\t+|\\s{3,}|[,;:]\\s+|\\s*\\.{3,}\\s*)"
)
_IN_BRACKET = re.compile(r"([,;|/\u00b7]\s*)")
_LEADERS = re.compile(r"\s+\.+$")  # dots that led to a number at the margin
_EDGE = " \t\u00a0-\u2010\u2011\u2012\u2013\u2015|:,;\u00b7\u2192" + "\u2014"
_PROSE = re.compile(
    r"\b(?:for|the|about|whole|in|after|within|of|to|is|are|last|next|every|these|those|our|least"
    r"|more|than|have|takes?|need|every|only|full|another|noch|die|der|den|alle|in|nach|von|pour"
    r"|les|des|dans|cada|los|las|unos?)$",
    _FLAGS,
)
_WORDS_OF_PROSE = 8


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with words; `when`, `length` and `least` as they are written, empty if not said.

    `indent` in columns; `heading` is 1 to 6, 0 for others; `text` is the line without markup.
    `is_cut`: too long to be read.
    """

    number: int
    text: str
    indent: int
    heading: int
    bullet: bool
    when: str = ""
    length: str = ""
    least: str = ""
    words: str = ""
    is_cut: bool = False

    @property
    def is_timed(self) -> bool:
        return bool(self.when or self.length)

    @property
    def has_words(self) -> bool:
        return any(c.isalnum() for c in self.words)

    def is_below(self, other: TextLine) -> bool:
        """Whether it belongs to what the other begins: under a heading, or further in."""
        if other.heading:
            return not self.heading or self.heading > other.heading
        if self.heading:
            return False
        if self.bullet and not other.bullet:
            return self.indent >= other.indent
        return self.indent >= other.indent + 2


def read_line(number: int, raw: str) -> TextLine:
    """What a line that is not empty says; one that is too long says nothing."""
    body = _CHAT.sub("", _QUOTE.sub("", raw[: LONGEST_LINE + 1]))
    words = body.strip()
    indent = len(body[: len(body) - len(body.lstrip())].expandtabs(_TAB))
    found = _HEADING.match(words)
    heading = len(found[1]) if found else 0
    if found:
        words = _NUMBERED.sub("", words[found.end() :].rstrip("# \t"))
    mark = _BULLET.match(words)
    said = words[mark.end() :] if mark else words
    said = _NUMBERED.sub("", _BOX.sub("", said))
    plain = unmarked(said)
    text = f"{mark[0].strip()} {plain}" if mark else plain
    is_cut = len(raw) > LONGEST_LINE
    line = TextLine(number, text, indent, heading, mark is not None, words=plain, is_cut=is_cut)
    if is_cut:
        return line
    times = _Carving(_DIAL.sub("", " ".join(plain.split("\n"))))
    times.carve(is_listed=bool(heading or mark))
    if not times.when and not times.length:
        return line
    return replace(
        line,
        when=times.when,
        length=times.length,
        least=times.least,
        words=_LEADERS.sub("", times.words).strip(_EDGE),
    )


class _Carving:
    """Takes time and length out of a line, each once; what is left are the words."""

    def __init__(self, words: str) -> None:
        self.words: str = words.strip()
        self.when = self.length = self.least = ""

    def carve(self, *, is_listed: bool) -> None:
        """Surest places first. A sentence that only mentions a time stays one."""
        if not is_listed and _is_sentence(self.words):
            return
        while self._first():
            pass
        self._brackets()
        if not self.when and (found := _TRAILING.search(self.words)) and self._time(found[1]):
            self.words = self.words[: found.start()].rstrip(_EDGE + "([")
        self._parts()
        self._last()
        while self._first():
            pass

    def _first(self) -> bool:
        words = self.words.lstrip(_EDGE)
        found = None if self.when else _LEADING.match(words)
        if found is not None and bool(found[1]) == bool(found[3]):
            dotted = "." in found[2] and words[found.end() : found.end() + 1] == "."  # a date
            hours = bool(found[1]) and bool(_MIN_SEC.fullmatch(found[2]))
            if not dotted and not hours and self._time(found[2]):
                self.words = words[found.end() :].strip()
                return True
        broken = None if self.when else _BROKEN.match(words)
        if broken is not None:
            self.when = broken[1]  # 25:00 is refused with its line, not left out
            self.words = words[broken.end() :].strip()
            return True
        found = None if self.length else _LONG_FIRST.match(words)
        if found is not None:
            self._take(found)
            self.words = words[found.end() :].strip()
            return True
        return False

    def _brackets(self) -> None:
        """What stands in brackets, alone or beside other words in there."""
        kept: list[str] = []
        at = 0
        for found in _BRACKET.finditer(self.words):
            parts = _IN_BRACKET.split(found[1])
            left = [n for n in range(0, len(parts), 2) if not self._is_part(parts[n], bracket=True)]
            if len(left) == len(parts[::2]):
                continue
            kept.append(self.words[at : found.start()])
            rest = ", ".join(parts[n].strip() for n in left if parts[n].strip())
            kept.append(f"({rest})" if rest else "")
            at = found.end()
        self.words = " ".join("".join([*kept, self.words[at:]]).split(" ")).strip()
        self.words = re.sub(r" {2}(?! )", " ", self.words)

    def _parts(self) -> None:
        """What stands between dashes, bars, tabs or commas."""
        parts = _PARTS.split(self.words)
        if len(parts) < 3:
            return
        kept: list[str] = []
        for n in range(0, len(parts), 2):
            bare = n == len(parts) - 1 and bool(parts[n - 1].strip() or "\t" in parts[n - 1])
            if self._is_part(parts[n], bracket=False, bare=bare):
                continue
            kept += [parts[n - 1] if kept else "", parts[n]]
        self.words = "".join(kept).strip()

    def _is_part(self, part: str, *, bracket: bool, bare: bool = False) -> bool:
        text = part.strip()
        if not text:
            return False
        if not self.length:
            found = _WHOLE.fullmatch(text)
            if found is not None:
                self._take(found)
                return True
            if bracket and _MIN_SEC.fullmatch(text):
                self.length = text
                return True
            alone = (bracket or bare) and _MINUTES_ALONE.fullmatch(text)
            if alone and _FEWEST <= int(text) <= _MOST:
                self.length = text
                return True
        return not self.when and is_time(_normal(text)) and self._time(text)

    def _last(self) -> None:
        """ "Break 15 min", but not "we have 15 min"."""
        found = None if self.length else _LONG_LAST.match(self.words)
        if found is None or _PROSE.search(found[1]) or len(found[1]) > 100:
            return
        self._take(found)
        self.words = found[1]

    def _time(self, text: str) -> bool:
        normal = _normal(text)
        if read_span(normal) is None:
            return False
        self.when = normal
        return True

    def _take(self, found: re.Match[str]) -> None:
        """Write a length as `parse_duration` reads it; what it can't is refused there."""
        hours, minutes, seconds = found["h"], found["m"], found["s"]
        unit = "h" if hours else "min" if minutes else "s"
        number = _decimal(hours or minutes or seconds)
        self.length = f"{number} {unit}"
        if found["hm"]:
            self.length = f"{number} h {found['hm']}"
        if found["least"] and not found["hm"]:
            self.least = f"{_decimal(found['least'])} {unit}"
        if found["times"]:
            try:
                self.length = f"{int(found['times']) * parse_duration(self.length)} s"
            except UserError:
                return  # refused later, with its line


def _normal(text: str) -> str:
    """A time or two as `read_span` takes them: an en dash between, colons in four digits."""
    sides = _PARTED.split(text.strip())
    fixed = [_FOUR.sub(r"\1:\2", _UHR.sub(r"\1:00", side.strip())) for side in sides]
    return " \u2013 ".join(fixed) if len(fixed) == 2 else fixed[0] if len(fixed) == 1 else text


def _decimal(number: str) -> str:
    if number.endswith("\u00bd"):
        return f"{number[:-1] or 0}.5"
    return number


def _is_sentence(words: str) -> bool:
    return words.endswith((".", "!", "?")) and len(words.split()) > _WORDS_OF_PROSE
