"""Names before they are taught: in the page's code words, in messages, and in the programs."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from workshop.course import SKETCH
from workshop.lint_lesson.draft import Draft, fault, read_or_empty
from workshop.lint_lesson.fault import LintFault
from workshop.lint_lesson.sketches import is_cpp, names_of_its_own, used_in

BEFORE_TEACHING = "start"
"""The unit in which a program is run and one word of it changed, before any of it is explained."""

_SHELL_WORDS = frozenset(
    {"cd", "ls", "dir", "maker", "nano", "pip", "py", "python", "python3", "sudo"}
)
_PLAIN_VALUES = frozenset({"True", "False", "None"})
_EXCEPTIONS = frozenset(name for name in dir(builtins) if name.endswith(("Error", "Interrupt")))
_FILE = re.compile(
    r"\S+\.(csv|h|hex|ino|jpg|json|jsonl|md|pdf|png|py|svg|toml|txt|vcd|wav)|\S*/\S*|~\S*|-\S+"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_GAP = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"(?<![\w.])[0-9][\w.]*|[^\W\d]\w*")
_PIN = re.compile(r"GPIO\d+|GND|3V3|5V|VCC|TRIG|ECHO|OUT|BCM|SDA|SCL|PWM|LEDs?")
_CONSTRUCTS = {
    ast.ClassDef: "class",
    ast.For: "for",
    ast.FunctionDef: "def",
    ast.If: "if",
    ast.Lambda: "lambda",
    ast.ListComp: "for",
    ast.Return: "return",
    ast.Try: "try",
    ast.While: "while",
    ast.With: "with",
}


def names_not_yet_taught(draft: Draft) -> Iterator[LintFault]:
    """Find names in the page's code words and in the messages that no lesson has taught yet."""
    known = draft.taught | _own_names(draft)
    for file, line, code in draft.code_words():
        for name in names_in(code, is_sketch=draft.speaks_of_sketches):
            if name not in known:
                text = (
                    f"`{name}` is not taught yet: add it to `teaches:` here or in a lesson before."
                )
                yield fault(file, line, text)


def programs_ahead_of_the_course(draft: Draft) -> Iterator[LintFault]:
    """Find imports and constructs in the programs that no lesson has taught yet.

    The unit before all teaching ("start") shows programs only to be run.
    """
    known = draft.taught
    if not known or draft.lesson.unit == BEFORE_TEACHING:
        return
    for file in draft.programs:
        seen: set[str] = set()
        used = used_in if file.suffix == SKETCH else _used_in
        for name, line in used(read_or_empty(file)):
            if name not in known and name not in seen:
                seen.add(name)
                yield fault(file, line, f"`{name}` is used here, but no lesson has taught it yet.")


def names_in(code: str, *, is_sketch: bool = False) -> tuple[str, ...]:
    """Return the names in a piece of inline code; none in a file, a command or a plain value.

    Example:
        >>> names_in('red.blink(0.5)'), names_in('./maker watch'), names_in('main.py')
        (('red', 'blink'), (), ())
    """
    text = _GAP.sub("0", code.strip())
    words = text.split()
    if not words or words[0] in _SHELL_WORDS or any(_FILE.fullmatch(word) for word in words):
        return ()
    if len(words) > 1 and not (_is_python(text) or (is_sketch and is_cpp(text))):
        return ()
    found = (word for word in _WORD.findall(_QUOTED.sub("", text)) if not word[0].isdigit())
    return tuple(name for name in dict.fromkeys(found) if not _is_value(name))


def _own_names(draft: Draft) -> frozenset[str]:
    """Return the names that the lesson's programs give themselves, and the modules they import."""
    found: set[str] = set()
    for file in (*draft.programs, *draft.lesson.mistakes):
        if file.suffix == SKETCH:
            found.update(names_of_its_own(read_or_empty(file)))
            continue
        for node in _nodes(read_or_empty(file)):
            match node:
                case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name):
                    found.add(name)
                case ast.arg(arg=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.ImportFrom(module=str(name)) | ast.alias(name=name):
                    if isinstance(node, ast.ImportFrom):
                        found.update(name.split("."))
    return frozenset(found)


def _used_in(source: str) -> Iterator[tuple[str, int]]:
    for node in _nodes(source):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif type(node) in _CONSTRUCTS and isinstance(node, ast.stmt | ast.expr):
            yield _CONSTRUCTS[type(node)], node.lineno


def _is_value(name: str) -> bool:
    is_key_or_part = len(name) == 1 or name.endswith("_")
    return (
        is_key_or_part or name in _PLAIN_VALUES or name in _EXCEPTIONS or bool(_PIN.fullmatch(name))
    )


def _is_python(text: str) -> bool:
    shapes = (
        "{0}",
        "{0}\n    pass",
        "if x:\n    pass\n{0}\n    pass",
        "try:\n    pass\n{0}\n    pass",
    )
    return any(_parses(shape.format(text)) for shape in shapes)


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _nodes(source: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
