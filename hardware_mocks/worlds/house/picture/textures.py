"""The colour of every material at every place, as shares of the light it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from hardware_mocks.worlds.house.picture.noise import chance, sample
from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.solids import Material
from hardware_mocks.worlds.house.tables import Bgr

SKIRTING_M = 0.09
PLANK_M = (0.14, 1.3)
TILE_M = 0.33
GREEN_IN_INFRARED = 0.62
DARKEST, BRIGHTEST = 0.015, 0.86


@dataclass(frozen=True)
class Spots:
    """Places on a face.

    Attributes:
        u, v: metres along it; v is the height on walls.
        pixel_m: how large a pixel is there: what is finer is left out.
        extent: the lowest and highest u and v of the face.
    """

    u: Floats
    v: Floats
    pixel_m: Floats
    extent: tuple[float, float, float, float]

    def shares(self) -> tuple[Floats, Floats]:
        """Return u and v as shares of the face."""
        u0, v0, u1, v1 = self.extent
        return (self.u - u0) / max(u1 - u0, 1e-6), (self.v - v0) / max(v1 - v0, 1e-6)


@cache
def linear(color: Bgr) -> Floats:
    """Return the share of light that a colour on a screen stands for."""
    share = np.asarray(color, np.float32) / 255
    curved = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    made = np.clip(curved, 0.0, BRIGHTEST).astype(np.float32)
    made.flags.writeable = False  # it is shared
    return made


def infrared_of(colors: Floats, living: Floats) -> Floats:
    """Return the share of infrared light that colours (..., 3) give back; plants are bright."""
    grey = colors[..., 0] * 0.15 + colors[..., 1] * 0.4 + colors[..., 2] * 0.45
    dead = 0.06 + 0.8 * grey**0.75
    return np.asarray(dead + (GREEN_IN_INFRARED - dead) * living, np.float32)


def albedo(material: Material, spots: Spots) -> Floats:
    """Return blue, green, red (n, 3) of the light that a material gives back at places."""
    texture = TEXTURES.get(material.kind, _plain)
    return np.clip(texture(material, spots), DARKEST, BRIGHTEST)


def _plain(material: Material, spots: Spots) -> Floats:
    grain = sample(spots.u, spots.v, cell_m=0.03, seed=1) * 0.02
    return linear(material.color) * (1 + grain)[:, None]


def _paint(material: Material, spots: Spots) -> Floats:
    """Wall paint with the strokes of a roller, and a skirting board at the floor."""
    cloudy = sample(spots.u, spots.v, cell_m=0.6, seed=material.seed, roughness=16) * 0.025
    rough = sample(spots.u, spots.v, cell_m=0.012, seed=2, roughness=128) * 0.02
    wall = linear(material.color) * (1 + cloudy + rough)[:, None]
    board = linear((222, 228, 230)) * np.ones((len(spots.u), 1), np.float32)
    lip = np.abs(spots.v - SKIRTING_M) < np.maximum(0.006, spots.pixel_m * 0.5)
    board[lip] *= 0.55
    at_top = np.abs(spots.v - 2.56) < np.maximum(0.008, spots.pixel_m * 0.5)
    wall[at_top] *= 0.8
    return np.where((spots.v < SKIRTING_M + 0.006)[:, None], board, wall)


def _render(material: Material, spots: Spots) -> Floats:
    """Rough plaster on walls outside, darker near the ground."""
    rough = sample(spots.u, spots.v, cell_m=0.02, seed=3, roughness=128) * 0.07
    cloudy = sample(spots.u, spots.v, cell_m=0.9, seed=4, roughness=16) * 0.06
    splash = 1 - 0.25 * np.exp(-np.maximum(spots.v, 0) / 0.25)
    return linear(material.color) * ((1 + rough + cloudy) * splash)[:, None]


def _facade(material: Material, spots: Spots) -> Floats:
    """A house across the street: windows in rows, some with a curtain."""
    wall = _render(material, spots)
    column, row = np.floor(spots.u / 2.1), np.floor((spots.v - 0.2) / 2.7)
    in_u, in_v = spots.u - column * 2.1, spots.v - 0.2 - row * 2.7
    is_glass = (np.abs(in_u - 1.05) < 0.5) & (np.abs(in_v - 1.45) < 0.62) & (row >= 0)
    frame = (np.abs(in_u - 1.05) < 0.58) & (np.abs(in_v - 1.45) < 0.7) & (row >= 0)
    lace = chance(column, row, material.seed)
    glass = linear((95, 82, 70)) * (0.5 + lace)[:, None]
    wall = np.where(frame[:, None], linear((225, 230, 232)), wall)
    return np.where(is_glass[:, None], glass, wall)


def _wood(material: Material, spots: Spots) -> Floats:
    """Floor boards, each of its own shade, with grain and dark joints."""
    wide, long = PLANK_M
    row = np.floor(spots.v / wide)
    shift = chance(row, material.seed) * long
    plank = np.floor((spots.u + shift) / long)
    tone = 0.78 + 0.4 * chance(row, plank, material.seed + 7)
    stretched = spots.u * 0.12 + chance(row, plank) * 9
    grain = sample(stretched, spots.v, cell_m=0.012, seed=5, roughness=64) * 0.12
    joint = np.minimum(spots.v - row * wide, (spots.u + shift) - plank * long)
    fade = np.clip(0.006 / np.maximum(spots.pixel_m, 0.003), 0, 1)
    dark = np.where(joint < np.maximum(0.004, spots.pixel_m), 1 - 0.55 * fade, 1.0)
    warm = 1 + (chance(row, plank, 3) - 0.5)[:, None] * np.array([-0.1, 0.0, 0.06], np.float32)
    color = linear(material.color) * ((tone + grain) * dark)[:, None] * warm
    return np.asarray(color, np.float32)


def _tiles(material: Material, spots: Spots) -> Floats:
    column, row = np.floor(spots.u / TILE_M), np.floor(spots.v / TILE_M)
    tone = 0.94 + 0.12 * chance(column, row, material.seed)
    cloudy = sample(spots.u, spots.v, cell_m=0.05, seed=6) * 0.04
    edge = np.minimum(spots.u - column * TILE_M, spots.v - row * TILE_M)
    fade = np.clip(0.01 / np.maximum(spots.pixel_m, 0.005), 0, 1)
    groove = np.where(edge < np.maximum(0.007, spots.pixel_m), 1 - 0.42 * fade, 1.0)
    return np.asarray(linear(material.color) * ((tone + cloudy) * groove)[:, None], np.float32)


def _carpet(material: Material, spots: Spots) -> Floats:
    tufts = sample(spots.u, spots.v, cell_m=0.012, seed=7, roughness=128) * 0.16
    walked = sample(spots.u, spots.v, cell_m=0.5, seed=8, roughness=16) * 0.08
    return linear(material.color) * (1 + tufts + walked)[:, None]


def _rug(material: Material, spots: Spots) -> Floats:
    """A woven rug: a border, a field of diamonds."""
    s, t = spots.shares()
    u0, v0, u1, v1 = spots.extent
    from_edge = np.minimum(np.minimum(s, 1 - s) * (u1 - u0), np.minimum(t, 1 - t) * (v1 - v0))
    base = linear(material.color) * np.ones((len(s), 1), np.float32)
    a, b = (spots.u + spots.v) / 0.28, (spots.u - spots.v) / 0.28
    checks = (np.floor(a) + np.floor(b)) % 2 == 0
    base[checks] *= np.array([1.2, 1.35, 1.25], np.float32)
    diamond = (np.abs(a % 1 - 0.5) < 0.17) & (np.abs(b % 1 - 0.5) < 0.17)
    base[diamond] = linear((150, 190, 215))
    border = (from_edge > 0.05) & (from_edge < 0.13)
    base[border] = linear((70, 48, 40))
    base[(from_edge > 0.075) & (from_edge < 0.1)] = linear((120, 175, 205))
    tufts = sample(spots.u, spots.v, cell_m=0.01, seed=9, roughness=128) * 0.12
    return np.asarray(base * (1 + tufts)[:, None], np.float32)


def _fabric(material: Material, spots: Spots) -> Floats:
    weave = sample(spots.u, spots.v, cell_m=0.008, seed=10, roughness=128) * 0.1
    folds = sample(spots.u, spots.v, cell_m=0.18, seed=11, roughness=32) * 0.07
    return linear(material.color) * (1 + weave + folds)[:, None]


def _grain(material: Material, spots: Spots) -> Floats:
    along = sample(spots.u * 0.15, spots.v, cell_m=0.01, seed=12 + material.seed) * 0.13
    broad = sample(spots.u * 0.1, spots.v, cell_m=0.06, seed=13) * 0.08
    return linear(material.color) * (1 + along + broad)[:, None]


def _books(material: Material, spots: Spots) -> Floats:
    """Backs of books in five rows, of many colours and heights."""
    s, t = spots.shares()
    row = np.floor(t * 5)
    place = s * 34 + chance(row, 5) * 3
    wobble = 0.35 * np.sin(place * 2.3 + row * 1.7)
    book = np.floor(place + wobble)
    height = 0.62 + 0.3 * chance(book, row)
    dark = linear(material.color) * 0.22
    tint = np.stack([chance(book, row, k) for k in (1, 2, 3)], axis=1) ** 2
    color = 0.03 + 0.5 * tint * np.array([0.7, 0.75, 1.0], np.float32)
    in_row = t * 5 - row
    band = (np.abs(in_row - height * 0.75) < 0.03) | (np.abs(in_row - 0.12) < 0.02)
    color = np.where(band[:, None], color * 1.7 + 0.08, color)
    gap = (in_row > height) | (chance(book, row, 9) < 0.09)
    return np.where(gap[:, None], dark, color).astype(np.float32)


def _art(material: Material, spots: Spots) -> Floats:
    """A painting: hills under a sky, within a white mount."""
    s, t = spots.shares()
    hills = 0.4 + 0.12 * np.sin(s * 7 + material.seed) + 0.05 * np.sin(s * 19)
    near = 0.22 + 0.08 * np.sin(s * 5 + 2 + material.seed)
    sky = linear(material.color) * (0.6 + 0.5 * t)[:, None]
    color = np.where((t < hills)[:, None], linear((110, 125, 70)), sky)
    color = np.where((t < near)[:, None], linear((48, 92, 64)), color)
    sun = (s - 0.7) ** 2 + ((t - 0.72) * 0.7) ** 2 < 0.006
    color = np.where(sun[:, None], linear((150, 215, 245)), color)
    mount = (np.minimum(s, 1 - s) < 0.07) | (np.minimum(t, 1 - t) < 0.1)
    return np.where(mount[:, None], linear((228, 232, 235)), color).astype(np.float32)


def _grass(material: Material, spots: Spots) -> Floats:
    blades = sample(spots.u, spots.v, cell_m=0.03, seed=14, roughness=128) * 0.28
    patches = sample(spots.u, spots.v, cell_m=0.7, seed=15, roughness=16) * 0.2
    fade = np.clip(0.05 / np.maximum(spots.pixel_m, 0.02), 0.2, 1)
    dry = np.array([0.0, 0.05, 0.16], np.float32) * patches[:, None]
    lush = (1 + blades * fade + patches)[:, None] + dry
    return np.asarray(linear(material.color) * lush, np.float32)


def _ground(material: Material, spots: Spots) -> Floats:
    grit = sample(spots.u, spots.v, cell_m=0.02, seed=16, roughness=128) * 0.16
    stains = sample(spots.u, spots.v, cell_m=0.8, seed=17, roughness=16) * 0.09
    fade = np.clip(0.03 / np.maximum(spots.pixel_m, 0.01), 0.15, 1)
    return linear(material.color) * (1 + grit * fade + stains)[:, None]


def _slabs(material: Material, spots: Spots) -> Floats:
    """Paving: slabs of 0.5 m with dark joints."""
    stone = _ground(material, spots)
    column, row = np.floor(spots.u / 0.5), np.floor(spots.v / 0.5)
    edge = np.minimum(spots.u - column * 0.5, spots.v - row * 0.5)
    fade = np.clip(0.02 / np.maximum(spots.pixel_m, 0.01), 0, 1)
    joint = np.where(edge < np.maximum(0.014, spots.pixel_m), 1 - 0.4 * fade, 1.0)
    tone = 0.9 + 0.2 * chance(column, row, 21)
    return np.asarray(stone * (joint * tone)[:, None], np.float32)


def _leaf(material: Material, spots: Spots) -> Floats:
    tone = 0.7 + 0.14 * material.seed
    return linear(material.color) * tone * np.ones((len(spots.u), 1), np.float32)


def _hedge(material: Material, spots: Spots) -> Floats:
    fine = sample(spots.u, spots.v, cell_m=0.035, seed=18, roughness=128) * 0.5
    broad = sample(spots.u, spots.v, cell_m=0.2, seed=19, roughness=32) * 0.25
    return linear(material.color) * (1 + fine + broad)[:, None]


def _even(material: Material, spots: Spots) -> Floats:
    return linear(material.color) * np.ones((len(spots.u), 1), np.float32)


TEXTURES: Mapping[str, Callable[[Material, Spots], Floats]] = {
    "paint": _paint, "render": _render, "facade": _facade, "wood": _wood, "tiles": _tiles,
    "carpet": _carpet, "rug": _rug, "fabric": _fabric, "grain": _grain, "books": _books,
    "art": _art, "grass": _grass, "road": _ground, "path": _slabs, "pavement": _slabs,
    "leaf": _leaf, "hedge": _hedge, "lamp": _even, "screen": _even, "car": _even,
    "glass": _even, "white": _even,
    "frame": _even,
}  # fmt: skip
