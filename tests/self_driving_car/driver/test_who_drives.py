"""Modes, holders and authority."""

import math
from itertools import pairwise

import pytest

from self_driving_car.control.motion import WHEELS_STILL
from self_driving_car.driver.arbiter import Arbiter
from self_driving_car.driver.orders import (
    Arm,
    Manoeuvre,
    ManoeuvreKind,
    SetCap,
    SetMode,
    Steer,
    Take,
)
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.seen import Lane, Light, LightColour, Seen
from self_driving_car.status import Mode
from tests.self_driving_car.driver.ride import Ride

LANE = Lane(0.0, 0.0, 0.0, 0.35, 1.0, 0.2, 1.2)


def test_web_and_gamepad_are_there_at_once_and_one_of_them_holds(ride):
    """donkeycar #834, the most popular request: web and joystick at once."""
    ride.arm()
    ride.steer(0.5, who="gamepad")
    assert "gamepad steers" in ride.order(Steer("page 1", 0.0, 1.0))
    assert ride.status.holder == "gamepad"
    ride.order(Steer("gamepad", 0.0, 0.0))
    ride.go(0.4)
    assert ride.order(Steer("page 1", 0.0, 1.0)) == ""
    assert ride.status.holder == "page 1"


def test_a_gamepad_at_rest_does_not_take_the_car(ride):
    ride.arm()
    assert ride.order(Steer("gamepad", 0.0, 0.01)) == ""
    assert ride.status.holder == ""


def test_a_deliberate_take_over_begins_with_the_stick_in_its_middle(ride):
    ride.arm()
    ride.steer(1.0, throttle=1.0, who="page 1")
    ride.order(Take("page 2"))
    ride.go(0.9)
    assert (ride.status.holder, ride.reason) == ("", "")
    assert ride.decisions[-1].wheels == WHEELS_STILL


def test_the_cap_holds_for_everybody(ride):
    ride.order(SetCap(0.3))
    ride.arm()
    ride.steer(1.5, throttle=1.0)
    assert ride.speed_m_s == pytest.approx(0.3)
    ride.order(Steer("a", 0.0, 0.0))
    ride.go(1.0)
    ride.arm(Mode.LANE)
    ride.go(2.0)
    assert ride.speed_m_s == pytest.approx(0.3)


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan, math.inf])
def test_a_cap_that_is_none_is_refused(ride, speed):
    assert "cap" in ride.order(SetCap(speed))
    assert ride.driver.cap_m_s == 0.8


def test_a_stick_that_is_no_number_is_refused(ride):
    ride.arm()
    assert "between -1 and 1" in ride.order(Steer("a", math.nan, 0.5))
    assert ride.status.holder == ""


def test_a_stick_beats_the_autopilot_and_gives_the_car_back(ride):
    ride.arm(Mode.LANE)
    ride.go(2.0)
    ride.steer(0.6, angle=0.0, throttle=-0.5)
    assert ride.speed_m_s < 0.0
    ride.order(Steer("a", 0.0, 0.0))
    ride.go(2.0)
    assert ride.speed_m_s == pytest.approx(0.5)


def test_a_red_light_beats_a_stick_in_the_automatic_modes(ride):
    red = Light(LightColour.RED, (0, 0, 9, 9), 0.9, 0.45, -0.2)
    ride.arm(Mode.LANE)
    ride.show = lambda ride: Seen(ride.now_s, LANE, (), (red,))
    ride.go(1.0)
    ride.steer(0.5, throttle=1.0)
    assert ride.speed_m_s == pytest.approx(0.0, abs=0.3)
    ride.go(0.1)
    assert ride.reason in {"red_light", ""}


def test_a_program_that_chooses_another_mode_stops_the_car_first(ride):
    ride.arm(Mode.LANE)
    ride.go(2.0)
    ride.order(SetMode(Mode.CRUISE))
    ride.go(0.1)
    assert (ride.is_armed, ride.decisions[-1].wheels) == (False, WHEELS_STILL)
    ride.order(SetMode(Mode.MANUAL))
    ride.arm()


def test_it_sets_off_gently_and_brakes_gently(ride):
    ride.arm(Mode.LANE)
    speeds = []
    for _ in range(60):
        ride.go(0.02)
        speeds.append(ride.speed_m_s)
    steps = [after - before for before, after in pairwise(speeds)]
    assert 0.0 <= max(steps) <= 0.02 * ride.settings.faster_m_s2 + 1e-9


def test_the_net_steers_and_its_silence_stops_the_car(ride):
    ride.order(SetMode(Mode.NET))
    ride.order(Arm())
    for _ in range(30):
        ride.driver.piloted(-0.4, 0.8, ride.now_s)
        ride.go(0.1)
    wheels = ride.decisions[-1].wheels
    assert wheels.right_m_s > wheels.left_m_s > 0.0
    stopped_s = ride.until(lambda: ride.decisions[-1].wheels == WHEELS_STILL, 1.0)
    assert stopped_s <= 0.45
    assert ride.reason == "camera_lost"


def test_without_a_net_it_says_so(ride):
    ride.order(SetMode(Mode.NET))
    ride.order(Arm())
    ride.go(2.0)
    assert ride.reason == "no_net"


def turned(ride):
    return math.remainder(ride.pose.turned_rad, 2 * math.pi)


@pytest.mark.parametrize("chassis", ["differential", "steered"])
def test_turning_round_looks_back_where_it_came_from(chassis):
    ride = Ride(settings=DriveSettings(), car=CarSettings(chassis=chassis))
    ride.arm()
    assert ride.order(Manoeuvre(ManoeuvreKind.TURN_ROUND)) == ""
    ride.go(14.0)
    assert abs(turned(ride)) == pytest.approx(math.pi, abs=0.12)
    assert (ride.reason, ride.decisions[-1].wheels) == ("", WHEELS_STILL)


@pytest.mark.parametrize("chassis", ["differential", "steered"])
def test_parking_moves_it_aside_and_leaving_brings_it_back(chassis):
    ride = Ride(settings=DriveSettings(), car=CarSettings(chassis=chassis))
    ride.arm()
    ride.order(Manoeuvre(ManoeuvreKind.PARK))
    ride.go(14.0)
    assert ride.pose.left_m < -0.12
    assert turned(ride) == pytest.approx(0.0, abs=0.1)
    ride.order(Manoeuvre(ManoeuvreKind.LEAVE))
    ride.go(14.0)
    assert ride.pose.left_m == pytest.approx(0.0, abs=0.06)


def test_a_stick_ends_a_manoeuvre(ride):
    ride.arm()
    ride.order(Manoeuvre(ManoeuvreKind.TURN_ROUND))
    ride.go(0.4)
    ride.steer(0.3, throttle=0.5)
    ride.order(Steer("a", 0.0, 0.0))
    ride.go(3.0)
    assert abs(turned(ride)) < 1.5


def test_a_manoeuvre_of_a_car_that_is_off_is_refused_with_the_way_out(ride):
    assert "Arm" in ride.order(Manoeuvre(ManoeuvreKind.PARK))


def test_a_manoeuvre_in_an_automatic_mode_ends_standing(ride):
    ride.arm(Mode.LANE)
    ride.order(Manoeuvre(ManoeuvreKind.TURN_ROUND))
    ride.go(8.0)
    assert (ride.status.mode, ride.decisions[-1].wheels) == (Mode.MANUAL, WHEELS_STILL)


def test_cruising_backs_off_and_turns_before_a_wall(ride):
    ride.wall_m = 1.5
    ride.arm(Mode.CRUISE)
    ride.until(lambda: ride.reason == "obstacle", 8.0)
    assert ride.wall_m - ride.pose.forward_m == pytest.approx(0.25, abs=0.05)
    ride.until(lambda: ride.speed_m_s < 0.0, 2.0)
    ride.until(lambda: abs(turned(ride)) > 0.9, 6.0)


def test_settings_that_change_while_it_drives_neither_stop_nor_shake_it(ride):
    """donkeycar #592: live calibration."""
    ride.arm(Mode.LANE)
    ride.go(2.0)
    slower = ride.settings.model_copy(update={"speed_m_s": 0.4})
    wider = ride.car.model_copy(update={"wheel_track_m": 0.14, "edges_per_m": 200})
    ride.driver.use(slower, wider, ride.driver._traffic.settings)
    speeds = []
    for _ in range(50):
        ride.go(0.02)
        speeds.append(ride.speed_m_s)
    assert min(speeds) >= 0.4 - 1e-6
    assert (speeds[-1], ride.reason) == (pytest.approx(0.4), "")


def test_every_order_of_the_table_is_known_to_the_driver(ride):
    """An order that falls through would be answered by nobody."""
    for order in (SetMode(Mode.LINE), Arm(), SetCap(0.4), Take("a"), Steer("a", 0.1, 0.1)):
        assert ride.driver.take(order, ride.now_s) is not None


def test_however_many_names_are_heard_of_each_costs_the_same_and_few_are_kept():
    arbiter = Arbiter(0.3)
    for n in range(500):
        arbiter.present(f"page {n}", 1.0)
        arbiter.present("mina", 1.0)  # who is heard of again and again is never the one to go
    assert len(arbiter._present) == 64
    assert "mina" in arbiter._present
    assert arbiter.is_anybody_present(1.2)
    assert not arbiter.is_anybody_present(1.4)
