"""Holds what was measured beside the floor it must keep."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement; `floor` is the most it may be, None when it is only told."""

    name: str
    measured: float
    floor: float | None
    unit: str
    note: str = ""

    def __str__(self) -> str:
        floor = "" if self.floor is None else f"{self.floor:g}"
        missed = "  MISSED" if self.floor is not None and self.measured > self.floor else ""
        return (
            f"{self.name:<52} {self.measured:>9.3f} {floor:>7} {self.unit:<6} {self.note}{missed}"
        )


@dataclass(slots=True)
class Floors:
    """Collects the lines of the table and refuses what is above its floor."""

    lines: list[Line] = field(default_factory=list[Line])

    def hold(self, name: str, measured: float, floor: float, unit: str, note: str = "") -> None:
        """Put it in the table; fails the test when the floor is missed."""
        self.lines.append(Line(name, measured, floor, unit, note))
        assert measured <= floor, f"{name}: {measured:.3f} {unit}, floor {floor:g} {unit}"

    def tell(self, name: str, measured: float, unit: str, note: str = "") -> None:
        """Put it in the table without a floor of its own."""
        self.lines.append(Line(name, measured, None, unit, note))

    def table(self) -> str:
        head = f"{'':<52} {'measured':>9} {'floor':>7}"
        return "\n".join((head, *(str(line) for line in self.lines)))
