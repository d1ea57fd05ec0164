"""`--check`: is the settings file right, and is everything there that it speaks of?

The camera is started and the Arduino spoken to; nothing is armed, so no wheel turns.
"""

import tempfile
import time
from pathlib import Path

from makerkit.app.edge import Health, Level
from self_driving_car import config
from self_driving_car.app import Car
from self_driving_car.part_names import Part

PATIENCE_S = 8.0
"""A Pi's camera takes 2 to 4 s to its first picture, an Uno 2 s after its port was opened."""
SIGNS = {Level.OK: "+", Level.WARNING: "!", Level.ERROR: "x", Level.ABSENT: "-"}
STARTED = frozenset({Part.BOARD, Part.CAMERA})
"""What does no harm when it is started."""


def check(
    folder: Path, path: Path | None, parts: frozenset[Part], patience_s: float = PATIENCE_S
) -> tuple[list[str], bool]:
    """Return what was found, a line each, and whether all of it is well.

    Args:
        folder: of the data.
        path: of the settings; None for those in the folder.
        parts: what to look at.
        patience_s: how long parts may take to be there.

    Raises:
        NotThereError, BadInputError: the settings cannot be used.
    """
    file = path or folder / config.FILE_NAME
    if path is None and not file.exists():
        file = config.TEMPLATE
    settings = config.load(file)
    found = [Health("settings", Level.OK, str(file))]
    with (
        tempfile.TemporaryDirectory(prefix="car-check-") as made,
        Car(settings, Path(made), parts=parts & STARTED) as car,
    ):
        end_s = time.monotonic() + patience_s
        while time.monotonic() < end_s and _is_waiting(car.edges.health()):
            time.sleep(0.25)
        found += car.edges.health()
    lines = [f"{SIGNS[h.level]} {h.name.ljust(12)} {h.says}".rstrip() for h in found]
    return lines, all(h.level is not Level.ERROR for h in found)


def _is_waiting(found: list[Health]) -> bool:
    return any(health.level is Level.ERROR for health in found)
