"""Lines that look as if they did something: not called, compared, calculated for nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain import devices as gpiozero_devices
from hardware_mocks.explain.code.program import Function, Program, called_name
from hardware_mocks.explain.explained import Explained

_COMPOSITE = frozenset({"LEDBoard", "TrafficLights", "LEDBarGraph", "ButtonBoard", "Robot"})
_SWITCHES = frozenset({"on", "off", "toggle", "blink", "pulse", "stop", "close"})


def not_called(program: Program) -> Iterator[Explained]:
    """`red.on` or `pause` alone in a line: named, but not called."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        parts = value.elts if isinstance(value, ast.Tuple) else [value]
        first = parts[0] if parts else value
        if program.method(first) or program.is_function_name(first) or _is_print(first):
            name = program.code_of(first)
            key = "code.not_called" if len(parts) == 1 else "code.comma_for_brackets"
            yield program.tell(key, node, name=name)
        elif isinstance(value, ast.Attribute) and value.attr in {
            "sleep",
            "pause",
            "start",
            "run",
            *_SWITCHES,
        }:
            yield program.tell("code.not_called", node, name=program.code_of(value))
    for call in program.calls("print"):
        for argument in call.args:
            if program.method(argument):
                yield program.tell("code.not_called", call, name=program.code_of(argument))


def text_alone(program: Program) -> Iterator[Explained]:
    """`"red.on()"` in quotes as a line of its own."""
    for node in program.source.nodes:
        value = node.value if isinstance(node, ast.Expr) else None
        text = value.value if isinstance(value, ast.Constant) else None
        if isinstance(text, str) and "\n" not in text and text.strip().endswith(")"):
            yield program.tell("code.text_alone", node, text=text.strip())


def not_called_by_handler(program: Program) -> Iterator[Explained]:
    """`lambda: red.toggle`, or a handler that only returns `red.toggle`."""
    for node in program.handlers:
        inside = node.value.body if isinstance(node.value, ast.Lambda) else None
        if program.method(inside):
            yield program.tell("code.not_called", node, name=program.code_of(inside))
    for name in sorted(program.handler_names):
        function = program.functions.get(name)
        for line in ast.walk(function) if function is not None else ():
            if isinstance(line, ast.Return) and program.method(line.value):
                yield program.tell("code.not_called", line, name=program.code_of(line.value))


def never_started(program: Program) -> Iterator[Explained]:
    """`Thread(target=blink)` without `start()`, and a coroutine that nobody runs."""
    if not program.calls("start"):
        for made in (*program.calls("Thread"), *program.calls("Timer")):
            yield program.tell("code.thread_not_started", made, code=program.code_of(made))
    for node in program.source.nodes:
        call = node.value if isinstance(node, ast.Expr) else None
        own = program.functions.get(called_name(call)) if isinstance(call, ast.Call) else None
        if isinstance(own, ast.AsyncFunctionDef):
            yield program.tell("code.coroutine_not_run", node, code=program.code_of(call))


def main_misspelt(program: Program) -> Iterator[Explained]:
    """`if __name__ == "main":` is never true."""
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and program.code_of(node.left) == "__name__":
            right = node.comparators[0]
            if isinstance(right, ast.Constant) and right.value != "__main__":
                yield program.tell("code.main_misspelt", node, text=program.code_of(right))


def _is_print(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"print", "input", "exit", "quit"}


def compared(program: Program) -> Iterator[Explained]:
    """`red.value == 1` alone in a line: a question that nobody hears."""
    for node in program.source.nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare):
            left = node.value.left
            is_event = isinstance(left, ast.Attribute) and left.attr.startswith("when_")
            if isinstance(node.value.ops[0], ast.Eq) and not is_event:
                right = program.code_of(node.value.comparators[0])
                yield program.tell(
                    "code.compared_for_nobody", node, left=program.code_of(left), right=right
                )


def _handed_back_by(node: ast.Expr, program: Program) -> str | None:
    """Return the function that ends with a calculation from what it was given, or None."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    for function in program.source.nodes:
        if isinstance(function, ast.FunctionDef) and function.body[-1] is node:
            given = {argument.arg for argument in function.args.args}
            hands_back = any(isinstance(inner, ast.Return) for inner in ast.walk(function))
            return function.name if given & names and not hands_back else None
    return None


def calculated(program: Program) -> Iterator[Explained]:
    """`x + 1` or `++x` or `red` alone in a line."""
    for node in program.source.nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.BinOp | ast.UnaryOp):
            inner: ast.expr = node.value
            while isinstance(inner, ast.UnaryOp):
                inner = inner.operand
            name = program.code_of(inner.left if isinstance(inner, ast.BinOp) else inner)
            code = program.code_of(node)
            is_not = isinstance(node.value, ast.UnaryOp) and isinstance(node.value.op, ast.Not)
            function = _handed_back_by(node, program)
            if function is not None and not is_not:
                yield program.tell("code.not_returned", node, code=code, function=function)
                continue
            key = "code.not_for_nobody" if is_not else "code.calculated_for_nobody"
            if not is_not and not name.isidentifier():
                key = "code.result_without_name"
            yield program.tell(key, node, code=code, name=name)
        elif isinstance(node, ast.Expr) and program.kind_of(node.value):
            yield program.tell("code.device_alone", node, name=program.code_of(node.value))
        elif _is_equals_plus(node) and "=+" in program.code_of(node):
            name, _, number = program.code_of(node).partition("=+")
            yield program.tell("code.equals_plus", node, name=name.strip(), number=number.strip())


def _is_equals_plus(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Assign) else None
    return isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.UAdd)


def property_called(program: Program) -> Iterator[Explained]:
    """`button.is_pressed()`: a value with brackets."""
    for node in program.source.nodes:
        if isinstance(node, ast.Call) and program.measured(node.func):
            args = ", ".join(program.code_of(arg) for arg in node.args)
            name = program.code_of(node.func)
            if args:
                args = f"({args})" if len(node.args) > 1 else args
                yield program.tell("call.property_with_value", node, name=name, args=args)
            else:
                yield program.tell("code.property_called", node, name=name)


def unknown_member(program: Program) -> Iterator[Explained]:
    """`red.onn()` in a line that has perhaps not run yet."""
    added = {
        node.attr  # `Button.was_held = False`: gpiozero allows a new name for the whole class
        for node in program.source.nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id in gpiozero_devices.class_names()
    }
    for node in program.source.nodes:
        kind = program.kind_of(node.value) if isinstance(node, ast.Attribute) else None
        if kind is None or kind in _COMPOSITE or not isinstance(node, ast.Attribute):
            continue
        if node.attr in added:
            continue
        if node.attr not in gpiozero_devices.members(kind) and not node.attr.startswith("when"):
            name = program.code_of(node.value)
            offer = ", ".join(gpiozero_devices.most_used(kind))
            yield program.tell(
                "code.no_such_member", node, owner=name, kind=kind, name=node.attr, offer=offer
            )


def never_called(program: Program) -> Iterator[Explained]:
    """A function that nobody calls or names, or only the function itself."""
    for function in program.functions.values():
        if program.source.parents.get(function).__class__ is ast.ClassDef or _is_used(
            program, function
        ):
            continue
        is_needed = _touches_a_device(program, function)
        inside = program.function_around(function)
        if inside is not None:
            yield program.tell("code.inner_never_called", function, is_certain=is_needed,
                               name=function.name, outer=inside.name)  # fmt: skip
        else:
            yield program.tell(
                "code.never_called", function, is_certain=is_needed, name=function.name
            )


def _is_used(program: Program, function: Function) -> bool:
    """Whether a function is named anywhere outside of itself, or handed to what stands above it.

    A line such as `@app.route("/")` takes the function below it: that is how pages are joined.
    """
    return bool(function.decorator_list) or any(
        isinstance(node, ast.Name)
        and node.id == function.name
        and isinstance(node.ctx, ast.Load)
        and function not in program.source.around(node)
        for node in program.source.nodes
    )


def _touches_a_device(program: Program, function: Function) -> bool:
    return any(
        isinstance(node, ast.Attribute) and program.kind_of(node.value)
        for node in ast.walk(function)
    )


def calls_itself(program: Program) -> Iterator[Explained]:
    """A function that calls itself in every case, without an end."""
    for function in program.functions.values():
        may_end = any(isinstance(node, ast.Return | ast.Raise) for node in ast.walk(function))
        for line in function.body if _is_used(program, function) and not may_end else ():
            call = line.value if isinstance(line, ast.Expr) else None
            func = call.func if isinstance(call, ast.Call) else None
            if isinstance(func, ast.Name) and func.id == function.name:
                yield program.tell("code.calls_itself", line, name=function.name)


def ends_the_program(program: Program) -> Iterator[Explained]:
    """`exit()` as a plain line of the program or of a loop: an experiment that was left in."""
    for name in ("exit", "quit"):
        for call in program.calls(name):
            line = program.source.parents.get(call)
            block = program.source.parents.get(line) if line is not None else None
            is_plain = isinstance(block, ast.Module | ast.While | ast.For)
            if isinstance(line, ast.Expr) and is_plain and not program.function_around(call):
                yield program.tell("code.ends_the_program", call, code=program.code_of(call))


RULES = (
    *(text_alone, calls_itself, ends_the_program),
    *(not_called_by_handler, never_started, main_misspelt),
    *(not_called, compared, calculated, property_called, unknown_member, never_called),
)
