"""What can be set about telling people, and what is refused."""

import pytest
from pydantic import ValidationError

from security_system.telling.settings import TellingSettings, Topic


def test_a_service_is_told_alarms_and_faults_unless_it_says_otherwise():
    settings = TellingSettings.model_validate({"services": {"phone": {}}})
    assert settings.services["phone"].tells == (Topic.ALARM, Topic.FAULTS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": "22:00"},
        {"quiet_from": "25:00", "quiet_to": "07:00"},
        {"hold_s": 500},
        {"services": {"Phone!": {}}},
        {"services": {"phone": {"url": "ntfy://secret"}}},
        {"services": {"phone": {"tells": ["everything"]}}},
    ],
)
def test_a_setting_that_cannot_work_is_refused(wrong):
    with pytest.raises(ValidationError):
        TellingSettings.model_validate(wrong)
