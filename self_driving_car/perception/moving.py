"""What is known of a lane when the car has moved on."""

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.curve import (
    ALIKE_NODES,
    APART_M,
    NODES,
    SIZE,
    USUAL_BEND_PER_M,
    Course,
)
from self_driving_car.perception.fit import Belief
from self_driving_car.perception.lean import DRIFT

Floats = NDArray[np.float64]
Moved = tuple[float, float, float]
"""Metres forward, metres to the left, radians turned to the left since the last picture."""

UNKNOWN_MOVE: Moved = (0.02, 0.0, 0.0)
"""Where there is no odometry: a slow car at twenty pictures a second."""
STANDING = np.array([0.001, 0.002, *[0.01] * NODES])
WAY = np.array([0.03, 0.05, *[0.5] * NODES])
"""What may change between two pictures: standing, and per metre of way."""
SLIP = 0.1
"""Share of a turn that wheels that slip may not have made."""
WITHOUT_ODOMETRY = np.array([0.025, 0.08, *[0.25] * NODES])
"""What may change in one picture when nobody measures how the car moves."""


def moved_on(belief: Belief, moved: Moved | None) -> Belief:
    """Return what is known of the lane when the car has moved."""
    forward, left, turned = moved if moved is not None else UNKNOWN_MOVE
    curve, way, change = belief.course.moved(belief.state[:SIZE], forward, left, turned)
    state = np.concatenate([curve, belief.state[SIZE:]])
    shift = np.eye(len(state))
    shift[:SIZE, :SIZE] = change
    noise = np.concatenate([STANDING + WAY * abs(forward), DRIFT])
    noise[1] += SLIP * abs(turned)
    if moved is None:
        noise[:SIZE] = WITHOUT_ODOMETRY
    covariance = shift @ belief.covariance @ shift.T + np.diag(noise**2)
    return _past_nodes(state, covariance, belief.course.phase_m + way)


def _past_nodes(state: Floats, covariance: Floats, phase_m: float) -> Belief:
    """Drop nodes that the car has passed and lay new ones, as roads usually go on."""
    while phase_m >= APART_M:
        phase_m -= APART_M
        state, covariance = _shifted(state, covariance, 2, SIZE - 1)
    while phase_m < 0:
        phase_m += APART_M
        state, covariance = _shifted(state, covariance, SIZE - 1, 2)
    return Belief(state, covariance, Course(phase_m))


def _shifted(state: Floats, covariance: Floats, gone: int, new: int) -> tuple[Floats, Floats]:
    """Drop the node of one end and lay one at the other, from its neighbour."""
    step = 1 if gone < new else -1
    change = np.eye(len(state))
    for node in range(gone, new, step):
        change[node] = np.eye(len(state))[node + step]
    change[new] = 0.0
    change[new, new] = ALIKE_NODES
    noise = np.zeros(len(state))
    noise[new] = USUAL_BEND_PER_M**2 * (1 - ALIKE_NODES**2)
    return change @ state, np.asarray(change @ covariance @ change.T + np.diag(noise))
