"""What a check of the doctor's found."""

from dataclasses import dataclass
from enum import Enum

SIMULATE = "Programs run on the simulated bench here."


class Status(Enum):
    """How a check ended."""

    WORKS = "works"
    NOTICE = "notice"
    BROKEN = "broken"
    NOT_HERE = "not on this machine"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    about: str
    status: Status
    says: str
    to_do: str = ""
