"""Making the edge to the broker out of the system's settings."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from security_system.mqtt.mqtt import Mqtt

if TYPE_CHECKING:
    from security_system.app import SecuritySystem


def make_mqtt(system: "SecuritySystem") -> Mqtt:
    """Return what shows a system at the broker; it listens to the panel."""
    made = Mqtt(
        system.settings.mqtt,
        system.settings.outposts,
        system.settings.alarm,
        system.panel,
        system.folder,
        health=system.health,
        cameras=tuple(getattr(system.settings, "cameras", ())),
        picture_of=lambda camera: newest_picture(system, camera),
        version=_version(),
    )
    system.panel.listen(made.on_turn)
    return made


def newest_picture(system: "SecuritySystem", camera: str) -> bytes | None:
    """Return the newest picture of a camera, if it has one."""
    eye = system.eyes.get(camera)
    return None if eye is None else eye.latest_jpeg()


def _version() -> str:
    try:
        return version("makerkit")
    except PackageNotFoundError:
        return "0"
