"""TypeError around a call: what is no function, and arguments that do not fit."""

from __future__ import annotations

import ast
import inspect
import re

from hardware_mocks.explain import devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.attributes import line_of_value
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import plain_kind
from hardware_mocks.explain.explained import Explained, shown

_SWITCHES = frozenset({"on", "off", "toggle"})
_WITH_SETTINGS = {
    "AngularServo": ("its pin", "AngularServo(12, min_angle=0, max_angle=90)"),
    "Servo": ("its pin", "Servo(12, min_pulse_width=0.001, max_pulse_width=0.002)"),
    "DistanceSensor": (
        "its two pins",
        "DistanceSensor(echo=24, trigger=23, max_distance=1)",
    ),
    "TonalBuzzer": ("its pin", "TonalBuzzer(18, octaves=2)"),
    "MotionSensor": ("its pin", "MotionSensor(4, queue_len=1)"),
}
"""Devices that want settings by their names: what stands without one, and an example."""


def wrong_call(error: BaseException, place: Place) -> Explained | None:
    """Explain a call that Python refuses, or return None for another TypeError."""
    said = str(error)
    for pattern, explain in _WRONG_CALLS:
        found = re.search(pattern, said)
        if found:
            return explain(found, place)
    return None


def _call(place: Place) -> ast.Call | None:
    if isinstance(place.node, ast.Call):
        return place.node
    on_line = [node for node in place.source.nodes
               if isinstance(node, ast.Call) and node.lineno == place.line]  # fmt: skip
    return on_line[0] if on_line else None


def _not_callable(found: re.Match[str], place: Place) -> Explained:
    kind, call = found[1], _call(place)
    func = call.func if call is not None else None
    name = place.code_of(func) or "it"
    if isinstance(func, ast.Attribute):
        return _member_not_callable(name, func, kind, call, place)
    if isinstance(func, ast.Name) and (func.id in known.home_of() or known.is_builtin(func.id)):
        made = line_of_value(func.id, place)
        return place.tell("call.name_overwritten", name=name, kind=plain_kind(kind), made=made)
    if place.source.line(place.line).startswith("@"):
        return place.tell("call.decorator", code=place.source.line(place.line))
    if kind in {"list", "dict", "str"} and isinstance(func, ast.Name):
        return place.tell("call.data", name=name, kind=plain_kind(kind), index=_index(call, place))
    if kind == "module":
        right = {"time": "time.sleep(1)", "random": "random.randint(1, 6)"}.get(name, f"{name}.…")
        return place.tell("call.module", name=name, right=right)
    if isinstance(func, ast.Constant | ast.BinOp) and kind in {"int", "float"}:
        return place.tell("call.number", name=name)
    if kind == "tuple" or isinstance(func, ast.Tuple | ast.List | ast.Constant):
        return place.tell("call.comma_missing", name=name)
    if kind in devices.class_names():
        return _device_called(name, kind, call, place)
    if isinstance(func, ast.Call):
        return place.tell("call.twice", name=name, inner=place.code_of(func))
    return place.tell(
        "call.not_callable", name=name, kind=plain_kind(kind), value=_shown(func, place)
    )


def _index(call: ast.Call | None, place: Place) -> str:
    return place.code_of(call.args[0]) if call is not None and call.args else "0"


def _device_called(name: str, kind: str, call: ast.Call | None, place: Place) -> Explained:
    a_kind = plain_kind(kind)
    if call is None or not call.args or "value" not in devices.members(kind):
        return place.tell("call.device", name=name, kind=a_kind)
    args = ", ".join(place.code_of(arg) for arg in call.args)
    args = f"({args})" if len(call.args) > 1 else args
    return place.tell("call.device_with_values", name=name, kind=a_kind, args=args)


def _member_not_callable(
    name: str, func: ast.Attribute, kind: str, call: ast.Call | None, place: Place
) -> Explained:
    if kind == "CameraConfiguration":
        right = f"{place.code_of(func.value)}.create_{func.attr}(...)"
        return place.tell("camera.configuration_called", name=name, right=right)
    args = ", ".join(place.code_of(arg) for arg in call.args) if call is not None else ""
    if func.attr.startswith("when_"):
        return place.tell("call.handler_in_brackets", name=name, args=args or "toggle")
    if func.attr in {"on", "off", "toggle"} and kind in {"bool", "int", "float", "str"}:
        return place.tell("call.method_overwritten", name=name, kind=plain_kind(kind))
    if args:
        args = f"({args})" if call is not None and len(call.args) > 1 else args
        return place.tell("call.property_with_value", name=name, args=args)
    return place.tell("call.property", name=name, kind=plain_kind(kind))


def _shown(node: ast.AST | None, place: Place) -> str:
    try:
        return shown(place.value_of(node))
    except LookupError:
        return place.code_of(node)


def _missing_arguments(found: re.Match[str], place: Place) -> Explained:
    function, missing = found[1], found[3].replace("' and '", "`, `").replace("', '", "`, `")
    short = function.removesuffix(".__init__").rpartition(".")[2]
    if "self" in missing:
        return _on_class(short, place)
    if short == "sleep":
        return place.tell("call.needs_one", name=short)
    line = place.line_of_def(short)
    if line and place.line is None:
        return place.source.tell("call.handler_wants", line, name=short, missing=missing)
    return place.tell("call.missing_arguments", name=short, missing=missing)


def _on_class(method: str, place: Place) -> Explained:
    call = _call(place)
    owner = call.func.value if call is not None and isinstance(call.func, ast.Attribute) else None
    name = place.code_of(owner)
    try:
        kind = getattr(place.value_of(owner), "__name__", name)
    except LookupError:
        kind = name
    if kind != name:
        made = line_of_value(name, place)
        return place.tell("call.class_not_called", name=name, kind=kind, made=made)
    return place.tell("call.on_class", owner=kind, name=method)


def _too_many(found: re.Match[str], place: Place) -> Explained:
    short = found[1].removesuffix(".__init__").rpartition(".")[2]
    takes, given = found[2], found[3]
    call = _call(place)
    if found[1].endswith("__init__") and call is not None:
        return _too_many_for_device(call, place)
    if call is not None and len(call.args) == 2 and found[1] == "TonalBuzzer.play":
        return _time_for_tone(call, place)
    return _too_many_for_function(short, takes, given, found[1], call, place)


def _too_many_for_function(
    short: str, takes: str, given: str, full: str, call: ast.Call | None, place: Place
) -> Explained:
    if takes == "1" and short in _SWITCHES and call is not None and len(call.args) == 1:
        args = place.code_of(call.args[0])
        return place.tell("call.no_time_for_switch", name=place.code_of(call.func), args=args)
    comma = None if place.line_of_def(short) else _decimal_comma(call)
    if comma:
        return place.tell(
            "call.decimal_comma", name=short, written=f"{short}({comma[0]})",
            right=f"{short}({comma[1]})",
        )  # fmt: skip
    if "." in full and takes == "0" and place.line_of_def(short):
        line = place.line_of_def(short)
        return place.source.tell("call.self_missing", line, name=short)
    if call is None or (place.line_of_def(short) and not call.args):
        line = place.line_of_def(short)
        return place.source.tell(
            "call.handler_takes_none", line, name=short, takes=takes, given=given
        )
    if isinstance(call.func, ast.Attribute) and "." in full:
        takes, given = _without_self(takes), _without_self(given)
    is_own = place.line_of_def(short) is not None
    if takes == "0" and not is_own:
        return place.tell("call.takes_nothing", name=short, code=place.code_of(call.func))
    if takes == "1" and not is_own:
        return place.tell("call.takes_one", name=short, code=place.code_of(call.func), given=given,
                          first=place.code_of(call.args[0] if call.args else None))  # fmt: skip
    return place.tell("call.too_many", name=short, takes=takes, given=given)


def _too_many_for_device(call: ast.Call, place: Place) -> Explained:
    name = place.code_of(call.func)
    if name == "Button" and isinstance(last := call.args[-1], ast.Constant) and last.value:
        value = place.code_of(last)
        return place.tell("call.setting_without_name", value=value)
    if name in _WITH_SETTINGS:
        pins, right = _WITH_SETTINGS[name]
        return place.tell("call.settings_without_names", name=name, pins=pins, right=right,
                          given=len(call.args))  # fmt: skip
    return place.tell("call.too_many_for_device", name=name, given=len(call.args))


def _time_for_tone(call: ast.Call, place: Place) -> Explained:
    """`beeper.play("A4", 1)`."""
    note, time = (place.code_of(value) for value in call.args)
    name = place.code_of(call.func)
    return place.tell("call.no_time_for_tone", name=name, note=note, time=time)


def _without_self(number: str) -> str:
    last = re.sub(r"[^0-9]", "", number.rsplit(maxsplit=1)[-1])
    return str(int(last) - 1) if last else number


def _decimal_comma(call: ast.Call | None) -> tuple[str, str] | None:
    """Return what was written and what was meant, for `sleep(0,5)`."""
    if call is None or len(call.args) != 2:
        return None
    whole, rest = call.args
    if not (isinstance(whole, ast.Constant) and isinstance(rest, ast.Constant)):
        return None
    if isinstance(whole.value, int) and isinstance(rest.value, int):
        return f"{whole.value},{rest.value}", f"{whole.value}.{rest.value}"
    return None


def _takes_no_arguments(found: re.Match[str], place: Place) -> Explained:
    given = "no" if len(found.groups()) > 2 and found[3] == "0" else found[2]
    call = _call(place)
    comma = _decimal_comma(call)
    if comma:
        name = place.code_of(call.func) if call else found[1]
        return place.tell("call.decimal_comma", name=name, written=f"{name}({comma[0]})",
                          right=f"{name}({comma[1]})")  # fmt: skip
    name = found[1].rpartition(".")[2]
    if given == "no" or re.search(r"\b0 given", found.string):
        return place.tell("call.needs_one", name=name)
    return place.tell("call.too_many", name=name, takes="one" if "one" in found.string else "none",
                      given=given)  # fmt: skip


def _unknown_keyword(found: re.Match[str], place: Place) -> Explained:
    short = found[1].removesuffix(".__init__").rpartition(".")[2]
    wrong = found[2]
    call = _call(place)
    called = place.code_of(call.func) if call is not None else short
    parameters = _parameters(call, place)
    right = known.nearest(wrong, parameters, cutoff=0.6)
    if right:
        return place.tell("call.keyword_typo", name=called, wrong=wrong, right=right)
    other = devices.relative_with_setting(called, wrong)
    if other:
        return place.tell("call.keyword_of_other", name=called, wrong=wrong, other=other)
    offer = ", ".join(f"`{name}`" for name in parameters) or "none"
    return place.tell("call.unknown_keyword", name=called, wrong=wrong, offer=offer)


def _parameters(call: ast.Call | None, place: Place) -> tuple[str, ...]:
    if call is None:
        return ()
    try:
        if isinstance(call.func, ast.Attribute):
            function = getattr(type(place.value_of(call.func.value)), call.func.attr)
        else:
            function = place.value_of(call.func)
            if inspect.isclass(function):
                function = vars(function).get("__init__", function.__init__)
        names = tuple(inspect.signature(function).parameters)
    except (LookupError, AttributeError, TypeError, ValueError):
        return ()
    return tuple(name for name in names if name not in {"self", "pin_factory", "args", "kwargs"})


def _given_twice(found: re.Match[str], place: Place) -> Explained:
    return place.tell("call.argument_twice", name=found[1].rpartition(".")[2], argument=found[2])


_WRONG_CALLS = (
    (r"'(\w+)' object is not callable", _not_callable),
    (r"([\w.<>]+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: '(.+)'$",
     _missing_arguments),
    (r"([\w.<>]+)\(\) takes (.+?) positional arguments? but (\d+) (?:was|were) given", _too_many),
    (r"([\w.]+)\(\) takes exactly one argument \((\d+) given\)", _takes_no_arguments),
    (r"([\w.]+)\(\) takes no arguments \((\d+) given\)", _takes_no_arguments),
    (r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'", _unknown_keyword),
    (r"'(\w+)' is an invalid keyword argument for (\w+)\(\)", lambda found, place: place.tell(
        "call.unknown_keyword", name=found[2], wrong=found[1], offer="others")),
    (r"([\w.]+)\(\) (?:takes no keyword|got some positional-only) arguments",
     lambda found, place: place.tell("call.no_keywords", name=found[1])),
    (r"([\w.]+)\(\) got multiple values for argument '(\w+)'", _given_twice),
    (r"(\w+) expected at (?:least|most) (\d+) arguments?, got (\d+)",
     lambda found, place: place.tell(
         "call.too_many", name=found[1], takes=found[2], given=found[3])),
)  # fmt: skip
"""Python's words and who explains them."""
