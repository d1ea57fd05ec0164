"""What people change at the page, for the journal: who, and what; no secret, and nothing silent."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from makerkit.errors import MakerKitError
from makerkit.web import user_now
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.states import Right
from security_system.dashboard.here import here_now
from security_system.dashboard.live_state import PLACE

log = logging.getLogger(__name__)

VALUE_LONGEST = 60


def note(why: str) -> None:
    """Have the journal note what the one who is logged in has changed."""
    user = user_now() or ""
    told = Happening(Kind.CHANGED, user=user, place=PLACE, why=f"{user or 'Somebody'} {why}")
    try:
        here_now().system.panel.tell(told)
    except MakerKitError as error:  # the alarm is busy; what was changed is changed
        log.warning("It is not in the journal that %s: %s", told.why, error)


def note_settings(section: str, values: Mapping[str, Any]) -> None:
    """Note settings with their new values."""
    said = ", ".join(f"{key} = {_shown(value)}" for key, value in values.items())
    note(f"changed settings in [{section}]: {said}.")


def note_rights(name: str, rights: Iterable[Right]) -> None:
    """Note what somebody may do from now on."""
    said = ", ".join(sorted(right.value for right in rights)) or "nothing but look"
    note(f"changed what {name} may do: {said}.")


def _shown(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= VALUE_LONGEST else f"{text[:VALUE_LONGEST]}..."
