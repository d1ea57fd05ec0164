"""Programs such as picamera2's manual teaches them, each with a look at what came out."""

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.install import install
from hardware_mocks.camera.views.cards import CardsView
from hardware_mocks.camera.views.wall import Wall

install()


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Programs leave their files in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cards(bench):
    """A red card in the middle of what camera 0 sees; the light can be changed."""
    view = CardsView(Wall())
    view.show("red", at=(0.3, 0.3, 0.4, 0.4))
    bench.views["0"] = view
    return view


@pytest.fixture
def room(bench):
    """A plain wall whose light and colour can be changed while the program runs."""

    class Room(Wall):
        kelvin = 5000.0
        metres = 2.0

        def colour_temperature(self, t_ns):
            return self.kelvin

        def distance(self, t_ns):
            return self.metres

    view = bench.views["0"] = Room()
    return view


@pytest.fixture
def autofocus(bench):
    """A camera whose lens moves."""
    bench.cameras.models["camera"] = "imx708"


def is_red(pixel, *, blue_first=True):
    """Whether a pixel is clearly red."""
    blue, green, red = (int(level) for level in (pixel[:3] if blue_first else pixel[:3][::-1]))
    return red > 140 and max(blue, green) < 100


@pytest.fixture
def red():
    return is_red


@pytest.fixture
def sharpness():
    """A number that grows with the edges in a picture."""

    def of(picture):
        grey = cv2.cvtColor(np.ascontiguousarray(picture[:, :, :3]), cv2.COLOR_BGR2GRAY)
        return float(cv2.Laplacian(grey, cv2.CV_64F).var())

    return of
