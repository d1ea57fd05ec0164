"""Moves in the plane: where the car is, and the lane as it is seen from somewhere else."""

import math
from dataclasses import dataclass, replace

from self_driving_car.control.motion import Twist
from self_driving_car.perception.seen import Lane

STRAIGHT_RAD = 1e-6


@dataclass(frozen=True, slots=True)
class Move:
    """From one place of the car to another, in the frame of the first; also a pose.

    Attributes:
        forward_m, left_m: the second origin.
        turned_rad: how far it has turned, to the left.
    """

    forward_m: float = 0.0
    left_m: float = 0.0
    turned_rad: float = 0.0

    def then(self, other: "Move") -> "Move":
        """Return both moves as one."""
        cosine, sine = math.cos(self.turned_rad), math.sin(self.turned_rad)
        return Move(
            self.forward_m + cosine * other.forward_m - sine * other.left_m,
            self.left_m + sine * other.forward_m + cosine * other.left_m,
            self.turned_rad + other.turned_rad,
        )

    def back(self) -> "Move":
        """Return the move that undoes this one."""
        cosine, sine = math.cos(self.turned_rad), math.sin(self.turned_rad)
        return Move(
            -cosine * self.forward_m - sine * self.left_m,
            sine * self.forward_m - cosine * self.left_m,
            -self.turned_rad,
        )

    def to(self, other: "Move") -> "Move":
        """Return the move from this pose to another; both are poses in one frame."""
        return self.back().then(other)


STAY = Move()


def moved(twist: Twist, for_s: float) -> Move:
    """Return where a steady movement leads: an arc of a circle."""
    turned = twist.turn_rad_s * for_s
    way = twist.speed_m_s * for_s
    if abs(turned) < STRAIGHT_RAD:
        return Move(way, way * turned / 2.0, turned)
    radius = way / turned
    return Move(radius * math.sin(turned), radius * (1.0 - math.cos(turned)), turned)


def slope_at(lane: Lane, x_m: float) -> float:
    """Return how much y grows for each x there."""
    return math.tan(lane.heading_at(x_m))


def bend_at(lane: Lane, x_m: float) -> float:
    """Return the curvature of the lane there, in 1/m; positive: to the left."""
    return lane.curvature_at(x_m)


def lane_after(lane: Lane, move: Move) -> Lane:
    """Return the lane as it is seen after the car has moved.

    The foot of the new y axis on the curve is found by two steps of Newton's method; slope and
    second derivative are those of the curve there, turned; the third is taken over as it is. A
    path moves place by place.
    """
    cosine, sine = math.cos(move.turned_rad), math.sin(move.turned_rad)
    offset = (lane.y_at(move.forward_m) - move.left_m) / max(cosine, 0.2)
    for _ in range(2):
        x = move.forward_m - offset * sine
        error = move.left_m + offset * cosine - lane.y_at(x)
        offset -= error / max(cosine + slope_at(lane, x) * sine, 0.2)
    x = move.forward_m - offset * sine
    turned = math.atan(slope_at(lane, x)) - move.turned_rad
    heading = math.tan(max(-1.4, min(1.4, turned)))
    return replace(
        lane,
        offset_m=offset,
        heading_rad=heading,
        curvature_per_m=bend_at(lane, x) * (1.0 + heading * heading) ** 1.5,
        nearest_m=lane.nearest_m - move.forward_m,
        farthest_m=lane.farthest_m - move.forward_m,
        path=lane.path and lane.path.seen_from(move.forward_m, move.left_m, move.turned_rad),
    )
