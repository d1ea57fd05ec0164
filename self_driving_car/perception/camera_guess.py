"""Guesses where an unknown camera sits, from pictures of a road.

Marks of a road run side by side, so in a bird's eye of the right camera they are as far apart near
the car as ahead of it. Cameras of some views, pitches and heights are tried; the one in which lanes
explain most of the marks of some pictures is taken, and the tracker learns the rest. Metres mean
nothing then: a lane is taken to be as wide as the kit's.
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

VIEWS_RAD = (math.radians(62), math.radians(100))
PITCHES_RAD = tuple(math.radians(degrees) for degrees in (3, 9, 15, 21, 28, 36))
HEIGHTS_M = (0.06, 0.09, 0.13, 0.19, 0.27)
MOST_PICTURES = 5
COARSE = ((-0.05, -0.025, 0.0, 0.025, 0.05), (-0.15, 0.0, 0.15))
FINE = ((-0.0125, 0.0, 0.0125), (-0.07, 0.0, 0.07))
"""Radians farther down, and logarithms of how much higher, that are tried."""
CAMERAS_FIRST = 0.4
"""How much better than the kit's own camera another one must be, in scores."""


def guessed(pictures: Sequence[Image], settings: PerceptionSettings) -> Calibration:
    """Return the most plausible camera of pictures (height, width, 3) of one size."""
    step = max(1, len(pictures) // MOST_PICTURES)
    some = list(pictures)[::step][:MOST_PICTURES]
    size = (some[0].shape[1], some[0].shape[0])
    cameras = [Calibration.nominal(size).for_size(size)]
    for view, pitch, height in product(VIEWS_RAD, PITCHES_RAD, HEIGHTS_M):
        cameras.append(
            Calibration.mounted(size, view_rad=view, pitch_rad=pitch, height_m=height, k1=0.0)
        )
    scores = np.array([_score(camera, some, settings) for camera in cameras])
    scores[0] += CAMERAS_FIRST
    return cameras[int(scores.argmax())]


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
    finder = MarkFinder(view, settings.least_contrast)
    models = models_of(settings.marks, settings.lane_width_m, view)
    scores = [
        max(model.best(finder.find(view.look(picture)).evidence).score for model in models)
        for picture in pictures
    ]
    return float(np.mean(scores))
