"""`maker monitor` as somebody types it, at a simulated board in virtual time."""

import re

import pytest
from click.testing import CliRunner

from hardware_mocks.arduino.serial_ports import UNO
from makerkit.arduino.codec import Bad, encode
from makerkit.arduino.link.application import CAR
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Hello
from tests.makerkit.arduino.link.talking_board import TalkingBoard
from workshop.cli import main

S = 1_000_000_000
STATE = car.State(car.Mode.DISARMED, car.Stop.BOOT, car.Block.CLEAR, 0, 0)


def maker(*words, typed="", code=0):
    result = CliRunner().invoke(main, ["monitor", *map(str, words)], input=typed)
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def lines(result):
    """Return what was printed, without the times."""
    return [re.sub(r"^\d\d:\d\d:\d\d\.\d{3} ", "", line) for line in result.stdout.splitlines()]


@pytest.fixture(autouse=True)
def no_live_bench(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def quiet_board(bench):
    return TalkingBoard(bench.serial_ports.add(UNO), every_ms=0)


def test_lines_are_decoded_and_counted(bench):
    TalkingBoard(bench.serial_ports.add(UNO), every_ms=500)
    result = maker("--for", 3)

    found = lines(result)
    assert found[0] == "- Listening to /dev/ttyACM0 at 115200 baud. Ctrl-C ends."
    assert found[1].startswith("< BOOT sketch=CAR protocol=")
    assert found[2].startswith("< WHEEL left_mm_s=0 right_mm_s=0 ")
    assert len(found) == 4
    assert result.stderr == "good 3  bad 0  lost 0\n"


def test_what_is_typed_waits_until_the_board_hears_and_gets_its_checksum(quiet_board):
    result = maker("--for", 4, typed="HELLO\nDVR 1 2\nstop\n")

    assert quiet_board.heard == [Hello(CAR.protocol, CAR.schema)]
    assert quiet_board.bad == 1  # "stop": text that the real sketch understands
    assert [line for line in lines(result)[2:] if line[0] in "->"] == [
        f"> HELLO protocol={CAR.protocol} schema={CAR.schema} #0",
        "- There is no message DVR. Do you mean DRV? There are ACK, ARM, DISARM, DRV, GET, HELLO, "
        "PAN, PING, SET.",
        "> stop",
    ]


def test_damage_is_marked_and_a_gap_counted(quiet_board):
    line = encode(STATE, 1)
    clock = quiet_board.port.clock
    clock.after(2 * S, quiet_board.port.deliver, line.replace(b"BOOT", b"BOAT"))
    clock.after(2 * S + 1, quiet_board.port.deliver, encode(STATE, 2))
    result = maker("--for", 3)

    found = lines(result)
    assert found[2].startswith("! $STATE,DISARMED,BOAT")
    assert found[2].endswith(f"({Bad.CHECKSUM})")
    assert result.stderr == "good 2  bad 1 (1 CHECKSUM)  lost 1\n"


def test_the_cable_may_come_out_and_back(quiet_board):
    clock = quiet_board.port.clock
    clock.after(2 * S, quiet_board.port.unplug)
    clock.after(5 * S, quiet_board.port.plug_in)
    found = lines(maker("--for", 9))

    assert [line.split(" sketch")[0] for line in found] == [
        "- Listening to /dev/ttyACM0 at 115200 baud. Ctrl-C ends.",
        "< BOOT",
        "- The board on /dev/ttyACM0 is gone: the cable came out, or the board lost its power. "
        "Waiting for it.",
        "- Listening to /dev/ttyACM0 at 115200 baud. Ctrl-C ends.",
        "< BOOT",
    ]


def test_a_sketch_at_another_speed_is_found(bench):
    TalkingBoard(bench.serial_ports.add(UNO), text=b"distance 123\r\n", baud=9600)
    found = lines(maker("--for", 12))

    assert [line for line in found if line.startswith("- ")][1:] == [
        "- Nothing can be read at 115200 baud. Trying other speeds.",
        "- At 9600 baud it is text: going on with it. Next time: --baud 9600",
    ]
    assert found[-1] == "< distance 123"


def test_a_speed_that_was_asked_for_is_kept(bench):
    TalkingBoard(bench.serial_ports.add(UNO), text=b"distance 123\r\n", baud=9600)
    found = lines(maker("--for", 12, "--baud", 115200))

    assert not [line for line in found if "9600" in line]


def test_other_sketches_are_shown_as_text(bench):
    TalkingBoard(bench.serial_ports.add(UNO), text=b"hello 1\r\n")
    result = maker("--for", 2)
    found = lines(result)

    assert set(found[1:]) == {"< hello 1"}
    assert result.stderr == f"{len(found) - 1} lines\n"


def test_names_can_be_hidden_or_chosen(bench):
    TalkingBoard(bench.serial_ports.add(UNO), every_ms=100)
    hidden = lines(maker("--for", 3, "--hide", "wheel"))

    assert [line.split()[1] for line in hidden[1:]] == ["BOOT"]


def test_only_some_names(bench):
    TalkingBoard(bench.serial_ports.add(UNO), every_ms=400)
    only = lines(maker("--for", 3, "--only", "WHEEL"))

    assert {line.split()[1] for line in only[1:]} == {"WHEEL"}


def test_raw_hands_on_the_bytes(bench):
    TalkingBoard(bench.serial_ports.add(UNO), text=b"a\x00\xff\r\n")
    result = maker("--raw", "--for", 1.75)

    assert result.stdout_bytes == b"a\x00\xff\r\n"


def test_nothing_plugged_in_is_said_with_what_to_do(bench):
    result = maker("--for", 1, code=2)

    assert result.stderr.startswith("maker: No board is plugged in.")


def test_a_wrong_port_gets_the_right_one(quiet_board):
    result = maker("--port", "/dev/ttyACM5", code=2)

    assert "There is no port /dev/ttyACM5. These are there: /dev/ttyACM0" in result.stderr


@pytest.mark.parametrize("words", [("--baud", "fast"), ("--baud", 0), ("--for", -1), ("car",)])
def test_wrong_words_are_wrong_use(quiet_board, words):
    assert "Usage: " in maker(*words, code=2).stderr
