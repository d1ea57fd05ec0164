"""The door to `hardware_mocks.explain`, which says in plain words what is wrong with a program."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from makerkit.messages import Message
from makerkit.wiring import Wiring


class Explanation(Protocol):
    """What is wrong, and where (`hardware_mocks.explain.Explained`)."""

    @property
    def message(self) -> Message: ...  # noqa: D102
    @property
    def line(self) -> int | None: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def is_certain(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Plain:
    message: Message
    line: int | None = None
    code: str = ""
    is_certain: bool = True


def _explain() -> Any:
    name = "hardware_mocks.explain"
    return import_module(name) if find_spec(name) else None


def explain_error(error: BaseException, path: Path) -> Explanation:
    """Return what an error means."""
    explain = _explain()
    if explain is not None:
        found: Explanation = explain.explain_error(error, path)
        return found
    try:
        said = str(error)
    except Exception:  # somebody's own __str__
        said = "?"
    return _Plain(Message("program.raised", {"kind": type(error).__name__, "said": said}))


def explain_file(path: Path) -> Explanation | None:
    """Return why a file is no program, or None."""
    explain = _explain()
    found: Explanation | None = explain.explain_file(path) if explain is not None else None
    return found


def certain_findings(source: str, wiring: Wiring | None) -> list[Explanation]:
    """Return what is wrong for certain in a program's text."""
    explain = _explain()
    if explain is None:
        return []
    return [found for found in explain.look_at_code(source, wiring) if found.is_certain]


def code_view(source: str) -> Any:
    """Return the program's text as something to ask questions (`explain.CodeView`)."""
    return _explain().CodeView(source)
