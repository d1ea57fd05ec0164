"""Which part of a bench is what of the car.

A motor called "left" is the left one; the first battery feeds the motors; a limit switch called
"bumper" is the bumper. `[world.join]` of a scene says it where the names do not:

    [world.join]
    m1 = "left motor"
    m2 = "right motor"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from makerkit.errors import BadInputError
from makerkit.wiring.faults import did_you_mean

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.parts.part import Part

MOTORS = ("dc_motor", "motor", "phase_motor")
ROLES = {
    "left motor": MOTORS,
    "right motor": MOTORS,
    "left encoder": ("wheel_encoder",),
    "right encoder": ("wheel_encoder",),
    "sonar": ("sonar",),
    "battery": ("battery",),
    "bumper": ("limit_switch", "button"),
    "steering": ("servo",),
    "pan": ("servo",),
}
"""What there is of a car, and the parts that can be it."""
_BY_NAME_ONLY = frozenset({"bumper", "steering", "pan"})
"""A switch or a servo may be anything: its name has to say it."""


class CarJoins:
    """Finds the part of each role, also one that appears later.

    Args:
        has_one_motor: whether a servo steers: then the only motor is the "left" one.
    """

    def __init__(
        self, bench: Bench, join: Mapping[str, str], *, has_one_motor: bool = False
    ) -> None:
        self._bench = bench
        self._fewest = 1 if has_one_motor else 2
        self._wished = {name.casefold(): _role(name, role) for name, role in join.items()}
        self.found: dict[str, Part] = {}

    def look(self) -> list[tuple[str, Part]]:
        """Look for parts that are not joined yet; return the new (role, part)."""
        new = []
        for role, kinds in ROLES.items():
            if role not in self.found:
                part = self._part_for(role, kinds)
                if part is not None:
                    self.found[role] = part
                    new.append((role, part))
        for role, part in new:
            self._bench.note("joined", f"{self._bench.label(part)} is the car's {role}")
        return new

    def _part_for(self, role: str, kinds: tuple[str, ...]) -> Part | None:
        taken = set(map(id, self.found.values()))
        free = [p for p in self._bench.parts.values() if p.kind in kinds and id(p) not in taken]
        for part in free:
            names = self._names(part)
            wished = next((self._wished[n] for n in names if n in self._wished), None)
            if wished == role or (wished is None and _says(names, role)):
                return part
        free = [p for p in free if not any(name in self._wished for name in self._names(p))]
        return self._unnamed(role, free)

    def _unnamed(self, role: str, free: list[Part]) -> Part | None:
        """Motors and encoders without sides go left, right in the order of the wiring."""
        if role in _BY_NAME_ONLY or not free:
            return None
        side, _, what = role.partition(" ")
        if not what:
            return free[0]
        other = "right" if side == "left" else "left"
        plain = [p for p in free if not _says(self._names(p), f"{other} {what}")]
        both = [p for p in self._bench.parts.values() if p.kind == plain[0].kind] if plain else []
        return plain[0] if plain and len(both) >= self._fewest else None

    def _names(self, part: Part) -> tuple[str, str]:
        return part.name.casefold(), self._bench.label(part).casefold()


def _says(names: tuple[str, str], role: str) -> bool:
    """Return whether a part's name says that it is it: "left", "motor_left", "bumper"."""
    side = role.split(maxsplit=1)[0]
    return any(side in name for name in names)


def _role(name: str, role: str) -> str:
    plain = role.casefold().replace("_", " ")
    if plain not in ROLES:
        hint = did_you_mean(plain, tuple(ROLES)) or f" There is: {', '.join(ROLES)}."
        raise BadInputError(f'world.join: {name} cannot be "{role}": a car has none.{hint}')
    return plain
