"""What the compiler warns of in a sketch that can be built: `if (x = 1)`, overflow, no return."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.sketch import calls
from hardware_mocks.explain.sketch.tell import Finding, Said, quoted
from hardware_mocks.explain.sketch.view import SketchView


def slips_said(view: SketchView, warnings: Iterable[Said]) -> Iterator[Explained]:
    """Yield the warnings that speak of something that is most likely not meant so."""
    for said in warnings:
        found = _of_warning(view, said) if said.line else None
        if found is not None:
            yield found


def _of_warning(view: SketchView, said: Said) -> Explained | None:
    findings = (finding for pattern, finding in _TABLE if re.search(pattern, said.text))
    return next((found for finding in findings if (found := finding(view, said))), None)


def _line(message_id: str) -> Finding:
    return lambda view, said: view.tell(message_id, said.line)


def _always(view: SketchView, said: Said) -> Explained | None:
    value = "true" if "always true" in said.text else "false"
    return view.tell("sketch.always", said.line, value=value)


def _no_value_yet(view: SketchView, said: Said) -> Explained | None:
    return view.tell("sketch.no_value_yet", said.line, name=(quoted(said.text) or ("",))[0])


def _without_effect(view: SketchView, said: Said) -> Explained | None:
    code = view.code_lines[said.line - 1]
    found = re.match(r"\s*(\w+)\s*==\s*([^;=]+);", code)
    if found is not None:
        right = f"{found[1]} = {found[2].strip()};"
        return view.tell("sketch.double_equals", said.line, right=right)
    square = re.match(r"\s*(\w+)\s*\[([^\]]*)\]\s*;", code)
    if square is not None:
        right = f"{square[1]}({square[2].strip()});"
        return view.tell("sketch.square_brackets", said.line, right=right)
    return view.tell("sketch.does_nothing", said.line)


def _no_return(view: SketchView, said: Said) -> Explained | None:
    found = next((f for f in view.functions if f.line <= said.line <= f.last_line), None)
    if found is None:
        return None
    return view.tell("sketch.no_return", found.line, name=found.name, kind=found.kind)


_TABLE: tuple[tuple[str, Finding], ...] = (
    (r"assignment used as truth value", _line("sketch.assigns_in_condition")),
    (r"integer overflow in expression", _line("sketch.overflow")),
    (
        r"overflow in implicit|implicitly truncated|changes value from",
        _line("sketch.too_big_for_kind"),
    ),
    (r"is always (true|false)", _always),
    (r"statement is a reference, not call", calls.call_without_brackets),
    (r"statement has no effect|value computed is not used", _without_effect),
    (r"no return statement|control reaches end of non-void", _no_return),
    (r"used uninitialized", _no_value_yet),
    (r"in function returning 'void'", _line("sketch.return_in_void")),
    (r"character constant too long|multi-character", _line("sketch.single_quotes")),
    (r"comparison (between pointer|with string literal)", calls.comparison_with_function),
    (r"invalid conversion", calls.wrong_kind),
)
"""Patterns of the compiler's words, and what is said of them."""
