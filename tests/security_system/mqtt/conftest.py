"""A broker, and somebody who listens there."""

import pytest

from tests.security_system.mqtt.alarmed_house import House
from tests.security_system.mqtt.cable import Cable
from tests.security_system.mqtt.mosquitto_bench import Ear, Mosquitto


@pytest.fixture
def broker(tmp_path):
    folder = tmp_path / "broker"
    folder.mkdir()
    started = Mosquitto(folder)
    yield started
    started.kill()


@pytest.fixture
def ear(broker):
    listening = Ear(broker.port)
    yield listening
    listening.close()


@pytest.fixture
def cable(broker):
    laid = Cable(broker.port)
    yield laid
    laid.close()


@pytest.fixture
def open_house(broker, tmp_path):
    """Start a house; it is stopped at the end."""
    houses = []

    def start(*, port=None, **more):
        houses.append(House(tmp_path, port or broker.port, **more))
        return houses[-1]

    yield start
    for house in houses:
        house.stop()
