"""Cards held before a camera: coloured paper, or a printed picture, in front of anything else."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.camera.view import WHOLE, Box, Scenery, View, lux_of
from hardware_mocks.camera.views.wall import Wall
from makerkit.errors import BadInputError

COLOURS = {
    "red": (45, 40, 205), "green": (65, 165, 50), "blue": (185, 75, 30), "yellow": (35, 205, 235),
    "orange": (30, 120, 235), "purple": (150, 50, 120), "pink": (170, 120, 235),
    "white": (240, 240, 240), "grey": (128, 128, 128), "black": (30, 30, 30),
}  # fmt: skip
"""Cardboard in BGR, as it looks in good light."""


@dataclass(frozen=True, slots=True)
class _Card:
    picture: NDArray[Any]
    at: Box
    turned_deg: float
    tilt: float


class CardsView:
    """Another view with a card in front of it, or without one.

    Args:
        behind: what is seen beside the card; by default a wall that is not quite even.
    """

    def __init__(self, behind: View | None = None) -> None:
        self._behind: View = behind or Wall()
        self._card: _Card | None = None

    @property
    def has_card(self) -> bool:
        """Whether a card is held before the camera."""
        return self._card is not None

    def show(
        self,
        card: "str | NDArray[np.uint8]",
        at: Box = (0.25, 0.2, 0.5, 0.6),
        *,
        turned_deg: float = 0.0,
        tilt: float = 0.0,
    ) -> None:
        """Hold a card before the camera.

        Args:
            card: a colour ("red"), a picture file, or a picture (BGR).
            at: where, as shares of the field of view.
            turned_deg: how far it is turned, clockwise.
            tilt: how far its right side leans back, 0.0 to 0.5 of its height.

        Raises:
            BadInputError: there is no such colour or file.
        """
        self._card = _Card(_picture_of(card), at, turned_deg, tilt)

    def take_away(self) -> None:
        """Take the card away."""
        self._card = None

    def light(self, t_ns: int) -> float:
        """Return the light on the scene."""
        return lux_of(self._behind, t_ns)

    def look(self, t_ns: int, size: tuple[int, int], crop: Box = WHOLE) -> Scenery:
        """Return the other view with the card laid over it."""
        scene = self._behind.look(t_ns, size, crop)
        card = self._card
        if card is None:
            return scene
        image = scene.image.copy()
        _lay(card, image, crop)
        return Scenery(image, scene.lux, scene.is_infrared)


def _lay(card: _Card, image: NDArray[Any], crop: Box) -> None:
    """Draw a card on a picture that shows `crop` of the field of view, in perspective."""
    height, width = image.shape[:2]
    x, y, wide, tall = card.at
    lean = tall * card.tilt
    corners = np.array(
        [[x, y], [x + wide, y + lean / 2], [x + wide, y + tall - lean / 2], [x, y + tall]]
    )
    scale = np.array([width / crop[2], height / crop[3]])
    points = (corners - np.array(crop[:2])) * scale
    points = _turned(points, card.turned_deg)
    rows, columns = card.picture.shape[:2]
    paper = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(paper, points.astype(np.float32))
    left, top = np.maximum(np.floor(points.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(points.max(axis=0)).astype(int), (width, height))
    if right <= left or bottom <= top:
        return
    shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], float)
    place = (int(right - left), int(bottom - top))
    window = image[top:bottom, left:right]
    cv2.warpPerspective(
        card.picture, shift @ matrix, place, dst=window, flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_TRANSPARENT,
    )  # fmt: skip


def _turned(points: NDArray[Any], degrees: float) -> NDArray[Any]:
    if not degrees:
        return points
    turn = np.deg2rad(degrees)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    middle = points.mean(axis=0)
    turned: NDArray[Any] = (points - middle) @ matrix + middle
    return turned


def _picture_of(card: Any) -> NDArray[Any]:
    if not isinstance(card, str):
        return np.ascontiguousarray(card)
    if card in COLOURS:
        paper = np.empty((240, 320, 3), np.uint8)
        paper[:] = COLOURS[card]
        return paper
    picture = cv2.imread(card)
    if picture is None:
        raise BadInputError(
            f"There is no card {card!r}: it is a colour ({', '.join(COLOURS)}) or a picture file."
        )
    return picture
