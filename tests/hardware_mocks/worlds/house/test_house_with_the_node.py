import time

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain


@pytest.fixture
def node(house, firmware):
    require_toolchain()
    return firmware("security_node", wiring="firmware/security_node/wiring.json")


@pytest.mark.house(scenario="owner_returns", code="4711")
def test_the_security_nodes_sensors_hang_in_the_house_by_their_names(house, node):
    time.sleep(45)
    assert house.sensing.joins.pairs() == {
        "reed:front_door": "front door",
        "reed:window": "window",
        "reed:back_door": "back door",
        "pir:hall": "hall",
        "pir:bedroom": "bedroom",
        "keypad:keypad": "keypad",
    }
    world = [event.data for event in house.bench.trace if event.kind == "world"]
    assert [e["value"]["closed"] for e in world if e["part"] == "front door"] == [False, True]
    assert [e["value"] for e in world if e["action"] == "press"] == list("4711#")
    assert {"motion": True} in [e["value"] for e in world if e["part"] == "hall"]


@pytest.mark.house(scenario="cable_cut")
def test_a_cut_cable_unplugs_the_arduino(house, node):
    time.sleep(20)
    assert node.usb
    time.sleep(5)
    assert not node.usb
