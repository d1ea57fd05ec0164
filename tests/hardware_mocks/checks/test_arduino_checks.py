"""Sentences about an Arduino: its pins, its talk with the Pi, its motors, what it senses."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.sketches import prepared
from hardware_mocks.checks.task import TaskFailed

WIRING = Path(__file__).parent / "data" / "machine.json"
BLINK = """
void setup() { pinMode(12, OUTPUT); }
void loop() { digitalWrite(12, HIGH); delay(100); digitalWrite(12, LOW); delay(100); }
"""
ECHO = """
#include <avr/sleep.h>
void setup() { Serial.begin(115200); Serial.println("READY"); }
void loop() {
  if (!Serial.available()) { sleep_mode(); return; }
  String word = Serial.readStringUntil('\\n');
  Serial.println(word == "PING 1" ? "PONG 1" : "WHAT?");
}
"""
DRIVE = """
#include <avr/sleep.h>
unsigned long heard_ms = 0;
bool heard = false;
void setup() {
  for (int pin = 5; pin <= 10; pin++) pinMode(pin, OUTPUT);
  Serial.begin(115200);
  Serial.println("READY");
}
void drive(int left, int right) {
  digitalWrite(7, left > 0); digitalWrite(8, left < 0);
  digitalWrite(9, right > 0); digitalWrite(10, right < 0);
  analogWrite(5, abs(left)); analogWrite(6, abs(right));
}
void loop() {
  if (!Serial.available()) {
    sleep_mode();
  } else {
    heard = Serial.read() == 'G';
    heard_ms = millis();
    if (heard) drive(128, -255);
  }
  if (heard && millis() - heard_ms > 300) { drive(0, 0); heard = false; }
}
"""
OPENS = """
import serial
port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)
"""
STAYS = "import time; time.sleep(60)"
WAITS = f"{OPENS}while port.readline() != b'READY\\r\\n': pass\n"


@pytest.fixture
def judge(tmp_path):
    """Return a function that judges a sketch, beside a program for the Pi if there is one.

    It returns (id, params) of the message, or None when all sentences are true.
    """
    require_toolchain()

    def run(sketch, sentences, *, program=None, host="", head=WAITS, explain=None, **how):
        wiring = how.pop("wiring", WIRING)
        (tmp_path / "sketch.ino").write_text(dedent(sketch), encoding="utf-8")
        (tmp_path / "program.py").write_text(head + dedent(program or ""), encoding="utf-8")
        (tmp_path / "given.py").write_text(head + dedent(host), encoding="utf-8")
        name = "sketch.ino" if program is None else "program.py"
        (tmp_path / f"starter{Path(name).suffix}").touch()
        job = prepared(CheckJob(tmp_path / "check.py", tmp_path / name, wiring=wiring))
        session = CheckSession(job)
        if program is None:
            how = {"host": "given.py" if host else "", **how}
        else:
            how = {"sketch": how.pop("other_sketch", "sketch.ino"), **how}
        if explain:
            explain(session.say)
        try:
            with session.task(**how) as running:
                sentences(session.bench, running, session.say)
        except TaskFailed as error:
            run.diagnosis = error.diagnosis
            message = error.diagnosis.message
            return message.id, dict(message.params)
        run.notes = session.notes
        return None

    return run


# --- pins


def test_an_led_on_the_arduino_is_found_by_its_label(judge):
    def check(bench, *_):
        bench.led("red").blinks(period="200 ms", within="1 %", times=3)
        assert bench.led("red").pin == "D12"

    assert judge(BLINK, check) is None


def test_a_pin_of_the_arduino_blinks(judge):
    assert judge(BLINK, lambda bench, *_: bench.pin("D12").blinks(period="200 ms")) is None


def test_another_rhythm_is_told_in_numbers(judge):
    message, params = judge(BLINK, lambda bench, *_: bench.pin("D12").blinks(period="300 ms"))
    assert message == "led.wrong_period" or message.endswith("wrong_period")
    assert params["period_s"] == pytest.approx(0.2, abs=0.001)


def test_another_pin_that_moves_is_named(judge):
    message, params = judge(BLINK, lambda bench, *_: bench.pin("D13").blinks(period="200 ms"))
    assert (message, params["used"]) == ("sketch.pin_other_used", "D12")


def test_a_button_on_the_arduino_is_pressed(judge):
    sketch = """
    void setup() { pinMode(2, INPUT_PULLUP); pinMode(12, OUTPUT); }
    void loop() { digitalWrite(12, !digitalRead(2)); }
    """

    def check(bench, *_):
        bench.wait("50 ms")
        bench.button("A").hold()
        bench.led("red").turns_on(within="20 ms")
        bench.button("A").release()
        bench.led("red").turns_off(within="20 ms")

    assert judge(sketch, check) is None


def test_a_pin_that_changes_in_every_round_ends_the_run_early(judge):
    sketch = """
    void setup() { pinMode(12, OUTPUT); }
    void loop() { digitalWrite(12, HIGH); digitalWrite(12, LOW); }
    """
    message, params = judge(sketch, lambda bench, *_: bench.led("red").blinks(period="1 s"))
    assert (message, params["pin"]) == ("pin.too_quick", "D12")
    assert params["t_s"] < 1


# --- the talk


def test_lines_both_ways_with_their_times(judge):
    def check(bench, program, _say):
        bench.serial.wait_for_line("READY")
        heard = bench.serial.heard("PING 1")
        said = bench.serial.said("PONG 1", within="100 ms")
        assert 0 < said.t_s - heard.t_s < 0.1
        assert said.raw == b"PONG 1\r\n"
        assert [line.text for line in bench.serial.to_pi] == ["READY", "PONG 1"]
        program.prints("PONG 1")

    program = """
    port.write(b"PING 1\\n")
    print(port.readline().decode().strip())
    """
    assert judge(ECHO, check, program=program) is None


def test_opening_the_port_restarts_the_board_and_what_is_said_then_is_lost(judge):
    def check(bench, *_):
        bench.wait("2.2 s")
        assert [line.is_lost for line in bench.serial.to_arduino] == [True]
        assert bench.serial.opened_s == [0.0]
        assert bench.serial.pi_baud == bench.serial.board_baud == 115200
        bench.serial.said("PONG 1", within="100 ms")

    message, params = judge(ECHO, check, program=f"port.write(b'PING 1\\n')\n{STAYS}", head=OPENS)
    assert (message, params["text"]) == ("serial.arduino_silent", "PONG 1")


def test_an_arduino_that_says_something_else_is_quoted(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.serial.said("PONG 2", within="100 ms")

    message, params = judge(ECHO, check, program=f"port.write(b'PING 1\\n')\n{STAYS}")
    assert message == "serial.arduino_other"
    assert params == {"text": "PONG 2", "within_s": 0.1, "last": "PONG 1", "lines": 1}


def test_a_program_that_never_speaks_is_told_so(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.serial.heard(re.compile("PING \\d"), within="200 ms")

    message, params = judge(ECHO, check, program=STAYS)
    assert (message, params["text"]) == ("serial.pi_silent", "PING \\d")


def test_other_speeds_show_on_both_sides(judge):
    def check(bench, *_):
        bench.wait("2 s")
        assert (bench.serial.pi_baud, bench.serial.board_baud) == (115200, 57600)
        assert b"READY" not in b"".join(line.raw for line in bench.serial.to_pi)
        bench.serial.said("READY")

    sketch = ECHO.replace("115200", "57600")
    assert judge(sketch, check, program=STAYS, head=OPENS)[0] == "serial.arduino_silent"


def test_a_sketch_alone_prints_by_its_serial_line(judge):
    def check(bench, program, _say):
        program.prints("READY")
        bench.arduino().receives("PING 1\n")
        program.prints("PONG 1")
        bench.serial.is_silent("100 ms")
        assert program.lines == ["READY", "PONG 1"]

    assert judge(ECHO, check) is None


def test_a_line_with_faults_loses_lines_and_the_share_can_be_counted(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.arduino().damage("20 %")
        bench.wait("2 s")
        sent = [line.text for line in bench.serial.sent if line.text == "PONG 1"]
        good = [line.text for line in bench.serial.to_pi if line.text == "PONG 1"]
        assert 0 < len(good) < len(sent) < 40
        bench.arduino().mend()
        bench.serial.said("PONG 1", within="200 ms")

    program = """
    from time import sleep
    while True:
        port.write(b"PING 1\\n")
        sleep(0.05)
    """
    assert judge(ECHO, check, program=program) is None


def test_the_button_of_the_board_and_a_weak_supply_restart_it(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.arduino().press_reset()
        bench.serial.said("READY", within="1700 ms")
        bench.arduino().brown_out()
        bench.serial.said("READY", within="300 ms")
        assert [cause for _, cause in bench.arduino().resets] == ["external", "brown-out"]

    assert judge(ECHO, check) is None


def test_what_the_pi_gets_and_what_it_loses_is_the_check_s_to_say(judge):
    def check(bench, program, _say):
        bench.serial.wait_for_line("READY")
        bench.arduino().pi_gets("M,1,2*00\n")
        program.prints("M,1,2*00")
        bench.arduino().drop("100 %")
        bench.arduino().pi_gets("lost\n")
        bench.arduino().receives("PING 1\n")
        bench.wait("200 ms")
        bench.arduino().mend()
        bench.arduino().receives("PING 1\n")
        program.prints("PONG 1")
        assert "lost" not in program.lines

    program = """
    while True:
        print(port.readline().decode().strip())
    """
    assert judge(ECHO, check, program=program) is None


def test_a_line_that_comes_in_pieces_takes_longer(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.arduino().receives("PING 1\n")
        at_once_s = bench.serial.said("PONG 1").t_s
        bench.arduino().split("50 %", gap="20 ms")
        asked_s = bench.now_s
        bench.arduino().receives("PING 1\n")
        assert bench.serial.said("PONG 1").t_s - asked_s > at_once_s - 1.6 + 0.02

    assert judge(ECHO, check, program=STAYS) is None


def test_noise_comes_that_nobody_sent(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.arduino().noise(per_s=200)
        bench.wait("500 ms")
        bench.serial.said("WHAT?", within="2 s")
        assert sum(len(line.raw) for line in bench.serial.to_pi) > len("READY..") + 5

    assert judge(ECHO, check, program=STAYS) is None


def test_a_lesson_s_own_message_knows_motors_lines_and_restarts(judge):
    def explain(say):
        say.when(
            lambda seen: seen.motor("left").has_run and not seen.resets[1:],
            "check.not_true",
            said=lambda seen: f"{seen.motor('left').started_s:.1f} {len(seen.serial.to_arduino)}",
        )

    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.wait("250 ms")
        bench.motor("left").keeps_standing("100 ms")

    message, params = judge(DRIVE, check, host=BEATS, explain=explain)
    assert (message, params["said"].split()[0]) == ("check.not_true", "1.6")


# --- motors


BEATS = """
from time import sleep
while True:
    port.write(b"G")
    sleep(0.1)
"""


def test_a_motor_runs_with_its_speed_and_in_its_direction(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.motor("left").runs("50 %")
        bench.motor("right").runs("100 %")  # wired the other way round
        assert bench.motor("left").speeds[-1][1] == pytest.approx(129 / 256)

    assert judge(DRIVE, check, host=BEATS) is None


def test_a_motor_stops_after_the_cable_fell_out(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.motor("left").runs()
        bench.wait("200 ms")
        bench.arduino().unplug()
        bench.motor("left").stops(within="500 ms")

    assert judge(DRIVE, check, host=BEATS, wiring=powered()) is None


def test_a_motor_that_does_not_stop_is_told_with_times(judge):
    def check(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.motor("left").runs()
        bench.arduino().unplug()
        bench.motor("left").stops(within="500 ms")

    sketch = DRIVE.replace("> 300", "> 2000")
    message, params = judge(sketch, check, host=BEATS, wiring=powered())
    assert message == "motor.still_runs"
    assert params["after_s"] == pytest.approx(0.5, abs=0.01)
    assert params["name"] == "left motor"


def test_a_motor_that_never_turns_or_turns_the_other_way_is_told(judge):
    def never(bench, *_):
        bench.motor("left").runs(within="300 ms")

    assert judge(DRIVE, never)[0] == "motor.stands"

    def backwards(bench, *_):
        bench.serial.wait_for_line("READY")
        bench.motor("left").runs(backwards=True)

    assert judge(DRIVE, backwards, host=BEATS)[0] == "motor.other_way"


def powered():
    """The machine with a battery at VIN as well: the board goes on without its cable."""
    path = WIRING.with_name("machine_with_battery.json")
    assert path.is_file()
    return path


# --- what it senses


ANALOGUE = """
void setup() { Serial.begin(115200); }
void loop() {
  Serial.print(analogRead(A0)); Serial.print(','); Serial.println(analogRead(A1));
  delay(20);
}
"""


def latest(bench):
    return [int(number) for number in bench.serial.sent[-1].text.split(",")]


def test_light_and_knob_move_the_numbers_that_a_sketch_reads(judge):
    def check(bench, *_):
        bench.light("light").sees(100)
        bench.knob("knob").turns_to("25 %")
        bench.wait("100 ms")
        bright, quarter = latest(bench)
        assert bright == pytest.approx(bench.light("light").percent * 10.23, abs=2)
        assert quarter == pytest.approx(256, abs=2)
        bench.knob("knob").turns_to("75 %", over="400 ms")
        bench.serial.said(re.compile(r"\d+,76[78]$"), within="100 ms")
        on_the_way = {int(line.text.split(",")[1]) for line in bench.serial.sent[4:]}
        assert len(on_the_way) > 10

    assert judge(ANALOGUE, check) is None


def test_a_flash_is_over_when_it_is_over(judge):
    def check(bench, *_):
        bench.wait("100 ms")
        before = latest(bench)[0]
        bench.light("light").flashes(10_000, for_="25 ms")
        bench.wait("60 ms")
        values = [int(line.text.split(",")[0]) for line in bench.serial.sent]
        assert max(values) > before + 300
        assert latest(bench)[0] == pytest.approx(before, abs=2)
        bench.pin("D1")
        bench.serial.said(re.compile(","))

    assert judge(ANALOGUE, check) is None


# --- what is wrong with a sketch


def failing(bench, *_):
    bench.led("red").blinks(period="1 s", times=2)


def test_a_slip_in_the_text_comes_before_what_the_lamp_shows(judge):
    sketch = """
    void setup() { pinMode(12, OUTPUT); }
    void loop() {
      digitalWrite(12, HIGH);
      delay(0.5);
      digitalWrite(12, LOW);
      delay(500);
    }
    """
    assert judge(sketch, failing)[0] == "sketch.delay_in_seconds"
    assert (judge.diagnosis.line, judge.diagnosis.code) == (5, "delay(0.5);")


def test_a_lesson_that_has_read_the_text_knows_better(judge):
    def explain(say):
        say.when(lambda seen: 0.5 in seen.code.numbers_in("delay"), "check.not_true", said="mine")

    sketch = """
    void setup() { pinMode(12, OUTPUT); }
    void loop() { digitalWrite(12, HIGH); delay(0.5); digitalWrite(12, LOW); delay(500); }
    """
    assert judge(sketch, failing, explain=explain) == ("check.not_true", {"said": "mine"})


def test_a_sketch_that_cannot_be_built_gets_one_sentence(judge):
    message, params = judge("void setup() { pinmode(12, OUTPUT); }\nvoid loop() {}\n", failing)
    assert (message, params["meant"]) == ("sketch.capitals", "pinMode")
    assert judge.diagnosis.line == 1
    assert judge.diagnosis.is_error


def test_a_sketch_that_its_watchdog_restarts_again_and_again_is_told_so(judge):
    sketch = """
    #include <avr/wdt.h>
    void setup() { pinMode(12, OUTPUT); wdt_enable(WDTO_120MS); }
    void loop() { digitalWrite(12, HIGH); delay(500); wdt_reset(); }
    """
    message, params = judge(sketch, failing)
    assert message == "sketch.restarts"
    assert params["times"] > 3


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("115200", "9600", ("sketch.other_speed", {"pi": 115200, "board": 9600})),
        ('Serial.println("READY");', "while (true) {}", ("sketch.says_nothing", {})),
    ],
)
def test_a_sketch_that_does_not_talk_to_the_pi_is_told_so(judge, before, after, expected):
    def check(bench, *_):
        bench.wait("1800 ms")
        bench.motor("left").runs(within="200 ms")

    assert judge(DRIVE.replace(before, after), check, host=BEATS) == expected


def test_what_is_worth_knowing_is_noted_with_a_pass(judge):
    def explain(say):
        say.note(
            lambda seen: seen.code.calls("delay"),
            "check.not_true",
            said="delay",
            line=lambda seen: seen.code.lines_of("delay")[0],
        )

    assert (
        judge(BLINK, lambda bench, *_: bench.led("red").blinks("200 ms"), explain=explain) is None
    )
    assert [(note.message.id, note.line) for note in judge.notes] == [("check.not_true", 3)]


def test_a_slip_that_shows_only_later_is_noted_with_a_pass(judge):
    sketch = """
    int last_ms = 0;
    void setup() { pinMode(12, OUTPUT); }
    void loop() {
      if (millis() - last_ms < 100) return;
      last_ms = millis();
      digitalWrite(12, !digitalRead(12));
    }
    """
    assert judge(sketch, lambda bench, *_: bench.led("red").blinks("200 ms")) is None
    assert [(note.message.id, note.line) for note in judge.notes] == [("sketch.time_in_int", 2)]


def test_a_given_program_that_breaks_is_no_fault_of_the_sketch(judge):
    host = "raise OSError('gone')"

    def check(bench, *_):
        bench.led("red").blinks("200 ms")

    assert judge(BLINK, check, host=host, head="") is None


# --- checks that are wrong


def test_an_arduino_that_is_not_there_is_the_check_s_own_fault(judge):
    with pytest.raises(BrokenCheckError, match="no Arduino"):
        judge(BLINK, lambda bench, *_: bench.arduino("nano"))


def test_a_file_that_the_lesson_lacks_is_the_check_s_own_fault(judge):
    with pytest.raises(BrokenCheckError, match=r"other\.ino"):
        judge(BLINK, lambda *_: None, program="", other_sketch="other.ino")


def test_a_motor_without_a_driver_is_the_check_s_own_fault(judge, tmp_path):
    text = WIRING.read_text().replace('["driver:OUT1", "motor1:+", "", []],', "")
    wiring = tmp_path / "wiring.json"
    wiring.write_text(text)
    with pytest.raises(BrokenCheckError, match="hangs on no driver"):
        judge(DRIVE, lambda bench, *_: bench.motor("left").runs(), wiring=wiring)
