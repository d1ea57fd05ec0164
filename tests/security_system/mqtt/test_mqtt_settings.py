"""What can be set about the broker, and what is refused."""

import pytest
from pydantic import ValidationError

from security_system.mqtt.settings import MqttSettings


def test_the_port_follows_the_encryption():
    assert MqttSettings().port_used == 1883
    assert MqttSettings(tls=True).port_used == 8883
    assert MqttSettings(tls=True, port=1234).port_used == 1234


@pytest.mark.parametrize(
    "wrong",
    [
        {"base": "a/#"},
        {"base": "/a"},
        {"base": ""},
        {"discovery_prefix": "home+"},
        {"ca_file": "mine.pem"},
        {"sensors": {"zigbee2mqtt/+": {}}},
        {"sensors": {"a\x00b": {}}},
        {"password": "in the wrong place"},
    ],
)
def test_a_setting_that_cannot_work_is_refused(wrong):
    with pytest.raises(ValidationError):
        MqttSettings.model_validate(wrong)
