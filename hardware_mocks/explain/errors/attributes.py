"""AttributeError: something that a thing does not have."""

from __future__ import annotations

import ast
import re
from types import ModuleType

from hardware_mocks.explain import devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.imports import shadowing_file
from hardware_mocks.explain.errors.pictures import made_by
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import other_words, plain_kind
from hardware_mocks.explain.explained import Explained, shown

_BUILT_IN = frozenset({"round", "len", "print", "int", "str", "float", "abs", "sum", "max", "min"})
"""Functions that stand in front of what they work on."""


def missing(error: BaseException, place: Place) -> Explained | None:
    """Explain `'LED' object has no attribute 'turn_on'` and its relatives."""
    attribute = _attribute(place)
    said = str(error)
    read_only = re.search(r"property '(\w+)' of '(\w+)' object has no setter", said)
    read_only = read_only or re.search(r"(?:can't set|cannot set) attribute '?(\w+)", said)
    if read_only:
        return _read_only(attribute.attr if attribute is not None else read_only[1], place)
    part = re.search(r"can't set attribute (\w+)", said)
    if part:
        return _read_only(part[1], place)
    part = re.search(r"no such attribute (\w+)", said)
    if part:
        return _of_composite(part[1], attribute, place)
    found = re.search(r"'(\w+)' object has no attribute '(\w+)'", said)
    if found is None:
        found = re.search(r"(type object|module) '([\w.]+)' has no attribute '(\w+)'", said)
        if found is None:
            return None
        return _of_module_or_class(found[2], found[3], place, is_module=found[1] == "module")
    kind, name = found[1], found[2]
    owner = place.code_of(attribute.value) if attribute is not None else ""
    if name.startswith("_") and _is_class(attribute, place):
        assert attribute is not None
        return place.tell("call.on_class", owner=owner, name=attribute.attr)
    if kind in {"Red", "Green", "Blue"}:
        return place.tell("attribute.of_colour", owner=owner, name=name)
    if kind == "NoneType":
        return _of_nothing(owner, name, place)
    if kind in devices.class_names():
        return _of_device(owner or kind, kind, name, place)
    return _of_plain_value(owner or kind, kind, name, attribute, place)


def _attribute(place: Place) -> ast.Attribute | None:
    if isinstance(place.node, ast.Attribute):
        return place.node
    if isinstance(place.node, ast.Call) and isinstance(place.node.func, ast.Attribute):
        return place.node.func
    on_line = [node for node in place.source.nodes
               if isinstance(node, ast.Attribute) and node.lineno == place.line]  # fmt: skip
    return on_line[0] if len(on_line) == 1 else None


def _read_only(name: str, place: Place) -> Explained:
    attribute = _attribute(place)
    owner = place.code_of(attribute.value) if attribute is not None else "it"
    parts = getattr(_value(attribute, place), "_order", ())
    if name in (*parts, *_other_names(list(parts))):
        return place.tell("attribute.part_of_board", owner=owner, name=name)
    if name in {"is_lit", "is_active", "is_playing"}:
        return place.tell("attribute.read_only_switch", name=name, owner=owner)
    return place.tell("attribute.read_only", name=name, owner=owner)


def _of_nothing(owner: str, name: str, place: Place) -> Explained:
    if owner.endswith(")"):
        return place.tell("attribute.of_call", owner=owner, name=name)
    made = _line_that_made_nothing(owner, place)
    if made is not None and isinstance(made.value, ast.Call):
        call = place.code_of(made.value)
        is_device = isinstance(made.value.func, ast.Attribute) and isinstance(
            made.value.func.value, ast.Call
        )
        key = "attribute.device_lost" if is_device else "attribute.of_nothing_from"
        return place.tell(key, owner=owner, name=name, call=call, made=made.lineno)
    return place.tell("attribute.of_nothing", owner=owner or "it", name=name)


def _line_that_made_nothing(owner: str, place: Place) -> ast.Assign | None:
    made = [
        node
        for node in place.source.nodes
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == owner for t in node.targets)
    ]
    return made[-1] if made else None


def _hides_a_device(name: str, place: Place) -> bool:
    """Whether a function has taken a device's name for the value that it is called with."""
    outside = place.shared.get(name)
    is_device = type(outside).__name__ in devices.class_names()
    return is_device and name in place.local and place.local[name] is not outside


def _of_device(owner: str, kind: str, name: str, place: Place) -> Explained:
    own = devices.members(kind)
    a_kind = plain_kind(kind)
    if place.function and _hides_a_device(owner, place):
        return place.tell("attribute.handed_over", owner=owner, kind=kind, function=place.function)
    if name in {"on", "off", "toggle", "blink"} and "is_pressed" in own:
        return place.tell("attribute.input_cannot", owner=owner, kind=a_kind, name=name)
    if "is_pressed" in own and name in {"is_released", "released", "is_not_pressed", "is_up"}:
        return place.tell("attribute.not_pressed", owner=owner, name=name)
    for meant in other_words(name):
        given = _given_to(place)
        if meant in {"value", "color", "angle"} and meant in own and given:
            return place.tell("attribute.set_by_equals", owner=owner, kind=a_kind, name=name,
                              right=f"{owner}.{meant} = {given}")  # fmt: skip
        if meant.rstrip("()") in own:
            return place.tell(
                "attribute.other_word", owner=owner, kind=a_kind, name=name, right=meant
            )
    alike = [n for n in own if n.startswith("when_")] if name.startswith("when") else own
    right = known.nearest(name, alike)
    others = devices.classes_with(name)
    if others and (right is None or name in devices.TELLING):
        return place.tell(
            "attribute.other_device", owner=owner, kind=a_kind, name=name, others=others
        )
    if right:
        return place.tell("attribute.typo", owner=owner, kind=a_kind, name=name, right=right)
    offer = ", ".join(devices.most_used(kind))
    return place.tell("attribute.not_of_device", owner=owner, kind=a_kind, name=name, offer=offer)


def _given_to(place: Place) -> str | None:
    """Return what stands between the brackets of `red.set(1)`, or None without a call."""
    node = place.node
    parent = place.source.parents.get(node) if isinstance(node, ast.Attribute) else node
    if not isinstance(parent, ast.Call) or not parent.args:
        return None
    values = ", ".join(place.code_of(value) for value in parent.args)
    return f"({values})" if len(parent.args) > 1 else values


def _of_composite(name: str, attribute: ast.Attribute | None, place: Place) -> Explained:
    """Explain a device made of several, such as TrafficLights, or one around another."""
    device = _value(attribute, place)
    owner = place.code_of(attribute.value) if attribute is not None else "It"
    kind = type(device).__name__
    parts = [str(part) for part in getattr(device, "_order", ()) if not str(part).isdigit()]
    for meant in other_words(name):
        if meant in parts:
            return place.tell("attribute.other_word", owner=owner, kind=plain_kind(kind), name=name,
                              right=meant)  # fmt: skip
    right = known.nearest(name, (*parts, *_other_names(parts)), cutoff=0.6)
    if right:
        return place.tell(
            "attribute.typo", owner=owner, kind=plain_kind(kind), name=name, right=right
        )
    if kind == "TrafficLights":
        offer = ", ".join((*parts, *devices.most_used(kind)[:4]))
        return place.tell("attribute.not_of_device", owner=owner, kind=plain_kind(kind), name=name,
                          offer=offer)  # fmt: skip
    if kind == "LEDBoard":
        return place.tell("attribute.board_without_names", owner=owner, name=name)
    return _of_device(owner, kind if device is not None else "LEDBoard", name, place)


def _other_names(parts: list[str]) -> tuple[str, ...]:
    return ("yellow",) if "amber" in parts else ()


def _of_module_or_class(owner: str, name: str, place: Place, *, is_module: bool) -> Explained:
    shadow = shadowing_file(owner, place.path) if is_module else ""
    if shadow:
        return place.tell("import.shadowed", file=shadow, module=owner)
    instead = known.FOREIGN.get(name)
    if not is_module and instead:
        return place.tell("attribute.foreign", owner=owner, name=name, instead=instead)
    if not is_module:
        right = known.nearest(name, devices.members(owner))
        return place.tell("attribute.of_class", owner=owner, name=name, right=right or "on")
    module = next((v for v in place.names.values()
                   if isinstance(v, ModuleType) and v.__name__ == owner), None)  # fmt: skip
    right = known.nearest(name, [n for n in dir(module) if not n.startswith("_")])
    home = known.home_of().get(name)
    if home and home != owner:
        return place.tell("import.wrong_module", name=name, module=owner, right=home)
    if right:
        return place.tell("attribute.of_module_typo", owner=owner, name=name, right=right)
    if instead:
        return place.tell("import.foreign", name=name, module=owner, instead=instead)
    return place.tell("attribute.of_module", owner=owner, name=name)


def _of_plain_value(
    owner: str, kind: str, name: str, attribute: ast.Attribute | None, place: Place
) -> Explained:
    explained = _of_its_kind(owner, kind, name, place)
    if explained is not None:
        return explained
    value = _value(attribute, place)
    members = dir(value) if value is not None else ()
    right = known.nearest(name, [member for member in members if not member.startswith("_")])
    if right:
        return place.tell(
            "attribute.typo", owner=owner, kind=plain_kind(kind), name=name, right=right
        )
    explained = _instead_of_a_device(owner, kind, name, value, place)
    return explained or _unknown(owner, kind, name, place)


def _of_its_kind(owner: str, kind: str, name: str, place: Place) -> Explained | None:
    """Explain what is often asked of just that kind of value, such as `names.length`."""
    if kind in {"function", "method", "builtin_function_or_method", "type"}:
        turned = owner in known.NAMES_OF_MODULES.get(name, ())
        key = "attribute.words_turned" if turned else "attribute.of_function"
        key = "attribute.name_hides_module" if owner in known.MODULES else key
        return place.tell(key, owner=owner, name=name)
    if kind == "tuple" and name == "tobytes" and made_by(place, owner, "imencode"):
        return place.tell("cv2.encode_gives_two", name=owner)
    if kind == "list" and name in {"on", "off", "toggle", "blink", "value", "is_pressed"}:
        return place.tell("attribute.of_list_of_devices", owner=owner, name=name)
    if kind in {"list", "str", "dict", "tuple"} and "len()" in other_words(name):
        return place.tell("attribute.use_len", owner=owner, kind=plain_kind(kind), name=name)
    if kind == "list" and "append()" in other_words(name):
        return place.tell(
            "attribute.other_word", owner=owner, kind="a list", name=name, right="append()"
        )
    return None


def _instead_of_a_device(
    owner: str, kind: str, name: str, value: object, place: Place
) -> Explained | None:
    """Explain a plain value that stands where a device was meant, such as `led = 17`."""
    if owner in devices.class_names():
        made = line_of_value(owner, place)
        return place.tell("call.name_overwritten", name=owner, kind=plain_kind(kind), made=made)
    if devices.classes_with(name) and _is_parameter(owner, place):
        return place.tell(
            "attribute.no_device_given", owner=owner, kind=plain_kind(kind), name=name,
            value=shown(value), function=place.function,
        )  # fmt: skip
    if devices.classes_with(name):
        return place.tell(
            "attribute.no_device",
            owner=owner, kind=plain_kind(kind), name=name, value=shown(value),
            others=devices.classes_with(name),
        )  # fmt: skip
    return None


def _unknown(owner: str, kind: str, name: str, place: Place) -> Explained:
    if name in _BUILT_IN:
        return place.tell("attribute.use_function", owner=owner, kind=plain_kind(kind), name=name)
    return place.guess("attribute.unknown", owner=owner, kind=plain_kind(kind), name=name)


def _is_parameter(name: str, place: Place) -> bool:
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == place.function
        and name in {argument.arg for argument in node.args.args}
        for node in place.source.nodes
    )


def line_of_value(name: str, place: Place) -> int:
    """Return the line that gave a name its value."""
    lines = [
        node.lineno
        for node in place.source.nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name
    ]
    return lines[0] if lines else place.line or 0


def _is_class(attribute: ast.Attribute | None, place: Place) -> bool:
    """Whether something is asked of a class: `LED.on(17)` takes 17 for the device."""
    return isinstance(_value(attribute, place), type)


def _value(attribute: ast.Attribute | None, place: Place) -> object:
    try:
        return place.value_of(attribute.value) if attribute is not None else None
    except LookupError:
        return None
