"""What stands in `[node]`: the Arduino with loops, motion sensors, keypad and siren."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from makerkit.app.section import Section
from security_system.alarm.states import ArmMode


class KeyUse(StrEnum):
    """What the keys C and D of the keypad do."""

    NOTHING = "nothing"
    CHIME = "chime"
    """Turns the chime of the doors on and off."""
    NIGHT = "night"
    """Arms for the night."""
    PANIC = "panic"
    SILENT_PANIC = "silent panic"


class NodeSettings(Section):
    """The node at its cable."""

    port: str = Field(default="auto", min_length=1, max_length=200)
    """"auto": the one board that is plugged in; "none": there is no node; or "/dev/ttyACM0"."""
    keypad: bool = True
    """Whether its keypad arms and disarms; without it the node keeps no code."""
    key_b: Literal[ArmMode.HOME, ArmMode.NIGHT] = ArmMode.HOME
    """How the key B arms; A arms away."""
    key_c: KeyUse = KeyUse.CHIME
    key_d: KeyUse = KeyUse.NOTHING
    siren: bool = True
    """Whether its siren also sounds for what only the Pi knows of."""
    battery_low_v: float = Field(default=4.4, ge=2.0, le=12.0)
    """Below, its battery is low; 4.4 V fits four NiMH cells."""

    @property
    def is_wanted(self) -> bool:
        """Whether there shall be a node."""
        return self.port != "none"

    @property
    def port_name(self) -> str | None:
        """The port to open; None for the one board that is plugged in."""
        return None if self.port == "auto" else self.port
