"""What must not make the car move, or go on moving, without a deliberate act."""

import dataclasses
import math

import pytest
from ride import Ride

from self_driving_car.driver.orders import Arm, Disarm, Release, Stop
from self_driving_car.perception.seen import Seen
from self_driving_car.setting_off import SettingOff
from self_driving_car.status import Mode


def beat(ride, setting_off, for_s):
    for _ in range(round(for_s / 0.02)):
        setting_off.beat(ride.now_s)
        ride.go(0.02)


def test_a_car_told_to_set_off_does_so():
    ride = Ride()
    beat(ride, SettingOff(ride.driver, Mode.LANE), 2.0)
    assert ride.speed_m_s > 0.1


def test_a_car_told_to_set_off_stays_where_it_was_stopped_before_it_could():
    ride = Ride()
    setting_off = SettingOff(ride.driver, Mode.LANE)
    ride.order(Stop())
    beat(ride, setting_off, 1.0)
    ride.order(Release())
    beat(ride, setting_off, 2.0)
    assert not ride.is_armed
    assert ride.order(Arm()) == ""  # the deliberate act does lead out of it


def test_a_car_told_to_set_off_stays_where_its_own_button_was_pressed():
    ride = Ride(is_estop_open=True)
    setting_off = SettingOff(ride.driver, Mode.CRUISE)
    beat(ride, setting_off, 1.0)
    ride.is_estop_open = False
    beat(ride, setting_off, 2.0)
    assert not ride.is_armed


def test_a_car_told_to_set_off_is_not_armed_again_after_it_was_disarmed():
    ride = Ride()
    setting_off = SettingOff(ride.driver, Mode.LANE)
    beat(ride, setting_off, 0.3)
    ride.order(Disarm())
    beat(ride, setting_off, 2.0)
    assert not ride.is_armed


def test_a_picture_of_the_future_does_not_let_it_drive_on_blind():
    ride = Ride()
    ride.arm(Mode.LANE)
    ride.go(1.0)
    ride.driver.saw(Seen(ride.now_s + 1000.0, lane=ride.lane), ride.now_s)
    ride.go(1.0)
    assert ride.speed_m_s > 0.1  # the next true picture counts
    ride.is_blind = True
    ride.go(1.5)
    assert (ride.speed_m_s, ride.reason) == (0.0, "camera_lost")


@pytest.mark.parametrize("name", ["offset_m", "heading_rad", "curvature_per_m", "growth_per_m2"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_lane_that_is_no_number_is_no_lane(name, value):
    ride = Ride()
    ride.arm(Mode.LANE)
    ride.go(1.0)
    bad = dataclasses.replace(ride.lane, **{name: value})
    ride.show = lambda now: Seen(now.now_s, lane=bad)
    ride.go(1.5)
    assert (ride.speed_m_s, ride.reason) == (0.0, "line_lost")


def arm_net(ride):
    ride.driver.piloted(0.0, 0.5, ride.now_s)
    ride.show = lambda now: now.driver.piloted(0.0, 0.5, now.now_s) or Seen(now.now_s)
    ride.arm(Mode.NET)
    ride.go(0.5)
    assert ride.speed_m_s > 0.1


@pytest.mark.parametrize("said", [(math.nan, 0.5), (0.2, math.nan), (math.inf, 1.0)])
def test_a_net_that_says_no_number_is_no_net(said):
    ride = Ride()
    arm_net(ride)
    ride.show = lambda now: now.driver.piloted(*said, now.now_s) or Seen(now.now_s)
    ride.go(1.0)
    assert (ride.speed_m_s, ride.reason) == (0.0, "no_net")


def test_a_net_whose_word_is_of_the_future_is_not_believed():
    ride = Ride()
    arm_net(ride)
    ride.show = lambda now: Seen(now.now_s)
    ride.driver.piloted(0.0, 0.5, ride.now_s + 1000.0)
    ride.go(0.5)
    assert (ride.speed_m_s, ride.reason) == (0.0, "camera_lost")
