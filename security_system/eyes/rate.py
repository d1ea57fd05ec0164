"""How many pictures a second this computer can look at, and still have time for the rest.

A computer that is too slow looks at fewer pictures and says so, instead of being at 100 % for ever
(frigate #3332). Pure: given the costs.
"""

MOST_SHARE = 0.7
"""Looking takes at most this share of the time; the alarm and the page need the rest."""
REMEMBERED = 20
"""Pictures over which the cost is averaged."""
LEAST_FPS = 1.0
EASIER = 0.85
"""The rate rises again only when it would be easy: no going up and down."""


class Rate:
    """The rate of one eye.

    Attributes:
        fps: pictures a second that are looked at now.
        cost_s: what one of them takes, on average.
    """

    def __init__(self, wanted_fps: float) -> None:
        self.wanted_fps = wanted_fps
        self.fps = wanted_fps
        self.cost_s = 0.0
        self._count = 0
        self._last_s: float | None = None

    @property
    def is_lowered(self) -> bool:
        """Whether fewer pictures are looked at than was asked for."""
        return self.fps < self.wanted_fps * 0.95

    def is_due(self, t_s: float) -> bool:
        """Return whether a picture taken at `t_s` shall be looked at."""
        period_s = 1.0 / self.fps
        if not self.is_lowered or self._last_s is None or t_s - self._last_s >= 0.9 * period_s:
            self._last_s = t_s
            return True
        return False

    def took(self, cost_s: float) -> None:
        """Note what looking at a picture took."""
        self._count += 1
        share = 1.0 / min(self._count, REMEMBERED)
        self.cost_s += share * (cost_s - self.cost_s)
        if self._count < REMEMBERED // 2:
            return
        possible = MOST_SHARE / max(self.cost_s, 1e-6)
        if possible < self.fps:
            self.fps = max(LEAST_FPS, possible)
        elif possible * EASIER > self.fps:
            self.fps = min(self.wanted_fps, possible * EASIER)

    def words(self) -> str:
        """Return what people are told; "" when all is well."""
        if not self.is_lowered:
            return ""
        return (
            f"This computer needs {self.cost_s * 1000:.0f} ms for a picture: it looks at "
            f"{self.fps:.1f} a second instead of {self.wanted_fps:g}. A smaller size costs less."
        )
