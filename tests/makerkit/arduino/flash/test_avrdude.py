"""Uploading for real: Debian's avrdude into a boot-loader on a pty, and what it says on failure."""

import stat
import textwrap
from pathlib import Path

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.build import FIRMWARE, build
from makerkit.arduino.flash import HexFile, KitSketch, flash
from makerkit.arduino.flash import avrdude as avrdude_module
from makerkit.arduino.flash.avrdude import Avrdude, find_avrdude
from makerkit.arduino.flash.errors import (
    LostSyncError,
    NoAvrdudeError,
    NoBootLoaderError,
    NoSignatureError,
    NotKeptError,
    NotRestartedError,
    StuckWhileFlashingError,
    TooLargeError,
    WrongChipError,
)
from makerkit.arduino.flash.probe import BootLoader as Found
from makerkit.arduino.flash.probe import find_boot_loader
from makerkit.arduino.ports import Port
from tests.makerkit.arduino.flash.boot_loader import BootLoader

OLD = 57_600


def as_hex(data):
    """Return Intel HEX."""
    lines = []
    for start in range(0, len(data), 16):
        piece = data[start : start + 16]
        record = bytes([len(piece), *start.to_bytes(2, "big"), 0]) + piece
        lines.append(f":{record.hex().upper()}{-sum(record) & 0xFF:02X}")
    return "\n".join([*lines, ":00000001FF", ""])


def bytes_of(hex_text):
    """Return what stands in an Intel HEX file that begins at 0 and has no holes."""
    records = [bytes.fromhex(line[1:]) for line in hex_text.split()]
    return b"".join(record[4:-1] for record in records if record[3] == 0)


PROGRAM = bytes(number * 7 & 0xFF for number in range(3000))


@pytest.fixture
def hex_file(tmp_path):
    path = tmp_path / "program.hex"
    path.write_text(as_hex(PROGRAM))
    return path


@pytest.fixture
def real():
    require_toolchain()
    return find_avrdude()


@pytest.mark.parametrize("baud", [115_200, OLD])
def test_avrdude_uploads_every_byte_at_both_speeds(real, hex_file, baud):
    seen = []
    with BootLoader(baud) as board:
        done = flash(
            HexFile(hex_file),
            Port(board.port),
            avrdude=real,
            on_progress=lambda doing, share: seen.append((doing, share)),
        )

    assert bytes(board.flash[: len(PROGRAM)]) == PROGRAM
    assert set(board.flash[len(PROGRAM) :]) == {0xFF}
    assert board.has_left
    assert done.boot_loader == Found(baud)
    assert seen == sorted(seen, key=lambda step: (step[0] != "Writing", step[1]))
    assert (seen[0][0], seen[-1]) == ("Writing", ("Reading", 1.0))


@pytest.mark.parametrize(("baud", "defines"), [(115_200, ()), (OLD, ("MAKER_WATCHDOG_RESET=0",))])
def test_the_real_car_controller_arrives_byte_for_byte(real, baud, defines):
    built = build(FIRMWARE / "car_controller", board="nano", defines=defines)
    with BootLoader(baud) as board:
        flash(KitSketch.named("car_controller"), Port(board.port, 0x1A86, 0x7523), avrdude=real)

    wanted = bytes_of(built.hex.read_text())
    assert len(wanted) > 10_000
    assert bytes(board.flash[: len(wanted)]) == wanted


def test_a_328pb_takes_the_program_too(real, hex_file):
    with BootLoader(signature=bytes.fromhex("1e9516")) as board:
        real.upload(hex_file, port=board.port, baud=115_200)

    assert bytes(board.flash[: len(PROGRAM)]) == PROGRAM


def test_another_chip_is_named(real, hex_file):
    with (
        BootLoader(signature=bytes.fromhex("1e9406")) as board,
        pytest.raises(WrongChipError, match="is an ATmega168, not an ATmega328P"),
    ):
        real.upload(hex_file, port=board.port, baud=115_200)

    assert set(board.flash) == {0xFF}


def test_a_chip_without_a_signature_is_not_written(real, hex_file):
    with BootLoader(signature=bytes(3)) as board, pytest.raises(NoSignatureError):
        real.upload(hex_file, port=board.port, baud=115_200)


def test_a_byte_that_is_not_kept_is_found_by_reading_back(real, hex_file):
    with (
        BootLoader(forgets=300) as board,
        pytest.raises(NotKeptError, match="at 0x012C other bytes"),
    ):
        real.upload(hex_file, port=board.port, baud=115_200)


def test_a_program_without_room_is_named(real, tmp_path):
    path = tmp_path / "big.hex"
    path.write_text(as_hex(bytes(33_000)))

    with BootLoader() as board, pytest.raises(TooLargeError, match=r"big\.hex"):
        real.upload(path, port=board.port, baud=115_200)


@pytest.fixture
def quick(monkeypatch):
    """Knock twice only; an answer is waited for as long as a busy machine needs."""
    monkeypatch.setattr("makerkit.arduino.flash.probe._TRIES", 2)
    monkeypatch.setattr("makerkit.arduino.flash.probe._TRY_EVERY_S", 0.4)
    monkeypatch.setattr("makerkit.arduino.flash.probe._START_S", 0.0)


@pytest.mark.usefixtures("quick")
def test_the_speed_of_the_boot_loader_is_found():
    with BootLoader(OLD) as board:
        found = find_boot_loader(board.port)

    assert found == Found(OLD)
    assert not found.survives_watchdog


@pytest.mark.usefixtures("quick")
def test_a_board_that_stays_silent_is_told_with_both_speeds():
    with (
        BootLoader(9_600) as board,
        pytest.raises(NoBootLoaderError, match="no boot-loader was heard at 115200 and 57600"),
    ):
        find_boot_loader(board.port)


@pytest.mark.usefixtures("quick")
def test_a_sketch_that_talks_on_means_that_the_board_did_not_restart():
    with (
        BootLoader(says=b"$WHL,1,2*4F5A\r\n") as board,
        pytest.raises(NotRestartedError, match=r"went on talking \(`\$WHL,1,2\*4F5A`\)"),
    ):
        find_boot_loader(board.port)


@pytest.mark.usefixtures("quick")
def test_the_old_boot_loader_gets_the_build_without_watchdog_reset(real, tmp_path):
    asked = []

    class Both:
        name = "both"

        def hex_for(self, board, *, watchdog_reset):
            asked.append((board, watchdog_reset))
            path = tmp_path / f"{watchdog_reset}.hex"
            path.write_text(as_hex(b"with" if watchdog_reset else b"safe"))
            return path

    with BootLoader(OLD) as board:
        flash(Both(), Port(board.port, 0x1A86, 0x7523), avrdude=real)

    assert bytes(board.flash[:4]) == b"safe"
    assert asked == [("nano", True), ("nano", False)]


def program(tmp_path, text):
    """Write an executable Python program."""
    path = tmp_path / "avrdude"
    path.write_text(f"#!/usr/bin/env python3\n{textwrap.dedent(text)}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Avrdude(path)


def test_an_avrdude_that_hangs_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(avrdude_module, "SILENCE_S", 0.3)
    fake = program(tmp_path, "import time; time.sleep(60)")

    with pytest.raises(StuckWhileFlashingError):
        fake.upload(tmp_path / "x.hex", port="/dev/null", baud=115_200)


def test_after_three_attempts_it_is_not_waited_for_seven_more(tmp_path):
    fake = program(
        tmp_path,
        """
        import time
        for number in range(1, 11):
            print("avrdude: stk500_recv(): programmer is not responding")
            said = f"avrdude: stk500_getsync() attempt {number} of 10: not in sync: resp=0x00"
            print(said, flush=True)
            time.sleep(60 if number == 3 else 0)
        """,
    )

    with pytest.raises(LostSyncError):
        fake.upload(tmp_path / "x.hex", port="/dev/null", baud=115_200)


@pytest.mark.parametrize(
    "folder",
    [
        ".arduino15/packages/arduino/tools/avrdude/6.3.0-arduino17/bin",
        "Library/Arduino15/packages/arduino/tools/avrdude/6.3.0-arduino17/bin",
        "arduino-1.8.19/hardware/tools/avr/bin",
    ],
)
def test_the_avrdude_of_an_arduino_ide_is_found_with_its_list_of_chips(
    tmp_path, monkeypatch, folder
):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(avrdude_module, "_SHARED", ())
    home = tmp_path / "home"
    (home / folder).mkdir(parents=True)
    (home / folder / "avrdude").touch()
    config = home / Path(folder).parent / "etc/avrdude.conf"
    config.parent.mkdir()
    config.touch()

    found = find_avrdude(home)

    assert found == Avrdude(home / folder / "avrdude", config)
    command = found.command(port="COM3", baud=OLD, hex_file=Path("car.hex"))
    assert command[1:] == [
        *("-C", str(config), "-p", "m328p", "-c", "arduino", "-P", "COM3", "-b", "57600"),
        *("-D", "-U", "flash:w:car.hex:i"),
    ]


def test_without_avrdude_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(avrdude_module, "_SHARED", ())

    with pytest.raises(NoAvrdudeError, match="sudo apt install avrdude"):
        find_avrdude(tmp_path)


def test_no_process_is_left(tmp_path, monkeypatch, mocker):
    monkeypatch.setattr(avrdude_module, "SILENCE_S", 0.1)
    started = mocker.spy(avrdude_module.subprocess, "Popen")
    fake = program(tmp_path, "import time; time.sleep(60)")

    with pytest.raises(StuckWhileFlashingError):
        fake.upload(tmp_path / "x.hex", port="/dev/null", baud=115_200)

    assert started.spy_return.poll() is not None
