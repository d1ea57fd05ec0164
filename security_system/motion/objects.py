"""An optional second look: what is it that moves? A model file of the user's, by OpenCV.

It is asked only about where something moves, and never decides alone: without a model, with a wrong
one or with one that sees nothing, motion is motion.

    objects = ObjectDetector(ObjectSettings(model="yolo11n.onnx", classes="coco.txt"))
    objects.look(frame.bgr(), sight.boxes)      # (Found(name="person", score=0.83, box=...),)
"""

from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError, NotThereError
from security_system.motion.layouts import Guesses, guesses_of
from security_system.motion.settings import ObjectSettings
from security_system.motion.sight import Box

OVERLAP = 0.45
"""Two boxes that share more than this are the same thing."""
AROUND = 0.35
"""So much of a region's size is looked at around it."""
PERSON = "person"
_SCALES = {"0..1": (1 / 255, 0.0), "-1..1": (1 / 127.5, 127.5), "0..255": (1.0, 0.0)}


class Found(NamedTuple):
    """An object that the model knows.

    Attributes:
        name: its class.
        score: how sure the model is, 0 to 1.
        box: where, in pixels of the picture.
    """

    name: str
    score: float
    box: Box


class ObjectDetector:
    """Asks a model about regions of a picture.

    Raises:
        NotThereError: there is no such model or list of classes.
        BadInputError: OpenCV cannot read the model.
    """

    def __init__(self, settings: ObjectSettings) -> None:
        self._settings = settings
        self._net = _read(Path(settings.model).expanduser())
        self._names = _names(settings.classes)
        self._factor, self._mean = _SCALES[settings.input]

    def look(self, picture: NDArray[np.uint8], boxes: tuple[Box, ...]) -> tuple[Found, ...]:
        """Return what is wanted and found around boxes of a BGR picture, the surest first.

        Raises:
            BadInputError: the model cannot be run, or answers in a way that nobody knows.
        """
        if not boxes or picture.size == 0:
            return ()
        left, top, side = _square_around(boxes, picture.shape)
        square = _cut(picture, left, top, side)
        guesses = self._ask(square)
        scale = side / self._settings.size
        return tuple(self._found(guesses, left, top, scale))

    def _ask(self, square: NDArray[np.uint8]) -> Guesses:
        size = self._settings.size
        mean = (self._mean,) * 3
        blob = cv2.dnn.blobFromImage(square, self._factor, (size, size), mean, swapRB=True)
        try:
            self._net.setInput(blob)
            names = self._net.getUnconnectedOutLayersNames()
            answers = [np.asarray(answer) for answer in self._net.forward(names)]
        except cv2.error as error:
            raise BadInputError(
                f"{self._settings.model} cannot be run with a picture of {size} x {size} "
                f"({_short(error)}). Which `size` was it made for?"
            ) from error
        return guesses_of(answers, size, self._settings.least_score)

    def _found(self, guesses: Guesses, left: int, top: int, scale: float) -> list[Found]:
        """Return the wanted ones, each once."""
        boxes, scores, classes = guesses
        kept = cv2.dnn.NMSBoxes(
            boxes.tolist(), scores.tolist(), self._settings.least_score, OVERLAP
        )
        found = []
        for number in np.asarray(kept, np.int64).ravel().tolist():
            name = self._name(int(classes[number]))
            if name not in self._settings.wanted:
                continue
            x, y, width, height = (boxes[number] * scale).round().astype(int).tolist()
            box = Box(x + left, y + top, width, height)
            found.append(Found(name, round(float(scores[number]), 3), box))
        return sorted(found, key=lambda one: -one.score)

    def _name(self, number: int) -> str:
        if self._names:
            return self._names[number] if number < len(self._names) else str(number)
        # the usual lists of classes begin with people
        return PERSON if number == 0 else str(number)


def _read(file: Path) -> Any:
    if not file.is_file():
        raise NotThereError(
            f"There is no model {file}. Object detection is optional: leave `objects` out of the "
            "settings, or say where your ONNX file is."
        )
    try:
        return cv2.dnn.readNetFromONNX(str(file))
    except cv2.error as error:
        raise BadInputError(
            f"OpenCV cannot read the model {file} ({_short(error)}). Is it an ONNX file? Export it "
            "with opset 12 and a fixed size."
        ) from error


def _names(file: str) -> tuple[str, ...]:
    if not file:
        return ()
    path = Path(file).expanduser()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotThereError(f"The list of classes {path} cannot be read ({error}).") from error
    return tuple(line.strip() for line in lines if line.strip())


def _short(error: Exception) -> str:
    return str(error).strip().splitlines()[0][-160:]


def _square_around(boxes: tuple[Box, ...], shape: tuple[int, ...]) -> tuple[int, int, int]:
    """Return left, top and side of a square around all boxes, with some room around them."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes)
    side = round(max(right - left, bottom - top, 16) * (1 + 2 * AROUND))
    side = max(16, min(side, max(shape[:2])))
    return (left + right - side) // 2, (top + bottom - side) // 2, side


def _cut(picture: NDArray[np.uint8], left: int, top: int, side: int) -> NDArray[np.uint8]:
    """Return a square of a picture; what lies outside of it is grey, as models are used to."""
    height, width = picture.shape[:2]
    square = np.full((side, side, 3), 114, np.uint8)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + side, width), min(top + side, height)
    if x1 > x0 and y1 > y0:
        square[y0 - top : y1 - top, x0 - left : x1 - left] = picture[y0:y1, x0:x1]
    return square
