"""How well a net predicts on pictures it never learned from, beside one that always says the same.

Such scores say little about driving (in four real recordings the usual recipe hardly beats a
constant); a trained net is judged by laps. But a net that does not even beat a constant will not
drive either.
"""

from dataclasses import asdict, dataclass

import numpy as np

from self_driving_car.training.recordings import Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Of the exam; angles as shares of full steering.

    Attributes:
        angle_mae: mean error of the steering.
        constant_mae: the same of whoever always steers as is usual in what was learned from.
        angle_rmse, constant_rmse: root of the mean square.
        correlation: of steering and prediction, 1.0 at best.
        right_way: share of clear bends (more than 0.1) that it steers the right way.
        throttle_mae: mean error of the throttle.
    """

    angle_mae: float
    constant_mae: float
    angle_rmse: float
    constant_rmse: float
    correlation: float
    right_way: float
    throttle_mae: float

    @property
    def beats_a_constant(self) -> bool:
        """Whether it has learned anything that helps: it errs less, and knows left from right."""
        return self.angle_mae < 0.95 * self.constant_mae and self.right_way > 0.8

    def rounded(self) -> dict[str, float]:
        """Return them for a card."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def score(predicted: Floats, wanted: Floats, learned_from: Floats) -> Scores:
    """Judge predictions.

    Args:
        predicted, wanted: (n, 2), angle and throttle.
        learned_from: (m,) the angles in what was learned from.
    """
    error = predicted - wanted
    constant = wanted[:, 0] - np.median(learned_from)
    bends = np.abs(wanted[:, 0]) > 0.1
    right = np.sign(predicted[bends, 0]) == np.sign(wanted[bends, 0])
    return Scores(
        angle_mae=float(np.abs(error[:, 0]).mean()),
        constant_mae=float(np.abs(constant).mean()),
        angle_rmse=float(np.sqrt((error[:, 0] ** 2).mean())),
        constant_rmse=float(np.sqrt((constant**2).mean())),
        correlation=_correlation(predicted[:, 0], wanted[:, 0]),
        right_way=float(right.mean()) if bends.any() else 1.0,
        throttle_mae=float(np.abs(error[:, 1]).mean()),
    )


def _correlation(a: Floats, b: Floats) -> float:
    if len(a) < 2 or a.std() < 1e-9 or b.std() < 1e-9:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])
