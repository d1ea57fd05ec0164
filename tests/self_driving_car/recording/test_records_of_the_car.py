"""Which pictures become records, and what a record says."""

import math

import pytest
from recording_fakes import driving

from makerkit.tub.record import encode
from self_driving_car.control.chassis import twist_of_stick
from self_driving_car.control.motion import STANDSTILL, WHEELS_STILL, Twist, WheelSpeeds
from self_driving_car.driver.settings import CarSettings
from self_driving_car.recording.choosing import Choosing
from self_driving_car.recording.sample import EXTRAS, PILOT, sample_of
from self_driving_car.recording.settings import RecordingSettings
from self_driving_car.status import Halt, Mode

CAR = CarSettings()


def kept(times, **settings):
    choosing = Choosing(RecordingSettings(**settings))
    return [t_s for t_s in times if choosing.wants(driving(t_s))]


def test_no_more_records_are_kept_than_wished():
    times = [number / 60 for number in range(600)]

    assert len(kept(times, fps=20)) == pytest.approx(200, abs=2)


def test_a_camera_that_is_not_exact_loses_nothing_at_its_own_rate():
    times = [number / 20 + 0.008 * math.sin(number * 7) for number in range(400)]

    assert len(kept(times, fps=20)) == 400


def test_after_a_gap_the_rate_is_kept():
    times = [0.0, *(10.0 + number / 100 for number in range(100))]

    assert len(kept(times, fps=10)) == pytest.approx(11, abs=1)


@pytest.mark.parametrize(
    ("changes", "is_kept"),
    [
        ({}, True),
        ({"wish": STANDSTILL, "wheels": WHEELS_STILL}, False),
        ({"wish": STANDSTILL, "wheels": WheelSpeeds(0.0, 0.1)}, True),  # it still rolls
        ({"wish": Twist(0.0, 1.0), "wheels": WHEELS_STILL}, True),  # it turns on the spot
        ({"is_armed": False}, False),
        ({"halt": Halt("estop", "Stopped.")}, False),
    ],
)
def test_standing_still_is_recorded_only_on_request(changes, is_kept):
    status = driving(0.0, **changes)

    assert Choosing(RecordingSettings()).wants(status) is is_kept
    assert Choosing(RecordingSettings(record="always")).wants(status)


@pytest.mark.parametrize(("angle", "throttle"), [(0.3, 0.5), (-1.0, 1.0), (0.0, 0.2), (0.5, -0.5)])
def test_angle_and_throttle_are_those_of_the_stick_right_positive(angle, throttle):
    """jetracer #77: steers the wrong way."""
    status = driving(wish=twist_of_stick(angle, throttle, 0.8, CAR), speed_cap_m_s=0.8)

    values = sample_of(status, CAR)
    assert values["user/angle"] == pytest.approx(angle)
    assert values["user/throttle"] == pytest.approx(throttle)


def test_a_right_bend_has_a_positive_angle():
    """jetracer #77: steers the wrong way."""
    assert sample_of(driving(wish=Twist(0.4, -0.5)), CAR)["user/angle"] > 0.3


def test_the_mode_says_who_drove_and_the_pilot_is_named_beside():
    person, car = (sample_of(driving(mode=mode), CAR) for mode in (Mode.MANUAL, Mode.LANE))

    assert (person["user/mode"], car["user/mode"], car["car/mode"]) == ("user", "local", "lane")
    assert "pilot/angle" not in person
    assert car["pilot/angle"] == car["user/angle"] == person["user/angle"]
    assert car["pilot/throttle"] == car["user/throttle"]


def test_the_lane_is_kept_as_it_was_seen_and_left_out_where_there_was_none():
    values = sample_of(driving(), CAR)
    assert (values["car/lane_offset"], values["car/speed"]) == (0.01, pytest.approx(0.4))
    line, _ = encode(sample_of(driving(seen=None), CAR), {}, 0)
    assert b"lane" not in line.replace(b'"car/mode"', b"")


def test_extras_can_be_left_out_and_all_of_them_have_a_type():
    bare = sample_of(driving(), CAR, extras=False)
    assert set(bare) == {"user/angle", "user/throttle", "user/mode"}
    whole = sample_of(driving(mode=Mode.LANE), CAR)
    assert set(whole) - set(bare) == set(EXTRAS) | set(PILOT)
