"""TypeError about values of the wrong kind: text and number, None, a function not called."""

from __future__ import annotations

import ast
import re

from hardware_mocks.explain.errors import settings
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import plain_kind
from hardware_mocks.explain.explained import Explained, shown

_SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_FUNCTIONS = {"function", "method", "builtin_function_or_method"}


def wrong_kind(error: BaseException, place: Place) -> Explained | None:
    """Explain an operation with values that do not fit it."""
    said = str(error)
    source = settings.source_of_value(place)
    if source is not None:
        return source
    setting = settings.of_device(error, place)
    if setting is not None:
        return setting
    for pattern, explain in _WRONG_KINDS:
        found = re.search(pattern, said)
        if found:
            return explain(found, place)
    return None


def _two_values(found: re.Match[str], place: Place) -> Explained:
    sign, left, right = found[1], found[2], found[3]
    if isinstance(place.node, ast.Call):
        return _inside_a_call(left, right, place)
    sides = _sides(place)
    if "NoneType" in {left, right}:
        which = sides[0] if left == "NoneType" else sides[1]
        key = "kind.nothing_from_call" if which.endswith(")") else "kind.nothing"
        return place.tell(key, sign=sign, name=which)
    for kind, side in ((left, sides[0]), (right, sides[1])):
        if kind in _FUNCTIONS:
            return place.tell("kind.function_not_called", name=side, sign=sign)
        if kind == "list" and len({left, right}) == 2:
            return place.tell("kind.list_in_sum", sign=sign, name=side)
    if {left, right} & {"str"} and {left, right} & {"int", "float", "bool"}:
        return _text_and_a_number(sign, *(sides if left == "str" else sides[::-1]), place)
    if {"PosixPath", "WindowsPath"} & {left, right}:
        return place.tell("kind.path_in_sum", sign=sign, left=sides[0], right=sides[1])
    device = next((k for k in (left, right) if k[:1].isupper()), None)
    if device:
        side = sides[0] if device == left else sides[1]
        return place.tell("kind.device_in_sum", sign=sign, name=side, kind=plain_kind(device))
    return place.tell("kind.two_kinds", sign=sign, left=plain_kind(left), right=plain_kind(right))


def _text_and_a_number(sign: str, text: str, number: str, place: Place) -> Explained:
    """`"5" - 1`: a number in quotes, a name in quotes, or a word."""
    if sign == "+":
        return _text_and_number(text, number, place)
    value = _text_of(place, text)
    if value in place.shared:
        return _name_in_quotes(value, text, place)
    if value and not re.fullmatch(r"\s*-?[\d.,]+\s*", value):
        return place.tell(
            "kind.text_is_no_number", sign=sign, text=text, value=shown(value), number=number
        )
    return _text_as_number(sign, text, number, place)


def _text_as_number(sign: str, text: str, number: str, place: Place) -> Explained:
    name = text.strip("\"'")
    if name != text and name in place.own_names:
        return place.tell("kind.name_in_quotes", text=text, name=name)
    return place.tell("kind.text_as_number", sign=sign, text=text, number=number)


def _text_and_number(text: str, number: str, place: Place) -> Explained:
    """`"cm: " + cm`: whoever joins a text that is no number wants to print both."""
    value = _text_of(place, text) or text.strip("\"'")
    may_be_number = re.fullmatch(r"\s*-?[\d.]+\s*", value) or text[:1] not in {'"', "'"}
    key = "kind.text_and_number" if may_be_number else "kind.words_and_number"
    if key == "kind.words_and_number" and _is_sent(place):
        key = "kind.words_and_number_sent"
    return place.tell(key, text=text, number=number)


def _is_sent(place: Place) -> bool:
    """Whether the line writes to a port or a file, where `print` is no way out."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "write"
        and node.lineno == place.line
        for node in place.source.nodes
    )


def _text_of(place: Place, code: str) -> str:
    """Return the text that a name stands for, "" where that does not show."""
    value = place.names.get(code)
    return value if isinstance(value, str) else ""


def _inside_a_call(left: str, right: str, place: Place) -> Explained:
    """A library calculates with a value of the wrong kind: `sleep("0.5")`."""
    kinds = [kind for kind in (left, right) if kind not in {"int", "float"}]
    return _wanted(kinds[0] if kinds else left, place)


def _sides(place: Place) -> tuple[str, str]:
    node = place.node
    if isinstance(node, ast.BinOp):
        return place.code_of(node.left), place.code_of(node.right)
    if isinstance(node, ast.Compare):
        return place.code_of(node.left), place.code_of(node.comparators[0])
    if isinstance(node, ast.AugAssign):
        return place.code_of(node.target), place.code_of(node.value)
    return "the left side", "the right side"


def _concatenate(found: re.Match[str], place: Place) -> Explained:
    left, right = _sides(place)
    if found[2] == "NoneType":
        return place.tell("kind.nothing", sign="+", name=right)
    if found[1] == "str":
        return _text_and_number(left, right, place)
    return place.tell("kind.list_and_value", name=left, value=right)


def _not_iterable(found: re.Match[str], place: Place) -> Explained:
    name = _loop_over(place)
    if found[1] in {"int", "float"}:
        return place.tell("kind.loop_over_number", name=name)
    if found[1] in _FUNCTIONS:
        return place.tell("kind.function_not_called", name=name, sign="for")
    if found[1] == "NoneType":
        return place.tell("kind.nothing", sign="for", name=name)
    return place.tell("kind.not_iterable", name=name, kind=plain_kind(found[1]))


def _loop_over(place: Place) -> str:
    for node in place.source.nodes:
        if isinstance(node, ast.For) and node.lineno == place.line:
            return place.code_of(node.iter)
    return place.code_of(place.node) or "it"


def _not_subscriptable(found: re.Match[str], place: Place) -> Explained:
    node = place.node
    name = place.code_of(node.value) if isinstance(node, ast.Subscript) else "it"
    inside = place.code_of(node.slice) if isinstance(node, ast.Subscript) else ""
    if found[1] in {*_FUNCTIONS, "type"} or (found[1][:1].isupper() and found[1] != "NoneType"):
        return place.tell("kind.square_brackets", name=name, inside=inside)
    if found[1] == "NoneType":
        return place.tell("kind.nothing", sign="[ ]", name=name)
    return place.tell("kind.not_subscriptable", name=name, kind=plain_kind(found[1]))


def _round_of_nothing(_found: re.Match[str], place: Place) -> Explained:
    call = place.node
    name = place.code_of(call.args[0]) if isinstance(call, ast.Call) and call.args else "it"
    key = "kind.nothing_from_call" if name.endswith(")") else "kind.nothing"
    return place.tell(key, sign="round", name=name)


def _whole_number(found: re.Match[str], place: Place) -> Explained:
    args = place.code_of(place.node)
    if found[1] != "float":
        return _number_wanted(found, place)
    return place.tell("kind.whole_number_wanted", code=args, kind=plain_kind(found[1]))


def _number_wanted(found: re.Match[str], place: Place) -> Explained:
    return _wanted(found[1], place)


def _wanted(kind: str, place: Place) -> Explained:
    code = place.code_of(place.node) or "the call"
    node = place.node
    argument = place.code_of(node.args[0]) if isinstance(node, ast.Call) and node.args else code
    comma = _comma_in_number(node, place) if kind == "tuple" else None
    if comma is not None:
        return comma
    if kind in {"list", "tuple", "dict", "set"} and isinstance(node, ast.Call):
        name = place.code_of(node.func)
        return place.tell("kind.wrong_argument", code=code, name=name, kind=plain_kind(kind))
    if kind == "NoneType":
        return place.tell("kind.nothing", sign="( )", name=argument)
    if kind in _FUNCTIONS:
        return place.tell("kind.function_not_called", name=argument, sign="( )")
    return place.tell("kind.number_wanted", code=code, kind=plain_kind(kind))


def _comma_in_number(used: ast.AST | None, place: Place) -> Explained | None:
    """`UNIT = 0,2` makes two numbers out of one."""
    names = {node.id for node in ast.walk(used) if isinstance(node, ast.Name)} if used else set()
    for node in place.source.nodes:
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)):
            continue
        name, value = place.code_of(node.targets[0]), place.code_of(node.value)
        if name in names and re.fullmatch(r"\d+, ?\d+", value):
            right = re.sub(", ?", ".", value)
            return place.source.tell(
                "kind.comma_in_number", node.lineno, name=name, value=value, right=right
            )
    return None


def _list_index(found: re.Match[str], place: Place) -> Explained:
    node = place.node
    if isinstance(node, ast.Call):
        code, name = place.code_of(node), place.code_of(node.func)
        return place.tell("kind.wrong_argument", code=code, name=name, kind=plain_kind(found[2]))
    name = place.code_of(node.value) if isinstance(node, ast.Subscript) else found[1]
    index = place.code_of(node.slice) if isinstance(node, ast.Subscript) else "it"
    return place.tell("kind.list_index", name=name, index=index, kind=plain_kind(found[2]))


def _one_side(found: re.Match[str], place: Place) -> Explained:
    node = place.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd) and found[2] == "str":
        return place.tell("kind.plus_before_text", name=place.code_of(node.operand))
    return place.tell("kind.minus", code=place.code_of(place.node), kind=plain_kind(found[2]))


def _unpack(found: re.Match[str], place: Place) -> Explained:
    code = place.code_of(place.node) or "it"
    return place.tell("kind.unpack", code=code, kind=plain_kind(found[1]))


def _not_changeable(found: re.Match[str], place: Place) -> Explained:
    node = place.node
    name = place.code_of(node.value) if isinstance(node, ast.Subscript) else "it"
    if found[1] == "tuple":
        return place.tell("kind.tuple_fixed", name=name)
    return place.tell("kind.not_changeable", name=name, kind=plain_kind(found[1]))


def _repeat(found: re.Match[str], place: Place) -> Explained:
    left, right = _sides(place)
    try:
        value = place.value_of(place.node.left) if isinstance(place.node, ast.BinOp) else None
    except LookupError:
        value = None
    if isinstance(value, str) and value in place.shared:
        return _name_in_quotes(value, left, place)
    if isinstance(value, str) and not value.replace(".", "", 1).isdigit():
        return place.tell(
            "kind.text_is_no_number", sign="*", text=left, value=shown(value), number=right
        )
    if isinstance(value, list | tuple):
        return place.tell("kind.list_times", name=left, number=right)
    return place.tell("kind.text_as_number", sign="*", text=left, number=right)


def _name_in_quotes(name: str, text: str, place: Place) -> Explained:
    """Return the line with `"DASH"` in quotes, where `DASH` alone would have its value."""
    strings = (n for n in place.source.nodes if isinstance(n, ast.Constant) and n.value == name)
    line = next((node.lineno for node in strings), place.line)
    return place.source.tell("kind.constant_in_quotes", line, name=name, text=text)


def _no_length(found: re.Match[str], place: Place) -> Explained:
    return place.tell("kind.no_length", code=place.code_of(place.node), kind=plain_kind(found[1]))


def _joined(found: re.Match[str], place: Place) -> Explained:
    return place.tell("kind.join", kind=plain_kind(found[1]))


def _list_for_one(found: re.Match[str], place: Place) -> Explained:
    code = place.code_of(place.node)
    return place.tell("kind.list_for_one", code=code, kind=plain_kind(found[1]))


def _raised_text(found: re.Match[str], place: Place) -> Explained:
    return place.tell("kind.raise_text", code=place.source.line(place.line))


def _format(found: re.Match[str], place: Place) -> Explained:
    return place.tell("kind.format", said=shown(found[0]))


_WRONG_KINDS = (
    (r"unsupported operand type\(s\) for (\S+?)=?: '(\w+)' and '(\w+)'", _two_values),
    (r"unsupported operand type\(s\) for (.+): '(\w+)' and '(\w+)'", _two_values),
    (r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'", _two_values),
    (r"can only concatenate (\w+) \(not \"(\w+)\"\)", _concatenate),
    (r"must be str, not (\w+)", _joined),
    (r"cannot unpack non-iterable (\w+) object", _unpack),
    (r"'(\w+)' object is not iterable", _not_iterable),
    (r"type NoneType doesn't define __round__", _round_of_nothing),
    (r"'(\w+)' object is not subscriptable", _not_subscriptable),
    (r"type '(\w+)' is not subscriptable", _not_subscriptable),
    (r"'(\w+)' object cannot be interpreted as an integer", _whole_number),
    (r"(?:must be real number, not|argument must be .*, not) '?(\w+)'?", _number_wanted),
    (r"(\w+) indices must be integers(?: or slices)?, not '?(\w+)'?", _list_index),
    (r"bad operand type for (.+): '(\w+)'", _one_side),
    (r"'(\w+)' object does not support item (?:assignment|deletion)", _not_changeable),
    (r"can't multiply sequence by non-int of type '(\w+)'", _repeat),
    (r"object of type '(\w+)' has no len\(\)", _no_length),
    (r"sequence item \d+: expected str instance, (\w+) found", _joined),
    (r"unhashable type: '(\w+)'", _list_for_one),
    (r"exceptions must derive from BaseException", _raised_text),
    (r"(?:not all arguments converted|not enough arguments|unsupported format string).*", _format),
)
"""Python's words and who explains them."""
