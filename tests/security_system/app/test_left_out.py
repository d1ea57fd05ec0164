"""Zones of a part that is left out do not keep anybody from arming."""

from security_system.alarm import AlarmSettings
from security_system.left_out import without_left_out
from security_system.part_names import ALL_PARTS, Part

SETTINGS = AlarmSettings(
    zones={
        "door": {"kind": "door", "source": "node:0"},
        "eye": {"kind": "camera", "source": "camera:hall", "confirm_with": ["door"]},
        "shed": {"kind": "door", "source": "outpost:shed/door"},
        "room": {"kind": "motion", "source": "gpio:4", "confirm_with": ["eye", "door"]},
    }
)


def test_with_every_part_nothing_changes():
    assert without_left_out(SETTINGS, ALL_PARTS) == (SETTINGS, ())


def test_the_zones_of_a_camera_go_and_nobody_waits_for_them_to_confirm():
    settings, gone = without_left_out(SETTINGS, ALL_PARTS - {Part.CAMERA})
    assert gone == ("eye",)
    assert settings.zones["room"].confirm_with == ("door",)


def test_a_zone_that_only_a_left_out_zone_could_confirm_alarms_alone():
    settings, gone = without_left_out(SETTINGS, frozenset({Part.CAMERA, Part.GPIO}))
    assert gone == ("door", "shed")
    assert settings.zones["eye"].confirm_with == ()
    assert settings.zones["room"].confirm_with == ("eye",)
