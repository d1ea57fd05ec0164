"""Guesses which camera took pictures of a road, and what its marks are like.

Marks of a road run side by side, so in a bird's eye of the right camera they are as far apart near
the car as ahead of it, and nothing is to be seen between them. Cameras of some lenses, pitches and
heights are tried; the best few are bent step by step until lanes explain the marks best, and the
tracker learns the rest. Metres mean nothing then: a lane is taken to be as wide as the kit's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from self_driving_car.perception.birds_eye import Image
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.camera_judge import Judge, Judged
from self_driving_car.perception.perception import BARELY, Perception
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.steadiness import mean_of, steadiness
from self_driving_car.perception.wide_lens import WideLens

LENSES = ((62.0, 0.6), (85.0, 0.8), (130.0, 1.0))
"""Degrees from left to right, and how much of a fisheye it is."""
PITCHES_DEG = (0.0, 6.0, 12.0, 18.0, 25.0, 33.0, 42.0)
HEIGHTS_M = (0.045, 0.065, 0.09, 0.13, 0.18, 0.25, 0.35)
MOST_PICTURES = 3
BEST = 5
STEPS = ((3.0, 0.18), (1.5, 0.09), (0.75, 0.05))
"""Degrees farther down, and logarithms of how much higher, by which the best are bent."""
KITS_FIRST = 0.4
"""How much better than the kit's own camera another one must be, in scores."""
OF_NOTHING, OF_A_LANE = 7.0, 13.0
"""Scores of pictures without a road, and from which on a camera is trusted wholly."""
OF_CHANCE, OF_PAINT = 0.15, 0.5
"""Share of marks that look alike by chance, and from which on they are trusted wholly."""
SUREST_BY_CHANCE, SUREST_OF_PAINT = 0.3, 0.8
"""The same of the surer one of two marks: among leaves it is 0.8 at most, of paint 0.9."""
BENDS_AT_M = 0.4
"""Where the bend of a lane stands for all of it."""
LEARNS = 4
"""So often the tracker looks at each picture."""


@dataclass(frozen=True)
class Guess:
    """A camera, and what to look for in its pictures.

    Attributes:
        score: how well lanes explained the marks, in samples; inf where nothing was guessed.
    """

    camera: Calibration
    settings: PerceptionSettings
    score: float = math.inf

    @property
    def trust(self) -> float:
        """What a confidence is worth with this camera, from 0 to 1."""
        return min(1.0, max(0.0, (self.score - OF_NOTHING) / (OF_A_LANE - OF_NOTHING)))

    def trusted(self, seen: Seen, picture: Image, camera: Calibration) -> Seen:
        """Return what was seen with no more confidence than camera and marks deserve.

        Args:
            camera: with all that has been learned of it since.
        """
        if seen.lane is None or math.isinf(self.score):
            return seen
        trust = self.trust * self._alike(seen.lane, picture, camera)
        confidence = seen.lane.confidence * trust
        lane = replace(seen.lane, confidence=confidence) if confidence > BARELY else None
        return replace(seen, lane=lane)

    def _alike(self, lane: Lane, picture: Image, camera: Calibration) -> float:
        """Return how far a lane's marks look like one colour on one floor, from 0 to 1."""
        arc = np.array([lane.offset_m, lane.heading_rad, lane.curvature_at(BENDS_AT_M)])
        sides = np.array([0.5, -0.5]) * lane.width_m if lane.width_m else np.zeros(1)
        shares = steadiness(picture, camera, arc, sides, self.settings.widest_mark_m)
        alike = float(np.interp(mean_of(shares), (OF_CHANCE, OF_PAINT), (0.0, 1.0)))
        if len(shares) == 1:
            return alike
        surest = float(np.nan_to_num(shares).max())
        return alike * float(np.interp(surest, (SUREST_BY_CHANCE, SUREST_OF_PAINT), (0.0, 1.0)))


@dataclass(frozen=True)
class Place:
    """A camera with one of the lenses, somewhere on a car."""

    lens: tuple[float, float]
    pitch_deg: float
    height_log: float

    def camera(self, size: tuple[int, int]) -> WideLens:
        """Return it with pictures of that size."""
        view_deg, bulge = self.lens
        return WideLens.looking(
            size,
            view_rad=math.radians(view_deg),
            bulge=bulge,
            pitch_rad=math.radians(self.pitch_deg),
            height_m=math.exp(self.height_log),
        )

    def around(self, pitch_deg: float, height_log: float) -> "list[Place]":
        """Return the eight next to it."""
        steps = [step for step in product((-1, 0, 1), repeat=2) if any(step)]
        return [
            Place(self.lens, self.pitch_deg + a * pitch_deg, self.height_log + b * height_log)
            for a, b in steps
        ]


def guessed(pictures: Sequence[Image], settings: PerceptionSettings) -> Guess:
    """Return the most plausible camera of pictures (height, width, 3) of one size."""
    some = list(pictures)[:: max(1, len(pictures) // MOST_PICTURES)][:MOST_PICTURES]
    size = (some[0].shape[1], some[0].shape[0])
    judge = Judge(some, settings)
    places = [
        Place(lens, pitch, math.log(height))
        for lens, pitch, height in product(LENSES, PITCHES_DEG, HEIGHTS_M)
    ]
    judged = [judge.look(place.camera(size)) for place in places]
    order = sorted(range(len(places)), key=lambda number: -judged[number].score)
    bent = [_bent(places[number], judged[number], judge, size) for number in order[:BEST]]
    place, best = max(bent, key=lambda one: one[1].score)
    camera: Calibration = place.camera(size)
    kits = Calibration.nominal(size).for_size(size)
    kits_judged = judge.look(kits)
    if kits_judged.score + KITS_FIRST >= best.score:
        camera, best = kits, kits_judged
    if math.isinf(best.score):
        return Guess(kits, settings, 0.0)
    marks = best.marks if settings.marks == "auto" else settings.marks
    known = settings.model_copy(update={"marks": marks, "widest_mark_m": best.widest_m})
    return Guess(_learned(camera, some, known), known, best.score)


def _bent(
    place: Place, judged: Judged, judge: Judge, size: tuple[int, int]
) -> tuple[Place, Judged]:
    """Return the best place that is found from one in ever smaller steps."""
    for steps in STEPS:
        for other in place.around(*steps):
            seen = judge.look(other.camera(size), judged)
            if seen.score > judged.score:
                place, judged = other, seen
    return place, judged


def _learned(
    camera: Calibration, pictures: Sequence[Image], settings: PerceptionSettings
) -> Calibration:
    """Return the camera with what the tracker learns of it from a few looks at each picture."""
    for picture in pictures:
        perception = Perception(settings, camera)
        seen = [perception.look(picture, 0.05 * number) for number in range(LEARNS)][-1]
        if seen.lane is not None and seen.lane.confidence > 0.3:
            camera = perception.calibration_now
    return camera
