"""What a sketch uses and names, for the checks of a lesson: words of C++ and of the Arduino."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.sketch.vocabulary import FUNCTIONS, KEYWORDS, SERIAL, TYPES
from makerkit.wiring.sketch_pins import pins_in_sketch

__all__ = ["is_cpp", "names_of_its_own", "pins_in_sketch", "used_in"]
_PLACES = frozenset({"setup", "loop"})


def names_of_its_own(text: str) -> frozenset[str]:
    """Return the names that a sketch gives to things, and the libraries it includes."""
    view = SketchView(text)
    libraries = (name.partition(".")[0] for name in view.includes)
    return frozenset({*view.names, *libraries}) - _PLACES


def used_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of C++ and of the Arduino that a sketch uses, each with its line."""
    view = SketchView(text)
    own = view.names
    for before, token in zip((None, *view.tokens), view.tokens, strict=False):
        is_member = before is not None and before.text == "."
        known = SERIAL if is_member else (*FUNCTIONS, *KEYWORDS, *TYPES, "Serial")
        if token.is_word and token.text in known and token.text not in own:
            yield token.text, token.line


def is_cpp(text: str) -> bool:
    """Whether a piece of inline code is C++ and not words: `int led = 13;`, `void loop() {`."""
    begins = re.match(r"(void|int|const|unsigned|if|else|for|while|#\w+)\b", text)
    return text.rstrip().endswith((";", "{", "}", ")")) or begins is not None
