"""Loops and order: lines that never run, loops that never wait, lamps nobody can see."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hardware_mocks.explain.code.program import (
    Loop,
    Program,
    called_name,
    is_always_true,
    is_foreground,
    never_ends,
    number_in,
)
from hardware_mocks.explain.explained import Explained

_ON_OFF = frozenset({"on", "off"})


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


def no_time_between(program: Program) -> Iterator[Explained]:
    """`red.on()` and `red.off()` with nothing between them: nobody can see it."""
    for loop in program.source.nodes:
        if isinstance(loop, Loop):
            is_round = never_ends(loop) or isinstance(loop, ast.For)
            yield from nothing_between(program, loop.body, is_round=is_round)


def nothing_between(
    program: Program, body: Sequence[ast.stmt], *, is_round: bool
) -> Iterator[Explained]:
    """Yield where a lamp is switched and switched back before any time has passed.

    Args:
        program: the whole.
        body: lines below each other; nothing is said where one of them is not known.
        is_round: whether the first line follows the last one.
    """
    steps = [_step(program, node) for node in body]
    if any(step == "unknown" for step in steps) or not any(isinstance(s, tuple) for s in steps):
        return
    last: dict[str, tuple[str, int]] = {}
    told: set[str] = set()
    rounds = 2 if is_round else 1
    for number in range(rounds):
        for step in steps:
            if step == "waits":
                last.clear()
            elif isinstance(step, tuple):
                name, action, line = step
                before = last.get(name)
                if before and before[0] != action and name not in told:
                    told.add(name)
                    yield _nothing_between(program, name, before, (action, line), number)
                last[name] = (action, line)


def _nothing_between(
    program: Program, name: str, first: tuple[str, int], second: tuple[str, int], number: int
) -> Explained:
    is_next_round = number > 0 and second[1] <= first[1]
    key = "code.no_time_before_next_round" if is_next_round else "code.no_time_between"
    return program.tell(
        key, first[1], first=f"{name}.{first[0]}()", second=f"{name}.{second[0]}()",
        second_line=second[1],
    )  # fmt: skip


def _step(program: Program, node: ast.stmt) -> tuple[str, str, int] | str:
    """Return what a line does to a lamp, "waits", "nothing", or "unknown"."""
    if isinstance(node, ast.Pass | ast.Import | ast.ImportFrom):
        return "nothing"
    if not isinstance(node, ast.Expr | ast.Assign | ast.AugAssign):
        return "unknown"
    if program.waits(node):
        return "waits"
    call = node.value
    if isinstance(node, ast.Expr) and isinstance(call, ast.Call):
        func = call.func
        if isinstance(func, ast.Attribute) and program.kind_of(func.value):
            if func.attr in _ON_OFF:
                return program.code_of(func.value), func.attr, node.lineno
            return "nothing" if not is_foreground(call) else "waits"
        return "nothing" if called_name(call) in {"print", "append"} else "unknown"
    return "nothing"


def off_at_once(program: Program) -> Iterator[Explained]:
    """`if pressed: red.on()`, and below it `red.off()` in every round."""
    for loop in program.source.nodes:
        if isinstance(loop, Loop):
            for node, after in pairwise(loop.body):
                if isinstance(node, ast.If) and not node.orelse:
                    yield from _undone(program, node, after)


def _undone(program: Program, choice: ast.If, after: ast.stmt) -> Iterator[Explained]:
    step = _step(program, after)
    inner = [_step(program, line) for line in choice.body]
    if not isinstance(step, tuple) or "waits" in inner or "unknown" in inner:
        return
    name, action, _ = step
    for done in inner:
        if isinstance(done, tuple) and done[0] == name and done[1] != action:
            first, second = f"{name}.{done[1]}()", f"{name}.{action}()"
            yield program.tell(
                "code.undone_at_once", after, first=first, first_line=done[2], second=second
            )


def begins_again(program: Program) -> Iterator[Explained]:
    """`red.pulse()` in an endless loop: each round it begins at zero."""
    for call in (*program.calls("pulse"), *program.calls("blink")):
        loops = [up for up in program.source.around(call) if isinstance(up, Loop)]
        endless = next((loop for loop in loops if never_ends(loop)), None)
        is_device = isinstance(call.func, ast.Attribute) and program.kind_of(call.func.value)
        has_number = any(word.arg in {"n", "background"} for word in call.keywords)
        is_plain = program.source.parents.get(program.source.parents[call]) in loops
        if is_device and endless is not None and is_plain and not has_number:
            code = program.code_of(call)
            yield program.tell("code.begins_again", call, code=code, loop=endless.lineno)


def busy(program: Program) -> Iterator[Explained]:
    """A loop that never waits."""
    for node in program.source.nodes:
        if isinstance(node, ast.While) and is_always_true(node.test) and not program.waits(node):
            yield program.tell("code.loop_without_wait", node, is_certain=False)


def asked_once(program: Program) -> Iterator[Explained]:
    """`if button.is_pressed:` outside of any loop, or a state that is read before the loop."""
    if not any(isinstance(node, Loop) for node in program.source.nodes) and not program.handlers:
        for node in program.tree.body:
            if isinstance(node, ast.If) and _asks(program, node.test):
                name = program.code_of(node.test)
                yield program.tell("code.asked_once", node, is_certain=False, name=name)
    for node in program.tree.body:
        if isinstance(node, ast.Assign) and program.measured(node.value):
            target = node.targets[0]
            if isinstance(target, ast.Name) and _is_tested_in_loop(program, target.id, node):
                yield program.tell(
                    "code.read_before_loop", node, name=target.id, state=program.code_of(node.value)
                )


def _asks(program: Program, test: ast.expr) -> bool:
    return any(program.measured(inner) for inner in ast.walk(test))


def _is_tested_in_loop(program: Program, name: str, made: ast.Assign) -> bool:
    """Whether a loop tests a name that nothing ever gives another value."""
    named = [node for node in program.source.nodes if isinstance(node, ast.Name)]
    if sum(node.id == name and isinstance(node.ctx, ast.Store) for node in named) != 1:
        return False
    tests = [node.test for node in program.source.nodes
             if isinstance(node, ast.If | ast.While) and node.lineno > made.lineno
             and (program.loop_around(node) or isinstance(node, ast.While))]  # fmt: skip
    return any(
        any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(test))
        and not _asks(program, test)
        for test in tests
    )


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
            yield program.tell("code.loop_ends_at_once", node, is_certain=False, name=name)


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
    *(
        endless_inside,
        never_reached,
        no_time_between,
        off_at_once,
        never_begins,
        begins_again,
        runs_once,
        never_changes,
        asked_once,
        busy,
    ),
)
