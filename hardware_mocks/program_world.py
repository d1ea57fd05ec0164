"""Date and time zone of the simulated world: the same whatever machine simulates it."""

import os
import time
from datetime import UTC, datetime

from hardware_mocks.virtual_time.scheduler import NEW_YEAR_2025_S


def start_of_the_world_s(start: datetime | None) -> float:
    """Return when the world begins, in seconds since 1970; its own time zone is UTC."""
    if start is None:
        return NEW_YEAR_2025_S
    return (start.replace(tzinfo=UTC) if start.tzinfo is None else start).timestamp()


def live_in_utc() -> None:
    """Let local time be the world's, wherever the machine stands."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
