"""The lane in rendered pictures, one by one and driving."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.lane import lap
from hardware_mocks.worlds.track.picture import CarView
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.track import Track
from self_driving_car.perceive import main
from self_driving_car.perception.line import LineFollower
from self_driving_car.perception.perception import Perception
from self_driving_car.perception.seen import Lane
from self_driving_car.perception.settings import PerceptionSettings


def picture(name: str = "lane_3", look: Look | None = None, *, left_m: float = 0.0) -> Any:
    """Return what the camera sees at the start of a road, put down beside its middle."""
    track = Track(name, seed=3)
    car = track.car.pose
    track.move_car(
        car.x_m - left_m * math.sin(car.heading_rad), car.y_m + left_m * math.cos(car.heading_rad)
    )
    return CarView(track, seed=3, looks=look or Look()).frame(track.state())


def bare(look: Look) -> Any:
    """Return a floor without any mark."""
    track = Track("lane_3", seed=3)

    class Bare:
        road = replace(track.road, marks=())
        state = staticmethod(track.state)

    return CarView(Bare(), seed=3, looks=look).frame(track.state())


@pytest.mark.parametrize("left_m", [-0.06, 0.0, 0.06])
def test_the_middle_of_the_lane_is_where_it_is(left_m: float) -> None:
    lane = Perception(PerceptionSettings()).look(picture(left_m=left_m), 0.0).lane

    assert lane is not None
    assert lane.y_at(0.3) == pytest.approx(-left_m, abs=0.02)
    assert lane.confidence > 0.4
    assert lane.width_m == 0.35


@pytest.mark.parametrize("look", [Look(), Look(noise=6.0), Look.from_seed(41), Look.from_seed(44)])
def test_a_floor_without_marks_has_no_sure_lane(look: Look) -> None:
    """AutoRCCar #195 drives on at the end of the track."""
    lane = Perception(PerceptionSettings()).look(bare(look), 0.0).lane

    assert lane is None or lane.confidence < 0.35


def test_a_lane_that_ends_is_told_by_the_first_picture_without_it() -> None:
    """donkeycar's line follower keeps throttle and steering for ever after the line is lost."""
    perception = Perception(PerceptionSettings())
    for number in range(5):
        assert perception.look(picture(), number * 0.05, (0.0, 0.0, 0.0)).lane is not None

    assert perception.look(bare(Look()), 0.25, (0.0, 0.0, 0.0)).lane is None


def after_marks(marks: Any) -> Perception:
    """Return a perception that has seen a lane for a while."""
    perception = Perception(PerceptionSettings())
    for number in range(15):
        assert perception.look(marks, number * 0.05, (0.0, 0.0, 0.0)).lane is not None
    return perception


def looked(perception: Perception, seen: Any, times: int = 12) -> list[Lane | None]:
    """Look at the same picture some times."""
    return [
        perception.look(seen, 1.0 + number * 0.05, (0.0, 0.0, 0.0)).lane for number in range(times)
    ]


def seams(marks: Any, look: Look) -> Any:
    """Return the floor with a seam where each mark was, of a third of its contrast."""
    return cv2.addWeighted(marks, 0.33, bare(look), 0.67, 0)


@pytest.mark.parametrize("look", [Look(), Look.from_seed(41)])
def test_seams_of_the_floor_are_not_taken_for_marks_that_ended(look: Look) -> None:
    """What is fainter than the marks were is none, even where they would go on."""
    marks = picture(look=look)
    faint = seams(marks, look)

    who_never_saw_marks = Perception(PerceptionSettings()).look(faint, 0.0).lane
    lanes = looked(after_marks(marks), faint)

    assert who_never_saw_marks is not None
    assert lanes == [None] * 12


def test_marks_in_the_shade_are_still_those_that_were_learned() -> None:
    marks = picture()

    lanes = looked(after_marks(marks), cv2.convertScaleAbs(marks, alpha=0.45), 1)

    assert lanes[0] is not None
    assert lanes[0].confidence > 0.6


@pytest.mark.parametrize("left_m", [-0.08, 0.08])
def test_a_lane_that_lies_aside_of_where_it_was_known_is_found_in_a_quarter_of_a_second(
    left_m: float,
) -> None:
    """signs_16: a zebra crossing had bent what was known of it; it faded, and the car stood."""
    lanes = looked(after_marks(picture()), picture(left_m=left_m), 5)

    assert lanes[-1] is not None
    assert lanes[-1].confidence > 0.8
    assert lanes[-1].y_at(0.3) == pytest.approx(-left_m, abs=0.02)


def test_three_seconds_without_its_marks_it_takes_a_road_of_others() -> None:
    marks = picture()

    lanes = looked(after_marks(marks), seams(marks, Look()), 70)

    assert lanes[:59] == [None] * 59
    assert lanes[-1] is not None


def test_a_line_is_no_lane_to_go_on_with_where_two_marks_end() -> None:
    lanes = looked(after_marks(picture()), picture("line_3"))

    assert all(lane is None or lane.width_m > 0.0 for lane in lanes)


def test_a_line_is_told_from_a_lane() -> None:
    lane = Perception(PerceptionSettings()).look(picture("line_3"), 0.0).lane

    assert lane is not None
    assert lane.width_m == 0.0
    assert abs(lane.y_at(0.3)) < 0.02


def test_clutter_beside_the_line_does_not_pull_the_follower() -> None:
    """donkeycar #1242: the line follower is disturbed by clutter."""
    seen = picture("line_3")
    cv2.rectangle(seen, (250, 120), (275, 170), (40, 195, 230), -1)
    cv2.circle(seen, (60, 150), 12, (235, 235, 235), -1)

    lane = LineFollower(PerceptionSettings()).look(seen, 0.0).lane

    assert lane is not None
    assert abs(lane.y_at(0.3)) < 0.02


def test_one_stray_spot_is_no_line() -> None:
    """donkeycar's line follower steers hard for one stray pixel."""
    floor = bare(Look())
    seen = floor.copy()
    seen[150:153, 250:253] = (40, 195, 230)

    assert LineFollower(PerceptionSettings()).look(floor, 0.0).lane is None
    assert LineFollower(PerceptionSettings()).look(seen, 0.0).lane is None


def test_one_mark_is_enough_while_it_is_followed() -> None:
    perception = Perception(PerceptionSettings())
    seen = picture()
    for number in range(12):
        perception.look(seen, number * 0.05, (0.0, 0.0, 0.0))
    half = seen.copy()
    half[:, :160] = cv2.GaussianBlur(seen, (0, 0), 15)[:, :160]

    lane = perception.look(half, 0.6, (0.0, 0.0, 0.0)).lane

    assert lane is not None
    assert abs(lane.y_at(0.3)) < 0.03


def test_the_same_pictures_give_the_same_lane() -> None:
    seen = picture(look=Look.from_seed(12))

    assert (
        Perception(PerceptionSettings()).look(seen, 0.0).lane
        == Perception(PerceptionSettings()).look(seen, 0.0).lane
    )


def test_a_stretch_of_road_under_random_light_with_a_camera_out_of_place_is_driven() -> None:
    run, pilot = lap(3, 0.5, laps=0.25)

    assert run.stayed
    assert run.laps > 0.2
    assert max(map(abs, run.offsets_m)) < 0.06
    assert pilot.perception.calibration_now is not pilot.perception.calibration


def test_pictures_of_any_camera_are_told_as_json(tmp_path: Path) -> None:
    for number, left_m in enumerate((-0.05, 0.05)):
        seen = cv2.resize(picture(left_m=left_m), (160, 120), interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(tmp_path / f"{number}_cam_image_array_.jpg"), seen)
    (tmp_path / "2_cam_image_array_.jpg").write_bytes(b"")

    result = CliRunner().invoke(main, [str(tmp_path), "--json", "--show", str(tmp_path / "out")])

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [np.sign(one["lane"]["offset_share"]) for one in told] == [1.0, -1.0]
    assert "2_cam_image_array_.jpg is no picture" in result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path)])

    assert result.exit_code == 2
    assert "There is no picture that can be read" in result.stderr
