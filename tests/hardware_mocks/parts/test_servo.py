"""Where a servo stands at any time, exactly."""

import math
from time import sleep

import pytest
from gpiozero import AngularServo, OutputDevice, PWMOutputDevice, Servo

from hardware_mocks.parts.servo import Servo as ServoPart


def angle(bench):
    return bench.part("GPIO12").look()["angle_deg"]


def test_it_starts_in_the_middle(bench):
    _servo = Servo(12)
    sleep(1)

    assert bench.part("GPIO12").look() == {
        "angle_deg": 0.0, "pulse_us": 1500.0, "jitters": False, "min_deg": -90.0, "max_deg": 90.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "angle_deg", "pulse_us"),
    [(-1, -90, 1000), (-0.5, -45, 1250), (0, 0, 1500), (1, 90, 2000)],
)
def test_gpiozeros_values_are_angles(bench, value, angle_deg, pulse_us):
    servo = Servo(12)
    servo.value = value
    sleep(1)

    assert (angle(bench), bench.part("GPIO12").look()["pulse_us"]) == (angle_deg, pulse_us)


def test_it_turns_60_degrees_in_a_tenth_of_a_second(bench):
    servo = Servo(12)
    servo.max()
    seen = [angle(bench)]
    for _ in range(5):
        sleep(0.04)
        seen.append(angle(bench))

    assert seen == [0, 24, 48, 72, 90, 90]


def test_a_new_goal_on_the_way_turns_it_round(bench):
    servo = Servo(12)
    servo.max()
    sleep(0.1)  # at 60
    servo.min()
    sleep(0.05)
    seen = [angle(bench)]
    sleep(1)
    seen.append(angle(bench))

    assert seen == [30, -90]


def test_it_reaches_the_angle_that_the_program_reads(bench):
    servo = AngularServo(12, min_angle=-42, max_angle=44)
    seen = []
    for goal in (-42, 0, 15, 44):
        servo.angle = goal
        sleep(1)
        seen.append(angle(bench))

    assert seen == [-42, 0, 15, 44]


def test_it_may_turn_the_other_way_and_have_pulses_of_its_own(bench):
    servo = AngularServo(
        12, min_angle=90, max_angle=-90, min_pulse_width=0.5 / 1000, max_pulse_width=2.5 / 1000
    )
    servo.min()
    sleep(1)

    assert (angle(bench), bench.part("GPIO12").look()["pulse_us"]) == (90, 500)


def test_detached_it_stays(bench):
    servo = Servo(12)
    servo.max()
    sleep(0.1)
    servo.detach()
    sleep(1)

    assert angle(bench) == 60
    assert bench.part("GPIO12").look()["pulse_us"] is None


def test_looking_changes_nothing(bench):
    servo = Servo(12)
    servo.max()
    for _ in range(60):
        sleep(0.001)
        angle(bench)
    sleep(0.04)

    assert angle(bench) == 60


SG90 = (
    {"sv": ("wokwi-servo", {})},
    ("pi:5V.1", "sv:V+"),
    ("pi:GND.1", "sv:GND"),
    ("pi:GPIO12", "sv:PWM"),
)


@pytest.mark.parametrize(
    ("pulse_us", "angle_deg"),
    [(500, 0), (1450, 90), (2400, 180), (2500, 180), (1000, 47.368), (2000, 142.105)],
)
def test_a_wired_sg90_has_180_degrees_from_500_to_2400_us(wire, pulse_us, angle_deg):
    bench = wire(*SG90)
    _signal = PWMOutputDevice(12, frequency=50, initial_value=pulse_us / 20_000)
    sleep(1)

    assert bench.part("sv").look()["angle_deg"] == angle_deg


@pytest.mark.parametrize(
    ("frequency_hz", "pulse_us"), [(50, 400), (50, 2600), (50, 10_000), (1000, 500), (10, 1500)]
)
def test_pulses_that_it_does_not_understand_make_it_jitter(wire, frequency_hz, pulse_us):
    bench = wire(*SG90)
    duty = pulse_us / 1e6 * frequency_hz
    _signal = PWMOutputDevice(12, frequency=frequency_hz, initial_value=duty)
    sleep(1)

    assert (bench.part("sv").look()["angle_deg"], bench.part("sv").look()["jitters"]) == (90, True)


def test_pulses_made_by_hand_move_it_one_frame_at_a_time(wire):
    bench = wire(*SG90)
    pin = OutputDevice(12)
    seen = []
    for _ in range(10):
        pin.on()
        sleep(0.0024)
        pin.off()
        sleep(0.0176)
        seen.append(bench.part("sv").look()["angle_deg"])
    pin.close()
    sleep(1)

    assert seen[0] == pytest.approx(90 + 0.0176 * 600)
    assert seen[-1] == bench.part("sv").look()["angle_deg"] == 180
    assert seen == sorted(seen)


def test_one_pulse_moves_it_for_one_frame(wire):
    bench = wire(*SG90)
    pin = OutputDevice(12)
    pin.on()
    sleep(0.0024)
    pin.off()
    sleep(1)

    assert bench.part("sv").look()["angle_deg"] == 90 + 0.020 * 600


def test_without_power_it_does_not_move(put, loose):
    servo = put(ServoPart, nets={"PWM": "GPIO12", "GND": "GND"})
    _signal = PWMOutputDevice(12, frequency=50, initial_value=0.1)
    sleep(1)

    assert servo.look()["angle_deg"] == 90.0


def test_on_a_battery_without_common_ground_it_does_not_move(wire):
    parts = {"sv": ("wokwi-servo", {}), "bat": ("chip-battery", {"voltage": "6"})}
    power = (("bat:+", "sv:V+"), ("bat:-", "sv:GND"), ("pi:GPIO12", "sv:PWM"))
    bench = wire(parts, *power)
    _signal = PWMOutputDevice(12, frequency=50, initial_value=0.1)
    sleep(1)

    assert bench.part("sv").look()["angle_deg"] == 90.0


def test_power_that_comes_later_moves_it(wire):
    parts = {
        "sv": ("wokwi-servo", {}),
        "main": ("wokwi-slide-switch", {"bounce": "0"}),
        "bat": ("chip-battery", {"voltage": "6"}),
    }
    bench = wire(
        parts,
        ("bat:+", "main:3"),
        ("main:2", "sv:V+"),
        ("bat:-", "sv:GND"),
        ("bat:-", "pi:GND.1"),
        ("pi:GPIO12", "sv:PWM"),
    )
    _signal = PWMOutputDevice(12, frequency=50, initial_value=2400 / 20_000)
    bench.set("main", on=True, at_s=1)
    bench.set("main", on=False, at_s=1.1)
    sleep(5)

    assert math.isclose(bench.part("sv").look()["angle_deg"], 90 + 60)
