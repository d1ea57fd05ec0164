"""The process that a simulated chip is: orders go in, records come out."""

import os
import struct
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO, Any, NamedTuple

from hardware_mocks import own_processes
from hardware_mocks.arduino.engine.records import RECORD
from makerkit.errors import BadInputError, MakerKitError

_OUT_OF_REACH_OF_CONTROL_C: dict[str, Any] = (
    {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
)


class FirmwareCrashedError(MakerKitError, RuntimeError):
    """The simulated chip met an instruction that there is not, or its process ended."""


class Answer(NamedTuple):
    """What came back.

    Attributes:
        state: 0: it runs; 1: it crashed.
        is_held: whether it is in reset or without power.
        program_counter: where in the flash it is, in bytes.
        cycle: where in time it is.
        content: records, or what was asked for.
    """

    state: int
    is_held: bool
    program_counter: int
    cycle: int
    content: bytes


class ChipProcess:
    """A running simulator.

    Attributes:
        pid: its process.
    """

    def __init__(self, command: list[str]) -> None:
        self._out = bytearray()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        pipe = subprocess.PIPE
        self._process = own_processes.start(
            command, stdin=pipe, stdout=pipe, stderr=self._said, **_OUT_OF_REACH_OF_CONTROL_C
        )
        self.pid = self._process.pid
        _let_use_every_core(self.pid)
        assert self._process.stdin
        assert self._process.stdout
        self._outgoing, self._incoming = self._process.stdin, self._process.stdout

    def order(self, layout: str, *values: object, then: bytes = b"") -> None:
        """Put an order beside those that are sent next."""
        self._out += struct.pack(layout, *values) + then

    def send(self) -> None:
        """Send all orders."""
        try:
            self._outgoing.write(self._out)
            self._outgoing.flush()
        except OSError as error:
            raise self._gone() from error
        self._out.clear()

    def wait_for_answer(self) -> Answer:
        """Return the answer to an order that has one.

        Raises:
            BadInputError: the simulator could not load the firmware.
            FirmwareCrashedError: the process has ended.
        """
        head = self._incoming.read(RECORD.size)
        if len(head) < RECORD.size:
            raise self._gone()
        _, state, held, count, program_counter, cycle = RECORD.unpack(head)
        content = self._incoming.read(count)
        if len(content) < count:
            raise self._gone()
        return Answer(state, bool(held), program_counter, cycle, content)

    def last_words(self) -> str:
        """Return the end of what the process wrote about its troubles."""
        self._said.seek(0)
        return self._said.read()[-500:].decode(errors="replace").strip()

    def close(self) -> None:
        """End it, also in the middle of a run."""
        self._process.kill()
        with suppress(OSError):  # orders that were never sent
            self._outgoing.close()
        self._incoming.close()
        self._process.wait()
        self._said.close()

    def _gone(self) -> MakerKitError:
        self._process.wait()
        words = self.last_words() or f"exit code {self._process.returncode}"
        if "cannot load" in words:
            last = words.splitlines()[-1]
            return BadInputError(f"The simulator {last}. Is it the .hex of a sketch for the Uno?")
        return FirmwareCrashedError(f"The simulated chip's process has ended: {words}")


def _let_use_every_core(pid: int) -> None:
    """Virtual time keeps this process on one core; the chip is to compute beside it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setaffinity(pid, range(os.cpu_count() or 1))
