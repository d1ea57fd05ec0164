"""What each line of the table of `./maker bench` is, and how it is measured on its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        wanted: the bound to hold, with its direction: ">= 40000" or "<= 0.2".
        rival: the same on gpiozero's MockFactory or another floor, as text.
    """

    what: str
    measured: float
    unit: str
    wanted: str
    rival: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the measurement holds the bound."""
        direction, bound = self.wanted.split()
        return self.measured >= float(bound) if direction == ">=" else self.measured <= float(bound)


def measured(module: str, *names: str) -> Any:
    """Return what a module of `benchmarks/` measures, in a process of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *names]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=environment())
    return json.loads(said.stdout)


def environment() -> dict[str, str]:
    """Return an environment in which Python keeps what it compiled, as on any user's machine."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
