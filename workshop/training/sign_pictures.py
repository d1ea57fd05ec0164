"""Draws pictures with signs and lights, and writes down where each of them is.

A folder of JPEG pictures and `labels.csv`, one line for each thing to find:
`picture,kind,x,y,width,height`; a picture without any has a line with only its name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from workshop.training.sign_backgrounds import background
from workshop.training.sign_decoys import decoy
from workshop.training.sign_drawings import stop_sign
from workshop.training.sign_lights import traffic_light
from workshop.training.sign_spoiling import smear_of, spoil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.random import Generator
    from numpy.typing import NDArray

    from workshop.training.sign_canvas import Canvas

    Picture = NDArray[Any]

SIZES = ((320, 240), (160, 120), (640, 480), (1280, 720))
SHARES = (0.72, 0.2, 0.07, 0.01)
"""Width and height of pictures, and how often each is taken."""
LEAST_PX = 11.0
TALLER = 1.5
"""A light is this much taller than a plate in the same place is wide."""
SMEARED = 3.0
"""What is smaller than this many lengths of its smear, nobody could tell."""
LEAST_SEEN = 0.62
"""Of a sign less than this share is seen: it is drawn, but nobody has to know it."""


@dataclass(frozen=True, slots=True)
class Label:
    """Something in a picture: its kind and its box, x, y, width, height in pixels."""

    kind: str
    box: tuple[int, int, int, int]
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and what is in it; `hazy` is in it too, but nobody has to find it."""

    picture: Picture
    labels: tuple[Label, ...]
    hazy: tuple[Label, ...]


def render(
    folder: Path, count: int, seed: int, *, scenes: Path | None = None, unseen: bool = False
) -> None:
    """Write pictures and their labels into a folder.

    Args:
        folder: made when it is not there.
        count: how many pictures.
        seed: the same seed draws the same pictures.
        scenes: a folder of photographs without signs, to put signs into.
        unseen: in looks on which the kit's net is not trained.
    """
    write(folder, pictures(count, seed, photographs_of(scenes), unseen=unseen), f"{seed}")


def write(folder: Path, drawn_ones: Iterable[Drawn], name: str) -> None:
    """Write pictures as JPEG, and `labels.csv` beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("picture", "kind", "x", "y", "width", "height"))
        for index, drawn in enumerate(drawn_ones):
            file_name = f"{name}_{index:06d}.jpg"
            cv2.imwrite(str(folder / file_name), drawn.picture, [cv2.IMWRITE_JPEG_QUALITY, 95])
            for label in drawn.labels:
                lines.writerow((file_name, label.kind, *label.box))
            for label in drawn.hazy:
                lines.writerow((file_name, "unclear", *label.box))
            if not drawn.labels and not drawn.hazy:
                lines.writerow((file_name, "", "", "", "", ""))


def photographs_of(folder: Path | None) -> list[Picture]:
    """Return the pictures of a folder, none larger than 1280 pixels."""
    if folder is None:
        return []
    found = (cv2.imread(str(path)) for path in sorted(folder.iterdir()))
    return [_at_most(picture, 1280) for picture in found if picture is not None]


def _at_most(picture: Picture, side: int) -> Picture:
    share = side / max(picture.shape[:2])
    if share >= 1:
        return picture
    return cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def pictures(
    count: int, seed: int, photographs: list[Picture] | None = None, *, unseen: bool = False
) -> Iterator[Drawn]:
    """Draw pictures, each from its own seed.

    Args:
        photographs: scenes without signs to put them into, beside drawn ones.
        unseen: in looks on which no net is trained.
    """
    for index in range(count):
        yield draw(np.random.default_rng([seed, index]), photographs or [], unseen=unseen)


def draw(chance: Generator, photographs: list[Picture], *, unseen: bool = False) -> Drawn:
    """Draw one picture."""
    size = SIZES[int(chance.choice(len(SIZES), p=SHARES))]
    picture = background(chance, size, photographs)
    smear_px = smear_of(chance, size[0])
    labels: list[Label] = []
    taken: list[tuple[float, float, float]] = []
    things = int(chance.choice([1, 2, 3, 4], p=[0.4, 0.3, 0.2, 0.1]))
    for _ in range(things):
        place = _free_place(chance, size, taken, max(LEAST_PX, SMEARED * smear_px))
        if place is None:
            continue
        canvas = _thing(chance, place[2], unseen=unseen)
        label = _put(picture, canvas, chance, place)
        if canvas.kind:
            labels.append(label)
    return Drawn(
        spoil(picture, chance, smear_px),
        tuple(one for one in labels if one.counts),
        tuple(one for one in labels if not one.counts),
    )


def _thing(chance: Generator, wanted_px: float, *, unseen: bool) -> Canvas:
    side = 80 if wanted_px < 24 else 128 if wanted_px < 50 else 240
    kind = chance.random()
    if kind < 0.3:
        return stop_sign(chance, side, unseen=unseen)
    if kind < 0.65:
        return traffic_light(
            chance, side, str(chance.choice(["red", "amber", "green"])), unseen=unseen
        )
    return decoy(chance, side)


def _free_place(
    chance: Generator,
    size: tuple[int, int],
    taken: list[tuple[float, float, float]],
    least_px: float,
) -> tuple[float, float, float] | None:
    """Return x, y and the height of a thing where nothing stands yet."""
    width, height = size
    for _ in range(8):
        high = float(np.exp(chance.uniform(np.log(least_px), np.log(0.4 * height))))
        x, y = chance.uniform(0, width), chance.uniform(0.02, 0.85) * height
        if all(max(abs(x - a), abs(y - b)) > 0.75 * (high + c) for a, b, c in taken):
            taken.append((x, y, high))
            return x, y, high
    return None


def _put(
    picture: Picture, canvas: Canvas, chance: Generator, place: tuple[float, float, float]
) -> Label:
    """Stand a thing into the scene, turned a little, and return its label."""
    x, y, high = place
    is_light = canvas.kind in {"red", "amber", "green"}
    if is_light:
        high *= TALLER
    across = 2.0 * high  # what is drawn fills the middle half of its canvas
    way = _perspective(chance, canvas.side, across, x, y)
    corners = cv2.perspectiveTransform(
        (canvas.outline * canvas.side)[None].astype(np.float32), way
    )[0]
    _blend(picture, canvas, way, chance)
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    height, width = picture.shape[:2]
    seen = (max(0.0, left), max(0.0, top), min(width, right), min(height, bottom))
    wide, tall = max(0.0, seen[2] - seen[0]), max(0.0, seen[3] - seen[1])
    share = wide * tall / max(1.0, (right - left) * (bottom - top))
    is_lamp_seen = not is_light or share > 0.85
    if canvas.kind == "stop" and share > 0.95 and chance.random() < 0.12:
        _cover(picture, chance, (left, top, right, bottom))
    box = (round(seen[0]), round(seen[1]), max(1, round(wide)), max(1, round(tall)))
    return Label(canvas.kind, box, counts=share > LEAST_SEEN and is_lamp_seen)


def _perspective(chance: Generator, side: int, across: float, x: float, y: float) -> NDArray[Any]:
    """Return the way from a canvas into the picture: turned, seen from the side, tilted."""
    corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]) * across
    turn = np.radians(np.clip(chance.normal(0, 5), -15, 15))
    corners[:, 0] *= chance.uniform(0.65, 1.0) if chance.random() < 0.5 else 1.0
    corners *= 1 + chance.normal(0, 0.04, (4, 1))
    rotation = np.array([(np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))])
    goal = (corners @ rotation.T + (x, y)).astype(np.float32)
    start = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    return cv2.getPerspectiveTransform(start, goal)


def _blend(picture: Picture, canvas: Canvas, way: NDArray[Any], chance: Generator) -> None:
    """Lay a canvas over the picture, without steps where it gets much smaller."""
    height, width = picture.shape[:2]
    goal = cv2.perspectiveTransform(
        np.array(
            [[(0, 0), (canvas.side, 0), (canvas.side, canvas.side), (0, canvas.side)]], np.float32
        ),
        way,
    )[0]
    left, top = np.maximum(np.floor(goal.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(goal.max(axis=0)).astype(int), (width, height))
    if right <= left or bottom <= top:
        return
    finer = min(1.0, 1.3 * (goal[:, 0].max() - goal[:, 0].min()) / canvas.side)
    less = max(8, round(canvas.side * finer))
    move = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]]) @ way
    move = move @ np.diag([canvas.side / less, canvas.side / less, 1.0])
    size = (int(right - left), int(bottom - top))

    def laid(layer: Picture) -> Picture:
        small = cv2.resize(layer, (less, less), interpolation=cv2.INTER_AREA)
        return cv2.warpPerspective(small, move, size, flags=cv2.INTER_LINEAR)

    part = picture[top:bottom, left:right]
    share = laid(canvas.alpha).astype(np.float32)[..., None] / 255
    light = np.exp(chance.normal(-0.05, 0.18)) if canvas.glow is None else 1.0
    colours = laid(cv2.bitwise_and(canvas.bgr, canvas.bgr, mask=canvas.alpha)).astype(np.float32)
    painted = part * (1 - share) + np.minimum(colours * light, 255 * share)
    if canvas.glow is not None:
        painted += laid(canvas.glow)
    part[:] = np.clip(painted, 0, 255).astype(np.uint8)


def _cover(picture: Picture, chance: Generator, box: tuple[float, float, float, float]) -> None:
    """Let something stand before a part of it."""
    left, top, right, bottom = box
    share = chance.uniform(0.08, 0.3)
    colour = chance.uniform(20, 200, 3).tolist()
    side = int(chance.integers(3))
    if side == 0:
        right = left + (right - left) * share
    elif side == 1:
        left = right - (right - left) * share
    else:
        top = bottom - (bottom - top) * share
    cv2.rectangle(
        picture, (int(left) - 1, int(top) - 1), (int(right) + 1, int(bottom) + 2), colour, -1
    )
