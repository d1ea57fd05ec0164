"""A slotted disc and its light barrier."""

from itertools import pairwise
from time import sleep

import pytest

from hardware_mocks.parts.dc_motor import DcMotor
from hardware_mocks.parts.siren import Siren
from hardware_mocks.parts.wheel_encoder import WheelEncoder

POWER = {"VCC": "5V", "GND": "GND"}


@pytest.fixture
def edges(loose):
    """Count the edges of a net."""
    seen = []
    loose.net("it:OUT").listen(lambda net: seen.append((loose.clock.now_ns / 1e9, net.level)))
    return seen


def test_without_a_motor_it_turns_as_it_is_told(put, edges):
    encoder = put(WheelEncoder, nets=POWER)
    encoder.set(speed_rpm=60)
    edges.clear()
    sleep(10.01)

    assert abs(len(edges) - 10 * 40) <= 1
    gaps_s = {round(b - a, 6) for (a, _), (b, _) in pairwise(edges)}
    assert gaps_s == {0.025}
    assert [level for _, level in edges[:4]] == [1, 0, 1, 0]


def test_it_follows_its_motor(put, push, edges):
    put(DcMotor, "left", nets={"-": "GND"}, rated_v=6.0, no_load_rpm=120.0)
    put(WheelEncoder, nets=POWER, motor="left", slots=10.0)
    edges.clear()
    sleep(1)
    push("left:+", 3.0, ohms=0.001)
    sleep(2)  # the lag of the motor is over
    edges.clear()
    sleep(5.001)
    turning = len(edges)
    push("left:+", 0.0)
    sleep(2)
    edges.clear()
    sleep(1)

    assert abs(turning - 5 * 20) <= 1
    assert edges == []


def test_a_motor_that_stands_still_plans_nothing(put, virtual_time):
    put(DcMotor, "left", nets={"-": "GND"})
    put(WheelEncoder, nets=POWER, motor="left")
    sleep(1)

    assert virtual_time._heap == []


def test_without_power_there_are_no_edges(put):
    encoder = put(WheelEncoder)
    encoder.set(speed_rpm=60)

    assert encoder.edges_per_s == 0.0


# -- the siren


def test_a_siren_sounds_while_it_is_driven(put, push):
    siren = put(Siren, nets=POWER)
    heard = [siren.look()]
    for volts in (5.0, None, 5.0, 0.0):
        push("it:SIG", volts)
        heard.append(siren.look())

    loud, silent = {"tone_hz": 3000.0}, {"tone_hz": None}
    assert heard == [silent, loud, silent, loud, silent]


def test_a_siren_without_power_is_silent(put, push):
    siren = put(Siren, nets={"GND": "GND"})
    push("it:SIG", 5.0)

    assert siren.look() == {"tone_hz": None}
