"""Wrong passwords cost time: after three of them 90 s, then twice as long each, up to 15 min.

It is counted for each account and for each address, and kept over a restart. A browser that has
logged in before is counted by itself: so nobody locks the owner out by guessing from elsewhere. A
try is counted before it is judged: ten at the same moment are ten.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from makerkit.web.secret_folder import SecretFolder

FREE_TRIES = 3
FIRST_LOCK_S = 90.0
LONGEST_LOCK_S = 900.0
FORGOTTEN_AFTER_S = 24 * 3600.0
KEYS_MAX = 1000
FILE = "lockout.json"


@dataclass(slots=True)
class Count:
    """What is known of one key.

    Attributes:
        tries: wrong ones, one after another.
        last_s: when the last was.
        until_s: when the lock ends.
    """

    tries: int = 0
    last_s: float = 0.0
    until_s: float = 0.0


class Lockout:
    """Counts tries by key and says who has to wait.

    Args:
        folder: where the counts are kept; None forgets them with the process.
        clock: seconds since 1970, even.
    """

    def __init__(self, folder: SecretFolder | None, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._counts = self._load()

    def begin(self, keys: Iterable[str]) -> float:
        """Count a try for all keys before it is judged.

        Returns:
            0.0 if it may be judged; otherwise how many seconds to wait, and nothing was counted.
        """
        keys = list(keys)
        with self._lock:
            now_s = self._clock()
            wait_s = max((self._wait_s(key, now_s) for key in keys), default=0.0)
            if wait_s <= 0:
                for key in keys:
                    self._count(key, now_s)
                self._save()
            return wait_s

    def succeeded(self, keys: Iterable[str]) -> None:
        """Forget the keys: the password was right."""
        with self._lock:
            if [self._counts.pop(key) for key in keys if key in self._counts]:
                self._save()

    def wait_s(self, keys: Iterable[str]) -> float:
        """Return how many seconds the keys have to wait; 0.0 when they need not."""
        with self._lock:
            now_s = self._clock()
            return max((self._wait_s(key, now_s) for key in keys), default=0.0)

    def clear(self) -> None:
        """Forget everything: somebody with access to this machine has set a new password."""
        with self._lock:
            self._counts.clear()
            self._save()

    def _wait_s(self, key: str, now_s: float) -> float:
        count = self._counts.get(key)
        return 0.0 if count is None else max(0.0, count.until_s - now_s)

    def _count(self, key: str, now_s: float) -> None:
        count = self._counts.setdefault(key, Count())
        if now_s - count.last_s > FORGOTTEN_AFTER_S:
            count.tries = 0
        count.tries += 1
        count.last_s = now_s
        count.until_s = now_s + lock_s(count.tries)
        if len(self._counts) > KEYS_MAX:
            self._forget_least(key)

    def _forget_least(self, but: str) -> None:
        """Make room: the key with the fewest tries goes, of these the one longest ago."""
        others = (key for key in self._counts if key != but)
        least = min(others, key=lambda key: (self._counts[key].tries, self._counts[key].last_s))
        del self._counts[least]

    def _save(self) -> None:
        if self._folder is not None:
            counts = {key: asdict(count) for key, count in self._counts.items()}
            self._folder.try_write(FILE, {"version": 1, "counts": counts})

    def _load(self) -> dict[str, Count]:
        """Read the counts. A clock that has gone back makes no lock longer than it was."""
        if self._folder is None:
            return {}
        now_s = self._clock()
        counts = {}
        for key, kept in self._folder.read(FILE).get("counts", {}).items():
            count = Count(**kept)
            if now_s < count.last_s:
                count.last_s, count.until_s = now_s, now_s + lock_s(count.tries)
            if now_s - count.last_s <= FORGOTTEN_AFTER_S:
                counts[key] = count
        return counts


def lock_s(tries: int) -> float:
    """Return how long so many wrong tries lock, in seconds."""
    if tries < FREE_TRIES:
        return 0.0
    return min(LONGEST_LOCK_S, FIRST_LOCK_S * 2.0 ** min(tries - FREE_TRIES, 10))


def network_of(address: str) -> str:
    """Return by what an address is counted: an IPv6 one by its /64, of which anybody has 2**64."""
    try:
        parsed = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)
