"""The pins of the program against those of the wiring (electrical rule 19)."""

from __future__ import annotations

from collections.abc import Iterator

from hardware_mocks.explain.code.program import Program
from hardware_mocks.explain.explained import Explained
from makerkit.wiring import Wiring

_CODE_AND_WIRING = 19


def against_wiring(program: Program, wiring: Wiring) -> Iterator[Explained]:
    """Yield what the electrical rule says about pins that differ."""
    from makerkit.wiring.code_pins import devices_in_code
    from makerkit.wiring.rules import check_wiring

    code = devices_in_code(program.source.text)
    for finding in check_wiring(wiring, code=code):
        if finding.rule == _CODE_AND_WIRING and finding.is_error:
            line = finding.message.params.get("line")
            text = program.source.line(line)
            yield Explained(finding.message, line, text)
