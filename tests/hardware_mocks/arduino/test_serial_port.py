"""`serial.Serial` on the bench, in virtual time."""

import io
import threading
import time

import pytest
import serial
import serial.threaded
import serial.tools.list_ports

from hardware_mocks.arduino.serial_ports import NANO, UNO
from hardware_mocks.arduino.uart import byte_ns


def test_a_port_that_is_not_there_is_refused_in_linux_words(bench):
    with pytest.raises(serial.SerialException) as refusal:
        serial.Serial("/dev/ttyACM0", 115200)

    words = "[Errno 2] No such file or directory: '/dev/ttyACM0'"
    assert str(refusal.value) == f"[Errno 2] could not open port /dev/ttyACM0: {words}"
    assert refusal.value.errno == 2


def test_opening_raises_dtr_and_the_last_close_lets_it_fall(other_end):
    first = serial.Serial("/dev/ttyACM0", 115200)
    time.sleep(1)
    second = serial.Serial("/dev/ttyACM0", 115200)
    first.close()
    time.sleep(1)
    second.close()

    assert other_end.dtr == [(0.0, True), (2.0, False)]


def test_a_program_can_pulse_dtr(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200)
    port.dtr = False
    time.sleep(0.1)
    port.dtr = True

    assert other_end.dtr == [(0.0, True), (0.0, False), (0.1, True)]


def test_what_is_written_is_through_at_the_speed_of_the_line(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600)
    port.write(b"hello\n")
    at_once = (bytes(other_end.heard), port.out_waiting)
    port.flush()

    assert at_once == (b"", 6)
    assert (bytes(other_end.heard), port.out_waiting) == (b"hello\n", 0)
    assert time.monotonic() == pytest.approx(6 * byte_ns(9600) / 1e9, abs=1e-9)


def test_what_waits_to_go_out_can_be_forgotten(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600)
    port.write(b"hello\n")
    time.sleep(2.5 * byte_ns(9600) / 1e9)
    port.reset_output_buffer()
    time.sleep(1)

    assert bytes(other_end.heard) == b"hel"


def test_a_full_queue_makes_a_write_wait(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600)
    written = port.write(b"x" * 5000)

    assert written == 5000
    assert time.monotonic() == pytest.approx((5000 - 4096) * byte_ns(9600) / 1e9, abs=0.01)


def test_a_write_that_may_not_wait_takes_what_fits(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600, write_timeout=0)

    assert (port.write(b"x" * 5000), port.write(b"y"), time.monotonic()) == (4096, 0, 0.0)


def test_a_write_gives_up_after_its_timeout(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600, write_timeout=0.2)
    with pytest.raises(serial.SerialTimeoutException, match=r"^Write timeout$"):
        port.write(b"x" * 5000)

    assert time.monotonic() == pytest.approx(0.2)


def test_a_busy_loop_on_in_waiting_sees_time_pass(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200)
    other_end.say(b"READY\n", after_s=1.6)
    while not port.in_waiting:
        pass

    assert port.read(port.in_waiting) == b"READY\n"
    assert time.monotonic() == pytest.approx(1.6, abs=0.002)


def test_what_nobody_reads_is_lost_beyond_the_queue(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=0)
    other_end.say(b"x" * 4095 + b"lost")
    time.sleep(0.1)

    assert (port.read(9000), other_end.port.lost_bytes) == (b"x" * 4095, 4)


def test_what_came_before_the_opening_is_gone(other_end):
    other_end.say(b"early")
    time.sleep(0.1)
    with serial.Serial("/dev/ttyACM0", 115200, timeout=0.1) as port:
        assert port.read(5) == b""


def test_one_program_at_a_time_if_both_want_it_so(other_end):
    _first = serial.Serial("/dev/ttyACM0", exclusive=True)
    with pytest.raises(serial.SerialException) as refusal:
        serial.Serial("/dev/ttyACM0", exclusive=True)
    _third = serial.Serial("/dev/ttyACM0")

    words = "[Errno 11] Resource temporarily unavailable"
    locked = f"[Errno 11] Could not exclusively lock port /dev/ttyACM0: {words}"
    assert str(refusal.value) == locked


def test_the_ports_of_the_bench_are_listed(bench):
    bench.serial_ports.add(UNO)
    bench.serial_ports.add(NANO)
    bench.serial_ports.add(UNO)

    ports = serial.tools.list_ports.comports()
    assert [(port.device, port.description, port.hwid) for port in ports] == [
        (
            "/dev/ttyACM0",
            "ttyACM0",
            "USB VID:PID=2341:0043 SER=55639303235351C0A1D2 LOCATION=1-1.1",
        ),
        ("/dev/ttyUSB0", "USB Serial", "USB VID:PID=1A86:7523 LOCATION=1-1.2"),
        (
            "/dev/ttyACM1",
            "ttyACM1",
            "USB VID:PID=2341:0043 SER=55639303235351C0A1D2 LOCATION=1-1.3",
        ),
    ]
    found = serial.tools.list_ports.grep("1a86")
    assert [port.device for port in found] == ["/dev/ttyUSB0"]


@pytest.mark.parametrize("name", ["/dev/ttyACM0", "COM3"])
def test_a_port_opens_under_its_names(other_end, name):
    made = [
        serial.serial_for_url(name, 9600, timeout=0.1),
        serial.serialposix.Serial(name, 9600, timeout=0.1),
        serial.Serial(port=name, baudrate=9600, timeout=0.1),
    ]

    assert [port.is_open for port in made] == [True] * 3
    assert all(isinstance(port, serial.Serial) for port in made)


def test_a_url_of_pyserial_is_still_one(bench):
    with serial.serial_for_url("loop://", timeout=0) as port:
        port.write(b"round")
        assert port.read(5) == b"round"


def test_what_the_class_does_not_have_is_told_of_pyserial_s_own_class(other_end):
    with pytest.raises(AttributeError, match=r"^'Serial' object has no attribute 'readLine'"):
        serial.Serial("/dev/ttyACM0").readLine()


# -- the ways of pyserial's own documentation


# The pair closes the port twice when it is thrown away, and Python 3.13 says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_text_wrapper_reads_lines(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=1)
    text = io.TextIOWrapper(io.BufferedRWPair(port, port))
    other_end.say(b"hello\nworld\n", after_s=0.5)
    text.write("hi\n")
    text.flush()
    time.sleep(0.1)

    assert bytes(other_end.heard) == b"hi\n"
    assert [text.readline(), text.readline()] == ["hello\n", "world\n"]


def test_a_port_can_be_set_up_first_and_opened_later(other_end):
    port = serial.Serial()
    port.port, port.baudrate, port.timeout = "/dev/ttyACM0", 9600, 0.5
    port.dtr = False  # Linux raises it at the opening all the same, for a moment
    with port:
        other_end.say(b"x")
        seen = (port.is_open, port.read(), port.name)

    assert (seen, port.is_open) == ((True, b"x", "/dev/ttyACM0"), False)
    assert other_end.dtr == [(0.0, True), (0.0, False)]


def test_settings_can_be_kept_and_put_back(other_end):
    port = serial.Serial("/dev/ttyACM0", 9600)
    before = port.get_settings()
    port.baudrate = 115200
    port.apply_settings(before)

    assert (port.baudrate, other_end.port.baud) == (9600, 9600)


def test_pyserials_own_reader_thread_works(other_end):
    class Lines(serial.threaded.LineReader):
        TERMINATOR = b"\n"

        def __init__(self):
            super().__init__()
            self.seen = []

        def handle_line(self, line):
            self.seen.append((time.monotonic(), line))

        def connection_lost(self, exc):
            self.seen.append(type(exc).__name__)

    port = serial.Serial("/dev/ttyACM0", 115200, timeout=1)
    with serial.threaded.ReaderThread(port, Lines) as lines:
        other_end.say(b"one\ntw", after_s=0.5)
        other_end.say(b"o\n", after_s=3.0)
        time.sleep(5)

    assert lines.seen == [(0.5, "one"), (3.0, "two"), "NoneType"]


def test_a_reader_thread_learns_that_the_cable_is_out(other_end):
    seen = []

    def read():
        try:
            while True:
                seen.append(port.readline())
        except serial.SerialException as error:
            seen.append((time.monotonic(), str(error)[:27]))

    port = serial.Serial("/dev/ttyACM0", 115200)
    thread = threading.Thread(target=read)
    thread.start()
    other_end.say(b"one\n", after_s=1.0)
    other_end.port.clock.after(2_000_000_000, other_end.port.unplug)
    thread.join()

    assert seen == [b"one\n", (2.0, "device reports readiness to")]


# -- the cable


def test_a_pulled_cable_ends_a_read_that_waits(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200)
    other_end.port.clock.after(3_000_000_000, other_end.port.unplug)
    with pytest.raises(serial.SerialException) as end:
        port.readline()

    assert str(end.value) == (
        "device reports readiness to read but returned no data "
        "(device disconnected or multiple access on port?)"
    )
    assert time.monotonic() == 3.0


def test_nothing_works_on_a_dead_port_but_closing_it(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=0)
    other_end.port.unplug()
    said = []
    for action in (
        lambda: port.write(b"x"),
        lambda: port.in_waiting,
        port.flush,
        port.reset_input_buffer,
        lambda: setattr(port, "dtr", False),
    ):
        with pytest.raises(Exception, match=r".") as failure:
            action()
        said.append((type(failure.value).__name__, str(failure.value)))
    port.close()

    assert said == [
        ("SerialException", "write failed: [Errno 5] Input/output error"),
        ("OSError", "[Errno 5] Input/output error"),
        ("error", "(5, 'Input/output error')"),
        ("error", "(5, 'Input/output error')"),
        ("OSError", "[Errno 5] Input/output error"),
    ]


def test_a_port_comes_back_under_its_name(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200)
    other_end.port.unplug()
    gone = [p.device for p in serial.tools.list_ports.comports()]
    port.close()
    other_end.port.plug_in()
    again = serial.Serial("/dev/ttyACM0", 115200, timeout=0.1)
    other_end.say(b"hello")

    assert (gone, again.read(5)) == ([], b"hello")


def test_while_the_dead_port_is_held_it_comes_back_under_the_next_name(other_end):
    _port = serial.Serial("/dev/ttyACM0", 115200)
    other_end.port.unplug()
    other_end.port.plug_in()

    assert [p.device for p in serial.tools.list_ports.comports()] == ["/dev/ttyACM1"]


def test_once_the_dead_port_is_closed_its_name_is_free_again(other_end):
    port = serial.Serial("/dev/ttyACM0", 115200)
    other_end.port.unplug()
    other_end.port.plug_in()
    port.close()
    names = [p.device for p in serial.tools.list_ports.comports()]
    other_end.port.unplug()
    other_end.port.plug_in()

    assert names == ["/dev/ttyACM1"]
    assert [p.device for p in serial.tools.list_ports.comports()] == ["/dev/ttyACM0"]


def test_boards_that_are_plugged_in_again_are_named_in_that_order(bench):
    first, second = bench.serial_ports.add(UNO), bench.serial_ports.add(UNO)
    for port in (first, second):
        port.unplug()
    for port in (second, first):
        port.plug_in()

    assert (first.name, second.name) == ("/dev/ttyACM1", "/dev/ttyACM0")


# -- the same in real time, on a real pseudo-terminal


def test_a_read_returns_what_has_come_by_its_timeout(line):
    port = line.open(timeout=0.3)
    line.say(b"abc", after_s=0.05)
    began_s = time.monotonic()
    got = port.read(10)

    assert got == b"abc"
    assert 0.29 < time.monotonic() - began_s < 1


def test_a_read_ends_as_soon_as_it_has_enough(line):
    port = line.open(timeout=5)
    line.say(b"abcdef", after_s=0.05)
    began_s = time.monotonic()
    got = (port.read(4), port.read(2))

    assert got == (b"abcd", b"ef")
    assert time.monotonic() - began_s < 2


def test_a_line_is_read_without_a_timeout(line):
    port = line.open()
    line.say(b"READY\nmore\n", after_s=0.05)

    assert (port.readline(), port.read_until(b"re"), port.read(1)) == (b"READY\n", b"more", b"\n")


def test_without_patience_a_read_takes_what_is_there(line):
    port = line.open(timeout=0)

    assert port.read(4) == b""


def test_in_waiting_counts_and_the_input_can_be_forgotten(line):
    port = line.open(timeout=1)
    line.say(b"abc")
    got = port.read(1)
    counted = port.in_waiting
    port.reset_input_buffer()

    assert (got, counted, port.in_waiting) == (b"a", 2, 0)


def test_a_closed_port_says_so(line):
    port = line.open()
    port.close()
    port.close()
    said = []
    for action in (
        lambda: port.read(1),
        lambda: port.write(b"x"),
        port.flush,
        lambda: port.in_waiting,
    ):
        with pytest.raises(Exception, match=r".") as failure:
            action()
        said.append((type(failure.value).__name__, str(failure.value)))

    not_open = ("PortNotOpenError", "Attempting to use a port that is not open")
    descriptor = ("TypeError", "argument must be an int, or have a fileno() method.")
    assert said == [not_open, not_open, not_open, descriptor]


def test_text_is_no_bytes(line):
    port = line.open()
    with pytest.raises(TypeError) as refusal:
        port.write("hello")

    assert (
        str(refusal.value) == "unicode strings are not supported, please encode to bytes: 'hello'"
    )


def test_a_wait_can_be_cancelled(line):
    port = line.open()
    threading.Timer(0.1, port.cancel_read).start()

    assert port.read(1) == b""


def test_opening_twice_is_refused(line):
    port = line.open()
    with pytest.raises(serial.SerialException, match=r"^Port is already open\.$"):
        port.open()


def test_the_other_end_hung_up(line):
    port = line.open(timeout=1)
    line.pull_out()
    with pytest.raises(serial.SerialException) as read_end:
        port.read(1)
    with pytest.raises(serial.SerialException) as write_end:
        port.write(b"x")

    # A terminal says one or the other, depending on the kernel; a USB port the first.
    assert str(read_end.value).startswith(("device reports readiness to read", "read failed: "))
    assert str(write_end.value) == "write failed: [Errno 5] Input/output error"
