"""What the text of a sketch alone shows though it can be built: `;` behind `if`, `delay(0.5)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.view import SketchView

MOST_INT = 32_767
"""The largest `int` of a chip whose `int` has 16 bits."""
NUMBERS = frozenset({"int", "long", "byte", "float", "double", "word", "uint8_t", "uint16_t"})


def slips_in(view: SketchView) -> Iterator[Explained]:
    """Yield what is most likely not meant so, each with its line."""
    for find in (
        _empty_bodies,
        _commas_at_the_end,
        _short_delays,
        _large_ints,
        _times_in_ints,
        _texts_plus_numbers,
        _outputs_without_mode,
        _serial_not_begun,
        single_quotes,
    ):
        yield from find(view)


def _empty_bodies(view: SketchView) -> Iterator[Explained]:
    """Yield `if (...);` with a block below it: the `;` is all that belongs to the `if`."""
    tokens = view.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.text not in {"if", "for", "while"} or tokens[at + 1].text != "(":
            continue
        close = view.closing(at + 1)
        if close is None or close + 2 >= len(tokens) or tokens[close + 1].text != ";":
            continue
        if tokens[close + 2].text == "{":
            yield view.tell("sketch.empty_body", tokens[close + 1].line, word=token.text)


def _commas_at_the_end(view: SketchView) -> Iterator[Explained]:
    """Yield a comma where a statement ends: C++ takes both lines as one statement."""
    pairs = zip(view.tokens, view.tokens[1:], view.tokens[2:], view.tokens[3:], strict=False)
    for close, comma, name, bracket in pairs:
        is_end = close.text == ")" and comma.text == "," and comma.line < name.line
        if (
            is_end
            and name.is_word
            and bracket.text in {"(", "."}
            and _is_statement(view, name.line)
        ):
            yield view.tell("sketch.comma_at_end", comma.line)


def _is_statement(view: SketchView, line: int) -> bool:
    """Whether a line is one whole statement, as if nothing belonged to it from above."""
    code = view.code_lines[line - 1]
    return code.rstrip().endswith(";") and code.count("(") == code.count(")")


def _short_delays(view: SketchView) -> Iterator[Explained]:
    """Yield `delay(0.5)`: it counts whole milliseconds, so that is no time at all."""
    for call in view.calls:
        argument = call.arguments[0] if call.arguments else ""
        if call.name == "delay" and re.fullmatch(r"0?\.\d+", argument):
            instead = f"delay({round(float(argument) * 1000)})"
            yield view.tell("sketch.delay_in_seconds", call.line, found=argument, right=instead)


def _large_ints(view: SketchView) -> Iterator[Explained]:
    """Yield `int wait_ms = 60000;`: the compiler cuts it without a word."""
    for number, code in enumerate(view.code_lines, 1):
        found = re.search(r"(?<!unsigned )\bint\s+\w+\s*=\s*(\d+)\s*;", code)
        if found is not None and int(found[1]) > MOST_INT:
            yield view.tell("sketch.too_big_for_kind", number)


def _times_in_ints(view: SketchView) -> Iterator[Explained]:
    """Yield an `int` that gets `millis()`: it runs over after half a minute."""
    kinds = {variable.name: variable for variable in view.variables if variable.kind == "int"}
    for code in view.code_lines:
        found = re.search(r"\b(\w+)\s*=\s*(millis|micros)\s*\(\s*\)\s*;", code)
        if found is None or found[1] not in kinds:
            continue
        declared = view.code_lines[kinds[found[1]].line - 1]
        if "unsigned" not in declared:
            yield view.tell(
                "sketch.time_in_int", kinds[found[1]].line, name=found[1], function=found[2]
            )


def _texts_plus_numbers(view: SketchView) -> Iterator[Explained]:
    """Yield `"n " + n`: that moves the beginning of the text, and prints rubbish."""
    kinds = {variable.name: variable.kind for variable in view.variables}
    for a, sign, b in zip(view.tokens, view.tokens[1:], view.tokens[2:], strict=False):
        is_number = b.text[0].isdigit() or kinds.get(b.text) in NUMBERS
        if a.text.startswith('"') and sign.text == "+" and is_number:
            yield view.tell("sketch.text_plus", a.line)


def _outputs_without_mode(view: SketchView) -> Iterator[Explained]:
    """Yield a pin that is written and was never made an output; only where all pins are plain."""
    modes = {call.arguments[0] for call in view.calls if call.name == "pinMode" and call.arguments}
    if any(value_of(view, mode) is None for mode in modes) or len(view.includes) > 0:
        return
    known = {value_of(view, mode) for mode in modes}
    for call in view.calls:
        pin = value_of(view, call.arguments[0]) if call.arguments else None
        if call.name == "digitalWrite" and pin is not None and pin not in known:
            yield view.tell("sketch.no_pin_mode", call.line, pin=call.arguments[0])
            return


def _serial_not_begun(view: SketchView) -> Iterator[Explained]:
    """Yield the first use of `Serial` in a sketch that never begins it."""
    uses = [call for call in view.calls if call.name.startswith("Serial.")]
    if uses and "begin" not in {call.name.partition(".")[2] for call in uses} and not view.includes:
        yield view.tell("sketch.serial_not_begun", uses[0].line)


def value_of(view: SketchView, name: str) -> str | None:
    """Return the number that a plain name or number stands for: "13", "A0"; None if not plain."""
    if re.fullmatch(r"\d+|A[0-5]", name):
        return name
    if name == "LED_BUILTIN":
        return "13"
    if name in view.defines:
        return view.defines[name][0]
    given = re.findall(rf"\b{re.escape(name)}\s*=\s*([^;,]+?)\s*[;,]", view.code)
    is_plain = len(given) == 1 and re.fullmatch(r"\d+|A[0-5]", given[0])
    return str(given[0]) if is_plain else None


def single_quotes(view: SketchView) -> Iterator[Explained]:
    """Yield `'hello'`: single quotes hold one character."""
    for token in view.tokens:
        if token.text.startswith("'") and len(token.text) > 3:
            piece = view.text[token.at : token.at + len(token.text)]
            if not piece.startswith("'\\") and len(piece) > 3:
                yield view.tell("sketch.single_quotes", token.line)
