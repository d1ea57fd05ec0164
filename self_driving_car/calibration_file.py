"""Keeps the calibration of the camera in the car's folder, as JSON."""

import json
import logging
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError
from self_driving_car.perception.calibration import Calibration

LOG = logging.getLogger(__name__)
FILE_NAME = "calibration.json"
_CODEC: Any = Calibration


def read_calibration(folder: Path) -> Calibration | None:
    """Return the calibration; None where there is none, or one that cannot be used (it is said)."""
    path = folder / FILE_NAME
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        read: Calibration = _CODEC.from_dict(found)
        return read
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, BadInputError) as error:
        LOG.error("%s cannot be used, so the camera is taken as drawn: %s", path, error)
        return None


def write_calibration(folder: Path, calibration: Calibration) -> None:
    """Write it, in one step."""
    told: Any = calibration
    text = json.dumps(told.to_dict(), indent=1) + "\n"
    write_atomically(folder / FILE_NAME, text.encode())
