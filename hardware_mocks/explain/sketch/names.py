"""Names that the compiler does not know: misspelt, of another language, declared elsewhere."""

from __future__ import annotations

import re

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.names import in_latin, nearest
from hardware_mocks.explain.sketch.tell import Said, place_of, quoted
from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.sketch.vocabulary import (
    CONSTANTS,
    FOREIGN,
    FUNCTIONS,
    LIBRARIES,
    NAMES,
    OTHER_LANGUAGES,
    SERIAL,
    TYPES,
)

_OF_STATEMENTS = frozenset({"=", "(", ".", "+=", "-=", "++", "--", "["})
_HIGHEST_DIGITAL, _HIGHEST_ANALOGUE = 13, 5


def not_declared(view: SketchView, said: Said) -> Explained | None:
    """Explain "'digitalwrite' was not declared in this scope"."""
    name = (quoted(said.text) or ("",))[0]
    if not name.isidentifier():
        return None
    at = place_of(view, said, name)
    behind = view.tokens[at + 1].text if at is not None and at + 1 < len(view.tokens) else ""
    before = view.tokens[at - 1].text if at is not None and at > 0 else ""
    if before in {":", ","} and at is not None and at > 1 and view.tokens[at - 2].text == "Serial":
        return view.tell("sketch.other_dot", said.line, found=f"`{before}`", name=name)
    return (
        _elsewhere(view, said, name)
        or _pin(view, said, name)
        or _library(view, said, name)
        or _misspelt(view, said, name, is_call=behind == "(")
        or _foreign(view, said, name)
        or _unknown(view, said, name, is_call=behind == "(")
    )


def no_type(view: SketchView, said: Said) -> Explained | None:
    """Explain "'Void' does not name a type": a misspelt type, or a line outside of functions."""
    name = (quoted(said.text) or ("",))[0]
    library = _library(view, said, name)
    if library is not None:
        return library
    at = place_of(view, said, name)
    behind = view.tokens[at + 1].text if at is not None and at + 1 < len(view.tokens) else ""
    before = view.tokens[at - 1].text if at else ""
    if behind == "=" and (name not in view.names or before in {"const", "static"}):
        return view.tell("sketch.kind_missing", said.line, name=name)
    if behind in _OF_STATEMENTS or name in FUNCTIONS or name == "Serial":
        return view.tell("sketch.outside", said.line)
    meant = nearest(name, TYPES)
    if meant is not None:
        return _typo(view, said.line, name, meant)
    return view.tell("sketch.unknown_type", said.line, name=name)


def no_member(view: SketchView, said: Said) -> Explained | None:
    """Explain "'class HardwareSerial' has no member named 'printn'"."""
    words = quoted(said.text)
    inner = re.search(r"(\w+)::(\w+)$", words[0]) if words else None
    if inner is not None:
        return view.tell("sketch.no_member", said.line, name=inner[2])
    if len(words) < 2:
        return None
    owner, name = words[0], words[1]
    if "Serial" not in owner:
        return view.tell("sketch.no_member", said.line, name=name)
    meant = nearest(name, SERIAL) or {"readline": "readStringUntil", "printf": "print"}.get(name)
    if meant is None:
        return view.tell("sketch.serial_cannot", said.line, name=name)
    return _typo(view, said.line, f"Serial.{name}", f"Serial.{meant}")


def no_file(view: SketchView, said: Said) -> Explained | None:
    """Explain "Servo.h: No such file or directory"."""
    found = re.match(r"(?:'|\")?([\w./+-]+)(?:'|\")?: No such file", said.text)
    if found is None:
        return None
    name = found[1]
    meant = nearest(name, (*LIBRARIES.values(), "MakerLink.h"))
    if meant is not None:
        return _typo(view, said.line, name, meant)
    return view.tell("sketch.library_missing", said.line, name=name)


def _elsewhere(view: SketchView, said: Said, name: str) -> Explained | None:
    """The name is declared inside of another function, or only below."""
    here = _function_of(view, said.line)
    found = [one for one in view.variables if one.name == name]
    others = [one for one in found if one.function not in {"", here}]
    if others and not [one for one in found if one.function in {"", here}]:
        other = others[0]
        return view.tell(
            "sketch.declared_elsewhere",
            said.line,
            name=name,
            function=other.function,
            declared=other.line,
        )
    below = [one for one in found if one.function in {"", here} and one.line > said.line]
    if below and len(below) == len(found):
        return view.tell("sketch.declared_below", said.line, name=name, declared=below[0].line)
    inside = [one for one in found if one.function == here and one.line < said.line]
    if inside and len(inside) == len(found):
        return view.tell("sketch.declared_in_block", said.line, name=name, declared=inside[-1].line)
    return None


def _function_of(view: SketchView, line: int) -> str:
    return next((f.name for f in view.functions if f.line <= line <= f.last_line), "")


def _pin(view: SketchView, said: Said, name: str) -> Explained | None:
    found = re.fullmatch(r"([DdAa])(\d{1,2})", name)
    if found is None:
        return None
    number, is_digital = int(found[2]), found[1] in "Dd"
    if is_digital and number <= _HIGHEST_DIGITAL:
        return view.tell("sketch.pin_name", said.line, found=name, instead=str(number))
    if not is_digital and number <= _HIGHEST_ANALOGUE:
        return _typo(view, said.line, name, f"A{number}")
    return view.tell("sketch.no_such_pin", said.line, found=name)


def _library(view: SketchView, said: Said, name: str) -> Explained | None:
    file = LIBRARIES.get(name)
    if file is not None and file not in view.includes:
        return view.tell("sketch.needs_include", said.line, name=name, file=file)
    if name in FOREIGN:
        return view.tell("sketch.library_missing", said.line, name=FOREIGN[name])
    return None


def _misspelt(view: SketchView, said: Said, name: str, *, is_call: bool) -> Explained | None:
    """A name of one's own comes first where it is as near; a call is most likely Arduino's."""
    own = sorted(view.names - {name})
    known = (
        (*FUNCTIONS, "Serial") if is_call else (*CONSTANTS, *TYPES, "Serial", "else", *FUNCTIONS)
    )
    plain = in_latin(name)
    if plain != name and plain in {*own, *NAMES}:
        return view.tell("sketch.look_alike", said.line, found=name, instead=plain)
    same = next((one for one in (*own, *known) if one.casefold() == name.casefold()), None)
    if same is not None:
        return _typo(view, said.line, name, same)
    if name in OTHER_LANGUAGES:
        return None
    cutoff = 0.75
    meant = nearest(name, own, cutoff=cutoff) or nearest(name, known, cutoff=cutoff)
    return _typo(view, said.line, name, meant) if meant is not None else None


def _foreign(view: SketchView, said: Said, name: str) -> Explained | None:
    instead = OTHER_LANGUAGES.get(name)
    if name == "then":
        return view.tell("sketch.then", said.line)
    if instead is None:
        return None
    return view.tell("sketch.other_language", said.line, found=name, instead=instead)


def _unknown(view: SketchView, said: Said, name: str, *, is_call: bool) -> Explained:
    if is_call:
        return view.tell("sketch.unknown_function", said.line, name=name)
    return view.tell("sketch.not_declared", said.line, name=name)


def _typo(view: SketchView, line: int, found: str, meant: str) -> Explained:
    key = "sketch.capitals" if found.casefold() == meant.casefold() else "sketch.typo"
    return view.tell(key, line, found=found, meant=meant)
