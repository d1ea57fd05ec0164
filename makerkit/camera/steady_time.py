"""Time stamps of a film, made from a camera's clock, whatever that clock does."""

NS_PER_US = 1000
US_PER_S = 1_000_000


class SteadyTime:
    """Turns the times of pictures into microseconds that only grow, from 0.

    - Lost pictures leave a gap: the film keeps the real distance.
    - A clock that stands still or goes back, and one that leaps further than `longest_gap_s`, does
      not count: the picture follows the one before it at the usual distance.

    Attributes:
        jumps: how often the clock did such a thing.
    """

    def __init__(self, *, usual_us: int = 66_667, longest_gap_s: float = 60.0) -> None:
        self.jumps = 0
        self._usual_us = usual_us
        self._longest_ns = int(longest_gap_s * 1e9)
        self._last_ns: int | None = None
        self._film_ns = 0

    @property
    def usual_us(self) -> int:
        """The distance of two pictures as it was seen last."""
        return self._usual_us

    @property
    def last_us(self) -> int:
        """Where the last picture stands."""
        return self._film_ns // NS_PER_US

    def place(self, t_ns: int) -> int:
        """Return where the picture taken at `t_ns` stands in the film, in microseconds."""
        if self._last_ns is not None:
            before_us = self._film_ns // NS_PER_US
            self._film_ns += self._step_ns(t_ns - self._last_ns)
            if self._film_ns // NS_PER_US == before_us:
                self._film_ns += NS_PER_US
        self._last_ns = t_ns
        return self._film_ns // NS_PER_US

    def _step_ns(self, step_ns: int) -> int:
        if 0 < step_ns <= self._longest_ns:
            if step_ns < 2 * 10**9:
                self._usual_us = max(1, step_ns // NS_PER_US)
            return step_ns
        self.jumps += 1
        return self._usual_us * NS_PER_US
