"""What each part at the edge of the alarm is: it starts, stops, and says how it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Level(StrEnum):
    """How somebody is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    ABSENT = "absent"
    """Not there, and not asked for."""


@dataclass(frozen=True, slots=True)
class Health:
    """How one part of the system is.

    Attributes:
        name: such as "node", "camera hall", "disk".
        level: how bad it is.
        says: one sentence for a person: what is the matter, and what to try.
        numbers: measurements, by name with unit: {"temperature_c": 61.5}.
    """

    name: str
    level: Level
    says: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)


class Edge(Protocol):
    """A part with a thread or a device of its own: sensors, node, camera, broker, page."""

    name: str

    def start(self) -> None:
        """Begin, and return at once; what is missing is said by `health` and lived with."""

    def stop(self) -> None:
        """End its threads and let go of its devices; safe to call twice."""

    def health(self) -> Health:
        """Return how it is now; never waits."""
