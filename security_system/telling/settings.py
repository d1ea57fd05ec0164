"""What can be set about telling people.

Where a message goes is a secret: the address of a messenger holds its password. So the settings
file names the services only, and the addresses stand in `secrets/telling.toml`, which nobody but
its owner can read. The settings can then be shown, copied and sent to somebody who helps.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from makerkit.app.section import Section

ServiceName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]


class Topic(StrEnum):
    """What a message is about; each service is told what it asks for."""

    ALARM = "alarm"
    """Alarms, panic, duress, and that arming failed: what somebody must know now."""
    ARMING = "arming"
    """Who has armed and disarmed, and when."""
    FAULTS = "faults"
    """A sensor, a camera or the mains is gone, a battery is low; and that all is well again."""
    REMINDERS = "reminders"
    """What can wait: that nobody has armed yet, codes that were wrong, restarts."""
    SILENT = "silent"
    """Silent calls for help, and the code under duress. A phone that lies beside the one who is
    forced would show it: if no service names "silent", all that are told alarms get it."""


class ServiceSettings(Section):
    """One way to reach somebody; its address stands in secrets/telling.toml under the same name."""

    tells: tuple[Topic, ...] = (Topic.ALARM, Topic.FAULTS)
    """What it is told: "alarm", "arming", "faults", "reminders", "silent"."""
    picture: bool = True
    """Whether a picture goes along when a camera saw something."""
    quiet: bool = True
    """Whether it is left in peace in the quiet hours. Alarms pass always."""


class TellingSettings(Section):
    """The section [telling]."""

    services: dict[ServiceName, ServiceSettings] = Field(default_factory=dict, max_length=16)
    """Who is told, by a name of your choice: [telling.services.phone]."""
    language: Literal["en", "ar", "ckb", "kmr"] = "en"
    """The language of the messages."""
    name: str = Field(default="Security system", min_length=1, max_length=60)
    """What the messages call this house."""
    quiet_from: TimeOfDay = ""
    """When the quiet hours begin, such as "22:30"; empty: never."""
    quiet_to: TimeOfDay = ""
    """When they end, such as "07:00"."""
    hold_s: float = Field(default=30.0, ge=0.0, le=120.0)
    """How long an alarm after an entry delay waits before it is told: somebody may just be late."""
    retry_h: float = Field(default=24.0, ge=0.1, le=168.0)
    """For how many hours a message that does not arrive is tried again."""
    messages_per_hour: int = Field(default=12, ge=1, le=120)
    """How many messages a service gets in an hour; what is more is gathered into one."""
    messages_per_day: int = Field(default=40, ge=5, le=1000)
    """How many in a day; of what is more it gets one in an hour."""
    gather_min: float = Field(default=15.0, ge=1.0, le=240.0)
    """For how many minutes is gathered, once there were too many."""
    timeout_s: float = Field(default=20.0, ge=1.0, le=120.0)
    """How long a service may take to answer."""

    @model_validator(mode="after")
    def _has_whole_quiet_hours(self) -> "TellingSettings":
        if bool(self.quiet_from) != bool(self.quiet_to):
            raise ValueError("quiet_from and quiet_to belong together: set both, or neither")
        return self
