"""One frame as the sensor took it, before anybody has looked at its picture."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hardware_mocks.camera.focus import blur_px, focus_fom
from hardware_mocks.camera.libcamera_names.controls import NoiseReductionModeEnum
from hardware_mocks.camera.light import Exposure, gains_for, good_exposure_us
from hardware_mocks.camera.models import Rect, SensorMode, Size
from hardware_mocks.camera.picture import picture_at, widest
from hardware_mocks.camera.sensor import NOISE_LEFT, Look, Picture
from hardware_mocks.camera.view import Box

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice

_NOISE_NAMES = {
    NoiseReductionModeEnum.Off: "off", NoiseReductionModeEnum.Fast: "fast",
    NoiseReductionModeEnum.HighQuality: "high_quality", NoiseReductionModeEnum.Minimal: "minimal",
    NoiseReductionModeEnum.ZSL: "zsl",
}  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """What was in force when a frame was exposed.

    Attributes:
        number: of the frame since the camera was started, from 1.
        t_ns: when the sensor began to read it out, on the bench's clock.
        stamp_ns, wall_ns: the same on the clocks of `time.monotonic_ns` and `time.time_ns`.
        duration_us: until the next one.
        gains: red and blue.
        lux, kelvin: what was measured last of the light and its colour.
        settings: the controls in force, by name.
        crop: pixels of the sensor that fill the picture.
    """

    device: "CameraDevice"
    mode: SensorMode
    number: int
    t_ns: int
    stamp_ns: int
    wall_ns: int
    duration_us: int
    exposure: Exposure
    lux: float
    kelvin: float
    seen_kelvin: float
    gains: tuple[float, float]
    lens_position: float
    af_state: int
    af_pause: int
    is_settled: bool
    distance_m: float
    settings: dict[str, Any]
    crop: Rect

    @property
    def box(self) -> Box:
        """The crop as shares of the field of view, of which a wide mode sees a band."""
        x, y, width, height = self.crop
        left, top, wide, tall = self.mode.crop
        outer = widest(self.mode.size, self.device.model.resolution)
        return (
            outer[0] + (x - left) / wide * outer[2],
            outer[1] + (y - top) / tall * outer[3],
            width / wide * outer[2],
            height / tall * outer[3],
        )

    @cached_property
    def look(self) -> Look:
        """How the camera sees this frame in light that it is well exposed for."""
        settings = self.settings
        red, blue = gains_for(self.kelvin)
        noise = _NOISE_NAMES[settings.get("NoiseReductionMode", NoiseReductionModeEnum.Fast)]
        return Look(
            gain=self.exposure.analogue_gain * self.exposure.digital_gain,
            red=self.gains[0] / red,
            blue=self.gains[1] / blue,
            brightness=settings.get("Brightness", 0.0),
            contrast=settings.get("Contrast", 1.0),
            saturation=settings.get("Saturation", 1.0),
            sharpness=settings.get("Sharpness", 1.0),
            noise_left=NOISE_LEFT[noise],
            ticket=self.device.seed * 8191 + self.t_ns // 1000,
        )

    def picture(self, size: Size) -> Picture:
        """Return the picture of this frame in a size, (height, width, 3) BGR."""
        look, f_number = self.look, self.device.model.f_number
        if self.device.model.has_autofocus:
            width = size[0] / self.box[2]
            blur = blur_px(self.device.model, self.lens_position, self.distance_m, round(width))
            look = replace(look, blur_px=blur)

        def look_in(lux: float) -> Look:
            level = self.exposure.total / good_exposure_us(f_number, lux)
            return replace(look, level=level)

        return picture_at(self.device, self.t_ns, size, look_in, self.box)

    def metadata(self) -> dict[str, Any]:
        """Return what libcamera tells about this frame, by name."""
        red, blue = self.gains
        told: dict[str, Any] = {
            "SensorTimestamp": self.stamp_ns,
            "ScalerCrop": self.crop,
            "ScalerCrops": [self.crop],
            "DigitalGain": round(self.exposure.digital_gain, 6),
            "ColourGains": (round(red, 6), round(blue, 6)),
            "SensorBlackLevels": (4096, 4096, 4096, 4096),
            "AeLocked": self.is_settled,
            "AeState": 2 if self.is_settled else 1,
            "Lux": round(self.lux, 3),
            "FrameDuration": self.duration_us,
            "ColourCorrectionMatrix": (
                1.762, -0.646, -0.116, -0.384, 1.792, -0.408, -0.057, -0.664, 1.721,
            ),
            "FocusFoM": focus_fom(self.device.model, self.lens_position, self.distance_m),
            "AnalogueGain": round(self.exposure.analogue_gain, 6),
            "ColourTemperature": round(self.seen_kelvin),
            "ExposureTime": round(self.exposure.time_us),
            "FrameWallClock": self.wall_ns,
            "SensorTemperature": 0.0,
        }  # fmt: skip
        if self.device.model.has_autofocus:
            told |= {
                "AfState": self.af_state,
                "AfPauseState": self.af_pause,
                "LensPosition": self.lens_position,
            }
        else:
            told.pop("SensorTemperature")
        return told
