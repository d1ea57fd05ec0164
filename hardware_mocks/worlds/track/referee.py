"""What the car did, as a referee beside the track notes it: laps, leaving the lane, standing still.

The truth of a run: every 50 ms a sample, and events as they happen. Times in seconds since the run
began, ways along the road from the start line.
"""

from __future__ import annotations

from typing import Any

from hardware_mocks.worlds.track.along import Place, ruler_of
from hardware_mocks.worlds.track.car import Car
from hardware_mocks.worlds.track.road import Road

SAMPLE_NS = 50_000_000
NS_PER_S = 1_000_000_000
STANDS_M_S = 0.01
"""A car that is slower stands."""
STOOD_S = 0.2
"""A stop that is worth a note."""

Event = dict[str, Any]


class Referee:
    """Watches one car on one road.

    Attributes:
        events: what happened, in order.
        samples: where the car was, every 50 ms.
        way_m: how far along the road the car has come since the start; backwards counts back.
        laps: whole laps done.
        has_left_lane: whether it is farther than half a lane width from the middle of its lane.
        duty: what both motors are given, from -1 to 1, for the samples.
    """

    def __init__(self, road: Road, car: Car) -> None:
        self._ruler = ruler_of(road)
        self._half_lane_m = road.lane_width_m / 2
        self._car = car
        self.events: list[Event] = []
        self.samples: list[Event] = []
        self.way_m = 0.0
        self.laps = 0
        self.has_left_lane = False
        self.duty = (0.0, 0.0)
        self._stood_since_ns: int | None = 0
        self.begin(0)

    @property
    def lap_m(self) -> float:
        """How long one lap is."""
        return self._ruler.length_m

    def begin(self, now_ns: int) -> None:
        """Take the car's place as it is now, also after somebody carried it there."""
        self.place: Place = self._ruler.project(self._car.x_m, self._car.y_m)
        self._next_sample_ns = now_ns

    def watch(self, now_ns: int) -> None:
        """Look at the car."""
        before, self.place = self.place, self._ruler.project(self._car.x_m, self._car.y_m)
        self.way_m += self._ruler.way_m(before.s_m, self.place.s_m)
        while self.way_m >= (self.laps + 1) * self.lap_m:
            self.laps += 1
            self.note(now_ns, "lap", number=self.laps)
        has_left = abs(self.place.offset_m) > self._half_lane_m
        if has_left != self.has_left_lane:
            self.has_left_lane = has_left
            self.note(now_ns, "left_lane" if has_left else "back_in_lane")
        self._watch_standing(now_ns)
        if now_ns >= self._next_sample_ns:
            self._next_sample_ns += SAMPLE_NS
            self.samples.append(self._sample(now_ns))

    def note(self, now_ns: int, what: str, **more: Any) -> None:
        """Note an event, with the time and where the car is."""
        event: Event = {"what": what, "t_s": round(now_ns / NS_PER_S, 4)}
        self.events.append(event | {"s_m": round(self.place.s_m, 4)} | more)

    def _watch_standing(self, now_ns: int) -> None:
        stands = abs(self._car.speed_m_s) < STANDS_M_S
        if stands and self._stood_since_ns is None:
            self._stood_since_ns = now_ns
        elif not stands and self._stood_since_ns is not None:
            since_ns, self._stood_since_ns = self._stood_since_ns, None
            for_s = (now_ns - since_ns) / NS_PER_S
            if since_ns and for_s >= STOOD_S:
                self.note(now_ns, "went_on", stood_s=round(for_s, 3))
        elif stands and self._stood_since_ns and now_ns - self._stood_since_ns == 200_000_000:
            self.note(now_ns, "stopped", since_s=round(self._stood_since_ns / NS_PER_S, 4))

    def _sample(self, now_ns: int) -> Event:
        car = self._car
        return {
            "what": "car",
            "t_s": round(now_ns / NS_PER_S, 4),
            "x_m": round(car.x_m, 4),
            "y_m": round(car.y_m, 4),
            "heading_rad": round(car.heading_rad, 4),
            "s_m": round(self.place.s_m, 4),
            "offset_m": round(self.place.offset_m, 4),
            "speed_m_s": round(car.speed_m_s, 4),
            "duty": [round(share, 3) for share in self.duty],
        }
