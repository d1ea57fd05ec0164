"""What the proofs of the compiled node share."""

import pytest
from house import AWAY, CODE_4711, House, settings

from hardware_mocks.arduino.for_tests import require_toolchain


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def house():
    """A new node, greeted, all its first events fetched."""
    with House() as house:
        house.plug()
        house.settle()
        house.take_events()
        house.ages.clear()
        yield house


@pytest.fixture(scope="session")
def memories():
    """What stands in the EEPROM of a node with a code, disarmed and armed, all events fetched."""
    require_toolchain()
    found = {}
    with House() as house:
        house.plug()
        house.settle()
        for order in (CODE_4711, settings()):
            house.order(order)
        house.settle()
        found["disarmed"] = house.chip.eeprom()
        house.order(AWAY)
        house.settle()
        found["armed"] = house.chip.eeprom()
    return found


@pytest.fixture
def armed(memories):
    """A node that was armed before its power came back, with the code 4711, without a host."""
    with House(eeprom=memories["armed"]) as house:
        house.wait(0.3)
        yield house
