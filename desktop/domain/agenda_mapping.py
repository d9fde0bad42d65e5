"""Reads an agenda out of anybody's table: which column is what, and the blocks that makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.domain.agenda_file import (
    DAY_S,
    AgendaFile,
    Column,
    Layout,
    Line,
    Skipped,
    check_width,
    read_blocks,
    unread_warning,
)
from desktop.domain.agenda_times import (
    Span,
    duration_text,
    is_length,
    is_time,
    read_span,
    resolve,
    writes_min_sec,
)
