"""Scenes and the worlds that they name: reading them, putting a world round a bench."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.wiring.scenario import Scenario, WorldChoice, read_scenario

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.worlds.house.scenario_file import HouseScenario
    from hardware_mocks.worlds.track.track import Track

NUMBERED = ("living_room", "hall", "front_door", "street")
"""What camera 0, 1, ... of a bench looks at, where nothing else is said."""
NS_PER_S = 1_000_000_000


def read_scene(named: str | Path) -> Scenario:
    """Return the scene of a file, or a scenario of the house by its name or its own file.

    The run begins at the world's own time, unless the scene says another.

    Raises:
        NotThereError: there is neither such a file nor such a scenario.
        BadInputError: it cannot be used; the message names every place and what to write.
    """
    path = Path(named)
    if path.is_file():
        scene = _from_file(path)
    elif path.suffix or len(path.parts) > 1:
        return read_scenario(path)  # it says that there is none
    else:
        scene = Scenario(world=WorldChoice("house", str(named)))
    if scene.world is None or scene.start is not None or scene.world.kind != "house":
        return scene
    return replace(scene, start=house_scenario(scene.world).start)


def house_scenario(choice: WorldChoice) -> HouseScenario:
    """Return the scenario that a scene chooses for its house.

    Raises:
        NotThereError, BadInputError: it is not there, or cannot be used.
    """
    from hardware_mocks.worlds.house.house import DEFAULT_SCENARIO
    from hardware_mocks.worlds.house.scenario_file import read_house_scenario

    scenario = read_house_scenario(choice.scenario or DEFAULT_SCENARIO)
    return replace(scenario, code=choice.code) if choice.code else scenario


def put_world(bench: Bench, choice: WorldChoice) -> None:
    """Let a bench stand in the world that a scene chooses."""
    if choice.kind == "track":
        join_track(bench, choice)
        return
    from hardware_mocks.worlds.house.house import House

    house = House(house_scenario(choice), seed=bench.seed)
    join_house(bench, house, dict(choice.join))


def join_house(bench: Bench, house: object, join: dict[str, str] | None = None) -> None:
    """Let a bench stand in a house: its sensors move the parts, its cameras look into it."""
    from hardware_mocks.worlds.house.house import House

    assert isinstance(house, House)
    house.join(bench, join)
    bench.note("world", f"house: {house.scenario.title}", scenario=house.scenario.name)
    views = getattr(bench, "views", None)
    if views is not None:
        for camera in house.plan.cameras:
            view = house.camera_view(camera)
            for name in {camera, camera.replace("_", " ")}:
                views.setdefault(name, view)
        for number, camera in enumerate(NUMBERED):
            views.setdefault(str(number), house.camera_view(camera))


def join_track(bench: Bench, choice: WorldChoice, *, seed: int | None = None) -> Track:
    """Put the car of a bench on a track: its motors move it, its cameras look from it."""
    from hardware_mocks.worlds.track.track import DEFAULT_SCENARIO, Track

    seed = bench.seed if seed is None else seed
    track = Track(choice.scenario or DEFAULT_SCENARIO, seed=seed)
    track.join(bench, dict(choice.join))
    bench.note("world", f"track: {track.scenario.title}", scenario=track.scenario.name)
    views = getattr(bench, "views", None)
    if views is not None:
        for name in ("car", "camera", "0"):
            views.setdefault(name, track.camera_view())
    for board in bench.arduinos():
        if track.scenario.faults.damaged:
            board.damage(track.scenario.faults.damaged)
    return track


def write_truth(bench: Bench, trace: str, ended_at_ns: int) -> Path | None:
    """Write what really happened beside a trace, `run.truth.jsonl` beside `run.jsonl`."""
    from makerkit.atomic_file import write_atomically

    if bench.house is None and bench.track is None:
        return None
    path = Path(trace).with_suffix(".truth.jsonl")
    events = []
    if bench.house is not None:
        with_cameras = any(event.kind == "camera" for event in bench.trace)
        events += bench.house.truth(ended_at_ns / NS_PER_S, with_cameras=with_cameras)
    if bench.track is not None:
        events += bench.track.truth(ended_at_ns / NS_PER_S)
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
    write_atomically(path, lines.encode())
    return path


def _from_file(path: Path) -> Scenario:
    from hardware_mocks.worlds.house.scenario_file import is_house_scenario

    text = path.read_text(encoding="utf-8", errors="replace")
    if is_house_scenario(text):
        return Scenario(world=WorldChoice("house", str(path)))
    scene = read_scenario(path)
    beside = path.parent / scene.world.scenario if scene.world is not None else path
    if scene.world is not None and scene.world.scenario and beside.is_file():
        return replace(scene, world=replace(scene.world, scenario=str(beside)))
    return scene
