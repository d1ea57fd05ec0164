"""How pytest finds a lesson's `check.py` and the functions in it."""

from __future__ import annotations

import ast
import types
from pathlib import Path
from typing import Any

import pytest

CHECK_FILE = "check.py"
BESIDE = ("lesson.md", "solution.py", "wiring.json")
"""One of these stands beside a `check.py` that is a lesson's."""


def is_check(path: Path) -> bool:
    """Whether a file is a lesson's check."""
    return path.name == CHECK_FILE and any((path.parent / name).is_file() for name in BESIDE)


class CheckModule(pytest.Module):
    """A `check.py`, run as it stands: many lessons have one, so it is no importable module."""

    tree = ast.Module([], [])

    def _getobj(self) -> types.ModuleType:
        module = types.ModuleType(f"check_of_{self.path.parent.name}")
        module.__file__ = str(self.path)
        try:
            self.tree = ast.parse(self.path.read_bytes(), str(self.path))
            exec(compile(self.tree, str(self.path), "exec"), vars(module))  # noqa: S102 (the check)
        except Exception as error:
            raise self.CollectError(f"{self.path} cannot be used: {error!r}") from error
        return module


def title_of(item: pytest.Item) -> str:
    """Return the sentence a student sees: the first line of the function's docstring."""
    function: Any = getattr(item, "obj", None)
    lines = (getattr(function, "__doc__", "") or "").strip().splitlines()
    return lines[0].strip() if lines else item.name.removeprefix("test_").replace("_", " ")
