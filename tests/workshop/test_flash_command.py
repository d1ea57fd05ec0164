"""`maker flash`, as somebody types it: the real avrdude, a boot-loader on a pty."""

import re

import pytest
from click.testing import CliRunner

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.codec import encode
from makerkit.arduino.flash import upload as flash_module
from makerkit.arduino.link import CAR
from makerkit.arduino.live_ports import announce
from makerkit.arduino.messages.link import Boot, ResetCause, Sketch
from makerkit.arduino.toolchain import ToolchainMissingError
from makerkit.errors import BadInputError, NotThereError
from tests.makerkit.arduino.flash.boot_loader import BootLoader
from tests.makerkit.arduino.ports.fake_ports import MEGA, plug_in
from workshop.cli import main
from workshop.commands.flash import find_program

HEX = ":0400000001020304F2\n:00000001FF\n"
OLD = 57_600


def maker(*words, code=0):
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["flash", *map(str, words)])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("makerkit.arduino.flash.probe._TRIES", 2)
    monkeypatch.setattr("makerkit.arduino.flash.probe._TRY_EVERY_S", 0.4)
    monkeypatch.setattr("makerkit.arduino.flash.probe._START_S", 0.0)


@pytest.fixture
def hex_file(tmp_path):
    path = tmp_path / "blink.hex"
    path.write_text(HEX)
    return path


class Runs:
    """A sketch that says BOOT when it starts, and again in answer."""

    def __init__(self, **boot):
        fields = {"sketch": Sketch.CAR, "protocol": CAR.protocol, "schema": CAR.schema, **boot}
        self._boot = Boot(cause=ResetCause.EXTERNAL, watchdog_resets=1, uptime_ms=5, **fields)

    def answer(self, data):
        return encode(self._boot, 1 if b"$HELLO" in data else 0)


@pytest.fixture
def car(tmp_path, monkeypatch):
    """The kit with the released program of one sketch, on a machine without a compiler."""
    firmware = tmp_path / "firmware"
    for folder in ("car_controller", "released"):
        (firmware / folder).mkdir(parents=True)
    (firmware / "car_controller/car_controller.ino").touch()
    (firmware / "released/car_controller.hex").write_text(HEX)
    safe = HEX.replace("01020304F2", "0A0B0C0DCE")
    (firmware / "released/car_controller.no_watchdog_reset.hex").write_text(safe)
    monkeypatch.setattr(flash_module, "FIRMWARE", firmware)
    monkeypatch.setattr(flash_module, "RELEASED", firmware / "released")

    def refuse(*_, **__):
        raise ToolchainMissingError

    monkeypatch.setattr("makerkit.arduino.build.build", refuse)


def test_a_hex_file_is_uploaded_and_each_step_is_said(hex_file):
    require_toolchain()
    with BootLoader() as board:
        result = maker(hex_file, "--port", board.port)

    assert bytes(board.flash[:4]) == bytes([1, 2, 3, 4])
    assert re.sub(r"/dev/pts/\d+|\d+ s", "-", result.stdout).splitlines() == [
        "Restarting the board on -.",
        "Uploading.",
        "Reading back.",
        "blink.hex is on the board at - (-).",
    ]


@pytest.mark.parametrize(("baud", "flash"), [(115_200, b"\1\2\3\4"), (OLD, b"\x0a\x0b\x0c\x0d")])
def test_without_a_compiler_the_released_program_that_fits_the_boot_loader_is_taken(
    car, baud, flash
):
    require_toolchain()
    with BootLoader(baud, then=Runs()) as board:
        result = maker("car_controller", "--port", board.port)

    assert bytes(board.flash[:4]) == flash
    assert result.stdout.splitlines()[-1] == f"It runs: sketch CAR, protocol {CAR.protocol}."


@pytest.mark.parametrize("watchdog_reset", [True, False])
def test_every_sketch_of_the_kit_is_there_ready_for_both_boot_loaders(monkeypatch, watchdog_reset):
    def refuse(*_, **__):
        raise ToolchainMissingError

    monkeypatch.setattr("makerkit.arduino.build.build", refuse)
    names = flash_module.kit_sketches()
    files = [
        flash_module.KitSketch.named(name).hex_for("uno", watchdog_reset=watchdog_reset)
        for name in names
    ]

    assert names == ("car_controller", "security_node")
    assert all(file.read_text().endswith(":00000001FF\n") for file in files)


def test_a_sketch_that_does_not_fit_this_computer_is_told_after_the_upload(car):
    require_toolchain()
    with BootLoader(then=Runs(schema=CAR.schema ^ 1)) as board:
        result = maker("car_controller", "--port", board.port, code=1)

    assert "was made from another table of messages" in result.stderr


def test_verbose_shows_what_avrdude_says(hex_file):
    require_toolchain()
    with BootLoader() as board:
        result = maker(hex_file, "--port", board.port, "--verbose")

    assert "avrdude: 4 bytes of flash written" in result.stderr
    assert "Uploading." not in result.stdout


def test_a_silent_board_is_explained_without_a_traceback(hex_file):
    require_toolchain()
    with BootLoader(9600) as board:
        result = maker(hex_file, "--port", board.port, code=1)

    assert result.stderr.startswith("maker: The board on ")
    assert "- Is something wired to pin 0 or 1 (RX, TX)?" in result.stderr


def test_another_chip_is_refused_before_anything_is_tried(hex_file, monkeypatch):
    plug_in(monkeypatch, MEGA)
    named = maker(hex_file, "--port", "/dev/ttyACM1", code=1)
    found = maker(hex_file, code=1)

    assert "is an Arduino Mega 2560" in named.stderr
    assert "is an Arduino Mega 2560" in found.stderr


def test_a_simulated_board_takes_no_upload(hex_file, monkeypatch, tmp_path):
    plug_in(monkeypatch)
    device = tmp_path / "pts5"
    device.touch()
    announce("ttyACM0", str(device))

    assert "`./maker run my.ino`" in maker(hex_file, code=1).stderr


def test_nothing_plugged_in_is_wrong_use_with_a_hint(hex_file, monkeypatch):
    plug_in(monkeypatch)

    assert "No board is plugged in." in maker(hex_file, code=2).stderr


@pytest.mark.parametrize("typed", ["car", "car_controler"])
def test_a_name_nearly_right_gets_the_right_one(car, monkeypatch, typed):
    with pytest.raises(NotThereError, match=r"Do you mean car_controller\?"):
        find_program(typed)


@pytest.mark.parametrize("name", ["gone.ino", "gone.hex"])
def test_a_file_that_is_not_there_is_said_before_anything_is_tried(tmp_path, name):
    result = maker(tmp_path / name, code=2)

    assert f"There is no sketch {tmp_path / name}." in result.stderr
    assert result.stdout == ""


def test_a_mistake_in_a_sketch_is_explained_as_a_check_does_and_nothing_is_uploaded(tmp_path):
    require_toolchain()
    sketch = tmp_path / "blink.ino"
    sketch.write_text("void setup() {\n  pinMode(13, OUTPUT)\n}\nvoid loop() {\n}\n")
    with BootLoader() as board:
        result = maker(sketch, "--port", board.port, code=1)

    assert result.stderr.splitlines()[:2] == ["blink.ino, line 2:", "    pinMode(13, OUTPUT)"]
    assert board.commands == []


def test_the_help_shows_each_example_on_its_own_line():
    lines = [line.strip() for line in maker("--help").stdout.splitlines()]

    assert "maker flash car_controller" in lines
    assert "maker flash security_node --board nano" in lines


def test_a_lesson_without_a_sketch_says_so():
    with pytest.raises(NotThereError, match="its program runs on the Pi"):
        find_program("01")


def test_the_folder_of_a_kits_sketch_is_the_kits_sketch():
    assert find_program("firmware/car_controller") == find_program("car_controller")


def test_a_lesson_with_two_sketches_asks_which():
    with pytest.raises(BadInputError, match=r"Name one: .*/pong\.ino, .*/slow_pong\.ino"):
        find_program("12")


def test_a_sketch_with_a_watchdog_is_warned_of_the_old_boot_loader(tmp_path):
    require_toolchain()
    sketch = tmp_path / "guard.ino"
    body = "void setup() { wdt_enable(WDTO_1S); }\nvoid loop() { wdt_reset(); }\n"
    sketch.write_text(f"#include <avr/wdt.h>\n{body}")
    with BootLoader(OLD) as board:
        result = maker(sketch, "--port", board.port)

    assert "which never ends a restart by the watchdog" in result.stdout


def test_an_ino_file_and_its_folder_mean_the_sketch(tmp_path):
    sketch = tmp_path / "blink" / "blink.ino"
    sketch.parent.mkdir()
    sketch.touch()

    assert [find_program(str(p)).path for p in (sketch, sketch.parent)] == [sketch, sketch.parent]
