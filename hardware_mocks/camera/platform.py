"""Which image processor the Pi has: `picamera2.platform`. The bench is a Pi 4."""

from enum import Enum


class Platform(Enum):
    """The image processors."""

    VC4 = 0
    PISP = 1


def get_platform() -> Platform:
    """Return the one of this Pi."""
    return Platform.VC4
