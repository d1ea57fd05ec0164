"""Python written in a sketch: its words, its comments, its colons."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch.view import SketchView

_DIRECTIVES = (
    *("include", "define", "undef", "if", "ifdef", "ifndef", "else", "elif", "endif", "pragma"),
    *("error", "warning", "line"),
)
_DEF = re.compile(r"\s*def\s+(\w+)\s*\(([^)]*)\)\s*:?")
_IMPORT = re.compile(r"\s*(import\s+\w+|from\s+[\w.]+\s+import\b.*)")
_WHILE_TRUE = re.compile(r"\s*while\s+(True|1|true)\s*:")
_COLON = re.compile(r"\s*(?:\}\s*)?(if|else\s+if|elif|else|while|for)\b(.*):\s*(?:\{\s*)?$")
_HEAD = re.compile(r"\s*(?:void|int|long|bool|float|char)\s+(\w+)\s*\([^()]*\)\s*:\s*$")
_ELIF = re.compile(r"\s*(?:\}\s*)?(elif|elseif|elsif)\b")


def python_in(view: SketchView) -> Explained | None:
    """Find the first line that is Python's and cannot be C++'s."""
    for number, code in enumerate(view.mask.split("\n"), 1):
        found = _of_line(view, number, code)
        if found is not None:
            return found
    return None


def looks_like_python(text: str) -> bool:
    """Whether a whole file is Python: it imports or defines as Python does, and has no C++."""
    has_c = re.search(r"^\s*(void|int|const|#include|#define)\b|[;{}]\s*$", text, re.MULTILINE)
    python = rf"^({_IMPORT.pattern}|{_DEF.pattern}:|{_WHILE_TRUE.pattern})"
    return has_c is None and re.search(python, text, re.MULTILINE) is not None


def _of_line(view: SketchView, number: int, code: str) -> Explained | None:
    if code.lstrip().startswith("#"):
        return _comment(view, number, code)
    found = _DEF.match(code)
    if found is not None and not code.rstrip().endswith(";"):
        return view.tell("sketch.python_def", number, name=found[1])
    if _IMPORT.match(code):
        return view.tell("sketch.python_import", number)
    if _ELIF.match(code):
        return view.tell("sketch.python_elif", number, found=_ELIF.match(code)[1])  # type: ignore[index]
    found = _HEAD.match(code)
    if found is not None:
        return view.tell("sketch.python_head", number, name=found[1])
    found = _COLON.match(code)
    if found is not None and "?" not in found[2]:
        word = " ".join(found[1].split())
        return view.tell("sketch.python_colon", number, word=word)
    return None


def _comment(view: SketchView, number: int, code: str) -> Explained | None:
    """A `#` line that is no directive is meant as a comment."""
    word = re.match(r"\s*#\s*(\w*)", code)
    if word is None or word[1] in _DIRECTIVES or (not word[1] and code.strip() == "#"):
        return None
    near = word[1].lower()
    if near in _DIRECTIVES:
        return view.tell("sketch.capitals", number, found=word[1], meant=near)
    if near.startswith(("inc", "def")) and re.search(r"[<\"]|^\s*#\s*\w+\s+\w+\s+\d", code):
        meant = "include" if near.startswith("inc") else "define"
        return view.tell("sketch.typo", number, found=f"#{word[1]}", meant=f"#{meant}")
    return view.tell("sketch.python_comment", number)
