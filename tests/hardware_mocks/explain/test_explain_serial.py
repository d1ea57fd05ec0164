"""Programs that use a serial port wrongly, on a real pty: each gets its own sentence."""

import os
import tty

import pytest
from wrong_programs import ids, wrong_programs

from hardware_mocks.explain import explain_error, look_at_code
from makerkit.arduino.link.errors import NoAnswerError
from makerkit.messages import Catalogue

HEAD = "import serial\nser = serial.Serial(PORT, 115200, timeout=0)\n"
HEAD_LINES = HEAD.count("\n")
PROGRAMS = wrong_programs("serial.txt")


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.fixture
def pty():
    master, slave = os.openpty()
    tty.setraw(slave)
    yield os.ttyname(slave)
    os.close(master)
    os.close(slave)


@pytest.fixture
def error_of(tmp_path, pty):
    """Run a program below the head and explain the error that ends it."""

    def run(program):
        path = tmp_path / "main.py"
        text = HEAD.replace("PORT", repr(pty)) + program.replace("PORT", repr(pty))
        path.write_text(text, encoding="utf-8")
        names = {"__name__": "__main__"}
        try:
            exec(compile(text, str(path), "exec"), names)
        except Exception as error:
            return explain_error(error, path)
        finally:
            for value in names.values():
                if hasattr(value, "cancel_read"):
                    value.close()
        raise AssertionError("nothing was raised")

    return run


@pytest.mark.parametrize(("program", "message_id", "line"), PROGRAMS, ids=ids(PROGRAMS))
def test_an_error_gets_its_own_sentence(program, message_id, line, error_of, catalogue):
    found = error_of(program)

    assert (found.message.id, found.line, found.is_certain) == (
        message_id,
        line + HEAD_LINES,
        True,
    )
    assert catalogue.text(found.message).steps, "it says what to try"


class SerialException(OSError):  # noqa: N818 (pyserial's is found by this name)
    pass


class PortNotOpenError(SerialException):
    pass


class error(Exception):  # noqa: N801, N818 (termios has it so)
    pass


PORT = "could not open port /dev/ttyACM0"
EIO = "[Errno 5] Input/output error"
SAID = {
    SerialException(2, f"{PORT}: [Errno 2] No such file or directory: '/dev/ttyACM0'"): "no_port",
    SerialException(13, f"{PORT}: [Errno 13] Permission denied: '/dev/ttyACM0'"): "no_permission",
    SerialException(16, f"{PORT}: [Errno 16] Device or resource busy: '/dev/ttyACM0'"): "busy",
    SerialException(
        11, "Could not exclusively lock port /dev/ttyACM0: [Errno 11] Resource"
    ): "busy",
    SerialException("could not open port 'COM3': PermissionError(13, 'Access is denied.')"): "busy",
    SerialException("could not open port 'COM3': FileNotFoundError(2, 'The system')"): "no_port",
    SerialException("device reports readiness to read but returned no data (x)"): "cable_out",
    SerialException(f"read failed: {EIO}"): "cable_out",
    SerialException(f"write failed: {EIO}"): "cable_out",
    SerialException("read failed: [Errno 6] Device not configured"): "cable_out",
    SerialException("WriteFile failed (PermissionError(13, 'The device does not'))"): "cable_out",
    SerialException("ClearCommError failed (PermissionError(13, 'Access is den'))"): "cable_out",
    PortNotOpenError("Attempting to use a port that is not open"): "not_open",
    SerialException("Could not configure port: (5, 'Input/output error')"): "no_serial_port",
    SerialException("what?"): "other",
}


@pytest.mark.parametrize(("raised", "key"), SAID.items(), ids=list(map(str, SAID)))
def test_what_every_system_says_of_a_port_is_understood(raised, key, tmp_path, catalogue):
    found = explain_error(raised, tmp_path / "main.py")

    assert found.message.id == f"serial.{key}"
    assert catalogue.text(found.message).steps


@pytest.mark.parametrize("raised", [OSError(5, "Input/output error"), error(5, "Input/output")])
def test_an_unplugged_board_is_known_where_pyserial_lets_the_systems_error_through(
    raised, tmp_path
):
    path = tmp_path / "main.py"
    path.write_text("import serial\nser.in_waiting\n")
    try:
        exec(compile(path.read_text(), str(path), "exec"), {"ser": Raises(raised)})
    except Exception as seen:
        found = explain_error(seen, path)

    assert (found.message.id, found.line) == ("serial.cable_out", 2)


class Raises:
    def __init__(self, raised):
        self._raised = raised

    @property
    def in_waiting(self):
        raise self._raised


def test_an_error_of_the_kits_link_keeps_its_message(tmp_path, catalogue):
    found = explain_error(
        NoAnswerError(port="COM3", after_s=5.0, wanted="car_controller"), tmp_path / "main.py"
    )

    assert found.message.id == "link.no_answer"
    assert catalogue.text(found.message).title.startswith("No answer from the board on COM3")


NO_ERROR = {
    'if ser.readline() == "READY":\n    pass\n': ("serial.never_equal", 1, True),
    'line = ser.readline()\nif line == "READY":\n    pass\n': ("serial.never_equal", 2, True),
    'line = ser.readline().strip()\nif "READY" != line:\n    pass\n': (
        "serial.never_equal",
        2,
        True,
    ),
    'line = ser.readline().decode()\nif line == "READY":\n    pass\n': (
        "serial.line_end_left",
        2,
        False,
    ),
    'word = ""\nwhile word != "READY":\n    word = ser.readline()\n': (
        "serial.never_equal",
        2,
        True,
    ),
    'word = ""\nwhile word != "READY":\n    word = ser.readline().decode()\n': (
        "serial.line_end_left",
        2,
        False,
    ),
    "ser.write(5)\n": ("serial.zeros_written", 1, True),
}


@pytest.mark.parametrize(("program", "wanted"), NO_ERROR.items())
def test_what_no_error_shows_is_seen_in_the_text(program, wanted, catalogue):
    found = look_at_code(HEAD + program, None)

    assert [(f.message.id, f.line - HEAD_LINES, f.is_certain) for f in found] == [wanted]
    assert catalogue.text(found[0].message).steps


@pytest.mark.parametrize(
    "program",
    [
        'line = ser.readline().decode().strip()\nif line == "READY":\n    ser.write(b"PING\\n")\n',
        'line = ser.readline()\nif line == b"READY\\r\\n":\n    ser.write(bytes([5]))\n',
        'line = ""\nline = ser.readline()\nif line == "":\n    pass\n',
        'f = open("x")\nline = f.readline()\nif line == "READY":\n    f.write(5)\n',
        'line = ser.readline().decode()\nif line == "READY\\r\\n":\n    pass\n',
    ],
)
def test_what_is_right_is_left_alone(program):
    assert look_at_code(HEAD + program, None) == ()
