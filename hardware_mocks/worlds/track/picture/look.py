"""How a track looks and how the car's camera sees it: every knob that a seed can turn.

The ranges are those in which small cars are really driven: kitchens, halls, class rooms, with a
camera that somebody screwed on by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

import numpy as np

from hardware_mocks.worlds.track.picture.tones import toned_level
from makerkit.errors import BadInputError
from makerkit.wiring.faults import did_you_mean

Colour: TypeAlias = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""

FLOORS = ("plain", "carpet", "wood", "concrete", "tiles")
STYLES = ("plain", "random", "brown", "tiled", "shadowed", "glaring", "dark", "worn")
"""What `Look.styled` knows."""

WHITE: Colour = (235, 235, 235)
YELLOW: Colour = (40, 195, 230)
_GREYS: tuple[Colour, ...] = ((70, 70, 72), (92, 95, 98), (120, 122, 124), (58, 55, 52))
_BROWNS: tuple[Colour, ...] = ((52, 82, 118), (44, 70, 100), (70, 105, 145), (60, 78, 98))
_LIGHTS: tuple[Colour, ...] = ((175, 185, 190), (160, 175, 188))
_ON_DARK: tuple[Colour, ...] = (WHITE, (205, 225, 232), YELLOW, (60, 215, 240))
_ON_LIGHT: tuple[Colour, ...] = ((40, 38, 36), (150, 70, 25), (45, 45, 150))
_JPEG_SHARE = 0.4
"""So many cars have a webcam, or record, or look at records: their pictures went through JPEG."""
_LEAST_APART = 45.0
_LIGHT_FROM = 140
"""Grey level of a floor from which on it takes dark marks."""


@dataclass(frozen=True, slots=True)
class Look:
    """All that is to be seen of a track, but for where things are. `Look()` is a plain grey floor.

    Attributes:
        seed: of every pattern.
        floor, floor_bgr, floor_contrast: family, colour, and how strong its pattern is (0 to 1.5).
        tile_m, seam_m, floor_angle_rad: of tiles and planks.
        edge_bgr, centre_bgr, line_bgr: marks: borders, between lanes, a line follower's one line.
        mark_width: share of the road's own.
        wear, gaps: share of a mark that is worn thin; share of its length that is missing.
        light_gain, gamma, red, blue: exposure and white balance left over by the camera; 1.0: none.
        vignette: how much darker the corners are (0 to 0.5).
        shadows, shadow_speed_m_s: strength of shadows (0 to 0.7) and how fast they wander.
        windows: how much brighter sunlit patches are (0 to 1).
        glare, glare_azimuth_rad, glare_elevation_rad: what a shining floor mirrors, and where it
            is in the room.
        blur_px: of the lens, standard deviation.
        exposure_s: how long a picture is exposed: moving blurs it.
        noise: grey levels, standard deviation.
        focal, k1: share of the nominal focal length; barrel distortion of the lens.
        height_m, pitch_rad, yaw_rad, roll_rad: how the camera is screwed on: pitch is down.
        jpeg_quality: pictures went through a JPEG of it; 0: they did not.
    """

    seed: int = 0
    floor: str = "plain"
    floor_bgr: Colour = (70, 70, 72)
    floor_contrast: float = 1.0
    tile_m: float = 0.3
    seam_m: float = 0.006
    seam_bgr: Colour = (120, 124, 126)
    floor_angle_rad: float = 0.0
    edge_bgr: Colour = WHITE
    centre_bgr: Colour = YELLOW
    line_bgr: Colour = WHITE
    mark_width: float = 1.0
    wear: float = 0.0
    gaps: float = 0.0
    light_gain: float = 1.0
    gamma: float = 1.0
    red: float = 1.0
    blue: float = 1.0
    vignette: float = 0.08
    shadows: float = 0.0
    shadow_speed_m_s: float = 0.0
    windows: float = 0.0
    glare: float = 0.0
    glare_azimuth_rad: float = 0.0
    glare_elevation_rad: float = 0.2
    blur_px: float = 0.0
    exposure_s: float = 0.005
    noise: float = 1.5
    focal: float = 1.0
    k1: float = 0.0
    height_m: float = 0.12
    pitch_rad: float = math.radians(18.0)
    yaw_rad: float = 0.0
    roll_rad: float = 0.0
    jpeg_quality: int = 0

    @classmethod
    def from_seed(cls, seed: int) -> Look:
        """Return a look in which every knob is turned at random; the same for the same seed."""
        rng = np.random.Generator(np.random.PCG64([seed, 7]))
        return _exposed(cls(seed=seed, **_floor(rng), **_light(rng), **_camera(rng)))

    @classmethod
    def styled(cls, style: str, seed: int = 0) -> Look:
        """Return a look of a named style; what the style does not say is random by the seed.

        Raises:
            BadInputError: there is no such style.
        """
        if style == "plain":
            return cls(seed=seed)
        if style not in STYLES:
            raise BadInputError(f"A track has no look {style!r}.{did_you_mean(style, STYLES)}")
        return _exposed(replace(cls.from_seed(seed), **_of_style(style, seed)))

    @classmethod
    def chosen(cls, look_seed: int | None, knobs: Mapping[str, Any], *, seed: int = 0) -> Look:
        """Return the look that a scenario chooses.

        Args:
            look_seed: of a random look; None: the plain one.
            knobs: over those of the seed, by name; `style` is one of `STYLES`.
            seed: of the patterns where there is no look_seed.

        Raises:
            BadInputError: there is no such knob or style.
        """
        others = dict(knobs)
        style = others.pop("style", "plain" if look_seed is None else "random")
        return cls.styled(style, seed if look_seed is None else look_seed).changed(**others)

    def changed(self, **knobs: Any) -> Look:
        """Return this look with some knobs turned, as a scenario's file names them.

        Raises:
            BadInputError: there is no such knob.
        """
        known = [field.name for field in fields(self)]
        for name in knobs:
            if name not in known:
                raise BadInputError(f"A look has no {name!r}.{did_you_mean(name, known)}")
        return replace(self, **{name: _frozen(value) for name, value in knobs.items()})


def _frozen(value: Any) -> Any:
    """Return a value of a file as the dataclass holds it: lists are tuples."""
    return tuple(value) if isinstance(value, list) else value


def _exposed(look: Look) -> Look:
    """Return a look as a camera's automatics expose it: nobody could drive by marks that drown.

    In the sun and out of it each mark stands out from the floor by `_LEAST_APART` grey levels.
    """
    gains = sorted((look.light_gain, 0.5, 0.65, 0.8, 1.0, 1.2, 1.4),
                   key=lambda gain: abs(gain - look.light_gain))  # fmt: skip
    for share in (1.0, 0.75, 0.5, 0.25, 0.0):
        sunlit = replace(look, windows=look.windows * share)
        for gain in gains:
            if _apart(sunlit, gain) >= _LEAST_APART:
                return replace(sunlit, light_gain=gain)
    return replace(look, windows=0.0, light_gain=1.0)


def _apart(look: Look, gain: float) -> float:
    """Return by how much floor and palest mark differ, in the channel that shows it best."""
    found = []
    for light in (1.0, 1.0 + look.windows):
        floor, *marks = (
            np.array([
                toned_level(min(255.0, level * light), gain * cast, look.gamma)
                for level, cast in zip(bgr, (look.blue, 1.0, look.red), strict=True)
            ])
            for bgr in (look.floor_bgr, look.edge_bgr, look.centre_bgr, look.line_bgr)
        )  # fmt: skip
        found += [float(np.abs(mark - floor).max()) for mark in marks]
    return min(found)


def _floor(rng: np.random.Generator, floor: str = "") -> dict[str, Any]:
    floor = floor or str(rng.choice(FLOORS[1:]))
    family: tuple[Colour, ...] = _BROWNS if floor == "wood" else _GREYS + _BROWNS
    if floor in {"tiles", "concrete"}:
        family = _GREYS + _BROWNS + _LIGHTS
    bgr = _near(_one_of(rng, family), rng, 12)
    return {
        "floor": floor,
        "floor_bgr": bgr,
        "floor_contrast": float(rng.uniform(0.5, 1.3)),
        "tile_m": float(rng.uniform(0.2, 0.5) if floor == "tiles" else rng.uniform(0.08, 0.16)),
        "seam_m": float(rng.uniform(0.004, 0.01)),
        "seam_bgr": _seam(bgr, rng),
        "floor_angle_rad": float(rng.uniform(0.0, math.pi)),
        **_marks(bgr, rng),
    }


def _marks(floor_bgr: Colour, rng: np.random.Generator) -> dict[str, Any]:
    """Return marks that a person would choose on such a floor: to be told from it."""
    is_light = sum(floor_bgr) / 3 > _LIGHT_FROM
    edge = _one_of(rng, _ON_LIGHT if is_light else _ON_DARK[:2])
    others = _ON_LIGHT[1:] if is_light else _ON_DARK[2:]
    return {
        "edge_bgr": _near(edge, rng, 10),
        "centre_bgr": _near(_one_of(rng, others), rng, 10),
        "line_bgr": _near(_one_of(rng, _ON_LIGHT if is_light else _ON_DARK), rng, 10),
        "mark_width": float(rng.uniform(0.85, 1.3)),
        "wear": float(rng.uniform(0.0, 0.5) * rng.integers(0, 2)),
        "gaps": float(rng.uniform(0.0, 0.12) * rng.integers(0, 2)),
    }


def _light(rng: np.random.Generator) -> dict[str, Any]:
    some = rng.random(3) < (0.6, 0.4, 0.3)
    return {
        "light_gain": float(2.0 ** rng.uniform(-1.0, math.log2(1.6))),
        "gamma": float(rng.uniform(0.8, 1.25)),
        "red": float(rng.uniform(0.85, 1.15)),
        "blue": float(rng.uniform(0.85, 1.15)),
        "vignette": float(rng.uniform(0.0, 0.4)),
        "shadows": float(rng.uniform(0.2, 0.6) * some[0]),
        "shadow_speed_m_s": float(rng.uniform(0.0, 0.5)),
        "windows": float(rng.uniform(0.2, 0.8) * some[1]),
        "glare": float(rng.uniform(0.2, 0.8) * some[2]),
        "glare_azimuth_rad": float(rng.uniform(-math.pi, math.pi)),
        "glare_elevation_rad": float(rng.uniform(0.1, 0.45)),
    }


def _camera(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "blur_px": float(rng.uniform(0.3, 0.9)),
        "exposure_s": float(rng.uniform(0.004, 0.016)),
        "noise": float(rng.uniform(1.0, 6.0)),
        "focal": float(rng.uniform(0.95, 1.05)),
        "k1": float(rng.uniform(-0.35, 0.0)),
        "height_m": float(0.12 + rng.uniform(-0.02, 0.02)),
        "pitch_rad": math.radians(18.0 + rng.uniform(-3.0, 3.0)),
        "yaw_rad": math.radians(rng.uniform(-2.0, 2.0)),
        "roll_rad": math.radians(rng.uniform(-1.0, 1.0)),
        "jpeg_quality": int(rng.integers(60, 96) * (rng.random() < _JPEG_SHARE)),
    }


def _of_style(style: str, seed: int) -> dict[str, Any]:
    rng = np.random.Generator(np.random.PCG64([seed, 11]))
    if style == "brown":
        brown = _near(_one_of(rng, _BROWNS), rng, 10)
        floor = str(rng.choice(("carpet", "wood", "concrete")))
        return {**_floor(rng, floor), "floor_bgr": brown, **_marks(brown, rng)}
    if style == "tiled":
        return {**_floor(rng, "tiles"), "floor_contrast": 1.0}
    return {
        "random": {},
        "shadowed": {"shadows": 0.6, "shadow_speed_m_s": 0.4, "windows": 0.5},
        "glaring": {"glare": 0.9, "windows": 0.8, "light_gain": 1.3},
        "dark": {"light_gain": 0.5, "noise": 7.0, "exposure_s": 0.02},
        "worn": {"wear": 0.6, "gaps": 0.15},
    }[style]


def _seam(floor_bgr: Colour, rng: np.random.Generator) -> Colour:
    """Return the colour of what is between tiles: a good deal lighter, or darker."""
    step = int(rng.integers(30, 60)) * (1 if rng.random() < 0.5 else -1)
    b, g, r = (int(np.clip(level + step, 15, 225)) for level in floor_bgr)
    return (b, g, r)


def _near(colour: Colour, rng: np.random.Generator, by: int) -> Colour:
    b, g, r = (int(np.clip(level + rng.integers(-by, by + 1), 0, 255)) for level in colour)
    return (b, g, r)


def _one_of(rng: np.random.Generator, colours: tuple[Colour, ...]) -> Colour:
    return colours[int(rng.integers(len(colours)))]
