"""A sketch's text as far as it can be read without a compiler: words, functions, names.

Light on purpose: it sees enough for one kind sentence, and says nothing where it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from hardware_mocks.explain.sketch.mask import masked, without_directives
from hardware_mocks.explain.sketch.structure import Call, Function, Token, Variable
from hardware_mocks.explain.sketch.vocabulary import KEYWORDS, TYPES
from hardware_mocks.explain.source import Source

_TOKEN = re.compile(
    r"[^\W\d]\w*|\d[\w.]*|\"s*\"?|'s*'?|::|[-+*/%&|^=!<>]=|&&|\|\||<<|>>|\+\+|--|->|=>|\S"
)
_DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(\([^)]*\))?[ \t]*([^\n]*)", re.MULTILINE)
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"\n]+)[>\"]", re.MULTILINE)
_NO_NAMES = frozenset({*KEYWORDS, *TYPES})


class SketchView(Source):
    """A sketch's text, and what can be seen in it.

    Args:
        text: the whole sketch.
    """

    @cached_property
    def mask(self) -> str:
        """The text without strings and comments."""
        return masked(self.text)

    @cached_property
    def code(self) -> str:
        """The same without `#include`, `#define` and their like."""
        return without_directives(self.mask)

    @cached_property
    def code_lines(self) -> tuple[str, ...]:
        """The lines of `code`."""
        return tuple(self.code.split("\n"))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and signs of the code."""
        found, line, last = [], 1, 0
        for piece in _TOKEN.finditer(self.code):
            line += self.code.count("\n", last, piece.start())
            last = piece.start()
            found.append(Token(piece[0], line, piece.start()))
        return tuple(found)

    @cached_property
    def defines(self) -> dict[str, tuple[str, int]]:
        """What `#define` names: {"LED": ("13", 1)}."""
        return {
            found[1]: (found[3].strip(), self.mask.count("\n", 0, found.start()) + 1)
            for found in _DEFINE.finditer(self.mask)
        }

    @cached_property
    def includes(self) -> tuple[str, ...]:
        """The files that are included."""
        code = re.sub(r"//[^\n]*", "", self.text)
        return tuple(found[1] for found in _INCLUDE.finditer(code))

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions that the sketch defines, in order."""
        return tuple(self._functions())

    def function_at(self, index: int) -> str:
        """Return the name of the function that a token stands in, "" outside of all."""
        return next((f.name for f in self.functions if f.begin <= index < f.end), "")

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """What the sketch declares: variables, constants, and what functions take."""
        return tuple(self._variables())

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that the sketch gives to something."""
        return frozenset(
            {
                *(function.name for function in self.functions),
                *(variable.name for variable in self.variables),
                *self.defines,
                *self._enumerated(),
            }
        )

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call inside of functions, in order."""
        return tuple(self._calls())

    def lines_of(self, name: str) -> list[int]:
        """Return the lines in which a function is called: "delay", "Serial.begin"."""
        return [call.line for call in self.calls if call.name == name]

    def closing(self, index: int) -> int | None:
        """Return the index of the bracket that closes the one at `index`, or None."""
        opening = self.tokens[index].text
        closing = {"(": ")", "{": "}", "[": "]"}[opening]
        depth = 0
        for at in range(index, len(self.tokens)):
            depth += {opening: 1, closing: -1}.get(self.tokens[at].text, 0)
            if depth == 0:
                return at
        return None

    # -- how it is read

    def _functions(self) -> Iterator[Function]:
        tokens, at = self.tokens, 0
        while at < len(tokens):
            if tokens[at].text != "{":
                at += 1
                continue
            end = self.closing(at)
            end = len(tokens) if end is None else end
            found = self._function(at, end)
            if found is not None:
                yield found
            at = at + 1 if found is None and self._is_group(at) else end + 1

    def _is_group(self, brace: int) -> bool:
        """Whether functions may stand inside: `class X {`, `namespace x {`."""
        words = {token.text for token in self.tokens[max(brace - 4, 0) : brace]}
        return bool(words & {"class", "struct", "namespace"})

    def _function(self, brace: int, end: int) -> Function | None:
        """Return the function whose body begins at a `{`."""
        tokens = self.tokens
        close = brace - 1
        while close >= 0 and tokens[close].text in {"const", "override", "noexcept"}:
            close -= 1
        if close < 2 or tokens[close].text != ")":
            return None
        start = self._opening(close)
        if start is None or start < 1 or not tokens[start - 1].is_word:
            return None
        name = tokens[start - 1]
        if name.text in KEYWORDS:
            return None
        kind = tokens[start - 2].text if start > 1 and tokens[start - 2].text not in ";{}" else ""
        last_line = tokens[min(end, len(tokens) - 1)].line
        inner = tuple(v.name for v in self._declared(start + 1, close, ""))
        return Function(name.text, kind, inner, name.line, last_line, start, brace + 1, end)

    def _opening(self, close: int) -> int | None:
        depth = 0
        for at in range(close, -1, -1):
            depth += {")": 1, "(": -1}.get(self.tokens[at].text, 0)
            if depth == 0:
                return at
        return None

    def _variables(self) -> Iterator[Variable]:
        for function in self.functions:
            yield from self._declared(function.head + 1, function.end, function.name)
        begin = 0
        for function in self.functions:
            yield from self._declared(begin, function.head, "")
            begin = function.end
        yield from self._declared(begin, len(self.tokens), "")

    def _declared(self, begin: int, end: int, function: str) -> Iterator[Variable]:
        """Yield what is declared between two tokens: `int x`, `const byte pins[]`, `Servo gate`."""
        tokens = self.tokens
        for at in range(begin, end - 1):
            kind, name = tokens[at], tokens[at + 1]
            if kind.text in {"*", "&"} and at > begin and tokens[at - 1].text in TYPES:
                kind = tokens[at - 1]
            is_type = kind.text in TYPES or (
                kind.is_word and kind.text[0].isupper() and kind.text not in KEYWORDS
            )
            if not (is_type and name.is_word and name.text not in _NO_NAMES):
                continue
            behind = tokens[at + 2].text if at + 2 < len(tokens) else ";"
            if behind in {"(", "{"} and (behind == "{" or self._is_head(at + 2)):
                continue
            yield Variable(name.text, kind.text, name.line, function)
            yield from self._more(at + 2, end, kind.text, function)

    def _more(self, at: int, end: int, kind: str, function: str) -> Iterator[Variable]:
        """Yield the names behind the first comma: `int a = 1, b, c;`."""
        depth, tokens = 0, self.tokens
        while at < end - 1 and tokens[at].text not in {";", "{", "}"}:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(tokens[at].text, 0)
            if depth < 0:
                return
            after = tokens[at + 1]
            if depth == 0 and tokens[at].text == "," and after.is_word and after.text not in TYPES:
                behind = tokens[at + 2].text if at + 2 < len(tokens) else ";"
                if behind in {"=", ",", ";", "["}:
                    yield Variable(after.text, kind, after.line, function)
            at += 1

    def _is_head(self, bracket: int) -> bool:
        """Whether the bracket behind a name begins the head of a function: `int f(int x) {`."""
        close = self.closing(bracket)
        if close is None or close + 1 >= len(self.tokens):
            return True
        inner = self.tokens[bracket + 1 : close]
        is_typed = not inner or any(token.text in TYPES for token in inner)
        return self.tokens[close + 1].text == "{" or is_typed

    def _enumerated(self) -> Iterator[str]:
        """Yield the names in `enum { IDLE, RUNNING }` and of types that are defined."""
        for found in re.finditer(r"\benum\b[^{};]*\{([^}]*)\}", self.code):
            yield from re.findall(r"[^\W\d]\w*", re.sub(r"=[^,]*", "", found[1]))
        for found in re.finditer(r"\b(?:struct|class|enum)\s+(?:class\s+)?([^\W\d]\w*)", self.code):
            yield found[1]

    def _calls(self) -> Iterator[Call]:
        tokens = self.tokens
        for function in self.functions:
            for at in range(function.begin, function.end - 1):
                if not (tokens[at].is_word and tokens[at + 1].text == "("):
                    continue
                if tokens[at].text in KEYWORDS:
                    continue
                name = tokens[at].text
                if at >= 2 and tokens[at - 1].text == ".":
                    name = f"{tokens[at - 2].text}.{name}"
                yield Call(name, self._arguments(at + 1), tokens[at].line, function.name)

    def _arguments(self, bracket: int) -> tuple[str, ...]:
        """Return the texts between the commas of a call, as they stand in the sketch."""
        close = self.closing(bracket)
        if close is None or close == bracket + 1:
            return ()
        depth, found, begin = 0, [], self.tokens[bracket].at + 1
        for at in range(bracket + 1, close):
            token = self.tokens[at]
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.text, 0)
            if depth == 0 and token.text == ",":
                found.append(self.text[begin : token.at].strip())
                begin = token.at + 1
        return (*found, self.text[begin : self.tokens[close].at].strip())
