"""What the pages need of the car: a small protocol, so that tests give them less than a car."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from makerkit.app.edge import Health
from makerkit.camera.frame import Picture
from self_driving_car.driver.orders import Answer, Order
from self_driving_car.perception.seen import Seen
from self_driving_car.status import Status


class Recorder(Protocol):
    """Who keeps drives."""

    def start_recording(self) -> None:
        """Begin."""

    def stop_recording(self) -> None:
        """End."""

    def erase_last(self, count: int | None = None) -> None:
        """Take the last records back; by default as many as the settings say."""

    @property
    def problem(self) -> str:
        """Why the last recording ended by itself; "" if it did not."""


class Car(Protocol):
    """The car that a page shows and steers."""

    @property
    def settings(self) -> Any:
        """All of them, section by section."""

    @property
    def folder(self) -> Path:
        """Where the car keeps what is its own: models, recordings, secrets."""

    @property
    def config_path(self) -> Path:
        """Of the settings file."""

    @property
    def status(self) -> Status:
        """How the car is now."""

    @property
    def recorder(self) -> Recorder | None:
        """Who keeps drives; None where nothing is recorded."""

    @property
    def perception(self) -> Any:
        """What looks at the pictures: `drawn`, `birds_eye`, `calibration`."""

    def post(self, order: Order) -> None:
        """Give an order and do not wait."""

    def ask(self, order: Order, timeout_s: float = 2.0) -> Answer:
        """Give an order and wait for what comes of it."""

    def listen(self, listener: Callable[[Status], None]) -> None:
        """Have a function called with each new status, 20 times a second: it must not wait."""

    def newest_picture(self) -> tuple[Picture, Seen] | None:
        """Return the newest picture that was looked at, and what it showed."""

    def recalibrate(self, calibration: Any) -> Any:
        """Keep a calibration, and see by it from now on."""

    def change(self, section: str, values: Mapping[str, Any]) -> Any:
        """Keep settings; return a sentence where they count only after a restart."""

    def health(self) -> list[Health]:
        """Return how each part is."""
