"""Lesson 24: both wheels turn forwards, the car goes straight for 2 s, and comes back."""

import re

FARTHEST_S = 5.0  # by then it must have begun
SHORTEST_M, LONGEST_M = 0.5, 1.6
MOST_DEG = 20
LEAST = 0.02  # m/s: less is a wheel that stands
SLOW = 0.06  # it rolls on for a moment
PINS = {"left": ("IN1", "IN2"), "right": ("IN3", "IN4")}


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_in_right(seen, pattern):
    """Return the first line from the right wheel's function on that fits a pattern."""
    begins = line_of(seen, r"turn_right_wheel") or 1
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((n for n, line in lines if n >= begins and re.search(pattern, line)), None)


def given(things, side):
    """Return the share of full speed that a motor gets now."""
    speeds = things.motor(side).speeds
    return speeds[-1][1] if speeds else 0.0


def both_high(seen):
    """Return the line that makes both direction pins of the right wheel HIGH, if it does."""
    pins = ("D9", "D10")
    if all(seen.pin(pin).lit for pin in pins):
        return line_in_right(seen, r"RIGHT_BACKWARD|\b10\b")
    return None


def begins(bench, say):
    """Wait until the car drives; name the wheel that does not."""
    for _ in range(50):
        if any(abs(speed) > 0.05 for speed in bench.car.wheels_m_s):
            break
        bench.wait("100 ms")
    bench.wait("600 ms")
    wheels = dict(zip(("left", "right"), bench.car.wheels_m_s, strict=True))
    turn = [side for side, speed in wheels.items() if abs(speed) > LEAST]
    say.unless(turn, "motors.nothing_turns", is_missing=True)
    for side, speed in wheels.items():
        other = "right" if side == "left" else "left"
        duty = abs(given(bench, side))
        if abs(speed) <= LEAST and both_high(bench.seen):
            say.fail("motors.both_high", line=both_high(bench.seen))
        if abs(speed) <= LEAST and duty > 0.01:
            say.fail("motors.hums", side=side, percent=100 * duty)
        if abs(speed) <= LEAST:
            say.fail("motors.one_wheel_stands", side=side, other=other)
        if speed < 0:
            one, two = PINS[side]
            say.fail("motors.wheel_backwards", side=side, one=one, two=two)


def ends_forwards(bench, say):
    """Wait until it no longer goes forwards; return how far it came."""
    for _ in range(40):
        if bench.car.speed_m_s < SLOW:
            break
        bench.wait("100 ms")
    say.unless(bench.car.speed_m_s < SLOW, "motors.goes_on", t_s=bench.now_s)
    return bench.car.away_m


def goes_straight(bench, say):
    """Fail if the car does not point where it pointed at first."""
    turned = bench.car.turned_deg
    side, faster = ("left", "right") if turned > 0 else ("right", "left")
    say.unless(
        abs(turned) <= MOST_DEG, "motors.bends", turned_deg=abs(turned), side=side, faster=faster
    )


def test_both_wheels(bench, task, say):
    """Both wheels turn forwards."""
    with task(points=2):
        begins(bench, say)


def test_there_and_back(bench, task, say):
    """It drives straight for 2 s, stands, comes back, and stays there."""
    with task(points=3):
        begins(bench, say)
        away_m = ends_forwards(bench, say)
        goes_straight(bench, say)
        say.unless(away_m >= SHORTEST_M, "motors.too_short", away_cm=100 * away_m)
        say.unless(away_m <= LONGEST_M, "motors.too_far", away_cm=100 * away_m)
        bench.wait("3.2 s")
        slow = line_in_right(bench.seen, r"analogWrite\((?!.*abs)")
        say.unless(bench.car.away_m < away_m - 0.05, "motors.does_not_come_back", is_missing=True)
        say.unless(
            not slow or abs(bench.car.turned_deg) <= MOST_DEG, "motors.below_zero", line=slow
        )
        bench.wait("1 s")
        say.unless(bench.car.stands, "motors.goes_on", t_s=bench.now_s)
        bench.car.is_back(within="25 cm")
