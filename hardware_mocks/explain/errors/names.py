"""NameError and UnboundLocalError: a name that means nothing where it is used."""

from __future__ import annotations

import ast
import re
from types import ModuleType

from hardware_mocks.explain import devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

_NOTE = re.compile(r"[A-G][#b♯♭]?[0-8]")
_BELONGS_TO_A_DEVICE = re.compile(
    r"(is|when|wait_for)_\w+|motion_detected|distance|angle|toggle|blink|pulse|play"
)
_ENDINGS = {"jpg", "jpeg", "png", "bmp", "gif", "txt", "csv", "html", "mp4"}
_PIN = re.compile(r"(GPIO|BOARD|BCM|J8|pin|PIN|gpio|D)_?[0-9]{1,2}")


def unknown(error: BaseException, place: Place) -> Explained | None:
    """Explain `NameError: name 'x' is not defined`."""
    name = _name_in(error)
    if name is None:
        return None
    for explain in (
        *(
            _file_without_quotes,
            _another_sign_for_the_dot,
            _set_with_another_sign,
            _switch_in_words,
            _state_in_words,
            _name_of_the_program,
            _looks_like_a_number,
            _wants_quotes,
            _other_device,
            _wrong_case,
            _from_a_module_as_a_whole,
        ),
        *(_module_not_imported, _not_imported, _look_alike_letters, _made_elsewhere),
        *(_another_language, _typo, _words_without_quotes),
    ):
        found = explain(name, place)
        if found is not None:
            return found
    return place.guess("name.unknown", name=name)


def unbound_local(error: BaseException, place: Place) -> Explained | None:
    """Explain a name that a function gives a value to after it has used it."""
    name = _name_in(error)
    if name is None:
        return None
    if name in place.shared:
        function = place.function
        return place.tell("name.global_missing", name=name, function=function)
    return place.tell("name.not_yet", name=name, made=_line_of_making(name, place) or 0)


def _name_in(error: BaseException) -> str | None:
    name = getattr(error, "name", None)
    if isinstance(name, str):
        return name
    found = re.search(r"'([^']+)'", str(error))
    return found[1] if found else None


def _file_without_quotes(name: str, place: Place) -> Explained | None:
    """`camera.capture_file(first.jpg)`: what looks like the ending of a file is one."""
    whole = place.source.parents.get(place.node) if place.node is not None else None
    if isinstance(whole, ast.Attribute) and whole.attr.lower() in _ENDINGS:
        return place.tell("name.file_without_quotes", name=name, file=place.code_of(whole))
    return None


def _state_in_words(name: str, place: Place) -> Explained | None:
    """`if button is pressed:` for `button.is_pressed`."""
    test = place.source.parents.get(place.node) if place.node is not None else None
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Is | ast.Eq):
        return None
    code = place.code_of(test)
    kind = type(place.names.get(place.code_of(test.left))).__name__
    if kind not in devices.class_names() or f"is_{name}" not in devices.members(kind):
        return None
    right = f"{place.code_of(test.left)}.is_{name}"
    return place.tell("name.state_in_words", code=code, right=right)


def _name_of_the_program(name: str, place: Place) -> Explained | None:
    is_meant = name.strip("_") in {"name", "main"} and name.startswith("_")
    return place.tell("name.typo", name=name, right="__name__") if is_meant else None


def _looks_like_a_number(name: str, place: Place) -> Explained | None:
    number = known.letters_for_digits(name)
    return place.tell("name.letter_for_digit", name=name, number=number) if number else None


def _wants_quotes(name: str, place: Place) -> Explained | None:
    """`LED(GPIO17)`, `play(A4)`: a text in the place of an argument."""
    if not _is_argument(name, place):
        return None
    if _PIN.fullmatch(name):
        digits = re.sub(r"[^0-9]", "", name)
        return place.tell("name.pin_without_quotes", name=name, number=digits)
    return place.tell("name.note_without_quotes", name=name) if _NOTE.fullmatch(name) else None


def _is_argument(name: str, place: Place) -> bool:
    return any(
        isinstance(node, ast.Call)
        and any(isinstance(arg, ast.Name) and arg.id == name for arg in node.args)
        for node in place.source.nodes
        if getattr(node, "lineno", None) is not None
    )


def _other_device(name: str, place: Place) -> Explained | None:
    """`led.on()` where the lamp is called `red`: no device is called so, but another one can."""
    parent = place.source.parents.get(place.node) if place.node is not None else None
    if not isinstance(parent, ast.Attribute) or _line_of_making(name, place):
        return None
    made = [own for own in place.own_names
            if parent.attr in devices.members(type(place.names[own]).__name__)]  # fmt: skip
    names_a_class = any(other.casefold() == name.casefold() for other in place.own_names)
    is_typo = known.nearest(name, made, cutoff=0.6) and not names_a_class
    if len(made) != 1 or is_typo or known.in_latin(made[0]) == name:
        return None
    return place.tell("name.other_device", name=name, right=made[0], member=parent.attr)


def _wrong_case(name: str, place: Place) -> Explained | None:
    is_constant = name.isupper() and name.lower() not in {"true", "false", "none"}
    for other in (*place.own_names, *(() if is_constant else place.names)):
        if other != name and other.casefold() == name.casefold():
            return place.tell("name.wrong_case", name=name, right=other)
    for other, module in known.home_of().items():
        if name in known.FOREIGN or is_constant:
            break
        if other != name and other.casefold() == name.casefold():
            return place.tell("name.wrong_case_not_imported", name=name, right=other, module=module)
    return None


def _from_a_module_as_a_whole(name: str, place: Place) -> Explained | None:
    """`import time`, then `sleep(1)`; `from time import sleep`, then `time.sleep(1)`."""
    for alias, value in place.shared.items():
        home = known.home_of().get(name)
        if isinstance(value, ModuleType) and value.__name__ == home and hasattr(value, name):
            return place.tell("name.of_module", name=name, module=home, alias=alias)
    attribute = place.source.parents.get(place.node) if place.node is not None else None
    if isinstance(attribute, ast.Attribute) and attribute.attr in place.own_names:
        return place.tell("name.imported_by_itself", name=name, member=attribute.attr)
    return None


def _module_not_imported(name: str, place: Place) -> Explained | None:
    attribute = place.source.parents.get(place.node) if place.node is not None else None
    if name in known.MODULES and (isinstance(attribute, ast.Attribute) or place.node is None):
        return place.tell("name.module_not_imported", name=name)
    return None


def _not_imported(name: str, place: Place) -> Explained | None:
    module = known.home_of().get(name)
    if module is None or _line_of_making(name, place):
        return None
    later = _line_of_import(name, place)
    if later:
        return place.tell("name.imported_later", name=name, made=later)
    return place.tell("name.not_imported", name=name, module=module)


def _line_of_import(name: str, place: Place) -> int | None:
    for node in place.source.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
            if name in names or "*" in names:
                return node.lineno
    return None


def _made_elsewhere(name: str, place: Place) -> Explained | None:
    """The name is made further down, in a function, or in lines that did not run."""
    for node in place.source.nodes:
        line = _makes(node, name)
        if line is None:
            continue
        inside = next(
            (up for up in place.source.around(node) if isinstance(up, ast.FunctionDef)), None
        )
        if inside is not None and inside.name != place.function:
            key = "name.parameter_outside" if isinstance(node, ast.arg) else "name.inside_function"
            return place.tell(key, name=name, function=inside.name, made=line)
        if place.line is not None and line >= place.line:
            return place.tell("name.not_yet", name=name, made=line)
        return place.tell("name.line_did_not_run", name=name, made=line)
    return None


def _set_with_another_sign(name: str, place: Place) -> Explained | None:
    """`name == "Dilan"` or `red: LED(17)`, above, in place of an equals sign."""
    for node in place.source.nodes:
        if isinstance(node, ast.AnnAssign) and node.value is None:
            left, value, key = node.target, node.annotation, "code.colon_for_equals"
            if place.code_of(left) == name:
                return place.source.tell(key, node.lineno, name=name, value=place.code_of(value))
        test = node.value if isinstance(node, ast.Expr) else None
        is_equal = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq)
        if is_equal and isinstance(test, ast.Compare) and place.code_of(test.left) == name:
            key, right = "code.compared_for_nobody", place.code_of(test.comparators[0])
            return place.source.tell(key, test.lineno, left=name, right=right)
    return None


def _another_sign_for_the_dot(name: str, place: Place) -> Explained | None:
    """`red:on()`, `red,on()`, `redon()`."""
    call = place.source.parents.get(place.node) if place.node is not None else None
    around = place.source.parents.get(call) if call is not None else None
    if not isinstance(call, ast.Call) or call.func is not place.node:
        return None
    for device, thing in place.names.items():
        member = name.removeprefix(device)
        if member != name and member in devices.members(type(thing).__name__):
            right = f"{device}.{place.code_of(call).removeprefix(device)}"
            return place.tell("syntax.dot_missing", device=device, right=right)
    owner: ast.expr | None = None
    if isinstance(around, ast.AnnAssign) and around.annotation is call:
        owner = around.target
    elif isinstance(around, ast.Tuple) and len(around.elts) == 2 and around.elts[1] is call:
        owner = around.elts[0]
    device = place.code_of(owner)
    if owner is None or name not in devices.members(type(place.names.get(device)).__name__):
        return None
    right = f"{device}.{place.code_of(call)}"
    return place.tell("syntax.dot_missing", device=device, right=right)


def _switch_in_words(name: str, place: Place) -> Explained | None:
    """`red.value = HIGH`, `red = on`: the line as a whole is another one."""
    parent = place.source.parents.get(place.node) if place.node is not None else None
    method = {"on": "on", "high": "on", "off": "off", "low": "off"}.get(name.lower())
    if method is None or not isinstance(parent, ast.Assign):
        return None
    target = parent.targets[0]
    owner = target.value if isinstance(target, ast.Attribute) else target
    right = f"{place.code_of(owner)}.{method}()"
    return place.tell("name.switch_in_words", name=name, right=right)


def _line_of_making(name: str, place: Place) -> int | None:
    lines = [line for node in place.source.nodes if (line := _makes(node, name)) is not None]
    return min(lines, default=None)


def _makes(node: ast.AST, name: str) -> int | None:
    """Return the line where a node gives a name its value, or None."""
    if isinstance(node, ast.arg) and node.arg == name:
        return node.lineno
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
        return node.lineno
    is_made = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name
    return node.lineno if is_made and isinstance(node, ast.Name) else None


def _another_language(name: str, place: Place) -> Explained | None:
    instead = known.FOREIGN.get(name)
    return place.tell("name.foreign", name=name, instead=instead) if instead else None


def _look_alike_letters(name: str, place: Place) -> Explained | None:
    plain = known.in_latin(name)
    if not name.isascii() and (plain in place.names or plain in known.home_of()):
        return place.tell("name.look_alike", name=name, right=plain)
    for other in place.own_names:
        if not other.isascii() and known.in_latin(other) == plain:
            made = _line_of_making(other, place) or 0
            return place.tell("name.look_alike_made", name=name, made=made)
    return None


def _typo(name: str, place: Place) -> Explained | None:
    things = [own for own in place.own_names if not isinstance(place.names[own], type)]
    own = known.nearest(name, things, cutoff=0.6) or known.nearest(name, place.own_names)
    if own:
        return place.tell("name.typo", name=name, right=own)
    right = known.nearest(name, [n for n in place.names if not n.startswith("__")], cutoff=0.75)
    if right:
        return place.tell("name.typo", name=name, right=right)
    homes = known.home_of()
    far = known.nearest(name, homes, cutoff=0.8)
    if far:
        return place.tell("name.wrong_case_not_imported", name=name, right=far, module=homes[far])
    made = [node.id for node in place.source.nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]  # fmt: skip
    later = known.nearest(name, made)
    return place.tell("name.typo", name=name, right=later) if later else None


def _words_without_quotes(name: str, place: Place) -> Explained | None:
    parent = place.source.parents.get(place.node) if place.node is not None else None
    if isinstance(parent, ast.Attribute) and devices.classes_with(parent.attr):
        kind = devices.classes_with(parent.attr).split("`")[1]
        return place.tell("name.device_missing", name=name, kind=kind)
    if _BELONGS_TO_A_DEVICE.fullmatch(name) and devices.classes_with(name):
        inside = parent.args[0] if isinstance(parent, ast.Call) and parent.args else None
        owner = place.code_of(inside) if isinstance(inside, ast.Name) else "button"
        return place.tell("name.needs_device", name=name, right=f"{owner}.{name}")
    if isinstance(parent, ast.Call) and parent.func is place.node:
        return place.tell("name.unknown_function", name=name)
    if isinstance(parent, ast.Call | ast.Compare) and len(name) > 1:
        return place.tell("name.text_without_quotes", name=name)
    return None
