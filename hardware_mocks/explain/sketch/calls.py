"""Calls and values that do not fit: too few, too many, a text for a number, nothing given back."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.structure import Call
from hardware_mocks.explain.sketch.tell import Said, quoted
from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.sketch.vocabulary import FUNCTIONS, SERIAL_ARGUMENTS, call_of


def argument_count(view: SketchView, said: Said) -> Explained | None:
    """Explain "too few arguments to function 'void pinMode(uint8_t, uint8_t)'"."""
    found = re.search(r"(\w+)\(", (quoted(said.text) or ("",))[0])
    if found is None:
        return None
    name = found[1]
    call = _call(view, said.line, name)
    got = len(call.arguments) if call is not None else 0
    key = "sketch.too_few" if "few" in said.text else "sketch.too_many"
    return view.tell(key, said.line, name=name, got=got, right=_right(view, name))


def no_match(view: SketchView, said: Said) -> Explained | None:
    """Explain "no matching function for call to 'HardwareSerial::begin()'"."""
    found = re.search(r"(?:(\w+)::)?(\w+)\((.*)\)", (quoted(said.text) or ("",))[0])
    if found is None:
        return None
    owner, name, kinds = found.groups()
    if owner == "HardwareSerial" and not kinds and name in SERIAL_ARGUMENTS:
        right = f"Serial.{name}({SERIAL_ARGUMENTS[name]})"
        return view.tell("sketch.too_few", said.line, name=f"Serial.{name}", got=0, right=right)
    if owner is None and name in {"print", "println"} and kinds.count(",") > 0:
        return view.tell("sketch.prints_one", said.line, name=name)
    if "char" in kinds:
        text = _text_for_number(view, said.line)
        if text is not None:
            return text
    return view.tell("sketch.does_not_fit", said.line, name=name, is_certain=False)


def wrong_kind(view: SketchView, said: Said) -> Explained | None:
    """Explain "invalid conversion from 'const char*' to 'uint8_t'"."""
    if said.text.startswith("invalid conversion from 'const char*'"):
        return _text_for_number(view, said.line)
    member = re.match(r"cannot convert '\w+::(\w+)' from type '.*\)( const)?'", said.text)
    if member is not None:
        owner = re.search(rf"(\w+)\s*\.\s*{member[1]}\b", view.code_lines[said.line - 1])
        name = f"{owner[1]}.{member[1]}" if owner is not None else member[1]
        return view.tell("sketch.no_brackets", said.line, name=name, right=f"{name}()")
    if "(*)(" in said.text:
        return comparison_with_function(view, said)
    return None


def text_plus(view: SketchView, said: Said) -> Explained | None:
    """Explain "invalid operands of types 'const char*' ... to binary 'operator+'"."""
    if "char" in said.text and "operator+" in said.text:
        return view.tell("sketch.text_plus", said.line)
    return None


def comparison_with_function(view: SketchView, said: Said) -> Explained | None:
    """Explain "comparison between pointer and integer": a function without its brackets."""
    code = view.code_lines[said.line - 1]
    text = re.search(r"[=!]=\s*(\"[^\"]*\")|(\"[^\"]*\")\s*[=!]=", view.lines[said.line - 1])
    if text is not None:
        return _text_compared(view, said.line, text[1] or text[2])
    own = {function.name for function in view.functions}
    for name in re.findall(r"[^\W\d]\w*(?!\w*\s*\()", code):
        if name in own or name in FUNCTIONS:
            return view.tell("sketch.no_brackets", said.line, name=name, right=_right(view, name))
    return None


def call_without_brackets(view: SketchView, said: Said) -> Explained | None:
    """Explain a statement that names a function and does not call it."""
    code = view.code_lines[said.line - 1]
    found = re.search(r"((?:[^\W\d]\w*\.)?)([^\W\d]\w*)\s*;", code)
    if found is None:
        return None
    name = found[2]
    right = _right(view, name)
    if found[1] == "Serial.":
        right = f"Serial.{name}({SERIAL_ARGUMENTS.get(name, '')})"
    return view.tell("sketch.no_brackets", said.line, name=found[1] + name, right=right)


def _text_compared(view: SketchView, line: int, found: str) -> Explained:
    if len(found) == 3:
        return view.tell("sketch.character", line, found=found, instead=f"'{found[1]}'")
    return view.tell("sketch.text_compared", line, found=found)


def _text_for_number(view: SketchView, line: int) -> Explained | None:
    calls = [call for call in view.calls if call.line == line]
    for call in calls:
        for argument in call.arguments:
            found = re.fullmatch(r"\"([^\"]*)\"", argument)
            if found is not None and not call.name.startswith("Serial.print"):
                return view.tell(
                    "sketch.text_for_number", line, found=argument, instead=found[1], name=call.name
                )
    return None


def _call(view: SketchView, line: int, name: str) -> Call | None:
    of_name = [call for call in view.calls if call.name.rpartition(".")[2] == name]
    above = [call for call in of_name if call.line <= line]
    return above[-1] if above else None


def _right(view: SketchView, name: str) -> str:
    """Return how a function is called, one of one's own by the names in its head."""
    own = next((one for one in view.functions if one.name == name), None)
    if own is not None:
        return f"{name}({', '.join(own.parameters)})"
    return call_of(name)
