"""The converters of the MCP3xxx family, read by gpiozero and bit by bit."""

import gpiozero
import pytest
from gpiozero import MCP3008, MCP3304

from hardware_mocks.parts.mcp3xxx import (
    Mcp3001,
    Mcp3002,
    Mcp3008,
    Mcp3201,
    Mcp3202,
    Mcp3208,
    Mcp3301,
    Mcp3304,
)

SINGLE_ENDED = {
    **dict.fromkeys(("MCP3002", "MCP3004", "MCP3008"), 1024),
    **dict.fromkeys(("MCP3202", "MCP3204", "MCP3208", "MCP3302", "MCP3304"), 4096),
}
ONE_PAIR = {"MCP3001": 1024, "MCP3201": 4096, "MCP3301": 4096}


@pytest.mark.parametrize("chip", SINGLE_ENDED)
@pytest.mark.parametrize("share", [0, 0.25, 0.3, 0.5, 1])
def test_gpiozero_reads_the_share_that_was_set(bench, chip, share):
    device = getattr(gpiozero, chip)(1)
    bench.set("GPIO8", ch1=share)
    steps = SINGLE_ENDED[chip]

    assert device.raw_value == min(int(share * steps), steps - 1)
    assert device.value == pytest.approx(share, abs=2 / steps)
    assert device.voltage == pytest.approx(3.3 * share, abs=3.3 * 2 / steps)


@pytest.mark.parametrize("chip", ONE_PAIR)
def test_chips_with_one_pair_measure_the_difference(bench, chip):
    device = getattr(gpiozero, chip)()
    bench.set("GPIO8", ch0=0.75, ch1=0.25)

    assert device.raw_value == ONE_PAIR[chip] // 2


@pytest.mark.parametrize("chip", ["MCP3002", "MCP3004", "MCP3008", "MCP3202", "MCP3204", "MCP3208"])
def test_between_a_pair_nothing_is_below_zero(bench, chip):
    forward = getattr(gpiozero, chip)(0, differential=True)
    backward = getattr(gpiozero, chip)(1, differential=True)
    bench.set("GPIO8", ch0=0.75, ch1=0.5)

    assert (forward.raw_value, backward.raw_value) == (SINGLE_ENDED[chip] // 4, 0)


@pytest.mark.parametrize("chip", ["MCP3302", "MCP3304"])
def test_a_signed_chip_tells_which_of_a_pair_is_higher(bench, chip):
    forward = getattr(gpiozero, chip)(2, differential=True)
    backward = getattr(gpiozero, chip)(3, differential=True)
    bench.set("GPIO8", ch2=0.75, ch3=0.5)

    assert (forward.raw_value, backward.raw_value) == (1024, -1024)
    assert backward.value == pytest.approx(-0.25, abs=1e-3)


def test_a_signed_pair_below_zero(bench):
    device = gpiozero.MCP3301()
    bench.set("GPIO8", ch0=0.25, ch1=1)

    assert device.raw_value == -3072


def test_all_channels_are_one_chip(bench):
    knobs = [MCP3008(channel) for channel in range(8)]
    bench.set("GPIO8", **{f"ch{channel}": channel / 8 for channel in range(8)})

    assert [knob.raw_value for knob in knobs] == [0, 128, 256, 384, 512, 640, 768, 896]
    assert [part.kind for part in bench.parts.values()] == ["mcp3008"]


def test_a_channel_that_is_opened_again_reads_what_was_set(bench):
    first, other = MCP3008(0), MCP3008(1)
    bench.set("GPIO8", ch1=0.5)
    first.close()
    again = MCP3008(1, max_voltage=5)

    assert (other.raw_value, again.raw_value, again.voltage) == (
        512,
        512,
        pytest.approx(2.504, abs=1e-3),
    )


@pytest.mark.parametrize(
    ("arguments", "pin"),
    [
        ({}, "GPIO8"),
        ({"device": 1}, "GPIO7"),
        ({"select_pin": 7}, "GPIO7"),
        ({"select_pin": "BOARD24"}, "GPIO8"),
        ({"clock_pin": 17, "mosi_pin": 27, "miso_pin": 22, "select_pin": 5}, "GPIO5"),
    ],
)  # fmt: skip
def test_the_select_pin_names_the_chip(bench, arguments, pin):
    device = MCP3008(0, **arguments)
    bench.set(pin, ch0=0.5)

    assert device.raw_value == 512


def test_two_chips_on_one_bus(bench):
    first, second = MCP3008(0), MCP3304(0, device=1)
    bench.set("GPIO8", ch0=0.5)
    bench.set("GPIO7", ch0=0.25)

    assert (first.raw_value, second.raw_value) == (512, 1024)


# -- what goes over the wire, as in the data sheets


def chip_with(put, chip, **shares):
    return put(chip, nets={"CS": "GPIO8", "VDD": "3V3", chip.power_pins[1]: "GND"}, **shares)


HALF = {"ch0": 0.5}
TRANSFERS = [
    (Mcp3008, [0x01, 0x80, 0x00], [0x00, 0x02, 0x00]),
    (Mcp3008, [0x01, 0x90, 0x00], [0x00, 0x00, 0x00]),  # channel 1
    (Mcp3208, [0x06, 0x00, 0x00], [0x00, 0x08, 0x00]),
    (Mcp3304, [0x0C, 0x00, 0x00], [0x00, 0x08, 0x00]),
    (Mcp3002, [0x68, 0x00], [0x02, 0x00]),
    (Mcp3202, [0x01, 0xA0, 0x00], [0x00, 0x08, 0x00]),
    (Mcp3001, [0x00, 0x00], [0x10, 0x00]),
    (Mcp3201, [0x00, 0x00], [0x10, 0x00]),
    (Mcp3301, [0x00, 0x00], [0x08, 0x00]),
    (Mcp3008, [0x00, 0x00, 0x00], [0x00, 0x00, 0x00]),  # no start bit
    (Mcp3008, [], []),
]


@pytest.mark.parametrize(("chip", "sent", "answer"), TRANSFERS)
def test_half_of_the_reference(put, loose, chip, sent, answer):
    chip_with(put, chip, **HALF)

    assert loose.spi_transfer(8, sent) == answer


def test_after_the_last_bit_come_all_others_backwards(put, loose):
    chip_with(put, Mcp3008, ch0=0b1100000101 / 1024)

    bits = "".join(f"{word:08b}" for word in loose.spi_transfer(8, [0x01, 0x80, 0, 0, 0]))
    assert bits[14:] == "1100000101" + "010000011" + "0" * 7


def test_without_power_it_says_nothing(put, loose):
    put(Mcp3008, nets={"CS": "GPIO8"}, ch0=0.5)

    assert loose.spi_transfer(8, [0x01, 0x80, 0x00]) == [0, 0, 0]


def test_a_wire_counts_more_than_the_control(put, push, loose):
    adc = chip_with(put, Mcp3008, ch0=0.9)
    push("it:CH0", 1.1)
    seen = [adc.look()["ch0"]]
    push("it:CH0", None)
    seen.append(adc.look()["ch0"])

    assert seen == [0.3333, 0.9]


def test_vref_is_what_the_highest_number_stands_for(put, push, loose):
    chip_with(put, Mcp3008)
    push("it:CH0", 1.0)
    push("it:VREF", 2.0)

    assert loose.spi_transfer(8, [0x01, 0x80, 0x00]) == [0, 2, 0]


@pytest.mark.parametrize(("volts", "code"), [(-0.5, 0), (0, 0), (3.3, 1023), (5, 1023)])
def test_beyond_its_range_it_stays_at_the_end(put, push, loose, volts, code):
    chip_with(put, Mcp3008)
    push("it:CH0", volts)
    _, high, low = loose.spi_transfer(8, [0x01, 0x80, 0x00])

    assert high << 8 | low == code


def test_a_pulsing_channel_reads_its_mean(put, loose):
    chip_with(put, Mcp3008)
    source = loose.circuit.add_source(loose.net("it:CH0"), "pwm")
    loose.circuit.pulse(source, 3.3, 0.25, 1_000)

    assert loose.spi_transfer(8, [0x01, 0x80, 0x00]) == [0, 1, 0]


def test_taken_off_the_bench_it_answers_no_more(put, loose):
    adc = chip_with(put, Mcp3008, ch0=0.5)
    loose.remove_part(adc)

    assert loose.spi_transfer(8, [0x01, 0x80, 0x00]) == [0, 0, 0]
