"""What the camera of the demo sees: a porch at night, a lamp, somebody who walks by."""

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from makerkit.camera.frame import Picture

WIDTH, HEIGHT = 640, 480
MARGIN = 80
GROUND = 390
SKY, WALL, STONE, WOOD = (62, 40, 28), (104, 118, 128), (70, 74, 78), (52, 82, 122)
COAT, SKIN, TROUSERS = (150, 80, 40), (140, 170, 210), (48, 44, 52)


class Porch:
    """Draws the porch; where the camera looks and how bright the lamp is comes each time."""

    def __init__(self) -> None:
        self._still = _still()
        self._light = _light()

    def draw(
        self, *, somebody: float | None, brightness: float, pan: float, tilt: float, now_s: float
    ) -> "Picture":
        """Return a picture, (480, 640, 3) BGR.

        Args:
            somebody: how far somebody has walked by, 0 to 1; None for nobody.
            now_s: Unix time, written into the picture.
        """
        scene = self._still.copy()
        if somebody is not None:
            _person(scene, round(-60 + somebody * (scene.shape[1] + 120)), somebody * 40)
        left, top = round(MARGIN * (1 + pan)), round(MARGIN * (1 - tilt))
        seen = scene[top : top + HEIGHT, left : left + WIDTH]
        light = self._light[top : top + HEIGHT, left : left + WIDTH]
        lit = cv2.multiply(
            seen, cv2.addWeighted(light, 0.35 + brightness, light, 0, 30), scale=1 / 200
        )
        clock = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now_s))
        text = f"{clock}.{int(now_s * 10) % 10}"
        for colour, width in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            cv2.putText(
                lit,
                text,
                (12, HEIGHT - 14),
                cv2.FONT_HERSHEY_SIMPLEX,
                0.55,
                colour,
                width,
                cv2.LINE_AA,
            )
        return np.asarray(lit, np.uint8)


def _still() -> "Picture":
    """Return the porch without anybody, wider than the picture by the margin on each side."""
    height, width = HEIGHT + 2 * MARGIN, WIDTH + 2 * MARGIN
    scene = np.full((height, width, 3), SKY, np.uint8)
    ground = GROUND + MARGIN
    cv2.rectangle(scene, (180, 90), (660, ground), WALL, -1)
    for row in range(100, ground, 24):
        cv2.line(scene, (180, row), (660, row), (92, 104, 112), 1)
    scene[ground:] = STONE
    for depth in range(6):
        row = ground + round((height - ground) * (depth / 6) ** 1.7)
        cv2.line(scene, (0, row), (width, row), (58, 62, 66), 1)
    cv2.rectangle(scene, (350, 190), (490, ground), (40, 60, 90), -1)
    cv2.rectangle(scene, (358, 198), (482, ground), WOOD, -1)
    for left, top in ((372, 214), (428, 214), (372, 330), (428, 330)):
        cv2.rectangle(scene, (left, top), (left + 42, top + 92), (40, 66, 100), 2)
    cv2.circle(scene, (470, 340), 6, (90, 200, 230), -1, cv2.LINE_AA)
    cv2.rectangle(scene, (545, 215), (630, 320), (150, 190, 210), -1)
    cv2.rectangle(scene, (545, 215), (630, 320), (60, 70, 80), 3)
    cv2.line(scene, (587, 215), (587, 320), (60, 70, 80), 3)
    cv2.ellipse(scene, (320, 215), (12, 18), 0, 0, 360, (190, 240, 255), -1, cv2.LINE_AA)
    noise = np.random.default_rng(5).normal(0, 3, scene.shape).astype(np.float32)
    return np.asarray(cv2.add(scene, noise, dtype=cv2.CV_8U), np.uint8)


def _light() -> "Picture":
    """Return how much of the lamp's light falls where."""
    height, width = HEIGHT + 2 * MARGIN, WIDTH + 2 * MARGIN
    y, x = np.mgrid[0:height, 0:width]
    away = np.hypot(x - 320, (y - 230) * 1.2)
    grey = np.clip(255 / (1 + (away / 260) ** 2), 0, 255)
    picture: Picture = np.clip(grey[..., None] * (0.78, 0.92, 1.0), 0, 255).astype(np.uint8)
    return picture


def _person(scene: "Picture", x: int, phase: float) -> None:
    """Draw somebody who walks at x, with legs that swing."""
    ground = GROUND + MARGIN + 36
    swing = round(18 * np.sin(phase))
    cv2.ellipse(scene, (x, ground + 4), (46, 9), 0, 0, 360, (38, 40, 44), -1, cv2.LINE_AA)
    for side in (1, -1):
        cv2.line(scene, (x, ground - 84), (x + side * swing, ground), TROUSERS, 15, cv2.LINE_AA)
        cv2.line(scene, (x, ground - 158), (x - side * swing, ground - 96), COAT, 11, cv2.LINE_AA)
    cv2.ellipse(scene, (x, ground - 122), (24, 50), 0, 0, 360, COAT, -1, cv2.LINE_AA)
    cv2.circle(scene, (x + 3, ground - 190), 18, SKIN, -1, cv2.LINE_AA)
    cv2.ellipse(scene, (x, ground - 198), (19, 13), 0, 150, 390, (30, 34, 40), -1, cv2.LINE_AA)
