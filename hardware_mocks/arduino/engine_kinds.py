"""Which simulator runs a sketch: simavr where it can be compiled, else avr8js."""

from pathlib import Path

from hardware_mocks.arduino.harness_build import harness_program
from makerkit.errors import BadInputError


def engine_command(kind: str | None, firmware: Path) -> list[str]:
    """Return the command that starts a simulator.

    Raises:
        ToolchainMissingError: it cannot be had here.
        BadInputError: there is no such kind.
    """
    if kind not in {None, "simavr"}:
        raise BadInputError(f'There is no simulator {kind!r}. Try "simavr".')
    return [str(harness_program()), str(firmware)]
