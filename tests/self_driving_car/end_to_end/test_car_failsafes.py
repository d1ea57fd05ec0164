"""What stops the car when something breaks, with the real firmware: how long until duty zero."""

import pytest
from car_stage import CarStage, hung

from hardware_mocks.arduino.for_tests import require_toolchain
from self_driving_car.driver.orders import Arm, Present, SetMode, Steer
from self_driving_car.status import Mode


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


def test_the_line_is_lost(tmp_path):
    """AutoRCCar #195: duty zero 0.6 s after the first picture without a lane."""
    gone_s = 6.0
    with CarStage(tmp_path, faults={"marks_gone_s": gone_s}) as stage:
        stage.until(lambda: stage.now_s >= gone_s, 10.0)
        assert stage.speed_m_s > 0.4
        assert stage.duty_zero_after(gone_s) <= 0.6 + 0.05  # the first picture comes a little later
        assert (stage.reason, stage.status.is_armed) == ("line_lost", False)


def test_the_page_is_lost(tmp_path):
    """donkeycar #102: duty zero within 0.40 s of the last thing heard of it."""
    with CarStage(tmp_path, drive=None) as stage:
        stage.until(lambda: stage.reason == "disarmed", 5.0)
        stage.go(1.0)
        assert stage.ask(Arm("page 1")) == ""
        stage.until(lambda: stage.status.is_armed, 3.0)
        for _ in range(30):
            stage.ask(Steer("page 1", 0.0, 0.7))
            stage.go(0.05)
        last_s = stage.now_s
        assert stage.speed_m_s > 0.4
        assert stage.duty_zero_after(last_s) <= 0.40
        assert (stage.reason, stage.status.is_armed) == ("page_lost", False)


def test_the_page_that_set_it_off_is_lost(tmp_path):
    with CarStage(tmp_path, drive=None) as stage:
        stage.until(lambda: stage.reason == "disarmed", 5.0)
        stage.go(1.0)
        stage.ask(SetMode(Mode.LANE))
        stage.ask(Arm("page 1"))
        while stage.speed_m_s < 0.4:
            stage.ask(Present("page 1"))
            stage.go(0.1)
        last_s = stage.now_s
        assert stage.duty_zero_after(last_s) <= 0.40
        assert stage.reason == "page_lost"


def test_the_program_is_killed(tmp_path):
    """The Pi's process is gone from one moment to the next: the firmware's dead man."""
    with CarStage(tmp_path) as stage:
        dead_s = stage.drive_off()
        stage.car.board._link._thread.outbox.put = lambda _line: None
        assert stage.duty_zero_after(dead_s) <= 0.35


def test_the_cable_is_pulled(tmp_path):
    with CarStage(tmp_path) as stage:
        pulled_s = stage.drive_off()
        stage.bench.parts["uno"].unplug()
        assert stage.duty_zero_after(pulled_s) <= 0.35
        assert stage.reason == "no_board"
        assert "plugged in" in stage.status.halt.says


def test_the_camera_hangs(tmp_path):
    with CarStage(tmp_path) as stage:
        hung_s = stage.drive_off()
        with hung(stage.car.eye.camera.source, "read", for_s=3.0):
            assert stage.duty_zero_after(hung_s) <= 0.75
        assert stage.reason == "camera_lost"


def test_the_looking_hangs(tmp_path):
    with CarStage(tmp_path) as stage:
        hung_s = stage.drive_off()
        with hung(stage.car.sight, "look", for_s=3.0):
            assert stage.duty_zero_after(hung_s) <= 0.75
        assert stage.reason == "camera_lost"


def test_the_board_is_reset(tmp_path):
    with CarStage(tmp_path) as stage:
        reset_s = stage.drive_off()
        stage.bench.parts["uno"].press_reset()
        assert stage.duty_zero_after(reset_s, within_s=4.0) <= 0.05
        assert (stage.reason, stage.status.is_armed) == ("board_reset", False)
        assert "reset button" in stage.status.halt.says


def test_the_supply_of_the_board_breaks_down(tmp_path):
    with CarStage(tmp_path) as stage:
        dip_s = stage.drive_off()
        stage.bench.parts["uno"].brown_out()
        assert stage.duty_zero_after(dip_s, within_s=4.0) <= 0.05
        assert stage.reason == "board_reset"
        assert "supply fell" in stage.status.halt.says
