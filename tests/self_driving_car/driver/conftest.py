"""A car on an endless road for every test of the driver."""

import pytest

from tests.self_driving_car.driver.ride import Ride


@pytest.fixture
def ride() -> Ride:
    """Return a car that is connected, disarmed, on a straight road."""
    return Ride()
