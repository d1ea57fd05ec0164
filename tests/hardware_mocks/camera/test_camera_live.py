"""What is different when the camera runs in real time."""

import pytest

from hardware_mocks.camera import sensor, working
from hardware_mocks.camera.install import install
from hardware_mocks.clock import WallClock
from hardware_mocks.simulated_pi import simulated_pi

install()


@pytest.fixture
def camera(monkeypatch):
    monkeypatch.setattr(working, "PATIENCE_S", 0.01)
    with simulated_pi(WallClock()):
        from picamera2 import Picamera2

        with Picamera2() as picam2:
            picam2.configure(picam2.create_video_configuration({"size": (64, 64)}))
            yield picam2


def test_a_program_that_forgot_to_start_the_camera_is_told_while_it_waits(camera, capsys):
    with pytest.raises(TimeoutError):
        camera.capture_array(wait=0.03)
    assert "start the camera first, with start()" in capsys.readouterr().err


def test_what_takes_longer_than_a_frame_is_made_before_the_first_one(camera):
    sensor._noise.cache_clear()
    camera.device.prepare((64, 64))
    made = sensor._noise.cache_info().misses
    assert made == 4
