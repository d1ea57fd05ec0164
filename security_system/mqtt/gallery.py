"""What the cameras see where something happens, for the broker."""

from collections.abc import Callable, Iterable, Mapping

from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.zone_settings import ZoneSettings

PICTURED = frozenset({Kind.ZONE_OPENED, Kind.ALARM})
PICTURE_S = 5.0  # of each camera one in so many seconds


class Gallery:
    """Finds the pictures that belong to happenings.

    Args:
        picture_of: the newest picture of a camera.
    """

    def __init__(
        self, zones: Mapping[str, ZoneSettings], picture_of: Callable[[str], bytes | None]
    ) -> None:
        self._cameras = {
            zone: each.source.removeprefix("camera:").partition("/")[0]
            for zone, each in zones.items()
            if each.source.startswith("camera:")
        }
        self._picture_of = picture_of
        self._shown_s: dict[str, float] = {}

    def pictures(self, happened: Iterable[Happening], now_s: float) -> dict[str, bytes]:
        """Return the newest picture of each camera that has something to show."""
        zones = {each.zone for each in happened if each.kind in PICTURED and not each.is_silent}
        found: dict[str, bytes] = {}
        for camera in {self._cameras[zone] for zone in zones if zone in self._cameras}:
            if now_s - self._shown_s.get(camera, float("-inf")) < PICTURE_S:
                continue
            self._shown_s[camera] = now_s
            jpeg = self._picture_of(camera)
            if jpeg:
                found[camera] = jpeg
        return found
