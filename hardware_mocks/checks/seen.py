"""What a run has shown, for the questions that a lesson asks about a failure."""

from pathlib import Path
from typing import TYPE_CHECKING

from hardware_mocks.checks.button import ButtonView
from hardware_mocks.checks.buzzer import BuzzerView
from hardware_mocks.checks.distance_sensor import DistanceSensorView
from hardware_mocks.checks.led import LedView
from hardware_mocks.checks.leds import LedsView
from hardware_mocks.checks.motion_sensor import MotionSensorView
from hardware_mocks.checks.names import (
    BUTTON,
    BUZZER,
    DISTANCE_SENSOR,
    LED,
    MOTION_SENSOR,
    MOTOR,
    RGB,
    SERVO,
    Kind,
    Wired,
)  # fmt: skip
from hardware_mocks.checks.pin import PinView
from hardware_mocks.checks.rgb import RgbView
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.servo import ServoView
from hardware_mocks.explain import CodeView, explain_error
from makerkit.trace import Trace

if TYPE_CHECKING:
    from hardware_mocks.checks.camera import CameraView
    from hardware_mocks.checks.motor import MotorView
    from hardware_mocks.checks.serial_line import SerialView
    from hardware_mocks.checks.track import TrackView
    from hardware_mocks.checks.track_car import CarView
    from hardware_mocks.checks.web import WebView
    from hardware_mocks.explain.sketch.code_view import SketchCode


class Seen:
    """Read-only observations over one run; whatever was not seen raises LookupError."""

    def __init__(self, run: Run, program: Path) -> None:
        self._run = run
        self._path = program
        self.asked_the_code = False
        """Whether somebody looked at the program's text or pins, not only at what it did."""

    def led(self, name: str) -> LedView:
        """Return what an LED did."""
        return LedView(self._find(name, LED), self._run.log)

    def leds(self, *names: str) -> LedsView:
        """Return what several LEDs did together."""
        return LedsView({name: self.led(name) for name in names})

    def rgb(self, name: str) -> RgbView:
        """Return what an RGB LED showed."""
        return RgbView(self._find(name, RGB), self._run.log)

    def button(self, name: str) -> ButtonView:
        """Return what a button did."""
        return ButtonView(self._find(name, BUTTON), self._run.log)

    def buzzer(self, name: str) -> BuzzerView:
        """Return what a buzzer played."""
        return BuzzerView(self._find(name, BUZZER), self._run.log)

    def servo(self, name: str) -> ServoView:
        """Return where a servo was sent."""
        return ServoView(self._find(name, SERVO), self._run.log)

    def motion_sensor(self, name: str) -> MotionSensorView:
        """Return what a motion sensor told."""
        return MotionSensorView(self._find(name, MOTION_SENSOR), self._run.log)

    def distance_sensor(self, name: str) -> DistanceSensorView:
        """Return how a distance sensor was asked."""
        return DistanceSensorView(self._find(name, DISTANCE_SENSOR), self._run.log)

    def pin(self, name: str) -> PinView:
        """Return what a pin did: "GPIO17"."""
        return PinView(self._run.names.pin(name), self._run.log)

    def _find(self, name: str, kind: Kind) -> Wired:
        return self._run.names.find(name, kind)

    @property
    def trace(self) -> Trace:
        """Everything that was recorded."""
        return self._run.log.trace

    @property
    def prints(self) -> list[str]:
        """Each line the program printed."""
        return [line.text for line in self._run.log.lines]

    @property
    def ended_s(self) -> float | None:
        """When the program ended by itself, None while it runs."""
        return self._run.program.ended_s

    def texts_beside(self, pattern: str) -> dict[str, str]:
        """Return the texts of files that lie beside the program, by name: "README*.md"."""
        files = sorted(self._path.parent.glob(pattern))
        return {f.name: f.read_text(encoding="utf-8", errors="replace") for f in files}

    @property
    def now_s(self) -> float:
        """How long the program has run."""
        return self._run.now_s

    @property
    def error(self) -> BaseException | None:
        """What the program raised."""
        return self._run.program.error

    @property
    def error_id(self) -> str:
        """The message that explains what the program raised, without the lesson: "name.typo"."""
        error = self.error
        return explain_error(error, self._path).message.id if error is not None else ""

    @property
    def used_pins(self) -> list[str]:
        """The pins that the program took, in that order: ["GPIO17"]."""
        self.asked_the_code = True
        return self._run.log.used_pins

    @property
    def code(self) -> "CodeView | SketchCode":
        """The program's own text, to ask which calls it has."""
        self.asked_the_code = True
        text = self._path.read_text(encoding="utf-8")
        if self._path.suffix != ".ino":
            return CodeView(text)
        from hardware_mocks.explain.sketch.code_view import SketchCode

        return SketchCode(text)

    def motor(self, name: str) -> "MotorView":
        """Return what a motor was driven to."""
        from hardware_mocks.checks.motor import MotorView

        return MotorView(self._find(name, MOTOR), self._run.log)

    @property
    def serial(self) -> "SerialView":
        """What went over the cable of the first Arduino."""
        from hardware_mocks.checks.serial_line import SerialView, board_of

        return SerialView(self._run, board_of(self._run))

    def camera(self, number: int = 0) -> "CameraView":
        """Return what the program did with a camera."""
        from hardware_mocks.checks.camera import CameraView

        return CameraView(self._run, number)

    @property
    def track(self) -> "TrackView":
        """How the drive on the track goes."""
        from hardware_mocks.checks.track import TrackView

        return TrackView(self._run)

    @property
    def car(self) -> "CarView":
        """What the car on the track does."""
        from hardware_mocks.checks.track_car import CarView

        return CarView(self._run)

    @property
    def web(self) -> "WebView":
        """What the program serves to browsers."""
        from hardware_mocks.checks.web import WebView

        return WebView(self._run)

    @property
    def resets(self) -> list[tuple[float, str]]:
        """When and why the first Arduino restarted: (seconds, "external", "watchdog", ...)."""
        from hardware_mocks.checks.serial_line import board_of

        return list(board_of(self._run).resets)
