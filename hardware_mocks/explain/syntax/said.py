"""Syntax errors by what Python says about them (CPython 3.11 to 3.13)."""

from __future__ import annotations

import re
from collections.abc import Callable

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax.characters import QUOTES
from hardware_mocks.explain.syntax.mask import CLOSING, OPENING, masked, wrong_bracket

Rule = Callable[[re.Match[str], Source, int], Explained | None]
_BLOCKS = {
    "'while' statement": "while", "'if' statement": "if", "'elif' statement": "elif",
    "'else' statement": "else", "'for' statement": "for", "function definition": "def",
    "'try' statement": "try", "'except' statement": "except", "'with' statement": "with",
    "class definition": "class", "'finally' statement": "finally",
}  # fmt: skip


def by_words(said: str, source: Source, line: int) -> Explained | None:
    """Explain an error whose words say what is wrong, or return None."""
    for pattern, rule in _RULES:
        found = re.search(pattern, said)
        if found:
            explained = rule(found, source, line)
            if explained is not None:
                return explained
    return None


def _plain(message_id: str) -> Rule:
    def tell(_found: re.Match[str], source: Source, line: int) -> Explained:
        return source.tell(message_id, line)

    return tell


def _needs_indent(found: re.Match[str], source: Source, line: int) -> Explained:
    word, opened = _BLOCKS.get(found[1], "a block"), int(found[2])
    after = [text for text in source.lines[opened:] if text.strip()]
    code_after = [text for text in after if not text.strip().startswith("#")]
    if not code_after:
        return source.tell("syntax.empty_block", opened, word=word)
    written = next(i for i, t in enumerate(source.lines[opened:], opened + 1)
                   if t.strip() and not t.strip().startswith("#"))  # fmt: skip
    return source.tell("syntax.needs_indent", written, word=word, opened=opened)


def _unexpected_indent(_found: re.Match[str], source: Source, line: int) -> Explained:
    spaces = len(source.lines[line - 1]) - len(source.lines[line - 1].lstrip())
    before = next((i for i in range(line - 1, 0, -1) if source.line(i)
                   and not source.line(i).startswith("#")), 0)  # fmt: skip
    if not before:
        return source.tell("syntax.indent_at_start", line, spaces=spaces)
    text = source.line(before)
    if re.match(r"(while|for|if|elif|else|def|try|except|with)\b", text) and not text.endswith(":"):
        return source.tell("syntax.missing_colon", before, word=text.split()[0])
    return source.tell("syntax.unexpected_indent", line, spaces=spaces, before=before)


def _dedent(_found: re.Match[str], source: Source, line: int) -> Explained:
    spaces = _spaces(source, line)
    opened = [0]
    for number in range(1, line):
        if not source.line(number) or source.line(number).startswith("#"):
            continue
        while opened[-1] > _spaces(source, number):
            opened.pop()
        if opened[-1] < _spaces(source, number):
            opened.append(_spaces(source, number))
    alone = _else_without_its_if(source, line)
    if alone is not None:
        return alone
    offer = " or ".join(str(number) for number in opened[-4:])
    return source.tell("syntax.dedent", line, spaces=spaces, offer=offer)


def _else_without_its_if(source: Source, line: int) -> Explained | None:
    """Return what is wrong when an `else` above stands further left than the `if` it is for."""
    above = range(line - 1, 0, -1)
    other = next((n for n in above if source.line(n).startswith(("else", "elif"))), None)
    if other is None or _spaces(source, other) >= _spaces(source, line):
        return None
    choice = next((n for n in range(other, 0, -1) if source.line(n).startswith("if ")), None)
    if choice is None or _spaces(source, choice) <= _spaces(source, other):
        return None
    return source.tell(
        "syntax.else_left_of_if", other, word=source.line(other)[:4], choice=choice,
        wanted=_spaces(source, choice), found=_spaces(source, other),
    )  # fmt: skip


def _spaces(source: Source, line: int) -> int:
    text = source.lines[line - 1]
    return len(text) - len(text.lstrip())


def _never_closed(found: re.Match[str], source: Source, line: int) -> Explained:
    opening = found[1]
    return source.tell("syntax.never_closed", line, bracket=opening, closing=OPENING[opening])


def _unmatched(found: re.Match[str], source: Source, line: int) -> Explained:
    closing = found[1]
    return source.tell("syntax.unmatched", line, bracket=closing, opening=CLOSING[closing])


def _wrong_closing(found: re.Match[str], source: Source, line: int) -> Explained:
    bracket = wrong_bracket(masked(source.text))
    opened = bracket.line if bracket and bracket.closed_by else line
    return source.tell(
        "syntax.wrong_closing", line, bracket=found[1], opening=found[2], opened=opened,
        closing=OPENING[found[2]],
    )  # fmt: skip


def _unterminated(_found: re.Match[str], source: Source, line: int) -> Explained:
    text = source.line(line)
    smart = next((char for char in text if char in QUOTES and not char.isascii()), None)
    if smart:
        return source.tell("syntax.smart_quote", line, found=smart, instead=QUOTES[smart])
    apostrophe = re.search(r"'([^'\"]*\w'\w[^'\"]*)'", text)
    if apostrophe:
        return source.tell("syntax.apostrophe", line, text=apostrophe[1])
    if text.count('"') % 2 and text.count("'") % 2:
        return source.tell("syntax.mixed_quotes", line)
    quote = "'" if text.count("'") % 2 else '"'
    return source.tell("syntax.unterminated_string", line, quote=quote)


def _unterminated_triple(_found: re.Match[str], source: Source, line: int) -> Explained:
    return source.tell("syntax.unterminated_triple", line)


def _expected_colon(_found: re.Match[str], source: Source, line: int) -> Explained:
    code = source.line(line)
    word = re.match(r"\w+", code)
    if word and word[0] == "else" and re.match(r"else\s+\S", code):
        return source.tell("syntax.else_with_condition", line)
    return source.tell("syntax.missing_colon", line, word=word[0] if word else "this line")


def _expected_bracket(_found: re.Match[str], source: Source, line: int) -> Explained | None:
    dash = re.match(r"def\s+(\w+(?:-\w+)+)", source.line(line))
    if dash:
        right = dash[1].replace("-", "_")
        return source.tell("syntax.minus_in_name", line, name=dash[1], right=right)
    name = re.match(r"def\s+(\w+)", source.line(line))
    return source.tell("syntax.def_brackets", line, name=name[1]) if name else None


def _equals(_found: re.Match[str], source: Source, line: int) -> Explained | None:
    code = source.line(line)
    if re.match(r"(if|elif|while)\b", code):
        return source.tell("syntax.equals_for_comparison", line)
    return None


def _assigns_to(found: re.Match[str], source: Source, line: int) -> Explained | None:
    left = source.line(line).partition("=")[0].strip()
    code = source.line(line)
    if re.match(r"(if|elif|while)\b", code):
        return source.tell("syntax.equals_for_comparison", line)
    wish = re.search(r"""[{,]\s*((["'])\w+\2)\s*=(?!=)\s*""", code)
    if wish and "{" in code[: wish.end()]:
        return source.tell("syntax.equals_in_curly", line, name=wish[1])
    right = code.partition("=")[2].strip()
    if left.endswith("()"):
        return source.tell("syntax.brackets_on_left", line, right=f"{left[:-2]} = {right}")
    if code.startswith("for True"):
        return source.tell("syntax.keyword_misspelt", line, found="for", right="while")
    if re.fullmatch(r"[A-Za-z_][\w.]*(\s*-\s*[A-Za-z_]\w*)+", left):
        return source.tell(
            "syntax.minus_in_name", line, name=left, right=re.sub(r"\s*-\s*", "_", left)
        )
    if found[1] in {"True", "False", "None"}:
        return source.tell("syntax.keyword_as_name", line, name=found[1])
    if re.fullmatch(r"[A-Za-z_][\w.]*", right):
        return source.tell("syntax.assign_reversed", line, right=f"{right} = {left}")
    return source.tell("syntax.assign_to", line, left=left)


def _setting(_found: re.Match[str], source: Source, line: int) -> Explained:
    """`red.blink(on-time=1)`: what stands on the left of `=` in brackets is no plain name."""
    code = source.line(line)
    dash = re.search(r"[(,]\s*([A-Za-z_]\w*(?:-\w+)+)\s*=[^=]", code)
    if dash:
        right = dash[1].replace("-", "_")
        return source.tell("syntax.minus_in_name", line, name=dash[1], right=right)
    other = re.search(r"[(,]\s*([^(),=]+?)\s*=[^=]", code)
    return source.tell("syntax.setting_name", line, found=other[1] if other else code)


def _outside(found: re.Match[str], source: Source, line: int) -> Explained:
    inside = "loop" if "loop" in found[0] else "function"
    return source.tell("syntax.outside", line, word=found[1], inside=inside)


def _forgot_comma(_found: re.Match[str], source: Source, line: int) -> Explained:
    code = masked(source.text).split("\n")[line - 1]
    pin = re.search(r"\bGPIO[ .]+(\d+)", code)
    if pin:
        return source.tell("syntax.pin_written", line, found=pin[0], number=int(pin[1]))
    words = re.search(r"([A-Za-z_]\w*)\s+([A-Za-z_]\w*)", code)
    if words and re.search(r"print\s*\(|input\s*\(", code):
        return source.tell("syntax.text_without_quotes", line, first=words[1], second=words[2])
    pair = re.search(r"([\w\"')\]]+)\s+([\w\"'(\[]+)", code)
    raw = source.line(line)
    if pair is None or '"' in pair[0] or "'" in pair[0]:
        return source.tell("syntax.missing_comma", line, code=raw)
    if re.search(r"\(\s*\d+\s+\d+\s*\)", code):  # alone in its brackets: `LED(1 7)`
        return source.tell("syntax.space_in_number", line, first=pair[1], second=pair[2])
    return source.tell("syntax.missing_comma_between", line, first=pair[1], second=pair[2])


def _leading_zero(_found: re.Match[str], source: Source, line: int) -> Explained:
    number = re.search(r"(?<![\w.])0+(\d+)", source.line(line))
    right = number[1] if number else "7"
    return source.tell(
        "syntax.leading_zero", line, found=number[0] if number else "07", right=right
    )


def _global_late(found: re.Match[str], source: Source, line: int) -> Explained:
    return source.tell("syntax.global_late", line, name=found[1])


def _decimal(_found: re.Match[str], source: Source, line: int) -> Explained | None:
    return None if source.line(line) else source.tell("syntax.unknown", line)


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"expected an indented block after (.+) on line (\d+)", _needs_indent),
    (r"unexpected indent", _unexpected_indent),
    (r"unindent does not match", _dedent),
    (r"inconsistent use of tabs", _plain("syntax.tabs")),
    (r"'([(\[{])' was never closed", _never_closed),
    (r"unmatched '([)\]}])'", _unmatched),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", _wrong_closing),
    (r"unterminated triple-quoted", _unterminated_triple),
    (r"unterminated (?:f-)?string", _unterminated),
    (r"Missing parentheses in call to '(\w+)'", lambda found, source, line: source.tell(
        "syntax.call_brackets", line, name=found[1],
        rest=source.line(line).removeprefix(found[1]).strip())),
    (r"Maybe you meant '==' or ':=' instead of '='", _equals),
    (r"cannot assign to (True|False|None)", _assigns_to),
    (r"expression cannot contain (assignment)", _setting),
    (r"cannot assign to (lambda)", _plain("syntax.lambda_assigns")),
    (r"cannot assign to ([\w -]+?)(?: here)?[.$]?(?: Maybe|$)", _assigns_to),
    (r"(?:cannot use) (assignment expressions)", _plain("syntax.equals_for_comparison")),
    (r"leading zeros", _leading_zero),
    (r"expected '\('", _expected_bracket),
    (r"'(return|break|continue|yield|await)' (?:outside (?:function|loop)|not properly in loop)",
     _outside),
    (r"positional argument follows keyword", _plain("syntax.argument_order")),
    (r"keyword argument repeated: (\w+)", lambda found, source, line: source.tell(
        "syntax.argument_repeated", line, name=found[1])),
    (r"unicodeescape|invalid escape", _plain("syntax.backslash")),
    (r"unexpected character after line continuation", _plain("syntax.line_continuation")),
    (r"f-string(?!: invalid syntax)", _plain("syntax.f_string")),
    (r"expected 'except' or 'finally'", _plain("syntax.try_alone")),
    (r"name '(\w+)' is (?:assigned to|used prior|used) .*global", _global_late),
    (r"no binding for nonlocal", _plain("syntax.nonlocal")),
    (r"multiple exception types", _plain("syntax.old_except")),
    (r"trailing comma not allowed", _plain("syntax.import_last_comma")),
    (r"(?:illegal target for|only single target .* can be) annotat", _plain("syntax.stray_colon")),
    (r"too many (?:nested|statically)", _plain("syntax.too_deep")),
    (r"null bytes", _plain("file.binary")),
)  # fmt: skip
"""Python's words, and who explains them. What is said in general words comes in `GENERAL`."""
GENERAL: tuple[tuple[str, Rule], ...] = (
    (r"expected ':'", _expected_colon),
    (r"forgot a comma", _forgot_comma),
    (r"duplicate argument '(\w+)'", lambda found, source, line: source.tell(
        "syntax.argument_repeated", line, name=found[1])),
)  # fmt: skip


def by_general_words(said: str, source: Source, line: int) -> Explained | None:
    """Explain an error by words that Python uses for many mistakes, once others are ruled out."""
    for pattern, rule in GENERAL:
        found = re.search(pattern, said)
        if found:
            return rule(found, source, line)
    return None
