"""What sounds and shines on the pins of the Pi: siren, strobe, buzzer, and two lights.

Wiring: siren (a module with a transistor): VCC to 5 V, GND to GND, SIG to the pin. Strobe and
lights: an LED with 330 ohm each. Buzzer (passive): plus to the pin, minus to GND. A mains siren
needs a relay board, and somebody who may work on mains.

The siren changes where it is told to, at once. Patterns are kept up by the thread `sounders`, which
sleeps while nothing sounds or blinks.
"""

import logging
import threading
import time
from typing import Any

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from security_system.alarm.happenings import Kind
from security_system.alarm.states import AlarmState, ArmMode
from security_system.alarm.view import AlarmView
from security_system.panel import Turn
from security_system.sensors import patterns
from security_system.sensors.missing import in_words, why_not
from security_system.sensors.patterns import Steps
from security_system.sensors.settings import GpioSettings

LOG = logging.getLogger(__name__)
NOTE_HZ = 2000.0
"""Small piezos are loudest between 2 and 4 kHz."""
OCTAVES = 3
"""Above and below A4 (440 Hz): the buzzer may play 55 to 3,520 Hz."""
STOP_WITHIN_S = 1.0
OUTPUTS = ("siren", "strobe", "buzzer", "armed_led", "ready_led")


class Sounders:
    """Shows the alarm's state on the Pi's own pins.

    Args:
        settings: which pin is what.
    """

    name = "sounders"

    def __init__(self, settings: GpioSettings) -> None:
        self._settings = settings
        self._devices: dict[str, Any] = {}
        self._missing: dict[str, str] = {}
        self._playing: dict[str, tuple[Steps, float]] = {}
        self._levels: dict[str, bool] = {}
        self._changed = threading.Condition()
        self._ends = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Open the pins, all off; what cannot be had is said, and the others go on."""
        pins = self._settings.outputs_and_buttons()
        for use in OUTPUTS:
            if use in pins:
                self._open(use, pins[use])
        if self._missing:
            LOG.error("Outputs that cannot be used: %s", in_words(self._missing))
        if self._devices:
            self._ends = False
            self._thread = threading.Thread(target=self._run, name="sounders", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Silence everything, and let go of the pins.

        Raises:
            MakerKitError: the thread did not end.
        """
        with self._changed:
            self._ends = True
            self._playing.clear()
            for use in self._devices:
                self._set(use, is_on=False)
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"sounders did not end within {STOP_WITHIN_S:g} s.")
            self._thread = None
        for device in self._devices.values():
            device.close()
        self._devices.clear()
        self._levels.clear()
        self._missing.clear()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it needs one."""
        return self._thread is None or self._thread.is_alive()

    def health(self) -> Health:
        """Return which of them are missing."""
        if not self.is_alive:
            return Health(self.name, Level.ERROR, "Its thread has ended.")
        if self._missing:
            return Health(self.name, Level.ERROR, in_words(self._missing))
        if not self._devices:
            return Health(self.name, Level.ABSENT, "Nothing sounds or shines on the Pi's pins.")
        return Health(self.name, Level.OK, ", ".join(self._devices))

    # -- what it is told

    def show(self, view: AlarmView) -> None:
        """Show a state; the siren follows before this returns."""
        siren = patterns.SIREN.get(view.siren.pattern) if view.siren.is_on else None
        strobe = patterns.STROBE if siren else None
        with self._changed:
            self._play("siren", siren)
            self._play("strobe", strobe)
            self._play("buzzer", patterns.beeps(view.state, view.remaining_s))
            self._play("armed_led", _armed_light(view))
            is_ready = view.state is AlarmState.DISARMED and not view.is_ready_for(ArmMode.AWAY)
            self._play("ready_led", ((True, 60.0),) if is_ready else None)
            self._changed.notify_all()

    def on_turn(self, turn: Turn) -> None:
        """Chime when a door was opened."""
        if any(happening.kind is Kind.CHIMED for happening in turn.happenings):
            with self._changed:
                if "buzzer" not in self._playing:
                    self._play("buzzer", patterns.CHIME)
                    self._changed.notify_all()

    # -- pins

    def _open(self, use: str, pin: int) -> None:
        from gpiozero import DigitalOutputDevice, TonalBuzzer

        try:
            device = (
                TonalBuzzer(pin, octaves=OCTAVES) if use == "buzzer" else DigitalOutputDevice(pin)
            )
        except Exception as error:  # each pin library has errors of its own
            self._missing[f"{use} (GPIO{pin})"] = why_not(error)
            return
        self._devices[use] = device

    def _play(self, use: str, steps: Steps | None) -> None:
        if use not in self._devices:
            return
        if steps is None:
            self._playing.pop(use, None)
            self._set(use, is_on=False)
        elif use not in self._playing or self._playing[use][0] != steps:
            self._playing[use] = (steps, time.monotonic())
            self._set(use, is_on=steps[0][0])

    def _set(self, use: str, *, is_on: bool) -> None:
        if self._levels.get(use, False) is is_on:
            return
        self._levels[use] = is_on
        try:
            _drive(self._devices[use], NOTE_HZ, is_on=is_on)
        except Exception as error:  # a light that fails must not silence the siren
            self._missing[use] = why_not(error)
            LOG.exception("The %s failed", use)

    def _run(self) -> None:
        with self._changed:
            while not self._ends:
                self._changed.wait(self._step(time.monotonic()))

    def _step(self, now_s: float) -> float | None:
        """Set everything as it is due now; return in how many seconds something changes."""
        soonest_s: float | None = None
        for use, (steps, since_s) in list(self._playing.items()):
            if steps is patterns.CHIME and now_s - since_s >= sum(length for _, length in steps):
                self._play(use, None)
                continue
            self._set(use, is_on=patterns.is_on(steps, now_s - since_s))
            if len(steps) > 1:
                change_s = patterns.next_change_s(steps, now_s - since_s)
                soonest_s = change_s if soonest_s is None else min(soonest_s, change_s)
        return soonest_s if soonest_s is None else max(soonest_s, 0.001)


def _drive(device: Any, note_hz: float, *, is_on: bool) -> None:
    if not hasattr(device, "play"):
        device.value = is_on
    elif is_on:
        from gpiozero.tones import Tone

        device.play(Tone(frequency=note_hz))
    else:
        device.stop()


def _armed_light(view: AlarmView) -> Steps | None:
    if view.state is AlarmState.DISARMED:
        return None
    if view.state is AlarmState.ARMED:
        return ((True, 60.0),)
    return ((True, 0.25), (False, 0.25))
