"""The properties of a camera, by name: `libcamera.properties`."""

from enum import IntEnum
from types import SimpleNamespace

from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlType, ids_of


class LocationEnum(IntEnum):
    """Where a camera is mounted."""

    Front = 0
    Back = 1
    External = 2


class ColorFilterArrangementEnum(IntEnum):
    """The order of the colours before a sensor's pixels."""

    RGGB = 0
    GRBG = 1
    GBRG = 2
    BGGR = 3
    RGB = 4
    MONO = 5


_TYPES = {
    ControlType.Integer32: ("Location", "Rotation"),
    ControlType.String: ("Model",),
    ControlType.Size: ("UnitCellSize", "PixelArraySize"),
    ControlType.Rectangle: ("PixelArrayOpticalBlackRectangles", "PixelArrayActiveAreas",
                            "ScalerCropMaximum"),
    ControlType.Float: ("SensorSensitivity",),
    ControlType.Integer64: ("SystemDevices",),
}  # fmt: skip
ALL: dict[str, ControlId] = {}
"""Every property by its name."""

globals().update(ids_of(_TYPES, ALL))
draft = SimpleNamespace(
    ColorFilterArrangementEnum=ColorFilterArrangementEnum,
    **ids_of({ControlType.Integer32: ("ColorFilterArrangement",)}, ALL, vendor="draft"),
)
