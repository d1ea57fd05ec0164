"""The settings of the whole car: one TOML file, each section described where it is used.

    settings = load(path)                       # raises what is wrong with it, and where
    change(path, "drive", {"speed_m_s": 0.4})

The file is made at the first start, with comments; it fits `wiring.json`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from makerkit.app import config_file
from makerkit.app.folder import make_folder
from makerkit.app.section import Section
from makerkit.atomic_file import OWNER_ONLY, write_atomically
from self_driving_car.board.settings import BoardSettings
from self_driving_car.dashboard.settings import WebSettings
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.eye.settings import CameraSettings
from self_driving_car.perception.net_settings import NetSettings
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.recording.settings import RecordingSettings

FILE_NAME = "config.toml"
TEMPLATE = Path(__file__).with_name("first_config.toml")


class Settings(Section):
    """Everything that can be set."""

    car: CarSettings = CarSettings()
    drive: DriveSettings = DriveSettings()
    perception: PerceptionSettings = PerceptionSettings()
    signs: SignSettings = SignSettings()
    net: NetSettings = NetSettings()
    camera: CameraSettings = CameraSettings()
    board: BoardSettings = BoardSettings()
    recording: RecordingSettings = RecordingSettings()
    web: WebSettings = WebSettings()


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
    return config_file.checked(Settings, tables, path)


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
        section: as it stands in the file: "drive", "web".
        values: new values by key; None takes a key out, so that its default counts.

    Returns:
        The new settings.

    Raises:
        BadInputError: they would not be valid; the file is as it was.
    """
    config_file.change(path, section, values, lambda tables: check(tables, path))
    return load(path)
