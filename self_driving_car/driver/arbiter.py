"""Who steers by hand: one at a time.

It is whoever came first, until he lets go, falls silent, or is taken the stick deliberately.

| | nobody holds | A holds | A is lost |
|---|---|---|---|
| A steers | A holds | steers | refused until `forgive` |
| B steers | B holds | refused | refused until `forgive` |
| B takes | B holds | B holds | B holds, lost is kept |
| A falls silent, in the middle | - | nobody holds | - |
| A falls silent, driving | - | A is lost | - |
"""

from self_driving_car.driver.orders import DONE, Answer, Steer

MOST_PRESENT = 64
"""More pages are never open; who has not been heard of for the longest time makes room."""
QUIET = 0.02
"""A stick this near to its middle is let go."""


class Arbiter:
    """Hands the car to one holder.

    Args:
        within_s: who is silent for longer has lost the car.

    Attributes:
        holder: who steers; "" for nobody.
        is_lost: somebody who drove was lost; the car stands until `forgive`.
    """

    def __init__(self, within_s: float) -> None:
        self._within_s = within_s
        self.holder = ""
        self.is_lost = False
        self._steer: Steer | None = None
        self._heard_s = 0.0
        self._present: dict[str, float] = {}

    def steer(self, order: Steer, now_s: float) -> Answer:
        """Somebody moves a stick."""
        self.tick(now_s)
        self.present(order.holder, now_s)
        if self.holder and order.holder != self.holder:
            return Answer(False, f"{self.holder} steers; take the car over first.")
        if self.is_lost and not _is_let_go(order):
            return Answer(False, "The car lost its driver. Arm it again.")
        if not self.holder and _is_let_go(order):
            return DONE  # a stick that nobody touches takes nothing
        self.holder, self._steer, self._heard_s = order.holder, order, now_s
        return DONE

    def take(self, holder: str, now_s: float) -> None:
        """Somebody takes the stick, deliberately; it begins in its middle."""
        self.present(holder, now_s)
        self.holder, self._heard_s = holder, now_s
        self._steer = Steer(holder, 0.0, 0.0)

    def gone(self, holder: str) -> None:
        """Somebody is gone for sure: no need to wait for silence."""
        self._present.pop(holder, None)
        if holder == self.holder:
            self._lose()

    def present(self, holder: str, now_s: float) -> None:
        """Somebody was heard of."""
        self._present.pop(holder, None)  # the newest stands last
        self._present[holder] = now_s
        if len(self._present) > MOST_PRESENT:  # pages that were closed without a word
            del self._present[next(iter(self._present))]

    def is_anybody_present(self, now_s: float) -> bool:
        """Return whether some page or stick was heard of in time."""
        return any(now_s - at_s <= self._within_s for at_s in self._present.values())

    def tick(self, now_s: float) -> None:
        """Let go of who has been silent for too long."""
        if self.holder and now_s - self._heard_s > self._within_s:
            self._lose()

    def forgive(self) -> None:
        """The deliberate act was done: who comes next may steer."""
        self.is_lost = False

    def let_go(self) -> None:
        """Nobody steers from now on; he who did must begin anew."""
        self.holder, self._steer = "", None

    @property
    def stick(self) -> Steer | None:
        """What the holder wants; None while nobody holds."""
        return self._steer if self.holder else None

    @property
    def is_steering(self) -> bool:
        """Whether somebody wants the car to move."""
        return self.stick is not None and not _is_let_go(self.stick)

    def _lose(self) -> None:
        self.is_lost = self.is_lost or self.is_steering
        self.let_go()


def _is_let_go(order: Steer) -> bool:
    return abs(order.throttle) <= QUIET and abs(order.angle) <= QUIET
