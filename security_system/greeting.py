"""What somebody at the terminal is told once everything has started: what is there, what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from makerkit.app.edge import Health, Level

if TYPE_CHECKING:
    from security_system.app import SecuritySystem

SHOWN = (Level.ERROR, Level.WARNING)


def counted(many: int, what: str) -> str:
    """Return how many there are of something, in words: "1 zone", "9 zones"."""
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def greeting(system: SecuritySystem) -> list[str]:
    """Return a few plain lines."""
    view = system.panel.view
    armed = f" ({view.mode.value})" if view.mode is not None else ""
    found = system.health()
    there = [health.name for health in found if health.level is Level.OK]
    lines = [
        f"The alarm is {view.state.value}{armed} and watches {counted(len(view.zones), 'zone')}.",
        f"There: {', '.join(there) or 'nothing'}.",
    ]
    if system.left_out:
        lines.append(f"Left out with their part: {', '.join(system.left_out)}.")
    missing = [health.name for health in found if health.level is Level.ABSENT]
    if missing:
        lines.append(f"Not there, and not needed: {', '.join(missing)}.")
    lines += [_trouble(health) for health in found if health.level in SHOWN]
    if not any(user.has_code for user in system.codes.people()):
        lines.append(
            "Nobody has a code yet, so nobody can disarm: set one on the page, or with "
            f"python -m security_system --folder {system.folder} --set-code NAME"
        )
    lines.append("Ctrl-C ends it.")
    return lines


def _trouble(health: Health) -> str:
    word = "Missing" if health.level is Level.ERROR else "Mind"
    return f"{word}: {health.name}: {health.says}"
