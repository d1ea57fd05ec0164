"""Processes that the bench itself starts: they are no command of the program.

On the bench a program's commands are only played (`standins/commands.py`), and starting a real
process is refused. What the bench itself needs, a simulated chip, is started from here.
"""

from __future__ import annotations

import subprocess
from contextvars import ContextVar
from typing import Any

_Popen = subprocess.Popen  # the real one: a stand-in may stand in its place later
_IS_OUR_OWN: ContextVar[bool] = ContextVar("is_our_own", default=False)


def start(command: list[str], **how: Any) -> subprocess.Popen[bytes]:
    """Start a process of the bench's own; takes what `subprocess.Popen` takes."""
    token = _IS_OUR_OWN.set(True)
    try:
        return _Popen(command, **how)
    finally:
        _IS_OUR_OWN.reset(token)


def is_our_own() -> bool:
    """Whether the process that is just being started is one of the bench's own."""
    return _IS_OUR_OWN.get()
