"""The detector before the cameras of the simulated house: who breaks in, and bad weather.

The long runs are `python -m benchmarks.motion hours 10` and `... break_ins`.
"""

import pytest

from benchmarks.motion import FAR_S, Kit, _delay_s, _visits
from benchmarks.motion_hours import HOURS, hour, shots
from hardware_mocks.worlds.house.house import House

CAMERAS = [
    ("burglary", "hall", 42, 62),
    ("burglary", "living_room", 20, 40),
    ("two_intruders", "front_door", 0, 40),
    ("two_intruders", "living_room", 10, 30),
    ("slow_intruder", "living_room", 0, 60),
    ("walk_through", "living_room", 0, 25),
]
WEATHER_S = 60.0


def looked_at(frames):
    detector = Kit()
    return [detector.look(shot.luma, shot.t_s) for shot in frames]


@pytest.mark.parametrize(("scenario", "camera", "from_s", "until_s"), CAMERAS)
def test_who_breaks_in_is_found_within_0_6_s_of_being_visible(scenario, camera, from_s, until_s):
    frames = [s for s in shots(House(scenario), camera, until_s) if s.t_s >= from_s]
    flags = looked_at(frames)
    visits = [visit for visit in _visits(frames) if visit[0] > from_s + FAR_S]
    assert visits
    delays = [_delay_s(frames, flags, visit) for visit in visits]
    assert [delay for delay in delays if delay is None or delay > 0.61] == []


@pytest.mark.parametrize(("kind", "camera"), HOURS)
def test_bad_weather_and_light_are_nobody(kind, camera):
    frames = list(hour(kind, camera, seed=7, seconds=WEATHER_S))
    flags = looked_at(frames)
    assert [shot.t_s for shot, flag in zip(frames, flags, strict=True) if flag] == []
