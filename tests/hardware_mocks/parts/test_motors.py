"""Motors and their drivers: speed after any time, exactly; braking and coasting."""

import math
from time import sleep

import pytest
from gpiozero import (
    CamJamKitRobot,
    DigitalOutputDevice,
    Motor,
    PhaseEnableMotor,
    PWMOutputDevice,
    Robot,
)

from hardware_mocks.parts.dc_motor import DcMotor
from hardware_mocks.parts.l298n import L298n
from hardware_mocks.parts.tb6612 import Tb6612

RISEN = 1 - math.exp(-1)
"""Share of the way after one time constant, 0.1 s."""


def speed(bench, name="GPIO5"):
    return bench.part(name).look()["speed"]


# -- gpiozero's motors


def test_a_motor_reaches_its_speed_with_a_lag_of_a_tenth_of_a_second(bench):
    motor = Motor(5, 6)
    motor.forward(0.5)
    seen = [speed(bench)]
    sleep(0.1)
    seen.append(speed(bench))
    sleep(2)
    seen.append(speed(bench))
    motor.stop()
    sleep(0.1)
    seen.append(speed(bench))

    expected = [0, 0.5 * RISEN, 0.5, 0.5 * (1 - RISEN)]
    assert seen == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("value", [-1, -0.3, 0, 0.7, 1])
def test_backwards_is_negative(bench, value):
    motor = Motor(5, 6)
    motor.value = value
    sleep(5)

    assert speed(bench) == value


def test_a_motor_without_pwm(bench):
    motor = Motor(5, 6, pwm=False)
    motor.backward()
    sleep(5)

    assert bench.part("GPIO5").look() == {"speed": -1.0, "braking": False}


def test_a_motor_turns_only_while_it_is_enabled(bench):
    motor = Motor(5, 6, enable=13)
    motor.forward()
    sleep(5)
    seen = [speed(bench)]
    motor.enable_device.off()
    sleep(5)
    seen.append(speed(bench))

    assert seen == [1, 0]


def test_both_inputs_high_brake_it(bench):
    motor = Motor(5, 6)
    motor.forward_device.on()
    motor.backward_device.on()
    sleep(5)

    assert bench.part("GPIO5").look() == {"speed": 0.0, "braking": True}


@pytest.mark.parametrize("value", [-1, -0.25, 0, 0.5, 1])
def test_a_phase_enable_motor(bench, value):
    motor = PhaseEnableMotor(5, 6)
    motor.value = value
    sleep(5)

    assert speed(bench) == value


def test_the_wheels_of_a_robot_are_motors_of_their_own(bench):
    robot = Robot(left=Motor(4, 14), right=Motor(17, 18))
    robot.left()
    sleep(5)

    assert (speed(bench, "GPIO4"), speed(bench, "GPIO17")) == (-1, 1)


def test_a_robot_kit_has_two_motors(bench):
    robot = CamJamKitRobot()
    robot.forward(0.5)
    sleep(5)

    assert [part.look()["speed"] for part in bench.parts.values()] == [0.5, 0.5]


# -- motors on nets


def test_a_motor_follows_the_voltage(put, push):
    motor = put(DcMotor, nets={"-": "GND"}, rated_v=6.0, no_load_rpm=200.0)
    push("it:+", 3.0, ohms=0.001)
    sleep(0.1)
    seen = [motor.look()]
    sleep(5)
    seen.append(motor.look())
    push("it:+", None)
    sleep(5)
    seen.append(motor.look())

    assert seen == [
        {"speed": round(0.5 * RISEN, 4), "rpm": round(100 * RISEN, 1)},
        {"speed": 0.5, "rpm": 100.0},
        {"speed": 0.0, "rpm": 0.0},
    ]


def l298n(wire, **connections):
    """Return a bench with an L298N on GPIO13 (ENA), 19 and 26, a 7.8 V battery and a motor."""
    parts = {
        "drv": ("chip-l298n", {}),
        "bat": ("chip-battery", {"voltage": "7.8"}),
        "m": ("chip-dc-motor", {"voltage": "6"}),
    }
    wires = {"GPIO13": "ENA", "GPIO19": "IN1", "GPIO26": "IN2", **connections}
    return wire(
        parts,
        ("bat:+", "drv:12V"),
        ("bat:-", "drv:GND"),
        ("drv:GND", "pi:GND.1"),
        ("drv:OUT1", "m:+"),
        ("drv:OUT2", "m:-"),
        *((f"pi:{pin}", f"drv:{input_}") for pin, input_ in wires.items() if input_),
    )


@pytest.mark.parametrize(
    ("inputs", "speed", "does"),  # ENA, IN1, IN2
    [
        ((1, 1, 0), 1, "forward"),
        ((1, 0, 1), -1, "backward"),
        ((1, 0.5, 0), 0.5, "forward"),
        ((0.25, 1, 0), 0.25, "forward"),
        ((1, 1, 1), 0, "brake"),
        ((1, 0, 0), 0, "brake"),
        ((0, 1, 0), 0, "coast"),
    ],
)
def test_the_l298n_does_what_its_inputs_say(wire, inputs, speed, does):
    bench = l298n(wire)
    _devices = [
        PWMOutputDevice(pin, initial_value=value)
        for pin, value in zip((13, 19, 26), inputs, strict=True)
    ]
    sleep(5)

    # 1.8 V of 7.8 V are lost in the driver, 6 V are full speed
    assert bench.part("m").look()["speed"] == pytest.approx(speed, abs=2e-3)
    assert bench.part("drv").look()["A"] == does


def test_an_enable_pin_without_a_wire_has_its_jumper(wire):
    bench = l298n(wire, GPIO13=None)
    motor = Motor(19, 26)
    motor.forward()
    sleep(5)

    assert bench.part("m").look()["speed"] == pytest.approx(1, abs=2e-3)


def test_a_wired_motor_lags_as_an_automatic_one(wire):
    bench = l298n(wire, GPIO13=None)
    motor = Motor(19, 26)
    motor.forward()
    sleep(0.1)

    assert bench.part("m").look()["speed"] == pytest.approx(RISEN, abs=2e-3)


def test_the_l298n_gives_5_volts_from_7_on(put, push, loose):
    put(L298n, nets={"GND": "GND"})
    seen = []
    for volts in (6.9, 7.0, 12.0, None):
        push("it:12V", volts, ohms=0.001)
        seen.append(loose.net("it:5V").volts)

    assert seen == [None, 5.0, 5.0, None]


def test_without_a_supply_the_l298n_drives_nothing(put, push, loose):
    driver = put(L298n, nets={"GND": "GND"})
    push("it:IN1", 3.3)

    assert (loose.net("it:OUT1").volts, driver.look()) == (None, {"A": "coast", "B": "coast"})


TB6612_CASES = [  # STBY, PWMB, BIN1, BIN2; volts at BO1 and BO2; what it does
    ((3.3, 3.3, 3.3, 0.0), (6.0, 0.0), "forward"),
    ((3.3, 3.3, 0.0, 3.3), (0.0, 6.0), "backward"),
    ((3.3, 3.3, 3.3, 3.3), (0.0, 0.0), "brake"),
    ((3.3, 0.0, 3.3, 0.0), (0.0, 0.0), "brake"),
    ((3.3, 3.3, 0.0, 0.0), (None, None), "coast"),
    ((0.0, 3.3, 3.3, 0.0), (None, None), "coast"),
    ((None, 3.3, 3.3, 0.0), (None, None), "coast"),
]


@pytest.mark.parametrize("case", TB6612_CASES)
def test_the_tb6612_does_what_its_inputs_say(put, push, loose, case):
    inputs, volts, does = case
    driver = put(Tb6612, nets={"VCC": "3V3", "GND.1": "GND"})
    push("it:VM", 6.0)
    for pin, level in zip(("STBY", "PWMB", "BIN1", "BIN2"), inputs, strict=True):
        push(f"it:{pin}", level)

    assert (loose.net("it:BO1").volts, loose.net("it:BO2").volts) == volts
    assert driver.look()["B"] == does


def test_the_tb6612_takes_its_speed_from_pwm(wire):
    bench = wire(
        {
            "drv": ("chip-tb6612", {}),
            "bat": ("chip-battery", {"voltage": "6"}),
            "m": ("chip-dc-motor", {"voltage": "6", "rpm": "300"}),
        },
        ("bat:+", "drv:VM"),
        ("bat:-", "drv:GND"),
        ("drv:GND", "pi:GND.1"),
        ("pi:3V3.1", "drv:VCC"),
        ("pi:3V3.1", "drv:STBY"),
        ("pi:GPIO13", "drv:PWMA"),
        ("pi:GPIO19", "drv:AIN1"),
        ("pi:GPIO26", "drv:AIN2"),
        ("drv:AO1", "m:+"),
        ("drv:AO2", "m:-"),
    )
    _speed, _back = PWMOutputDevice(13, initial_value=0.4), DigitalOutputDevice(26)
    _back.on()
    _forward = DigitalOutputDevice(19)
    sleep(5)

    assert bench.part("m").look() == {
        "speed": pytest.approx(-0.4, abs=1e-3),
        "rpm": pytest.approx(-120, abs=0.3),
    }


def test_no_motor_is_taken_for_a_short(wire):
    bench = l298n(wire, GPIO13=None)
    motor = Motor(19, 26)
    for value in (1, -1, 0.5, 0):
        motor.value = value
        sleep(0.1)

    assert [e for e in bench.trace if e.kind == "note"] == []
