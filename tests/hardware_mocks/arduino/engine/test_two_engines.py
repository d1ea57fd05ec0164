"""simavr and avr8js run the same sketches and have to come to the same results.

Both count an instruction's cycles alike. They differ by a few cycles where an interrupt begins
(avr8js takes 2 cycles for it, the chip 4), so what a sketch does after many of them drifts apart by
less than a thousandth.
"""

import hashlib

import pytest

from hardware_mocks.arduino.engine import CLOCK_HZ, CYCLES_PER_US
from hardware_mocks.arduino.engine.kinds import AVR8JS
from hardware_mocks.arduino.events import ByteSent, DutyChanged, Overrun, PinChanged, WasReset
from hardware_mocks.arduino.for_tests import require_node

MS = 1_000 * CYCLES_PER_US
TOLERANCE_CYCLES = 20 * CYCLES_PER_US


@pytest.fixture
def both(sketch_chip):
    """Return a function that runs a sketch in both simulators and returns what each told."""
    require_node()

    def run(sketch, seconds=0.2, *, orders=lambda chip: None, **options):
        told = []
        for kind in ("simavr", "avr8js"):
            chip = sketch_chip(sketch, kind=kind, **options)
            orders(chip)
            told.append((chip.run(seconds), chip))
        (simavr, first), (avr8js, second) = told
        assert first.eeprom() == second.eeprom()
        return simavr, avr8js

    return run


def agree(simavr, avr8js, *, cycles=TOLERANCE_CYCLES):
    """Hold both to the same events in the same order, at the same time to a tolerance."""
    assert [(type(event), event[1:]) for event in simavr] == [
        (type(event), event[1:]) for event in avr8js
    ]
    differences = [abs(one.cycle - other.cycle) for one, other in zip(simavr, avr8js, strict=True)]
    assert max(differences, default=0) <= cycles


def test_both_see_the_same_edges_of_a_sketch_that_watches_the_clock(both):
    simavr, avr8js = both(
        "unsigned long next; void setup() { pinMode(13, OUTPUT); pinMode(4, INPUT_PULLUP); }"
        "void loop() { if (millis() >= next) { next += 7; digitalWrite(13, !digitalRead(13)); } }"
    )
    assert len(simavr) > 25
    agree(simavr, avr8js)


def test_without_interrupts_both_agree_to_the_cycle(both):
    simavr, avr8js = both(
        "void setup() { noInterrupts(); pinMode(13, OUTPUT); for (int i = 0; i < 500; i++) {"
        " digitalWrite(13, i & 1); delayMicroseconds(i); } } void loop() { }"
    )
    assert len(simavr) == 500
    agree(simavr, avr8js, cycles=0)


def test_both_send_and_receive_the_same_bytes_and_lose_the_same(both):
    def orders(chip):
        chip.receive(b"what is sent to both", at=3 * MS)
        chip.receive(b"abcdef", at=21 * MS)

    simavr, avr8js = both(
        "void setup() { Serial.begin(115200); } void loop() {"
        " if (millis() == 20) { noInterrupts(); delayMicroseconds(3000); interrupts(); }"
        " while (Serial.available()) Serial.write(Serial.read()); }",
        orders=orders,
    )
    kinds = {type(event) for event in simavr}
    assert kinds == {ByteSent, Overrun}
    agree(simavr, avr8js)


def test_both_tell_the_same_duties_of_all_six_pins(both):
    simavr, avr8js = both(
        "const byte pins[] = {3, 5, 6, 9, 10, 11}; void setup() { for (byte pin : pins)"
        " for (int i = 0; i < 256; i += 15) { analogWrite(pin, i); delayMicroseconds(300); } }"
        " void loop() { }"
    )
    duties = [event for event in simavr if isinstance(event, DutyChanged)]
    assert [sum(event.pin == pin for event in duties) for pin in (3, 5, 6, 9, 10, 11)] == [17] * 6
    agree(simavr, avr8js)


def test_both_measure_every_step_of_the_adc_alike(both):
    values = (0, 4, 5, 1234, 2499, 2500, 4990, 4995, 5000)

    def orders(chip):
        for channel in range(6):
            chip.adc(channel, values[channel])

    sketch = (
        "void setup() { Serial.begin(115200); for (int i = 0; i < 6; i++)"
        " Serial.println(analogRead(i)); analogReference(INTERNAL);"
        " Serial.println(analogRead(2)); } void loop() { }"
    )
    simavr, avr8js = both(sketch, orders=orders)
    agree(simavr, avr8js)
    text = bytes(event.byte for event in simavr).decode().split()
    assert text == ["0", "0", "1", "252", "511", "512", "4"]


COUNTS_RESETS = (
    "#include <avr/wdt.h>\n#include <EEPROM.h>\n"
    "void setup() { CLEAR; wdt_disable(); pinMode(13, OUTPUT);"
    " EEPROM.write(0, EEPROM.read(0) + 1);"
    " if (EEPROM.read(0) < HANGS) { wdt_enable(WDTO_60MS); for (;;) { } } digitalWrite(13, HIGH); }"
    "void loop() { }"
)


def test_both_let_the_watchdog_reset_and_the_eeprom_count(both):
    sketch = COUNTS_RESETS.replace("CLEAR", "MCUSR = 0").replace("HANGS", "3")
    simavr, avr8js = both(sketch, 0.4)
    assert [event.cause for event in simavr if isinstance(event, WasReset)] == ["watchdog"] * 3
    agree(simavr, avr8js, cycles=1 * MS)


@pytest.mark.parametrize(("loader", "resets"), [(None, 18), ("optiboot", 1), ("old", 1)])
def test_in_both_the_watchdog_stays_on_until_somebody_clears_the_resets_cause(both, loader, resets):
    sketch = COUNTS_RESETS.replace("CLEAR", "").replace("HANGS", "1")
    simavr, avr8js = both(sketch, 0.35, boot_loader=loader)
    assert sum(isinstance(event, WasReset) for event in simavr) == resets
    agree(simavr, avr8js, cycles=1 * MS)


def test_both_follow_interrupts_encoders_and_a_sonar(both):
    def orders(chip):
        chip.sonar(2, 3, echo_us=1000)
        chip.encoder(4, edges_per_s=777)

    simavr, avr8js = both(
        "volatile unsigned edges; ISR(PCINT2_vect) { edges++; }"
        "void on_echo() { digitalWrite(13, digitalRead(3)); }"
        "void setup() { Serial.begin(115200); pinMode(2, OUTPUT); pinMode(13, OUTPUT);"
        " PCMSK2 = 1 << 4; PCICR = 1 << 2; attachInterrupt(1, on_echo, CHANGE); }"
        "void loop() { digitalWrite(2, HIGH); delayMicroseconds(10); digitalWrite(2, LOW);"
        " delay(20); Serial.println(edges); }",
        orders=orders,
    )
    pulses = [event.cycle for event in simavr if isinstance(event, PinChanged) and event.pin == 13]
    assert (pulses[2] - pulses[1]) / MS == pytest.approx(1.0, abs=0.02)
    agree(simavr, avr8js)


def test_both_sleep_until_an_interrupt_wakes_them(both):
    simavr, avr8js = both(
        "#include <avr/sleep.h>\nvoid setup() { pinMode(13, OUTPUT); }"
        "void loop() { static unsigned n; n++; PINB = (n % 8 == 0) << 5; sleep_mode(); }"
    )
    assert len(simavr) > 20
    agree(simavr, avr8js)


def test_both_drive_a_servo_by_compare_interrupt_to_the_microsecond(both):
    simavr, avr8js = both(
        "ISR(TIMER1_COMPA_vect) { static bool high; high = !high; digitalWrite(12, high);"
        " OCR1A += high ? 3000 : 37000; }"
        "void setup() { pinMode(12, OUTPUT); TCCR1A = 0; TCCR1B = 1 << CS11; OCR1A = 1000;"
        " TIMSK1 = 1 << OCIE1A; } void loop() { }"
    )
    for told in (simavr, avr8js):
        edges = [event.cycle for event in told][1:]
        widths_us = [(b - a) / CYCLES_PER_US for a, b in zip(edges[::2], edges[1::2], strict=False)]
        assert widths_us == [pytest.approx(1500, abs=8)] * 10
    agree(simavr, avr8js)


def test_both_sound_a_tone_of_the_right_pitch_and_its_end(both):
    simavr, avr8js = both("void setup() { tone(8, 440, 100); } void loop() { }")
    edges = [event.cycle for event in simavr][1:]
    pitch_hz = (len(edges) - 2) / 2 / ((edges[-2] - edges[0]) / CLOCK_HZ)
    assert pitch_hz == pytest.approx(440, rel=0.01)
    assert (edges[-1] - edges[0]) / MS == pytest.approx(100, abs=2)
    agree(simavr, avr8js)


def test_both_measure_a_pulse_from_outside(both):
    def orders(chip):
        for start_ms in (5, 10):
            chip.drive(7, 1, at=start_ms * MS)
            chip.drive(7, 0, at=start_ms * MS + 1500 * CYCLES_PER_US)

    simavr, avr8js = both(
        "void setup() { Serial.begin(115200); for (int i = 0; i < 2; i++)"
        " Serial.println(pulseIn(7, HIGH)); } void loop() { }",
        orders=orders,
    )
    for told in (simavr, avr8js):
        text = bytes(event.byte for event in told if isinstance(event, ByteSent)).decode()
        assert [int(line) for line in text.split()] == [pytest.approx(1500, rel=0.01)] * 2


def test_both_take_an_interrupt_at_the_edge_that_was_asked_for(both):
    def orders(chip):
        chip.drive(2, 0)
        chip.drive(3, 1)
        for number in range(10):
            chip.drive(2, 1, at=(5 + 4 * number) * MS)
            chip.drive(2, 0, at=(7 + 4 * number) * MS)
            chip.drive(3, 0, at=(6 + 4 * number) * MS)
            chip.drive(3, 1, at=(8 + 4 * number) * MS)

    simavr, avr8js = both(
        "void up() { PINB = 1 << 4; } void down() { PINB = 1 << 5; }"
        "void setup() { DDRB = 0x30; attachInterrupt(0, up, RISING);"
        " attachInterrupt(1, down, FALLING); } void loop() { }",
        orders=orders,
    )
    changes = [(event.pin, round(event.cycle / MS)) for event in simavr][2:]
    wanted = [pair for n in range(10) for pair in ((12, 5 + 4 * n), (13, 6 + 4 * n))]
    assert changes == wanted
    agree(simavr, avr8js)


def test_both_spoil_the_eeprom_and_end_the_same_way_in_a_power_cut(both):
    def orders(chip):
        chip.run(0.001)
        chip.cut_power()
        chip.run(0.05)
        chip.restore_power()

    simavr, avr8js = both(
        "#include <EEPROM.h>\n"
        "void setup() { pinMode(13, OUTPUT); EEPROM.write(5, 0); } void loop() { }",
        orders=orders,
    )
    agree(simavr, avr8js)


def test_both_refuse_what_is_no_firmware_in_the_same_words(tmp_path, both):
    from hardware_mocks.arduino.engine import Engine
    from makerkit.errors import BadInputError

    file = tmp_path / "no.hex"
    file.write_text("this is no firmware\n")
    for kind in ("simavr", "avr8js"):
        with Engine(file, kind=kind) as engine, pytest.raises(BadInputError, match="cannot load"):
            engine.run_to(CLOCK_HZ)


def test_the_bundle_is_made_of_the_sources_beside_it():
    folder = AVR8JS.parent
    sources = sorted({*folder.glob("*.mjs")} - {AVR8JS, folder / "bundle.mjs"})
    content = b"".join(file.read_bytes() for file in (*sources, folder / "package.json"))
    assert f"// Sources: {hashlib.sha256(content).hexdigest()}\n" in AVR8JS.read_text()


def test_the_bundle_says_whose_code_it_contains():
    assert "avr8js (MIT), copyright Uri Shaked" in AVR8JS.read_text()
    assert "Uri Shaked" in (AVR8JS.parent / "LICENSE.avr8js").read_text()
