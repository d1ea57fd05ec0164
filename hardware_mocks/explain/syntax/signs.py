"""Lines with signs that Python does not have, or has in another place."""

from __future__ import annotations

import re
from collections.abc import Callable

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source

_BLOCK = re.compile(r"(while|for|if|elif|else|def|try|except|finally|with|class)\b")
_OPERATORS = {
    "&&": "and", "||": "or", "===": "==", "!==": "!=", "=<": "<=", "=>": ">=", "<>": "!=",
    "=!": "!=", "^=": "!=",
}  # fmt: skip

_UNIT = re.compile(
    r"(?<![\w.])(\d+\.?\d*)\s*(ms|milliseconds?|us|s|sec|secs|seconds?|min|minutes?|"
    r"cm|mm|m|hz|khz|Hz|deg|degrees?|ohm|V|v)\b(?!\s*[=(])"
)

Rule = Callable[[Source, int, str], Explained | None]


def wrong_sign(source: Source, line: int, code: str) -> Explained | None:
    """Explain a line by its signs; arguments as in `words.wrong_word`."""
    for rule in _RULES:
        found = rule(source, line, code)
        if found is not None:
            return found
    return None


def _comment(source: Source, line: int, code: str) -> Explained | None:
    if code.startswith(("//", "/*", "*/", "--", "<!--", "* ")) or re.search(
        r"[;)\d\s]\s*//\s*[A-Za-z]", code
    ):
        sign = re.search(r"//|/\*|\*/|--|<!--|\*", code)
        return source.tell("syntax.c_comment", line, sign=sign[0] if sign else "//")
    return None


def _braces(source: Source, line: int, code: str) -> Explained | None:
    if re.search(r"(\)|\w)\s*:?\s*\{$|^\}|\}\s*(else|while)?\s*\{?$", code) and not re.search(
        r"=\s*\{", code
    ):
        return source.tell("syntax.c_braces", line)
    return None


def _plus_plus(source: Source, line: int, code: str) -> Explained | None:
    found = re.search(r"([\w.]+)\s*(\+\+|--)(?!\w)|(?<![\w)])(\+\+|--)([\w.]+)", code)
    if found is None:
        return None
    name, sign = found[1] or found[4], (found[2] or found[3])[0]
    return source.tell("syntax.plus_plus", line, name=name, sign=sign)


def _operator(source: Source, line: int, code: str) -> Explained | None:
    for found, instead in _OPERATORS.items():
        if found in code and not (found == "=>" and "lambda" in code):
            return source.tell("syntax.operator", line, found=found, instead=instead)
    if re.search(r"(?:^|[\s(])!\s*[\w(]", code):
        return source.tell("syntax.operator", line, found="!", instead="not ")
    if re.search(r"\?.*:", code):
        return source.tell("syntax.question_mark", line)
    return None


def _arrow(source: Source, line: int, code: str) -> Explained | None:
    if re.search(r"\w\s*->\s*\w", code) and not code.startswith("def"):
        return source.tell("syntax.operator", line, found="->", instead=".")
    if re.search(r"\w\s*::\s*\w", code):
        return source.tell("syntax.operator", line, found="::", instead=".")
    letter = re.search(r"(?<![\w.])[Oo](\.\d+)|(?<![\w.])[lI](\d+\.\d+)", code)
    if letter:
        right = f"0{letter[1]}" if letter[1] else f"1{letter[2]}"
        return source.tell("syntax.letter_for_digit", line, found=letter[0], right=right)
    block = re.search(r";\s*((?:while|for|if|def|with|try)\b.*)", code)
    return source.tell("syntax.two_on_one_line", line, second=block[1]) if block else None


def _letter_for_times(source: Source, line: int, code: str) -> Explained | None:
    """`2 x UNIT`: the sign of the school book."""
    found = re.search(r"([\w.)\]]+)\s+[xX]\s+([\w.(\[]+)", code)
    if found is None or found[1] in {"for", "import", "as", "in", "not", "and", "or", "if"}:
        return None
    right = f"{found[1]} * {found[2]}"
    return source.tell("syntax.letter_for_times", line, found=found[0], right=right)


def _half_a_comparison(source: Source, line: int, code: str) -> Explained | None:
    """`if cm > 10 and < 50:`: as one says it, but not as Python reads it."""
    found = re.search(r"([\w.]+)\s*(?:[<>!=]=?)\s*[\w.]+\s+(and|or)\s+([<>!=]=?)\s*([\w.]+)", code)
    if found is None:
        return None
    right = f"{found[2]} {found[1]} {found[3]} {found[4]}"
    return source.tell("syntax.half_comparison", line, name=found[1], word=found[2], right=right)


def _comma_for_point(source: Source, line: int, code: str) -> Explained | None:
    """`if button,is_pressed:`."""
    found = re.match(r"(?:if|elif|while)\s+(\w+)\s*,\s*(\w+)[^,]*:$", code)
    if found is None:
        return None
    right = f"{found[1]}.{found[2]}"
    return source.tell("syntax.comma_for_point", line, right=right)


def _def_missing(source: Source, line: int, code: str) -> Explained | None:
    """`flash(units):` above an indented block."""
    found = re.match(r"([A-Za-z_]\w*)\s*\(([\w, ]*)\)\s*:$", code)
    below = source.lines[line] if line < len(source.lines) else ""
    here = source.lines[line - 1]
    is_block = len(below) - len(below.lstrip()) > len(here) - len(here.lstrip())
    if found is None or not is_block or _BLOCK.match(code):
        return None
    return source.tell("syntax.def_missing", line, right=f"def {code}")


def _half_a_question(source: Source, line: int, code: str) -> Explained | None:
    """`elif cm <`: the line stops in the middle of a question."""
    found = re.search(r"(==|!=|<=|>=|<|>|\b(?:and|or|not|in|is)|[+*/%])\s*:?$", code)
    return source.tell("syntax.unfinished", line, sign=found[1]) if found else None


def _semicolon_for_colon(source: Source, line: int, code: str) -> Explained | None:
    if _BLOCK.match(code) and code.endswith(";"):
        return source.tell("syntax.sign_for_colon", line, found=";")
    if _BLOCK.match(code) and code.endswith((".", ",", "=", "-", ">")) and "(" not in code[-2:]:
        return source.tell("syntax.sign_for_colon", line, found=code[-1])
    return None


def _number_with_unit(source: Source, line: int, code: str) -> Explained | None:
    found = _UNIT.search(code)
    if found:
        return source.tell("syntax.unit", line, number=found[1], unit=found[2])
    found = re.search(r"(?<![\w.])(\d+)\s*%(?=\s*($|[),;]))", code)
    if found:
        return source.tell("syntax.percent", line, number=found[1], right=str(int(found[1]) / 100))
    return None


def _name_with_digit(source: Source, line: int, code: str) -> Explained | None:
    found = re.search(r"(?<![\w.])(\d+)([A-Za-z_]\w*)", code)
    if found is None or re.fullmatch(r"0[xXbBoO]\w*|\d+[eE]\d*|\d+j", found[0]):
        return None
    name, right = found[0], f"{found[2].strip('_')}{found[1]}"
    return source.tell("syntax.name_begins_with_digit", line, name=name, right=right)


def _two_points(source: Source, line: int, code: str) -> Explained | None:
    found = re.search(r"(?<![\w.])\d*\.\d+\.\d*", code)
    if found:
        return source.tell("syntax.number_with_two_points", line, found=found[0])
    if re.search(r"\w\s*\.\s*\.|\.\s*\(|\.$|\.\s*=", code) and "..." not in code:
        return source.tell("syntax.dot", line)
    return None


def _point_for_comma(source: Source, line: int, code: str) -> Explained | None:
    """`(1, 1. 0, 1)`: between two numbers stands a point."""
    found = re.search(r"(\d+)\.\s+(\d+)", code)
    if found is None:
        return None
    right = f"{found[1]}, {found[2]}"
    return source.tell("syntax.point_for_comma", line, found=found[0], right=right)


_ENTRY = re.compile(r"""\s*[("'\w][^=:]*:\s*\S""")


def _no_comma_above(source: Source, line: int, code: str) -> Explained | None:
    """An entry of a table in curly brackets, and the one in the line above has no comma."""
    above = line - 1
    while above > 0 and not source.line(above).strip():
        above -= 1
    if above < 1:
        return None
    before = "\n".join(source.lines[:above])
    text = source.line(above).partition("#")[0].rstrip()
    is_inside = before.count("{") > before.count("}")
    is_entry = _ENTRY.match(text) and _ENTRY.match(code) and not _BLOCK.match(code)
    if not is_inside or not is_entry or text.endswith((",", "{", "[", "(", ":")):
        return None
    return source.tell("syntax.missing_comma_at_the_end", above)


def _unfinished(source: Source, line: int, code: str) -> Explained | None:
    if code.endswith("=") and "#" in source.line(line):
        hidden = source.line(line).partition("#")[2]
        return source.tell("syntax.hash_hides", line, hidden=f"#{hidden}")
    found = re.search(r"(==|[-+*/%<>=&|,]|\b(?:and|or|not|in|is))\s*:?$", code)
    if found and not _BLOCK.match(code):
        return source.tell("syntax.unfinished", line, sign=found[1])
    found = re.search(r"(==|[-+*/%<>=&|]|\b(?:and|or|not|in|is))\s*:$", code)
    return source.tell("syntax.unfinished", line, sign=found[1]) if found else None


def _two_on_one_line(source: Source, line: int, code: str) -> Explained | None:
    found = re.search(
        r"\)\s*(?!(?:and|or|if|else|in|is|not|for|as)\b)([A-Za-z_][\w.]*\s*[(=])", code
    )
    if found:
        return source.tell("syntax.two_on_one_line", line, second=code[found.start(1) :])
    return None


def _values_apart(source: Source, line: int, code: str) -> Explained | None:
    if re.search(r"[\[(][^\])]*;[^\])]*[\])]", code):
        return source.tell("syntax.semicolon_for_comma", line)
    if re.search(r"==\s+=|=\s+=|=\s*==", code):
        return source.tell("syntax.equals_apart", line)
    found = re.match(r"global\s+(\w+)\s*=\s*(.+)", code)
    if found:
        return source.tell("syntax.global_with_value", line, name=found[1], value=found[2])
    found = re.match(r"return\s+([\w.]+)\s*=(?!=)", code)
    if found:
        right = source.line(line).removeprefix("return").strip()
        return source.tell("syntax.return_with_equals", line, right=right)
    if code.startswith(("*", "@", "~", "^", "|", "=")):
        return source.tell("syntax.strange_start", line, found=code[0])
    found = re.search(r"=\s*(\d[\d.]*)\s+(\d[\d.]*)", code)
    if found:
        return source.tell("syntax.two_numbers", line, first=found[1], second=found[2])
    return None


def _behind_a_text(source: Source, line: int, code: str) -> Explained | None:
    """`{"red" (1, 0, 0)}`: something is missing behind a text."""
    if re.search(r"\{\s*[\"']s*[\"']\s*[\w(\[]", code):
        return source.tell("syntax.colon_behind_key", line)
    if re.search(r"[\"']s*[\"']\s*[\w(\[]", code):
        return source.tell("syntax.missing_comma", line, code=source.line(line))
    return None


def _dollar(source: Source, line: int, code: str) -> Explained | None:
    if re.search(r"print\s*\(\s*[^\"'\W].*[!?]", code):
        return source.tell("syntax.sentence_without_quotes", line)
    found = re.search(r"[$?@€]|(?<=\w)!(?!=)", code)
    if found and not code.startswith("@"):
        return source.tell("syntax.strange_character", line, found=found[0], name="a special sign")
    return None


def _stray_colon(source: Source, line: int, code: str) -> Explained | None:
    """`red = LED(17):`, `red.on():`."""
    is_block = _BLOCK.match(code) or re.match(r"(lambda|match|case|async)\b", code)
    if code.endswith(":") and not is_block and re.match(r"[\w.\[\]]+\s*(=|\()", code):
        return source.tell("syntax.stray_colon", line)
    return None


def _colon_for_equals(source: Source, line: int, code: str) -> Explained | None:
    found = re.search(r"\(.*?(\w+)\s*:\s*([\w.\"']+)", code)
    if found and "lambda" not in code and "{" not in code and "[" not in code:
        return source.tell("syntax.colon_for_equals", line, name=found[1])
    found = re.match(r"(\w+)\s*:=\s*", code)
    return source.tell("syntax.walrus", line, name=found[1]) if found else None


def _lambda(source: Source, line: int, code: str) -> Explained | None:
    if re.search(r"\blambda\b(?!.*:)", code):
        return source.tell("syntax.lambda_colon", line)
    if re.search(r"\blambda\b.*:.*[^=!<>]=[^=]", code):
        return source.tell("syntax.lambda_assigns", line)
    return None


def _missing_colon(source: Source, line: int, code: str) -> Explained | None:
    found = _BLOCK.match(code)
    if found and ":" not in code and not code.endswith(("\\", ",", "(")):
        return source.tell("syntax.missing_colon", line, word=found[1])
    return None


_RULES: tuple[Rule, ...] = (
    *(
        _comment,
        _braces,
        _letter_for_times,
        _arrow,
        _operator,
        _plus_plus,
        _lambda,
        _number_with_unit,
        _name_with_digit,
    ),
    *(
        _two_points,
        _half_a_comparison,
        _comma_for_point,
        _half_a_question,
        _semicolon_for_colon,
        _def_missing,
        _stray_colon,
        _colon_for_equals,
        _point_for_comma,
        _no_comma_above,
        _unfinished,
        _two_on_one_line,
    ),
    *(_values_apart, _behind_a_text, _dollar, _missing_colon),
)
