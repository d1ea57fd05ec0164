"""The zones on the pins of the Pi: contacts (reed switches) and motion sensors, by gpiozero.

Wiring of a contact: one leg to the pin, the other to GND; the Pi's own pull-up does the rest, so a
cut cable reads as open. Wiring of a motion sensor (HC-SR501): VCC to 5 V, GND to GND, OUT (3.3 V)
to the pin.

    zones = PinZones({"bedroom": ZonePin(26, "window")}, GpioSettings(), panel.post)
    zones.start()

Pins tell by callback, in a thread of gpiozero's; the thread `gpio-zones` waits until they settle.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system.alarm.orders import Condition, Order, SourceSeen, ZoneSeen
from security_system.sensors.missing import in_words, why_not
from security_system.sensors.settings import GpioSettings
from security_system.sensors.settle import Settle

LOG = logging.getLogger(__name__)
LOOK_AGAIN_S = 5.0
"""Pins are read so often even if no edge was told: an edge can be lost, a level cannot."""
MOST_EDGES = 1000
STOP_WITHIN_S = 1.0
SOURCE = "gpio"


@dataclass(frozen=True, slots=True)
class ZonePin:
    """A zone on a pin; kind "motion" is a motion sensor, every other one a contact."""

    pin: int
    kind: str

    @property
    def is_motion(self) -> bool:
        """Whether its output is high for motion; a contact is closed to GND."""
        return self.kind == "motion"


class PinZones:
    """Posts what the zones on the pins see.

    Args:
        zones: by zone id.
        settings: debouncing, warm-up, which contacts are open while all is well.
        post: takes orders; never waits.
        uptime_s: for how long the sensors have had power; on a Pi the monotonic clock counts from
            its start, which is when they got theirs.
    """

    name = SOURCE

    def __init__(
        self,
        zones: Mapping[str, ZonePin],
        settings: GpioSettings,
        post: Callable[[Order], None],
        uptime_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._zones = dict(zones)
        self._settings = settings
        self._post = post
        self._uptime_s = uptime_s
        self._edges: queue.Queue[int] = queue.Queue(MOST_EDGES)
        self._devices: dict[str, Any] = {}
        self._missing: dict[str, str] = {}
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Open the pins; one that cannot be had is told as lost, the others go on."""
        self._ends.clear()
        self._settle = Settle(self._settings.debounce_ms / 1000)
        for zone, at in self._zones.items():
            try:
                self._devices[zone] = self._opened(at)
            except Exception as error:  # each pin library has errors of its own
                self._missing[zone] = why_not(error)
                self._post(ZoneSeen(zone=zone, condition=Condition.LOST, why=why_not(error)))
        is_there = bool(self._devices) or not self._zones
        why = "" if is_there else in_words(self._missing)
        if self._missing:
            LOG.error("Zones on pins that cannot be used: %s", in_words(self._missing))
        if self._zones:
            self._post(SourceSeen(source=SOURCE, is_there=is_there, why=why))
        if self._devices:
            self._thread = threading.Thread(target=self._run, name="gpio-zones", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let go of the pins.

        Raises:
            MakerKitError: the thread did not end.
        """
        self._ends.set()
        self._wake(-1)
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"gpio-zones did not end within {STOP_WITHIN_S:g} s.")
            self._thread = None
        for device in self._devices.values():
            device.close()
        self._devices.clear()
        self._missing.clear()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it needs one."""
        return self._thread is None or self._thread.is_alive()

    def health(self) -> Health:
        """Return which pins are missing."""
        numbers = {"pins": float(len(self._devices))}
        if not self._zones:
            return Health(self.name, Level.ABSENT, "No zone is on a pin of the Pi.", numbers)
        if not self.is_alive:
            return Health(self.name, Level.ERROR, "Its thread has ended.", numbers)
        if self._missing:
            return Health(self.name, Level.ERROR, in_words(self._missing), numbers)
        if self._warms_up():
            return Health(self.name, Level.OK, "Motion sensors are warming up.", numbers)
        return Health(self.name, Level.OK, "", numbers)

    # -- pins

    def _opened(self, at: ZonePin) -> Any:
        from gpiozero import DigitalInputDevice

        device = DigitalInputDevice(at.pin, pull_up=not at.is_motion)
        device.when_activated = device.when_deactivated = lambda: self._wake(at.pin)
        return device

    def _wake(self, pin: int) -> None:
        with suppress(queue.Full):  # the thread reads every pin anyway
            self._edges.put_nowait(pin)

    def _run(self) -> None:
        while not self._ends.is_set():
            now_s = time.monotonic()
            for zone, device in self._devices.items():
                pin = self._zones[zone].pin
                self._settle.feed(pin, is_active=bool(device.is_active), now_s=now_s)
            for pin, is_active in self._settle.due(now_s):
                self._tell(pin, is_active=is_active)
            for pin in self._settle.restless():
                self._tell(pin, is_active=None)
            self._wait(now_s)

    def _wait(self, now_s: float) -> None:
        """Wait for an edge, or until a pin has been quiet for long enough."""
        next_s = self._settle.next_s()
        patience_s = LOOK_AGAIN_S if next_s is None else max(0.001, next_s - now_s)
        try:
            pin = self._edges.get(timeout=patience_s)
        except queue.Empty:
            return
        self._settle.bounce(pin, time.monotonic())

    def _tell(self, pin: int, *, is_active: bool | None) -> None:
        for zone, at in self._zones.items():
            if at.pin != pin or zone not in self._devices:
                continue
            condition, why = self._judged(at, is_active=is_active)
            self._post(ZoneSeen(zone=zone, condition=condition, why=why))

    def _judged(self, at: ZonePin, *, is_active: bool | None) -> tuple[Condition, str]:
        """Return what a level means; None is the level of a pin that does not come to rest."""
        if is_active is None:
            return Condition.OPEN, f"GPIO{at.pin} does not come to rest: is its cable loose?"
        if at.is_motion:
            if is_active and self._warms_up():
                return Condition.QUIET, f"GPIO{at.pin} fired while warming up; not believed."
            said = "sees motion" if is_active else "sees nothing"
            return (Condition.OPEN if is_active else Condition.QUIET), f"GPIO{at.pin} {said}."
        is_open = is_active if at.pin in self._settings.normally_open else not is_active
        said = "closed" if is_active else "open"
        return (Condition.OPEN if is_open else Condition.QUIET), f"The contact is {said}."

    def _warms_up(self) -> bool:
        has_motion = any(at.is_motion for at in self._zones.values())
        return has_motion and self._uptime_s() < self._settings.pir_warm_up_s
