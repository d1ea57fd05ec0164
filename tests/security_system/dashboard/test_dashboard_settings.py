"""The table [web] of the settings."""

import pytest
from pydantic import ValidationError

from security_system.dashboard.settings import WebSettings


def test_the_page_is_for_the_whole_house_and_has_four_places_for_video():
    settings = WebSettings()
    assert (settings.host, settings.viewers, settings.https) == ("0.0.0.0", 4, False)


@pytest.mark.parametrize("name", ["http://alarm.lan", "alarm.lan:80", "al arm", "", "-"])
def test_what_is_no_name_of_a_machine_is_refused(name):
    with pytest.raises(ValidationError, match="is no name of a machine"):
        WebSettings(hosts=(name,))


@pytest.mark.parametrize("wrong", [{"port": 70000}, {"viewers": 99}, {"viewer": 4}])
def test_what_is_out_of_bounds_or_unknown_is_refused(wrong):
    with pytest.raises(ValidationError):
        WebSettings(**wrong)
