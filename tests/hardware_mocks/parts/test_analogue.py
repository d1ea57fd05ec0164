"""Voltages: dividers, batteries, light on a photoresistor, and capacitors that take their time."""

import math
from time import sleep

import pytest
from gpiozero import MCP3008, InputDevice, LightSensor, OutputDevice

from hardware_mocks.parts.battery import Battery
from hardware_mocks.parts.capacitor import Capacitor
from hardware_mocks.parts.light_sensor import LightSensor as LightPart
from hardware_mocks.parts.photoresistor import LightSensorModule, Photoresistor
from hardware_mocks.parts.potentiometer import Potentiometer
from hardware_mocks.parts.resistor import Resistor

BETWEEN = {"GND": "GND", "VCC": "3V3"}


@pytest.mark.parametrize(
    ("position", "volts"), [(0, 0.00033), (0.25, 0.825), (0.5, 1.65), (1, 3.29967)]
)
def test_a_potentiometer_divides_the_voltage(put, loose, position, volts):
    put(Potentiometer, nets=BETWEEN, position=position)

    assert loose.net("it:SIG").volts == pytest.approx(volts, abs=1e-6)


def test_a_potentiometer_is_turned(put, loose):
    pot = put(Potentiometer, nets=BETWEEN)
    pot.set(position=0.75)

    assert loose.net("it:SIG").volts == pytest.approx(2.475)
    assert pot.look() == {"position": 0.75}


@pytest.mark.parametrize("kind", ["wokwi-potentiometer", "wokwi-slide-potentiometer"])
def test_a_wired_potentiometer_is_read_through_a_converter(wire, kind):
    bench = wire(
        {"adc": ("chip-mcp3008", {}), "pot": (kind, {"value": "1023"})},
        *(("adc:VDD", "pi:3V3.1"), ("adc:VREF", "pi:3V3.1"), ("adc:DGND", "pi:GND.1")),
        *(("adc:AGND", "pi:GND.1"), ("adc:CS", "pi:GPIO8"), ("adc:CLK", "pi:GPIO11")),
        *(("adc:DIN", "pi:GPIO10"), ("adc:DOUT", "pi:GPIO9"), ("pot:SIG", "adc:CH0")),
        *(("pot:VCC", "pi:3V3.2"), ("pot:GND", "pi:GND.2")),
    )
    knob = MCP3008(0)
    seen = [knob.raw_value]
    for position in (0.5, 0.25, 0):
        bench.set("pot", position=position)
        seen.append(knob.raw_value)

    assert seen == [1023, 512, 256, 0]


def test_a_resistor_divides_with_another(put, loose):
    put(Resistor, "r1", nets={"1": "5V", "2": "middle"}, resistance_ohm=1_000.0)
    lower = put(Resistor, "r2", nets={"1": "middle", "2": "GND"}, resistance_ohm=2_000.0)

    assert loose.net("middle").volts == pytest.approx(10 / 3)
    assert lower.look() == {"resistance_ohm": 2_000.0}


# -- batteries


def test_a_battery_lifts_plus_above_minus(put, loose):
    battery = put(Battery, nets={"-": "GND"}, voltage_v=7.4)

    assert loose.net("it:+").volts == pytest.approx(7.4)
    assert battery.look() == {"voltage_v": 7.4}


def test_a_battery_that_is_taken_out_lifts_nothing_until_it_is_back(put, loose):
    battery = put(Battery, nets={"-": "GND", "+": "plus"}, voltage_v=5.0)
    put(Resistor, "load", nets={"1": "plus", "2": "GND"}, resistance_ohm=3_000.0)
    seen = []
    for is_on in (False, True):
        battery.set(is_on=is_on)
        seen.append((round(loose.net("plus").volts, 2), battery.look()))

    assert seen == [(0.0, {"voltage_v": 0.0}), (5.0, {"voltage_v": 5.0})]


def test_a_battery_without_a_ground_lifts_nothing(put, loose):
    put(Battery, voltage_v=7.4)

    assert loose.net("it:+").volts is None


def test_two_batteries_in_series_add_up(put, loose):
    put(Battery, "one", nets={"-": "GND", "+": "middle"}, voltage_v=3.0)
    put(Battery, "two", nets={"-": "middle", "+": "top"}, voltage_v=1.5)

    assert loose.net("top").volts == pytest.approx(4.5)


def test_a_load_lowers_a_battery_a_little(put, loose):
    put(Battery, nets={"-": "GND", "+": "plus"}, voltage_v=6.0)
    put(Resistor, "load", nets={"1": "plus", "2": "GND"}, resistance_ohm=9.8)

    assert loose.net("plus").volts == pytest.approx(6 * 9.8 / 10)


# -- light


@pytest.mark.parametrize(
    ("lux", "resistance_ohm"), [(10, 10_000), (100, 1_995.3), (1_000, 398.1), (0.1, 251_188.6)]
)
def test_a_photoresistor_follows_the_light(put, lux, resistance_ohm):
    cell = put(Photoresistor)
    cell.set(lux=lux)

    assert cell.look() == {"lux": lux, "resistance_ohm": resistance_ohm}


def test_in_the_dark_it_still_conducts_a_little(put):
    cell = put(Photoresistor)
    cell.set(lux=0.0)

    assert cell.resistance_ohm == pytest.approx(10_000 * 1_000**0.7)


def test_a_photoresistor_divides_with_a_resistor(wire):
    bench = wire(
        {
            "ldr": ("chip-ldr", {"rl10": "10", "lux": "10"}),
            "r": ("wokwi-resistor", {"value": "10k"}),
        },
        ("pi:3V3.1", "ldr:1"),
        ("ldr:2", "r:1"),
        ("r:2", "pi:GND.1"),
    )
    seen = [bench.part("ldr").nets["2"].volts]
    bench.set("ldr", lux=1_000)
    seen.append(bench.part("ldr").nets["2"].volts)

    assert seen == pytest.approx([1.65, 3.3 * 10_000 / 10_398.1], abs=1e-5)


def test_the_light_module_says_dark_and_light(put, loose):
    nets = {"VCC": "5V", "GND": "GND"}
    module = put(LightSensorModule, nets=nets, lux=10.0)
    seen = [(round(loose.net("it:AO").volts, 3), loose.net("it:DO").volts)]
    module.set(lux=500.0)
    seen.append((round(loose.net("it:AO").volts, 3), loose.net("it:DO").volts))

    # 50 kilohms against 10; at 500 lx 50 * 50^-0.7 = 3.23 kilohms
    assert seen == [(4.167, 5.0), (1.222, 0.0)]


# -- capacitors


def test_an_input_sees_a_charging_capacitor_when_it_reaches_2_volts(put, push, loose):
    put(Capacitor, nets={"1": "wire", "2": "GND"}, capacitance_f=1e-6)
    seen = []
    loose.net("wire").listen(lambda net: seen.append((loose.clock.now_ns, net.level)))
    sleep(1)
    push("wire", 3.3, ohms=10_000.0)
    sleep(1)

    rises = [t_ns for t_ns, level in seen if level == 1]
    assert rises[0] - 1_000_000_000 == pytest.approx(10e6 * math.log(3.3 / 1.3), rel=1e-6)


def test_it_falls_below_0_8_volts_later(put, push, loose):
    put(Capacitor, nets={"1": "wire", "2": "GND"}, capacitance_f=10e-6)
    push("wire", 3.3, ohms=10_000.0)
    sleep(1)
    seen = []
    loose.net("wire").listen(lambda net: seen.append((loose.clock.now_ns, net.level)))
    push("wire", 0.0, ohms=10_000.0)
    sleep(1)

    falls = [t_ns for t_ns, level in seen if level == 0]
    assert falls[0] - 1_000_000_000 == pytest.approx(100e6 * math.log(3.3 / 0.8), rel=1e-6)


def test_left_alone_it_keeps_its_charge(put, push, loose):
    put(Capacitor, nets={"1": "wire", "2": "GND"})
    push("wire", 3.3, ohms=100.0)
    sleep(1)
    push("wire", None)
    sleep(10)

    assert loose.net("wire").volts == pytest.approx(3.3)


def test_a_capacitor_debounces_a_button(wire):
    bench = wire(
        {
            "btn": ("wokwi-pushbutton", {"bounce": "1"}),
            "c": ("chip-capacitor", {"microfarads": "1"}),
            "r": ("wokwi-resistor", {"value": "10k"}),
        },
        ("pi:GPIO4", "btn:1.l"),
        ("btn:2.l", "pi:GND.1"),
        ("c:1", "pi:GPIO4"),
        ("c:2", "pi:GND.2"),
        ("r:1", "pi:GPIO4"),
        ("r:2", "pi:3V3.1"),
    )
    _input = InputDevice(4, pull_up=None, active_state=False)
    sleep(1)
    _ = _input.value
    bench.press("btn", at_s=2)
    sleep(3)

    (press_s, low), (release_s, high) = bench.trace.edges("GPIO4")
    assert (press_s, low, high) == (2.0, 0, 1)
    assert 2.2093 < release_s < 2.2104  # after the last chatter, 10 ms * ln(3.3 / 1.3)


def test_between_two_wires_it_does_nothing(put):
    assert put(Capacitor).look() == {"capacitance_f": 1e-6}


# -- gpiozero's way of measuring light with one pin


@pytest.mark.parametrize("light", [0.1, 0.5, 0.8, 0.95])
def test_a_light_sensor_reads_the_light(bench, light):
    sensor = LightSensor(18)
    bench.set("GPIO18", light=light)
    sleep(2)

    assert sensor.value == pytest.approx(light, abs=1e-6)


def test_in_the_dark_a_light_sensor_reads_nothing(bench):
    sensor = LightSensor(18)
    bench.set("GPIO18", light=0)
    sleep(2)

    assert sensor.value == 0.0


@pytest.mark.parametrize("light", [0, 0.1, 0.5, 0.9])
def test_the_light_decides_how_long_it_charges(put, push, loose, light):
    part = put(LightPart, nets={"1": "wire", "2": "GND", "3": "3V3"}, light=light)
    push("wire", 0.0)
    sleep(1)
    rises = []
    loose.net("wire").listen(lambda net: net.level and rises.append(loose.clock.now_ns))
    push("wire", None)
    sleep(1)

    assert rises[0] - 1_000_000_000 == pytest.approx((1 - light) * 10_000_000, rel=1e-6)
    assert part.look() == {"light": light}


def test_full_light_is_as_bright_as_the_cell_can_see(bench):
    _sensor = LightSensor(18)
    bench.set("GPIO18", light=1)

    assert bench.part("GPIO18").resistance_ohm == 200.0


def test_an_ldr_and_a_capacitor_of_ones_own_time_the_light(wire):
    bench = wire(
        {"ldr": ("chip-ldr", {"rl10": "10", "lux": "10"}), "c": ("chip-capacitor", {})},
        ("pi:3V3.1", "ldr:1"),
        ("ldr:2", "pi:GPIO18"),
        ("c:1", "pi:GPIO18"),
        ("c:2", "pi:GND.1"),
    )
    drain = OutputDevice(18)
    sleep(0.1)
    drain.close()
    began_s = bench.clock.now_ns / 1e9
    sensor = InputDevice(18, pull_up=None, active_state=True)
    _ = sensor.value
    sleep(0.1)

    # from what 40 ohms leave it: 3.3 V * 40 / 10,040
    (rise_s, level) = bench.trace.edges("GPIO18")[-1]
    start_volts = 3.3 * 40 / 10_040
    assert level == 1
    assert rise_s - began_s == pytest.approx(0.01 * math.log((3.3 - start_volts) / 1.3), rel=1e-4)
