"""How parts are, as a page shows them: name, icon, sentence, and a few numbers with units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from makerkit.app.edge import Health, Level

COMPUTER_ICONS = {
    "processor": "cpu", "temperature": "thermometer", "disk": "hard-drive",
    "memory": "memory-stick", "uptime": "clock",
}  # fmt: skip
UNITS = {
    "_c": "°C", "_s": "s", "_gb": "GB", "_mb": "MB", "_percent": "%", "_v": "V", "_ms": "ms",
    "_hz": "Hz", "_per_s": "/s", "_bytes": "B",
}  # fmt: skip
WORST_FIRST = (Level.ERROR, Level.WARNING, Level.OK, Level.ABSENT)


@dataclass(frozen=True, slots=True)
class ShownHealth:
    """How one part is, for a template.

    Attributes:
        numbers: words, value and unit of each.
    """

    name: str
    level: str
    icon: str
    says: str
    numbers: tuple[tuple[str, str, str], ...]

    @property
    def is_trouble(self) -> bool:
        """Whether somebody should look at it."""
        return self.level in ("error", "warning")


def shown_health(parts: list[Health], icons: Mapping[str, str]) -> list[ShownHealth]:
    """Return parts for a template, the worst first; `icons` by the first word of their names."""
    ordered = sorted(parts, key=lambda one: WORST_FIRST.index(one.level))
    return [_shown(one, {**COMPUTER_ICONS, **icons}) for one in ordered]


def _shown(health: Health, icons: Mapping[str, str]) -> ShownHealth:
    first = health.name.replace(":", " ").split()[0] if health.name else ""
    return ShownHealth(
        name=health.name.replace("_", " ").capitalize(),
        level=health.level.value,
        icon=icons.get(first, "activity"),
        says=health.says or _usual_words(health.level),
        numbers=tuple(_numbers(health.numbers)),
    )


def _usual_words(level: Level) -> str:
    words: dict[Level, str] = {
        Level.OK: _("In order."),
        Level.WARNING: _("Look at this."),
        Level.ERROR: _("It does not work."),
        Level.ABSENT: _("Not there, and not asked for."),
    }
    return words[level]


def _numbers(numbers: Mapping[str, float]) -> list[tuple[str, str, str]]:
    return [_number(name, value) for name, value in list(numbers.items())[:8]]


def _number(name: str, value: Any) -> tuple[str, str, str]:
    tail = next((tail for tail in sorted(UNITS, key=len, reverse=True) if name.endswith(tail)), "")
    words = name.removesuffix(tail).replace("_", " ")
    digits = 0 if abs(value) >= 100 or float(value).is_integer() else 1
    return words, f"{value:.{digits}f}", UNITS.get(tail, "")
