"""What a program shows by Pillow, and OpenCV's detectors at the paths of a Pi."""

from types import SimpleNamespace

import cv2
import pytest
from PIL import Image, ImageShow

from hardware_mocks.bench import Bench
from hardware_mocks.clock import WallClock
from hardware_mocks.standins import cascades, shown_images


def test_an_image_that_is_shown_stands_on_the_bench_and_no_viewer_is_started(monkeypatch):
    monkeypatch.setattr(ImageShow, "_viewers", list(ImageShow._viewers))
    bench = Bench(WallClock())
    shown_images.install(bench)

    Image.new("RGB", (30, 20), (200, 10, 20)).show(title="door")

    shown = bench.screens.latest("door")
    assert shown is not None
    assert shown.image.shape == (20, 30, 3)
    assert shown.image[0, 0].tolist() == [20, 10, 200]


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1"])
def test_images_of_every_kind_can_be_shown(mode, monkeypatch):
    monkeypatch.setattr(ImageShow, "_viewers", list(ImageShow._viewers))
    bench = Bench(WallClock())
    shown_images.install(bench)
    Image.new(mode, (8, 8)).show()
    assert bench.screens.names() == [shown_images.USUAL_TITLE]


def test_a_detector_is_found_by_its_path_on_a_pi(tmp_path):
    name = "haarcascade_frontalface_default.xml"
    (tmp_path / name).write_text("<opencv_storage/>")
    here = SimpleNamespace(data=SimpleNamespace(haarcascades=str(tmp_path)))

    assert cascades.found_here(f"/usr/share/opencv4/haarcascades/{name}", here) == str(
        tmp_path / name
    )
    for other in ("my_cascade.xml", "/usr/share/opencv4/haarcascades/no_such.xml"):
        assert cascades.found_here(other, here) == other
    assert cascades.found_here(f"{cascades.HOMES[0]}/{name}", SimpleNamespace()) == (
        f"{cascades.HOMES[0]}/{name}"
    )


def test_programs_make_and_load_detectors_as_before():
    fake = SimpleNamespace(CascadeClassifier=cv2.CascadeClassifier)
    cascades._replace(fake)
    assert fake.CascadeClassifier().empty()
    assert fake.CascadeClassifier("no_such_file.xml").empty()
