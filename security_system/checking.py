"""`--check`: is the settings file right, and is everything there that it speaks of?

The parts are started on an alarm of their own, in a folder that is thrown away: nothing sounds,
nothing is armed or disarmed. The Arduino and the broker are only looked for.
"""

import socket
import tempfile
import time
from pathlib import Path

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system import config
from security_system.app import SecuritySystem
from security_system.config import Settings
from security_system.greeting import counted
from security_system.mqtt.no_broker import without_broker
from security_system.part_names import Part

PATIENCE_S = 8.0
"""A Pi's camera takes 2 to 4 s to its first picture."""
BROKER_WITHIN_S = 3.0
SIGNS = {Level.OK: "+", Level.WARNING: "!", Level.ERROR: "x", Level.ABSENT: "-"}
STARTED = frozenset({Part.GPIO, Part.CAMERA})
"""What does no harm when it is started."""


def check(
    folder: Path, path: Path | None, parts: frozenset[Part], patience_s: float = PATIENCE_S
) -> tuple[list[str], bool]:
    """Return what was found, a line each, and whether all of it is well.

    Args:
        folder: of the data.
        path: of the settings; None for those in the folder.
        parts: what to look at.
        patience_s: how long parts may take to be there.

    Raises:
        NotThereError, BadInputError: the settings cannot be used.
    """
    file = path or folder / config.FILE_NAME
    if path is None and not file.exists():
        file = config.TEMPLATE
    settings = config.load(file)
    found = [Health("settings", Level.OK, f"{file}: {counted(len(settings.alarm.zones), 'zone')}")]
    found += _started(settings, parts & STARTED, patience_s)
    if Part.NODE in parts:
        found.append(_node(settings))
    if Part.MQTT in parts:
        found.append(_broker(settings))
    lines = [f"{SIGNS[h.level]} {h.name.ljust(12)} {h.says}".rstrip() for h in found]
    return lines, all(h.level is not Level.ERROR for h in found)


def _started(settings: Settings, parts: frozenset[Part], patience_s: float) -> list[Health]:
    with (
        tempfile.TemporaryDirectory(prefix="security-check-") as made,
        SecuritySystem(settings, Path(made), parts=parts) as system,
    ):
        end_s = time.monotonic() + patience_s
        while time.monotonic() < end_s and _is_waiting(system.edges.health()):
            time.sleep(0.25)
        return system.edges.health()


def _is_waiting(found: list[Health]) -> bool:
    """Return whether a camera may still come; pins are there at once, or never."""
    cameras = [health for health in found if health.name.startswith("camera ")]
    return any(health.level in {Level.WARNING, Level.ERROR} for health in cameras)


def _node(settings: Settings) -> Health:
    zones = [zone for zone in settings.alarm.zones.values() if zone.source_name == "node"]
    if not zones:
        return Health("node", Level.ABSENT, "No zone is at an Arduino.")
    from makerkit.arduino.ports import find_port

    try:
        return Health("node", Level.OK, f"An Arduino is at {find_port().device}.")
    except MakerKitError as error:
        return Health("node", Level.ERROR, str(error).partition("\n")[0])


def _broker(settings: Settings) -> Health:
    if not settings.mqtt.host:
        return without_broker(settings.alarm.zones)
    where = (settings.mqtt.host, settings.mqtt.port_used)
    try:
        with socket.create_connection(where, timeout=BROKER_WITHIN_S):
            return Health("mqtt", Level.OK, f"A broker answers at {where[0]}:{where[1]}.")
    except OSError as error:
        return Health("mqtt", Level.ERROR, f"No broker at {where[0]}:{where[1]}: {error}.")
