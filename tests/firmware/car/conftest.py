"""The car controller's sketch in the simulator."""

from contextlib import ExitStack

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def at_the_end():
    """Closes what enters it, whether the test passes or fails."""
    with ExitStack() as stack:
        yield stack
