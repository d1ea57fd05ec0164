"""Camera, curve and lean: what is reckoned in metres before any picture is looked at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError
from self_driving_car.perception.calibration import PITCH_RAD, Calibration
from self_driving_car.perception.curve import NODES, Course
from self_driving_car.perception.lean import Rays

AHEAD = np.array([[0.3, 0.1], [0.6, -0.2], [0.9, 0.3], [0.5, 0.0]])


def test_a_place_on_the_floor_is_found_again_from_its_pixel() -> None:
    camera = Calibration.nominal()

    assert camera.floor(camera.pixels(AHEAD)) == pytest.approx(AHEAD, abs=1e-3)


def test_what_is_farther_left_is_farther_left_in_the_picture() -> None:
    camera = Calibration.nominal()
    left, right = camera.pixels(np.array([[0.5, 0.1], [0.5, -0.1]]))

    assert left[0] < 160 < right[0]


def test_pictures_of_half_the_size_have_half_the_pixels() -> None:
    camera = Calibration.nominal()

    assert camera.for_size((160, 120)).pixels(AHEAD) == pytest.approx(camera.pixels(AHEAD) / 2)


def test_no_floor_is_seen_above_the_horizon() -> None:
    camera = Calibration.nominal()

    assert np.isnan(camera.floor(np.array([[160.0, camera.horizon_px - 5]]))).all()


@settings(max_examples=25, deadline=None)
@given(
    pitch=st.floats(-0.05, 0.05), height=st.floats(-0.15, 0.15), yaw=st.floats(-0.05, 0.05)
)  # fmt: skip
def test_a_leaning_camera_is_one_that_is_mounted_so(
    pitch: float, height: float, yaw: float
) -> None:
    leaning = Calibration.nominal().leaning(pitch, height, yaw)
    mounted = Calibration.mounted(
        (320, 240), pitch_rad=PITCH_RAD + pitch, height_m=0.12 * np.exp(height), yaw_rad=yaw
    )

    assert leaning.pixels(AHEAD) == pytest.approx(mounted.pixels(AHEAD), abs=0.01)


@settings(max_examples=25, deadline=None)
@given(
    pitch=st.floats(-0.04, 0.04),
    height=st.floats(-0.15, 0.15),
    yaw=st.floats(-0.03, 0.03),
    k1=st.floats(-0.1, 0.1),
)
def test_what_a_camera_leans_is_taken_out_of_places(
    pitch: float, height: float, yaw: float, k1: float
) -> None:
    believed = Calibration.nominal()
    lean = np.array([pitch, height, yaw, k1])
    wrong = believed.floor(believed.leaning(*lean).pixels(AHEAD))

    x, y, _ = Rays.of(believed, wrong[:, 0], wrong[:, 1]).corrected(lean)

    assert x == pytest.approx(AHEAD[:, 0], abs=0.012)
    assert y == pytest.approx(AHEAD[:, 1], abs=0.012)


def test_a_calibration_comes_back_from_its_file() -> None:
    camera = Calibration.mounted((640, 480), pitch_rad=0.4, k1=-0.2)

    again = Calibration.from_dict(camera.to_dict())

    assert again.size == (640, 480)
    assert again.pixels(AHEAD) == pytest.approx(camera.pixels(AHEAD))


@pytest.mark.parametrize(
    "spoiled", [{"size": None}, {"focal_px": -1}, {"floor_to_picture": [[1, 2], [3, 4]]}]
)
def test_a_spoiled_file_is_refused_in_plain_words(spoiled: dict[str, object]) -> None:
    kept = Calibration.nominal().to_dict() | spoiled

    with pytest.raises(BadInputError, match=r"no calibration of a camera.*Calibrate"):
        Calibration.from_dict(kept)


def test_a_circle_is_the_same_again_after_driving_along_it() -> None:
    """A car in the middle of a bend of 0.6 m sees the same bend at every place of it."""
    bend = np.array([0.0, 0.0, *[1 / 0.6] * NODES])
    way, turned = 0.05, 0.05 / 0.6

    after, along, _ = Course(0.0).moved(
        bend, 0.6 * np.sin(turned), 0.6 * (1 - np.cos(turned)), turned
    )

    assert after == pytest.approx(bend, abs=1e-3)
    assert along == pytest.approx(way, abs=1e-3)


def test_a_place_of_the_lane_stays_where_it_is_on_the_floor() -> None:
    course = Course(0.07)
    curve = np.array([0.02, 0.1, 0.0, 0.5, 1.0, 1.2, 1.0, 0.2, 0.0])
    x = np.linspace(0.1, 0.6, 6)
    y, _ = course.sampled(curve).at(x)

    after, along, _ = course.moved(curve, 0.05, 0.004, 0.08)

    cos, sin = np.cos(0.08), np.sin(0.08)
    x_after = (x - 0.05) * cos + (y - 0.004) * sin
    y_after = (y - 0.004) * cos - (x - 0.05) * sin
    assert Course(0.07 + along).sampled(after).at(x_after)[0] == pytest.approx(y_after, abs=1e-3)


def test_the_derivatives_of_a_curve_are_those_of_its_points() -> None:
    course = Course(0.13)
    curve = np.array([0.02, 0.1, 0.0, 0.5, 1.0, 1.2, 1.0, 0.2, 0.0])
    x = np.linspace(0.1, 0.55, 6)
    now = course.sampled(curve)
    beside, heading = now.at(x)
    for number in range(len(curve)):
        more = curve.copy()
        more[number] += 1e-5
        moved = (course.sampled(more).at(x)[0] - beside) * np.cos(heading) / 1e-5
        assert now.changes(x)[number] == pytest.approx(moved, abs=0.01)


@pytest.mark.parametrize("number", range(4))
def test_the_derivatives_of_corrected_places_are_those_of_the_lean(number: int) -> None:
    """With a wrong sign here the camera is learned away from how it sits."""
    rays = Rays.of(Calibration.nominal(), AHEAD[:, 0], AHEAD[:, 1])
    more = np.zeros(4)
    more[number] = 1e-5

    x, y, change = rays.corrected(np.zeros(4))
    x_more, y_more, _ = rays.corrected(more)

    assert change[0, number] == pytest.approx((x_more - x) / 1e-5, abs=0.02)
    assert change[1, number] == pytest.approx((y_more - y) / 1e-5, abs=0.02)
