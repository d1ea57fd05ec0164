"""How bright what is on the floor becomes in the picture: exposure, gamma, white balance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

KNEE = 205.0
"""Above this grey level a camera's tone curve bends, so that bright things keep some drawing."""


def toned_level(level: Any, gain: float, gamma: float) -> NDArray[np.float64]:
    """Return the grey level in the picture, 0 to 255, of a level of the scene."""
    levels = 255 * (np.minimum(np.asarray(level, np.float64) / 255, 2.0) ** gamma) * gain
    bent = KNEE + (255 - KNEE) * (1 - np.exp(-(levels - KNEE) / (255 - KNEE)))
    soft = np.where(levels > KNEE, bent, levels) if gain > 1.0 else levels
    return np.asarray(np.clip(soft, 0, 255))
