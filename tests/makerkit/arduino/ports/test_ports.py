"""Which board is found, and what is said where there is none, or more than one."""

import os
import re

import pytest

from makerkit.arduino.live_ports import announce
from makerkit.arduino.ports import Port, find_port, list_usb_ports
from makerkit.arduino.ports.boards import BOARDS, Fit, board_of
from makerkit.arduino.ports.errors import (
    NoBoardError,
    NoSuchPortError,
    OtherChipError,
    SeveralBoardsError,
)
from tests.makerkit.arduino.ports.fake_ports import (
    BLUETOOTH,
    GPS,
    MEGA,
    NANO,
    NANO_ELSEWHERE,
    PI_UART,
    UNO,
    UNO_R4,
    plug_in,
)


def test_the_one_uno_is_found_beside_the_uart_of_the_pi_and_bluetooth(monkeypatch):
    plug_in(monkeypatch, PI_UART, BLUETOOTH, UNO)

    port = find_port()

    assert port == Port(
        "/dev/ttyACM0", 0x2341, 0x0043, "75735303331351F0D0F1", "1-1.2", "Arduino Uno"
    )
    assert str(port) == "/dev/ttyACM0 (Arduino Uno R3, 2341:0043)"


def test_a_clone_with_a_ch340_is_found(monkeypatch):
    plug_in(monkeypatch, GPS, NANO)

    assert find_port().device == "/dev/ttyUSB0"


def test_of_two_boards_none_is_chosen_and_both_are_named(monkeypatch):
    plug_in(monkeypatch, NANO, UNO)

    with pytest.raises(SeveralBoardsError) as caught:
        find_port()

    assert str(caught.value).split("\n") == [
        "More than one board is plugged in: /dev/ttyACM0 (Arduino Uno R3, 2341:0043), "
        "/dev/ttyUSB0 (Nano or Uno clone (CH340), 1A86:7523).",
        "- Say which: `--port /dev/ttyACM0`.",
        "- Or unplug the other one.",
    ]


def test_a_board_that_fits_is_taken_beside_one_that_does_not(monkeypatch):
    plug_in(monkeypatch, MEGA, NANO)

    assert find_port().device == "/dev/ttyUSB0"


@pytest.mark.parametrize(
    ("board", "said"), [(MEGA, "an Arduino Mega 2560"), (UNO_R4, "an Arduino Uno R4 WiFi")]
)
def test_a_board_with_another_chip_is_refused_by_its_name(monkeypatch, board, said):
    plug_in(monkeypatch, board)

    with pytest.raises(OtherChipError, match=said):
        find_port()


def test_nothing_there_hints_at_the_cable(monkeypatch):
    plug_in(monkeypatch, PI_UART)

    with pytest.raises(NoBoardError, match="only charges"):
        find_port()


def test_what_is_no_board_is_named_where_there_is_no_board(monkeypatch):
    plug_in(monkeypatch, GPS)

    with pytest.raises(NoBoardError, match=re.escape("There is /dev/ttyACM3 (u-blox 7")):
        find_port()


@pytest.mark.parametrize("name", ["/dev/ttyACM0", "ttyACM0"])
def test_a_port_can_be_named(monkeypatch, name):
    plug_in(monkeypatch, NANO, UNO)

    assert find_port(name).device == "/dev/ttyACM0"


def test_a_wrong_name_gets_the_names_that_are_there(monkeypatch):
    plug_in(monkeypatch, UNO)

    with pytest.raises(NoSuchPortError) as caught:
        find_port("/dev/ttyACM7")

    assert caught.value.title == (
        "There is no port /dev/ttyACM7. These are there: /dev/ttyACM0 (Arduino Uno R3, 2341:0043)."
    )


def test_windows_names_are_compared_without_case_and_sorted_by_number(monkeypatch):
    com10, com9 = ("COM10", *UNO[1:]), ("COM9", *NANO[1:])
    plug_in(monkeypatch, com10, com9, ("COM1", None, None, None, None, "Communications Port"))

    assert [port.device for port in list_usb_ports()] == ["COM9", "COM10"]
    assert find_port("com10").device == "COM10"


def test_the_other_name_of_a_port_on_macos_leads_to_it(monkeypatch):
    plug_in(monkeypatch, ("/dev/cu.usbmodem14201", *UNO[1:]))

    assert find_port("/dev/tty.usbmodem14201").device == "/dev/cu.usbmodem14201"


def test_one_ch340_with_two_drivers_on_macos_is_one_board(monkeypatch):
    names = ("/dev/cu.usbserial-1410", "/dev/cu.wchusbserial-1410")
    plug_in(monkeypatch, *((name, *NANO[1:]) for name in names))

    assert find_port().device == "/dev/cu.wchusbserial-1410"


def test_a_path_that_leads_to_a_port_is_followed(monkeypatch, tmp_path):
    device = tmp_path / "ttyACM0"
    device.touch()
    link = tmp_path / "usb-Arduino-if00"
    link.symlink_to(device)
    plug_in(monkeypatch, (str(device), *UNO[1:]))

    assert find_port(str(link)).serial_number == UNO[3]


def test_a_pty_may_be_named_though_no_list_has_it(monkeypatch):
    plug_in(monkeypatch)
    master, slave = os.openpty()
    try:
        assert find_port(os.ttyname(slave)) == Port(os.ttyname(slave))
    finally:
        os.close(master)
        os.close(slave)


def port(*fields):
    device, vid, pid, number, location, _ = fields
    return Port(device, vid, pid, number, (location or "").partition(":")[0])


def test_a_board_is_known_again_by_its_serial_number_wherever_it_is_plugged_in():
    elsewhere = Port("/dev/ttyACM5", UNO[1], UNO[2], UNO[3], "2-4")

    assert port(*UNO).is_same_board(elsewhere)
    assert not port(*UNO).is_same_board(port(*MEGA))


def test_a_board_without_a_serial_number_is_known_by_its_socket():
    again = ("/dev/ttyUSB7", *NANO[1:])

    assert port(*NANO).is_same_board(port(*again))
    assert not port(*NANO).is_same_board(port(*NANO_ELSEWHERE))


@pytest.mark.parametrize(
    ("ids", "fit"),
    [
        ((0x2341, 0x0043), Fit.YES),
        ((0x2341, 0x0001), Fit.YES),
        ((0x2A03, 0x0043), Fit.YES),
        ((0x1A86, 0x7523), Fit.MAYBE),
        ((0x1A86, 0x5523), Fit.MAYBE),
        ((0x0403, 0x6001), Fit.MAYBE),
        ((0x10C4, 0xEA60), Fit.MAYBE),
        ((0x2341, 0x0069), Fit.NO),
        ((0x2341, 0x8036), Fit.NO),
    ],
)
def test_the_boards_of_the_courses_are_known(ids, fit):
    assert board_of(*ids).fit is fit


def test_the_table_says_for_each_board_how_to_flash_it_or_why_not():
    assert all(bool(b.flash_as) is (b.fit is not Fit.NO) for b in BOARDS.values())
    assert all(bool(b.to_do) is (b.fit is Fit.NO) for b in BOARDS.values())


@pytest.fixture
def live(tmp_path, monkeypatch):
    """A folder of links to the boards of live benches, with one in it."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    master, slave = os.openpty()
    yield str(announce("ttyACM0", os.ttyname(slave)))
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("wanted", [None, "/dev/ttyACM0", "ttyACM0"])
def test_a_simulated_board_that_runs_live_is_taken_where_no_real_one_is(monkeypatch, live, wanted):
    plug_in(monkeypatch)

    assert find_port(wanted) == Port(live, description="simulated board", is_simulated=True)


def test_a_real_board_goes_before_a_simulated_one(monkeypatch, live):
    plug_in(monkeypatch, UNO)

    assert find_port().device == find_port("ttyACM0").device == "/dev/ttyACM0"
