"""Wrong sketches in plain words: what the compiler met, in which line, and what to try.

`explain_build` is for a sketch that cannot be built, `look_at_sketch` for what can be seen in one
that can. The words are in `makerkit/messages/sketch.toml`. Only what is certain is said as such:
where nobody knows better, the compiler's own words are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.names import nearest
from hardware_mocks.explain.sketch.brackets import wrong_bracket
from hardware_mocks.explain.sketch.characters import pasted, strange_character
from hardware_mocks.explain.sketch.mask import never_ended
from hardware_mocks.explain.sketch.python_words import python_in
from hardware_mocks.explain.sketch.said import by_words
from hardware_mocks.explain.sketch.signs import wrong_define, wrong_include
from hardware_mocks.explain.sketch.slips import single_quotes, slips_in
from hardware_mocks.explain.sketch.tell import CompilerLine, Said, first_error, said_of
from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.sketch.warnings import slips_said
from hardware_mocks.explain.syntax.characters import QUOTES

__all__ = ["SketchView", "explain_build", "look_at_sketch"]

_TOO_BIG = re.compile(r"needs (\d+) bytes of (flash|RAM), and the chip has (\d+)")
_LONGEST_WORDS = 100


def explain_build(diagnostics: Iterable[CompilerLine], path: Path) -> Explained:
    """Say why a sketch cannot be built.

    Args:
        diagnostics: what the compiler said, in its order.
        path: the sketch.
    """
    view = SketchView.of(path)
    said = said_of(diagnostics, path.name, len(view.lines))
    return _by_the_text(view) or _by_the_compiler(view, said)


def look_at_sketch(path: Path, diagnostics: Iterable[CompilerLine] = ()) -> tuple[Explained, ...]:
    """Return what is certainly not meant so in a sketch that can be built, the first line first.

    Args:
        path: the sketch.
        diagnostics: the compiler's warnings.
    """
    view = SketchView.of(path)
    said = said_of(diagnostics, path.name, len(view.lines))
    found: dict[int | None, Explained] = {}
    for one in (*slips_said(view, said), *slips_in(view)):
        found.setdefault(one.line, one)
    return tuple(found[line] for line in sorted(found, key=lambda line: line or 0))


def _by_the_text(view: SketchView) -> Explained | None:
    """Take what the text alone shows: there the compiler mostly blames another line."""
    return (
        pasted(view)
        or strange_character(view)
        or _never_ended(view)
        or python_in(view)
        or wrong_include(view)
        or wrong_define(view)
        or wrong_bracket(view)
        or next(single_quotes(view), None)
    )


def _by_the_compiler(view: SketchView, said: list[Said]) -> Explained:
    error = first_error(said)
    if error is None:
        return view.tell("sketch.not_built", None, said="", is_certain=False)
    if "undefined reference" in error.text or not error.line:
        found = _by_the_linker(view, said)
        if found is not None:
            return found
    found = by_words(view, error) if error.line else None
    return found or view.tell(
        "sketch.unknown", error.line or None, said=_short(error.text), is_certain=False
    )


def _by_the_linker(view: SketchView, said: list[Said]) -> Explained | None:
    """Explain what only shows when everything is put together: no setup(), too big."""
    everything = " ".join(one.text for one in said)
    for name in ("setup", "loop"):
        if re.search(rf"undefined reference to '{name}'", everything):
            return _missing_function(view, name)
    missing = re.search(r"undefined reference to '(\w+)", everything)
    if missing is not None:
        line = next(iter(view.lines_of(missing[1])), None)
        return view.tell("sketch.unknown_function", line, name=missing[1])
    size = _TOO_BIG.search(everything)
    if size is None:
        return None
    key = "sketch.ram_full" if size[2] == "RAM" else "sketch.too_big"
    return view.tell(key, None, bytes=int(size[1]), most=int(size[3]))


def _missing_function(view: SketchView, name: str) -> Explained:
    own = {function.name: function.line for function in view.functions}
    meant = nearest(name, own, cutoff=0.6)
    if meant is not None and meant not in {"setup", "loop"}:
        return view.tell("sketch.other_name", own[meant], found=meant, name=name)
    return view.tell("sketch.no_setup" if name == "setup" else "sketch.no_loop", None)


def _never_ended(view: SketchView) -> Explained | None:
    found = never_ended(view.text)
    if found is None:
        return None
    line = view.text.count("\n", 0, found.at) + 1
    curly = next((sign for sign in view.lines[line - 1] if QUOTES.get(sign) == found.sign), None)
    if curly is not None:
        return view.tell("sketch.smart_quote", line, found=curly, instead=found.sign)
    if found.sign == "/*":
        return view.tell("sketch.comment_never_ends", line)
    return view.tell("sketch.text_never_ends", line, quote=found.sign)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
