"""Stop signs as they stand on the tracks of small cars: printed, toy, real look.

Two families of looks: those that a net is trained on, and *unseen* ones (other words, colours,
housings), on which it is only measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workshop.training.sign_canvas import FONTS, Canvas, Colour, colour_of, ring
from workshop.training.sign_wear import age, card, grey, mount

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

WORDS = (
    *("STOP",) * 8, "ALTO", "PARE", "ARRET", "", "qif", "qif", "qif", "scribble", "hand", "hand",
)  # fmt: skip
UNSEEN_WORDS = ("STOP", "STOP", "Stop", "HALT", "DUR", "TORO", "qif+STOP", "hand", "scribble")
PLATE = 0.25
"""A plate's circle has this radius on its canvas."""


def stop_sign(chance: Generator, side: int, *, unseen: bool = False) -> Canvas:
    """Draw a stop sign."""
    canvas = Canvas(side)
    canvas.kind = "stop"
    mount(canvas, chance, PLATE * 0.9)
    turn = 22.5 + chance.normal(0, 1.0)
    corners = ring(8, 0.5, 0.5, PLATE, turn) + chance.normal(0, 0.003, (8, 2))
    if chance.random() < 0.25:
        card(canvas, chance)
    if chance.random() < 0.3:  # the edge of a thick plate
        canvas.polygon(corners + chance.uniform(-0.02, 0.02, 2), grey(chance, 20, 140))
    red = colour_of(chance.uniform(-14, 9), chance.uniform(0.62, 1.0), chance.uniform(0.5, 0.95))
    pale = grey(chance, 205, 255)
    _plate(canvas, chance, corners, red, pale)
    words = chance.choice(UNSEEN_WORDS if unseen else WORDS)
    _write(canvas, chance, str(words), pale)
    age(canvas, chance)
    canvas.outline = corners
    return canvas


def _plate(
    canvas: Canvas, chance: Generator, corners: NDArray[np.float64], red: Colour, pale: Colour
) -> None:
    kind = chance.random()
    middle = np.array([0.5, 0.5])
    if kind < 0.55:  # a pale rim at the very edge
        canvas.polygon(corners, pale)
        canvas.polygon(middle + (corners - middle) * chance.uniform(0.86, 0.96), red)
    elif kind < 0.75:  # a pale line inside the red
        canvas.polygon(corners, red)
        canvas.line(
            middle + (corners - middle) * 0.9, pale, chance.uniform(0.008, 0.02), closed=True
        )
    else:
        canvas.polygon(corners, red)
    if chance.random() < 0.15:
        canvas.line(corners, grey(chance, 0, 60), 0.008, closed=True)


def _write(canvas: Canvas, chance: Generator, words: str, pale: Colour) -> None:
    half_wide, half_high = PLATE * chance.uniform(0.6, 0.8), PLATE * chance.uniform(0.2, 0.36)
    box = (0.5 - half_wide, 0.5 - half_high, 0.5 + half_wide, 0.5 + half_high)
    if words in {"qif", "qif+STOP"}:
        if words == "qif+STOP":
            box = (box[0] + 0.05, 0.5 - PLATE * 0.62, box[2] - 0.05, 0.5)
            canvas.text("STOP", (box[0], 0.52, box[2], 0.5 + PLATE * 0.5), pale, FONTS[0], 7)
        canvas.stencil(_qif(chance.uniform(5, 9)), box, pale)
    elif words == "scribble":
        canvas.stencil(_scribble(chance), box, pale)
    elif words == "hand":
        _hand(canvas, pale)
    elif words:
        font = FONTS[int(chance.integers(len(FONTS)))]
        canvas.text(words, box, pale, font, chance.uniform(4, 12))


def _qif(bold: float) -> NDArray[np.uint8]:
    """Return the Arabic word for stop, drawn by hand: no font is needed for two letters."""
    import cv2

    sheet = np.zeros((64, 96), np.uint8)
    thick = round(bold)
    cv2.ellipse(sheet, (70, 26), (10, 9), 0, 0, 360, 255, thick, cv2.LINE_AA)
    cv2.polylines(
        sheet, [np.array([(80, 27), (80, 44), (44, 46), (30, 46)])], False, 255, thick, cv2.LINE_AA
    )
    cv2.ellipse(sheet, (34, 30), (9, 8), 0, 0, 360, 255, thick, cv2.LINE_AA)
    cv2.polylines(
        sheet, [np.array([(42, 31), (38, 46), (12, 48), (8, 40)])], False, 255, thick, cv2.LINE_AA
    )
    for x, y in ((64, 8), (77, 8), (33, 10)):
        cv2.circle(sheet, (x, y), round(bold * 0.6), 255, -1, cv2.LINE_AA)
    return sheet


def _scribble(chance: Generator) -> NDArray[np.uint8]:
    """Return strokes like a word in a script that nobody has told us of."""
    import cv2

    sheet = np.zeros((48, 96), np.uint8)
    for left in np.arange(8, 84, chance.uniform(14, 26)):
        for _ in range(int(chance.integers(1, 4))):
            points = np.stack([chance.uniform(left, left + 16, 3), chance.uniform(4, 44, 3)], 1)
            cv2.polylines(sheet, [points.astype(np.int32)], False, 255, 6, cv2.LINE_AA)
    return sheet


def _hand(canvas: Canvas, pale: Colour) -> None:
    canvas.rectangle((0.43, 0.48, 0.57, 0.62), pale)
    for finger in range(4):
        x = 0.43 + finger * 0.037
        canvas.rectangle((x, 0.36 + 0.02 * (finger in {0, 3}), x + 0.028, 0.5), pale)
    canvas.line([(0.58, 0.58), (0.63, 0.5)], pale, 0.03)
