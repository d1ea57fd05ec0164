"""Short drives of the whole car with the real firmware: a bend, a steered chassis, a box."""

import pytest
from car_stage import CarStage

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.worlds.track.chassis import Chassis, Steering


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


def offsets_m(stage):
    events = stage.track.truth()
    return [abs(e["offset_m"]) for e in events if e["what"] == "car" and e["speed_m_s"] > 0.1]


def test_it_stays_in_the_lane_with_a_bad_line_and_lost_pictures(tmp_path):
    faults = {"dropped": 0.1}
    with CarStage(tmp_path, "lane_21", speed=0.5, faults=faults, look_seed=None) as stage:
        stage.bench.arduino().damage(0.01)
        stage.drive_off()
        stage.go(4.0)
        assert max(offsets_m(stage)) < 0.04
        assert stage.reason == ""


def test_a_car_with_a_servo_stays_in_its_lane(tmp_path):
    steered = Chassis(steering=Steering.SERVO)
    settings = {"car": {"chassis": "steered", "steering_middle_us": 1450}}
    with CarStage(
        tmp_path, chassis=steered, settings=settings, join={"pan": "steering"}, look_seed=None
    ) as stage:
        stage.drive_off()
        stage.go(3.5)
        assert max(offsets_m(stage)) < 0.09
        assert stage.reason == ""


def test_a_box_in_the_lane_is_not_touched_and_the_way_out_is_said(tmp_path):
    with CarStage(tmp_path, "obstacle_5", speed=0.8, look_seed=None) as stage:
        stage.until(lambda: stage.reason == "obstacle" and stage.speed_m_s < 0.02, 14.0)
        stage.go(0.5)
        assert not [e for e in stage.track.truth() if e["what"] == "contact"]
        assert stage.status.ahead_m < 0.4
        assert "by itself" in stage.status.halt.way_out
