"""`maker ports`, as somebody types it."""

import json

import pytest
from click.testing import CliRunner

from makerkit.arduino.live_ports import announce
from makerkit.arduino.ports import access
from makerkit.arduino.ports.access import Holder
from tests.makerkit.arduino.ports.fake_ports import MEGA, NANO, UNO, plug_in, usb_device
from workshop.cli import main
from workshop.commands import ports


@pytest.fixture(autouse=True)
def nobody_has_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(access, "may_open", lambda _: True)
    monkeypatch.setattr(access, "holders", lambda *_: ())


def maker(*words, code=0):
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["ports", *words])
    assert result.exit_code == code, result.output
    return result.stdout


def test_boards_are_listed_with_what_they_are(monkeypatch):
    plug_in(monkeypatch, UNO, NANO)

    assert maker().splitlines() == [
        "port          board                      USB        state",
        "/dev/ttyACM0  Arduino Uno R3             2341:0043  ready",
        "/dev/ttyUSB0  Nano or Uno clone (CH340)  1A86:7523  ready",
    ]


def test_a_board_in_use_names_the_program(monkeypatch):
    plug_in(monkeypatch, UNO)
    monkeypatch.setattr(access, "holders", lambda *_: (Holder(7, "arduino-ide"),))

    output = maker(code=1)

    assert "in use by arduino-ide (process 7)" in output.splitlines()[1]
    assert "- End that program, then try again." in output.splitlines()


def test_a_forbidden_board_shows_the_command(monkeypatch):
    plug_in(monkeypatch, UNO)
    monkeypatch.setattr(access, "may_open", lambda _: False)

    output = maker(code=1)

    assert output.splitlines()[1].endswith("forbidden")
    assert "sudo usermod -aG dialout" in output


def test_a_board_with_another_chip_is_said_not_to_fit(monkeypatch):
    plug_in(monkeypatch, MEGA)

    output = maker(code=1)

    assert output.splitlines()[1].endswith("not for the kit")
    assert "ATmega2560" in output


def test_nothing_there_hints_at_the_cable(monkeypatch, tmp_path):
    plug_in(monkeypatch)
    monkeypatch.setattr(ports, "look", lambda: LOOK(tmp_path))

    assert maker(code=1).splitlines()[0] == "No board is plugged in."


def test_a_board_that_brltty_took_is_said_with_the_way_out(monkeypatch, tmp_path):
    plug_in(monkeypatch)
    usb_device(tmp_path, "1-1", 0x1A86, 0x7523)
    rules = tmp_path / "etc/udev/rules.d"
    rules.mkdir(parents=True)
    (rules / "85-brltty.rules").touch()
    monkeypatch.setattr(ports, "look", lambda: LOOK(tmp_path))

    output = maker(code=1)

    assert "sudo apt remove brltty" in output
    assert "No board is plugged in." not in output


LOOK = ports.look


def test_a_simulated_board_that_runs_live_is_listed(monkeypatch, tmp_path):
    plug_in(monkeypatch)
    device = tmp_path / "pts5"
    device.touch()
    link = announce("ttyACM0", str(device))

    assert maker().splitlines()[1].split() == [str(link), "simulated", "board", "running"]


def test_a_program_reads_the_same_as_json(monkeypatch):
    plug_in(monkeypatch, UNO)

    assert json.loads(maker("--json")) == {
        "ports": [
            {
                "port": "/dev/ttyACM0",
                "board": "Arduino Uno R3",
                "usb_ids": "2341:0043",
                "is_usable": True,
                "state": "ready",
                "held_by": "",
                "to_do": "",
            }
        ],
        "troubles": [],
    }
