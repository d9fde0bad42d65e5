"""Goes through the lines of an agenda that is no table, and says of each what it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.agenda_file import Skipped
from desktop.domain.agenda_line import LONGEST_LINE, TextLine
from desktop.domain.agenda_times import read_span
from desktop.domain.agenda_words import plain
from desktop.domain.i18n import tr

_LABELS = frozenset(
    {
        "time",
        "times",
        "when",
        "date",
        "duration",
        "length",
        "start",
        "start time",
        "starts",
        "begin",
    }
    | {"time needed", "timing", "planned", "zeit", "uhrzeit", "wann", "dauer", "beginn", "datum"}
    | {"hora", "cuando", "duracion", "inicio", "fecha", "heure", "quand", "duree", "debut", "date"}
)
"""Words before a time that are no title: they say of something else when it is."""


@dataclass(slots=True)
class LineBlock:
    """A line with a time or a length, and the lines that belong to it."""

    line: TextLine
    title: str
    others: list[int] = field(default_factory=list[int])  # a title of its own, a label
    below: list[TextLine] = field(default_factory=list[TextLine])
    when: str = ""
    length: str = ""
    least: str = ""

    @classmethod
    def of(cls, line: TextLine) -> LineBlock:
        return cls(line, line.words, when=line.when, length=line.length, least=line.least)

    def numbers(self) -> tuple[int, ...]:
        return (*self.others, *(line.number for line in self.below))

    def text(self) -> str:
        return "\n".join(line.text for line in self.below)


class LineReader:
    """Goes through the lines once; each becomes a block, part of one, or is skipped."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.blocks: list[LineBlock] = []
        self.skipped: list[Skipped] = []
        self._lines = lines
        self._block: LineBlock | None = None  # what lines further in belong to
        self._waiting: list[TextLine] = []  # a title without a time, and what stood below it
        self._opening: tuple[int, str] | None = None  # when it all begins, and the line of that
        self._is_title_first = bool(lines) and _is_time_alone(lines[-1])
        self._needs_title: LineBlock | None = None

    def read(self) -> None:
        for line in self._lines:
            if line.is_cut:
                self._skip(line, tr("longer than {n} characters").format(n=LONGEST_LINE))
            elif self._needs_title is not None and _is_title(line):
                self._needs_title.title = line.words
                self._needs_title.others.append(line.number)
                self._needs_title = None
            elif line.is_timed:
                self._timed(line)
            else:
                self._untimed(line)
        self._drop_waiting()
        self._drop_untitled()
        if self._opening is not None and self._opening[0]:
            self.skipped.append(Skipped(self._opening[0], tr("says when it all begins")))
        self.skipped.sort(key=lambda each: each.line)

    def warnings(self) -> list[str]:
        """Lengths that are text now: steps, or blocks that stood under a longer one."""
        said = tr("Line {line}: the lengths below it are in its public instruction, no blocks.")
        return [
            said.format(line=block.line.number)
            for block in self.blocks
            if any(line.is_timed for line in block.below)
        ]

    def _timed(self, line: TextLine) -> None:
        self._drop_untitled()
        is_label = not line.has_words or plain(line.words) in _LABELS
        if is_label and self._gives_times_to_waiting(line):
            return
        if not line.has_words:
            self._drop_waiting()
            self._begin(LineBlock.of(line))
            self._needs_title = self._block
        elif not (is_label and self._is_opening(line)):
            self._drop_waiting()
            block = self._block
            if block is not None and line.is_below(block.line) and _is_step(line, block.line):
                block.below.append(line)
            else:
                self._add(LineBlock.of(line), line)

    def _add(self, block: LineBlock, line: TextLine) -> None:
        above = self._block
        if above is not None and line.is_below(above.line) and _is_section(above, line):
            self._drop_section(above, line)
        self._begin(block)

    def _begin(self, block: LineBlock) -> None:
        if not self.blocks and not block.when and self._opening is not None:
            number, block.when = self._opening
            if number:
                block.others.append(number)
            self._opening = None
        self.blocks.append(block)
        self._block = block

    def _gives_times_to_waiting(self, line: TextLine) -> bool:
        """ "Duration: 15 min" below a heading, or a time alone under its title."""
        if not self._waiting:
            return False
        title, *between = self._waiting
        is_next = not between and title.number + 1 == line.number and not line.has_words
        alone = is_next and (self._is_title_first or line.is_below(title))
        if not (alone or (title.heading and line.is_below(title))):
            return False
        self._waiting = []
        timed = replace(title, when=line.when, length=line.length, least=line.least)
        block = LineBlock.of(timed)
        block.others.append(line.number)
        for each in between:
            if each.has_words:
                block.below.append(each)
            else:
                self._skip(each, tr("no words in it"))
        self._add(block, timed)
        return True

    def _is_opening(self, line: TextLine) -> bool:
        """ "Start: 09:00" above the blocks says when the first of them begins."""
        if self.blocks:
            return False
        self._drop_waiting()
        if self._opening is None and line.when:
            self._opening = (line.number, line.when.split(" ")[0])
        else:
            self._skip(line, tr("says of it all when it is"))
        return True

    def _drop_section(self, block: LineBlock, line: TextLine) -> None:
        if self.blocks[-1] is not block:
            return  # there were blocks in between
        self.blocks.pop()
        why = tr("a heading over lines with times of their own")
        numbers = sorted((block.line.number, *block.numbers()))
        self.skipped += [Skipped(number, why) for number in numbers]
        if not self.blocks and block.when and not line.when:
            self._opening = (0, block.when.split(" ")[0])

    def _untimed(self, line: TextLine) -> None:
        self._drop_untitled()
        if not line.has_words:
            if self._waiting:
                self._waiting.append(line)
            else:
                self._skip(line, tr("no words in it"))
            return
        if self._waiting and line.is_below(self._waiting[0]) and not line.heading:
            self._waiting.append(line)
            return
        self._drop_waiting()
        block = self._block
        is_below = block is not None and line.is_below(block.line)
        if block is not None and is_below and not line.heading:
            block.below.append(line)
            return
        if not is_below:
            self._block = None
        self._waiting = [line]

    def _drop_waiting(self) -> None:
        """No time came: text of the block above, if it stands below one."""
        lines, self._waiting = self._waiting, []
        block = self._block
        is_text = block is not None and bool(lines) and lines[0].is_below(block.line)
        for line in lines:
            if not line.has_words:
                self._skip(line, tr("no words in it"))
            elif block is not None and is_text:
                block.below.append(line)
            elif line.heading:
                self._skip(line, tr("a heading without a time"))
            else:
                self._skip(line, tr("no time and no length"))

    def _drop_untitled(self) -> None:
        """A time that no words follow."""
        block = self._needs_title
        if block is None:
            return
        self._needs_title = None
        self.blocks.remove(block)
        self._block = None
        self._skip(block.line, tr("a time without a title"))
        self.skipped += [Skipped(number, tr("a time without a title")) for number in block.others]

    def _skip(self, line: TextLine, why: str) -> None:
        self.skipped.append(Skipped(line.number, why))


def _is_time_alone(line: TextLine) -> bool:
    return line.is_timed and not line.has_words


def _is_title(line: TextLine) -> bool:
    return line.has_words and not line.is_timed and not line.heading


def _is_step(line: TextLine, above: TextLine) -> bool:
    """A length further in is part of what stands above; a time of day is a block of its own."""
    return not line.when and not line.heading and above.heading != 1


def _is_section(block: LineBlock, line: TextLine) -> bool:
    """Whether the block is only a heading over lines that have times of their own."""
    if not block.when or (block.line.heading and line.heading) or not line.when:
        return True
    ours, theirs = read_span(block.when), read_span(line.when)
    return ours is not None and theirs is not None and ours.start == theirs.start
