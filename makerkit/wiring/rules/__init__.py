"""The 22 electrical rules: what would harm a board or cannot work, said before power is on.

`check_wiring(wiring)` gives everything found, the dangerous things first. A rule is a function that
takes a `Circuit` and yields findings; the rules of one family share a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from makerkit.wiring.code_pins import CodeDevice
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.rules import boards, leds, legs, modules, outputs, program, strips, supplies
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.course_list import Known, part_not_in_the_box, parts_of_the_course
from makerkit.wiring.rules.finding import Finding

__all__ = ["RULES", "Finding", "Known", "check_wiring", "parts_of_the_course"]

RULES: tuple[tuple[int, Callable[[Circuit], Iterator[Finding]]], ...] = (
    (1, supplies.high_supply_to_ground),
    (2, supplies.low_supply_to_ground),
    (3, supplies.two_voltages),
    (4, supplies.gpio_on_high_supply),
    (4, supplies.gpio_on_high_supply_through_a_part),
    (5, outputs.high_output_into_gpio),
    (6, legs.leg_in_the_air),
    (6, modules.signal_to_nowhere),
    (7, leds.led_without_resistor),
    (8, leds.led_reversed),
    (9, boards.grounds_apart),
    (9, modules.module_without_ground),
    (10, outputs.outputs_together),
    (10, outputs.part_between_two_pins),
    (11, legs.button_to_nothing),
    (11, program.button_never_changes),
    (12, supplies.load_on_the_pi),
    (12, modules.module_without_power),
    (13, leds.too_much_current),
    (14, boards.reserved_pins),
    (15, program.pwm_pin_shared),
    (16, legs.button_always_pressed),
    (17, legs.both_ends_together),
    (18, strips.gaps),
    (19, program.code_and_wiring),
    # 20, the parts of the course, is asked separately: it needs their list.
    (21, supplies.two_sources),
    (22, leds.resistor_wrong_by_decade),
)
"""Every rule with its number."""
_MOST_DANGEROUS = (1, 2, 3, 21, 4, 5, 12, 16, 10, 7)


def check_wiring(
    wiring: Wiring,
    *,
    code: Iterable[CodeDevice] | None = None,
    known_parts: Mapping[str, Known] | None = None,
) -> tuple[Finding, ...]:
    """Return everything that the rules find, errors before cautions, the dangerous first.

    Args:
        wiring: as read from a wiring file.
        code: the devices of the program (`devices_in_code`), to compare its pins; None without one.
        known_parts: what rule 20 allows; None for the parts of the course.
    """
    circuit = Circuit(wiring, None if code is None else tuple(code))
    found = [finding for _, rule in RULES for finding in rule(circuit)]
    box = parts_of_the_course() if known_parts is None else known_parts
    found += part_not_in_the_box(circuit, box)
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[bool, int, int]:
    rule = finding.rule
    danger = _MOST_DANGEROUS.index(rule) if rule in _MOST_DANGEROUS else len(_MOST_DANGEROUS)
    return not finding.is_error, danger, rule
