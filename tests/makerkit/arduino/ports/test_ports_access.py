"""Who may open a port, who has it, and boards that have lost theirs."""

import os

import pytest

from makerkit.arduino.ports import access
from makerkit.arduino.ports.access import Holder, holders
from makerkit.arduino.ports.errors import (
    BusyError,
    ForbiddenError,
    ForbiddenUntilLoginError,
    NoSerialPortError,
    NoSuchPortError,
    PortFailedError,
)
from makerkit.arduino.ports.open import open_port, refused
from makerkit.arduino.ports.usb import has_brltty, without_a_port
from tests.makerkit.arduino.ports.fake_ports import UNO, plug_in, usb_device


def process(proc, pid, *words, opened=()):
    folder = proc / str(pid)
    (folder / "fd").mkdir(parents=True)
    (folder / "cmdline").write_bytes("\0".join(words).encode() + b"\0")
    for number, target in enumerate(opened):
        (folder / "fd" / str(number)).symlink_to(target)


@pytest.fixture
def device(tmp_path):
    path = tmp_path / "ttyACM0"
    path.touch()
    return path


@pytest.fixture
def proc(tmp_path):
    folder = tmp_path / "proc"
    folder.mkdir()
    (folder / "version").touch()
    return folder


def test_the_programs_that_have_the_port_are_named_as_a_person_would(device, proc):
    process(proc, 812, "/usr/sbin/ModemManager", opened=[device])
    process(proc, 90, "/usr/bin/python3", "-u", "/home/a/car.py", opened=["/dev/null", device])
    process(proc, 91, "bash", opened=["/dev/null"])
    process(proc, 95, "/opt/kit/.venv/bin/python", "/opt/kit/.venv/bin/maker", "monitor", "--raw",
            opened=[device])  # fmt: skip

    assert holders(str(device), proc) == (
        Holder(90, "python3 car.py"),
        Holder(95, "maker monitor"),
        Holder(812, "ModemManager"),
    )


def test_this_program_itself_is_not_named(device, proc):
    process(proc, os.getpid(), "python3", opened=[device])

    assert holders(str(device), proc) == ()


def test_a_port_that_went_away_has_no_holders(device, proc):
    device.unlink()

    assert holders(str(device), proc) == ()


def test_somebody_not_in_the_group_is_told_the_command(device, mocker):
    mocker.patch.object(access, "group_of", return_value="dialout")
    mocker.patch.object(access, "groups_at_next_login", return_value=frozenset({"video"}))
    mocker.patch("getpass.getuser", return_value="rojin")

    error = refused(str(device), PermissionError(13, "Permission denied"))

    assert type(error) is ForbiddenError
    assert "- Type once: `sudo usermod -aG dialout rojin`" in str(error).split("\n")


def test_somebody_who_joined_the_group_today_is_told_to_log_in_again(device, mocker):
    mocker.patch.object(access, "group_of", return_value="dialout")
    mocker.patch.object(access, "groups_at_next_login", return_value=frozenset({"dialout"}))

    error = refused(str(device), PermissionError(13, "Permission denied"))

    assert type(error) is ForbiddenUntilLoginError
    assert "usermod" not in str(error)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (2, NoSuchPortError),
        (6, NoSuchPortError),
        (16, BusyError),
        (11, BusyError),
        (71, PortFailedError),
    ],
)
def test_what_the_system_refuses_becomes_a_message(monkeypatch, number, kind):
    plug_in(monkeypatch, UNO)

    assert type(refused("/dev/ttyACM7", OSError(number, "no"))) is kind


def test_a_port_that_is_not_there_is_said_with_those_that_are(monkeypatch):
    plug_in(monkeypatch, UNO)

    with pytest.raises(NoSuchPortError, match="/dev/ttyACM0"):
        open_port("/dev/ttyACM7")


@pytest.mark.parametrize("name", [".", "file.txt"])
def test_a_folder_or_a_file_is_no_serial_port(tmp_path, name):
    (tmp_path / "file.txt").touch()

    with pytest.raises(NoSerialPortError, match="no serial port"):
        open_port(str(tmp_path / name))


def test_a_port_that_this_kit_has_open_elsewhere_is_busy():
    master, slave = os.openpty()
    try:
        with (
            open_port(os.ttyname(slave)),
            pytest.raises(BusyError, match=r"Another program|in use"),
        ):
            open_port(os.ttyname(slave))
    finally:
        os.close(master)
        os.close(slave)


def test_a_board_that_lost_its_port_is_found_on_usb(tmp_path):
    usb_device(tmp_path, "1-1", 0x1A86, 0x7523)
    usb_device(tmp_path, "1-2", 0x1A86, 0x7523, tty="ttyUSB0")
    usb_device(tmp_path, "1-3", 0x2341, 0x0043, tty="tty/ttyACM0")
    usb_device(tmp_path, "1-4", 0x046D, 0xC31C)  # a keyboard

    assert [(lost.board.name, lost.usb_ids) for lost in without_a_port(tmp_path)] == [
        ("Nano or Uno clone (CH340)", "1A86:7523")
    ]


def test_brltty_is_known_by_its_rules(tmp_path):
    assert not has_brltty(tmp_path)
    rules = tmp_path / "usr/lib/udev/rules.d"
    rules.mkdir(parents=True)
    (rules / "85-brltty.rules").touch()

    assert has_brltty(tmp_path)
