"""What goes wrong around `when_pressed = ...` and its relatives."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain import devices as gpiozero_devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.code.program import Program, called_name, never_ends, number_in
from hardware_mocks.explain.code.rhythm import nothing_between
from hardware_mocks.explain.explained import Explained

_EVENTS = ("when_pressed", "when_released", "when_held", "when_motion", "when_no_motion")


def called_not_named(program: Program) -> Iterator[Explained]:
    """`button.when_pressed = toggle()`."""
    for node in program.handlers:
        call = node.value
        if not isinstance(call, ast.Call) or not _gives_nothing(program, call):
            continue
        name, right = program.code_of(node.targets[0]), program.code_of(call.func)
        key = "code.handler_called_with" if call.args or call.keywords else "code.handler_called"
        yield program.tell(key, node, name=name, call=program.code_of(call), right=right)
    for call in (*program.calls("Thread"), *program.calls("Timer")):
        values = [word.value for word in call.keywords if word.arg in {"target", "function"}]
        values += call.args[1:2] if called_name(call) == "Timer" else []
        for value in values:
            if isinstance(value, ast.Call) and _gives_nothing(program, value):
                right, said = program.code_of(value.func), program.code_of(value)
                yield program.tell("code.target_called", call, call=said, right=right)


def _gives_nothing(program: Program, call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        return program.method(call.func)
    name = called_name(call)
    own = program.functions.get(name)
    if own is not None:
        return not program.gives_back(own)
    return name in {"print", "sleep", "pause", "exit"}


def two_with_and(program: Program) -> Iterator[Explained]:
    """`button.when_pressed = red.on and red.off`: only one of the two is kept."""
    for node in program.handlers:
        both = node.value
        if isinstance(both, ast.BoolOp) and all(
            program.method(value) or program.is_function_name(value) for value in both.values
        ):
            kept = both.values[-1 if isinstance(both.op, ast.And) else 0]
            yield program.tell(
                "code.handler_of_two", node, name=program.code_of(node.targets[0]),
                both=program.code_of(both), kept=program.code_of(kept),
            )  # fmt: skip


def compared_not_given(program: Program) -> Iterator[Explained]:
    """`button.when_pressed == toggle` as a line of its own, and `when_pressed(toggle)`."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        if isinstance(value, ast.Compare) and _is_event(value.left):
            name, right = program.code_of(value.left), program.code_of(value.comparators[0])
            yield program.tell("code.handler_compared", node, name=name, right=right)
        if isinstance(value, ast.Call) and _is_event(value.func):
            args = ", ".join(program.code_of(arg) for arg in value.args)
            name = program.code_of(value.func)
            yield program.tell("call.handler_in_brackets", node, name=name, args=args or "toggle")
        if _is_event(value):
            name = program.code_of(value)
            yield program.tell("code.handler_alone", node, name=name)


def _is_event(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or not node.attr.startswith("when_"):
        return False
    return isinstance(node.value, ast.Name) and node.value.id != "self"


def misspelt(program: Program) -> Iterator[Explained]:
    """`button.when_pressd = toggle`, and `when_pressed = toggle` without a device."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in _EVENTS:
            yield program.tell("code.handler_without_device", node, name=target.id)
        kind = program.kind_of(target.value) if isinstance(target, ast.Attribute) else None
        if kind is None or not isinstance(target, ast.Attribute):
            continue
        own = gpiozero_devices.members(kind)
        if target.attr.startswith("when") and target.attr not in own:
            right = known.nearest(target.attr, [name for name in own if name.startswith("when_")])
            if right:
                owner = program.code_of(target.value)
                name = target.attr
                yield program.tell(
                    "code.handler_misspelt", node, owner=owner, name=name, right=right
                )


def replaced(program: Program) -> Iterator[Explained]:
    """Two handlers for one event, one after the other: only the second is called."""
    for block in program.blocks():
        before: dict[str, ast.stmt] = {}
        for node in block:
            if node in program.handlers and isinstance(node, ast.Assign):
                name = program.code_of(node.targets[0])
                if name in before:
                    first = before[name].lineno
                    yield program.tell("code.handler_replaced", node, name=name, first=first)
                before[name] = node
            elif program.waits(node) or isinstance(node, ast.While | ast.If):
                before.clear()


def blocking(program: Program) -> Iterator[Explained]:
    """A handler that waits or never ends holds up all others."""
    for name in sorted(program.handler_names):
        function = program.functions.get(name)
        if function is None:
            continue
        endless = next((node for node in ast.walk(function)
                        if isinstance(node, ast.stmt) and never_ends(node)), None)  # fmt: skip
        if endless is not None:
            yield program.tell("code.handler_never_ends", endless, is_certain=False, name=name)
        elif program.waits(function):
            yield program.tell("code.handler_waits", function, is_certain=False, name=name)


def undone_at_once(program: Program) -> Iterator[Explained]:
    """A handler that switches a lamp on and off with no time between."""
    for name in sorted(program.handler_names):
        function = program.functions.get(name)
        if function is not None:
            yield from nothing_between(program, function.body, is_round=False)


def long_bounce(program: Program) -> Iterator[Explained]:
    """`Button(5, bounce_time=50)`: seconds, not milliseconds."""
    for call in program.calls("Button"):
        for word in call.keywords:
            seconds = number_in(word.value)
            if word.arg == "bounce_time" and seconds is not None and seconds >= 1:
                value, right = f"{seconds:g}", f"{seconds / 1000:g}"
                yield program.tell("code.long_bounce", call, value=value, right=right)


def both_edges(program: Program) -> Iterator[Explained]:
    """The same toggle for press and release: one press changes it twice."""
    given: dict[str, tuple[str, int]] = {}
    for node in program.handlers:
        target = node.targets[0]
        owner = program.code_of(target.value) if isinstance(target, ast.Attribute) else ""
        value = program.code_of(node.value)
        before = given.setdefault(owner, (value, node.lineno))
        if before[0] == value and before[1] != node.lineno and value.endswith("toggle"):
            yield program.tell("code.both_edges", node, name=value, first=before[1])


def nobody_waits(program: Program) -> Iterator[Explained]:
    """Handlers, and then the program ends: `pause()` is missing or not called."""
    if not program.handlers or program.calls("pause") or program.calls("run"):
        return
    rest = [node for node in program.tree.body if node.lineno > program.handlers[-1].lineno]
    if any(isinstance(node, ast.While | ast.For) or program.waits(node) for node in rest):
        return
    last = program.tree.body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Name) and last.value.id == "pause":
        return  # said by `calls.not_called`
    event = program.code_of(program.handlers[-1].targets[0])
    key = "code.pause_not_called" if "pause" in program.imports else "code.pause_missing"
    yield program.tell(key, program.handlers[-1], name=event)


def set_again(program: Program) -> Iterator[Explained]:
    """`button.when_pressed = f` in a loop that never waits: set again and again."""
    for node in program.handlers:
        loop = program.loop_around(node)
        if loop is not None and never_ends(loop) and not program.waits(loop):
            name = program.code_of(node.targets[0])
            yield program.tell("code.handler_set_in_loop", node, name=name, loop=loop.lineno)


RULES = (
    set_again,
    undone_at_once,
    long_bounce,
    both_edges,
    called_not_named,
    two_with_and,
    compared_not_given,
    misspelt,
    replaced,
    nobody_waits,
    blocking,
)
