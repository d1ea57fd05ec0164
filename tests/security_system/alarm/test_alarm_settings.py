"""What the settings of zones and modes fill in by themselves, and what they refuse."""

import pytest
from pydantic import ValidationError

from security_system.alarm import AlarmSettings, ArmMode, ZoneSettings, ZoneType


def test_a_door_is_delayed_and_on_the_exit_route() -> None:
    door = ZoneSettings(kind="door", source="node:0")
    assert (door.type, door.exit_route, door.modes) == (ZoneType.DELAYED, True, tuple(ArmMode))


def test_motion_is_interior_and_does_not_count_at_home_or_at_night() -> None:
    hall = ZoneSettings(kind="motion", source="gpio:26")
    assert hall.type is ZoneType.INTERIOR
    assert hall.modes == (ArmMode.AWAY, ArmMode.VACATION, ArmMode.CUSTOM)


def test_smoke_cannot_be_bypassed_unless_the_settings_say_so() -> None:
    assert not ZoneSettings(kind="smoke", source="mqtt:x").can_bypass
    assert ZoneSettings(kind="smoke", source="mqtt:x", can_bypass=True).can_bypass


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("gpio:26", "gpio"),
        ("node:3", "node"),
        ("camera:hall", "camera:hall"),
        ("mqtt:zigbee2mqtt/door#contact", "mqtt"),
        ("outpost:shed/door", "outpost:shed"),
    ],
)
def test_a_zone_knows_who_brings_it(source: str, name: str) -> None:
    assert ZoneSettings(source=source).source_name == name


def test_a_mode_that_names_one_delay_keeps_its_own_other_one() -> None:
    settings = AlarmSettings(modes={"home": {"exit_s": 10}})
    assert settings.modes[ArmMode.HOME].model_dump() == {"exit_s": 10, "entry_s": 30}
    assert settings.modes[ArmMode.AWAY].exit_s == 45
    assert set(settings.modes) == set(ArmMode)


@pytest.mark.parametrize(
    "wrong",
    [
        {"modes": {"awya": {}}},
        {"modes": {"away": {"entry_s": 46}}},
        {"modes": {"away": {"exit": 3}}},
        {"modes": 3},
        {"zones": {"a b": {"source": "gpio:1"}}},
        {"zones": {"a": {"source": "gpio:1", "kind": "dor"}}},
        {"zones": {"a": {"source": "gpio:1", "confirm_with": ["b"]}}},
        {"zones": {"a": {"source": "gpio:1", "confirm_with": ["a"]}}},
        {"siren_s": 4},
        {"schedule": [{"do": "arm", "at": "24:00"}]},
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        AlarmSettings.model_validate(wrong)
