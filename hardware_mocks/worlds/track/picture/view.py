"""What the camera of the car sees at a moment."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

import numpy as np

from hardware_mocks.camera.view import WHOLE, Box, Scenery
from hardware_mocks.worlds.track.picture import lens
from hardware_mocks.worlds.track.picture.billboards import Billboards, PixelBox
from hardware_mocks.worlds.track.picture.camera import CarCamera
from hardware_mocks.worlds.track.picture.floors import Texture
from hardware_mocks.worlds.track.picture.ground import Ground
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.picture.painter import Painter
from hardware_mocks.worlds.track.picture.walls import Walls
from hardware_mocks.worlds.track.state import Thing, TrackState

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.road import Road

USUAL_SIZE = (320, 240)
LUX = 300.0
"""Of a room by day."""


class TrackSeen(Protocol):
    """What a view needs of a track. Its `scenario`, if it has one, chooses the look."""

    @property
    def road(self) -> Road:
        """What the car drives on."""

    def state(self, t_ns: int) -> TrackState:
        """Return how everything is at a time."""


class CarView:
    """What the car's camera sees; the same state gives the same bytes."""

    def __init__(self, track: TrackSeen, *, seed: int = 0, looks: Look | None = None) -> None:
        self.track = track
        self.looks = looks or _chosen(track, seed)
        self._scenes: dict[tuple[int, int], _Scene] = {}
        self._floors = _Floors(Painter(track.road, self.looks))
        self._drawing = threading.RLock()

    def frame(self, state: TrackState, size: tuple[int, int] = USUAL_SIZE) -> Texture:
        """Return the picture of a state with all the faults of its look, (height, width, 3) BGR."""
        with self._drawing:
            picture = self._scene(size).seen(state)
        picture = lens.noisy(picture, self.looks, state.t_ns)
        return lens.through_jpeg(picture, self.looks.jpeg_quality)

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the scene at a time; see `hardware_mocks/camera/view.py`.

        It has the light and the lens of the look; noise is the sensor's, and JPEG the program's.
        """
        state = self.track.state(t_ns)
        whole = (round(size[0] / crop[2]), round(size[1] / crop[3]))
        with self._drawing:
            picture = self._scene(whole).seen(state)
        return Scenery(_cut(picture, size, crop), LUX * state.light)

    def truth_boxes(
        self, state: TrackState, size: tuple[int, int] = USUAL_SIZE
    ) -> list[tuple[Thing, PixelBox, float]]:
        """Return what is seen of each thing: (thing, box in pixels, share of it visible).

        The box (x, y, width, height) is round the plate of a sign, the housing of a light, the
        whole of other things. What is hidden wholly is left out; nearer things come later.
        """
        with self._drawing:
            return self._scene(size).billboards.truth(state)

    def light(self, t_ns: int) -> float:
        """Return the lux on the scene."""
        return LUX * self.track.state(t_ns).light

    def distance(self, t_ns: int) -> float:
        """Return how far away in metres the middle of the picture is."""
        return 0.5

    def _scene(self, size: tuple[int, int]) -> _Scene:
        if size not in self._scenes:
            self._scenes[size] = _Scene(self._floors, self.looks, size)
        return self._scenes[size]


class _Floors:
    """The painted floor, with its marks and without, each made when somebody sees it."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter
        self._made: dict[bool, Texture] = {}

    def with_marks(self, *, has_marks: bool) -> Texture:
        if has_marks not in self._made:
            self._made[has_marks] = self.painter.painted(with_marks=has_marks)
        return self._made[has_marks]


class _Scene:
    """All that is needed to draw pictures of one size."""

    def __init__(self, floors: _Floors, look: Look, size: tuple[int, int]) -> None:
        self.look = look
        self.camera = CarCamera(look, size)
        self.walls = Walls(look, floors.painter.room_m, self.camera)
        self.light = lens.Light(look, self.camera)
        self.billboards = Billboards(self.camera)
        self._floors = floors
        self._grounds: dict[bool, Ground] = {}

    def ground(self, *, has_marks: bool) -> Ground:
        if has_marks not in self._grounds:
            self._grounds[has_marks] = Ground(
                self._floors.with_marks(has_marks=has_marks), self.camera
            )
        return self._grounds[has_marks]

    def seen(self, state: TrackState) -> Texture:
        picture = np.empty((self.camera.size[1], self.camera.size[0], 3), np.uint8)
        self.ground(has_marks=state.has_marks).draw(picture, state.car)
        self.walls.draw(picture, state.car)
        self.billboards.draw(picture, state)
        picture = self.light.put_on(picture, state)
        picture = lens.blurred(picture, self.look, self.camera, state)
        return lens.toned(picture, self.look, state.light)


def _chosen(track: TrackSeen, seed: int) -> Look:
    scenario = getattr(track, "scenario", None)
    if scenario is None:
        return Look(seed=seed)
    return Look.chosen(scenario.look_seed, scenario.look, seed=seed)


def _cut(picture: Texture, size: tuple[int, int], crop: Box) -> Texture:
    height, width = picture.shape[:2]
    left, top = round(crop[0] * width), round(crop[1] * height)
    return picture[top : top + size[1], left : left + size[0]].copy()
