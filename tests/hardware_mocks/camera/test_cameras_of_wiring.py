"""Cameras of a wiring file: which there are, what they look at, and cables that are pulled."""

import time

import cv2  # noqa: F401 (before any clock is taken over)
import pytest

from hardware_mocks.camera.views.cards import CardsView
from makerkit.wiring import parse_wiring

PI = '{"type": "chip-raspberry-pi", "id": "pi"}'
TWO = """
{"type": "chip-camera", "id": "cam1", "attrs": {"label": "front door", "model": "imx708"}},
{"type": "chip-camera", "id": "cam2", "attrs": {"label": "garden"}}
"""


def put(bench, parts=""):
    listed = f"{PI}, {parts}" if parts else PI
    bench.add_wiring(parse_wiring(f'{{"version": 1, "parts": [{listed}], "connections": []}}'))


def test_cameras_are_numbered_as_they_stand_in_the_file(bench):
    from picamera2 import Picamera2

    put(bench, TWO)
    told = [(info["Num"], info["Model"]) for info in Picamera2.global_camera_info()]
    assert told == [(0, "imx708"), (1, "imx219")]
    with Picamera2(0) as picam2:
        assert "LensPosition" in picam2.camera_controls


def test_a_wiring_without_a_camera_has_none(bench):
    from picamera2 import Picamera2

    put(bench)
    with pytest.raises(RuntimeError, match="No camera number 0 found"):
        Picamera2()


@pytest.mark.parametrize("name", ["cam2", "garden", "1"])
def test_a_view_is_given_by_id_label_or_number(bench, name):
    put(bench, TWO)
    view = bench.views[name] = CardsView()
    assert bench.cameras.view_of(1) is view
    assert bench.cameras.view_of(0) is not view


def test_a_cable_pulled_while_the_program_waits_leaves_it_waiting(bench):
    from picamera2 import Picamera2

    put(bench, TWO)
    bench.set("front door", at_s=1.0, connected=False)
    bench.set("front door", at_s=5.0, connected=True)
    with Picamera2() as picam2:
        picam2.start("video")
        time.sleep(2)
        picam2.capture_metadata()  # the last one, which is still in the queue
        with pytest.raises(TimeoutError):
            picam2.capture_metadata(wait=1)
        picam2.capture_metadata()
        assert time.monotonic() == pytest.approx(5.0, abs=0.1)
    told = [event.data["what"] for event in bench.trace if event.kind == "camera"]
    assert told == ["opened", "configured", "started", "silent", "back", "stopped", "closed"]


def test_a_camera_without_its_cable_from_the_start_is_not_in_the_list(bench):
    from picamera2 import Picamera2

    put(bench, TWO)
    bench.set("front door", connected=False)
    assert [info["Model"] for info in Picamera2.global_camera_info()] == ["imx219"]
    bench.set("front door", connected=True)
    assert len(Picamera2.global_camera_info()) == 2
    bench.set("front door", connected=False)
    assert len(Picamera2.global_camera_info()) == 2  # the Pi has seen it, and keeps it


def test_a_camera_is_seen_on_the_bench(bench):
    put(bench, TWO)
    looks = {part["label"]: part["look"] for part in bench.snapshot()}
    assert looks["front door"] == {"model": "imx708", "connected": True}
