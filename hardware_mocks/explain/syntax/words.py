"""Lines that begin or go on with a wrong word: misspelt keywords, words of other languages."""

from __future__ import annotations

import difflib
import keyword
import re
from collections.abc import Callable

from hardware_mocks.explain import names as known
from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source

_FIRST_WORDS = (
    *("from", "import", "while", "for", "def", "if", "else", "elif", "return", "try", "except"),
    *("with", "class", "finally", "global", "raise", "lambda", "pass", "break", "continue"),
)
_OTHER_LANGUAGES = {
    word: instead
    for instead, words in (
        ("def name():", "function func fun fn define sub proc void public"),
        ("name = 5", "int float double char bool boolean byte long unsigned"),
        ("name = 5", "var let const string String auto static dim Dim set"),
        ("if name == 1:", "switch case match"),
        ("while True:", "do repeat forever loop begin"),
        ("while not ...:", "until"),
        ("for thing in things:", "foreach"),
        ("if ...:", "when whenever unless"),
        ("except ...:", "catch"),
        (
            "(nothing: the block ends where the indentation ends)",
            "end endif endwhile wend next fi done",
        ),
        ("print(...)", "echo println puts say printf"),
        ("from gpiozero import LED", "include using require #include"),
        ("LED(17)", "new"),
    )
    for word in words.split()
}
"""First words of lines in other languages, and what Python writes there."""
_SWITCHES = {"on", "off", "toggle", "blink", "pulse", "beep", "play", "stop", "value", "angle"}
_CALLS = {"print", "sleep", "input", "pause", "LED", "Button", "exit", "exec", "wait", "delay"}

Rule = Callable[[Source, int, str], Explained | None]


def wrong_word(source: Source, line: int, code: str) -> Explained | None:
    """Explain a line by its words.

    Args:
        source: the program.
        line: the number of the line Python cannot read.
        code: that line without strings, comments and the spaces around it.
    """
    for rule in _RULES:
        found = rule(source, line, code)
        if found is not None:
            return found
    return None


def _else_if(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(
        r"(else\s+if|elseif|elsif|else\s*:\s*if|elif\s+if|elfi|ifelse)\b", code, re.IGNORECASE
    )
    return source.tell("syntax.else_if", line, found=found[1]) if found else None


def _import_line(source: Source, line: int, code: str) -> Explained | None:
    turned = re.match(r"import\s+([\w, ]+?)\s+from\s+(\w+)", code)
    if turned:
        module, name = turned[2], turned[1]
        if name in known.MODULES and module not in known.MODULES:
            module, name = name, module
        return source.tell("syntax.import_order", line, right=f"from {module} import {name}")
    turned = re.match(r"import\s+from\s+(\w+)(?:\s+(?:import\s+)?([\w, ]+))?", code)
    if turned:
        right = f"from {turned[1]} import {turned[2] or 'LED'}"
        return source.tell("syntax.import_order", line, right=right)
    return _parts_of_import(source, line, code)


def _parts_of_import(source: Source, line: int, code: str) -> Explained | None:
    """The words of an import stand in the right order: what is wrong with them?"""
    if re.match(r"from\s+\w+\s*,\s*\w+", code):
        return source.tell("syntax.import_two", line)
    split = re.match(r"from\s+(\w+)\s+(\w+)\s+(import\s+\w.*)", code)
    if split and split[2] != "import":
        right = f"from {split[1]}{split[2]} {split[3]}"
        return source.tell("syntax.import_space", line, found=f"{split[1]} {split[2]}", right=right)
    if re.match(r"(?:from\s+[\w.]+\s+)?import\s+\w[\w, ]*:$", code):
        return source.tell("syntax.import_colon", line)
    called = re.match(r"(?:from\s+[\w.]+\s+)?import\s+[^;]*?(\w+)\s*\(", code)
    if called and not re.search(r"import\s*\(", code):
        return source.tell("syntax.import_brackets", line, name=called[1])
    words = re.match(r"(from\s+[\w.]+\s+import)\s+(\w+)\s+(\w+)", code)
    if words and words[3] != "as":
        right = f"{words[1]} {words[2]}, {words[3]}"
        return source.tell("syntax.import_comma", line, right=right)
    if re.match(r"from\s+[\w.]+\s+import\s*,?$", code):
        return source.tell("syntax.import_nothing", line, library=code.split()[1])
    if re.match(r"(from|import)\s+\w+\s+import\b.*,$", code):
        return source.tell("syntax.import_last_comma", line)
    return _half_an_import(source, line, code)


def _half_an_import(source: Source, line: int, code: str) -> Explained | None:
    alone = re.match(r"from\s+([\w.]+)$", code)
    if alone:
        return source.tell("syntax.import_nothing", line, library=alone[1].partition(".")[0])
    quoted = re.match(r"(?:from\s+[\w.]+\s+)?(?:from|import)\s+[\"'<]", code)
    return source.tell("syntax.import_quotes", line) if quoted else None


def _misspelt_keyword(source: Source, line: int, code: str) -> Explained | None:
    first = re.match(r"([A-Za-z_]\w*)\s*(.*)", code)
    if first is None:
        return None
    word, rest = first[1], first[2]
    right = _nearest_keyword(word, rest)
    if right:
        return source.tell("syntax.keyword_misspelt", line, found=word, right=right)
    second = re.match(r"from\s+[\w.]+\s+(\w+)\b", code)
    if second and second[1] != "import" and _is_near(second[1], "import"):
        return source.tell("syntax.keyword_misspelt", line, found=second[1], right="import")
    second = re.match(r"for\s+\w+\s+(\w+)\b", code)
    if second and second[1] not in {"in"} and len(second[1]) <= 3:
        return source.tell("syntax.keyword_misspelt", line, found=second[1], right="in")
    return None


def _nearest_keyword(word: str, rest: str) -> str | None:
    """Return the keyword that the first word of a line was meant to be."""
    if keyword.iskeyword(word) or rest[:1] in {"=", ".", "(", "[", ","}:
        return None
    if word.lower() in _FIRST_WORDS and (rest or word.lower() in {"else", "try"}):
        return word.lower()
    candidates = [known for known in _FIRST_WORDS if _is_near(word, known)]
    if not candidates:
        return None
    if "import" in rest.split():
        return "from"
    is_block = rest.endswith(":") or rest == ":" or word.endswith(":")
    blocks = [c for c in candidates if (c in {"else", "try", "finally"}) == (rest == ":")]
    simple = [c for c in candidates if c in {"import", "return", "global", "raise"}]
    return next(iter(blocks if is_block else simple), None)


def _is_near(word: str, known: str) -> bool:
    if sorted(word.lower()) == sorted(known):
        return True
    return difflib.SequenceMatcher(None, word.lower(), known).ratio() >= 0.74  # "fro", "whlie"


def _other_language(source: Source, line: int, code: str) -> Explained | None:
    first = re.match(r"(#?[A-Za-z_]\w*)\b\s*(.*)", code)
    if first is None or first[2][:1] in {"=", ".", ","}:
        return None
    instead = _OTHER_LANGUAGES.get(first[1])
    typed = re.match(r"(?:const\s+|unsigned\s+)?\w+\s+(\w+)\s*=\s*([^;]+)", code)
    if typed and instead == "name = 5":
        instead = f"{typed[1]} = {typed[2].strip()}"
    times = re.match(r"(?:repeat|do)\s*\(?(\d+)", code)
    if times:
        instead = f"for i in range({times[1]}):"
    if instead is None or (first[2][:1] == "(" and first[1] not in {"switch", "catch", "foreach"}):
        return None
    if first[1] in {"void", "int"} and re.match(r"\w+\s*\(", first[2]):
        instead = "def name():"
    return source.tell("syntax.other_language", line, found=first[1], instead=instead)


def _then(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(r"(?:if|while|for|elif)\b.*\b(then|do|begin)\b\s*:?", code)
    return source.tell("syntax.then", line, found=found[1]) if found else None


def _keyword_as_name(source: Source, line: int, code: str) -> Explained | None:
    for pattern in (r"(\w+)\s*=(?!=)", r"def\s+(\w+)", r"for\s+(\w+)\b", r"[\w.]+\.(\w+)",
                    r"import\s+(\w+)\s*$", r"\w+\s+as\s+(\w+)"):  # fmt: skip
        found = re.match(pattern, code)
        if found and keyword.iskeyword(found[1]) and found[1] not in {"lambda", "not"}:
            if found[1] == "in" and code.startswith("for"):
                return source.tell("syntax.for_without_name", line)
            return source.tell("syntax.keyword_as_name", line, name=found[1])
    return None


def _call_without_brackets(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(r"([A-Za-z_][\w.]*)\s+([\"'\d]|[A-Za-z_]\w*\s*$)", code)
    if found is None or keyword.iskeyword(found[1]):
        return None
    is_call = found[1] in _CALLS or found[2] in {'"', "'"} or "." in found[1]
    if not is_call:
        return None
    rest = source.line(line)[len(found[1]) : len(code.rstrip())].strip()  # without its comment
    return source.tell("syntax.call_brackets", line, name=found[1], rest=rest.rstrip(":;"))


def _call_in_the_middle(source: Source, line: int, code: str) -> Explained | None:
    """`red = LED 17`, `for i in range 3:`."""
    found = re.search(
        r"\b(LED|PWMLED|Button|Buzzer|range|sleep|print|input|int|float)\s+([\d.]+|[\"'])", code
    )
    if found is None:
        return None
    rest = re.search(rf"\b{found[1]}\s+(\"[^\"]*\"|'[^']*'|[\w.]+)", source.line(line))
    inside = rest[1] if rest else "..."
    return source.tell("syntax.call_brackets", line, name=found[1], rest=inside)


def _words_in_condition(source: Source, line: int, code: str) -> Explained | None:
    """`if button pressed:`."""
    found = re.match(r"(?:if|elif|while)\s+(\w+)\s+(?:is\s+)?(\w+)\s*:?$", code)
    if found is None or keyword.iskeyword(found[1]) or keyword.iskeyword(found[2]):
        return None
    right = {"pressed": "is_pressed", "on": "is_lit", "lit": "is_lit", "moved": "motion_detected"}
    words, instead = f"{found[1]} {found[2]}", f"{found[1]}.{right.get(found[2], found[2])}"
    return source.tell("syntax.words_in_condition", line, words=words, right=instead)


def _space_missing(source: Source, line: int, code: str) -> Explained | None:
    """`whileTrue:`."""
    found = re.match(r"(while|if|elif)(True|False|not)\b(.*)", code)
    if found is None:
        return None
    right = f"{found[1]} {found[2]}{found[3]}"
    return source.tell("syntax.space_missing", line, right=right)


def _in_missing(source: Source, line: int, code: str) -> Explained | None:
    """`for units letter:`."""
    found = re.match(r"for\s+(\w+)\s+(\w+)\s*:$", code)
    if found is None or keyword.iskeyword(found[1]) or keyword.iskeyword(found[2]):
        return None
    return source.tell("syntax.in_missing", line, right=f"for {found[1]} in {found[2]}:")


def _colon_twice(source: Source, line: int, code: str) -> Explained | None:
    """`while True::`."""
    if re.search(r"[^:]:\s*:$", code):
        return source.tell("syntax.colon_twice", line)
    return None


def _call_in_braces(source: Source, line: int, code: str) -> Explained | None:
    """`sleep{0.5}`."""
    found = re.match(r"(?:[\w.]+\s*=\s*)?([A-Za-z_][\w.]*)\s*\{([^{}:;]*)\}$", code)
    if found is None or keyword.iskeyword(found[1]):
        return None
    right = source.line(line).replace("{", "(").replace("}", ")")
    return source.tell("syntax.call_in_braces", line, right=right)


def _one_line_else(source: Source, line: int, code: str) -> Explained | None:
    """`if a: b() else: c()`."""
    if re.match(r"if\b[^:]*:\s*\S.*\belse\s*:", code):
        return source.tell("syntax.else_in_one_line", line)
    return None


def _dot_missing(source: Source, line: int, code: str) -> Explained | None:
    """`red on()`: a device and what it shall do, without the dot."""
    if re.match(r"\.[^\W\d]\w*", code):
        return source.tell("syntax.dot_at_start", line, right=source.line(line)[1:])
    found = re.match(r"([^\W\d]\w*)\s+(\w+)\s*(\(.*)", code)
    if found is None or keyword.iskeyword(found[1]) or found[2] not in _SWITCHES:
        return None
    words = source.line(line)
    right = re.sub(r"\s+", ".", words[: found.start(3)].strip(), count=1) + words[found.start(3) :]
    return source.tell("syntax.dot_missing", line, device=found[1], right=right)


def _quotes_behind_a_dot(source: Source, line: int, code: str) -> Explained | None:
    """`red."on"()`."""
    if not re.search(r"[^\W\d]\w*\.[\"']", code):
        return None
    right = re.sub(r"\.([\"'])(\w+)\1", r".\2", source.line(line))
    return source.tell("syntax.quotes_behind_dot", line, right=right)


def _not_behind(source: Source, line: int, code: str) -> Explained | None:
    """`if button.is_pressed not:`."""
    found = re.match(r"(if|elif|while)\s+([\w.]+(?:\(\))?)\s+not\s*:?$", code)
    if found is None:
        return None
    right = f"{found[1]} not {found[2]}:"
    return source.tell("syntax.not_behind", line, right=right)


def _condition_missing(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(r"(if|elif|while)\s*:", code)
    return source.tell("syntax.condition_missing", line, word=found[1]) if found else None


def _def_in_assignment(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(r"([\w.]+)\s*=\s*def\s+(\w+)", code)
    if found is None:
        return None
    return source.tell("syntax.def_in_assignment", line, name=found[1], function=found[2])


def _space_in_name(source: Source, line: int, code: str) -> Explained | None:
    found = re.match(r"([A-Za-z_][\w.]*)\s+([A-Za-z_]\w*)\s*=(?!=)", code)
    if found and not keyword.iskeyword(found[1]) and not keyword.iskeyword(found[2]):
        name, right = f"{found[1]} {found[2]}", f"{found[1]}_{found[2]}"
        return source.tell("syntax.space_in_name", line, name=name, right=right)
    found = re.match(r"def\s+(\w+)\s+(\w+)\s*\(", code)
    if found:
        name, right = f"{found[1]} {found[2]}", f"{found[1]}_{found[2]}"
        return source.tell("syntax.space_in_name", line, name=name, right=right)
    return None


def _for_in_other_words(source: Source, line: int, code: str) -> Explained | None:
    if re.match(
        r"for\s+\w+\s*=|for\s+\w+\s+(?:from|range)\b|for\s+.*\bto\b|for\s.*\d\s*\.\.\s*\d", code
    ):
        return source.tell("syntax.for_counting", line)
    if re.match(r"for\s*\(", code) and ";" in code:
        return source.tell("syntax.for_counting", line)
    if re.match(r"for\s+\d+", code):
        return source.tell("syntax.for_counting", line)
    return None


def _plain_sentence(source: Source, line: int, code: str) -> Explained | None:
    """Words of a natural language: a comment without its `#`."""
    words = re.findall(r"[^\W\d_]+", code)
    if (
        len(words) >= 4
        and not re.search(r"[=(){}\[\]:+*/]", code)
        and not keyword.iskeyword(words[0])
    ):
        return source.tell("syntax.comment_without_hash", line)
    return None


_RULES: tuple[Rule, ...] = (
    *(_one_line_else, _call_in_braces, _space_missing, _in_missing, _colon_twice),
    *(_else_if, _import_line, _for_in_other_words, _then, _other_language, _misspelt_keyword),
    *(
        _dot_missing,
        _quotes_behind_a_dot,
        _not_behind,
        _words_in_condition,
        _condition_missing,
        _def_in_assignment,
        _keyword_as_name,
        _call_without_brackets,
    ),
    *(_call_in_the_middle, _space_in_name, _plain_sentence),
)
