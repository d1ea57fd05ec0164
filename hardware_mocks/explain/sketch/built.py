"""Build a sketch, or say in one sentence why that cannot be done."""

from __future__ import annotations

from pathlib import Path

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.files import explain_file
from hardware_mocks.explain.sketch import explain_build, look_at_sketch
from makerkit.arduino.build import BuildError, build


def why_not_built(path: Path) -> Explained | None:
    """Build a sketch, and return why it cannot be built: a file that is no sketch, or a mistake.

    Raises:
        ToolchainMissingError: there is no compiler here.
    """
    found = explain_file(path)
    if found is not None:
        return found
    try:
        build(path)
    except BuildError as error:
        return explain_build(error.diagnostics, path)
    return None


def slips_of(path: Path) -> tuple[Explained, ...]:
    """Return what is certainly not meant so in a sketch that can be built."""
    return look_at_sketch(path, build(path).warnings)
