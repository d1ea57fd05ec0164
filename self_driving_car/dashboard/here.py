"""What the views of the pages share: the car, and how changes are kept."""

import threading
from collections.abc import Callable
from typing import Any

from flask import current_app, flash, request

from makerkit.errors import MakerKitError
from makerkit.web.door import see, typed
from self_driving_car.dashboard.holders import Holders
from self_driving_car.dashboard.live_state import LiveState
from self_driving_car.dashboard.needs import Car
from self_driving_car.dashboard.pictures import Pictures
from self_driving_car.dashboard.trial import Trial

__all__ = ["Here", "here_now", "is_ticked", "kept", "see", "typed"]

EXTENSION = "self_driving_car.dashboard"


class Here:
    """What stands beside the app.

    Attributes:
        publishing: of two threads that show a state, one at a time.
        changing: of two people who change a file, one at a time.
        trial: the calibration that is tried; None where none is.
        trial_number: counts the tries, so that no browser shows the pictures of an older one.
        frozen: the picture on which somebody sets corners.
    """

    def __init__(self, car: Car, pictures: Pictures) -> None:
        self.car = car
        self.pictures = pictures
        self.holders = Holders()
        self.live_state = LiveState(self.holders.key_of)
        self.publishing = threading.Lock()
        self.changing = threading.Lock()
        self.trial: Trial | None = None
        self.trial_number = 0
        self.frozen: Any = None

    def try_out(self, trial: Trial) -> None:
        """Show what a calibration makes of its picture."""
        self.trial = trial
        self.trial_number += 1


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
