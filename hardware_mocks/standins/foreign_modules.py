"""Lets a program import libraries that need something the bench does not have.

The stand-ins are the files in `libraries/`, under the names that programs import.
"""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

LIBRARIES = Path(__file__).parent / "libraries"
REAL_ONE_WINS = frozenset({"pygame"})
"""Works on a laptop as well: the stand-in is for machines without it."""


def install() -> None:
    """Put the stand-ins in the way of the program's imports."""
    sys.meta_path.insert(0, _StandIns(REAL_ONE_WINS, is_before=True))
    sys.meta_path.append(_StandIns(REAL_ONE_WINS, is_before=False))


class _StandIns(importlib.abc.MetaPathFinder):
    def __init__(self, real_one_wins: frozenset[str], *, is_before: bool) -> None:
        self._real_one_wins = real_one_wins
        self._is_before = is_before

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if path is not None or self._is_before == (fullname in self._real_one_wins):
            return None
        return importlib.machinery.PathFinder.find_spec(fullname, [str(LIBRARIES)])
