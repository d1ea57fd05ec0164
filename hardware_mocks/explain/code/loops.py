"""Loops and order: lines that never run, loops that never begin, never end or turn once."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hardware_mocks.explain.code.program import Loop, Program, called_name, never_ends, number_in
from hardware_mocks.explain.explained import Explained


def never_reached(program: Program) -> Iterator[Explained]:
    """Lines below an endless loop, or below `return` and `break`."""
    for block in program.blocks():
        for node, after in pairwise(block):
            found = None if isinstance(after, ast.FunctionDef) else _behind(program, node, after)
            if found is not None:
                yield found
                break


def endless_inside(program: Program) -> Iterator[Explained]:
    """`for ...:` with a `while True` in it: the `for` never comes to its second round."""
    for outer in program.source.nodes:
        if isinstance(outer, ast.For):
            for loop in outer.body:
                if never_ends(loop):
                    yield program.tell(
                        "code.endless_in_for", loop, outer=outer.lineno, loop=loop.lineno
                    )


def _behind(program: Program, node: ast.stmt, after: ast.stmt) -> Explained | None:
    """Return why the program never comes from one line to the next, or None."""
    if never_ends(node):
        is_late_sleep = _is_late_sleep(program, node, after)
        key = "code.sleep_after_loop" if is_late_sleep else "code.after_endless_loop"
        return program.tell(key, after, loop=node.lineno)
    if isinstance(node, ast.Return | ast.Break | ast.Continue):
        word = type(node).__name__.lower()
        return program.tell("code.after_leaving", after, word=word, left=node.lineno)
    call = node.value if isinstance(node, ast.Expr) else None
    is_pause = isinstance(call, ast.Call) and called_name(call) == "pause"
    if is_pause and not program.function_around(node):
        return program.tell("code.after_pause", after, paused=node.lineno)
    return None


def _is_late_sleep(program: Program, loop: ast.stmt, after: ast.stmt) -> bool:
    is_sleep = (
        isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Call)
        and (called_name(after.value) == "sleep")
    )
    return is_sleep and not program.waits(loop)


def else_of_loop(program: Program) -> Iterator[Explained]:
    """`else:` in the column of a loop, below an `if` inside it that has none."""
    for loop in program.source.nodes:
        if not isinstance(loop, Loop) or not loop.orelse:
            continue
        lines = loop.body if never_ends(loop) else loop.body[-1:]
        choice = next((line for line in reversed(lines) if isinstance(line, ast.If)), None)
        while choice and len(choice.orelse) == 1 and isinstance(choice.orelse[0], ast.If):
            choice = choice.orelse[0]  # an `elif`
        leaves = any(isinstance(node, ast.Break) for node in ast.walk(loop))
        if choice is not None and not leaves and not choice.orelse:
            line = _line_of_else(program, loop)
            word = "while" if isinstance(loop, ast.While) else "for"
            yield program.tell("code.else_of_loop", line, word=word, loop=loop.lineno,
                               choice=choice.lineno)  # fmt: skip


def _line_of_else(program: Program, loop: Loop) -> int:
    """Return the line of a loop's `else`, which the tree does not keep."""
    first = loop.orelse[0].lineno
    lines = range(first, loop.body[-1].lineno, -1)
    return next((n for n in lines if program.source.line(n).startswith("else")), first)


def name_reused(program: Program) -> Iterator[Explained]:
    """`for o in [s, o, s]:` in a loop: after the first round `o` is no list any more."""
    for node in program.source.nodes:
        if not isinstance(node, ast.For) or not isinstance(node.target, ast.Name):
            continue
        name = node.target.id
        inside = {inner.id for inner in ast.walk(node.iter) if isinstance(inner, ast.Name)}
        if name in inside:
            yield program.tell("code.loop_name_reused", node, name=name)


def never_begins(program: Program) -> Iterator[Explained]:
    """`while button.is_pressed:` at the start, `range(5, 0)`, `while False`."""
    for node in program.source.nodes:
        if (
            isinstance(node, ast.While)
            and isinstance(node.test, ast.Constant)
            and not node.test.value
        ):
            yield program.tell("code.loop_never_begins", node, test=program.code_of(node.test))
        if isinstance(node, ast.For) and _is_empty_range(node.iter):
            yield program.tell("code.empty_range", node, code=program.code_of(node.iter))
    for before, node in zip((None, *program.tree.body), program.tree.body, strict=False):
        is_first = before is None or not program.waits(before)
        if is_first and isinstance(node, ast.While) and program.measured(node.test):
            name = program.code_of(node.test)
            if _is_still_dark(program, node):
                yield program.tell("code.loop_asks_a_dark_lamp", node, name=name)
            else:
                yield program.tell("code.loop_ends_at_once", node, is_certain=False, name=name)


def _is_still_dark(program: Program, loop: ast.While) -> bool:
    """Whether a loop asks a lamp that no line above has switched on."""
    asked = loop.test.value if isinstance(loop.test, ast.Attribute) else None
    lit = [call for name in ("on", "toggle", "blink", "pulse") for call in program.calls(name)]
    is_lamp = program.kind_of(asked) in {"LED", "PWMLED", "RGBLED", "LEDBoard", "TrafficLights"}
    return is_lamp and not any(call.lineno < loop.lineno for call in lit)


def _is_empty_range(node: ast.expr) -> bool:
    if not (isinstance(node, ast.Call) and called_name(node) == "range"):
        return False
    numbers = [number_in(arg) for arg in node.args]
    if None in numbers or not numbers:
        return False
    values = [number for number in numbers if number is not None]
    start, stop = (0.0, values[0]) if len(values) == 1 else (values[0], values[1])
    step = values[2] if len(values) > 2 else 1.0
    return start >= stop if step > 0 else start <= stop


def runs_once(program: Program) -> Iterator[Explained]:
    """`break` as a plain line of the loop's body: there is no second round."""
    for node in program.source.nodes:
        if isinstance(node, Loop):
            for line in node.body:
                if isinstance(line, ast.Break):
                    yield program.tell("code.loop_runs_once", line, loop=node.lineno)


def never_changes(program: Program) -> Iterator[Explained]:
    """`while n < 10:` and nothing in the loop changes n."""
    for node in program.source.nodes:
        if not isinstance(node, ast.While) or not _counts(node.test):
            continue
        inside = list(ast.walk(node.test))
        if any(isinstance(inner, ast.Call | ast.Attribute | ast.Subscript) for inner in inside):
            continue
        names = {inner.id for inner in inside if isinstance(inner, ast.Name)}
        changed = _changed_names(node.body) | _global_names(program)
        if names and not names & changed and not any(_may_leave(line) for line in node.body):
            name = sorted(names)[0]
            yield program.tell(
                "code.condition_never_changes", node, name=name, test=program.code_of(node.test)
            )


def _counts(test: ast.expr) -> bool:
    """Whether a condition compares with a limit, as a loop does that shall end once."""
    orders = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], orders)


def _changed_names(body: Sequence[ast.stmt]) -> set[str]:
    return {
        inner.id
        for line in body
        for inner in ast.walk(line)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _global_names(program: Program) -> set[str]:
    found = (node.names for node in program.source.nodes if isinstance(node, ast.Global))
    return {name for names in found for name in names}


def _may_leave(line: ast.stmt) -> bool:
    return any(
        isinstance(inner, ast.Break | ast.Return | ast.Raise)
        or (isinstance(inner, ast.Call) and called_name(inner) in {"exit", "quit"})
        for inner in ast.walk(line)
    )


RULES = (
    else_of_loop,
    endless_inside,
    never_reached,
    name_reused,
    never_begins,
    runs_once,
    never_changes,
)
