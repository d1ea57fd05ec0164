"""Where in the program an error was raised, and what was known there."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from hardware_mocks.explain.explained import Explained, Param
from hardware_mocks.explain.source import Source
from hardware_mocks.program_errors import is_own


@dataclass(frozen=True)
class Place:
    """One line of the program while it ran.

    Attributes:
        path: the file, perhaps not the main one.
        line: its number, None where no line of the program had a part in it.
        node: the expression that failed, where Python can say so.
        local: the names of the running function; those of the program where it is in none.
        shared: the names of the program.
        function: name of the running function, "" outside of any.
    """

    path: Path
    source: Source
    line: int | None
    node: ast.AST | None
    local: Mapping[str, object]
    shared: Mapping[str, object]
    function: str = ""

    @property
    def names(self) -> dict[str, object]:
        """Everything that had a name there."""
        return {**vars(builtins), **self.shared, **self.local}

    @property
    def own_names(self) -> tuple[str, ...]:
        """Names that the program itself made, special ones left out."""
        names = dict.fromkeys((*self.local, *self.shared))
        return tuple(name for name in names if not name.startswith("__"))

    def tell(self, message_id: str, **params: Param) -> Explained:
        """Say something certain about the line."""
        return self.source.tell(message_id, self.line, is_certain=True, **params)

    def guess(self, message_id: str, **params: Param) -> Explained:
        """Say something about the line that may not be what is needed."""
        return self.source.tell(message_id, self.line, is_certain=False, **params)

    def code_of(self, node: ast.AST | None) -> str:
        """Return a piece of the program's text."""
        return self.source.code_of(node)

    def value_of(self, node: ast.AST | None) -> object:
        """Return the value of a name or of a plain value in the line; nothing is run.

        Raises:
            LookupError: it is neither.
        """
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.names[node.id]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            value = self.value_of(node.operand)
            if isinstance(value, int | float):
                return -value
        raise LookupError(node)

    def line_of_def(self, name: str) -> int | None:
        """Return the line where the program defines a function."""
        for node in self.source.nodes:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return node.lineno
        return None


def find_place(error: BaseException, path: Path) -> Place:
    """Return the innermost line of the program's own that had a part in an error."""
    folder = path.resolve().parent
    found: TracebackType | None = None
    step = error.__traceback__
    while step is not None:
        if is_own(Path(step.tb_frame.f_code.co_filename), folder):
            found = step
        step = step.tb_next
    if found is None:
        return Place(path, Source.of(path), None, None, {}, {})
    frame = found.tb_frame
    file = Path(frame.f_code.co_filename)
    source = Source.of(file)
    return Place(
        file,
        source,
        found.tb_lineno,
        _node_at(found, source),
        frame.f_locals,
        frame.f_globals,
        "" if frame.f_code.co_name == "<module>" else frame.f_code.co_name,
    )


def _node_at(step: TracebackType, source: Source) -> ast.AST | None:
    """Return the innermost node with exactly the position of the instruction that failed."""
    positions = list(step.tb_frame.f_code.co_positions())
    index = step.tb_lasti // 2
    if not 0 <= index < len(positions):
        return None
    wanted = positions[index]
    fits = [node for node in source.nodes if _position(node) == wanted]
    return fits[-1] if fits else None


def _position(node: ast.AST) -> tuple[int | None, int | None, int | None, int | None]:
    # as in co_positions: line, last line, column, last column
    start, end = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    return start, end, getattr(node, "col_offset", None), getattr(node, "end_col_offset", None)
