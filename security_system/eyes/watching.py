"""From sights to orders: which zone is open, quiet, tampered with or lost. Pure: given the time.

| a zone is | motion in it | none for the hold | covered, turned | no picture | clear again |
|-----------|--------------|-------------------|-----------------|------------|-------------|
| unknown   | OPEN         | QUIET, at once    | TAMPERED        | LOST       | -           |
| quiet     | OPEN         | -                 | TAMPERED        | LOST       | -           |
| open      | -            | QUIET             | TAMPERED        | LOST       | -           |
| tampered  | -            | -                 | -               | LOST       | QUIET       |
| lost      | OPEN         | QUIET, at once    | TAMPERED        | -          | -           |
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from security_system.alarm.orders import Condition, SourceSeen, ZoneSeen
from security_system.eyes.view import TAMPERS, Judged

if TYPE_CHECKING:
    from security_system.motion.sight import Sight


class Watching:
    """Says each change once.

    Args:
        camera: its name.
        zones: area by zone; "" is the whole picture.
        hold_s: so long after the last motion a zone is quiet.
    """

    def __init__(self, camera: str, zones: Mapping[str, str], hold_s: float) -> None:
        self.camera = camera
        self._zones = dict(zones)
        self.hold_s = hold_s
        self._told: dict[str, Condition] = {}
        self._moved_s: dict[str, float] = {}
        self._is_there: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether any zone is open."""
        return Condition.OPEN in self._told.values()

    def see(self, sight: "Sight", judged: Judged) -> list[ZoneSeen]:
        """Return what a picture changes.

        Args:
            judged: what is believed of the camera's view.
        """
        if judged.view in TAMPERS:
            why = f"Camera {self.camera} is {TAMPERS[judged.view]}: {judged.why}."
            return self._all(Condition.TAMPERED, why)
        seen = []
        for zone, area in self._zones.items():
            if sight.is_motion and (not area or area in sight.areas):
                self._moved_s[zone] = sight.t_s
                seen += self._tell(zone, Condition.OPEN, sight.why)
            elif sight.t_s - self._moved_s.get(zone, -1e9) >= self.hold_s:
                seen += self._tell(zone, Condition.QUIET, "")
        return seen

    def there(self, *, is_there: bool, why: str = "") -> list[SourceSeen | ZoneSeen]:
        """Return what it changes that the camera gives pictures, or none any more."""
        if is_there is self._is_there:
            return []
        self._is_there = is_there
        source = SourceSeen(source=f"camera:{self.camera}", is_there=is_there, why=why)
        if is_there:
            return [source]  # the zones follow with the next picture
        self._moved_s.clear()
        return [source, *self._all(Condition.LOST, why)]

    def rest(self) -> list[SourceSeen | ZoneSeen]:
        """Return what it changes that the camera is closed on purpose: nothing is missing."""
        self._is_there = None
        self._moved_s.clear()
        return list(self._all(Condition.QUIET, "The camera is off while somebody is at home."))

    def forget(self, order: SourceSeen | ZoneSeen) -> None:
        """Tell it again: it could not be handed over."""
        if isinstance(order, ZoneSeen):
            self._told.pop(order.zone, None)
        else:
            self._is_there = None

    def _all(self, condition: Condition, why: str) -> list[ZoneSeen]:
        return [seen for zone in self._zones for seen in self._tell(zone, condition, why)]

    def _tell(self, zone: str, condition: Condition, why: str) -> list[ZoneSeen]:
        if self._told.get(zone) is condition:
            return []
        self._told[zone] = condition
        return [ZoneSeen(zone=zone, condition=condition, why=why)]
