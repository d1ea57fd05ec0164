"""What a test says first if it compiles a sketch or runs one in the simulator."""

import os
from collections.abc import Callable

import pytest

from hardware_mocks.arduino.engine.kinds import node_program
from makerkit.arduino.toolchain import ToolchainMissingError
from makerkit.arduino.toolchain import require_toolchain as find


def require_toolchain() -> None:
    """Skip the test where nothing compiles sketches.

    In CI (`CI` is set), and where `MAKER_REQUIRE_FIRMWARE` is set, the test fails instead: there, a
    firmware test that did not run is no test passed.
    """
    _require(find)


def require_node() -> None:
    """Skip the test where avr8js cannot run, or fail it, as `require_toolchain` does."""
    _require(node_program)


def _require(look_for: Callable[[], object]) -> None:
    try:
        look_for()
    except ToolchainMissingError as error:
        if os.environ.get("CI") or os.environ.get("MAKER_REQUIRE_FIRMWARE"):
            pytest.fail(str(error))
        pytest.skip(str(error))
