"""Scenarios by name: a file of the kit ("obstacle"), a number ("lane_12"), or a file of one's own.

"obstacle" is a file, made to be looked at; "obstacle_12" is one of many by chance.
"""

from __future__ import annotations

import re
from pathlib import Path

from hardware_mocks.worlds.track.scenario import TrackScenario
from hardware_mocks.worlds.track.scenario_chance import KINDS, scenario_by_chance
from hardware_mocks.worlds.track.scenario_file import read_track_scenario, scenario_files
from makerkit.errors import NotThereError
from makerkit.wiring.faults import did_you_mean

_NUMBERED = re.compile(rf"({'|'.join(KINDS)})_([0-9]{{1,6}})")


def scenario_named(name: str) -> TrackScenario:
    """Return the scenario of a name, or of a file.

    Raises:
        NotThereError: nothing goes by that name.
        BadInputError: the file cannot be used.
    """
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None:
        return scenario_by_chance(numbered[1], int(numbered[2]))
    files = scenario_files()
    if name in files:
        return read_track_scenario(files[name])
    if name.endswith(".toml"):
        return read_track_scenario(Path(name))
    known = scenario_names()
    hint = did_you_mean(name, known) or f" There is: {', '.join(known)}."
    raise NotThereError(f"There is no track {name!r}.{hint}")


def scenario_names() -> list[str]:
    """Return the scenarios that can be asked for; with a number there are as many as one likes."""
    return [*scenario_files(), *(f"{kind}_1" for kind in KINDS)]
