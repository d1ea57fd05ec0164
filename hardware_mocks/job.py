"""What the process that runs a program is told, and what it tells back.

The job goes to it as one JSON argument; what it tells comes back as JSON lines on a pipe.
"""

import json
from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Any


class Mode(StrEnum):
    """Where a program runs."""

    VIRTUAL = "virtual"
    SIMULATE = "simulate"
    HARDWARE = "hardware"


class ExitCode(IntEnum):
    """What `maker run` ends with."""

    ENDED = 0
    FAILED = 1
    WRONG_USE = 2
    STUCK = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One run of one program.

    Attributes:
        program: path of a Python file, or a module's name where `is_module`; or of a sketch (.ino)
            for the first Arduino of the wiring.
        host: the Pi's program where `program` is a sketch; None: only what a serial monitor does.
        sketch: what that Arduino runs beside a Python program, whatever the wiring says.
        quantum_ms: in which steps Arduinos and the program take turns.
        args: what the program finds in `sys.argv` behind its own name.
        for_s: seconds after which the run ends, or None.
        presses: button presses as typed: "A@1.5s".
        trace: file to write the trace to, or None.
        send_trace: whether to report the whole trace at the end.
        report_fd: where to write JSON lines, or None to print a plain summary.
        control_fd: where JSON lines with a person's actions come from, or None.
        watch: whether to report what can be seen on the bench, 30 times a second.
        page_fd: where to write pictures for the bench page, or None where there is none.
    """

    program: str
    is_module: bool = False
    args: tuple[str, ...] = ()
    mode: Mode = Mode.VIRTUAL
    for_s: float | None = None
    seed: int | None = None
    wiring: str | None = None
    scenario: str | None = None
    presses: tuple[str, ...] = ()
    trace: str | None = None
    send_trace: bool = False
    report_fd: int | None = None
    control_fd: int | None = None
    watch: bool = False
    page_fd: int | None = None
    host: str | None = None
    sketch: str | None = None
    quantum_ms: float = 1.0

    @property
    def is_sketch(self) -> bool:
        """Whether the program is one for an Arduino."""
        return not self.is_module and self.program.endswith(".ino")

    @property
    def python_program(self) -> str | None:
        """The path of the Pi's program, or the module's name; None where only a sketch runs."""
        return self.host if self.is_sketch else self.program

    def to_json(self) -> str:
        """Return the job as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> "Job":
        """Read what `to_json` wrote."""
        fields: dict[str, Any] = json.loads(line)
        for name in ("args", "presses"):
            fields[name] = tuple(fields[name])
        return cls(**{**fields, "mode": Mode(fields["mode"])})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Attributes:
        reason: "ended", "time limit", "stopped", "powered off", "restarted", "failed", "stuck",
            "deadlock" or "wrong use".
        exit_code: what `maker run` ends with.
        t_s: the bench's time at the end.
        message: what to tell the person, "" where nothing is to be said.
        tip: a likely improvement, or "".
    """

    reason: str
    exit_code: ExitCode
    t_s: float = 0.0
    message: str = ""
    tip: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Outcome":
        """Read what `to_json` gave."""
        return cls(**{**fields, "exit_code": ExitCode(fields["exit_code"])})
