"""The empty house in its light: what a camera sees without people, kept while nothing changes."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.bake import Baked, solids
from hardware_mocks.worlds.house.picture.body_light import sources_of
from hardware_mocks.worlds.house.picture.kept import Kept
from hardware_mocks.worlds.house.picture.levels import (
    LUMINANCE,
    NIGHT_LUX,
    Shine,
    shine,
    sun_of,
    tint,
)
from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.rays import Boxes
from hardware_mocks.worlds.house.picture.sun import Sun, direction
from hardware_mocks.worlds.house.picture.surface import OUTDOORS
from hardware_mocks.worlds.house.picture.tone import MID_GREY, to_screen
from hardware_mocks.worlds.house.plan import Plan
from hardware_mocks.worlds.house.state import HouseState

Image = NDArray[np.uint8]
STEPS_PER_DOUBLING = 48
"""Light that changes by less than a 48th of a doubling (1.5 %, half a grey level) is the same."""
FLICKER_NS = 33_000_000
"""A television's light changes with its pictures."""
SUN_STEP_RAD = math.radians(0.5)
_KEPT_BYTES = 20_000_000
_INFRARED_LEVEL = 1.0


@dataclass(frozen=True)
class Lighting:
    """All light of a moment.

    Attributes:
        levels: quantised level of each map, and last of the sun.
        colors: (3, maps + 1) level and colour together, exposed: light times albedo is a picture.
        lux: the light on the scene.
        exposed_lux: the light that would make something of a mean grey well exposed.
        kelvin: its colour temperature.
        sun_key: which of the sun's maps is in use, None for no sun.
        is_infrared: whether there is only the camera's own lamp.
    """

    key: Hashable
    colors: Floats
    lux: float
    exposed_lux: float
    kelvin: float
    sun_key: tuple[int, int, tuple[int, ...]] | None
    is_infrared: bool
    clouds: float


class LitHouse:
    """Composes the picture of the empty house for one camera and size."""

    def __init__(self, plan: Plan, camera: str, baked: Baked) -> None:
        self.plan = plan
        self.camera = camera
        self.baked = baked
        self._flat = baked.maps.reshape(len(baked.names), -1)
        rows, columns = baked.surface.shape
        self._step = step = round(baked.infrared.shape[0] / rows)
        metering = baked.metering[::step, ::step][:rows, :columns] * (step * step / MID_GREY)
        # of each map, the light that comes back to the camera: what its lux is to the exposure
        grey = np.tensordot(LUMINANCE, baked.albedo[:, ::step, ::step], 1) * metering
        self._grey = grey.ravel()
        self._weights = self._flat @ self._grey
        self._brightness = max(float(self._grey.sum()), 0.05)  # of the house, beside a mean grey
        self._infrared = baked.names.index(("infrared", ""))
        dark = baked.infrared[::step, ::step] * metering
        self._infrared_brightness = max(float(dark.sum()), 0.05)
        self._infrared_weight = float(self._flat[self._infrared] @ dark.ravel())
        self._sun = Sun(plan, Boxes(solids(plan).boxes), baked.surface)
        self.sources = sources_of(plan)
        self.room_for = max(4, min(60, _KEPT_BYTES // (baked.infrared.size * 7)))
        self._lightings: Kept[Lighting] = Kept(64)
        self._suns: Kept[tuple[Floats, float]] = Kept()
        self._pictures: Kept[Image] = Kept(max(4, self.room_for // 4))

    def lighting(self, state: HouseState) -> Lighting:
        """Return all light of a moment."""
        rounded = replace(
            state,
            t_ns=state.t_ns // FLICKER_NS * FLICKER_NS if state.lamps.get("tv") else 0,
            clouds=round(state.clouds, 3),
            rain=round(state.rain, 3),
            sun_elevation_rad=round(state.sun_elevation_rad, 4),
            sun_azimuth_rad=round(state.sun_azimuth_rad, 3),
        )
        key = (
            rounded.t_ns, rounded.clouds, rounded.rain, rounded.sun_elevation_rad,
            rounded.sun_azimuth_rad, tuple(state.lamps.values()), tuple(state.doors.values()),
            tuple(state.curtains.values()), state.infrared.get(self.camera, False),
        )  # fmt: skip
        return self._lightings.made(key, lambda: self._lighting(rounded))

    def _lighting(self, state: HouseState) -> Lighting:
        shines = [shine(self.plan, state, name, door) for name, door in self.baked.names]
        is_infrared = state.infrared.get(self.camera, False)
        weights = self._weights.copy()
        sun = sun_of(state)
        sun_key = self._sun_key(state) if sun.level > 1 and not is_infrared else None
        sun_weight = self._sunlight(sun_key)[1] if sun_key else 0.0
        if is_infrared:
            # what is left of moonlight and twilight is far from infrared, and the iris is small
            shines = [Shine(s.level * 0.15, s.kelvin) if n.startswith("sky") else s
                      for s, (n, _) in zip(shines, self.baked.names, strict=True)]  # fmt: skip
            shines[self._infrared] = Shine(_INFRARED_LEVEL, 5500.0)
            weights[self._infrared] = self._infrared_weight
        parts = [s.level * w for s, w in zip(shines, weights.tolist(), strict=True)]
        parts.append(sun.level * sun_weight)
        shines.append(sun)
        lux = max(sum(parts) + NIGHT_LUX, 1e-6)
        steps = tuple(_step(s.level / lux) if p > 2e-3 * lux else None
                      for s, p in zip(shines, parts, strict=True))  # fmt: skip
        kelvin = 1e6 / (sum(p * 1e6 / s.kelvin for p, s in zip(parts, shines, strict=True))
                        / max(sum(parts), 1e-9) or 200.0)  # fmt: skip
        clouds = round(state.clouds * 16) / 16 if len(self.baked.sky) else 0.0
        colors = self._colors(shines, steps, parts, is_infrared)
        key = (colors.tobytes(), sun_key, is_infrared, clouds)
        brightness = self._infrared_brightness if is_infrared else self._brightness
        return Lighting(key, colors, lux / brightness, lux, kelvin, sun_key, is_infrared, clouds)

    def picture(self, light: Lighting) -> Image:
        """Return the empty house in that light; not to be written to."""
        return self._pictures.made(light.key, lambda: self._compose(light))

    def _colors(
        self, shines: list[Shine], steps: tuple[int | None, ...], parts: list[float], is_grey: bool
    ) -> Floats:
        """Return each map's exposed colour; their mean is white: the sensor adds the cast."""
        levels = np.array([0.0 if s is None else 2 ** (s / STEPS_PER_DOUBLING) for s in steps])
        if is_grey:
            return np.tile(levels, (3, 1)).astype(np.float32)
        kelvins = [round(s.kelvin / 50) * 50 for s in shines]
        tints = np.stack([tint(k) for k in kelvins], axis=1)
        mean = tints @ (np.array(parts) / max(sum(parts), 1e-9)) if sum(parts) else np.ones(3)
        return (levels * tints / np.maximum(np.round(mean, 2)[:, None], 0.1)).astype(np.float32)

    def _compose(self, light: Lighting) -> Image:
        import cv2

        height, width = self.baked.infrared.shape
        if light.is_infrared:
            total = self._total(light.colors[1:2])
            mixed = self.baked.edges.mixed_infrared[..., None]
            plane = self._seen(total, self.baked.infrared[None], mixed)
            picture = to_screen(plane).reshape(height, width)
            return np.asarray(cv2.merge([picture] * 3))
        total = self._total(light.colors)
        if light.sun_key is not None:
            total += light.colors[:, -1:] * self._sunlight(light.sun_key)[0]
        seen = self._seen(total, self.baked.albedo, self.baked.edges.mixed_color)
        self._cloud_over(seen, light.clouds)
        planes = to_screen(seen)
        return np.asarray(cv2.merge(list(planes.reshape(3, height, width))))

    def _total(self, colors: Floats) -> Floats:
        """Return the sum of all maps, each in its colour: (colours, places).

        Lamps of one colour are added up first. No matrix product: its threads would take more
        of a busy machine than it saves.
        """
        import cv2

        groups: dict[tuple[float, ...], Floats] = {}
        for number in np.flatnonzero(colors[:, :-1].any(0)).tolist():
            strongest = float(colors[:, number].max())
            tint = tuple(np.round(colors[:, number] / strongest, 4).tolist())
            one = self._flat[number][None]
            if tint in groups:
                cv2.scaleAdd(one, strongest, groups[tint], groups[tint])
            else:
                groups[tint] = one * np.float32(strongest)
        total = np.zeros((len(colors), self._flat.shape[1]), np.float32)
        for tint, light in groups.items():
            for plane, share in zip(total, tint, strict=True):
                cv2.scaleAdd(light, share, plane[None], plane[None])
        return total

    def _seen(self, total: Floats, albedo: Floats, mixed: Floats) -> Floats:
        """Return what pixels give back (colours, pixels) of the light on the coarse places."""
        edges = self.baked.edges
        full = total if self._step == 1 else self._enlarged(total)
        full[:, edges.near] = total[:, edges.near_place]
        seen = full * albedo.reshape(len(albedo), -1)
        quarters = total[:, edges.mixed_place] * mixed.transpose(2, 0, 1)
        seen[:, edges.mixed] = quarters.mean(2)
        return np.asarray(seen, np.float32)

    def _cloud_over(self, seen: Floats, clouds: float) -> None:
        """Let clouds cover their share of the sky: bright at their edges, grey when it is full."""
        sky = self.baked.sky
        if not clouds or not len(sky):
            return
        cover = np.clip((self.baked.clouds + clouds * 1.5 - 1.1) * 4, 0, 1)
        blue = seen[1, sky]  # green is what an eye sees of its brightness
        grey = blue * (1.35 - 0.55 * clouds * self.baked.clouds)
        seen[:, sky] += cover * (grey - seen[:, sky])

    def _enlarged(self, total: Floats) -> Floats:
        """Return light between its places too; the first place is the first pixel."""
        import cv2

        height, width = self.baked.infrared.shape
        step, (rows, columns) = self._step, self.baked.surface.shape
        to_coarse = np.array([[1 / step, 0, 0], [0, 1 / step, 0]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        border = cv2.BORDER_REPLICATE

        def enlarge(plane: Floats) -> Floats:
            coarse = plane.reshape(rows, columns)
            return np.asarray(
                cv2.warpAffine(coarse, to_coarse, (width, height), flags=flags, borderMode=border)
            )

        planes = [enlarge(plane) for plane in total]
        return np.asarray(np.stack(planes).reshape(len(total), -1), np.float32)

    def _sun_key(self, state: HouseState) -> tuple[int, int, tuple[int, ...]]:
        curtains = tuple(round(state.curtains.get(name, 0.0) * 24) for name in self.plan.windows)
        azimuth = round(state.sun_azimuth_rad / SUN_STEP_RAD)
        return azimuth, round(state.sun_elevation_rad / SUN_STEP_RAD), curtains

    def _sunlight(self, key: tuple[int, int, tuple[int, ...]]) -> tuple[Floats, float]:
        """Return the sun's light on each place, and what it weighs for the exposure."""
        return self._suns.made(key, lambda: self._find_sun(key))

    def _find_sun(self, key: tuple[int, int, tuple[int, ...]]) -> tuple[Floats, float]:
        toward = direction(key[0] * SUN_STEP_RAD, key[1] * SUN_STEP_RAD)
        curtains = {name: k / 24 for name, k in zip(self.plan.windows, key[2], strict=True)}
        beam = self._sun.shine(toward, curtains)
        inside = self.baked.surface.rooms != OUTDOORS
        mean = float((beam * inside).sum() / max(inside.sum(), 1))
        beam = (beam + inside * np.float32(mean * 1.4)).ravel()  # what the patch throws back
        return beam, float(beam @ self._grey)


def _step(level: float) -> int | None:
    return round(math.log2(level) * STEPS_PER_DOUBLING) if level > 0 else None
