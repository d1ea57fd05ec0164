"""Sensors that say yes or no: motion, line; and how far."""

from time import sleep

import pytest
from gpiozero import Button, DistanceSensor, LineSensor, MotionSensor, OutputDevice

from hardware_mocks.parts.distance_sensor import DistanceSensor as DistancePart
from hardware_mocks.parts.distance_sensor import speed_of_sound
from hardware_mocks.parts.line_sensor import LineSensor as LinePart
from hardware_mocks.parts.motion_sensor import MotionSensor as MotionPart


def moves(bench, part, at_s, for_s):
    bench.set(part, motion=True, at_s=at_s)
    bench.set(part, motion=False, at_s=at_s + for_s)


# -- motion


def test_motion_is_held_for_a_while(bench):
    _pir = MotionSensor(4)
    moves(bench, "GPIO4", 1, 0.5)
    sleep(10)

    assert bench.trace.edges("GPIO4") == [(1.0, 1), (4.0, 0)]  # 1.5 s + 2.5 s


def test_motion_that_lasts_keeps_it_high(bench):
    _pir = MotionSensor(4)
    moves(bench, "GPIO4", 1, 20)
    sleep(30)

    assert bench.trace.edges("GPIO4") == [(1.0, 1), (23.5, 0)]


def test_new_motion_prolongs_it(bench):
    _pir = MotionSensor(4)
    moves(bench, "GPIO4", 1, 0)
    moves(bench, "GPIO4", 3, 0)
    sleep(10)

    assert bench.trace.edges("GPIO4") == [(1.0, 1), (5.5, 0)]


def test_the_program_sees_motion(bench):
    pir = MotionSensor(4)
    seen = []
    pir.when_motion = lambda: seen.append("motion")
    pir.when_no_motion = lambda: seen.append("still")
    moves(bench, "GPIO4", 1, 1)
    sleep(10)

    assert seen == ["motion", "still"]


def test_the_sensor_is_of_the_kind_that_the_program_expects(bench):
    pir = MotionSensor(4, pull_up=True)
    moves(bench, "GPIO4", 1, 1)
    seen = []
    for _ in range(3):
        seen.append(pir.motion_detected)
        sleep(2)

    assert seen == [False, True, True]
    assert bench.trace.edges("GPIO4") == [(1.0, 0), (4.5, 1)]


def pir_with(put, loose, **attributes):
    """Return a PIR and the list into which its output is written as (seconds, level)."""
    pir = put(MotionPart, nets={"VCC": "5V", "GND": "GND", "OUT": "out"}, **attributes)
    seen = []
    loose.net("out").listen(lambda net: seen.append((loose.clock.now_ns / 1e9, net.level)))
    return pir, seen


def test_without_retriggering_each_pulse_has_one_length(put, loose):
    _, seen = pir_with(put, loose, delay_s=3.0, inhibit_s=1.0, retrigger=False)
    moves(loose, "it", 1, 9)
    sleep(20)

    assert seen == [(1, 1), (4, 0), (5, 1), (8, 0), (9, 1), (12, 0)]


def test_after_a_pulse_it_is_blind(put, loose):
    _, seen = pir_with(put, loose, delay_s=2.0, inhibit_s=3.0)
    moves(loose, "it", 1, 0)
    moves(loose, "it", 4, 0)
    moves(loose, "it", 7, 0)
    sleep(20)

    assert seen == [(1, 1), (3, 0), (7, 1), (9, 0)]


def test_while_it_warms_up_it_sees_nothing(put, loose):
    loose.seed = 3
    pir, seen = pir_with(put, loose, delay_s=1.0)
    pir.set(warmup_s=30.0)
    pir.set(motion=True)
    sleep(40)

    *false_alarms, last = seen  # with this seed there are three, of 1 s each
    lengths_s = [
        fall_s - rise_s
        for (rise_s, _), (fall_s, _) in zip(false_alarms[::2], false_alarms[1::2], strict=True)
    ]
    assert lengths_s == pytest.approx([1.0] * 3)
    assert last == (30, 1)


@pytest.mark.parametrize("seed", range(6))
def test_while_it_warms_up_it_may_fire_for_nothing(put, loose, seed):
    loose.seed = seed
    _, seen = pir_with(put, loose, delay_s=1.0, warmup_s=60.0)
    sleep(100)
    rises = [t_s for t_s, level in seen if level]

    assert len(rises) <= 3
    assert all(0 < t_s < 60 for t_s in rises)
    assert len(seen) == 2 * len(rises)


def test_without_power_its_output_floats(put, loose):
    put(MotionPart, nets={"OUT": "out", "GND": "GND"})

    assert loose.net("out").volts is None


def test_power_that_comes_later_starts_it(put, push, loose):
    pir = put(MotionPart, nets={"VCC": "supply", "GND": "GND", "OUT": "out"}, warmup_s=0.0)
    pir.set(motion=True)
    seen = [loose.net("out").volts]
    push("supply", 5.0)
    seen.append(loose.net("out").volts)

    assert seen == [None, 3.3]


def test_a_wired_pir_has_the_times_of_its_file(wire):
    bench = wire(
        {"pir": ("wokwi-pir-motion-sensor", {"delayTime": "5", "inhibitTime": "0"})},
        ("pi:5V.1", "pir:VCC"),
        ("pi:GND.1", "pir:GND"),
        ("pi:GPIO4", "pir:OUT"),
    )
    _pir = MotionSensor(4)
    moves(bench, "pir", 1, 0)
    sleep(10)

    assert bench.trace.edges("GPIO4") == [(1.0, 1), (6.0, 0)]
    assert bench.part("pir").look() == {"motion": False, "output": False}


# -- line


@pytest.mark.parametrize(("pull_up", "active_state"), [(False, None), (True, None), (None, True)])
def test_a_line_sensor_tells_line_from_floor(bench, pull_up, active_state):
    sensor = LineSensor(4, pull_up=pull_up, active_state=active_state)
    seen = [sensor.line_detected]
    bench.set("GPIO4", line=True, at_s=1)
    bench.set("GPIO4", line=False, at_s=2)
    sleep(1.5)
    seen.append(sensor.line_detected)
    sleep(1)
    seen.append(sensor.line_detected)

    assert seen == [False, True, False]


def test_over_a_line_the_output_is_low(put, loose):
    sensor = put(LinePart, nets={"VCC": "3V3", "GND": "GND", "OUT": "out"})
    seen = [loose.net("out").level]
    sensor.set(line=True)
    seen.append(loose.net("out").level)

    assert seen == [1, 0]
    assert sensor.look() == {"line": True}


# -- distance


@pytest.mark.parametrize("distance_m", [0.02, 0.1, 0.5, 0.999])
def test_the_echo_lasts_as_long_as_the_sound_travels(bench, distance_m):
    sensor = DistanceSensor(24, 23)
    bench.set("GPIO24", distance_m=distance_m)
    sleep(2)
    (rise_s, _), (fall_s, _) = bench.trace.edges("GPIO24")[-2:]

    # 343.2 m/s at 20 degrees; gpiozero reckons with 343.26
    assert fall_s - rise_s == pytest.approx(2 * distance_m / 343.2, rel=1e-4)
    assert sensor.distance == pytest.approx(distance_m, rel=1e-3)


def test_the_echo_begins_460_us_after_the_trigger(bench):
    _sensor = DistanceSensor(24, 23)
    sleep(0.2)
    falls = [t_s for t_s, level in bench.trace.edges("GPIO23") if level == 0]
    rises = [t_s for t_s, level in bench.trace.edges("GPIO24") if level == 1]

    assert rises[0] - falls[0] == pytest.approx(460e-6, abs=1e-9)


def test_warm_air_carries_sound_faster():
    assert speed_of_sound(20) == pytest.approx(343.2, abs=0.05)
    assert speed_of_sound(0) == pytest.approx(331.3)
    assert speed_of_sound(35) == pytest.approx(351.9, abs=0.05)


def echo_of(put, loose, **attributes):
    """Trigger a sensor by hand; return the length of its echo in seconds."""
    nets = {"VCC": "5V", "GND": "GND", "TRIG": "GPIO23", "ECHO": "out"}
    put(DistancePart, nets=nets, **attributes)
    seen = []
    loose.net("out").listen(lambda net: seen.append((loose.clock.now_ns, net.level)))
    trigger = OutputDevice(23)
    trigger.on()
    sleep(10e-6)
    trigger.off()
    sleep(0.1)
    times = [t_ns for t_ns, _ in seen]
    assert [level for _, level in seen] == [1, 0]
    return (times[1] - times[0]) / 1e9


def test_without_an_echo_the_pulse_lasts_38_ms(put, loose):
    assert echo_of(put, loose, distance_m=4.5) == 0.038


def test_nearer_than_2_cm_it_says_2_cm(put, loose):
    assert echo_of(put, loose, distance_m=0.0) == pytest.approx(0.04 / 343.2, rel=1e-4)


@pytest.mark.parametrize(("upper", "lower", "hears"), [("1k", "2k", True), ("10k", "1k", False)])
def test_the_echo_has_5_volts_for_a_divider_to_bring_down(wire, upper, lower, hears):
    bench = wire(
        {
            "sonar": ("wokwi-hc-sr04", {"distance": "50"}),
            "r1": ("wokwi-resistor", {"value": upper}),
            "r2": ("wokwi-resistor", {"value": lower}),
        },
        ("pi:5V.1", "sonar:VCC"),
        ("pi:GND.1", "sonar:GND"),
        ("pi:GPIO23", "sonar:TRIG"),
        ("sonar:ECHO", "r1:1"),
        ("r1:2", "pi:GPIO24"),
        ("r2:1", "pi:GPIO24"),
        ("r2:2", "pi:GND.2"),
    )
    echo, trigger = Button(24, pull_up=None, active_state=True), OutputDevice(23)
    trigger.on()
    trigger.off()
    sleep(0.001)

    assert echo.is_pressed == hears
    assert bench.part("sonar").look() == {"distance_m": 0.5}
