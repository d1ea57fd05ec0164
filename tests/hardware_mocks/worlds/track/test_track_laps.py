"""Laps on a track, driven by one who knows where the lane is."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from hardware_mocks.worlds.track.along import pose_at, project
from hardware_mocks.worlds.track.light_loop import Run, drive
from hardware_mocks.worlds.track.state import TrackState
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import NotThereError

Wish = tuple[float, float]


class Blind:
    """A camera that sees nothing but knows everything."""

    def frame(self, state: TrackState) -> Any:
        """Return no picture."""
        self.state = state
        return np.zeros((2, 2, 3), np.uint8)


def expert(track: Track, eye: Blind, speed_m_s: float) -> Callable[[Any, float, Wish], Wish]:
    """Return a pilot that goes for the lane 35 cm ahead, and knows of the 0.1 s."""

    def pilot(_picture: Any, _t_s: float, _wheels: Wish) -> Wish:
        state = eye.state
        turned = state.car.heading_rad + 0.1 * state.turn_rad_s
        middle = state.car.heading_rad + 0.05 * state.turn_rad_s
        x_m = state.car.x_m + 0.1 * state.speed_m_s * math.cos(middle)
        y_m = state.car.y_m + 0.1 * state.speed_m_s * math.sin(middle)
        goal = pose_at(track.road, project(track.road, x_m, y_m).s_m + 0.35)
        east, north = goal.x_m - x_m, goal.y_m - y_m
        ahead = math.cos(turned) * east + math.sin(turned) * north
        left = math.cos(turned) * north - math.sin(turned) * east
        bend = 2 * left / (ahead**2 + left**2) * 0.065
        return speed_m_s * (1 - bend), speed_m_s * (1 + bend)

    return pilot


def lap(name: str, *, seed: int = 0, speed_m_s: float = 0.5, **how: Any) -> tuple[Track, Run]:
    """Drive one lap."""
    track, eye = Track(name, seed=seed), Blind()
    return track, drive(track, expert(track, eye, speed_m_s), laps=1, for_s=60, view=eye, **how)


@pytest.mark.parametrize("name", ["oval", "lane_11", "two_lanes_12", "line_13"])
def test_who_knows_the_lane_drives_a_lap_in_it(name: str) -> None:
    track, run = lap(name)
    assert run.stayed
    assert run.laps == pytest.approx(1.0, abs=0.01)
    assert run.mean_m < 0.02
    assert [event["what"] for event in run.events] == ["lap"]
    assert run.lasted_s == pytest.approx(track.lap_m / 0.5, rel=0.05)


def test_two_runs_of_a_seed_have_the_same_truth_to_the_last_digit() -> None:
    truths = []
    for _ in range(2):
        track, _run = lap("lane_11", seed=5, jitter_s=0.05, dropped=0.1)
        truths.append(track.truth())
    assert truths[0] == truths[1]
    other, _run = lap("lane_11", seed=6, jitter_s=0.05, dropped=0.1)
    assert other.truth() != truths[0]


def test_who_drives_straight_on_leaves_the_lane_and_is_told_when() -> None:
    track = Track("oval")
    run = drive(track, lambda *_: (0.5, 0.5), view=Blind(), for_s=30)
    assert run.left_lane_at_s is not None
    assert abs(track.place.offset_m) == pytest.approx(0.175, abs=0.01)
    assert run.events[-1]["what"] == "left_lane"


def test_a_longer_latency_swings_more() -> None:
    _, quick = lap("lane_11", latency_s=0.05, speed_m_s=0.7)
    _, slow = lap("lane_11", latency_s=0.3, speed_m_s=0.7)
    assert slow.p95_m > 1.3 * quick.p95_m


def test_samples_come_every_50_ms_and_say_how_the_car_is() -> None:
    track = Track("oval")
    track.advance(3.0, 3.0, ms=1000)
    samples = [event for event in track.truth() if event["what"] == "car"]
    assert [sample["t_s"] for sample in samples[:3]] == [0.005, 0.05, 0.1]
    assert samples[-1]["speed_m_s"] == pytest.approx(track.car.speed_m_s, abs=0.01)
    assert len(samples) == 21


def test_a_stop_is_noted_with_how_long_it_lasted() -> None:
    track = Track("oval")
    for volts, ms in ((3.0, 1000), (0.0, 3000), (3.0, 200)):
        track.advance(volts, volts, ms=ms)
    stopped, went_on = (event for event in track.truth() if event["what"] != "car")
    assert (stopped["what"], went_on["what"]) == ("stopped", "went_on")
    assert went_on["stood_s"] == pytest.approx(2.6, abs=0.2)


def test_the_past_can_be_asked_for_three_seconds() -> None:
    track = Track("oval", seed=1)
    states = []
    for _ in range(30):
        track.advance(3.0, 3.4, ms=100)
        states.append(track.state())
    for state in states:
        again = track.state(state.t_ns)
        assert again.car == state.car
    between = track.state(states[4].t_ns + 2_500_000)
    assert states[4].car.x_m < between.car.x_m < states[5].car.x_m


def test_a_little_ahead_it_goes_on_as_it_does() -> None:
    track = Track("oval")
    track.advance(3.0, 3.0, ms=2000)
    soon = track.state(track.now_ns + 50_000_000)
    track.advance(3.0, 3.0, ms=50)
    assert soon.car.x_m == pytest.approx(track.car.x_m, abs=2e-3)


def test_a_track_that_is_not_there_is_asked_back() -> None:
    with pytest.raises(NotThereError, match="lane_1"):
        Track("lan_1")
