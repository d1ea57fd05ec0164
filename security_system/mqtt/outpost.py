"""An outpost: another Pi whose sensors and cameras belong to an alarm elsewhere.

`python -m security_system --outpost shed` has the settings file of any security system: its zones
say what hangs on this Pi, `[mqtt]` where the broker is. It has no alarm of its own, no page, no
codes: a burglar who takes it away has nothing. The panel names its zones `outpost:shed/ZONE`.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from makerkit.app.application import Application
from makerkit.app.edge import Health
from makerkit.app.folder import make_folder
from makerkit.app.watchdog import Watchdog
from makerkit.errors import BadInputError, MakerKitError
from security_system.alarm.happenings import Happening, Kind
from security_system.mqtt.building import newest_picture
from security_system.mqtt.far_panel import FarPanel
from security_system.mqtt.outpost_link import OutpostLink
from security_system.part_names import Part
from security_system.parts import build

if TYPE_CHECKING:
    from security_system.app import SecuritySystem
    from security_system.config import Settings

PARTS = frozenset({Part.GPIO, Part.CAMERA})


class Outpost(Application):
    """Sensors and eyes here, their alarm elsewhere. Looks to its parts like a whole system.

    Args:
        name: what the panel calls it.
        parts: of those that an outpost may have, which it has.

    Raises:
        BadInputError: the settings name no broker.
    """

    def __init__(
        self, name: str, settings: "Settings", folder: Path, *, parts: frozenset[Part] = PARTS
    ) -> None:
        if not settings.mqtt.host:
            raise BadInputError(
                "An outpost reaches its panel over a broker, and the settings name none: "
                'say host = "…" in section [mqtt].'
            )
        super().__init__()
        self.settings = settings
        self.folder = folder
        self.parts = parts & PARTS
        make_folder(folder)
        self.panel = FarPanel()
        self.eyes: dict[str, Any] = {}
        self.journal = self.evidence = self.node = self.telling = self.mqtt = self.page = None
        self.link = OutpostLink(name, settings.mqtt, self.panel, folder, picture=self._picture)
        self._watchdog = Watchdog(self.edges, self._tell_fault)

    def start(self) -> None:
        """Start the sensors, then the link."""
        build(cast("SecuritySystem", self))
        self.edges.add("outpost", lambda: self.link)
        self._watchdog.start()

    def _stops(self) -> Iterable[Callable[[], None]]:
        return self._watchdog.stop, self.edges.stop_all

    def health(self) -> list[Health]:
        """Return how everything here is."""
        return self.edges.health()

    def _picture(self, zone: str) -> tuple[str, bytes] | None:
        """Return the camera of a zone and its newest picture."""
        settings = self.settings.alarm.zones.get(zone)
        family, _, place = (settings.source if settings else "").partition(":")
        if family != "camera":
            return None
        camera = place.partition("/")[0]
        try:
            jpeg = newest_picture(cast("SecuritySystem", self), camera)
        except MakerKitError:  # an event without its picture is better than none
            return None
        return (camera, jpeg) if jpeg else None

    def _tell_fault(self, source: str, why: str) -> None:
        self.panel.tell(Happening(kind=Kind.FAULT, source=source, why=why))
