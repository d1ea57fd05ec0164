"""The settings of the whole system: one TOML file, each section described where it is used.

    settings = load(path)                 # raises what is wrong with it, and where
    change(path, "zones.hall", {"chime": True})

The file is made at the first start, with comments; its zones fit `wiring.json`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from makerkit.app import config_file
from makerkit.app.folder import make_folder
from makerkit.app.section import Section
from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import BadInputError
from security_system.alarm.settings import AlarmSettings
from security_system.dashboard.settings import WebSettings
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.settings import CameraSettings
from security_system.mqtt.settings import MqttSettings, Outposts
from security_system.node.settings import NodeSettings
from security_system.sensors.settings import GpioSettings
from security_system.telling.settings import TellingSettings

FILE_NAME = "config.toml"
TEMPLATE = Path(__file__).with_name("first_config.toml")
IN_ALARM = ("modes", "zones")
"""Tables of their own in the file, fields of the alarm's settings in the program."""
CameraName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
PINS = frozenset(map(str, range(28)))
"""As they are written: "gpio:04" would be the same pin as "gpio:4" under another name."""
ONCE = ("gpio", "node")
"""Kinds of sources of which each place can carry one zone only."""


class Settings(Section):
    """Everything that can be set."""

    alarm: AlarmSettings = AlarmSettings()
    cameras: dict[CameraName, CameraSettings] = Field(default_factory=dict, max_length=8)
    recording: RecordingSettings = RecordingSettings()
    gpio: GpioSettings = GpioSettings()
    node: NodeSettings = NodeSettings()
    web: WebSettings = WebSettings()
    mqtt: MqttSettings = MqttSettings()
    outposts: Outposts = Field(default_factory=dict, max_length=16)
    telling: TellingSettings = TellingSettings()

    @model_validator(mode="after")
    def _sources_fit(self) -> "Settings":
        """Refuse what no wiring can be: two zones on one pin, a buzzer on a zone's pin."""
        taken = {f"gpio:{pin}": use for use, pin in self.gpio.outputs_and_buttons().items()}
        for zone, settings in self.alarm.zones.items():
            kind, _, place = settings.source.partition(":")
            _check_place(zone, kind, place)
            if kind == "camera" and place.partition("/")[0] not in self.cameras:
                known = ", ".join(self.cameras) or "none"
                raise ValueError(f"zone {zone}: there is no [cameras.{place}] (there is: {known})")
            if kind in ONCE and settings.source in taken:
                raise ValueError(
                    f"{settings.source} is given twice: to {taken[settings.source]} and to {zone}"
                )
            taken[settings.source] = zone
        return self


def load(path: Path) -> Settings:
    """Return the settings of a file.

    Raises:
        NotThereError: there is no such file.
        BadInputError: something in it is unknown or out of bounds; the message says where.
    """
    return check(config_file.read_toml(path), path)


def check(tables: Mapping[str, Any], path: Path) -> Settings:
    """Return the settings that tables of a file say.

    Raises:
        BadInputError: something in them is unknown or out of bounds.
    """
    alarm = tables.get("alarm", {})
    for name in IN_ALARM:
        if isinstance(alarm, Mapping) and name in alarm:
            raise BadInputError(f"{path.name}: write [{name}.NAME], not [alarm.{name}.NAME].")
    own = {name: tables[name] for name in IN_ALARM if name in tables}
    raw: dict[str, Any] = {key: value for key, value in tables.items() if key not in own}
    raw["alarm"] = {**alarm, **own} if isinstance(alarm, Mapping) else alarm
    return config_file.checked(Settings, raw, path, hidden=("alarm",))


def create(path: Path) -> None:
    """Write the first settings, with comments, unless there are some."""
    if path.exists():
        return
    make_folder(path.parent)
    write_atomically(path, TEMPLATE.read_bytes(), mode=OWNER_ONLY)


def change(path: Path, section: str, values: Mapping[str, Any]) -> Settings:
    """Change settings of one section in the file; comments stay.

    Args:
        path: of the file.
        section: as it stands in the file: "web", "zones.hall", "cameras.hall.motion".
        values: new values by key; None takes a key out, so that its default counts.

    Returns:
        The new settings.

    Raises:
        BadInputError: they would not be valid; the file is as it was.
    """
    config_file.change(path, section, values, lambda tables: check(tables, path))
    return load(path)


def remove(path: Path, section: str) -> Settings:
    """Take a whole section out of the file: "zones.hall".

    Raises:
        NotThereError: there is none of that name.
        BadInputError: the settings would not be valid without it.
    """
    config_file.remove(path, section, lambda tables: check(tables, path))
    return load(path)


def _check_place(zone: str, kind: str, place: str) -> None:
    """Refuse a source that nothing can bring."""
    if kind == "gpio" and place not in PINS:
        raise ValueError(f"zone {zone}: gpio:{place} is no pin; write gpio:0 to gpio:27 (BCM)")
    if kind == "node" and place not in {"0", "1", "2", "3", "4", "5", "lid"}:
        raise ValueError(
            f"zone {zone}: node:{place} is none of the node's; write node:0 to node:3 (loops), "
            "node:4 or node:5 (motion sensors), or node:lid"
        )
    if kind not in {"gpio", "node", "camera", "mqtt", "outpost"} or not place:
        raise ValueError(
            f'zone {zone}: its source is "gpio:PIN", "node:NUMBER", "camera:NAME", "mqtt:TOPIC" or '
            '"outpost:NAME/ZONE"'
        )
