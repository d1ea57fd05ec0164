"""What can be left out on the command line; the driver itself is always there."""

from enum import StrEnum


class Part(StrEnum):
    """A part of the car."""

    BOARD = "board"
    CAMERA = "camera"
    RECORDER = "recorder"
    WEB = "web"


ALL_PARTS = frozenset(Part)
