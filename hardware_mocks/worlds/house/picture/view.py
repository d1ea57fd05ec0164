"""What a camera of the house sees at a moment: the view that a simulated camera looks at."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import numpy as np

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.worlds.house.picture.canvas import Image
from hardware_mocks.worlds.house.picture.figures import figures_of
from hardware_mocks.worlds.house.picture.kept import Kept
from hardware_mocks.worlds.house.picture.lit import Lighting, LitHouse
from hardware_mocks.worlds.house.picture.pinhole import Pinhole
from hardware_mocks.worlds.house.picture.scene import Scene
from hardware_mocks.worlds.house.picture.seen import seen_boxes
from hardware_mocks.worlds.house.picture.stored import baked
from hardware_mocks.worlds.house.plan import Plan
from hardware_mocks.worlds.house.state import HouseState

MARGIN_SHARE = 1 / 40
"""So much more of the picture's width is drawn on each side, for when the camera shakes."""
LARGEST = 1280
"""Wider pictures are drawn so wide and enlarged."""
USUAL_SIZE = (320, 240)
METERING_SIZE = (160, 120)
_STEPS = (320, 640, LARGEST)
_ZOOMED = 0.999
_COARSE_FROM = 420


class CameraView:
    """What one camera of the plan sees; a pure function of the house's state."""

    def __init__(
        self, plan: Plan, camera: str, state_of: Callable[[int], HouseState], *, seed: int = 0
    ) -> None:
        self.plan = plan
        self.seed = seed
        self.camera = camera
        self._state_of = state_of
        self._scenes: Kept[Scene] = Kept()
        # Nobody may ask for the house's state while holding one of these: that needs the clock.
        self._drawing = threading.Lock()
        self._baking = threading.Lock()
        self._metering = threading.Lock()

    def prepare(self, size: tuple[int, int], crop: Box = WHOLE) -> None:
        """Compute what pictures of a size need: a second or two, if the cache has it not."""
        self._scene(_whole(size, crop))

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the scene at a time; see `hardware_mocks/camera/view.py`."""
        state = self._state_of(t_ns)
        scene = self._scene(_whole(size, crop))
        with self._drawing:
            return self._look(scene, state, size, crop)

    def _look(self, scene: Scene, state: HouseState, size: tuple[int, int], crop: Box) -> Scenery:
        light = scene.house.lighting(state)
        image = _shaken(scene, scene.picture(state, light), state.shake.get(self.camera))
        return Scenery(_cut(image, size, crop), light.lux, light.is_infrared)

    def light(self, t_ns: int) -> float:
        """Return the lux on the scene."""
        return self._lighting(t_ns).lux

    def colour_temperature(self, t_ns: int) -> float:
        """Return the colour temperature of the light in kelvin."""
        return self._lighting(t_ns).kelvin

    def is_on(self, t_ns: int) -> bool:
        """Return whether the camera has power and its cable."""
        return self._state_of(t_ns).cameras_on.get(self.camera, True)

    def boxes(self, t_ns: int) -> list[tuple[str, Box, float]]:
        """Return who is to be seen: name, box as shares of the picture, share that is visible.

        A body of which nothing is seen is left out. The share counts what furniture, doors, other
        bodies and the edge of the picture hide.
        """
        state = self._state_of(t_ns)
        scene = self._scene(USUAL_SIZE)
        with self._drawing:
            canvas, _ = scene.empty(state, scene.house.lighting(state))
            return seen_boxes(canvas, figures_of(canvas, state.bodies), scene.margin)

    def _lighting(self, t_ns: int) -> Lighting:
        """Return the light of a moment, always that of one small picture."""
        state = self._state_of(t_ns)
        scene = self._scene(METERING_SIZE)
        with self._metering:
            return scene.house.lighting(state)

    def _scene(self, size: tuple[int, int]) -> Scene:
        """Return who draws pictures of a size; what is there already is never waited for."""
        scene = self._scenes.get(size)
        if scene is not None:
            return scene
        with self._baking:
            return self._scenes.made(size, lambda: self._new_scene(size))

    def _new_scene(self, size: tuple[int, int]) -> Scene:
        camera = self.plan.cameras[self.camera]
        margin = 2 * round(size[0] * MARGIN_SHARE / 2)
        hole = Pinhole.of(camera, *size).with_margin(margin)
        step = 1 if size[0] <= _COARSE_FROM else 2
        house = LitHouse(self.plan, self.camera, baked(self.plan, camera, hole, step))
        return Scene(hole, house, margin=margin, seed=self.seed)


def _whole(size: tuple[int, int], crop: Box) -> tuple[int, int]:
    """Return in which size the whole field of view is drawn, of which a picture shows a part.

    For who zooms it is one of few sizes, so that not every step is computed anew.
    """
    width, height = size[0] / crop[2], size[1] / crop[3]
    wanted = width
    if max(crop[2], crop[3]) < _ZOOMED:
        wanted = next((step for step in _STEPS if step >= width), LARGEST)
    shrink = min(wanted, LARGEST) / width
    return round(width * shrink), round(height * shrink)


def _shaken(scene: Scene, image: Image, shake: tuple[float, float] | None) -> Image:
    """Return the frame without its margin, moved by as much as the camera was turned."""
    margin = scene.margin
    height, width = image.shape[0] - 2 * margin, image.shape[1] - 2 * margin
    if shake is None or shake == (0.0, 0.0):
        return image[margin : margin + height, margin : margin + width]
    import cv2

    right = scene.pinhole.focal_px * math.tan(shake[0])
    down = scene.pinhole.focal_px * math.tan(shake[1])
    move = np.array([[1.0, 0.0, right - margin], [0.0, 1.0, down - margin]])
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.warpAffine(image, move, (width, height), borderMode=border))


def _cut(image: Image, size: tuple[int, int], crop: Box) -> Image:
    """Return the part of a picture that a crop asks for, in the size that is wanted."""
    import cv2

    height, width = image.shape[:2]
    x, y = round(crop[0] * width), round(crop[1] * height)
    part = image[y : y + max(1, round(crop[3] * height)), x : x + max(1, round(crop[2] * width))]
    if (part.shape[1], part.shape[0]) == size:
        return part.copy()
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR))
