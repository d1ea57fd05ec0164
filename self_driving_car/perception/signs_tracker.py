"""Which sign or light the car has to obey now, and how far away it is.

One picture is not believed: a sign or a light counts once pictures together speak for it, and of
the last three colours of a light the most frequent. Between pictures the distance shrinks by the
way that the wheels have rolled. What stands beside another lane does not concern us; a sign at
which the car has stood is not obeyed again before it has left the view.

    nothing -- enough speaks for it --> sure -- obeyed() --> obeyed -- gone for GONE_S --> nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from self_driving_car.perception.seen import Light, LightColour, Seen, Sign
from self_driving_car.perception.signs_track import Thing, Track

if TYPE_CHECKING:
    from self_driving_car.perception.sign_settings import SignSettings

STRICTEST = [LightColour.RED, LightColour.AMBER, LightColour.GREEN]
LANE_SEEN_M = 1.2
"""Further ahead the parabola of the lane is no longer believed."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What has to be obeyed ahead.

    Attributes:
        stop_m: how far the car may still roll before it stands at a stop sign; 0.0 without a
            calibration (now); None without a sign.
        stop_sign: as it was last seen.
        light: what the light shows; None without a light.
        light_m: how far the car may still roll before it stands at the light.
    """

    stop_m: float | None = None
    stop_sign: Sign | None = None
    light: LightColour | None = None
    light_m: float | None = None

    @property
    def is_red(self) -> bool:
        """Whether a light forbids to pass: amber does so too."""
        return self.light in {LightColour.RED, LightColour.AMBER}


class SignTracker:
    """Follows signs and lights over time.

    Args:
        settings: section [signs].
    """

    def __init__(self, settings: SignSettings) -> None:
        self.settings = settings
        self._sign = Track[Sign]()
        self._light = Track[Light]()

    def update(self, seen: Seen, now_s: float, moved_m: float = 0.0) -> Ahead:
        """Take in what a picture showed, and return what is ahead.

        Args:
            seen: of the newest picture.
            now_s: monotonic time.
            moved_m: way rolled since the last call.
        """
        self.roll(moved_m)
        self._sign.see(self._nearest(seen.signs, seen), now_s)
        self._light.see(self._nearest(seen.lights, seen), now_s)
        return self.ahead

    def roll(self, moved_m: float) -> None:
        """Take in that the car rolled on without a new picture."""
        self._sign.roll(moved_m)
        self._light.roll(moved_m)

    @property
    def ahead(self) -> Ahead:
        """What has to be obeyed ahead."""
        sign, light = self._sign, self._light
        is_stop = sign.is_sure and not sign.is_obeyed
        return Ahead(
            stop_m=self._before(sign, self.settings.stop_before_m) if is_stop else None,
            stop_sign=sign.last if is_stop else None,
            light=_colour(light) if light.is_sure else None,
            light_m=self._before(light, self.settings.wait_before_m) if light.is_sure else None,
        )

    def obeyed(self) -> None:
        """The car has stood at the sign: it may go on, and passes this one."""
        self._sign.is_obeyed = True

    @staticmethod
    def _before(track: Track[Sign] | Track[Light], margin_m: float) -> float:
        return 0.0 if track.distance_m is None else max(0.0, track.distance_m - margin_m)

    def _nearest(self, found: tuple[Thing, ...], seen: Seen) -> Thing | None:
        """Return the nearest that concerns our lane."""
        ours = [one for one in found if self._is_ours(one, seen)]
        return min(ours, key=lambda one: (one.distance_m or 0.0, -one.box[3]), default=None)

    def _is_ours(self, one: Sign | Light, seen: Seen) -> bool:
        if one.distance_m is None or one.side_m is None:
            return True
        settings = self.settings
        if one.distance_m > settings.farthest_m:
            return False
        # in a bend our lane is not where the car points
        axle_m = one.distance_m + settings.front_m
        lane_m = 0.0 if seen.lane is None else seen.lane.y_at(min(axle_m, LANE_SEEN_M))
        beside_m = one.side_m - lane_m
        return -settings.right_of_car_m <= beside_m <= settings.left_of_car_m


def _colour(light: Track[Light]) -> LightColour | None:
    """Return what most of the last pictures showed; of two colours the one that forbids more."""
    colours = [one.colour for one in light.recent if one is not None]
    if not colours:
        return None if light.last is None else light.last.colour
    most = max(map(colours.count, colours))
    return min((one for one in colours if colours.count(one) == most), key=STRICTEST.index)
