"""What can be seen in a program's text without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hardware_mocks.explain.code import (
    calls,
    conditions,
    handlers,
    loops,
    pins,
    questions,
    rhythm,
    serial_line,
    shadows,
    signs,
    values,
)
from hardware_mocks.explain.code.program import Program
from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from makerkit.wiring import Wiring

_TOLD_BY_A_RUN_AS_WELL = frozenset(
    {
        *("code.no_time_between", "code.no_time_before_next_round", "code.centimetres"),
        *("code.pause_missing", "code.pause_not_called", "code.active_low"),
    }
)
"""What a lesson knows as well from what the lamps do."""

_FIRST_OF_ALL = frozenset(
    {
        *("code.else_of_loop", "code.degrees_as_value", "code.device_overwritten"),
        *("code.equals_plus", "code.compared_for_nobody", "code.colon_for_equals"),
        *("code.range_with_minus", "code.measured_in_range", "code.fractions_never_equal"),
        *("code.sleep_set", "code.handler_of_class", "code.not_called"),
    }
)
"""What makes the text mean something else than a lesson would read in it."""

Rule = Callable[[Program], Iterator[Explained]]
_RULES: tuple[Rule, ...] = (
    *signs.RULES,
    *handlers.RULES,
    *calls.RULES,
    *conditions.RULES,
    *values.RULES,
    *questions.RULES,
    *shadows.RULES,
    *serial_line.RULES,
    *loops.RULES,
    *rhythm.RULES,
)


def look_at_code(source: str, wiring: Wiring | None) -> tuple[Explained, ...]:
    """Return what is wrong, or may be, in a program's text.

    Args:
        source: the whole program; one that Python cannot read gives nothing.
        wiring: what the program is for, or None where that is not known.

    Returns:
        What cannot be right first, then what may be wrong; each line once and in order.
    """
    program = Program(Source(source))
    if program.source.tree is None:
        return ()
    found = list(pins.against_wiring(program, wiring)) if wiring is not None else []
    for rule in _RULES:
        found += rule(program)
    return _in_order(found)


def is_slip(found: Explained) -> bool:
    """Whether a finding says more than a lesson can know from what the lamps do.

    Brackets that are missing are such a slip. Pins of a device with several, and what shows in the
    rhythm of a lamp, a lesson may say better.
    """
    if found.message.id.startswith("wiring."):
        return found.message.params.get("argument") == "pin"
    return found.message.id not in _TOLD_BY_A_RUN_AS_WELL


def comes_first(found: Explained) -> bool:
    """Whether a finding is said before anything that a lesson reads out of the text itself."""
    return found.message.id in _FIRST_OF_ALL


def _in_order(found: list[Explained]) -> tuple[Explained, ...]:
    """Certain ones first; of those about one line the first rule's; by line within each."""
    one_a_line: dict[tuple[int | None, bool], Explained] = {}
    for explained in found:
        one_a_line.setdefault((explained.line, explained.is_certain), explained)
    found = sorted(one_a_line.values(), key=lambda e: (not e.is_certain, e.line or 0))
    handed = any(one.is_certain and ".when_" in one.code for one in found)
    late = {"code.never_called"} if handed else set()  # the name stands nowhere because of it
    return tuple(sorted(found, key=lambda e: e.message.id in late))
