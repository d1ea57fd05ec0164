"""What was measured, a line each in a file, so that a table that was interrupted goes on."""

import json
import os
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNTS = ("self_driving_car", "hardware_mocks", "firmware", "makerkit", "benchmarks/car_table")
"""What the results depend on: with another content they are measured anew."""


@dataclass(frozen=True, slots=True)
class Result:
    """One run.

    Attributes:
        row: which row of the table it belongs to.
        seed: of the road, the looks, the noise and all chance.
        is_good: whether it was as it must be.
        says: what went wrong, or how well it went.
        numbers: measured values by name, with units in the names.
        histogram_mm: how many samples lay 0, 1, 2 ... mm from the lane's middle.
        cpu_s, simulated_s: what it took.
    """

    row: str
    seed: int
    is_good: bool
    says: str = ""
    numbers: dict[str, float] = field(default_factory=dict)
    histogram_mm: list[int] = field(default_factory=list)
    cpu_s: float = 0.0
    simulated_s: float = 0.0


class Results:
    """The results of one state of the sources.

    Args:
        path: of the file; lines of other states stay in it and are passed over.
        state: what the sources are, by `state_of_the_sources`.
    """

    def __init__(self, path: Path, state: str) -> None:
        self._path, self._state = path, state
        self._found: dict[tuple[str, int], Result] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._take(line)

    def get(self, row: str, seed: int) -> Result | None:
        """Return what was measured before, if it was."""
        return self._found.get((row, seed))

    def of(self, row: str) -> list[Result]:
        """Return the results of a row, by seed."""
        return sorted((r for r in self._found.values() if r.row == row), key=lambda r: r.seed)

    def add(self, result: Result) -> None:
        """Keep a result: it is on the disk when this returns."""
        line = json.dumps({"state": self._state, **asdict(result)})
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._found[result.row, result.seed] = result

    def _take(self, line: str) -> None:
        try:
            fields = json.loads(line)
        except ValueError:  # cut off in the middle
            return
        if fields.pop("state", "") == self._state:
            result = Result(**fields)
            self._found[result.row, result.seed] = result


def state_of_the_sources() -> str:
    """Return a short text that changes with the committed sources; marked where they differ."""
    trees = [_git("rev-parse", "--short=8", f"HEAD:{folder}") for folder in COUNTS]
    changed = "changed " if _git("status", "--porcelain", "--", *COUNTS) else ""
    return changed + " ".join(trees)


def commit() -> str:
    """Return the commit that is checked out, for the table."""
    changed = " and changes" if _git("status", "--porcelain", "--", *COUNTS) else ""
    return _git("rev-parse", "--short", "HEAD") + changed


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()
