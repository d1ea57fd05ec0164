"""What can be left out on the command line; the alarm itself is always there."""

from enum import StrEnum


class Part(StrEnum):
    """A part of the system."""

    GPIO = "gpio"
    NODE = "node"
    CAMERA = "camera"
    MQTT = "mqtt"
    TELLING = "telling"
    WEB = "web"


ALL_PARTS = frozenset(Part)
