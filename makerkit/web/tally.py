"""Who has asked how often, counted by one thread at a time."""

import threading
from typing import Any

from limits.storage import MemoryStorage


class Tally(MemoryStorage):
    """The memory of `limits`, whose threads wait for one another.

    `limits` 5.8 forgets what is old by a timer that two threads may start at once; the second one
    then fails ("threads can only be started once"), and with it the request
    (https://github.com/alisaifee/limits/pull/352). Its address is `tally://`.
    """

    STORAGE_SCHEME = ["tally"]  # noqa: RUF012 (as in its base)

    def __init__(self, uri: str | None = None, **options: Any) -> None:
        self._one_at_a_time = threading.Lock()
        super().__init__(uri, **options)

    def acquire_entry(self, *what: Any, **how: Any) -> bool:
        """Count one more, or return False where that is too much."""
        with self._one_at_a_time:
            return super().acquire_entry(*what, **how)

    def incr(self, *what: Any, **how: Any) -> int:
        """Count up."""
        with self._one_at_a_time:
            return super().incr(*what, **how)
