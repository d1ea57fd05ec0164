"""What happens by itself at times of the week."""

from typing import Literal

from pydantic import Field

from makerkit.app.section import Section
from security_system.alarm.states import ArmMode

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EVERY_DAY: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ScheduleEntry(Section):
    """One line of the schedule."""

    do: Literal["arm", "disarm", "remind"]
    """To remind says only that nobody has armed yet."""
    at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    """Local time of day: "22:30"."""
    days: tuple[Day, ...] = Field(default=EVERY_DAY, min_length=1)
    mode: ArmMode = ArmMode.AWAY
    warn_s: float = Field(default=600, ge=0, le=3600)
    """So long beforehand it is said; 0 says nothing."""
    forced: bool = True
    """Arm even if a zone is open: that one is left out, and told."""
