"""From the compiler's words to one sentence: which finding knows more of which words."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch import calls, names, signs
from hardware_mocks.explain.sketch.tell import Finding, Said, quoted
from hardware_mocks.explain.sketch.view import SketchView


def by_words(view: SketchView, said: Said) -> Explained | None:
    """Return the first finding that knows more of a compiler's words."""
    for pattern, findings in _TABLE:
        if re.search(pattern, said.text):
            for finding in findings:
                found = finding(view, said)
                if found is not None:
                    return found
    return None


def _twice(view: SketchView, said: Said) -> Explained | None:
    found = re.search(r"(\w+)(?:\(.*\)|\s*\[.*\])?$", (quoted(said.text) or ("",))[0])
    if found is None:
        return None
    name = found[1]
    heads = [one.line for one in view.functions if one.name == name]
    if len(heads) > 1:
        return view.tell("sketch.function_twice", heads[1], name=name, first=heads[0])
    lines = [one.line for one in view.variables if one.name == name and one.line < said.line]
    if lines:
        return view.tell("sketch.name_twice", said.line, name=name, first=lines[-1])
    return None


def _taken(view: SketchView, said: Said) -> Explained | None:
    """Explain "'String word' redeclared as different kind of symbol"."""
    found = re.search(r"(\w+)\s*(?:\[\d*\]|\(.*\))?'", said.text)
    return view.tell("sketch.name_taken", said.line, name=found[1]) if found is not None else None


def _no_void(view: SketchView, said: Said) -> Explained | None:
    name = re.search(r"(setup|loop)\(\)", said.text)
    if name is None:
        return None
    line = next((one.line for one in view.functions if one.name == name[1]), said.line)
    code = view.code_lines[line - 1]
    found = re.match(rf"\s*(\w*)\s*{name[1]}\s*\(", code)
    if found is not None and not found[1]:
        return view.tell("sketch.void_missing", line, name=name[1])
    return view.tell("sketch.not_void", line, name=name[1])


def _inside_a_function(view: SketchView, said: Said) -> Explained | None:
    inner = next((t for t in view.tokens if t.line == said.line and t.text == "{"), None)
    name = re.search(r"(\w+)\s*\(", view.code_lines[said.line - 1])
    if inner is None or name is None:
        return None
    around = next((f.name for f in view.functions if f.line < said.line <= f.last_line), "")
    return view.tell("sketch.function_inside", said.line, name=name[1], around=around)


def _semicolon_behind_head(view: SketchView, said: Said) -> Explained | None:
    """Find `void loop();` with its block below, in the line of the brace or the one above."""
    for line in (said.line, said.line - 1):
        code = view.code_lines[line - 1] if line >= 1 else ""
        if re.match(r"\s*(void|int|bool|long|float)\s+\w+\s*\([^()]*\)\s*;\s*\{?\s*$", code):
            return view.tell("sketch.semicolon_behind_head", line)
    return None


def _with_line(message_id: str) -> Finding:
    def tell(view: SketchView, said: Said) -> Explained | None:
        name = (quoted(said.text) or ("",))[-1]
        return view.tell(message_id, said.line, name=name)

    return tell


def _parameter(view: SketchView, said: Said) -> Explained | None:
    found = re.search(r"\w+\s*\(([^()]*)\)", view.code_lines[said.line - 1])
    if found is None:
        return None
    return view.tell("sketch.parameter_kind", said.line, found=found[1].strip())


def _assigns(view: SketchView, said: Said) -> Explained | None:
    """A call stands on the left of a single `=`: `if (digitalRead(2) = HIGH)`."""
    if not re.search(r"\b(if|while)\b.*[^=!<>]=[^=]", view.code_lines[said.line - 1]):
        return None
    return view.tell("sketch.assigns_in_condition", said.line)


def _case(view: SketchView, said: Said) -> Explained | None:
    if not re.match(r"\s*(case\b|default\b)", view.code_lines[said.line - 1]):
        return None
    return view.tell("sketch.case_colon", said.line)


def _else_alone(view: SketchView, said: Said) -> Explained | None:
    """Two statements without braces, or a `;` behind the `if`, cut the `else` off."""
    return view.tell("sketch.else_alone", said.line)


_TABLE: tuple[tuple[str, tuple[Finding, ...]], ...] = (
    (r"No such file or directory", (names.no_file,)),
    (r"different kind of (symbol|entity)", (_taken,)),
    (r"redefinition of|redeclaration of|conflicting declaration", (_twice,)),
    (r"ambiguating new declaration|conflicting types", (_no_void,)),
    (r"declared void", (signs.head_without_brackets, _parameter)),
    (r"lvalue required", (_assigns,)),
    (r"scalar object|brace-enclosed initializer|fails to determine size", (signs.array_brackets,)),
    (r"size of array .* too large", (_with_line("sketch.array_too_large"),)),
    (r"expected ';' after (struct|class|enum)", (_with_line("sketch.struct_semicolon"),)),
    (r"not declared in this scope", (names.not_declared,)),
    (r"does not name a type", (names.no_type,)),
    (r"has no member named|is (protected|private)", (names.no_member,)),
    (r"too (few|many) arguments", (calls.argument_count,)),
    (r"no matching function|call of overloaded", (calls.no_match,)),
    (r"invalid operands.*operator\+", (calls.text_plus,)),
    (r"invalid conversion|cannot convert", (calls.wrong_kind,)),
    (r"comparison between pointer", (calls.comparison_with_function,)),
    (r"cannot resolve address|invalid use of (non-static )?member", (calls.call_without_brackets,)),
    (r"function-definition is not allowed", (_inside_a_function,)),
    (r"without a previous 'if'", (_else_alone,)),
    (r"void value not ignored", (_with_line("sketch.gives_nothing"),)),
    (r"assignment of read-only|increment of read-only", (_with_line("sketch.constant_changed"),)),
    (r"expected ':' before", (_case, signs.expected)),
    (r"expected unqualified-id before '\{'", (_semicolon_behind_head,)),
    (r"expected unqualified-id before (numeric|'|string)", (signs.declaration, signs.outside)),
    (r"expected initializer before", (signs.declaration, signs.outside, signs.expected)),
    (r"expected constructor, destructor|expected declaration", (signs.outside,)),
    (r"expected (unqualified-id|identifier) before", (signs.expected,)),
    (
        r"expected .*(before|at end)",
        (signs.small_sign, signs.declaration, signs.expected, signs.outside),
    ),
)
"""Patterns of the compiler's words, the more exact ones first."""
