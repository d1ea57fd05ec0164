"""A body as a list of limbs: two joints, two radii, and what colour is between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.skeleton import HEAD, JOINTS, joints_of
from hardware_mocks.worlds.house.picture.textures import linear
from hardware_mocks.worlds.house.state import Body
from hardware_mocks.worlds.house.tables import Bgr

SHOES: Bgr = (38, 34, 32)
# joint, joint, radius at each (shares of the height), which colour
_PERSON = (
    ("left hip", "left knee", 0.052, 0.036, "legs"),
    ("left knee", "left ankle", 0.036, 0.025, "legs"),
    ("left ankle", "left toe", 0.026, 0.021, "shoes"),
    ("right hip", "right knee", 0.052, 0.036, "legs"),
    ("right knee", "right ankle", 0.036, 0.025, "legs"),
    ("right ankle", "right toe", 0.026, 0.021, "shoes"),
    ("left hip", "right hip", 0.056, 0.056, "legs"),
    ("hips", "chest", 0.077, 0.084, "top"),
    ("left shoulder", "right shoulder", 0.042, 0.042, "top"),
    ("chest", "neck", 0.075, 0.03, "top"),
    ("neck", "head", 0.026, 0.028, "skin"),
    ("left shoulder", "left elbow", 0.036, 0.028, "top"),
    ("left elbow", "left hand", 0.027, 0.02, "top"),
    ("right shoulder", "right elbow", 0.036, 0.028, "top"),
    ("right elbow", "right hand", 0.027, 0.02, "top"),
    ("left hand", "left hand", 0.024, 0.024, "skin"),
    ("right hand", "right hand", 0.024, 0.024, "skin"),
    ("held from", "held to", 0.0, 0.0, "held"),
    ("chin", "crown", HEAD * 0.86, HEAD, "hair"),
)
# how thick at both ends what hands hold is, in metres, and its colour
_HELD: Mapping[str, tuple[float, float, Bgr]] = {
    "bag": (0.1, 0.15, (52, 46, 44)),
    "parcel": (0.13, 0.13, (95, 145, 190)),
    "": (0.0, 0.0, (0, 0, 0)),
}
_SMALL_THING = (0.02, 0.026, (52, 46, 44))
BONES = (0, 1, 3, 4, 7, 10)
"""The limbs whose shadow is drawn: legs, trunk, head."""
_ENDS = np.array([(JOINTS.index(a), JOINTS.index(b)) for a, b, *_ in _PERSON])
_RADII = np.array([(ra, rb) for _, _, ra, rb, _ in _PERSON])
Chain: TypeAlias = tuple[tuple[int, ...], ...]
PERSON_CHAINS: tuple[Chain, ...] = (
    ((2,), (0, 1)), ((5,), (3, 4)), ((6,), (10,), (7, 8, 9)),
    ((11, 12), (15,)), ((13, 14), (16,)), ((17,),),
)  # fmt: skip
CAT_CHAINS: tuple[Chain, ...] = (
    ((0, 1),), ((2, 3),), ((4, 5),), ((6, 7),), ((8, 9, 10, 11, 12),), ((13, 14),),
)  # fmt: skip
"""Limbs that are drawn one after the other, and in each, without an edge at the joint, those of
one piece of clothing; the head is last by itself."""
HELD = -2
"""The number of the limb that is what hands hold."""
_CHEST, _HEAD = JOINTS.index("chest"), JOINTS.index("head")


@dataclass(frozen=True)
class Limbs:
    """A body to be drawn.

    Attributes:
        ends: (n, 2, 3) the joints of each limb in metres; the last limb is the head.
        radii: (n, 2) in metres.
        colors: (n, 3) albedo.
        middle: where the body's light is taken.
        head: where its head is.
        faces: (3,) to where its face looks.
    """

    ends: NDArray[np.float64]
    radii: NDArray[np.float64]
    colors: Floats
    middle: tuple[float, float, float]
    head: NDArray[np.float64]
    faces: NDArray[np.float64]


def limbs_of(body: Body) -> Limbs:
    """Return the limbs of a person or a cat."""
    return _cat(body) if body.kind == "cat" else _person(body)


def _person(body: Body) -> Limbs:
    joints = joints_of(body)
    faces = (math.cos(body.facing_rad), math.sin(body.facing_rad), 0.0)
    x, y, z = joints[_CHEST].tolist()
    return Limbs(
        joints[_ENDS],
        _radii(body.height_m, body.carries),
        _colors(body.clothes, body.skin, body.hair, body.carries),
        (x, y, z),
        joints[_HEAD],
        np.array((0.0, 0.0, 1.0) if body.pose == "lies" else faces),
    )


@lru_cache(64)
def _radii(height_m: float, carries: str) -> NDArray[np.float64]:
    radii = _RADII * height_m
    radii[-2] = _HELD.get(carries, _SMALL_THING)[:2]
    return radii


@lru_cache(256)
def _colors(clothes: tuple[Bgr, Bgr], skin: Bgr, hair: Bgr, carries: str) -> Floats:
    held = _HELD.get(carries, _SMALL_THING)[2]
    by_name = {"top": clothes[0], "legs": clothes[1], "skin": skin, "hair": hair,
               "shoes": SHOES, "held": held}  # fmt: skip
    return np.array([linear(by_name[name]) for *_, name in _PERSON], np.float32)


def _cat(body: Body) -> Limbs:
    """A cat: `height_m` to its back; twice as long as high."""
    h = body.height_m
    cos, sin = math.cos(body.facing_rad), math.sin(body.facing_rad)
    turn = math.tau * body.phase
    sits = body.pose in ("sits", "lies")

    def at(forward: float, left: float, up: float) -> NDArray[np.float64]:
        return np.array([body.x_m + h * (forward * cos - left * sin),
                         body.y_m + h * (forward * sin + left * cos), h * up])  # fmt: skip

    fur, paw = linear(body.clothes[0]), linear(body.clothes[1])
    back = 0.38 if sits else 0.78
    front = 0.4 if body.pose == "lies" else 0.82
    parts: list[_Part] = []
    for forward, left, lag in (
        (0.62, 0.17, 0.0),
        (0.62, -0.17, 0.5),
        (-0.62, 0.17, 0.6),
        (-0.62, -0.17, 0.1),
    ):
        swing = 0.3 * math.sin(turn + math.tau * lag) if body.pose == "walks" else 0.0
        lift = 0.12 * max(0.0, math.cos(turn + math.tau * lag)) if body.pose == "walks" else 0.0
        top = back if forward < 0 else front
        knee = at(forward + swing * 0.35, left, top * 0.52)
        parts.append((at(forward, left, top - 0.1), knee, 0.13 * h, 0.09 * h, fur))
        parts.append((knee, at(forward + swing, left, 0.07 + lift), 0.085 * h, 0.075 * h, paw))
    parts.append((at(-0.62, 0, back), at(0.05, 0, (back + front) / 2), 0.25 * h, 0.24 * h, fur))
    parts.append((at(0.05, 0, (back + front) / 2), at(0.62, 0, front), 0.24 * h, 0.21 * h, fur))
    wave = 0.25 * math.sin(turn)
    parts.append((at(-0.75, 0, back), at(-1.15, wave * 0.5, back + 0.12), 0.08 * h, 0.07 * h, fur))
    parts.append(
        (at(-1.15, wave * 0.5, back + 0.12), at(-1.5, wave, back + 0.5), 0.07 * h, 0.05 * h, fur)
    )
    head = at(0.98, 0, front + 0.25)
    parts.append((at(0.68, 0, front), head, 0.17 * h, 0.16 * h, fur))
    parts += [
        (at(0.95, y, front + 0.4), at(0.93, y * 1.35, front + 0.58), 0.075 * h, 0.02 * h, fur)
        for y in (0.13, -0.13)  # the ears
    ]
    parts.append((head, at(1.12, 0, front + 0.19), 0.21 * h, 0.13 * h, fur))
    return _stacked(parts, at(0, 0, back), head, np.array([cos, sin, 0.0]))


_Part = tuple[NDArray[np.float64], NDArray[np.float64], float, float, Floats]


def _stacked(
    parts: list[_Part],
    middle: NDArray[np.float64],
    head: NDArray[np.float64],
    faces: NDArray[np.float64],
) -> Limbs:
    x, y, z = middle.tolist()
    return Limbs(
        np.array([(a, b) for a, b, *_ in parts]),
        np.array([(ra, rb) for _, _, ra, rb, _ in parts]),
        np.array([color for *_, color in parts], np.float32),
        (x, y, z), head, faces,
    )  # fmt: skip
