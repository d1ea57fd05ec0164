"""Why something is recorded, and what may be recorded when."""

from dataclasses import dataclass

from security_system.evidence.event import EventKind
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.settings import Record


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a clip is wanted.

    Attributes:
        why: one sentence for people.
        zone: the zone behind it; "" for none.
    """

    kind: EventKind
    why: str = ""
    zone: str = ""


def may_record(
    kind: EventKind, record: Record, settings: RecordingSettings, *, is_home: bool
) -> bool:
    """Return whether a camera may record.

    What somebody starts by hand is always recorded, unless the camera never records.

    Args:
        record: what begins a clip of this camera.
        is_home: whether somebody is at home, by the alarm's mode.
    """
    if record == "never":
        return False
    if kind is EventKind.MANUAL:
        return True
    if kind is EventKind.ALARM:
        return not is_home or settings.at_home != "nothing"
    return record in ("motion", "always") and (not is_home or settings.at_home == "motion")
