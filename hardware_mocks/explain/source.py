"""The text of a program: its lines, and its tree where Python can read it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

from hardware_mocks.explain.explained import Explained, Param
from makerkit.messages import Message


class Source:
    """A program's text.

    Args:
        text: the whole program.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = tuple(text.split("\n"))

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the text of a file, with a sign in place of every byte that is none."""
        try:
            return cls(path.read_text(encoding="utf-8-sig", errors="replace"))
        except OSError:
            return cls("")

    def line(self, number: int | None) -> str:
        """Return a line (they count from 1) without the spaces around it, "" for none."""
        if number is None or not 0 < number <= len(self.lines):
            return ""
        return self.lines[number - 1].strip()

    @cached_property
    def tree(self) -> ast.Module | None:
        """The syntax tree, or None where Python cannot read the text."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about odd but correct Python
                return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree, none where there is no tree."""
        return tuple(ast.walk(self.tree)) if self.tree is not None else ()

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node stands in."""
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what a node stands in, from the inside outwards."""
        while (found := self.parents.get(node)) is not None:
            yield found
            node = found

    def code_of(self, node: ast.AST | None) -> str:
        """Return a node's text on one line, "" for none."""
        text = ast.get_source_segment(self.text, node) if node is not None else None
        return " ".join((text or "").split())

    def tell(
        self, message_id: str, line: int | None, *, is_certain: bool = True, **params: Param
    ) -> Explained:
        """Return something to say about one line."""
        message = Message(message_id, params)
        return Explained(message, line, self.line(line), is_certain=is_certain)
