"""Make loops that never wait visible to the clock.

A `while` loop that neither sleeps nor touches a device would stop virtual time for ever. The
student's own files are compiled through this pass, which adds one call at the head of each
`while` body; line numbers stay as they are. An empty body is a poll (it can only wait for
something to change); any other body costs half a microsecond a turn. A `for` loop is bounded
by what it goes through and costs nothing. Libraries are never changed.
"""

import ast
import builtins
import importlib.machinery
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from hardware_mocks.virtual_time import active

POLL = "__virtual_poll__"
TICK = "__virtual_tick__"


def compile_program(source: bytes | str, path: str) -> CodeType:
    """Compile a student's program with its `while` loops made visible to the clock.

    Raises:
        SyntaxError: as `compile` does.
    """
    tree = _LoopMarker().visit(ast.parse(source, path))
    return compile(tree, path, "exec")


def install(folder: Path) -> None:
    """Compile modules imported from `folder` and below, but for libraries, in the same way."""
    offer_calls()
    sys.meta_path.insert(0, _ProgramFinder(folder.resolve()))


def offer_calls() -> None:
    """Let compiled programs find what their loops call."""
    setattr(builtins, POLL, active.poll)
    setattr(builtins, TICK, active.tick)


class _LoopMarker(ast.NodeTransformer):
    def visit_While(self, node: ast.While) -> ast.While:
        self.generic_visit(node)
        name = POLL if all(_does_nothing(line) for line in node.body) else TICK
        call = ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))
        ast.copy_location(call, node.body[0])
        ast.fix_missing_locations(call)
        node.body.insert(0, call)
        return node


def _does_nothing(line: ast.stmt) -> bool:
    is_constant = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return is_constant or isinstance(line, ast.Pass | ast.Continue)


class _ProgramLoader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return compile_program(self.get_data(path), path)  # no .pyc: it would lack the calls


class _ProgramFinder:
    """Finds modules that lie in the program's own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        spec = importlib.machinery.PathFinder.find_spec(
            name, [str(self._folder)] if path is None else path, target
        )
        if spec is None or spec.origin is None or not self._is_own(Path(spec.origin)):
            return None
        packages = spec.submodule_search_locations
        return importlib.util.spec_from_file_location(
            name,
            spec.origin,
            loader=_ProgramLoader(name, spec.origin),
            submodule_search_locations=packages,
        )

    def _is_own(self, origin: Path) -> bool:
        if origin.suffix != ".py" or not origin.is_relative_to(self._folder):
            return False
        return "site-packages" not in origin.parts

    def __getattr__(self, name: str) -> Any:  # finders may be asked for optional methods
        raise AttributeError(name)
