"""What a change to OKRs costs when there are many of them: the command, and what is shown after."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

import pytest

from desktop.domain.key_result_line import KeyResultLine
from desktop.services.key_results import (
    AddKeyResult,
    CheckInOn,
    EditKeyResult,
    KeyResultField,
)
from desktop.services.okr_teams import AddTeams
from desktop.services.okrs import AddObjective, EditObjective, ObjectiveField
from tests.bench.apps import timed_ms
from tests.builders import add_workshop, open_bench

OBJECTIVES, RESULTS = 200, 3


@pytest.mark.parametrize("teams", [1, 40])
def test_an_action_on_200_objectives_is_stored_and_read_again_at_once(
    floors, tmp_path, clock, teams
):
    bench = open_bench(tmp_path / "library.okr")
    shop = add_workshop(bench)
    bench.bus.run(AddTeams(shop, tuple(f"Team {n}" for n in range(teams))))
    lines = bench.library.team_lines(shop)
    for n in range(OBJECTIVES):
        bench.bus.run(AddObjective(shop, clock.now(), lines[n % teams].team_id, f"Objective {n}"))
    for objective_id in range(1, OBJECTIVES + 1):
        for n in range(RESULTS):
            line = KeyResultLine(f"Key result {n}", baseline=Decimal(1), target=Decimal("99.95"))
            bench.bus.run(AddKeyResult(shop, clock.now(), objective_id, line))
    team = lines[0].team_id
    objective = bench.library.team_okrs(shop, team).objectives[0]
    result = objective.key_results[0]
    times = []
    for n in range(45):
        at = clock.advance(150)
        commands = (
            EditKeyResult(shop, at, result.id, KeyResultField.TARGET, Decimal(200 + n)),
            EditObjective(shop, at, objective.id, ObjectiveField.TITLE, f"Objective, take {n}"),
            CheckInOn(shop, at, result.id, Decimal(n) / 4),
        )

        def act(command=commands[n % 3]) -> None:
            bench.bus.run(command)
            bench.library.team_lines(shop)
            bench.library.team_okrs(shop, team)

        times.append(timed_ms(act))
    bench.close()
    name = f"200 objectives x 3 in {teams} teams" if teams > 1 else "200 objectives x 3 in one team"
    floors.hold(f"{name}, act and read, median", median(times), 30, "ms")
