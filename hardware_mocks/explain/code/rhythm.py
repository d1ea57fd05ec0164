"""When a loop waits and when it does not: lamps nobody can see, looks that come too late."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
_RARE_S = 10
"""Seconds; nobody waits so long for a lamp after a press or a step."""


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

    It is certain only where the loop switches the lamp so in no other place, with time behind it.

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
                    same = [s for s in steps if isinstance(s, tuple) and s[:2] == (name, before[0])]
                    found = _nothing_between(program, name, before, (action, line), number)
                    yield found if len(same) == 1 else replace(found, is_certain=False)
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


def rare_looks(program: Program) -> Iterator[Explained]:
    """`sleep(30)` in a loop that looks at a button or a sensor."""
    for call in program.calls("sleep"):
        seconds = number_in(call.args[0]) if call.args else None
        loop = program.source.parents.get(program.source.parents[call])
        if seconds is None or seconds < _RARE_S or not isinstance(loop, ast.While):
            continue
        if never_ends(loop) and any(_asks_a_sensor(program, node) for node in ast.walk(loop)):
            code = program.code_of(call)
            yield program.tell("code.rare_looks", call, code=code, seconds=f"{seconds:g}",
                               loop=loop.lineno)  # fmt: skip


def _asks_a_sensor(program: Program, node: ast.AST) -> bool:
    return (
        program.measured(node)
        and isinstance(node, ast.Attribute)
        and (node.attr in {"is_pressed", "motion_detected", "distance", "is_active"})
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


def only_the_last(program: Program) -> Iterator[Explained]:
    """`for colour in colours: lamp.color = colour`, and no time in between."""
    for block in program.blocks():
        for loop, after in pairwise(block):
            is_plain = isinstance(after, ast.Expr) and program.waits(after)
            if isinstance(loop, ast.For) and len(loop.body) == 1 and is_plain:
                code = _replaced_at_once(program, loop)
                if code:
                    yield program.tell("code.only_the_last", after, code=code, loop=loop.lineno)


def _replaced_at_once(program: Program, loop: ast.For) -> str:
    """Return the line of a loop whose effect each round undoes, "" if there is none."""
    names = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    owner, value = _given_to_a_device(program, loop.body[0])
    inside = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)} if value else set()
    is_so = owner and owner not in names and names & inside and not program.waits(loop)
    return program.code_of(loop.body[0]) if is_so else ""


def _given_to_a_device(program: Program, line: ast.stmt) -> tuple[str, ast.expr | None]:
    """Return a device and what a line gives it to show or to play, or "" and None."""
    if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Attribute):
        owner, value = line.targets[0].value, line.value
    elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Call) and line.value.args:
        if called_name(line.value) != "play" or not isinstance(line.value.func, ast.Attribute):
            return "", None
        owner, value = line.value.func.value, line.value.args[0]
    else:
        return "", None
    is_device = isinstance(owner, ast.Name) and program.kind_of(owner)
    return (owner.id, value) if is_device and isinstance(owner, ast.Name) else ("", None)


RULES = (
    only_the_last,
    no_time_between,
    off_at_once,
    rare_looks,
    begins_again,
    busy,
)
