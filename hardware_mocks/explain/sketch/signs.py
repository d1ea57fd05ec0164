"""Signs that are missing or wrong: `;`, `,`, brackets, what stands in a declaration."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.tell import Said, place_of
from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.sketch.vocabulary import FUNCTIONS, KEYWORDS, TYPES

_DECLARED = rf"\s*(?:(?:const|constexpr|static|volatile|unsigned)\s+)*({'|'.join(TYPES)})\s+"
_DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]*([^\n]*)")


def wrong_define(view: SketchView) -> Explained | None:
    """Find `#define LED 13;` and `#define LED = 13`: everything behind the name is put in."""
    for number, code in enumerate(view.mask.split("\n"), 1):
        found = _DEFINE.match(code)
        if found is None:
            continue
        name, value = found[1], found[2].strip()
        if value.startswith("="):
            right = f"#define {name} {value.lstrip('= ').rstrip(';')}"
            return view.tell("sketch.define_equals", number, name=name, right=right)
        if re.fullmatch(r"[\w.\"]+;", value):
            right = f"#define {name} {value[:-1]}"
            return view.tell("sketch.define_semicolon", number, name=name, right=right)
    return None


def wrong_include(view: SketchView) -> Explained | None:
    """Find `#include Servo.h` and `#include <Servo.h`."""
    for number, line in enumerate(view.lines, 1):
        found = re.match(r"\s*#\s*include\s*(.*?)\s*;?\s*(//.*)?$", line)
        if found is None or re.match(r"(<[^<>\"]+>|\"[^<>\"]+\")$", found[1]):
            continue
        name = found[1].strip("<>\"' ;")
        return view.tell("sketch.include_signs", number, right=f"#include <{name}>")
    return None


def expected(view: SketchView, said: Said) -> Explained | None:
    """Explain "expected ';' before 'delay'" and its like, by what stands there."""
    found = re.search(r"before '([^']*)'", said.text)
    index = place_of(view, said, found[1] if found is not None else "")
    if index is None or index == 0:
        return None
    before, here = view.tokens[index - 1], view.tokens[index]
    return (
        _in_for(view, said)
        or _condition(view, said)
        or _other_comparison(view, said)
        or _between(view, said, before.text, here.text, before.line)
        or _semicolon(view, said, index)
    )


def small_sign(view: SketchView, said: Said) -> Explained | None:
    """Find a comment that begins with one `/`, and two commas side by side."""
    code = view.code_lines[said.line - 1]
    if re.match(r"\s*/\s*[^\W\d]", code):
        return view.tell("sketch.one_slash", said.line)
    if re.search(r",\s*,|\(\s*,|,\s*\)", code):
        return view.tell("sketch.comma_too_many", said.line)
    return None


def array_brackets(view: SketchView, said: Said) -> Explained | None:
    """Explain "scalar object 'pins' requires one element": `int pins = {1, 2}`."""
    code = view.code_lines[said.line - 1]
    found = re.match(_DECLARED + r"(\w+)\s*(\[\s*\w*\s*\])?\s*=\s*[({]", code)
    if found is None:
        return None
    right = f"{found[1]} {found[2]}[] = {{1, 2, 3}};"
    return view.tell("sketch.array_brackets", said.line, name=found[2], right=right)


def head_without_brackets(view: SketchView, said: Said) -> Explained | None:
    """Find `void setup {`."""
    found = re.match(r"\s*(void|int)\s+(\w+)\s*\{", view.code_lines[said.line - 1])
    if found is None:
        return None
    right = f"{found[1]} {found[2]}() {{"
    return view.tell("sketch.head_brackets", said.line, name=found[2], right=right)


def declaration(view: SketchView, said: Said) -> Explained | None:
    """Explain what is wrong in `int led 13;`, `int my led = 13;`, `int switch = 13;`."""
    for line in (said.line, said.line - 1):
        code = view.code_lines[line - 1] if line >= 1 else ""
        found = _wrong_declaration(view, line, code)
        if found is not None:
            return found
    return None


def outside(view: SketchView, said: Said) -> Explained | None:
    """Explain a statement that stands outside of all functions."""
    index = place_of(view, said)
    if index is None or view.function_at(index):
        return None
    line = _statement_outside(view)
    if line is None:
        return None
    return view.tell("sketch.outside", line)


def _statement_outside(view: SketchView) -> int | None:
    """Return the first line outside of functions that is a call, an assignment, or a block."""
    begin = 0
    for function in (*view.functions, None):
        end = function.head - 1 if function is not None else len(view.tokens)
        for at in range(begin, end):
            token = view.tokens[at]
            starts = at == 0 or view.tokens[at - 1].text in {";", "}", "{"}
            behind = view.tokens[at + 1].text if at + 1 < len(view.tokens) else ""
            if starts and token.text in {"if", "for", "while", "do", "switch", "return"}:
                return token.line
            is_call = behind in {"(", ".", "=", "+=", "-=", "++", "--"}
            if starts and token.is_word and token.text not in TYPES and is_call:
                return token.line
        begin = function.end + 1 if function is not None else end
    return None


def _wrong_declaration(view: SketchView, line: int, code: str) -> Explained | None:
    found = re.match(_DECLARED + r"(.*)", code)
    if found is None:
        return None
    kind, rest = found[1], found[2]
    digit = re.match(r"(\d\w*[^\W\d]\w*)", rest)
    if digit is not None:
        return view.tell("sketch.name_with_digit", line, name=digit[1])
    words = re.match(r"([^\W\d]\w*)\s+([^\W\d]\w*)\s*(=|;|$)", rest)
    if words is not None and words[1] not in TYPES:
        right = words[1] + words[2].capitalize()
        return view.tell("sketch.space_in_name", line, found=f"{words[1]} {words[2]}", right=right)
    no_equals = re.match(r"([^\W\d]\w*)\s+(-?\d[\w.]*|\"\w*\")\s*(;|$)", rest)
    if no_equals is not None:
        right = f"{kind} {no_equals[1]} = {view.line(line).rstrip(';').split()[-1]};"
        return view.tell("sketch.no_equals", line, right=right)
    dash = re.match(r"([^\W\d]\w*(?:-[^\W\d]\w*)+)\s*=", rest)
    if dash is not None:
        return view.tell(
            "sketch.dash_in_name", line, found=dash[1], right=dash[1].replace("-", "_")
        )
    keyword = re.match(r"([^\W\d]\w*)\s*(=|;|\()", rest)
    if keyword is not None and keyword[1] in KEYWORDS:
        return view.tell("sketch.keyword_as_name", line, name=keyword[1])
    return None


def _in_for(view: SketchView, said: Said) -> Explained | None:
    """Between the brackets of `for` stand two semicolons, no more, no less."""
    code = view.code_lines[said.line - 1]
    found = re.search(r"\bfor\s*\((.*)\)", code)
    if found is None or found[1].count(";") == 2 or (":" in found[1] and ";" not in found[1]):
        return None
    return view.tell("sketch.for_signs", said.line)


def _other_comparison(view: SketchView, said: Said) -> Explained | None:
    """Find `=>` and `=<`."""
    found = re.search(r"=([<>])", view.code_lines[said.line - 1])
    if found is None or "expected primary-expression" not in said.text:
        return None
    return view.tell("sketch.arrow", said.line, found=found[0], right=f"{found[1]}=")


def _condition(view: SketchView, said: Said) -> Explained | None:
    code = view.code_lines[said.line - 1]
    split = re.search(r"\b(if|while)\s*(\(.*\))\s*(&&|\|\|)\s*(\(.*\))", code)
    if split is not None and code.count("(") == code.count(")") and "before '('" in said.text:
        right = f"{split[1]} ({split[2]} {split[3]} {split[4]})"
        return view.tell("sketch.condition_split", said.line, word=split[1], right=right)
    found = re.search(r"\b(if|while|for|switch)\s+([^(\s][^{;]*?)\s*(\{|$)", code)
    if found is None or not said.text.startswith("expected '('"):
        return None
    return view.tell(
        "sketch.condition_brackets", said.line, word=found[1], right=f"{found[1]} ({found[2]})"
    )


def _between(view: SketchView, said: Said, before: str, here: str, line: int) -> Explained | None:
    """Two things stand beside each other in one line, and a sign is missing between them."""
    if line != said.line:
        return None
    code = view.code_lines[line - 1]
    if before == "." and said.text.startswith("expected unqualified-id"):
        return view.tell("sketch.dot_for_comma", line, behind=here)
    call = before if before in FUNCTIONS else ""
    if call and here not in ")}{;:":
        value = re.search(rf"\b{call}\s+([\w.\"]+)", code)
        right = f"{call}({value[1] if value else here});"
        return view.tell("sketch.call_brackets", line, name=call, right=right)
    if call and here == "{":
        return view.tell("sketch.call_brackets", line, name=call, right=f"{call}(...);")
    if here == ":" and code.rstrip().endswith(":"):
        return view.tell("sketch.colon_at_end", line)
    if before == "Serial" and here.isidentifier():
        return view.tell("sketch.other_dot", line, found="a space", name=here)
    if here == ")" and code.count(")") > code.count("("):
        return view.tell("sketch.bracket_too_many", line, sign=")", opening="(")
    is_value = before[:1].isalnum() or before[:1] in '_")'
    inside = code.count("(", 0, code.find(here) if here in code else len(code))
    if is_value and inside and said.text.startswith("expected ')'"):
        return view.tell("sketch.comma_missing", line, before=before, behind=here)
    return None


def _semicolon(view: SketchView, said: Said, index: int) -> Explained | None:
    """A statement ends without `;` in front of the place that the compiler names."""
    (before, line, _), here = view.tokens[index - 1], view.tokens[index].line
    is_end = before[:1].isalnum() or before[:1] in "_)]\"'" or before in {"++", "--"}
    if not is_end or before in KEYWORDS or "';'" not in said.text:
        return None
    if line < here:
        return view.tell("sketch.semicolon_missing", line, right=f"{_short(view.line(line))};")
    return view.tell("sketch.semicolon_between", line, behind=view.tokens[index].text)


def _short(code: str) -> str:
    code = re.sub(r"\s*//.*$", "", code)
    return code if len(code) <= 40 else f"…{code[-30:]}"
