"""Roads keep what they promise: smooth, wide apart, on the floor, the same for the same seed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.worlds.track.along import pose_at, project, project_many, ruler_of
from hardware_mocks.worlds.track.road import MarkKind
from hardware_mocks.worlds.track.road_file import read_road, road_from
from hardware_mocks.worlds.track.road_shape import (
    clearance_m,
    curvatures_of,
    headings_of,
    length_of,
)
from hardware_mocks.worlds.track.roads import (
    LANE_M,
    LONGEST_LAP_M,
    SHORTEST_LAP_M,
    SMALLEST_RADIUS_M,
    RoadKind,
    road_by_seed,
    with_crossing,
    with_stop_line,
)
from makerkit.errors import BadInputError, NotThereError

SEEDS = st.integers(1, 999)  # those from 1000 on are the proof's
KINDS = st.sampled_from(list(RoadKind))
FEW = settings(max_examples=25, deadline=None)


@FEW
@given(SEEDS, KINDS)
def test_a_road_by_seed_bends_gently_and_stays_on_the_floor(seed: int, kind: RoadKind) -> None:
    road = road_by_seed(seed, kind)
    assert SHORTEST_LAP_M <= length_of(road.lane) <= LONGEST_LAP_M
    assert np.abs(curvatures_of(road.lane)).max() <= 1 / SMALLEST_RADIUS_M
    points = np.concatenate([mark.points for mark in road.marks])
    assert points.min() > 0.05
    assert np.all(points.max(axis=0) < np.array(road.floor_m) - 0.05)


@FEW
@given(SEEDS, KINDS)
def test_a_road_by_seed_never_meets_itself(seed: int, kind: RoadKind) -> None:
    road = road_by_seed(seed, kind)
    assert clearance_m(road.lane, 1.2) > 0.5


@FEW
@given(SEEDS, KINDS)
def test_the_points_of_a_lane_are_close_and_turn_smoothly(seed: int, kind: RoadKind) -> None:
    lane = road_by_seed(seed, kind).lane
    gaps = np.hypot(*(np.roll(lane, -1, axis=0) - lane).T)
    assert gaps.max() <= 0.0101
    changes = np.diff(curvatures_of(lane))
    assert np.abs(changes).max() < 0.5  # of 1 / m within 1 cm: no kink anywhere


def test_a_seed_always_gives_the_same_road_and_another_seed_another() -> None:
    first = road_by_seed(7).lane
    road_by_seed.cache_clear()
    assert np.array_equal(first, road_by_seed(7).lane)
    assert not np.array_equal(first[:50], road_by_seed(8).lane[:50])


def test_two_edges_run_half_a_lane_beside_the_middle() -> None:
    road = road_by_seed(5)
    edges = [mark for mark in road.marks if mark.kind == MarkKind.EDGE]
    assert len(edges) == 2
    for edge, side in zip(edges, (1, -1), strict=True):
        offsets = project_many(road, edge.points[::20])[:, 1]
        assert np.allclose(offsets, side * LANE_M / 2, atol=1e-3)


def test_on_two_lanes_one_drives_right_of_a_broken_line() -> None:
    road = road_by_seed(5, RoadKind.TWO_LANES)
    centre = next(mark for mark in road.marks if mark.kind == MarkKind.CENTRE)
    assert centre.dash_m > 0
    assert np.allclose(project_many(road, centre.points[::20])[:, 1], LANE_M / 2, atol=1e-3)


def test_the_lane_of_a_line_is_the_line() -> None:
    road = road_by_seed(5, RoadKind.LINE)
    assert [mark.kind for mark in road.marks] == [MarkKind.CENTRE]
    assert np.allclose(project_many(road, road.marks[0].points)[:, 1], 0.0, atol=1e-3)


@FEW
@given(SEEDS, KINDS, st.floats(0, 8), st.floats(-0.3, 0.3))
def test_what_is_put_beside_the_lane_is_found_there(
    seed: int, kind: RoadKind, s_m: float, side_m: float
) -> None:
    road = road_by_seed(seed, kind)
    pose = pose_at(road, s_m, side_m)
    place = project(road, pose.x_m, pose.y_m)
    assert ruler_of(road).way_m(s_m, place.s_m) == pytest.approx(0, abs=2e-3)
    assert place.offset_m == pytest.approx(side_m, abs=5e-4)
    turned = math.remainder(place.heading_rad - pose.heading_rad, 2 * math.pi)
    assert turned == pytest.approx(0, abs=5e-3)


def test_a_lap_begins_on_a_straight() -> None:
    for seed in range(1, 20):
        bends = np.abs(curvatures_of(road_by_seed(seed).lane))
        assert bends[:10].max() < 0.3


def test_the_oval_of_the_kit_is_two_half_circles_and_two_straights() -> None:
    road = read_road("oval")
    assert length_of(road.lane) == pytest.approx(2 * math.pi * 0.99 + 2 * 2.22 + 0.04, abs=0.05)
    headings = headings_of(road.lane)
    assert headings[0] == pytest.approx(0, abs=1e-3)  # along the lower straight


def test_marks_across_the_road_lie_where_they_were_wanted() -> None:
    road = with_stop_line(with_crossing(read_road("oval"), 5.0), 3.0)
    stop = next(mark for mark in road.marks if mark.kind == MarkKind.STOP_LINE)
    assert np.allclose(project_many(road, stop.points)[:, 0], 3.0, atol=0.02)
    bars = [mark for mark in road.marks if mark.kind == MarkKind.CROSSING]
    ways = np.array([project_many(road, bar.points) for bar in bars])
    assert len(bars) == 4
    assert np.abs(ways[..., 0] - 5.0).max() < 0.12
    assert np.abs(ways[..., 1]).max() < LANE_M / 2


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"corners": [[0, 0, 1], [1, 1, 1]]}, "three or more"),
        ({"corners": "round"}, "must be a list"),
        ({"corner": []}, "Did you mean"),
        ({"kind": "tarmac", "corners": [[0, 0, 1]] * 3}, "two_edges, two_lanes, line"),
        ({"corners": [[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]]}, "overlap"),
    ],
)
def test_a_road_that_cannot_be_is_explained(table: dict[str, object], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        road_from(table, "mine", "mine.toml")


def test_a_road_that_is_not_there_is_asked_back() -> None:
    with pytest.raises(NotThereError, match="oval"):
        read_road("ovall")
