"""One sign or one light, and where it stands on the floor: sure only when pictures speak for it.

A picture that shows it speaks for it by how sure the net is; one that should show it and does not
speaks against it. So two good looks are enough, and something red that is taken for a sign now and
then never is, or not for long; nor is what no picture shows clearly. Out of view it stays what it
was: a bend hides a sign, and does not take it away.
"""

from __future__ import annotations

import math
from collections import deque
from typing import Generic, TypeVar

from self_driving_car.perception.seen import Light, LightColour, Sign

Thing = TypeVar("Thing", Sign, Light)

PICTURES = 3
ENOUGH, MOST = 1.15, 3.0
"""One picture speaks with up to 1: two are needed at least. Of more than the most nothing is
remembered, but that it was there for sure: some missing pictures do not take it away."""
CLEAR, CLEAR_CUT, CLEAR_LOOKS = 0.88, 0.95, 2
"""At least so many pictures must be so sure; the second where the picture's edge cuts it off. On 30
tune roads each sign that was seen whole had three pictures of 0.92 or more; balls and marks that
curl in a bend had many of up to 0.86 in a row, and once one above."""
MISSED = 0.4
"""A picture that should show it and does not speaks against it by this much."""
CUT = 0.5
"""What is cut off by the picture's edge is seen by half, and speaks by so much of it."""
GONE_M = 0.5
"""Not seen from afar where it should be while the car rolls on so far, it was a mistake."""
NEAR_M = 0.9
"""Nearer than this a sign may leave the picture at its side or top before it is reached."""
KEPT_S = 30.0
"""So long it is believed without being seen: longer than any phase of a light."""
NEWEST, MOST_STEP_M = 0.3, 0.05
"""Sizes are whole pixels: a look moves a place by this share, and no further than this."""
DRIFTS = 0.12
"""Of each metre rolled without seeing it, so much is not relied upon."""
ROUGH = 0.35
"""What was seen cut off only is perhaps nearer by this share: half a plate looks far away."""
DOUBTED_ON_M = 0.1
"""What was not seen again over so long a way is doubted no more: it is out of view."""
JUDGED = 5
"""Most of so many pictures say whether it stands beside our lane: one of them may see it askew."""
STRICTEST = [LightColour.RED, LightColour.AMBER, LightColour.GREEN]


class Place(Generic[Thing]):
    """One thing over time.

    Args:
        x_m, y_m: where it stands, in the frame in which the car's pose is told.
        now_s: when it was seen first.

    Attributes:
        last: as it was last seen; None: not yet.
        way_m: along the lane from the car's front until it is reached; negative: passed.
        unseen_m: how far the car has rolled since it was seen.
        is_sure: whether enough spoke for it.
        is_obeyed: whether the car has stood at it, or is past it.
        shows: what a light shows.
        is_seen: whether the newest picture showed it.
        is_proven: whether so much spoke for it that it was there for sure.
    """

    def __init__(self, x_m: float, y_m: float, now_s: float) -> None:
        self.x_m, self.y_m = x_m, y_m
        self.last: Thing | None = None
        self.way_m = self.unseen_m = 0.0
        self.is_sure = self.is_obeyed = self.is_seen = False
        self._clear_looks = 0
        self.shows: LightColour | None = None
        self._recent: deque[LightColour] = deque(maxlen=PICTURES)
        self._beside: deque[bool] = deque(maxlen=JUDGED)
        self._evidence = 0.0
        self._missed_m = self._rough_m = 0.0
        self._is_missed = self.is_proven = False
        self._seen_s = now_s

    @property
    def least_m(self) -> float:
        """How far it is at least: what was last seen far away may be nearer than it was judged."""
        return self.way_m - DRIFTS * self.unseen_m - self._rough_m

    @property
    def is_ours(self) -> bool:
        """Whether it stands beside our lane, as most of the newest pictures show the lane."""
        return 2 * sum(self._beside) > len(self._beside)

    @property
    def is_doubted(self) -> bool:
        """Whether something speaks for it, and not enough, and the next pictures may decide."""
        is_open = self._evidence > 0.0 and self.unseen_m < DOUBTED_ON_M
        return self.is_ours and is_open and not (self.is_sure or self.is_obeyed)

    def judge(self, *, is_beside: bool) -> None:
        """A picture showed the lane: it stands beside it, or does not."""
        self._beside.append(is_beside)

    def see(self, thing: Thing, x_m: float, y_m: float, now_s: float) -> None:
        """A picture showed it, there."""
        if self.last is None and thing.is_cut:
            self._rough_m = ROUGH * (thing.distance_m or 0.0)
        if not thing.is_cut:
            self._move(x_m - self.x_m, y_m - self.y_m)
        self.last, self.is_seen, self.unseen_m = thing, True, 0.0
        self._seen_s, self._missed_m, self._is_missed = now_s, 0.0, False
        speaks = (2.0 * thing.confidence - 1.0) * (CUT if thing.is_cut else 1.0)
        self._evidence = min(MOST, self._evidence + speaks)
        self.is_proven = self.is_proven or self._evidence >= MOST
        clear = CLEAR_CUT if thing.is_cut else CLEAR
        self._clear_looks += thing.confidence >= clear
        enough = self._clear_looks >= CLEAR_LOOKS and self._evidence >= ENOUGH
        self.is_sure = self.is_sure or enough
        if isinstance(thing, Light):
            self._recent.append(thing.colour)
            self.shows = shown(self.shows, list(self._recent))

    def miss(self, *, is_in_view: bool) -> None:
        """A picture did not show it; out of view nobody could expect it.

        What the last picture showed whole, this one has to show: something else, bigger or smaller
        than a sign, does not stand where it seems to, and is in view for longer.
        """
        was_whole = self.is_seen and self.last is not None and not self.last.is_cut
        is_expected = is_in_view or was_whole
        self.is_seen, self._is_missed = False, is_expected
        if is_expected:
            self._evidence = max(0.0, self._evidence - MISSED)
            self.is_sure = self.is_sure and (self.is_proven or self._evidence > 0.0)
        else:
            self._missed_m = 0.0

    def roll(self, moved_m: float) -> None:
        """The car rolled on. A car that stands sees the same again: that says nothing new."""
        self.unseen_m += abs(moved_m)
        self._missed_m += abs(moved_m) if self._is_missed else 0.0

    def is_over(self, now_s: float) -> bool:
        """Return whether it was a mistake, or is gone."""
        is_near = self.is_sure and self.way_m < NEAR_M
        return now_s - self._seen_s > KEPT_S or (self._missed_m > GONE_M and not is_near)

    def _move(self, by_x_m: float, by_y_m: float) -> None:
        far_m = math.hypot(by_x_m, by_y_m)
        share = min(NEWEST, MOST_STEP_M / max(far_m, 1e-6))
        if self._rough_m > 0.0:
            share, self._rough_m = 1.0, 0.0
        self.x_m += share * by_x_m
        self.y_m += share * by_y_m


def shown(before: LightColour | None, recent: list[LightColour]) -> LightColour:
    """Return what a light shows, by what the last pictures showed.

    Most of them count; of two colours the one that forbids more. Red ends with green alone: an
    amber that follows it was misread.
    """
    most = max(map(recent.count, recent))
    now = min((one for one in recent if recent.count(one) == most), key=STRICTEST.index)
    if before is LightColour.RED and now is LightColour.AMBER:
        return LightColour.RED
    return now
