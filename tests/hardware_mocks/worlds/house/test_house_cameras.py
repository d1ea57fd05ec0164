import time

import numpy as np
import pytest


def picture_at(picam2, t_s):
    time.sleep(t_s - time.monotonic())
    picture = picam2.capture_array("main").astype(float)
    return picture.reshape(60, 4, 80, 4, 3).mean(axis=(1, 3, 4))  # without its noise


@pytest.fixture
def picam2(house):
    from picamera2 import Picamera2

    camera = Picamera2()
    settings = {"size": (320, 240), "format": "RGB888"}
    camera.configure(camera.create_video_configuration(settings))
    camera.start()
    yield camera
    camera.close()


@pytest.mark.house(scenario="lamp_switched", seed=1)
def test_a_program_sees_the_lamp_go_on(picam2):
    dark, lit = picture_at(picam2, 8.0), picture_at(picam2, 20.0)
    assert np.abs(lit - dark).mean() > 10


@pytest.mark.house(scenario="burglary", seed=3)
def test_a_program_sees_the_burglar_where_the_truth_says_that_he_is(picam2, house):
    empty, someone = picture_at(picam2, 15.0), picture_at(picam2, 40.0)
    name, (x, y, width, height), _ = house.view("living_room").boxes(40_000_000_000)[0]
    assert name == "burglar"
    changed = np.abs(someone - empty)
    rows = slice(int(y * 60), int((y + height) * 60))
    columns = slice(int(x * 80), int((x + width) * 80))
    inside = changed[rows, columns].mean()
    outside = np.median(changed)
    assert inside > 1.5 * outside  # he wears dark clothes, and the night's noise is everywhere


@pytest.mark.house(scenario="power_cut", seed=1)
def test_a_camera_without_power_gives_no_frame(picam2):
    picture_at(picam2, 10.0)
    time.sleep(15)
    picam2.capture_array()  # one may have been ready before
    job = picam2.capture_array(wait=False)
    with pytest.raises(TimeoutError):
        picam2.wait(job, timeout=3.0)
