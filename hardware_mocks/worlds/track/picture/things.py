"""Things of a track as flat faces in space, each with its picture."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.worlds.track.picture import body_faces, sign_faces
from hardware_mocks.worlds.track.picture.sprites import Sprite, filled
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind

HOUSING_SHAPE = 2.5
"""A traffic light's housing is so much higher than wide."""
_ON_POLES = frozenset({ThingKind.STOP_SIGN, ThingKind.TRAFFIC_LIGHT})
_POLE_M = 0.008
_POLE_BGR = (150, 152, 154)
_BACK_BGR = (120, 122, 124)
_STRIDE_M = 0.06
_STRIDES = (-1.0, 0.0, 1.0, 0.0)
_MOST_TILT_RAD = math.radians(6.0)
Corners = NDArray[np.float64]
"""(4, 3): top left, top right, bottom right, bottom left of a face, as seen from before it."""


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One flat side of a thing.

    Attributes:
        corners_m: on the floor's coordinates.
        sprite: its picture.
        is_body: it counts for where the thing is seen: not the pole of a sign, not the shadow.
    """

    corners_m: Corners
    sprite: Sprite
    is_body: bool = True


def faces_of(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    """Return the faces of a thing that can be seen from a place, the far ones first."""
    if thing.kind not in _ON_POLES:  # the shadow of a pole is hardly to be seen
        yield _shadow(thing)
    yield from _MAKERS[thing.kind](thing, eye)


def _stop_sign(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    middle_m = thing.high_m - thing.wide_m / 2
    yield _pole(thing.pose, eye, middle_m)
    is_front = _is_before(thing.pose, eye)
    style = thing.looks if thing.looks in sign_faces.SIGN_STYLES else ""
    sprite = _sign_sprite(style, thing.name) if is_front else _back_of_sign()
    corners = _plate(thing.pose, is_front, middle_m, thing.wide_m, thing.wide_m, _tilt(thing.name))
    yield Face(corners, sprite)


def _traffic_light(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    high_m = thing.wide_m * HOUSING_SHAPE
    foot_m = max(0.0, thing.high_m - high_m)
    yield _pole(thing.pose, eye, foot_m)
    deep_m = min(thing.deep_m, thing.wide_m) or thing.wide_m * 0.6
    body = replace(thing, deep_m=deep_m)
    yield from _block(body, eye, foot_m, lambda side: _light_sprite(side, thing.looks, thing.name))


def _box(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    def sprite(side: str) -> Sprite:
        kind = {"front": "front", "back": "front", "top": "top"}.get(side, "side")
        return _box_sprite(thing.looks, kind, side, thing.name)

    yield from _block(thing, eye, 0.0, sprite)


def _car(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    yield from _block(thing, eye, 0.0, lambda side: _car_sprite(thing.looks, side, thing.name))


def _walker(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    step = math.floor((thing.pose.x_m + thing.pose.y_m) / _STRIDE_M) % len(_STRIDES)
    wide_m = thing.high_m / 2.5
    towards = _towards(thing.pose, eye)
    corners = _plate(towards, True, thing.high_m / 2, wide_m, thing.high_m, 0.0)
    yield Face(corners, _walker_sprite(thing.name, _STRIDES[step]))


def _clutter(thing: Thing, eye: tuple[float, float]) -> Iterator[Face]:
    looks = thing.looks or body_faces.CLUTTER[_number(thing.name) % len(body_faces.CLUTTER)]
    towards = _towards(thing.pose, eye)
    corners = _plate(towards, True, thing.high_m / 2, thing.wide_m, thing.high_m, 0.0)
    yield Face(corners, _clutter_sprite(looks, thing.name))


def _block(
    thing: Thing, eye: tuple[float, float], foot_m: float, sprite: Callable[[str], Sprite]
) -> Iterator[Face]:
    """Return the sides of a block that face a place; its front is where the thing points."""
    yield Face(_block_corners(thing, foot_m)["top"], sprite("top"))
    cos, sin = math.cos(thing.pose.heading_rad), math.sin(thing.pose.heading_rad)
    away_x, away_y = eye[0] - thing.pose.x_m, eye[1] - thing.pose.y_m
    ahead, left = away_x * cos + away_y * sin, away_y * cos - away_x * sin
    # At most two sides of an upright block are seen, and neither hides the other.
    if abs(ahead) > thing.deep_m / 2:
        name = "front" if ahead > 0 else "back"
        yield Face(_block_corners(thing, foot_m)[name], sprite(name))
    if abs(left) > thing.wide_m / 2:
        name = "left" if left > 0 else "right"
        yield Face(_block_corners(thing, foot_m)[name], sprite(name))


@lru_cache(maxsize=256)
def _block_corners(thing: Thing, foot_m: float) -> dict[str, Corners]:
    """Return the corners of a block's sides by their names."""
    cos, sin = math.cos(thing.pose.heading_rad), math.sin(thing.pose.heading_rad)
    ahead = np.array([cos, sin, 0.0]) * thing.deep_m / 2
    left = np.array([-sin, cos, 0.0]) * thing.wide_m / 2
    foot = np.array([thing.pose.x_m, thing.pose.y_m, foot_m])
    top = np.array([thing.pose.x_m, thing.pose.y_m, thing.high_m])
    # Who looks at a front has the block's own left at his right hand.
    rights = {"front": (ahead, left), "back": (-ahead, -left), "left": (left, -ahead),
              "right": (-left, ahead)}  # fmt: skip
    sides = {
        name: np.stack([top + out - right, top + out + right, foot + out + right,
                        foot + out - right])
        for name, (out, right) in rights.items()
    }  # fmt: skip
    sides["top"] = np.stack([top - ahead - left, top - ahead + left, top + ahead + left,
                             top + ahead - left])  # fmt: skip
    return sides


def _plate(
    pose: Pose, is_front: bool, middle_m: float, wide_m: float, high_m: float, tilt_rad: float
) -> Corners:
    """Return the corners of an upright plate that points along a heading, front or back."""
    # Whoever looks at the front of a plate has its left at his right hand.
    side = wide_m / 2 if is_front else -wide_m / 2
    right_x, right_y = -math.sin(pose.heading_rad) * side, math.cos(pose.heading_rad) * side
    cos, sin = math.cos(tilt_rad), math.sin(tilt_rad)
    lean_m, up_m = abs(side) * sin, high_m / 2 * cos
    over = high_m / 2 * sin / max(abs(side), 1e-9)
    return np.array([
        (pose.x_m + across * right_x, pose.y_m + across * right_y, middle_m + high)
        for across, high in (
            (-cos - over, up_m - lean_m), (cos - over, up_m + lean_m),
            (cos + over, lean_m - up_m), (over - cos, -lean_m - up_m),
        )
    ])  # fmt: skip


def _pole(pose: Pose, eye: tuple[float, float], high_m: float) -> Face:
    towards = _towards(pose, eye)
    corners = _plate(towards, True, high_m / 2, _POLE_M, max(high_m, 0.001), 0.0)
    return Face(corners, _plain_sprite(_POLE_BGR), is_body=False)


@lru_cache(maxsize=256)
def _shadow(thing: Thing) -> Face:
    """Return the dark under a thing: a soft blot on the floor, a little wider than its foot."""
    wide, deep = thing.wide_m / 2 * 1.5 + 0.01, thing.deep_m / 2 * 1.5 + 0.01
    cos, sin = math.cos(thing.pose.heading_rad), math.sin(thing.pose.heading_rad)
    ahead, left = np.array([cos, sin, 0.0]) * deep, np.array([-sin, cos, 0.0]) * wide
    middle = np.array([thing.pose.x_m, thing.pose.y_m, 0.001])
    corners = np.stack([middle + ahead + left, middle + ahead - left, middle - ahead - left,
                        middle - ahead + left])  # fmt: skip
    return Face(corners, _shadow_sprite(), is_body=False)


def _towards(pose: Pose, eye: tuple[float, float]) -> Pose:
    return replace(pose, heading_rad=math.atan2(eye[1] - pose.y_m, eye[0] - pose.x_m))


def _is_before(pose: Pose, eye: tuple[float, float]) -> bool:
    ahead = math.cos(pose.heading_rad) * (eye[0] - pose.x_m)
    return ahead + math.sin(pose.heading_rad) * (eye[1] - pose.y_m) > 0


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


@lru_cache(maxsize=256)
def _tilt(name: str) -> float:
    """Return how far a sign leans to its side, in radians."""
    return float(_rng("tilt", name).uniform(-_MOST_TILT_RAD, _MOST_TILT_RAD))


def _rng(*words: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(_number(" ".join(words))))


@lru_cache(maxsize=256)
def _sign_sprite(style: str, name: str) -> Sprite:
    rng = _rng("sign", name)
    style = style or sign_faces.SIGN_STYLES[int(rng.integers(len(sign_faces.SIGN_STYLES)))]
    return Sprite.of(sign_faces.stop_sign(style, rng))


@lru_cache(maxsize=1)
def _back_of_sign() -> Sprite:
    plate = sign_faces.stop_sign("stop_plain", _rng("back"))
    plate[..., :3] = _BACK_BGR
    return Sprite.of(plate)


@lru_cache(maxsize=256)
def _light_sprite(side: str, lit: str, name: str) -> Sprite:
    front = sign_faces.light_front(lit, _rng("light", name))
    if side == "front":
        return Sprite.of(front)
    shell = (int(front[2, 40, 0]), int(front[2, 40, 1]), int(front[2, 40, 2]))
    return Sprite.of(filled(32, 32, shell), light=_SIDE_LIGHT[side])


@lru_cache(maxsize=256)
def _box_sprite(looks: str, kind: str, side: str, name: str) -> Sprite:
    painted = body_faces.box_side(looks, kind, _rng("box", kind, name))
    return Sprite.of(painted, light=_SIDE_LIGHT[side])


@lru_cache(maxsize=256)
def _car_sprite(looks: str, side: str, name: str) -> Sprite:
    bgr = body_faces.colour_of(looks, "blue")
    return Sprite.of(body_faces.car_side(side, bgr, _rng("car", name)), light=_SIDE_LIGHT[side])


@lru_cache(maxsize=64)
def _walker_sprite(name: str, stride: float) -> Sprite:
    return Sprite.of(body_faces.walker(_rng("walker", name), stride))


@lru_cache(maxsize=64)
def _clutter_sprite(looks: str, name: str) -> Sprite:
    return Sprite.of(body_faces.clutter(looks, _rng("clutter", name)))


@lru_cache(maxsize=8)
def _plain_sprite(bgr: tuple[int, int, int]) -> Sprite:
    return Sprite.of(filled(16, 16, bgr))


@lru_cache(maxsize=1)
def _shadow_sprite() -> Sprite:
    return Sprite.of(body_faces.contact_shadow())


_SIDE_LIGHT = {"front": 0.95, "back": 0.8, "left": 0.72, "right": 0.88, "top": 1.1}
"""The lamp hangs above, a little to one side."""
_MAKERS: dict[ThingKind, Callable[[Thing, tuple[float, float]], Iterator[Face]]] = {
    ThingKind.STOP_SIGN: _stop_sign,
    ThingKind.TRAFFIC_LIGHT: _traffic_light,
    ThingKind.BOX: _box,
    ThingKind.CAR: _car,
    ThingKind.WALKER: _walker,
    ThingKind.CLUTTER: _clutter,
}
