"""What a camera lets be set, and what it says of itself, as libcamera reports them on a Pi 4."""

from typing import Any

from hardware_mocks.camera.libcamera_names import controls, properties
from hardware_mocks.camera.libcamera_names.geometry import Rectangle, Size
from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlInfo
from hardware_mocks.camera.models import CameraModel, Rect, SensorMode

Limits = dict[str, tuple[ControlId, ControlInfo]]

_EVERYWHERE: dict[str, tuple[Any, Any, Any]] = {
    "AeEnable": (False, True, True),
    "AeConstraintMode": (0, 3, 0),
    "AeExposureMode": (0, 3, 0),
    "AeFlickerMode": (0, 1, 0),
    "AeFlickerPeriod": (100, 1_000_000, None),
    "AeMeteringMode": (0, 3, 0),
    "AnalogueGainMode": (0, 1, 0),
    "AwbEnable": (False, True, None),
    "AwbMode": (0, 7, 0),
    "Brightness": (-1.0, 1.0, 0.0),
    "ColourCorrectionMatrix": (-16.0, 16.0, None),
    "ColourGains": (0.0, 32.0, None),
    "ColourTemperature": (100, 100_000, None),
    "Contrast": (0.0, 32.0, 1.0),
    "ExposureTimeMode": (0, 1, 0),
    "ExposureValue": (-8.0, 8.0, 0.0),
    "HdrMode": (0, 4, 0),
    "NoiseReductionMode": (0, 4, 0),
    "Saturation": (0.0, 32.0, 1.0),
    "Sharpness": (0.0, 16.0, 1.0),
    "StatsOutputEnable": (False, True, False),
    "SyncFrames": (1, 1_000_000, 100),
    "SyncMode": (0, 2, 0),
}
_OF_A_MOVING_LENS: dict[str, tuple[Any, Any, Any]] = {
    "AfMetering": (0, 1, 0),
    "AfMode": (0, 2, 0),
    "AfPause": (0, 2, 0),
    "AfRange": (0, 2, 0),
    "AfSpeed": (0, 1, 0),
    "AfTrigger": (0, 1, 0),
    "LensPosition": (0.0, 32.0, 1.0),
}
LONGEST_FRAME_US = 120_000_000


def limits_of(model: CameraModel, mode: SensorMode, crop: Rect) -> Limits:
    """Return the controls of a camera in a mode, with their limits.

    Args:
        crop: what fills the picture unless ScalerCrop is set.
    """
    low_us, high_us = model.exposure_us
    ranges = dict(_EVERYWHERE)
    ranges["AnalogueGain"] = (1.0, model.most_gain, 1.0)
    ranges["ExposureTime"] = (low_us, high_us, 20_000)
    shortest_us = int(1e6 / mode.fps)
    ranges["FrameDurationLimits"] = (shortest_us, max(LONGEST_FRAME_US, high_us), 33_333)
    least = (mode.crop[0], mode.crop[1], 64, 64)
    ranges["ScalerCrop"] = (Rectangle(*least), Rectangle(*mode.crop), Rectangle(*crop))
    if model.has_autofocus:
        ranges |= _OF_A_MOVING_LENS
        nothing = Rectangle(0, 0, 0, 0)
        ranges["AfWindows"] = (nothing, Rectangle(65535, 65535, 65535, 65535), nothing)
    return {name: (controls.ALL[name], ControlInfo(*ranges[name])) for name in sorted(ranges)}


def properties_of(model: CameraModel, mode: SensorMode) -> dict[ControlId, Any]:
    """Return what libcamera tells of a camera."""
    width, height = model.resolution
    told = {
        "Model": model.name,
        "UnitCellSize": Size(model.cell_nm, model.cell_nm),
        "Location": model.location,
        "Rotation": model.rotation,
        "ColorFilterArrangement": _arrangement(model.bayer_order),
        "PixelArraySize": Size(width, height),
        "PixelArrayActiveAreas": [Rectangle(0, 0, width, height)],
        "ScalerCropMaximum": Rectangle(*mode.crop),
        "SystemDevices": (20749, 20737, 20738, 20739),
        "SensorSensitivity": 1.0,
    }
    if not model.bayer_order:
        told = {name: told[name] for name in ("Model", "Location", "PixelArraySize")}
    return {properties.ALL[name]: value for name, value in told.items()}


def _arrangement(order: str) -> int:
    orders = properties.ColorFilterArrangementEnum.__members__
    return int(orders[order]) if order in orders else 0
