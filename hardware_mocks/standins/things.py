"""Things of the world that hang on no pin: a telephone, a keyboard's keys, a server far away.

They stand on the bench like any other part, so a scenario sets them and a person touches them
by name. A stand-in puts one there when the program begins to use it.
"""

from typing import Any, ClassVar, TypeVar

from hardware_mocks.bench import Bench, current_bench
from hardware_mocks.parts.part import Part


class Thing(Part):
    """A part without pins."""

    pins: ClassVar[tuple[str, ...]] = ()
    calls_the_program = True

    def look(self) -> dict[str, Any]:
        """Return how its controls stand."""
        return {control.name: getattr(self, control.name) for control in self.controls}


ThingType = TypeVar("ThingType", bound=Thing)


def on_the_bench(kind: type[ThingType], name: str, bench: Bench | None = None) -> ThingType:
    """Return the thing of that name, which is put on the bench the first time."""
    bench = bench or current_bench()
    known = bench.parts.get(name)
    if known is None:
        known = bench.add_part(kind, name, {})
    assert isinstance(known, kind)
    return known
