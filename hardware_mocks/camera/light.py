"""Exposure and white balance: what a camera's automatics want, and how fast they get there.

A picture is well exposed when exposure x gain x light is `f_number**2 * 2.5 us·lux * 1e6` (the
photographers' incident-light equation, N^2/t = E*S/C with C = 250 and ISO 100 as gain 1). The
automatics follow it smoothly, as libcamera's do: a fifth of the way with each frame.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass

CALIBRATION = 2.5e6
"""Microseconds x lux x gain per squared f-number."""
SPEED = 0.2
"""Share of the way that the automatics go with each frame (libcamera's `speed`)."""
MOST_DIGITAL_GAIN = 16.0
"""By night it makes a picture of an infrared lamp's little light."""
FIRST_EXPOSURE_US = 6_000.0
"""Exposure x gain of the first frame, before anything is known of the light."""
FIRST_KELVIN = 4500.0

_STAGES = {
    "normal": ((100, 10_000, 30_000, 60_000, 66_666), (1.0, 2.0, 4.0, 6.0, 8.0)),
    "short": ((100, 5_000, 10_000, 20_000, 60_000), (1.0, 2.0, 4.0, 6.0, 8.0)),
    "long": ((100, 10_000, 30_000, 60_000, 120_000), (1.0, 2.0, 4.0, 6.0, 12.0)),
}
"""Shutter times and gains of libcamera's exposure modes: first the one grows, then the other."""

_GREY_KELVINS = (2000, 2500, 3000, 4000, 5000, 6000, 8000, 10000)
_RED_GAINS = (0.95, 1.15, 1.32, 1.62, 1.90, 2.08, 2.32, 2.46)
_BLUE_GAINS = (4.40, 3.20, 2.62, 1.92, 1.58, 1.40, 1.22, 1.13)
"""Red and blue gains that make a grey card grey, about those of a Camera Module's tuning file."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a frame is exposed.

    Attributes:
        time_us: how long.
        analogue_gain, digital_gain: how much what was measured is amplified.
    """

    time_us: float
    analogue_gain: float
    digital_gain: float = 1.0

    @property
    def total(self) -> float:
        """Exposure time x gains, in microseconds."""
        return self.time_us * self.analogue_gain * self.digital_gain


def good_exposure_us(f_number: float, lux: float) -> float:
    """Return exposure x gain, in microseconds, for a scene with that light."""
    return f_number * f_number * CALIBRATION / max(lux, 1e-3)


def divided(
    wanted_us: float, mode: str, *, longest_us: float, shortest_us: float, most_gain: float
) -> Exposure:
    """Return how an exposure x gain is made of time and gain.

    Args:
        mode: "normal", "short" (for what moves) or "long".
        longest_us: what the frame rate allows.
    """
    times, gains = _STAGES.get(mode, _STAGES["normal"])
    time_us, gain = max(shortest_us, 1.0), 1.0
    for stage_us, stage_gain in zip(times, gains, strict=True):
        time_us = _between(wanted_us / gain, time_us, min(stage_us, longest_us))
        gain = _between(wanted_us / time_us, gain, min(stage_gain, most_gain))
    gain = _between(wanted_us / time_us, gain, most_gain)
    digital = _between(wanted_us / time_us / gain, 1.0, MOST_DIGITAL_GAIN)
    return Exposure(time_us, gain, digital)


def _between(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))


def gains_for(kelvin: float) -> tuple[float, float]:
    """Return the red and blue gains that make grey grey in light of that colour."""
    kelvin = _between(kelvin, _GREY_KELVINS[0], _GREY_KELVINS[-1])
    index = max(1, bisect_left(_GREY_KELVINS, kelvin))
    low, high = _GREY_KELVINS[index - 1], _GREY_KELVINS[index]
    share = (kelvin - low) / (high - low)
    return (
        _RED_GAINS[index - 1] + share * (_RED_GAINS[index] - _RED_GAINS[index - 1]),
        _BLUE_GAINS[index - 1] + share * (_BLUE_GAINS[index] - _BLUE_GAINS[index - 1]),
    )


def log_exposure(lux: float, f_number: float, stops: float) -> float:
    """Return the logarithm (base 2) of a good exposure, `stops` brighter than usual."""
    return math.log2(good_exposure_us(f_number, lux)) + stops


AWB_KELVINS = {1: 2850, 2: 2600, 3: 4000, 4: 4500, 5: 5500, 6: 6500}
"""Fixed light of AwbMode Incandescent, Tungsten, Fluorescent, Indoor, Daylight, Cloudy."""
