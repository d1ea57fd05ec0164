"""What a control or a property is in libcamera: a name, a number, a type, and its limits."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple


class ControlType(Enum):
    """What a control's value is made of."""

    Null = 0
    Bool = 1
    Byte = 2
    Unsigned16 = 3
    Unsigned32 = 4
    Integer32 = 5
    Integer64 = 6
    Float = 7
    String = 8
    Rectangle = 9
    Size = 10
    Point = 11


class ControlId:
    """The identity of one control or property.

    Attributes:
        id: its number.
        name: as programs write it.
        vendor: "libcamera", "draft" or "rpi".
        type: of its value.
    """

    def __init__(self, number: int, name: str, type_: ControlType, vendor: str) -> None:
        self.id = number
        self.name = name
        self.vendor = vendor
        self.type = type_

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ControlId) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"libcamera.ControlId({self.id}, {self.name}, {self.type.name})"


class ControlInfo(NamedTuple):
    """What a control can be set to.

    Attributes:
        min, max: its limits.
        default: what holds when nobody sets it; None where there is none.
    """

    min: Any
    max: Any
    default: Any = None

    @property
    def values(self) -> list[Any]:
        """The values of one that has only a few."""
        return list(range(self.min, self.max + 1)) if isinstance(self.min, int) else []


def ids_of(
    types: Mapping[ControlType, tuple[str, ...]], known: dict[str, Any], vendor: str = "libcamera"
) -> dict[str, ControlId]:
    """Return identities by name, and put them among the known ones."""
    found = {}
    for type_, names in types.items():
        for name in names:
            found[name] = known.setdefault(name, ControlId(len(known) + 1, name, type_, vendor))
    return found
