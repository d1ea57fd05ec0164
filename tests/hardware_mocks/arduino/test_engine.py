from itertools import pairwise

import pytest

from hardware_mocks.arduino.engine import BOOT_CYCLES, CLOCK_HZ, CYCLES_PER_US, Engine
from hardware_mocks.arduino.events import (
    ByteSent,
    Drive,
    DutyChanged,
    Overrun,
    PinChanged,
    WasReset,
)
from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.build import build
from makerkit.errors import BadInputError

MS = 1_000 * CYCLES_PER_US


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def chip(tmp_path):
    """Return a function that starts a chip with a sketch."""
    running = []

    def start(sketch, **options):
        file = tmp_path / "sketch.ino"
        file.write_text(sketch)
        running.append(Engine(build(file).hex, **options))
        return running[-1]

    yield start
    for engine in running:
        engine.close()


def run(engine, seconds, quantum=5 * MS):
    """Let a chip run on in equal steps and return all its events."""
    end = engine.cycle + round(seconds * CLOCK_HZ)
    events = []
    start = engine.cycle
    while start < end:
        start = min(start + quantum, end)
        events += engine.run_to(start)
    return events


def only(kind, events):
    return [event for event in events if isinstance(event, kind)]


def text(events):
    return bytes(event.byte for event in only(ByteSent, events)).decode("latin-1")


SETUP = "void setup() { Serial.begin(115200); } void loop() { "


def test_a_pin_tells_how_it_is_driven(chip):
    engine = chip(
        "void setup() { pinMode(4, INPUT_PULLUP); pinMode(13, OUTPUT); digitalWrite(13, HIGH);"
        " digitalWrite(13, LOW); pinMode(4, INPUT); pinMode(A5, OUTPUT); } void loop() { }"
    )
    changes = [(event.pin, event.drive) for event in run(engine, 0.01)]
    assert changes == [
        (4, Drive.PULL_UP),
        (13, Drive.LOW),
        (13, Drive.HIGH),
        (13, Drive.LOW),
        (4, Drive.INPUT),
        (19, Drive.LOW),
    ]


def test_millis_does_not_drift(chip):
    engine = chip(
        "unsigned long next; void setup() { pinMode(13, OUTPUT); } void loop() {"
        " if (millis() >= next) { next += 100; PINB = 1 << 5; } }"
    )
    edges = [event.cycle for event in only(PinChanged, run(engine, 1.0))][2:]
    periods_ms = [(b - a) / MS for a, b in pairwise(edges)]
    assert periods_ms == [pytest.approx(100, abs=1.1)] * 8
    assert sum(periods_ms) == pytest.approx(800, abs=1.1)


def test_a_byte_takes_ten_bits_of_the_chips_own_baud_rate(chip):
    engine = chip('void setup() { Serial.begin(9600); Serial.write("ab"); } void loop() { }')
    first, second = only(ByteSent, run(engine, 0.01))
    assert (first.byte, second.byte) == (ord("a"), ord("b"))
    assert (first.baud, second.cycle - first.cycle) == (9615, 10 * 8 * 208)


def test_what_is_sent_comes_back_in_order_and_in_time(chip):
    engine = chip(SETUP + "while (Serial.available()) Serial.write(Serial.read()); }")
    run(engine, 0.01)
    start = engine.cycle
    engine.receive(b"all of it, and more", at=start + 1 * MS)
    events = only(ByteSent, run(engine, 0.02))
    assert text(events) == "all of it, and more"
    assert 2 * 1360 < events[0].cycle - (start + 1 * MS) < 2 * 1360 + 2000


def test_a_sketch_that_does_not_read_for_three_bytes_loses_the_fourth(chip):
    engine = chip(
        SETUP + "noInterrupts(); delayMicroseconds(2000); interrupts();"
        " while (Serial.available()) Serial.write(Serial.read()); }"
    )
    run(engine, 0.0012)
    engine.receive(b"abcdef")
    events = run(engine, 0.01)
    assert text(events) == "abf"
    assert len(only(Overrun, events)) == 3


def test_equal_runs_have_equal_events_and_another_quantum_changes_no_edge(chip):
    sketch = (
        SETUP + "static int n; analogWrite(5, n++); Serial.println(n * 7);"
        " digitalWrite(2, n & 1); delayMicroseconds(777); }"
    )
    runs = [run(chip(sketch), 0.05, quantum) for quantum in (5 * MS, 5 * MS, 1 * MS)]
    assert runs[0] == runs[1]
    assert runs[0] == runs[2]
    assert len(runs[0]) > 100


def test_analog_write_is_told_as_duty_and_lets_go_at_its_ends(chip):
    engine = chip(
        "void setup() { analogWrite(5, 51); analogWrite(9, 51); analogWrite(5, 0);"
        " analogWrite(9, 255); } void loop() { }"
    )
    events = run(engine, 0.01)
    assert [event[1:] for event in events] == [
        (5, Drive.LOW),
        (5, 52 / 256, 976.5625),
        (9, Drive.LOW),
        (9, 51 / 255, pytest.approx(490.196, abs=0.001)),
        (5, None, 0.0),
        (5, Drive.LOW),
        (9, None, 0.0),
        (9, Drive.LOW),
        (9, Drive.HIGH),
    ]
    assert [type(event) for event in events[1:3]] == [DutyChanged, PinChanged]


@pytest.mark.parametrize("pin", [3, 5, 6, 9, 10, 11])
def test_each_of_the_six_pwm_pins_has_its_duty(chip, pin):
    engine = chip(f"void setup() {{ analogWrite({pin}, 100); }} void loop() {{ }}")
    (event,) = only(DutyChanged, run(engine, 0.01))
    assert (event.pin, event.duty) == (pin, pytest.approx(100 / 255, abs=0.003))


def test_inputs_pull_ups_and_the_adc_are_read(chip):
    engine = chip(
        SETUP
        + "pinMode(4, INPUT_PULLUP); Serial.print(digitalRead(4)); Serial.print(digitalRead(7));"
        " Serial.print(' '); Serial.println(analogRead(A1)); delay(10); }"
    )
    engine.adc(1, 1234)
    lines = [text(run(engine, 0.01))]
    engine.drive(4, 0)
    engine.drive(7, 1)
    engine.adc(1, 5000)
    lines.append(text(run(engine, 0.02)).splitlines()[-1])
    engine.drive(4, None)
    lines.append(text(run(engine, 0.02)).splitlines()[-1])
    assert [line.split() for line in lines] == [["10", "252"], ["01", "1023"], ["11", "1023"]]


def test_a_pull_up_that_nobody_holds_reads_high_after_a_reset_too(chip):
    engine = chip(SETUP + "pinMode(4, INPUT_PULLUP); Serial.print(digitalRead(4)); delay(10); }")
    run(engine, 0.05)
    engine.reset()
    assert set(text(run(engine, 0.05))) == {"1"}


def test_a_pin_is_driven_at_its_own_cycle_within_a_quantum(chip):
    engine = chip(
        "void setup() { pinMode(13, OUTPUT); attachInterrupt(0, on_edge, CHANGE); }"
        " void loop() { } void on_edge() { digitalWrite(13, digitalRead(2)); }"
    )
    engine.drive(2, 0)
    run(engine, 0.01)
    start = engine.cycle
    engine.drive(2, 1, at=start + 1000)
    engine.drive(2, 0, at=start + 9000)
    edges = only(PinChanged, run(engine, 0.005))
    assert [event.drive for event in edges] == [Drive.HIGH, Drive.LOW]
    delays = [edges[0].cycle - start - 1000, edges[1].cycle - start - 9000]
    assert all(0 < delay < 200 for delay in delays)


def test_a_sonar_answers_as_long_as_its_echo_takes(chip):
    engine = chip(
        "volatile unsigned long rise; volatile unsigned long width;"
        "void on_echo() { if (digitalRead(3)) rise = micros(); else width = micros() - rise; }"
        "void setup() { Serial.begin(115200); pinMode(2, OUTPUT);"
        " attachInterrupt(1, on_echo, CHANGE); }"
        "void loop() { digitalWrite(2, HIGH); delayMicroseconds(10); digitalWrite(2, LOW);"
        " delay(60); Serial.println(width); }"
    )
    engine.sonar(2, 3, echo_us=5831)
    first = int(text(run(engine, 0.07)))
    engine.sonar(2, 3, echo_us=None)
    last = int(text(run(engine, 0.2)).splitlines()[-1])
    assert (first, last) == (pytest.approx(5831, abs=8), pytest.approx(38000, abs=8))


def test_an_encoder_keeps_its_phase_when_its_speed_changes(chip):
    engine = chip(
        "volatile unsigned long edges; ISR(PCINT2_vect) { edges++; }"
        "void setup() { Serial.begin(115200); PCMSK2 = 1 << 4; PCICR = 1 << 2; }"
        "void loop() { delay(50); Serial.println(edges); }"
    )
    engine.encoder(4, edges_per_s=1000)
    for _ in range(10):
        run(engine, 0.0101)
        engine.encoder(4, edges_per_s=1000)
    assert int(text(run(engine, 0.1)).splitlines()[-1]) == pytest.approx(200, abs=1)


def test_opening_the_port_resets_the_chip_and_leaves_it_deaf_while_it_boots(chip):
    engine = chip(
        'void setup() { Serial.begin(115200); pinMode(13, OUTPUT); Serial.println("BOOT"); }'
        "void loop() { if (Serial.available()) Serial.write(Serial.read()); }"
    )
    run(engine, 0.1)
    opened = engine.cycle
    engine.reset(hold_cycles=BOOT_CYCLES)
    engine.receive(b"lost")
    engine.receive(b"heard", at=opened + BOOT_CYCLES + 5 * MS)
    events = run(engine, 1.7)
    assert only(WasReset, events) == [WasReset(opened, "external")]
    assert [event.drive for event in only(PinChanged, events)] == [Drive.INPUT, Drive.LOW]
    assert only(PinChanged, events)[1].cycle > opened + BOOT_CYCLES
    assert text(events) == "BOOT\r\nheard"


def test_an_impossible_firmware_is_refused_in_words(tmp_path):
    file = tmp_path / "no.hex"
    file.write_text("this is no firmware\n")
    with Engine(file) as engine, pytest.raises(BadInputError, match=r"cannot load .*no\.hex"):
        engine.run_to(1000)


def test_a_key_of_a_keypad_joins_a_row_to_a_column_within_microseconds(chip):
    engine = chip(
        "void setup() { Serial.begin(115200); pinMode(6, INPUT_PULLUP); pinMode(7, INPUT_PULLUP); }"
        "void loop() { for (int row = 2; row < 4; row++) { pinMode(row, OUTPUT);"
        " digitalWrite(row, LOW); Serial.print(digitalRead(6)); Serial.print(digitalRead(7));"
        " pinMode(row, INPUT); } Serial.println(); delay(10); }"
    )
    scans = [text(run(engine, 0.006))]
    for one, other in ((2, 7), (3, 6)):
        engine.join(one, other)
        scans.append(text(run(engine, 0.03)).split()[-2])
    engine.join(2, 7, joined=False)
    scans.append(text(run(engine, 0.03)).split()[-2])
    assert [scan.strip() for scan in scans] == ["1111", "1011", "1001", "1101"]


def test_a_sonar_without_power_does_not_answer(chip):
    engine = chip(
        "void setup() { Serial.begin(115200); pinMode(2, OUTPUT); digitalWrite(2, HIGH);"
        " delayMicroseconds(10); digitalWrite(2, LOW); Serial.println(pulseIn(3, HIGH, 50000)); }"
        "void loop() { }"
    )
    engine.sonar(2, 3, echo_us=0)
    assert text(run(engine, 0.1)) == "0\r\n"
