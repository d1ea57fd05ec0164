"""Other programs that a program starts: a few are played, the rest is refused with a clear word.

One documentation example really calls `sudo poweroff`. On the bench nothing leaves the process:
`subprocess`, `os.system` and `os.popen` reach the table below, and an audit hook stops whatever
else would start a process.
"""

import functools
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

from hardware_mocks import own_processes
from hardware_mocks.bench import Bench
from hardware_mocks.standins import hosts
from makerkit.errors import UnsupportedHereError

Answer = tuple[int, str]
"""Exit code, and what the command prints."""

_FORKS = ("os.fork", "os.forkpty")
_STARTS = ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.spawn", "pty.spawn")


class CommandRefusedError(UnsupportedHereError):
    """The program wants to start another program, which the bench does not have."""


class Commands:
    """What answers when the program starts a command.

    Args:
        bench: where what is started is noted, and whose hosts answer a `ping`.
        end_run: called with the reason when the program switches the Pi off or restarts it.
    """

    def __init__(self, bench: Bench, end_run: Callable[[str], None]) -> None:
        self._bench = bench
        self._end_run = end_run
        self._fakes: dict[str, Callable[[list[str]], Answer]] = {
            "ping": self._ping,
            "vcgencmd": _vcgencmd,
            "hostname": lambda _args: (0, "raspberrypi\n"),
            "uptime": lambda _args: (0, " 12:00:00 up 1 min,  1 user,  load average: 0.10, 0.05\n"),
            "clear": lambda _args: (0, ""),
            "cls": lambda _args: (0, ""),
            "true": lambda _args: (0, ""),
            "false": lambda _args: (1, ""),
            "echo": lambda args: (0, " ".join(args) + "\n"),
            "sync": lambda _args: (0, ""),
            "aplay": self._play,
            "omxplayer": self._play,
            "mpg123": self._play,
            "espeak": self._play,
        }
        for name in ("poweroff", "halt", "shutdown", "reboot"):
            self._fakes[name] = functools.partial(self._switch_off, name)

    def install(self) -> None:
        """Put the table under `subprocess` and `os`, and forbid everything else."""
        fakes: dict[str, Any] = {
            "system": lambda command: self.run(command)[0],
            "popen": lambda command, *_how, **_more: _FakePipe(*self.run(command)),
        }
        for name, fake in fakes.items():
            setattr(os, name, fake)
        vars(subprocess)["Popen"] = self._popen_class()
        for name in ("fork", "forkpty"):
            if hasattr(os, name):
                setattr(os, name, _refuse_fork)
        sys.addaudithook(_forbid)

    def run(self, command: str | Sequence[Any]) -> Answer:
        """Return the answer to a command line.

        Raises:
            CommandRefusedError: no such command is played here.
        """
        try:
            words = shlex.split(command) if isinstance(command, str) else [str(w) for w in command]
        except ValueError as error:
            raise CommandRefusedError(f"Cannot read the command {command!r}: {error}.") from error
        while words and words[0] in ("sudo", "-n"):
            words = words[1:]
        name = words[0].rpartition("/")[2] if words else ""
        fake = self._fakes.get(name)
        if fake is None:
            raise CommandRefusedError(
                f"The program starts the command {name!r}. The bench runs your program only; "
                f"it plays these commands: {', '.join(sorted(self._fakes))}."
            )
        self._bench.note("command", shlex.join(words))
        return fake(words[1:])

    def _ping(self, args: list[str]) -> Answer:
        host = args[-1] if args else ""
        if hosts.answers(self._bench, host):
            return 0, f"64 bytes from {host}: icmp_seq=1 ttl=64 time=0.4 ms\n"
        return 1, f"From 192.168.1.2 {host} Destination Host Unreachable\n"

    def _play(self, args: list[str]) -> Answer:
        self._bench.note("sound", " ".join(args))
        return 0, ""

    def _switch_off(self, name: str, args: list[str]) -> Answer:
        restarts = name == "reboot" or "-r" in args
        self._end_run("restarted" if restarts else "powered off")
        return 0, ""

    def _popen_class(self) -> type:
        commands = self

        class FakePopen(_FakePopen):
            table = commands

        return FakePopen


class _FakePopen:
    """Looks like a `subprocess.Popen` whose command has ended at once."""

    table: Commands

    def __init__(
        self, args: Any, bufsize: int = -1, executable: Any = None, stdin: Any = None,
        stdout: Any = None, stderr: Any = None, *_more: Any, **how: Any,
    ) -> None:  # fmt: skip
        self.args = args
        self.pid = 4242
        self.returncode, said = self.table.run(args)
        is_text = any(how.get(k) for k in ("text", "universal_newlines", "encoding", "errors"))
        if stdout is None:
            sys.stdout.write(said)
        self._said: Any = said if is_text else said.encode()
        stream: Any = io.StringIO if is_text else io.BytesIO
        self.stdout = stream(self._said) if stdout == subprocess.PIPE else None
        self.stderr = stream() if stderr == subprocess.PIPE else None
        self.stdin = stream() if stdin == subprocess.PIPE else None

    def communicate(self, input: Any = None, timeout: Any = None) -> tuple[Any, Any]:  # noqa: A002
        """Return what the command printed."""
        said = None if self.stdout is None else self._said
        return said, None if self.stderr is None else self._said[:0]

    def wait(self, timeout: Any = None) -> int:
        """Return the exit code."""
        return self.returncode

    poll = wait

    def kill(self) -> None:
        """It has ended already."""

    terminate = kill

    def __enter__(self) -> "_FakePopen":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __class_getitem__(cls, _item: Any) -> type:
        return cls


class _FakePipe(io.StringIO):
    """What `os.popen` returns: the command's output as a file."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(said)
        self._code = code

    def close(self) -> int | None:  # type: ignore[override]
        """Return the exit code as `os.popen` does: None for 0."""
        super().close()
        return self._code << 8 or None


def _refuse_fork() -> int:
    raise CommandRefusedError(
        "The program forks a second process (os.fork or multiprocessing). The bench has one "
        "process on one Pi: use threading or concurrent.futures.ThreadPoolExecutor instead."
    )


def _forbid(event: str, args: tuple[Any, ...]) -> None:
    """Stop what the table cannot see."""
    if own_processes.is_our_own():
        return
    if event in _FORKS:
        _refuse_fork()
    if event in _STARTS:
        raise CommandRefusedError(
            f"The program starts another process ({event} {args[0]!r}), "
            "which the bench does not allow."
        )


def _vcgencmd(args: list[str]) -> Answer:
    answers = {
        "measure_temp": "temp=48.3'C\n",
        "get_throttled": "throttled=0x0\n",
        "measure_volts": "volt=1.2000V\n",
        "get_camera": "supported=1 detected=1\n",
    }
    answer = answers.get(args[0] if args else "")
    return (0, answer) if answer else (255, 'error=1 error_msg="Command not registered"\n')
