"""What somebody at the terminal is told once everything has started: what is there, what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from makerkit.app.edge import Health, Level

if TYPE_CHECKING:
    from self_driving_car.app import Car

SHOWN = (Level.ERROR, Level.WARNING)


def greeting(car: Car) -> list[str]:
    """Return a few plain lines."""
    status, found = car.status, car.health()
    there = [health.name for health in found if health.level is Level.OK]
    cap = f"no faster than {status.speed_cap_m_s:g} m/s"
    lines = [
        f"The car is in mode {status.mode.value}, {cap}.",
        f"There: {', '.join(there) or 'nothing'}.",
    ]
    lines += [_trouble(health) for health in found if health.level in SHOWN]
    if status.halt is not None:
        lines.append(f"It stands: {status.halt.says} {status.halt.way_out}".rstrip())
    lines.append("Ctrl-C stops the motors and ends it.")
    return lines


def _trouble(health: Health) -> str:
    word = "Missing" if health.level is Level.ERROR else "Mind"
    return f"{word}: {health.name}: {health.says}"
