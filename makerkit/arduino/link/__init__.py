"""The link to a board: messages over a cable that may come out."""

from makerkit.arduino.link.application import APPLICATIONS, CAR, NODE, Application
from makerkit.arduino.link.events import (
    Happening,
    LinkState,
    Received,
    StateChanged,
    Statistics,
    is_event,
)
from makerkit.arduino.link.link import Link

__all__ = [
    "APPLICATIONS",
    "CAR",
    "NODE",
    "Application",
    "Happening",
    "Link",
    "LinkState",
    "Received",
    "StateChanged",
    "Statistics",
    "is_event",
]
