"""Light that moves: a torch in a hand, and headlights that wander over walls through windows.

It is computed for every second place of the picture, without shadows, and laid over the frame.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.canvas import Canvas
from hardware_mocks.worlds.house.picture.figures import Figure
from hardware_mocks.worlds.house.picture.limbs import HELD
from hardware_mocks.worlds.house.picture.lit import Lighting, LitHouse
from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.raster import SKY
from hardware_mocks.worlds.house.picture.skeleton import JOINTS, joints_of
from hardware_mocks.worlds.house.picture.surface import OUTDOORS
from hardware_mocks.worlds.house.picture.tone import to_screen
from hardware_mocks.worlds.house.plan import Window
from hardware_mocks.worlds.house.state import Body, Headlight, HouseState

HEADLIGHT_LUX = 6.0
TORCH_CANDELA = 160.0
TORCH_RAD = 0.3
"""Half the angle of a torch's bright spot."""
_HEADLIGHT_DOWN = -0.09  # it comes from lower than a window is
_BAR_M = 0.04
_SKIP = 3
_STRONGEST = 4.0
_HAND = JOINTS.index("right hand")


class Beams:
    """Finds and draws moving light for one camera and size."""

    def __init__(self, house: LitHouse) -> None:
        surface = house.baked.surface
        self._house = house
        thin = (slice(None, None, _SKIP), slice(None, None, _SKIP))
        self._shape = surface.planes[thin].shape
        self._points = surface.points[thin].reshape(-1, 3)
        self._normals = surface.normals[thin].reshape(-1, 3)
        self._rooms = surface.rooms[thin].ravel()
        self._is_sky = surface.planes[thin].ravel() == SKY
        self._numbers = {room: number for number, room in enumerate(house.plan.rooms)}
        self._by_room: dict[int, tuple[NDArray[np.intp], Floats, Floats]] = {}
        self._screens: dict[bool, NDArray[np.uint8]] = {}

    def draw(self, canvas: Canvas, state: HouseState, light: Lighting) -> None:
        """Lay the moving light of a moment over a frame."""
        lux = np.zeros(len(self._points), np.float32)
        for headlight in state.headlights:
            self._headlight(lux, headlight, state)
        for body in state.bodies:
            if body.carries == "torch" and body.pose != "lies":
                self._torch(lux, body)
        if light.is_infrared:
            lux *= 0.35  # lamps of light-emitting diodes have little of it
        if lux.max(initial=0) > 0.01 * light.exposed_lux:
            self._lay(canvas, lux / np.float32(light.exposed_lux), is_grey=light.is_infrared)

    def _lay(self, canvas: Canvas, light: Floats, *, is_grey: bool) -> None:
        import cv2

        height, width = canvas.image.shape[:2]
        strength = np.minimum(light / _STRONGEST, 1.0) ** (1 / 2.2)
        small = (strength * 255).astype(np.uint8).reshape(self._shape)
        weight = cv2.resize(small, (width, height))
        baked = self._house.baked.nearness  # a shut door, a curtain hide what is behind them
        weight[canvas.nearness > baked * np.float32(1.001)] = 0
        x, y, w, h = cv2.boundingRect(weight)
        if not w:
            return
        place = (slice(y, y + h), slice(x, x + w))
        whole = cv2.merge([weight[place]] * 3)
        glow = cv2.multiply(self._screen(is_grey=is_grey)[place], whole, scale=1 / 255)
        part = canvas.image[place]
        more, less = cv2.max(part, glow), cv2.min(part, glow)
        cv2.addWeighted(more, 1.0, less, 0.35, 0, dst=part)

    def _screen(self, *, is_grey: bool) -> NDArray[np.uint8]:
        """Return the house in the strongest light that is drawn here, without shadows."""
        if is_grey not in self._screens:
            baked = self._house.baked
            albedo = np.stack([baked.infrared] * 3) if is_grey else baked.albedo
            planes = to_screen(albedo * np.float32(_STRONGEST))
            self._screens[is_grey] = np.ascontiguousarray(planes.transpose(1, 2, 0))
        return self._screens[is_grey]

    def _torch(self, lux: Floats, body: Body) -> None:
        hand = joints_of(body)[_HAND]
        room = self._numbers.get(self._house.plan.room_at(*hand[:2].tolist()), OUTDOORS)
        aim = np.array([math.cos(body.facing_rad), math.sin(body.facing_rad), -0.22])
        aim /= np.linalg.norm(aim)
        places, points, normals = self._in_room(room)
        way = points - hand[:, None].astype(np.float32)
        square = way[0] ** 2 + way[1] ** 2 + way[2] ** 2 + np.float32(0.05)
        along = sum(way[k] * np.float32(aim[k]) for k in range(3))
        falls = sum(way[k] * normals[k] for k in range(3))
        one_over = 1 / np.sqrt(square)
        ahead = along * one_over
        spot = np.exp(np.minimum(ahead - 1, 0) * np.float32(2.2 / TORCH_RAD**2))
        spot += np.float32(0.02) * (ahead > 0)
        lux[places] += TORCH_CANDELA * spot * np.maximum(-falls * one_over, 0) / square

    def _in_room(self, room: int) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Return the places of a room, and their points and normals as (3, n)."""
        if room not in self._by_room:
            places = np.flatnonzero((self._rooms == room) & ~self._is_sky)
            points, normals = self._points[places].T, self._normals[places].T
            self._by_room[room] = (places, points.copy(), normals.copy())
        return self._by_room[room]

    def _headlight(self, lux: Floats, headlight: Headlight, state: HouseState) -> None:
        azimuth = headlight.azimuth_rad
        toward = np.array([math.cos(azimuth), math.sin(azimuth), _HEADLIGHT_DOWN], np.float32)
        facing = self._normals @ toward
        strength = np.float32(HEADLIGHT_LUX * headlight.strength)
        outside = (self._rooms == OUTDOORS) & ~self._is_sky
        near_ground = np.exp(-np.maximum(self._points[:, 2] - 0.9, 0))
        lux += strength * outside * np.maximum(facing, 0.02) * near_ground
        for window in self._house.plan.windows.values():
            room = np.flatnonzero((self._rooms == self._numbers[window.room]) & (facing > 0.02))
            if len(room):
                curtain = state.curtains.get(window.name, 0.0)
                passes = self._through(window, room, toward, curtain)
                lux[room] += strength * facing[room] * passes

    def _through(
        self, window: Window, places: NDArray[np.intp], toward: Floats, curtain: float
    ) -> Floats:
        """Return how much of a far light comes through a window to places."""
        axis = 0 if window.ends[0][0] == window.ends[1][0] else 1
        if abs(float(toward[axis])) < 0.02:
            return np.zeros(len(places), np.float32)
        points = self._points[places]
        far = (window.ends[0][axis] - points[:, axis]) / toward[axis]
        along = points[:, 1 - axis] + far * toward[1 - axis]
        height = points[:, 2] + far * toward[2]
        low, high = sorted(end[1 - axis] for end in window.ends)
        width = high - low
        soft = np.float32(0.06)
        side = np.minimum(along - low, high - along) - np.float32(curtain * width / 2)
        up = np.minimum(height - window.sill_m, window.head_m - height)
        parts = max(1, round(width / 0.75))
        bar = np.abs((along - low) / width * parts % 1 - 0.5) - 0.5
        glass = np.clip(-bar * width / parts / _BAR_M, 0.25, 1)
        edge = np.clip(np.minimum(side, up) / soft + 0.5, 0, 1)
        return np.asarray(np.where(far > 0, edge * glass, 0), np.float32)


def draw_glare(canvas: Canvas, figure: Figure) -> None:
    """Draw the glass of a torch, dazzling when it points at the camera."""
    import cv2

    lens, hole = figure.limbs.ends[HELD, 1], canvas.pinhole
    (pixel,), (depth,) = hole.project(lens[None])
    to_camera = (hole.at - lens) / np.linalg.norm(hole.at - lens)
    facing = float(to_camera @ figure.limbs.faces)
    x, y = pixel.round().astype(int).tolist()
    height, width = canvas.nearness.shape
    if not (facing > 0.05 and 0 <= x < width and 0 <= y < height):
        return
    if canvas.nearness[y, x] > figure.nearest:
        return
    reach = max(2, round(hole.focal_px / float(depth) * (0.03 + 0.32 * facing**6)))
    x0, y0, x1, y1 = max(0, x - reach), max(0, y - reach), x + reach + 1, y + reach + 1
    part = canvas.image[y0:y1, x0:x1]
    rows, columns = np.ogrid[y0 - y : y0 - y + part.shape[0], x0 - x : x0 - x + part.shape[1]]
    share = np.clip(1.25 - np.hypot(rows, columns) / reach * 1.25, 0, 1)
    glow = (share**1.5 * 255).astype(np.uint8)
    cv2.add(part, cv2.merge([glow] * 3), dst=part)
