import pytest

from hardware_mocks.arduino import chip as chip_module
from hardware_mocks.arduino.chip import Chip, Edge, Line
from hardware_mocks.arduino.events import Drive
from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.codec import encode
from makerkit.arduino.messages import link


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def chip(tmp_path):
    running = []

    def start(sketch, **options):
        file = tmp_path / "sketch.ino"
        file.write_text(sketch)
        running.append(Chip(file, **options))
        return running[-1]

    yield start
    for one in running:
        one.close()


ECHO = (
    'void setup() { Serial.begin(115200); Serial.println("READY"); }'
    "void loop() { if (Serial.available()) Serial.write(Serial.read()); }"
)


def test_lines_are_there_with_the_time_at_which_they_had_left(chip):
    board = chip(ECHO)
    board.wait(0.1)
    board.send(b"hello\n")
    board.wait(0.01)
    assert [line.text for line in board.lines] == ["READY", "hello"]
    assert board.lines[1] == Line(pytest.approx(0.1 + 7 * 10 / 115200, abs=1e-4), "hello")


def test_messages_are_sent_with_a_sequence_number_and_heard_decoded(chip):
    board = chip(ECHO, known=link.FROM_HOST)
    board.wait(0.01)
    for token in (7, 8):
        board.send(link.Ping(token=token))
    board.wait(0.01)
    assert [(heard.message, heard.seq) for heard in board.heard] == [
        (link.Ping(token=7), 0),
        (link.Ping(token=8), 1),
    ]
    assert board.said(link.Ping) == [link.Ping(token=7), link.Ping(token=8)]
    assert [bad.text for bad in board.bad] == ["READY"]


def test_a_message_is_waited_for_and_its_absence_is_told_with_the_last_lines(chip):
    board = chip(ECHO, known=link.FROM_HOST)
    board.send(encode(link.Ping(token=3), 0), at_s=0.05)
    assert board.wait_for(link.Ping, within_s=1) == link.Ping(token=3)
    assert board.now_s == pytest.approx(0.055)
    with pytest.raises(AssertionError, match=r"no Hello within 0\.02 s.*READY"):
        board.wait_for(link.Hello, within_s=0.02)


def test_pins_are_known_at_any_time_that_has_been(chip):
    board = chip(
        "void setup() { pinMode(7, OUTPUT); delay(20); digitalWrite(7, HIGH); delay(20);"
        " analogWrite(5, 127); pinMode(7, INPUT_PULLUP); delay(20); analogWrite(5, 0); }"
        "void loop() { }"
    )
    board.wait(0.1)
    assert [edge.drive for edge in board.edges(7)] == [Drive.LOW, Drive.HIGH, Drive.PULL_UP]
    assert board.edges(7, since_s=0.03) == [Edge(pytest.approx(0.040, abs=0.002), Drive.PULL_UP)]
    assert [board.level(7, at_s=at_s) for at_s in (0.01, 0.03, 0.05)] == [0, 1, None]
    assert [board.duty(5, at_s=at_s) for at_s in (0.03, 0.05, 0.1)] == [0.0, 0.5, 0.0]


def test_a_servo_pulse_is_measured(chip):
    board = chip(
        "void setup() { pinMode(12, OUTPUT); }"
        "void loop() { digitalWrite(12, HIGH); delayMicroseconds(1500); digitalWrite(12, LOW);"
        " delay(18); }"
    )
    assert board.servo_us(12) is None
    board.wait(0.1)
    assert board.servo_us(12) == pytest.approx(1500, abs=15)


def test_opening_the_port_takes_the_boot_loaders_time(chip):
    board = chip(ECHO)
    board.wait(0.5)
    board.open_port()
    assert board.now_s == pytest.approx(2.1)
    board.wait(0.01)
    assert [round(line.at_s, 2) for line in board.lines] == [0.0, 2.1]


def test_a_world_reacts_after_each_quantum(chip):
    board = chip(ECHO)
    times = []
    board.wait(0.02, each=lambda: times.append(board.now_s))
    assert times == pytest.approx([0.005, 0.010, 0.015, 0.020])


def test_after_a_power_cut_the_sketch_starts_anew_and_the_eeprom_is_kept(chip):
    board = chip(
        "#include <EEPROM.h>\n"
        "void setup() { Serial.begin(115200); EEPROM.write(0, EEPROM.read(0) + 1);"
        " Serial.println(EEPROM.read(0)); } void loop() { }"
    )
    board.cut_power(at_s=0.1)
    board.wait(1)
    board.restore_power()
    board.wait(0.1)
    assert [line.text for line in board.lines] == ["0", "1"]
    assert board.eeprom()[0] == 1


def test_a_sketch_of_the_kit_is_found_from_anywhere(tmp_path, monkeypatch):
    sketch = tmp_path / "kit/firmware/echo/echo.ino"
    sketch.parent.mkdir(parents=True)
    sketch.write_text(ECHO)
    monkeypatch.setattr(chip_module, "FIRMWARE", tmp_path / "kit/firmware")
    with Chip("firmware/echo") as board:
        board.wait(0.01)
        assert [line.text for line in board.lines] == ["READY"]
