"""ValueError, IndexError, KeyError, ZeroDivisionError: right kinds, impossible values."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained, shown


def wrong_value(error: BaseException, place: Place) -> Explained | None:
    """Explain Python's own ValueErrors; gpiozero's are known by their classes."""
    said = str(error)
    for pattern, explain in _WRONG_VALUES:
        found = re.search(pattern, said)
        if found:
            return explain(found, place)
    return None


def _not_a_number(found: re.Match[str], place: Place) -> Explained:
    text = found[1]
    if re.fullmatch(r"\s*-?\d+,\d+\s*", text):
        right = text.strip().replace(",", ".")
        return place.tell("value.comma_in_number", text=text, right=right)
    if "int" in found[0] and re.fullmatch(r"\s*-?\d+\.\d*\s*", text):
        return place.tell("value.point_in_whole_number", text=text)
    if not text.strip():
        return place.tell("value.empty_text_as_number")
    return place.tell("value.not_a_number", text=text)


def _negative_sleep(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("value.negative_sleep", code=place.code_of(place.node) or "sleep()")


def _entries(place: Place, wanted: int) -> Explained | None:
    """`for a, b, c in entries:` where an entry has another number of values."""
    loop = _loop_at(place)
    try:
        entries = list(place.value_of(loop.iter)) if loop is not None else []  # type: ignore[call-overload]  # a list, or no answer
    except (LookupError, TypeError):
        return None
    sizes = [len(e) if isinstance(e, list | tuple | str) else 0 for e in entries]
    other = next((i for i, size in enumerate(sizes) if size != wanted), None)
    if loop is None or other is None:
        return None
    name, names = place.code_of(loop.iter), place.code_of(loop.target)
    entry = shown(entries[other])
    if len(set(sizes)) == 1 and isinstance(entries[0], list | tuple):
        return place.tell("value.entries_to_unpack", name=name, got=sizes[0], wanted=wanted,
                          names=names, entry=entry)  # fmt: skip
    return place.tell("value.entry_to_unpack", name=name, number=other + 1, got=sizes[other],
                      wanted=wanted, names=names, entry=entry)  # fmt: skip


def _loop_at(place: Place) -> ast.For | ast.comprehension | None:
    """Return the loop with several names whose line the error shows."""
    for node in place.source.nodes:
        if not isinstance(node, ast.For | ast.comprehension):
            continue
        if isinstance(node.target, ast.Tuple) and node.target.lineno == place.line:
            return node
    return None


def _too_few(found: re.Match[str], place: Place) -> Explained:
    entries = _entries(place, int(found[1]))
    if entries is not None:
        return entries
    return place.tell("value.too_few_to_unpack", wanted=found[1], got=found[2])


def _too_many(found: re.Match[str], place: Place) -> Explained:
    entries = _entries(place, int(found[1]))
    if entries is not None:
        return entries
    for node in place.source.nodes:
        if isinstance(node, ast.Assign) and node.lineno == place.line and found[1] == "1":
            name = place.code_of(node.targets[0]).strip("(,)")
            right = f"{name} = {place.code_of(node.value)}"
            return place.tell("value.comma_behind_name", name=name, right=right)
    return place.tell("value.too_many_to_unpack", wanted=found[1])


def _not_in_list(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("value.not_in_list", code=place.code_of(place.node))


def keys_only(_error: BaseException, place: Place) -> Explained | None:
    """`for note, beats in tune:` with a dictionary: it gives only its keys, letter by letter."""
    for loop in place.source.nodes:
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Tuple):
            continue
        if not loop.lineno <= (place.line or 0) <= (loop.end_lineno or 0):
            continue
        value = place.names.get(place.code_of(loop.iter))
        if isinstance(value, dict) and any(isinstance(key, str) for key in value):
            name, names = place.code_of(loop.iter), place.code_of(loop.target)
            return place.source.tell("value.keys_only", loop.lineno, name=name, names=names)
    return None


def _note(found: re.Match[str], place: Place) -> Explained:
    note = found[1].strip("'\"")
    written = [node.lineno for node in place.source.nodes
               if isinstance(node, ast.Constant) and node.value == note]  # fmt: skip
    if len(written) == 1 and written[0] != place.line:
        place = replace(place, line=written[0])
    meant = "B" + note[1:] if note[:1] in {"H", "h"} else note[:1].upper() + note[1:]
    if meant != note and re.fullmatch(r"[A-G][#b]?[0-8]", meant):
        return place.tell("gpio.note_typo", note=note, right=meant)
    return place.tell("gpio.note", note=found[1])


def _tone_range(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("gpio.tone_range", code=place.code_of(place.node))


def _max_distance(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("gpio.max_distance")


def _square_root(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("value.no_root", code=place.code_of(place.node))


def _range_step(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("value.range_step")


def _fade(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("gpio.fade_needs_pwm", said=_found[1])


def _speed(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("gpio.speed", code=place.code_of(place.node))


_WRONG_VALUES = (
    (r"invalid literal for int\(\) with base \d+: '(.*)'", _not_a_number),
    (r"could not convert string to float: '(.*)'", _not_a_number),
    (r"sleep length must be non-negative", _negative_sleep),
    (r"not enough values to unpack \(expected (\d+), got (\d+)\)", _too_few),
    (r"too many values to unpack \(expected (\d+)", _too_many),
    (r"is not in (?:list|deque)|list\.remove\(x\)|list\.index\(x\)", _not_in_list),
    (r"invalid note specification: (.+)", _note),
    (r"tone is out of the device's range", _tone_range),
    (r"invalid maximum distance", _max_distance),
    (r"(forward|backward) speed must be between 0 and 1", _speed),
    (r"(fade_\w+_time) must be 0 with non-PWM", _fade),
    (r"math domain error|expected a nonnegative input", _square_root),
    (r"range\(\) arg 3 must not be zero", _range_step),
)


def no_such_place(error: BaseException, place: Place) -> Explained | None:
    """Explain an index behind the end of a list."""
    node = place.node
    if not isinstance(node, ast.Subscript):
        return place.tell("value.empty_list", said=str(error))
    name, index = place.code_of(node.value), place.code_of(node.slice)
    try:
        length = len(place.value_of(node.value))  # type: ignore[arg-type]  # a list, or no answer
    except (LookupError, TypeError):
        return place.tell("value.index", name=name, index=index)
    if length == 0:
        return place.tell("value.index_in_empty", name=name, index=index)
    try:
        value = shown(place.value_of(node.slice))
    except LookupError:
        value = index
    return place.tell("value.index_of", name=name, value=value, length=length, last=length - 1)


def no_such_key(error: BaseException, place: Place) -> Explained | None:
    """Explain a key that a dictionary does not have."""
    key = error.args[0] if error.args else ""
    node = place.node
    name = place.code_of(node.value) if isinstance(node, ast.Subscript) else "The dictionary"
    try:
        keys = list(place.value_of(node.value)) if isinstance(node, ast.Subscript) else []  # type: ignore[call-overload]  # a dictionary, or no answer
    except (LookupError, TypeError):
        keys = []
    if isinstance(key, str):
        right = known.nearest(key, [k for k in keys if isinstance(k, str)])
        if right:
            return place.tell("value.key_typo", name=name, key=shown(key), right=shown(right))
    if keys:
        offer = ", ".join(shown(k) for k in keys[:8])
        return place.tell("value.key_of", name=name, key=shown(key), offer=offer)
    return place.tell("value.key", name=name, key=shown(key))


def divided_by_zero(_error: BaseException, place: Place) -> Explained:
    """Explain a division by 0 with the divisor's own text."""
    node = place.node
    divisor = place.code_of(node.right) if isinstance(node, ast.BinOp) else ""
    if divisor and not divisor.isdigit():
        return place.tell("value.zero_division", divisor=divisor)
    return place.tell("value.zero_division_plain")


def too_large(_error: BaseException, place: Place) -> Explained:
    """Explain a number that has no room."""
    return place.tell(
        "value.too_large", code=place.code_of(place.node) or place.source.line(place.line)
    )
