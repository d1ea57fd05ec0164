"""Finds stop signs and traffic lights in a picture.

Coloured spots of the right shape are candidates (`signs_candidates.py`), the likeliest first
(`signs_worth.py`); a small net says what each of them is (`signs_net.py`), and looks again where it
is unsure. A picture without candidates costs the search for colours only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from self_driving_car.perception.seen import Box, Light, LightColour, Sign, SignKind
from self_driving_car.perception.signs_candidates import candidates_of, square_round
from self_driving_car.perception.signs_distance import place_of
from self_driving_car.perception.signs_net import CLASSES, box_of, crop_of, mirrored, shares_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from self_driving_car.perception.sign_settings import SignSettings
    from self_driving_car.perception.signs_candidates import Candidate
    from self_driving_car.perception.signs_distance import Lens

    Picture = NDArray[Any]
    Gains = tuple[float, float, float]

MODEL = Path(__file__).parents[1] / "models" / "signs.onnx"
"""The net of the kit."""
MOST_CANDIDATES = 10
LEAST_SCORE = 0.65
LEAST_HOPE, SURE_SCORE = 0.2, 0.9
"""Where the net is less sure than the second and hopes more than the first, it is asked again: by
a square laid on what it believes to see, and by its mirror image; the three answers count alike."""


SAME_SHARE, HIDDEN_SHARE = 1 / 3, 0.6
"""Boxes of which more than this share of the smaller one is common are the same thing; the second
where one is a sign and the other a light, which may stand before it."""


class Net(Protocol):
    """Whatever answers to a square: `self_driving_car.perception.onnx_net.OnnxNet`."""

    def __call__(self, blob: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return nine numbers for shape (1, 3, 32, 32)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a candidate turned out to be."""

    name: str
    score: float
    box: Box


class SignFinder:
    """Finds stop signs and traffic lights.

    Args:
        settings: section [signs].
        net: instead of the one that the settings name.
    """

    def __init__(self, settings: SignSettings, net: Net | None = None) -> None:
        self._settings = settings
        self._net = net or _net_of(settings)

    def look(
        self, bgr: Picture, calibration: Lens | None = None
    ) -> tuple[tuple[Sign, ...], tuple[Light, ...]]:
        """Return the signs and the lights of a picture, the surest first.

        Args:
            bgr: shape (H, W, 3).
            calibration: of the camera; without one nothing has a distance.
        """
        signs: list[Sign] = []
        lights: list[Light] = []
        for one in self.verdicts(bgr):
            is_light = one.name != "stop"
            place = place_of(one.box, self._settings, calibration, is_light=is_light)
            if place.lies:
                continue
            is_cut = _is_cut(one.box, bgr.shape)
            where = (one.box, one.score, place.ahead_m, place.left_m, is_cut)
            if is_light:
                lights.append(Light(LightColour(one.name), *where))
            else:
                signs.append(Sign(SignKind.STOP, *where))
        return tuple(signs), tuple(lights)

    def verdicts(self, bgr: Picture) -> list[Verdict]:
        """Return what the net is sure of, each thing once, the surest first."""
        settings = self._settings
        return verdicts_of(bgr, self._net, settings.most_candidates, settings.least_score)


def verdicts_of(bgr: Picture, net: Net, most: int, least_score: float) -> list[Verdict]:
    """Return what a net is sure of, each thing once, the surest first.

    Args:
        bgr: shape (H, W, 3).
        net: what says what a candidate is.
        most: so many candidates are asked about at most.
        least_score: what the net must be sure of, 0 to 1.
    """
    found = candidates_of(bgr, 2 * most)
    verdicts: list[Verdict] = []
    asked = 0
    for one in found.candidates:
        if any(_is_settled(one, verdict) for verdict in verdicts):
            continue
        if asked == most:
            break
        asked += 1
        verdict = _verdict_on(bgr, one, found.gains, net)
        if verdict.name != CLASSES[0] and verdict.score >= least_score:
            verdicts.append(verdict)
    return _each_once(verdicts)


def _verdict_on(bgr: Picture, one: Candidate, gains: Gains, net: Net) -> Verdict:
    """Return what a candidate is; where the net is unsure, it looks again, and from nearby."""
    answer = net(crop_of(bgr, one, gains)).reshape(-1)
    shares, box = shares_of(answer), box_of(answer, one)
    sign = 1 + int(shares[1:].argmax())
    if LEAST_HOPE <= shares[sign] < SURE_SCORE and not one.is_cut:
        near = square_round(CLASSES[sign], box)
        square = crop_of(bgr, near, gains)
        answer = net(square).reshape(-1)
        shares, box = shares + shares_of(answer), box_of(answer, near)
        shares = (shares + shares_of(net(mirrored(square)).reshape(-1))) / 3
    best = int(shares.argmax())
    return Verdict(CLASSES[best], float(shares[best]), _inside(box, bgr.shape))


def _is_settled(one: Candidate, verdict: Verdict) -> bool:
    """Return whether the middle of a candidate is in something that the net is sure of."""
    x, y, width, height = verdict.box
    is_inside = x <= one.x <= x + width and y <= one.y <= y + height
    return is_inside and verdict.score >= SURE_SCORE


def _net_of(settings: SignSettings) -> Net:
    from self_driving_car.perception.onnx_net import OnnxNet

    return OnnxNet(Path(settings.model) if settings.model else MODEL)


def _each_once(verdicts: list[Verdict]) -> list[Verdict]:
    kept: list[Verdict] = []
    for one in sorted(verdicts, key=lambda one: -one.score):
        if not any(_are_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _are_same(one: Verdict, other: Verdict) -> bool:
    """Return whether two boxes overlap too much to be two things: a light may hide a sign."""
    is_one_a_sign = (one.name == "stop") != (other.name == "stop")
    share = _overlap_of_smaller(one.box, other.box)
    return share > (HIDDEN_SHARE if is_one_a_sign else SAME_SHARE)


def _overlap_of_smaller(one: Box, other: Box) -> float:
    """Return which share of the smaller box the other one covers."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    smaller = min(one[2] * one[3], other[2] * other[3])
    return max(0, wide) * max(0, high) / smaller


def _is_cut(box: Box, shape: tuple[int, ...]) -> bool:
    """Return whether a box touches the edge of the picture."""
    left, top, width, height = box
    return left <= 0 or top <= 0 or left + width >= shape[1] or top + height >= shape[0]


def _inside(box: Box, shape: tuple[int, ...]) -> Box:
    left, top = max(0, box[0]), max(0, box[1])
    right, bottom = min(shape[1], box[0] + box[2]), min(shape[0], box[1] + box[3])
    return left, top, max(1, right - left), max(1, bottom - top)
