"""The controls of libcamera, by name, and the words for their values: `libcamera.controls`."""

from enum import IntEnum
from types import SimpleNamespace

from hardware_mocks.camera.libcamera_names.ids import ControlId, ControlType, ids_of


class AeMeteringModeEnum(IntEnum):
    """Where exposure looks."""

    CentreWeighted = 0
    Spot = 1
    Matrix = 2
    Custom = 3


class AeConstraintModeEnum(IntEnum):
    """What exposure must keep from being too bright or too dark."""

    Normal = 0
    Highlight = 1
    Shadows = 2
    Custom = 3


class AeExposureModeEnum(IntEnum):
    """Whether exposure takes more time or more gain."""

    Normal = 0
    Short = 1
    Long = 2
    Custom = 3


class AeFlickerModeEnum(IntEnum):
    """What is done against flickering lamps."""

    Off = 0
    Manual = 1
    Auto = 2


class AeStateEnum(IntEnum):
    """How far exposure has come."""

    Idle = 0
    Searching = 1
    Converged = 2


class ExposureTimeModeEnum(IntEnum):
    """Who sets the exposure time."""

    Auto = 0
    Manual = 1


class AnalogueGainModeEnum(IntEnum):
    """Who sets the gain."""

    Auto = 0
    Manual = 1


class AwbModeEnum(IntEnum):
    """Which light white balance expects."""

    Auto = 0
    Incandescent = 1
    Tungsten = 2
    Fluorescent = 3
    Indoor = 4
    Daylight = 5
    Cloudy = 6
    Custom = 7


class AfModeEnum(IntEnum):
    """Who moves the lens."""

    Manual = 0
    Auto = 1
    Continuous = 2


class AfRangeEnum(IntEnum):
    """How near focus looks."""

    Normal = 0
    Macro = 1
    Full = 2


class AfSpeedEnum(IntEnum):
    """How fast the lens moves."""

    Normal = 0
    Fast = 1


class AfMeteringEnum(IntEnum):
    """Where focus looks."""

    Auto = 0
    Windows = 1


class AfTriggerEnum(IntEnum):
    """Starts or stops a search for focus."""

    Start = 0
    Cancel = 1


class AfPauseEnum(IntEnum):
    """Stops continuous focus for a while."""

    Immediate = 0
    Deferred = 1
    Resume = 2


class AfStateEnum(IntEnum):
    """How far a search for focus has come."""

    Idle = 0
    Scanning = 1
    Focused = 2
    Failed = 3


class AfPauseStateEnum(IntEnum):
    """Whether continuous focus is stopped."""

    Running = 0
    Pausing = 1
    Paused = 2


class HdrModeEnum(IntEnum):
    """Pictures made of several exposures."""

    Off = 0
    MultiExposureUnmerged = 1
    MultiExposure = 2
    SingleExposure = 3
    Night = 4


class NoiseReductionModeEnum(IntEnum):
    """How hard noise is fought."""

    Off = 0
    Fast = 1
    HighQuality = 2
    Minimal = 3
    ZSL = 4


class SyncModeEnum(IntEnum):
    """Whether cameras of several Pis keep time together."""

    Off = 0
    Server = 1
    Client = 2


_TYPES = {
    ControlType.Bool: ("AeEnable", "AeLocked", "AwbEnable", "AwbLocked", "SyncReady"),
    ControlType.Integer32: (
        "AeMeteringMode", "AeConstraintMode", "AeExposureMode", "AeFlickerMode", "AeFlickerPeriod",
        "AeFlickerDetected", "AeState", "ExposureTime", "ExposureTimeMode", "AnalogueGainMode",
        "AwbMode", "ColourTemperature", "FocusFoM", "AfMode", "AfRange", "AfSpeed", "AfMetering",
        "AfTrigger", "AfPause", "AfState", "AfPauseState", "HdrMode", "HdrChannel",
        "SyncMode", "SyncFrames",
    ),
    ControlType.Float: (
        "ExposureValue", "AnalogueGain", "Brightness", "Contrast", "Lux", "ColourGains",
        "Saturation", "Sharpness", "ColourCorrectionMatrix", "DigitalGain", "LensPosition",
        "SensorTemperature", "Gamma",
    ),
    ControlType.Integer64: (
        "FrameDuration", "FrameDurationLimits", "SensorTimestamp", "FrameWallClock",
        "SensorBlackLevels", "SyncTimer",
    ),
    ControlType.Rectangle: ("ScalerCrop", "AfWindows"),
}  # fmt: skip
_OF_THE_PI = {
    ControlType.Rectangle: ("ScalerCrops",),
    ControlType.Bool: ("StatsOutputEnable",),
    ControlType.Integer32: ("SyncMode", "SyncFrames"),
}
_IN_DRAFT = {
    ControlType.Integer32: ("NoiseReductionMode", "PipelineDepth", "MaxLatency", "TestPatternMode"),
}

ALL: dict[str, ControlId] = {}
"""Every control by its name, wherever it stands."""

globals().update(ids_of(_TYPES, ALL))
draft = SimpleNamespace(
    NoiseReductionModeEnum=NoiseReductionModeEnum, **ids_of(_IN_DRAFT, ALL, vendor="draft")
)
rpi = SimpleNamespace(SyncModeEnum=SyncModeEnum, **ids_of(_OF_THE_PI, ALL, vendor="rpi"))
