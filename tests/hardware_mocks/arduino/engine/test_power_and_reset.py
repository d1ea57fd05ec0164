import pytest

from hardware_mocks.arduino.engine import BOOT_CYCLES, CLOCK_HZ, CYCLES_PER_US, START_UP_CYCLES
from hardware_mocks.arduino.events import ByteSent, Drive, PinChanged, WasReset

MS = 1_000 * CYCLES_PER_US

# Says why it started, and how often since the power came on: a reset leaves the RAM as it is.
REPORT = """
#include <avr/wdt.h>
uint8_t cause __attribute__((section(".noinit")));
uint16_t magic __attribute__((section(".noinit")));
uint16_t starts __attribute__((section(".noinit")));
void save() __attribute__((naked, used, section(".init3")));
void save() { cause = MCUSR; MCUSR = 0; wdt_disable(); }
void setup() {
  if (magic != 0xBEEF) { magic = 0xBEEF; starts = 0; }
  starts++;
  Serial.begin(115200);
  Serial.print(cause); Serial.print(' '); Serial.println(starts);
"""


def only(kind, events):
    return [event for event in events if isinstance(event, kind)]


def text(events):
    return bytes(event.byte for event in only(ByteSent, events)).decode("latin-1")


def test_each_reset_has_its_cause_and_only_a_power_cut_empties_the_ram(sketch_chip, kind):
    engine = sketch_chip(REPORT + "} void loop() { }", kind=kind)
    said = [text(engine.run(0.02))]
    orders = [
        engine.reset,
        lambda: engine.brown_out(hold_cycles=0),
        lambda: engine.restore_power(hold_cycles=0),
    ]
    for order in orders:
        if order is orders[2]:
            engine.cut_power()
            engine.run(0.1)
        order()
        said.append(text(engine.run(0.02)))
    assert said == ["1 1\r\n", "2 2\r\n", "4 3\r\n", "1 1\r\n"]


def test_the_watchdog_resets_a_sketch_that_hangs_and_it_starts_anew(sketch_chip):
    engine = sketch_chip(
        REPORT + "pinMode(13, OUTPUT); digitalWrite(13, HIGH);"
        " wdt_enable(WDTO_250MS); if (starts == 1) for (;;) { } } void loop() { wdt_reset(); }"
    )
    events = engine.run(1.0)
    (reset,) = only(WasReset, events)
    assert reset.cause == "watchdog"
    assert reset.cycle / MS == pytest.approx(256, abs=3)  # 2^15 periods of 128 kHz
    assert text(events) == "1 1\r\n8 2\r\n"
    drives = [(event.drive, event.cycle > reset.cycle) for event in only(PinChanged, events)]
    assert drives == [
        (Drive.LOW, False),
        (Drive.HIGH, False),
        (Drive.INPUT, False),
        (Drive.LOW, True),
        (Drive.HIGH, True),
    ]


def test_the_watchdogs_interrupt_comes_before_its_reset(sketch_chip, kind):
    engine = sketch_chip(
        "ISR(WDT_vect) { PINB = 1 << 5; }\n" + REPORT + "pinMode(13, OUTPUT); cli(); wdt_reset();"
        " WDTCSR = 1 << WDCE | 1 << WDE; WDTCSR = 1 << WDIE | 1 << WDE | 3; sei(); for (;;) { } }"
        " void loop() { }",
        kind=kind,
    )
    events = engine.run(0.4)
    reset = only(WasReset, events)[0]
    edges = [event.cycle for event in only(PinChanged, events) if event.cycle < reset.cycle]
    assert edges[-1] / MS == pytest.approx(128, abs=4)  # 2^14 periods
    assert reset.cycle / MS == pytest.approx(256, abs=4)


def test_a_sketch_that_sleeps_for_ever_is_woken_by_the_watchdog_alone(sketch_chip, kind):
    engine = sketch_chip(
        "#include <avr/sleep.h>\n" + REPORT + "Serial.flush(); wdt_enable(WDTO_120MS);"
        " cli(); sleep_mode(); } void loop() { }",
        kind=kind,
    )
    assert text(engine.run(0.2)).split("\r\n")[:2] == ["1 1", "8 2"]


def test_without_power_nothing_is_driven_nothing_heard_and_time_goes_on(sketch_chip, kind):
    engine = sketch_chip(
        "void setup() { Serial.begin(115200); pinMode(13, OUTPUT); digitalWrite(13, HIGH); }"
        "void loop() { if (Serial.available()) Serial.write(Serial.read()); }",
        kind=kind,
    )
    engine.run(0.01)
    cut = engine.cycle
    engine.cut_power()
    engine.receive(b"lost")
    events = engine.run(0.5)
    assert events == [PinChanged(cut, 13, Drive.INPUT)]
    assert (engine.is_held, engine.cycle) == (True, cut + CLOCK_HZ // 2)
    back = engine.cycle
    engine.restore_power()
    events = engine.run(0.1)
    assert only(WasReset, events) == [WasReset(back, "power")]
    assert only(PinChanged, events)[0].cycle > back + START_UP_CYCLES


def test_a_reset_without_power_starts_nothing(sketch_chip, kind):
    engine = sketch_chip(REPORT + "} void loop() { }", kind=kind)
    engine.run(0.01)
    engine.cut_power()
    engine.reset()
    engine.brown_out()
    assert engine.run(0.1) == []
    assert engine.is_held


def test_what_holds_a_pin_from_outside_still_holds_it_after_a_reset(sketch_chip):
    engine = sketch_chip(
        "void setup() { Serial.begin(115200); pinMode(4, INPUT_PULLUP);"
        " Serial.print(digitalRead(4)); Serial.print(digitalRead(7)); } void loop() { }"
    )
    engine.drive(4, 0)
    engine.drive(7, 1)
    engine.run(0.01)
    engine.reset(hold_cycles=BOOT_CYCLES)
    assert text(engine.run(1.61)) == "01"


def test_a_pull_up_raises_its_pin_also_after_a_reset(sketch_chip, kind):
    engine = sketch_chip(
        "void setup() { Serial.begin(115200); pinMode(4, INPUT_PULLUP); pinMode(A3, INPUT_PULLUP);"
        " delay(1); Serial.print(digitalRead(4)); Serial.print(digitalRead(A3)); } void loop() { }",
        kind=kind,
    )
    said = [text(engine.run(0.01))]
    engine.drive(17, 0)
    engine.reset()
    said.append(text(engine.run(0.01)))
    engine.reset()
    engine.drive(17, None)
    said.append(text(engine.run(0.01)))
    assert said == ["11", "10", "11"]


WRITER = """
#include <EEPROM.h>
void setup() { pinMode(13, OUTPUT); digitalWrite(13, HIGH); EEPROM.write(7, 0x55);
  while (!eeprom_is_ready()) { } digitalWrite(13, LOW); }
void loop() { }
"""


def test_writing_a_byte_of_the_eeprom_takes_three_and_a_half_milliseconds(sketch_chip):
    engine = sketch_chip(WRITER)
    _, high, low = only(PinChanged, engine.run(0.01))
    assert (low.cycle - high.cycle) / MS == pytest.approx(3.4, abs=0.02)
    assert engine.eeprom()[6:9] == b"\xff\x55\xff"


def test_a_power_cut_spoils_the_byte_that_is_being_written_and_no_other(sketch_chip):
    before = bytes(range(256)) * 4
    seen = []
    for after_us in range(100, 3300, 200):
        engine = sketch_chip(WRITER, eeprom=before)
        started = only(PinChanged, engine.run_to(20_000))[-1].cycle
        engine.run_to(started + after_us * CYCLES_PER_US)
        engine.cut_power()
        engine.run(0.01)
        now = engine.eeprom()
        assert now[:7] + now[8:] == before[:7] + before[8:]
        seen.append(now[7])
    assert sum(value not in {0x55, before[7]} for value in seen) > len(seen) / 2
    assert len(set(seen)) > len(seen) / 2


def test_a_reset_lets_a_byte_be_written_to_its_end(sketch_chip):
    engine = sketch_chip(WRITER, eeprom=bytes(1024))
    engine.run(0.002)
    engine.reset()
    engine.run(0.02)
    assert engine.eeprom()[6:9] == b"\x00\x55\x00"


def test_the_eeprom_goes_from_one_run_to_the_next(sketch_chip):
    counts = (
        "#include <EEPROM.h>\nvoid setup() { EEPROM.write(0, EEPROM.read(0) + 1); } void loop() { }"
    )
    content = None
    for _ in range(3):
        engine = sketch_chip(counts, eeprom=content)
        engine.run(0.02)
        content = engine.eeprom()
    assert content == b"\x02" + b"\xff" * 1023


@pytest.mark.parametrize("loader", ["optiboot", "old"])
def test_a_boot_loader_hides_the_cause_of_a_reset(sketch_chip, loader):
    engine = sketch_chip(REPORT + "} void loop() { }", boot_loader=loader)
    said = text(engine.run(0.02))
    engine.reset(hold_cycles=BOOT_CYCLES)
    assert said + text(engine.run(1.7)) == "0 1\r\n0 2\r\n"


def test_the_old_boot_loader_does_not_come_back_from_a_watchdog_reset(sketch_chip):
    hangs = REPORT + "wdt_enable(WDTO_120MS); for (;;) { } } void loop() { }"
    engine = sketch_chip(hangs, boot_loader="old")
    assert text(engine.run(3.0)) == "0 1\r\n"
    assert (engine.is_held, engine.cycle) == (True, 3 * CLOCK_HZ)
    engine.cut_power()
    engine.restore_power()
    assert text(engine.run(0.1)) == "0 1\r\n"
