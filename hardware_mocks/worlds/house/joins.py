"""Which part of a bench hangs on which sensor of the house.

A part is joined by what people call it: a motion sensor called "hall" hangs on the PIR of the hall,
a reed switch called "front door" on the front door. `[world.join]` of a scene says it where the
names differ. The only sensor of its kind on a bench is joined to the first of the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house.plan import Plan
from makerkit.errors import BadInputError
from makerkit.wiring.faults import did_you_mean

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.parts.part import Part

KINDS = {
    "pir": ("pir",),
    "reed": ("reed_switch", "button", "limit_switch"),
    "keypad": ("keypad",),
    "bell": ("button",),
    "light": ("ldr", "light_module", "light_sensor"),
}
"""Kinds of sensors of the house, and the parts that can be one."""
ALSO_CALLED = {
    "bell:doorbell": ("bell", "door bell", "ring"),
    "reed:window": ("living room window",),
}
"""What people call a part that hangs on a sensor, beside its name."""
BRIGHTEST_LUX = 1_000.0
"""At which gpiozero's LightSensor reads 1.0."""


class Joins:
    """Finds the part of each sensor; sensors are called "pir:hall", "reed:front_door", ..."""

    def __init__(self, plan: Plan, bench: Bench, join: Mapping[str, str]) -> None:
        self._bench = bench
        self._sensors = sensors_of(plan)
        self._wished = {_plain(part): self._sensor(part, name) for part, name in join.items()}
        self._found: dict[str, Part] = {}

    def __bool__(self) -> bool:
        return bool(self._found) or bool(self._bench.arduinos())

    def has(self, kind: str) -> bool:
        """Return whether any sensor of that kind is joined."""
        return any(sensor.startswith(f"{kind}:") for sensor in self._found)

    def part_of(self, sensor: str) -> Part | None:
        """Return the part that is joined to a sensor."""
        return self._found.get(sensor)

    def pairs(self) -> dict[str, str]:
        """Return what is joined: the part's label by the sensor."""
        return {sensor: self._bench.label(part) for sensor, part in self._found.items()}

    def look(self) -> list[tuple[str, Part]]:
        """Look for parts that are not joined yet; return the new pairs."""
        parts = [part for part in self._bench.parts.values() if part not in self._found.values()]
        new = []
        for part in parts:
            sensor = self._sensor_of(part)
            if sensor is not None and sensor not in self._found:
                self._found[sensor] = part
                new.append((sensor, part))
        for sensor, part in new:
            self._bench.note("joined", f"{self._bench.label(part)} is {sensor} of the house")
        return new

    def leaf_as_felt(self, part: Part, *, is_closed: bool) -> dict[str, Any]:
        """Return what a contact at a door is set to: a button there is pressed by the shut door."""
        return {"closed" if part.kind == "reed_switch" else "pressed": is_closed}

    def light_as_felt(self, part: Part, lux: float) -> dict[str, Any]:
        """Return what a light sensor is set to: lux, or the share that gpiozero reads."""
        if part.kind == "light_sensor":
            return {"light": round(min(1.0, lux / BRIGHTEST_LUX), 4)}
        return {"lux": round(min(lux, 100_000.0), 2)}

    def _sensor_of(self, part: Part) -> str | None:
        kinds = [kind for kind, fits in KINDS.items() if part.kind in fits]
        names = {_plain(self._bench.label(part)), _plain(part.name)}
        for name in names:
            if name in self._wished:
                return self._wished[name]
        for kind in kinds:
            for sensor in self._sensors:
                called = {_plain(sensor.partition(":")[2]), *ALSO_CALLED.get(sensor, ())}
                if sensor.startswith(f"{kind}:") and called & names:
                    return sensor
        return self._first_of_its_kind(part, kinds)

    def _first_of_its_kind(self, part: Part, kinds: list[str]) -> str | None:
        """The only motion sensor or keypad of a bench needs no name; a button may be anything."""
        if part.kind == "button" or not kinds:
            return None
        alike = [p for p in self._bench.parts.values() if p.kind in KINDS[kinds[0]]]
        first = next(s for s in self._sensors if s.startswith(f"{kinds[0]}:"))
        return first if alike == [part] else None

    def _sensor(self, part: str, name: str) -> str:
        plain = {_plain(sensor): sensor for sensor in self._sensors}
        plain |= {_plain(sensor.replace(":", "_")): sensor for sensor in self._sensors}
        if _plain(name) not in plain:
            known = [sensor.replace(":", "_") for sensor in self._sensors]
            hint = did_you_mean(name, known) or f" There is: {', '.join(known)}."
            raise BadInputError(
                f'world.join: {part} cannot hang on "{name}": the house has no such sensor.{hint}'
            )
        return plain[_plain(name)]


def sensors_of(plan: Plan) -> tuple[str, ...]:
    """Return every sensor of the house as "kind:name"."""
    named = {
        "pir": plan.pirs,
        "reed": plan.reeds,
        "keypad": plan.keypads,
        "bell": plan.bells,
        "light": plan.light_sensors,
    }
    return tuple(f"{kind}:{name}" for kind, names in named.items() for name in names)


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ").strip()
