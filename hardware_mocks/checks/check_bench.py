"""`bench` as a check speaks of it: things by their names, and time that passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from hardware_mocks.checks.button import Button
from hardware_mocks.checks.buzzer import Buzzer
from hardware_mocks.checks.distance_sensor import DistanceSensor
from hardware_mocks.checks.led import Led
from hardware_mocks.checks.leds import Leds
from hardware_mocks.checks.motion_sensor import MotionSensor
from hardware_mocks.checks.names import (
    BUTTON,
    BUZZER,
    DISTANCE_SENSOR,
    KNOB,
    LED,
    LIGHT_SENSOR,
    MOTION_SENSOR,
    MOTOR,
    RGB,
    SERVO,
    Kind,
    Wired,
)  # fmt: skip
from hardware_mocks.checks.pin import Pin
from hardware_mocks.checks.program import no_program
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.rgb import Rgb
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.seen import Seen
from hardware_mocks.checks.servo import Servo
from hardware_mocks.checks.task import Session
from hardware_mocks.checks.thing import Thing

if TYPE_CHECKING:
    from hardware_mocks.camera.view import Box
    from hardware_mocks.checks.analogue import Knob, LightSensor
    from hardware_mocks.checks.arduino import Arduino
    from hardware_mocks.checks.camera import Camera
    from hardware_mocks.checks.motor import Motor
    from hardware_mocks.checks.picture import Picture
    from hardware_mocks.checks.serial_line import Serial
    from hardware_mocks.checks.track import TrackOfCheck
    from hardware_mocks.checks.track_car import CarOnTrack
    from hardware_mocks.checks.web import Web

T = TypeVar("T", bound=Thing)


class CheckBench:
    """The things of the lesson's wiring, while a task runs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._things: dict[tuple[type, str], Thing] = {}
        self._things_of: Run | None = None
        self._boards: dict[str | None, Arduino] = {}
        self._web: Web | None = None
        self._cameras: dict[int, Camera] = {}

    def led(self, name: str) -> Led:
        """Return an LED by its label: "red"."""
        return self._thing(Led, name, LED)

    def leds(self, *names: str) -> Leds:
        """Return several LEDs by their labels, to check them together."""
        return Leds({name: self.led(name) for name in names}, self._run)

    def rgb(self, name: str) -> Rgb:
        """Return an RGB LED by its id: "lamp"."""
        return self._thing(Rgb, name, RGB)

    def button(self, name: str) -> Button:
        """Return a button by its label: "A"."""
        return self._thing(Button, name, BUTTON)

    def buzzer(self, name: str) -> Buzzer:
        """Return a buzzer by its id: "beeper"."""
        return self._thing(Buzzer, name, BUZZER)

    def servo(self, name: str) -> Servo:
        """Return a servo by its id: "gate"."""
        return self._thing(Servo, name, SERVO)

    def motion_sensor(self, name: str) -> MotionSensor:
        """Return a motion sensor by its id: "hall"."""
        return self._thing(MotionSensor, name, MOTION_SENSOR)

    def distance_sensor(self, name: str) -> DistanceSensor:
        """Return a distance sensor by its id: "front"."""
        return self._thing(DistanceSensor, name, DISTANCE_SENSOR)

    def pin(self, name: str) -> Pin:
        """Return a pin: "GPIO17", or "D13" of an Arduino."""
        return self._once(Pin, name, self._run.names.pin)

    def set(self, name: str, *, over: Quantity | None = None, **values: float | bool) -> None:
        """Change what a part feels, by the part's own names: `set("charger", is_on=False)`.

        Args:
            over: in which time it changes evenly; at once without.
        """
        part = self._run.names.part(name)
        over_s = None if over is None else seconds(over)
        self._run.acted(self._run.hands.set(part, over_s=over_s, **values))

    def motor(self, name: str) -> Motor:
        """Return a motor behind its driver by its label: "left"."""
        from hardware_mocks.checks.motor import Motor

        return self._thing(Motor, name, MOTOR)

    def light(self, name: str) -> LightSensor:
        """Return a light sensor by its label: "light"."""
        from hardware_mocks.checks.analogue import LightSensor

        return self._thing(LightSensor, name, LIGHT_SENSOR)

    def knob(self, name: str) -> Knob:
        """Return a potentiometer by its id: "knob"."""
        from hardware_mocks.checks.analogue import Knob

        return self._thing(Knob, name, KNOB)

    def arduino(self, name: str | None = None) -> Arduino:
        """Return an Arduino by its id: "uno"; without a name, the first one."""
        from hardware_mocks.checks.arduino import Arduino
        from hardware_mocks.checks.serial_line import board_of

        self._forget_another_run()
        if name not in self._boards:
            self._boards[name] = Arduino(self._run, board_of(self._run, name))
        return self._boards[name]

    @property
    def serial(self) -> Serial:
        """The talk between the Pi and the first Arduino."""
        return self.arduino().serial

    def camera(self, number: int = 0) -> Camera:
        """Return a camera by its number, as programs count them."""
        from hardware_mocks.checks.camera import Camera

        self._forget_another_run()
        if number not in self._cameras:
            self._cameras[number] = Camera(self._run, number, self._session.job.check.parent)
        return self._cameras[number]

    def picture(self, name: str) -> Picture:
        """Return a picture that the program has written, as it is now: "first.jpg"."""
        from hardware_mocks.checks.picture import Picture

        return Picture(self._run, name)

    @staticmethod
    def overlap(one: Box, other: Box) -> float:
        """Return how well two boxes agree, 0 to 1: what they share, of what both cover."""
        from hardware_mocks.checks.picture import overlap

        return overlap(one, other)

    @property
    def pictures(self) -> list[str]:
        """The names of all pictures in the program's folder and those in it: ["first.jpg"]."""
        from hardware_mocks.checks.picture import pictures_in

        self._run.looks += 1
        return pictures_in(self._run.stage.folder)

    @property
    def web(self) -> Web:
        """What the program serves to browsers."""
        from hardware_mocks.checks.web import Web

        self._forget_another_run()
        if self._web is None:
            self._web = Web(self._run)
        return self._web

    @property
    def track(self) -> TrackOfCheck:
        """The track that the bench stands on: `bench.track.lap(within="40 s")`."""
        from hardware_mocks.checks.track import TrackOfCheck

        return TrackOfCheck(self._run)

    @property
    def car(self) -> CarOnTrack:
        """The car on the track: `bench.car.stops_before("box")`."""
        from hardware_mocks.checks.track_car import CarOnTrack

        return CarOnTrack(self._run)

    def wait(self, duration: Quantity) -> None:
        """Let time pass."""
        self._run.wait(seconds(duration))
        self._run.acted()

    @property
    def seen(self) -> Seen:
        """What the run has shown so far, as `say.when` is asked about it."""
        return Seen(self._run, self._session.job.program)

    @property
    def now_s(self) -> float:
        """How long the program has run."""
        return self._run.now_s

    @property
    def _run(self) -> Run:
        if self._session.run is None:
            raise no_program()
        return self._session.run

    def _thing(self, of: type[T], name: str, kind: Kind) -> T:
        return self._once(of, name, lambda name: self._run.names.find(name, kind))

    def _once(self, kind: type[T], name: str, find: Callable[[str], Wired]) -> T:
        """Return the same thing for the same name as long as the program runs."""
        run = self._run
        self._forget_another_run()
        if (kind, name) not in self._things:
            self._things[kind, name] = kind(find(name), run)
        found = self._things[kind, name]
        assert isinstance(found, kind)
        return found

    def _forget_another_run(self) -> None:
        if self._things_of is not self._run:
            self._things, self._boards, self._things_of = {}, {}, self._run
            self._web, self._cameras = None, {}
