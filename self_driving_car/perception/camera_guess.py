"""Guesses how a camera that is known sits a little otherwise than believed, from a picture.

Marks of a road run side by side, so in a bird's eye of the right camera they are as far apart near
the car as ahead of it. A camera of which nothing is known is guessed in `unknown_camera`.
"""

import math
from collections.abc import Sequence
from itertools import product

import numpy as np

from self_driving_car.perception.birds_eye import BirdsEye, Grid, Image
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.lean import ASSUMED
from self_driving_car.perception.marks import MarkFinder
from self_driving_car.perception.roads import models_of
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.tracking import LEAST_SCORE

COARSE = ((-0.05, -0.025, 0.0, 0.025, 0.05), (-0.15, 0.0, 0.15))
FINE = ((-0.0125, 0.0, 0.0125), (-0.07, 0.0, 0.07))
"""Radians farther down, and logarithms of how much higher, that are tried."""


def nearby(picture: Image, about: Calibration, settings: PerceptionSettings) -> Calibration | None:
    """Return a camera mounted about like that one in which a picture shows a lane best.

    None: it shows none.
    """
    best, most = np.zeros(2), -math.inf
    for steps in (COARSE, FINE):
        middle = best
        for pitch, height in product(*steps):
            lean = np.add(middle, (pitch, height))
            score = _score(about.leaning(lean[0], lean[1], 0.0), [picture], settings)
            score -= 0.25 * float(((lean / ASSUMED[:2]) ** 2).sum())
            if score > most:
                best, most = lean, score
    if most < LEAST_SCORE:
        return None
    return about.leaning(float(best[0]), float(best[1]), 0.0)


def _score(camera: Calibration, pictures: Sequence[Image], settings: PerceptionSettings) -> float:
    """Return how well lanes explain the marks as such a camera would see them."""
    view = BirdsEye(camera, Grid(far_m=settings.reach_m))
    if (view.well_in_view > 0).mean() < 0.15:
        return -math.inf
    finder = MarkFinder(view, settings.least_contrast, settings.widest_mark_cells)
    models = models_of(settings.marks, settings.lane_width_m, view)
    scores = [
        max(model.best(finder.find(view.look(picture)).evidence).score for model in models)
        for picture in pictures
    ]
    return float(np.mean(scores))
