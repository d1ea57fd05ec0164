"""The car's program, without a board and without a camera: what it says and how it ends."""

import subprocess
import sys
import threading
import time

import pytest
from click.testing import CliRunner

from self_driving_car.__main__ import main, make_car
from self_driving_car.driver.orders import Arm
from self_driving_car.status import Mode

WITHOUT = {"no_board": True, "no_camera": True, "no_web": True, "no_recorder": True}


@pytest.fixture
def car(tmp_path, virtual_time):
    made = make_car(tmp_path / "car", None, {**WITHOUT, "drive": None, "speed": None})
    thread = threading.Thread(target=made.run, name="program")
    thread.start()
    yield made
    made.end()
    thread.join(10.0)
    assert not thread.is_alive()


def test_without_a_board_it_stands_says_so_and_refuses_to_arm(car):
    time.sleep(1.0)
    assert car.status.halt.reason == "no_board"
    answer = car.ask(Arm())
    assert (answer.is_done, "Arduino" in answer.says) == (False, True)


def test_settings_of_the_drive_count_at_once_and_others_later(car):
    time.sleep(0.5)
    assert car.change("drive", {"speed_m_s": 0.3, "speed_cap_m_s": 0.4}) == ""
    time.sleep(0.1)
    assert car.status.speed_cap_m_s == 0.4
    assert "restart" in car.change("board", {"port": "/dev/ttyACM7"})


def test_an_edited_file_counts_within_seconds_and_a_bad_one_is_said(car):
    time.sleep(0.5)
    text = car.config_path.read_text(encoding="utf-8")
    car.config_path.write_text(text.replace("speed_cap_m_s = 0.8", "speed_cap_m_s = 0.45"))
    time.sleep(6.0)
    assert car.status.speed_cap_m_s == 0.45
    car.config_path.write_text("[drive]\nspeed = 1\n")
    time.sleep(6.0)
    assert car.status.speed_cap_m_s == 0.45
    assert any("do not count" in health.says for health in car.health())


def test_a_second_car_in_the_same_folder_is_refused(car, tmp_path):
    from makerkit.app.only_one import InUseError

    with pytest.raises(InUseError, match="A car runs in"):
        make_car(tmp_path / "car", None, WITHOUT)


def test_it_says_at_the_start_what_is_there_and_why_it_stands(tmp_path, virtual_time, capsys):
    car = make_car(tmp_path / "car", None, WITHOUT)
    thread = threading.Thread(target=car.run, name="program")
    thread.start()
    time.sleep(6.0)
    car.end()
    thread.join(10.0)
    said = capsys.readouterr().out
    assert "The car is in mode manual, no faster than 0.8 m/s." in said
    assert "It stands: The Arduino has not answered yet." in said
    assert "Ctrl-C" in said


def test_a_folder_of_bad_settings_is_refused_in_one_message(tmp_path):
    (tmp_path / "config.toml").write_text("[drive]\nsteering = 'psychic'\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--folder", str(tmp_path), "--no-web"])
    assert done.exit_code == 2
    assert "steering" in done.output
    assert "Traceback" not in done.output


def test_check_without_a_board_says_so_and_fails(tmp_path, virtual_time):
    done = CliRunner().invoke(
        main, ["--folder", str(tmp_path), "--check", "--no-camera", "--no-web", "--no-recorder"]
    )
    assert done.exit_code == 1
    assert "+ settings" in done.output
    assert "x board" in done.output


def test_modes_that_drive_by_themselves_can_be_asked_for_and_others_not():
    done = CliRunner().invoke(main, ["--drive", Mode.MANUAL.value])
    assert done.exit_code == 2


def test_importing_the_program_is_cheap():
    """No cv2, no Flask, no serial port before they are used."""
    code = (
        "import sys, self_driving_car.app, self_driving_car.__main__;"
        "print([name for name in ('cv2', 'flask', 'av', 'torch', 'serial') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
