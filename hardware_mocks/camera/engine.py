"""The running camera: frame after frame, each at its time, whatever the program does with it.

Frame `n` is handed over `n` frame durations after the start; its sensor time stamp is one duration
before that. The automatics and the lens go on by one step with each frame.
"""

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.focus import Lens
from hardware_mocks.camera.light import (
    AWB_KELVINS,
    FIRST_EXPOSURE_US,
    FIRST_KELVIN,
    SPEED,
    Exposure,
    divided,
    gains_for,
    log_exposure,
)
from hardware_mocks.camera.models import Rect, SensorMode
from hardware_mocks.camera.shot import Shot
from hardware_mocks.camera.view import kelvin_of, late_ns, lux_of, metres_to

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice

NS_PER_US = 1000
FREE_RUNNING_US = 33_333
"""Between frames, where the program sets no frame rate: thirty a second, as rpicam-apps do."""
DELAY_FRAMES = 3
"""Until a control is in force: the frames on their way were begun without it."""
MEASURE_EVERY = 3
"""Frames from one measurement of the light to the next: it costs more than an idle frame."""
_MODES = {0: "normal", 1: "short", 2: "long", 3: "normal"}
_ONCE = ("AfTrigger", "AfPause")
"""Orders and not settings."""
CLAMPED = {
    "Brightness": (-1.0, 1.0), "Contrast": (0.0, 32.0), "Saturation": (0.0, 32.0),
    "Sharpness": (0.0, 16.0), "ExposureValue": (-8.0, 8.0), "LensPosition": (0.0, 32.0),
}  # fmt: skip


class Engine:
    """What runs while a camera is started.

    Args:
        on_frame: called with each frame; it must not block.

    Attributes:
        mode: in which the sensor is read.
        crop: pixels of the sensor that fill the picture, unless ScalerCrop says something else.
        settings: the controls in force, by name.
    """

    def __init__(self, device: "CameraDevice", on_frame: Callable[[Shot], None]) -> None:
        self._device = device
        self._clock = device.bench.clock
        self._on_frame = on_frame
        self.mode: SensorMode = device.model.modes[0]
        self.crop: Rect = self.mode.crop
        self.settings: dict[str, Any] = {}
        self._waiting: list[tuple[int, dict[str, Any]]] = []
        self._run = 0
        self._number = 0
        self._lens = Lens()
        self._log_exposure = math.log2(FIRST_EXPOSURE_US)
        self._kelvin = FIRST_KELVIN
        self._is_settled = False
        self._was_on = True
        self._light = (0.0, 0.0)
        self._free_at_ns = 0  # when the frame before has come

    def start(self, controls: dict[str, Any]) -> None:
        """Begin; the controls are in force from the first frame."""
        self._run += 1
        self._device.is_running = True
        self._number = 0
        self._waiting.clear()
        self._take(controls)
        self._clock_offset_ns = time.monotonic_ns() - self._clock.now_ns
        self._wall_offset_ns = time.time_ns() - self._clock.now_ns
        self._begin_frame(self._clock.now_ns)

    def stop(self) -> None:
        """End: the frame under way is lost."""
        self._run += 1
        self._device.is_running = False

    def queue(self, controls: dict[str, Any]) -> None:
        """Bring controls into force with one of the next frames."""
        if controls:
            self._waiting.append((self._number + DELAY_FRAMES, controls))

    def _take(self, controls: dict[str, Any]) -> None:
        controls = {name: self._within(name, value) for name, value in controls.items()}
        self._lens.take(controls)
        lasting = {name: value for name, value in controls.items() if name not in _ONCE}
        settings = {**self.settings, **lasting}
        for name in ("ExposureTime", "AnalogueGain"):
            if lasting.get(name) == 0:  # back to automatic
                del settings[name]
        if lasting.get("AeEnable") is True:  # what was fixed before is free again
            for name in ("ExposureTime", "AnalogueGain"):
                if name not in lasting:
                    settings.pop(name, None)
        if lasting.get("AwbEnable") is True and "ColourGains" not in lasting:
            settings.pop("ColourGains", None)
        self.settings = settings  # a new one: frames keep theirs

    def _within(self, name: str, value: Any) -> Any:
        """Return the nearest value that the camera takes, as libcamera does without a word."""
        low, high = CLAMPED.get(name, (None, None))
        if name == "AnalogueGain":
            low, high = 1.0, self._device.model.most_gain
        if low is None or high is None or low <= value <= high or not value:
            return value
        nearest = min(max(value, low), high)
        self._device.bench.note(
            "camera_control",
            f"{name} was set to {value}: the camera takes {low} to {high}, so it is {nearest}.",
            camera=self._device.number,
        )
        return nearest

    def _begin_frame(self, t_ns: int) -> None:
        """Expose the frame that begins now, and plan its end."""
        while self._waiting and self._waiting[0][0] <= self._number + 1:
            self._take(self._waiting.pop(0)[1])
        shot = self._expose(t_ns)
        self._clock.at(t_ns + shot.duration_us * NS_PER_US, self._end_frame, self._run, shot)

    def _end_frame(self, run: int, shot: Shot) -> None:
        if run != self._run:
            return
        self._number = shot.number
        self._begin_frame(shot.t_ns + shot.duration_us * NS_PER_US)
        is_on = self._device.is_on(shot.t_ns)
        if is_on != self._was_on:
            self._was_on = is_on
            self._device.note("back" if is_on else "silent")
        if is_on:
            self._hand_over(run, shot)

    def _hand_over(self, run: int, shot: Shot) -> None:
        """Give a frame to the program: now, or later where the way is long; some never come."""
        wait_ns = late_ns(self._device.view, shot.number, shot.duration_us * NS_PER_US)
        if wait_ns is None:
            return
        if not wait_ns:
            self._on_frame(shot)
            return
        # none overtakes another
        self._free_at_ns = max(self._free_at_ns, self._clock.now_ns + wait_ns)
        self._clock.at(self._free_at_ns, self._arrive, run, shot)

    def _arrive(self, run: int, shot: Shot) -> None:
        if run == self._run:
            self._on_frame(shot)

    def _expose(self, t_ns: int) -> Shot:
        view, settings = self._device.view, self.settings
        if self._number % MEASURE_EVERY == 0:
            self._light = lux_of(view, t_ns), kelvin_of(view, t_ns)
        lux, kelvin = self._light
        distance_m = metres_to(view, t_ns)
        self._lens.move(distance_m)
        self._follow_light(lux, kelvin)
        exposure, duration_us = self._exposure()
        return Shot(
            device=self._device,
            mode=self.mode,
            number=self._number + 1,
            t_ns=t_ns,
            stamp_ns=t_ns + self._clock_offset_ns,
            wall_ns=t_ns + self._wall_offset_ns,
            duration_us=duration_us,
            exposure=exposure,
            lux=lux,
            kelvin=kelvin,
            seen_kelvin=self._kelvin,
            gains=self._gains(),
            lens_position=self._lens.position,
            af_state=int(self._lens.state),
            af_pause=int(self._lens.pause),
            is_settled=self._is_settled,
            distance_m=distance_m,
            settings=settings,
            crop=self._crop(),
        )

    # -- the automatics

    def _follow_light(self, lux: float, kelvin: float) -> None:
        if self.settings.get("AeEnable", True):
            stops = float(self.settings.get("ExposureValue", 0.0))
            error = log_exposure(lux, self._device.model.f_number, stops) - self._log_exposure
            self._log_exposure += SPEED * error
            self._is_settled = abs(error) < 0.05
        if self.settings.get("AwbEnable", True):
            fixed = AWB_KELVINS.get(int(self.settings.get("AwbMode", 0)))
            self._kelvin += SPEED * ((fixed or kelvin) - self._kelvin)

    def _exposure(self) -> tuple[Exposure, int]:
        """Return how this frame is exposed, and how long it lasts in microseconds."""
        model, settings = self._device.model, self.settings
        shortest_us, longest_us = self._durations()
        wanted_us = 2**self._log_exposure
        time_us, gain = settings.get("ExposureTime"), settings.get("AnalogueGain")
        low_us, high_us = model.exposure_us
        most_us = min(high_us, longest_us)
        if time_us is not None:
            time_us = max(low_us, min(float(time_us), most_us))
        if gain is not None:
            gain = max(1.0, min(float(gain), model.most_gain))
        if time_us is not None and gain is not None:
            exposure = Exposure(time_us, gain)
            self._log_exposure = math.log2(exposure.total)
        elif time_us is not None:
            exposure = divided(wanted_us, "normal", longest_us=time_us, shortest_us=time_us,
                               most_gain=model.most_gain)  # fmt: skip
        elif gain is not None:
            free = divided(wanted_us / gain, "long", longest_us=most_us, shortest_us=low_us,
                           most_gain=1.0)  # fmt: skip
            exposure = Exposure(free.time_us, gain)
        else:
            mode = _MODES[int(settings.get("AeExposureMode", 0))]
            exposure = divided(wanted_us, mode, longest_us=most_us, shortest_us=low_us,
                               most_gain=model.most_gain)  # fmt: skip
        duration_us = round(max(shortest_us, exposure.time_us))
        return exposure, duration_us

    def _durations(self) -> tuple[float, float]:
        """Return the shortest and longest time between frames, in microseconds."""
        fastest_us = 1e6 / self.mode.fps
        low, high = self.settings.get("FrameDurationLimits", (FREE_RUNNING_US, FREE_RUNNING_US))
        low = FREE_RUNNING_US if low <= fastest_us * 0.5 else low
        low = max(low, math.ceil(fastest_us))
        return low, max(low, high)

    def _gains(self) -> tuple[float, float]:
        """Return the red and blue gains."""
        fixed = self.settings.get("ColourGains")
        if fixed is not None and any(fixed):
            return float(fixed[0]), float(fixed[1])
        temperature = self.settings.get("ColourTemperature")
        if temperature and not self.settings.get("AwbEnable", True):
            return gains_for(float(temperature))
        return gains_for(self._kelvin)

    def _crop(self) -> Rect:
        wanted = self.settings.get("ScalerCrop")
        if wanted is None:
            return self.crop
        left, top, wide, tall = self.mode.crop
        x, y, width, height = wanted
        width, height = max(64, min(width, wide)), max(64, min(height, tall))
        x = max(left, min(x, left + wide - width))
        y = max(top, min(y, top + tall - height))
        return x, y, width, height
