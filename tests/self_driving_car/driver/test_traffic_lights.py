"""Traffic lights: no red one is run, and each is passed in the end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from self_driving_car.driver.orders import Arm
from tests.self_driving_car.driver.signed_road import (
    AMBER,
    FRONT_M,
    GREEN,
    RED,
    Road,
    drive,
    stand_times,
)


def test_it_waits_at_red_until_it_is_green():
    """donkeycar #441: lights wanted."""
    road = Road(light_m=2.0)
    ride = drive(road)
    ride.until(lambda: ride.reason == "red_light", 12.0)
    ride.go(10.0)
    assert ride.pose.forward_m + FRONT_M < 2.0
    road.colour = GREEN
    ride.go(2.0)
    assert ride.speed_m_s > 0.3


def test_other_settings_of_the_signs_do_not_make_it_forget_the_red_light_it_waits_at():
    """The lamp is above the picture by then: nothing new is seen of it."""
    road = Road(light_m=2.0)
    ride = drive(road)
    ride.until(lambda: ride.reason == "red_light", 12.0)
    road.light_m = None
    stands_m = ride.pose.forward_m
    signs = ride.driver._traffic.settings.model_copy(update={"stop_s": 1.5})
    ride.driver.use(ride.settings, ride.car, signs)
    ride.go(0.3)
    assert ride.reason == "red_light"
    assert ride.pose.forward_m - stands_m < 0.02
    assert ride.driver._traffic._tracker.settings is signs


def goes_by(road, schedule, **settings):
    """Drive past a light that changes; return what it showed then, and the ride."""
    ride = drive(road, **settings)
    began_s, before_m = ride.now_s, 0.0
    while ride.now_s < began_s + 60.0:
        rest_s = (ride.now_s - began_s) % sum(for_s for _, for_s in schedule)
        for colour, for_s in schedule:
            if rest_s < for_s:
                road.colour = colour
                break
            rest_s -= for_s
        ride.go(0.02)
        front_m = ride.pose.forward_m + FRONT_M
        if before_m < road.light_m <= front_m:
            return road.colour, ride
        before_m = front_m
    return None, ride


@settings(max_examples=25, deadline=None)
@given(
    red_s=st.floats(4.0, 8.0), green_s=st.floats(5.0, 9.0), shift=st.integers(0, 2),
    speed=st.floats(0.3, 0.8), light_m=st.floats(1.5, 4.0),
)  # fmt: skip
def test_no_red_light_is_run_whenever_it_changes_and_each_is_passed_in_the_end(
    red_s, green_s, shift, speed, light_m
):
    times = (RED, red_s), (GREEN, green_s), (AMBER, 2.0)
    colour, _ = goes_by(Road(light_m=light_m), (*times[shift:], *times[:shift]), speed_m_s=speed)
    assert colour in {GREEN, AMBER}


def turns_amber(before_m):
    """Come near a green light that turns amber so far ahead; return the road and the ride."""
    road = Road(light_m=2.5, colour=GREEN)
    ride = drive(road)
    ride.until(lambda: ride.pose.forward_m + FRONT_M > 2.5 - before_m, 12.0)
    road.colour = AMBER
    ride.go(2.0)
    road.colour = RED
    return road, ride


def test_a_light_that_turns_amber_far_away_is_waited_for_until_it_is_green_again():
    """lights_3: it braked for amber, judged there that it was too near, and ran the red light."""
    road, ride = turns_amber(1.0)
    ride.go(5.0)
    assert ride.reason == "red_light"
    assert ride.pose.forward_m + FRONT_M < 2.2
    road.colour = GREEN
    ride.go(3.0)
    assert ride.pose.forward_m > 2.5


def test_a_light_that_turns_amber_just_ahead_is_passed():
    _, ride = turns_amber(0.5)
    assert ride.pose.forward_m + FRONT_M > 2.5
    assert stand_times(ride, 2.0) == []


def test_a_light_that_is_hidden_is_waited_for_for_half_a_minute_and_not_for_ever():
    road = Road(light_m=2.5)
    ride = drive(road)
    ride.until(lambda: ride.reason == "red_light", 12.0)
    road.light_m = None
    ride.go(25.0)
    assert (ride.reason, ride.speed_m_s) == ("red_light", 0.0)
    ride.go(10.0)
    assert ride.pose.forward_m > 2.5


def test_something_yellow_that_stays_amber_is_no_light():
    """signs_6: it stood before something yellow for ever."""
    road = Road(light_m=2.0, colour=AMBER)
    ride = drive(road)
    ride.until(lambda: ride.reason == "red_light", 12.0)
    ride.go(10.0)
    assert ride.pose.forward_m > 2.0


def test_a_car_that_stands_before_amber_waits_for_green():
    road = Road(light_m=1.1, colour=AMBER)
    ride = drive(road)
    ride.go(4.0)
    assert ride.reason == "red_light"


def test_green_is_passed_without_a_stop():
    ride = drive(Road(light_m=2.0, colour=GREEN))
    assert stand_times(ride, 8.0) == []


def test_arming_again_waves_it_on_at_a_light_that_never_changes():
    ride = drive(Road(light_m=2.0))
    ride.until(lambda: ride.reason == "red_light", 12.0)
    assert ride.order(Arm()) == ""
    ride.go(3.0)
    assert ride.pose.forward_m + FRONT_M > 2.0
