"""How a program under a check is doing."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class ProgramState:
    """What is known of the program.

    Attributes:
        is_running: whether it has not ended.
        ended_s: when it ended by itself, None while it runs.
        error: what it raised, or None.
        thread: name of the thread that raised, "" for the program's own.
        exit_code: what it gave to `sys.exit`, if that was a failure.
        stuck_line: the line that computed without end, or None.
        patience_s: after so many real seconds it counts as stuck.
        waits_for_input: whether it waits for a typed line.
        lines_read: how many typed lines it has had.
        waiting_device: the kind of a device whose callback it had set when it ended, or "".
    """

    is_running: bool = True
    ended_s: float | None = None
    error: BaseException | None = None
    thread: str = ""
    exit_code: int | str | None = None
    stuck_line: int | None = None
    patience_s: float = 3.0
    waits_for_input: bool = False
    lines_read: int = 0
    waiting_device: str = ""
    typed: list[str] = field(default_factory=list)
