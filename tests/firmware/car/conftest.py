"""The car controller's sketch in the simulator."""

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()
