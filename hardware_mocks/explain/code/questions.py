"""Questions that a program asks once, in the wrong unit, or of a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from hardware_mocks.explain.code.program import Loop, Program, called_name, number_in
from hardware_mocks.explain.explained import Explained


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


def last_one_wins(program: Program) -> Iterator[Explained]:
    """`if cm < 10: ... if cm < 50: ...`: the later ones undo the first."""
    for block in program.blocks():
        for first, second in pairwise(block):
            if not isinstance(first, ast.If) or not isinstance(second, ast.If) or first.orelse:
                continue
            if _is_wider(program, first, second) and _same_target(program, first, second):
                yield program.tell("code.last_one_wins", second, first=first.lineno,
                                       test=program.code_of(second.test))  # fmt: skip


def _is_wider(program: Program, first: ast.If, second: ast.If) -> bool:
    """Whether the second question is true whenever the first is."""
    a, b = first.test, second.test
    if not (isinstance(a, ast.Compare) and isinstance(b, ast.Compare)):
        return False
    small, large = number_in(a.comparators[0]), number_in(b.comparators[0])
    same = program.code_of(a.left) == program.code_of(b.left) and type(a.ops[0]) is type(b.ops[0])
    if not same or small is None or large is None or len(a.ops) + len(b.ops) != 2:
        return False
    if isinstance(a.ops[0], ast.Lt | ast.LtE):
        return small < large
    return isinstance(a.ops[0], ast.Gt | ast.GtE) and small > large


def _same_target(program: Program, first: ast.If, second: ast.If) -> bool:
    """Whether both set the same value of a device."""

    def targets(choice: ast.If) -> set[str]:
        given = (line.targets[0] for line in choice.body if isinstance(line, ast.Assign))
        return {program.code_of(target) for target in given if isinstance(target, ast.Attribute)}

    return bool(targets(first) & targets(second))


def centimetres(program: Program) -> Iterator[Explained]:
    """`if sensor.distance < 20:`: the distance is in metres."""
    names = _names_of_distances(program)
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        distance = next((side for side in sides if _is_distance(program, side, names)), None)
        number = next((n for side in sides if (n := number_in(side)) is not None), None)
        if distance is None or number is None:
            continue
        owner = distance.value if isinstance(distance, ast.Attribute) else None
        most = _max_distance(program, owner)
        if number > most:
            yield program.tell(
                "code.centimetres", node, code=program.code_of(distance), number=f"{number:g}",
                right=f"{number / 100:g}", most=f"{most:g}",
            )  # fmt: skip


def _is_distance(program: Program, node: ast.expr, names: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "distance"
        and (program.kind_of(node.value) == "DistanceSensor")
    )


def _names_of_distances(program: Program) -> frozenset[str]:
    """Return names that are given a plain `sensor.distance` and nothing else."""
    plain: set[str] = set()
    other: set[str] = set()
    for node in program.source.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            is_distance = _is_distance(program, node.value, frozenset())
            (plain if is_distance else other).add(node.targets[0].id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            other.add(node.target.id)
    return frozenset(plain - other)


def _max_distance(program: Program, owner: ast.expr | None) -> float:
    for call in program.calls("DistanceSensor"):
        parent = program.source.parents.get(call)
        is_its = owner is None or (
            isinstance(parent, ast.Assign)
            and program.code_of(parent.targets[0]) == program.code_of(owner)
        )
        for word in call.keywords:
            if is_its and word.arg == "max_distance":
                return number_in(word.value) or 1e9
        if is_its and len(call.args) > 3:
            return number_in(call.args[3]) or 1e9
    return 1.0


def whole_metres(program: Program) -> Iterator[Explained]:
    """`int(front.distance) * 100`: 0.80 m becomes 0."""
    for name, number in (("int", 0), ("round", 1)):
        for call in program.calls(name):
            used = program.source.parents.get(call)
            is_used = isinstance(used, ast.BinOp | ast.Compare | ast.Assign)
            if is_used and len(call.args) == 1 and _is_distance(program, call.args[0], frozenset()):
                yield program.tell("code.whole_metres", call, code=program.code_of(call), name=name,
                                   number=number, inside=program.code_of(call.args[0]))  # fmt: skip


def exact_distance(program: Program) -> Iterator[Explained]:
    """`if sensor.distance == 0.2:`: a measured number is never exactly that."""
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            number = number_in(node.comparators[0])
            if number is not None and _is_distance(program, node.left, frozenset()):
                name = program.code_of(node.left)
                yield program.tell(
                    "code.exact_distance", node, is_certain=False, name=name, number=f"{number:g}"
                )


def text_for_number(program: Program) -> Iterator[Explained]:
    """`answer = input()`, then `if answer == 1:`."""
    typed = {
        node.targets[0].id
        for node in program.source.nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and called_name(node.value) == "input"
    }
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            right = node.comparators[0]
            if node.left.id in typed and number_in(right) is not None:
                yield program.tell("code.text_for_number", node, name=node.left.id,
                                   number=program.code_of(right))  # fmt: skip


def text_for_truth(program: Program) -> Iterator[Explained]:
    """`running = "True"`, then `while running == True:`."""
    texts = {
        node.targets[0].id
        for node in program.source.nodes
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant) and node.value.value in {"True", "False"}
    }  # fmt: skip
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            right = node.comparators[0]
            is_truth = isinstance(right, ast.Constant) and isinstance(right.value, bool)
            if node.left.id in texts and is_truth:
                yield program.tell("code.text_for_truth", node, name=node.left.id)


RULES = (
    whole_metres,
    *(centimetres, text_for_truth, text_for_number, last_one_wins, exact_distance, asked_once),
)
