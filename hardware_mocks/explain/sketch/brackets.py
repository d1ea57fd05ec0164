"""Braces and brackets without their other half, and which one is most likely the wrong one."""

from __future__ import annotations

import re
from typing import NamedTuple

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.view import SketchView

_HEAD = re.compile(r"(void|int|bool|long|float|byte|unsigned|char)\b[\w\s]*\([^;]*$")
_BLOCK = re.compile(r"\s*(?:\}\s*)?(if|else|for|while|switch|do|void|int)\b")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}


class _Opened(NamedTuple):
    sign: str
    line: int
    column: int


def wrong_bracket(view: SketchView) -> Explained | None:
    """Find the first bracket that is never closed, or that closes nothing.

    Which one is meant is seen by how the lines are indented; where all have their other half,
    nothing is said of the indentation.
    """
    return None if _is_balanced(view) else _first_wrong(view)


def _is_balanced(view: SketchView) -> bool:
    stack: list[str] = []
    for char in view.code:
        if char in _CLOSING:
            stack.append(char)
        elif char in _OPENING and (not stack or stack.pop() != _OPENING[char]):
            return False
    return not stack


def _first_wrong(view: SketchView) -> Explained | None:
    stack: list[_Opened] = []
    for number, code in enumerate(view.code_lines, 1):
        if _is_head(code) and stack:
            return _never_closed(view, stack[-1], number)
        column = len(code) - len(code.lstrip())
        is_first = True
        for char in code.strip():
            if char in _CLOSING:
                stack.append(_Opened(char, number, column))
            elif char in _OPENING:
                found = _close(view, stack, char, number, column if is_first else None)
                if found is not None:
                    return found
            elif char == ";" and stack and stack[-1].sign != "{" and not _is_for(view, stack[-1]):
                return _never_closed(view, stack[-1], number)
            is_first = False
    return _never_closed(view, stack[-1], len(view.lines)) if stack else None


def _is_head(code: str) -> bool:
    """Whether a function begins in this line: its head stands at the very left."""
    return _HEAD.match(code) is not None and not code.rstrip().endswith((";", ","))


def _is_for(view: SketchView, opened: _Opened) -> bool:
    """Whether semicolons may stand in this bracket: `for (int i = 0; ...`."""
    return re.search(r"\bfor\b", view.code_lines[opened.line - 1]) is not None


def _close(
    view: SketchView, stack: list[_Opened], char: str, line: int, column: int | None
) -> Explained | None:
    if not stack:
        return _too_many(view, char, line)
    last = stack.pop()
    if last.sign == _OPENING[char]:
        below = [one.column for one in stack if one.sign == "{"]
        is_outer = column is not None and column < last.column and column in below
        return _never_closed(view, last, line) if char == "}" and is_outer else None
    if char == "}" or last.sign == "{":
        wrong = last if last.sign != "{" else None
        return _never_closed(view, wrong, line) if wrong else _too_many(view, char, line)
    if last.line == line:
        return view.tell(
            "sketch.wrong_bracket", line, found=char, opening=last.sign, right=_CLOSING[last.sign]
        )
    return _never_closed(view, last, line)


def _never_closed(view: SketchView, opened: _Opened, line: int) -> Explained:
    if opened.sign == "{":
        return view.tell(
            "sketch.brace_never_closed",
            opened.line,
            opened=opened.line,
            head=view.line(opened.line).rstrip("{ ") or "{",
            below=line,
        )
    closing = _CLOSING[opened.sign]
    return view.tell("sketch.bracket_never_closed", opened.line, sign=opened.sign, closing=closing)


def _too_many(view: SketchView, char: str, line: int) -> Explained:
    if char != "}":
        return view.tell("sketch.bracket_too_many", line, sign=char, opening=_OPENING[char])
    head = _head_without_brace(view)
    if head is not None:
        return head
    early = _closed_too_early(view)
    return early or view.tell("sketch.brace_too_many", line)


def _head_without_brace(view: SketchView) -> Explained | None:
    """Find a head that no `{` follows: `void loop()` and then the lines of its body."""
    lines = view.code_lines
    for number, code in enumerate(lines, 1):
        if not re.match(r"(void|int|bool|long|float|byte)\s+\w+\s*\([^()]*\)\s*$", code):
            continue
        behind = next((line.strip() for line in lines[number:] if line.strip()), "")
        if not behind.startswith(("{", ";")):
            return view.tell("sketch.brace_missing", number, head=view.line(number))
    return None


def _closed_too_early(view: SketchView) -> Explained | None:
    """Find the `}` that ends a function, where statements go on below it."""
    for function in view.functions:
        behind = view.tokens[function.end + 1 :]
        if len(behind) > 1 and behind[0].is_word and behind[1].text in {"(", ".", "="}:
            return view.tell(
                "sketch.closed_too_early",
                function.last_line,
                name=function.name,
                below=behind[0].line,
            )
        if behind and behind[0].text in {"if", "for", "while", "else", "return"}:
            return view.tell(
                "sketch.closed_too_early",
                function.last_line,
                name=function.name,
                below=behind[0].line,
            )
    return None
