"""The parts around the alarm, started and stopped as one; what fails is said, the rest goes on."""

import logging
from collections.abc import Callable, Iterator

from makerkit.app.edge import Edge, Health, Level
from makerkit.errors import MakerKitError

LOG = logging.getLogger(__name__)


class Edges:
    """Edges by name, in the order in which they were added."""

    def __init__(self) -> None:
        self._edges: dict[str, Edge] = {}
        self._broken: dict[str, Health] = {}

    def __iter__(self) -> Iterator[Edge]:
        return iter(tuple(self._edges.values()))

    def add(self, name: str, make: Callable[[], Edge]) -> Edge | None:
        """Make an edge and start it; None, and bad health, if that fails."""
        try:
            edge = make()
        except Exception as error:  # whatever it is: the alarm goes on without this part
            self._say_broken(name, error)
            return None
        self._edges[edge.name] = edge
        self.start(edge)
        return edge

    def start(self, edge: Edge) -> bool:
        """Start an edge; return whether that went well."""
        try:
            edge.start()
        except Exception as error:
            self._say_broken(edge.name, error)
            return False
        self._broken.pop(edge.name, None)
        return True

    def stop(self, edge: Edge) -> None:
        """Stop an edge; one that does not want to is left behind."""
        try:
            edge.stop()
        except Exception:
            LOG.exception("%s did not stop as it should", edge.name)

    def stop_all(self) -> None:
        """Stop every edge, the last one first."""
        for edge in reversed(tuple(self._edges.values())):
            self.stop(edge)
        self._edges.clear()

    def health(self) -> list[Health]:
        """Return how each is, those that could not start as well."""
        return [
            *self._broken.values(),
            *(_health_of(e) for e in self if e.name not in self._broken),
        ]

    def _say_broken(self, name: str, error: Exception) -> None:
        if not isinstance(error, MakerKitError | ImportError | OSError):
            LOG.exception("%s cannot start", name)
        else:
            LOG.error("%s cannot start: %s", name, error)
        self._broken[name] = Health(name, Level.ERROR, str(error) or type(error).__name__)


def _health_of(edge: Edge) -> Health:
    try:
        return edge.health()
    except Exception as error:
        LOG.exception("%s cannot say how it is", edge.name)
        return Health(edge.name, Level.ERROR, f"It cannot say how it is: {error}")
