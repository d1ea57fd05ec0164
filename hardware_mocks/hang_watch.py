"""Ends a process whose interpreter hangs in C code: in a regular expression, a sum over everything.

Nothing in Python can watch that, so the system does: by a timer of computing time, for a program
on a busy machine is slow and does not hang, and by a much longer one of real time, for what waits
in C and never comes back. Where a system has no such timer (Windows), real time alone decides.
"""

import faulthandler
import re
import signal
from collections.abc import Iterable, Iterator

WAITS_LONGER = 6
"""So much longer than computing may waiting last, as in `virtual_time.watchdog`."""
SIGNAL = getattr(signal, "SIGPROF", None)
_DUMPED_LINE = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')


class HangWatch:
    """Must be told now and then that Python still runs; else it ends the process.

    Args:
        descriptor: where the dump is written of what each thread was doing.
        patience_s: seconds of computing without a word.
    """

    def __init__(self, descriptor: int, patience_s: float) -> None:
        self._descriptor, self._patience_s = descriptor, patience_s
        if SIGNAL is not None:
            faulthandler.register(SIGNAL, file=descriptor, all_threads=True, chain=True)

    def stay_alive(self) -> None:
        """Python runs: begin to count anew."""
        real_s = self._patience_s
        if SIGNAL is not None:
            signal.setitimer(signal.ITIMER_PROF, self._patience_s)
            real_s *= WAITS_LONGER
        faulthandler.dump_traceback_later(real_s, exit=True, file=self._descriptor)


def has_hung(code: int | None, dump: Iterable[str]) -> bool:
    """Return whether a process was ended by its `HangWatch`, from its exit code and its dump."""
    is_signal = SIGNAL is not None and code == -SIGNAL
    return is_signal or any("Timeout" in line for line in dump)


def dumped_lines(dump: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield (file, line) of each frame in a dump of `faulthandler`."""
    for found in filter(None, map(_DUMPED_LINE.search, dump)):
        yield found["file"], int(found["line"])
