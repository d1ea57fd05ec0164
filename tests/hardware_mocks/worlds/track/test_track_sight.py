"""Where a check says that the marks are: there they are in the camera's picture."""

from dataclasses import replace

import numpy as np
import pytest

from hardware_mocks.checks.track_sight import place_of_marks
from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.track import Track


@pytest.fixture(scope="module")
def track():
    return Track("line", seed=1)


def put(track, s_m, side_m, turned_rad=0.0):
    pose = pose_at(track.road, s_m, side_m)
    track.move_car(pose.x_m, pose.y_m, pose.heading_rad + turned_rad)


@pytest.mark.parametrize(
    ("s_m", "side_m", "turned_rad"), [(0.3, 0.0, 0.0), (2.0, 0.08, 0.1), (5.0, -0.05, -0.05)]
)
def test_it_is_the_middle_of_what_the_camera_sees_of_the_line(track, s_m, side_m, turned_rad):
    put(track, s_m, side_m, turned_rad)
    state = track.state()
    marked = track.view.frame(state).astype(int)
    bare = track.view.frame(replace(state, has_marks=False))
    columns = np.nonzero((np.abs(marked - bare).max(axis=2) > 40)[160:])[1]
    seen = (columns.mean() - 159.5) / 160
    assert place_of_marks(track, 160) == pytest.approx(seen, abs=0.02)


def test_beside_the_line_there_is_none(track):
    put(track, 0.5, 0.9)
    assert place_of_marks(track, 160) is None
