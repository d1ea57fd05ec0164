"""What the views of the page share: the system, the rights, and how things are written."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import current_app, flash, request

from makerkit.errors import MakerKitError
from makerkit.web.door import see, typed
from security_system.alarm.states import Right
from security_system.dashboard.live_state import LiveState
from security_system.dashboard.needs import System
from security_system.dashboard.rights import Rights

__all__ = ["Here", "clock_of", "date_of", "here_now", "is_ticked", "kept", "see", "typed"]

EXTENSION = "security_system.dashboard"


class Here:
    """What stands beside the app.

    Attributes:
        publishing: of two threads that show a state, one at a time.
    """

    def __init__(self, system: System, rights: Rights, live_state: LiveState) -> None:
        self.system = system
        self.rights = rights
        self.live_state = live_state
        self.publishing = threading.Lock()
        self.changing = threading.Lock()
        live_state.begin(_newest_rows(system), system.panel.view)

    def make_owner(self, name: str) -> None:
        """Give every right to who has used the setup code: they own the machine."""
        self.system.codes.set_rights(name, frozenset(Right))
        self.system.save_codes()

    def arm_needs_code(self) -> bool:
        """Return whether arming asks for a code."""
        return bool(getattr(self.system.settings.alarm, "arm_needs_code", False))


def here_now() -> Here:
    """Return what stands beside the app that answers."""
    here: Here = current_app.extensions[EXTENSION]
    return here


def kept(change: Callable[[], Any]) -> str:
    """Change something, and return why it could not be; "" if it was.

    What the change itself says ("It counts after a restart.") stands on the next page.
    """
    try:
        with here_now().changing:
            said = change()
    except (MakerKitError, ValueError) as error:
        return str(error)
    if isinstance(said, str) and said:
        flash(said)
    return ""


def is_ticked(name: str) -> bool:
    """Return whether a box of the form is ticked."""
    return request.form.get(name) in ("1", "on", "true")


def date_of(wall_s: float) -> str:
    """Return the day of a time, as 2026-11-27."""
    return datetime.fromtimestamp(wall_s).astimezone().strftime("%Y-%m-%d")


def clock_of(wall_s: float, *, with_seconds: bool = True) -> str:
    """Return the time of day, as 18:04:59."""
    return time.strftime("%H:%M:%S" if with_seconds else "%H:%M", time.localtime(wall_s))


def _newest_rows(system: System) -> list[Any]:
    try:
        return list(system.journal.rows(limit=30)) if system.journal is not None else []
    except MakerKitError:
        return []
