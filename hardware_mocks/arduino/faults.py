"""What a bad cable does to the bytes that go through it: pure, and the same for the same seed."""

import random
from collections.abc import Iterable

from hardware_mocks.arduino.uart import NS_PER_S, Timed
from makerkit.errors import BadInputError

NS_PER_MS = 1_000_000
KINDS = ("damage", "drop", "split", "noise")


class Faults:
    """The faults of one direction of a line; at first it has none.

    Each kind of fault has dice of its own, so that one more does not change the others. `through`
    is the line itself: what goes in comes out, as far as it does.

    Args:
        seed: of the dice.
    """

    def __init__(self, seed: int | str = 0) -> None:
        self._seed = seed
        self.mend()

    def mend(self) -> None:
        """Take all faults away; bytes that are late still come."""
        self._dice = {kind: random.Random(f"{self._seed} {kind}") for kind in KINDS}
        self._damaged = self._dropped = self._split = self._noise_per_s = 0.0
        self._gap_ns = 0
        self._noise_at_ns: float | None = None
        self._late: list[Timed] = getattr(self, "_late", [])

    @property
    def is_clean(self) -> bool:
        """Whether bytes go through as they are."""
        has_faults = self._damaged or self._dropped or self._split or self._noise_per_s
        return not has_faults and not self._late

    def damage(self, *, share: float, seed: int | None = None) -> None:
        """Flip one bit of this share of the bytes (0.0-1.0)."""
        self._damaged = self._prepare("damage", share, seed)

    def drop(self, *, share: float, seed: int | None = None) -> None:
        """Lose this share of the bytes."""
        self._dropped = self._prepare("drop", share, seed)

    def split(self, *, share: float, gap_ms: float = 20.0, seed: int | None = None) -> None:
        """Before this share of the bytes, hold everything back for `gap_ms`."""
        self._split = self._prepare("split", share, seed)
        self._gap_ns = round(gap_ms * NS_PER_MS)

    def noise(self, *, per_s: float, seed: int | None = None) -> None:
        """Let bytes come that nobody sent, so many a second on average, from now on."""
        if not per_s >= 0:
            raise BadInputError(f"noise: `per_s` must be 0 or more (got {per_s})")
        self._prepare("noise", 0.0, seed)
        self._noise_per_s, self._noise_at_ns = per_s, None

    def through(self, sent: Iterable[Timed], now_ns: int) -> list[Timed]:
        """Return what comes out by `now_ns` of what went in, in order.

        Args:
            sent: the bytes since the last call, in order.
            now_ns: until when; later calls have later times.
        """
        for byte in sent:
            self._take(byte)
        out = sorted([*self._late, *self._noise_until(now_ns)], key=_time)
        self._late = [byte for byte in out if byte.t_ns > now_ns]
        return [byte for byte in out if byte.t_ns <= now_ns]

    # -- inside

    def _prepare(self, kind: str, share: float, seed: int | None) -> float:
        if not 0 <= share <= 1:
            raise BadInputError(f"{kind}: `share` must lie between 0 and 1 (got {share})")
        if seed is not None:
            self._dice[kind] = random.Random(f"{seed} {kind}")
        return float(share)

    def _take(self, byte: Timed) -> None:
        t_ns, value = byte
        if self._late:
            t_ns = max(t_ns, self._late[-1].t_ns)  # nothing overtakes on a wire
        if self._happens("split", self._split):
            t_ns += self._gap_ns
        if self._happens("damage", self._damaged):
            value ^= 1 << self._dice["damage"].randrange(8)
        if not self._happens("drop", self._dropped):
            self._late.append(Timed(t_ns, value))

    def _happens(self, kind: str, share: float) -> bool:
        return bool(share) and self._dice[kind].random() < share

    def _noise_until(self, now_ns: int) -> list[Timed]:
        found: list[Timed] = []
        if not self._noise_per_s:
            return found
        dice = self._dice["noise"]
        if self._noise_at_ns is None:
            self._noise_at_ns = now_ns + dice.expovariate(self._noise_per_s) * NS_PER_S
        while self._noise_at_ns <= now_ns:
            found.append(Timed(round(self._noise_at_ns), dice.randrange(256)))
            self._noise_at_ns += dice.expovariate(self._noise_per_s) * NS_PER_S
        return found


def _time(byte: Timed) -> int:
    return byte.t_ns
