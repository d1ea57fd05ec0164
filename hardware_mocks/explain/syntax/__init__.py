"""Programs that Python cannot read: what is wrong, and in which line it really is."""

from __future__ import annotations

import re
import warnings

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax.characters import strange_character
from hardware_mocks.explain.syntax.mask import masked
from hardware_mocks.explain.syntax.pasted import pasted
from hardware_mocks.explain.syntax.said import by_general_words, by_words
from hardware_mocks.explain.syntax.signs import wrong_sign
from hardware_mocks.explain.syntax.words import wrong_word

_VAGUE = ("invalid syntax", "expected ':'", "invalid decimal literal", "illegal target")
"""Words that say only that something is wrong: the line itself says more."""
_FOR_BRACKETS = "was never closed"
_C_BLOCK = re.compile(r"\s*(?:\}\s*)?(void|int|while|for|if|else|def|function|switch)\b.*\{\s*$")


def syntax_error_in(source: Source) -> SyntaxError | None:
    """Return why Python cannot read a text, or None if it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source.text, "program", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error))
    return None


def explain_text(source: Source, error: SyntaxError) -> Explained:
    """Say what is wrong in a text."""
    line = min(error.lineno or 1, len(source.lines))
    said = error.msg or ""
    code = _code(source, line)
    return (
        pasted(source, line)
        or strange_character(source)
        or _c_block(source, line)
        or _never_closed(source, said)
        or _by_the_line(said, source, line, code)
        or by_general_words(said, source, line)
        or _line_above(source, line)
        or source.tell("syntax.unknown", line, is_certain=False)
    )


def _code(source: Source, line: int) -> str:
    lines = masked(source.text).split("\n")
    return lines[line - 1].strip() if line <= len(lines) else ""


def _by_the_line(said: str, source: Source, line: int, code: str) -> Explained | None:
    """Take Python's words where they are exact, the line's own signs where they are vague."""
    if not said.startswith(_VAGUE) or "Maybe you meant" in said:
        found = by_words(said, source, line)
        if found is not None:
            return found
    alone = re.match(r"(else|elif|except|finally)\b", code)
    is_whole = code.endswith(":") and not re.match(r"else\s+if\b|elseif|elif\s*:", code)
    is_whole = is_whole and _is_whole_by_itself(code)
    if alone and is_whole and said == "invalid syntax" and not wrong_sign(source, line, code):
        if alone[1] == "elif" and _else_above(source, line):
            return source.tell("syntax.elif_after_else", line)
        if alone[1] == "else" and _else_above(source, line):
            return source.tell("syntax.second_else", line)
        return source.tell("syntax.else_alone", line, word=alone[1])
    return (
        wrong_word(source, line, code)
        or wrong_sign(source, line, code)
        or by_words(said, source, line)
    )


def _is_whole_by_itself(code: str) -> bool:
    """Whether an `elif` line would be right as an `if`, so that only its place is wrong."""
    if not code.startswith("elif"):
        return True
    return syntax_error_in(Source(code.removeprefix("el") + "\n    pass")) is None


def _else_above(source: Source, line: int) -> bool:
    """Whether the last line above that begins in the same column is `else:`."""
    column = len(source.lines[line - 1]) - len(source.lines[line - 1].lstrip())
    above = [text for text in source.lines[: line - 1] if text.strip()]
    same = [text.strip() for text in above if len(text) - len(text.lstrip()) == column]
    return bool(same) and same[-1].startswith("else")


def _never_closed(source: Source, said: str) -> Explained | None:
    """A bracket is open when the next statement begins: Python may blame a later line."""
    if not (said.startswith("invalid syntax") or _FOR_BRACKETS in said):
        return None
    depth: list[tuple[str, int]] = []
    for number, text in enumerate(masked(source.text).split("\n"), 1):
        if depth and re.match(r"\s*(while|def|from|import|return|with|try)\b", text):
            return _open_bracket(source, *depth[-1])
        for char in text:
            if char in "([{":
                depth.append((char, number))
            elif char in ")]}" and depth:
                depth.pop()
    return _open_bracket(source, *depth[-1]) if depth and _FOR_BRACKETS in said else None


def _open_bracket(source: Source, sign: str, line: int) -> Explained:
    closing = {"(": ")", "[": "]", "{": "}"}[sign]
    return source.tell("syntax.never_closed", line, bracket=sign, closing=closing)


def _c_block(source: Source, line: int) -> Explained | None:
    """`{` at the end of a line that begins a block, as in C: Python then misses its `}`."""
    for number, text in enumerate(masked(source.text).split("\n"), 1):
        if number >= line - 1 and _C_BLOCK.match(text):
            return source.tell("syntax.c_braces", number)
    return None


def _line_above(source: Source, line: int) -> Explained | None:
    """The line itself looks right: the one above may lack its end."""
    above = next((n for n in range(line - 1, 0, -1) if source.line(n)), None)
    if above is None:
        return None
    code = _code(source, above)
    if code.count("(") > code.count(")"):
        return source.tell("syntax.never_closed", above, bracket="(", closing=")")
    return None
