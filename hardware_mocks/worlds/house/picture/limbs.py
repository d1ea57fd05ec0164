"""A body as a list of limbs: two joints, two radii, and what colour is between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
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


_Part = tuple[NDArray[np.float64], NDArray[np.float64], float, float, Floats]
"""A joint, the next, radius at each (shares of the height), colour."""


@dataclass(frozen=True, slots=True)
class _Cat:
    """How a cat holds itself, in shares of its height.

    Attributes:
        back, front: how high its back is behind and in front.
        fur, paw: colours.
    """

    body: Body
    back: float
    front: float
    fur: Floats
    paw: Floats

    def at(self, forward: float, left: float, up: float) -> NDArray[np.float64]:
        """Return a place in the house, in metres."""
        body, h = self.body, self.body.height_m
        cos, sin = math.cos(body.facing_rad), math.sin(body.facing_rad)
        return np.array([body.x_m + h * (forward * cos - left * sin),
                         body.y_m + h * (forward * sin + left * cos), h * up])  # fmt: skip


def _cat(body: Body) -> Limbs:
    """A cat: `height_m` to its back; twice as long as high."""
    back = 0.38 if body.pose in ("sits", "lies") else 0.78
    front = 0.4 if body.pose == "lies" else 0.82
    cat = _Cat(body, back, front, linear(body.clothes[0]), linear(body.clothes[1]))
    parts = (*_legs(cat), *_trunk_and_tail(cat), *_neck_and_head(cat))
    x, y, z = cat.at(0, 0, back).tolist()
    return Limbs(
        np.array([(a, b) for a, b, *_ in parts]),
        np.array([(ra, rb) for _, _, ra, rb, _ in parts]) * body.height_m,
        np.array([color for *_, color in parts], np.float32),
        (x, y, z),
        _head_of(cat),
        np.array([math.cos(body.facing_rad), math.sin(body.facing_rad), 0.0]),
    )


def _legs(cat: _Cat) -> Iterator[_Part]:
    """Yield thigh and shank of each leg; in a step each leg lags behind the first."""
    turn, walks = math.tau * cat.body.phase, cat.body.pose == "walks"
    for forward, left, lag in (
        (0.62, 0.17, 0.0),
        (0.62, -0.17, 0.5),
        (-0.62, 0.17, 0.6),
        (-0.62, -0.17, 0.1),
    ):
        swing = 0.3 * math.sin(turn + math.tau * lag) if walks else 0.0
        lift = 0.12 * max(0.0, math.cos(turn + math.tau * lag)) if walks else 0.0
        top = cat.back if forward < 0 else cat.front
        knee = cat.at(forward + swing * 0.35, left, top * 0.52)
        yield cat.at(forward, left, top - 0.1), knee, 0.13, 0.09, cat.fur
        yield knee, cat.at(forward + swing, left, 0.07 + lift), 0.085, 0.075, cat.paw


def _trunk_and_tail(cat: _Cat) -> Iterator[_Part]:
    """Yield two halves of the trunk and two of the tail, which waves."""
    back, front, fur = cat.back, cat.front, cat.fur
    waist = cat.at(0.05, 0, (back + front) / 2)
    yield cat.at(-0.62, 0, back), waist, 0.25, 0.24, fur
    yield waist, cat.at(0.62, 0, front), 0.24, 0.21, fur
    wave = 0.25 * math.sin(math.tau * cat.body.phase)
    bend = cat.at(-1.15, wave * 0.5, back + 0.12)
    yield cat.at(-0.75, 0, back), bend, 0.08, 0.07, fur
    yield bend, cat.at(-1.5, wave, back + 0.5), 0.07, 0.05, fur


def _neck_and_head(cat: _Cat) -> Iterator[_Part]:
    """Yield the neck, the ears, and last the head."""
    front, fur, head = cat.front, cat.fur, _head_of(cat)
    yield cat.at(0.68, 0, front), head, 0.17, 0.16, fur
    for y in (0.13, -0.13):
        tip = cat.at(0.93, y * 1.35, front + 0.58)
        yield cat.at(0.95, y, front + 0.4), tip, 0.075, 0.02, fur
    yield head, cat.at(1.12, 0, front + 0.19), 0.21, 0.13, fur


def _head_of(cat: _Cat) -> NDArray[np.float64]:
    return cat.at(0.98, 0, cat.front + 0.25)
